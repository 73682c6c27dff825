"""What has been used but not received: what can still come of it, and what has become the region's own cost.

Owns how förbrukat, ännu inte mottaget splits (design: kinds of money), in öre: what has been requested and not paid,
what can be requested still, and what could be requested until a day that has passed. *Fordran* is a word for what is
booked and is not used here.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from ..base.period import Period
from ..base.states import DutyStatus
from ..model.agreement import Deadline
from .duties import Given, duty_of, last_day, requested_not_come


@dataclass(frozen=True)
class ClaimParts:
    """The parts of a claim, öre; they close to it. ``no_day`` is what no source gives a last day of requisition for."""

    requested: int
    open: int
    passed: int
    no_day: int


def split_claim(claim: int, requisitioned: int | None, paid: int, last: dt.date | None, until: dt.date) -> ClaimParts:
    """Split what is used and not received when a period ends (``until``).

    ``paid`` are the payments alone: what was paid and went back again has not been requested anew. Of what has been
    requested and not paid, at most the claim is requested and not paid. The rest may be requested
    as long as the last day of requisition has not passed, as it has at the end of that day; nobody knows where no
    source gives that day.
    """
    requested = min(claim, max(0, (requisitioned or 0) - paid))
    rest = claim - requested
    if last is None:
        return ClaimParts(requested, 0, 0, rest)
    return ClaimParts(requested, rest, 0, 0) if last > until else ClaimParts(requested, 0, rest, 0)


def more_may_come(given: Given, period: Period) -> bool:
    """Whether more of the year's money may come when a period ends: the year is not closed in the books, the region may
    still requisition, a payment lies ahead by the terms or by what the region knows, or one is due and has not come.

    Cost that nothing known covers is then not covered yet; else it never will be.
    """
    listed, until = list(given.deadlines), period.last_day
    day = last_requisition_day(listed)
    if not period.closing or (day is not None and day > until):
        return True
    if any(event.kind == "payment" and event.date > until for event in given.events):
        return True
    waited = {DutyStatus.AHEAD, DutyStatus.AWAITED}
    payments = [one for one in listed if one.kind == "payment" and one.by is None]
    return any(duty_of(one, given).status in waited for one in payments) or bool(requested_not_come(given, 0))


def last_requisition_day(deadlines: Iterable[Deadline]) -> dt.date | None:
    """The last day on which the region itself may requisition; of a day known by its month alone, the month's last.

    None where no source gives one. A day that is someone else's duty (``by``) is not the region's.
    """
    ours = [one for one in deadlines if one.kind == "requisition" and one.by is None]
    return max((day for one in ours if (day := last_day(one))), default=None)
