"""Vouchers that a delivery lacks, by the numbers that its series skip: findings.

Owns which deliveries tell: those that hold a month with every object, and supplements to them. One that control totals
confirm lacks nothing, and tells what is usual.
"""

from collections.abc import Collection, Iterator, Sequence

from ..base.findings import Finding, finding
from ..base.numbers import count
from ..base.period import Period, month_name
from ..model.settings import VoucherNumbers
from ..read.raw.deliveries import holds
from ..read.raw.sidecar import SUFFIX
from ..read.store.ledger import Ledger
from ..rules.numbering import Lacking, lacking
from .silence import holder

MOST_EXAMPLES = 3
# Longer, what stands before the number may be anything: it is not quoted.
LONGEST_NAME = 4


def numbers_lacking(
    ledger: Ledger, period: Period, bounds: VoucherNumbers, narrow: Collection[str]
) -> Iterator[Finding]:
    """A finding for each month of the period whose series skip more than the other months', but for those that are only
    a part of the ledger (``narrow``)."""
    series: dict[str, dict[str, list[list[int]]]] = {}
    unconfirmed = set()
    for month in period.months:
        holding = [one for one in ledger.deliveries if holds(one, ledger.known, month)]
        full = [one for one in holding if not one.adds]
        if not full or full[-1].objects is not None:
            continue
        series[month] = {}
        for one in holding:
            for name, runs in ledger.imports[one.id].numbering.get(month, {}).items():
                series[month].setdefault(name, []).extend(runs)
        if not ledger.imports[full[-1].id].reconciled:
            unconfirmed.add(month)
    for lack in lacking(series, unconfirmed, bounds, narrow):
        file = holder(ledger, lack.month)
        yield finding(
            "verifikationer-saknas",
            f"i {month_name(lack.month)} saknas {count(lack.missing)} av {count(lack.of)} verifikationsnummer i "
            f"löpande serier, och inget annat uttag har dem{_examples(lack)}",
            "Ta ut filen på nytt med alla verifikationer, eller skriv totals ur saldolistan i "
            f"{file or 'sidofilen'}{SUFFIX if file else ''} om den är hel.",
            file=file,
        )


def _examples(lack: Lacking) -> str:
    told = [
        f"{name}{first}" if first == last else f"{name}{first}–{last}"
        for name, first, last in lack.gaps
        if len(name.strip()) <= LONGEST_NAME
    ]
    return f" ({_listed(told)})" if told else ""


def _listed(told: Sequence[str]) -> str:
    return ", ".join(told[:MOST_EXAMPLES]) + (" …" if len(told) > MOST_EXAMPLES else "")
