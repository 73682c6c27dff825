"""What an import tells of personal data in a ledger file, and which vouchers are numbers."""

import shutil
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from raw_region import FIRST_ROW, SETTINGS, about, delimited, entry, put, region

from personal import many
from statsbidrag.base.personal_numbers import BUILT_IN, PersonalNumbers
from statsbidrag.facts.vouchers import shown_rows, shown_vouchers
from statsbidrag.read.ledger.personal import PersonalColumns, is_voucher_number
from statsbidrag.read.store.examination import examine
from statsbidrag.read.store.ledger import import_new, load_ledger

SERIES = [f"1806{day:02d}{number:04d}" for day in (27, 28, 29) for number in range(1, 41)]


def looked_at(numbers: PersonalNumbers = BUILT_IN, **columns: list[str]) -> PersonalColumns:
    rows = len(next(iter(columns.values())))
    found = PersonalColumns(numbers)
    table = pa.table({"source_row": list(range(2, rows + 2)), **columns})
    # In batches, and some columns coded, as the readers give them.
    found.add(table.slice(0, rows // 2))
    coded = table.slice(rows // 2)
    for name in columns:
        coded = coded.set_column(coded.column_names.index(name), name, coded[name].combine_chunks().dictionary_encode())
    found.add(coded)
    return found


def told(found: PersonalColumns) -> list[tuple[str, int | None, str]]:
    return [(one.code, one.row, one.message) for one in found.findings("a.csv")]


@pytest.mark.parametrize(
    "number",
    ["1", "BO1800034", "PL000001", "A 123", "A 123 rad 7", "LB-2018-0012", "2018/LB/0012", "KR-LB 12", "4010123456",
     "IB", "PL PL000001", "1806270001", "V:12#3", "12b", "Ver 12", "ÅR 1"],
)  # fmt: skip
def test_a_number_of_a_voucher(number: str) -> None:
    assert is_voucher_number(number)


@pytest.mark.parametrize(
    "text",
    ["Exempla Påhittsson", "Exempla", "Påhittsson 12", "exempla", "Eva Ek 12", "=1+1", "=cmd|' /C calc'!A0", "-12",
     "+12", "@SUM(A1)", "12\x1b", "12\u202e", "1" * 25, "<b>1</b>", "e1@x.invalid", "ABCD", " 12", "12 ", "12  13"],
)  # fmt: skip
def test_what_is_no_number_of_a_voucher(text: str) -> None:
    assert not is_voucher_number(text)


def test_a_long_run_of_digits_is_judged_at_once() -> None:
    assert not is_voucher_number("1" * 23 + "!")


def test_reservnummer_of_the_forms_of_the_settings_are_told() -> None:
    texts = ["Besök 991234567890", "Besök 20180615-A123", "Besök 20180615A123", "Besök 4711"]
    forms = PersonalNumbers(("99nnnnnnnnnn", "YYYYMMDD-xnnn"))
    assert told(looked_at(text=texts)) == []
    assert told(looked_at(forms, text=texts)) == [
        ("personnummer-i-uttaget", 2, "kolumnen för text har personnummer på 3 rader: rad 2, 3, 4; de visas aldrig")
    ]
    # A series built on dates is no persons', but what has a form is told of all the same.
    vouchers = [*SERIES, "991234567890"]
    assert [row for _, row, _ in told(looked_at(forms, voucher=vouchers))] == [len(vouchers) + 1]


def test_reservnummer_are_told_at_import(tmp_path: Path) -> None:
    put(tmp_path, "a.csv", delimited([entry(text="Besök 991234567890")]), about())
    settings = tmp_path / "params/workbook.yaml"
    import_new(tmp_path, region())
    assert "personnummer-i-uttaget" not in {one.code for one in load_ledger(tmp_path, region()).findings}
    settings.write_text(f"{settings.read_text(encoding='utf-8')}reserve_numbers: [99nnnnnnnnnn]\n", encoding="utf-8")
    import_new(tmp_path, region())
    assert "personnummer-i-uttaget" in {one.code for one in load_ledger(tmp_path, region()).findings}


def test_a_text_column_full_of_personal_numbers_is_told_with_rows() -> None:
    forms = [f"Resa {form}, juni" for _, form in many(40)]
    texts = ["Hyra"] * 60 + forms
    assert told(looked_at(text=texts)) == [
        (
            "personnummer-i-uttaget",
            62,
            "kolumnen för text har personnummer på 40 rader: rad 62, 63, 64, 65, 66 …; de visas aldrig",
        )
    ]


def test_a_text_that_names_somebody_now_and_then_is_not_told() -> None:
    assert told(looked_at(text=["Hyra"] * 99 + ["Resa 640823-3234"])) == []


def test_numbers_of_invoices_and_suppliers_are_looked_at_too() -> None:
    people = [number[2:] for number, _ in many(30)]
    found = told(looked_at(invoice_number=people, supplier_number=[f"SE{one}01" for one in people]))
    assert [(code, row) for code, row, _ in found] == [("personnummer-i-uttaget", 2)] * 2
    assert "kolumnen för fakturanummer" in found[0][2] and "kolumnen för leverantör" in found[1][2]


def test_vouchers_built_on_dates_are_no_persons() -> None:
    found = looked_at(voucher=[*SERIES, "PL1"], invoice_number=[f"20{one}" for one in SERIES] + [""])
    assert told(found) == []
    assert found.series == {"voucher": ["18"], "invoice_number": ["2018"]}


def test_a_person_among_vouchers_built_on_dates_is_told() -> None:
    assert told(looked_at(voucher=[*SERIES, "640823-3234"])) == [
        (
            "personnummer-i-uttaget",
            122,
            "kolumnen för verifikation har personnummer på 1 rad: rad 122; de visas aldrig",
        )
    ]


def test_vouchers_and_rows_that_are_no_numbers_are_told_and_never_quoted() -> None:
    found = told(looked_at(voucher=["PL1", "Exempla Påhittsson", "", "=1+1"], row=["1", "2", "Fiktor", ""]))
    where, then = "har en text som inte är ett nummer på", "raderna räknas, men texten visas som ej-kod"
    assert found == [
        ("verifikation-dold", 3, f"kolumnen för verifikation {where} 2 rader: rad 3, 5; {then}"),
        ("verifikation-dold", 4, f"kolumnen för radnummer {where} 1 rad: rad 4; {then}"),
    ]


def test_the_store_keeps_what_is_a_series_in_a_file(tmp_path: Path) -> None:
    rows = [entry(voucher=number, text="Hyra") for number in [*SERIES, "640823-3234"]]
    put(tmp_path, "huvudbok.csv", delimited(rows), about())
    [read] = import_new(tmp_path, region())
    assert [one.row for one in read.findings if one.code == "personnummer-i-uttaget"] == [FIRST_ROW + len(SERIES)]
    kept = load_ledger(tmp_path, region())
    assert [one.series for one in kept.imports.values()] == [{"voucher": ["18"]}]
    shown = shown_vouchers(kept.rows, kept.imports, BUILT_IN)
    assert sorted(shown["voucher"]) == sorted([*SERIES, f"ej-kod rad {FIRST_ROW + len(SERIES)}"])


def frame(vouchers: list[str], rows: list[str] | None = None) -> pd.DataFrame:
    count = len(vouchers)
    return pd.DataFrame(
        {
            "import_id": ["a"] * count,
            "source_row": range(10, 10 + count),
            "voucher": vouchers,
            "row": rows or ["1"] * count,
            "text": ["Resa 640823-3234"] * count,
        },
        index=range(5, 5 + count),
    ).astype({"voucher": "str", "row": "str", "text": "str"})


def test_what_is_shown_of_vouchers_tells_them_apart_and_where_they_stand() -> None:
    rows = frame(["PL1", "Exempla P", "640823-3234", "Exempla P", ""], ["1", "=1+1", "2", "640823-3234", ""])
    shown = shown_vouchers(rows, {}, BUILT_IN)
    assert list(shown["voucher"]) == ["PL1", "ej-kod rad 11", "ej-kod rad 12", "ej-kod rad 11", ""]
    assert list(shown["row"]) == ["1", "ej-kod", "2", "ej-kod", ""]
    assert list(shown.index) == list(rows.index)
    assert set(shown_rows(rows, {}, BUILT_IN)["text"]) == {"Resa [personnummer]"}


def test_rows_that_may_be_shown_are_left_as_they_are() -> None:
    rows = frame(["PL1", "PL2"])
    assert shown_vouchers(rows, {}, BUILT_IN).equals(rows)
    assert shown_vouchers(rows.iloc[:0], {}, BUILT_IN).empty


def test_objects_of_a_sie_file_that_are_people_are_not_told_by_name(tmp_path: Path) -> None:
    path = tmp_path / "huvudbok.se"
    path.write_text(
        '#FLAGGA 0\n#SIETYP 4\n#FNAMN "Region Exempel"\n#RAR 0 20180101 20181231\n#KONTO 4010 "Lön"\n'
        "#VER A 1 20180615\n"
        '{\n#TRANS 4010 {7 "Exempla Påhittsson"} 100.00\n#TRANS 4010 {7 "12-A" 1 "Nord"} -100.00\n}\n',
        encoding="cp437",
    )
    (tmp_path / "params").mkdir()
    shutil.copy(SETTINGS, tmp_path / "params")
    told = examine(tmp_path, path, None)
    assert sorted(told.summary.by_dimension) == ["1:Nord", "7:12-A", "7:ej-kod"]
