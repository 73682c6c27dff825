"""The ledger behind a report: whole up to the report's period, or refused with what is missing.

Owns that a month no delivery claims, or whose delivery leaves the grant's objects out, refuses the report. A supplement
claims no month: it is added to what another delivery has of it.
"""

import datetime as dt

from ..base.errors import LedgerRefused
from ..base.period import Period
from ..read.files import Root
from ..read.params.parameters import Parameters
from ..read.raw.sidecar import SUFFIX
from ..read.store.ledger import Ledger, load_ledger


def ledger_for(root: Root, parameters: Parameters, period: Period, as_known: dt.date | None) -> Ledger:
    """The ledger up to the period; a month whose rows on the grant's codes no delivery claims refuses the report."""
    region, codes = parameters.region, parameters.choices.books.cost
    ledger = load_ledger(root, region, as_known, until=str(period))
    objects = set(codes.get("object", []))
    full = [one for one in ledger.deliveries if not one.adds]
    whole = [d for d in full if d.objects is None or (objects and objects <= d.objects)]
    claimed = {slot for delivery in whole for slot in delivery.slots()}
    wanted = [f"{period.year}-{number:02d}" for number in range(1, period.number + 1)]
    missing = [slot for slot in wanted if slot not in claimed]
    if missing:
        raise LedgerRefused(_missing(ledger, region.id, period, missing, objects))
    return ledger


def _missing(ledger: Ledger, region_id: str, period: Period, missing: list[str], objects: set[str]) -> list[str]:
    """A line for the months no file claims, and one for each file whose scope leaves the grant's objects out."""
    full = [one for one in ledger.deliveries if not one.adds]
    narrow = {d.file: [slot for slot in missing if d.first <= slot <= d.last] for d in full}
    lines = [
        f"{file}{SUFFIX}: scope.object tar inte med {', '.join(sorted(objects)) or 'alla objekt'}, så huvudbok saknas "
        f"för {', '.join(slots)}. Rapporten för {period} görs inte. Rätta scope.object, eller ta ut filen med objekten."
        for file, slots in narrow.items()
        if slots
    ]
    nowhere = [slot for slot in missing if not any(slot in slots for slots in narrow.values())]
    if nowhere:
        lines.append(
            f"data/raw/{region_id}/ledger: huvudbok saknas för {', '.join(nowhere)}. "
            f"Rapporten för {period} görs inte. Lägg in uttaget med sidofil, eller välj en tidigare period."
        )
    lines += [
        f"{one.file}{SUFFIX}: filen är ett tillägg (adds: true), men hela uttaget för {', '.join(slots)} saknas."
        for one in ledger.deliveries
        if one.adds and (slots := [slot for slot in nowhere if one.first <= slot <= one.last])
    ]
    months = {one.file: [slot for slot in nowhere if one.first <= slot <= one.last] for one in ledger.misplaced}
    lines += [
        f"{file}: filen ser ut att vara en huvudbok och har {', '.join(slots)}. Flytta den och sidofilen till "
        f"data/raw/{region_id}/ledger/."
        for file, slots in months.items()
        if slots
    ]
    alone = [found for found in ledger.findings if found.code == "sidofil-utan-fil"]
    return lines + [f"{found.place}: {found.message}. {found.remedy}" for found in alone]
