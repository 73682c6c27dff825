"""The money chain: what may be got, was got, was used, and what follows.

Owns the definitions, all öre and cumulative (design: the money chain). E högsta belopp, Q rekvirerat, R mottaget,
K kostnad som räknas mot bidraget, F prognos av K för helåret. None is unknown, and what rests on it is unknown too.
K is None where the cost is not accounted for separately (ej särredovisat), or not for the component.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from ..base.period import Period
from ..model.choices import Event


@dataclass(frozen=True)
class Chain:
    """E, Q, R, K, F in öre, and what follows from them; no figure is ever negative but K and F themselves.

    ``entitled_known`` is what is known of an E that is not known whole: E is at least that. ``ahead`` is what earlier
    years used of the money without its having come: no cost of this year, but used and not received all the same.
    ``elsewhere`` is what of ``entitled_known`` can pay no other part's cost than its own.
    """

    entitled: int | None
    requisitioned: int | None
    received: int
    cost: int | None
    forecast: int | None
    entitled_known: int | None = None
    ahead: int = 0
    elsewhere: int = 0

    @property
    def covering(self) -> int | None:
        """E, or what is known of it where that covers the cost: then what is not known changes nothing. What is another
        part's alone covers nothing: a part's cost is held against its own högsta belopp."""
        if self.entitled is not None or self.entitled_known is None or self.cost is None:
            return self.entitled
        return self.entitled_known if self.cost <= self.entitled_known - self.elsewhere else None

    @property
    def own_cost(self) -> int | None:
        """Egen kostnad: cost beyond högsta belopp, max(0, K − E)."""
        return None if self.covering is None or self.cost is None else max(0, self.cost - self.covering)

    @property
    def claim(self) -> int | None:
        """Fordran (förbrukat, ej mottaget): max(0, min(K, E) − R), and what earlier years used ahead."""
        if self.covering is None or self.cost is None:
            return None
        return max(0, min(self.cost, self.covering) - self.received) + self.ahead

    @property
    def unspent(self) -> int | None:
        """Mottaget, ej förbrukat: max(0, R − K)."""
        return None if self.cost is None else max(0, self.received - self.cost)

    @property
    def expected_unspent(self) -> int | None:
        """Bedöms inte förbrukas vid användningstidens slut: max(0, E − F)."""
        return None if self.entitled is None or self.forecast is None else max(0, self.entitled - self.forecast)


def events_of(events: Iterable[Event], component_id: str, components: int) -> list[Event]:
    """The events of a component of ``components``; one that names none is for the only one there is."""
    alone = components == 1
    return [event for event in events if event.component == component_id or (alone and event.component is None)]


def event_sum(events: Iterable[Event], kind: str, period: Period) -> int | None:
    """Öre of the events of a kind dated up to the period's last day; None when there is none of that kind at all."""
    ours = [event for event in events if event.kind == kind]
    if not ours:
        return None
    return sum(event.ore or 0 for event in ours if event.date <= period.last_day)


def received(events: Iterable[Event], period: Period) -> int:
    """Payments less repayments up to the period's last day, öre."""
    listed = list(events)
    return (event_sum(listed, "payment", period) or 0) - (event_sum(listed, "repayment", period) or 0)
