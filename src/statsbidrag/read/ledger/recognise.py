"""What an export looks like when no region file describes it.

Owns how it is judged: the header is the row with the most known headings, and a column's form is what its cells have
in common. Nothing recognised here is used to read a file into the store: only what stands in the region file is, and
``proposal`` writes what could stand there.
"""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from ...base.errors import LedgerRefused
from .amounts import DecimalMark, debit_credit, ore_from_cells, signed_by
from .balances import refuse_balances
from .columns import ROWS_SEARCHED, Header, compared, known_headings
from .dates import DAY_AND_MONTH, PERIOD, SERIAL, WRITTEN, Order
from .signs import Income, income_of

FEWEST_HEADINGS = 3
CODES = ("account", "unit", "object", "activity", "project", "product", "counterpart")
# A code, perhaps as the number it was stored as (9916.0) or with its name in the same cell (9916 Kvällsöppet).
CODE_FIRST = r"^(\S+?)(?:\.0+)?(?:\s.*)?$"
MOSTLY = Fraction(9, 10)
PERIODS = "ÅÅÅÅMM"
DATE_FORMS = {"ÅÅÅÅ-MM-DD eller ÅÅÅÅMMDD": WRITTEN, PERIODS: PERIOD, "Excels dagnummer": SERIAL}
OTHER_FORM = "annan form"
DAY_FIRST, MONTH_FIRST = "dag före månad och år", "månad före dag och år"
EITHER_FIRST = "dag och månad före år, oklart vilken som står först"
MARKS: tuple[DecimalMark, ...] = (",", ".")
DECIMALS = {mark: re.compile(rf".*[{mark}][0-9]{{1,2}}(?![0-9])[^0-9]*") for mark in MARKS}


@dataclass(frozen=True)
class Recognised:
    """What was seen in a table, or in its first rows.

    ``row`` is the header's row in the file (1 = first) and ``rows`` how many below it are bookings. ``columns`` has the
    heading of each store column found, ``others`` further headings that could be it, ``unread`` the headings of no
    store column. ``date_forms`` counts the filled cells of each form; ``code_widths`` has the columns of which nearly
    all codes are as long as the longest, ``odd_widths`` how many codes of those columns are not. ``no_amount`` counts
    the rows whose amount cannot be read, also with ``decimal`` known. ``dates`` is the order of day and month, where
    these stand before the year and some day is over twelve.
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
    dates: Order | None = None


def known_header(cells: pd.DataFrame, file: str) -> Header:
    """The header of a table by known headings alone, of its first rows (a text frame, index = row in the file).

    Raises LedgerRefused when no row has at least FEWEST_HEADINGS of them.
    """
    searched = cells.head(ROWS_SEARCHED)
    refuse_balances(searched, file)
    counts = {
        row: len(_found([str(cell) for cell in values]))
        for row, values in zip(searched.index, searched.itertuples(index=False), strict=True)
    }
    row = max(counts, key=counts.__getitem__, default=0)
    if counts.get(row, 0) < FEWEST_HEADINGS:
        examples = ", ".join(names[0] for names in known_headings().values())
        raise LedgerRefused(
            f"{file}: ingen rubrikrad känns igen bland de första {ROWS_SEARCHED} raderna. "
            f"Rubriker som känns igen är till exempel {examples}. Ta ut filen med rubriker."
        )
    texts = list(cells.loc[row])
    chosen = {column: headings[0] for column, headings in _found(texts).items()}
    return Header(row, {column: texts.index(heading) for column, heading in chosen.items()}, chosen)


def recognise(header: Header, headings: Sequence[str], below: pd.DataFrame, *, from_workbook: bool) -> Recognised:
    """What the rows below a header have in them (text, stripped, "" for empty); ``headings`` are all of its cells."""
    day = header.columns.get("date", header.columns.get("period"))
    # Sums, headings and texts between the bookings have no day and no period.
    below = below[(below != "").any(axis=1) if day is None else below[day].str.contains("[0-9]")]
    read = {column: below[position] for column, position in header.columns.items()}
    texts = {column: text.strip() for column, text in header.texts.items()}
    if "date" in read and "period" not in read and _forms(read["date"]).keys() == {PERIODS}:
        read["period"], texts["period"] = read.pop("date"), texts.pop("date")
    ore, decimal = _amounts(read, below.index, from_workbook)
    widths = {column: width for column in CODES if column in read and (width := _width(read[column]))}
    accounts = read.get("account", pd.Series("", below.index, dtype="str"))
    found = _found(headings)
    known = {compared(heading) for alike in found.values() for heading in alike}
    forms = _forms(read["date"]) if "date" in read else {}
    return Recognised(
        row=header.row,
        rows=len(below),
        columns=texts,
        others={column: [text.strip() for text in alike[1:]] for column, alike in found.items() if alike[1:]},
        unread=[cell.strip() for cell in headings if cell.strip() and compared(cell) not in known],
        date_forms=forms,
        code_widths={column: width for column, (width, _) in widths.items()},
        odd_widths={column: odd for column, (_, odd) in widths.items() if odd},
        closing_periods=_closing(read["period"]) if "period" in read else [],
        decimal=decimal,
        no_amount=int(ore.isna().sum()),
        income=income_of(accounts[ore.notna()], ore.dropna()),
        dates="day_first" if DAY_FIRST in forms and MONTH_FIRST not in forms else None,
    )


def _found(cells: Sequence[str]) -> dict[str, list[str]]:
    """The cells that are known headings, by store column, the likeliest first."""
    alike = {compared(cell): cell for cell in reversed(list(cells))}
    found = {
        column: [alike[name] for name in map(compared, names) if name in alike]
        for column, names in known_headings().items()
    }
    # Two columns of amounts have a sign of their own, and a balance beside them is no amount of the row.
    left_out = ("amount", "debit_credit") if found["debit"] and found["credit"] else ("debit", "credit")
    return {column: headings for column, headings in found.items() if headings and column not in left_out}


def _amounts(read: dict[str, pd.Series], rows: pd.Index, from_workbook: bool) -> tuple[pd.Series, DecimalMark | None]:
    """Öre of each row, and the decimal mark where only one is seen before one or two last digits of a text file."""
    columns = [read[name] for name in ("amount", "debit", "credit") if name in read]
    distinct = list(dict.fromkeys(itertools.chain.from_iterable(column.unique() for column in columns)))
    seen: list[DecimalMark] = [mark for mark, form in DECIMALS.items() if any(map(form.fullmatch, distinct))]
    decimal = seen[0] if len(seen) == 1 and not from_workbook else None
    if not columns:
        return pd.Series(pd.NA, rows, dtype="Int64"), None
    if len(columns) == 2:
        return debit_credit(*columns, from_workbook=from_workbook, decimal=decimal), decimal
    ore = ore_from_cells(*columns, from_workbook=from_workbook, decimal=decimal)
    return signed_by(ore, read["debit_credit"]) if "debit_credit" in read else ore, decimal


def _width(cells: pd.Series) -> tuple[int, int] | None:
    """The width nearly all codes have, the longest, and how many have another; None when there is no such width."""
    widths = Counter(cells[cells != ""].str.replace(CODE_FIRST, r"\1", regex=True).str.len())
    total, longest = sum(widths.values()), max(widths, default=0)
    return (longest, total - widths[longest]) if total and widths[longest] >= MOSTLY * total else None


def _forms(cells: pd.Series) -> dict[str, int]:
    counted: Counter[str] = Counter()
    for text, count in cells[cells != ""].value_counts().items():
        form = next((name for name, pattern in DATE_FORMS.items() if pattern.fullmatch(str(text))), OTHER_FORM)
        if written := DAY_AND_MONTH.fullmatch(str(text)):
            form = DAY_FIRST if int(written[1]) > 12 else MONTH_FIRST if int(written[3]) > 12 else EITHER_FIRST
        counted[form] += count
    return dict(counted)


def _closing(cells: pd.Series) -> list[str]:
    written = [PERIOD.fullmatch(text) for text in cells.unique()]
    return sorted({found[2] for found in written if found and found[2] > "12"})
