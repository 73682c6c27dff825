"""The rows of a .csv in batches, each with the line of the file it begins on.

Owns how a line break inside a quoted cell (RFC 4180) is told from a quotation mark that is never closed. The latter
swallows the rows after it, so that its cell has at least the separators of a whole row; a text with a line break has
not, and the rows after it are counted on. Owns also which rows of another width are no rows of the table: blank ones,
and the count of rows that a database writes below it.
"""

import codecs
import csv
import io
import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from ...base.errors import LedgerRefused
from ..text.encoding import CODE_PAGES
from ..text.text_file import opened
from .batches import Batch, Content, stripped
from .code_pages import in_utf8
from .feet import is_foot

BLOCK = 1 << 22
LOST = "\ufffd".encode()
BREAK = r"\r\n|\r|\n"
# In UTF-32; fewer bytes may be no letter at all.
LARGEST_LETTER = 4
LINE_END = re.compile(BREAK.encode())
IN_REGION = "ledger.csv_separator i regionens fil i params/regions/"
AGAIN = f"Hämta uttaget på nytt, med citattecken kring celler som har radbrytning, och jämför med {IN_REGION}."


class _Stream:
    """A file as pyarrow reads it, ``decoded`` to UTF-8 or as it is, from after the first ``skipped`` lines.

    pyarrow itself skips lines in its first block only. ``quotes`` and ``lost`` tell whether a quotation mark, or the
    sign for a lost letter, has been read yet.
    """

    def __init__(self, content: Content, encoding: str, *, decoded: bool, skipped: int) -> None:
        self.stream = opened(content)
        is_utf8 = encoding in ("utf-8", "utf-8-sig")
        self.decoder = codecs.getincrementaldecoder(encoding)() if decoded and not is_utf8 else None
        self.closed = self.quotes = self.lost = False
        if encoding == "utf-8-sig":
            self.stream.read(len(codecs.BOM_UTF8))
        self.left = self._after(skipped)

    def has_more(self) -> bool:
        """Whether anything but line ends is left: of nothing pyarrow says that it is no CSV file."""
        while not self.left.strip(b"\r\n"):
            piece = self._piece(BLOCK)
            if not piece:
                return False
            self.left += piece
        return True

    def _after(self, skipped: int) -> bytes:
        """What has been read beyond so many lines."""
        piece = b""
        while skipped:
            piece = self._piece(BLOCK)
            if not piece:
                return b""
            while piece.endswith(b"\r") and (more := self._piece(LARGEST_LETTER)):
                piece += more
            lines = piece.count(b"\n") + piece.count(b"\r") - piece.count(b"\r\n")
            if lines >= skipped:
                end = next(itertools.islice(LINE_END.finditer(piece), skipped - 1, None))
                return piece[end.end() :]
            skipped -= lines
        return b""

    def _piece(self, size: int) -> bytes:
        piece = self.stream.read(size)
        return piece if self.decoder is None else self.decoder.decode(piece, final=not piece).encode()

    def read(self, size: int = -1) -> bytes:
        piece, self.left = self.left[:size], self.left[size:]
        piece = piece or self._piece(size)
        self.quotes = self.quotes or b'"' in piece
        # A letter cut in two between pieces is not seen; where one is lost, more are.
        self.lost = self.lost or LOST in piece
        return piece

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self.stream.close()
        self.closed = True


@dataclass
class CsvRows:
    """Reads the rows below the first ``skipped`` lines of a file, ``types`` by column.

    ``lost`` tells whether the sign for a lost letter has been read yet. ``read`` are the lines that are done with;
    ``feet`` the lines below the table that are no rows of it.
    """

    content: Content
    encoding: str
    types: dict[str, pa.DataType]
    separator: str
    file: str
    read: int
    lost: bool = False
    feet: list[tuple[int, str]] = field(default_factory=list)

    def batches(self) -> Iterator[Batch]:
        """The rows. Files in a code page are read as they are until a row of other width comes: such a row can only be
        told of in UTF-8. Until a quotation mark comes no cell can have a line break, which is faster to read."""
        as_it_is, quotes = self.encoding in CODE_PAGES, False
        while True:
            stream = _Stream(self.content, self.encoding, decoded=not as_it_is, skipped=self.read)
            if not stream.has_more():
                break
            try:
                for batch in self._run(stream, quotes=quotes, as_it_is=as_it_is):
                    if stream.quotes and not quotes:
                        break
                    self.lost = stream.lost
                    yield batch
                else:
                    break
            except pa.ArrowInvalid:
                if not as_it_is and (quotes or not stream.quotes):
                    raise unreadable(self.file) from None
            if stream.quotes and not quotes:
                quotes = True
            else:
                as_it_is = False
        if self.feet:
            yield self._feet()

    def _run(self, stream: _Stream, *, quotes: bool, as_it_is: bool) -> Iterator[Batch]:
        """The rows from the first line that is not done with."""
        skipped, aside = self.read, list[int]()
        wrong, feet = list[arrow_csv.InvalidRow](), list[tuple[int, str]]()

        def set_aside(row: arrow_csv.InvalidRow) -> str:
            text = row.text.strip(f' \t\r\n"{self.separator}')
            if text and not is_foot(text):
                wrong.append(row)
                return "error"
            if text:
                feet.append((row.number, text))
            aside.append(row.number)
            return "skip"

        done, more = 0, skipped
        handler = None if as_it_is else set_aside
        try:
            for batch in self._arrow(stream, handler, quotes=quotes, as_it_is=as_it_is):
                places = np.arange(done + 1, done + 1 + batch.num_rows + len(aside))
                places = places[~np.isin(places, aside)][: batch.num_rows] if aside else places
                done = int(places[-1]) if len(places) else done
                columns = batch.columns
                breaks = _breaks(columns, batch.num_rows) if quotes else None
                numbers = places + more
                if breaks is not None:
                    before = np.concatenate(([0], np.cumsum(breaks)))
                    numbers += before[:-1]
                    more += int(before[-1])
                    self._refuse_swallowed(columns, breaks, numbers)
                if as_it_is:
                    columns = [in_utf8(column, self.encoding) for column in columns]
                yield Batch(numbers, [stripped(column) for column in columns])
                self.read = done + more
        except pa.ArrowInvalid:
            if not wrong or (stream.quotes and not quotes):
                raise
            number, fields = wrong[0].number, wrong[0].actual_columns
            raise other_width(self.file, self._line_of(number, skipped), fields, len(self.types)) from None
        self.feet = [(number + more, text) for number, text in feet]

    def _arrow(
        self,
        stream: _Stream,
        set_aside: Callable[[arrow_csv.InvalidRow], str] | None,
        *,
        quotes: bool,
        as_it_is: bool,
    ) -> Iterator[pa.RecordBatch]:
        yield from arrow_csv.open_csv(
            pa.PythonFile(stream, "r"),
            arrow_csv.ReadOptions(column_names=list(self.types), use_threads=False, block_size=BLOCK),
            arrow_csv.ParseOptions(
                delimiter=self.separator,
                ignore_empty_lines=False,
                invalid_row_handler=set_aside,
                newlines_in_values=quotes,
            ),
            arrow_csv.ConvertOptions(column_types=self.types, strings_can_be_null=False, check_utf8=not as_it_is),
        )

    def _refuse_swallowed(self, columns: list[pa.Array], breaks: np.ndarray, numbers: np.ndarray) -> None:
        """Raises LedgerRefused for a cell with a line break that has swallowed a row."""
        with_break = pa.array(np.flatnonzero(breaks))
        for column in columns:
            cells = _texts(column.take(with_break))
            wide = pc.greater_equal(pc.count_substring(cells, self.separator), len(self.types) - 1)
            place = pc.index(wide, True).as_py()
            if place >= 0:
                raise line_break(self.file, int(numbers[with_break[place].as_py()]))

    def _feet(self) -> Batch:
        """The feet as rows of the table, each text in the first column."""
        lines, texts = zip(*self.feet, strict=True)
        rest = [pa.array([""] * len(texts), pa.string())] * (len(self.types) - 1)
        columns = [pa.array(list(texts), pa.string()), *rest]
        coded = [
            column.dictionary_encode() if pa.types.is_dictionary(kind) else column
            for column, kind in zip(columns, self.types.values(), strict=True)
        ]
        return Batch(np.array(lines), coded)

    def _line_of(self, number: int, skipped: int) -> int:
        """The line on which a row begins, the ``number``-th (1 = first) after the skipped lines."""
        with opened(self.content) as stream:
            lines = io.TextIOWrapper(stream, self.encoding, newline=None)
            reader = csv.reader(itertools.islice(lines, skipped, None), delimiter=self.separator)
            begins = 0
            try:
                for _ in range(1, number):
                    next(reader)
                    begins = reader.line_num
            except (csv.Error, StopIteration):
                return skipped + number
        return skipped + begins + 1


def _breaks(columns: list[pa.Array], rows: int) -> np.ndarray | None:
    """How many line breaks the cells of each row have; None when none has any."""
    found = None
    for column in columns:
        texts = _texts(column.dictionary if isinstance(column, pa.DictionaryArray) else column)
        there = pc.or_(pc.match_substring(texts, "\n"), pc.match_substring(texts, "\r"))
        if pc.any(there).as_py():
            counts = pc.count_substring_regex(texts, BREAK).to_numpy(zero_copy_only=False)
            counts = counts[column.indices.to_numpy()] if isinstance(column, pa.DictionaryArray) else counts
            found = counts if found is None else found + counts
    return found


def _texts(column: pa.Array) -> pa.Array:
    return column.cast(pa.string()) if isinstance(column, pa.DictionaryArray) else column


def unreadable(file: str) -> LedgerRefused:
    """That a file is no CSV at all."""
    likely = "troligen ett citattecken som inte avslutas"
    return LedgerRefused(f"{file}: filen går inte att läsa som CSV; {likely}. {AGAIN}")


def other_width(file: str, row: int, fields: int, others: int) -> LedgerRefused:
    """That a row has other than the table's number of fields."""
    return LedgerRefused(f"{file}:{row}: raden har {fields} fält men de andra {others}. {AGAIN}")


def line_break(file: str, row: int) -> LedgerRefused:
    """That a quotation mark is not closed on a row."""
    return LedgerRefused(
        f"{file}:{row}: raden har ett citattecken som inte avslutas, så att raderna efter hamnar i samma cell. {AGAIN}"
    )
