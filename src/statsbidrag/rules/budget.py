"""Budget per month, and which version of it is in force.

A budget without months is spread 1/12, to the öre, and the report says so. Of several versions the latest that was
decided by the period's end is in force, for the whole year; before any was decided the first one is.
"""

import datetime as dt
from collections.abc import Iterable, Sequence

from ..base.period import Period
from ..model.budget import Budget, by_decision
from .sharing.whole_ore import split_by_weight


def monthly_budget(budget: Budget) -> list[int]:
    """Twelve amounts in öre, January first; they sum to the budget."""
    if budget.month_ore is not None:
        return budget.month_ore
    spread = split_by_weight(budget.ore, {f"{month:02d}": 1 for month in range(1, 13)})
    return [spread[month] for month in sorted(spread)]


def budget_to_date(budget: Budget, period: Period) -> int:
    """Öre budgeted from January to the period's month."""
    return sum(monthly_budget(budget)[: period.month])


def monthly_total(budgets: Iterable[Budget]) -> list[int]:
    """Several budgets together: twelve amounts in öre, January first."""
    total = [0] * 12
    for budget in budgets:
        total = [sum(pair) for pair in zip(total, monthly_budget(budget), strict=True)]
    return total


def in_force(budgets: Sequence[Budget], day: dt.date) -> Budget:
    """The version in force on a day: the latest decided by then, else the first. IndexError for no version."""
    ordered = by_decision(budgets)
    decided = [budget for budget in ordered if budget.decided_on is None or budget.decided_on <= day]
    return decided[-1] if decided else ordered[0]
