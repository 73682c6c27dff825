"""A fault of the program itself in one report ends that report alone, and a record that cannot be read is no report."""

import json
from pathlib import Path

import pytest
from shipped_workspace import JUNE, REGION, run_june

from statsbidrag.report.sections import about
from statsbidrag.run.index import write_index
from statsbidrag.run.manifest import read_manifest


def test_a_section_that_fails_stops_its_report_in_the_notebook(
    workspace: Path, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (reports / "patientmiljarden.html").read_bytes()
    (reports / "patientmiljarden.json").unlink()

    def broken(facts: object, given: object) -> None:
        raise ValueError("ett fel i programmet")

    monkeypatch.setattr(about, "part", broken)
    outcome = run_june(workspace)
    # Nothing is handed over. The notebook makes its own record in a program without the fault, and that is told.
    assert (outcome.exit_code, outcome.made) == (1, 0)
    [line] = outcome.lines
    assert line == (
        "notebooks/patientmiljarden.ipynb: rapportens underlag kunde inte göras, fast anteckningsboken kunde. Kör om."
    )
    assert (reports / "patientmiljarden.html").read_bytes() == before


def test_a_record_of_another_version_is_told_as_a_missing_report(workspace: Path, reports: Path) -> None:
    path = reports / "patientmiljarden.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**record, "version": 1}), encoding="utf-8")
    write_index(workspace, REGION, JUNE, read_manifest(reports))
    page = (reports / "index.html").read_text(encoding="utf-8")
    assert "Rapport saknas" in page
    assert "●" not in page
