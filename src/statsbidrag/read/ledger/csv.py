"""Ledger exports as .csv, every cell as text.

Owns what a .csv must be: the region file's encoding and separator, as many fields in every row from the first full
one on, no line break inside a cell. A quotation mark that is never closed swallows the rows after it, and the line
break it then leaves in a cell is how that is seen.
"""

import csv
import io
import itertools
from collections import Counter

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from ...errors import LedgerRefused
from ...region import LedgerFormat

SEPARATORS = {"tab": "\t"}
ROWS_SEARCHED = 100
AGAIN = (
    "Hämta uttaget på nytt, utan radbrytningar i cellerna, och jämför med csv_separator i regionens fil i "
    "params/regions/."
)


def read_csv(content: bytes, file: str, ledger: LedgerFormat) -> pd.DataFrame:
    """The cells of a .csv: a text frame with columns 0 …, "" for empty, index = row in the file (1 = first).

    Raises LedgerRefused for another encoding, rows of different width and line breaks inside cells.
    """
    if not content:
        raise LedgerRefused(f"{file}: filen är tom. Hämta uttaget på nytt ur ekonomisystemet.")
    separator = SEPARATORS.get(ledger.csv_separator, ledger.csv_separator)
    text = _decoded(content, file, ledger)
    try:
        width = _width(text, separator)
    except csv.Error:
        raise _unreadable(file) from None
    narrow: list[arrow_csv.InvalidRow] = []

    def set_aside(row: arrow_csv.InvalidRow) -> str:
        narrow.append(row)
        return "skip"

    names = [str(position) for position in range(width)]
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(text.encode("utf-8")),
            arrow_csv.ReadOptions(column_names=names, use_threads=False),
            arrow_csv.ParseOptions(delimiter=separator, ignore_empty_lines=False, invalid_row_handler=set_aside),
            arrow_csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False),
        )
    except pa.ArrowInvalid:
        raise _unreadable(file) from None
    frame = table.rename_columns(names).to_pandas()
    frame.columns = range(width)
    frame.index = _rows_of(len(frame), {row.number for row in narrow})
    _refuse_line_breaks(table, frame.index, file)
    return _with_titles(frame, narrow, separator, file)


def _unreadable(file: str) -> LedgerRefused:
    likely = "troligen ett citattecken som inte avslutas"
    return LedgerRefused(f"{file}: filen går inte att läsa som CSV; {likely}. {AGAIN}")


def _decoded(content: bytes, file: str, ledger: LedgerFormat) -> str:
    encoding = "utf-8-sig" if ledger.csv_encoding == "utf-8" else ledger.csv_encoding
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        raise LedgerRefused(
            f"{file}:{row}: filen är inte sparad som {ledger.csv_encoding}, som regionens fil i params/regions/ säger "
            "(csv_encoding). Spara om filen eller ändra csv_encoding."
        ) from None


def _width(text: str, separator: str) -> int:
    """The commonest count of fields among the first rows that have several; titles above the header have one."""
    lines = itertools.islice(io.StringIO(text, newline=None), ROWS_SEARCHED)
    widths = Counter(len(row) for row in csv.reader(lines, delimiter=separator) if len(row) > 1)
    return widths.most_common(1)[0][0] if widths else 1


def _rows_of(rows: int, elsewhere: set[int]) -> pd.Index:
    every = (number for number in itertools.count(1) if number not in elsewhere)
    return pd.Index(list(itertools.islice(every, rows)), dtype="int64")


def _refuse_line_breaks(table: pa.Table, rows: pd.Index, file: str) -> None:
    for column in table.columns:
        broken = pc.match_substring_regex(column, r"[\r\n]")
        first = pc.index(broken, True).as_py()
        if first >= 0:
            raise LedgerRefused(
                f"{file}:{rows[first]}: raden har en radbrytning i en cell eller ett citattecken som inte avslutas. "
                f"{AGAIN}"
            )


def _with_titles(frame: pd.DataFrame, narrow: list[arrow_csv.InvalidRow], separator: str, file: str) -> pd.DataFrame:
    """The frame with the title rows above the first full row put back; a row of other width below it is refused."""
    if not narrow:
        return frame
    titles = {}
    full = frame.index[(frame != "").sum(axis=1) > 1]
    for row in narrow:
        if row.actual_columns > row.expected_columns or not len(full) or row.number > full[0]:
            raise LedgerRefused(
                f"{file}:{row.number}: raden har {row.actual_columns} fält men de andra {row.expected_columns}. {AGAIN}"
            )
        cells = next(csv.reader([row.text], delimiter=separator))
        titles[row.number] = cells + [""] * (frame.shape[1] - len(cells))
    return pd.concat([pd.DataFrame.from_dict(titles, orient="index", dtype="str"), frame]).sort_index()
