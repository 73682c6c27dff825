"""How a file that cannot be trusted is told: at most ten lines."""

from collections.abc import Sequence

from ...errors import LedgerRefused
from ...findings import Finding
from .amounts import whole

MOST_LINES = 10


def refused(findings: Sequence[Finding]) -> LedgerRefused:
    """The exception that tells the findings of one file, in order of row; those beyond ten are counted."""
    ordered = sorted(findings, key=lambda found: found.row or 0)
    lines = [f"{found.place}: {found.message}. {found.remedy}" for found in ordered[:MOST_LINES]]
    if len(ordered) > MOST_LINES:
        lines.append(f"{ordered[0].file}: och {whole(len(ordered) - MOST_LINES)} till.")
    return LedgerRefused(lines)
