"""What could explain that a stated amount differs from the computed one.

Owns the explanations that are looked for. None is chosen: the sources do not tell which is true, and several may be.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from ..model.choices import Stated
from ..model.component import Component
from .allocation import Item
from .entitlement import Agreeing, agreeing
from .sharing.case import Population
from .sharing.population_share import split_by_population


class Explanation(StrEnum):
    """What could explain a difference: another day, a key that is not stated, rounding, another national amount."""

    OTHER_DATE = "other_date"
    UNKNOWN_KEY = "unknown_key"
    ROUNDING = "rounding"
    OTHER_AMOUNT = "other_amount"


@dataclass(frozen=True)
class Possible:
    """A possible explanation; ``day`` or ``national`` (öre) is what would give ``computed`` (öre)."""

    kind: Explanation
    day: dt.date | None = None
    national: int | None = None
    computed: int | None = None


def possible(item: Item, population: Population, lan_code: str, known_by: dt.date) -> list[Possible]:
    """What could explain a differing item; [] for an item that does not differ.

    Another day counts when the agreement does not say which day decides and the day's population gives the stated
    amount. Days after ``known_by``, when the amount was written, are not looked at: nobody could have shared by them.
    Rounding counts when the stated amount is lower, by less than its last digit: cutting off never raises.
    """
    if item.status is not Agreeing.DIFFERS or item.stated is None or item.difference is None:
        return []
    found = []
    if all(component.key_date is None for component in item.components):
        found = [
            Possible(Explanation.OTHER_DATE, day=day, computed=computed)
            for day in sorted(population)
            if day != item.population_date
            and day <= known_by
            and (computed := _shared_on(item, population, lan_code, day)) is not None
            and agreeing(item.stated.ore, item.stated.last_digit_ore, computed) is Agreeing.AGREES
        ]
        found.append(Possible(Explanation.UNKNOWN_KEY))
    if 0 < -item.difference < item.stated.last_digit_ore:
        found.append(Possible(Explanation.ROUNDING))
    if len(item.components) == 1:
        found += _other_amounts(item.stated, item.components[0], population, lan_code)
    return found


def _shared_on(item: Item, population: Population, lan_code: str, day: dt.date) -> int | None:
    if any(component.rule != "population_share" for component in item.components) or item.national is None:
        return None
    return split_by_population(item.national, population[day])[lan_code]


def _other_amounts(stated: Stated, component: Component, population: Population, lan_code: str) -> list[Possible]:
    """National amounts that other sources state and that would give the stated amount."""
    if component.rule != "population_share" or component.population_date is None:
        return []
    found = []
    for amount in component.national:
        computed = split_by_population(amount.ore, population[component.population_date])[lan_code]
        if not amount.chosen and agreeing(stated.ore, stated.last_digit_ore, computed) is Agreeing.AGREES:
            found.append(Possible(Explanation.OTHER_AMOUNT, national=amount.ore, computed=computed))
    return found
