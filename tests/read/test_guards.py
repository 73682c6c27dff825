"""What is taken off around a value, what is not, and which lines around a table are none of its rows."""

import pyarrow as pa
import pytest

from statsbidrag.read.ledger.batches import without_guards
from statsbidrag.read.ledger.feet import is_foot, is_ruler, rows_told
from statsbidrag.read.ledger.guards import unguarded


@pytest.mark.parametrize(
    "text",
    ["0916", ' ="0916" ', '=t("0916")', "'0916", "'0916'", "\u20190916", '"0916"', '0916""', '""0916""',
     "\u200b0916\ufeff", "\u00a00916\u2007", '="\u200b0916"'],
)  # fmt: skip
def test_the_value_inside(text: str) -> None:
    assert unguarded(text) == "0916"


@pytest.mark.parametrize("text", ["=0916", '="09"&"16"', '=TRIM("0916")', '12"', "O'Fiktiv", '5" rör 2"', "=1+1"])
def test_what_is_no_guard_stays(text: str) -> None:
    assert unguarded(text) == text


@pytest.mark.parametrize("encoded", [False, True])
def test_a_column_without_guards_and_null(encoded: bool) -> None:
    column = pa.array(["V1", '="V2"', "NULL", "null", "", "'V3"])
    bare = without_guards(column.dictionary_encode() if encoded else column)
    assert bare.to_pylist() == ["V1", "V2", "", "null", "", "V3"]
    assert pa.types.is_dictionary(bare.type) == encoded


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("(8 rows affected)", 8),
        ("(1 row affected)", 1),
        ("(8 row(s) affected)", 8),
        ("(8 rader påverkades)", 8),
        ("8 rows selected.", 8),
        ("4 812 rader", 4812),
        ("Antal rader: 8", 8),
        ("(12 rows)", 12),
    ],
)
def test_a_count_of_rows(text: str, rows: int) -> None:
    assert (rows_told(text), is_foot(text)) == (rows, True)


@pytest.mark.parametrize(
    "text", ["8", "LF1", "4812,50", "8 rader text om något", "rader", "2018-06-05", "Summa 8 rader"]
)
def test_what_is_no_foot(text: str) -> None:
    assert not is_foot(text)


def test_rulers() -> None:
    assert is_ruler(["---", "=====", ""])
    assert not is_ruler(["-", "-"])
    assert not is_ruler(["", ""])
    assert not is_ruler(["---", "9916"])
