"""Which orders can be borne by a grant, and the last day to order."""

import datetime as dt

import pytest

from statsbidrag.base.period import Period
from statsbidrag.model.agreement import Window
from statsbidrag.rules.ordered import OrderFault, last_day_to_order, order_fault

JUNE = Period(2018, 6)
WINDOW = Window.model_validate(
    {"from": "2018-03-15", "to": "2018-11-15", "status": "decided", "source": "a", "checked": "2018-01-01"}
)


@pytest.mark.parametrize(
    ("ore", "month", "fault"),
    [
        (1, "2018-03", None),
        (0, "2018-11", None),
        (-1, "2018-09", OrderFault.NEGATIVE),
        (1, "2018-02", OrderFault.OUTSIDE_WINDOW),
        (1, "2018-12", OrderFault.OUTSIDE_WINDOW),
        (1, "2017-06", OrderFault.OTHER_YEAR),
        (1, "2019-01", OrderFault.OTHER_YEAR),
    ],
)
def test_an_order_counts_in_its_year_and_window(ore: int, month: str, fault: OrderFault | None) -> None:
    assert order_fault(ore, month, JUNE, WINDOW) is fault


@pytest.mark.parametrize(
    ("month", "fault"), [("2018-03", None), ("2018-04", None), ("2018-05", OrderFault.OUTSIDE_WINDOW)]
)
def test_a_month_that_has_one_day_of_the_window_is_in_it(month: str, fault: OrderFault | None) -> None:
    days = {"from": "2018-03-31", "to": "2018-04-01"}
    window = Window.model_validate({**days, "status": "decided", "source": "a", "checked": "2018-01-01"})
    assert order_fault(1, month, JUNE, window) is fault


def test_the_last_day_to_order_is_the_windows_end_less_the_lead_time() -> None:
    # 31 December is 30 days after 1 December, which is 15 after 16 November.
    assert last_day_to_order(dt.date(2018, 12, 31), 45) == dt.date(2018, 11, 16)
    assert last_day_to_order(dt.date(2018, 12, 31), 0) == dt.date(2018, 12, 31)
