"""A SIE file → rows of the store.

Owns how SIE becomes store rows: the month is the month of the row's date, so no row is a closing row; the codes of the
store's columns come from the dimensions that the region names; a voucher is told by series and number, with the line
where these do not tell it apart. A type 3 file gives its period balances as rows, without vouchers.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa

from ....base.findings import Finding, Severity, finding
from ...raw.quoting import CODE, named
from ..blocks import Blocks
from ..codes import MOST_EXAMPLES, CodeColumn, OddCodes, shape_of
from ..refusal import refused
from ..rows import CODES, NOT_A_CODE, SCHEMA, STORE_COLUMNS, TEXTS
from ..spoilt import MOST_ROWS_TOLD, UNBOUNDED, Bounds, Spoilt
from ..told import kronor_and_ore, row_count
from .lexing import date_of
from .parsed import Parsed
from .period_balances import months_of
from .unread import too_much_unread

PERIOD_BALANCE = "periodsaldo"
CODES_REMEDY = "Ta ut filen på nytt med koder i stället för text, eller ändra ledger.sie_dimensions i regionens fil."


def sie_rows(
    parsed: Parsed, sie_dimensions: Mapping[str, str], bounds: Bounds = UNBOUNDED
) -> tuple[pd.DataFrame, pd.DataFrame, list[Finding]]:
    """The rows that count, the opening balances of the file's year, and the findings about their codes.

    ``sie_dimensions`` is store column → dimension number. Both frames have STORE_COLUMNS but ``import_id`` and
    ``source``: texts as str with "" for empty, ``source_row`` int64 (line in the file), ``date`` datetime64, ``period``
    ``YYYY-MM`` (``YYYY-00`` for opening balances), ``closing`` False, ``amount_ore`` int64 (costs +, income −). Raises
    LedgerRefused when a finding refuses the file, such as a row without date, or when more of it than ``bounds`` cannot
    be read.
    """
    _refuse(parsed, bounds)
    rows = _period_rows(parsed, sie_dimensions) if parsed.kind == "sie3" else _voucher_rows(parsed, sie_dimensions)
    opening = _opening(parsed)
    _refuse_codes(rows, sie_dimensions, bounds, parsed.file)
    found = [*_opening_findings(opening, parsed.file), *_code_findings(rows, sie_dimensions, parsed.file)]
    return _only_codes(rows), _only_codes(opening), found


def _refuse(parsed: Parsed, bounds: Bounds) -> None:
    """Raises LedgerRefused when a finding refuses the file, or too much of it could not be read."""
    refusing = [found for found in parsed.findings if found.severity is Severity.REFUSED]
    refusing += too_much_unread(parsed, bounds)
    if refusing:
        raise refused(refusing)


def doubled_rows(parsed: Parsed, rows: pd.DataFrame) -> list[Finding]:
    """That rows of vouchers, as ``sie_rows`` gives them, stand twice; a voucher has its own name, not the store's."""
    if parsed.kind == "sie3":
        return []
    counts = [end - first for *_, first, end in parsed.vouchers_with_rows()]
    names = _taken([name.strip() for name in parsed.vouchers.names], np.repeat(np.arange(len(counts)), counts))
    blocks = Blocks()
    schema = pa.schema([column for column in SCHEMA if column.name in rows.columns])
    blocks.add(pa.Table.from_pandas(rows.assign(voucher=names), schema, preserve_index=False))
    return blocks.findings(parsed.file)


def _voucher_rows(parsed: Parsed, sie_dimensions: Mapping[str, str]) -> pd.DataFrame:
    rows = parsed.rows
    accounts, lists = np.array(rows.accounts, dtype="int64"), np.array(rows.lists, dtype="int64")
    days, distinct = pd.factorize(pd.Series(rows.dates, dtype="str"))
    dates = pd.Series([date_of(text) for text in distinct], dtype="datetime64[us]")
    counts = [end - first for *_, first, end in parsed.vouchers_with_rows()]
    frame = pd.DataFrame({"source_row": np.array(rows.lines, dtype="int64")})
    frame["voucher"] = _taken(_voucher_names(parsed), np.repeat(np.arange(len(counts)), counts))
    frame["date"] = dates.to_numpy()[days]
    frame["period"] = _taken([f"{text[:4]}-{text[4:6]}" for text in distinct], days)
    frame["account"] = _taken(parsed.booked_accounts, accounts)
    for column, number in sie_dimensions.items():
        frame[column] = _taken([dict(parsed.lists[listed]).get(number, "") for listed in parsed.booked_lists], lists)
    frame["text"] = pd.Series(rows.texts, dtype="str")
    frame["amount_ore"] = np.array(rows.ore, dtype="int64")
    return _complete(frame)


def _voucher_names(parsed: Parsed) -> list[str]:
    """A text for each voucher, unlike every other's in the file."""
    times = Counter(parsed.vouchers.names)
    return [
        name.strip() if times[name] == 1 and name.strip() else f"{name} rad {line or parsed.rows.lines[first]}".strip()
        for line, name, _, first, _ in parsed.vouchers_with_rows()
    ]


def _period_rows(parsed: Parsed, sie_dimensions: Mapping[str, str]) -> pd.DataFrame:
    months = months_of(parsed)
    frame = pd.DataFrame({"source_row": pd.Series([month.line for month in months], dtype="int64")})
    frame["period"] = pd.Series([month.month for month in months], dtype="str")
    frame["date"] = pd.to_datetime(frame["period"], format="%Y-%m").dt.as_unit("us") + pd.offsets.MonthEnd(0)
    frame["account"] = pd.Series([month.account for month in months], dtype="str")
    for column, number in sie_dimensions.items():
        frame[column] = pd.Series([dict(month.objects).get(number, "") for month in months], dtype="str")
    frame["text"] = PERIOD_BALANCE
    frame["amount_ore"] = pd.Series([month.ore for month in months], dtype="int64")
    return _complete(frame)


def _opening(parsed: Parsed) -> pd.DataFrame:
    """#IB of the file's year; per object (#OIB) it would count the same money again."""
    balances = parsed.balances_of("IB") if 0 in parsed.years else []
    frame = pd.DataFrame({"source_row": pd.Series([balance.line for balance in balances], dtype="int64")})
    start = parsed.years[0][0] if balances else None
    frame["date"] = pd.Series([start] * len(balances), dtype="datetime64[us]")
    frame["period"] = pd.Series([f"{start.year}-00" if start else ""] * len(balances), dtype="str")
    frame["account"] = pd.Series([balance.account for balance in balances], dtype="str")
    frame["amount_ore"] = pd.Series([balance.ore for balance in balances], dtype="int64")
    return _complete(frame)


def _taken(texts: Sequence[str], places: np.ndarray) -> pd.Series:
    return pd.Series(pd.array(list(texts), "str").take(places))


def _complete(frame: pd.DataFrame) -> pd.DataFrame:
    """All columns of the store but ``import_id`` and ``source``, in its order; those SIE has not are empty."""
    for column in TEXTS:
        if column not in frame:
            frame[column] = pd.Series("", frame.index, dtype="str")
    frame["closing"] = False
    return frame[[column for column in STORE_COLUMNS if column in frame]]


def _not_codes(cells: pd.Series) -> pd.Series:
    return cells.isin([cell for cell in cells.unique() if cell and not CODE.fullmatch(cell)])


def _only_codes(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(**{column: frame[column].mask(_not_codes(frame[column]), NOT_A_CODE) for column in CODES})


def _refuse_codes(rows: pd.DataFrame, sie_dimensions: Mapping[str, str], bounds: Bounds, file: str) -> None:
    """Raises LedgerRefused when more than a share of a dimension's codes, or of the accounts, are none."""
    faults = []
    for column in CODES:
        spoilt = Spoilt(of=int((rows[column] != "").sum()))
        wrong = rows.loc[_not_codes(rows[column]), [column, "source_row"]]
        for text, lines in wrong.groupby(column, sort=False)["source_row"]:
            spoilt.add(shape_of(str(text)), lines.iloc[:MOST_ROWS_TOLD].tolist(), len(lines))
        what = "kontona" if column == "account" else f"objekten i dimension {named(sie_dimensions.get(column, ''))}"
        faults.append(spoilt.finding(what, CODES_REMEDY, bounds, file, fewest=bounds.fewest_codes))
    if found := [fault for fault in faults if fault]:
        raise refused(found)


def _code_findings(rows: pd.DataFrame, sie_dimensions: Mapping[str, str], file: str) -> Iterator[Finding]:
    for column in CODES:
        wrong = _not_codes(rows[column])
        if wrong.any():
            first = int(rows.loc[wrong, "source_row"].iloc[0])
            what = "kontot" if column == "account" else f"objektet i dimension {named(sie_dimensions[column])}"
            yield finding(
                "ej-en-kod",
                f"{what} är en text som inte är en kod på {row_count(int(wrong.sum()))}, först på rad {first}; "
                f"beloppen är kvar, men texten visas som {NOT_A_CODE}",
                "En kod har högst nio tecken: bokstäver, siffror, punkt, streck och snedstreck.",
                file=file,
                row=first,
            )


def width_findings(frame: pd.DataFrame, widths: Mapping[str, int], file: str) -> Iterator[Finding]:
    """That codes have another width than the region's ``code_widths``, in the words of a table's columns."""
    for column, width in widths.items():
        cells = frame[column]
        wrong = frame[(cells != "") & (cells != NOT_A_CODE) & (cells.str.len() != width)]
        if not wrong.empty:
            first = wrong.drop_duplicates(column).iloc[:MOST_EXAMPLES]
            examples = dict(zip(first[column].tolist(), first["source_row"].tolist(), strict=True))
            told = OddCodes(len(wrong), int(wrong["source_row"].iloc[0]), examples)
            yield from CodeColumn(column, width, told={"kod-med-fel-bredd": told}).width_findings(file)


def _opening_findings(opening: pd.DataFrame, file: str) -> list[Finding]:
    if opening.empty:
        return []
    return [
        finding(
            "ingaende-balans",
            f"{row_count(len(opening))} med ingående balans (#IB), tillsammans "
            f"{kronor_and_ore(int(opening['amount_ore'].sum()))}, är ingen kostnad och räknas inte",
            "Inget behöver göras.",
            file=file,
            row=int(opening["source_row"].iloc[0]),
        )
    ]
