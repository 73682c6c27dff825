"""Checks of the ledger against itself and against what the region says it got.

Owns what a salary rebooking is: a voucher that puts a salary account on the grant's codes and takes the same account
off another code. Salaries reach the grant that way, often late, so the latest month with one tells how far they are in.
"""

from collections.abc import Collection

import pandas as pd

from .selection import CodeSet, matches


def latest_rebooked_month(rows: pd.DataFrame, codes: CodeSet, salary_classes: Collection[str]) -> str | None:
    """The latest booking month (``YYYY-MM``) with a salary rebooking onto the codes, or None.

    ``rows`` are the period's store rows, columns file, voucher, period, account, amount_ore and the code dimensions.
    """
    moves = salary_moves(rows, codes, salary_classes)
    debits = moves[moves["amount_ore"] > 0]
    return None if debits.empty else str(debits["period"].max())


def salary_moves(rows: pd.DataFrame, codes: CodeSet, salary_classes: Collection[str]) -> pd.DataFrame:
    """The rows on the codes that rebook a salary onto them or take one back: in the same voucher the same account has
    the other sign on another code. Columns as ``rows``. Rows without voucher, as period balances, are together by
    month: a file of several months would else tell otherwise than a file for each."""
    salaries = rows[rows["account"].str[:1].isin(list(salary_classes))]
    together = salaries["voucher"].astype("str").where(salaries["voucher"] != "", salaries["period"].astype("str"))
    salaries = salaries.assign(together=together)
    ours = matches(salaries, codes)
    keys = ["file", "together", "account"]
    parts = []
    for sign in (1, -1):
        here = salaries[ours & (sign * salaries["amount_ore"] > 0)]
        there = salaries[~ours & (sign * salaries["amount_ore"] < 0)]
        parts.append(here.merge(there[keys].drop_duplicates(), on=keys))
    return pd.concat(parts, ignore_index=True).drop(columns="together")


def income_on_codes(rows: pd.DataFrame, codes: CodeSet) -> int:
    """Öre received according to the ledger's income code, as a positive amount."""
    return -int(rows.loc[matches(rows, codes), "amount_ore"].sum())
