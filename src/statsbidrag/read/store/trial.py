"""The ledger as it would be with some files imported, without importing them: for ``import --dry-run``.

Owns that the region's store is not touched: what is new is read into a folder of its own, beside links to what the
store has, and the folder is gone afterwards.
"""

import os
import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from ...model.region import Region
from ..files import Files
from ..ledger.refusal import refused
from ..raw.deliveries import in_force
from ..raw.raw_files import read_raw_file, without_copies
from .books import Books
from .imports import Import, bounds_of, reader_of, rows_file, save, stored_import
from .ledger import Ledger, ledger_files, store_folder
from .supplements import supplement_faults


@contextmanager
def as_if_imported(files: Files, region: Region, paths: Collection[Path]) -> Iterator[tuple[Ledger, set[str]]]:
    """The ledger with what is in the store and some raw files of the region's folder, and the import ids of those.

    Raises LedgerRefused for a file that cannot be trusted, and for a supplement whose rows are there already.
    """
    store, bounds = store_folder(files, region), bounds_of(files)
    reader = reader_of(region.ledger_format, bounds)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        imports: dict[str, Import] = {}
        ours: set[str] = set()
        raws = [read_raw_file(files, path) for path in ledger_files(files, region)]
        for raw in without_copies([one for one in raws if one.withdrawn is None]):
            record = stored_import(store, raw.identity)
            if record is not None and (record.delivery.file, record.reader) == (raw.file, reader):
                _link(rows_file(store, raw.identity), rows_file(folder, raw.identity))
            elif raw.path in paths:
                record = save(folder, raw, region.ledger_format, bounds)
            else:
                continue
            imports[raw.identity] = record
            if raw.path in paths:
                ours.add(raw.identity)
        deliveries = in_force([one.delivery for one in imports.values()])
        if faults := [*supplement_faults(files, folder, deliveries)]:
            raise refused(faults)
        sizes = {one.id: imports[one.id].rows for one in deliveries}
        yield Ledger(Books(files, folder, deliveries, deliveries, sizes), deliveries, imports, []), ours


def _link(old: Path, new: Path) -> None:
    try:
        os.link(old, new)
    except OSError:
        shutil.copyfile(old, new)
