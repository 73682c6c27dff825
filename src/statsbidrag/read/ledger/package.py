"""The package of an .xlsx: which of its parts is the workbook, its sheets, its texts and its styles.

Owns how parts are found: by the relationships that the package itself tells, never by their usual names. A target is
relative to the part that tells it, or begins with a slash, and may have dots, per cent signs and backslashes in it;
names are compared without regard to case, as Excel does. Also whether the library that reads the cells finds the same
parts: it goes by the usual names alone, and trusts an XML without comments and the like.
"""

import posixpath
import re
import zipfile
from dataclasses import dataclass
from urllib.parse import unquote
from xml.etree import ElementTree

from ...base.errors import LedgerRefused
from .archive import CHUNK, document, refuse_bombs, refuse_declarations
from .dates import Base
from .sheet_xml import is_odd_document

WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
TEXTS = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"
TYPES = "[Content_Types].xml"
OTHERS = {"sharedStrings": TEXTS, "styles": STYLES}
HIDDEN = ("hidden", "veryHidden")
SAVE_ANEW = "Öppna filen i Excel och spara den på nytt."
LOST = f"{SAVE_ANEW} Går det inte, hämta uttaget på nytt ur ekonomisystemet."
# Signs of texts that are not read as they stand: kept for another program, or for another version.
BRANCHES = (b"AlternateContent", b"extLst")


@dataclass(frozen=True)
class Sheet:
    """A sheet of the workbook: its name, the file of the archive that holds it, and whether its tab is hidden."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True)
class Workbook:
    """The sheets in the order of their tabs, and the year days are counted from.

    ``texts`` and ``styles`` are the files of the archive that hold them, None where there are none. ``usual``: the
    library finds all these parts, and reads all but the sheets, as they are.
    """

    sheets: list[Sheet]
    base: Base
    texts: str | None
    styles: str | None
    usual: bool


@dataclass(frozen=True)
class _Relation:
    """``kind`` is the last word of its type; ``part`` the file of the archive, None where there is none."""

    kind: str
    written: str
    part: str | None


def read_workbook(archive: zipfile.ZipFile, file: str) -> Workbook:
    """What an archive says that it holds.

    Raises LedgerRefused for what goes beyond the limits, has a part twice or lacks one that it refers to.
    """
    refuse_bombs(archive, file)
    parts = _parts(archive, file)
    main = _main_part(archive, parts, file)
    relations_part = parts.get(_key(_relations_of(main)))
    relations = _relations(archive, relations_part, posixpath.dirname(main), parts, file)
    content = document(archive, parts[_key(main)], file)
    workbook = ElementTree.fromstring(content)
    sheets, usual = [], parts[_key(main)] == WORKBOOK and relations_part == RELATIONS
    for number, sheet in enumerate(workbook.iterfind("./{*}sheets/{*}sheet"), start=1):
        wanted = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")
        relation = relations.get(wanted)
        if relation is None or relation.part is None:
            raise LedgerRefused(f"{file}: blad {number} finns inte i filen, fast arbetsboken nämner det. {SAVE_ANEW}")
        sheets.append(Sheet(sheet.get("name", ""), relation.part, sheet.get("state") in HIDDEN))
        usual &= _in_library(relation.written) == relation.part
    if not sheets:
        raise LedgerRefused(f"{file}: arbetsboken har inget blad. {SAVE_ANEW}")
    texts, styles = (_named(relations, kind) or parts.get(_key(at)) for kind, at in OTHERS.items())
    usual &= texts in (None, TEXTS) and styles in (None, STYLES)
    usual &= len(re.findall(rb"\sr:id=", content)) == len(sheets) and b"&#" not in content
    small = [content, *(document(archive, part, file) for part in (relations_part, styles) if part)]
    usual &= not any(map(is_odd_document, small)) and not (texts and _are_odd_texts(archive, texts, file))
    about = workbook.find("./{*}workbookPr")
    counts_from_1904 = about is not None and about.get("date1904", "").strip() in ("1", "true")
    return Workbook(sheets, 1904 if counts_from_1904 else 1900, texts, styles, usual)


def _parts(archive: zipfile.ZipFile, file: str) -> dict[str, str]:
    """The files of an archive by their names as they are compared."""
    parts: dict[str, str] = {}
    for info in archive.infolist():
        if info.is_dir():
            continue
        key = _key(info.filename)
        if key in parts:
            raise LedgerRefused(
                f"{file}: filen har två delar med samma namn i sig, så det går inte att veta vilken som gäller. {LOST}"
            )
        parts[key] = info.filename
    return parts


def _key(name: str) -> str:
    return posixpath.normpath("/" + unquote(name).replace("\\", "/")).lstrip("/").casefold()


def _relations_of(part: str) -> str:
    folder, last = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{last}.rels")


def _main_part(archive: zipfile.ZipFile, parts: dict[str, str], file: str) -> str:
    """The part that is the workbook: what the package names, or what has the usual name where it names none."""
    relations = _relations(archive, parts.get(_key(_relations_of(""))), "", parts, file)
    named = sorted({one.part for one in relations.values() if one.kind == "officeDocument" and one.part})
    if len(named) > 1:
        raise LedgerRefused(f"{file}: filen har {len(named)} arbetsböcker i sig. {SAVE_ANEW}")
    main = named[0] if named else parts.get(_key(WORKBOOK))
    if main is None:
        if _key(TYPES) in parts:
            raise LedgerRefused(
                f"{file}: filen är ett annat dokument än en Excelfil, eller saknar sin arbetsbok. {LOST}"
            )
        raise LedgerRefused(f"{file}: filen är ett arkiv (zip) utan arbetsbok i. Packa upp det och lägg in uttaget.")
    if main.casefold().endswith(".bin"):
        raise LedgerRefused(f"{file}: filen är sparad i formatet .xlsb. Spara den som .xlsx.")
    return posixpath.normpath("/" + main.replace("\\", "/")).lstrip("/")


def _relations(
    archive: zipfile.ZipFile, part: str | None, folder: str, parts: dict[str, str], file: str
) -> dict[str, _Relation]:
    """What a part refers to, by id; ``folder`` is where it lies."""
    found: dict[str, _Relation] = {}
    if part is None:
        return found
    for relation in ElementTree.fromstring(document(archive, part, file)):
        written = relation.get("Target", "")
        inside = relation.get("TargetMode") != "External"
        # Some programs write a target from the root but without its slash.
        places = [_key(posixpath.join(f"/{folder}", unquote(written).replace("\\", "/"))), _key(written)]
        held = next((parts[place] for place in places if inside and place in parts), None)
        found[relation.get("Id", "")] = _Relation(relation.get("Type", "").rsplit("/", 1)[-1], written, held)
    return found


def _named(relations: dict[str, _Relation], kind: str) -> str | None:
    return next((one.part for one in relations.values() if one.kind == kind and one.part), None)


def _in_library(target: str) -> str:
    """The file that the library reads for a target."""
    return target.removeprefix("/") if target.startswith(("/xl/", "xl/")) else f"xl/{target}"


def _are_odd_texts(archive: zipfile.ZipFile, part: str, file: str) -> bool:
    """Whether the shared texts are written in a way that the library may read otherwise."""
    before = b""
    with archive.open(part) as texts:
        while block := texts.read(CHUNK):
            held = before + block
            refuse_declarations(held, file)
            if is_odd_document(held) if not before else (b"<!" in held or b"<?" in held or b"\0" in held):
                return True
            if any(branch in held for branch in BRANCHES):
                return True
            before = block[-32:]
    return False
