"""Every shipped report at T1, T2 and in the final accounts: what page one says of cost that is not covered."""

from pathlib import Path

import pytest

from shipped_records import TERTIALS, YEARS, shipped
from statsbidrag.base.period import Period
from statsbidrag.record.model import Record
from statsbidrag.report.sections import summary

PERIODS = [(region, Period(year, number)) for region, year in YEARS for number in TERTIALS]


def told(record: Record) -> str:
    cards = " ".join(" ".join(map(str, vars(card).values())) for card in summary.cards(record))
    return " ".join([*summary.sentences(record), cards]).replace("\u00a0", " ")


@pytest.mark.parametrize(("region", "period"), PERIODS, ids=str)
def test_within_the_year_no_cost_is_lost_that_may_still_be_covered(shared: Path, region: str, period: Period) -> None:
    for name, record in shipped(shared, region, period).items():
        if record.ore("chain.entitled") is None and not period.closing:
            assert "täcks inte" not in told(record), name
        cost, got = record.ore("chain.cost"), record.ore("chain.received")
        not_yet, never = record.ore("chain.not_yet_covered"), record.ore("chain.uncovered")
        if cost is None or record.ore("chain.claim") is not None:
            continue
        known = record.ore("chain.entitled_known") if "chain.entitled_known" in record.figures else 0
        assert (not_yet or 0) + (never or 0) == max(0, cost - max(known, got)), name
        assert never is None or not_yet == 0, name


def test_what_is_paid_after_the_year_is_not_yet_covered(shared: Path) -> None:
    records = shipped(shared, "norrbotten", Period(2018, 13))
    text = told(records["forsakringsmedicinska-utredningar"])
    # Försäkringskassan pays for the last months in April.
    assert "7,9 mnkr täcks ännu inte av känt bidrag" in text
    assert "täcks inte av" not in text


def test_what_nothing_more_can_come_for_is_not_covered(shared: Path) -> None:
    records = shipped(shared, "halland", Period(2019, 13))
    assert "26,8 mnkr täcks inte av känt bidrag" in told(records["komiljarden"])
    records = shipped(shared, "halland", Period(2019, 8))
    assert "13,6 mnkr täcks ännu inte av känt bidrag" in told(records["komiljarden"])
