"""A disk that fails at any write or rename: it is told, nothing is half there, and the next run mends it."""

import errno
import hashlib
import os
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import papermill
import pyarrow.parquet as pq
import pytest
from shipped_workspace import REGION, run_june
from stand_in import executed_without_kernel
from wrong_input import PLACES, spoil

from statsbidrag.base import whole_files
from statsbidrag.base.period import Period
from statsbidrag.cli.main import main
from statsbidrag.read.files import Files
from statsbidrag.record.files import whole_record
from statsbidrag.record.model import Record
from statsbidrag.report.build import build
from statsbidrag.report.inputs import report_digest
from statsbidrag.run import batch

NAMES = ("patientmiljarden.html", "jamtland-harjedalen-2018-06-patientmiljarden.xlsx", "patientmiljarden.json")
TOLD = re.compile(r"(reports|data)/\S+: filen kunde inte skrivas, disken är full\. Frigör utrymme och kör om\.\n")
CHANGE = {"file": "{R}", "replace": "planned: {amount: 12.0", "with": "planned: {amount: 11.0"}
# The executed notebook, page, workbook, record, manifest, and the two indexes.
WRITES = 7


def full_disk(monkeypatch: pytest.MonkeyPatch, step: str, number: int) -> list[str]:
    """From now on the ``number``-th write or rename fails once; the list grows by the file of each tried.

    ``rows`` are the writes of a ledger's rows, batch by batch.
    """
    tried: list[str] = []

    def failing(done: Callable[..., None], place: int) -> Callable[..., None]:
        def step_taken(*arguments: object, **options: object) -> None:
            tried.append(Path(str(arguments[place])).name)
            if len(tried) == number:
                raise OSError(errno.ENOSPC, "No space left on device")
            done(*arguments, **options)

        return step_taken

    if step == "rows":
        monkeypatch.setattr(pq.ParquetWriter, "write_table", failing(pq.ParquetWriter.write_table, 0))
    elif step == "write":
        monkeypatch.setattr(whole_files, "_write", failing(whole_files._write, 0))
    else:
        monkeypatch.setattr(whole_files.os, "replace", failing(os.replace, 1))
    return tried


def leave(root: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    with pytest.raises(SystemExit) as left:
        main(["run", "--root", str(root), "--period", "2018-06"])
    return left.value.code, capsys.readouterr().err


def reports_of(root: Path) -> list[bytes]:
    return [(root / "reports" / REGION / "2018-06" / name).read_bytes() for name in NAMES]


def leftovers(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.name.endswith((".ny", ".forra", ".part"))]


@pytest.fixture(scope="module")
def changed(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published workspace with a parameter changed, run once: the notebook and files the others should end at."""
    root = tmp_path_factory.mktemp("andrad") / "arbetsyta"
    shutil.copytree(published, root)
    spoil(root, CHANGE)
    assert run_june(root).made == 1
    return root


@pytest.fixture(scope="module")
def computed() -> dict[str, Record]:
    """What a report rests on, as the program's own digest → its record."""
    return {}


@pytest.fixture
def computed_once(computed: dict[str, Record], monkeypatch: pytest.MonkeyPatch) -> None:
    """A record of the same inputs is computed once for all tests: here is tried what is written of it."""

    def record_of(files: Files, agreement: str, region: str, period: Period, as_known: date | None) -> Record:
        digest = report_digest(files, region, agreement, period, as_known, f"notebooks/{agreement}.ipynb")
        if digest not in computed:
            computed[digest] = build(files, agreement, region, period, as_known)
        return computed[digest]

    monkeypatch.setattr(batch, "build", record_of)


@pytest.mark.usefixtures("computed_once")
@pytest.mark.parametrize("number", range(1, WRITES + 1))
@pytest.mark.parametrize("step", ["write", "rename"])
def test_a_full_disk_leaves_old_or_new_and_the_next_run_mends_it(
    workspace: Path,
    changed: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    step: str,
    number: int,
) -> None:
    old, new = reports_of(workspace), reports_of(changed)
    assert old != new
    spoil(workspace, CHANGE)
    # What a kernel does is the same in each of these runs, and was done by one above; all that writes is real.
    monkeypatch.setattr(papermill, "execute_notebook", executed_without_kernel)
    with monkeypatch.context() as failing:
        tried = full_disk(failing, step, number)
        code, err = leave(workspace, capsys)
    assert code == 1
    assert TOLD.fullmatch(err), err
    assert len(tried) >= number
    assert leftovers(workspace) == []
    found = reports_of(workspace)
    assert found == (old if number <= WRITES - 3 else new)
    digests = whole_record(workspace / "reports" / REGION / "2018-06" / NAMES[2]).files
    assert digests == {
        kind: hashlib.sha256(found[place]).hexdigest() for kind, place in (("html", 0), ("xlsx", 1)) if kind in digests
    }
    assert leave(workspace, capsys) == (0, "")
    assert reports_of(workspace) == new
    assert "Ej uppdaterad" not in (workspace / f"reports/{REGION}/2018-06/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("step", "number"), [("rows", 1), ("write", 1), ("rename", 1), ("rename", 2)])
def test_a_full_disk_while_importing(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], step: str, number: int
) -> None:
    old = reports_of(workspace)
    sidecar = workspace / PLACES["L"] / "huvudbok-2018-06.xlsx.yaml"
    sidecar.write_text(sidecar.read_text(encoding="utf-8") + "# rättad\n", encoding="utf-8")
    store = workspace / f"data/processed/{REGION}/ledger"
    before = {path.name for path in store.iterdir()}
    with monkeypatch.context() as failing:
        full_disk(failing, step, number)
        code, err = leave(workspace, capsys)
    assert code == 1
    assert TOLD.fullmatch(err), err
    assert {path.name for path in store.iterdir()} == before
    assert reports_of(workspace) == old
    index = (workspace / f"reports/{REGION}/2018-06/index.html").read_text(encoding="utf-8")
    assert "Ej uppdaterad: en fil kunde inte skrivas" in index


def test_other_faults_of_the_disk_are_told_too(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As on a shared disk where the reports may not be written, which the root user's permissions would not show."""

    def denied(*arguments: object) -> None:
        raise OSError(errno.EACCES, "Permission denied")

    (workspace / f"reports/{REGION}/2018-06/manifest.json").unlink()
    monkeypatch.setattr(papermill, "execute_notebook", lambda given, output, **rest: Path(output).write_bytes(b""))
    monkeypatch.setattr(whole_files, "_write", denied)
    code, err = leave(workspace, capsys)
    lines = err.splitlines()
    assert code == 1
    # The report, the overview, the manifest after each, and the two indexes.
    assert len(lines) == 6
    assert all("rättighet att skriva saknas. Ge rättighet att skriva där och kör om." in line for line in lines)
