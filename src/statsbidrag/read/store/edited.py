"""A ledger file that is not the one that was read by the same name before: what is told when it is read again.

Owns which import was that file, and which rows the file has now that it did not have. It is told at the import alone: a
report is of the files as they lie, whatever the store has seen.
"""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from ...base.findings import Finding, finding
from ..files import Files
from ..ledger.told import kronor_and_ore, row_count
from .imports import Import, rows_file, stored_imports
from .likeness import likeness

MOST_EXAMPLES = 5


def edited(files: Files, folder: Path, now: Import) -> Iterator[Finding]:
    """That a file just read has another content than when it was last read by the present reader, for months alike."""
    before = [one for one in stored_imports(folder) if _is_before(one, now)]
    if not before:
        return
    last = max(before, key=lambda one: rows_file(folder, one.import_id).stat().st_mtime_ns)
    old, new = (_rows(files, folder, one) for one in (last, now))
    other = new[~new["content"].isin(old["content"])]["source_row"].sort_values().tolist()
    gone = int((~old["content"].isin(new["content"])).sum())
    sums = [(one.rows, one.debit_ore, one.credit_ore) for one in (last, now)]
    if not other and not gone and sums[0] == sums[1]:
        return
    where = ", ".join(map(str, other[:MOST_EXAMPLES])) + (" …" if len(other) > MOST_EXAMPLES else "")
    is_new = "är ny eller ändrad" if len(other) == 1 else "är nya eller ändrade"
    rows = f"; {row_count(len(other))} {is_new} (rad {where})" if other else ""
    lost = f"; {row_count(gone)} som lästes då finns inte kvar" if gone else ""
    yield finding(
        "filen-andrad",
        f"filen har ändrats sedan den lästes: {row_count(last.rows)}, debet {kronor_and_ore(last.debit_ore)} och "
        f"kredit {kronor_and_ore(last.credit_ore)} är nu {row_count(now.rows)}, {kronor_and_ore(now.debit_ore)} och "
        f"{kronor_and_ore(now.credit_ore)}{rows}{lost}",
        "Rätta i ekonomisystemet och ta ut filen på nytt, inte i filen. Är det ett nytt uttag behöver inget göras.",
        file=now.delivery.file,
        row=other[0] if other else None,
    )


def _is_before(one: Import, now: Import) -> bool:
    """Whether an import was the same file, with another content; what another reader read may be long ago."""
    same = (one.delivery.file, one.delivery.source, one.reader) == (now.delivery.file, now.delivery.source, now.reader)
    return same and one.sha256 != now.sha256 and one.delivery.overlaps(now.delivery)


def _rows(files: Files, folder: Path, one: Import) -> pd.DataFrame:
    """The rows of an import, ``source_row`` and ``content``."""
    found = [rows[["source_row", "content"]] for rows in likeness(files, folder, one.import_id).values()]
    if not found:
        return pd.DataFrame({"source_row": pd.Series(dtype="int64"), "content": pd.Series(dtype="uint64")})
    return pd.concat(found, ignore_index=True)
