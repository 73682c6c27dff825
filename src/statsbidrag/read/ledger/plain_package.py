"""An .xlsx written anew in memory, under the names and in the spelling that the library reads right.

Owns what is in it: a workbook with the same sheets in the same order, those that are oddly written said plainly, the
others as they are; the shared texts; of the styles what tells days from numbers. Nothing else of the file is there.
"""

import io
import zipfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from xml.parsers import expat

from ...base.errors import LedgerRefused
from ...base.findings import Finding
from .archive import CHUNK
from .namespaces import OFFICE, PACKAGE, USUAL
from .package import RELATIONS, STYLES, TEXTS, WORKBOOK, Sheet, Workbook
from .plain_sheet import HEAD, PlainSheet
from .plain_xml import PlainStyles, PlainTexts
from .sheet_xml import DIMENSION, ROOT, sheet_head

WORSE = "Öppna filen i Excel och spara den på nytt; går den inte att öppna, hämta uttaget på nytt ur ekonomisystemet."
EMPTY = f"{HEAD}</sheetData></worksheet>".encode()
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types">'
    f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Default Extension="xml" ContentType="application/xml"/></Types>'
)


@dataclass(frozen=True)
class Rewritten:
    """The archive anew, and the sheets that were said plainly, by their place among the workbook's sheets."""

    content: bytes
    sheets: dict[int, PlainSheet]

    def notes(self, place: int) -> list[Finding]:
        """What there is to tell of a sheet that is read."""
        return self.sheets[place].notes() if place in self.sheets else []


def part_of(place: int) -> str:
    """The part that holds a sheet in an archive written anew; ``place`` counts from 0."""
    return f"xl/worksheets/sheet{place + 1}.xml"


def rewritten(archive: zipfile.ZipFile, workbook: Workbook, odd: Collection[int], file: str) -> Rewritten:
    """The archive written anew, with the sheets at ``odd`` said plainly. Raises LedgerRefused for what is no XML."""
    stream = io.BytesIO()
    texts = PlainTexts()
    sheets: dict[int, PlainSheet] = {}
    # Read once and thrown away: packing it well costs more than it saves.
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as anew:
        anew.writestr("[Content_Types].xml", TYPES)
        anew.writestr("_rels/.rels", _relations({"officeDocument": WORKBOOK}))
        _write_workbook(anew, workbook)
        with told_as_unreadable(file, "arbetsbokens texter eller format"):
            if workbook.texts:
                with archive.open(workbook.texts) as part, anew.open(TEXTS, "w", force_zip64=True) as written:
                    written.writelines(texts.written(part, file))
            if workbook.styles:
                with archive.open(workbook.styles) as part:
                    anew.writestr(STYLES, PlainStyles().written(part, file))
        for place, sheet in enumerate(workbook.sheets):
            with anew.open(part_of(place), "w", force_zip64=True) as written:
                if place not in odd:
                    written.writelines(_copied(archive, sheet))
                    continue
                sheets[place] = PlainSheet(file, texts.count)
                with archive.open(sheet.part) as part, told_as_unreadable(file, which_sheet(place)):
                    written.writelines(sheets[place].written(part))
    return Rewritten(stream.getvalue(), sheets)


def which_sheet(place: int) -> str:
    """A sheet as messages tell one that cannot be read."""
    return "första synliga bladet" if place == 0 else f"blad {place + 1}"


@contextmanager
def told_as_unreadable(file: str, what: str) -> Iterator[None]:
    """What is no XML, told as such."""
    try:
        yield
    except (expat.ExpatError, LookupError, ValueError):
        raise LedgerRefused(f"{file}: {what} går inte att läsa. {WORSE}") from None


def _copied(archive: zipfile.ZipFile, sheet: Sheet) -> Iterator[bytes]:
    """A sheet as it is, but for the place it says to take up, which the library trips on and needs not."""
    with archive.open(sheet.part) as part:
        head, rest = sheet_head(part)
        if not ROOT.search(head.replace(b"\0", b"")):
            # A diagram has a sheet of its own, without rows.
            yield EMPTY
            return
        yield DIMENSION.sub(b"", head)
        yield rest
        while block := part.read(CHUNK):
            yield block


def _relations(targets: dict[str, str]) -> str:
    related = "".join(
        f'<Relationship Id="{kind}" Type="{OFFICE}/{kind.rstrip("0123456789")}" Target="/{part}"/>'
        for kind, part in targets.items()
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{related}</Relationships>'


def _write_workbook(anew: zipfile.ZipFile, workbook: Workbook) -> None:
    places = range(len(workbook.sheets))
    sheets = "".join(f'<sheet name="{n + 1}" sheetId="{n + 1}" r:id="worksheet{n + 1}"/>' for n in places)
    base = f'<workbookPr date1904="{int(workbook.base == 1904)}"/>'
    anew.writestr(WORKBOOK, f'<workbook xmlns="{USUAL}" xmlns:r="{OFFICE}">{base}<sheets>{sheets}</sheets></workbook>')
    held = {f"worksheet{place + 1}": part_of(place) for place in places}
    anew.writestr(RELATIONS, _relations({**held, "sharedStrings": TEXTS, "styles": STYLES}))
