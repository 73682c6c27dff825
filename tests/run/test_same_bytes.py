"""The record and the Excel file are the same bytes whatever the process, its hash seed, time zone and language."""

import hashlib
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

from shipped_workspace import JUNE, REGION

from statsbidrag.record.files import record_text
from statsbidrag.report.build import build
from statsbidrag.run.appendix import appendix_bytes

PROGRAM = """
import hashlib, sys
from pathlib import Path
from statsbidrag.base.period import Period
from statsbidrag.report.build import build
from statsbidrag.record.files import record_text
from statsbidrag.run.appendix import appendix_bytes

record = build(Path(sys.argv[1]), "patientmiljarden", sys.argv[2], Period.parse("2018-06"))
print(hashlib.sha256(record_text(record).encode()).hexdigest(), hashlib.sha256(appendix_bytes(record)).hexdigest())
"""


def made_elsewhere(root: Path, **environment: str) -> list[str]:
    """SHA-256 of record and Excel file, made in a process of its own."""
    command = [sys.executable, "-c", PROGRAM, str(root), REGION]
    run = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=True)
    return run.stdout.split()


def test_other_processes_give_the_same_record_and_workbook(workspace: Path, reports: Path) -> None:
    record = build(workspace, "patientmiljarden", REGION, JUNE)
    here = [hashlib.sha256(made).hexdigest() for made in (record_text(record).encode(), appendix_bytes(record))]
    assert made_elsewhere(workspace, PYTHONHASHSEED="1", TZ="Pacific/Auckland", LC_ALL="C") == here
    assert made_elsewhere(workspace, PYTHONHASHSEED="4711", TZ="America/Anchorage", LC_ALL="C.UTF-8") == here


def test_no_time_of_making_is_left_in_the_workbook(workspace: Path, reports: Path) -> None:
    made = appendix_bytes(build(workspace, "patientmiljarden", REGION, JUNE))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert core.count("1980-01-01T00:00:00Z") == 2
