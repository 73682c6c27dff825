"""A table that stands twice in a file is refused, and one that only looks a little like it is not."""

import io

import openpyxl
import pyarrow as pa
import pytest

from statsbidrag.base.errors import LedgerRefused
from statsbidrag.model.region import LedgerFormat
from statsbidrag.read.ledger.export import read_export
from statsbidrag.read.ledger.repeated import FirstRows
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
ROWS = [f"V{number};2018-06-{10 + number};4010;0101;9916;{number}00,00" for number in range(1, 7)]
NAMELESS = [line[line.index(";") :] for line in ROWS]
TWICE = [*ROWS, HEAD, *ROWS]
TOLD = (
    ":9: raderna från rad 9 är desamma som från rad 2; tabellen kan stå två gånger i filen, och då räknas allt "
    "dubbelt. Ta bort den ena eller hämta uttaget på nytt. Är raderna rätt, skriv totals i sidofilen."
)
TOTALS = {
    "received": "2018-07-10",
    "source": "huvudbok",
    "scope": {"from": "2018-06", "to": "2018-06"},
    "fictive": True,
}


def read(lines: list[str], sidecar: Sidecar | None = None) -> int:
    told = {"default_source": "huvudbok", "sign": "cost_positive", "unit": "kr", "columns": HEADINGS}
    content = "\n".join([HEAD, *lines, ""]).encode()
    export = read_export(content, "0" * 16, "uttag.csv", LedgerFormat.model_validate(told), sidecar)
    return int(export.rows["amount_ore"].sum())


def test_a_table_pasted_twice_is_refused() -> None:
    with pytest.raises(LedgerRefused) as caught:
        read(TWICE)
    assert caught.value.lines == ["uttag.csv" + TOLD]


def test_a_sheet_with_its_table_twice_is_refused() -> None:
    book = openpyxl.Workbook()
    for line in [HEAD, *TWICE]:
        book.active.append(line.split(";"))
    stream = io.BytesIO()
    book.save(stream)
    told = {"default_source": "huvudbok", "sign": "cost_positive", "unit": "kr", "columns": HEADINGS}
    with pytest.raises(LedgerRefused) as caught:
        read_export(stream.getvalue(), "0" * 16, "uttag.xlsx", LedgerFormat.model_validate(told), None)
    assert caught.value.lines == ["uttag.xlsx" + TOLD]


def test_control_totals_tell_that_the_rows_are_right() -> None:
    kronor = 2 * (100 + 200 + 300 + 400 + 500 + 600)
    counted = Sidecar.model_validate(TOTALS | {"totals": {"rows": "12"}})
    with pytest.raises(LedgerRefused, match="desamma som från rad 2"):
        read(TWICE, counted)
    sidecar = Sidecar.model_validate(TOTALS | {"totals": {"rows": "12", "debit": f"{kronor}.00", "credit": "0.00"}})
    assert read(TWICE, sidecar) == kronor * 100


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([*ROWS, HEAD, *ROWS[:3]], id="three of the four"),
        pytest.param([*ROWS, HEAD, ROWS[0], *ROWS[2:]], id="one of them left out"),
        pytest.param([*ROWS, HEAD, ROWS[1], ROWS[0], *ROWS[2:]], id="in another order"),
        pytest.param([ROWS[0]] * 12, id="one booking many times"),
        pytest.param([*NAMELESS, HEAD, *NAMELESS], id="no voucher tells them apart"),
        pytest.param([*ROWS, *[line.replace(";9916;", ";1000;") for line in ROWS]], id="on another object"),
    ],
)
def test_what_somebody_may_have_booked_is_read(lines: list[str]) -> None:
    kronor = sum(int(line.rsplit(";", 1)[1].removesuffix(",00")) for line in lines if line != HEAD)
    assert read(lines) == kronor * 100


def table(vouchers: str) -> pa.Table:
    return pa.table(
        {
            "source_row": range(2, 2 + len(vouchers)),
            "voucher": pa.array(vouchers).dictionary_encode(),
            "amount_ore": [100 + ord(voucher) for voucher in vouchers],
        }
    )


@pytest.mark.parametrize("size", range(1, 14))
def test_batches_of_any_size_find_the_same(size: int) -> None:
    looked_for, rows = FirstRows(), table("abcdeabc" + "abcde")
    for start in range(0, rows.num_rows, size):
        looked_for.add(rows.slice(start, size))
    assert (looked_for.row, looked_for.again) == (2, 10)
