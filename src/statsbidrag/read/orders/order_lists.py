"""Which lists of orders count at a period: what lies in ``data/raw/<region>/commitments/``.

Owns the convention. A list is a state: ``scope.to`` of its sidecar is the month at whose end the orders were open. Of
each source the latest state not after the period counts, whole, and earlier ones no longer. A list without sidecar has
no known state and is not used. Every year begins anew: a list of another year is never used.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ...base.errors import LedgerRefused, ParameterError
from ...base.findings import Finding, finding
from ...base.money import swedish_kronor
from ...base.period import Period
from ...model.region import Region
from ..files import Files, Root
from ..raw.deliveries import Delivery, delivery_findings, from_sidecar, in_force, undated_findings
from ..raw.raw_files import RawFile, lone_sidecars, read_raw_file, visible_files, withdrawn_finding
from ..raw.sidecar import SUFFIX, Sidecar
from .order_file import Order, OrderList, read_orders, read_rows

FOLDER = "commitments"


@dataclass(frozen=True)
class Orders:
    """The orders that count at a period. ``why_unknown`` is set where a list cannot be used, and the sum is not known.

    ``states`` are the files in use and the month (``YYYY-MM``) each shows; ``files`` their SHA-256, sidecars too.
    """

    orders: list[Order]
    findings: list[Finding]
    states: dict[str, str]
    files: dict[str, str]
    fictive: bool
    why_unknown: str | None = None


def orders_at(root: Root, region: Region, period: Period, as_known: dt.date | None = None) -> Orders | None:
    """The orders of a region's lists at a period; None where it has no list of the year by then.

    Raises ParameterError for a wrong sidecar, LedgerRefused for a list that cannot be read or does not give its totals.
    """
    files = Files.of(root)
    return files.once(("orders", region.id, period, as_known), lambda: _orders_at(files, region, period, as_known))


def _orders_at(files: Files, region: Region, period: Period, as_known: dt.date | None) -> Orders | None:
    folder = files / f"data/raw/{region.id}/{FOLDER}"
    until = period.month_text
    every = [read_raw_file(files, path) for path in visible_files(folder)]
    raw_files = {raw.file: raw for raw in every if _may_show(raw, period)}
    findings = [withdrawn_finding(raw) for raw in raw_files.values() if raw.withdrawn is not None]
    findings += lone_sidecars(files, folder, until=until)
    bare = [file for file, raw in raw_files.items() if raw.sidecar is None]
    findings += [without_sidecar(file) for file in bare]
    shown = [_delivery(raw.file, raw.sidecar) for raw in raw_files.values() if raw.sidecar is not None]
    known = in_force(shown, as_known)
    latest: dict[str, Delivery] = {}
    for one in sorted(known, key=lambda one: (one.last, one.order)):
        latest[one.source] = one
    if not latest and not bare:
        return Orders([], findings, {}, {}, False, "ingen lista finns till och med perioden") if findings else None
    used = sorted(latest.values(), key=lambda one: one.file)
    # A later list takes the place of an earlier one every month, and that need not be told.
    findings += [one for one in delivery_findings(known) if one.code != "import-ersatter-annan"]
    findings += undated_findings(used, as_known)
    orders: list[Order] = []
    faults: list[str] = []
    for one in used:
        raw = raw_files[one.file]
        try:
            read = _read(files, raw, region)
            findings += [*_checked(raw, read.orders), *read.findings]
            orders += read.orders
        except LedgerRefused as refusal:
            faults += refusal.lines
    if faults:
        raise LedgerRefused(faults)
    once, repeated = _without_repeats(orders)
    findings += repeated
    hashes = {file: sha256 for one in used for file, sha256 in raw_files[one.file].hashes.items()}
    fictive = any(sidecar.fictive for one in used if (sidecar := raw_files[one.file].sidecar) is not None)
    why = f"{bare[0]} har ingen sidofil" if bare else None
    return Orders(once, findings, {one.file: one.last for one in used}, hashes, fictive, why)


def orders_folder(root: Root, region: Region) -> Path:
    """Where a region's lists lie."""
    return root / f"data/raw/{region.id}/{FOLDER}"


def check_list(root: Root, path: Path, region: Region) -> OrderList:
    """One list, whichever month it shows, with what there is to tell of it. Raises what a run would raise of it."""
    files = Files.of(root)
    raw = read_raw_file(files, path)
    if raw.sidecar is not None:
        _delivery(raw.file, raw.sidecar)
    if raw.withdrawn is not None or region.ledger is None:
        return OrderList([], [withdrawn_finding(raw)] if raw.withdrawn is not None else [])
    read = _read(files, raw, region)
    found = [without_sidecar(raw.file)] if raw.sidecar is None else []
    found += [*_checked(raw, read.orders), *read.findings, *_without_repeats(read.orders)[1]]
    return OrderList(read.orders, found)


def latest_lists(root: Root, region: Region) -> list[tuple[Sidecar, OrderList]]:
    """Of each source the last list, with all its orders that can be read: what to look over in the terminal.

    Nothing is summed here, so a row that cannot be read keeps no other from being looked at. What is wrong with a whole
    list or its sidecar is told by whoever checks it, and such a list is passed over.
    """
    files = Files.of(root)
    latest: dict[str, RawFile] = {}
    for path in visible_files(orders_folder(files, region)):
        try:
            raw = read_raw_file(files, path)
        except ParameterError:
            continue
        if raw.sidecar is None or raw.withdrawn is not None:
            continue
        before = latest.get(raw.sidecar.source)
        if before is None or _state(before) <= _state(raw):
            latest[raw.sidecar.source] = raw
    found = []
    for raw in latest.values():
        try:
            read = read_rows(raw, region.ledger_format)
        except LedgerRefused:
            continue
        if raw.sidecar is not None:
            found.append((raw.sidecar, OrderList(read.orders, _without_repeats(read.orders)[1], read.faults)))
    return found


def _state(raw: RawFile) -> tuple[str, dt.date, str]:
    """Which month a list shows and when it came, for order."""
    sidecar = raw.sidecar
    return (
        ("", dt.date.min, raw.file)
        if sidecar is None
        else (sidecar.scope.end, sidecar.received or dt.date.min, raw.file)
    )


def without_sidecar(file: str) -> Finding:
    """That nobody knows which month's state a list shows."""
    return finding(
        "sidofil-saknas",
        "beställningarna har ingen sidofil, så det är inte känt vilken månads läge de visar; filen används inte",
        f"Skriv {file}{SUFFIX} med received, source och scope, där scope.to är den månaden.",
        file=file,
    )


def _read(files: Files, raw: RawFile, region: Region) -> OrderList:
    return files.once(("order rows", raw.path), lambda: read_orders(raw, region.ledger_format))


def _may_show(raw: RawFile, period: Period) -> bool:
    """Whether a list is of the period's year, and of no month after it; one without sidecar may be."""
    if raw.sidecar is None:
        return True
    shown = raw.sidecar.scope.end
    return shown[:4] == str(period.year) and (shown <= period.month_text or shown.endswith("-13"))


def _delivery(file: str, sidecar: Sidecar) -> Delivery:
    """What a list shows; a sidecar that says what only a ledger has is refused."""
    scope, totals = sidecar.scope, sidecar.totals
    if scope.object is not None:
        raise ParameterError(f"{scope.origin}: scope.object finns bara för huvudboken. Ta bort nyckeln.")
    if scope.end.endswith("-13"):
        raise ParameterError(
            f"{scope.origin}: scope.to är {scope.end}, men beställningar har inget bokslut. Skriv månaden vars läge "
            "filen visar."
        )
    if totals is not None and (totals.credit is not None or totals.by_object):
        raise ParameterError(
            f"{totals.origin}: totals kan här bara ha rows och debit. Skriv beställningarnas summa som debit."
        )
    return from_sidecar(file, file, sidecar)


def _checked(raw: RawFile, orders: list[Order]) -> Iterator[Finding]:
    """Raises LedgerRefused where the rows do not give the control totals; tells where there are none."""
    totals = raw.sidecar.totals if raw.sidecar is not None else None
    if totals is None:
        remedy = f"Skriv totals med rows och debit i {raw.file}{SUFFIX}."
        yield finding("ej-avstamd", "filen har inga kontrollsummor", remedy, file=raw.file)
        return
    total = sum(order.ore for order in orders)
    differing = []
    if totals.rows is not None and totals.rows != len(orders):
        differing.append(f"rows är {totals.rows} men beställningarna är {len(orders)}")
    if totals.debit is not None and totals.debit != total:
        differing.append(
            f"debit är {swedish_kronor(totals.debit)} kr men beställningarnas summa är {swedish_kronor(total)} kr"
        )
    if differing:
        raise LedgerRefused(
            [
                f"{raw.file}{SUFFIX}: kontrollsumman {one}. Rätta summan i sidofilen om den är fel, annars hämta filen "
                "på nytt."
                for one in differing
            ]
        )


def _without_repeats(orders: list[Order]) -> tuple[list[Order], list[Finding]]:
    """The orders whose reference stands once; of the others nothing tells which is right, so none counts."""
    by_reference: dict[str, list[Order]] = {}
    for order in orders:
        by_reference.setdefault(order.reference.casefold(), []).append(order)
    found = []
    for order in orders:
        others = [other for other in by_reference[order.reference.casefold()] if other is not order]
        if others:
            places = ", ".join(
                f"rad {other.row}" if other.file == order.file else f"{other.file}, rad {other.row}" for other in others
            )
            found.append(
                finding(
                    "bestallning-upprepad",
                    f"referensen står också på {places}; ingen av raderna räknas",
                    "Ta bort den som är fel. Är det delar av en beställning, ge varje del en egen referens, till "
                    "exempel 4711-1 och 4711-2.",
                    file=order.file,
                    row=order.row,
                )
            )
    return [order for order in orders if len(by_reference[order.reference.casefold()]) == 1], found
