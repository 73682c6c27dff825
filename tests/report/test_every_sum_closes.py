"""Every shipped report at T1, T2 and bokslut closes to the öre, and its first sentences subtract as they are shown."""

from dataclasses import replace
from pathlib import Path

import pytest
from closing_sums import Sums, closing_faults, pairs, subtraction_faults, sums_of

from shipped_records import AGREEMENT, REGION, TERTIALS, YEARS, reported, shipped
from statsbidrag.base.period import Period
from statsbidrag.record.model import Record
from statsbidrag.report.sections.summary import sentences

EVERY = [(region, Period(year, number)) for region, year in [(REGION, 2018), *YEARS] for number in TERTIALS]
# What of two amounts is held against each other in every report whose cost is accounted for.
ALWAYS = {
    "R is what the events say",
    "the years' received is the whole",
    "opening + received − income = closing",
    "booked − closing = difference",
}


def told_faults(record: Record) -> list[str]:
    entitled = record.ore("chain.entitled")
    return list(subtraction_faults(" ".join(sentences(record)[:2]), entitled == record.ore("chain.received")))


@pytest.mark.parametrize(("region", "period"), EVERY, ids=[f"{region}-{period}" for region, period in EVERY])
def test_money_closes_to_the_ore(shared: Path, region: str, period: Period) -> None:
    records = shipped(shared, region, period)
    sums = {name: sums_of(record, reported(shared)) for name, record in records.items()}
    assert {name: lines for name, one in sums.items() if (lines := list(closing_faults(one)))} == {}
    assert {name: lines for name, record in records.items() if (lines := told_faults(record))} == {}
    held = [{what for what, *both in pairs(one) if None not in both} for one in sums.values()]
    assert all(one >= ALWAYS for one in held)


@pytest.fixture
def entered(shared: Path) -> Sums:
    """A report with all there is: a principle, an entry, a claim in parts, and cost in every breakdown."""
    return sums_of(shipped(shared, REGION, Period(2018, 4))[AGREEMENT], reported(shared))


@pytest.mark.parametrize(
    "key",
    [
        "chain.received", "chain.cost", "chain.claim", "chain.claim.requested", "chain.claim.no_day", "chain.own_cost",
        "chain.unspent", "chain.uncovered", "grant_year.2018.received", "grant_year.2018.entitled",
        "component.hela.cost", "ledger.counted", "accrual.hela.2018.liability", "accrual.hela.2018.recognised",
        "accrual.should.claim",
        "accrual.booked.liability", "accrual.to_book.claim", "accrual.closing", "accrual.booked", "accrual.difference",
        "accrual.entry.total",
    ],
)  # fmt: skip
def test_an_ore_more_is_noticed(entered: Sums, key: str) -> None:
    assert list(closing_faults(entered)) == []
    ore = entered.figures[key]
    assert ore is not None
    assert list(closing_faults(replace(entered, figures={**entered.figures, key: ore + 1}))) != []


def test_a_payment_or_a_side_of_the_entry_more_is_noticed(entered: Sums) -> None:
    assert entered.entry is not None
    for other in (replace(entered, events=entered.events + 1), replace(entered, entry=(entered.entry[0] + 1, 0))):
        assert list(closing_faults(other)) != []


@pytest.mark.parametrize(
    ("told", "of_all", "faults"),
    [
        ("6,2 av högst 12,6 mnkr; prognos för helåret är 10,3 mnkr; då bedöms 2,2 mnkr inte förbrukas", False, 1),
        ("6,2 av högst 12,6 mnkr; prognos för helåret är 10,3 mnkr; då bedöms 2,3 mnkr inte förbrukas", False, 0),
        (
            "6,2 av högst 12,6 mnkr; prognos för helåret är 10,3 mnkr; då bedöms 2,2 mnkr (avrundat) inte förbrukas",
            False,
            0,
        ),
        ("9,0 av högst 12,6 mnkr; prognos för helåret är 12,9 mnkr; och 0,4 mnkr bär regionen själv", False, 1),
        ("10,5 av högst 12,6 mnkr är förbrukade. Av det mottagna har 2,0 mnkr inte förbrukats", True, 1),
        ("10,5 av högst 12,6 mnkr är förbrukade. Av det mottagna har 2,0 mnkr inte förbrukats", False, 0),
        ("758 av högst 1\u00a0800 tkr är förbrukade. Av det mottagna har 1\u00a0042 tkr inte förbrukats", True, 0),
    ],
)
def test_a_sentence_that_does_not_subtract_is_noticed(told: str, of_all: bool, faults: int) -> None:
    assert len(list(subtraction_faults(told, of_all))) == faults


def test_the_shipped_sentences_have_amounts_to_subtract(shared: Path) -> None:
    record = shipped(shared, REGION, Period(2018, 4))[AGREEMENT]
    told = " ".join(sentences(record)[:2])
    assert list(subtraction_faults(told, False)) == []
    assert len(list(subtraction_faults(told.replace("1,32\u00a0mnkr", "1,33\u00a0mnkr"), False))) == 1
