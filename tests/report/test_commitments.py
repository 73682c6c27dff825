"""Västra Götaland's own frames: invoiced month by month, posts in fact beside the standard, and the reconciliation."""

from fractions import Fraction
from pathlib import Path

import pytest

from shipped_records import shipped
from statsbidrag.base.period import Period
from statsbidrag.base.states import Status
from statsbidrag.record.formulas import holds
from statsbidrag.record.model import Record
from statsbidrag.record.tables import ore_in
from statsbidrag.report.sections import summary_cards
from statsbidrag.report.sections.particular import commitments

REGION = "vastra-gotaland"
FRAMES = {
    "kompetenssatsning-narhalsan": 7_500_000_00,
    "rehabkoordinering": 49_800_000_00,
    "lokal-processledning": 10_800_000_00,
    "lokala-satsningar": 10_500_000_00,
}
RECEIVERS = ("narhalsan-kompetens", "narhalsan-koordinering", "narhalsan-processledning", "narhalsan-lokala")


@pytest.fixture(scope="module")
def final(shared: Path) -> Record:
    return shipped(shared, REGION, Period(2018, 13))["sjukskrivning"]


@pytest.fixture(scope="module")
def august(shared: Path) -> Record:
    return shipped(shared, REGION, Period(2018, 8))["sjukskrivning"]


def test_a_frame_is_invoiced_month_by_month_and_is_a_case_of_the_distribution(final: Record, august: Record) -> None:
    for record, months in ((final, 12), (august, 8)):
        for (name, frame), receiver in zip(FRAMES.items(), RECEIVERS, strict=True):
            invoiced = record.ore(f"commitment.{name}.invoiced")
            each = [record.ore(f"commitment.{name}.invoiced.2018-{month:02d}") for month in range(1, months + 1)]
            assert sum(each) == invoiced == record.ore(f"receiver.{receiver}.paid")
            assert min(each) > 0, "every month has its invoice"
            assert record.ore(f"receiver.{receiver}.allotted") == record.ore(f"frame.{name}.frame") == frame
            assert record.ore(f"receiver.{receiver}.accounted") == record.ore(f"commitment.{name}.cost")
        assert record.ore("distribution.paid") == record.ore("commitments.invoiced") == record.ore("elimination.total")
        assert [key for key, one in record.figures.items() if not holds(one, record.figures)] == []


def test_the_states_money_is_none_of_the_frames(final: Record) -> None:
    assert final.ore("chain.received") == 78_600_000_00
    assert [final.ore(f"component.{name}.received") for name in FRAMES] == [None] * 4
    assert final.ore("component.kompetenssatsning.received") == 18_000_000_00
    assert final.ore("component.koordinering.received") == 60_600_000_00
    received = [ore_in(row["received"]) for row in final.table("components").rows]
    assert sum(ore or 0 for ore in received) == final.ore("chain.received")
    parts = final.figures["chain.entitled"].origin.formula or ""
    assert not any(f"component.{name}.entitled" in parts for name in FRAMES)


def test_the_year_end_reconciliation(final: Record) -> None:
    settled = {
        name: [
            final.ore(f"commitment.{name}.{key}")
            for key in ("to_settle", "not_invoiced", "at_stake", "most_asked_back")
        ]
        for name in FRAMES
    }
    cost, invoiced = (
        {name: final.ore(f"commitment.{name}.{key}") or 0 for name in FRAMES} for key in ("cost", "invoiced")
    )
    for name in FRAMES:
        borne = min(cost[name], FRAMES[name])
        over, under = max(0, invoiced[name] - borne), max(0, borne - invoiced[name])
        # Two of six applicants have not reported: all that was invoiced for the local efforts may be asked back.
        stake = invoiced[name] - over if name == "lokala-satsningar" else 0
        assert settled[name] == [over, under, stake, over + stake if stake else 0], name
    assert settled["lokala-satsningar"][3] == invoiced["lokala-satsningar"]
    assert final.figures["commitment.lokala-satsningar.most_asked_back"].status is Status.EXAMPLE
    assert final.ore("commitments.most_asked_back") == sum(one[3] for one in settled.values())
    rows = {row["title"]: row["required"] for row in final.table("commitments_settled").rows}
    assert rows["Lokala satsningar för att utveckla kvalitet"] == "9 uppfyllda, 1 ej uppfyllt"


def test_the_reconciliation_is_the_years_and_the_states_are_the_months(august: Record, shared: Path) -> None:
    april = shipped(shared, REGION, Period(2018, 4))["sjukskrivning"]
    assert not august.has_table("commitments_settled") and not april.has_table("commitments_settled")
    told = {record.report.period: record.count("own_requirements.met") for record in (april, august)}
    # Applications in March, invoices in April, the half-year report by August.
    assert told == {"2018-04": 3, "2018-08": 27}
    assert april.count("own_requirements.asked") == len(april.table("own_requirements").rows)
    states = {row["state"] for row in april.table("own_requirements").rows}
    assert states == {"uppfyllt", "ej bedömt"}


def test_posts_in_fact_stand_beside_the_standard(final: Record, august: Record, shared: Path) -> None:
    april = shipped(shared, REGION, Period(2018, 4))["sjukskrivning"]
    key = "commitment.rehabkoordinering"
    assert april.figures[f"{key}.fte_actual"].value is None
    # One centre has not told by June: it is no nought, and is not in the sum.
    silent = august.figures[f"{key}.unit.302028.fte_actual"]
    assert (silent.value, silent.status) == (None, Status.UNKNOWN)
    told = [one.number for one in august.below(f"{key}.unit", "fte_actual") if one.value is not None]
    assert len(told) == 29
    assert august.figures[f"{key}.fte_actual"].number == sum(told)
    assert Fraction(str(final.figures[f"{key}.fte"].value)) == round(Fraction(1_116_632, 15_000), 6)
    page = " ".join(commitments.show(august)).replace("\u00a0", " ")
    assert "Faktisk tjänstefaktor har 29 av 30 vårdcentraler redovisat, per juni." in page


def test_the_local_areas_close_to_the_care_centres(final: Record) -> None:
    table = final.table("unit_areas")
    assert [row["title"] for row in table.rows] == [f"FMF Exempel {name}" for name in ("Norr", "Söder", "Väst", "Öst")]
    for key in ("standard", "paid"):
        assert sum(ore_in(row[key]) or 0 for row in table.rows) == ore_in(table.total[key])
    assert sum(row["centres"] for row in table.rows) == table.total["centres"] == 30
    assert sum(row["listed"] for row in table.rows) == table.total["listed"]


def test_page_one_tells_the_states_money_apart_and_what_may_be_asked_back(final: Record, august: Record) -> None:
    first, summer = (summary_cards.cards(record)[0] for record in (final, august))
    assert (first.title, first.value) == ("Regionens egen ram 2018", "78,6")
    said = first.comparison.replace("\u00a0", " ")
    assert said.startswith("fakturerat 75,1 · från staten: mottaget 78,6 (exempel), högsta belopp minst ")
    assert (first.status, first.status_text.replace("\u00a0", " ")) == (
        "watch",
        "Fråga om återbetalning kan väckas, högst 10,0 mnkr (exempel)",
    )
    assert (summer.status, summer.status_text) == ("none", "Ramen är regionens egen")
