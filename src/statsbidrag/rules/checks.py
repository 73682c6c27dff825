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
    salaries = rows[rows["account"].str[:1].isin(list(salary_classes))]
    ours = matches(salaries, codes)
    debits = salaries[ours & (salaries["amount_ore"] > 0)]
    credits = salaries[~ours & (salaries["amount_ore"] < 0)]
    keys = ["file", "voucher", "account"]
    rebooked = debits.merge(credits[keys].drop_duplicates(), on=keys)
    return None if rebooked.empty else str(rebooked["period"].max())


def income_on_codes(rows: pd.DataFrame, codes: CodeSet) -> int:
    """Öre received according to the ledger's income code, as a positive amount."""
    return -int(rows.loc[matches(rows, codes), "amount_ore"].sum())
