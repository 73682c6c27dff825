"""Whatever the spelling of a sheet, its cells are what XML says; ElementTree, which reads all of XML, is the judge."""

import io
import random
import re
import zipfile
from xml.etree import ElementTree

import pytest
from odd_workbook import MAIN, SHEET, STRICT, packed, parts

from statsbidrag.base.errors import LedgerRefused
from statsbidrag.read.ledger.columns import Header
from statsbidrag.read.ledger.excel import open_excel

FILE = "uttag.xlsx"
SEED = 20180630
SHEETS = 100
COLUMNS = "ABCDE"
TEXTS = ["9916", "0001", "å & ä", "första", "x < 1", "Påhittad text"]
LOOK = "Öppna filen i Excel, se efter att cellen är rätt och spara den på nytt."


def cells_read(content: bytes) -> list[list[str]]:
    """Every cell of the sheet as the ledger's reader gives it, row by row from row 1."""
    source = open_excel(content, FILE, lambda _: Header(0, {}, {}))
    columns: list[list[str]] = []
    for batch in source.batches([]):
        columns = [column.to_pylist() for column in batch.cells]
    return [list(row) for row in zip(*columns, strict=True)]


def cells_said(content: bytes) -> dict[tuple[int, int], str]:
    """The same cells by ElementTree, those with something in them, by row and column (1 = first)."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        texts = [_run(si) for si in ElementTree.fromstring(archive.read("xl/sharedStrings.xml")).iterfind("{*}si")]
        sheet = ElementTree.fromstring(archive.read(SHEET))
    said, row = {}, 0
    for line in sheet.iterfind(".//{*}sheetData/{*}row"):
        row, column = int(line.get("r", row + 1)), 0
        for cell in line.iterfind("{*}c"):
            place = re.fullmatch("([A-Z])[0-9]+", cell.get("r", ""))
            column = ord(place[1]) - ord("A") + 1 if place else column + 1
            value, inline, kind = cell.find("{*}v"), cell.find("{*}is"), cell.get("t", "n")
            text = _run(inline) if inline is not None else (value.text or "") if value is not None else ""
            text = texts[int(text)] if kind == "s" and text.strip() else text
            text = re.sub("_x([0-9A-F]{4})_", lambda sign: chr(int(sign[1], 16)), text)
            if text.strip():
                said[row, column] = text.strip() if kind != "n" else repr(float(text))
    return said


def _run(text: ElementTree.Element) -> str:
    return "".join(t.text or "" for path in ("{*}t", "{*}r/{*}t") for t in text.iterfind(path))


def agree(content: bytes) -> bool:
    """Whether both say the same of every cell."""
    said = cells_said(content)
    found = {
        (row, column): text
        for row, line in enumerate(cells_read(content), start=1)
        for column, text in enumerate(line, start=1)
        if text
    }
    numbers = {
        place: repr(float(text)) if said.get(place, "").endswith(".0") or _is_float(said.get(place)) else text
        for place, text in found.items()
    }
    return numbers == said


def _is_float(text: str | None) -> bool:
    return text is not None and re.fullmatch(r"-?[0-9]+\.[0-9]+", text) is not None


class Spelling:
    """Writes a sheet with every liberty that XML gives."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.prefix = chance.choice(["", "", "x:", "main:"])
        self.placed = chance.random() < 0.8
        # How often something is said otherwise than usual; in one sheet of three never.
        self.liberty = chance.choice([0.0, 0.1, 0.4])

    def at_liberty(self) -> bool:
        return self.chance.random() < self.liberty

    def text(self, text: str) -> str:
        """A text in pieces, each raw, as CDATA or as references, perhaps with comments and instructions between."""
        if not self.at_liberty():
            return text.replace("&", "&amp;").replace("<", "&lt;")
        said = ""
        for sign in text:
            said += self.chance.choice(
                [
                    sign.replace("&", "&amp;").replace("<", "&lt;"),
                    f"<![CDATA[{sign}]]>",
                    f"&#{ord(sign)};",
                    f"&#x{ord(sign):x};",
                    f"<!-- <{self.prefix}v>7</{self.prefix}v> -->{sign}".replace("<", "&lt;", 0)
                    if sign not in "&<"
                    else "&amp;"
                    if sign == "&"
                    else "&lt;",
                    f"<?program 7?>{sign}" if sign not in "&<" else f"<![CDATA[{sign}]]>",
                ]
            )
        return said

    def blank(self) -> str:
        return self.chance.choice([" ", "\n", "\t "]) if self.at_liberty() else ""

    def element(self, name: str, content: str, **attributes: str) -> str:
        pairs = list(attributes.items())
        if self.at_liberty():
            self.chance.shuffle(pairs)
        quote = "'" if self.at_liberty() else '"'
        told = "".join(f" {self.blank()}{key}={quote}{value}{quote}" for key, value in pairs)
        p = self.prefix
        if not content and self.chance.random() < 0.5:
            return f"<{p}{name}{told}{self.blank()}/>"
        return f"<{p}{name}{told}{self.blank()}>{content}</{p}{name}{self.blank()}>"

    def cell(self, place: str) -> str:
        """A cell of any type, or none."""
        at = {"r": place} if self.placed else {}
        text, number = self.chance.choice(TEXTS), self.chance.randint(-(10**9), 10**9)
        formula = self.element("f", "A1+1") if self.chance.random() < 0.2 else ""

        def value(said: str, kind: str) -> str:
            padded = f"{self.blank()}{self.text(said)}{self.blank()}" if kind in ("n", "s") else self.text(said)
            typed = {} if kind == "n" and self.chance.random() < 0.5 else {"t": kind}
            return self.element("c", formula + self.element("v", padded), **at, **typed)

        runs = [text] if not self.at_liberty() else [text[:1], text[1:]]
        inline = "".join(self.element("t", self.text(run)) for run in runs)
        if self.at_liberty():
            inline = self.element("r", self.element("rPr", "") + self.element("t", self.text(text)))
            inline += self.element("rPh", self.element("t", "fonetik"), sb="0", eb="1")
        written = [
            value(f"{number / 100:.2f}", "n"),
            value(self.chance.choice(["1.5E3", "12", "-7.", "-0.05"]), "n"),
            value(str(self.chance.randrange(len(TEXTS))), "s"),
            value(text, "str"),
            value("_x0039_916", "str") if self.at_liberty() else value("9916", "str"),
            value("2018-06-15T00:00:00", "d"),
            self.element("c", self.element("is", inline), **at, t="inlineStr"),
            self.element("c", "", **at),
        ]
        if self.at_liberty():
            written.append(self.element("c", self.element("v", "7") + '<y:v xmlns:y="urn:y">8</y:v>', **at))
        return self.chance.choice(written)

    def sheet(self) -> str | bytes:
        """A sheet of a few rows; its first and last columns are filled in."""
        rows = []
        for number in range(1, self.chance.randint(2, 6)):
            cells = [self.cell(f"{column}{number}") for column in COLUMNS[1:-1]]
            ends = [
                self.element("c", self.element("v", "1"), **({"r": f"{at}{number}"} if self.placed else {}))
                for at in (COLUMNS[0], COLUMNS[-1])
            ]
            content = self.blank().join([ends[0], *cells, ends[1]])
            rows.append(self.element("row", content, **({"r": str(number)} if self.chance.random() < 0.7 else {})))
        p = self.prefix
        head = self.chance.choice(
            ["", "", f'<{p}dimension ref="A0:E9"/>', f'<{p}dimension ref="B2"/>', f"<{p}dimension/>"]
        )
        encoding = self.chance.choice(["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"]) if self.at_liberty() else "utf-8"
        namespace = self.chance.choice([MAIN, STRICT[MAIN]])
        xmlns = f"xmlns:{p[:-1]}" if p else "xmlns"
        document = (
            f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>\n'
            f'<{p}worksheet {xmlns}="{namespace}">{head}<{p}sheetData>{"".join(rows)}</{p}sheetData></{p}worksheet>'
        )
        return document.encode(encoding)


def test_every_spelling_says_what_xml_says() -> None:
    chance = random.Random(SEED)
    texts = "".join(f"<si><t>{text.replace('&', '&amp;').replace('<', '&lt;')}</t></si>" for text in TEXTS)
    for number in range(SHEETS):
        content = packed(parts(texts=texts) | {SHEET: Spelling(chance).sheet()})
        assert agree(content), number


def refusal(content: bytes) -> list[str]:
    with pytest.raises(LedgerRefused) as caught:
        cells_read(content)
    return caught.value.lines


def of_cell(cell: str, **more: str) -> bytes:
    """A sheet with a text in A1, this XML after it and a number in C1."""
    row = f'<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c>{cell}<c r="C1"><v>1</v></c></row>'
    return packed(parts(row, "<si><t>9916</t></si><si><t>0001</t></si>", **more))


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ('<c r="B1"><v>1234&#46;50</v></c>', "1234.5"),
        ('<c r="B1"><v>12<!-- tusen -->34</v></c>', "1234"),
        ('<c r="B1"><v>12<?program 5?>34.5</v></c>', "1234.5"),
        ('<c r="B1"><v><![CDATA[-1234.50]]></v></c>', "-1234.5"),
        ('<c r="B1" t="n"><v>\n +.5 </v></c>', "0.5"),
        ('<c r="B1"><f>1+1</f><v xml:space="preserve">2</v></c>', "2"),
        ('<c r="B1"><v>5</v><f>1+1</f></c>', "5"),
        ('<c r="B1" t="s"><v> 1 </v></c>', "0001"),
        ('<c r="B1" t="s"><v>&#49;</v></c>', "0001"),
        ('<c r="B1" t="s"><v/></c>', ""),
        ('<c r="&#66;1" t="&#115;"><v>1</v></c>', "0001"),
        ("<c t='s' r='B1'><v>1</v></c>", "0001"),
        ('<c t="s"><v>1</v></c>', "0001"),
        ('<c r="b1" t="str"><v><![CDATA[0916]]></v></c>', "0916"),
        ('<c r="B1" t="str"><v>_x0039_916</v></c>', "9916"),
        ('<c r="B1" t="inlineStr"><is><r><t>99</t></r><r><rPr><b/></rPr><t>16</t></r></is></c>', "9916"),
        ('<c r="B1" t="inlineStr"><is><t>99</t><rPh sb="0" eb="1"><t>16</t></rPh></is></c>', "99"),
        ('<c r="B1" t="b"><v>true</v></c>', "true"),
        ('<c r="B1" t="d"><v>2018-06-15</v></c>', "2018-06-15"),
        ('<c r="B1" s="1"><v>43266</v></c>', "2018-06-15 00:00:00"),
        ('<c r="B1" s="&#49;"><v>43266</v></c>', "2018-06-15 00:00:00"),
        ('<c r="B1" s="99"><v>43266</v></c>', "43266"),
        ('<c r="B1"><y:v xmlns:y="urn:y">9</y:v><v>5</v></c>', "5"),
        ('<c r="B1"><v>5</v><extLst><ext><v>9</v></ext></extLst></c>', "5"),
        ('<!-- <c r="B1"><v>9</v></c> -->', ""),
        ('<![CDATA[<c r="B1"><v>9</v></c>]]>', ""),
    ],
)
def test_one_cell_in_a_way_of_its_own(cell: str, said: str) -> None:
    assert cells_read(of_cell(cell)) == [["a", said, "1"]]


@pytest.mark.parametrize(
    ("cell", "wrong"),
    [
        ('<c r="B1" t="s"><v>2</v></c>', "cellen B1 hänvisar till en text som inte finns"),
        ('<c r="B1" t="s"><v>ett</v></c>', "cellen B1 hänvisar till en text som inte finns"),
        ('<c r="B1" t="s"><v>1.0</v></c>', "cellen B1 hänvisar till en text som inte finns"),
        ('<c r="B1" t="s"><v>-2</v></c>', "cellen B1 hänvisar till en text som inte finns"),
        ('<c r="B1" t="s"><v>18446744073709551617</v></c>', "cellen B1 hänvisar till en text som inte finns"),
        ('<c r="B1"><v>1</v><v>2</v></c>', "cellen B1 har två värden"),
        ('<c r="B1" t="inlineStr"><v>2</v><is><t>9916</t></is></c>', "cellen B1 har två värden"),
        ('<c r="B1" t="inlineStr"><v>9916</v></c>', "cellen B1 har en text som inte står där den ska"),
        ('<c r="A1"><v>2</v></c>', "cellen A1 står två gånger i filen"),
        ('<c r="B1"><v>tolv</v></c>', "cellen B1 ska vara ett tal men är det inte"),
        ('<c r="B1"><v>inf</v></c>', "cellen B1 ska vara ett tal men är det inte"),
        ('<c r="B1"><v>12,5</v></c>', "cellen B1 ska vara ett tal men är det inte"),
        ('<c r="B1" t="b"><v>2</v></c>', "cellen B1 ska vara sant eller falskt men är inget av dem"),
        ('<c r="B1" t="d"><v>i juni</v></c>', "cellen B1 ska vara ett datum men är det inte"),
        ('<c r="B1" t="x"><v>2</v></c>', "cellen B1 är av en typ som inte finns"),
        ('<c r="$B$1"><v>2</v></c>', "en cell på rad 1 har en plats som inte finns"),
        ('<c r="B0"><v>2</v></c>', "en cell på rad 1 har en plats som inte finns"),
        ('<c r="B&#50;"><v>2</v></c>', "cellen B2 står bland cellerna på rad 1"),
        ('</row><row r="1"><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row><row>', "rad 1 står två gånger i filen"),
        ('</row><row r="ett"><c><v>2</v></c></row><row>', "raden efter rad 1 har ett nummer som inte är något tal"),
    ],
)
def test_what_has_no_one_reading_is_refused(cell: str, wrong: str) -> None:
    row = 2 if "raden efter" in wrong else 1
    assert refusal(of_cell(cell))[0] == f"{FILE}:{row}: {wrong}, så att filen inte har en enda läsning. {LOOK}"


@pytest.mark.parametrize(
    ("cell", "wrong"),
    [
        ('<c r="B1" t="e"><v>#SPILL!</v></c>', "ett Excelfel (till exempel #REF!)"),
        ('<c r="B1" t="e"><v><![CDATA[#REF!]]></v></c>', "ett Excelfel (till exempel #REF!)"),
        ("<c r='B1'><f><![CDATA[1+1]]></f><v/></c>", "en formel utan sparat värde"),
    ],
)
def test_errors_and_formulas_without_value_are_told_however_they_are_spelt(cell: str, wrong: str) -> None:
    remedy = "Öppna filen i Excel, räkna om den, klistra in cellerna som värden och spara."
    assert refusal(of_cell(cell)) == [f"{FILE}:1: cellen B1 har {wrong}. {remedy}"]


def test_what_is_wrong_is_told_without_what_is_in_the_cells() -> None:
    cells = "".join(f'<row r="{row}"><c r="A{row}"><v>Fiktiv Person 640823-3234</v></c></row>' for row in range(1, 16))
    lines = refusal(packed(parts(cells)))
    assert (len(lines), lines[-1]) == (11, f"{FILE}: och 5 till.")
    assert "Fiktiv" not in "".join(lines)


@pytest.mark.parametrize("dimension", ["A0:C1", "A0", "", "A1:", "B7:XFD9", "A1:A1", "1:1", "A:C", "ABC", "A1 C3"])
def test_a_dimension_says_nothing_of_the_cells(dimension: str) -> None:
    content = of_cell('<c r="B1"><v>2</v></c>', head=f'<dimension ref="{dimension}"/>')
    assert cells_read(content) == [["a", "2", "1"]]


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ("<si/><si><t>9916</t></si>", "9916"),
        ("<si><t>a</t></si><si><t>99<!-- --><![CDATA[16]]></t></si>", "9916"),
        ("<si><t>a</t></si><si><t>9916</t><extLst><ext><t>7</t></ext></extLst></si>", "9916"),
        ("<si><t>a</t></si><si><r><t>99</t></r><rPh sb='0' eb='1'><t>7</t></rPh><r><t>16</t></r></si>", "9916"),
        ("<!-- <si><t>b</t></si> --><si><t>a</t></si><si><t>_x0039_&#57;16</t></si>", "9916"),
    ],
)
def test_shared_texts_however_they_are_spelt(texts: str, said: str) -> None:
    assert cells_read(packed(parts('<row r="1"><c r="A1" t="s"><v>1</v></c></row>', texts))) == [[said]]


def test_cells_far_outside_the_table_are_told_and_not_made_room_for() -> None:
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="200000"><c r="ZZ200000"><v>1</v></c></row>'
    assert refusal(packed(parts(far))) == [
        f"{FILE}: ett blad har celler ända bort till kolumn ZZ och rad 200\u00a0000, längre än ett uttag. Ta bort det "
        "som står utanför tabellen i Excel och spara."
    ]


def test_a_number_that_is_no_day_is_kept_in_a_cell_for_days() -> None:
    assert cells_read(of_cell('<c r="B1" s="1"><v>99999999</v></c>')) == [["a", "99999999", "1"]]


def test_rows_and_cells_out_of_order_stand_where_they_say() -> None:
    rows = [f'<row r="{row}"><c r="B{row}"><v>{row}</v></c><c r="A{row}"><v>0</v></c></row>' for row in (1, 3, 2)]
    assert cells_read(packed(parts("".join(rows)))) == [["0", "1"], ["0", "2"], ["0", "3"]]


def test_a_second_table_of_rows_is_read_too() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row></sheetData><sheetData><row r="2"><c r="A2"><v>2</v></c></row>'
    assert cells_read(packed(parts(rows))) == [["1"], ["2"]]
