"""Which months have no rows on a grant's codes although they usually have.

Owns the rule. What is usual is told by the months since the first with rows, never by those before it, so that a grant
may start when it likes. A gap (months without rows, one after another) is odd when enough other months have rows, when
at least ``rows`` of them are usual (the lower median), and when it is longer than any gap before it: invoices of each
quarter leave gaps of two months, and those are their rhythm. The months before a gap tell what is usual; where they are
too few, those after it do too, if none of them is empty and the first were no smaller than half of what became usual.
Months that may be empty are passed over when they are: quiet ones, those that somebody has said are rightly empty, and
those after the grant's end.
"""

import statistics
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from ..model.settings import Rhythm


@dataclass(frozen=True)
class Gap:
    """Months (``YYYY-MM``) in a row without rows, and how many a month usually has."""

    months: tuple[str, ...]
    usual: int


def gaps_in(rows: Mapping[str, int], bounds: Rhythm, excused: Collection[str] = ()) -> list[Gap]:
    """The odd gaps among months. ``rows`` is the number of rows of each month, in order; ``excused`` may be empty."""
    live = [month for month in rows if rows[month] or not (int(month[5:]) in bounds.quiet or month in excused)]
    while live and not rows[live[0]]:
        live.pop(0)
    found: list[Gap] = []
    odd: set[str] = set()
    for gap in _empty_runs(live, rows):
        before = [month for month in live if month < gap[0] and month not in odd]
        after = [month for month in live if month > gap[-1]]
        usual = _usual([rows[month] for month in before], [rows[month] for month in after], bounds.months)
        longest = max((len(run) for run in _empty_runs(before, rows)), default=0)
        if usual >= max(bounds.rows, 1) and len(gap) > longest:
            found.append(Gap(tuple(gap), usual))
            odd.update(gap)
    return found


def _usual(before: Sequence[int], after: Sequence[int], needed: int) -> int:
    """How many rows a month has, 0 where too few months tell."""
    if sum(1 for many in before if many) >= needed:
        return statistics.median_low(before)
    every = [*before, *after]
    if len(every) < needed or not all(every):
        return 0
    usual = statistics.median_low(every)
    return usual if 2 * min(before) >= usual else 0


def _empty_runs(months: Sequence[str], rows: Mapping[str, int]) -> list[list[str]]:
    """The months without rows, those in a row together."""
    runs: list[list[str]] = []
    is_open = False
    for month in months:
        if rows[month]:
            is_open = False
        elif is_open:
            runs[-1].append(month)
        else:
            runs.append([month])
            is_open = True
    return runs
