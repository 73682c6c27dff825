"""Vouchers with rows on the grant's codes that do not come to nothing, in a file whose vouchers else do: findings.

Owns which of them are a grant's. Of any other it is only warned; what these have lost or changed may be the cost.
"""

from collections.abc import Iterator, Sequence

import pandas as pd

from ..base.findings import Finding, finding
from ..base.numbers import count, kronor, with_unit
from ..read.store.ledger import Ledger

MOST_EXAMPLES = 5


def unwhole(ledger: Ledger, booked: pd.DataFrame) -> Iterator[Finding]:
    """A finding for each file with such vouchers. ``booked`` are the period's rows on the grant's codes, as the ledger
    has them: ``import_id``, ``voucher``, ``source_row``."""
    for one in ledger.deliveries:
        apart = ledger.imports[one.id].unwhole
        if not apart:
            continue
        ours = booked[(booked["import_id"] == one.id) & booked["voucher"].isin(list(apart))]
        if ours.empty:
            continue
        first = ours.groupby("voucher", sort=False, observed=True)["source_row"].min().sort_values()
        rows = _examples(first.tolist())
        ore = sum(abs(apart[str(voucher)]) for voucher in first.index)
        has = "en verifikation" if len(first) == 1 else f"{count(len(first))} verifikationer"
        yield finding(
            "bidragets-verifikation-i-obalans",
            f"{has} med bidragets rader blir inte noll, tillsammans {with_unit(kronor(ore, 2), 'kr')} (rad {rows})",
            "En rad kan saknas eller vara ändrad. Ta ut filen på nytt, eller skriv totals med debit och credit ur "
            "saldolistan i sidofilen om den är rätt.",
            file=one.file,
            row=int(first.iloc[0]),
        )


def _examples(rows: Sequence[int]) -> str:
    return ", ".join(map(str, rows[:MOST_EXAMPLES])) + (" …" if len(rows) > MOST_EXAMPLES else "")
