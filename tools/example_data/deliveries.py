"""Which vouchers are in which ledger file, when it was received, and its sidecar."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .book import Voucher
from .excel import Booked
from .places import SIDECAR_SCHEMA


@dataclass(frozen=True)
class Delivery:
    """A ledger file: its periods as ``YYYY-PP``; ``first`` when it shows vouchers as they were before correction."""

    name: str
    received: dt.date
    begins: str
    ends: str
    first: bool = False
    totals: bool = True
    suffix: str = ".xlsx"

    @property
    def file_name(self) -> str:
        return f"huvudbok-{self.name}{self.suffix}"

    def holds(self, voucher: Voucher) -> bool:
        """Whether the file has the voucher; opening balances (period 00) are in the file with January."""
        slot = f"{voucher.period[:4]}-{voucher.period[4:]}"
        return self.begins <= (f"{slot[:4]}-01" if slot.endswith("-00") else slot) <= self.ends

    def rows(self, vouchers: Sequence[Voucher]) -> list[Booked]:
        """The rows of the file in voucher order; every voucher is in it whole or not at all."""
        result: list[Booked] = []
        for voucher in vouchers:
            if self.holds(voucher):
                earlier = self.first and voucher.first_rows is not None
                booked = voucher.first_rows if earlier else voucher.rows
                result += [(voucher, number, row) for number, row in enumerate(booked, start=1)]
        return result

    def sidecar(self, rows: Sequence[Booked], objects: Iterable[str]) -> str:
        """The text of the sidecar; ``by_object`` is the sum of all rows on each object, whatever the account.

        Opening balances are no rows of the totals.
        """
        rows = [booked for booked in rows if not booked[0].period.endswith("00")]
        lines = [
            SIDECAR_SCHEMA,
            "# FIKTIVA EXEMPELDATA. Sidofil till huvudboken: när filen togs emot, vad den omfattar och kontrollsummor.",
            f"received: {self.received}",
            "source: huvudbok",
            f"scope: {{from: {self.begins}, to: {self.ends}}}",
        ]
        if self.totals:
            amounts = [row.ore for _, _, row in rows]
            sums = {code: sum(row.ore for _, _, row in rows if row.object == code) for code in objects}
            lines += [
                "totals:",
                f"  rows: {len(rows)}",
                f"  debit: {kronor(sum(ore for ore in amounts if ore > 0))}",
                f"  credit: {kronor(-sum(ore for ore in amounts if ore < 0))}",
            ]
            if sums:
                listed = ", ".join(f'"{code}": {kronor(ore)}' for code, ore in sorted(sums.items()))
                lines.append(f"  by_object: {{{listed}}}")
        return "\n".join([*lines, "fictive: true", ""])


def kronor(ore: int) -> str:
    """Kronor with a point and two decimals."""
    return f"{'-' if ore < 0 else ''}{abs(ore) // 100}.{abs(ore) % 100:02d}"


def _month(month: int, received: str, **delivery: bool) -> Delivery:
    text = f"2018-{month:02d}"
    return Delivery(text, dt.date.fromisoformat(received), text, text, **delivery)


RECEIVED = {
    1: "2018-02-09", 2: "2018-03-09", 3: "2018-04-10", 4: "2018-05-08", 5: "2018-06-11", 6: "2018-07-10",
    7: "2018-08-10", 8: "2018-09-10", 9: "2018-10-10", 10: "2018-11-09", 11: "2018-12-10", 12: "2019-01-11",
}  # fmt: skip
DELIVERIES = (
    Delivery("2017-bokslut", dt.date(2018, 2, 12), "2017-01", "2017-13", totals=False),
    *(_month(month, received, first=True) for month, received in RECEIVED.items()),
    Delivery("2018-02-rattad", dt.date(2018, 5, 9), "2018-02", "2018-02"),
    Delivery("2018-09-rattad", dt.date(2018, 11, 20), "2018-09", "2018-09"),
    Delivery("2018-bokslut", dt.date(2019, 2, 12), "2018-12", "2018-13"),
)


def received(year: int, month: int) -> dt.date:
    """The 9th of the month after, or the Monday that follows."""
    day = dt.date(year + month // 12, month % 12 + 1, 9)
    return day + dt.timedelta(days=(7 - day.weekday()) % 7 if day.weekday() > 4 else 0)


def in_steps(year: int, months: Sequence[int], corrected: int, suffix: str, *, whole: bool = False) -> list[Delivery]:
    """A year's deliveries: each ends with one of the months and begins after the one before (``whole``: in January).

    The one that ends with ``corrected`` comes again, put right, two months later; the closing one in February.
    """
    found, begins = [], 1
    for month in months:
        first = f"{year}-{1 if whole else begins:02d}"
        last = f"{year}-{month:02d}"
        found.append(Delivery(last, received(year, month), first, last, first=month == corrected, suffix=suffix))
        if month == corrected:
            again = received(year, month) + dt.timedelta(weeks=6)
            found.append(Delivery(f"{last}-rattad", again, first, last, suffix=suffix))
        begins = month + 1
    opens = f"{year}-{1 if whole else 12:02d}"
    found.append(Delivery(f"{year}-bokslut", dt.date(year + 1, 2, 12), opens, f"{year}-13", suffix=suffix))
    return found
