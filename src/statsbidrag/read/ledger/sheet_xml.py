"""What a sheet's own XML tells that its cells do not: formulas without value, error cells, merged cells.

Owns what merged cells mean. Only the first has a value; below the headings the others are read as empty, so that rows
would lose their codes in silence. Cells merged sideways are usual in rows of sums, and are told; those merged downwards
refuse the file.
"""

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import IO

import numpy as np

from ...base.findings import Finding, finding
from .archive import CHUNK, Sheet, refuse_declarations
from .columns import Header
from .told import row_count

ROOT = re.compile(rb"<(?:([A-Za-z_][\w.-]*):)?worksheet[\s>]")
FAULTS = {"felcell": "ett Excelfel (till exempel #REF!)", "formel-utan-varde": "en formel utan sparat värde"}
UNPLACED = "(utan angiven plats)"
AS_VALUES = "Öppna filen i Excel, räkna om den, klistra in cellerna som värden och spara."
MERGED = "celler-sammanslagna"
RANGE = re.compile(r"[A-Z]+([0-9]+):[A-Z]+([0-9]+)")


@dataclass(frozen=True)
class Merge:
    """Merged cells: their range as Excel writes it, the first row and the last."""

    cells: str
    first: int
    last: int


@dataclass
class Examined:
    """``faults`` refuse the sheet when it is the one to read; ``merged`` do when they stand among its rows."""

    faults: list[Finding] = field(default_factory=list)
    merged: list[Merge] = field(default_factory=list)


def examined(archive: zipfile.ZipFile, chosen: Sheet, file: str) -> Examined:
    """A sheet looked through."""
    found = Examined()
    with archive.open(chosen.part) as sheet:
        for cell, code in _scanned(sheet, file):
            if code == MERGED:
                if rows := RANGE.fullmatch(cell):
                    found.merged.append(Merge(cell, int(rows[1]), int(rows[2])))
                continue
            row = int(re.sub("[A-Z]", "", cell)) if cell else None
            message = f"cellen {cell or UNPLACED} har {FAULTS[code]}"
            found.faults.append(finding(code, message, AS_VALUES, file=file, row=row))
    return found


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


def _may_have_faults(rows: bytes, prefix: bytes) -> bool:
    """Whether a formula or an error cell can be in a part of the sheet: a quick look, all signs at once."""
    signs = np.frombuffer(rows, dtype=np.uint8)
    before, sign, after = signs[:-2], signs[1:-1], signs[2:]
    quoted = ((before == ord('"')) & (after == ord('"'))) | ((before == ord("'")) & (after == ord("'")))
    if (quoted & (sign == ord("e"))).any():
        return True
    return b"<" + prefix + b"f" in rows if prefix else bool(((before == ord("<")) & (sign == ord("f"))).any())


def _scanned(sheet: IO[bytes], file: str) -> Iterator[tuple[str, str]]:
    """Cell references ("" when the sheet leaves them out) with the code of the finding, and ranges of merged cells.

    Read in whole rows of about a megabyte, so that a large sheet is never held whole. What is merged stands after them.
    """
    held = sheet.read(CHUNK)
    root = ROOT.search(held)
    prefix = root[1] + b":" if root and root[1] else b""
    row_end = b"</" + prefix + b"row>"
    cell = re.compile(rb"<%bc(?=[\s/>])([^>]*?)(?:/>|>(.*?)</%bc>)" % (prefix, prefix), re.DOTALL)
    formula = re.compile(rb"<%bf[\s/>]" % prefix)
    value = re.compile(rb"<%bv(?:\s[^>]*)?>[^<]" % prefix)
    while held:
        chunk = sheet.read(CHUNK)
        cut = held.rfind(row_end) if chunk else len(held)
        rows, held = (held[:cut], held[cut:]) if cut > 0 else (b"", held)
        refuse_declarations(rows, file)
        if _may_have_faults(rows, prefix):
            for match in cell.finditer(rows):
                attributes, inner = match[1], match[2] or b""
                kind = re.search(rb"\bt=[\"'](\w+)[\"']", attributes)
                reference = re.search(rb"\br=[\"']([A-Z]+[0-9]+)[\"']", attributes)
                name = reference[1].decode("ascii") if reference else ""
                if kind and kind[1] == b"e":
                    yield name, "felcell"
                elif formula.search(inner) and not value.search(inner) and not (kind and kind[1] == b"str"):
                    yield name, "formel-utan-varde"
        if not chunk:
            for match in re.finditer(rb"<%bmergeCell\s[^>]*?\bref=[\"']([A-Z0-9:]+)[\"']" % prefix, rows):
                yield match[1].decode("ascii"), MERGED
            return
        held += chunk
