"""What a reader meets in a published file, as lines that two versions of the program can be compared by.

Owns what counts as seen: of a page its blocks of text in order, what is read aloud or linked, and its drawings; of a
workbook its cells with their formats; of a PDF its text; of a record its figures. Left out is what nobody reads or what
changes with the program rather than with the money: ids, classes and data, hashes, and the tables of versions.
Nothing here knows how the files are made, so that a change in the making cannot hide itself.
"""

import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pypdf
from openpyxl.cell import Cell, MergedCell

HASH = re.compile(r"\b[0-9a-f]{64}\b")
OWN_VERSION = re.compile(r"\b(statsbidrag) \d+\.\d+[\w.]*")
# HTML's white space, not str.split()'s: a hard space is seen and stays.
SPACE = re.compile(r"[ \t\n\r\f]+")
VERSIONS = "Versioner"
VERSION_LINE = re.compile(r"Program Version|\S+ \d+(\.\w+)+")
# How an index links a PDF, leaves its cell empty, and explains that there is none.
PRINTING = re.compile(r"\.pdf$|: PDF$|\(PDF\)$|^td: –$|^p: PDF görs ")
KEY_COLUMN = "Nyckel"
KEY_ROW = "Nycklar"
READ_ATTRIBUTES = ("aria-label", "alt", "href", "title")
UNREAD = ("style", "script")
# Every other element begins a block of its own: a word is not cut in two by an element around a part of it.
INLINE = {
    "a",
    "abbr",
    "b",
    "bdi",
    "code",
    "data",
    "em",
    "i",
    "kbd",
    "mark",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "time",
}
VOID = {"br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
CELLS = ("td", "th")
POINTER = re.compile(r"#[^)\"' ]*")


def said(text: str) -> str:
    """A text as it is read: white space as one space, no hash and no version of ours."""
    return OWN_VERSION.sub(r"\1", HASH.sub("<sha256>", SPACE.sub(" ", text).strip(" ")))


@dataclass
class _Table:
    """A table being read: the line it begins at, and whether it turned out to be the one of versions."""

    start: int
    is_versions: bool = False


@dataclass
class _Page(HTMLParser):
    """Reads a page into ``lines``; each begins with the element it stands in."""

    lines: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self.text: list[str] = []
        self.tables: list[_Table] = []
        self.unread = 0
        self.drawing = 0

    def block(self) -> str:
        return self.blocks[-1] if self.blocks else "page"

    def end_text(self, *, even_empty: bool = False) -> None:
        """The text so far is one line; what is empty is one only in a cell that ends with nothing told."""
        text, self.text = said("".join(self.text)), []
        if text or even_empty:
            self.lines.append(f"{self.block()}: {text}")
            if self.block() == "caption" and text == VERSIONS and self.tables:
                self.tables[-1].is_versions = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in UNREAD:
            self.unread += tag not in VOID
            return
        if tag == "svg" or self.drawing:
            self.end_text()
            self.drawing += 1
            self.blocks.append(f"svg {tag}")
            self.lines.append(" ".join([f"<{tag}", *drawn(given)]) + ">")
            return
        if tag not in INLINE and tag != "wbr":
            self.end_text()
            if tag == "table":
                self.tables.append(_Table(len(self.lines)))
            if tag not in VOID:
                self.blocks.append(tag)
            if tag == "tr":
                self.lines.append("tr")
        for name in READ_ATTRIBUTES:
            if given.get(name):
                self.lines.append(f"{self.block()} {name}: {said(given[name])}")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in UNREAD:
            self.unread -= 1
            return
        if self.drawing:
            self.end_text()
            self.drawing -= 1
            self.blocks.pop()
            return
        if tag in INLINE or tag in VOID:
            return
        told = any(line.startswith(f"{tag}: ") for line in self.lines[-1:])
        self.end_text(even_empty=tag in CELLS and not told)
        if tag in self.blocks:
            while self.blocks.pop() != tag:
                pass
        if tag == "table" and self.tables:
            table = self.tables.pop()
            if table.is_versions:
                del self.lines[table.start :]

    def handle_data(self, data: str) -> None:
        if not self.unread:
            self.text.append(data)


def drawn(attributes: Mapping[str, str]) -> list[str]:
    """Attributes that decide how an element of a drawing looks or sounds; pointers to ids lose the id."""
    return [
        f'{name}="{said(POINTER.sub("#", value) if "#" in value and ("url(" in value or "href" in name) else value)}"'
        for name, value in sorted(attributes.items())
        if name not in ("id", "class", "aria-labelledby", "aria-describedby") and not name.startswith("data-")
    ]


def page_lines(html: str) -> list[str]:
    """Blocks of text, cells, attributes that are read, and drawings of a page, in order."""
    page = _Page()
    page.feed(html)
    page.close()
    page.end_text()
    return page.lines


def cell_text(cell: Cell | MergedCell) -> str:
    """A cell's value and number format, a text between «» so that it is told from a number; nothing when empty."""
    if cell.value is None:
        return ""
    value = f"«{said(cell.value)}»" if isinstance(cell.value, str) else repr(cell.value)
    return f"{value} [{cell.number_format}]"


def workbook_lines(book: openpyxl.Workbook, without: Iterable[str] = ()) -> list[str]:
    """Sheets, and a line for each of their rows; columns headed as in ``without`` are left out."""
    left_out = set(without)
    lines = []
    for sheet in book:
        if sheet.title == VERSIONS:
            continue
        lines.append(f"sheet {sheet.title} ({sheet.sheet_state})")
        rows = list(sheet.iter_rows())
        kept = [place for place, cell in enumerate(rows[0] if rows else ()) if cell.value not in left_out]
        told = [row for row in rows if not left_out or row[0].value != KEY_ROW]
        lines += [f"{sheet.title}: " + " | ".join(cell_text(row[place]) for place in kept) for row in told]
    return lines


def headings(book: openpyxl.Workbook) -> set[str]:
    """Every text in a first row of a workbook's sheets."""
    return {cell.value for sheet in book for cell in next(sheet.iter_rows(), ()) if isinstance(cell.value, str)}


def key_columns(old: openpyxl.Workbook, new: openpyxl.Workbook) -> set[str]:
    """Headings of columns that the new version adds to say which figure a cell is."""
    return {heading for heading in headings(new) - headings(old) if heading.startswith(KEY_COLUMN)}


def both_workbooks(old: bytes, new: bytes) -> tuple[list[str], list[str]]:
    """The lines of two workbooks, the new without the columns of keys that it adds."""
    before, after = (openpyxl.load_workbook(io.BytesIO(content)) for content in (old, new))
    return workbook_lines(before), workbook_lines(after, key_columns(before, after))


def without_versions(lines: Iterable[str]) -> list[str]:
    """The lines of a PDF but for its table of versions."""
    kept: list[str] = []
    inside = False
    for line in lines:
        inside = line == VERSIONS or (inside and bool(VERSION_LINE.fullmatch(line)))
        if not inside:
            kept.append(line)
    return kept


def without_printing(lines: Iterable[str]) -> list[str]:
    """The lines of an index page but for what says which PDF there is: of two runs one may not have printed."""
    return [line for line in lines if not PRINTING.search(line)]


def pdf_lines(content: bytes) -> list[str]:
    """The text of a PDF, line by line, with the page it stands on."""
    lines = []
    for number, page in enumerate(pypdf.PdfReader(io.BytesIO(content)).pages, 1):
        read = [said(line) for line in page.extract_text().splitlines()]
        lines += [f"page {number}: {line}" for line in without_versions(read) if line]
    return lines


def value_of(value: object) -> str:
    """A figure's value so that 0, "0" and "0.00" are the same number and texts are themselves."""
    if value is None:
        return "none"
    try:
        return format(Decimal(str(value)).normalize(), "f")
    except InvalidOperation:
        return str(value)


def figure_lines(record: Mapping[str, Mapping[str, Mapping[str, object]]], keys: Iterable[str]) -> list[str]:
    """Value, unit and status of the figures named, one line each; what is lacking is told as lacking."""
    lines = []
    for key in keys:
        figure = record.get("figures", {}).get(key)
        if figure is None:
            lines.append(f"{key}: lacking")
        else:
            lines.append(f"{key}: {value_of(figure.get('value'))} {figure.get('unit')}, {figure.get('status')}")
    return lines


def record_lines(old: str, new: str) -> tuple[list[str], list[str]]:
    """Both records by the keys of the old one: the new may add keys, and have another shape around its figures."""
    read = [json.loads(text) for text in (old, new)]
    if "reports" in read[0] and "figures" not in read[0]:
        before, after = ([f"{name}: {told['state']}" for name, told in one["reports"].items()] for one in read)
        return before, after
    keys = sorted(read[0].get("figures", {}))
    before, after = (figure_lines(record, keys) for record in read)
    return before, after


def both(old: Path, new: Path) -> tuple[list[str], list[str]]:
    """The lines of two files of the same name. ValueError of a kind of file that nobody has said how to read."""
    if old.suffix == ".json":
        return record_lines(old.read_text(encoding="utf-8"), new.read_text(encoding="utf-8"))
    if old.suffix == ".xlsx":
        return both_workbooks(old.read_bytes(), new.read_bytes())
    reading: dict[str, Callable[[Path], list[str]]] = {
        ".html": lambda path: page_lines(path.read_text(encoding="utf-8")),
        ".pdf": lambda path: pdf_lines(path.read_bytes()),
    }
    if old.suffix not in reading:
        raise ValueError(f"{old.name}: nobody has said how such a file is compared")
    return reading[old.suffix](old), reading[old.suffix](new)
