"""Orders not yet invoiced of one report: which of the region's orders are the agreement's, and of which effort.

Owns which order is whose. An order names its effort, or the ledger codes it will be booked on, which are matched as
rows of the ledger are. One that is nobody's is told in every report of the region, since it may be any grant's.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import pandas as pd

from ..base.errors import ParameterError
from ..base.findings import Finding, Severity, finding
from ..base.money import swedish_kronor
from ..base.numbers import count, kronor, with_unit
from ..base.period import Period, month_name
from ..base.place import Place
from ..base.states import Status
from ..model.agreement import Window
from ..model.choices import RegionAgreement
from ..model.region import LedgerFormat
from ..model.values import Codes
from ..read.files import Files
from ..read.orders.order_file import Order
from ..read.orders.order_headings import DIMENSIONS
from ..read.orders.order_lists import Orders, orders_at
from ..read.params.parameters import Parameters, read_parameters
from ..read.params.places import agreements_of
from ..read.raw.quoting import named
from ..rules.breakdown import NONE, ClaimedTwice, groups_by_codes
from ..rules.ordered import OrderFault, order_fault
from ..rules.selection import matches
from .rows import claim_text

FEW = 5
Strange = tuple[str, str, str, Order]
"""Code, message and remedy of what is strange in an order."""
NOT_COUNTED = "och raden räknas inte"
FAULTS = {
    OrderFault.NEGATIVE: (
        "bestallning-negativ",
        "beloppet är negativt, och raden räknas inte",
        "Skriv vad som återstår att fakturera, noll eller mer. Ta bort raden om beställningen är makulerad.",
    ),
    OrderFault.OTHER_YEAR: (
        "bestallning-annat-ar",
        "väntad månad ligger i ett annat år än rapportens, och raden räknas inte",
        "Rätta månaden om den är fel. Det som levereras ett annat år är det årets kostnad.",
    ),
    OrderFault.OUTSIDE_WINDOW: (
        "bestallning-utanfor-anvandningstid",
        "väntad månad ligger utanför bidragets användningstid, och raden räknas inte",
        "Tidigarelägg leveransen, eller bekosta den med andra medel.",
    ),
}


@dataclass(frozen=True)
class Ordered:
    """The agreement's orders by effort, ``NONE`` for those of no effort.

    ``why_unknown`` tells why the sum is not known.
    ``states`` are the files in use and the month each shows, ``files`` their SHA-256 with sidecars.
    """

    by_effort: Mapping[str, list[Order]]
    findings: list[Finding]
    states: dict[str, str]
    files: dict[str, str]
    fictive: bool
    why_unknown: str | None

    def of(self, effort: str) -> int | None:
        """Öre ordered for an effort, or for none."""
        return None if self.why_unknown else sum(order.ore for order in self.by_effort.get(effort, []))

    def places(self, effort: str) -> list[str]:
        """Where its orders stand, ``file:row``; the files looked through where it has none."""
        return [f"{order.file}:{order.row}" for order in self.by_effort.get(effort, [])] or sorted(self.states)

    @property
    def status(self) -> Status:
        return Status.EXAMPLE if self.fictive else Status.PRELIMINARY

    @property
    def marks(self) -> list[str]:
        """Codes of the findings that make the sum uncertain."""
        return sorted({found.code for found in self.findings if found.severity is Severity.MARKED})


def ordered(
    files: Files, parameters: Parameters, period: Period, as_known: dt.date | None, usable: Sequence[Parameters]
) -> Ordered | None:
    """The orders of a report; None where the region has no list by then, and in the final accounts, where what is
    delivered is cost. ``usable`` are earlier years whose money may be used too. Raises as ``orders_at``, and
    ParameterError for any of the region's agreements of the year."""
    orders = None if period.closing else orders_at(files, parameters.region, period, as_known)
    if orders is None:
        return None
    region_id = parameters.region.id
    of_year = [
        read_parameters(files, name, region_id, period.year) for name in agreements_of(files, region_id, period.year)
    ]
    windows = [one.agreement.window for one in (*usable, parameters)]
    start, end = min(one.start for one in windows), max(one.end for one in windows)
    window = parameters.agreement.window.model_copy(update={"start": start, "end": end})
    return ordered_of(orders, parameters, of_year, period, window)


def ordered_of(
    orders: Orders, parameters: Parameters, others: Sequence[Parameters], period: Period, usable: Window
) -> Ordered:
    """The orders of an agreement. ``others`` are the region's agreements of the year, it among them; ``usable`` is when
    the money that the year's cost may use can be used."""
    told = [*orders.findings, *_old_states(orders, period)]
    whose = Whose(parameters.region.ledger_format, {one.agreement.id: one.choices for one in others})
    strange: list[Strange] = []
    ours: list[Order] = []
    for order in orders.orders:
        owners, why = whose.owners(order)
        if why:
            strange.append(("bestallning-okand", why, whose.remedy, order))
        elif parameters.agreement.id in owners:
            fault = order_fault(order.ore, order.month, period, usable)
            if fault is not None:
                strange.append((*FAULTS[fault], order))
            else:
                ours.append(order)
                if order.month < orders.states[order.file]:
                    strange.append((*passed(order), order))
    by_effort: dict[str, list[Order]] = defaultdict(list)
    for order, effort in zip(ours, whose.efforts(ours, parameters.choices), strict=True):
        by_effort[effort].append(order)
    told += findings_on(strange)
    return Ordered(dict(by_effort), told, orders.states, orders.files, orders.fictive, orders.why_unknown)


class Whose:
    """Which agreement and effort an order is of; ``choices`` are those of the region's agreements, by id."""

    def __init__(self, ledger: LedgerFormat, choices: Mapping[str, RegionAgreement]) -> None:
        self.headings = ledger.columns.model_dump()
        self.all = choices
        self.remedy = (
            "Skriv en insats eller kontering som finns i regionens filer i params/, och överenskommelsen om insatsen "
            "finns i flera."
        )

    def owners(self, order: Order) -> tuple[list[str], str | None]:
        """The agreement an order is of, and why nobody can tell where there is none."""
        if order.agreement and order.agreement not in self.all:
            return [], f"överenskommelsen {named(order.agreement)} finns inte hos regionen, {NOT_COUNTED}"
        asked = [order.agreement] if order.agreement else list(self.all)
        if not order.effort:
            row = _frame([order])
            found = [one for one in asked if (books := self.all[one].bookkeeping) and matches(row, books.cost).any()]
            codes = ", ".join(f"{self.headings[name] or name} {named(code)}" for name, code in order.codes.items())
            return found, None if found else f"inget bidrag har konteringen ({codes}), {NOT_COUNTED}"
        found = [one for one in asked if any(effort.id == order.effort for effort in self.all[one].efforts)]
        if len(found) != 1:
            where = f"finns i både {' och '.join(found)}" if found else "finns inte hos regionen"
            return [], f"insatsen {named(order.effort)} {where}, {NOT_COUNTED}"
        if not self._agree(order, found[0]):
            return [], f"konteringen hör inte till insatsen {named(order.effort)}, {NOT_COUNTED}"
        return found, None

    def _agree(self, order: Order, owner: str) -> bool:
        """Whether the codes that an order has beside its effort are the effort's."""
        choices, row = self.all[owner], _frame([order])
        codes: list[Codes] = [effort.codes for effort in choices.efforts if effort.id == order.effort]
        codes += [choices.bookkeeping.cost] if choices.bookkeeping else []
        told = [{name: allowed for name, allowed in one.items() if name in order.codes} for one in codes]
        return all(bool(matches(row, one).all()) for one in told if one)

    def efforts(self, orders: list[Order], own: RegionAgreement) -> list[str]:
        """The effort of each order that is the agreement's, ``NONE`` where its codes are no effort's."""
        sets = {effort.id: [effort.codes] for effort in own.efforts}
        try:
            by_codes = groups_by_codes(_frame(orders), sets)
        except ClaimedTwice as claim:
            raise ParameterError(f"{Place.parse(own.origin).file}: {claim_text(claim)}") from None
        return [order.effort or code for order, code in zip(orders, by_codes.tolist(), strict=True)]


def _frame(orders: list[Order]) -> pd.DataFrame:
    return pd.DataFrame(
        {name: pd.Series([order.codes.get(name, NONE) for order in orders], dtype="str") for name in DIMENSIONS}
    )


def passed(order: Order) -> tuple[str, str, str]:
    return (
        "bestallning-passerad",
        f"väntad månad {month_name(order.month)} har passerat men beställningen är ej fakturerad; den räknas",
        "Kontrollera om den är levererad och bokförd. Ta i så fall bort raden, annars rätta månaden.",
    )


def _old_states(orders: Orders, period: Period) -> Iterator[Finding]:
    for file, month in orders.states.items():
        if month < period.month_text:
            yield finding(
                "bestallning-aldre-lage",
                f"beställningarna visar läget vid utgången av {month_name(month)}; det som har fakturerats därefter "
                "står både i utfallet och här",
                f"Lägg in en lista med läget vid utgången av {period.month_name}.",
                file=file,
            )


def findings_on(strange: list[Strange]) -> Iterator[Finding]:
    """A finding a row while those alike are few, else one a file with number and sum."""
    alike = sorted(strange, key=lambda one: (one[0], one[3].file, one[3].row))
    for (code, file), group in groupby(alike, key=lambda one: (one[0], one[3].file)):
        rows = list(group)
        if len(rows) <= FEW:
            for _, message, remedy, order in rows:
                amount = with_unit(swedish_kronor(order.ore), "kr")
                yield finding(code, f"{amount}: {message}", remedy, file=file, row=order.row)
        else:
            amount = with_unit(kronor(sum(order.ore for *_, order in rows), 2), "kr")
            _, message, remedy, first = rows[0]
            yield finding(
                code, f"{count(len(rows))} rader, {amount}; den första: {message}", remedy, file=file, row=first.row
            )
