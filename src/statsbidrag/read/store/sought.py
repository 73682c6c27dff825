"""Rows sought in the files of imports, which are never read whole where they are large.

Owns how an import is gone through: row group by row group, first the columns that tell which rows are sought, each
distinct text looked at once, and of a group that has none nothing more. Which of the rows count is ``held_rows``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
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


class _Group:
    """One row group of a file, whose columns are read when they are asked for."""

    def __init__(self, file: pq.ParquetFile, number: int) -> None:
        self.file, self.number = file, number
        self.num_rows = file.metadata.row_group(number).num_rows
        self.columns: dict[str, pa.ChunkedArray] = {}

    def __getitem__(self, column: str) -> pa.ChunkedArray:
        self.read([column])
        return self.columns[column]

    def read(self, columns: Iterable[str]) -> None:
        """Read columns that are not read yet, together."""
        lacking = [column for column in columns if column not in self.columns]
        if lacking:
            table = self.file.read_row_group(self.number, columns=lacking, use_threads=False)
            self.columns |= {column: table[column] for column in lacking}


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
            group = _Group(file, number)
            hit = sought_in(group, sought)
            if hit.true_count:
                group.read(names)
                rows = pa.Table.from_arrays([group[name] for name in names], names=names)
                found.append(rows.filter(hit).cast(found[0].schema))
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


def sought_in(rows: pa.Table | _Group, sought: Sought) -> pa.BooleanArray:
    """For each row, whether it is sought; the columns CODED are dictionaries.

    What costs least to look at comes first: where no row is left, the other columns are not looked at.
    """
    hit = np.ones(rows.num_rows, dtype=bool)
    if sought.months is not None:
        hit &= _among(rows, "period", sought.months)
    if sought.accounts is not None and hit.any():
        account = rows["account"].combine_chunks()
        begins = np.zeros(len(account.dictionary), dtype=bool)
        for prefix in sought.accounts:
            begins |= np.asarray(pc.starts_with(account.dictionary, prefix))
        hit &= begins[account.indices.to_numpy()]
    if sought.codes is not None and hit.any():
        on_any = np.zeros(rows.num_rows, dtype=bool)
        for codes in sought.codes:
            on_this = hit.copy()
            for column, allowed in sorted(codes, key=itemgetter(0)):
                if on_this.any():
                    on_this &= _among(rows, column, allowed)
            on_any |= on_this
        hit = on_any
    if sought.vouchers is not None and hit.any():
        hit &= _is_in(rows["voucher"], pa.array(sorted(sought.vouchers), pa.string()))
    if sought.source_rows is not None and hit.any():
        hit &= _is_in(rows["source_row"], pa.array(sorted(sought.source_rows), pa.int64()))
    return pa.array(hit)


def _among(rows: pa.Table | _Group, column: str, allowed: Iterable[str]) -> np.ndarray:
    """For each row, whether its text in a coded column is one of some."""
    coded = rows[column].combine_chunks()
    return _is_in(coded.dictionary, pa.array(sorted(allowed), pa.string()))[coded.indices.to_numpy()]


def _is_in(values: pa.Array | pa.ChunkedArray, allowed: pa.Array) -> np.ndarray:
    return np.asarray(pc.is_in(values, value_set=allowed))
