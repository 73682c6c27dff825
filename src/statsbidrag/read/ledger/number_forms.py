"""How a file's amounts are written, as far as only the whole file tells it.

Owns two things no single cell shows: that some amounts have a comma before their decimals and others a point, and
whether a minus in a column of credits takes a credit back or is how every credit is written.
"""

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ...base.findings import Finding, finding
from .amounts import DecimalMark
from .told import row_count

# A credit taken back is rarer than a credit.
FEWEST_ABOVE = 2


@dataclass
class DecimalMarks:
    """The first row with each mark before its last one or two digits.

    The point of a workbook may be that of a number cell, and tells nothing unless commas group before it.
    """

    from_workbook: bool
    first: dict[DecimalMark, int] = field(default_factory=dict)

    def add(self, cells: pa.Array, numbers: np.ndarray) -> None:
        """Look through amounts (text), whose rows in the file are ``numbers``."""
        before_point = ",[0-9]{3}" if self.from_workbook else ""
        forms: dict[DecimalMark, str] = {",": "", ".": before_point}
        for mark, before in forms.items():
            if mark in self.first or not pc.any(pc.match_substring(cells, mark)).as_py():
                continue
            written = pc.match_substring_regex(cells, rf"{before}[{mark}][0-9]{{1,2}}[^0-9]*$")
            place = pc.index(written, True).as_py()
            if place >= 0:
                self.first[mark] = int(numbers[place])

    def found(self, file: str) -> list[Finding]:
        """That both marks are there."""
        if len(self.first) < 2:
            return []
        return [
            finding(
                "blandade-decimaltecken",
                f"beloppen är skrivna på två sätt, med komma före decimalerna (först rad {self.first[',']}) och med "
                f"punkt (först rad {self.first['.']}); varje belopp går bara att läsa på ett sätt och räknas",
                "Kontrollera att filen inte är hopklippt av två uttag. Är bara det ena rätt, skriv det tecknet som "
                "ledger.decimal i regionens fil i params/regions/.",
                file=file,
                row=max(self.first.values()),
            )
        ]


@dataclass
class Credits:
    """How many amounts in the column of credits are above and below zero, and the first row of those below."""

    above: int = 0
    below: int = 0
    first_below: int = 0

    def add(self, ore: pa.Array, numbers: np.ndarray) -> None:
        """Count credits (öre, null where not read), whose rows in the file are ``numbers``."""
        below = pc.less(ore, 0)
        self.above += pc.sum(pc.greater(ore, 0)).as_py() or 0
        self.below += pc.sum(below).as_py() or 0
        if self.below and not self.first_below:
            self.first_below = int(numbers[pc.index(below, True).as_py()])

    def findings(self, file: str) -> list[Finding]:
        """That a minus cannot be told to take a credit back, since not at least twice as many credits have none."""
        if self.above >= FEWEST_ABOVE * self.below:
            return []
        return [
            finding(
                "belopp-oklart",
                f"kredit har minus på {row_count(self.below)} och inte på {row_count(self.above)}, så det går inte att "
                "veta om minus betyder kredit eller tar tillbaka den. Tillåtet: kredit utan minus, utom på enstaka "
                "rader som tar tillbaka en kredit",
                "Ta ut filen med kredit utan minus, eller med debet och kredit i en kolumn med tecken (amount under "
                "ledger.columns i regionens fil i params/regions/).",
                file=file,
                row=self.first_below,
            )
        ]
