"""The shipped project and the records of its reports, made once in a run of the tests and shared by all workers.

Owns two copies of the project. ``project`` has no published reports and the ledger of one region. ``reported`` has the
ledger of every region asked for and the records of the periods asked for where a run would have put them: only periods
with none beside them, so that no report is compared with a published one.
"""

import shutil
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from made_once import made_once
from statsbidrag.base.period import Period
from statsbidrag.read.files import Files
from statsbidrag.read.params.parameters import read_region
from statsbidrag.read.store.ledger import import_new
from statsbidrag.record.files import record_file, record_from, record_text
from statsbidrag.record.model import Record
from statsbidrag.report.build import build
from statsbidrag.report.overview import OVERVIEW
from statsbidrag.report.overview.build import build_overview
from statsbidrag.report.overview.reports import with_reports

ROOT = Path(__file__).resolve().parents[1]
AGREEMENT = "patientmiljarden"
REGION = "jamtland-harjedalen"
NUMBERS = range(1, 14)
# Every year of every other region that reports are shipped for, and T1, T2 and the final accounts.
YEARS = [
    ("blekinge", 2017), ("norrbotten", 2017), ("norrbotten", 2018), ("vastra-gotaland", 2018), ("halland", 2019),
]  # fmt: skip
TERTIALS = (4, 8, 13)


def project_copy(root: Path) -> None:
    """What a report is made from, with nothing made from it."""
    for name in ("params", "data/raw", "notebooks"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))


def project(folder: Path) -> Path:
    """The project with the ledger of ``REGION`` imported. Read only."""

    def make(root: Path) -> None:
        project_copy(root)
        import_new(root, read_region(root, REGION))

    return made_once(folder / "project", make)


class Year(Mapping[int, Record]):
    """Period number (13 = bokslut) → record of ``AGREEMENT`` in 2018, each made or read when it is asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __getitem__(self, number: int) -> Record:
        if number not in NUMBERS:
            raise KeyError(number)
        return _of_year(self.folder, number)

    def __iter__(self) -> Iterator[int]:
        return iter(NUMBERS)

    def __len__(self) -> int:
        return len(NUMBERS)


@cache
def _of_year(folder: Path, number: int) -> Record:
    files = _files(project(folder))

    def make(place: Path) -> None:
        place.write_text(record_text(build(files, AGREEMENT, REGION, Period(2018, number))), encoding="utf-8")

    place = made_once(folder / "records" / f"{number}.json", make)
    return record_from(place.read_text(encoding="utf-8"))


@cache
def _files(root: Path) -> Files:
    """What this worker has read of a copy that nobody changes."""
    return Files(root)


def reported(folder: Path) -> Path:
    """The project with what has been asked for of other regions. Read only, but through the functions here."""
    return made_once(folder / "reported", project_copy)


@cache
def shipped(folder: Path, region: str, period: Period) -> dict[str, Record]:
    """Agreement → record of every report of a region and period."""
    root = reported(folder)
    if period.number not in TERTIALS:
        raise ValueError(f"{period} would be compared with a published report")

    def make(place: Path) -> None:
        files = Files(root)
        made_once(folder / f"{region}.imported", lambda mark: _import(files, region, mark))
        place.mkdir(parents=True)
        for name in with_reports(files, region, period.year):
            text = record_text(build(files, name, region, period))
            record_file(root, region, period, name).write_text(text, encoding="utf-8")

    place = made_once(record_file(root, region, period, OVERVIEW).parent, make)
    return {path.stem: record_from(path.read_text(encoding="utf-8")) for path in sorted(place.glob("*.json"))}


def _import(files: Files, region: str, mark: Path) -> None:
    import_new(files, read_region(files, region))
    mark.touch()


@cache
def shipped_overview(folder: Path, region: str, period: Period) -> Record:
    """The overview of a region and period, over its reports' records."""
    shipped(folder, region, period)
    return build_overview(reported(folder), region, period)
