"""Tidplan: every date of the agreement and every event in the region, with receiver.

Owns the table ``dates``, and which date is the next: the first after the period of what the region itself must do,
payments only when nothing else is due; never what somebody else must do.
"""

from ...agreement import Deadline
from ...period import MONTHS, Period, day_text
from ...show.figures import Figure
from ...show.numbers import kronor, unit
from ...show.tables import table_html
from ...tables import Column, Table
from ..facts import Facts
from ..part import Part
from ..record import Record, table_of
from ..wording import marked, source_text

EVENT = {"decision": "Beslut", "requisition": "Rekvisition", "payment": "Inbetalning", "repayment": "Återbetalning"}


def part(facts: Facts) -> Part:
    """The section's table: events and dates in order, those without date last."""
    parameters = facts.parameters
    rows = []
    for event in parameters.choices.events:
        amount = f" {unit(kronor(event.ore), 'kr')}" if event.ore is not None else ""
        rows.append(
            {
                "date": event.date.isoformat(),
                "what": marked(f"{event.what or EVENT[event.kind]}{amount}", event.status == "example"),
                "receiver": event.by or "Regionen",
                "state": "har inträffat" if event.date <= facts.period.last_day else "planerat",
                "source": source_text(parameters, event.source, event.place),
            }
        )
    for deadline in dated(facts):
        passed = deadline.date is not None and deadline.date <= facts.period.last_day
        rows.append(
            {
                "date": deadline.date.isoformat() if deadline.date else None,
                "what": deadline.what,
                "receiver": deadline.receiver,
                "state": deadline.note
                or ("har passerat" if passed else "återstår" if deadline.date else _undated(deadline)),
                "source": source_text(parameters, deadline.source, deadline.place),
            }
        )
    rows.sort(key=lambda row: (row["date"] is None, str(row["date"]), str(row["what"])))
    columns = [
        Column("what", "Vad"),
        Column("date", "Datum", "date"),
        Column("receiver", "Mottagare eller beslutande"),
        Column("state", "Läge"),
        Column("source", "Källa", missing="exempel"),
    ]
    return Part(
        tables=[
            Table(
                "dates",
                "Tidplan",
                columns,
                rows,
                note="«Ej känt» betyder att källan inte anger uppgiften.",
                sheet="Tidplan",
            )
        ]
    )


def dated(facts: Facts) -> list[Deadline]:
    """The agreement's dates and the region's own."""
    return [*facts.parameters.agreement.deadlines, *facts.parameters.choices.own_deadlines]


def next_date(deadlines: list[Deadline], period: Period) -> dict[str, str]:
    """The next date after the period: ``date`` (day or month), ``day`` as read, ``what``, ``receiver``; "" if none."""
    ahead = [one for one in deadlines if one.by is None and _when(one) > period.last_day.isoformat()]
    duties = [one for one in ahead if one.kind != "payment"]
    first = min(duties or ahead, key=_when, default=None)
    if first is None:
        return {"date": "", "day": "", "what": "", "receiver": ""}
    day = day_text(first.date) if first.date else _month(first.month or "")
    # A payment comes to the region, which need not be told who it is.
    receiver = first.receiver if first.kind != "payment" else None
    return {"date": _when(first), "day": day, "what": first.what, "receiver": receiver or ""}


def _when(deadline: Deadline) -> str:
    """Sorts as text; a date that is not known is never ahead."""
    return deadline.date.isoformat() if deadline.date else (deadline.month or "")


def _undated(deadline: Deadline) -> str:
    return f"{_month(deadline.month)}, dag ej känd" if deadline.month else "datum ej känt"


def _month(month: str) -> str:
    return f"{MONTHS[int(month[5:7]) - 1]} {month[:4]}"


def show(record: Record) -> list[str | Figure]:
    """What the reader meets."""
    return [table_html(table_of(record, "dates"))]
