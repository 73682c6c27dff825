"""The findings of one SIE file while it is read.

Owns how many are told: of a code that can stand for every row of a damaged file the first twenty are told row by row
and the others counted, so that nothing is silent and nothing drowns.
"""

from collections import defaultdict

from ....base.findings import Finding, finding
from ...raw.quoting import quoted
from ..told import whole

MOST_TOLD = 20


def shown(text: str) -> str:
    """A field as a message may show it, "tomt" when there is nothing in it."""
    return quoted(text) if text else "tomt"


class Notes:
    """Collects findings by code: told each by itself, or once for all rows that have the same."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._single: dict[str, list[Finding]] = defaultdict(list)
        self._more: dict[str, list[int]] = defaultdict(list)

    def add(self, code: str, message: str, remedy: str, row: int | None = None) -> None:
        """One finding; from the twenty-first of its code on it is only counted."""
        told = self._single[code]
        if len(told) < MOST_TOLD:
            told.append(finding(code, message, remedy, file=self.file, row=row))
        else:
            self._more[code].append(row or 0)

    def found(self) -> list[Finding]:
        """All findings in order of row, those on the whole file first."""
        rest = [
            finding(
                code,
                f"och {whole(len(rows))} till av samma slag, den första på rad {min(rows)}",
                self._single[code][-1].remedy,
                file=self.file,
                row=min(rows),
            )
            for code, rows in self._more.items()
        ]
        singles = [told for kind in self._single.values() for told in kind]
        return sorted([*singles, *rest], key=lambda told: told.row or 0)
