"""Money whose last day lies within the year: what is after it is not the grant's, and page one says so."""

from pathlib import Path

import pytest
from shipped import AGREEMENT, REGION

from statsbidrag.base.period import Period
from statsbidrag.record.model import Record
from statsbidrag.report.build import build
from statsbidrag.report.sections import summary


@pytest.fixture
def until_september(own_project: Path) -> Path:
    path = own_project / f"params/2018/agreements/{AGREEMENT}.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count("window: {from: 2018-01-01, to: 2018-12-31") == 1
    path.write_text(
        text.replace("to: 2018-12-31, source: jh, place: r. 20", "to: 2018-09-30, source: jh, place: r. 20")
    )
    return own_project


def first(record: Record) -> str:
    return summary.sentences(record)[0]


def test_before_the_day_it_is_told_what_ends(until_september: Path) -> None:
    record = build(until_september, AGREEMENT, REGION, Period(2018, 8))
    told = (
        "Pengarna får användas till och med 30\u00a0sept\u00a02018; kostnad efter den dagen räknas inte mot bidraget."
    )
    assert first(record).endswith(told)
    assert "window.after" not in record.figures
    # The pace holds for nine months, not twelve.
    assert record.figures["straight_line"].origin.formula == "whole(chain.cost * 9 / 8)"
    (row,) = [row for row in record.table("dates").rows if str(row["what"]).startswith("Användningstiden slutar")]
    assert (row["date"], row["state"]) == ("2018-09-30", "återstår")


def test_after_the_day_the_cost_that_does_not_count_is_told(until_september: Path) -> None:
    record = build(until_september, AGREEMENT, REGION, Period(2018, 11))
    told = first(record)
    assert record.ore("window.after") == 1_104_646_90 + 1_080_568_30
    assert told.endswith(
        "Användningstiden slutade 30\u00a0sept\u00a02018; kostnad efter den dagen räknas inte mot bidraget: "
        "2,19\u00a0mnkr på bidragets koder."
    )
    # No salary of October and November is waited for, and the pace is over.
    assert "lön" not in told and not [one for one in record.findings if one.code == "lon-ej-omford"]
    assert record.ore("straight_line") == record.ore("chain.cost")
    (row,) = [row for row in record.table("dates").rows if str(row["what"]).startswith("Användningstiden slutar")]
    assert row["state"] == "har passerat"


def test_money_of_the_whole_year_says_nothing_of_its_end(own_project: Path) -> None:
    record = build(own_project, AGREEMENT, REGION, Period(2018, 8))
    assert "window.ends" not in record.figures and "nvändningstiden" not in first(record)
