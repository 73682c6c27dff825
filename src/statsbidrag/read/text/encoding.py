"""Which encoding a text file is saved in, decided by its bytes alone.

Owns the order: a byte order mark, then strict UTF-8, then which of two code pages has more Swedish letters. What a file
says of itself (``#FORMAT PC8`` in SIE) decides nothing, since many programs write it over text in another encoding, and
every byte is a letter in code page 437, so that trying it first never fails.
"""

import codecs
from collections.abc import Iterable

# UTF-32 first: its mark begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CODE_PAGES = ("cp1252", "cp437")
# ä å ö Ä Å Ö in each code page.
SWEDISH_437 = bytes((0x84, 0x86, 0x94, 0x8E, 0x8F, 0x99))
SWEDISH_1252 = bytes((0xE4, 0xE5, 0xF6, 0xC4, 0xC5, 0xD6))

# So many of them tell the code page of a file that is not UTF-8; a large one need not be counted to its end.
ENOUGH = 100_000


def encoding_of(chunks: Iterable[bytes]) -> str:
    """Python's name of the encoding of a file given in pieces: utf-8, utf-8-sig, utf-16, utf-32, cp437 or cp1252.

    A file of ASCII alone is utf-8. Without mark and not UTF-8 it is cp437 when that gives more Swedish letters than
    cp1252, else cp1252, among its first letters if they are many.
    """
    pieces = iter(chunks)
    first = next(pieces, b"")
    for mark, name in MARKS:
        if first.startswith(mark):
            return name
    decoder = codecs.getincrementaldecoder("utf-8")()
    strict = True
    old, latin = 0, 0
    piece: bytes | None = first
    while piece is not None and (strict or old + latin < ENOUGH):
        if not piece.isascii():
            old += len(piece) - len(piece.translate(None, SWEDISH_437))
            latin += len(piece) - len(piece.translate(None, SWEDISH_1252))
        strict = strict and _continues(decoder, piece)
        piece = next(pieces, None)
    if strict and _continues(decoder, b"", final=True):
        return "utf-8"
    return "cp437" if old > latin else "cp1252"


def _continues(decoder: codecs.IncrementalDecoder, piece: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(piece, final)
    except UnicodeDecodeError:
        return False
    return True
