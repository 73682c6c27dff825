"""Which vouchers are in which ledger file, when it was received, and its sidecar."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from .book import Voucher
from .codes import GRANT_OBJECT, OTHER_OBJECTS
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

    @property
    def file_name(self) -> str:
        return f"huvudbok-{self.name}.xlsx"

    def rows(self, vouchers: Sequence[Voucher]) -> list[Booked]:
        """The rows of the file in voucher order; every voucher is in it whole or not at all."""
        result: list[Booked] = []
        for voucher in vouchers:
            if self.begins <= f"{voucher.period[:4]}-{voucher.period[4:]}" <= self.ends:
                earlier = self.first and voucher.first_rows is not None
                booked = voucher.first_rows if earlier else voucher.rows
                result += [(voucher, number, row) for number, row in enumerate(booked, start=1)]
        return result

    def sidecar(self, rows: Sequence[Booked]) -> str:
        """The text of the sidecar; ``by_object`` is the sum of all rows on the object, whatever the account."""
        lines = [
            SIDECAR_SCHEMA,
            "# FIKTIVA EXEMPELDATA. Sidofil till huvudboken: när filen togs emot, vad den omfattar och kontrollsummor.",
            f"received: {self.received}",
            "source: huvudbok",
            f"scope: {{from: {self.begins}, to: {self.ends}}}",
        ]
        if self.totals:
            amounts = [row.ore for _, _, row in rows]
            codes = (*OTHER_OBJECTS, GRANT_OBJECT)
            sums = {code: sum(row.ore for _, _, row in rows if row.object == code) for code in codes}
            lines += [
                "totals:",
                f"  rows: {len(rows)}",
                f"  debit: {kronor(sum(ore for ore in amounts if ore > 0))}",
                f"  credit: {kronor(-sum(ore for ore in amounts if ore < 0))}",
                "  by_object: {" + ", ".join(f'"{code}": {kronor(ore)}' for code, ore in sorted(sums.items())) + "}",
            ]
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
