"""A SIE file as it was read: what it names, its balances, its vouchers and their rows.

Owns the shape that the other modules of the package work on. Rows and vouchers are kept as columns, since a ledger has
millions, and accounts and lists of objects as numbers, since they are few. Amounts are int öre, debit + and credit −.
"""

import datetime as dt
from array import array
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

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


def _whole_numbers() -> "array[int]":
    return array("q")


@dataclass
class Vouchers:
    """The #VER column by column: line, series and number, date as written, and the number of its first row.

    The line alone identifies a voucher; it is 0 for rows that stand outside every voucher.
    """

    lines: "array[int]" = field(default_factory=_whole_numbers)
    series: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    firsts: "array[int]" = field(default_factory=_whole_numbers)


@dataclass(frozen=True)
class History:
    """A #RTRANS (added later) or #BTRANS (struck out), which never counts; ``ore`` None when it cannot be read."""

    label: str
    line: int
    account: str
    ore: int | None


@dataclass
class Rows:
    """The #TRANS that count, column by column.

    ``accounts`` and ``objects`` are numbers into the lists of Parsed, ``dates`` ``YYYYMMDD`` or "" when unknown.
    """

    lines: "array[int]" = field(default_factory=_whole_numbers)
    accounts: "array[int]" = field(default_factory=_whole_numbers)
    objects: "array[int]" = field(default_factory=_whole_numbers)
    ore: "array[int]" = field(default_factory=_whole_numbers)
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

    ``used_accounts`` and ``used_objects`` are what the columns of ``rows`` point at; a list of objects has one object
    per dimension, and the parent of an object of a sub-dimension. ``findings`` tell all that is odd, ordered by row.
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
    used_accounts: list[str] = field(default_factory=list)
    used_objects: list[Objects] = field(default_factory=list)
    history: list[History] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def balances_of(self, *labels: str, year: int = 0) -> list[Balance]:
        """The balances with one of the labels in a year."""
        return [balance for balance in self.balances if balance.year == year and balance.label in labels]

    @cached_property
    def voucher_ends(self) -> np.ndarray:
        """The number of the row after each voucher's last (int64)."""
        return np.append(self.vouchers.firsts, len(self.rows.ore)).astype("int64")[1:]

    @cached_property
    def voucher_names(self) -> list[str]:
        """Series and number of each voucher, which need not be its own alone."""
        return list(map("{} {}".format, self.vouchers.series, self.vouchers.numbers))

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The rows as numbers: account and objects (into the lists of those used), line, ore; int64."""
        columns = {"account": self.rows.accounts, "objects": self.rows.objects}
        columns |= {"line": self.rows.lines, "ore": self.rows.ore}
        return pd.DataFrame({name: np.array(column, dtype="int64") for name, column in columns.items()}, copy=False)

    def totals(self, column: str) -> list[tuple[int, int, int]]:
        """Each number of ``account`` or ``objects`` with the sum of its rows in öre and how many they are."""
        groups = self.frame.groupby(column)["ore"].agg(["sum", "count"])
        return list(zip(groups.index.tolist(), groups["sum"].tolist(), groups["count"].tolist(), strict=True))

    @cached_property
    def movements(self) -> list[Movement]:
        """The rows summed per account and list of objects."""
        groups = self.frame.groupby(["account", "objects"])["ore"].agg(["sum", "count"])
        return [
            Movement(self.used_accounts[account], self.used_objects[objects], ore, count)
            for (account, objects), ore, count in zip(
                groups.index, groups["sum"].tolist(), groups["count"].tolist(), strict=True
            )
        ]

    @cached_property
    def movements_by_month(self) -> dict[tuple[str, Objects, str], int]:
        """Öre per account, list of objects and month ``YYYY-MM``."""
        months, names = pd.factorize(pd.Series(self.rows.dates, dtype="str").str[:6])
        groups = self.frame.assign(month=months).groupby(["account", "objects", "month"])["ore"].sum()
        sums: dict[tuple[str, Objects, str], int] = defaultdict(int)
        for (account, objects, month), ore in zip(groups.index, groups.tolist(), strict=True):
            name = f"{names[month][:4]}-{names[month][4:]}" if names[month] else ""
            sums[self.used_accounts[account], self.used_objects[objects], name] += ore
        return sums

    def first_lines(self, column: str) -> dict[int, int]:
        """The line of the first row that has each number of ``account`` or ``objects``."""
        return self.frame.groupby(column)["line"].first().to_dict()
