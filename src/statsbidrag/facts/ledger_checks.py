"""What the ledger tells of a grant beside its cost: the accrual, how far salaries are rebooked, what was received.

Owns which rows and codes each of them is read from. Some ask the ledger for rows beside the grant's own, so ``Facts``
asks once and findings and sections share the answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from ..base.period import Period
from ..model.choices import Event
from ..read.params.parameters import Parameters
from ..read.store.ledger import Ledger
from ..rules.checks import income_on_codes, latest_rebooked_month
from ..rules.salary import UnitSalary, salary_by_unit
from ..rules.selection import matches
from .accrual import AccrualRows, accrual_of
from .narrow import narrow_months
from .rows import in_vouchers, rows_by_month, rows_of, vouchers_of


@dataclass(frozen=True)
class LedgerChecks:
    """``accrual`` is None where the region names no codes for it. ``rebooked_until`` is the latest month (``YYYY-MM``)
    whose booking has a salary rebooking onto the grant, or None; ``income`` öre received according to the ledger's
    income code, None when no code is configured. ``salaries`` are the units that have had salary rebooked onto the
    grant; none in the final accounts, nor where the cost is not accounted for separately.

    ``narrow`` are the months of which the ledger has only the grant's rows: where there are such, how far salaries are
    rebooked and what the income code has is not known, and is None or nothing."""

    accrual: AccrualRows | None
    rebooked_until: str | None
    income: int | None
    salaries: list[UnitSalary]
    narrow: list[str]


def ledger_checks(
    parameters: Parameters,
    ledger: Ledger,
    booked: pd.DataFrame,
    cost: pd.DataFrame,
    events: Sequence[Event],
    period: Period,
) -> LedgerChecks:
    """The checks of a report.

    ``booked`` are the ledger's rows on the agreement's codes, ``cost`` those that count, and ``events`` those that the
    year's books may hold.
    """
    bookkeeping, classes = parameters.choices.books, parameters.region.salary_classes
    income, rows = bookkeeping.income, rows_of(booked, period)
    # A salary comes from a code that is not the grant's, in a voucher that is.
    vouchers = vouchers_of(rows[matches(rows, bookkeeping.cost)])
    salaries = in_vouchers(ledger.books, period, vouchers, classes)
    ours = rows_by_month(booked, bookkeeping.cost, period)
    narrow = narrow_months(ledger, period.months, ours, parameters.settings.rhythm)
    ends = parameters.agreement.window.end
    untold = period.closing or bookkeeping.not_separated is not None or bool(narrow)
    until = latest_rebooked_month(salaries, bookkeeping.cost, classes)
    return LedgerChecks(
        accrual_of(bookkeeping.accrual, ledger, booked, events, period),
        None if max(narrow, default="") > (until or "") else until,
        None if income is None or narrow else income_on_codes(rows[~rows["closing"]], income),
        [] if untold else salary_by_unit(salaries, cost, bookkeeping.cost, classes, period, ends),
        narrow,
    )
