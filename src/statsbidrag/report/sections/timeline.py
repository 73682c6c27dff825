"""Tidplan: every date of the agreement and every event in the region, with receiver.

Owns the table ``dates``, and which date is the next: the first after the period of what the region itself must do,
a deadline before a planned requisition or repayment; what comes to it (payments, decisions) only when
nothing else is ahead; never what somebody else must do.
"""

import datetime as dt
from collections.abc import Sequence

from ...base.numbers import kronor, with_unit
from ...base.period import MONTHS, Period, day_text
from ...base.states import DutyStatus, Status
from ...facts.gather import Facts
from ...model.agreement import Deadline
from ...model.choices import Event
from ...read.params.parameters import Parameters
from ...record.model import Due, Record
from ...record.tables import Column, Row, Table
from ...rules.duties import duty_status
from ...show.charts import Chart
from ...show.tables import table_html
from ...show.wording import marked, source_text
from ..part import Given, Part
from .order_day import order_rows

# What the region itself must see to; the rest comes to it.
DUTIES = ("requisition", "repayment")
SET, PLANNED, COMES = 0, 1, 2
EVENT = {"decision": "Beslut", "requisition": "Rekvisition", "payment": "Inbetalning", "repayment": "Återbetalning"}


def part(facts: Facts, given: Given) -> Part:
    """The section's table: events and dates in order, those without date last."""
    parameters = facts.parameters
    rows: list[Row] = []
    for event in parameters.choices.events:
        amount = f" {with_unit(kronor(event.ore), 'kr')}" if event.ore is not None else ""
        rows.append(
            {
                "date": event.date.isoformat(),
                "what": marked(f"{event.what or EVENT[event.kind]}{amount}", event.status is Status.EXAMPLE),
                "receiver": event.by or "Regionen",
                "state": "har inträffat" if event.date <= facts.period.last_day else "planerat",
                "source": _papers(parameters, event),
            }
        )
    for deadline in dated(facts):
        rows.append(
            {
                "date": _when(deadline) or None,
                "what": deadline.what,
                "receiver": deadline.receiver,
                "state": deadline.note or state_at(deadline, facts.period),
                "source": source_text(parameters, deadline.source, deadline.place),
            }
        )
    rows += order_rows(facts)
    rows.sort(key=lambda row: (row["date"] is None, sorting_day(str(row["date"])), str(row["what"])))
    columns = [
        Column("what", "Vad"),
        Column("date", "Datum", "date"),
        Column("receiver", "Mottagare eller beslutande"),
        Column("state", "Läge"),
        Column("source", "Källa", missing="exempel"),
    ]
    note = "«Ej känt» betyder att källan inte anger uppgiften."
    return Part(given.figures, tables=[Table("dates", "Tidplan", columns, rows, note=note, sheet="Tidplan")])


def _papers(parameters: Parameters, event: Event) -> str | None:
    """Where an event is told, its diary number where the source's is another, and its voucher; None: nowhere."""
    told = source_text(parameters, event.source, event.place)
    number = f"diarienummer {event.number}" if event.number and event.number not in (told or "") else ""
    voucher = f"verifikation {event.voucher}" if event.voucher else ""
    return "; ".join(text for text in (told, number, voucher) if text) or None


def dated(facts: Facts) -> list[Deadline]:
    """The agreement's dates and the region's own."""
    return [*facts.parameters.agreement.deadlines, *facts.parameters.choices.own_deadlines]


def next_of(facts: Facts) -> Due:
    """The report's next date, as ``next_date``."""
    return next_date(dated(facts), facts.parameters.choices.events, facts.period)


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


def state_at(deadline: Deadline, period: Period) -> str:
    """Whether a date has passed when the period ends; of a date known by its month, the month."""
    status = duty_status(deadline, period)
    if status is DutyStatus.UNKNOWN:
        return "datum ej känt"
    day = "" if deadline.date else f", {_month(deadline.month or '')}, dag ej känd"
    return f"{'har passerat' if status is DutyStatus.PASSED else 'återstår'}{day}"


def _month(month: str) -> str:
    return f"{MONTHS[int(month[5:7]) - 1]} {month[:4]}"


def show(record: Record) -> list[str | Chart]:
    """What the reader meets."""
    return [table_html(record.table("dates"))]
