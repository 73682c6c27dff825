"""One clean ledger written in every way that exports are written: the same figures, or a refusal, never others."""

import datetime as dt
import io
import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statsbidrag.model.region import LedgerFormat
from statsbidrag.read.ledger.export import read_export

NAMES = {"voucher": "Ver.nr", "date": "Bokföringsdatum", "account": "Konto", "unit": "Ansvar", "object": "Objekt"}
SINGLE = {**NAMES, "amount": "Belopp"}
TWO_COLUMNS = {**NAMES, "debit": "Debet", "credit": "Kredit"}
MARKED = {**SINGLE, "debit_credit": "D/K"}
LARGEST = 10**11


@dataclass(frozen=True)
class Row:
    """A row of the clean ledger, as it must be read."""

    voucher: str
    day: dt.date
    account: str
    unit: str
    object: str
    ore: int


ROW = st.builds(
    Row,
    st.sampled_from(["V1", "V2", "Å3"]),
    st.dates(dt.date(2018, 1, 1), dt.date(2018, 12, 31)),
    st.sampled_from(["4010", "5010", "6410"]),
    st.sampled_from(["0101", "3101"]),
    st.sampled_from(["9916", "0916", ""]),
    st.integers(-LARGEST, LARGEST).filter(bool) | st.integers(-200, 200).filter(bool),
)


def grouped(ore: int, group: str, mark: str) -> str:
    return f"{abs(ore) // 100:,}".replace(",", group) + f"{mark}{abs(ore) % 100:02d}"


def signed(group: str, mark: str, minus: str = "-") -> Callable[[int], list[str]]:
    return lambda ore: [(minus if ore < 0 else "") + grouped(ore, group, mark)]


NUMBERS: dict[str, tuple[dict[str, str], Callable[[int], list[str]]]] = {
    "comma": (SINGLE, signed("", ",")),
    "point": (SINGLE, signed("", ".")),
    "blank": (SINGLE, signed(" ", ",")),
    "no-break": (SINGLE, signed("\u00a0", ",")),
    "narrow": (SINGLE, signed("\u202f", ",")),
    "thin": (SINGLE, signed("\u2009", ",")),
    "thousands points": (SINGLE, signed(".", ",")),
    "thousands commas": (SINGLE, signed(",", ".")),
    "real minus": (SINGLE, signed("\u00a0", ",", "\u2212")),
    "en dash": (SINGLE, signed(" ", ",", "\u2013")),
    "minus after": (SINGLE, lambda ore: [grouped(ore, " ", ",") + ("-" if ore < 0 else "")]),
    "parentheses": (SINGLE, lambda ore: [f"({grouped(ore, ' ', ',')})" if ore < 0 else grouped(ore, " ", ",")]),
    "letter after": (SINGLE, lambda ore: [f"{grouped(ore, ' ', ',')} {'K' if ore < 0 else 'D'}"]),
    "two columns": (TWO_COLUMNS, lambda ore: ["", grouped(ore, "", ",")] if ore < 0 else [grouped(ore, "", ","), ""]),
    "marks": (MARKED, lambda ore: [grouped(ore, "", ","), "K" if ore < 0 else "D"]),
}
DATES: dict[str, Callable[[dt.date], str]] = {
    "ISO": dt.date.isoformat,
    "digits": lambda day: f"{day:%Y%m%d}",
    "with time": lambda day: f"{day} 00:00:00",
}
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "cp1252", "cp437"]
SEPARATORS = [";", "\t", "|"]
CELL_NUMBERS = {"number": (SINGLE, lambda ore: [ore / 100]), **NUMBERS}
CELL_DATES = {
    "date": (1900, lambda day: day),
    "serial": (1900, lambda day: (day - dt.date(1899, 12, 30)).days),
    "serial 1904": (1904, lambda day: (day - dt.date(1904, 1, 1)).days),
    "number": (1900, lambda day: int(f"{day:%Y%m%d}")),
    "text": (1900, dt.date.isoformat),
}
Written = tuple[str, dict[str, str], bytes]


def ledger(headings: dict[str, str], **changes: object) -> LedgerFormat:
    return LedgerFormat.model_validate(
        {"default_source": "huvudbok", "sign": "cost_positive", "unit": "kr", "columns": headings, **changes}
    )


def figures(content: bytes, file: str, headings: dict[str, str]) -> list[Row]:
    rows = read_export(content, "0" * 16, file, ledger(headings), None).rows
    columns = ["voucher", "date", "account", "unit", "object", "amount_ore"]
    return [Row(one[0], one[1].date(), *one[2:]) for one in rows[columns].itertuples(index=False, name=None)]


def as_csv(rows: Sequence[Row], number: str, date: str, encoding: str, separator: str) -> bytes:
    headings, written = NUMBERS[number]
    lines = [["Huvudbok – FIKTIVA DATA" if encoding.startswith("utf") else "FIKTIVA DATA"], [], list(headings.values())]
    for row in rows:
        lines.append([row.voucher, DATES[date](row.day), row.account, row.unit, row.object, *written(row.ore)])
    return "\r\n".join(separator.join(line) for line in [*lines, []]).encode(encoding)


def as_xlsx(rows: Sequence[Row], number: str, date: str) -> bytes:
    headings, written = CELL_NUMBERS[number]
    base, day = CELL_DATES[date]
    book = openpyxl.Workbook()
    if base == 1904:
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append(["Huvudbok – FIKTIVA DATA"])
    book.active.append([])
    book.active.append(list(headings.values()))
    for row in rows:
        book.active.append([row.voucher, day(row.day), row.account, row.unit, row.object, *written(row.ore)])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def can_be_written(number: str, encoding: str) -> bool:
    """Whether the code page has the signs of a form."""
    texts = "".join(itertools.chain(*(NUMBERS[number][1](ore) for ore in (-123456789, 123456789))))
    try:
        return texts.encode(encoding).decode(encoding) == texts
    except UnicodeEncodeError:
        return False


CSV_FORMS = [
    (encoding, number, date)
    for encoding, number, date in itertools.product(ENCODINGS, NUMBERS, DATES)
    if can_be_written(number, encoding)
]


def test_there_are_combinations_enough() -> None:
    """Five encodings, of which the old two lack some signs, fifteen number forms, three date forms."""
    assert len(CSV_FORMS) == 3 * (3 * 15 + (15 - 3) + (15 - 4))
    assert len(CELL_NUMBERS) * len(CELL_DATES) == 16 * 5


@settings(max_examples=2)
@given(st.lists(ROW, min_size=1, max_size=6).map(lambda rows: [*rows, *STEADY]))
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_csv_gives_the_clean_figures(encoding: str, rows: list[Row]) -> None:
    separators = itertools.cycle(SEPARATORS)
    for own, number, date in CSV_FORMS:
        if own == encoding:
            content = as_csv(rows, number, date, encoding, next(separators))
            assert figures(content, "uttag.csv", NUMBERS[number][0]) == rows, (number, date)


@settings(max_examples=2)
@given(st.lists(ROW, min_size=1, max_size=6).map(lambda rows: [*rows, *STEADY]))
@pytest.mark.parametrize("date", CELL_DATES)
def test_every_workbook_gives_the_clean_figures(date: str, rows: list[Row]) -> None:
    for number in CELL_NUMBERS:
        content = as_xlsx(rows, number, date)
        assert figures(content, "uttag.xlsx", CELL_NUMBERS[number][0]) == rows, (number, date)


# Rows that settle what chance may leave open: letters that tell the encoding, and income with a minus.
STEADY = [
    Row("Åäö1", dt.date(2018, 6, 15), "3011", "0101", "9916", -(10**13)),
    Row("Åäö2", dt.date(2018, 6, 16), "4010", "0101", "9916", 5),
]
