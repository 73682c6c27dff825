"""One fixture per thing that is wrong with real exports: the clean file's figures, with what is told, or a refusal."""

import io

import openpyxl
import pytest

from statsbidrag.base.errors import LedgerRefused
from statsbidrag.model.region import LedgerFormat
from statsbidrag.read.ledger.export import Export, read_export

HEADINGS = {
    "voucher": "Ver.nr",
    "date": "Bokföringsdatum",
    "account": "Konto",
    "unit": "Ansvar",
    "object": "Objekt",
    "amount": "Belopp",
}
HEAD = ";".join(HEADINGS.values())
ONE = "V1;2018-06-15;4010;0101;9916;1234,50"
TWO = "V1;2018-06-15;3011;0101;9916;-1000,00"
THREE = "V2;2018-06-16;5010;3101;0916;0,07"
CLEAN = [
    ("V1", "2018-06", "4010", "0101", "9916", 123450),
    ("V1", "2018-06", "3011", "0101", "9916", -100000),
    ("V2", "2018-06", "5010", "3101", "0916", 7),
]
USUAL = {"sidofil-saknas", "ej-avstamd"}
TWO_COLUMNS = {
    "columns": {
        **{key: name for key, name in HEADINGS.items() if key != "amount"},
        "debit": "Debet",
        "credit": "Kredit",
    }
}
TWO_HEAD = HEAD.replace("Belopp", "Debet;Kredit")
TWO_ROWS = (ONE + ";", TWO.replace("-1000,00", ";1000,00"), THREE + ";")
WIDTHS = {"code_widths": {"account": "4", "unit": "4", "object": "4"}}


def text(*lines: str, end: str = "\n") -> bytes:
    return end.join([*lines, ""]).encode()


def read(content: bytes, file: str, **changes: object) -> Export:
    told = {"default_source": "huvudbok", "sign": "cost_positive", "unit": "kr", "columns": HEADINGS, **changes}
    return read_export(content, "0" * 16, file, LedgerFormat.model_validate(told), None)


def workbook(*sheets: list[list[object]], hidden: tuple[int, ...] = (), merged: str | None = None) -> bytes:
    book = openpyxl.Workbook()
    for number, lines in enumerate(sheets):
        sheet = book.active if number == 0 else book.create_sheet()
        for line in lines:
            sheet.append(line)
        sheet.sheet_state = "hidden" if number in hidden else "visible"
    if merged:
        book.active.merge_cells(merged)
    book.active = next(number for number in range(len(sheets)) if number not in hidden)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def cells(*lines: str) -> list[list[object]]:
    """Lines as a sheet has them, amounts as numbers."""
    split = [line.split(";") for line in lines]
    return [[*one[:5], float(one[5].replace(",", "."))] if one[0].startswith("V") and one[0] != "Ver.nr" else one
            for one in split]  # fmt: skip


TABLE = cells(HEAD, ONE, TWO, THREE)
SAME: dict[str, tuple[bytes, dict, set[str]]] = {
    "title and blank rows above the header": (
        text("Huvudbok 2018", "", "Region;;;;;", HEAD, ONE, TWO, THREE), {}, set(),
    ),
    "blank rows between": (text(HEAD, ONE, "", ";;;;;", TWO, THREE, ""), {}, set()),
    "a title as wide as the table": (text("Objekt;Belopp;;;;", HEAD, ONE, TWO, THREE), {}, set()),
    "the header again on every page": (text(HEAD, ONE, HEAD, TWO, HEAD, THREE), {}, {"upprepad-rubrik"}),
    "a grand total": (text(HEAD, ONE, TWO, THREE, "Summa;;;;;234,57"), {}, {"summarad"}),
    "subtotals and a grand total": (
        text(HEAD, ONE, TWO, ";;Summa V1;;;234,50", THREE, ";;Summa V2;;;0,07", ";;Totalt;;;234,57"), {},
        {"summarad"},
    ),
    "a dated sum": (text(HEAD, ONE, TWO, THREE, "Summa;2018-06-30;;;;234,57"), {}, {"summarad"}),
    "a dated sum that stands as the account": (
        text(HEAD, ONE, TWO, THREE, ";2018-06-30;Totalt;;;234,57"), {}, {"summarad"},
    ),
    "an account whose name has the word": (
        text(HEAD, *[one.replace(";0101", " Summa A;0101").replace(";3101", " El;3101") for one in (ONE, TWO, THREE)]),
        {}, {"kod-med-namn"},
    ),
    "sums of debit and credit": (text(TWO_HEAD, *TWO_ROWS, "Summa;;;;;1234,57;1000,00"), TWO_COLUMNS, {"summarad"}),
    "subtotals of debit and credit, and their grand total": (
        text(
            TWO_HEAD, *TWO_ROWS[:2], "Summa V1;;;;;1234,50;1000,00", TWO_ROWS[2], "Summa V2;;;;;0,07;0,00",
            "Totalt;;;;;1234,57;1000,00",
        ),
        TWO_COLUMNS, {"summarad"},
    ),
    "a net sum below debit and credit": (text(TWO_HEAD, *TWO_ROWS, "Summa;;;;;234,57;"), TWO_COLUMNS, {"summarad"}),
    "a line that tells the separator": (text("sep=;", HEAD, ONE, TWO, THREE), {}, set()),
    "UTF-32": ("\n".join([HEAD, ONE, TWO, THREE]).encode("utf-32"), {}, set()),
    "three kinds of line ends": (f"{HEAD}\r\n{ONE}\n{TWO}\r{THREE}\r\n".encode(), {}, set()),
    "quotation marks inside a text": (
        text(HEAD + ";Text", ONE + ';5" rör', TWO + ';"a ""b""; c"', THREE + ";x"), {}, set(),
    ),
    "an empty column last": (text(HEAD + ";", ONE + ";", TWO + ";", THREE + ";"), {}, set()),
    "an empty field after each row": (text(HEAD, ONE + ";", TWO + ";", THREE + ";"), {}, set()),
    "columns in another order, more of them": (
        text("Text;Belopp;Objekt;Ansvar;Konto;Bokföringsdatum;Ver.nr", *[
            "x;" + ";".join(reversed(line.split(";"))) for line in (ONE, TWO, THREE)
        ]), {}, set(),
    ),
    "a heading by another name": (text(HEAD.replace("Objekt", "OBJ."), ONE, TWO, THREE), {}, {"rubrik-med-annat-namn"}),
    "account and name in one cell": (
        text(HEAD, *[one.replace(";0101", " Lön;0101").replace(";3101", " El;3101") for one in (ONE, TWO, THREE)]),
        {}, {"kod-med-namn"},
    ),
    "comma and point in the same file": (
        text(HEAD, ONE.replace("1234,50", "1234.50"), TWO, THREE), {}, {"blandade-decimaltecken"},
    ),
    "bare carriage returns": (text(HEAD, ONE, TWO, THREE, end="\r"), {}, set()),
    "a byte order mark in the first heading": (b"\xef\xbb\xbf" + text(HEAD, ONE, TWO, THREE), {}, set()),
    "two byte order marks": (b"\xef\xbb\xbf" * 2 + text(HEAD, ONE, TWO, THREE), {}, set()),
    "every field quoted": (
        text(*['"' + line.replace(";", '";"') + '"' for line in (HEAD, ONE, TWO, THREE)]), {}, set(),
    ),
    "lost zeros filled in where the region says so": (
        text(HEAD, *[line.replace(";0101;", ";101;").replace(";0916;", ";916;") for line in (ONE, TWO, THREE)]),
        {**WIDTHS, "repad": ["unit", "object"]}, {"kod-utfylld"},
    ),
    "codes that became numbers with decimals": (
        text(HEAD, ONE.replace("9916", "9916.0"), TWO.replace("9916", "9916.0"), THREE), {}, {"kod-med-decimaler"},
    ),
    "thousands points where the region tells the mark": (
        text(HEAD, ONE, TWO.replace("-1000,00", "-1.000"), THREE), {"decimal": ","}, set(),
    ),
    "only year and month, no day": (
        text(HEAD.replace("Bokföringsdatum", "Period"), *[
            one.replace("2018-06-15", "201806").replace("2018-06-16", "2018-06") for one in (ONE, TWO, THREE)
        ], "Summa;;;;;234,57"),
        {"columns": {**{name: text_ for name, text_ in HEADINGS.items() if name != "date"}, "period": "Period"}},
        {"datum-ur-period", "summarad"},
    ),
    "costs written with minus, as the region says": (
        text(HEAD, ONE.replace("1234", "-1234"), TWO.replace("-1000", "1000"), THREE.replace("0,07", "-0,07")),
        {"sign": "cost_negative"}, set(),
    ),
    "a text column with a masked text": (
        text(HEAD + ";Text", *[f"{line};[innehåller personuppgifter]" for line in (ONE, TWO, THREE)]), {}, set(),
    ),
}  # fmt: skip
SAME_BOOKS: dict[str, tuple[bytes, dict, set[str]]] = {
    "title cells merged": (workbook([["Huvudbok"], *TABLE], merged="A1:F1"), {}, set()),
    "a heading merged with the cell below": (workbook([TABLE[0], [], *TABLE[1:]], merged="F1:F2"), {}, set()),
    "the cells of a sum merged": (
        workbook([*TABLE, ["Summa", None, None, None, None, 234.57]], merged="A5:E5"), {},
        {"summarad", "celler-sammanslagna-i-sidled"},
    ),
    "a cover sheet first": (workbook([["Uttag för juni"]], TABLE), {}, {"blad-inte-last"}),
    "a formula without value on a sheet that is not read": (
        workbook([["=1+1"]], TABLE), {}, {"blad-inte-last"},
    ),
    "a hidden sheet": (workbook([["gammalt"]], TABLE, hidden=(0,)), {}, {"dolt-blad"}),
    "the sheet the region names": (workbook(TABLE, TABLE), {"sheet": "Sheet1"}, {"blad-inte-last"}),
    "only year and month, as numbers and as text": (
        workbook([
            [*row[:1], period, *row[2:]]
            for row, period in zip(TABLE, ["Period", 201806, 201806.0, "2018-06"], strict=True)
        ]),
        {"columns": {**{name: text_ for name, text_ in HEADINGS.items() if name != "date"}, "period": "Period"}},
        {"datum-ur-period"},
    ),
    "codes stored as numbers": (
        workbook([TABLE[0], *[[*row[:2], *map(int, row[2:5]), row[5]] for row in TABLE[1:]]]),
        {**WIDTHS, "repad": ["unit", "object"]}, {"kod-utfylld"},
    ),
}  # fmt: skip
REFUSED: dict[str, tuple[bytes, dict, str]] = {
    "a total that is not the rows'": (
        text(HEAD, ONE, THREE, "Summa;;;;;234,57"), {}, ":4: raden är en summa på 234,57\u00a0kr",
    ),
    "a total of the other sign": (
        text(HEAD, ONE, TWO, THREE, "Summa;;;;;-234,57"), {}, ":5: raden är en summa på −234,57\u00a0kr",
    ),
    "a row lost before its subtotal": (text(HEAD, ONE, ";;Summa;;;234,50", THREE), {}, ":3: raden är en summa på"),
    "a dated total that is not the rows'": (
        text(HEAD, ONE, TWO, THREE, ";2018-06-30;Totalt;;;234,58"), {}, ":5: raden är en summa på 234,58\u00a0kr",
    ),
    "a whole voucher lost above sums of debit and credit": (
        text(TWO_HEAD, *TWO_ROWS, "Summa;;;;;1334,57;1100,00"), TWO_COLUMNS,
        ":5: raden är en summa på 1\u00a0334,57\u00a0kr i debet men raderna sedan förra summan ger "
        "1\u00a0234,57\u00a0kr (skillnad −100,00\u00a0kr). Rader kan saknas eller vara ändrade. Hämta uttaget på nytt.",
    ),
    "a workbook by another name": (
        b"PK\x03\x04", {},
        ": filen är en Excelfil eller ett arkiv fast namnet säger .csv. Spara den som CSV, eller ge den ändelsen .xlsx "
        "om det är en sådan.",
    ),
    "UTF-16 cut in a letter": (
        text(HEAD, ONE, TWO).decode().encode("utf-16")[:-3], {},
        ":3: filen är avklippt eller har tecken som inte finns i utf-16, som den verkar vara sparad i. "
        "Hämta uttaget på nytt eller spara det som UTF-8.",
    ),
    "a byte that is no letter": (
        text(HEAD, ONE, TWO.replace("V1", "Å")).decode().encode("cp1252") + b"\x81", {},
        ":4: filen är avklippt eller har tecken som inte finns i cp1252,",
    ),
    "a byte that is no letter far down": (
        text(HEAD, ONE, *[TWO.replace("V1", "Å")] * 8000).decode().encode("cp1252") + b"\x81", {},
        ":8003: filen är avklippt eller har tecken som inte finns i cp1252,",
    ),
    "two unlike headers": (text(HEAD, ONE, ";".join(reversed(HEAD.split(";"))), ONE), {}, ":1: både rad 1 och rad 3"),
    "a heading twice": (text(HEAD + ";Belopp", ONE + ";1"), {}, ":1: rubriken Belopp står två gånger"),
    "a heading that is not there": (text(HEAD.replace("Objekt", "Område"), ONE), {}, ":1: rubrikraden saknar Objekt"),
    "a row with fewer fields": (
        text(HEAD, ONE, TWO.replace(";0101", "")), {}, ":3: raden har 5 fält men de andra 6",
    ),
    "a row shifted to the right": (text(HEAD, ONE, ";" + TWO), {}, ":3: raden har 7 fält men de andra 6"),
    "an amount that may be thousands or decimals": (
        text(HEAD, ONE.replace("1234,50", "1.234")), {}, ":2: beloppet är «1.234»",
    ),
    "a lone digit and a mark": (text(HEAD, ONE.replace("1234,50", "1 ,")), {}, ":2: beloppet är «1 ,»"),
    "a masked amount": (text(HEAD, ONE.replace("1234,50", "*")), {}, ":2: beloppet är en text på 1 tecken"),
    "a text where an amount should be": (
        text(HEAD, ONE.replace("1234,50", "[innehåller personuppgifter]")), {}, ":2: beloppet är en text på 28 tecken",
    ),
    "day before month": (text(HEAD, ONE.replace("2018-06-15", "5/6/2018")), {}, ":2: datumet är «5/6/2018»"),
    "a month in the column of dates": (text(HEAD, ONE.replace("2018-06-15", "201806")), {}, ":2: datumet är «201806»"),
    "a quotation mark that is not closed": (text(HEAD, 'V1;2018-06-15;4010;0101;9916;"1', TWO), {}, ""),
    "zero bytes": (text(HEAD, ONE, TWO).replace(b"V1", b"\x00\x00"), {}, ""),
    "nothing": (b"", {}, ": filen är tom"),
    "income without minus": (
        text(HEAD, TWO.replace("-1000", "1000")), {}, ": av raderna i klass 3 har 0 minus och 1 inte",
    ),
    "income of both signs": (
        text(HEAD, TWO, TWO.replace("-1000", "1000")), {}, ": av raderna i klass 3 har 1 minus och 1 inte",
    ),
}  # fmt: skip
REFUSED_BOOKS: dict[str, tuple[bytes, dict, str]] = {
    "two sheets with the same headings": (
        workbook(TABLE, TABLE),
        {},
        ": både blad 1 (Sheet) och blad 2 (Sheet1) har uttagets rubriker. "
        "Skriv bladets namn som ledger.sheet i regionens fil i params/regions/.",
    ),
    "every sheet without headings": (workbook([["a"]], [["b"]]), {}, ": ingen rubrikrad hittades"),
    "a cover sheet before a sheet that lacks a heading": (
        workbook([["a"]], [TABLE[0][:5]]),
        {},
        ":1: blad 2 (Sheet1): rubrikraden saknar Belopp; den har Ver.nr, ",
    ),
    "a formula without value on the one sheet of two that is read": (
        workbook([["a"]], [*TABLE[:2], [*TABLE[2][:5], "=1+1"]]),
        {},
        ":3: cellen F3 har en formel utan sparat värde. "
        "Öppna filen i Excel, räkna om den, klistra in cellerna som värden och spara.",
    ),
    "the headings on a hidden sheet only": (
        workbook([["a"]], [["b"]], TABLE, hidden=(1, 2)),
        {},
        ": uttagets rubriker finns bara på blad 3 (Sheet2), som är dolt och inte läses. "
        "Ta fram de dolda bladen i Excel, kontrollera dem och spara.",
    ),
    "the sheet the region names is hidden": (
        workbook([["a"]], TABLE, hidden=(1,)),
        {"sheet": "Sheet1"},
        ": bladet Sheet1, som är ledger.sheet i regionens fil i params/regions/, är dolt och läses inte. "
        "Ta fram de dolda bladen i Excel, kontrollera dem och spara.",
    ),
    "one object for two rows": (
        workbook([[], *TABLE], merged="E3:E4"),
        {},
        ":3: cellerna E3:E4 är sammanslagna, så att bara den första raden har värdet. "
        "Dela cellerna i Excel, fyll i värdet på varje rad och spara.",
    ),
    "one object for two rows of a table that does not begin at the edge": (
        workbook([[None, None, *line] for line in TABLE], merged="G2:G3"),
        {},
        ":2: cellerna G2:G3 är sammanslagna",
    ),
    "a full sheet is told apart in the store's tests": (b"PK\x03\x04", {}, ": filen är avklippt eller skadad"),
}


def figures(export: Export) -> list[tuple]:
    columns = ["voucher", "period", "account", "unit", "object", "amount_ore"]
    return list(export.rows[columns].itertuples(index=False, name=None))


@pytest.mark.parametrize("name", [*SAME, *SAME_BOOKS])
def test_the_clean_figures(name: str) -> None:
    content, changes, told = (SAME | SAME_BOOKS)[name]
    export = read(content, "uttag.csv" if name in SAME else "uttag.xlsx", **changes)
    assert figures(export) == CLEAN
    assert {found.code for found in export.findings} == USUAL | told


@pytest.mark.parametrize("name", [*REFUSED, *REFUSED_BOOKS])
def test_a_refusal(name: str) -> None:
    content, changes, start = (REFUSED | REFUSED_BOOKS)[name]
    file = "uttag.csv" if name in REFUSED else "uttag.xlsx"
    with pytest.raises(LedgerRefused) as caught:
        read(content, file, **changes)
    assert caught.value.lines[0].startswith(f"{file}{start}")
