"""What the year's cost is expected to be: the straight line, and what the responsible people say."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol, TypeVar

from ..base.period import Period


class Dated(Protocol):
    """Something said as of a month (``YYYY-MM``)."""

    @property
    def as_of(self) -> str: ...


Entry = TypeVar("Entry", bound=Dated)


def straight_line(cost_ore: int | None, period: Period) -> int | None:
    """Cost so far × 12 / months so far, öre rounded half up: what the year becomes if the pace holds.

    None for a cost that is not known.
    """
    if cost_ore is None:
        return None
    return int((Decimal(cost_ore) * 12 / period.month).quantize(Decimal(1), ROUND_HALF_UP))


def latest(entries: Sequence[Entry], period: Period) -> Entry | None:
    """The latest entry not after the period, or None when nothing had been said by then."""
    said = [entry for entry in entries if entry.as_of <= str(period)]
    return max(said, key=lambda entry: entry.as_of) if said else None
