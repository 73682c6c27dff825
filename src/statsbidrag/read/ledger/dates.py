"""Dates and accounting periods as ledger exports write them.

Owns which texts are dates and which are periods. A date is year, month and day in that order, with hyphens, slashes or
points or without, perhaps with a time after it, or the number of a day in a workbook. A day told in UTC that is another
in Sweden (from 22 o'clock) has two readings and is not read. Day before month is read only where the region tells that
its system writes so (``day_first``): ``05/06`` has two readings. A period is a year and two digits: a month, ``00`` for
opening balances, or a closing period of the region.
"""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from typing import Literal

import pandas as pd
import pyarrow as pa

from ...base.period import month_end
from .amounts import Cells

ALLOWED_DATE = "ÅÅÅÅ-MM-DD eller ÅÅÅÅMMDD"
OPENING_PERIOD = "00"
Base = Literal[1900, 1904]
Order = Literal["day_first"]
TIME = r"(?:,?[ T]([0-9]{1,2})[:.][0-9]{2}(?:[:.][0-9]{2}(?:[.,][0-9]+)?)?(?:(Z|[+]00:?00)|[+]0[12]:?00)?)?"
WRITTEN = re.compile(rf"([0-9]{{4}})(?:([-/.])([0-9]{{1,2}})\2([0-9]{{1,2}})|([0-9]{{2}})([0-9]{{2}}))(?:\.0+|{TIME})")
DAY_AND_MONTH = re.compile(rf"([0-9]{{1,2}})([-/.])([0-9]{{1,2}})\2([0-9]{{4}}){TIME}")
# Sweden is one or two hours ahead of UTC.
FIRST_HOUR_OF_ANOTHER_DAY = 22
# Five digits are 1927–2173; fewer are no day of a ledger that is still kept, more may be YYYYMM or YYYYMMDD.
SERIAL = re.compile(r"([1-9][0-9]{4})(?:\.[0-9]+)?")
# Day 1 is 1 January 1900, but Excel also counts 29 February 1900, which never was, so that later days are one behind.
DAY_ZERO = {1900: dt.date(1899, 12, 30), 1904: dt.date(1904, 1, 1)}
PERIOD = re.compile(r"(20[0-9]{2})-?([0-9]{2})(?:\.0+)?")
# What Excel makes of a period that is typed as 2018-06.
FIRST_OF_MONTH = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])-01(?: 00:00:00)?")


def dates_from_cells(cells: Cells, *, base: Base | None, order: Order | None = None) -> Cells:
    """Days (datetime64[us] or timestamp[us], missing where the text is no date) of cells (text, stripped).

    ``base`` is the year a workbook counts its days from; None for a text file, where a number is no day. ``order``
    tells in which order day and month stand before the year, None where nobody has told it.
    """
    return _each(cells, lambda text: date_from_cell(text, base=base, order=order), pa.date32(), pa.timestamp("us"))


def periods_from_cells(cells: Cells, closing_periods: Sequence[str]) -> Cells:
    """``YYYY-PP`` (text, missing where the cell is no period) of cells (text, stripped).

    PP is a month 01–12, OPENING_PERIOD or one of the region's closing periods.
    """
    known = {f"{month:02d}" for month in range(1, 13)} | {OPENING_PERIOD, *closing_periods}

    def period(text: str) -> str | None:
        written = PERIOD.fullmatch(text) or FIRST_OF_MONTH.fullmatch(text)
        return f"{written[1]}-{written[2]}" if written and written[2] in known else None

    return _each(cells, period, pa.string(), pa.string())


def last_days(periods: pa.DictionaryArray) -> pa.Array:
    """The last day of each period (``YYYY-PP``), where an export has no days; a closing period's is the year's.

    Opening balances (``YYYY-00``) have the first day of the year.
    """
    days = [None if period is None else _last_day(period) for period in periods.dictionary.to_pylist()]
    return pa.array(days, pa.date32()).cast(pa.timestamp("us")).take(periods.indices)


def _last_day(period: str) -> dt.date:
    year, number = int(period[:4]), int(period[5:])
    if period[5:] == OPENING_PERIOD:
        return dt.date(year, 1, 1)
    return month_end(year, min(number, 12))


def date_from_cell(text: str, *, base: Base | None, order: Order | None = None) -> dt.date | None:
    """The day of one cell, None when its text is no date."""
    if written := WRITTEN.fullmatch(text):
        year, _, month, day, plain_month, plain_day, hour, utc = written.groups()
        return _day(year, month or plain_month, day or plain_day, hour, utc)
    if order == "day_first" and (written := DAY_AND_MONTH.fullmatch(text)):
        day, _, month, year, hour, utc = written.groups()
        return _day(year, month, day, hour, utc)
    serial = SERIAL.fullmatch(text)
    return DAY_ZERO[base] + dt.timedelta(days=int(serial[1])) if serial and base else None


def _day(year: str, month: str, day: str, hour: str | None, utc: str | None) -> dt.date | None:
    if utc and int(hour or 0) >= FIRST_HOUR_OF_ANOTHER_DAY:
        return None
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


def allowed_periods(closing_periods: Sequence[str]) -> str:
    """The periods that are read, as messages tell them."""
    closing = f" och bokslutsperioderna {', '.join(closing_periods)}" if closing_periods else ""
    return f"ÅÅÅÅ01–ÅÅÅÅ12{closing} (closing_periods i regionens fil i params/regions/)"


def _each(cells: Cells, read: Callable[[str], object], made: pa.DataType, kept: pa.DataType) -> Cells:
    """Each cell read, missing where it cannot be, every distinct text once. ``read`` gives values of ``made``."""
    texts = pa.array(cells, pa.string()) if isinstance(cells, pd.Series) else cells
    if isinstance(texts, pa.ChunkedArray):
        texts = texts.combine_chunks()
    distinct = texts if isinstance(texts, pa.DictionaryArray) else texts.dictionary_encode()
    values = [None if text is None else read(text) for text in distinct.dictionary.to_pylist()]
    found = pa.array(values, made).cast(kept).take(distinct.indices)
    return pd.Series(found.to_pandas().array, cells.index) if isinstance(cells, pd.Series) else found
