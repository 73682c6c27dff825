"""A target for each month, and what is counted at the month's end, in Halland's kömiljard of T2 2019."""

from fractions import Fraction
from pathlib import Path

import pytest

from shipped_records import shipped
from statsbidrag.base.period import Period
from statsbidrag.record.model import Record
from statsbidrag.report.sections import results
from statsbidrag.show.charts import Chart

RATE, QUEUE = "svarsfrekvens", "vantat-hogst-90-dagar"


@pytest.fixture(scope="module")
def record(shared: Path) -> Record:
    return shipped(shared, "halland", Period(2019, 8))["komiljarden"]


def rows(record: Record) -> dict[str, dict[str, object]]:
    return {str(row["id"]): dict(row) for row in record.table("indicators-percent").rows}


def test_the_year_reaches_95_and_july_does_not(record: Record) -> None:
    rate = rows(record)[RATE]
    assert Fraction(str(rate["outcome"])) > Fraction(95, 100)
    assert rate["judged"] == "målet gäller varje månad och nåddes inte i juli"
    assert rate["verdict"] == results.Verdict.NOT_REACHED
    [drawn] = [block for block in results.show(record) if isinstance(block, Chart) and block.id == f"indicator-{RATE}"]
    assert "målet är 95,0\u00a0% varje månad. Målet gäller varje månad och nåddes inte i juli." in drawn.text


def test_those_who_wait_are_not_added_over_the_months(record: Record) -> None:
    queue = rows(record)[QUEUE]
    assert (queue["title"], queue["how"]) == (
        "Väntande som har väntat kortare än 90 dagar",
        "vid senaste månadens slut",
    )
    august = record.figures[f"indicator.{QUEUE}.2019-08"]
    assert record.figures[f"indicator.{QUEUE}.period"].value == august.value
    # 1 848 + 2 034 + 1 304 of 2 169 + 2 370 + 1 528, the example file of August.
    assert (august.numerator, august.denominator) == (5_186, 6_067)
    assert "månadens slut är den senaste månadens" in record.table("indicators-percent").note
