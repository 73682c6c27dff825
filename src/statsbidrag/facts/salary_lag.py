"""The units that have had salary rebooked onto a report's grant, and what each lacks."""

from ..rules.salary import UnitSalary, salary_by_unit
from .gather import Facts


def salary_lag(facts: Facts) -> list[UnitSalary]:
    """By unit; none in the final accounts, nor where the cost is not accounted for separately."""
    if facts.period.closing or facts.not_separated is not None:
        return []
    codes, classes = facts.parameters.choices.books.cost, facts.parameters.region.salary_classes
    return salary_by_unit(facts.ledger_checks.salaries, facts.cost, codes, classes, facts.period)
