"""Small counts of patients: what may be told of an indicator so that no count below a threshold can be reckoned back.

Owns the rule. A breakdown (months, parts) with any count below the threshold is left out whole, and only its total is
told, itself at least the threshold. Every month has a report, and what one tells the next may not undo:

- A figure from January on is told only in a month by which at least the threshold has come, of numerator and
  denominator each, since the month in which it was last told: so one report minus another is never a small count.
- Parts are told only where the total is, and where that much has come in each of them since they were last told. A
  table of parts by months then has no row and no column below the threshold, and wherever it has two of each, every
  cell can be at least two numbers.
- A stock at the month's end is no sum of the months: each month is judged by its own count.
- A share is told with its counts or not at all: with a known denominator it would give the numerator.
- Indicators of the same patients, such as those who have finished and the share of them that was in time, are told in
  the same months; they are taken for such when a count of one is a count of the other in every month.
- What a part has in one month is never told: parts are told for the whole period.

What has been told is reckoned from the months before, never from what lies published, so that a report made anew tells
the same. Only counts can be small: the number of units that have reported is told.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ..model.indicator import Indicator
from .indicators import NOTHING, Measured, for_period

Months = Mapping[str, Measured]


@dataclass(frozen=True)
class Told:
    """What is told of one indicator: its months, its period, the period of each part, and each part's months.

    What is left out has ``left_out``. ``last_told`` is the last month whose report told the period when this one does
    not; None where none did.
    """

    months: dict[str, Measured]
    total: Measured
    parts: dict[str, Measured]
    part_months: dict[str, dict[str, Measured]]
    last_told: str | None = None


@dataclass(frozen=True)
class Known:
    """What is known of one indicator: month → figure, and the same of each of its parts."""

    indicator: Indicator
    months: Months
    parts: Mapping[str, Months]


@dataclass(frozen=True)
class Calendar:
    """The months whose reports tell the sums from January on, and those that tell the parts of them."""

    totals: list[str]
    parts: list[str]


def told(known: Iterable[Known], smallest: int) -> dict[str, Told]:
    """What may be told of the indicators of one report, by id: all of it of those that do not count patients.

    ``smallest`` is the least count of patients that is told.
    """
    every = list(known)
    summed = [one for one in every if _is_of_patients(one) and one.indicator.period_value != "latest"]
    calendars: dict[str, Calendar] = {}
    for group in _of_the_same_patients(summed):
        totals = _told_in(group[0].months, [one.months for one in group], list(group[0].months), smallest)
        parts = _told_in(group[0].months, [part for one in group for part in one.parts.values()], totals, smallest)
        calendars |= {one.indicator.id: Calendar(totals, parts) for one in group}
    return {one.indicator.id: _told(one, calendars.get(one.indicator.id), smallest) for one in every}


def _is_of_patients(known: Known) -> bool:
    return known.indicator.counts == "patients"


def _told(known: Known, calendar: Calendar | None, smallest: int) -> Told:
    """One indicator; ``calendar`` None for a stock, and for what does not count patients."""
    months = dict(known.months)
    whole = for_period(known.indicator, months)
    by_part = {name: for_period(known.indicator, dict(of_part)) for name, of_part in known.parts.items()}
    apart = {name: dict(of_part) for name, of_part in known.parts.items()}
    if not _is_of_patients(known):
        return Told(months, whole, by_part, apart)
    if calendar is None:
        tells_total = _enough([whole], smallest)
        tells_parts = tells_total and _enough(by_part.values(), smallest)
        last = None
    else:
        tells_total = _still_told(months, calendar.totals)
        tells_parts = tells_total and _still_told(months, calendar.parts)
        last = None if tells_total else next(iter(reversed(calendar.totals)), None)
    tells_months = tells_total and _enough(months.values(), smallest)
    return Told(
        {month: one if tells_months else _left_out(one) for month, one in months.items()},
        whole if tells_total else _left_out(whole),
        {name: one if tells_parts else _left_out(one) for name, one in by_part.items()},
        {name: {month: _left_out(one) for month, one in of_part.items()} for name, of_part in apart.items()},
        last,
    )


def _of_the_same_patients(known: Sequence[Known]) -> list[list[Known]]:
    """The indicators in groups: two that have a count in common, month by month, may be of the same patients."""
    groups: list[tuple[set[tuple[int | None, ...]], list[Known]]] = []
    for one in known:
        series, members = _series(one), [one]
        for other in [group for group in groups if group[0] & series]:
            groups.remove(other)
            series, members = series | other[0], [*other[1], *members]
        groups.append((series, members))
    return [members for _, members in groups]


def _series(known: Known) -> set[tuple[int | None, ...]]:
    """The numerators, month by month, and the denominators of a share; none where no month is known."""
    figures = [one if one.value is not None else NOTHING for one in known.months.values()]
    series = {tuple(one.numerator for one in figures), tuple(one.denominator for one in figures)}
    return {one for one in series if any(count is not None for count in one)}


def _enough(measured: Iterable[Measured], smallest: int) -> bool:
    """Whether every known figure has at least the smallest count, of numerator and denominator each."""
    return all(_counts(one) is None or min(_counts(one) or ()) >= smallest for one in measured)


def _counts(measured: Measured) -> tuple[int, ...] | None:
    """The counts behind a figure; None where it is not known."""
    if measured.value is None or measured.numerator is None:
        return None
    return (measured.numerator,) if measured.denominator is None else (measured.numerator, measured.denominator)


def _told_in(months: Months, each: list[Months], allowed: list[str], smallest: int) -> list[str]:
    """The months, of those allowed, whose reports tell every one of ``each`` from January on.

    One that has told nothing yet is not waited for; one that has, and to which nothing comes, is.
    """
    found: list[str] = []
    since: list[list[int] | None] = [None] * len(each)
    for month in months:
        for place, one in enumerate(each):
            counts = _counts(one[month])
            if counts is not None:
                so_far = since[place] or [0] * len(counts)
                since[place] = [before + now for before, now in zip(so_far, counts, strict=True)]
        begun = [counts for counts in since if counts is not None]
        if month in allowed and begun and all(min(counts) >= smallest for counts in begun):
            found.append(month)
            since = [None if counts is None else [0] * len(counts) for counts in since]
    return found


def _still_told(months: Months, told_in: list[str]) -> bool:
    """Whether the report of the last month tells it: told then, or nothing is known of the months since."""
    if not told_in:
        return all(one.value is None for one in months.values())
    return all(one.value is None for month, one in months.items() if month > told_in[-1])


def _left_out(measured: Measured) -> Measured:
    """A figure without its counts; one that is not known stays so."""
    if measured.value is None:
        return measured
    return replace(measured, numerator=None, denominator=None, value=None, left_out=True)
