"""The overview: every figure from the reports' records, sums over what is known, the rest from params."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from other_agreements import PROFESSIONS, PSYCHIATRY, SICK_LEAVE, put
from shipped import AGREEMENT, REGION, ROOT

from small_record import kronor, small_record
from statsbidrag.base.period import Period
from statsbidrag.read.params.parameters import read_region
from statsbidrag.record.figures import Origin
from statsbidrag.record.files import record_file, record_from, record_text
from statsbidrag.record.formulas import holds
from statsbidrag.record.model import Record
from statsbidrag.record.tables import ore_in
from statsbidrag.report.build import build
from statsbidrag.report.notebook import blocks_of, open_overview
from statsbidrag.report.overview import portfolio
from statsbidrag.report.overview.budgeted import budgeted_income
from statsbidrag.report.overview.build import NAMES, build_overview
from statsbidrag.report.overview.tables import tables
from statsbidrag.report.part import Part

APRIL = Period(2018, 4)
HARD = "\u00a0"
MNKR = 1_000_000_00


def nothing_known() -> Part:
    """The overview's figures where there is no report."""
    result = Part()
    for name in (*NAMES, "ahead", "untraced"):
        result.add_unknown(f"portfolio.{name}", "ingen rapport är publicerad")
    return result


@pytest.fixture(scope="module")
def reported(project: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Record]]:
    """Two reports of April written as the run writes them, and a third agreement whose report is missing."""
    root = Path(shutil.copytree(project, tmp_path_factory.mktemp("overview") / "project"))
    others = {"professionsmiljarden": PROFESSIONS, "sjukskrivning": SICK_LEAVE, "psykisk-halsa": PSYCHIATRY}
    for name, text in others.items():
        put(root, 2018, name, text)
    records = {}
    for name in (AGREEMENT, "sjukskrivning"):
        records[name] = build(root, name, REGION, APRIL)
        path = record_file(root, REGION, APRIL, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(record_text(records[name]), encoding="utf-8")
    put(root, 2018, "beredskap", "bookkeeping: unknown\nstated: []\n")
    return root, records


@pytest.fixture(scope="module")
def overview(reported: tuple[Path, dict[str, Record]]) -> Record:
    return build_overview(reported[0], REGION, APRIL)


def test_every_figure_is_a_reports_and_the_sums_are_of_what_is_known(reported, overview: Record) -> None:
    records = reported[1]
    for key in NAMES:
        ours = {name: record.ore(f"chain.{key}") for name, record in records.items()}
        assert {name: overview.ore(f"agreement.{name}.{key}") for name in records} == ours
        known = [ore for ore in ours.values() if ore is not None]
        assert overview.ore(f"portfolio.{key}") == (sum(known) if known else None)
        assert overview.figures[f"portfolio.{key}.unknown"].value == len(ours) - len(known)
    assert overview.ore("portfolio.entitled") == records[AGREEMENT].ore("chain.entitled")
    place = f"reports/{REGION}/2018-04/sjukskrivning.json"
    assert overview.figures["agreement.sjukskrivning.cost"].origin == Origin(record=place, key="chain.cost")
    assert place in overview.inputs


def test_every_formula_gives_its_figure_and_every_reports_figure_is_that_of_its_record(reported, overview) -> None:
    figures = overview.figures
    assert [key for key, figure in figures.items() if not holds(figure, figures)] == []
    of_reports = {key: figure for key, figure in figures.items() if figure.origin.record}
    assert "agreement.patientmiljarden.effort.kunskapsstod.forecast" in of_reports
    for key, figure in of_reports.items():
        record = record_from((reported[0] / figure.origin.record).read_text(encoding="utf-8"))
        source = record.figures[figure.origin.key]
        assert (figure.value, figure.status, figure.assumed) == (source.value, source.status, source.assumed), key


def test_the_overview_is_what_its_file_says(overview: Record) -> None:
    assert record_from(record_text(overview)) == overview


def test_a_report_that_is_missing_is_told(overview: Record) -> None:
    rows = {row["title"]: row for row in overview.table("portfolio").rows}
    assert ore_in(rows["Psykisk hälsa: rapport saknas"]["cost"]) is None
    assert rows["Professionsmiljarden: rapport saknas"]["page"] is None
    assert overview.figures["portfolio.missing"].value == 2
    assert [row["title"] for row in overview.table("outside").rows] == ["Beredskap"]
    assert overview.table("outside").rows[0]["why"].startswith("bookkeeping är unknown")


def test_what_we_conclude_of_a_compilation_says_so() -> None:
    made = tables(ROOT, read_region(ROOT, "blekinge"), Period(2017, 12), {}, {}, {}, nothing_known())
    [compilation] = [table for table in made if table.id == "compilation"]
    assert "måste lämnas utanför (slutsats, inte källa);" in compilation.note
    assert "budget 43,8 miljoner kronor; cirka 51 miljoner kronor." in compilation.note


def test_page_one_of_the_overview(overview: Record) -> None:
    assert [text.replace(HARD, " ") for text in portfolio.sentences(overview)] == [
        "Regionen följer 2 överenskommelser, varav 1 har ett känt högsta belopp, tillsammans 12,6 mnkr. Sammanlagt är "
        "0,0 mnkr mottaget och 5,7 mnkr förbrukat.",
        "Inget är ännu mottaget.",
        "0 av 2 krav är uppfyllda; 2 rapporter saknas. Nästa datum är 20 juni 2018: Inbetalning 12 569 846 kr "
        "(exempel) – Patientmiljarden.",
    ]
    told = [card.value.replace(HARD, " ") for card in portfolio.cards(overview)]
    assert told == ["12,6", "0,0", "5,7", "0,0", "0", "20 juni 2018"]
    (figure,) = [block for block in portfolio.lead(overview) if not isinstance(block, str)]
    assert len(figure.table.rows) == 4


def test_every_section_of_the_overview_can_be_shown(reported, overview: Record) -> None:
    opened = open_overview(REGION, "2018-04", root=str(reported[0]))
    assert opened.record.figures == overview.figures
    assert opened.record.sections == list(portfolio.SECTIONS)
    shown = [block for name in opened.record.sections for block in blocks_of(opened.record, name)]
    page = " ".join(block for block in shown if isinstance(block, str))
    assert "None" not in page and page.count("<caption>") == 7


def test_efforts_and_dates_are_those_of_the_reports(reported, overview: Record) -> None:
    records = reported[1]
    for table_id, source in (("after", "efforts"), ("calendar", "dates")):
        assert len(overview.table(table_id).rows) == sum(len(r.table(source).rows) for r in records.values())


def test_the_compilation_of_blekinge_step_by_step(project: Path) -> None:
    record = build_overview(project, "blekinge", Period(2017, 13))
    table = record.table("compilation")
    assert ore_in(table.rows[-1]["so_far"]) == ore_in(table.total["so_far"]) == 51 * MNKR
    assert [ore_in(row["ore"]) for row in table.rows if row["counted"] == "nej"] == [70_000_000]
    sums = [ore_in(row["so_far"]) for row in table.rows]
    added = [ore_in(row["ore"]) if row["counted"] == "ja" else 0 for row in table.rows]
    assert sums == [sum(added[: number + 1]) for number in range(len(added))]
    places = {place.partition(":")[0] for row in table.rows for place in row["ore"].origin.params}
    assert places and all((project / place).is_file() for place in places)
    assert "43,8" in table.note and "cancervårdens 3,1 mnkr måste räknas två gånger" in table.note
    assert "years" not in [one.id for one in record.tables]


def test_the_budgeted_income_stands_beside_what_the_reports_expect(project: Path) -> None:
    region, period = read_region(project, "blekinge"), Period(2017, 13)
    found = {
        "cancervard": small_record([kronor("grant_year.2017.entitled", 3_100_000_00)]),
        # Of this one a part is known, and of the last nothing.
        "psykisk-halsa": small_record(
            [
                kronor("grant_year.2017.entitled", None),
                replace(kronor("grant_year.2017.entitled_known", 8_000_000_00), at_least=True),
            ]
        ),
        "delmos": small_record([kronor("grant_year.2017.entitled", None)]),
    }
    files = {name: f"reports/blekinge/2017-13/{name}.json" for name in found}
    [table] = budgeted_income(region, period, found, files, result := nothing_known())
    assert [ore_in(row["ore"]) for row in table.rows] == [43_800_000_00, 11_100_000_00, 32_700_000_00]
    assert table.rows[1]["title"] == "Väntat enligt rapporterna, minst"
    assert table.rows[1]["from"] == "högsta belopp, helt känt för 1 av 3 rapporter"
    assert result.figures["agreement.delmos.income"].ore is None
    assert result.figures["budgeted_income"].origin.params[0].startswith("params/regions/blekinge.yaml:")
    assert budgeted_income(region, Period(2018, 6), found, files, nothing_known()) == []


def test_norrbottens_years_side_by_side(project: Path) -> None:
    record = build_overview(project, "norrbotten", Period(2018, 13))
    rows = {row["title"]: row for row in record.table("years").rows}
    of_2017 = [ore_in(rows[title]["2017"]) for title in ("Professionsmiljarden", "Cancervården")]
    assert of_2017 == [24 * MNKR, 10_600_000_00]
    assert rows["Kronisk sjukdom"]["2018"] == ""
    assert rows["Cancervården"]["2017"].key == "year.2017.cancervard.entitled"
    assert [key for key, figure in record.figures.items() if not holds(figure, record.figures)] == []
    assert ore_in(record.table("years").total["2017"]) == sum(ore_in(row["2017"]) or 0 for row in rows.values())
    # What was stated of unknown parts is the whole of 2017; in 2018 two of the parts have no known amount.
    assert [ore_in(rows["Psykisk hälsa"][year]) for year in ("2017", "2018")] == [11_600_000_00, None]


def test_money_that_cannot_be_followed_is_never_told_as_used(reported, tmp_path: Path) -> None:
    root = Path(shutil.copytree(reported[0], tmp_path / "project"))
    path = record_file(root, REGION, APRIL, AGREEMENT)
    record = json.loads(path.read_text(encoding="utf-8"))
    for key in ("cost", "unspent"):
        record["figures"][f"chain.{key}"] |= {"ore": None, "value": None, "status": "unknown"}
    record["figures"]["chain.received"] |= {"ore": 12 * MNKR, "value": "12000000.00"}
    path.write_text(json.dumps(record), encoding="utf-8")
    seen = build_overview(root, REGION, APRIL)
    assert seen.ore("portfolio.untraced") == 12 * MNKR
    assert portfolio.sentences(seen)[1] == (
        f"Hur 12,0{HARD}mnkr har använts går inte att följa: Patientmiljarden. I en annan är 2,8{HARD}mnkr förbrukat "
        "utöver det mottagna."
    )
    card = portfolio.cards(seen)[3]
    assert (card.status, card.status_text) == ("off", f"12,0{HARD}mnkr går inte att följa")


def test_the_largest_grant_stands_first_in_the_chart(overview: Record) -> None:
    (figure,) = [block for block in portfolio.lead(overview) if not isinstance(block, str)]
    places = [row["place"] for layer in figure.spec["layer"] for row in layer["data"]["values"]]
    assert places[0].startswith("0|Patientmiljarden")
