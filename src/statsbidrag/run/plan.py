"""What to run, and what can be left: a report whose inputs are unchanged is not made again.

Owns the digest of a report: everything that could change it — parameter files, the region's raw files, the published
record it compares with, notebook, program and versions, region, period and date — by content, never by clocks.
"""

import datetime as dt
import hashlib
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from ..base.period import Period
from ..read.files import Files, Root
from ..read.params.faults.notebooks import require_notebook
from ..read.params.parameters import agreements_of
from ..read.params.places import notebook_file, parameter_files
from ..read.params.region_year import read_region_year
from ..record.model import read_record, record_file
from ..report.overview.build import NOTEBOOK, OVERVIEW
from ..report.previous import published_before
from ..report.sections.about import PACKAGES
from .manifest import Manifest
from .paths import report_folder

CODE = (".py", ".css", ".j2", ".json")


@dataclass(frozen=True)
class Job:
    """One report to make. ``digest`` stands for everything it rests on."""

    region: str
    period: Period
    agreement: str
    notebook: str
    as_known: dt.date | None
    digest: str

    @property
    def name(self) -> str:
        return f"{self.region} {self.period} {self.agreement}"


def plan(root: Root, region_id: str, period: Period, names: list[str], as_known: dt.date | None) -> list[Job]:
    """The reports of a region and period, for the agreements named. Raises ParameterError for faults in their files."""
    files = Files.of(root)
    year = read_region_year(files, region_id, period.year)
    raw = _raw_files(files, region_id)
    jobs = []
    for agreement_id in names:
        parameters = year.agreement(agreement_id)
        require_notebook(files, parameters.agreement)
        notebook = notebook_file(parameters.agreement)
        before = published_before(files.root, region_id, agreement_id, period, as_known)
        paths = [*(files / name for name in (*parameters.files, notebook)), *raw, *([before] if before else [])]
        digest = _digest(f"{region_id}\n{agreement_id}\n{period}\n{as_known}", files, paths)
        jobs.append(Job(region_id, period, agreement_id, notebook, as_known, digest))
    return jobs


def plan_overview(root: Root, region_id: str, period: Period, names: list[str], as_known: dt.date | None) -> Job:
    """The overview of a region and period, when its reports are made: it rests on their records."""
    files = Files.of(root)
    years = range(period.year - 1, period.year + 2)
    paths = [files / name for year in years for name in _terms_of(files, region_id, year)]
    paths = [path for path in (*paths, files / NOTEBOOK) if path.is_file()]
    # A run writes them, so what they hold is not remembered.
    records = [record_file(files.root, region_id, period, name) for name in names]
    made = [(files.name(path), sha256) for path in records if (sha256 := _sha256(path))]
    digest = _digest(f"{region_id}\n{OVERVIEW}\n{period}\n{as_known}", files, paths, made)
    return Job(region_id, period, OVERVIEW, NOTEBOOK, as_known, digest)


def _terms_of(files: Files, region_id: str, year: int) -> list[str]:
    """The files that the overview compares years by."""
    names = agreements_of(files, region_id, year, may_be_none=True)
    return [name for one in names for name in parameter_files(files, region_id, one, Period(year, 13))]


def is_current(root: Root, job: Job, manifest: Manifest, *, printed: bool = False) -> bool:
    """True when the report was made from these very inputs and its files are still as they were written.

    ``printed``: it must have its PDF too, so that one that could not be printed is tried again.
    """
    entry = manifest.entries.get(job.agreement)
    folder = report_folder(root, job.region, job.period)
    record_file = folder / f"{job.agreement}.json"
    if entry is None or entry.digest != job.digest or not record_file.is_file():
        return False
    if hashlib.sha256(record_file.read_bytes()).hexdigest() != entry.record_sha256:
        return False
    written = read_record(record_file)["files"]
    if printed and "pdf" not in written:
        return False
    return all(_sha256(folder / f"{job.agreement}.{kind}") == digest for kind, digest in written.items())


def _sha256(path: Path) -> str | None:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None


def _raw_files(files: Files, region_id: str) -> list[Path]:
    return sorted(path for path in (files / f"data/raw/{region_id}").rglob("*") if path.is_file())


def _digest(about: str, files: Files, paths: list[Path], made: Sequence[tuple[str, str]] = ()) -> str:
    """One digest of what a report is, the program, and every file it rests on by name and content.

    ``paths`` are files that a run reads, ``made`` name and SHA-256 of those it makes.
    """
    digest = hashlib.sha256(f"{about}\n{_program()}\n".encode())
    for name, sha256 in [*((files.name(path), files.sha256(path)) for path in paths), *made]:
        digest.update(f"{name} {sha256}\n".encode())
    return digest.hexdigest()


@cache
def _program() -> str:
    """The program itself, as one digest: its files, and the versions it stands on."""
    digest = hashlib.sha256(platform.python_version().encode())
    for name in PACKAGES:
        digest.update(f"{name} {version(name)}\n".encode())
    package = Path(str(files("statsbidrag")))
    for path in sorted(package.rglob("*")):
        if path.suffix in CODE:
            digest.update(path.relative_to(package).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()
