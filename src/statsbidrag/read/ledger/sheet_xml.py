"""What a sheet's own XML tells that its cells do not: formulas without value, error cells, merged cells, odd spellings.

Owns what merged cells mean. Only the first has a value; below the headings the others are read as empty, so that rows
would lose their codes in silence. Cells merged sideways are usual in rows of sums, and are told; those merged downwards
refuse the file. Which spellings of a sheet the library can be trusted with, ``sheet_grammar`` tells.
"""

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import IO

from ...base.errors import LedgerRefused
from ...base.findings import Finding, finding
from .columns import Header
from .namespaces import MAIN
from .places import column_letters, column_number
from .sheet_grammar import ESCAPED, PLAIN_COLUMNS, Grammar, filled_cells, grammar, is_written
from .told import row_count, whole

ROOT = re.compile(rb"<(?:([A-Za-z_][\w.-]*):)?worksheet[\s>]")
DECLARATION = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<\?xml\s[^>]*\?>")
ENCODING = re.compile(rb"encoding=[\"']([^\"']*)")
DIMENSION = re.compile(rb"<(?:[\w.-]+:)?dimension(?=[\s/>])([^>]*?)(?:/>|>\s*</(?:[\w.-]+:)?dimension\s*>)")
USUAL_DIMENSION = re.compile(rb" ref=\"[A-Z]{1,3}[1-9][0-9]{0,6}(?::[A-Z]{1,3}[1-9][0-9]{0,6})?\"\s*")
FAULTS = {"felcell": "ett Excelfel (till exempel #REF!)", "formel-utan-varde": "en formel utan sparat värde"}
UNPLACED = "(utan angiven plats)"
AS_VALUES = "Öppna filen i Excel, räkna om den, klistra in cellerna som värden och spara."
MERGED = "celler-sammanslagna"
RANGE = re.compile(r"[A-Z]+([0-9]+):[A-Z]+([0-9]+)")
# The dearest of what is done to a block is begun anew for each, so that a small block costs more by the byte.
BLOCK = 1 << 22
# Cells the library makes room for, filled or not; a full sheet of the columns of any ledger is below.
LARGEST_AREA = 100_000_000
TRIM = "Ta bort det som står utanför tabellen i Excel och spara."
LAST_ROW = re.compile(rb"<(?:[\w.-]+:)?row(?=[\s/>])[^>]*?\sr=\"([0-9]+)\"")


@dataclass(frozen=True)
class Merge:
    """Merged cells: their range as Excel writes it, the first row and the last."""

    cells: str
    first: int
    last: int


@dataclass
class Examined:
    """``faults`` refuse the sheet when it is the one to read; ``merged`` do when they stand among its rows.

    ``odd``: some of it is written in another way than the library is trusted with, and then the rest tells nothing.
    ``misplaced``: only the place it says to take up is none, and it is right without. ``filled`` is how many cells have
    a value, ``more`` how many faults there are beyond those kept. No cell is further to the right than ``width``, or
    further down than ``height``.
    """

    faults: list[Finding] = field(default_factory=list)
    more: int = 0
    merged: list[Merge] = field(default_factory=list)
    odd: bool = False
    misplaced: bool = False
    filled: int = 0
    width: int = 0
    height: int = 0


def examined(archive: zipfile.ZipFile, part: str, file: str) -> Examined:
    """A sheet looked through, up to where it is odd. Raises LedgerRefused for one that is far larger than a ledger."""
    found = Examined()
    with archive.open(part) as sheet:
        head, rest = sheet_head(sheet)
        if not (root := ROOT.search(head)):
            # A sheet of a diagram, which has no rows.
            return found
        prefix = root[1].decode("ascii", "replace") + ":" if root[1] else ""
        found.odd = _is_odd_head(head, prefix)
        found.misplaced = any(not USUAL_DIMENSION.fullmatch(told) for told in DIMENSION.findall(head))
        written = grammar(prefix)
        for rows, tail in _blocks(sheet, rest, prefix):
            if found.odd:
                return found
            found.filled += _examine_rows(rows, written, found, file)
            if not found.odd and found.width * found.height > LARGEST_AREA:
                raise LedgerRefused(
                    f"{file}: ett blad har celler ända bort till kolumn {column_letters(found.width)} och rad "
                    f"{whole(found.height)}, längre än ett uttag. {TRIM}"
                )
            found.odd |= _is_odd_tail(tail, prefix)
            for match in re.finditer(rb"<%bmergeCell\s[^>]*?\bref=[\"']([A-Z0-9:]+)[\"']" % prefix.encode(), tail):
                cells = match[1].decode("ascii")
                if several := RANGE.fullmatch(cells):
                    found.merged.append(Merge(cells, int(several[1]), int(several[2])))
    return found


def is_odd_document(document: bytes) -> bool:
    """Whether a document, or the beginning of one, has what the library may take for something else.

    That is comments, CDATA, instructions, declarations of its own, or another encoding than UTF-8.
    """
    declaration = DECLARATION.match(document)
    encoding = ENCODING.search(declaration[0]) if declaration else None
    if b"\0" in document or (encoding and encoding[1].lower() not in (b"utf-8", b"us-ascii")):
        return True
    return b"<!" in document or document.count(b"<?") > (1 if declaration else 0)


def merged_downwards(merged: Sequence[Merge], header: Header, file: str) -> list[Finding]:
    """Cells below the headings that are merged over several rows."""
    return [
        finding(
            MERGED,
            f"cellerna {one.cells} är sammanslagna, så att bara den första raden har värdet",
            "Dela cellerna i Excel, fyll i värdet på varje rad och spara.",
            file=file,
            row=one.first,
        )
        for one in merged
        if header.row < one.first < one.last
    ]


def merged_sideways(merged: Sequence[Merge], header: Header, file: str) -> list[Finding]:
    """That there are rows below the headings in which cells are merged, as in rows of sums."""
    rows = sorted({one.first for one in merged if one.first > header.row})
    if not rows:
        return []
    return [
        finding(
            "celler-sammanslagna-i-sidled",
            f"{row_count(len(rows))} har sammanslagna celler, först rad {rows[0]}; bara den första cellen har värdet",
            "Inget behöver göras om raderna är summor. Dela annars cellerna i Excel och fyll i värdena.",
            file=file,
            row=rows[0],
        )
    ]


def sheet_head(sheet: IO[bytes]) -> tuple[bytes, bytes]:
    """A sheet up to its first row, and what has been read after it."""
    held = b""
    while block := sheet.read(BLOCK):
        held += block
        if start := re.search(rb"<(?:[\w.-]+:)?sheetData(?=[\s/>])[^>]*>", held):
            return held[: start.end()], held[start.end() :]
    return held, b""


def _is_odd_head(head: bytes, prefix: str) -> bool:
    if is_odd_document(head) or b"AlternateContent" in head:
        return True
    if head.endswith(b"/>"):
        return True
    namespace = re.search(rb"\sxmlns%b=[\"']([^\"']*)" % (b":" + prefix[:-1].encode() if prefix else b""), head)
    return (namespace[1].decode("utf-8", "replace") if namespace else "") not in MAIN


def _is_odd_tail(tail: bytes, prefix: str) -> bool:
    """Whether what stands after the rows may have more of them, or hide what is merged."""
    return b"\0" in tail or b"<!" in tail or b"<?" in tail or b"<%bsheetData" % prefix.encode() in tail


def _blocks(sheet: IO[bytes], held: bytes, prefix: str) -> Iterator[tuple[bytes, bytes]]:
    """The rows of a sheet in blocks of a few megabytes, so that a large one is never held whole; last what is after."""
    row_end, data_end = b"</%brow>" % prefix.encode(), b"</%bsheetData" % prefix.encode()
    while block := sheet.read(BLOCK):
        held += block
        cut = held.rfind(row_end) + len(row_end)
        if cut >= len(row_end):
            rows, held = held[:cut], held[cut:]
            yield rows, b""
    rows, end, tail = held.partition(data_end)
    yield rows, tail if end else b"<!"


def _examine_rows(rows: bytes, written: Grammar, found: Examined, file: str) -> int:
    """Look through rows and keep what is found; returns how many cells have a value."""
    if is_written(rows, written.plain):
        last = LAST_ROW.match(rows, max(rows.rfind(b"<%brow " % written.prefix), 0))
        found.width, found.height = max(found.width, PLAIN_COLUMNS), max(found.height, int(last[1]) if last else 0)
        return filled_cells(rows)
    if not is_written(rows, written.loose):
        found.odd = True
        return 0
    filled = 0
    for match in written.cell.finditer(rows):
        attributes, inner = match[1], match[2] or b""
        kind = re.search(rb"\bt=\"(\w+)\"", attributes)
        type_ = kind[1] if kind else b"n"
        value = written.value.search(inner)
        has_value = type_ == b"inlineStr" and bool(inner.strip())
        if value and type_ != b"inlineStr":
            has_value = bool(value[1]) or type_ == b"str"
        if place := re.search(rb"\br=\"([A-Z]+)([0-9]+)\"", attributes):
            found.width = max(found.width, column_number(place[1].decode()))
            found.height = max(found.height, int(place[2]))
        if type_ == b"e" and value and value[1]:
            found.faults.append(_fault(attributes, "felcell", file))
            continue
        if written.formula.search(inner) and not has_value:
            found.faults.append(_fault(attributes, "formel-utan-varde", file))
        if type_ == b"str" and value and ESCAPED.search(value[1] or b""):
            found.odd = True
        filled += has_value
    return filled


def _fault(attributes: bytes, code: str, file: str) -> Finding:
    reference = re.search(rb"\br=\"([A-Z]+)([0-9]+)\"", attributes)
    cell = (reference[1] + reference[2]).decode("ascii") if reference else UNPLACED
    message = f"cellen {cell} har {FAULTS[code]}"
    return finding(code, message, AS_VALUES, file=file, row=int(reference[2]) if reference else None)
