"""One ledger file, from what it holds to the rows of the store and what it claims.

Owns the order of the steps: table, header, rows, scope, control totals. A table is read in batches, so that a file is
never held whole; what reads it is given the rows of each, and may keep them only when the reading ends well.
"""

import datetime as dt
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePath

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ...base.errors import LedgerRefused
from ...base.findings import Finding
from ...base.personal_numbers import PersonalNumbers
from ...model.region import LedgerFormat
from ..raw.deliveries import Delivery, from_sidecar
from ..raw.sidecar import SUFFIX, Sidecar
from .balances import refuse_planned_amount, refuse_planned_rows
from .batches import Content, Find, Source, constant
from .blocks import Blocks
from .columns import Header, find_header, heading_findings
from .control import Given, total_findings
from .disguised import told_as_disguised
from .formats import Sie, Table, format_of
from .numbering import Numbering, Numbers
from .personal import PersonalColumns
from .refusal import refused
from .repeated import FirstRows
from .rows import CODES, SCHEMA, STORE_COLUMNS, RowReader
from .scope import Scope, claimed, januaries_of
from .shapes import MonthShapes, Shapes
from .sie import read_sie
from .sie.rows import doubled_rows, sie_rows, width_findings
from .signs import sign_findings
from .spoilt import UNBOUNDED, Bounds
from .summary import Summary
from .table_sums import TableSummary
from .told import row_count
from .unconfirmed import not_reconciled, without_sidecar
from .unit_headings import refuse_other_unit
from .vouchers import Vouchers
from .whose import Units, Whose

MOST_SECONDS = 1800
Keep = Callable[[pa.Table], None]
"""Is given rows of the store, STORE_COLUMNS, in the file's order; the opening balances last."""


@dataclass(frozen=True)
class Reading:
    """What a file was read to hold: its delivery, what was found, and the sums of the rows inside its scope.

    ``reconciled`` says whether control totals were given, and so held. ``format`` is xlsx, csv, sie4e, sie4i or sie3,
    ``encoding`` that of a text file. ``series`` is what ``personal`` says of numbers built on dates,
    ``shapes`` what the rows of each month look like. ``generated`` is the day a SIE file says it was made, else None.
    ``unwhole`` are the vouchers that are not whole though the file's are, with the öre by which each is not nothing,
    ``numbering`` the numbers of vouchers by month and series, ``whose`` whose books it is.
    """

    delivery: Delivery
    findings: list[Finding]
    reconciled: bool
    given: Given
    format: str
    encoding: str | None
    sums: TableSummary
    series: dict[str, list[str]]
    shapes: Shapes
    generated: dt.date | None = None
    unwhole: dict[str, int] = field(default_factory=dict)
    numbering: Numbering = field(default_factory=dict)
    whose: Whose = field(default_factory=Whose)

    @property
    def summary(self) -> Summary:
        """What ``statsbidrag import --json`` tells of the rows."""
        return self.sums.counted()


@dataclass(frozen=True)
class Export:
    """A file read and held whole: its delivery, the rows inside its scope (STORE_COLUMNS, in order), its findings.

    ``opening`` are the opening balances of the years whose January is in the scope, with the same columns.
    """

    delivery: Delivery
    rows: pd.DataFrame
    findings: list[Finding]
    reconciled: bool
    opening: pd.DataFrame


def read_export(
    content: Content,
    import_id: str,
    file: str,
    ledger: LedgerFormat,
    sidecar: Sidecar | None,
    bounds: Bounds = UNBOUNDED,
) -> Export:
    """A file with all its rows in frames; else as ``read_in_batches``."""
    parts = [SCHEMA.empty_table()]

    def keep(rows: pa.Table) -> None:
        parts.append(rows.cast(SCHEMA))

    reading = read_in_batches(content, import_id, file, ledger, sidecar, keep, bounds=bounds)
    every = pa.concat_tables(parts).to_pandas()
    rows = reading.given.rows
    return Export(
        reading.delivery,
        every.iloc[:rows].reset_index(drop=True),
        reading.findings,
        reading.reconciled,
        every.iloc[rows:].reset_index(drop=True),
    )


def read_in_batches(
    content: Content,
    import_id: str,
    file: str,
    ledger: LedgerFormat,
    sidecar: Sidecar | None,
    keep: Keep,
    *,
    summed: bool = True,
    bounds: Bounds = UNBOUNDED,
) -> Reading:
    """Read a file; ``file`` is its path relative to the root and decides the format. ``keep`` is given its rows.

    ``bounds`` are how much of it may be unreadable. ``summed`` false leaves the summary empty, for who needs it not.

    Raises LedgerRefused when the file cannot be trusted: unreadable, no rows, or control totals that differ.
    """
    opened = _opened(content, file, ledger, sidecar, bounds)
    told = None if sidecar is None else from_sidecar(import_id, file, sidecar)
    source = ledger.default_source if told is None else told.source
    scope, given, sums = Scope(told), Given(), TableSummary([name for name in CODES if name != "account"])
    vouchers, shapes, numbered = Vouchers(), MonthShapes(), Numbers()
    units = Units()
    personal = PersonalColumns(PersonalNumbers(bounds.reserve), bounds.personal_share)
    by_month = opened.format == "sie3"
    balances: list[pa.Table] = []
    count = 0
    for rows, opening in opened.parts:
        count += rows.num_rows
        inside, slots = scope.inside(rows)
        if inside.num_rows:
            given.add(inside)
            personal.add(inside)
            shapes.add(inside)
            numbered.add(inside)
            units.add(inside)
            vouchers.add(inside, by_month=by_month)
            if summed:
                sums.add(inside, slots)
            keep(_complete(inside, import_id, source))
        if opening.num_rows:
            balances.append(opening)
    found = opened.finish()
    totals = None if sidecar is None else sidecar.totals
    promised_empty = totals is not None and totals.rows == 0
    if not count and not promised_empty:
        raise LedgerRefused(
            f"{file}:{opened.header_row}: {opened.without_rows}. Hämta uttaget på nytt, "
            "eller skriv totals: {rows: 0} i sidofilen om det är rätt."
        )
    if told is None:
        delivery = Delivery(import_id, file, source, None, min(scope.present), max(scope.present))
        found += without_sidecar(delivery)
    else:
        delivery = told
    if not given.rows and not promised_empty:
        raise LedgerRefused(
            f"{file}{SUFFIX}: ingen rad i filen ({row_count(count)}) ligger inom omfattningen {claimed(delivery)}. "
            "Rätta scope i sidofilen eller lägg in rätt fil."
        )
    reconciled = totals is not None and totals.reconciles
    if totals is not None and (faults := total_findings(given, totals, file + SUFFIX)):
        raise refused(faults)
    if not reconciled:
        found.append(not_reconciled(file))
    found += [*scope.found(delivery), *personal.findings(file)]
    unwhole: dict[str, int] = {}
    if delivery.objects is None:
        # A SIE file tells of each voucher by itself.
        found += vouchers.findings(file) if opened.is_table else []
        if totals is None or totals.debit is None or totals.credit is None:
            found += vouchers.lost(file, bounds, by_month=by_month)
            unwhole = {} if by_month else vouchers.unwhole()
    for opening in balances:
        held, _ = Scope(delivery).inside(januaries_of(opening))
        period = opening.filter(pc.is_in(opening["source_row"], held["source_row"].combine_chunks()))
        keep(_complete(period, import_id, source))
    told_of = (opened.format, opened.encoding, sums, personal.series, shapes.found, opened.generated, unwhole)
    numbers = {} if delivery.objects is not None else numbered.found
    return Reading(delivery, found, reconciled, given, *told_of, numbers, units.of(*opened.company))


@dataclass(frozen=True)
class _Opened:
    """A file opened. ``parts`` gives rows and opening balances; ``finish`` then what was found, or refuses the file.

    ``without_rows`` is what to say of the file if there turns out to be no row in it.
    """

    is_table: bool
    format: str
    encoding: str | None
    header_row: int
    parts: Iterator[tuple[pa.Table, pa.Table]]
    finish: Callable[[], list[Finding]]
    without_rows: str
    generated: dt.date | None = None
    company: tuple[str, str] = ("", "")


def open_table(content: Content, file: str, ledger: LedgerFormat, find: Find, sidecar: Sidecar | None = None) -> Source:
    """The cells of a table in batches, its header found by ``find``. What has no suffix of a table is no table file."""
    kind = format_of(file)
    if not isinstance(kind, Table):
        raise ValueError(f"{PurePath(file).suffix} is no table")
    return kind.open(content, file, ledger, find, sidecar is not None and sidecar.may_be_full)


def _opened(content: Content, file: str, ledger: LedgerFormat, sidecar: Sidecar | None, bounds: Bounds) -> _Opened:
    if (disguised := told_as_disguised(content, file)) is not None:
        raise LedgerRefused(f"{file}: {disguised}.")
    if isinstance(format_of(file), Sie):
        return _opened_sie(content, file, ledger, sidecar, bounds)

    def find(cells: pd.DataFrame) -> Header:
        header = find_header(cells, ledger.columns, file, ledger.synonyms, ledger.csv_separator)
        refuse_planned_amount(header.texts, file, header.row)
        refuse_other_unit(header.texts, ledger, file, header.row)
        return header

    source = open_table(content, file, ledger, find, sidecar)
    reader, first_rows, blocks = RowReader(source, ledger, file), FirstRows(), Blocks()
    # Where the sums are given, they tell whether something stands twice.
    totals = sidecar.totals if sidecar is not None else None
    summed = totals is not None and totals.reconciles
    until = time.monotonic() + MOST_SECONDS

    def parts() -> Iterator[tuple[pa.Table, pa.Table]]:
        for batch in source.batches(reader.coded()):
            if time.monotonic() > until:
                raise LedgerRefused(f"{file}: filen tar mer än {MOST_SECONDS} sekunder att läsa. Dela upp uttaget.")
            refuse_planned_rows(source.header.kinds, batch.numbers, batch.cells, file)
            rows, opening = reader.read(batch)
            if not summed:
                first_rows.add(rows)
                blocks.add(rows)
            yield rows, opening

    def finish() -> list[Finding]:
        reader.refuse_faults(bounds)
        signed = totals is not None and (totals.debit is not None or totals.credit is not None)
        wrong = reader.credits.findings(file) or sign_findings(reader.income, ledger.sign, file)
        if wrong and not signed:
            raise refused(wrong)
        if twice := first_rows.findings(file) or blocks.findings(file):
            raise refused(twice)
        return [*heading_findings(source.header, ledger.columns, file), *reader.found(), *blocks.copied(file)]

    return _Opened(
        True, source.format, source.encoding, source.header.row, parts(), finish, "filen har rubriker men inga rader"
    )


def _opened_sie(content: Content, file: str, ledger: LedgerFormat, sidecar: Sidecar | None, bounds: Bounds) -> _Opened:
    parsed = read_sie(content if isinstance(content, bytes) else content.read_bytes(), file)
    frames = sie_rows(parsed, dict[str, str](ledger.sie_dimensions.items()), bounds)
    summed = sidecar is not None and sidecar.totals is not None and sidecar.totals.reconciles
    if not summed and (twice := doubled_rows(parsed, frames[0])):
        raise refused(twice)
    schema = pa.schema([one for one in SCHEMA if one.name in frames[0].columns])
    rows, opening = (pa.Table.from_pandas(frame, schema, preserve_index=False) for frame in frames[:2])
    lacking = "filen har saldon men ingen kontering (#TRANS) inom räkenskapsåret"
    found = [*parsed.findings, *frames[2], *width_findings(frames[0], ledger.code_widths, file)]
    parts = iter([(rows, opening)])
    return _Opened(
        False, parsed.kind, parsed.encoding, 1, parts, lambda: found, lacking, parsed.generated, parsed.company
    )


def _complete(rows: pa.Table, import_id: str, source: str) -> pa.Table:
    """Rows with all of STORE_COLUMNS."""
    for name, text in (("import_id", import_id), ("source", source)):
        rows = rows.append_column(name, constant(text, rows.num_rows))
    return rows.select(STORE_COLUMNS)
