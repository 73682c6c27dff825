"""Tidplan: every date of the agreement and every event in the region, with receiver. Owns the table ``dates``."""

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
    for deadline in parameters.agreement.deadlines:
        passed = deadline.date is not None and deadline.date <= facts.period.last_day
        rows.append(
            {
                "date": deadline.date.isoformat() if deadline.date else None,
                "what": deadline.what,
                "receiver": deadline.receiver,
                "state": deadline.note
                or ("har passerat" if passed else "återstår" if deadline.date else "datum ej känt"),
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


def show(record: Record) -> list[str | Figure]:
    """What the reader meets."""
    return [table_html(table_of(record, "dates"))]
