"""Amounts of ledger exports: exactly read or not at all."""

from decimal import Decimal

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from statsbidrag.read.ledger.amounts import MOST_DIGITS, debit_credit, ore_from_cell, ore_from_cells, signed_by
from statsbidrag.read.ledger.told import kronor_and_ore

LARGEST = 10 ** (MOST_DIGITS + 2) - 1
ORE = st.integers(-LARGEST, LARGEST)
SIGNED_TEXT = st.text(alphabet="0123456789 .,-\u2212\u2013()KD\u00a0\u202f\u2009eE+x", max_size=18)
DECIMAL = st.sampled_from([None, ",", "."])

SIGNED = [100, 200, -300, -400, -500, 0, None, None, None]
GROUPED = st.builds(
    lambda ore, group, decimal, before, after: (
        f"{before}{abs(ore) // 100:,}".replace(",", group) + f"{decimal}{abs(ore) % 100:02d}{after}",
        -abs(ore) if before + after else abs(ore),
    ),
    ORE,
    st.sampled_from(["", " ", "\u00a0", "\u202f", "\u2009", "."]),
    st.just(","),
    *[st.sampled_from(["", "-", "\u2212"])] * 2,
)


@pytest.mark.parametrize(
    ("text", "ore"),
    [
        ("1234,50", 123450),
        ("1 234,50", 123450),
        ("1\u00a0234,50", 123450),
        ("1\u202f234,5", 123450),
        ("1\u2009234\u2009567", 123456700),
        ("-12", -1200),
        ("\u22121 234,50", -123450),
        ("1234.5", 123450),
        ("1234.5000", 123450),
        ("0,05", 5),
        ("-0", 0),
        (",5", 50),
        ("-,50", -50),
        ("1.234,50", 123450),
        ("1,234.5", 123450),
        ("1.234.567", 123456700),
        ("1,234,567.89", 123456789),
        ("1 234,50-", -123450),
        ("1234 \u2212", -123400),
        ("(1 234,50)", -123450),
        ("- 1234,50", -123450),
        ("\u20131234,50", -123450),
        ("\u20111234,50", -123450),
        ("\u20101234,50", -123450),
        ("1 234,50 D", 123450),
        ("1 234,50K", -123450),
        ("1234.50 c", -123450),
        ("+1234,50", 123450),
        ("+ 5", 500),
        ("1 234,50 kr", 123450),
        ("-1 234,50\u00a0kr", -123450),
        ("1.234,50 SEK", 123450),
        ("SEK 1 234,50", 123450),
        ("SEK -1 234,50", -123450),
        ("-kr 5", -500),
        ("(1 234,50 kr)", -123450),
        ("1 234,50 kr-", -123450),
        ("5 Kr.", 500),
        ("1 234:-", 123400),
        ('="1234,50"', 123450),
        ("'1234,50", 123450),
    ],
)
def test_amount_is_read_alike_from_both_formats(text: str, ore: int) -> None:
    assert ore_from_cell(text, from_workbook=False) == ore
    assert ore_from_cell(text, from_workbook=True) == ore


@pytest.mark.parametrize(
    "text",
    ["", "-", "1.234", "1,234", "1.230", "1 23", "12 34", "1 2345", "1,2,3", "12x", "+-5",
"0,005", "٣", "1234567890123", "5 tkr", "5 Mkr", "5 EUR", "kr", "kr 5 SEK", "1,234 kr", "12 K", "=1+1", '="1"&"2"'],
)  # fmt: skip
def test_what_has_no_single_reading_is_not_read(text: str) -> None:
    assert ore_from_cell(text, from_workbook=False) is None
    assert ore_from_cell(text, from_workbook=True) is None


@pytest.mark.parametrize(
    ("text", "ore"),
    [
        ("123456789012.339996338", 12345678901234),
        ("3000000000.070000172", 300000000007),
        ("0.30000000000000004", 30),
        ("1.2E+6", 120000000),
        ("1e-07", 0),
    ],
)
def test_tail_of_a_number_cell_is_rounded_away_in_workbooks_only(text: str, ore: int) -> None:
    assert ore_from_cell(text, from_workbook=True) == ore
    assert ore_from_cell(text, from_workbook=False) is None


@pytest.mark.parametrize("text", ["12345678.994999999", "100.00001", "1.234", "1e-05", "0.123456"])
def test_number_cell_finer_than_an_ore_is_not_read(text: str) -> None:
    assert ore_from_cell(text, from_workbook=True) is None


@given(ORE)
def test_written_amount_reads_back(ore: int) -> None:
    assert ore_from_cell(kronor_and_ore(ore).removesuffix("\u00a0kr"), from_workbook=False) == ore


@given(ORE)
def test_number_cell_reads_back_through_its_binary_number(ore: int) -> None:
    """As fastexcel writes a cell: nine decimals of the binary number nearest to the amount, no trailing zeros."""
    nearest = float(Decimal(ore) / 100)
    written = f"{nearest:.9f}".rstrip("0").rstrip(".")
    assert ore_from_cell(written, from_workbook=True) == ore


@given(st.lists(SIGNED_TEXT | GROUPED.map(lambda pair: pair[0])), st.booleans(), DECIMAL)
def test_fast_path_and_slow_path_agree(texts: list[str], from_workbook: bool, decimal: str | None) -> None:
    read = ore_from_cells(pd.Series(texts, dtype="str"), from_workbook=from_workbook, decimal=decimal)
    assert [None if pd.isna(ore) else ore for ore in read] == [
        ore_from_cell(text, from_workbook=from_workbook, decimal=decimal) for text in texts
    ]


def test_frame_keeps_its_index_and_type() -> None:
    read = ore_from_cells(pd.Series(["1,00", "x", "123456789012.339996338"], index=[4, 9, 7]), from_workbook=True)
    assert read.dtype == "Int64"
    assert read.index.tolist() == [4, 9, 7]
    assert read[7] == 12345678901234
    assert read.isna().tolist() == [False, True, False]


def test_message_form() -> None:
    assert kronor_and_ore(-123456789) == "\u22121\u00a0234\u00a0567,89\u00a0kr"


@pytest.mark.parametrize(
    ("text", "decimal", "from_text", "from_cell"),
    [
        ("1.234", ",", 123400, None),
        ("1.234", ".", None, None),
        ("1,234", ".", 123400, 123400),
        ("1,234", ",", None, None),
        ("1.230", ".", 123, 123),
        ("1,230", ",", 123, 123),
        ("1,230", ".", 123000, 123000),
        ("1234.50", ",", None, 123450),
        ("1234,50", ".", None, None),
        ("1,234.50", ",", None, None),
        ("1.234,50", ",", 123450, 123450),
        ("\u22121 234.50", ",", None, None),
        ("1.234-", ",", -123400, None),
    ],
)
def test_known_decimal_mark_gives_three_digits_their_one_reading(
    text: str, decimal: str, from_text: int | None, from_cell: int | None
) -> None:
    """The other mark then only groups; but in a workbook a point may be that of a number cell."""
    assert ore_from_cell(text, from_workbook=False, decimal=decimal) == from_text
    assert ore_from_cell(text, from_workbook=True, decimal=decimal) == from_cell


@given(GROUPED)
def test_every_written_form_gives_the_amount_or_nothing(written: tuple[str, int]) -> None:
    text, ore = written
    twice = text[0] in "-\u2212" and text[-1] in "-\u2212"
    assert ore_from_cell(text, from_workbook=False) == (None if twice else ore)


@pytest.mark.parametrize("many", [pa.array, pd.Series])
def test_debit_and_credit_columns(many: type) -> None:
    debit = ["10,00", "", "0,00", "-", "5,00", "", "x", "-2,50", "1,00"]
    credit = ["", "3,00", "4,00", "1 000,00", "5,00", "", "", "", "x"]
    read = debit_credit(many(debit), many(credit), from_workbook=False)
    ore = read.to_pylist() if isinstance(read, pa.Array) else [None if pd.isna(one) else one for one in read]
    assert ore == [1000, -300, -400, -100000, 500 - 500, None, None, -250, None]


@pytest.mark.parametrize("many", [list, pd.Series])
def test_marks_give_the_sign(many: type) -> None:
    amounts = [100, 200, 300, 400, 500, 0, -600, 700, None]
    marks = ["D", "Debet", "K", "kredit", "C", "", "K", "X", "D"]
    if many is list:
        assert signed_by(pa.array(amounts), pa.array(marks)).to_pylist() == SIGNED
    else:
        signed = signed_by(pd.Series(amounts, dtype="Int64"), pd.Series(marks))
        assert [None if pd.isna(one) else one for one in signed] == SIGNED
