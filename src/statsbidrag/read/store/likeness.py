"""What the rows of an import say, as numbers: to find in one delivery what was in another.

Owns what makes two rows alike: date, codes and amount. Voucher and row numbers are numbers of their own beside, since
an export may lack them or write them otherwise. A number stands for a text by its hash, so that millions of rows are
compared without their texts.
"""

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from ..files import Files
from ..ledger.rows import CODES
from ..raw.deliveries import Delivery
from .held_rows import held_of_slot, slot_of
from .imports import OPENING, rows_file
from .sought import CODED

CONTENT = ["date", *CODES, "amount_ore"]
READ = ["source_row", "voucher", "row", "date", "period", "closing", *CODES, "amount_ore"]
NONE = 0
# What SIE calls a voucher without a number of its own: by its line, which is another in another export.
BY_PLACE = re.compile("(?:^| )rad [0-9]+$")
NO_ROWS = pd.DataFrame(
    {
        **{name: pd.Series(dtype="int64") for name in ("source_row", "amount_ore")},
        **{name: pd.Series(dtype="uint64") for name in ("voucher", "place", "content")},
        **{name: pd.Series(dtype="str") for name in ("slot", "object", "delivery")},
    }
)


def likeness(files: Files, folder: Path, import_id: str) -> dict[str, pd.DataFrame]:
    """The rows of an import but its opening balances, by slot, in the file's order: ``source_row``, ``slot``,
    ``object``, ``amount_ore``, and as numbers ``voucher``, ``place`` (voucher and row number) and ``content``; NONE is
    what the row does not tell.

    They are made once a run.
    """
    return files.once(("likeness", folder, import_id), lambda: _likeness(folder, import_id))


def _likeness(folder: Path, import_id: str) -> dict[str, pd.DataFrame]:
    texts = [column for column in CODED if column in READ]
    with pq.ParquetFile(rows_file(folder, import_id), read_dictionary=texts) as file:
        rows = file.read(columns=READ, use_threads=False).to_pandas()
    period = rows["period"].astype("str")
    rows, period = rows[~period.str.endswith(OPENING)], period[~period.str.endswith(OPENING)]
    vouchers = rows["voucher"].astype("category")
    named = [bool(name) and not BY_PLACE.search(name) for name in vouchers.cat.categories]
    has_number = pd.Series(np.array(named, dtype=bool)[vouchers.cat.codes.to_numpy()], rows.index)
    has_row = rows["row"].astype("str") != ""
    frame = pd.DataFrame(
        {
            "source_row": rows["source_row"],
            "slot": slot_of(period, rows["closing"]),
            "object": rows["object"].astype("str"),
            "amount_ore": rows["amount_ore"],
            "voucher": _number(vouchers.to_frame()).where(has_number, NONE),
            "place": _number(rows[["voucher", "row"]]).where(has_number & has_row, NONE),
            "content": content(rows),
        }
    )
    return {str(slot): its for slot, its in frame.groupby("slot", sort=True)}


def content(rows: pd.DataFrame) -> pd.Series:
    """What each row of the store says, as a number: date, codes and amount."""
    return _number(rows[CONTENT])


def alike(ones: pd.Series, others: pd.Series) -> bool:
    """Whether some rows and others say the same by ``content``, in whatever order."""
    return np.array_equal(np.sort(ones), np.sort(others))


def _number(columns: pd.DataFrame) -> pd.Series:
    return pd.util.hash_pandas_object(columns, index=False)


def counting(files: Files, folder: Path, deliveries: Sequence[Delivery], within: Delivery, slot: str) -> pd.DataFrame:
    """The rows of a slot that count when ``deliveries`` are in force, of what ``within`` claims, as ``likeness``, with
    ``delivery``, the id of the one they are in.
    """
    parts = [NO_ROWS]
    for one in deliveries:
        rows = likeness(files, folder, one.id).get(slot)
        if rows is None:
            continue
        rows = held_of_slot(rows, one, deliveries, within, slot)
        if len(rows):
            parts.append(rows.assign(delivery=one.id))
    return parts[-1] if len(parts) < 3 else pd.concat(parts[1:], ignore_index=True)
