"""How the grant's deadlines, expected payments and decisions stand when the period ends, and the findings on them.

Owns what is held against them: the events, the requirements, and what is booked on the income codes beyond the payments
that the events tell of. Where that is more, a payment that seems not to have come is one that nobody has written down,
which is a finding and no payment to wait for.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ..base.findings import Finding, finding
from ..base.numbers import kronor, with_unit
from ..base.period import day_text
from ..base.states import DecisionStatus, DutyStatus, RequirementStatus
from ..model.agreement import Requirement
from ..model.events import Decision
from ..rules.chain import received
from ..rules.duties import (
    Duty,
    Given,
    Requested,
    decision_status,
    duty_of,
    given_of,
    is_loose,
    last_day,
    requested_not_come,
)
from .finding_place import at
from .gather import Facts


@dataclass(frozen=True)
class Standing:
    """Every deadline in the order of the files, what was requisitioned and has not come, every decision.

    ``unjudged`` are the requirements that decide all the money and that nobody has judged when they should have been.
    ``booked_more`` is öre on the income codes beyond the payments among the events, None where no code is configured.
    """

    given: Given
    duties: list[Duty]
    requested: list[Requested]
    decisions: list[tuple[Decision, DecisionStatus]]
    unjudged: list[tuple[Requirement, str]]
    booked_more: int | None

    @property
    def late(self) -> list[Duty]:
        """The region's own missed duties, the oldest first."""
        return self._with(DutyStatus.LATE)

    @property
    def awaited(self) -> list[Duty]:
        """Payments that have not come on their day, the oldest first."""
        return self._with(DutyStatus.AWAITED)

    @property
    def booked(self) -> list[Duty]:
        """Payments that seem to be booked and are not among the events."""
        return self._with(DutyStatus.BOOKED)

    @property
    def is_booked(self) -> bool:
        """Whether more is booked on the income codes than the events tell of."""
        return bool(self.booked_more)

    def _with(self, status: DutyStatus) -> list[Duty]:
        ours = [duty for duty in self.duties if duty.status is status]
        return sorted(ours, key=lambda duty: (str(last_day(duty.deadline)), duty.deadline.id))


def due_text(duty: Duty) -> str:
    """The day or month of a deadline as ISO text; "" where no source gives one."""
    return duty.deadline.date.isoformat() if duty.deadline.date else (duty.deadline.month or "")


def standing(facts: Facts) -> Standing:
    """How everything stands when the period ends."""
    parameters, period = facts.parameters, facts.period
    given = given_of(parameters.agreement, parameters.choices, period.last_day, str(period))
    income = facts.ledger_checks.income
    more = None if income is None else max(0, income - received(facts.year_events, period))
    duties = [duty_of(deadline, given, booked=bool(more)) for deadline in given.deadlines]
    days = parameters.settings.payment_working_days
    return Standing(
        given,
        duties,
        requested_not_come(given, days),
        [(one, decision_status(one, period.last_day)) for one in parameters.choices.decisions],
        list(_unjudged(facts, given, duties)),
        more,
    )


def _unjudged(facts: Facts, given: Given, duties: list[Duty]) -> Iterator[tuple[Requirement, str]]:
    """Requirements that decide the whole of the year's money with the component they do it for. One whose deadline is
    late is told with that. Where no source gives its day it should be judged by the year's end."""
    entitled = {one.component.id for one in facts.entitlements}
    of = {duty.deadline.id: duty for duty in duties}
    for requirement, state in given.requirements:
        if state is None or requirement.at_stake is not None or entitled != {state.at_stake}:
            continue
        is_told = state.as_of is None or state.as_of <= given.as_of
        if is_told and state.state is not RequirementStatus.UNKNOWN:
            continue
        duty = of.get(requirement.deadline or "")
        no_day = duty is None or not due_text(duty)
        if facts.period.month == 12 if no_day else duty is not None and duty.status in OVER_AND_NOT_LATE:
            yield requirement, state.at_stake


# A deadline that is kept by an event leaves the question whether the requirement was met.
OVER_AND_NOT_LATE = (DutyStatus.DONE_ON_TIME, DutyStatus.DONE_LATE, DutyStatus.DONE, DutyStatus.PASSED)


def duty_findings(facts: Facts) -> Iterator[Finding]:
    """Payments that are booked and not among the events, and events that nobody can tie to a deadline."""
    now = standing(facts)
    if is_missing_among_events(now):
        more = with_unit(kronor(now.booked_more or 0, 2), "kr")
        yield finding(
            "inbetalning-saknas-bland-handelser",
            f"inkomstkoden har {more} mer än händelserna, och en väntad utbetalning finns inte bland dem",
            "Lägg till inbetalningen under events i regionens fil, med fulfils för den tidpunkt den avser.",
            **at(facts.parameters.choices.origin),
        )
    for duty in now.duties:
        if duty.status is DutyStatus.UNKNOWN and due_text(duty) and is_loose(duty.deadline, now.given):
            day = day_text(duty.deadline.date) if duty.deadline.date else duty.deadline.month
            yield finding(
                "handelse-ej-kopplad",
                f"en händelse kan vara den som {duty.deadline.what} ({day}) väntar på, men ingen har fulfils: "
                f"{duty.deadline.id}",
                "Skriv fulfils på händelsen med id för den tidpunkt som den uppfyller.",
                **at(facts.parameters.choices.origin),
            )


def is_missing_among_events(now: Standing) -> bool:
    """Whether a payment that is waited for seems to be booked: nobody has written it among the events."""
    return now.is_booked and bool(now.booked or now.requested)
