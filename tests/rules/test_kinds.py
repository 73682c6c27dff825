"""Kinds of money: which kind holds at a period's end, which amounts follow from it, and what is earned."""

from types import SimpleNamespace

import pytest

from statsbidrag.base.period import Period
from statsbidrag.base.states import MoneyKind
from statsbidrag.model.component import Component
from statsbidrag.rules.kinds import beyond, earned, follows, kind_at, outstanding, within

ALL = ("own_cost", "claim", "unspent", "expected_unspent")
FIRM = {"source": "jh", "status": "decided", "checked": "2020-11-22"}


def component(*kinds: dict) -> Component:
    given = {"id": "block", "title": "Block", "rule": "unknown", "national": "unknown"}
    return Component.model_validate({**given, "kind": list(kinds) or "unknown"})


def test_a_kind_holds_from_its_month_and_is_unknown_where_no_source_tells() -> None:
    # The waiting list money of 2020 was shared by population from the spring on, whatever was achieved.
    changed = component({"is": "performance", **FIRM}, {"is": "unconditional", "from": "2020-03", **FIRM})
    kinds = [kind_at(changed, Period(2020, number)) for number in (2, 3, 13)]
    assert [one.is_ for one in kinds if one] == ["performance", "unconditional", "unconditional"]
    assert kind_at(component(), Period(2020, 13)) is None
    assert kind_at(component({"is": "performance", "from": "2020-05", **FIRM}), Period(2020, 4)) is None


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        (None, ALL),
        (MoneyKind.CONDITIONAL, ALL),
        (MoneyKind.COST_REFUND, ("own_cost", "claim", "unspent")),
        (MoneyKind.PERFORMANCE, ()),
        (MoneyKind.UNIT_PRICE, ()),
        (MoneyKind.UNCONDITIONAL, ()),
        (MoneyKind.PASS_THROUGH, ()),
        (MoneyKind.OWN_FRAME, ()),
    ],
)
def test_which_amounts_of_the_chain_a_kind_has(kind: MoneyKind | None, names: tuple[str, ...]) -> None:
    assert follows(kind) == names


def given(**known: object) -> SimpleNamespace:
    decided = known.get("decided")
    told = None if decided is None else SimpleNamespace(ore=decided)
    return SimpleNamespace(decided=told, computed_ore=known.get("computed"), entitled_ore=known.get("entitled"))


@pytest.mark.parametrize(
    ("kind", "one", "cost", "closing", "ore"),
    [
        # Performance: decided or nothing, whatever it has cost and whatever may be got.
        (MoneyKind.PERFORMANCE, given(decided=650, entitled=650), 900, False, 650),
        (MoneyKind.PERFORMANCE, given(entitled=1_030, computed=1_030), 900, True, None),
        # Units are counted for the whole year.
        (MoneyKind.UNIT_PRICE, given(computed=513, entitled=790), 400, True, 513),
        (MoneyKind.UNIT_PRICE, given(computed=513, entitled=790), 400, False, None),
        (MoneyKind.UNIT_PRICE, given(entitled=790), 400, True, None),
        (MoneyKind.COST_REFUND, given(entitled=500), 400, False, 400),
        (MoneyKind.COST_REFUND, given(entitled=300), 400, False, 300),
        (MoneyKind.COST_REFUND, given(entitled=300), -50, False, 0),
        (MoneyKind.COST_REFUND, given(), 400, True, None),
        (MoneyKind.COST_REFUND, given(entitled=300), None, True, None),
        (MoneyKind.CONDITIONAL, given(decided=650, computed=650, entitled=650), 400, True, None),
        (None, given(decided=650, computed=650, entitled=650), 400, True, None),
    ],
)
def test_what_is_earned(kind: MoneyKind | None, one, cost: int | None, closing: bool, ore: int | None) -> None:
    assert earned(kind, one, cost, closing=closing) == ore


@pytest.mark.parametrize(
    ("earned_ore", "received", "ore"), [(None, 300, None), (650, 300, 350), (650, 650, 0), (650, 700, 0)]
)
def test_what_is_earned_and_not_received(earned_ore: int | None, received: int, ore: int | None) -> None:
    assert outstanding(earned_ore, received) == ore


@pytest.mark.parametrize(
    ("cost", "earned_ore", "received", "ore"),
    [
        (None, 1, 1, None),
        (900, None, 300, 600),
        (900, None, 0, 900),
        (900, 650, 300, 250),
        (900, 650, 700, 200),
        (200, None, 300, 0),
    ],
)
def test_cost_beyond_what_is_earned_and_has_come(cost, earned_ore, received, ore) -> None:
    assert beyond(cost, earned_ore, received) == ore


@pytest.mark.parametrize(
    ("codes", "is_within"),
    [
        ({"object": ["43601"], "activity": ["01"]}, True),
        ({"object": ["43601", "43602"]}, True),
        ({"object": ["43601", "43609"]}, False),
        ({"activity": ["01"]}, False),
        ({"unit": ["84100"], "activity": ["03"]}, True),
        ({"unit": ["84100"], "activity": ["04"]}, False),
    ],
)
def test_whether_an_efforts_codes_lie_within_a_components(codes: dict, is_within: bool) -> None:
    outer = [{"object": ["43601", "43602"]}, {"unit": ["84100"], "activity": ["01", "03"]}]
    assert within(codes, outer) is is_within
    assert not within(codes, [{}])
