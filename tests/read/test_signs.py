"""Which sign and unit an export is written in: told by its income, never changed because of it."""

import pandas as pd
import pytest

from statsbidrag.read.ledger.signs import Income, income_of, scale_told, sign_findings

FILE = "data/raw/exempel/ledger/huvudbok.csv"


@pytest.mark.parametrize(
    ("ore", "sign"),
    [
        ([-100, -200, -300], "cost_positive"),
        ([100, 200, 300], "cost_negative"),
        ([], None),
        ([0, 0], None),
        ([-100, 100], "mixed"),
        # Two rows of three, and two thirds of the kronor.
        ([-100, -100, 100], "cost_positive"),
        ([100, 100, -100], "cost_negative"),
        # Most rows have a minus, but most kronor have none.
        ([-1, -1, -1, 100], "mixed"),
        # Three rows of five, which is less than two thirds, but 400 of 500 kronor.
        ([-100, -100, -200, 50, 50], "cost_positive"),
        # Three of five and 300 of 500.
        ([-100, -100, -100, 100, 100], "mixed"),
    ],
)
def test_sign_of_the_income(ore: list[int], sign: str | None) -> None:
    accounts = ["3011"] * len(ore) + ["4010", "1930", ""]
    income = income_of(pd.Series(accounts, dtype="str"), pd.Series([*ore, 5, -5, 7], dtype="int64"))
    assert income.sign == sign
    assert income == Income(
        sum(one < 0 for one in ore),
        sum(one > 0 for one in ore),
        -sum(one for one in ore if one < 0),
        sum(one for one in ore if one > 0),
    )


def test_parts_of_a_file_add_up() -> None:
    assert Income(1, 2, 30, 40) + Income(5, 6, 70, 80) == Income(6, 8, 100, 120)


def test_no_finding_where_the_rows_agree_or_say_nothing() -> None:
    assert sign_findings(Income(3, 0, 10, 0), "cost_positive", FILE) == []
    assert sign_findings(Income(0, 3, 0, 10), "cost_negative", FILE) == []
    assert sign_findings(Income(), "cost_negative", FILE) == []


def test_another_sign_than_the_region_file_tells() -> None:
    (found,) = sign_findings(Income(1, 4812, 1, 10_000), "cost_positive", FILE)
    assert (found.code, found.severity.value) == ("tecken-omvant", "rapporten stoppas")
    assert found.message == (
        "av raderna i klass 3 har 1 minus och 4\u00a0812 inte; regionens fil säger att kostnad är plus och intäkt "
        "minus (ledger.sign)"
    )


def test_no_clear_sign() -> None:
    (found,) = sign_findings(Income(1, 1, 100, 100), "cost_negative", FILE)
    assert (found.code, found.severity.value) == ("tecken-blandat", "rapporten stoppas")
    assert found.message == (
        "av raderna i klass 3 har 1 minus och 1 inte, så det går inte att se om kostnad är minus och intäkt plus, som "
        "regionens fil säger (ledger.sign)"
    )


@pytest.mark.parametrize(
    ("pairs", "unit"),
    [
        ([(1_234_567_00, 1_235_00), (500_00, 50)], "tkr"),
        ([(1_234_567_00, 1_23)], "mnkr"),
        # 1 235 tkr would be 1 234 501–1 235 500 kr.
        ([(1_236_000_00, 1_235_00)], None),
        ([(1_000_00, 1_000_01)], None),
        ([(0, 5), (5, 0)], None),
    ],
)
def test_totals_that_differ_by_the_unit(pairs: list[tuple[int, int]], unit: str | None) -> None:
    told = unit and f"uttaget är troligen i {unit}; jämför med ledger.unit i regionens fil"
    assert scale_told(pairs) == told


def test_totals_that_differ_by_the_sign() -> None:
    assert scale_told([(100, -100), (-5, 5), (0, 0)]) == (
        "talen är desamma med omvänt tecken; jämför med ledger.sign i regionens fil"
    )
