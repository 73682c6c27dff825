"""What a region's overview tells of all agreements together: results, what continues, and in which order."""

from pathlib import Path

import pytest

from shipped_records import shipped, shipped_overview
from statsbidrag.base.period import Period
from statsbidrag.record.model import Record
from statsbidrag.report.overview import portfolio

HARD = "\u00a0"
NORRBOTTEN = "norrbotten"


@pytest.fixture(scope="module")
def overviews(shared: Path) -> dict[int, Record]:
    return {number: shipped_overview(shared, NORRBOTTEN, Period(2018, number)) for number in (4, 8)}


def test_the_rows_of_two_tertials_stand_in_the_same_order(overviews: dict[int, Record]) -> None:
    names = {number: [row["short"] for row in one.table("portfolio").rows] for number, one in overviews.items()}
    assert names[4] == names[8] == sorted(names[8], key=lambda name: str(name).casefold())
    assert [row["agreement"] for row in overviews[4].table("results").rows] == names[4]


def test_a_result_of_each_agreement_stands_beside_its_goal(overviews: dict[int, Record]) -> None:
    rows = {str(row["agreement"]): row for row in overviews[8].table("results").rows}
    told = {
        key: str(rows["Patientmiljarden"][key]).replace(HARD, " ") for key in ("title", "outcome", "goal", "judged")
    }
    assert told == {
        "title": "Medicinsk bedömning inom tre dagar",
        "outcome": "83,3 procent i augusti, mot 78,1 i januari",
        "goal": "minst 88,0 (exempel)",
        "judged": "målet är inte nått",
    }


def test_what_continues_has_a_sum_and_how_much_of_it_is_decided(shared: Path, overviews: dict[int, Record]) -> None:
    rows = [
        (record.ore(f"effort.{row['id']}.forecast"), row["decided"])
        for record in shipped(shared, NORRBOTTEN, Period(2018, 8)).values()
        for row in record.table("efforts").rows
    ]
    overview = overviews[8]
    assert overview.ore("after.forecast") == sum(ore or 0 for ore, _ in rows)
    assert overview.ore("after.decided") == sum(ore or 0 for ore, decided in rows if decided)
    decided = sum(bool(one) for _, one in rows)
    assert 0 < decided < len(rows)
    note = overview.table("after").note
    assert note.startswith(f"Beslut om fortsättningen finns för {decided} av {len(rows)} insatser, ")


def test_an_amount_that_is_known_is_not_told_in_the_green_of_as_planned(overviews: dict[int, Record]) -> None:
    cards = portfolio.cards(overviews[8])
    assert [card.status for card in cards[:3]] == ["none", None, None]
    assert "Känt" not in [card.status_text for card in cards]
