"""Ledger exports as .xlsx, every cell of the first sheet as text.

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
AS_VALUES = "Öppna filen i Excel, räkna om den, klistra in cellerna som värden och spara."


def read_excel(content: bytes, file: str) -> pd.DataFrame:
    """The cells of the first sheet: a text frame, columns 0 …, "" for empty, index = row in the file (1 = first).

    Raises LedgerRefused for what is no readable .xlsx, for formulas without value and for error cells.
    """
    _refuse_other_formats(content, file)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            found = list(_cell_findings(archive, file))
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ElementTree.ParseError, RuntimeError):
        damaged = "filen är avklippt eller skadad och går inte att läsa som .xlsx"
        raise LedgerRefused(f"{file}: {damaged}. {AGAIN}") from None
    if found:
        raise refused(found)
    try:
        cells = fastexcel.read_excel(content).load_sheet_eager(0, header_row=None, skip_rows=0, dtypes="string")
    except fastexcel.FastExcelError:
        raise LedgerRefused(f"{file}: första bladet går inte att läsa. {AGAIN}") from None
    # Empty cells are filled before pandas gets them, and the texts stay where they are: both would be copies.
    columns = {number: pc.fill_null(column, "") for number, column in enumerate(cells.columns)}
    series = {number: pd.array(column, "str") for number, column in columns.items()}
    return pd.DataFrame(series, index=pd.RangeIndex(1, cells.num_rows + 1), copy=False)


def _refuse_other_formats(content: bytes, file: str) -> None:
    if not content:
        raise LedgerRefused(f"{file}: filen är tom. {AGAIN}")
    if content.startswith(OLE_MAGIC):
        raise LedgerRefused(
            f"{file}: filen är låst med lösenord eller sparad i det gamla formatet .xls. "
            "Spara den som .xlsx utan lösenord."
        )
    if not content.startswith(ZIP_MAGIC):
        raise LedgerRefused(f"{file}: filen är ingen Excelfil (.xlsx) fast namnet säger det. {AGAIN}")


def _cell_findings(archive: zipfile.ZipFile, file: str) -> Iterator[Finding]:
    """Formulas without value and error cells of the first sheet."""
    with archive.open(_first_sheet(archive, file)) as sheet:
        for cell, fault in _suspect_cells(sheet, file):
            row = int(re.sub("[A-Z]", "", cell)) if cell else None
            message = f"cellen {cell or UNPLACED} har {FAULTS[fault]}"
            yield finding(fault, message, AS_VALUES, file=file, row=row)


def _first_sheet(archive: zipfile.ZipFile, file: str) -> str:
    """The path in the archive of the workbook's first sheet."""
    sheet = _index(archive, WORKBOOK, file).find("./{*}sheets/{*}sheet")
    if sheet is None:
        raise LedgerRefused(f"{file}: arbetsboken har inget blad. {AGAIN}")
    wanted = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), None)
    for relation in _index(archive, WORKBOOK_RELATIONS, file):
        if relation.get("Id") == wanted:
            return posixpath.normpath(posixpath.join("/xl", relation.attrib["Target"])).lstrip("/")
    raise KeyError(WORKBOOK_RELATIONS)


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
