"""What each component gives a region by its rule, beside what the region's own papers state.

Owns the items of ``statsbidrag allocate``: one per component, one per stated amount that covers several components, and
one per stated amount whose components the papers do not tell. Amounts in öre. The amounts are as first agreed, since
that is what papers of the year state. What a region did and has is left out where it is invented (example): beside a
stated amount it would tell nothing.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ..base.money import total_if_known
from ..base.states import Lacking
from ..model.agreement import Agreement
from ..model.choices import RegionAgreement, Stated
from ..model.component import Component
from ..model.values import Amount
from .entitlement import Agreeing, quantities_of, standing
from .sharing.case import NOTHING_KNOWN, Population, Quantities
from .sharing.registry import share
from .sharing.split import split_county


@dataclass(frozen=True)
class Item:
    """A component, or several together, as one region meets it. ``components`` is empty where papers do not tell.

    ``national``, ``computed``, ``cap`` öre or None where not known; ``split`` öre per part of the county.
    """

    components: list[Component]
    national: int | None
    computed: int | None
    share: Fraction | None
    cap: int | None
    lacking: Lacking | None
    split: dict[str, int | None]
    stated: Stated | None
    status: Agreeing

    @property
    def name(self) -> str | None:
        """The components' ids joined by ``+``; None where the papers do not tell which they are."""
        return "+".join(component.id for component in self.components) or None

    @property
    def rule(self) -> str:
        """The rule's name; several rules are joined by ``+``."""
        return "+".join(dict.fromkeys(component.rule for component in self.components)) or "unknown"

    @property
    def key_date(self) -> dt.date | None:
        """The day that decides the shares; None when the agreement does not say, or days differ."""
        return _common([component.key_date for component in self.components])

    @property
    def population_date(self) -> dt.date | None:
        return _common([component.population_date for component in self.components])

    @property
    def difference(self) -> int | None:
        """Stated less computed, öre."""
        return None if self.stated is None or self.computed is None else self.stated.ore - self.computed

    @property
    def is_approximation(self) -> bool:
        """True when population of another day than the key date is used («närmevärde»)."""
        return self.population_date is not None and self.key_date != self.population_date

    @property
    def is_assumed(self) -> bool:
        """True when some component's share is assumed: no source tells how it is shared."""
        return any(component.is_assumed for component in self.components)

    @property
    def source_of(self) -> Amount | None:
        """The amount whose source stands for the item: the stated, else the national."""
        return self.stated or next((c.national_amount or c.each for c in self.components), None)


def items(agreement: Agreement, choices: RegionAgreement | None, population: Population, lan_code: str) -> list[Item]:
    """Every item of an agreement in one region; ``choices`` None for a region that has no file of its own."""
    components = [*agreement.shared, *(choices.components if choices else [])]
    stated = [one for one in choices.stated if one.stands_for(agreement.year)] if choices else []
    single = {component.id: _single(component, choices, population, lan_code, stated) for component in components}
    together = [_together(amount, single) for amount in stated if len(amount.of) != 1]
    return [*single.values(), *together]


def _single(
    component: Component, choices: RegionAgreement | None, population: Population, lan_code: str, stated: list[Stated]
) -> Item:
    agreed = component.national_amount
    known = _not_invented(quantities_of(choices)) if choices else NOTHING_KNOWN
    shared = share(component, None if agreed is None else agreed.ore, population, lan_code, known)
    own = next((amount for amount in stated if amount.of == [component.id]), None)
    parts = split_county(shared.computed, component.split) if component.split and shared.computed is not None else {}
    return Item(
        [component], shared.pot, shared.computed, shared.share, shared.cap, shared.lacking, parts, own,
        standing(own, shared.computed),
    )  # fmt: skip


def _not_invented(told: Quantities) -> Quantities:
    return Quantities(
        [one for one in told.volumes if not one.is_example],
        [one for one in told.listed if not one.is_example],
        [one for one in told.full_time_equivalents if not one.is_example],
        [one for one in told.applications if not one.is_example],
    )


def _together(stated: Stated, single: dict[str, Item]) -> Item:
    members = [single[name] for name in stated.of if name in single]
    computed, shares = _sum([one.computed for one in members]), {one.share for one in members}
    return Item(
        [component for one in members for component in one.components],
        _sum([one.national for one in members]),
        computed,
        shares.pop() if len(shares) == 1 else None,
        None,
        next((one.lacking for one in members if one.lacking), None),
        {},
        stated,
        standing(stated, computed),
    )


def _sum(amounts: Sequence[int | None]) -> int | None:
    return total_if_known(amounts) if amounts else None


def _common(days: Sequence[dt.date | None]) -> dt.date | None:
    return days[0] if days and len(set(days)) == 1 else None
