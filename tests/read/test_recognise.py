"""What is recognised in an export without a region file, and the mapping proposed for it."""

import csv
from pathlib import Path

import pandas as pd
import pytest

from statsbidrag.base.errors import LedgerRefused
from statsbidrag.model.region import LedgerFormat
from statsbidrag.read.ledger.proposal import proposal
from statsbidrag.read.ledger.recognise import Recognised, known_header, recognise
from statsbidrag.read.ledger.signs import Income
from statsbidrag.read.params.strict_yaml import read_document

FILE = "uttag.csv"
EXPORT = """Huvudbok 2018 – FIKTIVA DATA

Ver. nr;Attestdatum;Datum;Period;Konto;Kontotext;Kst;Obj;Akt;Belopp;Saldo;Fiktiva Personen
V1;x;2018-06-15;201806;4010;Lön;0101;9916;1;1.234;5;
V1;x;20180615;201806;3011;Intäkt;0101;9916;01;-2.000,50;5;
V2;x;2018-12-31;201813;3012 Taxa;Intäkt;0102;916;01;-10,00;5;

V3;x;43266;201812;5010;Hyra;0102;9916;;(7,25);5;
V3;x;2018-12-31;201812;5010;Hyra;0102;9916;;noll;5;
Summa;;;;;;Summa;;;-760,75;5;
"""


def table(text: str, separator: str = ";") -> pd.DataFrame:
    rows = list(csv.reader(text.splitlines(), delimiter=separator))
    width = max(map(len, rows))
    filled = [[*row, *[""] * (width - len(row))] for row in rows]
    return pd.DataFrame(filled, index=pd.RangeIndex(1, len(rows) + 1), dtype="str")


def seen(text: str = EXPORT, separator: str = ";", *, from_workbook: bool = False) -> Recognised:
    cells = table(text, separator)
    header = known_header(cells, FILE)
    return recognise(header, list(cells.loc[header.row]), cells.loc[header.row + 1 :], from_workbook=from_workbook)


def mapped(text: str, folder: Path) -> LedgerFormat:
    """A proposal read as a region file is."""
    path = folder / "proposal.yaml"
    path.write_text(text, encoding="utf-8")
    return LedgerFormat.model_validate(read_document(folder, path).data["ledger"])


def test_everything_in_an_untidy_export() -> None:
    assert seen() == Recognised(
        row=3,
        rows=5,
        columns={
            "voucher": "Ver. nr", "date": "Datum", "period": "Period", "account": "Konto", "unit": "Kst",
            "object": "Obj", "activity": "Akt", "amount": "Belopp",
        },
        others={"amount": ["Saldo"]},
        unread=["Attestdatum", "Kontotext", "Fiktiva Personen"],
        date_forms={"ÅÅÅÅ-MM-DD eller ÅÅÅÅMMDD": 4, "Excels dagnummer": 1},
        code_widths={"account": 4, "unit": 4},
        odd_widths={},
        closing_periods=["13"],
        decimal=",",
        no_amount=1,
        income=Income(2, 0, 200050 + 1000, 0),
    )  # fmt: skip


def test_proposal_has_remarks_on_what_must_be_decided() -> None:
    assert proposal(seen()).splitlines() == [
        "ledger:",
        "  default_source: huvudbok",
        "  sign: cost_positive  # kostnad är plus och intäkt minus; i klass 3 har 2 rader minus och 0 inte",
        "  unit: kr  # syns inte i filen; jämför med en saldolista",
        "  columns:",
        "    voucher: Ver. nr",
        "    date: Datum",
        "    period: Period",
        "    account: Konto",
        "    unit: Kst",
        "    object: Obj",
        "    activity: Akt",
        "    amount: Belopp  # eller Saldo; välj en",
        "  code_widths: {account: 4, unit: 4}",
        '  closing_periods: ["13"]',
        '  decimal: ","',
    ]


def test_proposal_is_what_a_region_file_may_have(tmp_path: Path) -> None:
    ledger = mapped(proposal(seen(EXPORT.replace("Attestdatum", "Rad"))), tmp_path)
    assert (ledger.columns.object, ledger.columns.amount, ledger.columns.row) == ("Obj", "Belopp", "Rad")
    assert (ledger.code_widths, ledger.closing_periods) == ({"account": 4, "unit": 4}, ["13"])
    assert (ledger.sign, ledger.unit, ledger.decimal) == ("cost_positive", "kr", ",")


def test_what_is_not_there_is_a_remark_and_no_key() -> None:
    lines = proposal(seen("Konto;Objekt;Period\n4010;9916;201806\n")).splitlines()
    assert lines[2] == (
        "  # sign: skriv cost_positive (kostnad är plus och intäkt minus) eller cost_negative (kostnad är minus och "
        "intäkt plus); intäkter (klass 3) finns inte i filen, så det syns inte"
    )
    assert [line.strip() for line in lines if "skriv rubriken" in line] == [
        f"# {column}: skriv rubriken för {word}; ingen känd rubrik för det finns i filen"
        for column, word in [("voucher", "verifikationsnummer"), ("unit", "ansvar"),
                             ("amount", "belopp")]
    ]  # fmt: skip


def test_income_with_both_signs_gives_no_sign() -> None:
    text = "Konto;Objekt;Belopp\n3010;9916;-1,00\n3010;9916;1,00\n"
    assert "# sign: skriv cost_positive" in proposal(seen(text))
    assert "har både minus och plus, så det syns inte" in proposal(seen(text))


def test_a_date_column_of_months_is_proposed_as_period() -> None:
    found = seen("Konto;Objekt;Datum;Belopp\n4010;9916;201806;1,00\n4010;9916;2018-13;1,00\n")
    assert "    period: Datum" in proposal(found).splitlines()
    assert (found.columns["period"], "date" in found.columns, found.closing_periods) == ("Datum", False, ["13"])


def test_report_sign() -> None:
    assert seen("Konto;Objekt;Belopp\n3010;9916;5,00\n4010;9916;-3,00\n").income.sign == "cost_negative"


def test_debit_and_credit_columns_go_before_a_balance_beside_them() -> None:
    found = seen("Konto;Objekt;Debet;Kredit;Saldo\n3010;9916;;5,00;1\n4010;9916;3,00;;1\n4010;9916;;;1\n")
    assert "amount" not in found.columns
    assert found.unread == ["Saldo"]
    assert (found.income, found.no_amount) == (Income(1, 0, 500, 0), 1)
    assert (found.columns["debit"], found.columns["credit"]) == ("Debet", "Kredit")


def test_marks_of_debit_and_credit_give_the_sign() -> None:
    found = seen("Konto;Objekt;Belopp;D/K\n3010;9916;5,00;K\n4010;9916;3,00;D\n")
    assert (found.income, found.columns["debit_credit"]) == (Income(1, 0, 500, 0), "D/K")


@pytest.mark.parametrize(
    ("amounts", "decimal"),
    [
        (["1,50", "1.234"], ","),
        (["1.50", "1,234"], "."),
        (["1,50", "1.50"], None),
        (["1.234", "5"], None),
        (["1.234,50-", "5"], ","),
        (["(5,5)", "5"], ","),
    ],
)
def test_decimal_mark_is_told_only_when_one_is_seen(amounts: list[str], decimal: str | None) -> None:
    text = "Konto\tObjekt\tBelopp\n" + "".join(f"4010\t9916\t{amount}\n" for amount in amounts)
    assert seen(text, "\t").decimal == decimal
    assert seen(text, "\t", from_workbook=True).decimal is None


def test_nothing_is_recognised() -> None:
    with pytest.raises(LedgerRefused) as caught:
        seen("a;b;c\n1;2;3\nKonto;Belopp;x\n")
    (line,) = caught.value.lines
    assert line.startswith(
        f"{FILE}: ingen rubrikrad känns igen bland de första 100 raderna. Rubriker som känns igen är"
    )
