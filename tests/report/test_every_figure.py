"""Every amount that a shipped report shows, in record, page, workbook and what tells of it, has a key, equals its
figure and can be followed to where it comes from; and the walk that says so notices what is not so."""

import io
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import nbformat
import openpyxl
import pytest
from nbformat.v4 import new_output
from shipped import AGREEMENT, REGION, stored
from walking import EARLIER, Sources, amounts_told, page_faults, record_faults, workbook_faults

from shipped_records import TERTIALS, YEARS, project, reported, shipped, shipped_overview
from statsbidrag.base.money import kronor_text
from statsbidrag.base.period import Period
from statsbidrag.record.figures import Figure, Origin
from statsbidrag.record.model import Record
from statsbidrag.record.tables import LedgerAmount, Table
from statsbidrag.report.build import build
from statsbidrag.report.notebook import SECTION_TYPE, blocks_of
from statsbidrag.report.overview import OVERVIEW, portfolio
from statsbidrag.report.sections import economy, efforts, results, summary_chart
from statsbidrag.run import digest_body
from statsbidrag.run.appendix import appendix_bytes
from statsbidrag.run.digest import write_digest
from statsbidrag.run.index import write_index
from statsbidrag.run.manifest import Manifest
from statsbidrag.run.publish import publish_html
from statsbidrag.show import charts
from statsbidrag.show.charts import Chart

EVERY = [(region, Period(year, number)) for region, year in [(REGION, 2018), *YEARS] for number in TERTIALS]
SPECIFIED = [
    (economy, "bars"), (efforts, "bars"), (portfolio, "bars"), (results, "indicator_chart"),
    (summary_chart, "cumulative"),
]  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def undrawn() -> Iterator[None]:
    """Charts keep their tables and are not drawn: drawings have their own tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(charts, "draw", lambda spec, prefix: "<svg ></svg>")
        for module, name in SPECIFIED:
            patch.setattr(module, name, lambda *given, **named: {"mark": "bar"})
        yield


@cache
def sources(shared: Path, region: str) -> Sources:
    return Sources(reported(shared), stored(reported(shared), region))


def shown_in(record: Record) -> list[str | Chart]:
    """What its sections show."""
    return [block for section in record.sections for block in blocks_of(record, section)]


def page_of(record: Record, root: Path, blocks: Sequence[str | Chart]) -> str:
    """The page of a final record, its notebook's sections marked as a run leaves them, without a kernel; of another
    the sections alone, which publishing puts on the page as they are."""
    if record.report.preliminary:
        return "".join(block if isinstance(block, str) else charts.chart_html(block, 1) for block in blocks)
    (name,) = [name for name in record.inputs if name.startswith("notebooks/")]
    notebook = nbformat.read(root / name, as_version=4)
    for cell in notebook.cells:
        section = re.search(r'rapport\.show\("(.+?)"\)', cell.source)
        if cell.cell_type == "code" and section:
            mark = {"section": section[1], "record": ""}
            cell.outputs = [new_output("display_data", {SECTION_TYPE: mark})]
    return publish_html(notebook, record)


def tables_of(record: Record, blocks: Sequence[str | Chart]) -> list[Table]:
    """The tables of a record, and those of its charts."""
    return [*record.tables, *(block.table for block in blocks if isinstance(block, Chart))]


def faults(record: Record, found: Sources) -> list[str]:
    blocks = shown_in(record)
    return [
        *record_faults(record, found),
        *page_faults(page_of(record, found.root, blocks), tables_of(record, blocks)),
        *workbook_faults(appendix_bytes(record), record.tables),
    ]


@pytest.mark.parametrize(("region", "period"), EVERY, ids=[f"{region}-{period}" for region, period in EVERY])
def test_every_amount_has_its_key_and_its_origin(shared: Path, region: str, period: Period) -> None:
    records = {**shipped(shared, region, period), OVERVIEW: shipped_overview(shared, region, period)}
    assert len(records) > 1
    found = sources(shared, region)
    assert {name: lines for name, record in records.items() if (lines := faults(record, found))} == {}


@pytest.mark.parametrize(("region", "period"), EVERY, ids=[f"{region}-{period}" for region, period in EVERY])
def test_every_amount_that_tells_of_a_report_has_the_reports_key(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, region: str, period: Period
) -> None:
    monkeypatch.setattr(digest_body, "chart_html", lambda *given, **named: "")
    figures = shipped_overview(shared, region, period).figures
    place = f"reports/{region}/{period}"
    for name in ("params", place):
        shutil.copytree(reported(shared) / name, tmp_path / name)
    write_digest(tmp_path, region, period, None)
    write_index(tmp_path, region, period, Manifest())
    for name in ("samlingsbilaga", "index"):
        page = (tmp_path / place / f"{name}.html").read_text(encoding="utf-8")
        assert list(amounts_told(page, figures)) == [], name
        assert page.count('data-key="agreement.') >= 4 * len(shipped(shared, region, period)), name


@pytest.mark.parametrize("number", TERTIALS)
def test_what_an_unpublished_report_said_is_what_it_says_when_it_is_made(shared: Path, number: int) -> None:
    figures = shipped(shared, REGION, Period(2018, number))[AGREEMENT].figures
    earlier = [figure for figure in figures.values() if figure.origin.record]
    (named,) = {figure.origin.record for figure in earlier}
    assert EARLIER.fullmatch(named)
    period, day = named.split(" som känt ")
    then = build(project(shared), AGREEMENT, REGION, Period.parse(period), date.fromisoformat(day))
    assert len(earlier) > 5
    assert {figure.key: then.figures[figure.origin.key].ore for figure in earlier} == {
        figure.key: figure.ore for figure in earlier
    }


@pytest.fixture
def august(shared: Path) -> Record:
    return shipped(shared, REGION, Period(2018, 8))[AGREEMENT]


def with_figure(record: Record, figure: Figure) -> Record:
    """The record with another figure under its key, in its tables too."""

    def changed(row: Mapping[str, object] | None) -> dict[str, object] | None:
        if row is None:
            return None
        return {name: figure if getattr(cell, "key", "") == figure.key else cell for name, cell in row.items()}

    tables = [replace(one, rows=[changed(row) for row in one.rows], total=changed(one.total)) for one in record.tables]
    return replace(record, figures={**record.figures, figure.key: figure}, tables=tables)


def an_ore_more(figure: Figure) -> Figure:
    return replace(figure, ore=figure.known_ore + 1, value=kronor_text(figure.known_ore + 1))


@pytest.mark.parametrize(
    ("key", "fault"),
    [
        ("effort.kunskapsstod.cost", "effort.kunskapsstod.cost: its rows have another sum"),
        ("chain.unspent", r"chain.unspent: .+ is another number"),
        ("effort.kunskapsstod.budget", r"budget: .+ is another number"),
    ],
)
def test_an_ore_in_the_record_is_noticed(shared: Path, august: Record, key: str, fault: str) -> None:
    other = with_figure(august, an_ore_more(august.figures[key]))
    assert any(re.fullmatch(fault, line) for line in record_faults(other, sources(shared, REGION)))


def test_an_ore_of_what_another_record_says_is_noticed(shared: Path) -> None:
    overview = shipped_overview(shared, REGION, Period(2018, 8))
    other = with_figure(overview, an_ore_more(overview.figures["agreement.patientmiljarden.cost"]))
    lines = list(record_faults(other, sources(shared, REGION)))
    place = "reports/jamtland-harjedalen/2018-08/patientmiljarden.json"
    assert f"agreement.patientmiljarden.cost: {place} does not say so under chain.cost" in lines


@pytest.mark.parametrize(
    ("origin", "fault"),
    [
        (Origin(params=("params/2018/agreements/patientmiljarden.yaml:9999",)), "there is no .+:9999"),
        (Origin(params=("params/2018/agreements/lasmig.md",)), "there is no .+lasmig.md"),
        (Origin(formula="planned + 0"), "rests on itself by planned|planned . 0 is another number"),
        (Origin(record="reports/jamtland-harjedalen/2018-08/ingen.json", key="budget"), ".+ does not say so .+"),
        (Origin(unknown="ingen vet"), "it is known, and leads nowhere"),
    ],
)
def test_an_origin_that_leads_nowhere_is_noticed(shared: Path, august: Record, origin: Origin, fault: str) -> None:
    figure = august.figures["planned"]
    assert figure.ore is not None
    lines = list(record_faults(with_figure(august, replace(figure, origin=origin)), sources(shared, REGION)))
    assert any(re.fullmatch(f"planned: ({fault})", line) for line in lines), lines


def test_a_row_that_the_ledger_has_not_is_noticed(shared: Path, august: Record) -> None:
    table = august.table("vouchers")
    (column,) = [column.key for column in table.columns if column.kind == "ore"]
    amount = table.rows[0][column]
    assert isinstance(amount, LedgerAmount)
    other = replace(table, rows=[{**table.rows[0], column: replace(amount, ore=amount.ore + 1)}])
    tables = [other if one is table else one for one in august.tables]
    lines = list(record_faults(replace(august, tables=tables), sources(shared, REGION)))
    assert lines == [f"vouchers: {column}: {amount.key} is no such row"]
    # A number that is no figure cannot even stand in a table.
    with pytest.raises(TypeError, match="no money of a record"):
        replace(table, rows=[{**table.rows[0], column: amount.ore}])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (r'(<td[^>]* data-key=")chain\.cost(")', r"\1chain.received\2"),
        (r'(<td[^>]*) data-key="chain\.cost"', r"\1"),
        (r'(<td[^>]* data-key="chain\.cost"[^>]*>)[^<]+', r"\g<1>1,0"),
        (r'(<td[^>]* data-key="effort\.kunskapsstod\.cost"[^>]*>[^<]*)\d<', r"\1<"),
    ],
    ids=["another key", "no key", "another amount", "a digit less"],
)
def test_a_cell_of_a_page_that_is_another_is_noticed(shared: Path, august: Record, old: str, new: str) -> None:
    final = shipped(shared, REGION, Period(2018, 13))[AGREEMENT]
    for record in (august, final):
        blocks = shown_in(record)
        page, tables = page_of(record, reported(shared), blocks), tables_of(record, blocks)
        assert page.startswith("<!DOCTYPE html>") is (record is final)
        assert list(page_faults(page, tables)) == []
        broken, times = re.subn(old, new, page, count=1)
        assert times == 1
        assert len(list(page_faults(broken, tables))) == 1


def test_a_cell_of_a_workbook_that_is_another_is_noticed(august: Record) -> None:
    workbook = appendix_bytes(august)
    assert list(workbook_faults(workbook, august.tables)) == []
    for place, value in (("H3", 1.0), ("I3", "chain.cost"), ("I3", None), ("I1", "Nyckel")):
        book = openpyxl.load_workbook(io.BytesIO(workbook))
        assert book["Verifikationsrader"][place].value not in (None, value)
        book["Verifikationsrader"][place].value = value
        broken = io.BytesIO()
        book.save(broken)
        assert list(workbook_faults(broken.getvalue(), august.tables)), place


def test_a_cell_that_tells_of_a_report_and_is_another_is_noticed(shared: Path) -> None:
    figures = shipped_overview(shared, REGION, Period(2018, 8)).figures
    key = "agreement.patientmiljarden.entitled"
    cell = '<table><tr><td class="tal" data-rubrik="Högsta belopp, mnkr" data-key="{}">{}</td></tr></table>'
    assert list(amounts_told(cell.format(key, "12,6"), figures)) == []
    for told in ((key, "12,7"), (key, "ej känt"), ("chain.entitled", "12,6"), ("", "12,6")):
        assert len(list(amounts_told(cell.format(*told), figures))) == 1
