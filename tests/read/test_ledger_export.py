"""A ledger file from bytes to rows: the same from both formats, and one broken file per mistake."""

import datetime as dt
import io
import re
import zipfile

import openpyxl
import pandas as pd
import pytest
from raw_region import FIRST_ROW, HEADINGS, delimited, entry, ledger_format, workbook

from statsbidrag.base.errors import LedgerRefused
from statsbidrag.read.ledger.archive import CHUNK
from statsbidrag.read.ledger.export import Export, read_export
from statsbidrag.read.ledger.rows import STORE_COLUMNS
from statsbidrag.read.raw.sidecar import Sidecar

XLSX = "data/raw/exempel/ledger/huvudbok.xlsx"
CSV = "data/raw/exempel/ledger/huvudbok.csv"
JUNE = {"received": "2018-07-10", "source": "huvudbok", "scope": {"from": "2018-06", "to": "2018-06"}}
SHEET = "xl/worksheets/sheet1.xml"


def read(content: bytes, file: str = XLSX, about: dict | None = None, **ledger: object) -> Export:
    return read_export(content, "0" * 16, file, ledger_format(**ledger), about and Sidecar.model_validate(about))


def refusal(content: bytes, file: str = XLSX, about: dict | None = None, **ledger: object) -> list[str]:
    with pytest.raises(LedgerRefused) as caught:
        read(content, file, about, **ledger)
    return caught.value.lines


def told(export: Export) -> dict[str, tuple[int | None, str]]:
    return {found.code: (found.row, found.message) for found in export.findings}


def with_part(content: bytes, name: str, change: object) -> bytes:
    """An archive with one part changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
    return stream.getvalue()


def with_cells(**cells: object) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(workbook([entry(), entry(), entry()])))
    for place, value in cells.items():
        book.active[place] = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


ROWS = [
    entry(row=1),
    entry(row=2, amount=-1234567.89, counterpart="090", activity=None),
    [None] * len(HEADINGS),
    entry(row=3, object="0916", amount=0.07, date=dt.date(2018, 7, 2)),
]


def test_store_frame_column_by_column() -> None:
    rows = read(workbook(ROWS), about=JUNE).rows
    assert tuple(rows.columns) == STORE_COLUMNS
    assert rows["source_row"].tolist() == [FIRST_ROW, FIRST_ROW + 1, FIRST_ROW + 3]
    assert rows["amount_ore"].tolist() == [10050, -123456789, 7]
    assert rows["row"].tolist() == ["1", "2", "3"]
    assert rows["object"].tolist() == ["9916", "9916", "0916"]
    assert rows["counterpart"].tolist() == ["", "090", ""]
    assert rows["activity"].tolist() == ["01", "", "01"]
    assert rows["date"].tolist() == [pd.Timestamp(2018, 6, 15), pd.Timestamp(2018, 6, 15), pd.Timestamp(2018, 7, 2)]
    assert rows["period"].tolist() == ["2018-06"] * 3
    assert rows["closing"].tolist() == [False] * 3
    assert rows["project"].tolist() == rows["invoice_number"].tolist() == ["", "", ""]
    assert set(rows["import_id"]) == {"0" * 16}
    assert set(rows["source"]) == {"huvudbok"}
    assert [str(rows[column].dtype) for column in ("source_row", "amount_ore", "closing", "date")] == [
        "int64", "int64", "bool", "datetime64[us]",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("separator", "encoding", "ledger"),
    [
        (";", "utf-8", {}),
        (";", "utf-8-sig", {}),
        ("\t", "cp1252", {"csv_separator": "tab", "csv_encoding": "cp1252"}),
    ],
)
def test_csv_gives_the_same_rows(separator: str, encoding: str, ledger: dict) -> None:
    content = delimited(ROWS, separator, encoding)
    from_csv = read(content, CSV, JUNE, **ledger).rows
    pd.testing.assert_frame_equal(from_csv, read(workbook(ROWS), about=JUNE).rows)


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_csv_line_ends(ending: str) -> None:
    content = delimited(ROWS).replace(b"\n", ending.encode())
    assert read(content, CSV, JUNE).rows["source_row"].tolist() == [FIRST_ROW, FIRST_ROW + 1, FIRST_ROW + 3]


def test_period_comes_from_the_date_where_there_is_no_period_column() -> None:
    columns = {column: heading for column, heading in HEADINGS.items() if column != "period"}
    rows = read(workbook(ROWS), columns=columns).rows
    assert rows["period"].tolist() == ["2018-06", "2018-06", "2018-07"]


def test_closing_period_is_december_and_closing() -> None:
    about = {**JUNE, "scope": {"from": "2018-12", "to": "2018-13"}}
    rows = read(workbook([entry(period="201812"), entry(period="201813")]), about=about).rows
    assert rows["period"].tolist() == ["2018-12", "2018-12"]
    assert rows["closing"].tolist() == [False, True]


def test_opening_balance_is_left_out_and_told() -> None:
    export = read(
        workbook([entry(), entry(period="201800", amount=5000), entry(period="201800", amount=-1)]), about=JUNE
    )
    assert export.rows["source_row"].tolist() == [FIRST_ROW]
    assert told(export)["ingaende-balans"] == (
        FIRST_ROW + 1,
        "2 rader i period 00 (ingående balans), tillsammans 4\u00a0999,00\u00a0kr, är ingen kostnad och räknas inte",
    )


@pytest.mark.parametrize(
    ("last", "empty"), [("2018-12", None), ("2018-13", "2018-13"), ("2019-01", "2019-01")], ids=lambda value: str(value)
)
def test_closing_rows_are_missed_only_where_the_scope_ends_with_them(last: str, empty: str | None) -> None:
    december = {"received": "2019-02-10", "source": "huvudbok", "scope": {"from": "2018-12", "to": last}}
    found = told(read(workbook([entry(period="201812", date=dt.date(2018, 12, 3))]), about=december))
    message = f"omfattningen 2018-12–{last} har inga rader för {empty}; de räknas som tomma"
    assert found.get("period-utan-rader") == ((None, message) if empty else None)


def test_without_sidecar_the_scope_is_what_the_rows_have() -> None:
    export = read(workbook([entry(period="201803"), entry(period="201806")]))
    assert (export.delivery.source, export.delivery.received) == ("huvudbok", None)
    assert (export.delivery.first, export.delivery.last) == ("2018-03", "2018-06")
    assert not export.reconciled
    assert told(export) == {
        "sidofil-saknas": (
            None,
            "filen har ingen sidofil; den är äldst av källan huvudbok och räknas där ingen annan fil har samma "
            "månader, med omfattningen 2018-03–2018-06 efter raderna",
        ),
        "ej-avstamd": (None, "filen har inga kontrollsummor att stämma av mot"),
        "period-utan-rader": (
            None,
            "omfattningen 2018-03–2018-06 har inga rader för 2018-04, 2018-05; de räknas som tomma",
        ),
    }


def test_rows_outside_the_scope_are_not_used_and_told() -> None:
    about = {**JUNE, "scope": {"from": "2018-06", "to": "2018-06", "object": ["9916"]}}
    rows = [
        entry(),
        entry(period="201805", amount=10),
        entry(object="9915", amount=0.25),
        entry(period="201807", amount=4),
        entry(period="201813", amount=2),
    ]
    export = read(workbook(rows), about=about)
    assert export.rows["source_row"].tolist() == [FIRST_ROW]
    assert told(export)["utanfor-omfattning"] == (
        FIRST_ROW + 1,
        "4 rader, tillsammans 16,25\u00a0kr, utanför omfattningen 2018-06–2018-06, objekt 9916 används inte; "
        f"den första är rad {FIRST_ROW + 1}",
    )


def test_codes_of_another_width_are_kept_as_they_are_and_told() -> None:
    export = read(workbook([entry(), entry(object="916"), entry(object=916), entry(account=None)]), about=JUNE)
    assert export.rows["object"].tolist() == ["9916", "916", "916", "9916"]
    widths = [(found.row, found.message) for found in export.findings if found.code == "kod-med-fel-bredd"]
    assert widths == [
        (FIRST_ROW + 1, f"Objekt ska ha 4 tecken men har det inte på 2 rader: «916» (rad {FIRST_ROW + 1})"),
    ]


def test_a_row_without_account_is_kept_and_told() -> None:
    for file, content in (
        (XLSX, workbook([entry(), entry(account=None)])),
        (CSV, delimited([entry(account=None)] * 2)),
    ):
        export = read(content, file, about=JUNE, code_widths={})
        assert export.rows["amount_ore"].tolist() == [10050, 10050]
        (row, message) = told(export)["konto-saknas"]
        count = "1 rad" if file == XLSX else "2 rader"
        assert message == (
            f"Konto är tomt på {count}, först på rad {row}; raderna finns kvar men hör inte till någon kontoklass, så "
            "de räknas inte som kostnad"
        )
    (line,) = refusal(delimited([entry(), entry(account=None, amount=None)]), CSV)
    assert line.startswith(f"{CSV}:{FIRST_ROW + 1}: beloppet är en tom cell och går inte att läsa.")


def test_text_in_a_code_column_is_kept_out_and_told_without_its_words() -> None:
    rows = [
        entry(activity="Fiktiva Personen", amount=1),
        entry(activity="1912121212", amount=2, object="Personen m.fl."),
        entry(activity="a.1_/-Ö", amount=3),
        entry(activity="123456789", amount=4),
        entry(activity=None, amount=5),
    ]
    for content, file in ((workbook(rows), XLSX), (delimited(rows), CSV)):
        export = read(content, file, code_widths={"object": "4", "activity": "9"})
        assert export.rows["activity"].tolist() == ["ej-kod", "ej-kod", "a.1_/-Ö", "123456789", ""]
        assert export.rows["object"].tolist() == ["9916", "ej-kod", "9916", "9916", "9916"]
        assert export.rows["amount_ore"].tolist() == [100, 200, 300, 400, 500]
        assert export.rows["activity"].dtype == export.rows["unit"].dtype == "str"
        found = [(one.code, one.severity.value, one.row, one.message) for one in export.findings if one.row]
        said = "har en text som inte är en kod på"
        kept = "beloppen är kvar, men texten visas som ej-kod"
        marked = "siffran märks"
        assert found == [
            (
                "kod-med-fel-bredd", marked, FIRST_ROW + 2,
                "Aktivitet ska ha 9 tecken men har det inte på 1 rad: "
                f"en text på 7 tecken (rad {FIRST_ROW + 2})",
            ),
            ("ej-en-kod", marked, FIRST_ROW + 1, f"Objekt {said} 1 rad, först på rad {FIRST_ROW + 1}; {kept}"),
            ("ej-en-kod", marked, FIRST_ROW, f"Aktivitet {said} 2 rader, först på rad {FIRST_ROW}; {kept}"),
        ]  # fmt: skip


def test_control_totals_that_hold() -> None:
    totals = {
        "rows": "3",
        "debit": "100.57",
        "credit": "1234567.89",
        "by_object": {"9916": "-1234467.39", "0916": "0.07"},
    }
    assert read(workbook(ROWS), about={**JUNE, "totals": totals}).reconciled


def test_control_totals_that_differ() -> None:
    planted = [*ROWS, entry(amount=123456.78)]
    totals = {
        "rows": "3",
        "debit": "100.57",
        "credit": "1234567.89",
        "by_object": {"9916": "-1234467.39", "0916": "0.07"},
    }
    remedy = (
        "Rätta summan i sidofilen om den är fel, annars hämta uttaget på nytt; tills dess stoppas regionens rapporter."
    )
    assert refusal(workbook(planted), about={**JUNE, "totals": totals}) == [
        f"{XLSX}.yaml: kontrollsumman rows är 3 men raderna ger 4 (skillnad 1). {remedy}",
        f"{XLSX}.yaml: kontrollsumman debit är 100,57\u00a0kr men raderna ger 123\u00a0557,35\u00a0kr "
        f"(skillnad 123\u00a0456,78\u00a0kr). {remedy}",
        f"{XLSX}.yaml: kontrollsumman by_object 9916 är \u22121\u00a0234\u00a0467,39\u00a0kr men raderna ger "
        f"\u22121\u00a0111\u00a0010,61\u00a0kr (skillnad 123\u00a0456,78\u00a0kr). {remedy}",
    ]


@pytest.mark.parametrize("total", ["debit", "credit", "by_object"])
@pytest.mark.parametrize("wrong_by", [-1, 1])
def test_a_control_total_holds_to_the_last_ore(total: str, wrong_by: int) -> None:
    """One file of 10,00 in debit, 4,00 in credit, and so 6,00 on 9916."""
    ore = {"debit": 1000, "credit": 400, "by_object": 1000 - 400}
    rows = [entry(amount=10), entry(amount=-4)]

    def totals(ore: int) -> dict:
        text = f"{ore // 100}.{ore % 100:02d}"
        return {total: {"9916": text} if total == "by_object" else text}

    assert read(workbook(rows), about={**JUNE, "totals": totals(ore[total])}).reconciled
    (line,) = refusal(workbook(rows), about={**JUNE, "totals": totals(ore[total] + wrong_by)})
    assert line.startswith(f"{XLSX}.yaml: kontrollsumman {total}")


@pytest.mark.parametrize(
    ("change", "start"),
    [
        ({"amount": "12x4"}, "beloppet är en text på 4 tecken och går inte att läsa. Tillåtet: till exempel 1234,50"),
        ({"amount": "1,234"}, "beloppet är «1,234» och kan läsas på två sätt: kommat kan skilja tusental (1"),
        ({"amount": None}, "beloppet är en tom cell och går inte att läsa."),
        ({"amount": 0.005}, "beloppet är «0.005» och har fler än två decimaler. Tillåtet:"),
        ({"amount": "19121212-1212"}, "beloppet är en text på 13 tecken och går inte att läsa."),
        ({"amount": "191212 1212,"}, "beloppet är en text på 12 tecken och går inte att läsa."),
        ({"date": "070-123 45 67"}, "datumet är en text på 13 tecken och går inte att läsa."),
        ({"date": "2018-02-30"}, "datumet är «2018-02-30» och går inte att läsa. Tillåtet: ÅÅÅÅ-MM-DD eller ÅÅÅÅMMDD."),
        (
            {"period": "201814"},
            "perioden är «201814» och går inte att läsa. Tillåtet: ÅÅÅÅ01–ÅÅÅÅ12 och bokslutsperioderna 13 "
            "(closing_periods i regionens fil i params/regions/). Rätta i ekonomisystemet eller hämta uttaget på nytt.",
        ),
    ],
)
def test_row_that_cannot_be_read_refuses_the_file(change: dict, start: str) -> None:
    (line,) = refusal(workbook([entry(), entry(**change)]))
    assert line.startswith(f"{XLSX}:{FIRST_ROW + 1}: {start}")


def test_text_dates_without_hyphens_are_read() -> None:
    assert read(workbook([entry(date="20180630")])).rows["date"].tolist() == [pd.Timestamp(2018, 6, 30)]


def test_sum_row_is_no_row_and_its_text_is_never_told() -> None:
    total = [None] * len(HEADINGS)
    total[9], total[10] = 100.5, "Summa för Fiktiva Personen"
    export = read(workbook([entry(), total]))
    assert export.rows["source_row"].tolist() == [FIRST_ROW]
    assert told(export)["summarad"] == (
        FIRST_ROW + 1,
        f"1 rad, först rad {FIRST_ROW + 1}, är summor, stämmer med raderna de omfattar och räknas inte",
    )
    total[9] = 100.51
    assert refusal(workbook([entry(), total])) == [
        f"{XLSX}:{FIRST_ROW + 1}: raden är en summa på 100,51\u00a0kr men raderna sedan förra summan ger "
        "100,50\u00a0kr (skillnad \u22120,01\u00a0kr). Rader kan saknas eller vara ändrade. Hämta uttaget på nytt."
    ]


def test_ten_faults_are_listed_and_the_rest_counted() -> None:
    lines = refusal(workbook([entry(amount="x") for _ in range(25)]))
    assert len(lines) == 11
    assert lines[9].startswith(f"{XLSX}:{FIRST_ROW + 9}: ")
    assert lines[10] == f"{XLSX}: och 15 till."


def test_missing_column() -> None:
    headings = [heading for heading in HEADINGS.values() if heading not in ("Objekt", "Belopp")]
    assert refusal(workbook([], headings)) == [
        f"{XLSX}:3: rubrikraden saknar Objekt, Belopp; den har {', '.join(headings)}. "
        "Ta ut filen med dessa rubriker, eller ändra ledger.columns i regionens fil i params/regions/."
    ]


@pytest.mark.parametrize(
    ("headings", "what", "folder"),
    [
        (["Insats", "Objekt", "Belopp", "Väntad månad", "Referens"], "en lista på beställningar", "commitments"),
        (["Objekt", "Aktivitet", "Belopp kr", "Väntas", "Ordernummer"], "en lista på beställningar", "commitments"),
        (["Indikator", "Månad", "Enhet", "Täljare", "Nämnare"], "verksamhetsdata", "activity"),
    ],
)
def test_another_list_is_told_as_what_it_is_and_where_it_goes(headings: list[str], what: str, folder: str) -> None:
    assert refusal(workbook([], headings)) == [
        f"{XLSX}:3: filen ser ut som {what}, inte som en huvudbok. Flytta den, och sidofilen om den har en, från "
        f"ledger/ till {folder}/ i regionens mapp."
    ]


def test_only_what_looks_like_headings_is_told_of_a_header_row() -> None:
    headings = ["Konto", "Ansvar", "Ver. nr", "Fiktiva Personen", "191212-1212", "x" * 41]
    (line,) = refusal(workbook([], headings))
    assert "; den har Konto, Ansvar, Ver. nr och 3 fält till. Ta ut filen" in line
    (line,) = refusal(workbook([], ["Konto", "Ansvar", *["rubrik"] * 30]))
    assert f"; den har Konto, Ansvar{', rubrik' * 18} och 12 fält till. Ta ut filen" in line


def test_headings_are_compared_without_case_spaces_and_dots() -> None:
    headings = [" verifikations nummer", "RAD.", *list(HEADINGS.values())[2:]]
    assert len(read(workbook([entry()], headings)).rows) == 1


def test_no_header() -> None:
    (line,) = refusal(workbook([entry()], ["a", "b"]))
    assert line.startswith(f"{XLSX}: ingen rubrikrad hittades bland de första 100 raderna. Den ska ha rubrikerna Verif")


def test_heading_twice() -> None:
    (line,) = refusal(workbook([], [*HEADINGS.values(), "BELOPP"]))
    assert line.startswith(f"{XLSX}:3: rubriken Belopp står två gånger.")


def test_no_rows() -> None:
    assert refusal(workbook([])) == [
        f"{XLSX}:3: filen har rubriker men inga rader. "
        "Hämta uttaget på nytt, eller skriv totals: {rows: 0} i sidofilen om det är rätt."
    ]
    assert read(workbook([]), about={**JUNE, "totals": {"rows": "0"}}).rows.empty


def test_no_row_inside_the_scope() -> None:
    (line,) = refusal(workbook([entry(period="201705")]), about=JUNE)
    assert line.startswith(
        f"{XLSX}.yaml: ingen rad i filen (1 rad) ligger inom omfattningen 2018-06–2018-06. Rätta scope"
    )


def test_formulas_without_value_and_error_cells_are_told_with_cell_and_row() -> None:
    remedy = "Öppna filen i Excel, räkna om den, klistra in cellerna som värden och spara."
    assert refusal(with_cells(J5="=1+1", E4="#REF!", A1="=B1")) == [
        f"{XLSX}:1: cellen A1 har en formel utan sparat värde. {remedy}",
        f"{XLSX}:4: cellen E4 har ett Excelfel (till exempel #REF!). {remedy}",
        f"{XLSX}:5: cellen J5 har en formel utan sparat värde. {remedy}",
    ]


def test_formula_with_its_value_is_read() -> None:
    def stored(part: bytes) -> bytes:
        return re.sub(rb"<f>1\+1</f>(<v ?/>|<v></v>)", b"<f>1+1</f><v>2</v>", part)

    content = with_part(with_cells(J4="=1+1"), SHEET, stored)
    assert read(content).rows["amount_ore"].tolist() == [200, 10050, 10050]


def test_sheet_with_namespace_prefix_is_searched_too() -> None:
    def prefixed(part: bytes) -> bytes:
        part = re.sub(rb"<(/?)([a-zA-Z])", rb"<\1x:\2", part)
        return part.replace(b"xmlns=", b"xmlns:x=")

    (line,) = refusal(with_part(with_cells(J5="=1+1"), SHEET, prefixed))
    assert line.startswith(f"{XLSX}:5: cellen J5 har en formel utan sparat värde.")


def test_formula_beyond_the_first_megabyte_is_found() -> None:
    rows = [entry() for _ in range(2500)] + [entry(amount="=1+1")]
    content = workbook(rows)
    assert zipfile.ZipFile(io.BytesIO(content)).getinfo(SHEET).file_size > CHUNK
    (line,) = refusal(content)
    assert line.startswith(f"{XLSX}:{FIRST_ROW + 2500}: cellen J{FIRST_ROW + 2500} har en formel utan sparat värde.")


def test_declared_entities_are_refused() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    content = with_part(workbook([entry()]), SHEET, lambda part: bomb + part)
    again = "Hämta uttaget på nytt ur ekonomisystemet."
    line = f"{XLSX}: filen har XML-deklarationer som inte hör hemma i ett uttag och läses inte. {again}"
    assert refusal(content) == [line]
    assert refusal(with_part(workbook([entry()]), "xl/workbook.xml", lambda part: bomb + part)) == [line]


@pytest.mark.parametrize(
    ("content", "start"),
    [
        (b"", "filen är tom."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 ...", "filen är sparad i det gamla formatet .xls."),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "filen är låst med lösenord."),
        (b"<html>404</html>", "filen är ingen Excelfil (.xlsx) fast namnet säger det."),
        (workbook([entry()])[:3000], "filen är avklippt eller skadad och går inte att läsa som .xlsx."),
        (with_part(workbook([entry()]), SHEET, lambda part: part[:300]), "första synliga bladet går inte att läsa."),
        (with_part(workbook([entry()]), "xl/workbook.xml", lambda part: b"<x"), "filen är avklippt eller skadad"),
    ],
)
def test_file_that_is_no_workbook(content: bytes, start: str) -> None:
    (line,) = refusal(content)
    assert line.startswith(f"{XLSX}: {start}")


@pytest.mark.parametrize(
    ("change", "start"),
    [
        (lambda text: b"", f"{CSV}: filen är tom."),
        (
            lambda text: text.replace(b"Fiktiv text", "Löner".encode("cp1252")),
            f"{CSV}:4: filen är inte sparad som utf-8",
        ),
        (lambda text: text + b"V1;1;2018-06-15\n", f"{CSV}:5: raden har 3 fält men de andra 11."),
        (lambda text: text + b"1;2;3;4;5;6;7;8;9;10;11;12\n", f"{CSV}:5: raden har 12 fält men de andra 11."),
        (
            lambda text: text.replace(b"Fiktiv text", b'"Fiktiv text') * 2,
            f"{CSV}:4: raden har ett citattecken som inte avslutas",
        ),
        (lambda text: text.replace(b";", b"!"), f"{CSV}: ingen rubrikrad hittades"),
    ],
)
def test_broken_csv(change: object, start: str) -> None:
    (line,) = refusal(change(delimited([entry()])), CSV, csv_encoding="utf-8")
    assert line.startswith(start)


def test_planted_row_changes_the_sum_by_exactly_its_amount() -> None:
    before, after = (read(workbook(rows), about=JUNE).rows for rows in (ROWS, [*ROWS, entry(amount=123456.78)]))
    assert after["amount_ore"].sum() - before["amount_ore"].sum() == 12345678
    pd.testing.assert_frame_equal(after.head(len(before)), before)


def test_a_sie_file_with_balances_alone_is_refused_in_its_own_words() -> None:
    head = '#FLAGGA 0\n#SIETYP 4\n#FNAMN "Fiktiv"\n#RAR 0 20180101 20181231\n#KONTO 1930 Bank\n'
    (line,) = refusal(f"{head}#IB 0 1930 10.00\n#UB 0 1930 10.00\n".encode(), file="huvudbok.se")
    assert line.startswith("huvudbok.se:1: filen har saldon men ingen kontering (#TRANS) inom räkenskapsåret. Hämta")
