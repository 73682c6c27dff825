"""Samlingsbilaga: the paper of the board, all of a region's agreements on a few sheets.

Owns which periods have one (T1, T2 and the final accounts), where it is written and when it is printed; what stands in
it is ``digest_body``. Made from the records alone.
"""

import hashlib

from ..base.errors import ParameterError
from ..base.period import Period
from ..base.whole_files import remove
from ..read.files import Root
from ..read.params.parameters import personal_numbers, read_region
from ..record.files import whole_record
from ..record.model import Record
from ..report.overview import OVERVIEW
from ..show.wording import ADOPTED, IN_REPORTS, fictive_in, firmness
from .digest_body import body
from .gate import Telling, release
from .page import standalone_page
from .paths import report_file, report_folder
from .pdf import NotPrinted, pdf_bytes

DIGEST = "samlingsbilaga"
PERIODS = (4, 8, 13)


def write_digest(root: Root, region_id: str, period: Period, printer: str | None) -> str | None:
    """Write the page when the period has one and any report is there; take away one that has no reports any more.

    Returns why it could not be printed, None when it was or when there is no ``printer``.
    """
    folder = report_folder(root, region_id, period)
    if period.number not in PERIODS:
        return None
    paths = [path for path in sorted(folder.glob("*.json")) if path.stem not in (OVERVIEW, "manifest")]
    records = {path.stem: record for path in paths if (record := whole_record(path))}
    page, printed = (report_file(root, region_id, period, DIGEST, kind) for kind in ("html", "pdf"))
    if not records:
        remove(page)
        remove(printed)
        return None
    text = personal_numbers(root).masked(digest_page(root, region_id, period, records))
    if printed.is_file() and page.is_file() and page.read_text(encoding="utf-8") == text:
        return None
    files, why = [(page, text.encode())], None
    if printer is not None:
        try:
            files.append((printed, pdf_bytes(text, printer)))
        except NotPrinted as error:
            why = str(error)
    release(files, Telling(personal_numbers(root)))
    if len(files) == 1:
        # A PDF of earlier reports would tell other figures than the page beside it.
        remove(printed)
    return why


def digest_page(root: Root, region_id: str, period: Period, records: dict[str, Record]) -> str:
    """The page of a period's records, by agreement; with the overview's sums where that is of these very records."""
    try:
        region_name = read_region(root, region_id).name_in(period.year)
    except ParameterError:
        region_name = next(iter(records.values())).header.region_name
    every = list(records.values())
    header = {
        "region_name": region_name,
        "title": "Samlingsbilaga: riktade statsbidrag",
        "short_title": "Samlingsbilaga",
        "period_title": period.title,
        "preliminary_text": firmness(period.closing, all(_is_adopted(record) for record in every)),
        "unit_text": "Belopp i mnkr om inget annat anges",
        "fictive_text": fictive_in([record.fictive for record in every], IN_REPORTS),
        "links": [{"href": "index.html", "text": "Alla rapporter för perioden"}],
    }
    title = f"Samlingsbilaga – {region_name}, {period.title}"
    return standalone_page(title, header, body(records, _overview(root, region_id, period, records), period))


def _overview(root: Root, region_id: str, period: Period, records: dict[str, Record]) -> Record | None:
    """The overview's record, None where it is not there or was made of other records than these."""
    folder = report_folder(root, region_id, period)
    overview = whole_record(folder / f"{OVERVIEW}.json")
    if overview is None:
        return None
    for name in records:
        digest = hashlib.sha256((folder / f"{name}.json").read_bytes()).hexdigest()
        if overview.inputs.get(f"reports/{region_id}/{period}/{name}.json") != digest:
            return None
    return overview


def _is_adopted(record: Record) -> bool:
    return record.header.preliminary_text.startswith(ADOPTED)
