"""Cost by effort, area, cost type, unit and month, each summed from the rows on its own.

Owns the rule that rows which fit no group form a line of their own (key ``""``), so that every breakdown sums to K.
Amounts are öre. ``rows`` are counted store rows.
"""

from collections.abc import Mapping, Sequence

import pandas as pd

from ..model.region import CostType
from .selection import CodeSet, longest_prefix, matches

NONE = ""


class ClaimedTwice(Exception):
    """Two groups claim the same rows, the second by ``codes``: their cost would be told twice."""

    def __init__(self, first: str, second: str, codes: CodeSet) -> None:
        super().__init__(first, second, codes)
        self.first, self.second, self.codes = first, second, codes


def groups_by_codes(rows: pd.DataFrame, code_sets: Mapping[str, Sequence[CodeSet]]) -> pd.Series:
    """The group of each row: the one with a set of codes that matches, ``""`` when none does.

    Raises ClaimedTwice for a row that two groups claim.
    """
    group = pd.Series(NONE, index=rows.index, dtype="str")
    for name, sets in code_sets.items():
        for codes in sets:
            hit = matches(rows, codes)
            taken = hit & (group != NONE) & (group != name)
            if taken.any():
                raise ClaimedTwice(str(group[taken].iloc[0]), name, codes)
            group[hit] = name
    return group


def cost_type_of(accounts: pd.Series, cost_types: Sequence[CostType], year: int) -> pd.Series:
    """The cost type id of each account by the longest prefix valid that year, ``""`` when none fits."""
    groups = [(kind.id, group) for kind in cost_types for group in kind.accounts]
    found = {account: longest_prefix(account, groups, year) or NONE for account in accounts.unique()}
    return accounts.map(found)


def payee_of(rows: pd.DataFrame, private_counterparts: Sequence[str]) -> pd.Series:
    """Where the money went: a private provider's counterpart code where the row has one, else the unit code."""
    return rows["unit"].where(~rows["counterpart"].isin(list(private_counterparts)), rows["counterpart"])


def sums(rows: pd.DataFrame, group: pd.Series) -> dict[str, int]:
    """Öre per group, groups in sorted order."""
    totals = rows["amount_ore"].groupby(group).sum()
    return {str(name): int(total) for name, total in totals.sort_index().items()}
