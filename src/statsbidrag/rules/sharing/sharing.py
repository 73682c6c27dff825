"""Which rule shares a component, and what a region's part is by it.

Owns the choice of rule by its name in the parameters. A part is None where something the rule needs is not known; the
reason is one of ``Lacking``. Nothing is assumed in its place.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from ...base.states import Lacking
from ...model.component import Component
from ...model.quantities import Application, FullTimeEquivalents, Listed, Volume
from .application import granted
from .equal_share import pot_of_equal_sums, split_equally
from .fixed import fixed_amount
from .per_fte import full_time_equivalents, paid_per_unit
from .per_unit_capped import capped
from .population_share import split_by_population
from .price_list import paid_by_price
from .whole_ore import nearest

Population = Mapping[dt.date, Mapping[str, int]]


@dataclass(frozen=True)
class Quantities:
    """What one region did and has, for the rules that pay by it. Empty lists: nothing is known."""

    volumes: Sequence[Volume] = ()
    listed: Sequence[Listed] = ()
    full_time_equivalents: Sequence[FullTimeEquivalents] = ()
    applications: Sequence[Application] = ()

    def of(self, component: str) -> "Quantities":
        """Those of one component."""
        return Quantities(
            [one for one in self.volumes if one.component == component],
            [one for one in self.listed if one.component == component],
            [one for one in self.full_time_equivalents if one.component == component],
            [one for one in self.applications if one.component == component],
        )


NOTHING_KNOWN = Quantities()


@dataclass(frozen=True)
class Shared:
    """A component as one region meets it, öre. ``lacking`` tells why ``computed`` is None.

    ``pot`` is what is shared out nationally, ``cap`` the most the region can get where there is a cap, ``by_unit`` what
    each of its units gives where it is reckoned unit by unit.
    """

    pot: int | None
    computed: int | None
    share: Fraction | None = None
    cap: int | None = None
    lacking: Lacking | None = None
    by_unit: dict[str, int] = field(default_factory=dict)


Rule = Callable[[Component, int | None, Population, str, Quantities], Shared]


def share(
    component: Component, pot_ore: int | None, population: Population, lan_code: str, quantities: Quantities
) -> Shared:
    """A region's part of a component by the component's rule. ``pot_ore`` None: no source gives the amount."""
    return RULES[component.rule](component, pot_ore, population, lan_code, quantities.of(component.id))


def reckons_with_example(component: Component, quantities: Quantities) -> bool:
    """True when something that a component's rule reckons with is invented: an amount, a price, what the region did."""
    amounts = [component.national_amount, component.each, component.chosen_price, *(component.prices or [])]
    amounts.append(component.per_fte.price if component.per_fte else None)
    ours = quantities.of(component.id)
    told = [*ours.volumes, *ours.listed, *ours.full_time_equivalents, *ours.applications]
    return any(one.is_example for one in [*amounts, *told] if one is not None)


def _population_share(
    component: Component, pot: int | None, population: Population, lan_code: str, _: Quantities
) -> Shared:
    people = population[component.population_date]
    part = Fraction(people[lan_code], sum(people.values()))
    if pot is None:
        return Shared(None, None, part, lacking=Lacking.AMOUNT)
    return Shared(pot, split_by_population(pot, people)[lan_code], part)


def _equal_share(component: Component, pot: int | None, population: Population, lan_code: str, _: Quantities) -> Shared:
    regions = list(next(iter(population.values())))
    part = Fraction(1, len(regions))
    if component.each is not None:
        pot = pot_of_equal_sums(component.each.ore, regions)
    if pot is None:
        return Shared(None, None, part, lacking=Lacking.AMOUNT)
    return Shared(pot, split_equally(pot, regions)[lan_code], part)


def _fixed(component: Component, pot: int | None, population: Population, lan_code: str, _: Quantities) -> Shared:
    return Shared(None, None, lacking=Lacking.AMOUNT) if pot is None else Shared(pot, fixed_amount(pot))


def _application(
    component: Component, pot: int | None, population: Population, lan_code: str, quantities: Quantities
) -> Shared:
    outcome = granted(quantities.applications)
    if outcome is None or outcome.granted is None:
        return Shared(pot, None, lacking=Lacking.APPLICATIONS)
    return Shared(pot, outcome.granted)


def _price_list(
    component: Component, pot: int | None, population: Population, lan_code: str, quantities: Quantities
) -> Shared:
    if not component.prices:
        return Shared(pot, None, lacking=Lacking.PRICE)
    if not quantities.volumes:
        return Shared(pot, None, lacking=Lacking.VOLUME)
    approved: dict[str, int] = {}
    for volume in quantities.volumes:
        approved[volume.price] = approved.get(volume.price, 0) + volume.approved
    paid = paid_by_price({price.id: price.ore for price in component.prices}, approved)
    return Shared(pot, sum(paid.values()))


def _per_unit_capped(
    component: Component, pot: int | None, population: Population, lan_code: str, quantities: Quantities
) -> Shared:
    frame = _population_share(component, pot, population, lan_code, quantities)
    if frame.computed is None:
        return frame
    price = component.chosen_price
    if price is None:
        return Shared(pot, None, frame.share, frame.computed, Lacking.PRICE)
    if not quantities.volumes:
        return Shared(pot, None, frame.share, frame.computed, Lacking.VOLUME)
    units = sum(volume.approved for volume in quantities.volumes)
    return Shared(pot, capped(price.ore, units, frame.computed).paid, frame.share, frame.computed)


def _per_fte(
    component: Component, pot: int | None, population: Population, lan_code: str, quantities: Quantities
) -> Shared:
    terms = component.per_fte
    if quantities.full_time_equivalents:
        number = sum((Fraction(one.number) for one in quantities.full_time_equivalents), Fraction(0))
        return Shared(pot, nearest(number * terms.price.ore))
    if terms.inhabitants is None:
        return Shared(pot, None, lacking=Lacking.FULL_TIME_EQUIVALENTS)
    if not quantities.listed:
        return Shared(pot, None, lacking=Lacking.LISTED)
    minimum = Fraction(terms.minimum or 0)
    equivalents = {one.unit: full_time_equivalents(one.listed, terms.inhabitants, minimum) for one in quantities.listed}
    paid = paid_per_unit(equivalents, terms.price.ore)
    return Shared(pot, sum(paid.values()), by_unit=paid)


def _unknown(component: Component, pot: int | None, population: Population, lan_code: str, _: Quantities) -> Shared:
    return Shared(pot, None, lacking=Lacking.RULE)


RULES: dict[str, Rule] = {
    "population_share": _population_share,
    "equal_share": _equal_share,
    "fixed": _fixed,
    "application": _application,
    "price_list": _price_list,
    "per_unit_capped": _per_unit_capped,
    "per_fte": _per_fte,
    "unknown": _unknown,
}
