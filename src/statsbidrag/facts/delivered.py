"""What has been delivered of a year's ledger, month by month: for whoever asks how far the books have come.

Owns what a month's state is: which files hold it, whether all of them are reconciled, whether it was closed.
"""

from dataclasses import dataclass

from ..base.period import Period
from ..model.region import Region
from ..read.raw.deliveries import Delivery, holds
from ..read.store.ledger import Ledger
from ..rules.closing import Claim, is_closed
from .silence import said_empty


@dataclass(frozen=True)
class DeliveredMonth:
    """One slot (``YYYY-MM``, 13 = closing rows) as the ledger has it now.

    ``deliveries`` hold it, oldest first, supplements among them; none: the month has not come. ``rows`` are those that
    count, of every object. ``reconciled``: whether control totals were given and held, of every file; ``closed``:
    whether the books were closed when the latest that is no supplement was taken out, None where nothing tells;
    ``said_empty``: whether its sidecar says that it is rightly empty.
    """

    slot: str
    deliveries: list[Delivery]
    rows: int
    reconciled: bool
    closed: bool | None
    said_empty: bool


def unreconciled_months(ledger: Ledger, period: Period) -> list[str]:
    """The months of a period of which a delivery that holds them has no control totals, in order."""
    loose = [one for one in ledger.deliveries if not ledger.imports[one.id].reconciled]
    slots = [*period.months, *([str(period)] if period.closing else [])]
    found = [slot for slot in slots if any(holds(one, ledger.known, slot) for one in loose)]
    return list(dict.fromkeys(slot.replace("-13", "-12") for slot in found))


def delivered_months(ledger: Ledger, region: Region, year: int) -> list[DeliveredMonth]:
    """The thirteen slots of a year, in order."""
    sums, empty = ledger.books.sums(), said_empty(ledger)
    found = []
    for number in range(1, 14):
        slot = f"{year}-{number:02d}"
        ours = sums[(sums["period"] == f"{year}-{min(number, 12):02d}") & (sums["closing"] == (number == 13))]
        holding = [one for one in ledger.deliveries if holds(one, ledger.known, slot)]
        full = [one for one in holding if not one.adds]
        # A month before the claim's last was closed if that was; what the sidecar names goes for each month.
        claim = Claim(slot, full[-1].received, full[-1].closed) if full else None
        found.append(
            DeliveredMonth(
                slot,
                holding,
                int(ours["rows"].sum()),
                bool(holding) and all(ledger.imports[one.id].reconciled for one in holding),
                None if claim is None else is_closed(claim, region.ledger_format.closes_after_days),
                slot in empty,
            )
        )
    return found
