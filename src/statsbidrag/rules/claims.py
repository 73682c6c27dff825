"""What has been used but not received: what can still come of it, and what has become the region's own cost.

Owns how förbrukat, ännu inte mottaget splits (design: kinds of money), in öre: what has been requested and not paid,
what can be requested still, and what could be requested until a day that has passed. *Fordran* is a word for what is
booked and is not used here.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from ..base.period import month_end
from ..model.agreement import Deadline


@dataclass(frozen=True)
class ClaimParts:
    """The parts of a claim, öre; they close to it. ``no_day`` is what no source gives a last day of requisition for."""

    requested: int
    open: int
    passed: int
    no_day: int


def split_claim(
    claim: int, requisitioned: int | None, received: int, last_day: dt.date | None, until: dt.date
) -> ClaimParts:
    """Split what is used and not received when a period ends (``until``).

    Of what has been requested and not received, at most the claim is requested and not paid. The rest may be requested
    as long as the last day of requisition has not passed; nobody knows where no source gives that day.
    """
    requested = min(claim, max(0, (requisitioned or 0) - received))
    rest = claim - requested
    if last_day is None:
        return ClaimParts(requested, 0, 0, rest)
    return ClaimParts(requested, rest, 0, 0) if last_day >= until else ClaimParts(requested, 0, rest, 0)


def last_requisition_day(deadlines: Iterable[Deadline]) -> dt.date | None:
    """The last day on which the region itself may requisition; of a day known by its month alone, the month's last.

    None where no source gives one. A day that is someone else's duty (``by``) is not the region's.
    """
    days = []
    for deadline in deadlines:
        if deadline.kind != "requisition" or deadline.by is not None:
            continue
        if deadline.date is not None:
            days.append(deadline.date)
        elif deadline.month is not None:
            days.append(month_end(int(deadline.month[:4]), int(deadline.month[5:7])))
    return max(days, default=None)
