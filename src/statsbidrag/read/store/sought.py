"""Rows sought in the files of imports, which are never read whole where they are large.

Owns how an import is gone through: row group by row group, first the columns that tell which rows are sought, each
distinct text looked at once, and of a group that has none nothing more. Which of the rows count is ``held_rows``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ..ledger.rows import SCHEMA, STORE_COLUMNS
from .imports import STORED_ONCE, rows_file

Sieve = frozenset[frozenset[tuple[str, frozenset[str]]]]
"""Sets of codes, of which a row must have one: for each column of a set the texts allowed, all of which must hold."""

# Of these a row group has few different texts.
CODED = [column for column in STORED_ONCE if SCHEMA.field(column).type == pa.string()]
MEASURES = [pa.field("amount_ore", pa.int64()), pa.field("rows", pa.int64())]


@dataclass(frozen=True)
class Sought:
    """Which rows are sought: all that is not None must hold.

    ``accounts``: how the account may begin. ``months`` are periods as they are stored, ``source_rows`` rows in the
    file.
    """

    codes: Sieve | None = None
    months: frozenset[str] | None = None
    accounts: tuple[str, ...] | None = None
    vouchers: frozenset[str] | None = None
    source_rows: frozenset[int] | None = None

    @property
    def columns(self) -> list[str]:
        """The columns that tell whether a row is sought."""
        asked = {column for codes in self.codes or () for column, _ in codes}
        asked |= {"period"} if self.months is not None else set()
        asked |= {"account"} if self.accounts is not None else set()
        asked |= {"voucher"} if self.vouchers is not None else set()
        asked |= {"source_row"} if self.source_rows is not None else set()
        return in_order(asked)


def in_order(columns: Iterable[str]) -> list[str]:
    """Columns in the store's order."""
    wanted = set(columns)
    return [column for column in STORE_COLUMNS if column in wanted]


def as_stored(columns: Iterable[str]) -> pa.Schema:
    """The schema of some of the store's columns, its texts as strings."""
    return pa.schema([SCHEMA.field(column) for column in columns])


def coded_rows(folder: Path, import_id: str, columns: Iterable[str]) -> pa.Table:
    """Every row of an import, opening balances too, the columns CODED as dictionaries."""
    with pq.ParquetFile(rows_file(folder, import_id), read_dictionary=CODED) as file:
        return file.read(columns=in_order(columns), use_threads=False)


def no_coded_rows(columns: Iterable[str]) -> pa.Table:
    """The same of no import."""
    coded = pa.dictionary(pa.int32(), pa.string())
    return pa.schema(
        [SCHEMA.field(name).with_type(coded) if name in CODED else SCHEMA.field(name) for name in in_order(columns)]
    ).empty_table()


def find_rows(folder: Path, import_id: str, sought: Sought, columns: Iterable[str]) -> pa.Table:
    """The rows of an import that are sought, opening balances among them, in the order of the file."""
    names = in_order(columns)
    found = [as_stored(names).empty_table()]
    with pq.ParquetFile(rows_file(folder, import_id), read_dictionary=CODED) as file:
        for number in range(file.num_row_groups):
            told = file.read_row_group(number, columns=sought.columns, use_threads=False)
            hit = sought_in(told, sought) if sought.columns else pa.array([True] * told.num_rows)
            if hit.true_count:
                rest = [name for name in names if name not in told.column_names]
                rows = file.read_row_group(number, columns=rest, use_threads=False)
                for column in told.column_names:
                    rows = rows.append_column(column, told[column])
                found.append(rows.select(names).filter(hit).cast(found[0].schema))
    return pa.concat_tables(found)


def sums_of(folder: Path, import_id: str, columns: Sequence[str]) -> pa.Table:
    """The ``amount_ore`` and number of ``rows`` of an import for each that ``columns`` say, opening balances too.

    ``columns`` are of CODED, or ``closing``.
    """
    schema = pa.schema([*as_stored(columns), *MEASURES])
    parts = [schema.empty_table()]
    with pq.ParquetFile(rows_file(folder, import_id), read_dictionary=CODED) as file:
        for number in range(file.num_row_groups):
            group = file.read_row_group(number, columns=[*columns, "amount_ore"], use_threads=False)
            parts.append(summed(group, columns))
    return _summed(pa.concat_tables(parts), columns, ("rows", "sum"))


def summed(rows: pa.Table, columns: Sequence[str]) -> pa.Table:
    """The ``amount_ore`` and number of ``rows`` for each that ``columns`` say; texts as strings."""
    return _summed(rows, columns, ("amount_ore", "count")).cast(pa.schema([*as_stored(columns), *MEASURES]))


def _summed(rows: pa.Table, columns: Sequence[str], counted: tuple[str, str]) -> pa.Table:
    groups = rows.group_by(list(columns), use_threads=False).aggregate([("amount_ore", "sum"), counted])
    return groups.rename_columns([*columns, "amount_ore", "rows"])


def sought_in(told: pa.Table, sought: Sought) -> pa.BooleanArray:
    """For each row, whether it is sought; ``told`` has the columns that tell, those of CODED as dictionaries."""
    hit = np.ones(told.num_rows, dtype=bool)
    if sought.months is not None:
        hit &= _among(told, "period", sought.months)
    if sought.accounts is not None:
        account = told["account"].combine_chunks()
        begins = np.zeros(len(account.dictionary), dtype=bool)
        for prefix in sought.accounts:
            begins |= np.asarray(pc.starts_with(account.dictionary, prefix))
        hit &= begins[account.indices.to_numpy()]
    if sought.codes is not None:
        on_any = np.zeros(told.num_rows, dtype=bool)
        for codes in sought.codes:
            on_this = np.ones(told.num_rows, dtype=bool)
            for column, allowed in codes:
                on_this &= _among(told, column, allowed)
            on_any |= on_this
        hit &= on_any
    if sought.vouchers is not None and hit.any():
        hit &= _is_in(told["voucher"], pa.array(sorted(sought.vouchers), pa.string()))
    if sought.source_rows is not None:
        hit &= _is_in(told["source_row"], pa.array(sorted(sought.source_rows), pa.int64()))
    return pa.array(hit)


def _among(told: pa.Table, column: str, allowed: Iterable[str]) -> np.ndarray:
    """For each row, whether its text in a coded column is one of some."""
    coded = told[column].combine_chunks()
    return _is_in(coded.dictionary, pa.array(sorted(allowed), pa.string()))[coded.indices.to_numpy()]


def _is_in(values: pa.Array | pa.ChunkedArray, allowed: pa.Array) -> np.ndarray:
    return np.asarray(pc.is_in(values, value_set=allowed))
