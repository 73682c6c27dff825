"""Högsta belopp (E): what the region may get of a component, and how stated and computed amounts agree.

Owns the order: the region's decided amount if there is one, else the stated amount where it differs from the computed
or nothing can be computed, else the computed; where none is known, E is unknown. Stated agrees with computed when they
differ by at most half of the stated amount's last digit.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ..base.money import total_if_known
from ..base.period import Period
from ..base.states import Lacking, Status
from ..model.agreement import Agreement, Amendment
from ..model.choices import RegionAgreement, Stated
from ..model.component import Component
from .sharing.case import ComponentShare, Population, Quantities
from .sharing.population_share import split_by_population
from .sharing.registry import reckons_with_example, share


class Agreeing(StrEnum):
    """How a stated amount stands to the computed."""

    AGREES = "agrees"
    DIFFERS = "differs"
    NOT_STATED = "not_stated"
    NOT_COMPUTABLE = "not_computable"


@dataclass(frozen=True)
class Entitlement:
    """One component's högsta belopp, öre; ``basis`` says which amount was taken: decided, stated, computed, unknown.

    ``inhabitants`` are None where the rule does not share by population. ``computed_status`` is how firm the computed
    amount is: never firmer than preliminary, since the share is ours.
    """

    component: Component
    amendments: list[Amendment]
    shared: ComponentShare
    inhabitants: int | None
    inhabitants_in_all: int | None
    stated: Stated | None
    decided: Stated | None
    agreeing: Agreeing
    entitled_ore: int | None
    basis: str
    computed_status: Status

    @property
    def status(self) -> Status:
        """How firm högsta belopp is: as firm as the amount it comes from."""
        given = {"decided": self.decided, "stated": self.stated}.get(self.basis)
        if given is not None:
            return given.status
        return self.computed_status if self.basis == "computed" else Status.UNKNOWN

    @property
    def national_ore(self) -> int | None:
        """What is shared out in the whole country, öre; None when no source says."""
        return self.shared.pot

    @property
    def computed_ore(self) -> int | None:
        return self.shared.computed

    @property
    def lacking(self) -> Lacking | None:
        """Why nothing could be computed."""
        return self.shared.lacking

    @property
    def population_date(self) -> dt.date | None:
        return self.component.population_date

    @property
    def share(self) -> Fraction | None:
        """The region's exact share of what is shared out; None where the rule has no share."""
        return self.shared.share

    @property
    def is_approximation(self) -> bool:
        """True when the population is of another day than the agreement's key date («närmevärde»)."""
        return self.inhabitants is not None and self.component.key_date != self.population_date


@dataclass(frozen=True)
class StatedTogether:
    """A stated amount that covers several components, beside what they are computed to together (öre).

    Where the papers do not tell which components it covers it stands for the whole agreement, and nothing is computed
    beside it.
    """

    stated: Stated
    members: list[Entitlement]
    computed_ore: int | None
    agreeing: Agreeing


def agreeing(stated_ore: int, last_digit_ore: int, computed_ore: int) -> Agreeing:
    """Compare a stated amount with the computed; all in öre."""
    return Agreeing.AGREES if 2 * abs(stated_ore - computed_ore) <= last_digit_ore else Agreeing.DIFFERS


def standing(stated: Stated | None, computed_ore: int | None) -> Agreeing:
    """How a stated amount, if there is one, stands to a computed, if there is one."""
    if computed_ore is None:
        return Agreeing.NOT_COMPUTABLE
    if stated is None:
        return Agreeing.NOT_STATED
    return agreeing(stated.ore, stated.last_digit_ore, computed_ore)


def national_ore(agreement: Agreement, component: Component, period: Period) -> int | None:
    """The component's national amount, öre, with the amendments in force by the period's last month."""
    first = component.national_amount
    total = None if first is None else first.ore
    for amendment in amendments_in_force(agreement, component, period):
        added = None if total is None else total + amendment.ore
        total = added if amendment.adds else amendment.ore
    return total


def amendments_in_force(agreement: Agreement, component: Component, period: Period) -> list[Amendment]:
    """The component's amendments from months up to the period's last, oldest first."""
    ours = [entry for entry in agreement.amendments if entry.of == f"components.{component.id}.national"]
    return sorted((entry for entry in ours if entry.start <= period.month_text), key=lambda entry: entry.start)


def quantities_of(choices: RegionAgreement) -> Quantities:
    """What the region did and has, for the rules that pay by it."""
    return Quantities(choices.volumes, choices.listed, choices.full_time_equivalents, choices.applications)


def entitlements(
    agreement: Agreement, choices: RegionAgreement, population: Population, lan_code: str, period: Period
) -> list[Entitlement]:
    """Every component's högsta belopp for the agreement's year, in the agreement's order.

    Money that the region itself shares out is not among them: it is a part of what the region gets.
    """
    return [_entitlement(agreement, component, choices, population, lan_code, period) for component in agreement.shared]


def entitled_in_all(given: Sequence[Entitlement], together: Sequence[StatedTogether]) -> int | None:
    """E of the whole agreement, öre: the components', but a stated amount of several where it differs from theirs.

    None when some component's is unknown and no amount of several covers it.
    """
    used = used_together(together)
    inside = {member.component.id for group in used for member in group.members}
    rest = [one.entitled_ore for one in given if one.component.id not in inside]
    return total_if_known([*(group.stated.ore for group in used), *rest])


def used_together(together: Sequence[StatedTogether]) -> list[StatedTogether]:
    """The stated amounts of several components that högsta belopp comes from: those that differ from what is computed,
    or have nothing computed beside them, and no component of which has been decided on or is in a wider one."""
    used: list[StatedTogether] = []
    taken: set[str] = set()
    for group in together:
        inside = {member.component.id for member in group.members}
        free = not inside & taken and not any(member.decided for member in group.members)
        if group.agreeing in (Agreeing.DIFFERS, Agreeing.NOT_COMPUTABLE) and free:
            used.append(group)
            taken |= inside
    return used


def assumed(given: Sequence[Entitlement], together: Sequence[StatedTogether]) -> list[Entitlement]:
    """Those whose högsta belopp rests on an assumed share alone: nothing is stated for them, alone or with others."""
    stated = {member.component.id for group in together for member in group.members}
    stated |= {one.component.id for one in given if one.stated}
    return [
        one for one in given if one.basis == "computed" and one.component.is_assumed and one.component.id not in stated
    ]


def stated_together(given: Sequence[Entitlement], choices: RegionAgreement, year: int) -> list[StatedTogether]:
    """The year's stated amounts that cover several components, or an unknown number of them, widest first.

    An amount of money that the region itself shares out is not among them.
    """
    by_id = {one.component.id: one for one in given}
    found = []
    for stated in choices.stated:
        whole = not stated.of
        if not stated.stands_for(year) or len(stated.of) == 1:
            continue
        if set(stated.of) <= set(by_id):
            members = list(given) if whole else [by_id[name] for name in stated.of]
            computed = None if whole else total_if_known(member.computed_ore for member in members)
            found.append(StatedTogether(stated, members, computed, standing(stated, computed)))
    return sorted(found, key=lambda group: -len(group.members))


def _entitlement(
    agreement: Agreement,
    component: Component,
    choices: RegionAgreement,
    population: Population,
    lan_code: str,
    period: Period,
) -> Entitlement:
    quantities = quantities_of(choices)
    shared = share(component, national_ore(agreement, component, period), population, lan_code, quantities)
    stated = _whole_component(choices.stated, component.id, agreement.year)
    decided = _whole_component(choices.decided, component.id, agreement.year)
    amended = amendments_in_force(agreement, component, period)
    # What the region's papers state was stated of the amount as first agreed.
    agreed = component.national_amount
    first = share(component, None if agreed is None else agreed.ore, population, lan_code, quantities)
    how = standing(stated, first.computed)
    basis: str
    ore: int | None
    if decided:
        basis, ore = "decided", decided.ore
    elif stated and (shared.computed is None or (how is Agreeing.DIFFERS and not amended)):
        basis, ore = "stated", stated.ore
    else:
        basis, ore = ("unknown" if shared.computed is None else "computed"), shared.computed
    people = population.get(component.population_date, {}) if component.population_date else {}
    return Entitlement(
        component,
        amended,
        shared,
        people.get(lan_code),
        sum(people.values()) if people else None,
        stated,
        decided,
        how,
        ore,
        basis,
        _computed_status(component, amended, quantities, shared),
    )


def _computed_status(
    component: Component, amended: Sequence[Amendment], quantities: Quantities, shared: ComponentShare
) -> Status:
    national = component.national_amount
    amounts = [*([national.status] if national else []), *(one.status for one in amended)]
    if shared.computed is None or Status.UNKNOWN in amounts:
        return Status.UNKNOWN
    invented = Status.EXAMPLE in amounts or reckons_with_example(component, quantities)
    return Status.EXAMPLE if invented else Status.PRELIMINARY


def _whole_component(amounts: Sequence[Stated], component_id: str, year: int) -> Stated | None:
    return next((one for one in amounts if one.of == [component_id] and one.stands_for(year)), None)


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
