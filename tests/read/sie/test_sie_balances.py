"""Period balances in both conventions, type 3 as a ledger and as control total, and sub-dimensions."""

from decimal import Decimal

import pytest
from sie_files import SMALL, changed, read, sums, told

from statsbidrag.base.findings import Severity
from statsbidrag.read.ledger.sie import month_differences, sie_summary, too_much_unread
from statsbidrag.read.ledger.sie.rows import sie_rows
from statsbidrag.read.ledger.spoilt import Bounds

KR = "\u00a0kr"
HEAD = SMALL[: SMALL.index("#IB")]
VOUCHERS = SMALL[SMALL.index("#VER") :]
# The months of the small ledger's vouchers, with the rows without object as the account's total …
WHOLE = """\
#PSALDO 0 201801 1930 {} -200.75
#PSALDO 0 201801 5611 {} 200.75
#PSALDO 0 201801 5611 {1 "3101" 20 "9916"} 150.25
#PSALDO 0 201801 5611 {1 "3102" 6 "09"} 40.5
#PSALDO 0 201812 1930 {} -100.50
#PSALDO 0 201812 7510 {} 100.50
#PSALDO 0 201812 7510 {1 "3101" 20 "9916"} 100.50
"""
# … and as what the objects leave; ten kronor of 50,50 have no object.
PARTITION = WHOLE.replace("5611 {} 200.75", "5611 {} 10.00").replace("7510 {} 100.50\n", "7510 {} 0.00\n")
RESULTS = "#RES 0 5611 200.75\n#RES 0 7510 100.50\n"
OBJECTS = {"1:3101": 150_25 + 100_50, "1:3102": 40_50, "6:09": 40_50, "20:9916": 150_25 + 100_50}


def type_3(balances: str, results: str = "") -> str:
    return HEAD.replace("#SIETYP 4", "#SIETYP 3") + results + balances


def start_of(row: int) -> int:
    """The line of a row of balances, counted from 0, where no results stand before them."""
    return HEAD.count("\n") + 1 + row


@pytest.mark.parametrize("results", ["", RESULTS], ids=["by zero sums", "by #RES"])
@pytest.mark.parametrize(
    ("balances", "codes"), [(WHOLE, []), (PARTITION, ["periodsaldon-delade"])], ids=["whole", "rest"]
)
def test_type_3_is_a_ledger_in_both_conventions(balances: str, codes: list[str], results: str) -> None:
    parsed = read(type_3(balances, results))
    assert (parsed.kind, [found.code for found in parsed.findings]) == ("sie3", codes)
    summary = sie_summary(parsed)
    assert {pair: total.ore for pair, total in summary.by_dimension.items()} == OBJECTS
    assert dict(summary.by_account_class) == {"1": -301_25, "5": 200_75, "7": 100_50}
    assert (summary.ore, summary.vouchers, summary.periods) == (0, 0, {"2018-01", "2018-12"})
    rows, opening, found = sie_rows(parsed, {"object": "20"})
    assert (len(opening), found, set(rows["text"]), set(rows["voucher"])) == (0, [], {"periodsaldo"}, {""})
    shown = rows.loc[rows["amount_ore"] != 0, ["period", "account", "object", "amount_ore"]]
    assert sorted(shown.itertuples(index=False, name=None)) == [
        ("2018-01", "1930", "", -200_75),
        ("2018-01", "5611", "", 10_00),
        ("2018-01", "5611", "", 40_50),
        ("2018-01", "5611", "9916", 150_25),
        ("2018-12", "1930", "", -100_50),
        ("2018-12", "7510", "9916", 100_50),
    ]
    assert {str(day.date()) for day in rows["date"]} == {"2018-01-31", "2018-12-31"}


def test_dimensions_told_one_by_one_give_every_object_and_the_account_its_sum() -> None:
    one_by_one = WHOLE.replace(
        '{1 "3101" 20 "9916"} 150.25', '{1 "3101"} 150.25\n#PSALDO 0 201801 5611 {20 "9916"} 150.25'
    )
    summary = sie_summary(read(type_3(one_by_one, RESULTS)))
    assert {pair: total.ore for pair, total in summary.by_dimension.items()} == OBJECTS
    assert dict(summary.by_account_class) == {"1": -301_25, "5": 200_75, "7": 100_50}


def test_a_convention_that_cannot_be_told_is_marked() -> None:
    parsed = read(type_3(WHOLE.replace("-200.75", "-1.00")))
    (found,) = parsed.findings
    assert (found.code, found.row, found.severity) == ("periodsaldon-oklara", HEAD.count("\n") + 1, Severity.MARKED)


@pytest.mark.parametrize("balances", [WHOLE.replace("} 40.5\n", "} 50.5\n"), PARTITION.replace("} 40.5\n", "} 50.5\n")])
def test_period_balances_control_the_vouchers(balances: str) -> None:
    balances = balances.replace("5611 {} 10.00", "5611 {} 0.00")
    codes = [code for code, _, _ in told(read(HEAD + balances + VOUCHERS))]
    assert codes == (["periodsaldon-delade"] if "{} 0.00" in balances else [])


def test_months_that_differ_are_told_per_account_and_object() -> None:
    parsed = read(HEAD + WHOLE.replace("5611 {} 200.75", "5611 {} 200.00") + RESULTS + VOUCHERS)
    start = HEAD.count("\n")
    assert told(parsed)[-3:] == [
        (
            "periodsaldo-stammer-inte",
            start + 2,
            f"periodsaldot 2018-01 på konto 5611: saldot är 200,00{KR} men raderna ger 200,75{KR} (skillnad 0,75{KR})",
        ),
        *(
            (
                "periodsaldo-stammer-inte",
                start + 4,
                f"periodsaldot 2018-01 på konto 5611, objekt {code} i dimension {dimension}: saldot är 40,50{KR} men "
                f"raderna ger 50,50{KR} (skillnad 10,00{KR})",
            )
            for dimension, code in (("1", "3102"), ("6", "09"))
        ),
    ]


def test_a_type_3_file_controls_a_type_4_file() -> None:
    vouchers = read(changed(("#IB 0 1930 1000.00\n", "")))
    balances = WHOLE.replace("} 40.5\n", "} 50.5\n")
    assert not [*month_differences(vouchers, read(type_3(balances, RESULTS)))]
    (account,) = month_differences(vouchers, read(type_3(balances.replace("-100.50", "-100"), RESULTS)))
    assert (account.what, account.expected, account.given) == ("periodsaldot 2018-12 på konto 1930", -100_00, -100_50)


def test_type_3_is_held_against_its_closing_balances() -> None:
    results = RESULTS + '#IB 0 1930 1000.00\n#UB 0 1930 698.57\n#OUB 0 5611 {1 "3101"} 150.20\n'
    parsed = read(type_3(WHOLE.replace("7510 {} 100.50", "7510 {} 100.60"), results))
    start = HEAD.count("\n")
    assert [one for one in told(parsed) if one[0] == "saldo-stammer-inte"] == [
        (
            "saldo-stammer-inte",
            start + 2,
            f"PSALDO = RES på konto 7510: saldot är 100,50{KR} men raderna ger 100,60{KR} (skillnad 0,10{KR})",
        ),
        (
            "saldo-stammer-inte",
            start + 4,
            f"IB + PSALDO = UB på konto 1930: saldot är 698,57{KR} men raderna ger 698,75{KR} (skillnad 0,18{KR})",
        ),
        (
            "saldo-stammer-inte",
            start + 5,
            f"OIB + PSALDO = OUB på konto 5611, objekt 3101 i dimension 1: saldot är 150,20{KR} men raderna ger "
            f"150,25{KR} (skillnad 0,05{KR})",
        ),
    ]


def test_type_3_that_stands_twice_is_told_and_marks_the_figure() -> None:
    turned = WHOLE.replace('{1 "3101" 20 "9916"}', '{20 "9916" 1 "3101"}')
    parsed = read(type_3(WHOLE + turned))
    (found,) = parsed.findings
    assert (found.code, found.row, found.severity) == ("periodsaldo-upprepat", start_of(7), Severity.MARKED)
    # −200,75 + 200,75 + 150,25 + 40,50 − 100,50 + 100,50 + 100,50 = 291,25.
    assert found.message == (
        f"7 rader med #PSALDO har samma månad, konto och objekt som en annan, tillsammans 291,25{KR}; alla räknas, och "
        "filen kan innehålla samma saldon två gånger"
    )
    summary = sie_summary(parsed)
    assert dict(summary.by_account_class) == {"1": 2 * -301_25, "5": 2 * 200_75, "7": 2 * 100_50}
    assert {pair: total.ore for pair, total in summary.by_dimension.items()} == {
        pair: 2 * ore for pair, ore in OBJECTS.items()
    }


def test_months_of_type_3_outside_its_year_are_told() -> None:
    outside = "#PSALDO 0 201712 1930 {} -5.00\n#PSALDO 0 201901 1930 {} -1.00\n#PSALDO 0 201901 7510 {} 6.00\n"
    assert told(read(type_3(WHOLE + outside, "")))[-1] == (
        "datum-utanfor-rakenskapsaret",
        start_of(7),
        f"3 rader med #PSALDO, tillsammans 0,00{KR}, har en månad utanför räkenskapsåret 2018-01-01–2018-12-31 (#RAR); "
        "månaden gäller",
    )


def test_type_3_without_its_year_is_told() -> None:
    parsed = read(type_3(WHOLE, RESULTS).replace("#RAR 0", "#RAR -1"))
    told_of_year = "filen saknar sitt räkenskapsår (#RAR 0); periodsaldona räknas på sina månader"
    assert told(parsed) == [("rakenskapsar-oklart", None, told_of_year)]


def test_an_unread_period_balance_of_type_3_marks_the_figure_and_counts_against_the_share() -> None:
    lost = WHOLE.replace("40.5\n", "40.505\n")
    parsed = read(type_3(lost))
    (marked,) = [found for found in parsed.findings if found.severity is Severity.MARKED]
    assert (marked.code, marked.row, marked.message) == (
        "periodsaldo-oklart",
        start_of(3),
        f"1 av 7 periodsaldon (#PSALDO), rad {start_of(3)}, går inte att läsa, och deras belopp räknas inte",
    )
    (found,) = too_much_unread(parsed, Bounds(Decimal("0.01"), 3))
    assert found.message == (
        f"periodsaldon (#PSALDO) går inte att läsa på 1 av 7 rader (rad {start_of(3)}), mer än 1\u00a0% som "
        "unreadable_share i params/workbook.yaml tillåter: fler än två decimaler"
    )


def test_an_unread_period_balance_beside_vouchers_only_controls_less() -> None:
    parsed = read(HEAD + WHOLE.replace("40.5\n", "40.505\n") + RESULTS + VOUCHERS)
    assert "saldo-oklart" in {found.code for found in parsed.findings}
    assert not [found for found in parsed.findings if found.severity is Severity.MARKED]
    assert not [*too_much_unread(parsed, Bounds(Decimal("0.01"), 3))]


def test_period_balances_with_a_decimal_comma_are_read() -> None:
    parsed = read(type_3(WHOLE.replace("40.5\n", "40,5\n")))
    assert sums(parsed) == sums(read(type_3(WHOLE)))
    assert [(code, row) for code, row, _ in told(parsed)] == [("decimalkomma", start_of(3))]


SUB = '#UNDERDIM 21 "Underansvar" 1\n#OBJEKT 21 "01" "Mottagning"\n#OBJEKT 21 "310101" "Mottagning"\n#IB'


def test_in_vouchers_the_parent_stands_in_the_list() -> None:
    parsed = read(changed(("#IB", SUB), ('{1 "3101" 20 "9916"}', '{1 "3101" 21 "01" 20 "9916"}')))
    assert parsed.findings == []
    assert sums(parsed)["sum_by_dimension"] == sums(read(SMALL))["sum_by_dimension"] | {
        "21:01": {"sum": "150.25", "rows": 1}
    }


def test_in_balances_the_parent_is_what_the_code_begins_with() -> None:
    balances = WHOLE.replace('5611 {1 "3101" 20 "9916"}', '5611 {21 "310101" 20 "9916"}')
    summary = sie_summary(read(type_3(SUB.removesuffix("#IB") + balances)))
    assert {pair: total.ore for pair, total in summary.by_dimension.items()} == OBJECTS | {"21:310101": 150_25}


@pytest.mark.parametrize("more", ["", '#OBJEKT 1 "31" "Område"\n'], ids=["none", "two"])
def test_a_parent_that_is_not_one_is_not_guessed(more: str) -> None:
    code = "310101" if more else "01"
    parsed = read(changed(("#IB", more + SUB), ('{1 "3101" 20 "9916"}', f'{{21 "{code}" 20 "9916"}}')))
    assert [(found.code, found.message) for found in parsed.findings] == [
        (
            "underobjekt-utan-overordnat",
            "objektet i dimension 21 har inget objekt i den överordnade dimensionen 1; "
            "beloppet räknas bara på underobjektet",
        )
    ]
    assert sums(parsed)["sum_by_dimension"]["1:3101"] == {"sum": "100.50", "rows": 1}


def test_a_dimension_that_is_its_own_parent_is_read() -> None:
    parsed = read(changed(("#IB", '#UNDERDIM 20 "Objekt" 6\n#UNDERDIM 6 "Projekt" 20\n#IB')))
    assert sums(parsed) == sums(read(SMALL))
