"""Salary that is not rebooked onto a grant yet: each unit's own rhythm, and what can be expected by it.

Owns the estimate. Of the months from a unit's first rebooking of the year to its last, each is covered, also one that a
later rebooking caught up; what was rebooked divided by them is the unit's month. The months after its last rebooking
are missing, and each is expected to be such a month. It is our estimate and no part of K.
"""

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from ..base.period import Period
from ..model.node import RESERVED
from .checks import salary_moves
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
    rows: pd.DataFrame, counted: pd.DataFrame, codes: CodeSet, salary_classes: Collection[str], period: Period
) -> list[UnitSalary]:
    """Each unit that has had salary rebooked in the period, by code.

    ``rows`` are the period's store rows of the vouchers that touch the codes, ``counted`` those that count as cost
    (columns import_id, source_row). A unit of which all was taken back is left out.
    """
    moves = salary_moves(rows, codes, salary_classes)
    identity = ["import_id", "source_row"]
    moves = moves.merge(counted[identity].drop_duplicates(), on=identity)
    found = []
    for unit, its in moves.groupby("unit", sort=True):
        months = its.loc[its["amount_ore"] > 0, "period"]
        if months.empty or int(its["amount_ore"].sum()) <= 0:
            continue
        first, last = (int(month[5:7]) for month in (months.min(), months.max()))
        found.append(UnitSalary(str(unit), its, str(months.max()), last - first + 1, period.month - last))
    return found
