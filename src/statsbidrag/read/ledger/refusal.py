"""How a file that cannot be trusted is told: at most ten lines."""

from collections.abc import Sequence

from ...base.errors import LedgerRefused
from ...base.findings import Finding
from .told import whole

MOST_LINES = 10


def refused(findings: Sequence[Finding], more: int = 0) -> LedgerRefused:
    """The exception that tells the findings of one file, by row; those beyond ten, and ``more``, are counted."""
    ordered = sorted(findings, key=lambda found: found.row or 0)
    lines = [f"{found.place}: {found.message}. {found.remedy}" for found in ordered[:MOST_LINES]]
    untold = len(ordered[MOST_LINES:]) + more
    if untold:
        lines.append(f"{ordered[0].file}: och {whole(untold)} till.")
    return LedgerRefused(lines)
