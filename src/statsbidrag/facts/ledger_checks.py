"""What the ledger tells of a grant beside its cost: the accrual, how far salaries are rebooked, what was received.

Owns which of a report's rows and codes each of them is read from. Each goes through every row of the period, so
``Facts`` asks once and findings and sections share the answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from ..base.period import Period
from ..model.choices import Event
from ..read.params.parameters import Parameters
from ..read.store.ledger import Ledger
from ..rules.checks import income_on_codes, latest_rebooked_month
from .accrual import AccrualRows, accrual_of


@dataclass(frozen=True)
class LedgerChecks:
    """``accrual`` is None where the region names no codes for it. ``rebooked_until`` is the latest month (``YYYY-MM``)
    whose booking has a salary rebooking onto the grant, or None; ``income`` öre received according to the ledger's
    income code, None when no code is configured."""

    accrual: AccrualRows | None
    rebooked_until: str | None
    income: int | None


def ledger_checks(
    parameters: Parameters, ledger: Ledger, rows: pd.DataFrame, events: Sequence[Event], period: Period
) -> LedgerChecks:
    """The checks of a report. ``rows`` are the period's, and ``events`` those that the year's books may hold."""
    bookkeeping = parameters.choices.books
    income = bookkeeping.income
    return LedgerChecks(
        accrual_of(bookkeeping.accrual, ledger, rows, events, period),
        latest_rebooked_month(rows, bookkeeping.cost, parameters.region.salary_classes),
        None if income is None else income_on_codes(rows[~rows["closing"]], income),
    )
