"""What in a region's choices is dated so that it cannot belong to the grant year.

Owns from which day and until which day a grant year is told of. It begins on 1 January, or with the window where that
is earlier; it is told of until the end of the year after the window's, or of the year of the last day on which the
terms or the region's own dates want an account or a repayment. Within that an event may come late; that is a finding.
Every fault is a line with its ``file:line``, and a refusal. No clock is asked: days are held against days in the files.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Protocol

from ....base.period import month_end
from ....model.agreement import Agreement, Deadline
from ....model.choices import RegionAgreement
from ....model.node import Node
from ....model.values import Source, Sourced

SETTLING = ("report", "repayment")


class AsOf(Protocol):
    """Something in a parameter file that is told as of a month."""

    @property
    def as_of(self) -> str: ...

    def at(self, *path: str | int) -> str: ...


def faults_in_days(agreement: Agreement, choices: RegionAgreement) -> Iterator[str]:
    """A line for each forecast, state, description or event that no report of the grant year could have."""
    year, first = agreement.year, first_month(agreement)
    last = f"{last_day(agreement, choices):%Y-%m}"
    end = max(f"{year}-12", f"{agreement.window.end:%Y-%m}")
    for effort in choices.efforts:
        for forecast in effort.forecasts:
            yield from _outside(forecast, forecast.as_of, first, end, f"en prognos för {year}")
        for status in effort.status:
            yield from _outside(status, status.as_of, first, max(end, f"{year}-13"), f"en status för {year}")
    due = {one.id: one.deadline for one in agreement.requirements}
    days = {one.id: one for one in agreement.deadlines}
    for state in choices.requirements:
        if state.as_of is not None:
            deadline = days.get(due.get(state.id) or "")
            known = _last_day_of(deadline) if deadline else None
            begins = first if known is None else min(first, f"{known:%Y-%m}")
            yield from _outside(state, state.as_of, begins, last, f"ett krav för {year}")
    for told in choices.descriptions:
        yield from _outside(told, told.as_of, first, last, f"en beskrivning för {year}")
    yield from _events(agreement, choices)


def faults_in_months(agreement: Agreement, choices: RegionAgreement, entries: Iterable[AsOf]) -> Iterator[str]:
    """A line for each entry as of a month in which nothing of the grant year can be told."""
    first, last = first_month(agreement), f"{last_day(agreement, choices):%Y-%m}"
    for entry in entries:
        yield from _outside(entry, entry.as_of, first, last, f"en uppgift för {agreement.year}")


def faults_in_checked(sources: dict[str, Source], top: Node) -> Iterator[str]:
    """A line for each value that was checked against its source before there was one."""
    for entry in _entries(top):
        source = sources.get(entry.source or "")
        if entry.checked is not None and source is not None and entry.checked < source.first_day:
            yield (
                f"{entry.at('checked')}: checked är {entry.checked}, före källan «{entry.source}», som är från "
                f"{source.date}. Rätta checked, eller date i källan."
            )


def first_month(agreement: Agreement) -> str:
    """The month in which the grant year begins: January, or the window's first where that is earlier."""
    return min(f"{agreement.year}-01", f"{agreement.window.start:%Y-%m}")


def last_day(agreement: Agreement, choices: RegionAgreement) -> dt.date:
    """The last day on which anything of the grant year can have happened."""
    known = settling_day(agreement, choices)
    after = max(agreement.window.end.year, agreement.year) + 1
    return dt.date(max(after, known.year if known else after), 12, 31)


def settling_day(agreement: Agreement, choices: RegionAgreement) -> dt.date | None:
    """The last day on which the region shall have accounted for and repaid the year's money; None where it is not
    told. An account when the window ends, or before, is one of what was used so far."""
    own = [one for one in [*agreement.deadlines, *choices.own_deadlines] if one.kind in SETTLING and one.by is None]
    days = [day for one in own if (day := _last_day_of(one)) is not None and day > agreement.window.end]
    return max(days, default=None)


def _events(agreement: Agreement, choices: RegionAgreement) -> Iterator[str]:
    year, window = agreement.year, agreement.window
    opens = min(dt.date(year, 1, 1), window.start)
    said = [one.start for one in agreement.periods] + [one.date for one in agreement.approvals if one.date]
    decided = min([dt.date(opens.year - 1, 1, 1), *said])
    last = last_day(agreement, choices)
    for event in choices.events:
        # Money may be paid in advance, in the month before its window opens.
        begins = decided if event.kind == "decision" else (opens - dt.timedelta(days=1)).replace(day=1)
        if event.date < begins:
            yield (
                f"{event.at('date')}: händelsen är daterad {event.date}, före {begins}, och kan inte höra till {year} "
                "års bidrag. Rätta date, eller flytta händelsen till filen för sitt bidragsår."
            )
        elif event.date > last:
            yield (
                f"{event.at('date')}: händelsen är daterad {event.date}, efter {last}, då {year} års bidrag är "
                "redovisat och återbetalt. Rätta date, flytta händelsen till filen för sitt bidragsår, eller "
                "skriv dagen "
                "för redovisning eller återbetalning med källa under own_deadlines."
            )


def _outside(entry: Node | AsOf, month: str, first: str, last: str, what: str) -> Iterator[str]:
    if not first <= month <= last:
        yield (
            f"{entry.at('as_of')}: as_of är {month}, men {what} hör till tiden {first} till {last}. Rätta as_of, eller "
            "flytta posten till filen för sitt år."
        )


def _last_day_of(deadline: Deadline) -> dt.date | None:
    if deadline.month is None:
        return deadline.date
    year, month = (int(part) for part in deadline.month.split("-"))
    return month_end(year, min(month, 12))


def _entries(node: Node) -> Iterator[Sourced]:
    """A node and all below it that has a source."""
    if isinstance(node, Sourced):
        yield node
    for name in type(node).model_fields:
        value = getattr(node, name)
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else [value]
        for one in inner:
            if isinstance(one, Node):
                yield from _entries(one)
