"""Files that are another format than their name says: told as what they are.

Owns how that is seen, by the first bytes and, of an archive, by the names in it. What is not sure is left to the reader
of the format that the name says, which refuses it in its own words.
"""

import re
import zipfile
from io import BytesIO
from pathlib import PurePath

from ..text.text_file import OLE_MAGIC, ZIP_MAGIC, Content
from .suffixes import READ, SIE

HEAD = 1 << 14
SIE_LABEL = re.compile(rb"^[ \t]*#(FLAGGA|FORMAT|SIETYP|PROGRAM|GEN|FNAMN|RAR|KONTO)\b", re.MULTILINE)
# What may stand first in UTF-8 and UTF-16.
BYTE_ORDER = b"\xef\xbb\xbf\xff\xfe"
FEWEST_LABELS = 2
SEPARATORS = (b";", b"\t", b",", b"|")
FEWEST_LINES = 3


def told_as_disguised(content: Content, file: str) -> str | None:
    """What to say of a file whose name says another format than its content; None where nothing is sure."""
    suffix = PurePath(file).suffix.lower()
    head = _head(content)
    if head.startswith(ZIP_MAGIC):
        return _archive(content, suffix)
    if head.startswith(OLE_MAGIC) and suffix not in (".xls", ".xlsx"):
        return f"filen är en Excelfil i det gamla formatet .xls, fast ändelsen är {suffix}. Spara den som .xlsx"
    if head.startswith(b"%PDF"):
        return f"filen är en PDF, fast ändelsen är {suffix}. Ta ut uttaget som {' eller '.join(READ[:2])}"
    if head.startswith(b"\x1f\x8b"):
        return f"filen är packad (gzip), fast ändelsen är {suffix}. Packa upp den först"
    plain = head.replace(b"\0", b"").lstrip(BYTE_ORDER)
    if len({*SIE_LABEL.findall(plain)}) >= FEWEST_LABELS:
        return None if suffix in SIE else _renamed("en SIE-fil", suffix, ".se")
    if b"<table" in plain.lower() and suffix != ".xlsx":
        return f"filen är en webbsida (HTML), fast ändelsen är {suffix}. Öppna den i Excel och spara den som .xlsx"
    is_text = not head.startswith(OLE_MAGIC) and suffix != ".csv" and _is_delimited(plain)
    return _renamed("en textfil med en rad per kontering", suffix, ".csv") if is_text else None


def _renamed(what: str, suffix: str, other: str) -> str:
    return (
        f"filen är {what}, fast ändelsen är {suffix}. Byt ändelsen till {other}, och sidofilens namn så att det slutar "
        f"på {other}.yaml"
    )


def _archive(content: Content, suffix: str) -> str | None:
    try:
        with zipfile.ZipFile(BytesIO(content) if isinstance(content, bytes) else content) as archive:
            names = [one.filename.replace("\\", "/").lower() for one in archive.infolist() if not one.is_dir()]
    except (zipfile.BadZipFile, OSError, ValueError):
        return None
    is_workbook = any(name.lstrip("./").startswith("xl/") for name in names)
    if is_workbook:
        # Of a workbook with macros the name says what it is; the reader of .csv tells of an Excel file itself.
        return None if suffix in (".xlsx", ".xlsm", ".xlsb", ".csv") else _renamed("en Excelfil", suffix, ".xlsx")
    held = [name for name in names if PurePath(name).suffix in READ]
    if not held or suffix in (".ods", ".xlsx"):
        return None
    many = "en fil" if len(held) == 1 else f"{len(held)} filer"
    return (
        f"filen är ett arkiv (zip) med {many} som kan vara uttag. Packa upp det och lägg filen, med sidofil, i samma "
        "mapp; ta sedan bort arkivet"
    )


def _is_delimited(head: bytes) -> bool:
    """Whether some lines in a row have the same number of a separator."""
    lines = [line for line in head.splitlines() if line.strip()][:-1] or head.splitlines()
    for mark in SEPARATORS:
        counts = [line.count(mark) for line in lines]
        runs = zip(*(counts[place:] for place in range(FEWEST_LINES)), strict=False)
        if any(run[0] > 1 and len({*run}) == 1 for run in runs):
            return True
    return False


def _head(content: Content) -> bytes:
    if isinstance(content, bytes):
        return content[:HEAD]
    with content.open("rb") as stream:
        return stream.read(HEAD)
