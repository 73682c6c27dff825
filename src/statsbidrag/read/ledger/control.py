"""Control totals: what the controller typed from a balance list, held against the rows.

A total that differs refuses the file; the message gives what was asserted, what the rows give, and the difference.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from ...base.findings import Finding, finding
from ...base.place import Place
from ..raw.sidecar import Totals
from .signs import scale_told
from .table_sums import exact_sum, sums_by
from .told import kronor_and_ore, whole

REMEDY = "Rätta summan i sidofilen om den är fel, annars hämta uttaget på nytt; tills dess stoppas regionens rapporter."


@dataclass
class Given:
    """What the rows give: their number, öre above zero, öre below zero without sign, and net öre of each object."""

    rows: int = 0
    debit: int = 0
    credit: int = 0
    by_object: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, rows: pa.Table) -> None:
        """Count rows with ``amount_ore`` and ``object``."""
        ore = rows["amount_ore"].combine_chunks()
        self.rows += len(ore)
        self.debit += exact_sum(pc.max_element_wise(ore, 0))
        self.credit -= exact_sum(pc.min_element_wise(ore, 0))
        for code, total in sums_by(rows["object"].combine_chunks(), ore).items():
            self.by_object[code] += total.ore


def total_findings(given: Given, totals: Totals, sidecar_file: str) -> list[Finding]:
    """A finding for each control total that the rows do not give."""
    differing = list(_differing(given, totals))
    likely = scale_told((asserted, found) for _, asserted, found in differing if asserted is not None)
    because = f"; {likely}" if likely else ""
    line = Place.parse(totals.origin).line
    found = [
        finding(
            "kontrollsumma-avviker",
            f"kontrollsumman {name} är {kronor_and_ore(asserted)} men raderna ger {kronor_and_ore(ore)} "
            f"(skillnad {kronor_and_ore(ore - asserted)}){because}",
            REMEDY,
            file=sidecar_file,
            row=line,
        )
        for name, asserted, ore in differing
    ]
    if totals.rows in (None, given.rows):
        return found
    message = (
        f"kontrollsumman rows är {whole(totals.rows)} men raderna ger {whole(given.rows)} "
        f"(skillnad {whole(given.rows - totals.rows)})"
    )
    return [finding("kontrollsumma-avviker", message, REMEDY, file=sidecar_file, row=line), *found]


def _differing(given: Given, totals: Totals) -> Iterator[tuple[str, int, int]]:
    """Name, asserted and given öre of each total that differs."""
    pairs = [("debit", totals.debit, given.debit), ("credit", totals.credit, given.credit)]
    for code, written in sorted(totals.by_object.items()):
        pairs.append((f"by_object {code}", written, given.by_object.get(code, 0)))
    for name, asserted, ore in pairs:
        if asserted is not None and asserted != ore:
            yield name, asserted, ore
