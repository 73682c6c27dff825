"""What is told of cells that were not read, and of forms that only the whole file shows: whole messages."""

import datetime as dt

import pytest
from raw_region import FIRST_ROW, HEADINGS, delimited, entry, ledger_format, workbook

from statsbidrag.base.errors import LedgerRefused
from statsbidrag.read.ledger import csv_rows
from statsbidrag.read.ledger.export import Export, read_export
from statsbidrag.read.raw.sidecar import Sidecar

CSV, XLSX = "uttag.csv", "uttag.xlsx"
ALLOWED = "Tillåtet: till exempel 1234,50, 1 234,50 eller −1234,50, i hela ören."
AGAIN = "Rätta i ekonomisystemet eller hämta uttaget på nytt."
MARK = (
    "Skriv vilket tecken som står före decimalerna som ledger.decimal i regionens fil i params/regions/, "
    "eller ta ut filen med två decimaler."
)
NAMES = {key: name for key, name in HEADINGS.items() if key != "amount"}
TWO = {**NAMES, "debit": "Debet", "credit": "Kredit"}
MARKED = {**HEADINGS, "debit_credit": "D/K"}


def read(content: bytes, file: str = CSV, about: dict | None = None, **ledger: object) -> Export:
    return read_export(content, "0" * 16, file, ledger_format(**ledger), about and Sidecar.model_validate(about))


def refusal(content: bytes, file: str = CSV, about: dict | None = None, **ledger: object) -> list[str]:
    with pytest.raises(LedgerRefused) as caught:
        read(content, file, about, **ledger)
    return caught.value.lines


def with_two(*sides: tuple[str, str]) -> bytes:
    lines = [f"V1;1;2018-06-15;201806;4010;3101;9916;01;;{debit};{credit};a" for debit, credit in sides]
    return "\n".join([*["", ""], ";".join([*list(NAMES.values())[:9], "Debet", "Kredit", "Text"]), *lines]).encode()


def with_marks(*pairs: tuple[str, str]) -> bytes:
    lines = [f"V1;1;2018-06-15;201806;4010;3101;9916;01;;{amount};a;{mark}" for amount, mark in pairs]
    return "\n".join([*["", ""], ";".join(MARKED.values()), *lines]).encode()


@pytest.mark.parametrize(
    ("cell", "ledger", "why", "remedy"),
    [
        (
            "1.234", {},
            "«1.234» och kan läsas på två sätt: punkten kan skilja tusental (1\u00a0234 kr) eller stå före decimaler "
            "(1,234 kr)", MARK,
        ),
        (
            "-12,500", {},
            "«-12,500» och kan läsas på två sätt: kommat kan skilja tusental (12\u00a0500 kr) eller stå före decimaler "
            "(12,500 kr)", MARK,
        ),
        (
            "1234.50", {"decimal": ","},
            "«1234.50», men regionens fil säger att komma står före decimalerna (ledger.decimal)",
            "Rätta ledger.decimal i regionens fil i params/regions/, eller ta ut filen på nytt.",
        ),
        ("1,234", {"decimal": ","}, "«1,234» och har fler än två decimaler", AGAIN),
        ("0,005", {}, "«0,005» och har fler än två decimaler", AGAIN),
        ("1234567890123", {}, "ett tal med 13 siffror och större än ett belopp kan vara", AGAIN),
        ("12x", {}, "en text på 3 tecken och går inte att läsa", AGAIN),
    ],
)  # fmt: skip
def test_an_amount_of_a_text_file(cell: str, ledger: dict, why: str, remedy: str) -> None:
    assert refusal(delimited([entry(amount=cell)]), **ledger) == [
        f"{CSV}:{FIRST_ROW}: beloppet är {why}. {ALLOWED} {remedy}"
    ]


@pytest.mark.parametrize(
    ("cell", "why", "remedy"),
    [
        (dt.date(2018, 6, 15), "datumet 2018-06-15 och går inte att läsa", AGAIN),
        (True, "värdet SANT och går inte att läsa", AGAIN),
        (False, "värdet FALSKT och går inte att läsa", AGAIN),
        # fastexcel gives a number cell nine decimals.
        (12345678.9951, "ett tal med 17 siffror och har fler än två decimaler", AGAIN),
        (
            1.234,
            "«1.234» och kan läsas på två sätt: som ett tal med tre decimaler, eller som en text där punkten skiljer "
            "tusental",
            "Skriv beloppet som ett tal med högst två decimaler i Excel.",
        ),
    ],
)  # fmt: skip
def test_an_amount_of_a_workbook(cell: object, why: str, remedy: str) -> None:
    assert refusal(workbook([entry(amount=cell)]), XLSX) == [
        f"{XLSX}:{FIRST_ROW}: beloppet är {why}. {ALLOWED} {remedy}"
    ]


def test_a_date_or_period_that_is_another_kind_of_cell() -> None:
    lines = refusal(workbook([entry(date=True, period=dt.date(2018, 6, 15))]), XLSX, closing_periods=[])
    assert lines == [
        f"{XLSX}:{FIRST_ROW}: datumet är värdet SANT och går inte att läsa. Tillåtet: ÅÅÅÅ-MM-DD eller ÅÅÅÅMMDD. "
        f"{AGAIN}",
        f"{XLSX}:{FIRST_ROW}: perioden är datumet 2018-06-15 och går inte att läsa. Tillåtet: ÅÅÅÅ01–ÅÅÅÅ12 "
        f"(closing_periods i regionens fil i params/regions/). {AGAIN}",
    ]


def test_debit_and_credit() -> None:
    assert refusal(with_two(("1,00", ""), ("", "-"), ("x", "2,00"), ("", "1.234")), columns=TWO) == [
        f"{CSV}:{FIRST_ROW + 1}: raden har varken debet eller kredit. {ALLOWED} {AGAIN}",
        f"{CSV}:{FIRST_ROW + 2}: debetbeloppet är en text på 1 tecken och går inte att läsa. {ALLOWED} {AGAIN}",
        f"{CSV}:{FIRST_ROW + 3}: kreditbeloppet är «1.234» och kan läsas på två sätt: punkten kan skilja tusental "
        f"(1\u00a0234 kr) eller stå före decimaler (1,234 kr). {ALLOWED} {MARK}",
    ]


@pytest.mark.parametrize("block", [1 << 22, 200])
def test_a_minus_in_credit_takes_back_where_it_is_rare(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_rows, "BLOCK", block)
    credits = [("", "-3,00"), *[("", "4,00")] * 2, ("5,00", "")]
    assert read(with_two(*credits), columns=TWO).rows["amount_ore"].tolist() == [300, -400, -400, 500]
    assert refusal(with_two(("5,00", ""), ("", "4,00"), *[("", "-3,00")] * 2), columns=TWO) == [
        f"{CSV}:{FIRST_ROW + 2}: kredit har minus på 2 rader och inte på 1 rad, så det går inte att veta om minus "
        "betyder kredit eller tar tillbaka den. Tillåtet: kredit utan minus, utom på enstaka rader som tar tillbaka "
        "en kredit. Ta ut filen med kredit utan minus, eller med debet och kredit i en kolumn med tecken (amount under "
        "ledger.columns i regionens fil i params/regions/)."
    ]


def test_twice_as_many_credits_without_minus_settle_what_one_with_it_is() -> None:
    taken_back = [("5,00", ""), *[("", "-3,00")] * 2]
    enough = [*taken_back, *[("", "4,00")] * 4]
    assert read(with_two(*enough), columns=TWO).rows["amount_ore"].tolist() == [500, 300, 300, *[-400] * 4]
    (line,) = refusal(with_two(*enough[:-1]), columns=TWO)
    assert line.startswith(f"{CSV}:{FIRST_ROW + 1}: kredit har minus på 2 rader och inte på 3 rader, så det går inte")


def test_control_totals_tell_what_a_minus_in_credit_is() -> None:
    about = {"received": "2018-07-10", "source": "huvudbok", "scope": {"from": "2018-06", "to": "2018-06"}}
    content = with_two(("5,00", ""), ("", "-3,00"))
    held = {**about, "totals": {"debit": "8.00"}}
    assert read(content, about=held, columns=TWO).rows["amount_ore"].tolist() == [500, 300]
    (line,) = refusal(content, about={**about, "totals": {"debit": "5.00"}}, columns=TWO)
    assert line.startswith(f"{CSV}.yaml: kontrollsumman debit är 5,00\u00a0kr men raderna ger 8,00\u00a0kr")


def test_marks_of_debit_and_credit() -> None:
    minus = "så det går inte att veta om minus vänder det en gång till. Tillåtet: belopp utan minus."
    assert refusal(with_marks(("-6,00", "K"), ("7,00", "X"), ("8,00", ""), ("x", "D")), columns=MARKED) == [
        f"{CSV}:{FIRST_ROW}: beloppet är «-6,00» fast D/K säger om det är debet eller kredit, {minus} "
        "Ta ut filen med belopp utan minus, eller utan kolumnen D/K.",
        f"{CSV}:{FIRST_ROW + 1}: D/K är en text på 1 tecken, så det går inte att veta om beloppet är debet eller "
        f"kredit. Tillåtet: D, Debet, K, C eller Kredit. {AGAIN}",
        f"{CSV}:{FIRST_ROW + 2}: D/K är en tom cell, så det går inte att veta om beloppet är debet eller kredit. "
        f"Tillåtet: D, Debet, K, C eller Kredit. {AGAIN}",
        f"{CSV}:{FIRST_ROW + 3}: beloppet är en text på 1 tecken och går inte att läsa. {ALLOWED} {AGAIN}",
    ]


@pytest.mark.parametrize("one", [["1.234,56", "1,234.56"], ["1,5", "1.5"], ["-1,50", "(1.5)"]])
@pytest.mark.parametrize("block", [1 << 22, 200])
def test_two_decimal_marks_in_one_file(one: list[str], block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_rows, "BLOCK", block)
    export = read(delimited([entry(amount=amount) for amount in ["7", *one]]))
    assert len({abs(ore) for ore in export.rows["amount_ore"].tolist()[1:]}) == 1
    told = [(found.row, found.message) for found in export.findings if found.code == "blandade-decimaltecken"]
    first, second = FIRST_ROW + 1, FIRST_ROW + 2
    assert told == [
        (
            second,
            f"beloppen är skrivna på två sätt, med komma före decimalerna (först rad {first}) och med punkt (först rad "
            f"{second}); varje belopp går bara att läsa på ett sätt och räknas",
        )
    ]


def test_the_point_of_a_number_cell_is_no_mark() -> None:
    rows = [entry(amount=1234.5), entry(amount="1 234,50")]
    assert "blandade-decimaltecken" not in {found.code for found in read(workbook(rows), XLSX).findings}
    rows.append(entry(amount="1,234.50"))
    assert "blandade-decimaltecken" in {found.code for found in read(workbook(rows), XLSX).findings}


def test_of_many_faults_ten_are_told_and_all_counted() -> None:
    lines = refusal(delimited([entry(amount="x", date="x")] * 30))
    assert (len(lines), lines[-1]) == (11, f"{CSV}: och {2 * 30 - 10} till.")
