"""What the papers state for several components at once: what it is held against, and what rests on an assumption."""

import datetime as dt
from dataclasses import replace
from types import SimpleNamespace

import pytest

from statsbidrag.base.period import Period
from statsbidrag.base.states import Basis
from statsbidrag.model.agreement import Agreement
from statsbidrag.model.choices import Event, Stated
from statsbidrag.rules.chain import Chain
from statsbidrag.rules.entitled_together import (
    assumed,
    bound_elsewhere,
    entitled_in_all,
    known_in_part,
    stated_together,
)
from statsbidrag.rules.entitlement import Agreeing, Entitlement, entitlements

JUNE = Period(2018, 6)
FIRM = {"source": "jh", "status": "decided", "checked": "2026-11-22"}
POPULATION = {dt.date(2017, 12, 31): {"01": 3, "23": 1}}


def component(name: str, national: str, **more: str) -> dict:
    amount = "unknown" if national == "unknown" else [{"amount": national, "unit": "kr", **FIRM}]
    days = {"key_date": "unknown", "population_date": "2017-12-31"}
    return {"id": name, "title": name, "rule": "population_share", "national": amount, **days, **more}


def said(amount: str, *of: str, **more: str) -> Stated:
    return Stated.model_validate({"year": "2018", "of": list(of) or "unknown", "amount": amount, "unit": "kr", **FIRM,
                                  **more})  # fmt: skip


def of(
    *stated: Stated, decided: tuple[Stated, ...] = (), events: tuple[Event, ...] = ()
) -> tuple[list[Entitlement], SimpleNamespace]:
    """Three components of which län 23 has 100, 200 and an unknown share, and what is stated of them."""
    choices = SimpleNamespace(stated=list(stated), decided=list(decided), events=list(events), volumes=[], listed=[],
                              full_time_equivalents=[], applications=[])  # fmt: skip
    terms = Agreement.model_validate(
        {
            "id": "exempel",
            "title": "Exempel",
            "year": "2018",
            "parties": ["Staten", "Exempel"],
            "notebook": "exempel",
            "sources": {"jh": {"document": "jh.txt", "title": "Underlag", "date": "2018"}},
            "window": {"from": "2018-01-01", "to": "2018-12-31", "status": "example"},
            "components": [component("a", "400"), component("b", "800", basis="folkmängd"), component("c", "unknown")],
            "repayment": {"rule": "unknown", "source": "jh"},
        }
    )
    return entitlements(terms, choices, POPULATION, "23", JUNE), choices  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("stated", "computed", "how", "whole", "known"),
    [
        # The two are computed to 300: within half a krona it is the same amount, else the paper's is used.
        (said("300", "a", "b"), 300_00, Agreeing.AGREES, None, (300_00, 2, 3)),
        (said("310", "a", "b"), 300_00, Agreeing.DIFFERS, None, (310_00, 2, 3)),
        # Of the third nothing can be computed, so that nothing can be of all three.
        (said("500", "a", "b", "c"), None, Agreeing.NOT_COMPUTABLE, 500_00, None),
        # The paper does not tell which components it is of: of all, and nothing is held against it.
        (said("300"), None, Agreeing.NOT_COMPUTABLE, 300_00, None),
    ],
)
def test_an_amount_of_several_is_held_against_what_they_are_computed_to(stated, computed, how, whole, known) -> None:
    given, choices = of(stated)
    (one,) = together = stated_together(given, choices, JUNE)
    assert (one.computed_ore, one.agreeing) == (computed, how)
    assert (entitled_in_all(given, together), known_in_part(given, together)) == (whole, known)


def test_the_widest_goes_first_and_what_has_been_decided_before_both() -> None:
    narrow, wide = said("310", "a", "b"), said("500", "a", "b", "c")
    given, choices = of(narrow, wide)
    assert [one.stated for one in stated_together(given, choices, JUNE)] == [wide, narrow]
    assert entitled_in_all(given, stated_together(given, choices, JUNE)) == 500_00
    given, choices = of(narrow, wide, decided=(said("90", "c"),))
    # The wide one has a decided component in it; the narrow has not.
    assert entitled_in_all(given, stated_together(given, choices, JUNE)) == 310_00 + 90_00


def paid(amount: str, component: str, day: str = "2018-06-20") -> Event:
    return Event.model_validate({"kind": "payment", "date": day, "amount": amount, "component": component,
                                 "status": "example"})  # fmt: skip


@pytest.mark.parametrize(
    ("parts", "events", "known"),
    [
        # 0,3 tkr agrees with the computed 100 + 200, but with the paper's own 260 the two would come to more than that.
        ([said("260", "b")], [], 300_00),
        ([said("240", "b")], [], 340_00),
        # When the whole has been paid it is what was stated, whatever they come to within its rounding.
        ([said("240", "b")], [paid("60", "a"), paid("240", "b")], 300_00),
        ([said("240", "b")], [paid("60", "a", "2018-07-01"), paid("240", "b")], 340_00),
        # Each has been paid its own stated amount.
        ([said("110", "a"), said("260", "b")], [paid("110", "a"), paid("260", "b")], 370_00),
    ],
)
def test_an_amount_of_several_binds_them_though_it_agrees_with_what_is_computed(parts, events, known: int) -> None:
    given, choices = of(said("0.3", "a", "b", unit="tkr"), *parts, events=tuple(events))
    (one,) = together = stated_together(given, choices, JUNE)
    assert one.agreeing is Agreeing.AGREES
    assert known_in_part(given, together) == (known, 2, 3)


@pytest.mark.parametrize(
    ("stated", "names"),
    [
        # b has a basis that a source tells, and of c nothing can be computed.
        ([], ["a"]),
        ([said("100", "a")], []),
        ([said("300", "a", "b")], []),
        ([said("200", "b")], ["a"]),
        ([said("170", "a")], []),
    ],
)
def test_what_rests_on_an_assumed_share_alone(stated: list[Stated], names: list[str]) -> None:
    given, choices = of(*stated)
    assert [one.component.id for one in assumed(given, stated_together(given, choices, JUNE))] == names


@pytest.mark.parametrize(
    ("stated", "costs", "elsewhere"),
    [
        # The books do not tell the parts apart: what is known may be theirs whose amount is not.
        ([], {}, 0),
        # The first has 100 and used 30, the second 200 and used more than it has: 70 is the first's alone.
        ([], {"a": 30_00, "b": 250_00, "c": 10_00}, 70_00),
        # A paper's 310 for both, of which 280 are used.
        ([said("310", "a", "b")], {"a": 30_00, "b": 250_00}, 30_00),
        ([said("310", "a", "b")], {"a": 30_00}, 0),
    ],
)
def test_what_a_part_has_not_used_pays_no_other_parts_cost(stated, costs: dict[str, int], elsewhere: int) -> None:
    given, choices = of(*stated)
    together = stated_together(given, choices, JUNE)
    assert bound_elsewhere(given, together, costs) == elsewhere


def test_a_cap_on_units_pays_no_other_parts_cost() -> None:
    given, _ = of()
    capped = [replace(given[0], basis=Basis.CAP), *given[1:]]
    assert bound_elsewhere(capped, [], {}) == bound_elsewhere(capped, [], {"a": 30_00}) == 100_00


@pytest.mark.parametrize(("cost", "own"), [(70_00, 0), (70_01, None)])
def test_what_is_another_parts_alone_covers_no_cost_of_the_whole(cost: int, own: int | None) -> None:
    """Known 100 kronor, of which 30 can pay one part's cost only: up to 70, and no öre more, is covered."""
    chain = Chain(None, None, 0, cost, None, 100_00, elsewhere=30_00)
    assert chain.own_cost == own
