"""The cells of an export → rows of the store, batch by batch.

Owns the columns of the store and what each cell must be. Of every booking the date, period and amount must be readable,
or the file is refused. Codes are text and stay as they are written, but for what ``codes`` tells.
"""

from collections.abc import Sequence
from typing import TypedDict

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ...base.errors import LedgerRefused
from ...base.findings import Finding, finding
from ...model.region import LedgerFormat
from .amounts import DecimalMark, debit_and_credit, ore_from_cells, signed_by
from .batches import Batch, Source, constant, without_guards
from .codes import NOT_A_CODE, CodeColumn
from .dates import OPENING_PERIOD, Base, Order, dates_from_cells, last_days, periods_from_cells
from .day_order import DayOrder
from .number_forms import Credits, DecimalMarks
from .refusal import refused
from .signs import INCOME_CLASS, Income
from .spoilt import Bounds
from .subtotals import AMOUNTS, Subtotals
from .table_sums import exact_sum
from .told import kronor_and_ore, row_count
from .unread import Unread

__all__ = ["CODES", "NOT_A_CODE", "OPENING_PERIOD", "SCHEMA", "STORE_COLUMNS", "TEXTS", "RowReader"]
CODES = ("account", "unit", "object", "activity", "project", "product", "counterpart")
TEXTS = ("voucher", "row", *CODES, "invoice_number", "supplier_number", "text")
STORE_COLUMNS = (
    "import_id", "source_row", "source", "voucher", "row", "date", "period", "closing", *CODES,
    "invoice_number", "supplier_number", "text", "amount_ore",
)  # fmt: skip
# Columns in which the same few values return, so that each is read once.
RETURNING = ("row", "date", "period", "debit_credit", *CODES)
KINDS = {"source_row": pa.int64(), "date": pa.timestamp("us"), "closing": pa.bool_(), "amount_ore": pa.int64()}
SCHEMA = pa.schema([(column, KINDS.get(column, pa.string())) for column in STORE_COLUMNS])
ORE_PER_UNIT = {"kr": 1, "tkr": 1000, "mnkr": 1_000_000}


class NumberForm(TypedDict):
    """What amounts are read by: whether a workbook wrote them, and the mark before the decimals where it is known."""

    from_workbook: bool
    decimal: DecimalMark | None


class DateForm(TypedDict):
    """What dates are read by: the year a workbook counts its days from, and the order where the region tells it."""

    base: Base | None
    order: Order | None


class RowReader:
    """Reads the batches of one table, and keeps what there is to tell of them."""

    def __init__(self, source: Source, ledger: LedgerFormat, file: str) -> None:
        self.source, self.ledger, self.file = source, ledger, file
        self.columns = source.header.columns
        self.number_form: NumberForm = {"from_workbook": source.from_workbook, "decimal": ledger.decimal}
        self.date_form: DateForm = {"base": source.base, "order": ledger.dates}
        self.sums = Subtotals(source.header, file, self._ore, self._unsigned_ore)
        self.sums.unsigned = "debit_credit" in self.columns
        headings = ledger.columns.model_dump()
        self.codes = {
            column: CodeColumn(
                headings[column] or source.header.texts[column].strip(),
                width=ledger.code_widths.get(column),
                required=column == "account",
                maskable=column == "counterpart",
                repad=column in ledger.repad,
            )
            for column in CODES
            if column in self.columns
        }
        self.unread = Unread(file, source.header, ledger, from_workbook=source.from_workbook)
        self.day_order = DayOrder(ledger.dates, source.from_workbook)
        self.credits = Credits()
        self.marks = DecimalMarks(from_workbook=source.from_workbook)
        self.opening_rows, self.opening_ore, self.first_opening = 0, 0, 0
        self.other_rows, self.other_ore = 0, 0
        self.income = Income()
        self.first_other: tuple[int, str, str] | None = None

    def coded(self) -> Sequence[int]:
        """The columns in which values return."""
        return [position for column, position in self.columns.items() if column in RETURNING]

    def read(self, batch: Batch) -> tuple[pa.Table, pa.Table]:
        """Rows of a batch, and the opening balances among them, with STORE_COLUMNS but ``import_id`` and ``source``.

        Texts are strings or CODED, "" for empty; ``source_row`` int64 (row in the file, 1 = first), ``date`` timestamp,
        ``period`` ``YYYY-MM`` (``YYYY-00`` for opening balances), ``closing`` bool, ``amount_ore`` int64 (costs +,
        income −). Rows that cannot be read are among ``faults``, and then the tables have no rows.
        """
        bookings, ore = self.sums.bookings(self._unguarded(batch))
        dated = "date" in self.columns
        dates = dates_from_cells(self._cells(bookings, "date"), **self.date_form) if dated else None
        periods = self._periods(bookings, dates)
        if dated and "period" in self.columns:
            self.day_order.add(self._cells(bookings, "date"), periods, bookings.numbers)
        dates = last_days(periods) if dates is None else dates
        self.unread.add(bookings, {"date": dates, "period": periods, "amount": ore})
        if self.unread.faults:
            nothing = np.zeros(len(bookings.numbers), dtype=bool)
            bookings, dates, periods, ore = self._chosen(nothing, bookings, dates, periods, ore)
        ore = self._in_store_units(ore)
        parts = periods.dictionary.to_pylist()
        is_opening = _spread([part[5:] == OPENING_PERIOD for part in parts], periods)
        if not is_opening.any():
            rows = self._table(bookings, dates, periods, ore, tell=True)
            return rows, rows.slice(0, 0)
        opening = self._chosen(is_opening, bookings, dates, periods, ore)
        self.first_opening = self.first_opening or int(opening[0].numbers[0])
        self.opening_rows += len(opening[3])
        self.opening_ore += exact_sum(opening[3])
        rows = self._table(*self._chosen(~is_opening, bookings, dates, periods, ore), tell=True)
        return rows, self._table(*opening, tell=False)

    def refuse_faults(self, bounds: Bounds) -> None:
        """Raises LedgerRefused when rows could not be read, sums do not hold, or too many codes are none."""
        faults = [*self.unread.faults, *self.sums.faults, *self.day_order.faults(self.file)]
        if not self.unread.faults:
            faults += [fault for codes in self.codes.values() for fault in codes.share_findings(self.file, bounds)]
        if faults:
            raise refused(faults, self.unread.more)

    def found(self) -> list[Finding]:
        """What there is to tell of all the rows read."""
        found = [*self.source.findings, *self.sums.found(), *self._opening_findings(), *self._other_year_findings()]
        found += self.marks.found(self.file)
        if "date" not in self.columns:
            told = "uttaget har inget datum; radernas dag är periodens sista"
            found.append(finding("datum-ur-period", told, "Inget behöver göras.", file=self.file))
        for column in self.ledger.code_widths:
            found += self.codes[column].width_findings(self.file) if column in self.codes else []
        for codes in self.codes.values():
            found += codes.code_findings(self.file)
        return found

    def _unguarded(self, batch: Batch) -> Batch:
        """The batch with the values of its guarded cells; free text stays as it is."""
        cells = list(batch.cells)
        for column, place in self.columns.items():
            if column != "text":
                cells[place] = without_guards(cells[place])
        return Batch(batch.numbers, cells)

    def _cells(self, batch: Batch, column: str) -> pa.Array:
        return batch.cells[self.columns[column]]

    def _ore(self, batch: Batch) -> tuple[pa.Array, pa.Array | None]:
        """Öre as the file writes them, in kronor whatever its unit, and those of debit; null where not read."""
        for column in AMOUNTS:
            if column in self.columns and self.ledger.decimal is None:
                self.marks.add(self._cells(batch, column), batch.numbers)
        if "debit" in self.columns:
            debit, credit = self._sides(batch)
            self.credits.add(credit, batch.numbers)
            return pc.subtract(debit, credit), debit
        ore, _ = self._unsigned_ore(batch)
        return (signed_by(ore, self._cells(batch, "debit_credit")) if "debit_credit" in self.columns else ore), None

    def _unsigned_ore(self, batch: Batch) -> tuple[pa.Array, pa.Array | None]:
        """The same without regard to a column of marks for debit and credit."""
        if "debit" in self.columns:
            debit, credit = self._sides(batch)
            return pc.subtract(debit, credit), debit
        return ore_from_cells(self._cells(batch, "amount"), **self.number_form), None

    def _sides(self, batch: Batch) -> tuple[pa.Array, pa.Array]:
        return debit_and_credit(self._cells(batch, "debit"), self._cells(batch, "credit"), **self.number_form)

    def _in_store_units(self, ore: pa.Array) -> pa.Array:
        times = ORE_PER_UNIT[self.ledger.unit] * (1 if self.ledger.sign == "cost_positive" else -1)
        if times == 1:
            return ore
        try:
            return pc.multiply_checked(ore, times)
        except pa.ArrowInvalid:
            raise LedgerRefused(
                f"{self.file}: beloppen blir orimligt stora i {self.ledger.unit}; jämför med ledger.unit i regionens "
                "fil i params/regions/."
            ) from None

    def _periods(self, batch: Batch, dates: pa.Array | None) -> pa.DictionaryArray:
        """``YYYY-PP`` of each row, null where it cannot be read; without a period column the month of the date."""
        if "period" not in self.columns:
            return pc.strftime(dates, "%Y-%m").dictionary_encode()
        cells = self._cells(batch, "period")
        names = periods_from_cells(cells.dictionary, self.ledger.closing_periods)
        if names.null_count or len(names.unique()) < len(names):
            return names.take(cells.indices).dictionary_encode()
        return pa.DictionaryArray.from_arrays(cells.indices, names)

    def _chosen(
        self, mask: np.ndarray, batch: Batch, dates: pa.Array, periods: pa.DictionaryArray, ore: pa.Array
    ) -> tuple[Batch, pa.Array, pa.DictionaryArray, pa.Array]:
        chosen = pa.array(mask)
        return batch.where(mask), dates.filter(chosen), periods.filter(chosen), ore.filter(chosen)

    def _table(
        self, batch: Batch, dates: pa.Array, periods: pa.DictionaryArray, ore: pa.Array, *, tell: bool
    ) -> pa.Table:
        names = periods.dictionary.to_pylist()
        is_closing = [name[5:] in self.ledger.closing_periods for name in names]
        closing = _spread(is_closing, periods)
        if any(is_closing):
            months = [f"{name[:4]}-12" if late else name for name, late in zip(names, is_closing, strict=True)]
            periods = pa.array(months, pa.string()).take(periods.indices).dictionary_encode()
        columns = {"source_row": pa.array(batch.numbers, pa.int64()), "date": dates, "period": periods}
        columns |= {"closing": pa.array(closing, pa.bool_()), "amount_ore": ore}
        for column in TEXTS:
            if column in self.codes:
                columns[column] = self.codes[column].read(self._cells(batch, column), batch.numbers, tell=tell)
            elif column in self.columns:
                columns[column] = self._cells(batch, column)
            else:
                columns[column] = constant("", len(ore))
        if tell:
            self._tell_income(columns["account"], ore)
            self._tell_other_year(dates, periods, ore, batch.numbers)
        return pa.table({column: columns[column] for column in STORE_COLUMNS if column in columns})

    def _tell_income(self, accounts: pa.DictionaryArray, ore: pa.Array) -> None:
        """Keep the income among rows as the file writes it, by its sign."""
        is_income = [account.startswith(INCOME_CLASS) for account in accounts.dictionary.to_pylist()]
        if not any(is_income):
            return
        amounts = ore.filter(pa.array(_spread(is_income, accounts)))
        below, above = amounts.filter(pc.less(amounts, 0)), amounts.filter(pc.greater(amounts, 0))
        told = Income(len(below), len(above), -exact_sum(below), exact_sum(above))
        turned = Income(told.above_rows, told.below_rows, told.above_ore, told.below_ore)
        self.income += told if self.ledger.sign == "cost_positive" else turned

    def _tell_other_year(
        self, dates: pa.Array, periods: pa.DictionaryArray, ore: pa.Array, numbers: np.ndarray
    ) -> None:
        """Keep rows dated outside the fiscal year (the calendar year) of the period they are booked in."""
        booked = pa.array([int(name[:4]) for name in periods.dictionary.to_pylist()], pa.int64()).take(periods.indices)
        other = pc.not_equal(booked, pc.year(dates))
        if not pc.any(other).as_py():
            return
        places = np.flatnonzero(other.to_numpy(zero_copy_only=False))
        if self.first_other is None:
            first = int(places[0])
            day, period = dates[first].as_py().date().isoformat(), periods[first].as_py()
            self.first_other = (int(numbers[first]), day, period)
        self.other_rows += len(places)
        self.other_ore += exact_sum(ore.filter(other))

    def _opening_findings(self) -> list[Finding]:
        if not self.opening_rows:
            return []
        return [
            finding(
                "ingaende-balans",
                f"{row_count(self.opening_rows)} i period 00 (ingående balans), "
                f"tillsammans {kronor_and_ore(self.opening_ore)}, är ingen kostnad och räknas inte",
                "Inget behöver göras.",
                file=self.file,
                row=self.first_opening,
            )
        ]

    def _other_year_findings(self) -> list[Finding]:
        if self.first_other is None:
            return []
        row, day, period = self.first_other
        return [
            finding(
                "datum-utanfor-rakenskapsaret",
                f"{row_count(self.other_rows)}, tillsammans {kronor_and_ore(self.other_ore)}, har datum utanför "
                f"räkenskapsåret; den första är daterad {day} men bokförd i {period}, och perioden gäller",
                "Kontrollera datumet i ekonomisystemet.",
                file=self.file,
                row=row,
            )
        ]


def _spread(values: list[bool], column: pa.DictionaryArray) -> np.ndarray:
    """A value of each distinct text, spread over the rows."""
    return np.array(values, dtype=bool)[column.indices.to_numpy()] if values else np.zeros(len(column), dtype=bool)
