"""Amounts of ledger exports: exactly read or not at all."""

from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from statsbidrag.read.ledger.amounts import MOST_DIGITS, kronor, ore_from_cell, ore_from_cells

LARGEST = 10 ** (MOST_DIGITS + 2) - 1
ORE = st.integers(-LARGEST, LARGEST)
SIGNED_TEXT = st.text(alphabet="0123456789 .,-\u2212\u00a0\u202f\u2009eE+x", max_size=18)


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
    ],
)
def test_amount_is_read_alike_from_both_formats(text: str, ore: int) -> None:
    assert ore_from_cell(text, from_workbook=False) == ore
    assert ore_from_cell(text, from_workbook=True) == ore


@pytest.mark.parametrize(
    "text",
    ["", "-", "1.234", "1,234", "1.230", "1 23", "12 34", "1 2345", "1.234,50", "1,2,3", "12x", "1 234,50-", "(5)",
     "+5", "0,005", "٣", "1234567890123", "5 kr"],
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
    assert ore_from_cell(kronor(ore).removesuffix("\u00a0kr"), from_workbook=False) == ore


@given(ORE)
def test_number_cell_reads_back_through_its_binary_number(ore: int) -> None:
    """As fastexcel writes a cell: nine decimals of the binary number nearest to the amount, no trailing zeros."""
    nearest = float(Decimal(ore) / 100)
    written = f"{nearest:.9f}".rstrip("0").rstrip(".")
    assert ore_from_cell(written, from_workbook=True) == ore


@given(st.lists(SIGNED_TEXT), st.booleans())
def test_fast_path_and_slow_path_agree(texts: list[str], from_workbook: bool) -> None:
    read = ore_from_cells(pd.Series(texts, dtype="str"), from_workbook=from_workbook)
    assert [None if pd.isna(ore) else ore for ore in read] == [
        ore_from_cell(text, from_workbook=from_workbook) for text in texts
    ]


def test_frame_keeps_its_index_and_type() -> None:
    read = ore_from_cells(pd.Series(["1,00", "x", "123456789012.339996338"], index=[4, 9, 7]), from_workbook=True)
    assert read.dtype == "Int64"
    assert read.index.tolist() == [4, 9, 7]
    assert read[7] == 12345678901234
    assert read.isna().tolist() == [False, True, False]


def test_message_form() -> None:
    assert kronor(-123456789) == "\u22121\u00a0234\u00a0567,89\u00a0kr"
