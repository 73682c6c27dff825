"""What a sharing rule is given and what it gives: one region's case of one component, and its share of it.

Owns the object that every rule is (``SharingRule``). A share is None where something the rule needs is not known; the
reason is one of ``Lacking``. Nothing is assumed in its place.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from ...base.states import Lacking
from ...model.component import RULE_KEYS, Component, RuleName
from ...model.quantities import Application, FullTimeEquivalents, Listed, Volume

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
class SharingCase:
    """A component in one region: ``pot`` is what is shared out nationally (öre), None where no source gives it.

    ``quantities`` are those of the component alone.
    """

    component: Component
    pot: int | None
    population: Population
    lan_code: str
    quantities: Quantities

    @property
    def people(self) -> Mapping[str, int]:
        """Inhabitants per län code on the component's day. ValueError for a component without one, KeyError for a day
        without population: the parameter checks let neither through."""
        day = self.component.population_date
        if day is None:
            raise ValueError(f"{self.component.id} has no population_date")
        return self.population[day]


@dataclass(frozen=True)
class ComponentShare:
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


@dataclass(frozen=True)
class SharingRule:
    """A rule as the parameters name it. Its name is also the key of its words in ``show.wording``."""

    name: RuleName
    function: Callable[[SharingCase], ComponentShare]

    @property
    def needed(self) -> tuple[str, ...]:
        """The keys that a component with the rule must have."""
        return RULE_KEYS[self.name].needed

    @property
    def may_have(self) -> tuple[str, ...]:
        """Every key of its own that a component with the rule may have, those needed among them."""
        return RULE_KEYS[self.name].may_have

    @property
    def quantities(self) -> tuple[str, ...]:
        """What the rule reckons with of what a region did and has: names in ``Quantities``."""
        return RULE_KEYS[self.name].quantities
