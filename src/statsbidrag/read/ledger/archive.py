"""What the archive of an .xlsx must be before anything in it is read.

Owns the limits against files that are made to fill a computer, or to reach outside themselves: a part that is far
larger unpacked than packed, documents that declare a DTD or entities, archives in archives. Macros and links to other
files are never opened. Also which sheets there are, in what order and from which year days are counted.
"""

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from ...base.errors import LedgerRefused
from .batches import Content
from .dates import Base
from .told import whole

ZIP_MAGIC = b"PK\x03\x04"
OLE_MAGIC = b"\xd0\xcf\x11\xe0"
# A locked .xlsx is an OLE file with a part of this name, in UTF-16.
LOCKED_MARK = "EncryptedPackage".encode("utf-16-le")
WORKBOOK = "xl/workbook.xml"
WORKBOOK_RELATIONS = "xl/_rels/workbook.xml.rels"
# Parts that are read beside the sheets.
SHARED = ("xl/sharedStrings.xml", "xl/styles.xml")
LARGEST_INDEX = 2_000_000
# A full sheet of twenty columns is below both; XML of ledgers is packed to about a tenth.
LARGEST_UNPACKED = 3 << 30
LARGEST_RATIO = 100
SMALL = 32 << 20
CHUNK = 1 << 20
HIDDEN = ("hidden", "veryHidden")
AGAIN = "Hämta uttaget på nytt ur ekonomisystemet."


@dataclass(frozen=True)
class Sheet:
    """A sheet of the workbook: its name, the part of the archive that holds it, and whether its tab is hidden."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True)
class Workbook:
    """The sheets in the order of their tabs, and the year days are counted from."""

    sheets: list[Sheet]
    base: Base


def refuse_other_formats(content: Content, file: str) -> None:
    """Raises LedgerRefused for what is no .xlsx by its first bytes: empty, .xls, locked, or anything else."""
    start = content[:8] if isinstance(content, bytes) else _start(content)
    if not start:
        raise LedgerRefused(f"{file}: filen är tom. {AGAIN}")
    if start.startswith(OLE_MAGIC):
        held = content if isinstance(content, bytes) else content.read_bytes()
        found = "låst med lösenord" if LOCKED_MARK in held else "sparad i det gamla formatet .xls"
        raise LedgerRefused(f"{file}: filen är {found}. Spara den som .xlsx utan lösenord.")
    if not start.startswith(ZIP_MAGIC):
        raise LedgerRefused(f"{file}: filen är ingen Excelfil (.xlsx) fast namnet säger det. {AGAIN}")


@contextmanager
def told_as_damaged(file: str) -> Iterator[None]:
    """What a damaged archive raises, told as such."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ElementTree.ParseError, RuntimeError):
        damaged = "filen är avklippt eller skadad och går inte att läsa som .xlsx"
        raise LedgerRefused(f"{file}: {damaged}. {AGAIN}") from None


def read_workbook(archive: zipfile.ZipFile, file: str) -> Workbook:
    """What an archive says that it holds. Raises LedgerRefused for what goes beyond the limits."""
    _refuse_bombs(archive, file)
    if WORKBOOK not in archive.namelist():
        raise LedgerRefused(f"{file}: filen är ett arkiv (zip) utan arbetsbok i. Packa upp det och lägg in uttaget.")
    for name in {*SHARED}.intersection(archive.namelist()):
        with archive.open(name) as part:
            while document := part.read(CHUNK):
                refuse_declarations(document, file)
    parts = {relation.get("Id"): relation.attrib["Target"] for relation in _index(archive, WORKBOOK_RELATIONS, file)}
    workbook = _index(archive, WORKBOOK, file)
    sheets = []
    for sheet in workbook.iterfind("./{*}sheets/{*}sheet"):
        wanted = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), None)
        place = posixpath.normpath(posixpath.join("/xl", parts[wanted])).lstrip("/")
        sheets.append(Sheet(sheet.get("name", ""), place, sheet.get("state") in HIDDEN))
    if not sheets:
        raise LedgerRefused(f"{file}: arbetsboken har inget blad. {AGAIN}")
    about = workbook.find("./{*}workbookPr")
    counts_from_1904 = about is not None and about.get("date1904") in ("1", "true")
    return Workbook(sheets, 1904 if counts_from_1904 else 1900)


def refuse_declarations(document: bytes, file: str) -> None:
    """Raises LedgerRefused for XML that declares a DTD or entities, or is in another encoding than UTF-8."""
    # One sign is looked for at a fraction of what a word costs, and neither is in an ordinary sheet.
    declared = b"!" in document and (b"<!DOCTYPE" in document or b"<!ENTITY" in document)
    if declared or b"\x00" in document:
        raise LedgerRefused(
            f"{file}: filen har XML-deklarationer som inte hör hemma i ett uttag och läses inte. {AGAIN}"
        )


def _start(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(8)


def _refuse_bombs(archive: zipfile.ZipFile, file: str) -> None:
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    swollen = any(part.file_size > max(SMALL, LARGEST_RATIO * part.compress_size) for part in parts)
    if unpacked > LARGEST_UNPACKED or swollen:
        raise LedgerRefused(
            f"{file}: filen blir {whole(unpacked >> 20)}\u00a0MB uppackad, mer än ett uttag kan vara, och läses inte. "
            f"{AGAIN}"
        )


def _index(archive: zipfile.ZipFile, name: str, file: str) -> ElementTree.Element:
    with archive.open(name) as part:
        document = part.read(LARGEST_INDEX)
    refuse_declarations(document, file)
    return ElementTree.fromstring(document)
