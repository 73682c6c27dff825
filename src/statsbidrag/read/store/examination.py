"""One ledger file examined: what it holds in sums and what is odd in it, whether or not a region describes it.

Owns how a file is looked at without being stored. With a region it is read as the region's file says; without one a
table is read by what is recognised in it, which is good for looking and for nothing else. A sidecar beside the file
counts as it does in ``data/raw``.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ...base.errors import LedgerRefused, ParameterError
from ...base.file_names import suffix_of
from ...base.findings import Finding, finding
from ...base.quoting import may_be_shown, quoted_name
from ...base.unseen import visible_in_line
from ...model.region import LedgerColumns, LedgerFormat, Region
from ..files import Files, stamp_of
from ..ledger.batches import Find, Source, without_guards
from ..ledger.codes import NOT_A_CODE
from ..ledger.columns import Header, find_header
from ..ledger.export import Reading, open_table, read_in_batches
from ..ledger.formats import TABLES, Sie, Table, format_of
from ..ledger.personal import is_voucher_number
from ..ledger.proposal import EXPORT_NAME, proposal
from ..ledger.recognise import Recognised, known_header, recognise
from ..ledger.refusal import refused
from ..ledger.sie import find_code, read_sie, sie_summary
from ..ledger.sie.rows import doubled_rows, sie_rows
from ..ledger.spoilt import UNBOUNDED, Bounds
from ..ledger.summary import Summary, Total
from ..ledger.unit_headings import multiple_told
from ..orders.order_lists import check_list, orders_folder
from ..raw.quoting import headings_told
from ..raw.raw_files import changed_line, unreadable_name
from ..raw.sidecar import Sidecar, read_sidecar
from .imports import bounds_of
from .ledger import raw_folder

ROWS_LOOKED_AT = 200_000
NEEDED = {("date", "period"): "datum", ("account",): "konto", ("amount", "debit"): "belopp"}


@dataclass(frozen=True)
class CodePlace:
    """Where a code occurs: the dimension or column, and the öre and rows that carry it there."""

    name: str
    ore: int
    rows: int


@dataclass
class Examined:
    """A file as it was examined: ``file`` is how it is told, ``path`` where it lies.

    ``format`` is sie4e, sie4i, sie3, xlsx or csv, None where it could not be told.

    ``refusal`` are the lines of what keeps the file from being used, none when nothing does; the sums are then those of
    no rows. ``seen``, ``proposal``, ``separator`` and ``sheet`` (1 = first) are what was
    recognised where no region told how to read the file. ``home`` is
    the region in whose folder it lies, if any, and ``state`` what became of it in the store, None when it was not to be
    there: see ``store.ImportedFile``. ``bounds`` are how much of it may be unreadable. ``is_orders`` is whether it is a
    list of orders, of which ``summary`` has the number, the sum and the months.
    """

    file: str
    sha256: str
    path: Path
    format: str | None = None
    encoding: str | None = None
    summary: Summary = field(default_factory=Summary)
    findings: list[Finding] = field(default_factory=list)
    refusal: list[str] = field(default_factory=list)
    places: list[CodePlace] = field(default_factory=list)
    seen: Recognised | None = None
    separator: str | None = None
    sheet: int | None = None
    proposal: str | None = None
    home: str | None = None
    state: str | None = None
    bounds: Bounds = UNBOUNDED
    is_orders: bool = False


def examine(
    root: Path, path: Path, region: Region | None, find: str | None = None, *, with_sidecar: bool = True
) -> Examined:
    """Examine a file; ``find`` is a code to look for in all of it. Without ``with_sidecar`` only the file has a say."""
    stamp = stamp_of(path)
    with path.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    name = Files(root).name(path) if path.is_relative_to(root) else visible_in_line(path.name)
    told = Examined(name, sha256, path)
    told.bounds = bounds_of(root)
    if region is not None and path.parent == raw_folder(root, region):
        told.home = region.id
    kind = format_of(path.name)
    ledger = None if region is None else region.ledger
    try:
        if (line := unreadable_name(name, path)) is not None:
            raise LedgerRefused(line)
        folder = root if path.is_relative_to(root) else path.parent
        if region is not None and path.parent == orders_folder(root, region):
            _examine_orders(told, root, path, region)
            return told
        sidecar = read_sidecar(folder, path) if with_sidecar else None
        if isinstance(kind, Sie):
            _examine_sie(told, path, ledger, sidecar, find)
        elif isinstance(kind, Table):
            told.format = kind.name
            _examine_table(told, path, ledger, sidecar, find)
        else:
            raise LedgerRefused(
                f"{told.file}: filer med ändelsen {path.suffix or '(ingen)'} läses inte. "
                f"Spara uttaget som {' eller '.join(TABLES)}, eller ta ut det som SIE typ 4 (.se)."
            )
    except (LedgerRefused, ParameterError) as error:
        told.refusal = error.lines
    if stamp_of(path) != stamp:
        told.refusal = [changed_line(told.file)]
    if told.refusal:
        told.findings += [_refusal(line, told.file) for line in told.refusal]
        told.summary = Summary()
    return told


def _examine_orders(told: Examined, root: Path, path: Path, region: Region) -> None:
    """A list of orders, which every run reads anew and nothing stores. Raises what a run would."""
    told.is_orders, told.format = True, suffix_of(path.name).removeprefix(".")
    read = check_list(root, path, region)
    told.findings = read.findings
    months = {order.month for order in read.orders}
    told.summary = Summary(len(read.orders), 0, sum(order.ore for order in read.orders), periods=months)


def _refusal(line: str, file: str) -> Finding:
    """A line of a refusal as a finding; one of the sidecar keeps its place in the message."""
    written = re.fullmatch(rf"{re.escape(quoted_name(file))}(?::([0-9]+))?: (.*)", line, re.DOTALL)
    number, message = (None, line) if written is None else (written[1], written[2])
    row = int(number) if number else None
    return finding("filen-avvisas", message, "Rätta filen eller ta ut den på nytt.", file=file, row=row)


def _examine_sie(
    told: Examined, path: Path, ledger: LedgerFormat | None, sidecar: Sidecar | None, find: str | None
) -> None:
    """The sums of a SIE file are of its own dimensions, whether or not a region names them."""
    parsed = read_sie(path.read_bytes(), told.file)
    told.format, told.encoding, told.findings = parsed.kind, parsed.encoding, list(parsed.findings)
    told.summary = _without_names(sie_summary(parsed))
    if find is not None:
        told.places = [
            CodePlace(_dimension(one.dimension, one.name), one.ore, one.rows) for one in find_code(parsed, find)
        ]
    if ledger is None:
        rows, _, _ = sie_rows(parsed, {}, told.bounds)
        summed = sidecar is not None and sidecar.totals is not None and sidecar.totals.reconciles
        if not summed and (twice := doubled_rows(parsed, rows)):
            raise refused(twice)
    else:
        told.findings = _read(told, path, ledger, sidecar).findings


def _without_names(summary: Summary) -> Summary:
    """A summary in which an object that is no code, as an employee told by name, is ``ej-kod``."""
    by_dimension: dict[str, Total] = defaultdict(Total)
    for name, total in summary.by_dimension.items():
        dimension, _, code = name.partition(":")
        shown = code if may_be_shown(code) or is_voucher_number(code) else NOT_A_CODE
        by_dimension[f"{dimension}:{shown}"].ore += total.ore
        by_dimension[f"{dimension}:{shown}"].rows += total.rows
    return replace(summary, by_dimension=by_dimension)


def _dimension(number: str | None, name: str) -> str:
    """A dimension by number and name, the name where it looks like one; without number it is the account."""
    return f"dimension {number} {name if may_be_shown(name) else ''}".strip() if number else "konto"


def _examine_table(
    told: Examined, path: Path, ledger: LedgerFormat | None, sidecar: Sidecar | None, find: str | None
) -> None:
    if ledger is None:
        ledger = _recognised_format(told, path, sidecar)
    counted: list[pa.Table] = []
    keep = counted.append if find is not None else None
    reading = _read(told, path, ledger, sidecar, keep)
    told.encoding, told.findings, told.summary = reading.encoding, reading.findings, reading.summary
    if find is not None:
        rows = pa.concat_tables([table.select(["source_row", "amount_ore"]) for table in counted])
        told.places = list(_places(told, path, ledger, sidecar, rows.slice(0, reading.given.rows), find))


def _read(
    told: Examined,
    path: Path,
    ledger: LedgerFormat,
    sidecar: Sidecar | None,
    keep: Callable[[pa.Table], None] | None = None,
) -> Reading:
    keep = keep or (lambda rows: None)
    return read_in_batches(path, told.sha256[:16], told.file, ledger, sidecar, keep, bounds=told.bounds)


def _opened(
    told: Examined, path: Path, ledger: LedgerFormat, sidecar: Sidecar | None, find: Find
) -> tuple[Source, list[str]]:
    """A table opened, and all the cells of its header row."""
    headings: list[str] = []

    def remembered(cells: pd.DataFrame) -> Header:
        header = find(cells)
        headings[:] = [str(cell) for cell in cells.loc[header.row]]
        return header

    return open_table(path, told.file, ledger, remembered, sidecar), headings


def _recognised_format(told: Examined, path: Path, sidecar: Sidecar | None) -> LedgerFormat:
    """The format of a table as it is recognised; LedgerRefused when too little is to read any row."""
    unknown = LedgerFormat.model_construct(
        default_source=EXPORT_NAME, sign="cost_positive", unit="kr", columns=_headings({})
    )
    source, headings = _opened(told, path, unknown, sidecar, lambda cells: known_header(cells, told.file))
    told.encoding, told.separator, told.sheet = source.encoding, source.separator, source.sheet
    parts, rows = [], 0
    for batch in source.batches(()):
        bare = {place: without_guards(cells).to_pandas() for place, cells in enumerate(batch.cells)}
        parts.append(pd.DataFrame(bare, dtype="str"))
        rows += len(batch.numbers)
        if rows >= ROWS_LOOKED_AT:
            break
    below = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=range(len(headings)), dtype="str")
    seen = recognise(source.header, headings, below, from_workbook=source.from_workbook)
    told.seen, told.proposal = seen, proposal(seen)
    lacking = [name for columns, name in NEEDED.items() if seen.columns.keys().isdisjoint(columns)]
    if lacking:
        factor = multiple_told(headings) if "belopp" in lacking else None
        raise LedgerRefused(
            f"{told.file}:{seen.row}: kolumnen för {' och '.join(lacking)} känns inte igen, så raderna kan inte läsas. "
            f"{factor or 'Beskriv filen i regionens fil i params/regions/.'}"
        )
    return LedgerFormat.model_construct(
        default_source=EXPORT_NAME,
        sign="cost_negative" if seen.income.sign == "cost_negative" else "cost_positive",
        unit="kr",
        columns=_headings(seen.columns),
        code_widths=seen.code_widths,
        closing_periods=seen.closing_periods,
        decimal=seen.decimal,
        dates=seen.dates,
    )


def _headings(columns: Mapping[str, str]) -> LedgerColumns:
    """The headings that were recognised; the others None, also those that a region's file must have."""
    headings: dict[str, Any] = {name: columns.get(name) for name in LedgerColumns.model_fields}
    return LedgerColumns.model_construct(None, **headings)


def _places(
    told: Examined, path: Path, ledger: LedgerFormat, sidecar: Sidecar | None, counted: pa.Table, code: str
) -> Iterator[CodePlace]:
    """The columns in which a code stands on rows that count."""

    def find(cells: pd.DataFrame) -> Header:
        return find_header(cells, ledger.columns, told.file, ledger.synonyms, ledger.csv_separator)

    source, headings = _opened(told, path, ledger, sidecar, find)
    found = [Total() for _ in headings]
    numbers, ore = counted["source_row"].to_numpy(), counted["amount_ore"].to_numpy()
    for batch in source.batches(()):
        for place, cells in enumerate(batch.cells[: len(headings)]):
            rows = batch.numbers[pc.equal(without_guards(cells), code).to_numpy(zero_copy_only=False)]
            there = np.isin(numbers, rows)
            found[place].rows += int(there.sum())
            found[place].ore += sum(ore[there].tolist())
    for place, total in enumerate(found):
        if total.rows:
            heading = headings_told([headings[place].strip()])
            yield CodePlace(f"kolumn {place + 1} ({heading})", total.ore, total.rows)
