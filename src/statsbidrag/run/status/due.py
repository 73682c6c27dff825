"""What a region itself has to do by a day: dates of its agreements and its own that nothing shows to be kept.

Owns which dates are told: those ahead within the days that the workbook's settings say, and those that are late
(``rules.duties``). What comes to the region, and what somebody else must do, is not told here.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from ...base.states import DutyStatus
from ...read.files import Files
from ...read.params.parameters import Parameters
from ...read.params.places import years_with_terms
from ...read.params.region_year import read_region_year
from ...rules.duties import duty_of, given_of

AHEAD, LATE = "ahead", "late"


@dataclass(frozen=True)
class Due:
    """A date: ``YYYY-MM-DD``, or ``YYYY-MM`` where the source gives no day. ``state`` is ahead or late."""

    date: str
    what: str
    receiver: str | None
    agreement: str
    state: str


def due(files: Files, region_id: str, on: dt.date, within: int | None) -> list[Due]:
    """What is due, late first, then by date."""
    told: dict[tuple[str, int], Parameters] = {}
    for year in years_with_terms(files):
        for name, parameters in read_region_year(files, region_id, year).agreements.items():
            # A later year's file may have events of an earlier year's money.
            told |= {(name, one.agreement.year): one for one in (*parameters.earlier, parameters)}
    found = {one for parameters in told.values() for one in _of_agreement(parameters, on, within)}
    return sorted(found, key=lambda one: (one.state != LATE, one.date, one.agreement, one.what))


def _of_agreement(parameters: Parameters, on: dt.date, within: int | None) -> Iterator[Due]:
    until = dt.date.max if within is None else on + dt.timedelta(days=within)
    given = given_of(parameters.agreement, parameters.choices, on, f"{on:%Y-%m}", is_today=True)
    for deadline in given.deadlines:
        when = deadline.date.isoformat() if deadline.date else deadline.month
        if when is None or deadline.by is not None or deadline.kind == "payment":
            continue
        status = duty_of(deadline, given).status
        is_near = status in (DutyStatus.AHEAD, DutyStatus.READY) and when <= until.isoformat()[: len(when)]
        if status is DutyStatus.LATE or is_near:
            state = LATE if status is DutyStatus.LATE else AHEAD
            yield Due(when, deadline.what, deadline.receiver, parameters.agreement.id, state)
