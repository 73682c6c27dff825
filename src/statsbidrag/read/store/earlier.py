"""The ledger as it was when an earlier report was made: for what has changed since then.

Owns that the books are then of the same imports, or nothing where one of them is no longer kept.
"""

from ...model.region import Region
from ..files import Files, Root
from ..raw.deliveries import in_force
from .books import Books
from .imports import stored_import
from .ledger import counting, store_folder


def books_of(root: Root, region: Region, import_ids: list[str]) -> Books | None:
    """The books when these imports were in force; None when one of them is no longer kept."""
    files = Files.of(root)
    return files.once(("books", region.id, *sorted(import_ids)), lambda: _books(files, region, import_ids))


def _books(files: Files, region: Region, import_ids: list[str]) -> Books | None:
    records = [stored_import(store_folder(files, region), import_id) for import_id in import_ids]
    known = {record.import_id: record for record in records if record is not None}
    if not known or None in records:
        return None
    deliveries = in_force([record.delivery for record in known.values()])
    return counting(files, region, deliveries, deliveries, known)
