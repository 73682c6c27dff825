"""Activity data: whole numbers or a finding, and the same deliveries rule as the ledger."""

import datetime as dt
import io
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from raw_region import about, put

from statsbidrag.base.errors import LedgerRefused, ParameterError
from statsbidrag.read.activity.frames import Activity, load_activity, only_known_parts

FOLDER = "data/raw/exempel/activity"
PATTERN = "activity/verksamhet-*.csv"
HEADER = "# FIKTIVA EXEMPELDATA\nIndikator;Månad;Enhet;Täljare;Nämnare\n"
MONTH_OF_FOUR = ":4: månaden är en text på 4 tecken. Tillåtet: ÅÅÅÅ-MM, till exempel 2018-06."
HEADER_3 = ":3: raden går inte att läsa som CSV. Kontrollera citattecknen."
IN_DISGUISE = (
    ": filen är en Excelfil eller ett arkiv fast namnet säger .csv. "
    "Spara den som CSV, eller ge den ändelsen .xlsx om det är en sådan."
)
ALLOWED = "Indikator;Månad;Enhet;Täljare;Nämnare (och Del efter Enhet när indikatorn är uppdelad)"
JUNE = "{from: 2018-06, to: 2018-06}"


def drop(root: Path, name: str, lines: str, received: str = "2018-07-10", **more: str) -> None:
    more.setdefault("totals", f"{{rows: {len(lines.split())}}}")
    body = HEADER + "\n".join(lines.split()) + "\n"
    more.setdefault("source", "verksamhet")
    put(root, name, body, about(received, more.pop("scope", JUNE), **more), FOLDER)


def load(root: Path, as_known: dt.date | None = None, until: str | None = None) -> Activity:
    return load_activity(root, "exempel", PATTERN, as_known, until)


def values(activity: Activity) -> list[tuple]:
    columns = ["indicator", "unit", "numerator", "denominator"]
    return [
        tuple(None if pd.isna(cell) else cell for cell in row) for row in activity.rows[columns].itertuples(index=False)
    ]


def test_rows(tmp_path: Path) -> None:
    drop(tmp_path, "verksamhet-2018-06.csv", "telefon;2018-06;3101;1575;1862 kontrakt;2018-06;3101;12;")
    activity = load(tmp_path)
    assert values(activity) == [("kontrakt", "3101", 12, None), ("telefon", "3101", 1575, 1862)]
    assert activity.rows["source_row"].tolist() == [4, 3]
    assert set(activity.rows["file"]) == {f"{FOLDER}/verksamhet-2018-06.csv"}
    assert activity.rows.dtypes.astype(str).to_dict() == {
        "file": "str", "source_row": "int64", "indicator": "str", "month": "str", "unit": "str",
        "part": "str", "numerator": "Int64", "denominator": "Int64",
    }  # fmt: skip
    assert activity.findings == []
    assert sorted(activity.files) == [f"{FOLDER}/verksamhet-2018-06.csv", f"{FOLDER}/verksamhet-2018-06.csv.yaml"]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("1,234", "«1,234»"),
        ("1.234", "«1.234»"),
        ("12,5", "«12,5»"),
        ("-3", "«-3»"),
        ("12x", "en text på 3 tecken"),
        ("Exempelsson", "en text på 11 tecken"),
        ("191212121212", "en text på 12 tecken"),
        ("1234567890", "en text på 10 tecken"),
    ],
)
def test_value_that_is_no_whole_number_makes_the_row_unknown(tmp_path: Path, written: str, told: str) -> None:
    drop(tmp_path, "verksamhet-2018-06.csv", f"telefon;2018-06;3101;{written};1862 telefon;2018-06;3102;5;6")
    activity = load(tmp_path)
    assert values(activity) == [("telefon", "3101", None, None), ("telefon", "3102", 5, 6)]
    (found,) = activity.findings
    assert (found.code, found.place) == ("varde-oklart", f"{FOLDER}/verksamhet-2018-06.csv:3")
    assert found.message == f"täljaren för telefon 2018-06 är {told}"


def test_texts_that_are_no_ids_are_never_told(tmp_path: Path) -> None:
    lines = [f"Fiktiva Personen;2018-06;Personen;{numbers}" for numbers in ("x;1", "1;0", "1;2")]
    put(tmp_path, "verksamhet-a.csv", HEADER + "\n".join(lines) + "\n", None, FOLDER)
    found = [one.message for one in load(tmp_path).findings if one.code != "sidofil-saknas"]
    others = ["4, 5", "3, 5", "3, 4"]
    assert found == [f"en text på 16 tecken 2018-06, en text på 8 tecken, står också på rad {rows}" for rows in others]
    put(tmp_path, "verksamhet-a.csv", HEADER + lines[0] + "\n" + "a;2018-06;191212-1212;1;0\n", None, FOLDER)
    found = [one.message for one in load(tmp_path).findings if one.code != "sidofil-saknas"]
    assert found == [
        "täljaren för en text på 16 tecken 2018-06 är en text på 1 tecken",
        "nämnaren för a 2018-06, en text på 11 tecken, är 0 och ger ingen andel",
    ]


@pytest.mark.parametrize(("written", "value"), [("999999999", 999999999), ("999\u00a0999\u00a0999", 999999999)])
def test_counts_of_nine_digits_are_read(tmp_path: Path, written: str, value: int) -> None:
    put(tmp_path, "verksamhet-a.csv", HEADER + f"a;2018-06;1;{written};\n", None, FOLDER)
    assert values(load(tmp_path)) == [("a", "1", value, None)]


def test_missing_numerator_zero_denominator_and_repeated_rows(tmp_path: Path) -> None:
    drop(
        tmp_path,
        "verksamhet-2018-06.csv",
        "a;2018-06;1;;5 b;2018-06;1;0;0 c;2018-06;1;1;2 c;2018-06;1;1;3 d;2018-06;1;0;4",
    )
    activity = load(tmp_path)
    assert values(activity) == [
        ("a", "1", None, None),
        ("b", "1", None, None),
        *[("c", "1", None, None)] * 2,
        ("d", "1", 0, 4),
    ]
    assert [(found.code, found.row, found.message) for found in activity.findings] == [
        ("varde-oklart", 3, "täljaren för a 2018-06 är tom"),
        ("namnare-noll", 4, "nämnaren för b 2018-06, 1, är 0 och ger ingen andel"),
        ("varde-oklart", 5, "c 2018-06, 1, står också på rad 6"),
        ("varde-oklart", 6, "c 2018-06, 1, står också på rad 5"),
    ]


def test_thousands_by_hard_space_are_read(tmp_path: Path) -> None:
    put(tmp_path, "verksamhet-1.csv", HEADER + "a;2018-06;1;1\u00a0575;1 862\n", None, FOLDER)
    assert values(load(tmp_path)) == [("a", "1", 1575, 1862)]


def test_later_delivery_replaces_its_months_and_takes_its_findings_along(tmp_path: Path) -> None:
    drop(tmp_path, "verksamhet-a.csv", "a;2018-05;1;1;2 a;2018-06;1;x;2", scope="{from: 2018-05, to: 2018-06}")
    drop(tmp_path, "verksamhet-b.csv", "a;2018-06;1;3;4", "2018-08-01")
    assert values(load(tmp_path)) == [("a", "1", 1, 2), ("a", "1", 3, 4)]
    assert [found.code for found in load(tmp_path).findings] == ["import-ersatter-annan"]
    early = load(tmp_path, dt.date(2018, 7, 31))
    assert values(early) == [("a", "1", 1, 2), ("a", "1", None, None)]
    assert [found.code for found in early.findings] == ["varde-oklart"]


def test_rows_outside_the_scope_are_not_used(tmp_path: Path) -> None:
    drop(tmp_path, "verksamhet-a.csv", "a;2018-06;1;1;2 a;2018-07;1;1;2", totals="{rows: 1}")
    activity = load(tmp_path)
    assert values(activity) == [("a", "1", 1, 2)]
    assert [(found.code, found.row, found.message) for found in activity.findings] == [
        (
            "utanfor-omfattning",
            4,
            "1 av filens 2 rader ligger utanför omfattningen 2018-06–2018-06 och används inte; den första är rad 4",
        )
    ]


def test_no_file_and_withdrawn_file_are_findings(tmp_path: Path) -> None:
    activity = load(tmp_path)
    assert activity.rows.empty
    assert [(found.code, found.file) for found in activity.findings] == [
        ("verksamhetsdata-saknas", f"data/raw/exempel/{PATTERN}")
    ]
    drop(tmp_path, "verksamhet-a.csv", "a;2018-06;1;1;2", withdrawn="2018-07-12 fel månad")
    assert [found.code for found in load(tmp_path).findings] == ["aterkallad-leverans", "verksamhetsdata-saknas"]


def test_deliveries_that_begin_later_are_left_out_with_all_there_is_to_tell(tmp_path: Path) -> None:
    july = "{from: 2018-07, to: 2018-07}"
    drop(tmp_path, "verksamhet-06.csv", "a;2018-06;1;1;2")
    drop(tmp_path, "verksamhet-06-ny.csv", "a;2018-06;1;3;4", "2018-08-01")
    drop(tmp_path, "verksamhet-06-x.csv", "a;2018-06;1;5;6", withdrawn="2018-07-12 fel enhet")
    drop(tmp_path, "verksamhet-07.csv", "a;2018-07;1;x;8", "2018-08-10", scope=july)
    drop(tmp_path, "verksamhet-07-x.csv", "a;2018-07;1;7;8", "2018-08-10", scope=july, withdrawn="2018-08-12 fel")
    put(tmp_path, "verksamhet-07-utan.csv", HEADER + "a;2018-07;2;7;8\n", None, FOLDER)
    for month, scope in (("05", "{from: 2018-05, to: 2018-05}"), ("08", "{from: 2018-08, to: 2018-08}")):
        drop(tmp_path, f"verksamhet-{month}.csv", "a;2018-06;1;1;2", scope=scope, totals="{rows: 0}")
        (tmp_path / FOLDER / f"verksamhet-{month}.csv").unlink()
    told = {
        until: [(found.code, Path(found.file).name) for found in load(tmp_path, until=until).findings]
        for until in ("2018-06", None)
    }
    early = [
        ("aterkallad-leverans", "verksamhet-06-x.csv"),
        ("sidofil-utan-fil", "verksamhet-05.csv.yaml"),
        ("import-ersatter-annan", "verksamhet-06.csv"),
    ]
    assert told["2018-06"] == early
    assert sorted(told[None]) == sorted(
        [
            *early,
            ("aterkallad-leverans", "verksamhet-07-x.csv"),
            ("sidofil-utan-fil", "verksamhet-08.csv.yaml"),
            ("import-ersatter-annan", "verksamhet-07-utan.csv"),
            ("odaterad-fil-ersatt", "verksamhet-07-utan.csv"),
            ("sidofil-saknas", "verksamhet-07-utan.csv"),
            ("varde-oklart", "verksamhet-07.csv"),
        ]
    )
    activity = load(tmp_path, until="2018-06")
    assert values(activity) == [("a", "1", 3, 4)]
    names = ("verksamhet-06-ny.csv", "verksamhet-06.csv")
    assert sorted(activity.files) == sorted(f"{FOLDER}/{name}{end}" for name in names for end in ("", ".yaml"))
    (found,) = [one for one in load(tmp_path, until="2018-04").findings if one.code == "verksamhetsdata-saknas"]
    assert found.message == f"ingen fil med verksamhetsdata till och med 2018-04 finns för data/raw/exempel/{PATTERN}"


def test_sidecar_of_a_lone_name_that_cannot_be_read_is_told_whatever_the_period(tmp_path: Path) -> None:
    drop(tmp_path, "verksamhet-06.csv", "a;2018-06;1;1;2")
    put(tmp_path, "verksamhet-07.csv.yaml", "received: igår\n", None, FOLDER)
    assert [found.code for found in load(tmp_path, until="2018-06").findings] == ["sidofil-utan-fil"]


def test_sources_that_tell_of_the_same_thing_are_refused(tmp_path: Path) -> None:
    drop(tmp_path, "verksamhet-a.csv", "a;2018-06;1;1;2 b;2018-06;1;1;2 b;2018-06;2;1;2")
    drop(tmp_path, "verksamhet-b.csv", "a;2018-06;2;1;2", source="privata")
    assert len(load(tmp_path).rows) == 4
    drop(tmp_path, "verksamhet-b.csv", "a;2018-06;2;1;2 b;2018-06;2;3;4", source="verksamhte")
    with pytest.raises(LedgerRefused) as caught:
        load(tmp_path)
    assert caught.value.lines == [
        f"{FOLDER}/verksamhet-a.csv: filen (source verksamhet) och {FOLDER}/verksamhet-b.csv (source verksamhte) "
        "omfattar båda samma indikator och enhet för 2018-06 och skulle räknas dubbelt. Skriv samma source i båda "
        "sidofilerna om den ena filen ersätter den andra; ta annars tillbaka en av dem med withdrawn i dess sidofil."
    ]


@pytest.mark.parametrize("totals", ["{rows: 1}", "{rows: 0}"])
def test_a_file_of_other_months_than_its_scope_is_refused_whatever_its_totals(tmp_path: Path, totals: str) -> None:
    drop(tmp_path, "verksamhet-a.csv", "a;2019-08;1;1;2", totals=totals)
    with pytest.raises(LedgerRefused) as caught:
        load(tmp_path)
    (line,) = caught.value.lines
    assert "ingen rad i filen (1 rad, för 2019-08) ligger inom omfattningen" in line
    assert line.endswith("Rätta scope i sidofilen, eller månaderna i filen, eller lägg in rätt fil.")


def test_count_of_rows_that_differs_is_refused(tmp_path: Path) -> None:
    drop(tmp_path, "verksamhet-a.csv", "a;2018-06;1;1;2", totals="{rows: 2}")
    with pytest.raises(LedgerRefused) as caught:
        load(tmp_path)
    assert caught.value.lines == [
        f"{FOLDER}/verksamhet-a.csv.yaml: kontrollsumman rows är 2 men antalet rader inom omfattningen är 1. "
        "Rätta summan i sidofilen om den är fel, annars hämta filen på nytt."
    ]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (
            "Indikator;Månad;Enhet;Värde\na;2018-06;1;1\n",
            f":1: rubrikraden har Indikator, Månad, Enhet, Värde; den ska vara {ALLOWED}. Rätta filen.",
        ),
        ("", f":1: rubrikraden saknas; den ska vara {ALLOWED}. Rätta filen."),
        (
            "Fiktiva Personen;2018-06;3101;1;2\n",
            f":1: rubrikraden saknas; den ska vara {ALLOWED}. Rätta filen.",
        ),
        (
            "Indikator;Månad;Fiktiva Personen\n",
            f":1: rubrikraden har Indikator, Månad och 1 fält till; den ska vara {ALLOWED}. Rätta filen.",
        ),
        (
            HEADER + "a;Personen;1;1;2\n",
            ":3: månaden är en text på 8 tecken. Tillåtet: ÅÅÅÅ-MM, till exempel 2018-06.",
        ),
        (HEADER, ": filen har rubriker men inga rader. Hämta den på nytt."),
        (HEADER + "a;2018-6;1;1;2\n", ":3: månaden är «2018-6». Tillåtet: ÅÅÅÅ-MM, till exempel 2018-06."),
        (HEADER + "a;2018-06;1;1\n", ":3: raden har 4 fält men rubrikraden 5. Rätta raden."),
        (HEADER + ";2018-06;1;1;2\n", ":3: raden saknar indikator. Fyll i den."),
        (HEADER + 'a;2018-06;"1;1;2\n', ":3: raden går inte att läsa som CSV. Kontrollera citattecknen."),
        (
            "Indikator;Månad;Enhet;Täljare;Nämnare;Täljare\na;2018-06;1;1;2;3\n",
            ":1: rubriken Täljare står två gånger. Ta bort den ena kolumnen.",
        ),
        (HEADER + "a;2018-06;1;1;2;7\n", ":3: raden har 6 fält men rubrikraden 5. Rätta raden."),
        (HEADER + 'a;2018-06;1;1;"2\nb;2018-06;1;1;2\nc;2018-06;1;"1;2\n', HEADER_3),
        (b"PK\x03\x04 och mer", IN_DISGUISE),
    ],
)
def test_broken_file(tmp_path: Path, content: bytes | str, line: str) -> None:
    put(tmp_path, "verksamhet-a.csv", content, None, FOLDER)
    with pytest.raises(ParameterError) as caught:
        load(tmp_path)
    assert caught.value.lines == [f"{FOLDER}/verksamhet-a.csv{line}"]


ROWS = [("kontrakt", "3101", 12, None), ("telefon", "3101", 1575, 1862)]
PLAIN = "Indikator;Månad;Enhet;Täljare;Nämnare\ntelefon;2018-06;3101;1575;1862\nkontrakt;2018-06;3101;12;\n"


@pytest.mark.parametrize(
    ("content", "first"),
    [
        pytest.param(PLAIN.encode("cp1252"), 2, id="cp1252"),
        pytest.param(PLAIN.encode("cp437"), 2, id="cp437"),
        pytest.param(PLAIN.encode("utf-16"), 2, id="UTF-16"),
        pytest.param(PLAIN.encode("utf-16-le"), 2, id="UTF-16 without its mark"),
        pytest.param(PLAIN.encode("utf-8-sig"), 2, id="byte order mark"),
        pytest.param(PLAIN.replace(";", ","), 2, id="commas"),
        pytest.param(PLAIN.replace(";", "\t"), 2, id="tabs"),
        pytest.param(PLAIN.replace(";", "|"), 2, id="bars"),
        pytest.param("sep=;\n" + PLAIN, 3, id="sep= line"),
        pytest.param('"' + PLAIN.replace(";", '";"').replace("\n", '"\n"').removesuffix('"'), 2, id="quoted cells"),
        pytest.param(PLAIN.replace("1575", "1\u00a0575,0").replace("1862", "1 862,00"), 2, id="decimals of nought"),
        pytest.param(PLAIN.replace("1575", "1\u202f575"), 2, id="narrow hard space"),
        pytest.param(PLAIN.replace("\n", "\r\n"), 2, id="CRLF"),
        pytest.param(PLAIN.replace("\n", "\r"), 2, id="CR"),
        pytest.param(PLAIN.replace("\n", "\n\n;;;;\n"), 4, id="blank rows"),
        pytest.param('Verksamhet "juni, 2018\n\n' + PLAIN, 4, id="title above"),
        pytest.param(PLAIN.replace("\n", ";;\n"), 2, id="separators after the last column"),
        pytest.param(PLAIN.replace("Månad", "MANAD ").replace("Täljare", "täljare"), 2, id="headings in another way"),
        pytest.param(
            "Enhet;Andel;Månad;Indikator;Nämnare;Täljare;Not\n3101;84,6 %;2018-06;telefon;1862;1575;x\n"
            '3101;;2018-06;kontrakt;;12;"i två\nrader"\n', 2, id="columns in another order, and others",
        ),
        pytest.param(PLAIN.replace("2018-06", "201806"), 2, id="month without mark"),
        pytest.param(PLAIN.replace("2018-06", "2018-06-01"), 2, id="month as its first day"),
        pytest.param(PLAIN.replace("3101", '="3101"'), 2, id="code guarded for Excel"),
        pytest.param(PLAIN.replace("3101", "'3101"), 2, id="code after an apostrophe"),
        pytest.param(PLAIN.replace(";12;", ";12;NULL"), 2, id="NULL"),
        pytest.param(PLAIN + PLAIN.splitlines()[0] + "\n\n(2 rows affected)\n", 2, id="page break and foot"),
    ],
)  # fmt: skip
def test_files_as_people_save_them(tmp_path: Path, content: bytes | str, first: int) -> None:
    put(tmp_path, "verksamhet-a.csv", content, about("2018-07-10", source="verksamhet", scope=JUNE), FOLDER)
    activity = load(tmp_path)
    assert values(activity) == ROWS
    assert activity.rows["source_row"].min() == first
    assert [one.code for one in activity.findings] == ["ej-avstamd"]


def test_shares_written_as_counts_are_unknown_and_lost_letters_are_told(tmp_path: Path) -> None:
    drop(tmp_path, "verksamhet-a.csv", "a;2018-06;1;66,7%;100 b;2018-06;\ufffd;1;2")
    activity = load(tmp_path)
    assert values(activity) == [("a", "1", None, None), ("b", "\ufffd", 1, 2)]
    told = [(one.code, one.row, one.message) for one in activity.findings]
    assert told == [
        ("forlorade-tecken", 4, "filen har tecken som förstörts innan den kom hit; hela tal räknas"),
        ("varde-oklart", 3, "täljaren för a 2018-06 är «66,7%»"),
    ]


def workbook(**sheets: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


SHEET: list[list[object]] = [
    ["Verksamhet i juni"], [], ["Indikator", "Månad", "Enhet", "Täljare", "Nämnare"],
    ["telefon", dt.date(2018, 6, 1), 3101, 1575, 1862.0], [], ["kontrakt", "2018-06", "3101", 12],
]  # fmt: skip


def test_the_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    put(tmp_path, "verksamhet-a.csv", "Indikator;Antal\n", None, FOLDER)
    put(tmp_path, "verksamhet-b.csv", PLAIN.replace("2018-06", "juni"), None, FOLDER)
    with pytest.raises(ParameterError) as caught:
        load(tmp_path)
    assert [line.partition(": ")[0] for line in caught.value.lines] == [
        f"{FOLDER}/verksamhet-{place}" for place in ("a.csv:1", "b.csv:2", "b.csv:3")
    ]


@pytest.mark.parametrize("name", ["verksamhet-a.xlsx", "verksamhet-a.XLSX"])
def test_a_workbook_is_read_by_its_sheet_with_the_headings(tmp_path: Path, name: str) -> None:
    content = workbook(Info=[["Om filen"]], Data=SHEET)
    put(tmp_path, name, content, about("2018-07-10", source="verksamhet", scope=JUNE, totals="{rows: 2}"), FOLDER)
    activity = load(tmp_path)
    assert values(activity) == ROWS
    assert activity.rows["source_row"].tolist() == [6, 4]
    assert [(one.code, one.message) for one in activity.findings] == [
        ("blad-inte-last", "blad 1 av 2 läses inte; blad 2 är läst")
    ]
    assert sorted(activity.files) == [f"{FOLDER}/{name}", f"{FOLDER}/{name}.yaml"]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (
            workbook(A=SHEET, B=SHEET),
            ": både blad 1 (A) och blad 2 (B) har uttagets rubriker. Låt bara ett blad ha dem.",
        ),
        (
            workbook(A=[["Indikator", "Månad", "Antal"]]),
            f":1: rubrikraden har Indikator, Månad, Antal; den ska vara {ALLOWED}. Rätta filen.",
        ),
        (
            workbook(A=[*SHEET[:3], ["telefon", "2018-06", 3101, "=1+1", 3]]),
            ":4: cellen D4 har en formel utan sparat värde. "
            "Öppna filen i Excel, räkna om den, klistra in cellerna som värden och spara.",
        ),
        (workbook(A=[*SHEET[:3], ["telefon", "juni", 3101, 1, 2]]), MONTH_OF_FOUR),
        (b"ingen arbetsbok", ": filen är ingen Excelfil (.xlsx) fast namnet säger det. Hämta filen på nytt ur källan."),
    ],
)
def test_a_broken_workbook_tells_its_row_and_no_setting_of_the_ledger(
    tmp_path: Path, content: bytes, line: str
) -> None:
    put(tmp_path, "verksamhet-a.xlsx", content, None, FOLDER)
    with pytest.raises(ParameterError) as caught:
        load(tmp_path)
    assert caught.value.lines == [f"{FOLDER}/verksamhet-a.xlsx{line}"]


def test_the_same_months_as_csv_and_as_workbook_are_one_source(tmp_path: Path) -> None:
    drop(tmp_path, "verksamhet-a.csv", "telefon;2018-06;3101;1;2")
    put(tmp_path, "verksamhet-a.xlsx", workbook(A=SHEET), about("2018-08-01", source="verksamhet", scope=JUNE), FOLDER)
    put(tmp_path, "~$verksamhet-a.xlsx", b"Excels egen", None, FOLDER)
    put(tmp_path, "annat.xlsx", b"inget", None, FOLDER)
    assert values(load(tmp_path)) == ROWS
    (tmp_path / FOLDER / "verksamhet-a.xlsx").unlink()
    assert [(one.code, Path(one.file).name) for one in load(tmp_path).findings] == [
        ("sidofil-utan-fil", "verksamhet-a.xlsx.yaml")
    ]


WITH_PART = HEADER.replace("Enhet;", "Enhet;Del;")


def test_rows_may_tell_of_parts_of_a_unit(tmp_path: Path) -> None:
    lines = "startade;2018-06;41;prostata;12;\nstartade;2018-06;41;lunga;3;\ntelefon;2018-06;41;;5;6\n"
    put(tmp_path, "verksamhet-a.csv", WITH_PART + lines, about("2018-07-10", source="verksamhet", scope=JUNE), FOLDER)
    activity = load(tmp_path)
    rows = activity.rows[["indicator", "part", "numerator"]].itertuples(index=False)
    assert [tuple(row) for row in rows] == [("startade", "lunga", 3), ("startade", "prostata", 12), ("telefon", "", 5)]
    assert [one.code for one in activity.findings] == ["ej-avstamd"]


def test_a_part_told_twice_is_unknown(tmp_path: Path) -> None:
    lines = "startade;2018-06;41;lunga;12;\nstartade;2018-06;41;lunga;3;\n"
    put(tmp_path, "verksamhet-a.csv", WITH_PART + lines, about("2018-07-10", source="verksamhet", scope=JUNE), FOLDER)
    activity = load(tmp_path)
    assert activity.rows["numerator"].isna().all()
    told = [one.message for one in activity.findings if one.code == "varde-oklart"]
    assert told == [f"startade 2018-06, 41, lunga, står också på rad {row}" for row in (4, 3)]


def test_a_part_the_indicator_has_not_is_unknown(tmp_path: Path) -> None:
    lines = [f"startade;2018-06;41;{part};{number};" for part, number in (("prostata", 12), ("lungan", 3), ("", 15))]
    body = WITH_PART + "\n".join(lines) + "\ntelefon;2018-06;41;natt;1;2\nannan;2018-06;41;x;1;\n"
    put(tmp_path, "verksamhet-a.csv", body, about("2018-07-10", source="verksamhet", scope=JUNE), FOLDER)
    activity = only_known_parts(load(tmp_path), {"startade": ["prostata", "lunga"], "telefon": []})
    rows = activity.rows[activity.rows["numerator"].notna()]
    assert list(rows[["indicator", "part", "numerator"]].itertuples(index=False, name=None)) == [
        ("annan", "x", 1),
        ("startade", "prostata", 12),
    ]
    told = [(one.row, one.message) for one in activity.findings if one.code == "okand-del"]
    assert told == [
        (4, "startade 2018-06: delen lungan finns inte hos indikatorn, och värdet räknas inte"),
        (5, "startade 2018-06: raden saknar del, och värdet räknas inte"),
        (6, "telefon 2018-06: delen natt finns inte hos indikatorn, och värdet räknas inte"),
    ]
