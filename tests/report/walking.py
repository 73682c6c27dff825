"""A walk over a record, its page, its workbook and the pages that tell of it, to every amount that is shown.

Owns what must hold of an amount, as a line for each that it does not hold of. A reader's own reckoning is used: what
stands on a page is read as a number and held against the figure's öre, never worded anew by the program.
"""

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from lxml import etree, html
from openpyxl.utils import column_index_from_string

from statsbidrag.record.figures import Figure
from statsbidrag.record.files import record_from
from statsbidrag.record.formulas import holds, keys_of
from statsbidrag.record.model import Record
from statsbidrag.record.tables import Column, LedgerAmount, Row, Table
from statsbidrag.show.excel import sheet_names

ORE = {"kr": 100, "tkr": 100_000, "mnkr": 100_000_000, "mdkr": 100_000_000_000}
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
Told = str | Decimal | None
EARLIER = re.compile(r"20\d\d-\d\d som känt 20\d\d-\d\d-\d\d")


@dataclass
class Sources:
    """What a record can be followed to: the project's files, the rows of its region's ledger (import id, row → öre)."""

    root: Path
    store: Mapping[tuple[str, int], int]
    lines: dict[str, list[str]] = field(default_factory=dict)
    records: dict[str, Record] = field(default_factory=dict)

    def has(self, place: str) -> bool:
        """Whether there is such a line, with something on it; or such a file, where the whole of it is meant."""
        name, _, line = place.rpartition(":")
        if not re.fullmatch(r"\d+", line):
            return (self.root / place).is_file()
        if name not in self.lines:
            path = self.root / name
            self.lines[name] = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        return 0 < int(line) <= len(self.lines[name]) and self.lines[name][int(line) - 1].strip(" -") != ""

    def figure(self, name: str, key: str) -> Figure | None:
        """A figure of a published record."""
        if name not in self.records:
            path = self.root / name
            if not path.is_file():
                return None
            self.records[name] = record_from(path.read_text(encoding="utf-8"))
        return self.records[name].figures.get(key)


def rows_of(table: Table) -> list[Row]:
    return [*table.rows, *([table.total] if table.total is not None else [])]


def money_columns(table: Table) -> list[Column]:
    return [column for column in table.columns if column.kind == "ore"]


def _missing(row: Row, column: Column) -> object:
    """What stands in place of an amount that is not known: the cell's own words, the row's, the column's."""
    own = row.get(f"{column.key}.missing", row.get("missing"))
    return column.missing if own is None else own


def record_faults(record: Record, sources: Sources) -> Iterator[str]:
    """Of the record itself: every amount of a table is a figure or a ledger row, every figure leads somewhere."""
    for table in record.tables:
        for row in rows_of(table):
            for column in money_columns(table):
                cell = row.get(column.key, "")
                if (fault := _cell_fault(cell, record, sources)) is not None:
                    yield f"{table.id}: {column.key}: {fault}"
    for figure in record.figures.values():
        if not holds(figure, record.figures):
            yield f"{figure.key}: {figure.origin.formula} is another number"
        if figure.unit == "kr" and figure.ore is not None:
            yield from (f"{figure.key}: {fault}" for fault in _origin_faults(figure, record, sources))
        elif figure.unit == "kr" and figure.origin.rows is not None:
            yield f"{figure.key}: it has rows and is not known"
        else:
            # Of what is not known the place is where parameters say so, or should have said more.
            yield from (
                f"{figure.key}: there is no {place}" for place in figure.origin.params if not sources.has(place)
            )


def _cell_fault(cell: object, record: Record, sources: Sources) -> str | None:
    if isinstance(cell, Figure):
        ours = record.figures.get(cell.key)
        return None if ours == cell and cell.unit == "kr" else f"{cell.key} is no money of the record"
    if isinstance(cell, LedgerAmount):
        ore = sources.store.get((cell.import_id, cell.row))
        return None if ore is not None and cell.ore == (-ore if cell.went else ore) else f"{cell.key} is no such row"
    return None if cell in ("", None) else f"{cell!r} has no key"


def _origin_faults(figure: Figure, record: Record, sources: Sources) -> Iterator[str]:
    origin = figure.origin
    if origin.rows is not None:
        rows = [(imported, row) for imported, rows in record.row_sets[origin.rows].items() for row in rows]
        if len(set(rows)) < len(rows) or not set(rows) <= sources.store.keys():
            yield "its rows are not those of the ledger"
        elif sum(sources.store[row] for row in rows) != figure.ore:
            yield "its rows have another sum"
    elif origin.formula is not None:
        if (loop := _loop(figure.key, record)) is not None:
            yield f"rests on itself by {loop}"
    elif origin.record is not None:
        # What was never published was computed for the period and day that are named.
        earlier = None if EARLIER.fullmatch(origin.record) else sources.figure(origin.record, origin.key or "")
        if not EARLIER.fullmatch(origin.record) and (earlier is None or earlier.ore != figure.ore):
            yield f"{origin.record} does not say so under {origin.key}"
    elif origin.params:
        yield from (f"there is no {place}" for place in origin.params if not sources.has(place))
    else:
        yield "it is known, and leads nowhere"


def _loop(key: str, record: Record) -> str | None:
    """The figure by which a figure rests on itself."""
    below, seen = [key], set()
    while below:
        name = below.pop()
        for under in keys_of(record.figures[name].origin.formula or ""):
            if under == key:
                return name
            if under not in seen:
                seen.add(under)
                below.append(under)
    return None


def is_worded(text: str, ore: int, scale: str, decimals: int) -> bool:
    """Whether a text is öre as a number of ``scale`` with so many decimals, halves from nought."""
    plain = text.replace("\u00a0", "").replace("\u2212", "-").replace(",", ".").removeprefix("+")
    if not re.fullmatch(r"-?\d+(\.\d+)?", plain):
        return False
    wanted = (Decimal(ore) / ORE[scale]).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return len(plain.partition(".")[2]) == decimals and Decimal(plain) == wanted


def page_faults(page: str, tables: Sequence[Table]) -> Iterator[str]:
    """Of a page: each of its tables is one of ``tables``, and each amount in it has the key and is the figure."""
    by_caption = defaultdict(list)
    for table in tables:
        by_caption[table.caption].append(table)
    for shown in html.fromstring(page).iter("table"):
        caption = shown.findtext("caption")
        found = [list(_shown_faults(shown, table)) for table in by_caption.get(caption, [])]
        if not found:
            yield f"«{caption}» is no table that the record has"
        elif all(found):
            yield from (f"«{caption}»: {fault}" for fault in found[0])


def _shown_faults(shown: html.HtmlElement, table: Table) -> Iterator[str]:
    """What is wrong with a table on a page that should be this one."""
    rows, lines = rows_of(table), shown.findall("tbody/tr")
    if len(rows) != len(lines) or any(len(line) != len(table.columns) for line in lines):
        yield f"it has other rows or columns than {table.id}"
        return
    for row, line in zip(rows, lines, strict=True):
        for column, place in zip(table.columns, line, strict=True):
            cell, key, text = row.get(column.key, ""), place.get("data-key"), place.text_content()
            if column.kind != "ore" and not isinstance(cell, Figure):
                if key is not None:
                    yield f"{column.heading}: {text} is no money and has the key {key}"
            elif not isinstance(cell, Figure | LedgerAmount):
                if key is not None or re.search(r"\d", text):
                    yield f"{column.heading}: {text} is no figure"
            elif key != cell.key:
                yield f"{column.heading}: {text} has the key {key}, not {cell.key}"
            elif cell.ore is None:
                if text != _missing(row, column):
                    yield f"{key}: {text} is not known"
            elif column.kind != "ore":
                if not is_told(text, cell):
                    yield f"{key}: {text} is not {cell.ore} öre with its marks"
            elif not is_worded(text, cell.ore, column.scale, column.decimals):
                yield f"{key}: {text} is not {cell.ore} öre"


def is_told(text: object, figure: Figure | LedgerAmount) -> bool:
    """Whether a text is money told among texts: kronor and öre, the unit, and the mark of what is invented."""
    said = str(text).removesuffix(" (exempel)")
    marked = isinstance(figure, Figure) and figure.status == "example"
    number = said.removesuffix("\u00a0kr")
    return (said != text) is marked and number != said and is_worded(number, figure.ore or 0, "kr", 2)


def workbook_faults(workbook: bytes, tables: Sequence[Table]) -> Iterator[str]:
    """Of the appendix: each amount is a number of kronor, and its key stands in the column of keys beside it."""
    shown = [table for table in tables if table.sheet]
    book = sheets_of(workbook)
    for name, table in zip(sheet_names(shown), shown, strict=True):
        lines = book[name]
        told = {key for row in rows_of(table) for key, cell in row.items() if isinstance(cell, Figure)}
        money = [place for place, one in enumerate(table.columns) if one.kind == "ore" or one.key in told]
        for number, row in enumerate(rows_of(table), start=1):
            line = [*lines[number], *([None] * 2 * len(lines[0]))]
            for extra, place in enumerate(money, start=len(table.columns)):
                column = table.columns[place]
                if lines[0][extra] != f"Nyckel: {column.heading}":
                    yield f"{name}: {lines[0][extra]} does not head the keys of {column.heading}"
                    continue
                cell, value, key = row.get(column.key, ""), line[place], line[extra]
                if not isinstance(cell, Figure | LedgerAmount):
                    if key is not None or isinstance(value, Decimal):
                        yield f"{name}: {column.heading}: {value} is no figure"
                elif key != cell.key:
                    yield f"{name}: {value} has the key {key}, not {cell.key}"
                elif cell.ore is None:
                    if value != _missing(row, column):
                        yield f"{name}: {key}: {value} is not known"
                elif column.kind != "ore":
                    if not is_told(value, cell):
                        yield f"{name}: {key}: {value} is not {cell.ore} öre with its marks"
                elif not isinstance(value, Decimal) or value * 100 != cell.ore:
                    yield f"{name}: {key}: {value} is not {cell.ore} öre"


def sheets_of(workbook: bytes) -> dict[str, list[list[Told]]]:
    """What the cells of each sheet say, line by line, read by the format's own rules: a text, or a number, which
    is a double there. Any other kind of cell is a KeyError. openpyxl says the same in five times the time."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:

        def part(name: str) -> etree._Element:
            return etree.fromstring(archive.read(name))

        files = {one.get("Id"): one.get("Target") for one in part("xl/_rels/workbook.xml.rels")}
        kinds: dict[str, Callable[[str], Told]] = {"inlineStr": str, "n": lambda text: Decimal(str(float(text)))}
        book: dict[str, list[list[Told]]] = {}
        for sheet in part("xl/workbook.xml").iter(f"{MAIN}sheet"):
            lines = book.setdefault(sheet.get("name"), [])
            for row in part(files[sheet.get(RELATION)].lstrip("/")).iter(f"{MAIN}row"):
                # A row and a cell that say nothing may be left out.
                lines += [[] for _ in range(int(row.get("r")) - len(lines))]
                for cell in row:
                    place = column_index_from_string(cell.get("r").rstrip("0123456789"))
                    lines[-1] += [None] * (place - len(lines[-1]))
                    lines[-1][-1] = kinds[cell.get("t", "n")]("".join(cell.itertext())) if len(cell) else None
    return book


def amounts_told(page: str, figures: Mapping[str, Figure]) -> Iterator[str]:
    """Of a page that tells of reports: each number of money has the key ``agreement.<id>.<name>`` and is that figure.

    ``figures`` are the overview's, which has them under the same keys.
    """
    for place in html.fromstring(page).iter("td"):
        classes, text, key = place.get("class", "").split(), place.text_content(), place.get("data-key")
        if "tal" not in classes:
            continue
        scale = next((word for word in place.get("data-rubrik").split() if word in ORE), "kr")
        if key not in figures or not re.fullmatch(r"agreement\.[a-z0-9-]+\.[a-z_]+", key):
            yield f"{text} has the key {key}"
        elif figures[key].ore is None:
            if "saknas" not in classes:
                yield f"{key}: {text} is not known"
        elif not is_worded(text, figures[key].known_ore, scale, len(text.partition(",")[2])):
            yield f"{key}: {text} is not {figures[key].ore} öre"
