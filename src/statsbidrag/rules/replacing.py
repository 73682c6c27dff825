"""Whether a delivery that replaces another can be what was meant, for one month.

Owns the rule. A ledger never loses a voucher, so nearly all of those replaced must be there again; where rows have no
number, each counts as a voucher of its own, known by what it says. Two exports may number their vouchers unlike each
other, and then the rows themselves are enough. A delivery of which little recurs is taken where control totals confirm
it; one that leaves a grant without rows only where a total of the grant's own objects does. What the user has said
shall replace (``allowed``) is taken as it is. A month may recur though much of one grant is gone: that is told by the
grant's own rows (``lost_of``), and something new beside them does not excuse it.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

import numpy as np
import pandas as pd

NO_NUMBER = 0


class Verdict(StrEnum):
    """What becomes of a replacement, for one grant."""

    GOES_ON = "goes_on"
    FEW_RECUR = "few_recur"
    NONE_LEFT = "none_left"


@dataclass(frozen=True)
class Recurrence:
    """How many of ``units`` replaced are there again: vouchers, or rows where ``by_rows``.

    ``only_loses``: whether nothing came while whole vouchers went, as when an older export is delivered last.
    """

    units: int
    recurring: int
    by_rows: bool
    only_loses: bool

    @property
    def share(self) -> Fraction:
        """The share that is there again; all of nothing is all."""
        return Fraction(self.recurring, self.units) if self.units else Fraction(1)


@dataclass(frozen=True)
class OnCodes:
    """A grant's rows of a month before and after. ``touched``: whether any of its codes had rows, of cost or not;
    ``confirmed``: whether control totals tell of each of the objects that its rows had."""

    before: int
    after: int
    touched: bool
    confirmed: bool


@dataclass(frozen=True)
class Lost:
    """How many of a grant's ``rows`` are ``gone``, and öre of them, whatever the sign."""

    rows: int
    gone: int
    ore: int = 0
    ore_gone: int = 0

    def is_much(self, least: Fraction) -> bool:
        """Whether less than a share ``least`` is there again, of the rows or of their money."""
        return (self.rows - self.gone) < least * self.rows or (self.ore - self.ore_gone) < least * self.ore


def lost_of(before: pd.DataFrame, after: pd.DataFrame, left: int) -> Lost:
    """How much of a grant's rows ``before`` is nowhere in the month ``after``, on whatever codes.

    Both as for ``recurrence``, ``before`` with ``amount_ore``. A row whose voucher is there, or which is there under
    another number, may be corrected or rebooked and is not gone. Rows without number may be balances that have changed:
    they are gone only as far as fewer are ``left`` of the grant.
    """
    had, has = (pd.MultiIndex.from_arrays([one["content"], _nth(one)]) for one in (before, after))
    numbered = before["voucher"] != NO_NUMBER
    gone = ~(numbered & before["voucher"].isin(after["voucher"])).to_numpy() & ~had.isin(has)
    many = int(gone.sum()) if numbered.any() else min(int(gone.sum()), max(len(before) - left, 0))
    ore = before["amount_ore"].abs()
    return Lost(len(before), many, int(ore.sum()), int(ore[gone].sum()) if many else 0)


def recurrence(before: pd.DataFrame, after: pd.DataFrame) -> Recurrence:
    """How much of a month's rows ``before`` is there ``after``.

    Both have ``voucher`` (a number for each voucher, NO_NUMBER where there is none) and ``content`` (a number for each
    different row, whatever its voucher). Rows alike are told apart by how many they are.
    """
    if len(before) == len(after) and np.array_equal(np.sort(before["content"]), np.sort(after["content"])):
        units = int(before.loc[before["voucher"] != NO_NUMBER, "voucher"].nunique())
        units += int((before["voucher"] == NO_NUMBER).sum())
        return Recurrence(units, units, False, False)
    numbered = before.loc[before["voucher"] != NO_NUMBER, "voucher"].drop_duplicates()
    bare = before[before["voucher"] == NO_NUMBER]
    again = _alike(bare["content"], after["content"])
    by_voucher = (len(numbered) + len(bare), int(numbered.isin(after["voucher"]).sum()) + again)
    by_row = (len(before), _alike(before["content"], after["content"]))
    is_by_row = _share(by_row) > _share(by_voucher)
    units, recurring = by_row if is_by_row else by_voucher
    nothing_new = _alike(after["content"], before["content"]) == len(after)
    return Recurrence(units, recurring, is_by_row, nothing_new and len(after) < len(before) and recurring < units)


def verdict(found: Recurrence, least: Fraction, grant: OnCodes, *, confirmed: bool, allowed: bool) -> Verdict:
    """Whether a grant's report may rest on a delivery of which so much recurs, ``least`` being the share that must.

    ``confirmed`` is whether control totals of the file were given, and so held.
    """
    if allowed or not grant.touched:
        return Verdict.GOES_ON
    if grant.before and not grant.after and not grant.confirmed:
        return Verdict.NONE_LEFT
    if found.share < least and not confirmed:
        return Verdict.FEW_RECUR
    return Verdict.GOES_ON


def _alike(ones: pd.Series, others: pd.Series) -> int:
    """How many of some rows are among others, each of the others answering for one."""
    counts = pd.DataFrame({"ones": ones.value_counts(), "others": others.value_counts()}).fillna(0)
    return int(counts.min(axis=1).sum())


def _nth(rows: pd.DataFrame) -> pd.Series:
    """Which of the rows that say the same each row is."""
    return rows.groupby("content").cumcount()


def _share(of: tuple[int, int]) -> Fraction:
    return Fraction(of[1], of[0]) if of[0] else Fraction(1)
