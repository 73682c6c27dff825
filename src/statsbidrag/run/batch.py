"""A run: parameters checked, raw data imported, every report made that needs it, the indexes written.

Owns the order and what each fault does. Wrong parameters: nothing runs (2). A refused ledger: the region's reports are
refused (3); where only some reports cannot rest on it, those are refused (3) and the others go on. A failing notebook:
that report is left as it was and the others go on (1). Whatever happens, the manifest and the index tell it, and the
last good pages stay. What a run reads it reads once (``Files``), and the record of each report that is not current is
made once, before any notebook is started, so that a refusal comes first.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from ..base.errors import (
    LedgerRefused,
    NotWritten,
    ParameterError,
    ReportFailed,
    ReportRefused,
    StatsbidragError,
)
from ..base.findings import Finding
from ..base.period import Period
from ..facts.in_place import lines_of, put_in_place
from ..model.region import Region
from ..read.files import Files
from ..read.params.faults.regions import require_region
from ..read.params.parameters import chosen_agreements, personal_numbers, why_no_report
from ..read.params.region_year import RegionYear, read_region_year
from ..read.store.ledger import import_new
from ..record.model import Record
from ..report.build import build
from ..report.overview.build import build_overview
from .digest import write_digest
from .imported import not_counted, warnings_of
from .index import write_index, write_top_index
from .left_out import left_out
from .make import make
from .manifest import Manifest, read_manifest, write_manifest
from .packed import write_packed
from .paths import report_folder
from .pdf import chromium
from .plan import Job, is_current, plan, plan_overview

Say = Callable[[str], None]
# What a fault of the program itself may be; what a user can mend is a StatsbidragError.
OURS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
STATES = {
    ParameterError: "parameters",
    LedgerRefused: "refused",
    ReportRefused: "refused",
    ReportFailed: "failed",
    NotWritten: "unwritten",
}


@dataclass
class Outcome:
    """What became of a run: reports made and unchanged, the faults' lines, and the worst exit code; ``left_out`` is
    what of the region's files was not used."""

    made: int = 0
    unchanged: int = 0
    lines: list[str] = field(default_factory=list)
    exit_code: int = 0
    left_out: list[Finding] = field(default_factory=list)


@dataclass(frozen=True)
class _Way:
    """How the reports of a run are made: anew or not, seconds a cell, the program that prints, who is told."""

    force: bool
    timeout: int | None
    printer: str | None
    say: Say

    def is_current(self, files: Files, job: Job, manifest: Manifest) -> bool:
        return not self.force and is_current(files, job, manifest, printed=self.printer is not None)


def run(
    root: Path,
    region_id: str,
    period: Period,
    chosen: list[str],
    as_known: dt.date | None = None,
    *,
    do_import: bool = True,
    force: bool = False,
    timeout: int | None = None,
    pdf: bool = True,
    say: Say = print,
) -> Outcome:
    """Make the reports of one region and period, of all its agreements or those chosen.

    ``pdf`` False leaves the PDF out although there is a program to print it. An unknown region or agreement, or a year
    without parameters, is a ParameterError and nothing is written.
    """
    files = Files(root)
    require_region(files, region_id)
    wanted = chosen_agreements(files, region_id, period.year, chosen)
    year = read_region_year(files, region_id, period.year)
    names = _with_report(year, wanted, bool(chosen), say)
    folder = report_folder(files, region_id, period)
    manifest = read_manifest(folder)
    way = _Way(force, timeout, chromium() if pdf else None, say)
    try:
        year.require_sound()
        jobs = plan(files, region_id, period, names, as_known)
        if do_import:
            _import(files, year.region, say)
        records, refused = _records(files, [job for job in jobs if not way.is_current(files, job, manifest)])
    except (ParameterError, LedgerRefused, NotWritten) as error:
        return _stopped(files, region_id, period, manifest, names, error, way)
    outcome = Outcome(left_out=left_out(files, [region_id]))
    # The overview is of all agreements, so it follows a run of all, and comes when their records are there.
    count = len(jobs) + (not chosen)
    for number, job in enumerate(jobs, start=1):
        label = f"[{number}/{count}] {job.name}"
        if job.agreement in refused:
            _not_made(job, label, refused[job.agreement], manifest, outcome, way)
        elif job.agreement in records:
            _one(root, job, partial(records.pop, job.agreement), label, manifest, outcome, way)
        else:
            _unchanged(job, label, manifest, outcome, way)
        _write(outcome, lambda: write_manifest(folder, manifest, personal_numbers(files)))
    if not chosen:
        overview = plan_overview(files, region_id, period, names, as_known)
        label = f"[{count}/{count}] {overview.name}"
        if way.is_current(files, overview, manifest):
            _unchanged(overview, label, manifest, outcome, way)
        else:
            _one(root, overview, partial(_overview, files, overview), label, manifest, outcome, way)
        _write(outcome, lambda: write_manifest(folder, manifest, personal_numbers(files)))
    _write_indexes(files, region_id, period, manifest, outcome, way)
    return outcome


def _with_report(year: RegionYear, names: list[str], asked_for: bool, say: Say) -> list[str]:
    """The agreements a report can be made of. One that was asked for by name and has none is a ParameterError; so is
    a region where none has. Faults in the files are left to the plan, which tells them.

    An agreement without notebook is meant for the register alone and is passed over: the overview tells of it.
    """
    lacking: dict[str, list[str]] = {}
    unfinished: list[str] = []
    for name in names:
        parameters = year.agreements.get(name)
        if parameters is not None and (lines := why_no_report(parameters)):
            lacking[name] = lines
            unfinished += lines[:1] if parameters.agreement.notebook else []
    if lacking and (asked_for or len(lacking) == len(names)):
        raise ParameterError([line for lines in lacking.values() for line in lines])
    for line in unfinished:
        say(line)
    return [name for name in names if name not in lacking]


def _import(files: Files, region: Region, say: Say) -> None:
    imported = import_new(files, region)
    new = [one for one in imported if one.state == "new"]
    if new:
        rows = sum(one.rows for one in new)
        say(f"Importerat {len(new)} av {len(imported)} huvudboksfiler för {region.id}: {rows} rader.")
        for line in warnings_of(new):
            say(line)
        for one in put_in_place(files, region, {one.import_id for one in new}):
            for line in lines_of(one):
                say(line)
    for line in not_counted(files, region, imported):
        say(line)


def _records(files: Files, jobs: list[Job]) -> tuple[dict[str, Record | None], dict[str, ReportRefused]]:
    """The record of each job, by agreement; of one region and period, so that they share one ledger. None where the
    program itself failed: that report's notebook then stops in its own cell, and the others go on. And why a report is
    refused that the others do not share.

    Raises ParameterError and LedgerRefused.
    """
    records: dict[str, Record | None] = {}
    refused: dict[str, ReportRefused] = {}
    for job in jobs:
        try:
            records[job.agreement] = build(files, job.agreement, job.region, job.period, job.as_known)
        except ReportRefused as error:
            refused[job.agreement] = error
        except OURS:
            records[job.agreement] = None
    return records, refused


def _overview(files: Files, job: Job) -> Record | None:
    """The overview's record, when the reports are made. Raises ReportFailed where a year beside is refused: the
    reports are good all the same."""
    try:
        return build_overview(files, job.region, job.period, job.as_known)
    except ParameterError as error:
        raise ReportFailed(error.lines) from None
    except OURS:
        return None


def _unchanged(job: Job, label: str, manifest: Manifest, outcome: Outcome, way: _Way) -> None:
    # What failed since then has been put back as it was, so the last good report is current again.
    manifest.still_good(job.agreement)
    outcome.unchanged += 1
    way.say(f"{label}: oförändrad")


def _one(
    root: Path,
    job: Job,
    record: Callable[[], Record | None],
    label: str,
    manifest: Manifest,
    outcome: Outcome,
    way: _Way,
) -> None:
    say = way.say
    try:
        made = make(root, job, record(), timeout=way.timeout, printer=way.printer)
    except ReportFailed as error:
        _not_made(job, label, error, manifest, outcome, way)
        return
    manifest.good(job.agreement, job.digest, made.record_sha256, made.not_printed)
    outcome.made += 1
    say(f"{label}: klar")
    if made.not_printed:
        say(f"{label}: {made.not_printed}")


def _not_made(job: Job, label: str, error: StatsbidragError, manifest: Manifest, outcome: Outcome, way: _Way) -> None:
    """One report is not made: why is told, and what was there stays."""
    manifest.bad(job.agreement, STATES[type(error)], error.lines)
    outcome.lines += [line for line in error.lines if line not in outcome.lines]
    outcome.exit_code = max(outcome.exit_code, error.exit_code)
    kept = manifest.entries[job.agreement].digest is not None
    rest = "den senaste godkända rapporten ligger kvar" if kept else "någon tidigare godkänd rapport finns inte"
    what = "stoppad" if isinstance(error, LedgerRefused) else "misslyckades"
    way.say(f"{label}: {what}, {rest}")


def _stopped(
    files: Files,
    region_id: str,
    period: Period,
    manifest: Manifest,
    names: list[str],
    error: StatsbidragError,
    way: _Way,
) -> Outcome:
    """Nothing ran: say so in the manifest and the index for every agreement that should have."""
    for name in names:
        manifest.bad(name, STATES[type(error)], error.lines)
    outcome = Outcome(lines=list(error.lines), exit_code=error.exit_code, left_out=left_out(files, [region_id]))
    _write(outcome, lambda: write_manifest(report_folder(files, region_id, period), manifest, personal_numbers(files)))
    _write_indexes(files, region_id, period, manifest, outcome, way)
    return outcome


def _write_indexes(
    files: Files, region_id: str, period: Period, manifest: Manifest, outcome: Outcome, way: _Way
) -> None:
    def digest() -> None:
        if not_printed := write_digest(files, region_id, period, way.printer):
            way.say(f"Samlingsbilaga: {not_printed}")

    _write(outcome, digest)
    _write(outcome, lambda: write_index(files, region_id, period, manifest))
    _write(outcome, lambda: write_packed(files, region_id, period))
    _write(outcome, lambda: write_top_index(files))


def _write(outcome: Outcome, write: Callable[[], None]) -> None:
    """What tells of the reports is written as far as the disk lets it; what it does not is told."""
    try:
        write()
    except NotWritten as error:
        outcome.lines += error.lines
        outcome.exit_code = outcome.exit_code or error.exit_code
