"""Utbetalningar: the payments that the agreement names, beside those that came.

Owns the figures ``payments.*`` and ``payment.<n>.*`` (the nth payment or repayment in the region's file), the table
``payments``. Which event is which payment, and how one that has not come stands, is ``rules.duties``.
"""

from ....base.period import MONTHS
from ....base.states import DutyStatus, Status
from ....facts.duties import standing
from ....facts.gather import Facts
from ....model.events import Event
from ....record.figures import Figure, Origin, merged_status, other
from ....record.formulas import total
from ....record.model import Record
from ....record.tables import Column, Row, Table
from ....rules.duties import Duty, events_of
from ....show.tables import table_html
from ....show.wording import DUTY_STATE, marked
from ...part import Given, Part

KEYS = ("payments.planned", "payments.received", "payments.amount")


def part(facts: Facts, given: Given) -> Part:
    """The figures and the table."""
    result = Part(given.figures)
    now, names = standing(facts), {one.id for one in facts.parameters.agreement.deadlines if one.kind == "payment"}
    planned = [duty for duty in now.duties if duty.deadline.id in names]
    events = [event for event in facts.parameters.choices.events if event.kind in ("payment", "repayment")]
    came = {number: event for number, event in enumerate(events, start=1) if event.date <= facts.period.last_day}
    amounts = {number: _amount(result, number, event) for number, event in came.items()}
    left = dict(came)
    rows = []
    for duty in planned:
        it = {id(event) for event in events_of(duty.deadline, now.given)}
        ours = [number for number, event in left.items() if id(event) in it]
        rows += [_row(duty, left.pop(number), amounts[number], facts) for number in ours]
        rows += [] if ours else [_row(duty, None, None, facts)]
    rows += [_row(None, event, amounts[number], facts) for number, event in left.items()]
    rows.sort(key=lambda row: (str(row["planned"] or row["date"] or ""), str(row["date"])))
    status = merged_status(event.status for event in came.values())
    terms = Origin(params=(facts.parameters.agreement.origin,))
    result.add(other(KEYS[0], len(planned), "count", terms, Status.DECIDED))
    places = [event.origin for event in came.values()] or [facts.parameters.choices.origin]
    paid = sum(event.kind == "payment" for event in came.values())
    result.add(other(KEYS[1], paid, "count", Origin(params=tuple(places)), status))
    amount = result.follow(KEYS[2], total([figure.key for figure in amounts.values()]), status)
    columns = [
        Column("what", "Utbetalning"),
        Column("planned", "Dag enligt överenskommelsen", missing="–"),
        Column("date", "Mottagen", "date", missing="–"),
        Column("ore", "Belopp, kr", "ore", missing="–"),
        Column("state", "Läge"),
    ]
    last: Row = {"what": marked("Mottaget", status is Status.EXAMPLE), "ore": amount}
    caption = f"Utbetalningar, {facts.period.title}"
    result.tables = [Table("payments", caption, columns, rows, last, sheet="Utbetalningar")]
    return result


def show(record: Record) -> list[str]:
    """What the reader meets."""
    return [table_html(record.table("payments"))]


def _amount(result: Part, number: int, event: Event) -> Figure:
    """What came with an event; below nought for what was paid back."""
    if event.kind == "payment":
        return result.add_money(
            f"payment.{number}.amount", event.ore, [event.origin], event.status, source=event.source
        )
    back = result.add_money(f"payment.{number}.repaid", event.ore, [event.origin], event.status, source=event.source)
    return result.follow(f"payment.{number}.amount", f"0 - {back.key}", event.status)


def _row(duty: Duty | None, event: Event | None, amount: Figure | None, facts: Facts) -> Row:
    named = {"payment": "Utbetalning", "repayment": "Återbetalning"}
    titles = {one.id: one.title for one in facts.parameters.agreement.components}
    deadline = duty.deadline if duty else None
    what = deadline.what if deadline else event.what or named[event.kind] if event else ""
    if event and event.component and len(titles) > 1:
        what = f"{what}: {titles.get(event.component, event.component)}"
    planned = None
    if deadline and deadline.date:
        planned = deadline.date.isoformat()
    elif deadline and deadline.month:
        planned = f"{deadline.month} ({MONTHS[int(deadline.month[5:7]) - 1]})"
    if event is None:
        state = DUTY_STATE[duty.status if duty else DutyStatus.UNKNOWN]
    else:
        state = marked("mottagen" if event.kind == "payment" else "återbetald", event.status is Status.EXAMPLE)
    return {
        "what": what,
        "planned": planned,
        "date": event.date.isoformat() if event else None,
        "ore": amount,
        "state": state,
    }
