"""The Excel appendix: a sheet a table, and a first sheet that explains.

Owns how tables become cells: money is kronor, counts and shares are numbers, dates are dates, what is not known is the
column's text for it, and text is never taken for a formula. The keys of a table's amounts stand in columns of their own
to its right, folded away. A table's note stands below it. The same tables give the same bytes: openpyxl stamps the time
of saving on each entry of the archive, so it is written anew with fixed times.
"""

import datetime as dt
import io
import re
import zipfile
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal, Protocol, cast

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from ..record.figures import Figure
from ..record.tables import Column, LedgerAmount, Row, Table
from .figure_words import ore_shown
from .tables import cell_text, count_value, not_known, own_missing, share_value

README = "Läs mig"
FIXED_TIME = (1980, 1, 1, 0, 0, 0)
FIXED_STAMP = dt.datetime(1980, 1, 1)
FORMATS = {"ore": "#,##0.00", "count": "#,##0", "share": "0.0 %", "date": "yyyy-mm-dd"}
LONGEST_NAME = 31
NARROWEST, WIDEST = 10, 60
LINE_HEIGHT, TALLEST = 15, 400
ORE_PER_KRONA = 100
KEY_HEADING = "Nyckel"
BOLD = Font(bold=True)
TITLE = Font(bold=True, size=14)
RULE_ABOVE = Border(top=Side(style="thin"))
WRAPPED = Alignment(wrap_text=True, vertical="top")


class Styled(Protocol):
    """A cell with the numbers of its font, alignment, border and format in the workbook."""

    _style: StyleArray


@dataclass(frozen=True)
class Look:
    """How a cell of a table looks; a number's side is Excel's own choice."""

    number_format: str
    wrapped: bool | None = None
    side: Literal["left", "right"] | None = None
    bold: bool = False
    total: bool = False


def workbook_bytes(title: str, explanation: list[tuple[str, str]], tables: list[Table]) -> bytes:
    """An .xlsx file of the tables. ``explanation`` is heading and text, one row each on the first sheet.

    Money that is not int öre, or a share that is not exact, is a TypeError.
    """
    book = Workbook()
    names = sheet_names(tables)
    contents = [
        (name, f"{table.caption}. {table.note}".rstrip(". ") + ".") for name, table in zip(names, tables, strict=True)
    ]
    _write_readme(_first_sheet(book), title, explanation, contents)
    looks: dict[Look, StyleArray] = {}
    for name, table in zip(names, tables, strict=True):
        _write_table(book.create_sheet(name), table, looks)
    book.properties.creator = "statsbidrag"
    book.properties.title = title
    book.properties.created = FIXED_STAMP
    book.properties.modified = FIXED_STAMP
    buffer = io.BytesIO()
    # Not compressed, since it is written anew: openpyxl's own ``save`` would compress it only to be unpacked.
    with zipfile.ZipFile(buffer, "w") as archive:
        ExcelWriter(book, archive).write_data()
    return _with_fixed_times(buffer.getvalue())


def sheet_names(tables: list[Table]) -> list[str]:
    """A name per table: its ``sheet`` or id, without signs Excel refuses, at most 31 characters, each one unique."""
    taken = {README.casefold()}
    names = []
    for table in tables:
        wanted = re.sub(r"[\[\]:*?/\\]", " ", table.sheet or table.id).strip("' ") or "Tabell"
        name, number = wanted[:LONGEST_NAME], 1
        while name.casefold() in taken:
            number += 1
            ending = f" {number}"
            name = wanted[: LONGEST_NAME - len(ending)] + ending
        taken.add(name.casefold())
        names.append(name)
    return names


def excel_heading(column: Column) -> str:
    """The heading, with the unit where money is shown and the heading does not already say it."""
    says_unit = re.search(r"\bkr(onor)?\b", column.heading.casefold())
    return column.heading if column.kind != "ore" or says_unit else f"{column.heading}, kr"


def _first_sheet(book: Workbook) -> Worksheet:
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError("a new workbook has no sheet to write on")
    return sheet


def _cell(sheet: Worksheet, row: int, column: int) -> Cell:
    """A cell to write in. TypeError for one that is merged into another: what is written there is lost."""
    cell = sheet.cell(row, column)
    if not isinstance(cell, Cell):
        raise TypeError(f"{cell.coordinate} is merged into another cell")
    return cell


def _write_readme(
    sheet: Worksheet, title: str, explanation: list[tuple[str, str]], contents: list[tuple[str, str]]
) -> None:
    sheet.title = README
    _text(_cell(sheet, 1, 1), title).font = TITLE
    rows = [("", ""), *explanation, ("", ""), ("Blad", "Innehåll")]
    first_sheet = len(rows) + 2
    rows += contents
    for number, (heading, text) in enumerate(rows, start=2):
        if heading:
            _text(_cell(sheet, number, 1), heading).font = BOLD
            _text(_cell(sheet, number, 2), text).alignment = WRAPPED
        if number >= first_sheet:
            place = heading.replace("'", "''")
            sheet.cell(number, 1).hyperlink = Hyperlink(ref=f"A{number}", location=f"'{place}'!A1")
    sheet.cell(first_sheet - 1, 2).font = BOLD
    sheet.column_dimensions["A"].width = LONGEST_NAME + 2
    sheet.column_dimensions["B"].width = 90


def _write_table(sheet: Worksheet, table: Table, looks: dict[Look, StyleArray]) -> None:
    for place, column in enumerate(table.columns, start=1):
        cell = _text(_cell(sheet, 1, place), excel_heading(column))
        _dress(cell, Look("", True, _side(column), bold=True), looks)
    for number, row in enumerate(table.rows, start=2):
        bold = row.get("emphasis") is True
        for place, column in enumerate(table.columns, start=1):
            cell = _cell(sheet, number, place)
            look = _write_value(cell, column, row[column.key], own_missing(row, column))
            _dress(cell, replace(look, bold=True) if bold else look, looks)
    if table.total is not None:
        for place, column in enumerate(table.columns, start=1):
            cell = _cell(sheet, len(table.rows) + 2, place)
            look = _write_value(cell, column, table.total.get(column.key, ""), own_missing(table.total, column))
            _dress(cell, replace(look, bold=True, total=True), looks)
    _write_keys(sheet, table)
    widths = [_width(column, table) for column in table.columns]
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    if table.note:
        _write_note(sheet, table.note, sheet.max_row + 2, widths)
    sheet.freeze_panes = "A2"
    # The sum stays below whatever the reader filters or sorts.
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0


def _write_keys(sheet: Worksheet, table: Table) -> None:
    """For each column of money one with the keys of its amounts in the record."""
    rows: list[Row] = [*table.rows, *([table.total] if table.total is not None else [])]
    among_texts = {key for row in rows for key, cell in row.items() if isinstance(cell, Figure)}
    money = [column for column in table.columns if column.kind == "ore" or column.key in among_texts]
    first = len(table.columns) + 1
    for place, column in enumerate(money, start=first):
        _text(_cell(sheet, 1, place), f"{KEY_HEADING}: {column.heading}").font = BOLD
        for number, row in enumerate(rows, start=2):
            value = row.get(column.key, "")
            if isinstance(value, Figure | LedgerAmount):
                _text(_cell(sheet, number, place), value.key)
    if money:
        last = first + len(money) - 1
        sheet.column_dimensions.group(get_column_letter(first), get_column_letter(last), hidden=True)


def _write_note(sheet: Worksheet, note: str, row: int, widths: list[int]) -> None:
    """The note over all columns; Excel does not fit the height of merged cells, so it is given."""
    _text(_cell(sheet, row, 1), note).alignment = WRAPPED
    if len(widths) > 1:
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(widths))
    lines = sum(-(-max(len(part), 1) // (sum(widths) or NARROWEST)) for part in note.split("\n"))
    sheet.row_dimensions[row].height = min(TALLEST, LINE_HEIGHT * (lines + (lines > 1)))


def _write_value(cell: Cell, column: Column, value: object, missing: str | None = None) -> Look:
    """Write a value in a cell; how the cell shall look."""
    # Of some dates only the month is known, and Excel has no such date.
    only_month = column.kind == "date" and len(str(value)) == len("2018-01")
    if not_known(value) or value == "" or column.kind not in FORMATS or only_month:
        _text(cell, cell_text(column, value, missing))
        return Look("", column.kind == "text", _side(column))
    if column.kind == "date":
        cell.value = dt.date.fromisoformat(str(value))
    elif column.kind == "share":
        cell.value = share_value(value)
    elif column.kind == "ore":
        cell.value = Decimal(ore_shown(value)) / ORE_PER_KRONA
    else:
        cell.value = count_value(value)
    return Look(FORMATS[column.kind])


def _dress(cell: Cell, look: Look, looks: dict[Look, StyleArray]) -> None:
    """Give a cell its look; ``looks`` are the workbook's so far. To set each part of a style on each cell anew, when
    openpyxl looks it up among all it has, took half the time of a workbook."""
    # openpyxl's own place for it, which its stubs do not know.
    styled = cast(Styled, cell)
    if look in looks:
        styled._style = looks[look]
        return
    if look.number_format:
        cell.number_format = look.number_format
    cell.alignment = Alignment(wrap_text=look.wrapped, vertical="top", horizontal=look.side)
    if look.bold:
        cell.font = BOLD
    if look.total:
        cell.border = RULE_ABOVE
    looks[look] = styled._style


def _text(cell: Cell, text: str) -> Cell:
    """Text as text: a cell set to «=1+1» would be a formula."""
    cell.value = ILLEGAL_CHARACTERS_RE.sub("\ufffd", text)
    cell.data_type = "s"
    return cell


def _side(column: Column) -> Literal["left", "right"]:
    return "right" if column.kind in ("ore", "count", "share") else "left"


def _width(column: Column, table: Table) -> int:
    rows = [*table.rows, *([table.total] if table.total else [])]
    room = 4 if column.kind == "ore" else 2
    longest = (
        max([len(cell_text(column, row.get(column.key, ""), own_missing(row, column))) for row in rows] + [0]) + room
    )
    return max(NARROWEST, min(WIDEST, max(longest, min(len(excel_heading(column)) + 4, 24))))


def _with_fixed_times(archive: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, FIXED_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return out.getvalue()
