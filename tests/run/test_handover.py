"""The record that a run hands over: taken for the very report that is asked for, by a kernel that loads little."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path

import pytest
from shipped_workspace import AGREEMENT, JUNE, REGION

from small_record import small_record
from statsbidrag.record.files import record_file, record_from, record_text, whole_record
from statsbidrag.record.model import VERSION, Record
from statsbidrag.report import build
from statsbidrag.report.handover import VARIABLE, Handed, Wanted, handed, is_handed, taken
from statsbidrag.report.inputs import overview_digest, report_digest
from statsbidrag.report.notebook import open_overview, open_report
from statsbidrag.report.overview import OVERVIEW
from statsbidrag.report.overview import build as overview

COMPUTED = small_record()
NOTEBOOK = f"notebooks/{AGREEMENT}.ipynb"
# What a section, a drawing or the ledger needs, and a notebook that only says which sections it shows does not.
HEAVY = ("pandas", "numpy", "pyarrow", "altair", "vl_convert", "openpyxl", "papermill", "nbconvert")
WANTED = Wanted(AGREEMENT, REGION, "2018-06", None, "a" * 64)


def record_of(root: Path) -> Record:
    record = whole_record(record_file(root, REGION, JUNE, AGREEMENT))
    assert record is not None
    return record.published({})


def offer_of(root: Path) -> Handed:
    """What a run of June hands over."""
    return Handed(record_of(root), report_digest(root, REGION, AGREEMENT, JUNE, None, NOTEBOOK), (NOTEBOOK,))


@pytest.fixture
def offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Hand over a text, as the file that a run writes; and let what is computed instead be told from it."""
    monkeypatch.setattr(build, "build", lambda *given, **more: COMPUTED)
    monkeypatch.setattr(overview, "build_overview", lambda *given, **more: COMPUTED)

    def offer(text: str) -> None:
        (tmp_path / "underlag.json").write_text(text, encoding="utf-8")
        monkeypatch.setenv(VARIABLE, str(tmp_path / "underlag.json"))

    return offer


def opened(root: Path, as_known: str | None = None) -> Record:
    return open_report(AGREEMENT, REGION, "2018-06", as_known, root=str(root)).record


def test_the_record_of_this_very_report_is_taken(published: Path, offered: Callable[[str], None]) -> None:
    assert not is_handed()
    assert opened(published) == COMPUTED
    offered(offer_of(published).text)
    assert is_handed()
    assert opened(published) == record_of(published)


@pytest.mark.parametrize("name", [field.name for field in fields(Wanted)])
def test_one_that_differs_in_anything_is_not_taken(name: str) -> None:
    about = replace(small_record().report, agreement=AGREEMENT, region=REGION, period="2018-06", as_known=None)
    offer = Handed(replace(small_record(), report=about), WANTED.digest, (NOTEBOOK,))
    assert taken(offer, WANTED) is offer.record
    assert taken(offer, replace(WANTED, **{name: "2018-05-09"})) is None


@pytest.mark.parametrize(
    ("name", "value"),
    [("agreement", "cancervard"), ("region", "blekinge"), ("period", "2018-05"), ("as_known", "2018-07-10")],
)
def test_the_record_of_another_report_is_not_taken(
    published: Path, offered: Callable[[str], None], name: str, value: str
) -> None:
    offer = offer_of(published)
    other = replace(offer.record, report=replace(offer.record.report, **{name: value}))
    offered(replace(offer, record=other).text)
    assert opened(published) == COMPUTED


def test_a_record_of_all_that_had_come_is_not_taken_for_one_of_a_day(
    published: Path, offered: Callable[[str], None]
) -> None:
    offered(offer_of(published).text)
    assert opened(published, "2018-07-10") == COMPUTED


def test_a_record_of_other_inputs_is_not_taken(published: Path, offered: Callable[[str], None]) -> None:
    offered(replace(offer_of(published), digest="0" * 64).text)
    assert opened(published) == COMPUTED


@pytest.mark.parametrize(
    "name",
    [
        f"params/2018/{REGION}/patientmiljarden.yaml",
        "params/population.csv",
        f"data/raw/{REGION}/ledger/huvudbok-2018-06.xlsx.yaml",
        NOTEBOOK,
    ],
)
def test_a_record_is_not_taken_when_a_file_it_rests_on_is_another(
    workspace: Path, offered: Callable[[str], None], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr("statsbidrag.read.store.ledger.import_new", lambda *given: [])
    offered(offer_of(workspace).text)
    assert opened(workspace) == record_of(workspace)
    (workspace / name).write_bytes((workspace / name).read_bytes() + b"\n")
    assert opened(workspace) == COMPUTED


def broken(text: str, **changes: object) -> str:
    return json.dumps({**json.loads(text), **changes})


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: "",
        lambda text: text[: len(text) // 2],
        lambda text: "[]",
        lambda text: "{}",
        lambda text: broken(text, record="{}"),
        lambda text: broken(text, record=None),
        lambda text: broken(text, named=None),
        lambda text: broken(text, record=json.loads(text)["record"].replace(f'"version": {VERSION}', '"version": 1')),
    ],
    ids=["empty", "half", "a list", "nothing", "no record", "record lost", "no names", "another version"],
)
def test_a_broken_file_is_not_taken(
    published: Path, offered: Callable[[str], None], spoil: Callable[[str], str]
) -> None:
    whole = offer_of(published).text
    assert spoil(whole) != whole
    offered(spoil(whole))
    assert handed() is None
    assert opened(published) == COMPUTED


def test_a_file_that_is_gone_is_not_taken(
    published: Path, offered: Callable[[str], None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "finns-inte.json"))
    assert opened(published) == COMPUTED
    monkeypatch.setenv(VARIABLE, "")
    assert not is_handed()
    assert opened(published) == COMPUTED


def test_the_overview_is_taken_only_over_the_reports_there_are_now(
    workspace: Path, offered: Callable[[str], None]
) -> None:
    about = replace(small_record().report, agreement=OVERVIEW)
    record = replace(small_record(), report=about, sections=["oversikt"])
    digest = overview_digest(workspace, REGION, JUNE, [AGREEMENT], None)
    offered(Handed(record, digest, (AGREEMENT,)).text)
    assert open_overview(REGION, "2018-06", root=str(workspace)).record == record
    path = record_file(workspace, REGION, JUNE, AGREEMENT)
    path.write_text(record_text(record_from(path.read_text(encoding="utf-8")).published({})), encoding="utf-8")
    assert open_overview(REGION, "2018-06", root=str(workspace)).record == COMPUTED


def test_the_rows_are_those_of_the_ledger_also_when_the_record_is_handed_over(
    published: Path, offered: Callable[[str], None]
) -> None:
    offered(offer_of(published).text)
    report = open_report(AGREEMENT, REGION, "2018-06", root=str(published))
    rows = report.rows()
    assert int(rows["amount_ore"].sum()) == report.record.ore("chain.cost")
    assert "text" not in rows.columns
    assert set(report.figures()["key"]) == set(report.record.figures)


def in_a_kernel(program: str, *arguments: str, **environment: str) -> str:
    """What a program prints in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        env={**os.environ, **environment},
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_a_batchs_notebook_loads_neither_the_ledger_nor_the_drawing(published: Path, tmp_path: Path) -> None:
    """Its calls, one by one, on the record that is handed over; and the record is not computed either."""
    program = f"""
import sys
from statsbidrag import open_report
rapport = open_report("{AGREEMENT}", "{REGION}", "2018-06", root=sys.argv[1])
for name in rapport.record.sections:
    rapport.show(name)
rapport.save_record()
print([name for name in {(*HEAVY, "statsbidrag.report.build", "statsbidrag.facts.gather")} if name in sys.modules])
"""
    (tmp_path / "underlag.json").write_text(offer_of(published).text, encoding="utf-8")
    *shown, loaded = in_a_kernel(program, str(published), **{VARIABLE: str(tmp_path / "underlag.json")}).splitlines()
    assert loaded == "[]"
    assert len(shown) == len(record_of(published).sections)


def test_the_way_in_is_the_package_itself_and_loaded_when_it_is_asked_for() -> None:
    program = f"""
import sys
import statsbidrag
print([name for name in {(*HEAVY, "IPython", "pydantic")} if name in sys.modules])
from statsbidrag import open_overview, open_report
from statsbidrag.report import notebook
print(open_report is notebook.open_report, open_overview is notebook.open_overview)
print([name for name in {HEAVY} if name in sys.modules])
print(hasattr(statsbidrag, "open_nothing"))
"""
    assert in_a_kernel(program).splitlines() == ["[]", "True True", "[]", "False"]


def test_a_notebook_copied_before_finds_the_old_place_and_its_calls(
    published: Path, offered: Callable[[str], None]
) -> None:
    from statsbidrag.report import workbook

    assert (workbook.open_report, workbook.open_overview) == (open_report, open_overview)
    offered(offer_of(published).text)
    report = workbook.open_report(AGREEMENT, REGION, "2018-06", root=str(published))
    before = {path: path.stat().st_mtime_ns for path in published.rglob("*")}
    assert report.save_record() is None
    assert {path: path.stat().st_mtime_ns for path in published.rglob("*")} == before
