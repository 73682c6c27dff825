"""A SIE file as it was read: what it names, its balances, its vouchers and their rows.

Owns the shape that the other modules of the package work on. Rows are kept as columns, since a ledger has millions, and
account and objects of a row as a number in ``keys``, since they are few. All amounts are int öre, debit + and credit −.
"""

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from ....findings import Finding
from .lexing import Objects


@dataclass(frozen=True)
class Name:
    """The name that the file gives an account, a dimension or an object, and where."""

    name: str
    line: int


@dataclass(frozen=True)
class Balance:
    """One #IB, #UB, #RES, #OIB, #OUB or #PSALDO: ``year`` 0 is the file's own, ``period`` ``YYYY-MM`` of #PSALDO."""

    label: str
    line: int
    year: int
    account: str
    objects: Objects
    ore: int
    period: str = ""


@dataclass
class Vouchers:
    """The #VER column by column: line, series and number, date as written, and the number of its first row.

    The line alone identifies a voucher; it is 0 for rows that stand outside every voucher.
    """

    lines: list[int] = field(default_factory=list)
    series: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    firsts: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class History:
    """A #RTRANS (added later) or #BTRANS (struck out), which never counts; ``ore`` None when it cannot be read."""

    label: str
    line: int
    account: str
    ore: int | None


@dataclass
class Rows:
    """The #TRANS that count, column by column: line, number of the key, öre, ``YYYYMMDD`` ("" if unknown) and text."""

    lines: list[int] = field(default_factory=list)
    keys: list[int] = field(default_factory=list)
    ore: list[int] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Movement:
    """What the rows on one account and one list of objects come to, öre, and how many they are."""

    account: str
    objects: Objects
    ore: int
    rows: int


@dataclass
class Parsed:
    """A SIE file. ``kind`` is sie4e, sie4i or sie3 by its content; ``stated_type`` is its #SIETYP, "" without one.

    ``keys`` are the accounts and object lists that ``rows.keys`` point at; an object of a sub-dimension has its parent
    in the list too. ``findings`` tell all that is odd, ordered by row.
    """

    file: str
    encoding: str
    kind: str = ""
    stated_type: str = ""
    currency: str = "SEK"
    covers_until: dt.date | None = None
    years: dict[int, tuple[dt.date, dt.date]] = field(default_factory=dict)
    dimensions: dict[str, Name] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    objects: dict[tuple[str, str], Name] = field(default_factory=dict)
    accounts: dict[str, Name] = field(default_factory=dict)
    balances: list[Balance] = field(default_factory=list)
    vouchers: Vouchers = field(default_factory=Vouchers)
    rows: Rows = field(default_factory=Rows)
    keys: list[tuple[str, Objects]] = field(default_factory=list)
    history: list[History] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def balances_of(self, *labels: str, year: int = 0) -> list[Balance]:
        """The balances with one of the labels in a year."""
        return [balance for balance in self.balances if balance.year == year and balance.label in labels]

    @cached_property
    def voucher_ends(self) -> list[int]:
        """The number of the row after each voucher's last."""
        return [*self.vouchers.firsts[1:], len(self.rows.ore)]

    @cached_property
    def voucher_names(self) -> list[str]:
        """Series and number of each voucher, which need not be its own alone."""
        return [f"{series} {number}".strip() for series, number in zip(self.vouchers.series, self.vouchers.numbers, strict=True)]

    @cached_property
    def first_lines(self) -> dict[int, int]:
        """The line of the first row that has each key."""
        return dict(zip(reversed(self.rows.keys), reversed(self.rows.lines), strict=True))

    @cached_property
    def movements(self) -> list[Movement]:
        """The rows summed per account and list of objects."""
        sums = [0] * len(self.keys)
        for key, ore in zip(self.rows.keys, self.rows.ore, strict=True):
            sums[key] += ore
        counts = Counter(self.rows.keys)
        return [Movement(*named, sums[key], counts[key]) for key, named in enumerate(self.keys)]

    @cached_property
    def movements_by_month(self) -> dict[tuple[str, Objects, str], int]:
        """Öre per account, list of objects and month ``YYYY-MM``."""
        sums: dict[tuple[int, str], int] = {}
        for key, date, ore in zip(self.rows.keys, self.rows.dates, self.rows.ore, strict=True):
            slot = (key, date[:6])
            sums[slot] = sums.get(slot, 0) + ore
        months: dict[tuple[str, Objects, str], int] = defaultdict(int)
        for (key, month), ore in sums.items():
            account, objects = self.keys[key]
            months[account, objects, f"{month[:4]}-{month[4:]}"] += ore
        return months
