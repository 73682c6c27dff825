"""What the archive of an .xlsx must be before anything in it is read.

Owns the limits against files that are made to fill a computer, or to reach outside themselves: a part that is far
larger unpacked than packed, documents that declare a DTD or entities, archives in archives. Macros and links to other
files are never opened. What the parts are, ``package`` tells.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree

from ...base.errors import LedgerRefused
from ..text.text_file import OLE_MAGIC, ZIP_MAGIC, Content
from .told import whole

# A locked .xlsx is an OLE file with a part of this name, in UTF-16.
LOCKED_MARK = "EncryptedPackage".encode("utf-16-le")
LARGEST_INDEX = 2_000_000
# A full sheet of twenty columns is below both; XML of ledgers is packed to about a tenth.
LARGEST_UNPACKED = 3 << 30
LARGEST_RATIO = 100
SMALL = 32 << 20
CHUNK = 1 << 20
DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
AGAIN = "Hämta uttaget på nytt ur ekonomisystemet."


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


def refuse_declarations(document: bytes, file: str) -> None:
    """Raises LedgerRefused for XML that declares a DTD or entities."""
    # One sign is looked for at a fraction of what a word costs, and is in few documents. UTF-16 has zeros between.
    if b"!" in document and DECLARED.search(document.replace(b"\0", b"")):
        raise refused_declarations(file)


def refused_declarations(file: str) -> LedgerRefused:
    """The refusal of XML that declares a DTD or entities."""
    return LedgerRefused(f"{file}: filen har XML-deklarationer som inte hör hemma i ett uttag och läses inte. {AGAIN}")


def _start(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(8)


def refuse_bombs(archive: zipfile.ZipFile, file: str) -> None:
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    swollen = any(part.file_size > max(SMALL, LARGEST_RATIO * part.compress_size) for part in parts)
    if unpacked > LARGEST_UNPACKED or swollen:
        raise LedgerRefused(
            f"{file}: filen blir {whole(unpacked >> 20)}\u00a0MB uppackad, mer än ett uttag kan vara, och läses inte. "
            f"{AGAIN}"
        )


def document(archive: zipfile.ZipFile, name: str, file: str) -> bytes:
    """A small part, whole. Raises LedgerRefused for one that declares a DTD or entities."""
    with archive.open(name) as part:
        held = part.read(LARGEST_INDEX)
    refuse_declarations(held, file)
    return held
