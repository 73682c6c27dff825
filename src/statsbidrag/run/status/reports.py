"""How a region's published reports stand against what they rest on now.

Owns the states: current, stale (something they rest on has changed), failed (the last run did not make it), missing
(it can be made but is not), unknown (its parameters cannot be read). The digest is the one a run goes by.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from ...base.errors import ParameterError
from ...base.period import Period
from ...read.files import Files
from ...read.params.places import notebook_file
from ...read.params.region_year import read_region_year
from ...record.files import whole_record
from ...report.inputs import overview_digest, report_digest
from ...report.overview import NOTEBOOK, OVERVIEW
from ...report.overview.reports import with_reports
from ..entries import NAME, Entry, Manifest, read_manifest
from ..paths import file_stem, report_folder
from ..plan import Job, is_current

CURRENT, STALE, FAILED, MISSING, UNKNOWN = "current", "stale", "failed", "missing", "unknown"


@dataclass(frozen=True)
class ReportState:
    """One report; ``lines`` are what stopped its last run, ``as_known`` the day it shows where one was asked for."""

    period: Period
    agreement: str
    state: str
    lines: tuple[str, ...] = ()
    as_known: str | None = None


def report_states(files: Files, region_id: str, further: Period | None) -> list[ReportState]:
    """Every report of the periods that have a folder, and of a ``further`` one, oldest period first."""
    periods = set() if further is None else {further}
    for path in (files / f"reports/{region_id}").glob("20*-*"):
        try:
            periods.add(Period.parse(path.name))
        except ParameterError:
            continue
    return [state for period in sorted(periods) for state in _of_period(files, region_id, period)]


def _of_period(files: Files, region_id: str, period: Period) -> Iterator[ReportState]:
    manifest = read_manifest(report_folder(files, region_id, period))
    try:
        expected = list(with_reports(files, region_id, period.year))
    except ParameterError:
        expected = []
    # A record that is published is told of also where nothing else tells of it.
    made = {path.stem for path in report_folder(files, region_id, period).glob("*.json") if path.name != NAME}
    names = {*expected, *manifest.entries, *made}
    for name in sorted(names - {OVERVIEW}):
        yield _state(files, region_id, period, name, manifest, expected)
    if OVERVIEW in names:
        yield _state(files, region_id, period, OVERVIEW, manifest, expected)


def _state(
    files: Files, region_id: str, period: Period, name: str, manifest: Manifest, expected: list[str]
) -> ReportState:
    entry: Entry | None = manifest.entries.get(name)
    if entry is not None and entry.state != "ok":
        return ReportState(period, name, FAILED, tuple(entry.lines))
    record = whole_record(report_folder(files, region_id, period) / f"{name}.json")
    if record is None:
        return ReportState(period, name, MISSING)
    try:
        as_known = None if record.report.as_known is None else dt.date.fromisoformat(record.report.as_known)
    except ValueError:
        return ReportState(period, name, STALE)
    notebook, digest = NOTEBOOK, ""
    if name == OVERVIEW:
        digest = overview_digest(files, region_id, period, expected, as_known)
    else:
        parameters = read_region_year(files, region_id, period.year).agreements.get(name)
        if parameters is None:
            return ReportState(period, name, UNKNOWN, as_known=record.report.as_known)
        notebook = notebook_file(parameters.agreement)
        digest = report_digest(files, region_id, name, period, as_known, notebook)
    job = Job(region_id, period, name, notebook, as_known, digest, (), file_stem(files, region_id, period, name))
    state = CURRENT if is_current(files, job, manifest) else STALE
    return ReportState(period, name, state, as_known=record.report.as_known)
