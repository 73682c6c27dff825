"""Rows of a table that are no bookings: blank rows, repeated headings, lines of text, and sums.

Owns how they are told from bookings: a booking has a date. A row without date that calls itself a sum is never counted,
but its amount must be the sum of the rows above it, from the table's beginning or from just after an earlier sum. A row
without date, account and amount holds nothing that could be counted. Every other row is a booking, and must be readable
as one.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ...findings import Finding, finding
from .amounts import kronor, row_count
from .batches import Batch, each_text
from .columns import Header
from .summary import exact_sum

SUM = re.compile(r"\b(?:del|slut|total|grupp|konto)?(?:summa|summor)\b|\btotal(?:t|er)?\b|(?:^|\s)s:a\b", re.IGNORECASE)
AMOUNTS = ("amount", "debit", "credit")


@dataclass
class Told:
    """How many rows of a kind there are, and the first."""

    rows: int = 0
    first: int = 0

    def add(self, number: int) -> None:
        self.rows += 1
        self.first = self.first or number


@dataclass
class Subtotals:
    """The rows that are no bookings, told and controlled.

    ``read`` gives the öre of bookings as the file writes them, null where they cannot be read, and ``read_sums`` that
    of sums, which have no sign where a column of marks gives it (``unsigned``).
    """

    header: Header
    file: str
    read: Callable[[Batch], pa.Array]
    read_sums: Callable[[Batch], pa.Array]
    unsigned: bool = False
    total: int = 0
    last: int = 0
    starts: set[int] = field(default_factory=lambda: {0})
    faults: list[Finding] = field(default_factory=list)
    sums: Told = field(default_factory=Told)
    headings: Told = field(default_factory=Told)
    texts: Told = field(default_factory=Told)

    @property
    def day(self) -> str:
        """The column that every booking fills in: its date, or its period in an export without dates."""
        return "date" if "date" in self.header.columns else "period"

    def bookings(self, batch: Batch) -> tuple[Batch, pa.Array]:
        """The bookings of a batch, and their öre as the file writes them, null where they cannot be read."""
        undated = self._undated(batch)
        if not undated.any():
            ore = self.read(batch)
            self.total += exact_sum(ore)
            return batch, ore
        is_booking, is_sum = self._sorted(batch, undated)
        kept = batch.where(is_booking)
        ore = self.read(kept)
        self._control(batch.where(is_sum), np.cumsum(is_booking)[is_sum], ore)
        return kept, ore

    def found(self) -> list[Finding]:
        """What there is to tell of the rows that were left out."""
        told = (
            (self.sums, "summarad", "är summor, stämmer med raderna de omfattar och räknas inte"),
            (self.headings, "upprepad-rubrik", "upprepar rubrikerna och räknas inte"),
            (self.texts, "rad-utan-uppgifter", "saknar datum, konto och belopp och räknas inte"),
        )
        return [
            finding(
                code,
                f"{row_count(kind.rows)}, först rad {kind.first}, {what}",
                "Inget behöver göras.",
                file=self.file,
                row=kind.first,
            )
            for kind, code, what in told
            if kind.rows
        ]

    def _undated(self, batch: Batch) -> np.ndarray:
        heading = self.header.texts[self.day].strip()
        dates = batch.cells[self.header.columns[self.day]]
        return each_text(dates, lambda texts: pc.is_in(texts, pa.array(["", heading]))).to_numpy(zero_copy_only=False)

    def _sorted(self, batch: Batch, undated: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Which rows are bookings, and which are sums."""
        is_booking, is_sum = ~undated, np.zeros(len(undated), dtype=bool)
        places = np.flatnonzero(undated)
        some = batch.where(undated)
        filled = np.zeros(len(places), dtype=bool)
        for column in some.cells:
            filled |= pc.not_equal(column.cast(pa.string()), "").to_numpy(zero_copy_only=False)
        for place, held in zip(places[filled], np.flatnonzero(filled), strict=True):
            row, number = some.row(int(held)), int(batch.numbers[place])
            if all(row[at] == self.header.texts[column].strip() for column, at in self.header.columns.items()):
                self.headings.add(number)
            elif row[self.header.columns[self.day]]:
                is_booking[place] = True
            elif any(SUM.search(cell) for cell in row):
                is_sum[place] = True
                self.sums.add(number)
            elif any(row[at] for column, at in self.header.columns.items() if column in ("account", *AMOUNTS)):
                is_booking[place] = True
            else:
                self.texts.add(number)
        return is_booking, is_sum

    def _control(self, sums: Batch, before: np.ndarray, ore: pa.Array) -> None:
        """Hold each sum, with the number of the batch's bookings before it, against them."""
        asserted = self.read_sums(sums).to_pylist()
        done = 0
        for place, (upto, amount) in enumerate(zip(before.tolist(), asserted, strict=True)):
            self.total += exact_sum(ore[done:upto])
            done = upto
            written = [sums.cells[at][place].as_py() for name, at in self.header.columns.items() if name in AMOUNTS]
            number = int(sums.numbers[place])
            if amount is not None:
                self._hold(number, amount)
            elif any(written):
                self.faults.append(
                    finding(
                        "belopp-oklart",
                        "raden är en summa vars belopp inte går att läsa",
                        "Ta bort raden ur uttaget eller ta ut det på nytt.",
                        file=self.file,
                        row=number,
                    )
                )
            self.starts.add(self.total)
            self.last = self.total
        self.total += exact_sum(ore[done:])

    def _hold(self, number: int, amount: int) -> None:
        possible = (amount, -amount) if self.unsigned else (amount,)
        if any(self.total - one in self.starts for one in possible):
            return
        given = self.total - self.last
        self.faults.append(
            finding(
                "summarad-avviker",
                f"raden är en summa på {kronor(amount)} men raderna sedan förra summan ger {kronor(given)} "
                f"(skillnad {kronor(given - amount)})",
                "Rader kan saknas eller vara ändrade. Hämta uttaget på nytt.",
                file=self.file,
                row=number,
            )
        )
