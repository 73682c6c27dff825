"""The parts of a grant whose income is decided one by one, and what should stand in the balance sheet of each.

Owns what a part is: a component and year where the books tell the components' cost apart and högsta belopp is known for
each; else all components of a year together, whose principle is known where it is the same for all; and what is left of
earlier years' money that may not be used any more. The rules are ``rules.recognition``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from ..base.period import Period
from ..base.states import Basis, RecognitionPrinciple, Status
from ..model.choices import Event
from ..model.kinds import Recognition
from ..read.params.parameters import Parameters
from ..rules.chain import event_sum, events_of, received
from ..rules.claims import last_requisition_day, split_claim
from ..rules.entitled_together import StatedTogether, stated_together, used_together
from ..rules.entitlement import Entitlement, entitlements
from ..rules.recognition import PartMoney, Standing, left_of_earlier, should_stand
from .earned import Result, earned_of_year, results_of
from .gather import Facts
from .grant_years import GrantYear

ALL_PARTS, EARLIER_YEARS = "all_parts", "earlier_years"


class Of(Enum):
    """What a part is of: a component the books tell apart, a year as a whole, an earlier year whose money may be used,
    or earlier years whose money may not."""

    COMPONENT = "component"
    YEAR = "year"
    CARRIED = "carried"
    EARLIER = "earlier"


@dataclass(frozen=True)
class GrantPart:
    """One part. ``id`` is the component's, ``all_parts`` or ``earlier_years``; ``title`` None: all parts together.

    ``opening`` is what should have stood when the year began, öre, a liability above nought; of earlier years' money it
    is what is left. ``events`` are its payments and repayments, of earlier years' money those in the report's year.
    ``requested`` are its requisitions. ``parameters`` are its year's; ``own_frame`` is money the region shares out.
    ``results`` are what its result has earned, of the report's own year.
    """

    of: Of
    id: str
    title: str | None
    year: int
    parameters: Parameters
    principle: RecognitionPrinciple
    recognition: tuple[Recognition, ...]
    money: PartMoney
    requested: int | None
    opening: int
    standing: Standing | None
    events: tuple[Event, ...] = ()
    own_frame: bool = False
    results: tuple[Result, ...] = ()

    @property
    def key(self) -> str:
        """What the keys of its figures begin with."""
        return f"accrual.{self.id}.{self.year}"

    @property
    def rests_on_example(self) -> bool:
        """Whether its principle, or some payment of it, is invented."""
        statuses = [*(said.status for said in self.recognition), *(event.status for event in self.events)]
        return Status.EXAMPLE in statuses

    @property
    def lacks_principle(self) -> bool:
        """Whether there is money left, or used and not received, that nobody knows how to account for."""
        return self.principle is RecognitionPrinciple.UNKNOWN and self.standing is None and self._is_uneven

    @property
    def _is_uneven(self) -> bool:
        if self.of is Of.EARLIER:
            return self.opening != 0
        return self.money.received != (self.money.cost or 0)


def grant_parts(facts: Facts) -> list[GrantPart]:
    """The parts of the report's own year, then those of earlier years."""
    codes = facts.parameters.choices.books.components
    many = len(facts.entitlements) > 1
    apart = facts.not_separated is not None or all(e.component.id in codes for e in facts.entitlements)
    # Of what is known for several together nobody knows how much one of them may give.
    is_whole = facts.carried or used_together(facts.together)
    own = _components(facts) if many and apart and not is_whole else [_year(facts)]
    parts = [*own, *(_carried(facts, one) for one in facts.carried)]
    left = _left(facts, parts)
    return [*parts, left] if left else parts


@dataclass(frozen=True)
class _Basis:
    """Högsta belopp of a part, öre, what its result has earned of that, and whether it is granted to the region."""

    entitled: int | None
    earned: int | None = None
    is_granted: bool = False

    def money(self, got: int, cost: int | None, lapsed: int = 0) -> PartMoney:
        """What the rules are given, of what has come and its cost."""
        granted = self.entitled if self.is_granted else None
        return PartMoney(got, cost, self.entitled, self.earned, granted, lapsed)


def _basis(
    entitled: int | None, given: Sequence[Entitlement], earned: int | None, together: Sequence[StatedTogether] = ()
) -> _Basis:
    """The basis of what components may give together, with the amounts stated for several that are used."""
    is_granted = not together and bool(given) and all(one.basis is Basis.DECIDED for one in given)
    return _Basis(entitled, earned, is_granted and entitled is not None)


def _sum(results: Sequence[Result]) -> int | None:
    return sum(one.ore for one in results) if results else None


def _components(facts: Facts) -> list[GrantPart]:
    choices, many = facts.parameters.choices, len(facts.entitlements)
    costs = facts.cost.groupby("component")["amount_ore"].sum()
    parts = []
    for one in facts.entitlements:
        component = one.component
        cost = int(costs.get(component.id, 0)) if facts.told_apart(component.id) else None
        events = events_of(choices.events, component.id, many)
        results = results_of(facts, [component.id])
        basis = _basis(one.entitled_ore, [one], _sum(results))
        parts.append(_own(facts, Of.COMPONENT, component.id, component.title, events, basis, cost, results=results))
    for component in choices.components:
        cost = None if facts.not_separated else int(costs.get(component.id, 0))
        events = events_of(choices.events, component.id, 0)
        part = _own(facts, Of.COMPONENT, component.id, component.title, events, _Basis(None), cost, own_frame=True)
        if part.money.received or part.money.cost:
            parts.append(part)
    return parts


def _year(facts: Facts) -> GrantPart:
    """The report's own year as a whole."""
    only = facts.entitlements[0].component if len(facts.entitlements) == 1 else None
    name, title = (only.id, only.title) if only else (ALL_PARTS, None)
    chain, used = facts.own_chain, used_together(facts.together)
    results = results_of(facts, [one.component.id for one in facts.entitlements])
    given = facts.entitlements if chain.entitled is not None else []
    basis = _basis(chain.covering, given, _sum(results), used)
    return _own(facts, Of.YEAR, name, title, facts.parameters.choices.events, basis, chain.cost, results=results)


def _own(
    facts: Facts,
    of: Of,
    name: str,
    title: str | None,
    events: Iterable[Event],
    basis: _Basis,
    cost: int | None,
    *,
    own_frame: bool = False,
    results: tuple[Result, ...] = (),
) -> GrantPart:
    """A part of the report's own year."""
    listed, parameters, period = list(events), facts.parameters, facts.period
    names = {name} if name != ALL_PARTS else _involved(facts.entitlements, listed)
    found = _recognition(parameters, names)
    paid = [e for e in listed if e.kind in ("payment", "repayment") and e.date <= period.last_day]
    requested = event_sum(listed, "requisition", period)
    got = received(listed, period)
    money = basis.money(got, cost, _lapsed(parameters, period, listed, cost, basis.entitled))
    before = received([event for event in listed if event.date < period.first_day], period)
    principle = _common(found, names)
    # Nothing was used or decided before the year began, so that what had come was owed, or income by restriction.
    opening = 0 if principle is RecognitionPrinciple.RESTRICTION else before
    return GrantPart(
        of, name, title, parameters.agreement.year, parameters, principle, found, money, requested,
        opening, should_stand(principle, money), tuple(paid), own_frame, results,
    )  # fmt: skip


def _carried(facts: Facts, earlier: GrantYear) -> GrantPart:
    """An earlier year whose money may still be used, from its beginning."""
    parameters, period = earlier.parameters, facts.period
    agreement, choices = parameters.agreement, parameters.choices
    shared = agreement.shared
    only = shared[0] if len(shared) == 1 else None
    given = _given(parameters)
    names = _involved(given, choices.events)
    found = _recognition(parameters, names)
    principle = _common(found, names)
    got = received(choices.events, period)
    cost = None if earlier.chain.cost is None else earlier.used_before + earlier.chain.cost
    requested = event_sum(choices.events, "requisition", period)
    lapsed = _lapsed(parameters, period, choices.events, cost, earlier.whole)
    together = used_together(stated_together(given, choices, Period(agreement.year, 13)))
    basis = _basis(earlier.whole, given, earned_of_year(given, agreement.year, cost), together)
    money = basis.money(got, cost, lapsed)
    before = received([event for event in choices.events if event.date < period.first_day], period)
    opening = should_stand(principle, basis.money(before, earlier.used_before))
    paid = [e for e in choices.events if e.kind in ("payment", "repayment") and e.date <= period.last_day]
    return GrantPart(
        Of.CARRIED, only.id if only else ALL_PARTS, only.title if only else None, earlier.year, parameters, principle,
        found, money, requested, 0 if opening is None else opening.liability - opening.claim,
        should_stand(principle, money), tuple(paid),
    )  # fmt: skip


def _left(facts: Facts, parts: Sequence[GrantPart]) -> GrantPart | None:
    """What is left of the opening balance when the parts' own is taken off, with what came and went of it this year.

    Where every earlier year that is known may still be used, what differs is no year's money: it is an error in the
    books, which the difference then shows.
    """
    rows, period = facts.ledger_checks.accrual, facts.period
    carried = {one.year for one in facts.carried}
    others = [one for one in facts.parameters.earlier if one.agreement.year not in carried]
    if rows is None or rows.accrued.opening is None or (carried and not others):
        return None
    events = tuple(
        e
        for one in others
        for e in one.choices.events
        if e.kind in ("payment", "repayment") and period.first_day <= e.date <= period.last_day
    )
    left = rows.accrued.opening - sum(part.opening for part in parts) + received(events, period)
    if left == 0:
        return None
    of_years = others or [facts.parameters]
    names = [_involved(_given(one), one.choices.events) for one in of_years]
    found = [_recognition(one, inside) for one, inside in zip(of_years, names, strict=True)]
    principles = {_common(recognition, inside) for recognition, inside in zip(found, names, strict=True)}
    principle = principles.pop() if len(principles) == 1 else RecognitionPrinciple.UNKNOWN
    return GrantPart(
        Of.EARLIER, EARLIER_YEARS, None, period.year, facts.parameters, principle,
        tuple(one for recognition in found for one in recognition), PartMoney(received(events, period), None, None),
        None, left, left_of_earlier(principle, left), events,
    )  # fmt: skip


def _lapsed(
    parameters: Parameters, period: Period, events: Sequence[Event], cost: int | None, entitled: int | None
) -> int:
    """Öre used within högsta belopp and not received that may not be requested any more."""
    if cost is None or entitled is None:
        return 0
    claim = max(0, min(cost, entitled) - received(events, period))
    requested, paid = event_sum(events, "requisition", period), event_sum(events, "payment", period) or 0
    day = last_requisition_day([*parameters.agreement.deadlines, *parameters.choices.own_deadlines])
    return split_claim(claim, requested, paid, day, period.last_day).passed


def _given(parameters: Parameters) -> list[Entitlement]:
    """Högsta belopp of a year's components, at the year's end."""
    agreement, lan_code = parameters.agreement, parameters.region.lan_code
    return entitlements(agreement, parameters.choices, parameters.population, lan_code, Period(agreement.year, 13))


def _involved(given: Sequence[Entitlement], events: Iterable[Event]) -> set[str]:
    """The components that the region has money in: something may be got of them, or came; all where nobody knows."""
    touched = {event.component for event in events}
    inside = {one.component.id for one in given if one.entitled_ore or one.component.id in touched}
    return inside or {one.component.id for one in given}


def _recognition(parameters: Parameters, components: Iterable[str]) -> tuple[Recognition, ...]:
    wanted = set(components)
    return tuple(one for one in parameters.choices.recognition if one.component in wanted)


def _common(found: Sequence[Recognition], components: Iterable[str]) -> RecognitionPrinciple:
    """The principle of several components: known where it is told for each and the same for all."""
    told = {one.component: one.is_ for one in found}
    principles = {told.get(name, RecognitionPrinciple.UNKNOWN) for name in components}
    return principles.pop() if len(principles) == 1 else RecognitionPrinciple.UNKNOWN
