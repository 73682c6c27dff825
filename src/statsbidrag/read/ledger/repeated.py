"""Whether a table stands twice in a file, as when it was pasted in again below itself.

Owns what is looked for: the first four bookings, with all their cells, in the same order further down. They must differ
from each other and tell their vouchers, since only then can nobody have booked them so twice.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ...base.findings import Finding, finding

LENGTH = 4
Booking = tuple[object, ...]


class FirstRows:
    """``first`` are the bookings looked for, ``row`` that of the first; ``again`` where they stand once more.

    ``begun`` is where they may have begun at the end of a batch, and how many of them stood there.
    """

    def __init__(self) -> None:
        self.first: list[Booking] = []
        self.row = 0
        self.begun: tuple[int, int] | None = None
        self.again: int | None = None

    def add(self, rows: pa.Table) -> None:
        """Look through the bookings of a batch, with the store's columns."""
        start = 0
        if len(self.first) < LENGTH:
            start = min(LENGTH - len(self.first), rows.num_rows)
            self.row = self.row or (rows["source_row"][0].as_py() if start else 0)
            self.first += _bookings(rows.slice(0, start))
        if len(self.first) < LENGTH or self.again or not self._telling():
            return
        if self.begun:
            row, there = self.begun
            self.begun = None
            self._compare(rows, 0, row, there)
        for place in self._likely(rows, start):
            if self.again:
                return
            self._compare(rows, place, rows["source_row"][place].as_py(), 0)

    def findings(self, file: str) -> list[Finding]:
        """That the table stands twice."""
        if not self.again:
            return []
        return [
            finding(
                "tabell-upprepad",
                f"raderna från rad {self.again} är desamma som från rad {self.row}; tabellen kan stå två gånger i "
                "filen, och då räknas allt dubbelt",
                "Ta bort den ena eller hämta uttaget på nytt. Är raderna rätt, skriv totals i sidofilen.",
                file=file,
                row=self.again,
            )
        ]

    def _telling(self) -> bool:
        return len(set(self.first)) == LENGTH and all(booking[0] for booking in self.first)

    def _likely(self, rows: pa.Table, start: int) -> list[int]:
        """Places from ``start`` with the voucher and the amount of the first booking."""
        voucher, ore = self.first[0][0], self.first[0][-1]
        places = np.flatnonzero(pc.equal(rows["amount_ore"], ore).to_numpy())
        places = places[places >= start]
        if not len(places):
            return []
        alike = pc.equal(pc.cast(rows["voucher"].take(pa.array(places)), pa.string()), voucher)
        return places[alike.to_numpy()].tolist()

    def _compare(self, rows: pa.Table, place: int, row: int, there: int) -> None:
        """Whether the bookings from a place go on as the first do from ``there``."""
        found = _bookings(rows.slice(place, LENGTH - there))
        if found != self.first[there : there + len(found)]:
            return
        if there + len(found) == LENGTH:
            self.again = row
        else:
            self.begun = (row, there + len(found))


def _bookings(rows: pa.Table) -> list[Booking]:
    """All that is told of each, voucher first and amount last."""
    others = [name for name in rows.column_names if name not in ("source_row", "voucher", "amount_ore")]
    return [tuple(row.values()) for row in rows.select(["voucher", *others, "amount_ore"]).to_pylist()]
