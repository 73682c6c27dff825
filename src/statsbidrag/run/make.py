"""One report made: its notebook run on the record, page, appendix and PDF made, all released together.

Owns which files a report is, and that the record is written last: until it is there the report is the one before.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from ..base.errors import ReportFailed
from ..base.whole_files import remove
from ..record.files import record_text
from ..record.model import Record
from ..report.handover import Handed
from .appendix import appendix_bytes
from .execute import execute
from .gate import OfReport, release
from .pdf import NotPrinted, pdf_bytes
from .plan import Job
from .publish import publish_html


@dataclass(frozen=True)
class Made:
    """A report that was made: its record's SHA-256, and why it has no PDF if printing failed."""

    record_sha256: str
    not_printed: str | None


def make(root: Path, job: Job, record: Record | None, *, timeout: int | None, printer: str | None) -> Made:
    """Run the notebook on the record, publish page, appendix and PDF, write the record last.

    Without a record nothing is handed over, and the notebook tells why there is none: ReportFailed.
    ``timeout`` is seconds a cell, ``printer`` the program that prints; None makes no PDF. Raises ReportFailed.
    """
    handed = Handed(record, job.digest, job.named).text if record else ""
    notebook = execute(root, job, handed, timeout)
    if record is None:
        raise ReportFailed(
            f"{job.notebook}: rapportens underlag kunde inte göras, fast anteckningsboken kunde. Kör om."
        )
    page = publish_html(notebook, record, _links(job, printed=printer is not None)).encode()
    contents, not_printed = {"html": page, "xlsx": appendix_bytes(record)}, None
    if printer is not None:
        try:
            contents["pdf"] = pdf_bytes(page.decode(), printer)
        except NotPrinted as error:
            not_printed = str(error)
            contents["html"] = publish_html(notebook, record, _links(job, printed=False)).encode()
    digests = {kind: hashlib.sha256(content).hexdigest() for kind, content in contents.items()}
    contents["json"] = record_text(record.published(digests)).encode()
    release([(job.file(root, kind), content) for kind, content in contents.items()], OfReport(notebook, record))
    for kind in ("pdf", "xlsx"):
        # A file from before these were named by the pattern would tell other figures.
        if (before := job.file(root, "html").with_suffix(f".{kind}")) != job.file(root, kind):
            remove(before)
    if "pdf" not in contents:
        # A PDF of an earlier report would tell other figures than the page beside it.
        remove(job.file(root, "pdf"))
    return Made(hashlib.sha256(contents["json"]).hexdigest(), not_printed)


def _links(job: Job, *, printed: bool) -> list[dict[str, str]]:
    """The report's own files, in the page's head."""
    kinds = {"pdf": "PDF", "xlsx": "Excelbilaga"} if printed else {"xlsx": "Excelbilaga"}
    return [{"href": f"{job.stem}.{kind}", "text": text} for kind, text in kinds.items()]
