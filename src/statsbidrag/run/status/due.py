"""What a region itself has to do by a day: dates of its agreements and its own that nothing shows to be kept.

Owns which dates are told: those ahead within the days that the workbook's settings say, and those that have passed
while a requirement tied to them is not met, or a requisition is not among the events. What comes to the region, and
what somebody else must do, is not told here.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from ...base.states import RequirementStatus
from ...model.agreement import Deadline
from ...read.files import Files
from ...read.params.parameters import Parameters
from ...read.params.places import years_with_terms
from ...read.params.region_year import read_region_year

AHEAD, LATE = "ahead", "late"
FULFILLED_BY = {"requisition": "requisition", "repayment": "repayment"}


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
    found = {
        one
        for year in years_with_terms(files)
        for parameters in read_region_year(files, region_id, year).agreements.values()
        for one in _of_agreement(parameters, on, within)
    }
    return sorted(found, key=lambda one: (one.state != LATE, one.date, one.agreement, one.what))


def _of_agreement(parameters: Parameters, on: dt.date, within: int | None) -> Iterator[Due]:
    until = dt.date.max if within is None else on + dt.timedelta(days=within)
    for deadline in (*parameters.agreement.deadlines, *parameters.choices.own_deadlines):
        when = deadline.date.isoformat() if deadline.date else deadline.month
        if when is None or deadline.by is not None or deadline.kind == "payment" or _is_done(parameters, deadline, on):
            continue
        # A month has passed when it is over.
        has_passed = when < on.isoformat()[: len(when)]
        if has_passed and not _is_tied(parameters, deadline):
            continue
        if has_passed or when <= until.isoformat()[: len(when)]:
            state = LATE if has_passed else AHEAD
            yield Due(when, deadline.what, deadline.receiver, parameters.agreement.id, state)


def _tied(parameters: Parameters, deadline: Deadline) -> list[str]:
    """Ids of the requirements that are shown to be met by a date."""
    national = [one.id for one in parameters.agreement.requirements if one.deadline == deadline.id]
    return national + [one.id for one in parameters.choices.own_requirements if deadline.id in one.deadlines]


def _is_tied(parameters: Parameters, deadline: Deadline) -> bool:
    return bool(_tied(parameters, deadline)) or deadline.kind in FULFILLED_BY


def _is_done(parameters: Parameters, deadline: Deadline, on: dt.date) -> bool:
    """Whether the requirements tied to a date are met by then, or an event is what it asks for."""
    tied = _tied(parameters, deadline)
    met = {
        one.id
        for one in parameters.choices.requirements
        if one.state is RequirementStatus.MET and (one.as_of is None or one.as_of <= on.isoformat()[:7])
    }
    kind = FULFILLED_BY.get(deadline.kind)
    events = any(event.kind == kind and event.date <= on for event in parameters.choices.events)
    return (bool(tied) and met.issuperset(tied)) or events
