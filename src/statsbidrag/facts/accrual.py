"""The accrual of a report's grant: which ledger rows it is read from.

Owns where the opening comes from: the opening balances (period 00) of the year where the ledger has any; else the
rows of earlier years, if the year before is in the ledger from January to its closing rows; else what the region's file
states; else it is not known. Owns too which rows are the liability and which the claim.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from ..base.period import Period
from ..model.bookkeeping import Accrual
from ..model.choices import Event
from ..model.values import Amount, Codes
from ..read.store.ledger import Ledger
from ..rules.accrual import AccrualBalance, accrual_balance, on_any
from ..rules.chain import received
from ..rules.selection import matches, sieve
from .rows import rows_of


@dataclass(frozen=True)
class AccrualRows:
    """The accrual, the rows behind it (``opening`` None: the ledger does not tell it), where the opening comes from, in
    Swedish, and the opening that the region states.

    ``liability_rows`` and ``claim_rows`` are the rows of opening and movement on the codes of each; no row is both.
    """

    accrued: AccrualBalance
    opening: pd.DataFrame | None
    movement: pd.DataFrame
    recognised: pd.DataFrame
    opening_from: str
    stated: Amount | None
    liability_rows: pd.DataFrame
    claim_rows: pd.DataFrame

    @property
    def is_stated(self) -> bool:
        """Whether the opening is the one that the region states."""
        return self.opening is None and self.stated is not None

    @property
    def booked_liability(self) -> int | None:
        """Öre booked as liability; None where the opening is not known."""
        if self.accrued.opening is None:
            return None
        first = max(0, self.accrued.opening) if self.is_stated else 0
        return first - int(self.liability_rows["amount_ore"].sum())

    @property
    def booked_claim(self) -> int | None:
        """Öre booked as claim; None where the opening is not known."""
        if self.accrued.opening is None:
            return None
        first = max(0, -self.accrued.opening) if self.is_stated else 0
        return first + int(self.claim_rows["amount_ore"].sum())


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
    stated = codes.opening
    if opening is None and stated is not None:
        opening_from = "angivet i regionens fil"
    accrued = accrual_balance(opening, movement, recognised, got, None if stated is None else stated.ore)
    balances = movement if opening is None else pd.concat([opening, movement], ignore_index=True)
    is_liability = matches(balances, codes.liability)
    return AccrualRows(
        accrued,
        opening,
        movement,
        recognised,
        opening_from,
        stated,
        balances[is_liability],
        balances[~is_liability],
    )


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
