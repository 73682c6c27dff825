"""Ledger files as an economy system exports them, with the same bytes every time.

Owns the shape of an export: title rows, headings, codes as text cells, dates as dates, amounts as numbers.
"""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Sequence
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.styles import Font

from .book import Row, Voucher
from .codes import REGION_NAME
from .places import FICTIVE

HEADINGS = (
    "Verifikationsnummer", "Rad", "Bokföringsdatum", "Period", "Konto", "Ansvar",
    "Objekt", "Aktivitet", "Motpart", "Belopp", "Text",
)  # fmt: skip
WIDTHS = (20, 6, 16, 9, 8, 9, 9, 11, 9, 16, 60)
FIXED_TIME = dt.datetime(1980, 1, 1)
STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")
Booked = tuple[Voucher, int, Row]


def export(rows: Sequence[Booked], received: dt.date) -> bytes:
    """The archive of one delivery; ``rows`` are voucher, row number in it and row, in the order of the file."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "Huvudbok"
    sheet.append([f"{REGION_NAME} – {FICTIVE}"])
    sheet.append([f"Huvudbok, uttag {received}"])
    sheet.append([])
    sheet.append(HEADINGS)
    for cell in sheet[4]:
        cell.font = Font(bold=True)
    for voucher, number, row in rows:
        codes = [row.account, row.unit, row.object, row.activity, row.counterpart]
        sheet.append(
            [
                voucher.number,
                str(number),
                voucher.date,
                voucher.period,
                *[code or None for code in codes],
                Decimal(row.ore).scaleb(-2),
                row.text,
            ]
        )
    for number in range(5, len(rows) + 5):
        sheet.cell(number, 10).number_format = "0.00"
    for letter, width in zip("ABCDEFGHIJK", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    selection = workbook.create_sheet("Urval")
    selection.append([f"{REGION_NAME} – {FICTIVE}"])
    selection.append(["Urval", "Samtliga konton, ansvar och objekt"])
    selection.append(["Uttagsdag", received])
    stream = io.BytesIO()
    workbook.save(stream)
    return _settled(stream.getvalue())


def parts(archive: bytes) -> dict[str, bytes]:
    """The files in an archive: what must be equal, since compressors differ between builds of Python."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def _settled(archive: bytes) -> bytes:
    """The archive with fixed times instead of the moment it was saved."""
    stamp = f"{FIXED_TIME:%Y-%m-%dT%H:%M:%SZ}".encode()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as settled:
        for name, content in parts(archive).items():
            info = zipfile.ZipInfo(name, FIXED_TIME.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            if name == "docProps/core.xml":
                content = STAMP.sub(rb"\g<1>" + stamp + rb"\g<3>", content)
            settled.writestr(info, content, compresslevel=9)
    return stream.getvalue()
