"""Dates and periods as exports write them: one reading or none."""

import datetime as dt

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from statsbidrag.read.ledger.dates import date_from_cell, dates_from_cells, last_days, periods_from_cells

JUNE_15 = dt.date(2018, 6, 15)


@pytest.mark.parametrize(
    "text",
    ["2018-06-15", "20180615", "20180615.0", "2018-06-15 00:00:00", "2018-06-15T13:05", "2018-06-15 13:05:59.123"],
)
@pytest.mark.parametrize("base", [None, 1900, 1904])
def test_year_month_and_day_in_that_order(text: str, base: int | None) -> None:
    assert date_from_cell(text, base=base) == JUNE_15


@pytest.mark.parametrize(
    ("text", "base", "day"),
    [
        ("43266", 1900, dt.date(1899, 12, 31) + dt.timedelta(43266 - 1)),
        ("43266.75", 1900, JUNE_15),
        ("41804", 1904, dt.date(1904, 1, 1) + dt.timedelta(41804)),
        ("10000", 1900, dt.date(1927, 5, 18)),
    ],
)
def test_the_number_of_a_day_in_a_workbook(text: str, base: int, day: dt.date) -> None:
    """Excel also counts 29 February 1900, which never was: that is one more day after 28 February."""
    assert date_from_cell(text, base=base) == day


@pytest.mark.parametrize(
    "text",
    ["", "5/6/2018", "15/06/2018", "15.06.2018", "06-15-2018", "18-06-15", "180615", "2018-0615", "201806-15", "201806",
     "2018-06", "2018-02-30", "20181301", "2018-06-15 ", "2018-06-15Z", "2018-06-14T22:00:00Z", "60", "9999", "100000",
     "juni 2018", "٢٠١٨٠٦١٥"],
)  # fmt: skip
@pytest.mark.parametrize("base", [None, 1900, 1904])
def test_what_has_more_readings_or_none_is_not_read(text: str, base: int | None) -> None:
    assert date_from_cell(text, base=base) is None


@pytest.mark.parametrize(
    "text",
    ["2018/06/15", "2018.06.15", "2018/6/15", "2018-06-15T00:00:00Z", "2018-06-15T21:59:59.000Z",
     "2018-06-15T00:00:00+02:00", "2018-06-15T23:30:00+01:00", "2018/06/15 00:00:00", "20180615 12:00"],
)  # fmt: skip
@pytest.mark.parametrize("order", [None, "day_first"])
def test_the_year_first_in_other_writing(text: str, order: str | None) -> None:
    assert date_from_cell(text, base=None, order=order) == JUNE_15


@pytest.mark.parametrize("text", ["15.06.2018", "15/6/2018", "15-06-2018", "15.06.2018 00:00", "15/06/2018 0:00:00"])
def test_the_day_first_where_the_region_tells_so(text: str) -> None:
    assert date_from_cell(text, base=None, order="day_first") == JUNE_15
    assert date_from_cell(text, base=None) is None


@pytest.mark.parametrize("text", ["06/15/2018", "31.06.2018", "15.06/2018", "15.06.18", "15 06 2018", "1.6.2018.0"])
def test_what_is_no_day_though_the_day_stands_first(text: str) -> None:
    assert date_from_cell(text, base=1900, order="day_first") is None


def test_a_number_is_no_day_in_a_text_file() -> None:
    assert date_from_cell("43266", base=None) is None


@given(st.dates(dt.date(1928, 1, 1), dt.date(2173, 1, 1)))
def test_every_day_reads_back_in_every_form(day: dt.date) -> None:
    serial = (day - dt.date(1899, 12, 30)).days
    forms = [day.isoformat(), f"{day:%Y%m%d}", f"{day} 00:00:00", str(serial), f"{serial}.5"]
    assert [date_from_cell(form, base=1900) for form in forms] == [day] * len(forms)
    assert date_from_cell(str(serial), base=1904) == day + dt.timedelta(days=4 * 365 + 2)


@pytest.mark.parametrize("many", [pa.array, pd.Series])
def test_many_cells_as_one(many: type) -> None:
    texts = ["2018-06-15", "x", "2018-06-15", "43266"]
    read = dates_from_cells(many(texts), base=1900)
    days = read.to_pylist() if isinstance(read, pa.Array) else [None if pd.isna(day) else day for day in read]
    june_15 = dt.datetime(2018, 6, 15)
    assert days == [june_15, None, june_15, june_15]


def test_series_keep_their_index_and_type() -> None:
    days = dates_from_cells(pd.Series(["x", "20180615"], index=[7, 4]), base=None)
    assert (str(days.dtype), days.index.tolist(), days.isna().tolist()) == ("datetime64[us]", [7, 4], [True, False])
    periods = periods_from_cells(pd.Series(["201806", "x"], index=[7, 4]), [])
    assert (str(periods.dtype), periods.index.tolist(), periods.isna().tolist()) == ("str", [7, 4], [False, True])


def test_periods() -> None:
    texts = ["201806", "2018-06", "201806.0", "2018-06-01 00:00:00", "2018-06-01", "201800", "201813", "2018-13"]
    assert periods_from_cells(pa.array(texts), ["13"]).to_pylist() == [
        *["2018-06"] * 5, "2018-00", "2018-13", "2018-13",
    ]  # fmt: skip
    unread = ["201814", "2018", "06", "2018-6", "juni", "191806", "2018-06-15", "2018-13-01", "18-06", "", "43252"]
    assert periods_from_cells(pa.array(unread), ["13"]).to_pylist() == [None] * len(unread)
    assert periods_from_cells(pa.array(["201813"]), []).to_pylist() == [None]


def test_a_period_without_day_has_its_last() -> None:
    periods = pa.array(["2018-02", "2020-02", "2018-12", "2018-13", "2018-00", None, "2018-02"]).dictionary_encode()
    days = [dt.datetime(2018, 2, 28), dt.datetime(2020, 2, 29), *[dt.datetime(2018, 12, 31)] * 2]
    assert last_days(periods).to_pylist() == [*days, dt.datetime(2018, 1, 1), None, days[0]]
