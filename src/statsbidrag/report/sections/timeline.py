"""Tidplan: every date of the agreement with its state, and every event and decision in the region.

Owns the table ``dates``, and which date is the next: the first after the period of what the region itself must do,
a deadline before a planned requisition or repayment; what comes to it (payments, decisions) only when
nothing else is ahead; never what somebody else must do.
"""

import datetime as dt
from collections.abc import Sequence

from ...base.numbers import kronor, with_unit
from ...base.period import MONTHS, Period, day_text
from ...base.states import DecisionStatus, DutyStatus, Status
from ...facts.duties import Standing, due_text, standing
from ...facts.gather import Facts
from ...model.agreement import Deadline
from ...model.events import Decision, Event
from ...read.params.parameters import Parameters
from ...record.model import Due, Record
from ...record.tables import Column, Row, Table
from ...rules.duties import Duty, events_of
from ...show.charts import Chart
from ...show.tables import table_html
from ...show.wording import DECISION_STATE, DUTY_STATE, marked, source_text
from ..part import Given, Part
from .order_day import order_rows
from .window_end import window_rows

# What the region itself must see to; the rest comes to it.
DUTIES = ("requisition", "repayment", "submission", "ready")
SET, PLANNED, COMES = 0, 1, 2
EVENT = {
    "decision": "Beslut", "requisition": "Rekvisition", "payment": "Inbetalning", "repayment": "Återbetalning",
    "submission": "Inlämning", "ready": "Klar för underskrift",
}  # fmt: skip


def part(facts: Facts, given: Given) -> Part:
    """The section's table: events, decisions and deadlines in order, those without date last. An event that did what a
    deadline asks for stands in the deadline's row and in none of its own."""
    now = standing(facts)
    told = {id(event) for duty in now.duties for event in _told_of(duty, now)}
    rows = [_event(facts, event, now) for event in facts.parameters.choices.events if id(event) not in told]
    rows += [_decided(facts, decision, status) for decision, status in now.decisions]
    rows += [_duty(facts, duty, now) for duty in now.duties]
    rows += [{"done": None, **row} for row in [*order_rows(facts), *window_rows(facts)]]
    rows.sort(key=lambda row: (row["date"] is None, sorting_day(str(row["date"])), str(row["what"])))
    columns = [
        Column("what", "Vad"),
        Column("date", "Datum", "date"),
        Column("state", "Läge"),
        Column("done", "Klart eller kommet", "date", missing="–"),
        Column("receiver", "Mottagare eller beslutande"),
        Column("source", "Källa", missing="exempel"),
    ]
    note = "«Ej känt» betyder att källan inte anger uppgiften."
    return Part(given.figures, tables=[Table("dates", "Tidplan", columns, rows, note=note, sheet="Tidplan")])


def _papers(parameters: Parameters, events: Sequence[Event], source: str | None, place: str | None) -> str | None:
    """Where something is told, the diary numbers of its events where the source's is another, what was sent among
    them, and their vouchers; None: nowhere."""
    told = source_text(parameters, source, place)
    numbers = [one for event in events for one in (event.number, event.sent.number if event.sent else None)]
    vouchers = [f"verifikation {event.voucher}" for event in events if event.voucher]
    papers = [f"diarienummer {one}" for one in dict.fromkeys(numbers) if one and one not in (told or "")]
    return "; ".join(text for text in (told, *papers, *vouchers) if text) or None


def _event(facts: Facts, event: Event, now: Standing) -> Row:
    """What happened, or is planned, that no deadline's row tells."""
    amount = f" {with_unit(kronor(event.ore), 'kr')}" if event.ore is not None else ""
    return {
        "date": event.date.isoformat(),
        "what": marked(f"{event.what or EVENT[event.kind]}{amount}", event.status is Status.EXAMPLE),
        "state": "har inträffat" if event.date <= facts.period.last_day else "planerat",
        "done": None,
        "receiver": event.by or _receiver(event, now),
        "source": _papers(facts.parameters, [event], event.source, event.place),
    }


def _receiver(event: Event, now: Standing) -> str | None:
    """Who got it, where nobody says who did it: money comes to the region; what it sends goes to whom the deadline
    says. Who decided is not known where nobody tells."""
    if event.kind == "payment":
        return "Regionen"
    names = event.fulfils or ()
    return next((one.receiver for one in now.given.deadlines if one.id in names and event.kind != "decision"), None)


def _decided(facts: Facts, decision: Decision, status: DecisionStatus) -> Row:
    taken = decision.date if status is DecisionStatus.TAKEN else None
    day = decision.date or decision.waiting
    number = f" (dnr {decision.number})" if decision.number else ""
    return {
        "date": day.isoformat() if day else None,
        "what": marked(f"Beslut: {decision.what}{number}", decision.status is Status.EXAMPLE),
        "state": DECISION_STATE[status],
        "done": taken.isoformat() if taken else None,
        "receiver": decision.body,
        "source": source_text(facts.parameters, decision.source, decision.place),
    }


def _told_of(duty: Duty, now: Standing) -> list[Event]:
    """The events that the row of a deadline tells: what was done, or is planned where nothing is. A decision has a row
    of its own."""
    events = duty.events if duty.done else events_of(duty.deadline, now.given)
    return [event for event in events if event.kind != "decision"]


def _duty(facts: Facts, duty: Duty, now: Standing) -> Row:
    deadline, events = duty.deadline, _told_of(duty, now)
    ore = sum(event.ore or 0 for event in events)
    amount = f" {with_unit(kronor(ore), 'kr')}" if ore else ""
    invented = duty.invented or any(event.status is Status.EXAMPLE for event in events)
    return {
        "date": due_text(duty) or None,
        "what": marked(f"{deadline.what}{amount}", invented),
        "state": duty_text(duty, [event.date for event in events if event.date > facts.period.last_day]),
        "done": duty.done.isoformat() if duty.done else duty.month,
        # Who shall have it; of a payment the region, like of any that comes.
        "receiver": deadline.receiver,
        "source": _papers(facts.parameters, events, deadline.source, deadline.place),
    }


def duty_text(duty: Duty, planned: Sequence[dt.date] = ()) -> str:
    """How a deadline stands, when it is planned, was ready or confirmed, and what the source remarks on it."""
    state = DUTY_STATE[duty.status]
    if duty.status is DutyStatus.UNKNOWN:
        state = "ingen händelse är kopplad hit" if due_text(duty) else "datum ej känt"
    parts = [state]
    if planned and not duty.done:
        parts.append(f"planerat {day_text(max(planned))}")
    if duty.ready and duty.status in (DutyStatus.READY, DutyStatus.LATE):
        ready = "klar" if duty.status is DutyStatus.READY else "klar för underskrift"
        parts.append(f"{ready} {day_text(duty.ready)}")
    parts += [words for event in duty.events if (words := _sent_text(event))]
    if duty.receipt:
        parts.append(f"kvitterad {day_text(duty.receipt)}")
    if duty.deadline.by is not None:
        parts.append(f"görs av {duty.deadline.by}")
    if duty.deadline.note:
        parts.append(duty.deadline.note)
    return "; ".join(parts)


def _sent_text(event: Event) -> str:
    """By which channel and by whom a paper was sent, as far as it is told."""
    if event.sent is None or (event.sent.channel is None and event.sent.role is None):
        return ""
    by = f" via {event.sent.channel}" if event.sent.channel else ""
    return f"skickad{by}{f' av {event.sent.role}' if event.sent.role else ''}"


def next_of(facts: Facts) -> Due:
    """The report's next date, as ``next_date``; what is done already is no longer ahead."""
    ahead = [duty.deadline for duty in standing(facts).duties if duty.status in (DutyStatus.AHEAD, DutyStatus.READY)]
    return next_date(ahead, facts.parameters.choices.events, facts.period)


def next_date(deadlines: Sequence[Deadline], events: Sequence[Event], period: Period) -> Due:
    """The next date after the period; its rank is its place among SET, PLANNED and COMES, of which a lower goes before.

    ``events`` are the region's, of which those after the period are planned.
    """
    ours = [_deadline(one) for one in deadlines if one.by is None and _when(one) > period.last_day.isoformat()]
    ahead = [*ours, *_planned([event for event in events if event.date > period.last_day])]
    return min(ahead, key=_order, default=Due("", "", "", "", COMES))


def sorting_day(date: str) -> str:
    """A day, or a month as its last day: what is known by its month alone comes after the days in it."""
    return f"{date}-31" if len(date) == len("2018-01") else date


def _order(due: Due) -> tuple[int, str]:
    return due.rank, sorting_day(due.date)


def _deadline(one: Deadline) -> Due:
    day = day_text(one.date) if one.date else _month(one.month or "")
    # A payment comes to the region, which need not be told who it is.
    duty = one.kind != "payment"
    return Due(_when(one), day, one.what, (one.receiver or "") if duty else "", SET if duty else COMES)


def _planned(events: Sequence[Event]) -> list[Due]:
    """Planned events; those of one kind on one day, as a payment in parts, are one with their amounts together."""
    together: dict[tuple[dt.date, str, str], list[Event]] = {}
    for event in events:
        together.setdefault((event.date, event.kind, event.what or EVENT[event.kind]), []).append(event)
    ahead = []
    for (day, kind, what), same in together.items():
        ore = sum(event.ore or 0 for event in same)
        named = f"{what} {with_unit(kronor(ore), 'kr')}" if ore else what
        said = marked(named, any(event.status is Status.EXAMPLE for event in same))
        ahead.append(Due(day.isoformat(), day_text(day), said, "", PLANNED if kind in DUTIES else COMES))
    return ahead


def _when(deadline: Deadline) -> str:
    """Sorts as text; a date that is not known is never ahead."""
    return deadline.date.isoformat() if deadline.date else (deadline.month or "")


def _month(month: str) -> str:
    return f"{MONTHS[int(month[5:7]) - 1]} {month[:4]}"


def show(record: Record) -> list[str | Chart]:
    """What the reader meets."""
    return [table_html(record.table("dates"))]
