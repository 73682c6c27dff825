"""Ledger exports as .xlsx, every cell of the first visible sheet as text.

Owns what a workbook must be: a real, unlocked .xlsx whose formulas all have their values stored. fastexcel reads the
cells; a formula without a stored value looks to it like an empty cell and an error cell likewise, so both are looked
for in the sheet's own XML. Documents that declare a DTD or entities are refused.
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO
from xml.etree import ElementTree

import fastexcel
import numpy as np
import pandas as pd
import pyarrow.compute as pc

from ...errors import LedgerRefused
from ...findings import Finding, finding
from .refusal import refused

ZIP_MAGIC = b"PK\x03\x04"
OLE_MAGIC = b"\xd0\xcf\x11\xe0"
WORKBOOK = "xl/workbook.xml"
WORKBOOK_RELATIONS = "xl/_rels/workbook.xml.rels"
LARGEST_INDEX = 5_000_000
CHUNK = 1 << 20
ROOT = re.compile(rb"<(?:([A-Za-z_][\w.-]*):)?worksheet[\s>]")
AGAIN = "Hämta uttaget på nytt ur ekonomisystemet."
FAULTS = {"felcell": "ett Excelfel (till exempel #REF!)", "formel-utan-varde": "en formel utan sparat värde"}
UNPLACED = "(utan angiven plats)"
HIDDEN = ("hidden", "veryHidden")
UNHIDE = "Ta fram de dolda bladen i Excel, låt bladet med uttaget stå först och spara."
# A locked .xlsx is an OLE file with a part of this name, in UTF-16.
LOCKED_MARK = "EncryptedPackage".encode("utf-16-le")
AS_VALUES = "Öppna filen i Excel, räkna om den, klistra in cellerna som värden och spara."


@dataclass(frozen=True)
class Sheet:
    """A sheet of the workbook: the part of the archive that holds it, and whether its tab is hidden."""

    part: str
    hidden: bool


def read_excel(content: bytes, file: str) -> tuple[pd.DataFrame, list[Finding]]:
    """The cells of the first visible sheet: a text frame, columns 0 …, "" for empty, index = row in the file (1 =
    first); and a finding when sheets are hidden.

    Raises LedgerRefused for what is no readable .xlsx, where every sheet is hidden, for formulas without value and for
    error cells.
    """
    _refuse_other_formats(content, file)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            sheets = _sheets(archive, file)
            place = next((number for number, sheet in enumerate(sheets) if not sheet.hidden), None)
            if place is None:
                raise LedgerRefused(f"{file}: alla blad i arbetsboken är dolda. {UNHIDE}")
            found = list(_cell_findings(archive, sheets[place], file))
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ElementTree.ParseError, RuntimeError):
        damaged = "filen är avklippt eller skadad och går inte att läsa som .xlsx"
        raise LedgerRefused(f"{file}: {damaged}. {AGAIN}") from None
    if found:
        raise refused(found)
    try:
        cells = fastexcel.read_excel(content).load_sheet_eager(place, header_row=None, skip_rows=0, dtypes="string")
    except fastexcel.FastExcelError:
        raise LedgerRefused(f"{file}: första synliga bladet går inte att läsa. {AGAIN}") from None
    # Empty cells are filled before pandas gets them, and the texts stay where they are: both would be copies.
    columns = {number: pc.fill_null(column, "") for number, column in enumerate(cells.columns)}
    series = {number: pd.array(column, "str") for number, column in columns.items()}
    frame = pd.DataFrame(series, index=pd.RangeIndex(1, cells.num_rows + 1), copy=False)
    return frame, _hidden_sheets(sheets, place, file)


def _refuse_other_formats(content: bytes, file: str) -> None:
    if not content:
        raise LedgerRefused(f"{file}: filen är tom. {AGAIN}")
    if content.startswith(OLE_MAGIC):
        locked = LOCKED_MARK in content
        found = "låst med lösenord" if locked else "sparad i det gamla formatet .xls"
        raise LedgerRefused(f"{file}: filen är {found}. Spara den som .xlsx utan lösenord.")
    if not content.startswith(ZIP_MAGIC):
        raise LedgerRefused(f"{file}: filen är ingen Excelfil (.xlsx) fast namnet säger det. {AGAIN}")


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


def _cell_findings(archive: zipfile.ZipFile, chosen: Sheet, file: str) -> Iterator[Finding]:
    """Formulas without value and error cells of a sheet."""
    with archive.open(chosen.part) as sheet:
        for cell, fault in _suspect_cells(sheet, file):
            row = int(re.sub("[A-Z]", "", cell)) if cell else None
            message = f"cellen {cell or UNPLACED} har {FAULTS[fault]}"
            yield finding(fault, message, AS_VALUES, file=file, row=row)


def _sheets(archive: zipfile.ZipFile, file: str) -> list[Sheet]:
    """The workbook's sheets in the order of their tabs."""
    parts = {relation.get("Id"): relation.attrib["Target"] for relation in _index(archive, WORKBOOK_RELATIONS, file)}
    sheets = []
    for sheet in _index(archive, WORKBOOK, file).iterfind("./{*}sheets/{*}sheet"):
        wanted = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), None)
        part = posixpath.normpath(posixpath.join("/xl", parts[wanted])).lstrip("/")
        sheets.append(Sheet(part, sheet.get("state") in HIDDEN))
    if not sheets:
        raise LedgerRefused(f"{file}: arbetsboken har inget blad. {AGAIN}")
    return sheets


def _index(archive: zipfile.ZipFile, name: str, file: str) -> ElementTree.Element:
    with archive.open(name) as part:
        document = part.read(LARGEST_INDEX)
    _refuse_declarations(document, file)
    return ElementTree.fromstring(document)


def _refuse_declarations(document: bytes, file: str) -> None:
    # One sign is looked for at a fraction of what a word costs, and neither is in an ordinary sheet.
    declared = b"!" in document and (b"<!DOCTYPE" in document or b"<!ENTITY" in document)
    if declared or b"\x00" in document:
        raise LedgerRefused(
            f"{file}: filen har XML-deklarationer som inte hör hemma i ett uttag och läses inte. {AGAIN}"
        )


def _may_have_faults(rows: bytes, prefix: bytes) -> bool:
    """Whether a formula or an error cell can be in a part of the sheet: a quick look, all signs at once."""
    signs = np.frombuffer(rows, dtype=np.uint8)
    before, sign, after = signs[:-2], signs[1:-1], signs[2:]
    quoted = ((before == ord('"')) & (after == ord('"'))) | ((before == ord("'")) & (after == ord("'")))
    if (quoted & (sign == ord("e"))).any():
        return True
    return b"<" + prefix + b"f" in rows if prefix else bool(((before == ord("<")) & (sign == ord("f"))).any())


def _suspect_cells(sheet: IO[bytes], file: str) -> Iterator[tuple[str, str]]:
    """Cell references ("" when the sheet leaves them out) with the code of the finding.

    Read in whole rows of about a megabyte, so that a large sheet is never held whole.
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
        _refuse_declarations(rows, file)
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
            return
        held += chunk
