"""The one exit: a report whose notebook has not shown exactly its record's sections is told by cell, and the last good
page stays."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import cast

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from shipped_workspace import AGREEMENT, REGION, run_june

from small_record import small_record
from statsbidrag.base.errors import ReportFailed
from statsbidrag.base.states import Status
from statsbidrag.record.figures import Figure, Origin
from statsbidrag.record.files import record_digest
from statsbidrag.report.notebook import SECTION_TYPE
from statsbidrag.run.gate import AGAIN, STRANGE, MadeOf, OfReport, Telling, release
from statsbidrag.run.publish import publish_html

RECORD = small_record(sections=["laget", "ekonomi", "om"])
DIGEST = record_digest(RECORD)
ORIGIN = Origin(params=("params/2018/x/y.yaml:1",))


def mark(section: str, digest: str = DIGEST) -> NotebookNode:
    return new_output("display_data", {SECTION_TYPE: {"section": section, "record": digest}, "text/plain": section})


def cell(section: str, *tags: str, digest: str = DIGEST, shown: int = 1) -> NotebookNode:
    outputs = [mark(section, digest) for _ in range(shown)]
    return new_code_cell(f'rapport.show("{section}")', outputs=outputs, metadata={"tags": list(tags)})


def executed() -> list[NotebookNode]:
    """A notebook as papermill leaves it: parameters are cell 1, those put in have no number of their own."""
    put_in = new_code_cell('region = "x"', metadata={"tags": ["injected-parameters"]})
    parameters = new_code_cell('region = "y"', metadata={"tags": ["parameters"]})
    return [parameters, put_in, new_markdown_cell("## Läget"), cell("laget"), cell("ekonomi"), cell("om")]


def told(cells: list[NotebookNode], folder: Path) -> list[str]:
    """What the gate says of a notebook; nothing may be written then."""
    page = folder / "sida.html"
    page.write_bytes(b"den senaste")
    with pytest.raises(ReportFailed) as refused:
        release([(page, b"ny")], OfReport(new_notebook(cells=cells), RECORD))
    assert refused.value.exit_code == 1
    assert page.read_bytes() == b"den senaste"
    return [line.removeprefix("patientmiljarden: ") for line in refused.value.lines]


def test_a_whole_notebook_passes(tmp_path: Path) -> None:
    page = tmp_path / "sida.html"
    release([(page, b"ny")], OfReport(new_notebook(cells=executed()), RECORD))
    assert page.read_bytes() == b"ny"


@pytest.mark.parametrize(
    "data",
    [
        {"text/html": "<p>Kostnad 999,0 mnkr</p>"},
        {"text/markdown": "999 kr"},
        {SECTION_TYPE: {}, "text/html": "<p>x</p>"},
        {SECTION_TYPE: "x", "text/markdown": "x"},
    ],
)
def test_what_is_not_of_the_record_is_refused_unless_it_is_hidden(data: dict, tmp_path: Path) -> None:
    strange = new_code_cell("display(x)", outputs=[new_output("display_data", data)])
    assert told([*executed(), strange], tmp_path) == [f"cell 6 {STRANGE}"]
    strange.metadata["tags"] = ["dold"]
    release([(tmp_path / "sida.html", b"ny")], OfReport(new_notebook(cells=[*executed(), strange]), RECORD))


@pytest.mark.parametrize("counts", [(2, 3), (3, 186)])
def test_a_small_count_of_patients_is_refused(counts: tuple[int, int], tmp_path: Path) -> None:
    figures = [
        Figure(key, "share", "0.5", Status.PRELIMINARY, ORIGIN, numerator=one, denominator=of, reporting_units=1)
        for key, (one, of) in {"indicator.hembesok.2018-06": counts, "indicator.personal.2018-06": (2, 3)}.items()
    ]
    record = replace(small_record(figures), smallest_counts={"hembesok": 5})
    with pytest.raises(ReportFailed) as refused:
        release([(tmp_path / "sida.html", b"ny")], OfReport(new_notebook(cells=[]), record))
    said = "visar ett antal patienter under gränsen 5 och släpps inte; det är ett fel i programmet"
    assert refused.value.lines == [f"patientmiljarden: siffran indicator.hembesok.2018-06 {said}"]
    assert not (tmp_path / "sida.html").exists()
    release([(tmp_path / "sida.html", b"ny")], OfReport(new_notebook(cells=[]), replace(record, smallest_counts={})))


def test_what_tells_of_reports_passes(tmp_path: Path) -> None:
    release([(tmp_path / "index.html", b"a"), (tmp_path / "manifest.json", b"b")], Telling())
    assert (tmp_path / "index.html").read_bytes() == b"a"
    assert (tmp_path / "manifest.json").read_bytes() == b"b"


def test_whoever_releases_must_tell_what_the_files_are_made_of(tmp_path: Path) -> None:
    page = tmp_path / "blankett.html"
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'made_of'"):
        release([(page, b"ny")])  # type: ignore[call-arg]
    for nothing in (None, RECORD):
        with pytest.raises(AssertionError):
            release([(page, b"ny")], cast(MadeOf, nothing))
    assert not page.exists()


def skipped(cells: list[NotebookNode]) -> None:
    cells[4] = cell("ekonomi", "skip-execution", shown=0)


def silent(cells: list[NotebookNode]) -> None:
    cells[4] = cell("ekonomi", shown=0)


def deleted(cells: list[NotebookNode]) -> None:
    del cells[4]


def twice(cells: list[NotebookNode]) -> None:
    cells.append(cell("ekonomi"))


def twice_in_one(cells: list[NotebookNode]) -> None:
    cells[4] = cell("ekonomi", shown=2)


def unknown(cells: list[NotebookNode]) -> None:
    cells.append(cell("vardforlopp"))


def hidden(cells: list[NotebookNode]) -> None:
    cells[4] = cell("ekonomi", "dold")


def changed(cells: list[NotebookNode]) -> None:
    cells[4] = cell("ekonomi", digest="0" * 64)


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (
            skipped,
            "avsnittet «ekonomi» saknas på sidan: cell 4 kördes inte som den ska, den har taggen skip-execution; "
            "rätta och kör om",
        ),
        (
            silent,
            "avsnittet «ekonomi» saknas på sidan: cell 4 kördes inte som den ska, den visade inget; rätta och kör om",
        ),
        (deleted, 'avsnittet «ekonomi» saknas; lägg tillbaka cellen rapport.show("ekonomi")'),
        (twice, "avsnittet «ekonomi» visas 2 gånger, i cell 4 och 6; låt det stå en gång"),
        (twice_in_one, "avsnittet «ekonomi» visas 2 gånger, i cell 4; låt det stå en gång"),
        (unknown, "cell 6 visar avsnittet «vardforlopp», som rapporten inte har; ta bort cellen"),
        (hidden, "cell 4 visar «ekonomi» men har en tagg som döljer avsnittet; ta bort taggen"),
        (
            changed,
            f"cell 4 {AGAIN}",
        ),
    ],
    ids=lambda one: one.__name__ if callable(one) else "",
)
def test_what_is_not_exactly_the_records_sections_is_refused_and_told_by_cell(
    change: Callable[[list[NotebookNode]], None], line: str, tmp_path: Path
) -> None:
    cells = executed()
    change(cells)
    assert told(cells, tmp_path) == [line]


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    cells = executed()
    unknown(cells)
    changed(cells)
    del cells[3]
    assert [line.split(";")[0] for line in told(cells, tmp_path)] == [
        f"cell 3 {AGAIN}".removesuffix("; kör om, eller rätta cellen"),
        "cell 5 visar avsnittet «vardforlopp», som rapporten inte har",
        "avsnittet «laget» saknas",
    ]


def test_a_section_that_the_record_has_not_stops_no_page_before_the_gate() -> None:
    cells = [cell("vardforlopp"), new_markdown_cell("Text.")]
    assert "<p>Text.</p>" in publish_html(new_notebook(cells=cells), small_record())


def files_of(reports: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in reports.glob(f"*{AGREEMENT}.*")}


def test_a_run_refuses_what_was_skipped_deleted_hidden_or_shown_twice(workspace: Path, reports: Path) -> None:
    before = files_of(reports)
    path = workspace / "notebooks/patientmiljarden.ipynb"
    notebook = nbformat.read(path, as_version=4)
    at = {cell.id: number for number, cell in enumerate(notebook.cells)}
    notebook.cells[at["ekonomi"]].metadata["tags"] = ["skip-execution"]
    notebook.cells[at["resultat"]].metadata["tags"] = ["dold"]
    notebook.cells[at["om"]].source += '\nrapport.show("om")'
    del notebook.cells[at["tidplan"]]
    nbformat.write(notebook, path)
    outcome = run_june(workspace)
    assert (outcome.exit_code, outcome.made) == (1, 0)
    assert outcome.lines == [
        f"{AGREEMENT}: {line}"
        for line in (
            "cell 15 visar «resultat» men har en tagg som döljer avsnittet; ta bort taggen",
            "avsnittet «om» visas 2 gånger, i cell 20; låt det stå en gång",
            "avsnittet «ekonomi» saknas på sidan: cell 11 kördes inte som den ska, den har taggen skip-execution; "
            "rätta och kör om",
            'avsnittet «tidplan» saknas; lägg tillbaka cellen rapport.show("tidplan")',
        )
    ]
    assert files_of(reports) == before
    assert {name.rpartition(".")[2] for name in before} == {"html", "xlsx", "json"}
    index = (reports / "index.html").read_text(encoding="utf-8")
    assert "avsnittet «tidplan» saknas" in index
    assert "Den senaste godkända rapporten ligger kvar" in index


def test_a_run_whose_inputs_change_under_way_is_refused(
    workspace: Path, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The kernel then computes what lies there now, which is not what the run made."""
    before = files_of(reports)
    choices = workspace / f"params/2018/{REGION}/patientmiljarden.yaml"
    text = choices.read_text(encoding="utf-8")
    old = "budget: {amount: 2.4, unit: mnkr, status: example}"
    assert text.count(old) == 1
    choices.write_text(text.replace(old, old.replace("2.4", "2.5")), encoding="utf-8")
    from statsbidrag.run import make

    executing = make.execute

    def changed_under_way(*given: object) -> NotebookNode:
        choices.write_text(text.replace(old, old.replace("2.4", "2.6")), encoding="utf-8")
        return executing(*given)

    monkeypatch.setattr(make, "execute", changed_under_way)
    outcome = run_june(workspace)
    again = AGAIN
    assert outcome.lines == [f"{AGREEMENT}: cell {number} {again}" for number in range(5, 22, 2)]
    assert outcome.exit_code == 1
    assert files_of(reports) == before
