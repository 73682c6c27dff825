"""How deadlines, expected payments and decisions stand on a day (design: duties and expected payments have a state).

Owns what fulfils a deadline, and when it is late. A deadline is fulfilled by the events that say so (``fulfils``);
where none does, by a requisition or repayment when it is the only own deadline of that kind, by a payment of the same
day or month; else by the requirements tied to it, when all are met. A state of a requirement tells only its month, so
it never shows that something was done late. A date known by its month alone is over when the month is. Nothing that
somebody else must do (``by``), and no payment to the region, is ever the region's own to be late with.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..base.period import month_end
from ..base.states import DecisionStatus, DutyStatus, RequirementStatus, Status
from ..model.agreement import Agreement, Deadline, Requirement
from ..model.choices import RegionAgreement, RequirementState
from ..model.events import Decision, Event
from .working_days import FreeDays, is_free, working_days_after

# What the region itself must hand in, ask for or pay; a follow-up is somebody else's unless something is tied to it.
OWN = ("plan", "report", "apply", "requisition", "repayment")
BY_KIND = ("requisition", "repayment")


@dataclass(frozen=True)
class Given:
    """What may show that a deadline is kept: every deadline beside it, the events, and the requirements with the state
    that each has (None where nobody has told). ``until`` is the day they are judged on, at its end
    unless it ``is_today``, and ``as_of`` the latest month whose states of requirements hold then (``2018-13`` in the
    final accounts)."""

    deadlines: Sequence[Deadline]
    events: Sequence[Event]
    requirements: Sequence[tuple[Requirement, RequirementState | None]]
    until: dt.date
    as_of: str
    is_today: bool = False

    def has_passed(self, day: dt.date) -> bool:
        """Whether a last day is over."""
        return day < self.until if self.is_today else day <= self.until


@dataclass(frozen=True)
class Duty:
    """A deadline and its status. ``done`` is the day it was done, ``month`` the month where only that is known;
    ``ready`` the day on which the paper was, ``receipt`` the day it was confirmed. ``events`` are those that did it, or
    made it ready; ``invented`` whether any of what it rests on is."""

    deadline: Deadline
    status: DutyStatus
    done: dt.date | None = None
    month: str | None = None
    ready: dt.date | None = None
    receipt: dt.date | None = None
    events: tuple[Event, ...] = ()
    invented: bool = False


def last_day(deadline: Deadline) -> dt.date | None:
    """The last day of a deadline; of one known by its month, the month's last. None where no source gives one."""
    return _month_end(deadline.month) if deadline.date is None and deadline.month else deadline.date


def duty_of(deadline: Deadline, given: Given, booked: bool = False) -> Duty:
    """How a deadline stands. ``booked`` is whether more is booked on the income codes than the
    events tell of; only a payment asks."""
    tied, until = events_of(deadline, given), given.until
    done = [event for event in tied if event.done_on is not None and event.done_on <= until]
    if deadline.kind == "payment":
        return _payment(deadline, given, done, booked)
    if done:
        day = _complete(done)
        receipts = [event.receipt.date for event in done if event.receipt and event.receipt.date <= until]
        return _known(deadline, _held_against(deadline, day), done, done=day, receipt=max(receipts, default=None))
    states = [state for requirement, state in given.requirements if requirement.deadline == deadline.id]
    met = [state for state in states if state is not None and _is_met(state, given.as_of)]
    if states and len(met) == len(states):
        return _met(deadline, met)
    return _open(deadline, given, [event for event in tied if event.date <= until], bool(states))


def events_of(deadline: Deadline, given: Given) -> list[Event]:
    """The events that are what a deadline asks for, whenever they happened."""
    named = [event for event in given.events if deadline.id in (event.fulfils or ())]
    return named or [event for event in _unnamed(deadline, given) if _is_it(event, deadline, given)]


def is_loose(deadline: Deadline, given: Given) -> bool:
    """Whether an event of the deadline's kind is tied to no deadline, so that nobody can say whether it is this one.

    A payment before its month is another's.
    """
    others = [one for one in given.deadlines if one.id != deadline.id]
    last = last_day(deadline)
    return any(
        event.date <= given.until
        and (deadline.kind != "payment" or last is None or event.date >= last.replace(day=1))
        and not any(_is_it(event, other, given) for other in others)
        for event in _unnamed(deadline, given)
    )


def _unnamed(deadline: Deadline, given: Given) -> list[Event]:
    """Events of a deadline's kind, and of its component, that name no deadline."""
    return [
        event
        for event in given.events
        if event.fulfils is None and event.kind == deadline.kind and _fits(event.component, deadline.component)
    ]


def _is_it(event: Event, deadline: Deadline, given: Given) -> bool:
    """Whether an event that names no deadline is this one's beyond doubt."""
    if event.kind != deadline.kind or not _fits(event.component, deadline.component):
        return False
    if deadline.kind in BY_KIND:
        same = [one for one in given.deadlines if one.kind == deadline.kind and one.by is None]
        return [one.id for one in same if _fits(event.component, one.component)] == [deadline.id]
    if deadline.date is not None:
        return event.date == deadline.date
    return event.date.isoformat()[:7] == deadline.month


def _fits(component: str | None, of: str | None) -> bool:
    return component is None or of is None or component == of


def _complete(done: Iterable[Event]) -> dt.date:
    """The day on which a duty was done for every component that it was done for; a second time changes nothing."""
    first: dict[str | None, dt.date] = {}
    for event in done:
        day = event.done_on
        if day is not None:
            first[event.component] = min(day, first.get(event.component, day))
    return max(first.values())


def _held_against(deadline: Deadline, day: dt.date) -> DutyStatus:
    last = last_day(deadline)
    if last is None:
        return DutyStatus.DONE
    return DutyStatus.DONE_ON_TIME if day <= last else DutyStatus.DONE_LATE


def _known(
    deadline: Deadline,
    status: DutyStatus,
    events: Sequence[Event],
    *,
    done: dt.date | None = None,
    ready: dt.date | None = None,
    receipt: dt.date | None = None,
) -> Duty:
    invented = any(event.status is Status.EXAMPLE for event in events)
    return Duty(deadline, status, done, None, ready, receipt, tuple(events), invented)


def _is_met(state: RequirementState, as_of: str) -> bool:
    return state.state is RequirementStatus.MET and (state.as_of is None or state.as_of <= as_of)


def _met(deadline: Deadline, met: Sequence[RequirementState]) -> Duty:
    months = [state.as_of for state in met if state.as_of is not None]
    month = max(months) if len(months) == len(met) else None
    last = last_day(deadline)
    on_time = month is not None and last is not None and _month_end(month) <= last
    status = DutyStatus.DONE_ON_TIME if on_time else DutyStatus.DONE
    return Duty(deadline, status, month=month, invented=any(one.status is Status.EXAMPLE for one in met))


def _open(deadline: Deadline, given: Given, ready: Sequence[Event], is_required: bool) -> Duty:
    """What nothing shows to be done."""
    day, last = max((event.date for event in ready), default=None), last_day(deadline)
    if last is None or not given.has_passed(last):
        otherwise = DutyStatus.UNKNOWN if last is None else DutyStatus.AHEAD
        return _known(deadline, otherwise if day is None else DutyStatus.READY, ready, ready=day)
    if deadline.by is not None or (deadline.kind not in OWN and not ready and not is_required):
        return Duty(deadline, DutyStatus.PASSED)
    if is_loose(deadline, given):
        return Duty(deadline, DutyStatus.UNKNOWN)
    return _known(deadline, DutyStatus.LATE, ready, ready=day)


def _payment(deadline: Deadline, given: Given, came: Sequence[Event], booked: bool) -> Duty:
    last = last_day(deadline)
    if came:
        return _known(deadline, DutyStatus.CAME, came, done=max(event.date for event in came))
    if last is None:
        return Duty(deadline, DutyStatus.UNKNOWN)
    if not given.has_passed(last):
        return Duty(deadline, DutyStatus.AHEAD)
    if is_loose(deadline, given):
        return Duty(deadline, DutyStatus.UNKNOWN)
    return Duty(deadline, DutyStatus.BOOKED if booked else DutyStatus.AWAITED)


def _month_end(month: str) -> dt.date:
    """The last day of ``YYYY-MM``; of the final accounts (13), the year's."""
    return month_end(int(month[:4]), min(int(month[5:7]), 12))


@dataclass(frozen=True)
class Requested:
    """What was requisitioned, should have come and has not: öre, the day the requisition left and the day by which the
    money should be there. ``requisitions`` and ``payments`` are the events it is reckoned from."""

    component: str | None
    requested: int
    received: int
    sent: dt.date
    expected: dt.date
    requisitions: tuple[Event, ...]
    payments: tuple[Event, ...]

    @property
    def missing(self) -> int:
        return self.requested - self.received


def requested_not_come(given: Given, days: int, free: FreeDays = is_free) -> list[Requested]:
    """What has not come ``days`` working days after its requisition, a component each.

    A payment that the terms give a day for after the requisition is held against that day instead.
    """
    asked = [one for one in given.events if one.kind == "requisition" and not _has_day_of_its_own(one, given)]
    paid = [one for one in given.events if one.kind == "payment" and one.date <= given.until]
    together = any(one.component is None for one in [*asked, *paid])
    by_component: dict[str | None, list[Event]] = {}
    for event in sorted(asked, key=_sent):
        by_component.setdefault(None if together else event.component, []).append(event)
    found = [_missing(name, ours, paid, given.until, days, free) for name, ours in by_component.items()]
    return [one for one in found if one is not None]


def _sent(event: Event) -> dt.date:
    return event.done_on or event.date


def _has_day_of_its_own(requisition: Event, given: Given) -> bool:
    """Whether the terms give a day after a requisition on which its money comes."""
    return any(
        one.kind == "payment" and _fits(requisition.component, one.component) and last >= _sent(requisition)
        for one in given.deadlines
        if (last := last_day(one)) is not None
    )


def _missing(
    component: str | None, asked: Sequence[Event], paid: Sequence[Event], until: dt.date, days: int, free: FreeDays
) -> Requested | None:
    due = [(one, day) for one in asked if (day := working_days_after(_sent(one), days, free)) <= until]
    if not due:
        return None
    ours = [one for one in paid if component in (None, one.component) and one.date >= _sent(due[0][0])]
    received, covered = sum(one.ore or 0 for one in ours), 0
    for event, expected in due:
        covered += event.ore or 0
        if covered > received:
            requested = sum(one.ore or 0 for one, _ in due)
            events = tuple(one for one, _ in due)
            return Requested(component, requested, received, _sent(event), expected, events, tuple(ours))
    return None


def decision_status(decision: Decision, until: dt.date) -> DecisionStatus:
    """How a decision stands at the end of a day. One that was taken later was waited for from the day that it was asked
    for, where that is told."""
    if decision.date is not None and decision.date <= until:
        return DecisionStatus.TAKEN
    if (decision.asked is None and decision.date is not None) or (decision.asked and decision.asked > until):
        return DecisionStatus.LATER
    is_over = decision.waiting is not None and decision.waiting <= until
    return DecisionStatus.OVERDUE if is_over else DecisionStatus.WAITING


def given_of(
    agreement: Agreement, choices: RegionAgreement, until: dt.date, as_of: str, *, is_today: bool = False
) -> Given:
    """What an agreement's terms and a region's choices give, on a day."""
    told = {state.id: state for state in choices.requirements}
    return Given(
        [*agreement.deadlines, *choices.own_deadlines],
        choices.events,
        [(one, told.get(one.id)) for one in agreement.requirements],
        until,
        as_of,
        is_today,
    )
