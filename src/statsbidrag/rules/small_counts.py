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
- What a part has in one month is never told: parts are told for the whole period.

What has been told is reckoned from the months before, never from what lies published, so that a report made anew tells
the same. Only counts can be small: the number of units that have reported is told.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ..model.choices import Indicator
from .indicators import Measured, for_period

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

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left out that could be shown."""
        return not any(one.left_out for one in (self.total, *self.months.values(), *self.parts.values()))


def told(indicator: Indicator, months: Months, parts: Mapping[str, Months], smallest: int) -> Told:
    """What may be told of an indicator, of its months and those of its parts; all of it unless it counts patients.

    ``smallest`` is the least count of patients that is told.
    """
    whole = for_period(indicator, dict(months))
    by_part = {name: for_period(indicator, dict(of_part)) for name, of_part in parts.items()}
    apart = {name: dict(of_part) for name, of_part in parts.items()}
    if indicator.counts != "patients":
        return Told(dict(months), whole, by_part, apart)
    if indicator.period_value == "latest":
        tells_total = _enough([whole], smallest)
        tells_parts = tells_total and _enough(by_part.values(), smallest)
        last = None
    else:
        totals = _told_in(months, [months], list(months), smallest)
        tells_total = _still_told(months, totals)
        of_parts = _told_in(months, list(parts.values()), totals, smallest)
        tells_parts = tells_total and _still_told(months, of_parts)
        last = None if tells_total else next(iter(reversed(totals)), None)
    tells_months = tells_total and _enough(months.values(), smallest)
    return Told(
        {month: one if tells_months else _left_out(one) for month, one in months.items()},
        whole if tells_total else _left_out(whole),
        {name: one if tells_parts else _left_out(one) for name, one in by_part.items()},
        {name: {month: _left_out(one) for month, one in of_part.items()} for name, of_part in apart.items()},
        last,
    )


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
