"""The cells of a file of activity data, whatever it is saved as.

Owns what the two formats have in common with ledgers: a text file in any encoding that ``read.text`` knows and with any
of its separators, an .xlsx with the sheet that has the headings. What reads a workbook needs the libraries that read
tables, so it is loaded for an .xlsx alone: ``check`` need not wait for it.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...base.errors import LedgerRefused, ParameterError
from ...base.findings import Finding, finding
from ..raw.raw_files import RawFile
from ..text.headings import ROWS_SEARCHED
from ..text.text_file import SEPARATORS, encoding_read, told_as_undecodable
from .header import ActivityHeader, NumberedRow, find_header, headings_found, twice, why_none

WORKBOOK = ".xlsx"
# What programs write so that Excel keeps a code as text.
GUARDED = re.compile('="([^"]*)"|\'(.*)', re.DOTALL)
ROW_COUNT = re.compile(r"\([0-9]+ (?:rows? affected|rader? (?:berörs|påverkas|påverkades))\)", re.IGNORECASE)
LOST = "\ufffd"


@dataclass(frozen=True)
class ActivityCells:
    """The rows below the header that have something in them, and what there is to tell of the file itself."""

    header: ActivityHeader
    rows: list[NumberedRow]
    findings: list[Finding]


def read_cells(raw: RawFile) -> ActivityCells:
    """The cells of a file. Raises ParameterError where it cannot be read, or no row, or no single sheet, has the
    headings."""
    content = raw.content()
    if not content:
        raise ParameterError(why_none(raw.file, []))
    if raw.path.suffix.lower() == WORKBOOK:
        from .workbook import workbook_rows

        header, rows, findings = workbook_rows(content, raw.file)
    else:
        try:
            header, rows, findings = _text_rows(content, raw.file)
        except LedgerRefused as error:
            raise ParameterError(error.lines) from None
    found_in = dict(rows)
    if name := twice(header, found_in[header.row]):
        raise ParameterError(f"{raw.file}:{header.row}: rubriken {name} står två gånger. Ta bort den ena kolumnen.")
    filled: list[NumberedRow] = []
    for number, cells in rows:
        if number > header.row and any(cells) and not header.is_repeated_by(cells):
            filled.append((number, [_bare(cell) for cell in cells]))
    if filled and ROW_COUNT.fullmatch("".join(filled[-1][1])):
        del filled[-1]
    return ActivityCells(header, filled, findings)


def _text_rows(content: bytes, file: str) -> tuple[ActivityHeader, list[NumberedRow], list[Finding]]:
    """The separator is the one with which a row has the headings."""
    encoding = encoding_read(content, file, None)
    with told_as_undecodable(content, encoding, file):
        text = content.decode(encoding)
    # None of them may be a line's end to the csv module but not to an editor.
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    heads = {separator: _head(lines, separator) for separator in SEPARATORS.values()}
    fits = {separator: header for separator, rows in heads.items() if (header := find_header(rows)) is not None}
    if not fits:
        raise ParameterError(why_none(file, max(heads.values(), key=headings_found)))
    separator, header = next(iter(fits.items()))
    rows = list(_parsed(lines, header.row, separator, file))
    lost = next((number for number, line in enumerate(lines, start=1) if LOST in line), None)
    return header, rows, [] if lost is None else [_lost_letters(file, lost)]


def _head(lines: Sequence[str], separator: str) -> list[NumberedRow]:
    """The first lines, each for itself: a title may have a quotation mark that is never closed."""
    rows: list[NumberedRow] = []
    for number, line in enumerate(lines[:ROWS_SEARCHED], start=1):
        try:
            cells = next(csv.reader([line], delimiter=separator), [""])
        except csv.Error:
            # Longer than any cell is; told where the row is read, should it be one of the table.
            cells = [""]
        rows.append((number, [cell.strip() for cell in cells]))
    return rows


def _parsed(lines: Sequence[str], first: int, separator: str, file: str) -> Iterator[NumberedRow]:
    """The rows from the line ``first`` on, each with the number of its first line.

    A quotation mark that is never closed swallows the rows after it; that is seen by the separators in its cell.
    """
    reader = csv.reader(io.StringIO("\n".join(lines[first - 1 :]), newline=None), delimiter=separator, strict=True)
    begins = first
    try:
        for cells in reader:
            if any("\n" in cell and separator in cell.split("\n", 1)[1] for cell in cells):
                raise _unreadable(file, begins)
            yield begins, [" ".join(cell.split("\n")).strip() for cell in cells]
            begins = first + reader.line_num
    except csv.Error:
        raise _unreadable(file, begins) from None


def _unreadable(file: str, row: int) -> ParameterError:
    return ParameterError(f"{file}:{row}: raden går inte att läsa som CSV. Kontrollera citattecknen.")


def _bare(cell: str) -> str:
    """A cell without what was put around it so that Excel keeps it as text."""
    guarded = GUARDED.fullmatch(cell)
    return cell if guarded is None else (guarded[1] or guarded[2] or "").strip()


def _lost_letters(file: str, row: int) -> Finding:
    return finding(
        "forlorade-tecken",
        "filen har tecken som förstörts innan den kom hit; hela tal räknas",
        "Hämta filen på nytt. Koder med å, ä och ö kan vara fel.",
        file=file,
        row=row,
    )
