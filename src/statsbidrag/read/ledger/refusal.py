"""How a file that cannot be trusted is told: at most ten lines, never the content of a free text.

Owns what of a cell may be printed. Ledger cells can hold names and personnummer, also in a column where they do not
belong, so only short cells made of digits and marks are quoted; of others the length is told.
"""

import re
from collections.abc import Sequence

from ...errors import LedgerRefused
from ...findings import Finding
from .amounts import whole

MOST_LINES = 10
QUOTABLE = re.compile("[-+0-9 .,:/()%eE\u2212\u00a0\u202f\u2009]{1,24}")
PERSONAL_NUMBER = re.compile(r"(?:\d{2})?\d{6}[-+]?\d{4}")


def refused(findings: Sequence[Finding]) -> LedgerRefused:
    """The exception that tells the findings of one file, in order of row; those beyond ten are counted."""
    ordered = sorted(findings, key=lambda found: found.row or 0)
    lines = [f"{found.place}: {found.message}. {found.remedy}" for found in ordered[:MOST_LINES]]
    if len(ordered) > MOST_LINES:
        lines.append(f"{ordered[0].file}: och {whole(len(ordered) - MOST_LINES)} till.")
    return LedgerRefused(lines)


def quoted(cell: str) -> str:
    """A cell as a message may show it: «12,3x4» is shown as a text of six characters, «12,34» as it is."""
    if not cell:
        return "en tom cell"
    if QUOTABLE.fullmatch(cell) and not PERSONAL_NUMBER.fullmatch(cell):
        return f"«{cell}»"
    return f"en text på {len(cell)} tecken"
