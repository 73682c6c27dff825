"""Rows that stand twice are found wherever they are, and what somebody may have booked so is not."""

import io
import random

import openpyxl
import pytest

from statsbidrag.base.errors import LedgerRefused
from statsbidrag.model.region import LedgerFormat
from statsbidrag.read.ledger import csv_rows
from statsbidrag.read.ledger.export import Export, read_export
from statsbidrag.read.raw.sidecar import Sidecar

HEADINGS = {
    "voucher": "Ver",
    "date": "Datum",
    "account": "Konto",
    "unit": "Ansvar",
    "object": "Objekt",
    "amount": "Belopp",
}
HEAD = ";".join(HEADINGS.values())
ABOUT = {"received": "2018-07-10", "source": "huvudbok", "scope": {"from": "2018-01", "to": "2018-12"}}
# Vouchers of two rows, each of its own amount.
ROWS = [
    row
    for number in range(1, 31)
    for row in (
        f"V{number};2018-06-{number:02d};4010;0101;9916;{number}00,00",
        f"V{number};2018-06-{number:02d};2440;0101;;-{number}00,00",
    )
]


def content(rows: list[str], file: str, head: str = HEAD) -> bytes:
    if file.endswith(".csv"):
        return "\n".join([head, *rows, ""]).encode()
    book = openpyxl.Workbook()
    for line in [head, *rows]:
        book.active.append(line.split(";"))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read(rows: list[str], file: str = "uttag.csv", about: dict | None = None, row: bool = False) -> Export:
    headings = {**HEADINGS, "row": "Rad"} if row else HEADINGS
    told = {"default_source": "huvudbok", "sign": "cost_positive", "unit": "kr", "columns": headings}
    data = content(rows, file, f"{HEAD};Rad" if row else HEAD)
    sidecar = about and Sidecar.model_validate(about)
    return read_export(data, "0" * 16, file, LedgerFormat.model_validate(told), sidecar)


def refusal(rows: list[str], file: str = "uttag.csv", **more: object) -> str:
    with pytest.raises(LedgerRefused) as caught:
        read(rows, file, **more)
    (line,) = caught.value.lines
    return line


@pytest.mark.parametrize("file", ["uttag.csv", "uttag.xlsx"])
def test_part_of_a_table_pasted_below_itself(file: str) -> None:
    assert refusal([*ROWS, *ROWS[20:27]], file) == (
        f"{file}:62: raderna 62–68 är desamma som raderna 22–28, i samma ordning (7 rader); en del av tabellen kan stå "
        "två gånger i filen, och då räknas den dubbelt. Ta bort den ena eller hämta uttaget på nytt. Är raderna rätt, "
        "skriv totals i sidofilen."
    )


@pytest.mark.parametrize("block", [1 << 22, 300])
def test_five_rows_anywhere(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_rows, "BLOCK", block)
    chance = random.Random(1)
    for _ in range(20):
        start = chance.randrange(len(ROWS) - 5)
        at = chance.choice([place for place in range(len(ROWS) + 1) if not start < place < start + 5])
        rows = [*ROWS[:at], *ROWS[start : start + 5], *ROWS[at:]]
        assert " är desamma som " in refusal(rows)


def test_several_blocks_are_counted() -> None:
    assert "På 1 ställen till står rader på samma sätt." in refusal([*ROWS, *ROWS[10:16], *ROWS[30:38]])


def test_control_totals_tell_that_the_rows_are_right() -> None:
    totals = {"rows": "65", "debit": f"{100 * (sum(range(1, 31)) + 5 + 6 + 7)}.00"}
    assert len(read([*ROWS, *ROWS[8:13]], about={**ABOUT, "totals": totals}).rows) == 65


PERSON = ["4010;0101;9916;30000,00", "4510;0101;9916;9426,00", "4011;0101;;100,00", "4012;0101;;200,00",
          "4013;0101;;300,00"]  # fmt: skip
SALARY = [f"L1;2018-06-25;{line}" for line in [*PERSON, *PERSON, "2730;0101;;-80052,00"]]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([*ROWS, *ROWS[20:24]], id="four rows"),
        pytest.param([*ROWS, *ROWS[20:23], ROWS[24], *ROWS[23:24]], id="in another order"),
        pytest.param([*ROWS, *[line.replace("2018-06-", "2018-07-") for line in ROWS]], id="the same a month later"),
        pytest.param([*ROWS, *[f"X{line}" for line in ROWS]], id="on other vouchers"),
        pytest.param([*ROWS, *[line[line.index(";") :] for line in ROWS] * 2], id="no voucher tells them apart"),
        pytest.param([*ROWS, *[ROWS[0], ROWS[1]] * 9], id="two rows again and again"),
        pytest.param([*ROWS, *SALARY], id="two people with the same pay in one whole voucher"),
        pytest.param(
            [
                *ROWS,
                *[line.replace(";-", ";").replace("00,00", "0,00-") if ";4010;" in line else line for line in ROWS],
            ],
            id="a correction",
        ),
    ],
)
def test_what_somebody_may_have_booked_is_read(rows: list[str]) -> None:
    assert len(read(rows).rows) == len(rows)


def test_lines_of_one_voucher_pasted_in_it_leave_it_out_of_balance() -> None:
    whole = [*SALARY[:5], SALARY[10].replace("80052", "40026")]
    assert " är desamma som raderna " in refusal([*ROWS, *whole[:5], *whole])


def test_a_whole_voucher_pasted_after_itself() -> None:
    whole = [*SALARY[:5], SALARY[10].replace("80052", "40026")]
    assert " är desamma som raderna " in refusal([*ROWS, *whole, *whole])


def test_row_numbers_tell_that_lines_of_one_voucher_are_the_same() -> None:
    numbered = [f"{line};{number}" for number, line in enumerate([*ROWS, *SALARY], start=1)]
    assert len(read(numbered, row=True).rows) == 71
    pasted = [f"{line};{number}" for number, line in enumerate([*PERSON, *PERSON], start=1)]
    own = [f"L1;2018-06-25;{line}" for line in pasted]
    assert " är desamma som raderna " in refusal([*numbered[:60], *own, own[9], *own[:5]], row=True)


SIE = '#FLAGGA 0\n#SIETYP 4\n#RAR 0 20180101 20181231\n#DIM 6 "Objekt"\n#IB 0 1930 0.00\n'
VOUCHERS = [
    f'#VER A {number} 201806{number:02d} "Fiktiv"\n{{\n#TRANS 4010 {{6 "9916"}} {number}00.00\n'
    f"#TRANS 4510 {{}} {number}.00\n#TRANS 2440 {{}} -{number * 101}.00\n}}\n"
    for number in range(1, 9)
]


def sie(text: str, about: dict | None = None) -> Export:
    told = {"default_source": "huvudbok", "sign": "cost_positive", "unit": "kr", "columns": HEADINGS}
    sidecar = about and Sidecar.model_validate(about)
    return read_export(text.encode(), "0" * 16, "uttag.se", LedgerFormat.model_validate(told), sidecar)


@pytest.mark.parametrize(
    "vouchers",
    [
        pytest.param([*VOUCHERS, *VOUCHERS[2:4]], id="two vouchers again"),
        pytest.param([*VOUCHERS, *VOUCHERS], id="all of them again"),
        pytest.param(
            ['#VER B 1 20180601 "Fiktiv"\n{\n' + "".join(f"#TRANS 401{n} {{}} {n}.00\n" for n in range(5)) * 2
             + "#TRANS 2440 {} -10.00\n}\n"], id="five rows of a voucher",
        ),
    ],
)  # fmt: skip
def test_rows_of_a_sie_file_that_stand_twice(vouchers: list[str]) -> None:
    with pytest.raises(LedgerRefused) as caught:
        sie(SIE + "".join(vouchers))
    (line,) = caught.value.lines
    assert " är desamma som raderna " in line


def test_equal_lines_of_a_whole_voucher_of_a_sie_file_are_read() -> None:
    lines = "".join(f"#TRANS 401{n} {{}} {n}.00\n" for n in range(5)) * 2
    assert len(sie(f'{SIE}#VER B 1 20180601 "Fiktiv"\n{{\n{lines}#TRANS 2440 {{}} -20.00\n}}\n').rows) == 11


def test_vouchers_without_number_may_be_alike_in_a_sie_file() -> None:
    unnamed = [voucher.replace(f"#VER A {number}", '#VER "" ""') for number, voucher in enumerate(VOUCHERS, start=1)]
    assert len(sie(SIE + "".join(unnamed * 2)).rows) == 2 * 3 * 8


NUMBERED = [f"{line};{1 + number % 2}" for number, line in enumerate(ROWS)]


def copied(rows: list[str], **more: object) -> list[str]:
    return [one.message for one in read(rows, **more).findings if one.code == "verifikation-upprepad"]


@pytest.mark.parametrize(
    ("rows", "row", "told"),
    [
        pytest.param([*ROWS, *ROWS[20:22]], False, "2 rader för mycket, 62 22", id="a voucher below"),
        pytest.param([*ROWS[:22], *ROWS[20:22], *ROWS[22:]], False, "2 rader för mycket, 24 22", id="and just after"),
        pytest.param([*ROWS, ROWS[20]], False, "1 rad för mycket, 62 22", id="one row of it"),
        pytest.param([*ROWS, *ROWS[20:22], ROWS[40]], False, "3 rader för mycket, 62 22", id="of two vouchers"),
        pytest.param([*NUMBERED[:22], NUMBERED[21], *NUMBERED[22:]], True, "1 rad för mycket, 24 23", id="numbered"),
    ],
)
def test_a_voucher_of_few_rows_that_stands_twice_is_told(rows: list[str], row: bool, told: str) -> None:
    (message,) = copied(rows, row=row)
    many, at, before = told.rsplit(" ", 2)
    assert many.rstrip(",") in message
    assert message.endswith(f"den första är rad {at}, som är densamma som rad {before}")


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(ROWS, id="once"),
        pytest.param([*ROWS, *SALARY], id="the same pay for two"),
        pytest.param([*ROWS[:21], ROWS[20], *ROWS[21:]], id="two lines alike in one place"),
        pytest.param([*ROWS, ROWS[20].replace("1100,00", "0,01")], id="another amount"),
        pytest.param(sorted([*ROWS, *ROWS[20:22]], key=lambda line: line.split(";")[2]), id="sorted by account"),
        pytest.param([*ROWS, *[line[line.index(";") :] for line in ROWS[:2]] * 2], id="without voucher"),
    ],
)
def test_what_may_have_been_booked_alike_is_not_told_to_be_copied(rows: list[str]) -> None:
    assert copied(rows) == []


def test_totals_tell_that_a_voucher_is_there_twice_by_right() -> None:
    totals = {"debit": f"{100 * (sum(range(1, 31)) + 11)}.00"}
    assert copied([*ROWS, *ROWS[20:22]], about={**ABOUT, "totals": totals}) == []
