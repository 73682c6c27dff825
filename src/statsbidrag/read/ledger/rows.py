"""The cells of an export → rows of the store.

Owns the columns of the store and what each cell must be. A wholly blank row is no row; of every other row the date,
period and amount must be readable, or the file is refused. Codes are text and stay as they are written; what is no
code by its form, such as a name, never gets into the store.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator

import pandas as pd

from ...findings import Finding, finding
from ...region import LedgerFormat
from ..quoting import CODE, quoted
from .amounts import ALLOWED, kronor, ore_from_cells, row_count
from .columns import Header
from .refusal import refused

CODES = ("account", "unit", "object", "activity", "project", "product", "counterpart")
TEXTS = ("voucher", "row", *CODES, "invoice_number", "supplier_number", "text")
STORE_COLUMNS = (
    "import_id", "source_row", "source", "voucher", "row", "date", "period", "closing", *CODES,
    "invoice_number", "supplier_number", "text", "amount_ore",
)  # fmt: skip
OPENING_PERIOD = "00"
NOT_A_CODE = "ej-kod"
AGAIN = "Rätta i ekonomisystemet eller hämta uttaget på nytt."
MOST_EXAMPLES = 5


def store_rows(
    cells: pd.DataFrame, header: Header, ledger: LedgerFormat, file: str, *, from_workbook: bool
) -> tuple[pd.DataFrame, pd.DataFrame, list[Finding]]:
    """Rows below the header, the opening balances among them apart, and the findings about them.

    The frame has STORE_COLUMNS but ``import_id`` and ``source``: texts as str with "" for empty, ``source_row`` int64
    (row in the file, 1 = first), ``date`` datetime64, ``period`` ``YYYY-MM``, ``closing`` bool, ``amount_ore`` int64
    (costs +, income −). Opening balances (``period`` ``YYYY-00``) are no rows of the year and are given by themselves,
    with a finding; a value of CODES that is no code by its form is NOT_A_CODE, with a finding. Raises LedgerRefused
    when a row cannot be read.
    """
    below = _without_blank(cells.loc[header.row + 1 :])
    columns = {column: below[position] for column, position in header.columns.items()}
    dates = _read_each(columns["date"], _date, "datetime64[us]")
    periods = _periods(columns, dates, ledger)
    ore = ore_from_cells(columns["amount"], from_workbook=from_workbook)
    faults = [
        *_unread("datum-oklart", "datumet", columns["date"], dates, file, "ÅÅÅÅ-MM-DD eller ÅÅÅÅMMDD"),
        *_unread("belopp-oklart", "beloppet", columns["amount"], ore, file, ALLOWED),
    ]
    if "period" in columns:
        faults += _unread("okand-period", "perioden", columns["period"], periods, file, _allowed_periods(ledger))
    if faults:
        raise refused(faults)
    rows = pd.DataFrame({"source_row": below.index.astype("int64")}, index=below.index)
    for column in TEXTS:
        rows[column] = columns[column] if column in columns else pd.Series("", below.index, dtype="str")
    rows["date"] = dates
    named = periods.unique()
    rows["closing"] = periods.isin([name for name in named if name[5:] in ledger.closing_periods])
    rows["period"] = periods.where(~rows["closing"], periods.str[:4] + "-12")
    rows["amount_ore"] = ore.astype("int64")
    opening = periods.isin([name for name in named if name[5:] == OPENING_PERIOD])
    columns_kept = [column for column in STORE_COLUMNS if column in rows]
    kept = rows.loc[~opening, columns_kept]
    balances = rows.loc[opening, columns_kept].assign(closing=False)
    for column in CODES:
        balances[column] = balances[column].mask(_not_codes(balances[column]), NOT_A_CODE)
    found = [*_opening_findings(rows[opening], file), *_other_year_findings(kept, file)]
    found += _width_findings(kept, ledger, file)
    strange = {column: wrong for column in CODES if (wrong := _not_codes(kept[column])).any()}
    found += _code_findings(kept, strange, ledger, file)
    kept = kept.assign(**{column: kept[column].mask(wrong, NOT_A_CODE) for column, wrong in strange.items()})
    return kept.reset_index(drop=True), balances.reset_index(drop=True), found


def _without_blank(cells: pd.DataFrame) -> pd.DataFrame:
    """The rows with something in them, every cell stripped."""
    stripped = pd.DataFrame({position: cells[position].str.strip() for position in cells.columns})
    filled = pd.Series(False, cells.index)
    for position in stripped.columns:
        if filled.all():
            break
        filled |= stripped[position] != ""
    return stripped if filled.all() else stripped[filled]


def _read_each(cells: pd.Series, read: Callable[[str], object], kind: str) -> pd.Series:
    """Each cell read, missing where it cannot be; every distinct text is read once. ``kind`` is the series' dtype."""
    numbers, texts = pd.factorize(cells)
    values = pd.Series([read(text) for text in texts], dtype=kind)
    return pd.Series(values.array.take(numbers), index=cells.index)


def _date(text: str) -> dt.date | None:
    written = re.fullmatch(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})(?: [0-9:.]+)?", text)
    if not written:
        return None
    try:
        return dt.date(int(written[1]), int(written[2]), int(written[3]))
    except ValueError:
        return None


def _periods(columns: dict[str, pd.Series], dates: pd.Series, ledger: LedgerFormat) -> pd.Series:
    """``YYYY-PP`` of each row, None where it cannot be read; without a period column the month of the date."""
    if "period" not in columns:
        return dates.dt.strftime("%Y-%m").astype("str")
    known = {f"{month:02d}" for month in range(1, 13)} | {OPENING_PERIOD, *ledger.closing_periods}

    def period(text: str) -> str | None:
        written = re.fullmatch(r"(20[0-9]{2})-?([0-9]{2})", text)
        return f"{written[1]}-{written[2]}" if written and written[2] in known else None

    return _read_each(columns["period"], period, "str")


def _allowed_periods(ledger: LedgerFormat) -> str:
    closing = f" och bokslutsperioderna {', '.join(ledger.closing_periods)}" if ledger.closing_periods else ""
    return f"ÅÅÅÅ01–ÅÅÅÅ12{closing} (closing_periods i regionens fil i params/regions/)"


def _unread(code: str, what: str, cells: pd.Series, values: pd.Series, file: str, allowed: str) -> list[Finding]:
    return [
        finding(code, f"{what} är {quoted(cell)} och går inte att läsa. Tillåtet: {allowed}", AGAIN, file=file, row=row)
        for row, cell in cells[values.isna()].items()
    ]


def _opening_findings(rows: pd.DataFrame, file: str) -> list[Finding]:
    if rows.empty:
        return []
    return [
        finding(
            "ingaende-balans",
            f"{row_count(len(rows))} i period 00 (ingående balans), "
            f"tillsammans {kronor(int(rows['amount_ore'].sum()))}, är ingen kostnad och räknas inte",
            "Inget behöver göras.",
            file=file,
            row=int(rows["source_row"].iloc[0]),
        )
    ]


def _other_year_findings(rows: pd.DataFrame, file: str) -> list[Finding]:
    """Rows dated outside the fiscal year (the calendar year) of the period they are booked in."""
    booked, dated = rows["period"].str[:4], rows["date"].dt.year
    wrong = pd.Series(False, index=rows.index)
    for year in booked.unique():
        wrong |= (booked == year) & (dated != int(year))
    other = rows[wrong]
    if other.empty:
        return []
    first = other.iloc[0]
    return [
        finding(
            "datum-utanfor-rakenskapsaret",
            f"{row_count(len(other))}, tillsammans {kronor(int(other['amount_ore'].sum()))}, har datum utanför "
            f"räkenskapsåret; den första är daterad {first['date'].date()} men bokförd i {first['period']}, och "
            "perioden gäller",
            "Kontrollera datumet i ekonomisystemet.",
            file=file,
            row=int(first["source_row"]),
        )
    ]


def _not_codes(cells: pd.Series) -> pd.Series:
    """For each cell, whether it is filled with something that is no code by its form."""
    return cells.isin([cell for cell in cells.unique() if cell and not CODE.fullmatch(cell)])


def _code_findings(
    rows: pd.DataFrame, strange: dict[str, pd.Series], ledger: LedgerFormat, file: str
) -> Iterator[Finding]:
    """One finding per dimension that holds something else than codes, never with the text itself."""
    headings = ledger.columns.model_dump()
    for column, wrong in strange.items():
        first, count = int(rows.loc[wrong, "source_row"].iloc[0]), row_count(int(wrong.sum()))
        yield finding(
            "ej-en-kod",
            f"{headings[column]} har en text som inte är en kod på {count}, först på rad {first}; "
            f"beloppen är kvar, men texten visas som {NOT_A_CODE}",
            f"En kod har högst nio tecken: bokstäver, siffror, punkt, streck och snedstreck. {AGAIN}",
            file=file,
            row=first,
        )


def _width_findings(rows: pd.DataFrame, ledger: LedgerFormat, file: str) -> list[Finding]:
    """One finding per dimension with codes of another width than the region's; a lacking account counts as one."""
    found = []
    headings = ledger.columns.model_dump()
    for column, width in ledger.code_widths.items():
        if headings.get(column) is None:
            continue
        other = (rows[column].str.len() != width) & ((rows[column] != "") | (column == "account"))
        wrong = rows[other & ~_not_codes(rows[column])]
        if wrong.empty:
            continue
        examples = wrong.drop_duplicates(column).head(MOST_EXAMPLES)
        pairs = zip(examples[column], examples["source_row"], strict=True)
        listed = ", ".join(f"{quoted(code)} (rad {row})" for code, row in pairs)
        found.append(
            finding(
                "kod-med-fel-bredd",
                f"{headings[column]} ska ha {width} tecken men har det inte på {row_count(len(wrong))}: {listed}",
                "En inledande nolla kan ha gått förlorad. Ta ut koderna som text; de fylls inte ut av sig själva.",
                file=file,
                row=int(wrong["source_row"].iloc[0]),
            )
        )
    return found
