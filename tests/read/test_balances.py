"""Tables of balances are refused with what to export instead, and plans are never read as cost."""

import io

import openpyxl
import pandas as pd
import pytest
from raw_region import HEADINGS, delimited, entry, ledger_format, workbook

from statsbidrag.base.errors import LedgerRefused
from statsbidrag.read.ledger.balances import INSTEAD, balances_told
from statsbidrag.read.ledger.export import read_export
from statsbidrag.read.ledger.recognise import known_header

TABLES = {
    "Konto;Ansvar;Objekt;Utfall 201801;Utfall 201802;Utfall 201803;Ack utfall;Budget helår;Prognos": (
        "utfall per månad, ackumulerat, budget, prognos"
    ),
    "Konto;Benämning;IB;Period;UB": "ingående saldo, utgående saldo",
    "Ansvar;Objekt;Period;Konto;Utfall;Ackumulerat;Budget;Avvikelse": "utfall, ackumulerat, budget, avvikelse",
    "Objekt;Kontogrupp;Jan;Feb;Mar;Apr;Totalt": "utfall per månad",
    "Kostnadsställe;Konto;2018-01;2018-02;2018-03": "utfall per månad",
    "Konto;Objekt;Ing. saldo (tkr);Utg. saldo (tkr)": "ingående saldo, utgående saldo",
    "Projekt;Redovisat;Helårsprognos": "utfall, prognos",
}


def sheet(lines: list[str]) -> bytes:
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line.split(";"))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("file", ["saldon.csv", "saldon.xlsx"])
@pytest.mark.parametrize("heading", TABLES)
def test_a_table_of_balances_says_what_to_export(heading: str, file: str) -> None:
    lines = ["Uppföljning juni", heading, ";".join(["5611"] * (heading.count(";") + 1))]
    content = "\n".join(lines).encode() if file.endswith(".csv") else sheet(lines)
    with pytest.raises(LedgerRefused) as caught:
        read_export(content, "0" * 16, file, ledger_format(), None)
    (line,) = caught.value.lines
    assert line.startswith(
        f"{file}:2: tabellen är en uppföljning med saldon, inte en huvudbok: samma rad har {TABLES[heading]} ("
    )
    assert line.endswith(INSTEAD)


@pytest.mark.parametrize("heading", TABLES)
def test_the_same_is_said_where_no_region_describes_the_file(heading: str) -> None:
    with pytest.raises(LedgerRefused) as caught:
        known_header(pd.DataFrame([heading.split(";")], index=[1], dtype="str"), "saldon.csv")
    assert caught.value.lines[0].startswith("saldon.csv:1: tabellen är en uppföljning med saldon")


@pytest.mark.parametrize(
    "heading",
    [
        ";".join(HEADINGS.values()),
        "Ver;Datum;Konto;Kst;Obj;Belopp;Saldo;IB;UB",
        "Konto;Objekt;Period;Utfall",
        "Konto;Ansvar;Objekt;Bokföringsdatum;Belopp;Saldo",
        "4010;3101;9916;201806;2018-06-01",
        "Budget och prognos;Juni;Juli;Augusti",
    ],
)
def test_what_is_no_table_of_balances(heading: str) -> None:
    assert balances_told(heading.split(";")) is None


@pytest.mark.parametrize("heading", ["Budget", "Prognos helår", "Helårsbudget", "Avvikelse", "Ack budget"])
def test_an_amount_that_is_a_plan_is_never_cost(heading: str) -> None:
    columns = {**HEADINGS, "amount": heading}
    content = delimited([entry()]).replace(b"Belopp", heading.encode())
    with pytest.raises(LedgerRefused) as caught:
        read_export(content, "0" * 16, "uttag.csv", ledger_format(columns=columns), None)
    assert caught.value.lines == [
        f"uttag.csv:3: kolumnen {heading} är läst som amount men är ingen bokförd kostnad. Skriv rubriken för det "
        "bokförda beloppet som amount under ledger.columns i regionens fil i params/regions/."
    ]


@pytest.mark.parametrize(
    ("heading", "words"),
    [("Värdetyp", ["Utfall", "Utfall", "Budget 2018"]), ("Kolumn", ["utfall", "UTFALL", "Prognos"])],
)
@pytest.mark.parametrize("file", ["uttag.csv", "uttag.xlsx"])
def test_a_row_that_is_a_plan_is_never_cost(heading: str, words: list[str], file: str) -> None:
    rows = [[*entry(), word] for word in words]
    headings = [*HEADINGS.values(), heading]
    content = workbook(rows, headings)
    if file.endswith(".csv"):
        content = delimited(rows).replace(b";Text\n", f";Text;{heading}\n".encode())
    with pytest.raises(LedgerRefused) as caught:
        read_export(content, "0" * 16, file, ledger_format(), None)
    assert caught.value.lines == [
        f"{file}:6: kolumnen {heading} säger att raden är budget eller prognos, som aldrig är kostnad. Ta ut filen med "
        "enbart utfall (bokförda verifikationsrader)."
    ]


@pytest.mark.parametrize("words", [["Utfall", "Utfall"], ["Budgetmöte", "Prognosarbete"], ["", ""]])
def test_rows_of_outcome_and_free_texts_are_read(words: list[str]) -> None:
    content = workbook([[*entry(), word] for word in words], [*HEADINGS.values(), "Kolumn"])
    assert len(read_export(content, "0" * 16, "uttag.xlsx", ledger_format(), None).rows) == 2
