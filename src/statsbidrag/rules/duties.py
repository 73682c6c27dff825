"""Whether a duty lies ahead or its day has passed.

Owns the rule: a date known by its month alone has passed when the period ends with that month or later.
"""

from ..base.period import Period
from ..base.states import DutyStatus
from ..model.agreement import Deadline


def duty_status(deadline: Deadline, period: Period) -> DutyStatus:
    """How a date of the agreement stands when the period ends."""
    if deadline.date is not None:
        return DutyStatus.PASSED if deadline.date <= period.last_day else DutyStatus.AHEAD
    if deadline.month is None:
        return DutyStatus.UNKNOWN
    return DutyStatus.PASSED if deadline.month <= period.month_text else DutyStatus.AHEAD
