"""What a message may show of a value somebody wrote, of a file's name, and of another program's words."""

import pytest

from personal import many
from statsbidrag.base.errors import ParameterError
from statsbidrag.base.findings import finding
from statsbidrag.base.quoting import quoted_name, shape_of, told_line


@pytest.mark.parametrize(
    "value",
    [
        "mkr",
        "uppfyllt",
        "Telefon",
        "2018-06-31",
        "12 569 846.005",
        "90 %",
        "5X",
        "../jamtland/*.csv",
        "Ver. nr",
        "18-06",
    ],
)
def test_a_word_a_number_a_date_and_a_path_are_quoted(value: str) -> None:
    assert shape_of(value) == f"«{value}»"


@pytest.mark.parametrize(
    "value",
    ["Exempla Påhittsson", "Exempla Påhittsson, 30 år", "=cmd|' /C calc'!A0", "e@exempel.invalid", "", "a\x1bb",
     "123456789", "a" * 61, *(form for _, form in many(20))],
)  # fmt: skip
def test_of_anything_else_the_length_is_told(value: str) -> None:
    assert shape_of(value) == f"en text på {len(value)} tecken"


def test_a_line_is_told_by_the_rule_whoever_words_it() -> None:
    error = ParameterError("x.yaml:3: date är «Exempla Påhittsson»; menade du «day»?\nmer")
    assert error.lines == ["x.yaml:3: date är en text på 18 tecken; menade du «day»?<U+000A>mer"]
    assert ParameterError("x: «En » Annan» finns inte").lines == ["x: en text på 10 tecken finns inte"]
    assert told_line("x\x1b[31m.yaml: 640823-3234") == "x<U+001B>[31m.yaml: [personnummer]"


def test_a_finding_has_no_personal_number_in_its_words() -> None:
    found = finding("aterkallad-leverans", "återkallad: 640823-3234\u202e", "Inget.", file="a.csv")
    assert found.message == "återkallad: [personnummer]<U+202E>"


def test_a_file_has_its_name_but_for_what_must_be_hidden() -> None:
    assert quoted_name("Huvudbok juni (1).xlsx") == "Huvudbok juni (1).xlsx"
    assert quoted_name("bok 19811218-9876\x07.xlsx") == "bok [personnummer]<U+0007>.xlsx"
