"""The header row and its columns: by names, by synonyms, and never by guessing."""

import pandas as pd
import pytest
from raw_region import ledger_format

from statsbidrag.base.errors import LedgerRefused
from statsbidrag.model.region import LedgerColumns
from statsbidrag.read.ledger.columns import Header, compared, find_header, heading_findings, known_headings, repeats
from statsbidrag.read.ledger.unit_headings import refuse_other_unit

FILE = "huvudbok.csv"
NAMES = ["Verifikationsnummer", "Bokföringsdatum", "Konto", "Ansvar", "Objekt", "Belopp"]
COLUMNS = LedgerColumns.model_validate(
    dict(zip(["voucher", "date", "account", "unit", "object", "amount"], NAMES, strict=True))
)
TWO_COLUMNS = COLUMNS.model_copy(update={"amount": None, "debit": "Debet", "credit": "Kredit"})
ROW = ["V1", "2018-06-15", "4010", "3101", "9916", "100,50"]


def cells(*rows: list[str]) -> pd.DataFrame:
    width = max(map(len, rows))
    filled = [[*row, *[""] * (width - len(row))] for row in rows]
    return pd.DataFrame(filled, index=pd.RangeIndex(1, len(rows) + 1), dtype="str")


def refusal(*rows: list[str], **synonyms: list[str]) -> str:
    with pytest.raises(LedgerRefused) as caught:
        find_header(cells(*rows), COLUMNS, FILE, synonyms)
    (line,) = caught.value.lines
    return line


@pytest.mark.parametrize(
    "heading",
    ["Bokföringsdatum", "BOKFÖRINGSDATUM", "bokforingsdatum", " Bokförings datum", "Bokförings_datum",
     "\ufeffBokföringsdatum", "Bokfo\u0308ringsdatum", "Bokförings.\u00a0datum"],
)  # fmt: skip
def test_headings_that_are_alike(heading: str) -> None:
    assert compared(heading) == compared("Bokföringsdatum")


def test_headings_that_are_not_alike() -> None:
    assert len({compared(heading) for heading in NAMES}) == len(NAMES)


def test_header_below_titles_in_another_order_with_other_columns() -> None:
    header = find_header(cells(["Huvudbok 2018"], [], ["X", *reversed(NAMES), ""], ["", *reversed(ROW)]), COLUMNS, FILE)
    assert header == Header(
        3,
        {"amount": 1, "object": 2, "unit": 3, "account": 4, "date": 5, "voucher": 6},
        {"amount": "Belopp", "object": "Objekt", "unit": "Ansvar", "account": "Konto", "date": "Bokföringsdatum",
         "voucher": "Verifikationsnummer"},
    )  # fmt: skip
    assert heading_findings(header, COLUMNS, FILE) == []


def test_synonyms_stand_for_headings_that_are_not_there() -> None:
    header = find_header(cells(["Ver. nr", "Datum", "KONTO", "Kst", "obj", "Utfall"], ROW), COLUMNS, FILE)
    assert header.columns == {"voucher": 0, "date": 1, "account": 2, "unit": 3, "object": 4, "amount": 5}
    (found,) = heading_findings(header, COLUMNS, FILE)
    assert (found.code, found.row) == ("rubrik-med-annat-namn", 1)
    assert found.message == (
        "kolumner som heter något annat än i regionens fil är lästa: Ver. nr som Verifikationsnummer, "
        "Datum som Bokföringsdatum, Kst som Ansvar, obj som Objekt, Utfall som Belopp"
    )


def test_the_region_has_synonyms_of_its_own() -> None:
    names = [*NAMES[:4], "Bidragskod", "Belopp"]
    assert "saknar Objekt; den har" in refusal(names, ROW)
    assert find_header(cells(names, ROW), COLUMNS, FILE, {"object": ["Bidragskod"]}).columns["object"] == 4


def test_own_heading_goes_before_synonyms() -> None:
    header = find_header(cells([*NAMES, "Saldo", "Utfall"], ROW), COLUMNS, FILE)
    assert header.columns["amount"] == NAMES.index("Belopp")


def test_two_synonyms_for_one_heading() -> None:
    assert refusal([*NAMES[:5], "Saldo", "Utfall"], [*ROW, "1,00"]) == (
        f"{FILE}:1: rubriken Belopp finns inte, men både Utfall och Saldo kan vara den. "
        "Skriv vilken i ledger.columns i regionens fil i params/regions/."
    )


def test_a_synonym_twice() -> None:
    assert refusal([*NAMES[:5], "Utfall", "utfall"], [*ROW, "1,00"]) == (
        f"{FILE}:1: rubriken Utfall står två gånger. Ta ut filen så att den står en gång, "
        "eller ändra ledger.columns i regionens fil i params/regions/."
    )


def test_the_heading_of_another_column_is_no_synonym() -> None:
    columns = COLUMNS.model_copy(update={"unit": "Område", "object": "Kst"})
    with pytest.raises(LedgerRefused) as caught:
        find_header(cells([*NAMES[:3], "Kst", "Belopp"], ROW[:3] + ROW[4:]), columns, FILE)
    assert caught.value.lines[0].startswith(f"{FILE}:1: rubrikraden saknar Område; den har")


@pytest.mark.parametrize("before", [1, 150])
def test_headings_repeated_on_every_page_are_rows_to_skip(before: int) -> None:
    frame = cells(NAMES, *[ROW] * before, NAMES, ROW, NAMES)
    header = find_header(frame, COLUMNS, FILE)
    assert (header.row, header.repeated) == (1, (before + 2, before + 4))
    assert repeats(frame.loc[2:], header) == list(header.repeated)


def test_two_unlike_header_rows() -> None:
    line = refusal(NAMES, ROW, list(reversed(NAMES)), ROW)
    assert line == (
        f"{FILE}:1: både rad 1 och rad 3 ser ut som rubrikrad. Ta ut filen utan upprepade rubriker, med en enda tabell."
    )


def test_no_heading_stands_for_two_columns() -> None:
    every = [compared(heading) for names in known_headings().values() for heading in names]
    assert len(every) == len(set(every))
    assert set(LedgerColumns.model_fields) - {"origin"} <= set(known_headings())


@pytest.mark.parametrize(
    "heading",
    ["Belopp (SEK)", "Belopp i kr", "Belopp SEK", "BELOPP, KR", "Belopp [kr]", "Belopp i kronor", "Belopp (i SEK)",
     "Utfall (kr)", "Belopp (svenska kronor)"],
)  # fmt: skip
def test_kronor_change_no_heading(heading: str) -> None:
    assert find_header(cells([*NAMES[:-1], heading], ROW), COLUMNS, FILE).columns["amount"] == 5


def test_two_columns_with_their_unit() -> None:
    header = find_header(cells([*NAMES[:-1], "Debet (SEK)", "Kredit SEK"], [*ROW, ""]), TWO_COLUMNS, FILE)
    assert (header.columns["debit"], header.columns["credit"]) == (5, 6)


def test_the_own_heading_with_kronor_goes_before_another() -> None:
    names = [*NAMES[:-1], "Saldo", "Belopp (SEK)"]
    assert find_header(cells(names, [*ROW, "1"]), COLUMNS, FILE).columns["amount"] == 6


def test_the_own_heading_goes_before_the_same_with_a_unit() -> None:
    assert find_header(cells([*NAMES, "Belopp SEK"], [*ROW, "1"]), COLUMNS, FILE).columns["amount"] == 5


@pytest.mark.parametrize(
    ("heading", "unit", "told"),
    [
        ("Belopp (tkr)", "tkr", "tusental kronor (tkr)"),
        ("Belopp i mkr", "mnkr", "miljoner kronor (mnkr)"),
        ("Utfall, Tkr", "tkr", "tusental kronor (tkr)"),
    ],
)
def test_a_factor_is_never_guessed(heading: str, unit: str, told: str) -> None:
    names = [*NAMES[:-1], heading]
    assert refusal(names, ROW) == (
        f"{FILE}:1: rubrikraden saknar Belopp; den har {', '.join(names)}. {heading} är i {told}, och en faktor gissas "
        f"aldrig. Ta ut filen i kronor, eller skriv amount: {heading} under ledger.columns och unit: {unit} under "
        "ledger i regionens fil i params/regions/."
    )


@pytest.mark.parametrize(("heading", "unit"), [("Belopp (tkr)", "kr"), ("Belopp (SEK)", "tkr")])
def test_a_heading_and_the_regions_unit_must_say_the_same(heading: str, unit: str) -> None:
    with pytest.raises(LedgerRefused) as caught:
        refuse_other_unit({"amount": heading}, ledger_format(unit=unit), FILE, 3)
    (line,) = caught.value.lines
    assert line.startswith(f"{FILE}:3: rubriken {heading} säger att beloppen är i ")
    refuse_other_unit({"amount": heading}, ledger_format(unit="tkr" if unit == "kr" else "kr"), FILE, 3)


def test_a_column_of_marks_that_the_region_does_not_name() -> None:
    assert refusal([*NAMES, "d/k "], [*ROW, "K"]) == (
        f"{FILE}:1: kolumnen d/k säger vad som är debet och kredit men är inte angiven. "
        "Skriv debit_credit: d/k under ledger.columns i regionens fil i params/regions/."
    )


def test_a_column_of_marks_is_told_by_its_cells_where_no_amount_has_a_minus() -> None:
    names, rows = [*NAMES, "Tecken"], [[*ROW, "D"], [*ROW, "k"], [*ROW, ""]]
    assert refusal(names, *rows) == (
        f"{FILE}:1: kolumnen Tecken säger vad som är debet och kredit men är inte angiven. "
        "Skriv debit_credit: Tecken under ledger.columns i regionens fil i params/regions/."
    )
    for others in (rows[:1], [*rows, [*ROW, "x"]], [*rows, [*ROW[:5], "-1,00", "K"]], [*rows, [*ROW[:5], "(1)", ""]]):
        assert find_header(cells(names, *others), COLUMNS, FILE).columns["amount"] == 5


def test_marks_beside_columns_of_debit_and_credit_are_left_out() -> None:
    header = find_header(cells([*NAMES[:5], "Debet", "Kredit", "D/K"], [*ROW[:5], "1", "", "D"]), TWO_COLUMNS, FILE)
    assert (header.columns["debit"], header.columns["credit"]) == (5, 6)


def test_two_columns_of_amounts_that_the_region_does_not_name() -> None:
    keys = "Skriv debit: DEBET och credit: Kredit i stället för amount under ledger.columns i regionens fil i"
    names = [*NAMES[:5], "DEBET", "Kredit"]
    assert refusal(names, [*ROW, ""]) == (
        f"{FILE}:1: rubrikraden saknar Belopp; den har {', '.join(names)}. {keys} params/regions/."
    )
    assert refusal([*names, "Saldo"], [*ROW, "", "7,00"]) == (
        f"{FILE}:1: rubriken Belopp finns inte, men DEBET och Kredit. {keys} params/regions/."
    )


def test_one_column_of_amounts_where_the_region_names_two() -> None:
    with pytest.raises(LedgerRefused) as caught:
        find_header(cells(NAMES, ROW), TWO_COLUMNS, FILE)
    assert caught.value.lines == [
        f"{FILE}:1: rubrikraden saknar Debet, Kredit; den har {', '.join(NAMES)}. Skriv amount: Belopp i stället för "
        "debit och credit under ledger.columns i regionens fil i params/regions/."
    ]
