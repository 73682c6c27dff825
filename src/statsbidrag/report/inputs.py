"""What a report rests on, as one digest: if it is the same, the report is.

Owns the digest: everything that could change a report (parameter files, the region's raw files, the published record it
compares with, notebook, program and versions, region, period and date) by content, never by clocks. No library of the
ledger's is needed for it, so that a record that is handed over can be recognised at once.
"""

import datetime as dt
import hashlib
import platform
from collections.abc import Iterable
from functools import cache
from importlib import resources
from importlib.metadata import version
from pathlib import Path

from ..base.period import Period
from ..read.files import Files, Root
from ..read.params.places import agreements_of, parameter_files
from ..read.raw.raw_files import files_of_region
from ..record.files import record_file, whole_record
from ..record.model import Record
from .overview import NOTEBOOK, OVERVIEW
from .versions import PACKAGES

CODE = (".py", ".css", ".j2", ".json", ".yaml")


def report_digest(
    root: Root, region_id: str, agreement_id: str, period: Period, as_known: dt.date | None, notebook: str
) -> str:
    """The digest of a report that ``notebook`` makes, as its terms say; none of the files is read for what it says."""
    files = Files.of(root)
    names = [*parameter_files(files, region_id, agreement_id, period), notebook]
    paths = [path for name in names if (path := files / name).is_file()]
    paths += files_of_region(files, region_id)
    before = published_before(files.root, region_id, agreement_id, period, as_known)
    hashes = [(files.name(path), files.sha256(path)) for path in [*paths, *([before] if before else [])]]
    return _digest(f"{region_id}\n{agreement_id}\n{period}\n{as_known}", hashes)


def overview_digest(root: Root, region_id: str, period: Period, names: Iterable[str], as_known: dt.date | None) -> str:
    """The digest of the overview over the named agreements' reports, as they are published now."""
    files = Files.of(root)
    hashes = list(overview_files(files, region_id, period).items())
    # A run writes them, so what they hold is not remembered.
    records = [record_file(files.root, region_id, period, name) for name in names]
    made = [path for path in records if path.is_file()]
    hashes += [(files.name(path), hashlib.sha256(path.read_bytes()).hexdigest()) for path in made]
    return _digest(f"{region_id}\n{OVERVIEW}\n{period}\n{as_known}", hashes)


def period_before(period: Period) -> Period | None:
    """The period a report compares with; None for January."""
    return None if period.number == 1 else Period(period.year, period.number - 1)


def published_before(
    root: Path, region_id: str, agreement_id: str, period: Period, as_known: dt.date | None
) -> Path | None:
    """The published record that a report compares with, None when it must be computed anew."""
    before = period_before(period)
    if before is None:
        return None
    path = record_file(root, region_id, before, agreement_id)
    record = whole_record(path)
    if record is None or (as_known is not None and not _known_by(record, as_known)):
        return None
    return path


def _known_by(record: Record, day: dt.date) -> bool:
    """Whether everything a record rests on had come by a day."""
    as_of = record.report.ledger_as_of
    return as_of is not None and dt.date.fromisoformat(as_of) <= day


def overview_files(files: Files, region_id: str, period: Period) -> dict[str, str]:
    """What an overview rests on beside records, with SHA-256: its notebook, and the parameters of the year, the year
    before and the next, by which it compares them."""
    names = [NOTEBOOK]
    for year in range(period.year - 1, period.year + 2):
        for one in agreements_of(files, region_id, year, may_be_none=True):
            names += parameter_files(files, region_id, one, Period(year, 13))
    return {name: files.sha256(path) for name in names if (path := files / name).is_file()}


def _digest(about: str, hashes: Iterable[tuple[str, str]]) -> str:
    """One digest of what a report is, the program, and every file it rests on, by name and SHA-256."""
    digest = hashlib.sha256(f"{about}\n{_program()}\n".encode())
    for name, sha256 in hashes:
        digest.update(f"{name} {sha256}\n".encode())
    return digest.hexdigest()


@cache
def _program() -> str:
    """The program itself, as one digest: its files, and the versions it stands on."""
    digest = hashlib.sha256(platform.python_version().encode())
    for name in PACKAGES:
        digest.update(f"{name} {version(name)}\n".encode())
    package = Path(str(resources.files("statsbidrag")))
    for path in sorted(package.rglob("*")):
        if path.suffix in CODE:
            digest.update(path.relative_to(package).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()
