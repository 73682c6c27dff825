"""What somebody must act on, as page one tells it below its first sentences, and only when there is any.

Owns the figures ``requested.<component>.{asked,received,missing}`` (``all`` where components are not told apart), what
of it is told and in which order: the region's own missed duties, cost that
nothing covers, then payments and decisions that are waited for, and
requirements that decide all the money and that nobody has judged. ``show.alert`` words it, from the record alone.
"""

from collections.abc import Mapping

from ...base.states import AttentionKind, DecisionStatus, LightLevel, Status
from ...facts.duties import Standing, due_text, standing
from ...facts.gather import Facts
from ...record.attention import Attention
from ...record.figures import Figure, merged_status
from ...record.model import Record
from ...rules.duties import Duty, Requested
from ...rules.lights import weighed
from ...show.alert import Line, alerts_html, line
from ...show.figure_words import with_marks
from ..part import Given, Part
from .light_bounds import bounds_of
from .worth import worth

ALL = "all"


def part(facts: Facts, given: Given) -> Part:
    """The figures of what was requisitioned and has not come."""
    result = Part(given.figures)
    for one in standing(facts).requested:
        name = f"requested.{one.component or ALL}"
        origin = [event.origin for event in one.requisitions]
        asked = merged_status(event.status for event in one.requisitions)
        came = merged_status(event.status for event in one.payments) if one.payments else Status.DECIDED
        result.add_money(f"{name}.asked", one.requested, origin, asked)
        paid = [event.origin for event in one.payments] or [facts.parameters.choices.origin]
        result.add_money(f"{name}.received", one.received, paid, came)
        firm = merged_status([asked, came])
        result.follow(f"{name}.missing", f"max(0, {name}.asked - {name}.received)", firm)
    return result


def attention_of(facts: Facts, figures: Mapping[str, Figure]) -> list[Attention]:
    """What somebody must act on, what is worst first."""
    now = standing(facts)
    looked = now.booked_more is not None
    return [
        *(_late(duty, now, figures) for duty in now.late),
        *_uncovered(facts, figures),
        *(_awaited(duty, looked) for duty in now.awaited),
        *(_requested(one, looked) for one in now.requested if not now.is_booked),
        *_decisions(now),
        *(
            Attention(
                AttentionKind.UNJUDGED_REQUIREMENT,
                requirement.id,
                requirement.short,
                date=next(due_text(d) or None for d in now.duties if d.deadline.id == requirement.deadline)
                if requirement.deadline
                else None,
                amount=_known(figures, f"amount.{component}.entitled"),
            )
            for requirement, component in now.unjudged
        ),
    ]


def _late(duty: Duty, now: Standing, figures: Mapping[str, Figure]) -> Attention:
    deadline = duty.deadline
    tied = [(one, state) for one, state in now.given.requirements if one.deadline == deadline.id]
    # What another year's money rests on is not this year's amount.
    at_stake = {state.at_stake for one, state in tied if state is not None and one.at_stake is None}
    component = deadline.component or (at_stake.pop() if len(at_stake) == 1 else None)
    key = f"amount.{component}.entitled" if component else "chain.entitled"
    is_told = component is not None or deadline.kind == "requisition"
    return Attention(
        AttentionKind.LATE_DUTY,
        deadline.id,
        deadline.what,
        date=due_text(duty),
        since=duty.ready.isoformat() if duty.ready else None,
        who=deadline.receiver,
        duty=deadline.kind,
        amount=_known(figures, key) if is_told else None,
        ledger=now.booked_more is not None,
        nothing_came=not figures["chain.received"].ore and not now.is_booked,
        invented=duty.invented,
    )


def _uncovered(facts: Facts, figures: Mapping[str, Figure]) -> list[Attention]:
    """Cost that no grant covers any more, where it is beyond what a light needs to be watched: the region bears it."""
    uncovered, cost = figures["chain.uncovered"].ore, figures["chain.cost"].ore
    if not uncovered or cost is None or weighed(uncovered, cost, bounds_of(facts.parameters.settings)) is LightLevel.OK:
        return []
    region = facts.parameters.region.name_in(facts.period.year)
    return [Attention(AttentionKind.UNCOVERED_COST, ALL, "Kostnad utan täckning", who=region, amount="chain.uncovered")]


def _awaited(duty: Duty, looked: bool) -> Attention:
    return Attention(
        AttentionKind.AWAITED_PAYMENT, duty.deadline.id, duty.deadline.what, date=due_text(duty), ledger=looked
    )


def _requested(one: Requested, looked: bool) -> Attention:
    name = one.component or ALL
    return Attention(
        AttentionKind.REQUESTED_MONEY,
        name,
        "Begärt",
        date=one.expected.isoformat(),
        since=one.sent.isoformat(),
        amount=f"requested.{name}.missing",
        ledger=looked,
        invented=any(event.status is Status.EXAMPLE for event in (*one.requisitions, *one.payments)),
    )


def _decisions(now: Standing) -> list[Attention]:
    told = []
    for number, (decision, status) in enumerate(now.decisions, start=1):
        if status not in (DecisionStatus.WAITING, DecisionStatus.OVERDUE):
            continue
        expected = decision.waiting or decision.date
        told.append(
            Attention(
                AttentionKind.WAITING_DECISION,
                str(number),
                decision.what,
                date=expected.isoformat() if expected else None,
                who=decision.body,
                number=decision.number,
                overdue=status is DecisionStatus.OVERDUE,
                invented=decision.status is Status.EXAMPLE,
            )
        )
    return told


def _known(figures: Mapping[str, Figure], key: str) -> str | None:
    """The key of an amount that is known."""
    figure = figures.get(key)
    return key if figure is not None and figure.ore is not None else None


def blocks(record: Record) -> list[str]:
    """What page one shows of it; nothing when nobody needs to act."""
    return alerts_html(lines_of(record))


def lines_of(record: Record) -> list[Line]:
    """The same in words, a line each, what is worst first."""
    return [line(one, _amount(record, one)) for one in record.attention]


def _amount(record: Record, one: Attention) -> str | None:
    if one.amount is None:
        return None
    figure = record.figures[one.amount]
    return with_marks(worth(record, figure.known_ore), figure)
