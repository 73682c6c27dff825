"""Control totals: what the controller typed from a balance list, held against the rows.

A total that differs refuses the file; the message gives what was asserted, what the rows give, and the difference.
"""

from collections.abc import Iterator

import pandas as pd

from ...findings import Finding, finding
from ...node import line_of
from ..sidecar import Totals
from .amounts import kronor, whole

REMEDY = "Rätta summan i sidofilen om den är fel, annars hämta uttaget på nytt; tills dess stoppas regionens rapporter."


def total_findings(rows: pd.DataFrame, totals: Totals, sidecar_file: str) -> list[Finding]:
    """A finding for each control total that the rows (with ``amount_ore`` and ``object``) do not give."""
    return [
        finding(
            "kontrollsumma-avviker",
            f"kontrollsumman {name} är {asserted} men raderna ger {given} (skillnad {difference})",
            REMEDY,
            file=sidecar_file,
            row=line_of(totals.origin),
        )
        for name, asserted, given, difference in _differing(rows, totals)
    ]


def _differing(rows: pd.DataFrame, totals: Totals) -> Iterator[tuple[str, str, str, str]]:
    if totals.rows is not None and totals.rows != len(rows):
        yield "rows", whole(totals.rows), whole(len(rows)), whole(len(rows) - totals.rows)
    amounts = rows["amount_ore"]
    pairs = [
        ("debit", totals.debit, int(amounts[amounts > 0].sum())),
        ("credit", totals.credit, -int(amounts[amounts < 0].sum())),
    ]
    by_object = amounts.groupby(rows["object"]).sum()
    for code, asserted in sorted(totals.by_object.items()):
        pairs.append((f"by_object {code}", asserted, int(by_object.get(code, 0))))
    for name, asserted, given in pairs:
        if asserted is not None and asserted != given:
            yield name, kronor(asserted), kronor(given), kronor(given - asserted)
