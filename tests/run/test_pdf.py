"""The PDF beside the page: what it is where there is a Chromium, and that its absence or failure costs no page."""

import hashlib
import json
import re
import shutil
import stat
from pathlib import Path

import papermill
import pypdf
import pytest
from shipped_workspace import AGREEMENT, JUNE, REGION

from chromium import needs_chromium, program
from statsbidrag.base.period import Period
from statsbidrag.cli.main import main
from statsbidrag.record.tables import Column, Table
from statsbidrag.run import pdf
from statsbidrag.run.batch import run
from statsbidrag.run.digest import write_digest
from statsbidrag.run.page import standalone_page
from statsbidrag.run.pdf import NONE_FOUND, VARIABLE, NotPrinted, chromium, pdf_bytes
from statsbidrag.show.tables import table_html

NAME = f"{REGION}-2018-06-patientmiljarden.pdf"


def index_of(root: Path) -> str:
    return (root / f"reports/{REGION}/2018-06/index.html").read_text(encoding="utf-8")


def record_of(reports: Path) -> dict:
    return json.loads((reports / "patientmiljarden.json").read_text(encoding="utf-8"))


def made(root: Path, **way: object) -> int:
    """Reports made by a run; nothing may fail."""
    outcome = run(root, REGION, JUNE, [AGREEMENT], say=lambda line: None, **way)
    assert (outcome.exit_code, outcome.lines) == (0, [])
    return outcome.made


def script(folder: Path, text: str) -> str:
    """A program that stands in for a browser."""
    path = folder / "webblasare"
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@pytest.fixture
def executed(published: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The kernel's work was done once, when June was published, and is the same however the page is printed."""
    notebook = published / f"data/processed/{REGION}/notebooks/2018-06/patientmiljarden.ipynb"
    monkeypatch.setattr(papermill, "execute_notebook", lambda given, output, **rest: shutil.copy(notebook, output))


@pytest.fixture(scope="module")
def page(published: Path) -> str:
    return (published / f"reports/{REGION}/2018-06/patientmiljarden.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def printed(page: str, tmp_path_factory: pytest.TempPathFactory) -> pypdf.PdfReader:
    path = tmp_path_factory.mktemp("pdf") / NAME
    path.write_bytes(pdf_bytes(page, program()))
    return pypdf.PdfReader(path)


@needs_chromium
def test_the_pdf_is_tagged_swedish_and_a4_with_an_outline(printed: pypdf.PdfReader) -> None:
    root = printed.trailer["/Root"]
    assert root["/Lang"] == "sv"
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - pypdf's own kind of true
    assert "/StructTreeRoot" in root
    assert {tuple(round(float(side)) for side in page.mediabox[2:]) for page in printed.pages} == {(595, 842)}
    assert printed.metadata.title == "Patientmiljarden – Region Jämtland Härjedalen, januari–juni 2018"
    assert printed.outline


@needs_chromium
def test_the_pdf_says_what_the_page_says_and_nothing_of_the_machine(printed: pypdf.PdfReader) -> None:
    texts = [page.extract_text() for page in printed.pages]
    first = " ".join(texts[0].split())
    assert "Patientmiljarden" in first and "4,9" in first
    assert "Vad är nytt sedan förra rapporten" in " ".join(" ".join(texts).split())
    assert all(f"{number} ({len(texts)})" in text for number, text in enumerate(texts, start=1))
    whole = " ".join(texts)
    assert "file:" not in whole and "sida.html" not in whole
    addresses = [
        str(annotation.get_object().get("/A", {}).get("/URI", ""))
        for page in printed.pages
        for annotation in page.get("/Annots", [])
    ]
    assert not [address for address in addresses if address and not address.startswith("https://")]


def long_table() -> str:
    """A page of ours with one table of 200 rows."""
    columns = [Column("row", "Rubrikord"), Column("text", "Värde")]
    rows = [{"row": f"rad {number}", "text": "text"} for number in range(200)]
    body = f"<h2>Avsnitt</h2>{table_html(Table('lang', 'Lång tabell', columns, rows))}"
    return standalone_page("Lång", {"region_name": "Region Exempel", "title": "Lång"}, body)


@needs_chromium
def test_a_table_over_several_pages_has_its_head_on_each(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(pdf_bytes(long_table(), program()))
    texts = [page.extract_text() for page in pypdf.PdfReader(tmp_path / NAME).pages]
    assert len(texts) > 2
    assert all("Rubrikord" in text for text in texts)


@needs_chromium
def test_the_same_page_gives_the_same_bytes(page: str) -> None:
    assert pdf_bytes(page, program()) == pdf_bytes(page, program())


@pytest.mark.usefixtures("executed")
@needs_chromium
def test_a_run_prints_records_and_links_it_and_makes_it_once(
    workspace: Path, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = reports / "patientmiljarden.html"
    html, link = page.read_text(encoding="utf-8"), f'<li><a href="{NAME}">PDF</a></li>\n'
    assert NONE_FOUND in index_of(workspace)
    monkeypatch.setenv(VARIABLE, program())
    assert made(workspace) == 1
    content = (reports / NAME).read_bytes()
    assert record_of(reports)["files"]["pdf"] == hashlib.sha256(content).hexdigest()
    # The page links the PDF it has, and is the same otherwise.
    printed = page.read_text(encoding="utf-8")
    assert printed != html and printed.replace(link, "") == html
    assert f'href="{NAME}"' in index_of(workspace)
    assert NONE_FOUND not in index_of(workspace)
    assert made(workspace) == 0
    # A PDF that was changed or lost is made anew; one nobody asks for is let be while it is true …
    (reports / NAME).unlink()
    assert made(workspace) == 1
    assert made(workspace, pdf=False) == 0
    assert (reports / NAME).read_bytes() == content
    # … and taken away when the page beside it tells something else.
    assert made(workspace, pdf=False, force=True) == 1
    assert not (reports / NAME).exists()
    assert "pdf" not in record_of(reports)["files"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("exit 1", "PDF saknas: webblasare skrev ingen hel fil."),
        (
            'for a; do case $a in --print-to-pdf=*) printf "%%PDF-1.4 halv" > "${a#*=}";; esac; done',
            "PDF saknas: webblasare skrev ingen hel fil.",
        ),
        ("sleep 30", "PDF saknas: webblasare svarade inte på 1 sekunder."),
    ],
)
def test_why_a_printing_failed_is_told(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, why: str
) -> None:
    monkeypatch.setattr(pdf, "LONGEST", 1)
    with pytest.raises(NotPrinted, match=f"^{re.escape(why)}$"):
        pdf_bytes(page, script(tmp_path, text))


@pytest.mark.usefixtures("executed")
def test_a_pdf_that_fails_never_costs_the_page(
    workspace: Path, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    why = "PDF saknas: webblasare skrev ingen hel fil."
    (reports / NAME).write_bytes(b"%PDF-1.4 gammal %%EOF")
    monkeypatch.setenv(VARIABLE, script(tmp_path, "exit 1"))
    said: list[str] = []
    outcome = run(workspace, REGION, JUNE, [AGREEMENT], say=said.append)
    assert (outcome.exit_code, outcome.made) == (0, 1)
    assert [line for line in said if why in line]
    assert set(record_of(reports)["files"]) == {"html", "xlsx"}
    assert not (reports / NAME).exists()
    assert f"{why} Kör om för att försöka igen." in index_of(workspace)
    # It is tried again each time, until it can be printed or nobody asks for it.
    assert made(workspace) == 1
    assert made(workspace, pdf=False) == 0


def test_a_program_that_is_not_there(page: str, tmp_path: Path) -> None:
    with pytest.raises(NotPrinted, match=r"PDF saknas: finns-inte gick inte att starta\."):
        pdf_bytes(page, str(tmp_path / "finns-inte"))


def test_which_program_prints(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(VARIABLE, "/opt/egen/chromium")
    assert chromium() == "/opt/egen/chromium"
    monkeypatch.setenv(VARIABLE, "")
    assert chromium() is None
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert chromium() is None
    (tmp_path / "google-chrome").write_text("#!/bin/sh\n", encoding="utf-8")
    (tmp_path / "google-chrome").chmod(0o755)
    assert chromium() == str(tmp_path / "google-chrome")


def test_no_pdf_on_the_command_line(workspace: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(VARIABLE, script(tmp_path, "exit 1"))
    with pytest.raises(SystemExit) as left:
        main(["run", "--root", str(workspace), "--period", "2018-06", "--agreement", AGREEMENT, "--no-pdf"])
    assert left.value.code == 0
    assert "PDF saknas" not in index_of(workspace)


def test_the_boards_paper_is_printed_with_its_page_and_never_lags_behind_it(published: Path, tmp_path: Path) -> None:
    april = Period.parse("2018-04")
    shutil.copytree(published / "params", tmp_path / "params")
    folder = tmp_path / f"reports/{REGION}/2018-04"
    folder.mkdir(parents=True)
    record = record_of(published / f"reports/{REGION}/2018-06")
    # A requirement that fails gives the agreement a sheet of its own, with its chart.
    (demands,) = [table for table in record["tables"] if table["id"] == "requirements"]
    demands["rows"][0]["status"] = "not_met"
    (folder / "patientmiljarden.json").write_text(json.dumps(record), encoding="utf-8")
    page, paper = folder / "samlingsbilaga.html", folder / f"{REGION}-2018-04-samlingsbilaga.pdf"
    prints = script(tmp_path, 'for word; do case $word in --print-to-pdf=*) to=${word#*=};; esac; done\n'
                              'printf "%%PDF-1.4 tryckt %%%%EOF" >"$to"; echo . >>"$0.runs"')  # fmt: skip
    runs = Path(f"{prints}.runs")
    assert write_digest(tmp_path, REGION, april, prints) is None
    assert paper.read_bytes() == b"%PDF-1.4 tryckt %%EOF" and page.is_file()
    assert write_digest(tmp_path, REGION, april, prints) is None
    assert runs.read_text() == ".\n"
    sheet = page.read_text(encoding="utf-8").split('<section class="sida">')[1]
    drawn = ('<figure id="fig1">', "Figur 1. Kostnad mot bidraget", "</svg>")
    assert [sheet.count(word) for word in drawn] == [1, 1, 1]
    unknown = {"ore": None, "value": None, "status": "unknown", "origin": {"unknown": "kostnaden är inte känd"}}
    record["figures"]["chain.cost"] |= unknown
    (folder / "patientmiljarden.json").write_text(json.dumps(record), encoding="utf-8")
    assert write_digest(tmp_path, REGION, april, None) is None
    assert "<figure" not in page.read_text(encoding="utf-8")
    record["header"]["short_title"] = "Ett annat namn"
    (folder / "patientmiljarden.json").write_text(json.dumps(record), encoding="utf-8")
    assert write_digest(tmp_path, REGION, april, None) is None
    assert "Ett annat namn" in page.read_text(encoding="utf-8") and not paper.exists()
    fails = script(tmp_path, "exit 1")
    assert write_digest(tmp_path, REGION, april, fails) == "PDF saknas: webblasare skrev ingen hel fil."
    (folder / "patientmiljarden.json").unlink()
    paper.write_bytes(b"%PDF-1.4 gammal %%EOF")
    assert write_digest(tmp_path, REGION, april, None) is None
    assert list(folder.iterdir()) == []
