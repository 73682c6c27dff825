"""Orders not yet invoiced (beställt, ej fakturerat): when an order can still be borne by a grant.

Owns what is asked of an order's amount and month, and the last day to order. Source of the rule: a cost counts when it
is dated within the grant's window, so what is ordered must be delivered and booked by then.
"""

import datetime as dt
from enum import StrEnum

from ..base.period import Period, month_end
from ..model.agreement import Window


class OrderFault(StrEnum):
    """Why an order does not count among what is ordered for the year."""

    NEGATIVE = "negative"
    OTHER_YEAR = "other_year"
    OUTSIDE_WINDOW = "outside_window"


def order_fault(ore: int, month: str, period: Period, window: Window) -> OrderFault | None:
    """Why an order of ``ore``, expected in the books in ``month`` (``YYYY-MM``), does not count; None where it does.

    ``window`` is when the money that the year's cost may use can be used.
    """
    if ore < 0:
        return OrderFault.NEGATIVE
    year, number = int(month[:4]), int(month[5:])
    if year != period.year:
        return OrderFault.OTHER_YEAR
    if dt.date(year, number, 1) > window.end or month_end(year, number) < window.start:
        return OrderFault.OUTSIDE_WINDOW
    return None


def last_day_to_order(window_end: dt.date, lead_days: int) -> dt.date:
    """The last day on which an order is delivered and booked by the window's end, by the lead time in days."""
    return window_end - dt.timedelta(days=lead_days)
