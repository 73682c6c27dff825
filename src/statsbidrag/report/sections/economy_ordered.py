"""Beställt, ej fakturerat in Ekonomi, where the region has a list of orders.

Owns the figures ``ordered`` and ``effort.*.ordered``, and how the column between outcome and forecast is told.
"""

from collections.abc import Iterable

from ...base.period import month_name
from ...facts.gather import Facts
from ...record.figures import merged_status
from ...record.formulas import total
from ...record.tables import Column
from ...show.wording import EXAMPLE, SEE_FINDINGS, listed, marked
from ..part import Part

COLUMN = Column("ordered", "Beställt, ej fakturerat", "ore", scale="tkr")


def add_ordered(result: Part, facts: Facts) -> None:
    """What is ordered for each effort, for none, and together; nothing where the region has no list."""
    told = facts.ordered
    if told is None:
        return
    efforts = [effort.effort.id for effort in facts.efforts]
    names = {**{f"effort.{one}.ordered": one for one in efforts}, "effort.none.ordered": ""}
    for key, effort in names.items():
        ore = told.of(effort)
        if ore is None or not told.states:
            result.add_unknown(key, told.why_unknown or "ingen lista kan användas")
        else:
            result.add_money(key, ore, told.places(effort), told.status, marks=told.marks)
    whole = result.follow("ordered", total(list(names)), merged_status(result.figures[key].status for key in names))
    if told.marks:
        result.mark(whole.key, told.marks)


def columns(standard: Iterable[Column], facts: Facts) -> list[Column]:
    """The standard columns, with what is ordered between outcome and forecast."""
    every = list(standard)
    if facts.ordered is None:
        return every
    before = next(place for place, column in enumerate(every) if column.key == "forecast")
    return [*every[:before], COLUMN, *every[before:]]


def note(facts: Facts) -> str:
    """Of when the orders are, and that they are in the forecast but not in the outcome."""
    told = facts.ordered
    if told is None:
        return ""
    if not told.states or told.why_unknown:
        return f" Vad som är beställt men inte fakturerat är ej känt: {told.why_unknown}."
    when = listed(sorted({month_name(month) for _, month in sorted(told.states.items(), key=lambda one: one[1])}))
    words = marked(f"läget vid utgången av {when}", told.fictive and EXAMPLE not in when)
    see = f"; {SEE_FINDINGS}" if told.marks else ""
    return f" Beställt, ej fakturerat ingår inte i utfallet men kan ingå i prognosen; {words}{see}."
