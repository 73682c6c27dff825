"""The cells of a table in batches of rows, as pyarrow columns.

Owns what a reader of a format hands over: texts without blanks around them, "" for an empty cell, with the row in the
file of each, so that no file is held whole.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ...base.findings import Finding
from ..text.text_file import Content as Content
from .columns import Header
from .dates import Base
from .guards import AROUND, unguarded

CODED = pa.dictionary(pa.int32(), pa.string())
"""The type of a column in which values return; each distinct text is then handled once."""

NULL = "NULL"


@dataclass(frozen=True)
class Batch:
    """Rows of a table. ``numbers`` are their rows in the file (1 = first), ``cells`` its columns, text or CODED."""

    numbers: np.ndarray
    cells: list[pa.Array]

    def where(self, mask: np.ndarray) -> "Batch":
        """The rows for which the mask is true; a CODED column keeps only the texts that they have."""
        chosen = pa.array(mask)
        cells = [column.filter(chosen) for column in self.cells]
        return Batch(self.numbers[mask], [_encoded_anew(column) for column in cells])

    def row(self, place: int) -> list[str]:
        """The texts of one row."""
        return [column[place].as_py() for column in self.cells]


@dataclass(frozen=True)
class Source:
    """A table opened, its header found. ``format`` is xlsx or csv; a text file has ``encoding`` and ``separator``, a
    workbook the ``sheet`` that is read (1 = first).

    ``from_workbook`` tells how its cells are to be read, which the module that opens the format knows: whether numbers
    and dates are as a workbook stores them (point before the decimals, days as serial numbers) and not as text.
    ``base`` is the year a workbook counts its days from. ``batches`` gives the rows below the header, wholly empty ones
    too; the columns it is called with come as CODED, the others as text.
    """

    format: str
    from_workbook: bool
    encoding: str | None
    base: Base | None
    header: Header
    findings: list[Finding]
    batches: Callable[[Sequence[int]], Iterator[Batch]]
    separator: str | None = None
    sheet: int | None = None


Find = Callable[[pd.DataFrame], Header]
"""Finds the header among the first rows of a table: a text frame, columns 0 …, index = row in the file."""


def stripped(column: pa.Array) -> pa.Array:
    """A column of texts, plain or CODED, without blanks around them, those of no width too."""
    if not isinstance(column, pa.DictionaryArray):
        return pc.utf8_trim(column, AROUND) if _may_have_blanks(column) else column
    bare = pc.utf8_trim(column.dictionary, AROUND)
    if bare.equals(column.dictionary):
        return column
    return bare.take(column.indices).dictionary_encode()


def without_guards(column: pa.Array) -> pa.Array:
    """A column of stripped texts, plain or CODED, each without what guards it, and "" for a database's NULL."""
    coded = isinstance(column, pa.DictionaryArray)
    texts = column.dictionary if coded else column
    null, guarded = pc.equal(texts, NULL), coded or _may_be_guarded(texts)
    if guarded:
        values = texts.to_pylist()
        bare = [unguarded(text) for text in values]
        guarded = bare != values
        texts = pa.array(bare, pa.string()) if guarded else texts
    if not guarded and not pc.any(null).as_py():
        return column
    read = pc.if_else(null, "", texts)
    return read.take(column.indices).dictionary_encode() if coded else read


def _may_be_guarded(column: pa.Array) -> bool:
    """Whether some text begins with ``=`` or a mark of quotation."""
    letters, cuts = _letters(column)
    first = letters[np.minimum(cuts[:-1], len(letters) - 1)] if len(letters) else letters
    return bool(((first == 0x3D) | (first <= 0x27)).any())


def _may_have_blanks(column: pa.Array) -> bool:
    """Whether some text begins or ends with a byte that may be of a blank: any control, space or beyond ASCII."""
    letters, cuts = _letters(column)
    if not len(letters):
        return False
    last = len(letters) - 1
    # Of an empty text, which has no ends, those of its neighbours are seen twice.
    ends = (letters[np.minimum(cuts[:-1], last)], letters[np.maximum(cuts[1:] - 1, 0)])
    return any(bool(((end <= 0x20) | (end >= 0x80)).any()) for end in ends)


def _letters(column: pa.Array) -> tuple[np.ndarray, np.ndarray]:
    """The bytes of a column of plain texts, and where in them each text begins and the last one ends."""
    _, offsets, data = column.buffers()
    cuts = np.frombuffer(offsets, np.int32)[column.offset : column.offset + len(column) + 1]
    return np.frombuffer(data, np.uint8) if data is not None else np.empty(0, np.uint8), cuts


def constant(text: str, rows: int) -> pa.DictionaryArray:
    """A CODED column with the same text in every row."""
    return pa.DictionaryArray.from_arrays(np.zeros(rows, np.int32), pa.array([text], pa.string()))


def _encoded_anew(column: pa.Array) -> pa.Array:
    return column.cast(pa.string()).dictionary_encode() if isinstance(column, pa.DictionaryArray) else column


def each_text(column: pa.DictionaryArray, read: Callable[[pa.Array], pa.Array]) -> pa.Array:
    """What is read of each distinct text, spread over the rows."""
    return read(column.dictionary).take(column.indices)
