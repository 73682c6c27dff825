"""Budget per month. A budget without months is spread 1/12, to the öre, and the report says so."""

from collections.abc import Iterable

from ..base.period import Period
from ..model.budget import Budget
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
