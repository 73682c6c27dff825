"""What page one says of salary that is not rebooked yet, from the record alone."""

from ...base.period import Period, month_name
from ...record.model import Record
from ...show.wording import ESTIMATE
from .worth import too_small, worth


def expected_salary(record: Record) -> int:
    """Öre of salary that is expected by our estimate; 0 where it is not known or too small to be read."""
    expected = record.figures.get("salary.expected")
    ore = 0 if expected is None or expected.ore is None else expected.ore
    return 0 if too_small(record, ore) else ore


def salary_told(record: Record) -> str:
    """How far salary is booked and what is expected, for the card of the cost; "" where nothing is missing."""
    if record.figures["salary.rebooked_until"].origin.unknown:
        return ""
    until, month = record.figures["salary.rebooked_until"].value, Period.parse(record.report.period).month_text
    expected = expected_salary(record)
    waits = f"; cirka {worth(record, expected)} väntas ({ESTIMATE})" if expected else ""
    if until != month:
        return f" · lön bokförd t.o.m. {month_name(str(until))}{waits}" if until else " · ingen lön omförd"
    if not expected:
        return ""
    lacking = len(record.below("salary.unit", "expected"))
    return f" · lön saknas för {lacking} av {len(record.below('salary.unit', 'rebooked'))} enheter{waits}"
