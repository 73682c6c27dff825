"""What the year's cost is expected to be: the straight line, and what the responsible people say."""

import datetime as dt
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol, TypeVar

from ..base.period import Period


class Dated(Protocol):
    """Something said as of a month (``YYYY-MM``)."""

    @property
    def as_of(self) -> str: ...


Entry = TypeVar("Entry", bound=Dated)


def months_of_use(period: Period, ends: dt.date | None = None) -> tuple[int, int]:
    """The months of the year until the money may not be used any more (``ends``; 12 where that is not within the year),
    and how many of them have passed."""
    last = ends.month if ends is not None and ends.year == period.year else 12
    return last, min(period.month, last)


def straight_line(cost_ore: int | None, period: Period, ends: dt.date | None = None) -> int | None:
    """Cost so far × 12 / months so far, öre rounded half up: what the year becomes if the pace holds.

    Of money that may be used until ``ends`` within the year, the pace holds until then. None for a cost that is not
    known.
    """
    if cost_ore is None:
        return None
    last, passed = months_of_use(period, ends)
    return int((Decimal(cost_ore) * last / passed).quantize(Decimal(1), ROUND_HALF_UP))


def latest(entries: Sequence[Entry], period: Period) -> Entry | None:
    """The latest entry not after the period, or None when nothing had been said by then."""
    said = [entry for entry in entries if entry.as_of <= str(period)]
    return max(said, key=lambda entry: entry.as_of) if said else None
