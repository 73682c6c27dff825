"""Whether a month's rows are of another size, or another sign, than the same accounts' rows in the other months.

Owns the rule. Amounts of a class of accounts keep their size: where a month's are on average some ``digits`` shorter or
longer than is usual in the others, they are in another unit (tkr for kr). Costs are debit: where most (``credit``) of a
class's rows in a month are credit though they are not so in the others, or in most classes of cost, the sign is turned.
Classes with fewer than ``rows`` rows in a month tell nothing. A row that has codes of the grant's efforts but not its
own has lost it (``many_lost``). The bounds stand in ``params/workbook.yaml``.
"""

import statistics
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from ..model.settings import MonthsAlike


class Counted(Protocol):
    """Rows of a month and class: how many, the digits of their öre together, and how many are credit."""

    @property
    def rows(self) -> int: ...

    @property
    def digits(self) -> int: ...

    @property
    def below(self) -> int: ...


@dataclass(frozen=True)
class Odd:
    """The classes of accounts that are odd in a month."""

    month: str
    classes: tuple[str, ...]


Months = Mapping[str, Mapping[str, Counted]]
"""Month → class of accounts → its rows."""


def of_another_size(months: Months, bounds: MonthsAlike) -> list[Odd]:
    """The months in which some classes have amounts of another size."""
    found = []
    for month in months:
        sizes = {other: _sizes(classes, bounds.rows) for other, classes in months.items()}
        odd = []
        for name, size in sizes.pop(month).items():
            others = [each[name] for each in sizes.values() if name in each]
            if others and abs(size - statistics.median_low(others)) >= bounds.digits:
                odd.append(name)
        if odd:
            found.append(Odd(month, tuple(sorted(odd))))
    return found


def turned(months: Months, cost_classes: Collection[str], bounds: MonthsAlike) -> list[Odd]:
    """The months in which some classes of cost are mostly credit."""
    found = []
    for month, classes in months.items():
        told = {name: one for name, one in classes.items() if name in cost_classes and one.rows >= bounds.rows}
        credit = [name for name, one in told.items() if one.below >= bounds.credit * one.rows]
        is_most = len(credit) > 1 and 2 * len(credit) > len(told)
        odd = [name for name in credit if is_most or _is_debit_elsewhere(months, month, name, bounds.rows)]
        if odd:
            found.append(Odd(month, tuple(sorted(odd))))
    return found


def many_lost(lost: Mapping[str, int], ours: Mapping[str, int], bounds: MonthsAlike) -> list[str]:
    """The months of which many rows have lost a code. ``lost`` is how many seem to have, ``ours`` how many have it.

    Many are two or more that are as many as have it, or ``without_effort``; where half of three months or more have
    such rows, they are as they should be and tell nothing.
    """
    if 2 * sum(1 for many in lost.values() if many) >= max(len(lost), 3):
        return []
    return [month for month, many in lost.items() if many and many >= min(bounds.without_effort, max(ours[month], 2))]


def _sizes(classes: Mapping[str, Counted], fewest: int) -> dict[str, Fraction]:
    """Class → digits of an amount on average, where there are rows enough."""
    return {name: Fraction(one.digits, one.rows) for name, one in classes.items() if one.rows >= max(fewest, 1)}


def _is_debit_elsewhere(months: Months, month: str, name: str, fewest: int) -> bool:
    others = [of[name] for other, of in months.items() if other != month and name in of and of[name].rows >= fewest]
    return sum(1 for one in others if 2 * one.below < one.rows) * 2 >= max(len(others), 1)
