"""Vouchers that do not come to nothing in a .csv or .xlsx: told where most do, whatever the order and the batches."""

import random
from collections import defaultdict
from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from raw_region import FIRST_ROW, delimited, entry, ledger_format, workbook

from statsbidrag.base.findings import Finding, Severity
from statsbidrag.read.ledger import vouchers
from statsbidrag.read.ledger.export import read_export, read_in_batches
from statsbidrag.read.ledger.spoilt import Bounds
from statsbidrag.read.ledger.vouchers import Vouchers
from statsbidrag.read.raw.sidecar import Sidecar

REMEDY = "En rad kan saknas eller vara ändrad. Kontrollera verifikationerna i ekonomisystemet."


def told(rows: list[list[object]], file: str = "uttag.csv", scope: dict | None = None) -> list[Finding]:
    about = {"received": "2018-07-10", "source": "huvudbok", "scope": scope or {"from": "2018-06", "to": "2018-06"}}
    content = delimited(rows) if file.endswith(".csv") else workbook(rows)
    found = read_export(content, "0" * 16, file, ledger_format(), Sidecar.model_validate(about)).findings
    return [one for one in found if one.code == "verifikation-i-obalans"]


def two(voucher: str, *kronor: float, **changes: object) -> list[list[object]]:
    return [entry(voucher=voucher, amount=amount, **changes) for amount in kronor]


@pytest.mark.parametrize("file", ["uttag.csv", "uttag.xlsx"])
def test_those_that_do_not_are_told_with_their_rows(file: str) -> None:
    rows = [
        *two("A1", 5.5, -5.5),
        *two("A2", 7.25, -7.0),
        *two("A3", 1.0, 2.0, -3.0),
        *two("A4", -1.0),
        *two("A5", 0.0),
    ]
    (found,) = told(rows, file)
    assert (found.severity.value, found.row, found.remedy) == ("varning", FIRST_ROW + 2, REMEDY)
    assert found.message == (
        f"2 verifikationer av 5 blir inte noll, tillsammans −0,75\u00a0kr; de börjar på rad {FIRST_ROW + 2}, "
        f"{FIRST_ROW + 7}"
    )


def test_vouchers_whose_rows_are_spread_count_among_those_that_do() -> None:
    (found,) = told([*two("A1", 5.0), *two("A2", 7.0), *two("A3", 1.0), *two("A1", -5.0), *two("A2", -7.0)])
    assert (
        found.message
        == f"1 verifikation av 3 blir inte noll, tillsammans 1,00\u00a0kr; de börjar på rad {FIRST_ROW + 2}"
    )


def test_five_rows_are_shown() -> None:
    rows = [row for number in range(20) for row in two(f"A{number}", 5.0, -5.0 if number > 6 else -4.0)]
    (found,) = told(rows)
    starts = ", ".join(str(FIRST_ROW + 2 * number) for number in range(5))
    assert found.message == (
        f"7 verifikationer av 20 blir inte noll, tillsammans 7,00\u00a0kr; de börjar på rad {starts} …"
    )


@pytest.mark.parametrize(
    "rows",
    [
        [*two("A1", 1.0, -1.0), *two("A2", 1.0, 2.0)],
        [*two("A1", 1.0), *two("A2", 1.0), *two("A3", 1.0, -1.0)],
        [*two("A1", 1.0, -1.0), *two("", 5.0)],
        [*two("", 5.0, -5.0), *two("A1", 1.0), *two("", 5.0, -5.0)],
        [*two("A1", 1.0, -1.0), *two("A2", 9.0, period="201800")],
    ],
    ids=["half of them", "a part of each", "no voucher", "others without voucher", "opening balances"],
)
def test_nothing_is_told(rows: list[list[object]]) -> None:
    assert told(rows) == []


def test_an_export_of_some_objects_has_no_whole_vouchers() -> None:
    rows = [*two("A1", 5.0, -5.0), *two("A2", 5.0, -5.0), *two("A3", 5.0)]
    assert told(rows, scope={"from": "2018-06", "to": "2018-06", "object": ["9916"]}) == []
    assert len(told(rows)) == 1


ROWS = st.lists(st.tuples(st.sampled_from(["", *"ABCDE"]), st.integers(-3, 3)), min_size=20)


@settings(max_examples=100)
@given(ROWS, st.integers(1, 10), st.integers(10, 15))
def test_the_rows_in_any_order_and_batches(rows: list[tuple[str, int]], size: int, most: int) -> None:
    """As a plain sum per voucher gives; whether most come to nothing is judged beside."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vouchers, "MOST_HELD", most)
        read = Vouchers()
        for start in range(0, len(rows), size):
            names, ore = zip(*rows[start : start + size], strict=True)
            numbers = range(start + 1, start + 1 + len(names))
            table = {
                "voucher": pa.array(names),
                "account": ["6410"] * len(names),
                "amount_ore": pa.array(ore, pa.int64()),
                "source_row": pa.array(numbers),
            }
            read.add(pa.table(table))
            assert read.held_rows <= max(most, len({name for name, _ in rows}))
        read.balanced += len(rows) + 1
        found = list(read.findings("uttag.csv"))
    sums: dict[str, int] = defaultdict(int)
    for name, ore in rows:
        sums[name] += ore if name else 0
    wrong = [total for total in sums.values() if total]
    assert bool(found) == bool(wrong)
    if wrong:
        kind = "verifikation " if len(wrong) == 1 else "verifikationer "
        minus = "−" if sum(wrong) < 0 else ""
        assert found[0].message.startswith(f"{len(wrong)} {kind}")
        assert f"tillsammans {minus}0,{abs(sum(wrong)):02d}\u00a0kr;" in found[0].message


@pytest.mark.parametrize(("most", "found"), [(6, 1), (5, 0)])
def test_very_many_at_once_are_not_held(most: int, found: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three that are not nothing, twelve rows apart from their others: given up where that is more than half."""
    monkeypatch.setattr(vouchers, "MOST_HELD", most)
    read = Vouchers(balanced=9)
    for names, ore in [("ABCABC", 1), ("CBA", 1), ("AB", -3)]:
        table = {"voucher": list(names), "account": ["6410"] * len(names)}
        table |= {"amount_ore": pa.array([ore] * len(names), pa.int64())}
        read.add(pa.table({**table, "source_row": pa.array(range(len(names)))}))
    told = list(read.findings("uttag.csv"))
    assert (len(told), read.given_up, read.parts == []) == (found, not found, not found)


def test_sums_beyond_64_bits() -> None:
    chance = random.Random(1)
    ore = [chance.choice((1, -1)) * (2**62 + number) for number in range(6)]
    read = Vouchers()
    table = {"voucher": ["A"] * 7 + ["B"] * 2 + ["C"] * 2 + ["D", "D"], "account": ["6410"] * 13}
    table["amount_ore"] = pa.array([*ore, -ore[0], 2**62, -(2**62), 5, -5, 1, -1], pa.int64())
    read.add(pa.table({**table, "source_row": list(range(2, 15))}))
    (found,) = read.findings("uttag.csv")
    assert found.row == 2
    assert found.message.startswith("1 verifikation av 4 blir inte noll")


def lost(rows: list[list[object]], **more: object) -> list[Finding]:
    about = {"received": "2018-07-10", "source": "huvudbok", "scope": {"from": "2018-06", "to": "2018-06"}, **more}
    sidecar, bounds = Sidecar.model_validate(about), Bounds(Decimal("0.01"), 3)
    found = read_export(delimited(rows), "0" * 16, "uttag.csv", ledger_format(), sidecar, bounds).findings
    return [one for one in found if one.code == "obalans-over-gransen"]


def paid(number: int, cost: float, bank: float, account: str = "1930") -> list[list[object]]:
    name = f"B{number}"
    return [entry(voucher=name, amount=cost + number), entry(voucher=name, amount=bank - number, account=account)]


def test_a_kind_of_rows_that_is_lost_marks_the_figures() -> None:
    whole = [row for number in range(10) for row in paid(number, 500.0, -500.0)]
    spoilt = [row for number in range(10, 90) for row in paid(number, 5.0, -5000.0)]
    (found,) = lost([*whole, *spoilt])
    assert (found.severity, found.row) == (Severity.MARKED, FIRST_ROW + 20)
    assert found.message.startswith("debet och kredit är olika i 80 av 90 verifikationer i ett uttag")
    debit, credit = (sum(n + kr for n in range(90) for kr in [500.0 if n < 10 else other]) for other in (5.0, 5000.0))
    assert lost([*whole, *spoilt], totals={"debit": f"{debit:.2f}", "credit": f"{credit:.2f}"}) == []


def test_one_small_difference_or_a_file_of_cost_accounts_alone_marks_nothing() -> None:
    whole = [row for number in range(10) for row in paid(number, 500.0, -500.0)]
    assert lost([*whole, *paid(11, 500.0, -499.0)]) == []
    assert lost([row for number in range(40) for row in paid(number, 500.0, 300.0, "6410")]) == []
    # Some balance accounts, but never the whole of a voucher.
    assert lost([row for number in range(40) for row in paid(number, 500.0, 125.0, "1680")]) == []


def unwhole(rows: list[list[object]], **more: object) -> dict[str, int]:
    about = {"received": "2018-07-10", "source": "huvudbok", "scope": {"from": "2018-06", "to": "2018-06"}, **more}
    parts: list[pa.Table] = []
    file, sidecar = "uttag.csv", Sidecar.model_validate(about)
    return read_in_batches(delimited(rows), "0" * 16, file, ledger_format(), sidecar, parts.append).unwhole


def test_which_vouchers_are_not_whole_in_a_file_that_else_is() -> None:
    invoices = [row for number in range(6) for row in paid(number, 500.0, -500.0)]
    rebooked = [row for number in range(3) for row in two(f"O{number}", 7.0, -7.0)]
    edited = [*invoices, *rebooked, *paid(7, 500.0, -499.5), *two("O9", 7.0, -6.0)]
    assert unwhole(edited) == {"B7": 50, "O9": 100}
    debit, credit = (sum(abs(row[9]) for row in edited if sign * row[9] > 0) for sign in (1, -1))  # type: ignore[operator, arg-type]
    assert unwhole(edited, totals={"debit": f"{debit:.2f}", "credit": f"{credit:.2f}"}) == {}
    assert unwhole(edited, scope={"from": "2018-06", "to": "2018-06", "object": ["9916"]}) == {}
    # Without balance accounts each invoice is a part, and most rebookings being whole says nothing of them.
    assert unwhole([*two("F1", 5.0), *rebooked, *two("O9", 7.0, -6.0)]) == {}
    # Most vouchers without balance accounts are not whole: those accounts are some of them only.
    apart = [row for number in range(4) for row in two(f"F{number}", 5.0)]
    assert unwhole([*invoices, *rebooked, *apart, *paid(7, 500.0, -499.5)]) == {"B7": 50}
