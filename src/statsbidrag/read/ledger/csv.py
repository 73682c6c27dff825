"""Ledger exports as .csv, every cell as text, in batches of rows.

Owns what a .csv must be: an encoding decided by its bytes or by the region file, one separator, as many fields in every
row below the header. The rows, with the line of each, are read by ``csv_rows``.
"""

import codecs
import csv
import io
import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ...base.errors import LedgerRefused
from ...base.findings import Finding, finding
from ...model.region import LedgerFormat
from ..text.text_file import SEPARATORS, encoding_read, opened, told_as_undecodable
from .batches import CODED, Batch, Content, Find, Source
from .columns import ROWS_SEARCHED
from .csv_rows import IN_REGION, LOST, CsvRows, line_break, other_width, unreadable

HEAD = 1 << 18


def open_csv(content: Content, file: str, ledger: LedgerFormat, find: Find) -> Source:
    """The rows of a .csv; ``find`` is told the first rows and finds the header.

    Raises LedgerRefused for another encoding than the region file tells, a separator that cannot be told, and, while
    the rows are read, for rows of different width, quotation marks that are not closed and bytes that are no text.
    """
    encoding = encoding_read(content, file, ledger.csv_encoding)
    with told_as_undecodable(content, encoding, file):
        head = _head(content, encoding, file)
    separator = _separator(head, ledger.csv_separator, file)
    rows = _first_rows(head, separator, file)
    width = _width([row.fields for row in rows])
    for row in rows:
        if any("\n" in cell and cell.count(separator) >= max(width - 1, 1) for cell in row.fields):
            raise line_break(file, row.first)
    titles = [[*row.fields, *[""] * (width - len(row.fields))][:width] for row in rows]
    header = find(pd.DataFrame(titles, index=[row.first for row in rows], dtype="str"))
    headings = next(row for row in rows if row.first == header.row)
    named = len(headings.fields)
    if any(cell.strip() for cell in headings.fields[width:]):
        raise other_width(file, header.row, named, width)
    lost: list[Finding] = []

    def batches(coded: Sequence[int]) -> Iterator[Batch]:
        types = {str(place): CODED if place in coded else pa.string() for place in range(width)}
        below = CsvRows(content, encoding, types, separator, file, headings.last)
        with told_as_undecodable(content, encoding, file):
            for batch in below.batches():
                _refuse_beyond(batch, named, file)
                if below.lost and not lost:
                    lost.extend(_lost_letters(batch, file))
                yield batch

    return Source("csv", False, encoding, None, header, lost, batches, separator=separator)


@dataclass(frozen=True)
class _Row:
    """One of the first rows: its first and last line in the file, and its fields."""

    first: int
    last: int
    fields: list[str]


def _head(content: Content, encoding: str, file: str) -> str:
    with opened(content) as stream:
        text = codecs.getincrementaldecoder(encoding)().decode(stream.read(HEAD))
    if "\x00" in text:
        raise LedgerRefused(f"{file}: filen har nolltecken och är ingen textfil. Hämta uttaget på nytt.")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    # The last line may be cut off, unless it is the file's own.
    return "\n".join(lines[: ROWS_SEARCHED + 1] if len(lines) > ROWS_SEARCHED else lines)


def _separator(head: str, told: str | None, file: str) -> str:
    """The separator the region file tells, else the one that gives the rows most fields."""
    widths = {}
    for name, separator in SEPARATORS.items():
        try:
            widths[name] = _width(list(csv.reader(io.StringIO(head, newline=None), delimiter=separator)))
        except csv.Error:
            widths[name] = 1
    most = max(widths.values())
    best = [name for name, width in widths.items() if width == most]
    if told is not None and widths[told] == 1 < most:
        raise LedgerRefused(
            f"{file}: kolumnerna skiljs åt med {' eller '.join(best)}, inte med {told}. "
            f"Ändra {IN_REGION}, eller ta bort den så att varje fil visar det själv."
        )
    if told is not None:
        return SEPARATORS[told]
    if most > 1 and len(best) > 1:
        raise LedgerRefused(
            f"{file}: det går inte att se om kolumnerna skiljs åt med {' eller '.join(best)}. Skriv {IN_REGION}."
        )
    return SEPARATORS[best[0]]


def _first_rows(head: str, separator: str, file: str) -> list[_Row]:
    reader = csv.reader(io.StringIO(head, newline=None), delimiter=separator)
    rows: list[_Row] = []
    try:
        for fields in itertools.islice(reader, ROWS_SEARCHED):
            rows.append(_Row(rows[-1].last + 1 if rows else 1, reader.line_num, fields))
    except csv.Error:
        raise unreadable(file) from None
    return rows


def _width(rows: list[list[str]]) -> int:
    """The commonest count of fields among the rows that have several; titles above the header have one."""
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return widths.most_common(1)[0][0] if widths else 1


def _refuse_beyond(batch: Batch, named: int, file: str) -> None:
    """Fields beyond the last heading must be empty: else the row, or the header, is shifted."""
    for column in batch.cells[named:]:
        first = pc.index(pc.not_equal(column.cast(pa.string()), ""), True).as_py()
        if first >= 0:
            raise other_width(file, int(batch.numbers[first]), len(batch.cells), named)


def _lost_letters(batch: Batch, file: str) -> list[Finding]:
    rows = [pc.index(pc.match_substring(column.cast(pa.string()), LOST.decode()), True) for column in batch.cells]
    there = [row.as_py() for row in rows if row.as_py() >= 0]
    if not there:
        return []
    return [
        finding(
            "forlorade-tecken",
            "filen har tecken som förstörts innan den kom hit; beloppen räknas",
            "Ta ut filen på nytt. Koder och texter med å, ä och ö kan vara fel.",
            file=file,
            row=int(batch.numbers[min(there)]),
        )
    ]
