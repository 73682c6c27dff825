"""Vouchers, and the dice the example data are drawn with.

Owns two conventions: amounts are int öre, debit + and credit −, and every voucher balances; and only
``random.Random.random`` is used, whose stream Python promises to keep, with one stream per purpose, so that a change
in one place leaves every other row as it was.
"""

import datetime as dt
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from .accounts import PAYABLES, VAT_RECEIVABLE

Item = TypeVar("Item")


@dataclass(frozen=True)
class Row:
    """One voucher row; ``ore`` is debit + or credit −. Codes are "" where the row has none."""

    account: str
    unit: str
    ore: int
    text: str
    object: str = ""
    activity: str = ""
    counterpart: str = ""
    product: str = ""
    supplier: str = ""


@dataclass(frozen=True)
class Voucher:
    """A voucher. ``case`` names the lifelike case it shows; ``first_rows`` are its rows in the month's first delivery,

    None when they were the same and empty when the voucher was not in it. ``booked`` is the period as ``YYYYPP`` when
    the date does not tell it.
    """

    series: str
    date: dt.date
    rows: tuple[Row, ...]
    case: str = ""
    closing: bool = False
    first_rows: tuple[Row, ...] | None = None
    number: str = ""
    booked: str = ""

    def __post_init__(self) -> None:
        for rows in (self.rows, self.first_rows or ()):
            if sum(row.ore for row in rows) != 0:
                raise ValueError(f"voucher {self.series} {self.date} {self.case} does not balance")

    @cached_property
    def period(self) -> str:
        """``YYYYPP``; closing rows have 13."""
        if self.booked:
            return self.booked
        return f"{self.date.year}13" if self.closing else f"{self.date:%Y%m}"


class Dice:
    """Draws for one purpose, named by ``label``."""

    def __init__(self, label: str) -> None:
        self._stream = random.Random(f"statsbidrag {label}")

    def whole(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self._stream.random() * (high - low + 1))

    def pick(self, items: Sequence[Item]) -> Item:
        return items[self.whole(0, len(items) - 1)]

    def amount(self, low: int, high: int) -> int:
        """Öre of an amount between two in kronor; half of them end in even kronor or half ones."""
        ore = (0, 50, 25, self.whole(1, 99), self.whole(1, 99), self.whole(1, 99))
        return self.whole(low, high - 1) * 100 + self.pick(ore)

    def near(self, ore: int, permille: int) -> int:
        """An amount at most so far from another."""
        return ore + ore * self.whole(-permille, permille) // 1000

    def weighted(self, total: int, weights: Sequence[int]) -> list[int]:
        """Parts near the weights' shares whose sum is the total; all but the last end in even or half kronor."""
        near = [weight * self.whole(95, 105) for weight in weights]
        amounts = [total * weight // sum(near) // 50 * 50 for weight in near[:-1]]
        return [*amounts, total - sum(amounts)]

    def split(self, total: int, parts: int) -> list[int]:
        """Uneven parts whose sum is the total; all but the last end in even or half kronor."""
        weights = [self.whole(60, 140) for _ in range(parts)]
        amounts = [total * weight // sum(weights) // 50 * 50 for weight in weights[:-1]]
        return [*amounts, total - sum(amounts)]


def workday(year: int, month: int, day: int) -> dt.date:
    """The day, or the Friday before when it is a weekend, never outside the month."""
    date = dt.date(year, month, day)
    earlier = date - dt.timedelta(days=max(0, date.weekday() - 4))
    return earlier if earlier.month == month else date + dt.timedelta(days=7 - date.weekday())


def supplier_invoice(
    date: dt.date, rows: Iterable[Row], finance: str, *, vat: bool = True, vat_unit: str = "", **voucher: object
) -> Voucher:
    """Cost rows with their VAT receivable (25 percent) and the debt to the supplier on the ``finance`` unit.

    The VAT stands on the cost's unit unless ``vat_unit`` is given.
    """
    costs = tuple(rows)
    cost = sum(row.ore for row in costs)
    unit, text = costs[0].unit, costs[0].text
    tax = cost // 4 if vat else 0
    tax_rows = (Row(VAT_RECEIVABLE, vat_unit or unit, tax, text),) if vat else ()
    debt = Row(PAYABLES, finance, -cost - tax, text)
    return Voucher("LF", date, (*costs, *tax_rows, debt), **voucher)


def numbered(vouchers: Iterable[Voucher]) -> list[Voucher]:
    """The vouchers in order of period and date, each with a number running within its series and year."""
    counts: Counter[str] = Counter()
    result = []
    for voucher in sorted(vouchers, key=lambda voucher: (voucher.period, voucher.date, voucher.series)):
        series = f"{voucher.series}{voucher.period[2:4]}"
        counts[series] += 1
        result.append(replace(voucher, number=f"{series}{counts[series]:05d}"))
    return result
