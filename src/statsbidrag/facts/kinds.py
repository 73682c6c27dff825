"""The report's money by kind: each kind of the year's own money with a chain of its own.

Owns how components of a kind are put together: högsta belopp, mottaget and cost are the kind's own, and where the books
or the papers do not tell the kinds apart, what rests on that is not known. The rules are ``rules.kinds``.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from ..base.money import total_if_known
from ..base.states import MoneyKind, Status
from ..model.component import Component
from ..model.kinds import Kind
from ..rules.chain import Chain, event_sum, events_of, received
from ..rules.entitled_together import StatedTogether, entitled_in_all, known_in_part, used_together
from ..rules.entitlement import Entitlement, quantities_of
from ..rules.kinds import ONE_CHAIN, earned, kind_at, within
from ..rules.sharing.registry import share
from .efforts import EffortFacts
from .gather import Facts
from .rows import elsewhere

UNSPECIFIED = "unspecified"


@dataclass(frozen=True)
class Priced:
    """What the region's own price list gives for the year, where the terms' is not known: öre, and where it stands."""

    component: Component
    ore: int
    places: tuple[str, ...]
    status: Status


@dataclass(frozen=True)
class KindMoney:
    """One kind of the year's own money. ``whole`` says that it is all the report's money, ``chain`` then the report's.

    ``together`` are the stated amounts of several of its components that are used; ``efforts`` those whose codes lie
    within the components', None where an effort may be of several kinds. ``without_effort`` is the cost of rows that
    no effort owns, öre. ``earned`` is None where it is not decided or not known.
    """

    kind: MoneyKind | None
    told: tuple[Kind, ...]
    members: tuple[Entitlement, ...]
    chain: Chain
    whole: bool
    together: tuple[StatedTogether, ...]
    efforts: tuple[EffortFacts, ...] | None
    without_effort: int
    earned: int | None
    priced: tuple[Priced, ...] = ()

    @property
    def key(self) -> str:
        """What the keys of its figures begin with."""
        return f"kind.{self.kind or UNSPECIFIED}"

    @property
    def ids(self) -> list[str]:
        return [one.component.id for one in self.members]


def kind_of(facts: Facts, component: Component) -> MoneyKind | None:
    """A component's kind at the period's end."""
    told = kind_at(component, facts.period)
    return None if told is None else told.is_


def is_one_chain(facts: Facts, kinds: Sequence[KindMoney]) -> bool:
    """Whether all the report's money has one chain, received less cost as a whole.

    So it is where the region follows frames of its own: what came and what it cost is then of them.
    """
    frames = [one for one in facts.parameters.choices.components if kind_of(facts, one) is MoneyKind.OWN_FRAME]
    return bool(frames) or all(one.kind in ONE_CHAIN for one in kinds)


def kinds_of(facts: Facts) -> list[KindMoney]:
    """The year's own money by kind, in the order of the agreement's components."""
    groups: dict[MoneyKind | None, list[Entitlement]] = {}
    for entitlement in facts.entitlements:
        groups.setdefault(kind_of(facts, entitlement.component), []).append(entitlement)
    return [_money(facts, kind, members, len(groups) == 1) for kind, members in groups.items()]


def component_cost(facts: Facts, component_id: str) -> int | None:
    """Öre of a component's rows; None where the books do not tell it apart."""
    if not facts.told_apart(component_id):
        return None
    return int(facts.cost.loc[facts.cost["component"] == component_id, "amount_ore"].sum())


def _money(facts: Facts, kind: MoneyKind | None, members: list[Entitlement], whole: bool) -> KindMoney:
    ids = {one.component.id for one in members}
    told = tuple(entry for one in members if (entry := kind_at(one.component, facts.period)))
    used = used_together(facts.together)
    inside = tuple(group for group in used if {member.component.id for member in group.members} <= ids)
    efforts = _efforts(facts, ids)
    without = facts.cost["component"].isin(list(ids)) & (facts.cost["effort"] == "")
    left = int(facts.cost.loc[without, "amount_ore"].sum())
    chain = facts.chain if whole else _chain(facts, members, inside, efforts, left)
    priced = _priced(facts, kind)
    parts = [
        earned(kind, one, component_cost(facts, one.component.id), closing=facts.period.closing) for one in members
    ]
    ours = total_if_known(parts)
    if ours is None and priced and facts.period.closing:
        ours = sum(one.ore for one in priced)
    return KindMoney(kind, told, tuple(members), chain, whole, inside, efforts, left, ours, priced)


def _chain(
    facts: Facts,
    members: list[Entitlement],
    inside: Sequence[StatedTogether],
    efforts: tuple[EffortFacts, ...] | None,
    without_effort: int,
) -> Chain:
    """The chain of some components. Of a year's money beside earlier years' nobody knows what it cost."""
    many, events = len(facts.entitlements), facts.parameters.choices.events
    ours = [event for one in members for event in events_of(events, one.component.id, many)]
    ids = {one.component.id for one in members}
    # An amount stated for several kinds together tells of none of them.
    is_across = any(
        {m.component.id for m in group.members} & ids for group in used_together(facts.together) if group not in inside
    )
    part = None if is_across else known_in_part(members, inside)
    costs = [component_cost(facts, one.component.id) for one in members]
    cost = None if facts.carried else total_if_known(costs)
    forecast = cost
    if not facts.period.closing:
        said = [None] if efforts is None or cost is None else [effort.forecast for effort in efforts]
        forecast = total_if_known([*said, without_effort])
    return Chain(
        entitled=None if is_across else entitled_in_all(members, inside),
        requisitioned=event_sum(ours, "requisition", facts.period),
        received=received(ours, facts.period),
        cost=cost,
        forecast=forecast,
        entitled_known=None if part is None else part[0],
        elsewhere=elsewhere(facts.parameters, facts.cost, members, inside),
    )


def _efforts(facts: Facts, ids: set[str]) -> tuple[EffortFacts, ...] | None:
    """The efforts within some components; None where there is none at all, or one lies within no component."""
    codes = facts.parameters.choices.books.components
    if not facts.efforts or any(not within(one.effort.codes, list(codes.values())) for one in facts.efforts):
        return None
    outer = [codes[name] for name in ids if name in codes]
    return tuple(one for one in facts.efforts if within(one.effort.codes, outer))


def _priced(facts: Facts, kind: MoneyKind | None) -> tuple[Priced, ...]:
    """What the region's own price lists give, where the money is paid by units and the terms' prices are not known."""
    if kind is not MoneyKind.UNIT_PRICE:
        return ()
    choices, quantities = facts.parameters.choices, quantities_of(facts.parameters.choices)
    found = []
    for component in choices.components:
        if component.rule != "price_list" or kind_of(facts, component) is not kind:
            continue
        shared = share(component, None, facts.parameters.population, facts.parameters.region.lan_code, quantities)
        volumes = [one for one in choices.volumes if one.component == component.id]
        if shared.computed is not None:
            values = [*volumes, *(component.prices or [])]
            is_example = any(one.is_example for one in values)
            status = Status.EXAMPLE if is_example else Status.PRELIMINARY
            found.append(Priced(component, shared.computed, tuple(one.origin for one in values), status))
    return tuple(found)


def passed_on(facts: Facts) -> pd.Series | None:
    """Which of the counted rows are what others shall have of the money: never the region's cost. None where neither an
    effort nor a component is others'."""
    efforts = [one.effort.id for one in facts.efforts if one.effort.passed_on]
    shared = [one.component for one in facts.entitlements]
    components = [one.id for one in shared if kind_of(facts, one) is MoneyKind.PASS_THROUGH]
    if facts.not_separated is not None or not (efforts or any(facts.told_apart(name) for name in components)):
        return None
    return facts.cost["effort"].isin(efforts) | facts.cost["component"].isin(components)
