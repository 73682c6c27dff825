"""Which ledger rows belong to a grant, and which of them are cost.

Owns all matching of codes and prefixes. Codes are text. Within a dimension codes are alternatives; the dimensions of
one set of codes must all hold. Every row of the period gets exactly one treatment, so that the treatments' sums add
up to the ledger.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import pandas as pd

from ..base.period import Period
from ..model.agreement import Window
from ..model.region import AccountGroup
from ..model.values import Dimension

CodeSet = Mapping[Dimension, Collection[str]]
"""Codes by dimension of the ledger."""


class Treatment(StrEnum):
    """What became of a ledger row of the period."""

    COUNTED = "counted"
    OTHER_CODE = "other_code"
    OUTSIDE_WINDOW = "outside_window"
    INCOME = "income"
    BALANCE = "balance"
    OTHER_CLASS = "other_class"
    INTERNAL = "internal"
    OTHER_SIDE = "other_side"
    OVERHEAD = "overhead"
    VAT_COMPENSATION = "vat_compensation"


@dataclass(frozen=True)
class Exclusions:
    """What on the grant's codes does not count although it is cost, and the one income that may lower it.

    ``counterparts`` are the region's own units, left out in the group's view; ``units`` those of the side that is not
    followed up; ``overhead`` the codes of common costs the grant may not bear. ``vat_accounts`` are account prefixes of
    value added tax compensation, which is taken off the cost where ``vat_reduces_cost``, else left out; never received.
    """

    counterparts: Collection[str] = ()
    units: Collection[str] = ()
    overhead: CodeSet = field(default_factory=dict)
    vat_accounts: Collection[str] = ()
    vat_reduces_cost: bool = False


def matches(rows: pd.DataFrame, codes: CodeSet) -> pd.Series:
    """True for the rows that have the codes. ``rows`` has one text column per dimension; no codes match nothing."""
    if not codes:
        return pd.Series(False, index=rows.index)
    hit = pd.Series(True, index=rows.index)
    for dimension, allowed in codes.items():
        hit &= rows[dimension].isin(list(allowed))
    return hit


def sieve(sets: Iterable[CodeSet | None]) -> frozenset[frozenset[tuple[Dimension, frozenset[str]]]]:
    """The sets as data, for a reader of rows: what falls through has none of them, and of the rest ``matches`` chooses.

    Each set is its dimensions with the codes allowed, all of which must hold; one of the sets must.
    """
    return frozenset(
        frozenset((dimension, frozenset(allowed)) for dimension, allowed in codes.items()) for codes in sets if codes
    )


def longest_prefix(account: str, groups: Iterable[tuple[str, AccountGroup]], year: int) -> str | None:
    """The name whose group has the longest prefix of the account that year; None when no group has one."""
    best: tuple[int, str] | None = None
    for name, group in groups:
        valid = group.start <= year and (group.end is None or year <= group.end)
        if valid and account.startswith(group.prefix) and (best is None or len(group.prefix) > best[0]):
            best = (len(group.prefix), name)
    return best[1] if best else None


def in_period(rows: pd.DataFrame, period: Period) -> pd.Series:
    """True for rows booked from January to the period's month; closing rows only when the period is final."""
    hit = rows["period"].isin(period.months)
    return hit if period.closing else hit & ~rows["closing"]


def treatments(
    rows: pd.DataFrame,
    codes: CodeSet,
    window: Window,
    cost_classes: Collection[str],
    left_out: Exclusions,
) -> pd.Series:
    """One Treatment per row of the period's store rows (columns account, date, counterpart, the code dimensions).

    A row on the codes counts when its voucher date lies in the window, its account is in a cost class, and it is not
    left out. Of several reasons not to count the last of these is told: overhead, the other side, internal invoice,
    account class, value added tax compensation, outside the window.
    """
    result = pd.Series(Treatment.OTHER_CODE.value, index=rows.index, dtype="str")
    ours = matches(rows, codes)
    account_class = rows["account"].str[:1]
    outside = (rows["date"] < pd.Timestamp(window.start)) | (rows["date"] > pd.Timestamp(window.end))
    is_cost = account_class.isin(list(cost_classes))
    result[ours] = Treatment.COUNTED.value
    result[ours & is_cost & matches(rows, left_out.overhead)] = Treatment.OVERHEAD.value
    result[ours & is_cost & rows["unit"].isin(list(left_out.units))] = Treatment.OTHER_SIDE.value
    result[ours & is_cost & rows["counterpart"].isin(list(left_out.counterparts))] = Treatment.INTERNAL.value
    result[ours & ~is_cost] = Treatment.OTHER_CLASS.value
    result[ours & (account_class == "3")] = Treatment.INCOME.value
    result[ours & account_class.isin(["1", "2"])] = Treatment.BALANCE.value
    compensation = rows["account"].str.startswith(tuple(left_out.vat_accounts))
    taken = Treatment.COUNTED if left_out.vat_reduces_cost else Treatment.VAT_COMPENSATION
    result[ours & compensation] = taken.value
    result[ours & outside] = Treatment.OUTSIDE_WINDOW.value
    return result
