"""One ledger file examined: what it holds in sums and what is odd in it, whether or not a region describes it.

Owns how a file is looked at without being stored. With a region it is read as the region's file says; without one a
table is read by what is recognised in it, which is good for looking and for nothing else. A sidecar beside the file
counts as it does in ``data/raw``.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from ..errors import LedgerRefused, ParameterError
from ..findings import Finding
from ..region import LedgerColumns, LedgerFormat, Region
from .ledger.columns import find_header
from .ledger.csv import read_csv
from .ledger.encoding import encoding_of
from .ledger.excel import read_excel
from .ledger.export import SIE, TABLES, read_export
from .ledger.proposal import proposal
from .ledger.recognise import CODES, Recognised, recognise, separator_of
from .ledger.sie import find_code, read_sie, sie_rows, sie_summary
from .ledger.summary import Summary, table_summary
from .quoting import headings_told
from .sidecar import Sidecar, read_sidecar
from .store import raw_folder

NEEDED = {"date": "datum", "account": "konto", "amount": "belopp"}


@dataclass(frozen=True)
class Place:
    """Where a code occurs: the dimension or column, and the öre and rows that carry it there."""

    name: str
    ore: int
    rows: int


@dataclass
class Examined:
    """A file as it was examined. ``format`` is sie4e, sie4i, sie3, xlsx or csv, None where it could not be told.

    ``refusal`` are the lines of what keeps the file from being used, none when nothing does; the sums are then those of
    no rows. ``seen`` and ``proposal`` are what was recognised where no region told how to read the file. ``home`` is
    the region in whose folder it lies, if any, and ``state`` what became of it in the store, None when it was not to be
    there: see ``store.ImportedFile``.
    """

    file: str
    sha256: str
    format: str | None = None
    encoding: str | None = None
    summary: Summary = field(default_factory=Summary)
    findings: list[Finding] = field(default_factory=list)
    refusal: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    seen: Recognised | None = None
    proposal: str | None = None
    home: str | None = None
    state: str | None = None


def examine(root: Path, path: Path, region: Region | None, find: str | None = None) -> Examined:
    """Examine a file; ``find`` is a code to look for in all of it."""
    content = path.read_bytes()
    file = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
    told = Examined(file, hashlib.sha256(content).hexdigest())
    if region is not None and path.parent == raw_folder(root, region):
        told.home = region.id
    try:
        sidecar = read_sidecar(root if path.is_relative_to(root) else path.parent, path)
        if path.suffix.lower() in SIE:
            _examine_sie(told, content, region, find)
        elif path.suffix.lower() in TABLES:
            _examine_table(told, content, region, sidecar, find)
        else:
            raise LedgerRefused(
                f"{file}: filer med ändelsen {path.suffix or '(ingen)'} läses inte. "
                f"Spara uttaget som {' eller '.join(TABLES)}, eller ta ut det som SIE typ 4 (.se)."
            )
    except (LedgerRefused, ParameterError) as error:
        told.refusal = error.lines
        told.summary = Summary()
    return told


def _examine_sie(told: Examined, content: bytes, region: Region | None, find: str | None) -> None:
    parsed = read_sie(content, told.file)
    told.format, told.encoding, told.findings = parsed.kind, parsed.encoding, list(parsed.findings)
    told.summary = sie_summary(parsed)
    if find is not None:
        told.places = [
            Place(f"dimension {one.dimension} {one.name}".strip() if one.dimension else "konto", one.ore, one.rows)
            for one in find_code(parsed, find)
        ]
    if region is not None and region.ledger is not None:
        sie_rows(parsed, region.ledger.sie_dimensions)


def _examine_table(
    told: Examined, content: bytes, region: Region | None, sidecar: Sidecar | None, find: str | None
) -> None:
    from_workbook = told.file.lower().endswith(".xlsx")
    told.format = "xlsx" if from_workbook else "csv"
    separator = None
    if not from_workbook:
        told.encoding = encoding_of([content])
        separator = separator_of(content.decode(told.encoding, errors="replace"))
    ledger = None if region is None else region.ledger
    if ledger is None:
        ledger = _recognised_format(told, content, separator)
    export = read_export(content, told.sha256[:16], told.file, ledger, sidecar)
    told.findings = export.findings
    told.summary = table_summary(export.rows, [name for name in CODES if name != "account"])
    if find is not None:
        told.places = list(_places(_cells(told, content, ledger), ledger, export.rows, told.file, find))


def _cells(told: Examined, content: bytes, ledger: LedgerFormat) -> pd.DataFrame:
    return read_excel(content, told.file)[0] if told.format == "xlsx" else read_csv(content, told.file, ledger)


def _recognised_format(told: Examined, content: bytes, separator: str | None) -> LedgerFormat:
    """The format of a table as it is recognised; LedgerRefused when too little is to read any row."""
    encoding = {"csv_encoding": told.encoding, "csv_separator": separator} if separator else {}
    ledger = LedgerFormat.model_construct(**encoding)
    seen = recognise(_cells(told, content, ledger), told.file, from_workbook=separator is None)
    told.seen = seen
    told.proposal = proposal(seen, told.encoding, separator)
    lacking = [name for column, name in NEEDED.items() if column not in seen.columns]
    if lacking:
        raise LedgerRefused(
            f"{told.file}:{seen.row}: kolumnen för {' och '.join(lacking)} känns inte igen, så raderna kan inte läsas. "
            "Beskriv filen i regionens fil i params/regions/."
        )
    columns = LedgerColumns.model_construct(**{**dict.fromkeys(LedgerColumns.model_fields), **seen.columns})
    return LedgerFormat.model_construct(
        default_source="huvudbok",
        sign="cost_positive" if seen.income.sign in (None, "mixed") else seen.income.sign,
        unit="kr",
        columns=columns,
        code_widths=seen.code_widths,
        closing_periods=seen.closing_periods,
        **encoding,
    )


def _places(cells: pd.DataFrame, ledger: LedgerFormat, rows: pd.DataFrame, file: str, code: str) -> Iterator[Place]:
    """The columns in which a code stands on rows that count."""
    header = find_header(cells, ledger.columns, file)
    counted = cells.loc[rows["source_row"]]
    ore = pd.Series(rows["amount_ore"].array, counted.index)
    for position in cells.columns:
        there = counted[position].str.strip() == code
        if there.any():
            heading = headings_told([cells.at[header.row, position].strip()])
            yield Place(f"kolumn {position + 1} ({heading})", int(ore[there].sum()), int(there.sum()))
