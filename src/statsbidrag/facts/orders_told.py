"""What is wrong in the rows of a region's lists of orders, for the terminal, where a list is dropped and mended.

Owns that everything a report would say of a row is said at once, whichever agreement it is of and whichever rows cannot
be read. Whether money of an earlier year may be used too is known first in a report, so of the window of use only its
end is looked at here.
"""

import datetime as dt
from collections.abc import Iterator

from ..base.findings import Finding
from ..base.period import Period
from ..read.files import Files
from ..read.orders.order_lists import latest_lists
from ..read.params.parameters import read_region
from ..read.params.region_year import read_region_year
from ..rules.ordered import order_fault
from .ordered import FAULTS, Strange, Whose, findings_on, passed


def orders_told(files: Files, region_id: str) -> list[Finding]:
    """A finding for each row that is not counted or should be looked at, in the order of files and rows.

    Raises ParameterError when the region's file is wrong.
    """
    region = read_region(files, region_id)
    if region.ledger is None:
        return []
    found: list[Finding] = []
    for sidecar, read in latest_lists(files, region):
        period = Period.parse(sidecar.scope.end.replace("-13", "-12"))
        year = read_region_year(files, region_id, period.year)
        found += read.findings
        # An agreement whose files are wrong may be the one that a row is of: nobody can say then.
        if not year.faults and year.agreements:
            whose = Whose(region.ledger_format, {name: one.choices for name, one in year.agreements.items()})
            ends = {name: one.agreement.window for name, one in year.agreements.items()}
            strange: list[Strange] = []
            for order in read.orders:
                owners, why = whose.owners(order)
                if why:
                    strange.append(("bestallning-okand", why, whose.remedy, order))
                    continue
                windows = [ends[name].model_copy(update={"start": dt.date.min}) for name in owners]
                faults = [order_fault(order.ore, order.month, period, one) for one in windows]
                if all(faults) and faults[0] is not None:
                    strange.append((*FAULTS[faults[0]], order))
                elif order.month < period.month_text:
                    strange.append((*passed(order), order))
            found += findings_on(strange)
    return list(_in_order(found))


def _in_order(found: list[Finding]) -> Iterator[Finding]:
    yield from sorted(found, key=lambda one: (one.file or "", one.row or 0, one.code))
