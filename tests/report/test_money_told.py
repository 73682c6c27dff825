"""Every shipped report at T1, T2 and in the final accounts: what page one says of each kind of money, and of cost that
is not covered."""

from pathlib import Path

import pytest

from shipped_records import TERTIALS, YEARS, shipped
from statsbidrag.base.period import Period
from statsbidrag.record.model import Record
from statsbidrag.report.sections import by_kind, summary

PERIODS = [(region, Period(year, number)) for region, year in YEARS for number in TERTIALS]


def told(record: Record) -> str:
    cards = " ".join(" ".join(map(str, vars(card).values())) for card in summary.cards(record))
    return " ".join([*summary.sentences(record), cards]).replace("\u00a0", " ")


@pytest.mark.parametrize(("region", "period"), PERIODS, ids=str)
def test_within_the_year_no_cost_is_lost_that_may_still_be_covered(shared: Path, region: str, period: Period) -> None:
    for name, record in shipped(shared, region, period).items():
        if record.ore("chain.entitled") is None and not period.closing and record.ore("chain.cost") is not None:
            assert "täcks inte" not in told(record), name
        cost, got = record.ore("chain.cost"), record.ore("chain.received")
        not_yet, never = record.ore("chain.not_yet_covered"), record.ore("chain.uncovered")
        if cost is None or record.ore("chain.claim") is not None or by_kind.is_mixed(record):
            continue
        if any(one.ore is not None for one in record.below("kind", "earned")):
            continue  # what is earned covers too
        # What may be got by a result or by units covers nothing until it has come.
        is_known = by_kind.has_chain(record) and "chain.entitled_known" in record.figures
        known = record.ore("chain.entitled_known") if is_known else 0
        assert (not_yet or 0) + (never or 0) == max(0, cost - max(known, got)), name


@pytest.mark.parametrize(("region", "period"), PERIODS, ids=str)
def test_only_money_by_condition_is_said_to_be_left_or_paid_back(shared: Path, region: str, period: Period) -> None:
    for name, record in shipped(shared, region, period).items():
        text, rows = told(record), record.table("kinds").rows
        assert "prövas enligt villkoren" not in text, name
        for row in rows:
            one = f"kind.{row['kind']}"
            is_followed = row["kind"] in ("conditional", "unspecified")
            for key in ("own_cost", "claim", "unspent", "expected_unspent"):
                assert is_followed or record.ore(f"{one}.{key}") is None, (name, one, key)
            if row["kind"] == "unspecified":
                assert "betalas tillbaka" not in row["applies"], name
            else:
                assert "underlaget säger inte om pengar måste betalas tillbaka" in row["applies"], name
        if not any(row["kind"] in ("conditional", "unspecified") for row in rows):
            assert "förbruka" not in text and "Intjänat" in text, name
        if {row["kind"] for row in rows} == {"unspecified"}:
            assert "betalas tillbaka" not in text, name


@pytest.mark.parametrize(("region", "period"), PERIODS, ids=str)
def test_kinds_are_the_whole_and_each_has_its_own_chain(shared: Path, region: str, period: Period) -> None:
    for name, record in shipped(shared, region, period).items():
        kinds = [f"kind.{row['kind']}" for row in record.table("kinds").rows]
        got = [record.ore(f"{kind}.received") for kind in kinds]
        if "commitments.frame" not in record.figures:
            own = record.ore(f"grant_year.{period.year}.received")
            assert sum(got) in (own, record.ore("chain.received")), name
        for kind in kinds:
            cost = record.ore(f"{kind}.cost")
            earned = record.ore(f"{kind}.earned") if f"{kind}.earned" in record.figures else None
            left, come = record.ore(f"{kind}.unspent"), record.ore(f"{kind}.received")
            assert left is None or left == max(0, come - cost), (name, kind)
            if earned is not None:
                assert record.ore(f"{kind}.outstanding") == max(0, earned - come), (name, kind)


def test_performance_money_is_decided_by_its_result(shared: Path) -> None:
    record = shipped(shared, "halland", Period(2019, 13))["komiljarden"]
    text = told(record)
    assert "kostnaden är 37,1 mnkr" in text
    assert "Vad som är intjänat avgörs av väntetiderna i september–november i alla regioner" in text
    # Block 1 pays for results of the autumn; what block 2 has missed costs the money of 2020.
    assert [record.ore(f"component.block-{number}.earned") for number in (1, 2)] == [None, None]
    assert "resultatet är inte beslutat" in text


def test_what_is_paid_by_approved_units_is_earned_when_the_year_is_closed(shared: Path) -> None:
    closed = shipped(shared, "norrbotten", Period(2018, 13))["forsakringsmedicinska-utredningar"]
    earned = 1130 * 28_000_00 + 910 * 16_000_00 + 520 * 9_080_00
    assert closed.ore("kind.unit_price.earned") == earned
    assert closed.ore("kind.unit_price.outstanding") == earned - 39_200_000_00
    assert "Intjänat är 50,9 mnkr (exempel), varav 11,7 mnkr ännu inte är mottaget." in told(closed)
    within = shipped(shared, "norrbotten", Period(2018, 8))["forsakringsmedicinska-utredningar"]
    assert within.ore("kind.unit_price.earned") is None
    assert "avgörs av antalet godkända enheter och priset" in told(within)


def test_a_report_of_several_kinds_subtracts_each_for_itself(shared: Path) -> None:
    record = shipped(shared, "blekinge", Period(2017, 13))["sjukskrivning"]
    conditional, units = (
        {key: record.ore(f"kind.{kind}.{key}") for key in ("received", "cost")}
        for kind in ("conditional", "unit_price")
    )
    assert record.ore("chain.unspent") == conditional["received"] - conditional["cost"] == 444_452_50
    assert units["cost"] > units["received"]
    assert "av villkorade medel är 9,8 av högst 10,2 mnkr förbrukade" in told(record)
    assert "Av mottagna villkorade medel har 0,4 mnkr (exempel) inte förbrukats." in told(record)


def test_what_nothing_more_can_come_for_is_not_covered(shared: Path) -> None:
    records = shipped(shared, "halland", Period(2019, 13))
    assert "26,8 mnkr täcks inte av känt bidrag" in told(records["komiljarden"])
    records = shipped(shared, "halland", Period(2019, 8))
    assert "13,6 mnkr täcks ännu inte av känt bidrag" in told(records["komiljarden"])
