"""In which encoding a .csv is read: by its bytes, or as the region file tells, and what may stand between its fields.

Owns what happens when the two are at odds. What the region file tells goes before a guess between code pages, but not
before a byte order mark, nor before bytes that are UTF-8 beyond ASCII, which text in a code page never is by chance:
read in a code page, such a file would have other letters than were written.
"""

import codecs
import io
import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from ...base.errors import LedgerRefused
from .encoding import CODE_PAGES, encoding_of

Content = bytes | Path
"""A file: its bytes, or where it lies."""
SEPARATORS = {";": ";", ",": ",", "tab": "\t", "|": "|"}
ZIP_MAGIC = b"PK\x03\x04"
OLE_MAGIC = b"\xd0\xcf\x11\xe0"
BLOCK = 1 << 22
OTHER_FORMATS = (ZIP_MAGIC, OLE_MAGIC)
NO_MARK = ("utf-8", *CODE_PAGES)
BYTE_ORDERS = ("utf-16-le", "utf-16-be")
TELLS = "som ledger.csv_encoding i regionens fil i params/regions/ säger"


def opened(content: Content) -> BinaryIO:
    """A file as a stream of bytes."""
    return io.BytesIO(content) if isinstance(content, bytes) else content.open("rb")


def encoding_read(content: Content, file: str, told: str | None) -> str:
    """Python's name of the encoding to read in; ``told`` is that of the region file, None where it leaves it open.

    Raises LedgerRefused for a file that is empty, or in another encoding than the region file tells.
    """
    found = _found(content)
    if found is None:
        raise LedgerRefused(f"{file}: filen är tom. Hämta uttaget på nytt ur ekonomisystemet.")
    with opened(content) as stream:
        if stream.read(8).startswith(OTHER_FORMATS):
            raise LedgerRefused(
                f"{file}: filen är en Excelfil eller ett arkiv fast namnet säger .csv. "
                "Spara den som CSV, eller ge den ändelsen .xlsx om det är en sådan."
            )
    if told is None or found.removesuffix("-sig") == told or (told == "utf-16" and found in BYTE_ORDERS):
        return found
    if told != "utf-16" and found == "utf-8" and _is_ascii(content):
        return found
    if told == "utf-16" or found not in CODE_PAGES:
        raise LedgerRefused(
            f"{file}: filen är sparad som {found.removesuffix('-sig')}, inte som {told}, {TELLS}. "
            f"Spara om filen som {told}, eller ta bort csv_encoding så att varje fil visar det själv."
        )
    if row := _first_undecodable(content, told):
        raise LedgerRefused(
            f"{file}:{row}: filen är inte sparad som {told}, {TELLS}. "
            f"Spara om filen som {told}, eller ta bort csv_encoding så att varje fil visar det själv."
        )
    return told


@contextmanager
def told_as_undecodable(content: Content, encoding: str, file: str) -> Iterator[None]:
    """Bytes that are no text in the encoding, told with the row of the first."""
    try:
        yield
    except UnicodeDecodeError:
        raise LedgerRefused(
            f"{file}:{_first_undecodable(content, encoding)}: filen är avklippt eller har tecken som inte finns i "
            f"{encoding.removesuffix('-sig')}, som den verkar vara sparad i. Hämta uttaget på nytt eller spara det som "
            "UTF-8."
        ) from None


def _found(content: Content) -> str | None:
    """The encoding the bytes tell, None of an empty file; UTF-16 without its mark by where its zeros are."""
    with opened(content) as stream:
        first = stream.read(BLOCK)
        if not first:
            return None
        found = encoding_of(itertools.chain([first], iter(lambda: stream.read(BLOCK), b"")))
    for order, letters, zeros in (("utf-16-le", first[::2], first[1::2]), ("utf-16-be", first[1::2], first[::2])):
        if found in NO_MARK and 0 not in letters and zeros.count(0) > len(letters) // 2:
            return order
    return found


def _is_ascii(content: Content) -> bool:
    with opened(content) as stream:
        return all(piece.isascii() for piece in iter(lambda: stream.read(BLOCK), b""))


def _first_undecodable(content: Content, encoding: str) -> int | None:
    """The row of the first bytes that are no text in the encoding, None when all are."""
    decoder = codecs.getincrementaldecoder(encoding)()
    row = 1
    with opened(content) as stream:
        for piece in itertools.chain(iter(lambda: stream.read(BLOCK), b""), [b""]):
            try:
                decoder.decode(piece, final=not piece)
            except UnicodeDecodeError as error:
                return row + piece[: error.start].count(b"\n")
            row += piece.count(b"\n")
    return None
