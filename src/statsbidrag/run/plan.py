"""What to run, and what can be left: a report whose inputs are unchanged is not made again.

Owns which reports there are to make, and when one is current: its digest (``report.inputs``) is the one it was made
with and its files are as they were written.
"""

import datetime as dt
import hashlib
from dataclasses import dataclass
from pathlib import Path

from ..base.period import Period
from ..read.files import Files, Root
from ..read.params.faults.notebooks import require_notebook
from ..read.params.places import notebook_file
from ..read.params.region_year import read_region_year
from ..record.files import whole_record
from ..report.inputs import overview_digest, report_digest
from ..report.overview import NOTEBOOK, OVERVIEW
from .entries import Manifest
from .paths import FILED, file_stem, report_folder


@dataclass(frozen=True)
class Job:
    """One report to make. ``digest`` stands for everything it rests on; ``named`` as ``report.handover`` has it.

    ``stem`` is what its files that are mailed and filed are called.
    """

    region: str
    period: Period
    agreement: str
    notebook: str
    as_known: dt.date | None
    digest: str
    named: tuple[str, ...]
    stem: str

    @property
    def name(self) -> str:
        return f"{self.region} {self.period} {self.agreement}"

    def file(self, root: Root, kind: str) -> Path:
        """One of the report's files: a page and its record are called by the agreement, so that addresses last."""
        name = self.stem if kind in FILED else self.agreement
        return report_folder(root, self.region, self.period) / f"{name}.{kind}"


def plan(root: Root, region_id: str, period: Period, names: list[str], as_known: dt.date | None) -> list[Job]:
    """The reports of a region and period, for the agreements named. Raises ParameterError for faults in their files."""
    files = Files.of(root)
    year = read_region_year(files, region_id, period.year)
    jobs = []
    for agreement_id in names:
        agreement = year.agreement(agreement_id).agreement
        require_notebook(files, agreement)
        notebook = notebook_file(agreement)
        digest = report_digest(files, region_id, agreement_id, period, as_known, notebook)
        stem = file_stem(files, region_id, period, agreement_id)
        jobs.append(Job(region_id, period, agreement_id, notebook, as_known, digest, (notebook,), stem))
    return jobs


def plan_overview(root: Root, region_id: str, period: Period, names: list[str], as_known: dt.date | None) -> Job:
    """The overview of a region and period, when its reports are made: it rests on their records."""
    digest = overview_digest(root, region_id, period, names, as_known)
    stem = file_stem(root, region_id, period, OVERVIEW)
    return Job(region_id, period, OVERVIEW, NOTEBOOK, as_known, digest, tuple(names), stem)


def is_current(root: Root, job: Job, manifest: Manifest, *, printed: bool = False) -> bool:
    """True when the report was made from these very inputs and its files are still as they were written.

    ``printed``: it must have its PDF too, so that one that could not be printed is tried again.
    """
    entry = manifest.entries.get(job.agreement)
    record_file = job.file(root, "json")
    if entry is None or entry.digest != job.digest or not record_file.is_file():
        return False
    if hashlib.sha256(record_file.read_bytes()).hexdigest() != entry.record_sha256:
        return False
    record = whole_record(record_file)
    if record is None:
        return False
    written = record.files
    if printed and "pdf" not in written:
        return False
    return all(_sha256(job.file(root, kind)) == digest for kind, digest in written.items())


def _sha256(path: Path) -> str | None:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None
