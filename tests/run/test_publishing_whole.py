"""The main job, end to end: raw files and parameters in; page, Excel appendix, record and index out."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import openpyxl
import papermill
import pytest
from bs4 import BeautifulSoup
from nbformat import NotebookNode
from openpyxl.utils import get_column_letter
from shipped_workspace import JUNE, REGION, new_workspace, run_june

from statsbidrag.base.numbers import amount, signed
from statsbidrag.record.figures import Figure
from statsbidrag.record.files import record_digest, record_file, whole_record
from statsbidrag.record.model import Record
from statsbidrag.record.tables import LedgerAmount
from statsbidrag.report.notebook import SECTION_TYPE
from statsbidrag.run.manifest import read_manifest
from statsbidrag.run.plan import is_current, plan
from statsbidrag.run.publish import publish_html
from statsbidrag.show.tables import heading_text

FILES = (
    "patientmiljarden.html",
    "jamtland-harjedalen-2018-06-patientmiljarden.xlsx",
    "patientmiljarden.json",
    "index.html",
    "manifest.json",
)
APPENDIX_LINK = {"href": "jamtland-harjedalen-2018-06-patientmiljarden.xlsx", "text": "Excelbilaga"}
PLACE = f"reports/{REGION}/2018-06"


def record_of(root: Path) -> Record:
    record = whole_record(record_file(root, REGION, JUNE, "patientmiljarden"))
    assert record is not None
    return record


def test_a_second_run_makes_nothing(workspace: Path, reports: Path) -> None:
    before = {name: (reports / name).stat().st_mtime_ns for name in FILES[:3]}
    outcome = run_june(workspace)
    assert (outcome.made, outcome.unchanged) == (0, 1)
    assert {name: (reports / name).stat().st_mtime_ns for name in FILES[:3]} == before


@pytest.mark.parametrize("name", FILES[:3])
def test_a_published_file_that_was_changed_or_lost_is_not_current(workspace: Path, reports: Path, name: str) -> None:
    [job] = plan(workspace, REGION, JUNE, ["patientmiljarden"], None)
    assert is_current(workspace, job, read_manifest(reports))
    whole = (reports / name).read_bytes()
    (reports / name).write_bytes(whole + b" ")
    assert not is_current(workspace, job, read_manifest(reports))
    (reports / name).unlink()
    assert not is_current(workspace, job, read_manifest(reports))


@pytest.mark.usefixtures("drawn_anew")
def test_a_report_that_is_not_current_is_made_again_with_the_same_bytes(workspace: Path, reports: Path) -> None:
    whole = {name: (reports / name).read_bytes() for name in FILES}
    (reports / FILES[0]).write_bytes(b"")
    assert run_june(workspace).made == 1
    assert {name: (reports / name).read_bytes() for name in FILES} == whole


@pytest.mark.usefixtures("drawn_anew")
def test_two_clones_give_the_same_bytes(published: Path, tmp_path: Path) -> None:
    other = new_workspace(tmp_path / "en annan klon")
    assert run_june(other).exit_code == 0
    for name in FILES:
        assert (other / PLACE / name).read_bytes() == (published / PLACE / name).read_bytes(), name
    assert (other / "reports/index.html").read_bytes() == (published / "reports/index.html").read_bytes()


def test_the_record_holds_the_other_files_hashes(published: Path) -> None:
    files = record_of(published).files
    for kind, name in (("html", FILES[0]), ("xlsx", FILES[1])):
        content = (published / PLACE / name).read_bytes()
        assert files[kind] == hashlib.sha256(content).hexdigest()


def test_inputs_are_the_files_read_with_their_hashes(published: Path) -> None:
    inputs = record_of(published).inputs
    for name, digest in inputs.items():
        assert digest == hashlib.sha256((published / name).read_bytes()).hexdigest(), name
    assert f"data/raw/{REGION}/ledger/huvudbok-2018-06.xlsx.yaml" in inputs
    assert f"data/raw/{REGION}/ledger/huvudbok-2018-07.xlsx" not in inputs
    assert "notebooks/patientmiljarden.ipynb" in inputs


def test_the_page_has_its_nine_sections_and_stays_small(published: Path) -> None:
    content = (published / PLACE / "patientmiljarden.html").read_bytes()
    assert len(content) < 300_000
    page = BeautifulSoup(content, "html.parser")
    assert [heading.get_text() for heading in page.find_all("h2")] == [
        "Läget i korthet",
        "Vad är nytt sedan förra rapporten",
        "Överenskommelsen och krav",
        "Ekonomi",
        "Insatser",
        "Resultat",
        "Tidplan",
        "Avstämning och datakvalitet",
        "Bilaga: fynd, källor och filer",
    ]
    assert page.find("script") is None
    assert "fiktiva" in page.find(class_="fiktiv").get_text()


def test_no_free_text_of_the_ledger_is_published(published: Path) -> None:
    ledger = openpyxl.load_workbook(published / f"data/raw/{REGION}/ledger/huvudbok-2018-06.xlsx", read_only=True)
    rows = list(ledger.worksheets[0].iter_rows(values_only=True))
    header = next(row for row in rows if row[0] == "Verifikationsnummer")
    text, code = header.index("Text"), header.index("Objekt")
    texts = {row[text] for row in rows[rows.index(header) + 1 :] if row[code] == "9916"}
    assert len(texts) > 3
    folder = published / PLACE
    published_text = "".join((folder / name).read_text(encoding="utf-8") for name in FILES if not name.endswith("xlsx"))
    appendix = openpyxl.load_workbook(folder / "jamtland-harjedalen-2018-06-patientmiljarden.xlsx", read_only=True)
    published_text += " ".join(str(v) for sheet in appendix for row in sheet.iter_rows(values_only=True) for v in row)
    # The one text that is also a heading of ours: the sheet on what stands beside the cost has it.
    assert [one for one in texts if one and one in published_text] == ["Momsersättning"]


def test_the_appendix_explains_itself_and_holds_real_numbers(published: Path) -> None:
    book = openpyxl.load_workbook(published / PLACE / "jamtland-harjedalen-2018-06-patientmiljarden.xlsx")
    record = record_of(published)
    assert book.sheetnames[0] == "Läs mig"
    assert len(book.sheetnames) == 1 + len(record.tables)
    vouchers = book["Verifikationsrader"]
    headings = [cell.value for cell in vouchers[1]]
    assert headings[8:] == ["Nyckel: Belopp"]
    assert [text.split(",")[0] for text in headings[:8]] == [
        "Period", "Verifikation", "Rad", "Konto", "Ansvar", "Objekt", "Aktivitet", "Belopp",
    ]  # fmt: skip
    assert vouchers.freeze_panes == "B2" or vouchers.freeze_panes == "A2"
    amounts = [row[7].value for row in vouchers.iter_rows(min_row=2) if row[0].value != "Summa"]
    assert all(isinstance(amount, int | float) for amount in amounts)
    keys = [row[8].value for row in vouchers.iter_rows(min_row=2) if row[0].value != "Summa"]
    rows = [f"row:{name}:{row}" for name, rows in record.row_sets["chain.cost"].items() for row in rows]
    assert sorted(keys) == sorted(rows)
    assert sum(round(amount * 100) for amount in amounts) == record.ore("chain.cost")
    assert {row[5].value for row in vouchers.iter_rows(min_row=2) if row[0].value != "Summa"} == {"9916"}


def test_stock_papermill_gives_the_same_record(workspace: Path, published: Path) -> None:
    """From the root, as the README says."""
    output = workspace / "ut.ipynb"
    command = [sys.executable, "-m", "papermill", str(workspace / "notebooks/patientmiljarden.ipynb"), str(output)]
    command += ["-p", "region", REGION, "-p", "period", "2018-06", "--no-progress-bar", "-k", "python3"]
    done = subprocess.run(command, cwd=workspace, capture_output=True, text=True, env=os.environ, timeout=300)
    assert done.returncode == 0, done.stderr
    assert_as_published(nbformat.read(output, as_version=4), published)


def test_a_kernel_in_the_notebooks_folder_gives_the_same_record(workspace: Path, published: Path) -> None:
    """As JupyterLab starts one."""
    notebook = papermill.execute_notebook(
        workspace / "notebooks/patientmiljarden.ipynb",
        None,
        {"region": REGION, "period": "2018-06"},
        cwd=workspace / "notebooks",
        kernel_name="python3",
        progress_bar=False,
    )
    assert_as_published(notebook, published)
    page = (published / PLACE / "patientmiljarden.html").read_text(encoding="utf-8")
    assert publish_html(notebook, record_of(published), [APPENDIX_LINK]) == page


def assert_as_published(notebook: NotebookNode, published: Path) -> None:
    """All the notebook shows is of a record that says what the published one says, every section is there, and every
    chart is drawn."""
    outputs = [o for cell in notebook.cells if cell.cell_type == "code" for o in cell.outputs]
    record = record_of(published)
    shown = [o for o in outputs if o.output_type == "display_data"]
    marks = [o.metadata["statsbidrag"] for o in shown]
    assert {mark["record"] for mark in marks} == {record_digest(record)}
    assert list(dict.fromkeys(mark["section"] for mark in marks)) == record.sections
    assert sum("image/svg+xml" in o.get("data", {}) for o in outputs) == 9
    # Whoever opens the notebook may explore the rows and figures.
    rows, figures = (cell.outputs for cell in exploring(notebook))
    assert "source_row" in rows[0].data["text/html"]
    assert "chain.cost" in figures[0].data["text/html"] or "amount.hela" in figures[0].data["text/html"]


def exploring(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if "utforska" in cell.metadata.get("tags", [])]


def test_a_batch_leaves_the_drawing_to_the_page(published: Path) -> None:
    """The executed notebook has a mark for each section, and no section."""
    notebook = nbformat.read(published / f"data/processed/{REGION}/notebooks/2018-06/patientmiljarden.ipynb", 4)
    outputs = [o for cell in notebook.cells if cell.cell_type == "code" for o in cell.outputs]
    record = record_of(published)
    assert [set(o.data) for o in outputs] == [{SECTION_TYPE, "text/plain"}] * 9
    assert [o.data[SECTION_TYPE] for o in outputs] == [
        {"section": name, "record": record_digest(record)} for name in record.sections
    ]
    page = (published / PLACE / "patientmiljarden.html").read_text(encoding="utf-8")
    assert page.count("<figure ") == page.count("<svg ") == 9


def test_a_batch_explores_nothing(published: Path) -> None:
    """The cells stand where they stood, so that the others keep their numbers, and are not run."""
    notebook = nbformat.read(published / f"data/processed/{REGION}/notebooks/2018-06/patientmiljarden.ipynb", 4)
    stored = nbformat.read(published / "notebooks/patientmiljarden.ipynb", 4)
    assert [(cell.metadata.tags[-1], cell.outputs) for cell in exploring(notebook)] == [("skip-execution", [])] * 2
    assert ["rapport." in cell.source for cell in exploring(stored)] == [True, True]
    assert len(notebook.cells) == len(stored.cells) + 1


def worded(ore: int) -> set[str]:
    """An amount as any column of money may have it."""
    texts = {amount(ore, scale, decimals) for scale in ("kr", "tkr", "mnkr") for decimals in range(4)}
    # Among texts it has its unit, and says when it is invented.
    told = f"{amount(ore, 'kr', 2)}\u00a0kr"
    return texts | {signed(text) for text in texts} | {told, f"{told} (exempel)"}


def test_every_amount_on_the_page_has_the_key_of_the_figure_it_equals(published: Path) -> None:
    record = record_of(published)
    page = BeautifulSoup((published / PLACE / "patientmiljarden.html").read_text(encoding="utf-8"), "html.parser")
    rows = {cell.key: cell for table in record.tables for row in table.rows for cell in row.values()
            if isinstance(cell, LedgerAmount)}  # fmt: skip
    keyed = [td for td in page.find_all("td") if td.has_attr("data-key")]
    assert len(keyed) > 200
    for td in keyed:
        cell = rows.get(td["data-key"]) or record.figures[td["data-key"]]
        known = worded(cell.ore) if cell.ore is not None else {"ej känt", "–", "ej särredovisad"}
        assert td.text in known, td
    # A number in the column of money without key would be of no figure.
    money = {heading_text(column) for table in record.tables for column in table.columns if column.kind == "ore"}
    other = {heading_text(column) for table in record.tables for column in table.columns if column.kind != "ore"}
    numbers = [td for td in page.find_all("td", class_="tal") if any(sign.isdigit() for sign in td.text)]
    assert [td for td in numbers if td["data-rubrik"] in money - other and not td.has_attr("data-key")] == []


def test_every_amount_in_the_workbook_has_the_key_of_the_figure_it_equals(published: Path) -> None:
    record = record_of(published)
    book = openpyxl.load_workbook(published / PLACE / "jamtland-harjedalen-2018-06-patientmiljarden.xlsx")
    rows = {cell.key: cell for table in record.tables for row in table.rows for cell in row.values()
            if isinstance(cell, LedgerAmount)}  # fmt: skip
    for name, table in zip(book.sheetnames[1:], record.tables, strict=True):
        texts = {key for row in table.rows for key, cell in row.items() if isinstance(cell, Figure)}
        sheet, money = book[name], [one for one in table.columns if one.kind == "ore" or one.key in texts]
        first = len(table.columns) + 1
        headings = [cell.value for cell in sheet[1]]
        assert headings[first - 1 :] == [f"Nyckel: {column.heading}" for column in money], name
        if money:
            # openpyxl reads a group of columns as its first.
            group = sheet.column_dimensions[get_column_letter(first)]
            assert (group.min, group.max, group.hidden) == (first, first + len(money) - 1, True)
        for place, column in enumerate(money, start=first):
            shown = table.columns.index(column) + 1
            for number in range(2, 2 + len(table.rows) + (table.total is not None)):
                value, key = (sheet.cell(number, one).value for one in (shown, place))
                if key is None:
                    assert not isinstance(value, int | float), (name, number, value)
                    continue
                cell = rows.get(key) or record.figures[key]
                if column.kind != "ore":
                    assert cell.ore is not None and value in worded(cell.ore), (name, number)
                    continue
                assert (round(value * 100) if cell.ore is not None else None) == cell.ore, (name, number)
