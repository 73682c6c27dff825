"""What lies in the project's folders and is not used, for all commands to tell alike.

Owns which of it is told together, and in what words: every file under ``data/raw`` that nothing reads, copies and half
downloads in ``params/``, indicators that only the data or only the parameters know, and orders that
do not count.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import PurePath

from ..base.errors import StatsbidragError
from ..base.findings import Finding, finding
from ..base.quoting import quoted_name
from ..read.activity.indicators import indicator_findings, indicators_of
from ..read.files import Files
from ..read.params.faults.folders import left_behind
from ..read.params.places import known_regions
from ..read.raw.raw_files import same_content, visible_files
from ..read.raw.sidecar import SUFFIX
from ..read.raw.sidecar_names import looks_like_sidecar
from ..read.raw.unused import unused_files
from ..read.store.claims import whether_counted

LEDGER_FILE = re.compile("data/raw/(?P<region>[^/]+)/ledger/[^/]+")
HEADING = "Används inte, eller behöver ses över:"


def left_out(files: Files, regions: Sequence[str], *, with_params: bool = True) -> list[Finding]:
    """What of some regions' files, and of those of no region, is not used; none of it is read twice in a run."""
    found: list[Finding] = []
    try:
        indicators = [indicators_of(files, one) for one in regions]
        found += unused_files(files, [one.reads for one in indicators], known_regions(files))
        found = [_with_counted(files, one) for one in found]
        for one in indicators:
            found += indicator_findings(files, one)
        for name in regions:
            found += _of_orders(files, name)
        if with_params:
            found += left_behind(files, region_id=regions[0] if len(regions) == 1 else None)
    except OSError as error:
        # A folder or file that may not be opened: what else there is could not be looked at either.
        place = PurePath(str(error.filename))
        name = place.relative_to(files.root).as_posix() if place.is_relative_to(files.root) else place.name
        found.append(
            finding(
                "fil-anvands-inte",
                "går inte att öppna, så vad som inte används kunde inte gås igenom",
                "Se efter att ni får läsa den.",
                file=quoted_name(name),
            )
        )
    return found


def _of_orders(files: Files, region_id: str) -> list[Finding]:
    """What is wrong in rows of the region's orders. Whoever reads its file tells what is wrong with that."""
    if not visible_files(files / f"data/raw/{region_id}/commitments"):
        return []
    # Rows are read by the ledger's libraries, which wait until there is a list.
    reader = import_module("...facts.orders_told", __name__)
    try:
        told: list[Finding] = reader.orders_told(files, region_id)
    except StatsbidragError:
        return []
    return told


def _with_counted(files: Files, found: Finding) -> Finding:
    """A finding on a ledger file without sidecar that also says whether the file counts."""
    place = LEDGER_FILE.fullmatch(found.file or "")
    if found.code not in ("sidofil-saknas", "fil-ar-kopia") or place is None:
        return found
    path = files / place[0]
    beside = path.with_name(path.name + SUFFIX)
    if looks_like_sidecar(path.name) or not path.is_file() or beside.exists() or same_content(files, path):
        return found
    return replace(found, message=f"{found.message}. {whether_counted(files, place['region'], path)}")


def lines_of(found: Iterable[Finding], said: Iterable[str] = ()) -> list[str]:
    """A line for each finding, under a heading; none for a file, or for a row, that lines have ``said`` already."""
    already = tuple(said)
    lines: list[str] = []
    for one in found:
        line = line_of(one)
        if line not in lines and not any(
            other.startswith(f"{one.place if one.row else one.file}:") for other in already
        ):
            lines.append(line)
    return [HEADING, *lines] if lines else []


def line_of(one: Finding) -> str:
    """A finding as one line: where, what, and what to do."""
    return f"{one.place}: {one.message}. {one.remedy}"
