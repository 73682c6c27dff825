"""What an export looks like when no region file describes it.

Owns how it is judged: the header is the row with the most known headings, and a column's form is what its cells have
in common. Nothing recognised here is used to read a file into the store: only what stands in the region file is, and
``proposal`` writes what could stand there.
"""

import csv
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from ...errors import LedgerRefused
from .amounts import DecimalMark, debit_credit, ore_from_cells
from .columns import ROWS_SEARCHED, compared, known_headings
from .dates import PERIOD, SERIAL, WRITTEN
from .signs import Income, income_of

SEPARATORS = {";": ";", ",": ",", "tab": "\t", "|": "|"}
FEWEST_HEADINGS = 3
CODES = ("account", "unit", "object", "activity", "project", "product", "counterpart")
# A code, perhaps as the number it was stored as (9916.0) or with its name in the same cell (9916 Kvällsöppet).
CODE_FIRST = r"^(\S+?)(?:\.0+)?(?:\s.*)?$"
MOSTLY = Fraction(9, 10)
DATE_FORMS = {"ÅÅÅÅ-MM-DD eller ÅÅÅÅMMDD": WRITTEN, "ÅÅÅÅMM": PERIOD, "Excels dagnummer": SERIAL}
OTHER_FORM = "annan form"
DECIMALS = {mark: re.compile(rf".*[{mark}][0-9]{{1,2}}(?![0-9])[^0-9]*") for mark in (",", ".")}


@dataclass(frozen=True)
class Recognised:
    """What was seen in a table.

    ``row`` is the header's row in the file (1 = first) and ``rows`` how many below it are filled. ``columns`` has the
    heading of each store column found, ``others`` further headings that could be it, ``unread`` the headings of no
    store column. ``date_forms`` counts the filled cells of each form; ``code_widths`` has the columns of which nearly
    all codes are as long as the longest, ``odd_widths`` how many codes of those columns are not. ``no_amount`` counts
    the rows whose amount cannot be read, also with ``decimal`` known.
    """

    row: int
    rows: int
    columns: dict[str, str]
    others: dict[str, list[str]]
    unread: list[str]
    date_forms: dict[str, int]
    code_widths: dict[str, int]
    odd_widths: dict[str, int]
    closing_periods: list[str]
    decimal: DecimalMark | None
    no_amount: int
    income: Income


def separator_of(text: str) -> str:
    """The separator (a key of SEPARATORS) that gives a row of a .csv the most known headings."""
    lines = text.splitlines()[:ROWS_SEARCHED]

    def most(name: str) -> int:
        try:
            return max((len(_found(row)) for row in csv.reader(lines, delimiter=SEPARATORS[name])), default=0)
        except csv.Error:
            return 0

    return max(SEPARATORS, key=most)


def recognise(cells: pd.DataFrame, file: str, *, from_workbook: bool) -> Recognised:
    """What a text frame (index = row in the file, columns 0 …, "" for empty) has in it.

    Raises LedgerRefused when no row has at least FEWEST_HEADINGS known headings.
    """
    counts = {row: len(_found(values)) for row, values in _first_rows(cells)}
    row = max(counts, key=counts.__getitem__, default=0)
    if counts.get(row, 0) < FEWEST_HEADINGS:
        examples = ", ".join(names[0] for names in known_headings().values())
        raise LedgerRefused(
            f"{file}: ingen rubrikrad känns igen bland de första {ROWS_SEARCHED} raderna. "
            f"Rubriker som känns igen är till exempel {examples}. Ta ut filen med rubriker."
        )
    header = [cell.strip() for cell in cells.loc[row]]
    found = _found(header)
    below = pd.DataFrame({position: cells.loc[row + 1 :, position].str.strip() for position in cells.columns})
    below = below[(below != "").any(axis=1)]
    read = {column: below[header.index(headings[0])] for column, headings in found.items()}
    ore, decimal = _amounts(read, below.index, from_workbook)
    widths = {column: width for column in CODES if column in read and (width := _width(read[column]))}
    accounts = read.get("account", pd.Series("", below.index, dtype="str"))
    return Recognised(
        row=row,
        rows=len(below),
        columns={column: headings[0] for column, headings in found.items()},
        others={column: headings[1:] for column, headings in found.items() if headings[1:]},
        unread=[cell for cell in header if cell and all(cell not in headings for headings in found.values())],
        date_forms=_forms(read["date"]) if "date" in read else {},
        code_widths={column: width for column, (width, _) in widths.items()},
        odd_widths={column: odd for column, (_, odd) in widths.items() if odd},
        closing_periods=_closing(read["period"]) if "period" in read else [],
        decimal=decimal,
        no_amount=int(ore.isna().sum()),
        income=income_of(accounts[ore.notna()], ore.dropna()),
    )


def _first_rows(cells: pd.DataFrame) -> Iterator[tuple[int, tuple[str, ...]]]:
    yield from zip(cells.index[:ROWS_SEARCHED], cells.head(ROWS_SEARCHED).itertuples(index=False), strict=True)


def _found(cells: tuple[str, ...] | list[str]) -> dict[str, list[str]]:
    """The cells that are known headings, by store column, the likeliest first."""
    alike = {compared(cell): cell for cell in reversed(cells)}
    found = {
        column: [alike[name] for name in map(compared, names) if name in alike]
        for column, names in known_headings().items()
    }
    return {column: headings for column, headings in found.items() if headings}


def _amounts(read: dict[str, pd.Series], rows: pd.Index, from_workbook: bool) -> tuple[pd.Series, DecimalMark | None]:
    """Öre of each row, and the decimal mark where only one is seen before one or two last digits of a text file."""
    names = ["amount"] if "amount" in read else ["debit", "credit"] if {"debit", "credit"} <= read.keys() else []
    columns = [read[name] for name in names]
    distinct = list(dict.fromkeys(itertools.chain.from_iterable(column.unique() for column in columns)))
    seen: list[DecimalMark] = [mark for mark, form in DECIMALS.items() if any(map(form.fullmatch, distinct))]
    decimal = seen[0] if len(seen) == 1 and not from_workbook else None
    if not columns:
        return pd.Series(pd.NA, rows, dtype="Int64"), None
    reader = ore_from_cells if len(columns) == 1 else debit_credit
    return reader(*columns, from_workbook=from_workbook, decimal=decimal), decimal


def _width(cells: pd.Series) -> tuple[int, int] | None:
    """The width nearly all codes have, the longest, and how many have another; None when there is no such width."""
    widths = Counter(cells[cells != ""].str.replace(CODE_FIRST, r"\1", regex=True).str.len())
    total, longest = sum(widths.values()), max(widths, default=0)
    return (longest, total - widths[longest]) if total and widths[longest] >= MOSTLY * total else None


def _forms(cells: pd.Series) -> dict[str, int]:
    counted: Counter[str] = Counter()
    for text, count in cells[cells != ""].value_counts().items():
        form = next((name for name, pattern in DATE_FORMS.items() if pattern.fullmatch(str(text))), OTHER_FORM)
        counted[form] += count
    return dict(counted)


def _closing(cells: pd.Series) -> list[str]:
    written = [PERIOD.fullmatch(text) for text in cells.unique()]
    return sorted({found[2] for found in written if found and found[2] > "12"})
