"""Ledger exports as .csv, every cell as text, in batches of rows.

Owns what a .csv must be: an encoding decided by its bytes or by the region file, one separator, as many fields in every
row below the header, no line break inside a cell. A quotation mark that is never closed swallows the rows after it, and
the line break it then leaves in a cell is how that is seen.
"""

import codecs
import contextlib
import csv
import io
import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from ...base.errors import LedgerRefused
from ...base.findings import Finding, finding
from ...model.region import LedgerFormat
from ..text.encoding import CODE_PAGES
from ..text.text_file import SEPARATORS, encoding_read, opened, told_as_undecodable
from .batches import CODED, Batch, Content, Find, Source, stripped
from .code_pages import in_utf8
from .columns import ROWS_SEARCHED

BLOCK = 1 << 22
HEAD = 1 << 18
LOST = "\ufffd".encode()
IN_REGION = "ledger.csv_separator i regionens fil i params/regions/"
AGAIN = f"Hämta uttaget på nytt, utan radbrytningar i cellerna, och jämför med {IN_REGION}."


def open_csv(content: Content, file: str, ledger: LedgerFormat, find: Find) -> Source:
    """The rows of a .csv; ``find`` is told the first rows and finds the header.

    Raises LedgerRefused for another encoding than the region file tells, a separator that cannot be told, and, while
    the rows are read, for rows of different width, line breaks inside cells and bytes that are no text.
    """
    encoding = encoding_read(content, file, ledger.csv_encoding)
    with told_as_undecodable(content, encoding, file):
        head = _head(content, encoding, file)
    separator = _separator(head, ledger.csv_separator, file)
    rows = _first_rows(head, separator, file)
    width = _width(rows)
    titles = [[*row, *[""] * (width - len(row))] for row in rows]
    header = find(pd.DataFrame([row[:width] for row in titles], index=range(1, len(rows) + 1), dtype="str"))
    named = len(rows[header.row - 1])
    if any(cell.strip() for cell in rows[header.row - 1][width:]):
        raise _other_width(file, header.row, named, width)
    lost: list[Finding] = []

    def batches(coded: Sequence[int]) -> Iterator[Batch]:
        types = {str(place): CODED if place in coded else pa.string() for place in range(width)}
        with told_as_undecodable(content, encoding, file):
            for batch, stream in _rows(content, encoding, types, separator, header.row, file):
                if stream.quotes:
                    _refuse_line_breaks(batch, file)
                _refuse_beyond(batch, named, file)
                if stream.lost and not lost:
                    lost.extend(_lost_letters(batch, file))
                yield batch

    return Source("csv", False, encoding, None, header, lost, batches, separator=separator)


class _Stream:
    """A file as pyarrow reads it, ``decoded`` to UTF-8 or as it is.

    ``quotes`` and ``lost`` tell whether a quotation mark, or the sign for a lost letter, has been read yet.
    """

    def __init__(self, content: Content, encoding: str, *, decoded: bool) -> None:
        self.stream = opened(content)
        is_utf8 = encoding in ("utf-8", "utf-8-sig")
        self.decoder = codecs.getincrementaldecoder(encoding)() if decoded and not is_utf8 else None
        self.closed = self.quotes = self.lost = False
        if encoding == "utf-8-sig":
            self.stream.read(len(codecs.BOM_UTF8))

    def read(self, size: int = -1) -> bytes:
        piece = self.stream.read(size)
        if self.decoder is not None:
            piece = self.decoder.decode(piece, final=not piece).encode()
        self.quotes = self.quotes or b'"' in piece
        # A letter cut in two between pieces is not seen; where one is lost, more are.
        self.lost = self.lost or LOST in piece
        return piece

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self.stream.close()
        self.closed = True


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


def _first_rows(head: str, separator: str, file: str) -> list[list[str]]:
    """The fields of the first rows, one list per line of the file."""
    try:
        rows = list(itertools.islice(csv.reader(io.StringIO(head, newline=None), delimiter=separator), ROWS_SEARCHED))
    except csv.Error:
        raise _unreadable(file) from None
    for number, row in enumerate(rows, start=1):
        if any("\n" in cell for cell in row):
            raise _line_break(file, number)
    return rows


def _width(rows: list[list[str]]) -> int:
    """The commonest count of fields among the rows that have several; titles above the header have one."""
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return widths.most_common(1)[0][0] if widths else 1


def _rows(
    content: Content, encoding: str, types: dict[str, pa.DataType], separator: str, skipped: int, file: str
) -> Iterator[tuple[Batch, _Stream]]:
    """Batches of the rows after the first ``skipped``, and the stream they come from.

    Files in a code page are read as they are until a row of other width comes; from there on they are decoded first,
    since such a row can only be told of in UTF-8.
    """
    read = skipped
    if encoding in CODE_PAGES:
        stream = _Stream(content, encoding, decoded=False)
        with contextlib.suppress(pa.ArrowInvalid):
            for batch in _arrow_batches(stream, types, separator, read, None, check_utf8=False):
                columns = [stripped(in_utf8(column, encoding)) for column in batch.columns]
                yield Batch(np.arange(read + 1, read + 1 + batch.num_rows), columns), stream
                read += batch.num_rows
            return
    blank: list[int] = []
    wrong: list[arrow_csv.InvalidRow] = []

    def set_aside(row: arrow_csv.InvalidRow) -> str:
        if row.text.strip(f" \t\r\n{separator}"):
            wrong.append(row)
            return "error"
        blank.append(row.number)
        return "skip"

    stream = _Stream(content, encoding, decoded=True)
    try:
        for batch in _arrow_batches(stream, types, separator, read, set_aside, check_utf8=True):
            numbers = np.arange(read + 1, read + 1 + batch.num_rows + len(blank))
            numbers = numbers[~np.isin(numbers, blank)][: batch.num_rows] if blank else numbers
            read = int(numbers[-1]) if len(numbers) else read
            yield Batch(numbers, [stripped(column) for column in batch.columns]), stream
    except pa.ArrowInvalid:
        if wrong:
            raise _other_width(file, wrong[0].number, wrong[0].actual_columns, len(types)) from None
        raise _unreadable(file) from None


def _arrow_batches(
    stream: _Stream,
    types: dict[str, pa.DataType],
    separator: str,
    skipped: int,
    set_aside: Callable[[arrow_csv.InvalidRow], str] | None,
    *,
    check_utf8: bool,
) -> Iterator[pa.RecordBatch]:
    yield from arrow_csv.open_csv(
        pa.PythonFile(stream, "r"),
        arrow_csv.ReadOptions(column_names=list(types), skip_rows=skipped, use_threads=False, block_size=BLOCK),
        arrow_csv.ParseOptions(delimiter=separator, ignore_empty_lines=False, invalid_row_handler=set_aside),
        arrow_csv.ConvertOptions(column_types=types, strings_can_be_null=False, check_utf8=check_utf8),
    )


def _unreadable(file: str) -> LedgerRefused:
    likely = "troligen ett citattecken som inte avslutas"
    return LedgerRefused(f"{file}: filen går inte att läsa som CSV; {likely}. {AGAIN}")


def _other_width(file: str, row: int, fields: int, others: int) -> LedgerRefused:
    return LedgerRefused(f"{file}:{row}: raden har {fields} fält men de andra {others}. {AGAIN}")


def _refuse_line_breaks(batch: Batch, file: str) -> None:
    for column in batch.cells:
        broken = pc.match_substring_regex(column.cast(pa.string()), r"[\r\n]")
        first = pc.index(broken, True).as_py()
        if first >= 0:
            raise _line_break(file, int(batch.numbers[first]))


def _line_break(file: str, row: int) -> LedgerRefused:
    return LedgerRefused(
        f"{file}:{row}: raden har en radbrytning i en cell eller ett citattecken som inte avslutas. {AGAIN}"
    )


def _refuse_beyond(batch: Batch, named: int, file: str) -> None:
    """Fields beyond the last heading must be empty: else the row, or the header, is shifted."""
    for column in batch.cells[named:]:
        first = pc.index(pc.not_equal(column.cast(pa.string()), ""), True).as_py()
        if first >= 0:
            raise _other_width(file, int(batch.numbers[first]), len(batch.cells), named)


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
