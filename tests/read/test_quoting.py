"""What a message may show of a raw cell."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statsbidrag.read.raw.quoting import CODE, headings_told, named, quoted, sheet_told

SEPARATORS = st.sampled_from(["", "-", "+", " ", "\u00a0", "\u2212", ".", "/", ": "])


@pytest.mark.parametrize("cell", ["12,34", "2018-02-30", "20180230", "\u22121 234,5", "1e-05", "201814"])
def test_short_cells_of_digits_and_marks_are_quoted(cell: str) -> None:
    assert quoted(cell) == f"«{cell}»"


@pytest.mark.parametrize("cell", ["12x4", "Exempelsson", "١٢", "1" * 9, "- " * 13, "=1+1"])
def test_others_are_told_by_their_length(cell: str) -> None:
    assert quoted(cell) == f"en text på {len(cell)} tecken"


def test_empty_cell() -> None:
    assert quoted("") == named("") == "en tom cell"


def digits(number: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=number, max_size=number)


@given(st.sampled_from(["", "19", "20"]), digits(6), SEPARATORS,
       digits(4), st.sampled_from(["", " ", ",", "."]))  # fmt: skip
def test_personal_numbers_are_never_shown(century: str, day: str, mark: str, number: str, after: str) -> None:
    cell = century + day + mark + number + after
    assert quoted(cell) == named(cell) == f"en text på {len(cell)} tecken"
    assert not CODE.fullmatch(cell)
    assert number not in headings_told([cell])


@given(st.text(max_size=60))
def test_no_letters_of_a_cell_are_ever_quoted(cell: str) -> None:
    shown = re.fullmatch("«(.*)»", quoted(cell), re.DOTALL)
    assert shown is None or not re.search("[^\\W\\d_eE]", shown[1])


@pytest.mark.parametrize("cell", ["telefon-samma-dag", "a", "3101", "HC-12", "x1"])
def test_ids_and_codes_are_named(cell: str) -> None:
    assert named(cell) == cell


@pytest.mark.parametrize("cell", ["Exempelsson", "Anna", "anna b", "a" * 41, "a-191212-1212", "HC-1234567"])
def test_what_is_neither_is_not(cell: str) -> None:
    assert named(cell) == f"en text på {len(cell)} tecken"


def test_headings() -> None:
    assert headings_told(["Konto", "Ver. nr", "BELOPP", "Debet/kredit"]) == "Konto, Ver. nr, BELOPP, Debet/kredit"
    assert headings_told(["Konto", "Fiktiva Personen", "x1"]) == "Konto och 2 fält till"
    assert headings_told(["2018"]) == "1 fält som inte ser ut som rubriker"


@pytest.mark.parametrize("name", ["Blad1", "Juni 2018", "Huvudbok", "Uttag per objekt 12", " Juni "])
def test_a_sheet_is_told_by_number_and_name(name: str) -> None:
    assert sheet_told(2, name) == f"blad 2 ({name.strip()})"


@pytest.mark.parametrize("name", ["Fiktiva Personen", "19121212-1212", "Blad191212", "a" * 41])
def test_a_name_that_is_not_like_one_of_a_sheet_is_not_told(name: str) -> None:
    assert sheet_told(2, name) == "blad 2"
