"""Where a region stands, all of it together, and what to do next, in order.

Owns the day that dates are told from when none is given, the day of the last delivery: never a clock's. Owns the order
of the steps: what is wrong before what is missing, files before reports.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TypeVar

from ...base.errors import StatsbidragError
from ...base.findings import Finding
from ...base.period import Period
from ...base.quoting import quoted_name
from ...read.activity.indicators import RegionIndicators, indicators_of
from ...read.files import Files
from ...read.params.parameters import read_region, read_settings
from ...read.raw.unused import national_series
from ...read.raw.unused_words import draft_command
from ..checking import check
from ..left_out import left_out
from .deliveries import LEDGER, Delivered, delivered
from .due import Due, due
from .reports import FAILED, MISSING, STALE, ReportState, report_states

Made = TypeVar("Made")
# One report, and several.
WHY = {
    FAILED: ("gör om rapporten som misslyckades", "gör om {} rapporter som misslyckades"),
    STALE: ("gör om rapporten som inte är aktuell", "gör om {} rapporter som inte är aktuella"),
    MISSING: ("gör rapporten som saknas", "gör {} rapporter som saknas"),
}


@dataclass(frozen=True)
class Step:
    """What to do next: a command, None where it is not done with one, and why."""

    why: str
    command: str | None = None


@dataclass
class Standing:
    """One region. ``on`` is the day that dates are told from, None when no delivery has one and none was given.

    ``faults`` are lines on parameters, sidecars and activity data; ``left_out`` what is not used.
    """

    region: str
    name: str
    on: dt.date | None
    delivered: Delivered
    faults: list[str] = field(default_factory=list)
    left_out: list[Finding] = field(default_factory=list)
    reports: list[ReportState] = field(default_factory=list)
    due: list[Due] = field(default_factory=list)
    within: int | None = None
    national: list[str] = field(default_factory=list)

    @property
    def steps(self) -> list[Step]:
        return list(_steps(self))


def standing(files: Files, region_id: str, on: dt.date | None = None) -> Standing:
    """Where a region stands. Nothing that is wrong in its files is raised: it is told."""
    faults: list[str] = []
    region = _try(lambda: read_region(files, region_id), None, faults)
    settings = _try(lambda: read_settings(files), None, faults)
    indicators = _try(lambda: indicators_of(files, region_id), RegionIndicators(region_id, whole=False), faults)
    told = _try(lambda: delivered(files, region_id, region, indicators), Delivered(), faults)
    day = on or told.last_received
    result = Standing(region_id, region_id, day, told)
    result.left_out = _try(lambda: left_out(files, [region_id], with_params=False), [], faults)
    result.national = _try(lambda: national_series(files), [], faults)
    result.reports = _try(lambda: report_states(files, region_id, _latest(told)), [], faults)
    if region is not None:
        result.name = region.name_in(day.year if day else region.names[-1].start)
    if day is not None:
        result.within = settings.due_within_days if settings else None
        result.due = _try(lambda: due(files, region_id, day, result.within), [], faults)
    # What the check says comes in the order of the files; what it does not look at after it.
    checked: list[str] = _try(lambda: check(files, region_id=region_id)[1], [], faults)
    result.faults = list(dict.fromkeys([*checked, *told.faults, *faults]))
    return result


def _try(make: Callable[[], Made], otherwise: Made, faults: list[str]) -> Made:
    """What ``make`` gives, or else ``otherwise`` with the fault told."""
    try:
        return make()
    except StatsbidragError as error:
        faults += error.lines
    except OSError as error:
        named = PurePath(str(error.filename)).name if error.filename else "en fil"
        faults.append(f"{quoted_name(named)}: går inte att öppna. Se efter att ni får läsa den.")
    return otherwise


def _latest(told: Delivered) -> Period | None:
    """The last period that the ledger can give a report of: of its last year, up to the first month that is missing."""
    slots = [slot for slot, held in told.months.items() if any(one.kind == LEDGER for one in held)]
    if not slots:
        return None
    year = int(max(slots)[:4])
    whole = 0
    for number in range(1, 14):
        if f"{year}-{number:02d}" not in slots:
            break
        whole = number
    return Period(year, whole) if whole else None


def _steps(at: Standing) -> Iterator[Step]:
    where = f"--region {at.region}"
    if at.faults:
        wrong = "ett fel" if len(at.faults) == 1 else f"{len(at.faults)} fel"
        yield Step(f"rätta {wrong} i filerna", f"statsbidrag check {where}")
    for found in at.left_out:
        if found.code == "sidofil-saknas":
            command = f"{draft_command(found.file or '')} --write"
            yield (
                Step(found.remedy[0].lower() + found.remedy[1:].rstrip("."))
                if found.remedy.startswith("Flytta")
                else Step("skriv sidofilen", command)
            )
    if other := sum(found.code != "sidofil-saknas" for found in at.left_out):
        yield Step(f"se över {'en uppgift' if other == 1 else f'{other} uppgifter'} under Används inte")
    if at.delivered.not_stored:
        new = len(at.delivered.not_stored)
        yield Step("läs in en ny fil" if new == 1 else f"läs in {new} nya filer", f"statsbidrag import {where}")
    # What is missing may be in a file whose months are not known yet.
    if at.delivered.missing and not at.delivered.unclaimed:
        months = ", ".join(at.delivered.missing)
        yield Step(f"lägg in huvudbok för {months} i data/raw/{at.region}/ledger/, med sidofil")
    if not (at.delivered.months or at.delivered.not_stored):
        yield Step(f"lägg in uttag i data/raw/{at.region}/ledger/, med sidofil")
    for state in (FAILED, STALE, MISSING):
        for period in sorted({one.period for one in at.reports if one.state == state}):
            number = sum(one.state == state and one.period == period for one in at.reports)
            command = f"statsbidrag run {where} --period {period_text(period)}"
            yield Step(WHY[state][number > 1].format(number), command)
    if at.delivered.not_reconciled:
        yield Step(f"skriv totals ur saldolistan i sidofilen till {', '.join(at.delivered.not_reconciled)}")


def period_text(period: Period) -> str:
    """A period as a user writes it."""
    return f"{period.year}-bokslut" if period.closing else str(period)
