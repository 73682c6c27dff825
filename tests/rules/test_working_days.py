"""Which days are working days in Sweden."""

import datetime as dt

import pytest
from dateutil.easter import easter

from statsbidrag.rules.working_days import easter_sunday, is_free, working_days_after

# Weekdays that were free, as the almanac has them.
FREE = {
    2017: ["01-06", "04-14", "04-17", "05-01", "05-25", "06-06", "06-23", "12-25", "12-26"],
    2018: ["01-01", "03-30", "04-02", "05-01", "05-10", "06-06", "06-22", "12-24", "12-25", "12-26", "12-31"],
    2019: ["01-01", "04-19", "04-22", "05-01", "05-30", "06-06", "06-21", "12-24", "12-25", "12-26", "12-31"],
    2020: ["01-01", "01-06", "04-10", "04-13", "05-01", "05-21", "06-19", "12-24", "12-25", "12-31"],
}


@pytest.mark.parametrize("year", FREE)
def test_the_free_weekdays_of_a_year(year: int) -> None:
    days = [dt.date(year, 1, 1) + dt.timedelta(days=number) for number in range(365 + (year % 4 == 0))]
    assert [f"{day:%m-%d}" for day in days if is_free(day) and day.weekday() < 5] == FREE[year]
    assert all(is_free(day) for day in days if day.weekday() >= 5)


@pytest.mark.parametrize(
    "day",
    ["1609-04-19", "1761-03-22", "1818-03-22", "1886-04-25", "1943-04-25", "1954-04-18", "1981-04-19",
     "2000-04-23", "2008-03-23", "2011-04-24", "2016-03-27", "2019-04-21", "2038-04-25", "2049-04-18",
     "2076-04-19", "2100-03-28", "2285-03-22", "2299-04-16", "2400-04-16"],
)  # fmt: skip
def test_easter_sunday_as_the_almanac_has_it(day: str) -> None:
    assert easter_sunday(int(day[:4])).isoformat() == day


def test_easter_sunday_is_what_another_reckoning_gives() -> None:
    assert [easter_sunday(year) for year in range(1583, 4100)] == [easter(year) for year in range(1583, 4100)]


def test_midsummer_eve_is_the_friday_from_the_19th_to_the_25th_of_june() -> None:
    fridays = [dt.date(year, 6, day) for year, day in ((2020, 19), (2010, 25), (2009, 19), (2004, 25))]
    assert all(is_free(day) for day in fridays)
    assert not any(is_free(day) for day in (dt.date(2015, 6, 26), dt.date(2015, 6, 18), dt.date(2020, 7, 24)))


def test_the_day_itself_is_not_counted_and_free_days_are_passed_over() -> None:
    friday = dt.date(2018, 3, 2)
    assert working_days_after(friday, 0) == friday
    assert working_days_after(friday, 1) == dt.date(2018, 3, 5)
    # Skärtorsdag to tuesday after Easter.
    assert working_days_after(dt.date(2018, 3, 29), 1) == dt.date(2018, 4, 3)
    assert working_days_after(dt.date(2018, 12, 21), 3) == dt.date(2019, 1, 2)
    assert working_days_after(friday, 1, lambda day: False) == dt.date(2018, 3, 3)
