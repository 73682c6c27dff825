"""Control totals: what the controller typed from a balance list, held against the rows.

A total that differs refuses the file; the message gives what was asserted, what the rows give, and the difference.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
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

MOST_EXAMPLES = 3


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
    line = Place.parse(totals.origin).line
    zeros = _without_zeros(given, totals)
    lost = [_zeros_lost(zeros, sidecar_file, line)] if zeros else []
    differing = [one for one in differing if one[0] not in {f"by_object {code}" for code in zeros}]
    likely = scale_told((asserted, found) for _, asserted, found in differing if asserted is not None)
    because = f"; {likely}" if likely else ""
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
        return [*lost, *found]
    message = (
        f"kontrollsumman rows är {whole(totals.rows)} men raderna ger {whole(given.rows)} "
        f"(skillnad {whole(given.rows - totals.rows)})"
    )
    return [finding("kontrollsumma-avviker", message, REMEDY, file=sidecar_file, row=line), *lost, *found]


def _without_zeros(given: Given, totals: Totals) -> dict[str, str]:
    """The codes whose amount stands on the same code without its leading zeros: code → how the rows have it."""
    return {
        code: code.lstrip("0")
        for code, ore in sorted(totals.by_object.items())
        if code.startswith("0")
        and ore
        and not given.by_object.get(code)
        and given.by_object.get(code.lstrip("0")) == ore
    }


def _zeros_lost(zeros: Mapping[str, str], sidecar_file: str, line: int | None) -> Finding:
    told = [f"{code} står som {lost}" for code, lost in zeros.items()]
    more = f" och {whole(len(told) - MOST_EXAMPLES)} till" if len(told) > MOST_EXAMPLES else ""
    return finding(
        "kontrollsumma-avviker",
        f"objektkoderna i filen har förlorat sina inledande nollor: {', '.join(told[:MOST_EXAMPLES])}{more}; beloppen "
        "är kontrollsummornas",
        "Ta ut filen på nytt med koderna som text, och öppna och spara den inte i Excel. Summorna i sidofilen är rätt.",
        file=sidecar_file,
        row=line,
    )


def _differing(given: Given, totals: Totals) -> Iterator[tuple[str, int, int]]:
    """Name, asserted and given öre of each total that differs."""
    pairs = [("debit", totals.debit, given.debit), ("credit", totals.credit, given.credit)]
    for code, written in sorted(totals.by_object.items()):
        pairs.append((f"by_object {code}", written, given.by_object.get(code, 0)))
    for name, asserted, ore in pairs:
        if asserted is not None and asserted != ore:
            yield name, asserted, ore
