"""Utbetalningar: the payments that the agreement names, beside those that came.

Owns the figures ``payments.*``, the table ``payments`` and which event is which payment: one of the same day, or of the
same month where the agreement gives only the month.
"""

from ....base.period import MONTHS
from ....facts.gather import Facts
from ....model.agreement import Deadline
from ....model.choices import Event
from ....record.model import Record, figure, merged_status, money_figure
from ....record.tables import Column, Table
from ....show.tables import table_html
from ....show.wording import marked
from ...part import Part

KEYS = ("payments.planned", "payments.received", "payments.amount")


def part(facts: Facts) -> Part:
    """The figures and the table."""
    planned = [one for one in facts.parameters.agreement.deadlines if one.kind == "payment"]
    until = facts.period.last_day
    events = [e for e in facts.parameters.choices.events if e.kind in ("payment", "repayment") and e.date <= until]
    left = list(events)
    rows = []
    for deadline in planned:
        ours = [event for event in left if event.kind == "payment" and _is_it(deadline, event)]
        for event in ours:
            left.remove(event)
        rows += [_row(deadline, event, facts) for event in ours or [None]]
    rows += [_row(None, event, facts) for event in left]
    rows.sort(key=lambda row: (row["planned"] or row["date"] or "", str(row["date"])))
    amount = sum((event.ore or 0) * (1 if event.kind == "payment" else -1) for event in events)
    status = merged_status(event.status.value for event in events)
    place = ", ".join(event.origin for event in events) or facts.parameters.choices.origin
    terms = {"params": facts.parameters.agreement.origin}
    paid = sum(event.kind == "payment" for event in events)
    figures = {
        KEYS[0]: figure(len(planned), "count", terms, "decided"),
        KEYS[1]: figure(paid, "count", {"params": place}, status),
        KEYS[2]: money_figure(amount, {"params": place}, status),
    }
    columns = [
        Column("what", "Utbetalning"),
        Column("planned", "Dag enligt överenskommelsen", missing="–"),
        Column("date", "Mottagen", "date", missing="–"),
        Column("ore", "Belopp, kr", "ore", missing="–"),
        Column("state", "Läge"),
    ]
    total = {"what": marked("Mottaget", status == "example"), "ore": amount}
    return Part(
        figures,
        {},
        [Table("payments", f"Utbetalningar, {facts.period.title}", columns, rows, total, sheet="Utbetalningar")],
    )


def show(record: Record) -> list[str]:
    """What the reader meets."""
    return [table_html(record.table("payments"))]


def _is_it(deadline: Deadline, event: Event) -> bool:
    if deadline.date is not None:
        return event.date == deadline.date
    return deadline.month == event.date.isoformat()[:7]


def _row(deadline: Deadline | None, event: Event | None, facts: Facts) -> dict[str, object]:
    named = {"payment": "Utbetalning", "repayment": "Återbetalning"}
    titles = {one.id: one.title for one in facts.parameters.agreement.components}
    what = deadline.what if deadline else event.what or named[event.kind] if event else ""
    if event and event.component and len(titles) > 1:
        what = f"{what}: {titles.get(event.component, event.component)}"
    planned = None
    if deadline and deadline.date:
        planned = deadline.date.isoformat()
    elif deadline and deadline.month:
        planned = f"{deadline.month} ({MONTHS[int(deadline.month[5:7]) - 1]})"
    if event is None:
        due = deadline.date.isoformat() if deadline and deadline.date else (deadline.month or "") if deadline else ""
        passed = bool(due) and due <= facts.period.last_day.isoformat()
        state = "ej mottagen" if passed else "återstår"
    else:
        state = marked("mottagen" if event.kind == "payment" else "återbetald", event.status == "example")
    sign = -1 if event and event.kind == "repayment" else 1
    return {
        "what": what,
        "planned": planned,
        "date": event.date.isoformat() if event else None,
        "ore": sign * (event.ore or 0) if event else None,
        "state": state,
    }
