"""What has come beyond högsta belopp, of a component or of several that an amount is stated for together.

Owns when that is so, in öre: mottaget of the year's own money is above högsta belopp, and is not the amount that the
papers state, within its own rounding. A share that is computed is paid in whole kronor, so the next whole krona is not
above it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..base.period import Period
from ..base.states import Basis
from ..model.choices import Event
from .chain import events_of, received
from .entitled_together import StatedTogether, used_together
from .entitlement import Agreeing, Entitlement, agreeing


@dataclass(frozen=True)
class OverReceived:
    """Mottaget above högsta belopp (öre) of some components; ``event`` is the payment that took it there, ``origin``
    where högsta belopp is told."""

    members: tuple[Entitlement, ...]
    received: int
    entitled: int
    event: Event
    origin: str

    @property
    def over(self) -> int:
        return self.received - self.entitled


def over_received(
    given: Sequence[Entitlement], together: Sequence[StatedTogether], events: Iterable[Event], period: Period
) -> list[OverReceived]:
    """What has come beyond högsta belopp up to a period's end; [] where nothing has, or högsta belopp is not known."""
    listed, many = list(events), len(given)
    by_id = {one.component.id: events_of(listed, one.component.id, many) for one in given}
    found, told = [], set()
    for group in together:
        ours = [event for member in group.members for event in by_id[member.component.id]]
        got, stated = received(ours, period), group.stated
        as_stated = agreeing(stated.ore, stated.last_digit_ore, got) is Agreeing.AGREES
        if as_stated or group in used_together(together):
            told |= {member.component.id for member in group.members}
        if group in used_together(together) and not as_stated:
            found += _over(group.members, ours, stated.ore, stated.origin, period)
    for one in given:
        if one.component.id not in told and one.entitled_ore is not None:
            amount = one.given or one.component.national_amount
            origin = one.component.origin if amount is None else amount.origin
            most = one.entitled_ore if one.basis not in (Basis.COMPUTED, Basis.CAP) else whole_kronor(one.entitled_ore)
            if received(by_id[one.component.id], period) > most:
                found += _over([one], by_id[one.component.id], one.entitled_ore, origin, period)
    return found


def whole_kronor(ore: int) -> int:
    """Öre of the next whole krona."""
    return -(-ore // 100) * 100


def _over(
    members: Sequence[Entitlement], events: Sequence[Event], entitled: int, origin: str, period: Period
) -> list[OverReceived]:
    got = received(events, period)
    paid = sorted((e for e in events if e.kind == "payment" and e.date <= period.last_day), key=lambda e: e.date)
    if got <= entitled or not paid:
        return []
    return [OverReceived(tuple(members), got, entitled, _crossing(paid, events, entitled), origin)]


def _crossing(paid: Sequence[Event], events: Sequence[Event], entitled: int) -> Event:
    """The first payment with which what has come, less repayments until then, is above; else the last."""
    for one in paid:
        until = [e for e in events if e.date <= one.date and e.kind in ("payment", "repayment")]
        come = sum((e.ore or 0) * (1 if e.kind == "payment" else -1) for e in until)
        if come > entitled:
            return one
    return paid[-1]
