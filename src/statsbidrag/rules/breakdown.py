"""Cost by effort, area, cost type, unit and month, each summed from the rows on its own.

Owns the rule that rows which fit no group form a line of their own (key ``""``), so that every breakdown sums to K.
Amounts are öre. ``rows`` are counted store rows.
"""

from collections.abc import Mapping, Sequence

import pandas as pd

from ..base.errors import ParameterError
from ..model.region import CostType
from ..model.values import Codes
from .selection import longest_prefix, matches

NONE = ""


def groups_by_codes(rows: pd.DataFrame, code_sets: Mapping[str, Sequence[Codes]]) -> pd.Series:
    """The group of each row: the one with a set of codes that matches, ``""`` when none does.

    A row two groups claim is a ParameterError: its cost would be told twice.
    """
    group = pd.Series(NONE, index=rows.index, dtype="str")
    for name, sets in code_sets.items():
        for codes in sets:
            hit = matches(rows, codes)
            taken = hit & (group != NONE) & (group != name)
            if taken.any():
                said = ", ".join(f"{dimension}: {' '.join(wanted)}" for dimension, wanted in codes.items())
                raise ParameterError(
                    f"«{group[taken].iloc[0]}» och «{name}» gör anspråk på samma rader ({said}). Ge dem olika codes."
                )
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
