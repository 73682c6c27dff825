"""Salary that is not rebooked onto a grant yet: each unit's own rhythm, and what can be expected by it.

Owns the estimate. A rebooking covers the months since the one before it, and the year's first as many as the shortest
time between two: a unit that rebooks each quarter is covered from January by that of March, one that began in March and
rebooks each month is not. Of a single one nobody knows the rhythm; it covers the year so far, which expects the least.
What was rebooked divided by the months covered is the unit's month. The months after its last rebooking are missing,
and each is expected to be such a month. It is our estimate and no part of K.
"""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from ..base.period import Period
from ..model.node import RESERVED
from .checks import salary_moves
from .forecast import months_of_use
from .selection import CodeSet


@dataclass(frozen=True)
class UnitSalary:
    """A unit's salary rebooked so far: its counted rows, the months it covers, and how many are missing after them.

    ``last`` is the month (``YYYY-MM``) of its latest rebooking.
    """

    unit: str
    rows: pd.DataFrame
    last: str
    covered: int
    missing: int

    @property
    def key(self) -> str:
        """What keys of figures call the unit; rows may have none."""
        return self.unit or RESERVED

    @property
    def ore(self) -> int:
        """What has been rebooked, less what was taken back."""
        return int(self.rows["amount_ore"].sum())


def salary_by_unit(
    rows: pd.DataFrame,
    counted: pd.DataFrame,
    codes: CodeSet,
    salary_classes: Collection[str],
    period: Period,
    ends: dt.date | None = None,
) -> list[UnitSalary]:
    """Each unit that has had salary rebooked in the period, by code.

    ``rows`` are the period's store rows of the vouchers that touch the codes, ``counted`` those that count as cost
    (columns import_id, source_row). No salary is missing after ``ends``, the last day the money may be used. A unit of
    which all was taken back is left out.
    """
    _, until = months_of_use(period, ends)
    moves = salary_moves(rows, codes, salary_classes)
    identity = ["import_id", "source_row"]
    moves = moves.merge(counted[identity].drop_duplicates(), on=identity)
    found = []
    for unit, its in moves.groupby("unit", sort=True):
        months = its.loc[its["amount_ore"] > 0, "period"]
        if months.empty or int(its["amount_ore"].sum()) <= 0:
            continue
        booked = sorted({int(month[5:7]) for month in months})
        last = booked[-1]
        covered = last - booked[0] + _covered_by_first(booked)
        found.append(UnitSalary(str(unit), its, str(months.max()), covered, max(0, until - last)))
    return found


def _covered_by_first(booked: Sequence[int]) -> int:
    """How many months the first of some months' rebookings covers, its own with them."""
    rhythm = min((after - before for before, after in pairwise(booked)), default=booked[0])
    return min(booked[0], rhythm)
