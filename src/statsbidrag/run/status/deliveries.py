"""A region's deliveries by month: which file holds it, whether the books were closed, and whether it is reconciled.

Owns what is told of a delivery without its rows: sidecars, names and hashes, and of a file without sidecar the months
that the store found in it. Which delivery holds a month is ``read.raw.deliveries``, as in a report.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ...base.errors import StatsbidragError
from ...base.file_names import suffix_of
from ...base.quoting import quoted_name
from ...model.region import Region
from ...read.activity.indicators import RegionIndicators
from ...read.files import Files
from ...read.ledger.suffixes import READ
from ...read.raw.deliveries import Delivery, in_force, later_than, source_faults, wholly_replaced
from ...read.raw.misplaced import misplaced
from ...read.raw.raw_files import RawFile, read_by, read_raw_file, visible_files, without_copies
from ...read.store.claims import ACTIVITY, LEDGER, claim_of
from ...rules.closing import Claim, is_closed


@dataclass(frozen=True)
class Held:
    """What holds a month: a file of some kind (ledger or activity) and source.

    ``closed`` is None where nothing tells, ``totals`` whether there are control totals, which hold once a ledger file
    is ``stored`` (imported as it lies now); ``objects`` are the codes a claim is narrowed to, none when it is of all.
    """

    kind: str
    source: str
    file: str
    received: dt.date | None
    closed: bool | None
    totals: bool
    stored: bool
    objects: tuple[str, ...] = ()

    @property
    def reconciled(self) -> bool:
        return self.totals and self.stored


@dataclass
class Delivered:
    """``months`` maps each slot (month 13 = closing rows) that some delivery holds to what holds it.

    ``missing`` are the months of a year without ledger though a later one has it. ``replaced`` and ``withdrawn`` are
    files, ``not_stored`` are ledger files that are not imported as they lie now, ``not_reconciled`` those that hold
    some month and whose sidecars have no control totals, ``unclaimed`` those of which no month is known until a sidecar
    or an import tells. ``aside`` are, for each slot, the exports of the ledger that do not count though nobody has
    said that they are older: in another folder, or without day. ``faults`` are lines.
    """

    months: dict[str, list[Held]] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    not_stored: list[str] = field(default_factory=list)
    not_reconciled: list[str] = field(default_factory=list)
    unclaimed: list[str] = field(default_factory=list)
    aside: dict[str, list[str]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    last_received: dt.date | None = None

    @property
    def sources(self) -> list[tuple[str, str]]:
        """Kind and source of all that holds something, the ledger's first."""
        found = {(held.kind, held.source) for month in self.months.values() for held in month}
        return sorted(found, key=lambda one: (one[0] != LEDGER, one[1]))


def delivered(files: Files, region_id: str, region: Region | None, indicators: RegionIndicators) -> Delivered:
    """What a region's files say; ``region`` is None where its file cannot be read, and then nothing tells what is
    closed."""
    told_of = Delivered()
    folder = files / f"data/raw/{region_id}"
    ledger = [path for path in visible_files(folder / LEDGER) if suffix_of(path.name) in READ]
    activity = sorted({path for pattern in indicators.by_pattern for path in read_by(folder, pattern)})
    for kind, paths in ((LEDGER, ledger), (ACTIVITY, activity)):
        raws = without_copies(list(_readable(files, paths, told_of)))
        _add(files, told_of, kind, raws, region_id, region)
    months = [slot for slot, held in told_of.months.items() if any(one.kind == LEDGER for one in held)]
    for year in sorted({slot[:4] for slot in months}):
        last = max(slot for slot in months if slot.startswith(year))
        wanted = (f"{year}-{number:02d}" for number in range(1, 13))
        told_of.missing += [slot for slot in wanted if slot < last and slot not in months]
    told_of.months = dict(sorted(told_of.months.items()))
    return told_of


def _readable(files: Files, paths: Sequence[Path], told_of: Delivered) -> Iterator[RawFile]:
    for path in paths:
        try:
            yield read_raw_file(files, path)
        except StatsbidragError as error:
            told_of.faults += error.lines
        except OSError:
            told_of.faults.append(
                f"{quoted_name(files.name(path))}: filen går inte att öppna. Se efter att ni får läsa den."
            )


def _add(
    files: Files, told_of: Delivered, kind: str, raws: Sequence[RawFile], region_id: str, region: Region | None
) -> None:
    """Put the files of one kind where they belong."""
    by_id: dict[str, RawFile] = {}
    claims: list[Delivery] = []
    store = files / f"data/processed/{region_id}/ledger"
    for raw in raws:
        if raw.withdrawn is not None:
            told_of.withdrawn.append(quoted_name(raw.file))
        elif raw.identity not in by_id:
            claim = claim_of(files, kind, raw, store)
            if kind == LEDGER and not (store / f"{raw.identity}.json").is_file():
                told_of.not_stored.append(quoted_name(raw.file))
            if claim is None:
                told_of.unclaimed.append(quoted_name(raw.file))
            else:
                by_id[raw.identity] = raw
                claims.append(claim)
    deliveries = in_force(claims)
    if kind == LEDGER:
        source = "" if region is None or region.ledger is None else region.ledger.default_source
        undated = [one for one in deliveries if one.received is None and later_than(one, deliveries)]
        for one in (*misplaced(files, region_id, deliveries, source), *undated):
            for slot in one.slots():
                if one not in undated or not _holds(one, deliveries, slot):
                    told_of.aside.setdefault(slot, []).append(quoted_name(one.file))
    used = [one for one in deliveries if not wholly_replaced(one, deliveries)]
    told_of.replaced += [quoted_name(one.file) for one in deliveries if one not in used]
    told_of.faults += source_faults(used) if kind == LEDGER else []
    days = [one.received for one in deliveries if one.received is not None]
    told_of.last_received = max([*days, *filter(None, [told_of.last_received])], default=None)
    for one in used:
        raw = by_id[one.id]
        stored = kind == ACTIVITY or (store / f"{one.id}.json").is_file()
        totals = raw.sidecar is not None and raw.sidecar.totals is not None and raw.sidecar.totals.reconciles
        if kind == LEDGER and raw.sidecar is not None and not totals:
            told_of.not_reconciled.append(quoted_name(raw.file))
        for slot in one.slots():
            if _holds(one, deliveries, slot):
                closing = None if region is None or region.ledger is None else region.ledger.closes_after_days
                closed = is_closed(Claim(slot, one.received, one.closed), closing) if kind == LEDGER else None
                objects = tuple(sorted(one.objects or ()))
                held = Held(kind, one.source, quoted_name(one.file), one.received, closed, totals, stored, objects)
                told_of.months.setdefault(slot, []).append(held)


def _holds(delivery: Delivery, others: Sequence[Delivery], slot: str) -> bool:
    """Whether no later delivery claims a slot for every object that this one does."""
    return not any(
        other.first <= slot <= other.last
        and (other.objects is None or (delivery.objects is not None and delivery.objects <= other.objects))
        for other in later_than(delivery, others)
    )
