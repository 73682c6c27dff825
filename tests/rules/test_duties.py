"""Whether the day of a duty has passed when a period ends, by the day or the month that is known."""

import pytest

from statsbidrag.base.period import Period
from statsbidrag.base.states import DutyStatus
from statsbidrag.model.agreement import Deadline
from statsbidrag.rules.duties import duty_status


@pytest.mark.parametrize(
    ("date", "month", "period", "status"),
    [
        ("2018-06-30", None, Period(2018, 6), DutyStatus.PASSED),
        ("2018-07-01", None, Period(2018, 6), DutyStatus.AHEAD),
        ("unknown", "2018-05", Period(2018, 6), DutyStatus.PASSED),
        ("unknown", "2018-06", Period(2018, 6), DutyStatus.PASSED),
        ("unknown", "2018-07", Period(2018, 6), DutyStatus.AHEAD),
        ("unknown", "2018-12", Period(2018, 13), DutyStatus.PASSED),
        ("unknown", "2019-01", Period(2018, 13), DutyStatus.AHEAD),
        ("unknown", None, Period(2018, 13), DutyStatus.UNKNOWN),
    ],
)
def test_a_duty_has_passed_when_the_period_reaches_its_day_or_the_end_of_its_month(date, month, period, status) -> None:
    terms = {"id": "a", "kind": "report", "what": "Redovisning", "receiver": "unknown", "source": "ok", "place": "s. 1"}
    assert duty_status(Deadline.model_validate({**terms, "date": date, "month": month}), period) is status
