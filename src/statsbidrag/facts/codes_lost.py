"""Rows that have lost the grant's own code but keep those of its efforts: findings.

Owns when a month has such rows although it should not. They are what is left when a column of codes was emptied, on
all or some of the rows: no total of debit and credit tells it, nor whether the month has other rows of the grant, so
that a month that may be empty is looked at too. Months whose totals were given by the grant's objects are not, nor
those that a sidecar says are rightly empty.
"""

from collections.abc import Iterator, Mapping

from ..base.findings import Finding, finding
from ..base.numbers import count
from ..base.period import month_name
from ..model.settings import MonthsAlike
from ..read.params.parameters import Parameters
from ..read.raw.deliveries import holds
from ..read.raw.sidecar import SUFFIX
from ..read.store.ledger import Ledger
from ..rules.months_alike import many_lost
from ..rules.selection import CodeSet, matches
from .silence import COLUMNS, holder, said_empty


def codes_lost(ledger: Ledger, parameters: Parameters, rows: Mapping[str, int]) -> Iterator[Finding]:
    """A finding for each month whose rows have lost codes. ``rows`` is the number on the grant's codes by month."""
    cost = parameters.choices.books.cost
    beside = _of_efforts(parameters)
    if not beside:
        return
    (dimension,) = cost
    lost = _without(ledger, dimension, beside, rows)
    known = {*said_empty(ledger), *_totalled(ledger, cost, [month for month, many in lost.items() if many])}
    bounds: MonthsAlike = parameters.settings.months_alike
    for month in many_lost(lost, rows, bounds):
        if month in known:
            continue
        file = holder(ledger, month)
        mend = (
            "totals med by_object för bidragets objekt ur saldolistan"
            if dimension == "object"
            else (f"empty: [{month}]")
        )
        yield finding(
            "bidragets-kod-saknas",
            f"{count(lost[month])} rader i {month_name(month)} har koder för bidragets insatser men ingen kod för "
            f"{COLUMNS[dimension]}, och räknas därför inte",
            "Ta ut filen på nytt med alla koder, eller boka om raderna. Är de rätt, skriv "
            f"{mend} i {file or 'sidofilen'}{SUFFIX if file else ''}.",
            file=file,
        )


def _of_efforts(parameters: Parameters) -> list[CodeSet]:
    """What tells of each effort beside the grant's own code; [] where nothing does. An account alone is everybody's."""
    cost = parameters.choices.books.cost
    if len(cost) != 1 or "account" in cost:
        return []
    beside = [
        {name: codes for name, codes in effort.codes.items() if name not in cost}
        for effort in parameters.choices.efforts
    ]
    return [codes for codes in beside if set(codes) - {"account"}]


def _without(ledger: Ledger, dimension: str, beside: list[CodeSet], months: Mapping[str, int]) -> dict[str, int]:
    """The number of rows on any of some codes without a code in a column, by month."""
    names = sorted({name for codes in beside for name in codes})
    sums = ledger.books.without_code(dimension, names)
    ours = sums["rows"].astype(bool) & False
    for codes in beside:
        ours |= matches(sums, codes)
    found = sums[ours].groupby("period")["rows"].sum()
    return {month: int(found.get(month, 0)) for month in months}


def _totalled(ledger: Ledger, cost: CodeSet, months: list[str]) -> set[str]:
    """The months whose deliveries have totals of each of the grant's objects."""
    found = set()
    for month in months:
        holding = [one for one in ledger.deliveries if not one.adds and holds(one, ledger.known, month)]
        told = set(ledger.imports[holding[-1].id].by_object) if holding else set()
        if "object" in cost and set(cost["object"]) <= told:
            found.add(month)
    return found
