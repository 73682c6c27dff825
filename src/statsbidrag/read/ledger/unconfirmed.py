"""What is told of a ledger file that nothing confirms: without sidecar, or without control totals."""

from ...base.findings import Finding, finding
from ..raw.deliveries import Delivery
from ..raw.sidecar import SUFFIX
from .scope import claimed


def without_sidecar(delivery: Delivery) -> list[Finding]:
    """That a file has no sidecar, and what it counts as."""
    return [
        finding(
            "sidofil-saknas",
            f"filen har ingen sidofil; den är äldst av källan {delivery.source} och räknas där ingen annan fil har "
            f"samma månader, med omfattningen {claimed(delivery)} efter raderna",
            f"Skriv {delivery.file}{SUFFIX} med received, source, scope och totals.",
            file=delivery.file,
        )
    ]


def not_reconciled(file: str) -> Finding:
    """That nothing shows that a file is whole."""
    return finding(
        "ej-avstamd",
        "filen har inga kontrollsummor att stämma av mot",
        f"Skriv totals i {file}{SUFFIX}, med tal ur en saldolista.",
        file=file,
    )
