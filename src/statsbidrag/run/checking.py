"""Checking everything a strategist or controller writes, without running a notebook.

Owns in which order ``statsbidrag check`` looks at it: the workbook's settings, every region's file, every agreement's
two files for every year and against each other, every sidecar, and the activity data; and that what is not used is told
beside it. What is looked for stands in ``read/params/faults`` and with the readers; each file is read once.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path

from ..base.errors import StatsbidragError
from ..base.findings import Finding
from ..base.place import in_order
from ..facts.implausible import implausible
from ..read.activity.activity_rows import read_activity
from ..read.files import Files, Root
from ..read.params.documents import FILE as DOCUMENTS_FILE
from ..read.params.documents import has_documents, require_sound_documents
from ..read.params.faults.folders import left_behind, missing_year, unknown_folders, unread_files
from ..read.params.faults.notebooks import require_notebook
from ..read.params.parameters import (
    read_parameters,
    read_region,
    read_regions,
    read_settings,
    refuse,
    require_sound_year,
)
from ..read.params.places import (
    SETTINGS_FILE,
    agreements_of,
    choices_file,
    known_regions,
    region_file,
    terms_file,
    terms_of,
    years_with_terms,
)
from ..read.params.population import read_population
from ..read.params.region_year import read_region_year
from ..read.params.terms import read_terms
from ..read.raw.raw_files import read_raw_file, visible_files
from ..report.sections import require_sections
from .left_out import left_out, line_of

Check = tuple[list[str], Callable[[], object]]
"""The files that a check adds to those looked at, and the call that raises what is wrong."""


def check(root: Root, year: int | None = None, region_id: str | None = None) -> tuple[int, list[str]]:
    """The number of files checked and every fault, a line each; with a year or region only what belongs to it."""
    files = Files.of(root)
    checked: set[str] = set()
    lines: list[str] = list(missing_year(files, year)) if year else []
    for names, call in _checks(files, year, region_id):
        checked.update(names)
        try:
            call()
        except StatsbidragError as error:
            lines += error.lines
    return len(checked), in_order(lines)


def oddities(root: Root, year: int | None = None, region_id: str | None = None) -> list[str]:
    """A line for each thing in sound parameter files that may be right but that somebody must look at."""
    files = Files.of(root)
    lines = []
    for name in [region_id] if region_id else known_regions(files):
        for one in [year] if year else years_with_terms(files):
            sound = read_region_year(files, name, one).agreements
            lines += [
                f"{found.place}: att se över: {found.message}. {found.remedy}"
                for parameters in sound.values()
                for found in implausible(parameters)
            ]
    return in_order(lines)


def not_used(root: Root, region_id: str | None = None) -> list[Finding]:
    """What of all regions' files, or of one's, is not used and yet no fault: copies in ``params/`` are among the
    faults. A region that is not there has no files."""
    files = Files.of(root)
    regions = [name for name in known_regions(files) if region_id in (None, name)]
    return left_out(files, regions, with_params=False)


def _checks(files: Files, year: int | None, region_id: str | None) -> Iterator[Check]:
    yield [SETTINGS_FILE], partial(read_settings, files)
    if has_documents(files):
        yield [DOCUMENTS_FILE], partial(require_sound_documents, files)
    regions = [region_id] if region_id else known_regions(files)
    for name in regions:
        yield [region_file(name)], partial(read_region, files, name)
    if region_id is None:
        yield [], partial(read_regions, files)
    yield [], partial(_no_copies, files, year, region_id)
    # A region's agreements share activity files; each is looked at with the first that asks for it.
    looked_at: set[tuple[str, str]] = set()
    years = [year] if year else sorted(int(path.name) for path in (files / "params").glob("20[0-9][0-9]"))
    for one in years:
        for name in terms_of(files, one):
            yield [terms_file(one, name)], partial(_terms, files, name, one)
        if region_id is None:
            yield [], partial(_refuse, unknown_folders, files, one)
            yield [], partial(_refuse, unread_files, files, one)
        for name in regions:
            for agreement_id in agreements_of(files, name, one, may_be_none=True):
                names = [choices_file(one, name, agreement_id)]
                yield names, partial(_agreement, files, agreement_id, name, one, looked_at)
            yield [], partial(require_sound_year, files, name, one)
    for name in regions:
        for kind in ("ledger", "activity", "commitments"):
            for path in visible_files(files / f"data/raw/{name}/{kind}"):
                yield [files.name(path)], partial(read_raw_file, files, path)
        for path in visible_files(files / f"data/raw/{name}/commitments"):
            yield [files.name(path)], partial(_orders, files, path, name)


def orders_refused(root: Root, region_id: str) -> list[str]:
    """What keeps a region's lists of orders, or their sidecars, from being read: every list's lines."""
    files = Files.of(root)
    lines: list[str] = []
    for path in visible_files(files / f"data/raw/{region_id}/commitments"):
        try:
            _orders(files, path, region_id)
        except StatsbidragError as error:
            lines += error.lines
    return in_order(lines)


def _orders(files: Files, path: Path, region_id: str) -> None:
    """A list of orders whole, since nothing else reads it before a report; its libraries are the ledger's and wait."""
    reader = import_module("...read.orders.order_lists", __name__)
    reader.check_list(files, path, read_region(files, region_id))


def _refuse(faults: Callable[[Files, int], Iterable[str]], files: Files, year: int) -> None:
    refuse(faults(files, year))


def _no_copies(files: Files, year: int | None, region_id: str | None) -> None:
    refuse(line_of(one) for one in left_behind(files, year, region_id))


def _terms(files: Files, agreement_id: str, year: int) -> None:
    read_terms(files, agreement_id, year, read_population(files))


def _agreement(files: Files, agreement_id: str, region_id: str, year: int, looked_at: set[tuple[str, str]]) -> None:
    parameters = read_parameters(files, agreement_id, region_id, year)
    require_sections(parameters.agreement)
    if parameters.agreement.notebook is not None:
        require_notebook(files, parameters.agreement)
    for pattern in sorted({indicator.data for indicator in parameters.choices.indicators}):
        if (region_id, pattern) not in looked_at:
            looked_at.add((region_id, pattern))
            read_activity(files, region_id, pattern)
