"""Where the columns of an export are: the header row, found by its names.

Owns how headings are compared: upper and lower case, spaces, dots and underscores do not matter. Rows above the
header are titles. Every heading the region file names must be there, once; columns it does not name are left out.
"""

import re
from dataclasses import dataclass

import pandas as pd

from ...errors import LedgerRefused
from ...region import LedgerColumns
from ..quoting import headings_told

ROWS_SEARCHED = 100


@dataclass(frozen=True)
class Header:
    """The header's row in the file (1 = first) and, for each store column the export has, its column in the frame."""

    row: int
    columns: dict[str, int]


def find_header(cells: pd.DataFrame, headings: LedgerColumns, file: str) -> Header:
    """The header row of a text frame (index = row in the file, columns 0 …).

    Raises LedgerRefused when no row, or more than one, has the headings, or when one is lacking or stands twice.
    """
    wanted = {column: heading for column, heading in headings.model_dump().items() if heading is not None}
    names = {compared(heading) for heading in wanted.values()}
    complete = []
    nearest, most = None, 0
    for row, values in zip(cells.index[:ROWS_SEARCHED], cells.head(ROWS_SEARCHED).itertuples(index=False), strict=True):
        present = names.intersection(map(compared, values))
        if present == names:
            complete.append(row)
        if len(present) > most:
            nearest, most = row, len(present)
    if not complete:
        raise LedgerRefused(_lacking(cells, wanted, file, nearest if most > 1 else None))
    row = complete[0]
    positions = _positions(cells.loc[row], wanted, file, row)
    repeated = complete[1:] or _repeats(cells, row, positions)
    if repeated:
        raise LedgerRefused(
            f"{file}:{row}: både rad {row} och rad {repeated[0]} ser ut som rubrikrad. "
            "Ta ut filen utan upprepade rubriker, med en tabell på första bladet."
        )
    return Header(row, positions)


def compared(heading: str) -> str:
    """A heading as it is compared: ``Ver. nr`` and ``VERNR`` are alike."""
    return re.sub(r"[\s._]", "", heading).casefold()


def _positions(header: pd.Series, wanted: dict[str, str], file: str, row: int) -> dict[str, int]:
    found = [compared(cell) for cell in header]
    for heading in wanted.values():
        if found.count(compared(heading)) > 1:
            raise LedgerRefused(
                f"{file}:{row}: rubriken {heading} står två gånger. Ta ut filen så att den står en gång, "
                "eller ändra ledger.columns i regionens fil i params/regions/."
            )
    return {column: found.index(compared(heading)) for column, heading in wanted.items()}


def _repeats(cells: pd.DataFrame, row: int, positions: dict[str, int]) -> list[int]:
    """Rows below that repeat the header's account and amount headings letter for letter, as page breaks do."""
    below = cells.loc[row + 1 :]
    account, amount = positions["account"], positions["amount"]
    alike = (below[account] == cells.at[row, account]) & (below[amount] == cells.at[row, amount])
    return list(below.index[alike])


def _lacking(cells: pd.DataFrame, wanted: dict[str, str], file: str, nearest: int | None) -> str:
    remedy = "Ta ut filen med dessa rubriker, eller ändra ledger.columns i regionens fil i params/regions/."
    if nearest is None:
        every = ", ".join(wanted.values())
        return (
            f"{file}: ingen rubrikrad hittades bland de första {ROWS_SEARCHED} raderna. "
            f"Den ska ha rubrikerna {every}. {remedy}"
        )
    found = [cell for cell in cells.loc[nearest] if cell]
    present = set(map(compared, found))
    lacking = [heading for heading in wanted.values() if compared(heading) not in present]
    return f"{file}:{nearest}: rubrikraden saknar {', '.join(lacking)}; den har {headings_told(found)}. {remedy}"
