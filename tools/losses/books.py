"""A fictive half year of a region's ledger as deliveries, before they are written in any format.

Owns the bookings: every voucher balances, the grant has rows in every month, and its code has a leading zero.
"""

import random
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

GRANT, OTHERS = "0916", ("0914", "9915", "9921")
UNITS = ("3101", "3102", "3103", "3104", "3105", "2010")
COSTS = ("5310", "6410", "7210", "7510", "6850", "5610")
ACTIVITIES = ("01", "02", "03", "04", "05", "06")
PRIVATE = ("801", "802", "803")
BANK, DEBT, INCOME, SALARY = "1930", "2510", "3110", "4010"
GRANT_INCOME, GRANT_UNIT = "3519", "2020"
PAID_ORE = 1_256_984_600
MONTHS = (1, 2, 3, 4, 5, 6)
CODES = ("account", "unit", "object", "activity", "counterpart")
SEED = 20186
NEXT = {1: "2018-02-09", 2: "2018-03-09", 3: "2018-04-09", 4: "2018-05-09", 5: "2018-06-09", 6: "2018-07-10"}


@dataclass(frozen=True)
class Row:
    """A booking. ``ore`` costs +; ``written`` is the amount as a spoilt export writes it, None for as it should be.
    ``shift`` moves all cells from the object on so many columns to the right."""

    voucher: str
    number: int
    month: int
    day: int
    account: str
    ore: int
    unit: str = ""
    object: str = ""
    activity: str = ""
    counterpart: str = ""
    text: str = "Påhittad händelse"
    written: str | None = None
    shift: int = 0

    @property
    def date(self) -> str:
        return f"2018{self.month:02d}{self.day:02d}"


@dataclass(frozen=True)
class Delivery:
    """A file: what it holds and what its sidecar says. ``objects`` narrows the scope. ``totals``: none, sums or all.

    ``true`` are the bookings as they stand in the books, of which balances and totals tell; None: those of the file.
    ``made`` is the day it was taken out of the books, as a SIE file tells; "" is the day it was received.
    """

    name: str
    rows: tuple[Row, ...]
    first: str
    last: str
    received: str
    totals: str = "none"
    true: tuple[Row, ...] | None = None
    objects: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    form: tuple[str, ...] = ()
    made: str = ""

    @property
    def told(self) -> tuple[Row, ...]:
        return self.rows if self.true is None else self.true


@dataclass
class _Year:
    chance: random.Random
    rows: list[Row] = field(default_factory=list)
    number: int = 0

    def voucher(self, series: str, month: int, lines: Iterable[Row]) -> None:
        self.number += 1
        day = self.chance.randrange(1, 29)
        for place, line in enumerate(lines, 1):
            self.rows.append(replace(line, voucher=f"{series}18{self.number:05d}", number=place, month=month, day=day))

    def bought(self, month: int, ore: int, **codes: str) -> None:
        cost = Row("", 0, 0, 0, self.chance.choice(COSTS), ore, self.chance.choice(UNITS), **codes)
        self.voucher("LF", month, [cost, Row("", 0, 0, 0, DEBT, -ore)])


def amount(chance: random.Random) -> int:
    """Öre that are no whole kronor."""
    return chance.randrange(5_000, 90_000) * 100 + chance.randrange(1, 100)


def half_year(seed: int = SEED, *, quiet: Iterable[int] = (), grant_months: Iterable[int] = MONTHS) -> list[Row]:
    """January to June in the order of the vouchers. ``quiet`` months have no row on the grant."""
    chance = random.Random(seed)
    year = _Year(chance)
    for month in MONTHS:
        if month in grant_months and month not in quiet:
            for _ in range(chance.randrange(11, 16)):
                private = {"counterpart": chance.choice(PRIVATE)} if chance.random() < 0.3 else {}
                year.bought(month, amount(chance), object=GRANT, activity=chance.choice(ACTIVITIES), **private)
        for _ in range(12):
            year.bought(month, amount(chance), object=chance.choice(OTHERS))
        for _ in range(10):
            year.bought(month, amount(chance))
        for _ in range(5):
            ore = amount(chance)
            year.voucher("IN", month, [Row("", 0, 0, 0, INCOME, -ore, "3101"), Row("", 0, 0, 0, BANK, ore)])
        _salaries(year, month, has_grant=month in grant_months and month not in quiet)
    paid = [Row("", 0, 0, 0, GRANT_INCOME, -PAID_ORE, GRANT_UNIT), Row("", 0, 0, 0, BANK, PAID_ORE)]
    year.voucher("IN", 6, paid)
    return sorted(year.rows, key=lambda row: (row.month, row.voucher, row.number))


def _salaries(year: _Year, month: int, *, has_grant: bool) -> None:
    chance = year.chance
    paid = [Row("", 0, 0, 0, SALARY, amount(chance) * 3, unit) for unit in UNITS]
    year.voucher("LO", month, [*paid, Row("", 0, 0, 0, BANK, -sum(row.ore for row in paid))])
    if has_grant:
        ore = amount(chance)
        moved = [
            Row("", 0, 0, 0, SALARY, ore, UNITS[0], GRANT, chance.choice(ACTIVITIES)),
            Row("", 0, 0, 0, SALARY, -ore, UNITS[0]),
        ]
        year.voucher("BO", month, moved)


def of_months(rows: Iterable[Row], months: Iterable[int]) -> tuple[Row, ...]:
    wanted = set(months)
    return tuple(row for row in rows if row.month in wanted)


def monthly(rows: Iterable[Row], totals: str = "none") -> list[Delivery]:
    """A file for each month."""
    every = list(rows)
    return [
        Delivery(f"huvudbok-2018-{m:02d}", of_months(every, [m]), f"2018-{m:02d}", f"2018-{m:02d}", NEXT[m], totals)
        for m in MONTHS
    ]


def cumulative(rows: Iterable[Row], totals: str = "none") -> list[Delivery]:
    """Two files, January to March and January to June."""
    every = list(rows)
    return [
        Delivery("huvudbok-2018-03", of_months(every, [1, 2, 3]), "2018-01", "2018-03", NEXT[3], totals),
        Delivery("huvudbok-2018-06", tuple(every), "2018-01", "2018-06", NEXT[6], totals),
    ]


def split_year(rows: Iterable[Row], totals: str = "none") -> list[Delivery]:
    """Two files, January to March and April to June."""
    every = list(rows)
    return [
        Delivery("huvudbok-2018-03", of_months(every, [1, 2, 3]), "2018-01", "2018-03", NEXT[3], totals),
        Delivery("huvudbok-2018-06", of_months(every, [4, 5, 6]), "2018-04", "2018-06", NEXT[6], totals),
    ]
