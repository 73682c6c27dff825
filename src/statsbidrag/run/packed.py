"""All pages, PDFs and workbooks of a region and period in one zip, to mail or to file.

Owns what is in it: the index and the files of every report there is, below a folder named as the zip is, so that links
between them hold wherever it is unpacked; a link out of the folder is only its text there. Same files, same bytes.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from bs4 import BeautifulSoup

from ..base.period import Period
from ..base.whole_files import remove
from ..read.files import Root
from ..read.params.parameters import personal_numbers
from .digest import DIGEST
from .entries import NAME as MANIFEST
from .gate import Telling, release
from .paths import ALL, report_file, report_folder

KINDS = ("html", "pdf", "xlsx")
# A file's own time would give other bytes each run.
FIXED_TIME = (1980, 1, 1, 0, 0, 0)


def write_packed(root: Root, region_id: str, period: Period) -> None:
    """Write the zip of a period, or take away that of one that has no reports. NotWritten when the disk refuses."""
    target = report_file(root, region_id, period, ALL, "zip")
    files = list(_files(root, region_id, period))
    if not files:
        remove(target)
        return
    names = {path.name for path in files}
    contents = {
        f"{target.stem}/{path.name}": _within(names, path) if path.name == "index.html" else path.read_bytes()
        for path in files
    }
    if _held(target) != {name: zlib.crc32(content) for name, content in contents.items()}:
        release([(target, _zip(contents))], Telling(personal_numbers(root)))


def _files(root: Root, region_id: str, period: Period) -> Iterator[Path]:
    """The index and what the reports are, in a fixed order; nothing where there is no report."""
    folder = report_folder(root, region_id, period)
    reports = sorted(path.stem for path in folder.glob("*.json") if path.name != MANIFEST)
    if not reports:
        return
    every = [folder / "index.html"]
    every += [report_file(root, region_id, period, name, kind) for name in (*reports, DIGEST) for kind in KINDS]
    yield from (path for path in every if path.is_file())


def _within(names: set[str], index: Path) -> bytes:
    page = BeautifulSoup(index.read_text(encoding="utf-8"), "html.parser")
    for link in page.find_all("a", href=True):
        address = str(link["href"])
        if not address.startswith("#") and address not in names:
            link.unwrap()
    return str(page).encode()


def _held(target: Path) -> dict[str, int] | None:
    """The checksum of each file in a zip that is there; None for one that is not, or cannot be read."""
    try:
        with zipfile.ZipFile(target) as archive:
            return {entry.filename: entry.CRC for entry in archive.infolist()}
    except (OSError, zipfile.BadZipFile):
        return None


def _zip(contents: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in contents.items():
            entry = zipfile.ZipInfo(name, FIXED_TIME)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
