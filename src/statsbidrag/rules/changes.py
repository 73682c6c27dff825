"""Why the cost is another than in the report before.

Owns the causes. Rows are compared by what they say, not by which file they came in, as multisets: a row that stands
twice counts twice. Every row that came or went has exactly one cause, so the causes sum to the change, to the öre:

- new month: booked in a month, or as a closing row, that the report before did not reach;
- rule or parameter: the row was in the books both times but is counted only the one;
- correction or rebooking: a row that is gone, or new in a voucher that was there, or in a new voucher whose cost rows
  sum to nought, since it only moves cost between codes;
- late booking: any other new row in a month the report before did reach.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

CONTENT = [
    "voucher", "row", "date", "period", "closing", "account", "unit", "object", "activity", "project", "product",
    "counterpart", "amount_ore",
]  # fmt: skip
VOUCHER = ["source", "voucher"]


class Cause(StrEnum):
    """Why a row came or went; OTHER is what no row explains."""

    NEW_MONTH = "new_month"
    LATE = "late_booking"
    CORRECTION = "correction"
    RULE = "rule"
    OTHER = "other"


@dataclass(frozen=True)
class Moved:
    """The counted rows that came since the report before, and those that went."""

    came: pd.DataFrame
    went: pd.DataFrame

    @property
    def vouchers(self) -> set[str]:
        """Their vouchers, by number: of the books these are all that ``changed_rows`` needs."""
        return {*self.came["voucher"], *self.went["voucher"]}


def moved(before: pd.DataFrame, now: pd.DataFrame) -> Moved:
    """``before`` and ``now`` are the counted rows of the two reports, with the store's columns."""
    was, is_now = _numbered(before, now)
    return Moved(now[~is_now.isin(was)], before[~was.isin(is_now)])


def changed_rows(
    rows: Moved,
    before: pd.DataFrame,
    before_books: pd.DataFrame,
    now: pd.DataFrame,
    now_books: pd.DataFrame,
    reached: pd.Series,
    cost_classes: Collection[str],
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows that came and the rows that went, each with the column ``cause``.

    ``rows`` are those of ``before`` and ``now``, the counted rows of the two reports. ``before_books`` and
    ``now_books`` are the rows of their books, of which those of its vouchers are enough; all have the store's columns.
    ``reached`` is, for each row of ``now``, whether the report before reached its month.
    """
    # Only the vouchers of rows that came or went say why; the books may be a hundred times as many.
    touched = rows.vouchers
    before, before_books, now, now_books = (
        one[one["voucher"].isin(touched)] for one in (before, before_books, now, now_books)
    )
    came = rows.came.assign(cause=Cause.LATE.value)
    came.loc[_moving(came, now_books, cost_classes) | _voucher_in(came, before_books), "cause"] = Cause.CORRECTION.value
    came.loc[_left_uncounted(came, before, before_books), "cause"] = Cause.RULE.value
    came.loc[~reached.reindex(came.index), "cause"] = Cause.NEW_MONTH.value
    went = rows.went.assign(cause=Cause.CORRECTION.value)
    went.loc[_left_uncounted(went, now, now_books), "cause"] = Cause.RULE.value
    return came, went


def _numbered(*parts: pd.DataFrame) -> list[pd.MultiIndex]:
    """For each part, what its rows say, as a number that is the same in all parts, and which in order among those of
    the part that say the same."""
    together = pd.concat([part[CONTENT] for part in parts], ignore_index=True)
    content = together.groupby(CONTENT, dropna=False, sort=False).ngroup().to_numpy()
    numbered, start = [], 0
    for part in parts:
        here = pd.Series(content[start : start + len(part)])
        numbered.append(pd.MultiIndex.from_arrays([here, here.groupby(here).cumcount()]))
        start += len(part)
    return numbered


def _left_uncounted(rows: pd.DataFrame, counted: pd.DataFrame, books: pd.DataFrame) -> np.ndarray:
    """Whether each row's content stands in the books more often than it is counted there."""
    among_counted, in_books = _numbered(counted, books)
    ours, left = _numbered(rows, books[~in_books.isin(among_counted)])
    return ours.isin(left)


def _voucher_in(rows: pd.DataFrame, books: pd.DataFrame) -> pd.Series:
    """Whether the books have the voucher of each row; a row without voucher number belongs to none."""
    known = pd.MultiIndex.from_frame(rows[VOUCHER]).isin(pd.MultiIndex.from_frame(books[VOUCHER]))
    return pd.Series(known, rows.index) & (rows["voucher"] != "")


def _moving(rows: pd.DataFrame, books: pd.DataFrame, cost_classes: Collection[str]) -> pd.Series:
    """Whether the voucher of each row only moves cost: its cost rows sum to nought."""
    ours = books[_voucher_in(books, rows) & books["account"].str[:1].isin(list(cost_classes))]
    sums = ours.groupby(VOUCHER)["amount_ore"].sum()
    still = sums[sums == 0].index
    return pd.Series(pd.MultiIndex.from_frame(rows[VOUCHER]).isin(still), rows.index) & (rows["voucher"] != "")
