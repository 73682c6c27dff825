"""What of a region's ledger lies where nothing reads it: what such files claim, and what is told of them.

Owns how a file without sidecar is known for an export: the region's own reader reads it. Its months are then those of
its rows; whether it is newer than what counts nobody can tell, so that it is told until it is moved or taken away.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from ...base.errors import StatsbidragError
from ...base.findings import Finding
from ...model.region import Region
from ..files import Files
from ..ledger.export import read_in_batches
from ..raw.deliveries import Delivery
from ..raw.misplaced import misplaced, misplaced_findings, without_sidecar


def elsewhere(
    files: Files, region: Region, deliveries: Sequence[Delivery], as_known: dt.date | None, until: str | None
) -> tuple[list[Delivery], list[Finding]]:
    """The claims of such files, as ``misplaced`` has them, and the findings."""
    claims = misplaced(files, region.id, deliveries, region.ledger_format.default_source, as_known, until)
    loose = [one for one in _read(files, region) if until is None or one.first <= until]
    return [*claims, *loose], [*misplaced_findings(files, region.id, [*claims, *loose])]


def _read(files: Files, region: Region) -> Iterator[Delivery]:
    for path in without_sidecar(files, region.id):
        claim = files.once(("export without sidecar", path), partial(_claim, files, region, path))
        if claim is not None:
            yield claim


def _claim(files: Files, region: Region, path: Path) -> Delivery | None:
    name = files.name(path)
    try:
        return read_in_batches(
            path.read_bytes(), name, name, region.ledger_format, None, lambda _: None, summed=False
        ).delivery
    except (StatsbidragError, OSError):
        return None
