"""The import store of a region: ledger files read once, and the deliveries whose rows count.

Owns ``data/processed/<region>/ledger/``. What counts is what lies in ``data/raw`` now; an import whose file or
sidecar is gone or changed stays in the store, unused, and returns with the same content. A file is read again when
its name, the region's ledger format or the reader has changed since.
"""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from ...base.errors import LedgerRefused, ParameterError
from ...base.findings import Finding
from ...base.place import in_order
from ...model.region import Region
from ..files import Files, Root
from ..ledger.disguised import told_as_disguised
from ..ledger.formats import TABLES, NotRead, Sie, Table, format_of
from ..ledger.refusal import refused
from ..raw.deliveries import (
    Delivery,
    delivery_findings,
    in_force,
    source_faults,
    undated_findings,
    undated_replaced,
    wholly_replaced,
)
from ..raw.raw_files import RawFile, lone_sidecars, read_raw_file, visible_files, withdrawn_finding, without_copies
from .books import Books
from .edited import edited
from .elsewhere import elsewhere
from .foreign import foreign_lines
from .imports import Import, bounds_of, reader_of, save, stored_import, stored_imports
from .supplements import supplement_faults


@dataclass(frozen=True)
class ImportedFile:
    """What became of one raw file: ``state`` is ``new``, ``known`` or ``withdrawn`` (then ``rows`` is 0)."""

    file: str
    import_id: str
    rows: int
    state: str
    findings: list[Finding]


@dataclass(frozen=True)
class Ledger:
    """The books as they were at a date, asked for the rows that are needed, and where they come from.

    ``deliveries`` are those with a say, oldest first, and ``known`` those that later ones have wholly replaced too;
    ``imports`` is what the store knows of each, by import_id. ``set_aside`` are those that count for nothing though
    nobody has said that they are older than what replaces them, ``misplaced`` those that lie in another folder.
    """

    books: Books
    deliveries: list[Delivery]
    imports: dict[str, Import]
    findings: list[Finding]
    set_aside: list[Delivery] = field(default_factory=list)
    misplaced: list[Delivery] = field(default_factory=list)

    @property
    def known(self) -> list[Delivery]:
        return self.books.deliveries

    @property
    def every(self) -> Books:
        """The books of all that is known, those wholly replaced too: for what a delivery replaced, never for a sum."""
        books = self.books
        key = ("every book", books.folder, *(one.id for one in self.known))
        sizes = {one.id: self.imports[one.id].rows for one in self.known}
        return books.files.once(key, lambda: Books(books.files, books.folder, self.known, self.known, sizes))

    @property
    def rows(self) -> pd.DataFrame:
        """Every row that counts, with all columns: for looking at a ledger. A report asks ``books`` for its rows."""
        return self.books.whole()

    @property
    def files(self) -> dict[str, str]:
        """SHA-256 of every raw file with a say and of its sidecar, by path relative to the root."""
        return {
            file: sha256 for delivery in self.deliveries for file, sha256 in self.imports[delivery.id].hashes.items()
        }


@dataclass(frozen=True)
class HistoryEntry:
    """One line of the import history. ``state``: används, ersatt, undanlagd or återkallad; ``adds``: a supplement."""

    file: str
    import_id: str
    received: dt.date | None
    rows: int
    state: str
    adds: bool = False


def raw_folder(root: Root, region: Region) -> Path:
    """Where a region's ledger files lie as received."""
    return root / f"data/raw/{region.id}/ledger"


def store_folder(root: Root, region: Region) -> Path:
    """Where a region's imports are kept; may be deleted and is rebuilt by the next import."""
    return root / f"data/processed/{region.id}/ledger"


def ledger_files(root: Root, region: Region) -> list[Path]:
    """The region's raw ledger files, by name."""
    return [path for path in visible_files(raw_folder(root, region)) if isinstance(format_of(path.name), Table | Sie)]


def import_new(root: Root, region: Region, only: Collection[Path] | None = None) -> list[ImportedFile]:
    """Read every raw ledger file that is not in the store, or only some; what became of each, in order of name.

    Every file is tried; then LedgerRefused is raised with the lines of all that could not be read, wrong sidecars too.
    """
    files = Files.of(root)
    current, lines = _current(files, region, only)
    imported, seen = [], dict[str, Import]()
    for raw in current:
        try:
            imported.append(_imported(files, region, raw, seen))
            lines += foreign_lines(files, region, seen[raw.identity]) if raw.identity in seen else []
        except LedgerRefused as error:
            lines += error.lines
    if lines:
        raise LedgerRefused(in_order(lines))
    return imported


def load_ledger(root: Root, region: Region, as_known: dt.date | None = None, until: str | None = None) -> Ledger:
    """The ledger of the deliveries received up to a date (None: all).

    ``until`` is a slot (``2018-06``): deliveries that begin after it are left out, with what there is to tell of them.
    Raises LedgerRefused when there is no delivery by then, when a raw file is wrong or not yet imported, or when
    deliveries of different sources claim the same. One ledger serves every agreement of a run.
    """
    files = Files.of(root)
    return files.once(("ledger", region.id, as_known, until), lambda: _load(files, region, as_known, until))


def _load(files: Files, region: Region, as_known: dt.date | None, until: str | None) -> Ledger:
    current, lines = _current(files, region)
    imports: dict[str, Import] = {}
    for raw in without_copies(current):
        if raw.withdrawn is None and raw.identity not in imports:
            if (record := _stored(files, region, raw)) is None:
                lines.append(f"{raw.file}: filen är inte inläst. Kör statsbidrag import --region {region.id}.")
            else:
                imports[raw.identity] = record
                lines += foreign_lines(files, region, record)
    if lines:
        raise LedgerRefused(in_order(lines))
    known = [record.delivery for record in imports.values() if until is None or record.delivery.first <= until]
    deliveries = in_force(known, as_known)
    if not deliveries:
        raise _nothing_received(files, region, as_known)
    used = [delivery for delivery in deliveries if not wholly_replaced(delivery, deliveries)]
    if lines := source_faults(used):
        raise LedgerRefused(lines)
    if faults := [*supplement_faults(files, store_folder(files, region), deliveries)]:
        raise refused(faults)
    findings = [withdrawn_finding(raw) for raw in current if raw.withdrawn is not None and raw.begins_by(until)]
    findings += [*lone_sidecars(files, raw_folder(files, region), until=until), *delivery_findings(deliveries)]
    findings += [*undated_findings(used, as_known), *undated_replaced(deliveries)]
    for delivery in used:
        findings += imports[delivery.id].findings
    books = counting(files, region, used, deliveries, imports)
    undated = [delivery for delivery in deliveries if delivery.received is None and delivery not in used]
    aside, told = elsewhere(files, region, deliveries, as_known, until)
    return Ledger(books, used, {one.id: imports[one.id] for one in deliveries}, [*findings, *told], undated, aside)


def ledger_in_store(root: Root, region: Region) -> Ledger:
    """The ledger of what is imported now, to tell of: what is not imported is passed over, and different sources may
    claim the same, so that no report can rest on it.

    Raises LedgerRefused for a supplement whose rows are there already.
    """
    files = Files.of(root)
    current, _ = _current(files, region)
    stored = [_stored(files, region, raw) for raw in without_copies(current) if raw.withdrawn is None]
    imports = {record.import_id: record for record in stored if record is not None}
    deliveries = in_force([record.delivery for record in imports.values()])
    if faults := [*supplement_faults(files, store_folder(files, region), deliveries)]:
        raise refused(faults)
    sizes = {delivery.id: imports[delivery.id].rows for delivery in deliveries}
    books = Books(files, store_folder(files, region), deliveries, deliveries, sizes)
    return Ledger(books, deliveries, imports, [])


def first_received(root: Root, region: Region, slot: str, objects: set[str]) -> dt.date | None:
    """The day the first delivery came that claims a slot for all of the objects, None when it is not known.

    Every delivery that is no supplement and not withdrawn has a say, also one that later ones have replaced.
    """
    files = Files.of(root)
    current, _ = _current(files, region)
    records = [_stored(files, region, raw) for raw in without_copies(current) if raw.withdrawn is None]
    covering = [
        record.delivery
        for record in records
        if record is not None
        and not record.delivery.adds
        and record.delivery.first <= slot <= record.delivery.last
        and (record.delivery.objects is None or (objects and objects <= record.delivery.objects))
    ]
    return next((one.received for one in in_force(covering)), None)


def counting(
    files: Files, region: Region, used: list[Delivery], deliveries: list[Delivery], imports: Mapping[str, Import]
) -> Books:
    """The rows of ``used`` that count when ``deliveries`` are in force, none of them read yet."""
    return Books(files, store_folder(files, region), used, deliveries, {one.id: imports[one.id].rows for one in used})


def history(root: Root, region: Region) -> list[HistoryEntry]:
    """Every import kept and what each is worth now, by file and day received.

    Raises LedgerRefused for a wrong sidecar.
    """
    files = Files.of(root)
    current, lines = _current(files, region)
    if lines:
        raise LedgerRefused(lines)
    names = {raw.identity: raw.file for raw in reversed(without_copies(current)) if raw.withdrawn is None}
    records = stored_imports(store_folder(files, region))
    now = [replace(one.delivery, file=names[one.import_id]) for one in records if one.import_id in names]
    states = {one.id: "ersatt" if wholly_replaced(one, now) else "används" for one in now}
    entries = [
        HistoryEntry(
            names.get(one.import_id, one.delivery.file),
            one.import_id,
            one.delivery.received,
            one.rows,
            states.get(one.import_id, "undanlagd"),
            one.delivery.adds,
        )
        for one in records
    ]
    for raw in current:
        if raw.sidecar is not None and raw.withdrawn is not None:
            entries.append(HistoryEntry(raw.file, raw.identity, raw.sidecar.received, 0, "återkallad"))
    return sorted(entries, key=lambda entry: (entry.file, entry.received or dt.date.min, entry.import_id))


def _current(files: Files, region: Region, only: Collection[Path] | None = None) -> tuple[list[RawFile], list[str]]:
    """The ledger files as they lie now, by name, and the faults of wrong sidecars and of files in other formats."""
    found, lines = [], []
    for path in visible_files(raw_folder(files, region)):
        if only is not None and path not in only:
            continue
        kind = format_of(path.name)
        if isinstance(kind, NotRead):
            plain = f"filer med ändelsen {path.suffix} läses inte. {kind.instead}"
            lines.append(f"{files.name(path)}: {told_as_disguised(path, path.name) or plain}.")
        elif kind is not None:
            try:
                found.append(read_raw_file(files, path))
            except ParameterError as error:
                lines += error.lines
    return found, lines


def _imported(files: Files, region: Region, raw: RawFile, seen: dict[str, Import]) -> ImportedFile:
    """Import one file unless the store, or a file of the same content before it (``seen``), has it."""
    if raw.withdrawn is not None:
        return ImportedFile(raw.file, raw.identity, 0, "withdrawn", [withdrawn_finding(raw)])
    record = seen.get(raw.identity) or _stored(files, region, raw)
    state, told = "known", list[Finding]()
    if record is None:
        record = save(store_folder(files, region), raw, region.ledger_format, bounds_of(files))
        state, told = "new", [*edited(files, store_folder(files, region), record)]
    seen[raw.identity] = record
    return ImportedFile(raw.file, raw.identity, record.rows, state, [*record.findings, *told])


def _stored(files: Files, region: Region, raw: RawFile) -> Import | None:
    """The import of a raw file, None when it is not there or would be read otherwise now."""
    record = stored_import(store_folder(files, region), raw.identity)
    reader = reader_of(region.ledger_format, bounds_of(files))
    return record if record and (record.delivery.file, record.reader) == (raw.file, reader) else None


def _nothing_received(files: Files, region: Region, as_known: dt.date | None) -> LedgerRefused:
    folder = files.name(raw_folder(files, region))
    by_then = "" if as_known is None else f" som var mottagen {as_known.isoformat()}"
    return LedgerRefused(
        f"{folder}: det finns ingen huvudboksfil{by_then}. Lägg uttaget ({' eller '.join(TABLES)}) med sidofil där."
    )
