"""The accrual of a report's grant: which ledger rows it is read from.

Owns where the opening comes from: the opening balances (period 00) of the year where the ledger has any; else the
rows of earlier years, if the year before is in the ledger from January to its closing rows; else it is not known.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from ..base.period import Period
from ..model.bookkeeping import Accrual
from ..model.choices import Event
from ..model.values import Codes
from ..read.store.ledger import Ledger
from ..rules.accrual import AccrualBalance, accrual_balance, on_any
from ..rules.chain import received
from ..rules.selection import sieve
from .rows import rows_of


@dataclass(frozen=True)
class AccrualRows:
    """The accrual, the rows behind it (``opening`` None: not known), and where the opening comes from, in Swedish."""

    accrued: AccrualBalance
    opening: pd.DataFrame | None
    movement: pd.DataFrame
    recognised: pd.DataFrame
    opening_from: str


def accrual_of(
    codes: Accrual | None, ledger: Ledger, booked: pd.DataFrame, events: Sequence[Event], period: Period
) -> AccrualRows | None:
    """The accrual of the report's year up to its period; None where the region names no codes for it.

    ``booked`` are the ledger's rows on the agreement's codes, and ``events`` those that the year's books may hold.
    """
    if codes is None:
        return None
    opening, opening_from = _opening(ledger, booked, period.year, codes)
    rows = rows_of(booked, period)
    movement = on_any(rows, [codes.liability, codes.claim])
    recognised = on_any(rows, [codes.income])
    got = received([event for event in events if event.date >= period.first_day], period)
    return AccrualRows(accrual_balance(opening, movement, recognised, got), opening, movement, recognised, opening_from)


def _opening(ledger: Ledger, booked: pd.DataFrame, year: int, codes: Accrual) -> tuple[pd.DataFrame | None, str]:
    balance_codes = [codes.liability, codes.claim]
    in_books = set(ledger.books.sums(opening=True)["period"])
    if f"{year}-00" in in_books:
        return _balances(ledger, year, balance_codes), f"ingående balans {year} (period 00)"
    whole = {slot for one in ledger.deliveries if one.objects is None and not one.adds for slot in one.slots()}
    before = year - 1
    if not {f"{before}-{number:02d}" for number in range(1, 14)} <= whole:
        return None, f"ej känt: huvudboken har varken ingående balans {year} eller hela {before}"
    earlier = on_any(booked[booked["period"] < f"{year}-01"], balance_codes)
    # What stood there before the first year of the ledger is in that year's own opening balances, if it has any.
    start = min((int(month[:4]) for month in ledger.books.sums()["period"]), default=year)
    first = _balances(ledger, start, balance_codes)
    return pd.concat([first, earlier], ignore_index=True), f"huvudboken till och med {before}"


def _balances(ledger: Ledger, year: int, codes: Sequence[Codes | None]) -> pd.DataFrame:
    """A year's opening balances on one of several sets of codes."""
    balances = ledger.books.opening_on(sieve(codes))
    return on_any(balances[balances["period"] == f"{year}-00"], codes)
