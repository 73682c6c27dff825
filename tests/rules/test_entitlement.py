"""Högsta belopp: which amount is taken, amendments within the year, and every year's check."""

import datetime as dt
from fractions import Fraction

import pytest

from statsbidrag.base.period import Period
from statsbidrag.base.states import Lacking
from statsbidrag.model.agreement import Agreement
from statsbidrag.model.choices import Event, Stated
from statsbidrag.model.quantities import Volume
from statsbidrag.rules.entitlement import Agreeing, agreeing, entitlements, national_ore
from statsbidrag.rules.year_checks import year_checks

DAY = dt.date(2017, 12, 31)
POPULATION = {DAY: {"01": 3, "23": 1}, dt.date(2018, 12, 31): {"01": 4, "23": 1}}
JUNE = Period(2018, 6)
PAID_PER = {"what": "patient", "status": "example"}
FIRM = {"source": "jh", "status": "decided", "checked": "2026-11-22"}


def agreement(*amendments: dict, key_date: str = "2017-12-31", **component: object) -> Agreement:
    """1 000 kr to share, of which län 23 has a fourth; ``component`` is what its component has otherwise."""
    return Agreement.model_validate(
        {
            "id": "exempel",
            "title": "Exempel",
            "year": "2018",
            "parties": ["Staten", "Exempel"],
            "notebook": "exempel",
            "sources": {"jh": {"document": "jh.txt", "title": "Underlag", "date": "2018"}},
            "window": {"from": "2018-01-01", "to": "2018-12-31", "status": "example"},
            "components": [
                {
                    "id": "hela",
                    "title": "Hela",
                    "rule": "population_share",
                    "key_date": key_date,
                    "population_date": "2017-12-31",
                    "national": [
                        {"amount": "2 000", "unit": "kr", "chosen": "false", **FIRM},
                        {"amount": "1 000", "unit": "kr", **FIRM},
                    ],
                    **component,
                }
            ],
            "amendments": list(amendments),
            "repayment": {"rule": "unknown", "source": "jh"},
        }
    )


def amendment(month: str, amount: str, adds: str, of: str = "components.hela.national") -> dict:
    return {"from": month, "of": of, "amount": amount, "unit": "kr", "adds": adds, **FIRM}


def stated(amount: str, **more: object) -> Stated:
    return Stated.model_validate({"year": "2018", "of": ["hela"], "amount": amount, "unit": "kr", **FIRM, **more})


class Choices:
    """What the rule asks of a region's choices."""

    def __init__(self, stated: list[Stated], decided: list[Stated]) -> None:
        self.stated, self.decided = stated, decided
        self.events: list[Event] = []
        self.volumes, self.listed, self.full_time_equivalents, self.applications = [], [], [], []


@pytest.mark.parametrize(
    ("said", "decided", "basis", "ore", "how"),
    [
        ([], [], "computed", 250_00, Agreeing.NOT_STATED),
        ([stated("250")], [], "computed", 250_00, Agreeing.AGREES),
        ([stated("250.4")], [], "stated", 250_40, Agreeing.DIFFERS),
        ([stated("250")], [stated("240")], "decided", 240_00, Agreeing.AGREES),
        ([stated("300")], [stated("240")], "decided", 240_00, Agreeing.DIFFERS),
        ([stated("300", year="2019")], [], "computed", 250_00, Agreeing.NOT_STATED),
        ([stated("300", area="del")], [], "computed", 250_00, Agreeing.NOT_STATED),
        ([stated("300", chosen="false")], [], "computed", 250_00, Agreeing.NOT_STATED),
        ([stated("300", of=["hela", "annan"])], [], "computed", 250_00, Agreeing.NOT_STATED),
    ],
)
def test_which_amount_is_taken(said, decided, basis: str, ore: int, how: Agreeing) -> None:
    (found,) = entitlements(agreement(), Choices(said, decided), POPULATION, "23", JUNE)
    assert (found.basis, found.entitled_ore, found.agreeing) == (basis, ore, how)
    assert (found.computed_ore, found.inhabitants, found.inhabitants_in_all) == (1_000_00 // 4, 1, 4)
    assert (found.national_ore, found.share, found.lacking) == (1_000_00, Fraction(1, 4), None)
    assert found.computed_status == "preliminary"
    assert not found.is_approximation


@pytest.mark.parametrize(("key_date", "near"), [("2017-11-01", True), ("unknown", True), ("2017-12-31", False)])
def test_population_of_another_day_than_the_key_date_is_an_approximation(key_date: str, near: bool) -> None:
    (found,) = entitlements(agreement(key_date=key_date), Choices([], []), POPULATION, "23", JUNE)
    assert found.is_approximation is near


def test_amendments_add_or_replace_from_their_month_on_whatever_order_they_are_written_in() -> None:
    terms = agreement(
        amendment("2018-09", "500", "false"),
        amendment("2018-07", "600", "true"),
        amendment("2018-11", "50", "true"),
        amendment("2018-01", "9 999", "true", of="components.annan.national"),
    )
    amounts = [national_ore(terms, terms.components[0], Period(2018, number)) for number in range(1, 14)]
    assert amounts == [1_000_00] * 6 + [1_600_00] * 2 + [500_00] * 2 + [550_00] * 3


def test_every_years_stated_amount_is_checked_against_that_years_population() -> None:
    said = [stated("250"), stated("200", year="2019"), stated("210", year="2020"), stated("90", area="del")]
    checks = year_checks(agreement().components[0], said, 1_000_00, 2018, POPULATION, "23")
    assert [(check.year, check.population_date, check.computed_ore, check.agreeing) for check in checks] == [
        (2018, DAY, 1_000_00 // 4, Agreeing.AGREES),
        (2019, dt.date(2018, 12, 31), 1_000_00 // 5, Agreeing.AGREES),
        (2020, dt.date(2019, 12, 31), None, None),
    ]


def paid(*events: Event) -> Choices:
    """A region that states 250,4 kr in whole tenths, of which 250 is computed, and has had these payments."""
    choices = Choices([stated("250.4")], [])
    choices.events = list(events)
    return choices


def payment(amount: str, day: str = "2018-06-20", kind: str = "payment", **more: str) -> Event:
    return Event.model_validate({"kind": kind, "date": day, "amount": amount, "source": "jh", **more})


@pytest.mark.parametrize(
    ("events", "basis", "ore"),
    [
        ([payment("250.37")], "paid", 250_37),
        ([payment("150.37", "2018-03-01"), payment("100")], "paid", 250_37),
        ([payment("251")], "stated", 250_40),
        ([payment("150.37")], "stated", 250_40),
        ([payment("250.37", "2018-06-30")], "paid", 250_37),
        ([payment("250.37", "2018-07-01")], "stated", 250_40),
        ([payment("260.37"), payment("10", kind="repayment")], "paid", 250_37),
        ([payment("250.37", status="example")], "stated", 250_40),
        ([payment("250.40", status="example")], "paid", 250_40),
    ],
)
def test_what_is_paid_in_full_goes_before_what_was_stated(events: list[Event], basis: str, ore: int) -> None:
    (found,) = entitlements(agreement(), paid(*events), POPULATION, "23", JUNE)
    assert (found.basis, found.entitled_ore, found.status) == (basis, ore, "decided")
    # The payments are named where they are what högsta belopp is, and nowhere else.
    assert list(found.paid) == (events if basis == "paid" else [])


def test_what_has_been_decided_goes_before_what_was_paid() -> None:
    choices = paid(payment("250.37"))
    choices.decided = [stated("240")]
    (found,) = entitlements(agreement(), choices, POPULATION, "23", JUNE)
    assert (found.basis, found.entitled_ore) == ("decided", 240_00)


def test_of_a_capped_rule_the_cap_is_the_most_whatever_has_been_earned() -> None:
    terms = agreement(rule="per_unit_capped", price=[{"amount": "10", "unit": "kr", **FIRM}], paid_per=[PAID_PER])
    choices = Choices([], [])
    choices.volumes = [Volume.model_validate({"component": "hela", "completed": 9, "approved": 7, "status": "example"})]
    (found,) = entitlements(terms, choices, POPULATION, "23", JUNE)
    assert (found.basis, found.entitled_ore, found.computed_ore) == ("cap", 250_00, 70_00)
    # The cap rests on the national amount alone; what was earned rests on an invented number.
    assert (found.status, found.computed_status) == ("preliminary", "example")


@pytest.mark.parametrize(("said", "basis", "ore"), [("240", "stated", 240_00), ("250", "cap", 250_00)])
def test_under_a_cap_what_is_stated_is_held_against_what_was_earned_or_else_the_cap(said, basis: str, ore: int) -> None:
    terms = agreement(rule="per_unit_capped", price="unknown", paid_per=[PAID_PER])
    (found,) = entitlements(terms, Choices([stated(said)], []), POPULATION, "23", JUNE)
    assert (found.basis, found.entitled_ore) == (basis, ore)


def test_the_cap_is_known_where_the_price_is_not() -> None:
    (found,) = entitlements(
        agreement(rule="per_unit_capped", price="unknown", paid_per=[PAID_PER]), Choices([], []), POPULATION, "23", JUNE
    )
    assert (found.basis, found.entitled_ore, found.computed_ore) == ("cap", 250_00, None)
    assert (found.lacking, found.computed_status) == (Lacking.PRICE, "unknown")


@pytest.mark.parametrize(("computed", "agrees"), [(250_00, True), (250_50, True), (249_49, False), (250_60, False)])
def test_stated_agrees_within_half_of_its_last_digit(computed: int, agrees: bool) -> None:
    assert agreeing(250_00, 100, computed) is (Agreeing.AGREES if agrees else Agreeing.DIFFERS)


def test_how_amounts_stand_is_told_by_names_that_scripts_read() -> None:
    assert [str(one) for one in Agreeing] == ["agrees", "differs", "not_stated", "not_computable"]
