"""Which months lack numbers of vouchers that their series should have.

Owns the rule. A series is looked at over the whole year, so that a voucher booked back in an earlier month is missed in
none. Numbers that no month has count as lacking where the series is unbroken both before and after: what comes last may
stand in a month that is yet to come. A step wider than any month has numbers is another series of the same name. A
month is odd when so many are lacking, and so large a share, while most of the others, and enough of them, lack no such
share: a ledger that never has every voucher has no rhythm to break.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..model.settings import VoucherNumbers


@dataclass(frozen=True)
class Lacking:
    """A month (``YYYY-MM``) that lacks ``missing`` numbers of ``of``; ``gaps`` are the series, first and last number
    of each step."""

    month: str
    missing: int
    of: int
    gaps: tuple[tuple[str, int, int], ...]


def lacking(
    series: Mapping[str, Mapping[str, Sequence[Sequence[int]]]],
    unconfirmed: Collection[str],
    bounds: VoucherNumbers,
    parts: Collection[str] = (),
) -> list[Lacking]:
    """The odd months. ``series`` is month → name → runs (first and last number); ``unconfirmed`` the months whose
    numbers nothing confirms: only those can be odd, and what lies between two months is theirs. ``parts`` are months of
    which only some rows are told: it is known that they lack numbers."""
    names = sorted({name for of_month in series.values() for name in of_month})
    gaps: dict[str, list[tuple[str, int, int]]] = {month: [] for month in series}
    for name in names:
        runs = {month: of_month[name] for month, of_month in series.items() if name in of_month}
        for month, first, last in _gaps(runs, parts, unconfirmed, bounds.unbroken):
            gaps[month].append((name, first, last))
    missing = {month: sum(last - first + 1 for _, first, last in those) for month, those in gaps.items()}
    of_all = {month: missing[month] + sum(map(_size, series[month].values())) for month in series}
    lacks = {month for month in series if missing[month] > bounds.share * of_all[month]}
    told = []
    for month in sorted(lacks & set(unconfirmed) - set(parts)):
        others = [one for one in series if one != month and one not in parts and of_all[one] >= bounds.missing]
        steady = [one for one in others if one not in lacks]
        if missing[month] >= bounds.missing and len(steady) >= bounds.months and 2 * len(steady) > len(others):
            told.append(Lacking(month, missing[month], of_all[month], tuple(gaps[month])))
    return told


def _gaps(
    runs: Mapping[str, Sequence[Sequence[int]]], parts: Collection[str], unconfirmed: Collection[str], unbroken: int
) -> list[tuple[str, int, int]]:
    """The steps within one series: month, first and last number that is lacking."""
    every = sorted((first, last, month) for month, those in runs.items() for first, last in those)
    widest = max(map(_size, runs.values()))
    # Runs of any month that touch or overlap are one.
    united: list[tuple[int, int, str, str]] = []
    for first, last, month in every:
        if united and first <= united[-1][1] + 1:
            start, end, begun, ended = united[-1]
            united[-1] = (start, max(end, last), begun, month if last > end else ended)
        else:
            united.append((first, last, month, month))
    long = [place for place, (first, last, _, _) in enumerate(united) if last - first + 1 >= unbroken]
    if not long:
        return []
    found = []
    for (_, last, _, before), (first, _, after, _) in pairwise(united[long[0] : long[-1] + 1]):
        if first - last - 1 <= widest:
            sides = sorted({before, after})
            month = max(sides, key=lambda one: (one in parts, one in unconfirmed, one))
            found.append((month, last + 1, first - 1))
    return found


def _size(runs: Sequence[Sequence[int]]) -> int:
    return sum(last - first + 1 for first, last in runs)
