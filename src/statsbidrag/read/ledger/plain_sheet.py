"""A sheet written anew, so that each cell is said in the one way that the library is trusted with.

Owns what a cell says, whatever the spelling: CDATA, references, comments and instructions are what XML makes of them;
elements of other namespaces say nothing; a cell without a place follows the one before. What has no one reading is a
fault: two values, a text that is not there, a number that is none, a place told twice. A text with the number −1 is an
empty cell, as in Excel, and is told. Of a cell its place and what is wrong are told, never what is in it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import IO

from ...base.findings import Finding, finding
from .namespaces import USUAL
from .places import column_letters, column_number
from .plain_xml import Reader, escaped
from .refusal import MOST_LINES
from .told import whole

HEAD = f'<worksheet xmlns="{USUAL}"><sheetData>'
PLACE = re.compile("([A-Za-z]{1,3})([1-9][0-9]{0,6})")
MOST_ROWS, MOST_COLUMNS = 1 << 20, 1 << 14
NUMBER = re.compile(r"([-+]?)([0-9]*)((?:\.[0-9]*)?)((?:[eE][-+]?[0-9]+)?)")
ISO = re.compile("[-+0-9:.TZ]+")
SAID_NOTHING = ("rPh", "rPr", "phoneticPr", "extLst")
# What XML takes for blanks; a hard space is none.
XML_BLANKS = " \t\r\n"
# The days Excel can show; the library gives nothing of a number beyond them in a cell that is to be one.
LAST_DAY = 2_958_465
LOOK = "Öppna filen i Excel, se efter att cellen är rätt och spara den på nytt."
UNKNOWN_ROW = 0


@dataclass
class _Cell:
    attributes: dict[str, str]
    values: list[str] = field(default_factory=list)
    texts: list[str] | None = None
    formula: bool = False


@dataclass
class PlainSheet(Reader):
    """Reads a sheet; ``written`` gives it anew. Then ``faults`` and ``notes`` are what was found.

    ``texts`` is how many shared texts the workbook has.
    """

    file: str
    texts: int
    faults: list[Finding] = field(default_factory=list)
    more: int = 0
    empty: int = 0
    first_empty: int = UNKNOWN_ROW
    row: int = 0
    column: int = 0
    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    merged: list[str] = field(default_factory=list)
    out: list[str] = field(default_factory=list)
    cell: _Cell | None = None

    def written(self, sheet: IO[bytes]) -> Iterator[bytes]:
        """The sheet anew, in pieces. Raises ExpatError for what is no XML."""
        yield HEAD.encode()
        for _ in self.read(sheet, self.file):
            yield "".join(self.out).encode()
            self.out.clear()
        merged = "".join(f'<mergeCell ref="{cells}"/>' for cells in self.merged)
        yield f"</sheetData><mergeCells>{merged}</mergeCells></worksheet>".encode()

    def notes(self) -> list[Finding]:
        """What there is to tell of a sheet that is read."""
        if not self.empty:
            return []
        cells = "1 cell" if self.empty == 1 else f"{whole(self.empty)} celler"
        return [
            finding(
                "textnummer-utan-text",
                f"{cells}, först på rad {self.first_empty}, hänvisar till text nummer −1, som inte finns, och är lästa "
                "som tomma, så som Excel visar dem",
                "Inget behöver göras om cellerna är tomma när filen öppnas i Excel.",
                file=self.file,
                row=self.first_empty,
            )
        ]

    def start(self, name: str, attributes: dict[str, str]) -> bool:
        """An element of the sheet's own namespace begins; returns whether what is in it is read."""
        if self.cell is not None:
            return self._start_in_cell(self.cell, name)
        if name == "row":
            told = attributes.get("r", "").strip(XML_BLANKS)
            self.row = int(told) if re.fullmatch("[0-9]{1,7}", told) else self.row + 1
            self.column, self.columns = 0, set()
            if told and self.row != int(told if told.isdecimal() else -1):
                self._fault("", f"raden efter rad {self.row - 1} har ett nummer som inte är något tal")
            if self.row in self.rows:
                self._fault("", f"rad {self.row} står två gånger i filen")
            self.rows.add(self.row)
            self.out.append(f'<row r="{self.row}">')
        elif name == "c":
            self.cell = _Cell(attributes)
        elif name == "mergeCell" and (cells := re.fullmatch("[A-Z0-9:]+", attributes.get("ref", ""))):
            self.merged.append(cells[0])
        return True

    def _start_in_cell(self, cell: _Cell, name: str) -> bool:
        if name in SAID_NOTHING:
            return False
        if name == "is":
            cell.texts = [] if cell.texts is None else [*cell.texts, ""]
        elif name in ("v", "t"):
            self.heard = []
        elif name == "f":
            cell.formula = True
        return name in ("is", "v", "t", "f", "r")

    def end(self, name: str) -> None:
        """An element of the sheet's own namespace ends."""
        if name == "row":
            self.out.append("</row>")
        if self.cell is None:
            return
        if name == "v":
            self.cell.values.append(self.said())
        elif name == "t" and self.cell.texts is not None:
            self.cell.texts.append(self.said())
        elif name == "c":
            self._write(self.cell)
            self.cell = None

    def _write(self, cell: _Cell) -> None:
        place = self._place(cell.attributes.get("r"))
        style = cell.attributes.get("s", "").strip(XML_BLANKS)
        styled = f' s="{int(style)}"' if re.fullmatch("[0-9]{1,9}", style) else ""
        kind = cell.attributes.get("t", "n")
        if len(cell.values) + (cell.texts is not None) > 1:
            self._fault(place, "har två värden")
            return
        if cell.texts is not None:
            kind, value = "text", "".join(cell.texts)
        elif kind in ("str", "inlineStr"):
            value = "".join(cell.values)
            if kind == "inlineStr" and value:
                self._fault(place, "har en text som inte står där den ska")
                return
            kind = "text"
        else:
            value = "".join(cell.values).strip(XML_BLANKS)
        said = self._said(kind, value, place)
        if said is None:
            return
        if said.startswith("><v>") and abs(Decimal(value)) > LAST_DAY:
            styled = ""
        if said:
            self.out.append(f'<c r="{place}"{styled}{said}</c>')
        elif cell.formula and kind != "text":
            self.out.append(f'<c r="{place}"><f/></c>')

    def _said(self, kind: str, value: str, place: str) -> str | None:
        """What is written of a cell after its attributes, nothing of an empty one; None of a fault."""
        if not value:
            return ""
        if kind == "text":
            return f' t="inlineStr"><is><t xml:space="preserve">{escaped(value)}</t></is>'
        if kind == "n" and (number := NUMBER.fullmatch(value)) and (number[2] or len(number[3]) > 1):
            return f"><v>{number[1].strip('+')}{number[2] or '0'}{number[3]}{number[4]}</v>"
        if kind == "s" and value == "-1":
            self.empty += 1
            self.first_empty = self.first_empty or self.row
            return ""
        if kind == "s" and re.fullmatch("[0-9]{1,9}", value) and int(value) < self.texts:
            return f' t="s"><v>{int(value)}</v>'
        if kind == "b" and value in ("0", "1", "true", "false"):
            return f' t="b"><v>{value}</v>'
        if kind == "d" and ISO.fullmatch(value):
            return f' t="d"><v>{value}</v>'
        if kind == "e":
            return ' t="e"><v>#REF!</v>'
        self._fault(place, WRONG.get(kind, "är av en typ som inte finns"))
        return None

    def _place(self, told: str | None) -> str:
        """Where a cell stands, as Excel writes it."""
        self.column += 1
        if told is not None:
            place = PLACE.fullmatch(told)
            column = column_number(place[1]) if place else 0
            if place is None or column > MOST_COLUMNS or int(place[2]) > MOST_ROWS:
                self._fault("", f"en cell på rad {self.row} har en plats som inte finns")
            elif int(place[2]) != self.row:
                self._fault(told.upper(), f"står bland cellerna på rad {self.row}")
            self.column = column or self.column
        written = f"{column_letters(self.column)}{self.row}"
        if self.column in self.columns:
            self._fault(written, "står två gånger i filen")
        self.columns.add(self.column)
        return written

    def _fault(self, place: str, what: str) -> None:
        if len(self.faults) >= MOST_LINES:
            self.more += 1
            return
        message = f"cellen {place} {what}" if place else what
        self.faults.append(
            finding(
                "cell-oklar", f"{message}, så att filen inte har en enda läsning", LOOK, file=self.file, row=self.row
            )
        )


WRONG = {
    "n": "ska vara ett tal men är det inte",
    "s": "hänvisar till en text som inte finns",
    "b": "ska vara sant eller falskt men är inget av dem",
    "d": "ska vara ett datum men är det inte",
}
