"""Received beyond högsta belopp: when, by how much, and which payment took it there."""

import datetime as dt

import pytest
from test_entitlement import DAY, FIRM, agreement, stated

from statsbidrag.base.period import Period
from statsbidrag.model.agreement import Agreement
from statsbidrag.model.choices import Event, Stated
from statsbidrag.rules.entitled_together import stated_together
from statsbidrag.rules.entitlement import entitlements
from statsbidrag.rules.over_received import over_received

POPULATION = {DAY: {"01": 3, "23": 1}}
CLOSED = Period(2018, 13)


class Choices:
    """What the region has under an agreement: 250 kr is its share by population."""

    volumes = listed = full_time_equivalents = applications = ()

    def __init__(self, *events: Event, stated: list[Stated] = (), decided: list[Stated] = ()) -> None:
        self.events, self.stated, self.decided = list(events), list(stated), list(decided)


def event(amount: str, day: str, kind: str = "payment", component: str = "hela") -> Event:
    return Event.model_validate(
        {"kind": kind, "date": day, "amount": amount, "component": component, "status": "example"}
    )


def over(choices: Choices, period: Period = CLOSED, terms: Agreement | None = None) -> list[tuple[int, dt.date]]:
    terms = terms or agreement()
    given = entitlements(terms, choices, POPULATION, "23", period)
    found = over_received(given, stated_together(given, choices, period), choices.events, period)
    return [(one.over, one.event.date) for one in found]


MAY, JUNE, JULY = "2018-05-10", "2018-06-10", "2018-07-10"


@pytest.mark.parametrize(
    ("events", "told"),
    [
        ([], []),
        ([event("250", MAY)], []),
        ([event("250.01", MAY)], [(1, dt.date(2018, 5, 10))]),
        ([event("251", MAY)], [(1_00, dt.date(2018, 5, 10))]),
        ([event("150", MAY), event("150", JUNE), event("10", JULY)], [(60_00, dt.date(2018, 6, 10))]),
        ([event("200", MAY), event("60", JUNE)], [(10_00, dt.date(2018, 6, 10))]),
        # The whole of it has come with the first; the second is too much.
        ([event("250", MAY), event("10", JUNE)], [(10_00, dt.date(2018, 6, 10))]),
        # What was too much has been paid back.
        ([event("300", MAY), event("50", JUNE, "repayment")], []),
        # It is above with the last payment, not with the first, of which some was paid back.
        (
            [event("200", MAY), event("100", MAY, "repayment"), event("100", JUNE), event("60", JULY)],
            [(10_00, dt.date(2018, 7, 10))],
        ),
        ([event("300", "2019-01-10")], []),
    ],
)
def test_what_has_come_beyond_the_share(events: list[Event], told: list[tuple[int, dt.date]]) -> None:
    assert over(Choices(*events)) == told


def test_a_computed_share_is_paid_in_whole_kronor() -> None:
    people = {DAY: {"01": 2, "23": 1}}
    for amount, expected in (("334", []), ("335", [1_67])):
        choices = Choices(event(amount, MAY))
        given = entitlements(agreement(), choices, people, "23", CLOSED)
        assert given[0].entitled_ore == 333_33
        assert [one.over for one in over_received(given, [], choices.events, CLOSED)] == expected


def test_a_decided_amount_is_the_limit() -> None:
    assert over(Choices(event("300", MAY), decided=[stated("300")])) == []
    assert over(Choices(event("300", MAY), decided=[stated("280")])) == [(20_00, dt.date(2018, 5, 10))]


def test_the_very_stated_amount_is_not_too_much() -> None:
    # 250 is computed and «0.3 tkr» stated, which differs by no more than its rounding: paid as stated.
    said = stated("0.3", unit="tkr")
    assert over(Choices(event("300", MAY), stated=[said])) == []
    assert over(Choices(event("360", MAY), stated=[said])) == [(110_00, dt.date(2018, 5, 10))]


def test_within_the_period_alone() -> None:
    assert over(Choices(event("300", JULY)), Period(2018, 6)) == []
    assert over(Choices(event("300", JULY)), Period(2018, 7)) == [(50_00, dt.date(2018, 7, 10))]
    last_day = event("300", "2018-06-30")
    assert over(Choices(last_day, event("10", JULY)), Period(2018, 6)) == [(50_00, dt.date(2018, 6, 30))]


def test_where_hogsta_belopp_is_told() -> None:
    places = {"amount": "terms.yaml:8", "decided": "region.yaml:4"}
    terms = agreement()
    shared = terms.components[0]
    object.__setattr__(shared.national_amount, "origin", places["amount"])
    decided = stated("280")
    object.__setattr__(decided, "origin", places["decided"])
    for choices, place in (
        (Choices(event("300", MAY)), places["amount"]),
        (Choices(event("300", MAY), decided=[decided]), places["decided"]),
    ):
        given = entitlements(terms, choices, POPULATION, "23", CLOSED)
        assert [one.origin for one in over_received(given, [], choices.events, CLOSED)] == [place]


def two_parts() -> Agreement:
    terms = agreement()
    shared = terms.components[0]
    parts = [shared.model_copy(update={"id": name, "title": name}) for name in ("hela", "andra")]
    return terms.model_copy(update={"components": parts})


@pytest.mark.parametrize(
    ("said", "paid", "told"),
    [
        # Stated together as they are computed: the parts may be paid otherwise as long as the whole is as stated.
        ("500", ("260", "240"), []),
        ("500", ("260", "260"), [(10_00, dt.date(2018, 5, 10)), (10_00, dt.date(2018, 6, 10))]),
        # Stated as more than is computed: then the whole is the limit.
        ("600", ("300", "300"), []),
        ("600", ("100", "100"), []),
        ("600", ("300", "299"), []),
        ("600", ("300", "350"), [(50_00, dt.date(2018, 6, 10))]),
    ],
)
def test_what_is_stated_for_several_together(said: str, paid: tuple[str, str], told: list) -> None:
    choices = Choices(
        event(paid[0], MAY, component="hela"),
        event(paid[1], JUNE, component="andra"),
        stated=[Stated.model_validate({"year": "2018", "of": ["hela", "andra"], "amount": said, "unit": "kr", **FIRM})],
    )
    assert over(choices, terms=two_parts()) == told
