"""Ledger exports as .xlsx, every cell of one sheet as text, in batches of rows.

Owns which sheet is read and what its cells must be: all formulas with their values stored, no error cells. fastexcel
reads the cells; a formula without a stored value looks to it like an empty cell and an error cell likewise, so both are
looked for in the sheet's own XML, which ``sheet_xml`` reads. A file that has something fastexcel is not trusted with is
written anew in memory first (``plain_package``), and so is one that it cannot read, or of whose filled cells it gives
another number than there are.
"""

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import IO

import fastexcel
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ...base.errors import LedgerRefused
from ...base.findings import Finding, finding
from ..raw.quoting import sheet_told
from .archive import refuse_other_formats, told_as_damaged
from .batches import Batch, Content, Find, Source, stripped
from .columns import ROWS_SEARCHED, Header
from .package import Sheet, Workbook, read_workbook
from .plain_package import WORSE, part_of, rewritten, which_sheet
from .refusal import refused
from .sheet_xml import Examined, examined, merged_downwards, merged_sideways
from .told import whole

UNHIDE = "Ta fram de dolda bladen i Excel, kontrollera dem och spara."
IN_REGION = "ledger.sheet i regionens fil i params/regions/"
ROWS_IN_BATCH = 1 << 16
MOST_ROWS = 1_048_576


def open_excel(
    content: Content,
    file: str,
    find: Find,
    *,
    wanted: str | None = None,
    may_be_full: bool = False,
    one_of_them: str = f"Skriv bladets namn som {IN_REGION}.",
) -> Source:
    """The rows of the visible sheet in which ``find`` finds a header; ``wanted`` is the name of the sheet, if told.

    ``one_of_them`` is what to do where two sheets have the header.

    Raises LedgerRefused for what is no readable .xlsx, where no visible sheet, or more than one, has the header, for
    formulas without value and error cells, and for a sheet full to its last row unless ``may_be_full``.
    """
    refuse_other_formats(content, file)
    with told_as_damaged(file), zipfile.ZipFile(_stream(content)) as archive:
        workbook = read_workbook(archive, file)
        places = _places(workbook, wanted, file)
        sheets = {place: examined(archive, workbook.sheets[place].part, file) for place in places}
        book = _Book(content, sheets)
        odd = [place for place, sheet in sheets.items() if sheet.odd]
        if odd or not workbook.usual or any(sheet.misplaced for sheet in sheets.values()):
            book = _anew(archive, workbook, book, odd, file)
    try:
        place, cells, header = _chosen(book, workbook, places, find, file, one_of_them)
    except _NotAsWritten:
        with told_as_damaged(file), zipfile.ZipFile(_stream(content)) as archive:
            book = _anew(archive, workbook, book, places, file)
        place, cells, header = _chosen(book, workbook, places, find, file, one_of_them)
    merged = book.sheets[place].merged
    if downwards := merged_downwards(merged, header, file):
        raise refused(downwards)
    if cells.num_rows >= MOST_ROWS and not may_be_full:
        raise LedgerRefused(
            f"{file}: bladet är fullt till sista raden ({whole(MOST_ROWS)}), så resten av uttaget kan vara avhugget. "
            "Ta ut det i flera filer, eller skriv may_be_full: true i sidofilen om allt är med."
        )

    def batches(coded: Sequence[int]) -> Iterator[Batch]:
        for start in range(header.row, cells.num_rows, ROWS_IN_BATCH):
            columns = [
                _column(column.slice(start, ROWS_IN_BATCH), place in coded)
                for place, column in enumerate(cells.columns)
            ]
            yield Batch(np.arange(start + 1, start + 1 + len(columns[0])), columns)

    found = [*_hidden_sheets(workbook.sheets, place, file), *_other_sheets(workbook.sheets, place, file)]
    found += merged_sideways(merged, header, file)
    found += book.notes.get(place, [])
    return Source("xlsx", True, None, workbook.base, header, found, batches, sheet=place + 1)


def _stream(content: Content) -> IO[bytes]:
    return io.BytesIO(content) if isinstance(content, bytes) else content.open("rb")


def _places(workbook: Workbook, wanted: str | None, file: str) -> list[int]:
    """The sheets to look in."""
    visible = [place for place, sheet in enumerate(workbook.sheets) if not sheet.hidden]
    if not visible:
        raise LedgerRefused(f"{file}: alla blad i arbetsboken är dolda. {UNHIDE}")
    if wanted is None:
        return visible
    named = [place for place in visible if workbook.sheets[place].name.strip() == wanted]
    if not named and any(sheet.name.strip() == wanted for sheet in workbook.sheets):
        raise LedgerRefused(f"{file}: bladet {wanted}, som är {IN_REGION}, är dolt och läses inte. {UNHIDE}")
    if not named:
        raise LedgerRefused(f"{file}: inget synligt blad heter {wanted}. Ändra {IN_REGION} eller ta ut filen på nytt.")
    return named


@dataclass(frozen=True)
class _Book:
    """What is handed to the library: the file, or the file anew, and what its sheets were found to be.

    ``plain`` are the sheets that are said plainly, ``notes`` what there is to tell of them.
    """

    content: Content
    sheets: dict[int, Examined]
    plain: frozenset[int] = frozenset()
    notes: dict[int, list[Finding]] = field(default_factory=dict)


class _NotAsWritten(Exception):
    """The library cannot read a sheet, or gives other cells than there are."""


def _anew(archive: zipfile.ZipFile, workbook: Workbook, book: _Book, odd: Sequence[int], file: str) -> _Book:
    """The file written anew, with some sheets said plainly."""
    anew = rewritten(archive, workbook, odd, file)
    sheets = dict(book.sheets)
    with zipfile.ZipFile(io.BytesIO(anew.content)) as written:
        for place in odd:
            sheets[place] = examined(written, part_of(place), file)
            sheets[place].faults += anew.sheets[place].faults
            sheets[place].more += anew.sheets[place].more
    return _Book(anew.content, sheets, frozenset(odd), {place: sheet.notes() for place, sheet in anew.sheets.items()})


def _chosen(
    book: _Book, workbook: Workbook, places: list[int], find: Find, file: str, one_of_them: str
) -> tuple[int, pa.RecordBatch, Header]:
    """The only sheet that has a header, its cells and its header."""
    names = [sheet_told(number, sheet.name) for number, sheet in enumerate(workbook.sheets, start=1)]
    fits: list[tuple[int, pa.RecordBatch, Header]] = []
    unfit: list[LedgerRefused] = []
    for place in places:
        if len(places) == 1:
            _refuse_faults(book.sheets[place])
        cells = _loaded(book, place, file)
        try:
            fits.append((place, cells, find(_head(cells))))
        except LedgerRefused as error:
            unfit.append(error if len(places) == 1 else _with_sheet(error, names[place], file))
        if len(fits) > 1:
            both = " och ".join(names[one] for one, _, _ in fits)
            raise LedgerRefused(f"{file}: både {both} har uttagets rubriker. {one_of_them}")
    if not fits:
        for place, sheet in enumerate(workbook.sheets):
            if sheet.hidden and _has_header(book, place, find, file):
                raise LedgerRefused(
                    f"{file}: uttagets rubriker finns bara på {names[place]}, som är dolt och inte läses. {UNHIDE}"
                )
        # One that tells a row has found headings, if not all of them.
        raise next((error for error in unfit if not error.lines[0].startswith(f"{file}: ")), unfit[0])
    _refuse_faults(book.sheets[fits[0][0]])
    return fits[0]


def _refuse_faults(sheet: Examined) -> None:
    if sheet.faults:
        raise refused(sheet.faults, sheet.more)


def _with_sheet(error: LedgerRefused, name: str, file: str) -> LedgerRefused:
    """The same refusal; where it tells a row, with the sheet the row is on."""
    row, told = error.lines[0].removeprefix(file).split(": ", 1)
    return LedgerRefused(f"{file}{row}: {name}: {told}") if row else error


def _has_header(book: _Book, place: int, find: Find, file: str) -> bool:
    try:
        find(_head(_loaded(book, place, file)))
    except (LedgerRefused, _NotAsWritten):
        return False
    return True


def _loaded(book: _Book, place: int, file: str) -> pa.RecordBatch:
    """The cells of a sheet. Raises _NotAsWritten when the library fails on one that is not said plainly."""
    held = book.sheets.get(place)
    try:
        cells = fastexcel.read_excel(book.content).load_sheet_eager(
            place, header_row=None, skip_rows=0, dtypes="string"
        )
        if held is None or held.filled == sum(len(column) - column.null_count for column in cells.columns):
            return cells
    except fastexcel.FastExcelError:
        pass
    if place not in book.plain:
        raise _NotAsWritten
    raise LedgerRefused(f"{file}: {which_sheet(place)} går inte att läsa. {WORSE}")


def _head(cells: pa.RecordBatch) -> pd.DataFrame:
    rows = min(ROWS_SEARCHED, cells.num_rows)
    texts = {place: _column(column.slice(0, rows), coded=False) for place, column in enumerate(cells.columns)}
    return pd.DataFrame(texts, index=pd.RangeIndex(1, rows + 1), dtype="str")


def _column(column: pa.Array, coded: bool) -> pa.Array:
    texts = pc.fill_null(column, "")
    return stripped(texts.dictionary_encode() if coded else texts)


def _hidden_sheets(sheets: list[Sheet], read: int, file: str) -> list[Finding]:
    """That there are sheets nobody sees; their rows may be a part of the export that somebody hid."""
    places = [str(number) for number, sheet in enumerate(sheets, start=1) if sheet.hidden]
    if not places:
        return []
    return [
        finding(
            "dolt-blad",
            f"blad {', '.join(places)} av {len(sheets)} är dolt och läses inte; blad {read + 1} är läst",
            UNHIDE,
            file=file,
        )
    ]


def _other_sheets(sheets: list[Sheet], read: int, file: str) -> list[Finding]:
    places = [number for number, sheet in enumerate(sheets, start=1) if not sheet.hidden and number != read + 1]
    if not places:
        return []
    return [
        finding(
            "blad-inte-last",
            f"blad {', '.join(map(str, places))} av {len(sheets)} läses inte; blad {read + 1} är läst",
            "Inget behöver göras om hela uttaget står på det lästa bladet.",
            file=file,
        )
    ]
