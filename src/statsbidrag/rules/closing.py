"""Whether the books were closed for what a delivery claims when it was taken out.

Owns the rule: the last month (13 = closing rows) of a claim is closed when the delivery was received at least so many
days after the month's, or the year's, last day as the region's file says. A month the sidecar names as the last closed
goes before the days. Where neither tells, it is not known.
"""

import datetime as dt
from dataclasses import dataclass

from ..base.period import month_end
from ..model.region import PeriodClosing


@dataclass(frozen=True)
class Claim:
    """What of a delivery decides: its last slot (``YYYY-MM``, 13 = closing rows), day received, last closed slot."""

    last: str
    received: dt.date | None
    closed: str | None


def is_closed(claim: Claim, closing: PeriodClosing | None) -> bool | None:
    """True when the books were closed to the claim's end, False while open, None when nothing tells."""
    if claim.closed is not None:
        return claim.last <= claim.closed
    if claim.received is None or closing is None:
        return None
    year, month = int(claim.last[:4]), int(claim.last[5:7])
    return claim.received >= month_end(year, min(month, 12)) + dt.timedelta(
        days=closing.year if month == 13 else closing.month
    )
