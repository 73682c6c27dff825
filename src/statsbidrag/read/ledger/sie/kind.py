"""What kind of SIE file it is, by its content, and which files are refused before or after they are read.

Owns the refusals and what each tells the user to export instead. The tag #SIETYP alone decides nothing: it is 4 both
for a whole ledger (4E) and for vouchers to import (4I).
"""

import re

from ....base.errors import LedgerRefused
from ...text.encoding import encoding_of
from ..told import whole
from .lexing import word
from .parsed import Parsed

MOST_BYTES = 1 << 30
PIECE = 1 << 16
EXPORT = "Ta ut filen som SIE typ 4 (4E, med verifikationer)"
LABEL = re.compile(r"^[ \t]*#(?:FLAGGA|FORMAT|SIETYP|PROGRAM|GEN|FNAMN|RAR|KONTO|VER)\b", re.MULTILINE)
# Where a row begins after a bare CR, in a file that has LF too. Within a text a CR is a part of it.
ROW_AFTER_CR = re.compile(r"(?<!\n)\r(?=[ \t]*+[#{}])")
CHECKSUM = re.compile(r"^[ \t]*#KSUMMA\b[ \t]*(.*?)[ \t\r]*$", re.MULTILINE)
# The first byte of å, ä and ö in UTF-8.
LEADING = b"\xc3"
REPLACED = "\ufffd"


def text_of(content: bytes, file: str) -> tuple[str, str]:
    """The file's text with LF between lines, and its encoding. Raises LedgerRefused when it is no SIE file at all."""
    if len(content) > MOST_BYTES:
        raise LedgerRefused(
            f"{file}: filen är större än {whole(MOST_BYTES >> 20)} MiB och läses inte. Ta ut ett år i taget."
        )
    if not content.strip():
        raise LedgerRefused(f"{file}: filen är tom. {EXPORT} på nytt ur ekonomisystemet.")
    view = memoryview(content)
    encoding = encoding_of(bytes(view[start : start + PIECE]) for start in range(0, len(content), PIECE))
    if encoding in ("cp437", "cp1252") and _mostly_utf_8(content):
        encoding = "utf-8"
    text = content.decode(encoding, errors="replace")
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise LedgerRefused(
            f"{file}:{line}: filen har nolltecken; kopieringen avbröts troligen. Kopiera eller ta ut filen på nytt."
        )
    if "\n" not in text:
        text = text.replace("\r", "\n")
    elif text.count("\r") > text.count("\r\n"):
        text = ROW_AFTER_CR.sub("\n", text)
    _refuse_other_formats(text, file)
    sums = CHECKSUM.findall(text) if "#KSUMMA" in text else []
    if sums and not any(map(word, sums)):
        raise LedgerRefused(
            f"{file}: filen börjar med kontrollsumma (#KSUMMA) men saknar den som ska stå sist; filen är avbruten. "
            "Ta ut den på nytt ur ekonomisystemet."
        )
    return text, encoding


def kind_of(parsed: Parsed) -> str:
    """sie4e, sie4i or sie3. Raises LedgerRefused for types 1 and 2, and when there is neither voucher nor balance."""
    file = parsed.file
    labels = {balance.label for balance in parsed.balances}
    if parsed.vouchers.lines:
        return "sie4e" if labels else "sie4i"
    if not labels:
        raise LedgerRefused(
            f"{file}: filen har varken verifikationer (#VER) eller saldon och är tom eller avbruten. {EXPORT} på nytt."
        )
    if parsed.stated_type == "4":
        return "sie4e"
    if any(balance.objects for balance in parsed.balances if balance.label == "PSALDO"):
        return "sie3"
    stated = "typ 2 (periodsaldon per konto)" if "PSALDO" in labels else "typ 1 (årssaldon per konto)"
    raise LedgerRefused(
        f"{file}: filen är SIE {stated} och säger inget om vad ett objekt har kostat. {EXPORT}, eller som typ 3 "
        "(periodsaldon per objekt) om verifikationer inte kan tas ut."
    )


def lost_letters(text: str) -> int:
    """How many letters of the text were lost before the file came to us, or could not be decoded."""
    return text.count(REPLACED)


def _mostly_utf_8(content: bytes) -> bool:
    """Whether bytes that are not strictly UTF-8 are so but for a few damaged places: more letters whole than not."""
    if LEADING not in content:
        return False
    read = content.decode("utf-8", errors="replace")
    return len(re.findall("[åäöÅÄÖ]", read)) > read.count(REPLACED)


def _refuse_other_formats(text: str, file: str) -> None:
    beginning = text.lstrip("\ufeff \t\r\n")[:2000].casefold()
    if beginning.startswith("<"):
        if re.search(r"<(?:\w+:)?sie(?:entry)?\b|sie\.se/sie5", beginning):
            raise LedgerRefused(f"{file}: filen är SIE 5 (XML), som inte läses. {EXPORT} i stället.")
        if "<html" in beginning or "<!doctype html" in beginning:
            raise LedgerRefused(
                f"{file}: filen är en sparad webbsida, inte en SIE-fil. {EXPORT} på nytt ur ekonomisystemet."
            )
        raise LedgerRefused(f"{file}: filen är XML, inte en SIE-fil i textformat. {EXPORT} i stället.")
    if not LABEL.search(text):
        raise LedgerRefused(
            f"{file}: filen är ingen SIE-fil; den har ingen rad som börjar med till exempel #SIETYP, #RAR eller #VER. "
            f"{EXPORT}."
        )
