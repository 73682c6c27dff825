"""The last day of a month, which periods, closing, sources and exports all take from one place."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statsbidrag.base.period import Period, month_end


@given(st.integers(1900, 2100), st.integers(1, 12))
def test_the_day_after_begins_the_next_month(year: int, month: int) -> None:
    after = month_end(year, month) + dt.timedelta(days=1)
    assert (after.year, after.month, after.day) == (year + month // 12, month % 12 + 1, 1)
    assert month_end(year, month).month == month


@pytest.mark.parametrize("month", [0, 13])
def test_no_other_number_is_a_month(month: int) -> None:
    with pytest.raises(ValueError, match="month"):
        month_end(2018, month)


def test_the_final_year_ends_with_december() -> None:
    assert Period(2018, 13).last_day == month_end(2018, 12) == dt.date(2018, 12, 31)
