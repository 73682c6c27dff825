"""The parts of an .xlsx are found by what the package says, whatever their names; what is there twice is refused."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from odd_workbook import MAIN, OFFICE, SHEET, STRICT, packed, parts, relations

from statsbidrag.base.errors import LedgerRefused
from statsbidrag.read.ledger.columns import Header
from statsbidrag.read.ledger.excel import open_excel

FILE = "uttag.xlsx"
SAVE_ANEW = "Öppna filen i Excel och spara den på nytt."
AGAIN = "Hämta uttaget på nytt ur ekonomisystemet."
ROW = '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" s="1"><v>43266</v></c></row>'
TEXTS = "<si><t>a</t></si><si><t>9916</t></si>"
CELLS = [["9916", "2018-06-15 00:00:00"]]
Parts = dict[str, str | bytes]


def cells(content: bytes) -> list[list[str]]:
    source = open_excel(content, FILE, lambda _: Header(0, {}, {}))
    (batch,) = source.batches([])
    return [list(row) for row in zip(*(column.to_pylist() for column in batch.cells), strict=True)]


def refusal(content: bytes) -> str:
    with pytest.raises(LedgerRefused) as caught:
        cells(content)
    (line,) = caught.value.lines
    return line


def renamed(change: Callable[[str], str]) -> Parts:
    return {change(name): part for name, part in parts(ROW, TEXTS).items()}


def with_parts(**changes: str | bytes | None) -> Parts:
    """The usual parts with some changed by the end of their names, or left out."""
    held = parts(ROW, TEXTS)
    for end, part in changes.items():
        name = next(name for name in held if name.replace(".", "_").endswith(end))
        if part is None:
            del held[name]
        else:
            held[name] = part
    return held


def test_the_usual_package() -> None:
    assert cells(packed(parts(ROW, TEXTS))) == CELLS


def test_backslashes_and_case_in_the_names_of_parts() -> None:
    assert cells(packed(renamed(lambda name: name.replace("/", "\\")))) == CELLS
    assert cells(packed(renamed(lambda name: name.replace("sheet1", "Sheet1")))) == CELLS
    assert cells(packed(renamed(lambda name: name.upper()))) == CELLS
    assert cells(packed(renamed(lambda name: f"/{name}"))) == CELLS


@pytest.mark.parametrize("main", ["xl/workbook22.xml", "book.xml", "data/bok/arbetsbok.xml", "xl/böcker/bok 1.xml"])
def test_the_workbook_may_have_any_name(main: str) -> None:
    folder, _, name = main.rpartition("/")
    held = parts(ROW, TEXTS)
    held["_rels/.rels"] = relations(officeDocument=f"/{main}")
    held[main] = held.pop("xl/workbook.xml")
    del held["xl/_rels/workbook.xml.rels"]
    held[f"{folder}/_rels/{name}.rels".lstrip("/")] = relations(
        worksheet="/xl/worksheets/sheet1.xml", sharedStrings="/xl/sharedStrings.xml", styles="/xl/styles.xml"
    )
    assert cells(packed(held)) == CELLS


@pytest.mark.parametrize(
    "target",
    [
        "./worksheets/sheet1.xml",
        "/xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet1.xml",
        "../xl/worksheets/sheet1.xml",
        "worksheets\\sheet1.xml",
        "worksheets/%73heet1.xml",
        "worksheets//sheet1.xml",
        "worksheets/&#115;heet1.xml",
        "Worksheets/SHEET1.XML",
    ],
)
def test_a_target_however_it_is_written(target: str) -> None:
    related = relations(worksheet=target, sharedStrings="./sharedStrings.xml", styles="../xl/styles.xml")
    assert cells(packed(with_parts(workbook_xml_rels=related))) == CELLS


def test_a_sheet_and_texts_under_names_of_their_own() -> None:
    held = parts(ROW, TEXTS)
    held["xl/blad/uttag åäö.xml"] = held.pop(SHEET)
    held["xl/texter.xml"] = held["xl/sharedStrings.xml"]
    held["xl/sharedStrings.xml"] = held["xl/texter.xml"].replace("9916", "9999")
    held["xl/_rels/workbook.xml.rels"] = relations(
        worksheet="blad/uttag%20%C3%A5%C3%A4%C3%B6.xml", sharedStrings="texter.xml", styles="styles.xml"
    )
    assert cells(packed(held)) == CELLS


def test_the_strict_form() -> None:
    held: Parts = {}
    for name, part in parts(ROW, TEXTS).items():
        for usual, strict in STRICT.items():
            part = part.replace(usual, strict)
        held[name] = part
    assert cells(packed(held)) == CELLS
    assert cells(packed({name.replace("/", "\\"): part for name, part in held.items()})) == CELLS


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
def test_every_part_in_another_encoding(encoding: str) -> None:
    told = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>'
    held = {name: (told + str(part)).encode(encoding) for name, part in parts(ROW, TEXTS).items()}
    assert cells(packed(held)) == CELLS


def test_days_are_counted_from_1904_however_it_is_told() -> None:
    workbook = str(parts()["xl/workbook.xml"])
    for told in ('date1904="1"', "date1904='true'", 'date1904="&#49;"'):
        about = workbook.replace("<sheets>", f"<!-- --><workbookPr {told}/><sheets>")
        content = packed(with_parts(workbook_xml=about))
        assert cells(content)[0][1] == "2022-06-16 00:00:00"
        assert open_excel(content, FILE, lambda _: Header(0, {}, {})).base == 1904


def test_another_prefix_for_what_the_sheets_refer_to() -> None:
    workbook = str(parts()["xl/workbook.xml"]).replace("xmlns:r=", "xmlns:rel=").replace(" r:id", " rel:id")
    assert cells(packed(with_parts(workbook_xml=workbook))) == CELLS
    prefixed = re.sub("<(/?)([a-z])", r"<\1m:\2", workbook).replace("xmlns=", "xmlns:m=")
    assert cells(packed(with_parts(workbook_xml=prefixed))) == CELLS


def test_a_diagram_before_the_sheet_is_passed_over() -> None:
    held = renamed(lambda name: name.replace("/", "\\"))
    held["xl\\workbook.xml"] = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="D" sheetId="1" r:id="r-chartsheet"/>'
        '<sheet name="Uttag" sheetId="2" r:id="r-worksheet"/></sheets></workbook>'
    )
    held["xl\\_rels\\workbook.xml.rels"] = relations(
        chartsheet="chartsheets/sheet1.xml", worksheet="worksheets/sheet1.xml", sharedStrings="sharedStrings.xml",
        styles="styles.xml",
    )  # fmt: skip
    held["xl\\chartsheets\\sheet1.xml"] = f'<chartsheet xmlns="{MAIN}"/>'
    source = open_excel(packed(held), FILE, _header_of_two_columns)
    assert source.sheet == 2
    assert [column.to_pylist() for column in next(iter(source.batches([]))).cells] == [["9916"], [CELLS[0][1]]]


def _header_of_two_columns(cells: object) -> Header:
    if len(getattr(cells, "columns", [])) != 2:
        raise LedgerRefused(f"{FILE}: rubriker saknas.")
    return Header(0, {}, {})


@pytest.mark.parametrize("name", [SHEET, "xl\\worksheets\\sheet1.xml", "XL/Worksheets/sheet1.xml", "xl/./styles.xml"])
def test_a_part_that_is_there_twice_is_refused(name: str) -> None:
    content = io.BytesIO(packed(parts(ROW, TEXTS)))
    with zipfile.ZipFile(content, "a") as archive, pytest.warns(UserWarning) if name == SHEET else _nothing():
        archive.writestr(name, "<x/>")
    assert refusal(content.getvalue()) == (
        f"{FILE}: filen har två delar med samma namn i sig, så det går inte att veta vilken som gäller. {SAVE_ANEW} "
        f"Går det inte, hämta uttaget på nytt ur ekonomisystemet."
    )


class _nothing:
    def __enter__(self) -> None: ...
    def __exit__(self, *_: object) -> None: ...


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"sheet1_xml": None}, f"blad 1 finns inte i filen, fast arbetsboken nämner det. {SAVE_ANEW}"),
        ({"workbook_xml_rels": None}, f"blad 1 finns inte i filen, fast arbetsboken nämner det. {SAVE_ANEW}"),
        (
            {"workbook_xml_rels": relations(worksheet="https://exempel.se/sheet1.xml")},
            f"blad 1 finns inte i filen, fast arbetsboken nämner det. {SAVE_ANEW}",
        ),
        (
            {"workbook_xml": None},
            f"filen är ett annat dokument än en Excelfil, eller saknar sin arbetsbok. {SAVE_ANEW} "
            "Går det inte, hämta uttaget på nytt ur ekonomisystemet.",
        ),
        (
            {
                "_rels/_rels": relations(officeDocument="xl/workbook.xml").replace(
                    "</", f'<Relationship Id="b" Type="{OFFICE}/officeDocument" Target="xl/styles.xml"/></'
                )
            },
            f"filen har 2 arbetsböcker i sig. {SAVE_ANEW}",
        ),
    ],
)
def test_what_a_package_lacks_is_told(changes: dict[str, str | None], told: str) -> None:
    assert refusal(packed(with_parts(**changes))) == f"{FILE}: {told}"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("name", ["xl/workbook.xml", SHEET, "xl/sharedStrings.xml", "xl/styles.xml"])
def test_a_declaration_is_refused_in_any_encoding_and_spelling(name: str, encoding: str) -> None:
    held = parts(ROW, TEXTS)
    declared = f'<?xml version="1.0" encoding="{encoding}"?><!-- --><!DOCTYPE x [<!ENTITY a "aaaa">]>{held[name]}'
    held[name] = declared.encode(encoding)
    assert refusal(packed(held)) == (
        f"{FILE}: filen har XML-deklarationer som inte hör hemma i ett uttag och läses inte. {AGAIN}"
    )


def test_what_is_no_xml_is_told_with_its_sheet() -> None:
    again = f"{SAVE_ANEW[:-1]}; går den inte att öppna, hämta uttaget på nytt ur ekonomisystemet."
    cut = str(parts(ROW, TEXTS)[SHEET])[:-30]
    assert refusal(packed(with_parts(sheet1_xml=cut))) == f"{FILE}: första synliga bladet går inte att läsa. {again}"
    texts = f"{FILE}: arbetsbokens texter eller format går inte att läsa. {again}"
    assert refusal(packed(with_parts(sharedStrings_xml=b"<sst><!-- --><si>"))) == texts


def test_an_odd_sheet_beside_the_one_that_is_read_refuses_nothing() -> None:
    held = parts(ROW, TEXTS)
    held["xl/workbook.xml"] = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="A" sheetId="1" r:id="r-worksheet"/>'
        '<sheet name="B" sheetId="2" r:id="other"/></sheets></workbook>'
    )
    related = str(held["xl/_rels/workbook.xml.rels"])
    other = f'<Relationship Id="other" Type="{OFFICE}/worksheet" Target="worksheets/sheet2.xml"/></Relationships>'
    held["xl/_rels/workbook.xml.rels"] = related.replace("</Relationships>", other)
    held["xl/worksheets/sheet2.xml"] = str(parts('<row r="1"><c r="A1" t="s"><v>ett</v></c></row>')[SHEET])
    source = open_excel(packed(held), FILE, _header_of_two_columns)
    assert (source.sheet, [found.code for found in source.findings]) == (1, ["blad-inte-last"])


def test_merged_cells_are_told_in_a_file_that_is_written_anew() -> None:
    merged = "<!-- --><mergeCells><mergeCell ref='A1:B1'/><!-- <mergeCell ref='A5:A6'/> --></mergeCells>"
    source = open_excel(packed(parts(ROW, TEXTS, tail=merged)), FILE, lambda _: Header(0, {}, {}))
    assert [found.code for found in source.findings] == ["celler-sammanslagna-i-sidled"]
