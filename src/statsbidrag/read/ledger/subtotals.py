"""Rows of a table that are no bookings: blank rows, repeated headings, lines of text, and sums.

Owns how they are told from bookings: a booking has a date. A row without date or account that calls itself a sum is
never counted, but its amount must be the sum of the rows above it, from the table's beginning or from just after an
earlier sum; debit and credit each, where it has both. A row without date, account and amount holds nothing that could
be counted. Nor does a line under the headings, nor a count of the rows below the table, which must be right. Every
other row is a booking, and must be readable as one.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ...base.findings import Finding, finding
from .batches import Batch, each_text
from .columns import Header
from .feet import is_foot, is_ruler, rows_told
from .table_sums import exact_sum
from .told import kronor_and_ore, row_count, whole

SUM = re.compile(r"\b(?:del|slut|total|grupp|konto)?(?:summa|summor)\b|\btotal(?:t|er)?\b|(?:^|\s)s:a\b", re.IGNORECASE)
AMOUNTS = ("amount", "debit", "credit")
Read = Callable[[Batch], tuple[pa.Array, pa.Array | None]]


@dataclass
class RowsLeftOut:
    """How many rows of a kind there are, and the first."""

    rows: int = 0
    first: int = 0

    def add(self, number: int) -> None:
        self.rows += 1
        self.first = self.first or number


@dataclass
class Subtotals:
    """The rows that are no bookings, told and controlled.

    ``read`` gives the öre of bookings as the file writes them, null where they cannot be read, and that of the debit
    column beside them (None without one). ``read_sums`` gives those of sums, which have no sign where a column of marks
    gives it (``unsigned``). ``total`` and ``debit`` are the sums so far; ``starts`` what they were at each sum.
    ``filled`` counts the rows with anything in them, lines and counts left out.
    """

    header: Header
    file: str
    read: Read
    read_sums: Read
    unsigned: bool = False
    total: int = 0
    debit: int = 0
    last: tuple[int, int] = (0, 0)
    starts: set[tuple[int, int]] = field(default_factory=lambda: {(0, 0)})
    faults: list[Finding] = field(default_factory=list)
    sums: RowsLeftOut = field(default_factory=RowsLeftOut)
    headings: RowsLeftOut = field(default_factory=RowsLeftOut)
    texts: RowsLeftOut = field(default_factory=RowsLeftOut)
    filled: int = 0

    @property
    def day(self) -> str:
        """The column that every booking fills in: its date, or its period in an export without dates."""
        return "date" if "date" in self.header.columns else "period"

    def bookings(self, batch: Batch) -> tuple[Batch, pa.Array]:
        """The bookings of a batch, and their öre as the file writes them, null where they cannot be read."""
        odd = self._odd(batch)
        if not odd.any():
            self.filled += len(batch.numbers)
            ore, debit = self.read(batch)
            self._count(ore, debit)
            return batch, ore
        is_booking, is_sum = self._sorted(batch, odd)
        kept = batch.where(is_booking)
        ore, debit = self.read(kept)
        self._control(batch.where(is_sum), np.cumsum(is_booking)[is_sum], ore, debit)
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

    def _odd(self, batch: Batch) -> np.ndarray:
        """The rows that may be no bookings: without date, or with no account but a sum's word in its place."""
        heading = self.header.texts[self.day].strip()
        dates = batch.cells[self.header.columns[self.day]]
        accounts = batch.cells[self.header.columns["account"]]
        undated = each_text(dates, lambda texts: _true_of(texts, lambda text: _no_day(text, heading)))
        named = each_text(accounts, lambda texts: _true_of(texts, lambda text: not _is_account(text)))
        return pc.or_(undated, named).to_numpy(zero_copy_only=False)

    def _sorted(self, batch: Batch, odd: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Which rows are bookings, and which are sums."""
        is_booking, is_sum = ~odd, np.zeros(len(odd), dtype=bool)
        places = np.flatnonzero(odd)
        before = self.filled + np.cumsum(is_booking)
        some = batch.where(odd)
        filled = np.zeros(len(places), dtype=bool)
        for column in some.cells:
            filled |= pc.not_equal(column.cast(pa.string()), "").to_numpy(zero_copy_only=False)
        counted = 0
        for place, held in zip(places[filled], np.flatnonzero(filled), strict=True):
            row, number = some.row(int(held)), int(batch.numbers[place])
            account, dated = row[self.header.columns["account"]], row[self.header.columns[self.day]] != ""
            if is_ruler(row) or _is_foot_alone(row):
                self.texts.add(number)
                self._hold_count(row, number, int(before[place]) + counted)
                continue
            counted += 1
            if all(row[at] == self.header.texts[column].strip() for column, at in self.header.columns.items()):
                self.headings.add(number)
            elif any(SUM.search(cell) for cell in row) and not (dated and _is_account(account)):
                is_sum[place] = True
                self.sums.add(number)
            elif dated or any(row[at] for column, at in self.header.columns.items() if column in ("account", *AMOUNTS)):
                is_booking[place] = True
            else:
                self.texts.add(number)
        self.filled = int(before[-1]) + counted
        return is_booking, is_sum

    def _hold_count(self, row: list[str], number: int, above: int) -> None:
        """Hold the number of rows that a line below the table tells against the rows above it."""
        told = next(map(rows_told, filter(None, row)))
        if told is None or told == above:
            return
        self.faults.append(
            finding(
                "radantal-avviker",
                f"raden säger att uttaget har {row_count(told)} men ovanför den står {whole(above)}",
                "Rader kan saknas eller ha lagts till. Hämta uttaget på nytt, eller ta bort raden om antalet är fel.",
                file=self.file,
                row=number,
            )
        )

    def _count(self, ore: pa.Array, debit: pa.Array | None) -> None:
        self.total += exact_sum(ore)
        self.debit += 0 if debit is None else exact_sum(debit)

    def _control(self, sums: Batch, before: np.ndarray, ore: pa.Array, debit: pa.Array | None) -> None:
        """Hold each sum, with the number of the batch's bookings before it, against them."""
        asserted, sides = self.read_sums(sums)
        done = 0
        for place, (upto, amount) in enumerate(zip(before.tolist(), asserted.to_pylist(), strict=True)):
            self._count(ore[done:upto], None if debit is None else debit[done:upto])
            done = upto
            written = [sums.cells[at][place].as_py() for name, at in self.header.columns.items() if name in AMOUNTS]
            number = int(sums.numbers[place])
            if amount is not None:
                self._hold(number, amount, sides[place].as_py() if sides is not None and all(written) else None)
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
            self.starts.add((self.total, self.debit))
            self.last = self.total, self.debit
        self._count(ore[done:], None if debit is None else debit[done:])

    def _hold(self, number: int, amount: int, debit: int | None) -> None:
        """Hold a sum, whose side of debit is known where it has both sides."""
        possible = {amount, -amount} if self.unsigned else {amount}
        spans = [(self.total - net, self.debit - side) for net, side in self.starts]
        if any(net in possible and debit in (None, side) for net, side in spans):
            return
        net, side = self.total - self.last[0], self.debit - self.last[1]
        asserted, given, what = (amount, net, "") if debit is None or net != amount else (debit, side, " i debet")
        self.faults.append(
            finding(
                "summarad-avviker",
                f"raden är en summa på {kronor_and_ore(asserted)}{what} "
                f"men raderna sedan förra summan ger {kronor_and_ore(given)} "
                f"(skillnad {kronor_and_ore(given - asserted)})",
                "Rader kan saknas eller vara ändrade. Hämta uttaget på nytt.",
                file=self.file,
                row=number,
            )
        )


def _true_of(texts: pa.Array, test: Callable[[str], bool]) -> pa.Array:
    return pa.array([test(text) for text in texts.to_pylist()], pa.bool_())


def _is_foot_alone(row: list[str]) -> bool:
    filled = [cell for cell in row if cell]
    return len(filled) == 1 and is_foot(filled[0])


def _no_day(text: str, heading: str) -> bool:
    """Whether what stands for a booking's day is none, but what stands around bookings."""
    return text in ("", heading) or is_ruler([text]) or is_foot(text)


def _is_account(text: str) -> bool:
    """Whether a cell is an account, perhaps with its name, and no word of a sum."""
    return text != "" and (text[0].isdigit() or not SUM.search(text))
