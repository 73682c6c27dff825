"""Every year's stated amount beside what the same pot gives by that year's population.

Owns the check that a stated amount of a coming year follows the population; it changes no högsta belopp.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from ..model.choices import Stated
from ..model.component import Component
from .entitlement import Agreeing, agreeing
from .sharing.case import Population
from .sharing.population_share import split_by_population


@dataclass(frozen=True)
class YearCheck:
    """A stated amount of one year beside the same pot shared by the population of the key date that year's (öre)."""

    year: int
    stated: Stated
    population_date: dt.date
    computed_ore: int | None
    agreeing: Agreeing | None


def year_checks(
    component: Component,
    stated: Sequence[Stated],
    pot_ore: int | None,
    year: int,
    population: Population,
    lan_code: str,
) -> list[YearCheck]:
    """Every year's stated amount for the whole component, checked; ``computed_ore`` None when population is missing.

    Only an amount shared by population can be checked against the population of other years.
    """
    checks: list[YearCheck] = []
    if component.rule != "population_share" or component.population_date is None or pot_ore is None:
        return checks
    for amount in stated:
        if amount.of == [component.id] and amount.stands_for(amount.year):
            day = component.population_date.replace(year=component.population_date.year + amount.year - year)
            computed = split_by_population(pot_ore, population[day])[lan_code] if day in population else None
            how = agreeing(amount.ore, amount.last_digit_ore, computed) if computed is not None else None
            checks.append(YearCheck(amount.year, amount, day, computed, how))
    return checks
