"""Högsta belopp (E): what the region may get of a component, and how stated and computed amounts agree.

Owns the order: the region's decided amount if there is one, else the stated amount where it differs from the computed,
else the computed. Stated agrees with computed when they differ by at most half of the stated amount's last digit.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ..agreement import Agreement, Amendment, Component
from ..choices import RegionAgreement, Stated
from ..period import Period
from .population_share import split_by_population

Population = Mapping[dt.date, Mapping[str, int]]


class Agreeing(StrEnum):
    """How a stated amount stands to the computed."""

    AGREES = "agrees"
    DIFFERS = "differs"
    NOT_STATED = "not_stated"


@dataclass(frozen=True)
class Entitlement:
    """One component's högsta belopp, öre; ``basis`` says which amount was taken: decided, stated or computed."""

    component: Component
    amendments: list[Amendment]
    national_ore: int
    population_date: dt.date
    inhabitants: int
    inhabitants_in_all: int
    computed_ore: int
    stated: Stated | None
    decided: Stated | None
    agreeing: Agreeing
    entitled_ore: int
    basis: str

    @property
    def share(self) -> Fraction:
        """The region's exact share of the inhabitants."""
        return Fraction(self.inhabitants, self.inhabitants_in_all)

    @property
    def is_approximation(self) -> bool:
        """True when the population is of another day than the agreement's key date («närmevärde»)."""
        return self.component.key_date != self.population_date


def agreeing(stated_ore: int, last_digit_ore: int, computed_ore: int) -> Agreeing:
    """Compare a stated amount with the computed; all in öre."""
    return Agreeing.AGREES if 2 * abs(stated_ore - computed_ore) <= last_digit_ore else Agreeing.DIFFERS


def national_ore(agreement: Agreement, component: Component, period: Period) -> int:
    """The component's national amount, öre, with the amendments in force by the period's last month."""
    total = component.national_amount.ore
    for amendment in amendments_in_force(agreement, component, period):
        total = total + amendment.ore if amendment.adds else amendment.ore
    return total


def amendments_in_force(agreement: Agreement, component: Component, period: Period) -> list[Amendment]:
    """The component's amendments from months up to the period's last, oldest first."""
    ours = [entry for entry in agreement.amendments if entry.of == f"components.{component.id}.national"]
    return sorted((entry for entry in ours if entry.start <= period.month_text), key=lambda entry: entry.start)


def entitlements(
    agreement: Agreement, choices: RegionAgreement, population: Population, lan_code: str, period: Period
) -> list[Entitlement]:
    """Every component's högsta belopp for the agreement's year, in the agreement's order."""
    return [
        _entitlement(agreement, component, choices, population, lan_code, period) for component in agreement.components
    ]


def _entitlement(
    agreement: Agreement,
    component: Component,
    choices: RegionAgreement,
    population: Population,
    lan_code: str,
    period: Period,
) -> Entitlement:
    people = population[component.population_date]
    pot = national_ore(agreement, component, period)
    computed = split_by_population(pot, people)[lan_code]
    stated = _whole_component(choices.stated, component.id, agreement.year)
    decided = _whole_component(choices.decided, component.id, agreement.year)
    amended = amendments_in_force(agreement, component, period)
    # What the region's papers state was stated of the amount as first agreed.
    first = split_by_population(component.national_amount.ore, people)[lan_code]
    how = agreeing(stated.ore, stated.last_digit_ore, first) if stated else Agreeing.NOT_STATED
    if decided:
        basis, ore = "decided", decided.ore
    elif stated and how is Agreeing.DIFFERS and not amended:
        basis, ore = "stated", stated.ore
    else:
        basis, ore = "computed", computed
    return Entitlement(
        component,
        amended,
        pot,
        component.population_date,
        people[lan_code],
        sum(people.values()),
        computed,
        stated,
        decided,
        how,
        ore,
        basis,
    )


def _whole_component(amounts: Sequence[Stated], component_id: str, year: int) -> Stated | None:
    found = [a for a in amounts if a.year == year and a.of == [component_id] and a.area is None and a.chosen]
    return found[0] if found else None


@dataclass(frozen=True)
class YearCheck:
    """A stated amount of one year beside the same pot shared by the population of the key date that year's (öre)."""

    year: int
    stated: Stated
    population_date: dt.date
    computed_ore: int | None
    agreeing: Agreeing | None


def year_checks(
    component: Component, stated: Sequence[Stated], pot_ore: int, year: int, population: Population, lan_code: str
) -> list[YearCheck]:
    """Every year's stated amount for the whole component, checked; ``computed_ore`` None when population is missing."""
    checks = []
    for amount in stated:
        if amount.of == [component.id] and amount.area is None and amount.chosen:
            day = component.population_date.replace(year=component.population_date.year + amount.year - year)
            computed = split_by_population(pot_ore, population[day])[lan_code] if day in population else None
            how = agreeing(amount.ore, amount.last_digit_ore, computed) if computed is not None else None
            checks.append(YearCheck(amount.year, amount, day, computed, how))
    return checks
