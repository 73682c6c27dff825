"""Lists of orders not yet invoiced: what is read, what is refused, and which list counts at a period."""

import datetime as dt
import io
from pathlib import Path

import openpyxl
import pytest
from raw_region import about, put, region

from statsbidrag.base.errors import LedgerRefused, ParameterError, StatsbidragError
from statsbidrag.base.period import Period
from statsbidrag.cli.import_text import as_lines
from statsbidrag.read.orders.order_lists import Orders, check_list, orders_at
from statsbidrag.read.store.examination import examine

FOLDER = "data/raw/exempel/commitments"
JUNE = Period(2018, 6)
HEADINGS = "Insats;Objekt;Aktivitet;Belopp;Väntad månad;Referens;Leverantör"
RIGHT = "utbildning;;;1 500,50;2018-09;B-1001;Plantbolaget"
CORRECT = "Rätta summan i sidofilen om den är fel, annars hämta filen på nytt."
SIDECAR = about("2018-07-05", source="bestallt")


def listed(tmp_path: Path, *rows: str, sidecar: str | None = SIDECAR, name: str = "bestallt.csv") -> Path:
    return put(tmp_path, name, "\n".join([HEADINGS, *rows]) + "\n", sidecar, FOLDER)


def at(tmp_path: Path, period: Period = JUNE, as_known: dt.date | None = None) -> Orders:
    found = orders_at(tmp_path, region(), period, as_known)
    assert found is not None
    return found


def told(orders: Orders) -> list[tuple[str, int | None]]:
    return [(found.code, found.row) for found in orders.findings]


def test_a_row_has_effort_or_codes_and_a_supplier_is_never_read(tmp_path: Path) -> None:
    listed(tmp_path, RIGHT, "", ";9916;02;200 000;201810;B-1002;Plant", "Summa;;;201 500,50;;;")
    found = at(tmp_path)
    assert [(one.row, one.ore, one.month, one.effort, one.codes) for one in found.orders] == [
        (2, 150050, "2018-09", "utbildning", {}),
        (4, 20000000, "2018-10", "", {"object": "9916", "activity": "02"}),
    ]
    assert "Plant" not in str(found)
    assert told(found) == [("ej-avstamd", None)]


def test_a_workbook_says_the_same_with_numbers_and_days(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["Beställningar"],
        ["Obj", "Akt", "Belopp kr", "Väntas", "Ordernummer"],
        ["9916", "02", 1500.5, dt.date(2018, 9, 30), 45001],
    ):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    put(tmp_path, "bestallt.xlsx", stream.getvalue(), SIDECAR + "totals: {rows: 1, debit: 1500.50}\n", FOLDER)
    found = at(tmp_path)
    assert [(one.row, one.ore, one.month, one.reference) for one in found.orders] == [(3, 150050, "2018-09", "45001")]
    assert found.orders[0].codes == {"object": "9916", "activity": "02"}
    assert told(found) == []


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            "utbildning;;;cirka 100;2018-09;B-1;",
            "beloppet är en text på 9 tecken. Skriv kronor, till exempel 1234,50, 1 234,50 eller −1234,50, i hela "
            "ören.",
        ),
        ("utbildning;;;1.234;2018-09;B-1;", "beloppet är «1.234». Skriv kronor, till exempel 1234,50, 1 234,50 eller "
         "−1234,50, i hela ören."),
        ("utbildning;;;100;2018-13;B-1;", "väntad månad är «2018-13». Skriv ÅÅÅÅ-MM, till exempel 2018-09."),
        ("utbildning;;;100;;B-1;", "väntad månad är en tom cell. Skriv ÅÅÅÅ-MM, till exempel 2018-09."),
        (
            "utbildning;;;100;2018-09;Planta Plantsson;",
            "referensen är en text på 16 tecken. Skriv beställningens nummer: högst 20 tecken utan blanksteg, minst en "
            "siffra, aldrig ett namn.",
        ),
        (";;;100;2018-09;B-1;", "raden har varken insats eller kontering. Fyll i den ena."),
        ("Ny utbildning;;;100;2018-09;B-1;", "insatsen är en text på 13 tecken. Skriv dess id som i regionens fil i "
         "params/."),
        (
            "Summa;;;100;;;",
            "summaraden är 100,00 kr men raderna ovanför 1\u00a0500,50 kr. Rätta raderna eller ta bort summaraden.",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_read_refuses_the_list_with_its_row(tmp_path: Path, row: str, said: str) -> None:
    path = listed(tmp_path, RIGHT, row)
    for call in (lambda: at(tmp_path), lambda: check_list(tmp_path, path, region())):
        with pytest.raises(LedgerRefused) as refusal:
            call()
        assert refusal.value.lines == [f"{FOLDER}/bestallt.csv:3: {said}"]


@pytest.mark.parametrize(
    ("headings", "said"),
    [
        (
            "Insats;Summa kr;Väntad månad;Referens",
            ":1: rubrikraden har Insats, Summa kr, Väntad månad, Referens; den ska ha Insats (eller kontering, till "
            "exempel Objekt och Aktivitet), Belopp, Väntad månad och Referens. Rätta rubrikerna.",
        ),
        (
            "Insats;Belopp;Belopp;Väntad månad;Referens",
            ":1: två kolumner kan vara samma sak: Belopp, Belopp. Behåll en av dem i filen.",
        ),
    ],
)
def test_other_headings_are_refused(tmp_path: Path, headings: str, said: str) -> None:
    put(tmp_path, "bestallt.csv", f"{headings}\n{';'.join('1' for _ in headings.split(';'))}\n", SIDECAR, FOLDER)
    with pytest.raises(LedgerRefused) as refusal:
        at(tmp_path)
    assert refusal.value.lines == [f"{FOLDER}/bestallt.csv{said}"]


@pytest.mark.parametrize(
    ("sidecar", "said"),
    [
        (
            SIDECAR + "totals: {rows: 2, debit: 1500.60}\n",
            [
                f": kontrollsumman rows är 2 men beställningarna är 1. {CORRECT}",
                f": kontrollsumman debit är 1\u00a0500,60 kr men beställningarnas summa är 1\u00a0500,50 kr. {CORRECT}",
            ],
        ),
        (
            about(scope="{from: 2018-01, to: 2018-13}"),
            [
                ":3: scope.to är 2018-13, men beställningar har inget bokslut. Skriv månaden vars läge filen visar.",
            ],
        ),
        (
            SIDECAR + "totals: {rows: 1, credit: 10}\n",
            [":5: totals kan här bara ha rows och debit. Skriv beställningarnas summa som debit."],
        ),
    ],
)
def test_a_sidecar_that_says_otherwise_refuses_the_list(tmp_path: Path, sidecar: str, said: list[str]) -> None:
    listed(tmp_path, RIGHT, sidecar=sidecar)
    with pytest.raises(StatsbidragError) as refusal:
        at(tmp_path, Period(2018, 12))
    assert isinstance(refusal.value, LedgerRefused | ParameterError)
    assert refusal.value.lines == [f"{FOLDER}/bestallt.csv.yaml{line}" for line in said]


def test_two_rows_with_the_same_reference_count_neither(tmp_path: Path) -> None:
    listed(tmp_path, RIGHT, "utbildning;;;7;2018-10;b-1001;", "utbildning;;;5;2018-10;B-7;")
    listed(tmp_path, "utbildning;;;6;2018-10;B-7;", sidecar=about(source="avtal"), name="avtal.csv")
    found = at(tmp_path)
    assert found.orders == []
    assert [(one.file, one.row) for one in found.findings if one.code == "bestallning-upprepad"] == [
        (f"{FOLDER}/avtal.csv", 2),
        (f"{FOLDER}/bestallt.csv", 2),
        (f"{FOLDER}/bestallt.csv", 3),
        (f"{FOLDER}/bestallt.csv", 4),
    ]
    assert f"referensen står också på {FOLDER}/avtal.csv, rad 2; ingen av raderna räknas" in [
        one.message for one in found.findings
    ]


def test_the_latest_state_by_the_period_counts_alone(tmp_path: Path) -> None:
    listed(tmp_path, RIGHT, sidecar=about("2018-06-05", "{from: 2018-05, to: 2018-05}"), name="maj.csv")
    listed(tmp_path, "utbildning;;;9;2018-10;B-9;", sidecar=about("2018-07-05"), name="juni.csv")
    assert orders_at(tmp_path, region(), Period(2018, 4)) is None
    assert orders_at(tmp_path, region(), Period(2019, 6)) is None
    may, july = {f"{FOLDER}/maj.csv": "2018-05"}, {f"{FOLDER}/juni.csv": "2018-06"}
    assert at(tmp_path, Period(2018, 5)).states == may
    assert at(tmp_path, Period(2018, 7)).states == july
    assert at(tmp_path, JUNE, dt.date(2018, 6, 30)).states == may


def test_without_sidecar_nothing_is_known(tmp_path: Path) -> None:
    listed(tmp_path, RIGHT, sidecar=None)
    found = at(tmp_path)
    assert (found.orders, found.why_unknown) == ([], f"{FOLDER}/bestallt.csv har ingen sidofil")
    assert told(found) == [("sidofil-saknas", None)]


def test_no_folder_is_no_list(tmp_path: Path) -> None:
    assert orders_at(tmp_path, region(), JUNE) is None


def test_one_list_is_examined_and_never_stored(tmp_path: Path) -> None:
    right, other = RIGHT, RIGHT.replace("B-1001", "B-1002").replace("2018-09", "2018-08")
    examined = examine(tmp_path, listed(tmp_path, right, other), region())
    assert (examined.refusal, examined.home, examined.is_orders) == ([], None, True)
    assert [*as_lines(examined, None)] == [
        f"{FOLDER}/bestallt.csv: CSV, 2 beställningar",
        "  summa 3\u00a0001,00\u00a0kr",
        "  väntade 2018-08, 2018-09",
        "  filen har inga kontrollsummor (ej-avstamd)",
        "  lagras inte: varje körning läser listan som den är",
    ]
    twice = examine(tmp_path, listed(tmp_path, right, right, sidecar=f"{SIDECAR}totals: {{rows: 2}}\n"), region())
    assert [(one.code, one.row) for one in twice.findings] == [("bestallning-upprepad", 2), ("bestallning-upprepad", 3)]
    wrong = examine(tmp_path, listed(tmp_path, right, sidecar=f"{SIDECAR}totals: {{rows: 3}}\n"), region())
    assert wrong.refusal == [
        f"{FOLDER}/bestallt.csv.yaml: kontrollsumman rows är 3 men beställningarna är 1. {CORRECT}"
    ]
    assert [*as_lines(wrong, None)] == [f"{FOLDER}/bestallt.csv: CSV, kan inte läsas"]
    bare = examine(tmp_path, listed(tmp_path, right, name="utan.csv", sidecar=None), region())
    assert [one.code for one in bare.findings] == ["sidofil-saknas", "ej-avstamd"]
