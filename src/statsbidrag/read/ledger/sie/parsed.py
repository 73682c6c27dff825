"""A SIE file as it was read: what it names, its balances, its vouchers and their rows.

Owns the shape that the other modules of the package work on. Rows and vouchers are kept as columns, since a ledger has
millions, and what a row is booked on as numbers, since accounts and lists of objects are few. Amounts are int öre,
debit + and credit −.
"""

import datetime as dt
from array import array
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from ....base.findings import Finding
from ..spoilt import Spoilt

Objects = tuple[tuple[str, str], ...]
"""Pairs of dimension and object code, in the order of the file."""


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

    The line alone identifies a voucher, since several can have one name; it is 0 for rows that stand outside all.
    """

    lines: "array[int]" = field(default_factory=_whole_numbers)
    names: list[str] = field(default_factory=list)
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

    ``accounts`` and ``lists`` are numbers into ``Parsed.booked_accounts`` and ``booked_lists``, ``dates`` ``YYYYMMDD``
    or "" when neither the row nor its voucher has a date that can be read.
    """

    lines: "array[int]" = field(default_factory=_whole_numbers)
    accounts: "array[int]" = field(default_factory=_whole_numbers)
    lists: "array[int]" = field(default_factory=_whole_numbers)
    ore: "array[int]" = field(default_factory=_whole_numbers)
    dates: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


@dataclass
class Parsed:
    """A SIE file. ``kind`` is sie4e, sie4i or sie3 by its content; ``stated_type`` is its #SIETYP, "" without one,
    ``generated`` the day it was made (#GEN), None where that is not told, ``company`` the digits of #ORGNR and
    #FNAMN, "" where they are not told.

    ``booked_accounts`` and ``booked_lists`` are those that rows have, in order of first row, the lists as they are
    written; ``lists`` what these hold, one object per dimension, and the parent of an object of a sub-dimension.
    ``findings`` tell all that is odd, ordered by row. ``unread`` are the rows of which nothing counts (#TRANS; the
    #PSALDO, as ``unread_balances``), ``comma_balances`` the #PSALDO with a decimal comma, ``broken_lists`` the rows
    whose list of objects is not whole.
    """

    file: str
    encoding: str
    kind: str = ""
    stated_type: str = ""
    currency: str = "SEK"
    covers_until: dt.date | None = None
    generated: dt.date | None = None
    company: tuple[str, str] = ("", "")
    years: dict[int, tuple[dt.date, dt.date]] = field(default_factory=dict)
    dimensions: dict[str, Name] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    objects: dict[tuple[str, str], Name] = field(default_factory=dict)
    accounts: dict[str, Name] = field(default_factory=dict)
    balances: list[Balance] = field(default_factory=list)
    vouchers: Vouchers = field(default_factory=Vouchers)
    rows: Rows = field(default_factory=Rows)
    booked_accounts: list[str] = field(default_factory=list)
    booked_lists: list[str] = field(default_factory=list)
    lists: dict[str, Objects] = field(default_factory=dict)
    history: list[History] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    unread: Spoilt = field(default_factory=Spoilt)
    unread_balances: Spoilt = field(default_factory=Spoilt)
    comma_balances: Spoilt = field(default_factory=Spoilt)
    broken_lists: Spoilt = field(default_factory=Spoilt)

    def balances_of(self, *labels: str, year: int = 0) -> list[Balance]:
        """The balances with one of the labels in a year."""
        return [balance for balance in self.balances if balance.year == year and balance.label in labels]

    def vouchers_with_rows(self) -> Iterator[tuple[int, str, str, int, int]]:
        """Each voucher's line, name and date as written, the number of its first row and of the one after its last."""
        vouchers = self.vouchers
        rows = pairwise([*vouchers.firsts, len(self.rows.ore)])
        for line, name, date, (first, end) in zip(vouchers.lines, vouchers.names, vouchers.dates, rows, strict=True):
            yield line, name, date, first, end

    @cached_property
    def movements(self) -> dict[tuple[str, Objects, str], int]:
        """Öre per account, list of objects and month ``YYYY-MM``."""
        rows = self.rows
        by_day: dict[tuple[int, int, str], int] = defaultdict(int)
        for account, listed, date, ore in zip(rows.accounts, rows.lists, rows.dates, rows.ore, strict=True):
            by_day[account, listed, date] += ore
        sums: dict[tuple[str, Objects, str], int] = defaultdict(int)
        for (account, listed, date), ore in by_day.items():
            objects = self.lists[self.booked_lists[listed]]
            sums[self.booked_accounts[account], objects, f"{date[:4]}-{date[4:6]}" if date else ""] += ore
        return sums

    @cached_property
    def first_lines(self) -> dict[str, int]:
        """The line of the first row that has each list of objects, as written."""
        row = 0
        first: dict[str, int] = {}
        for number, listed in enumerate(self.booked_lists):
            row = self.rows.lists.index(number, row)
            first[listed] = self.rows.lines[row]
        return first
