"""The accrual line: worked cases over two years, and the identity itself."""

from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
import yaml

from statsbidrag.base.period import Period
from statsbidrag.rules.accrual import accrual_balance, on_any

CASES = yaml.load(
    (Path(__file__).parents[1] / "cases/periodisering.yaml").read_text(encoding="utf-8"), Loader=yaml.CBaseLoader
)
ACCOUNTS = {"skuld": "2971", "fordran": "1691", "intäkt": "3519"}
BALANCE = [{"account": ["2971"]}, {"account": ["1691"]}]
PERIODS = [(case, text) for case in CASES for text in case["periods"]]


def ore(text: str) -> int:
    return int(Decimal(text) * 100)


def book(case: dict) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "year": [int(year) for year, *_ in case["rows"]],
            "number": [int(month) for _, month, *_ in case["rows"]],
            "account": pd.Series([ACCOUNTS[kind] for _, _, kind, _ in case["rows"]], dtype="str"),
            "amount_ore": [ore(amount) for *_, amount in case["rows"]],
        }
    )


@pytest.mark.parametrize(("case", "text"), PERIODS, ids=[f"{text}: {case['name']}" for case, text in PERIODS])
def test_worked_case(case: dict, text: str) -> None:
    period, rows = Period.parse(text), book(case)
    before = rows[rows["year"] < period.year]
    within = rows[(rows["year"] == period.year) & (rows["number"] <= period.number)]
    paid = sum(
        ore(amount)
        for day, amount in case["paid"]
        if period.first_day.isoformat() <= day <= period.last_day.isoformat()
    )
    found = accrual_balance(
        on_any(before, BALANCE), on_any(within, BALANCE), on_any(within, [{"account": ["3519"]}]), paid
    )
    told = {name: getattr(found, name) for name in ("opening", "received", "recognised", "closing", "booked")}
    expected = {name: ore(amount) for name, amount in case["periods"][text].items()}
    difference = expected.pop("difference", 0)
    assert told == expected
    assert found.difference == difference


def test_without_an_opening_nothing_that_rests_on_it_is_known() -> None:
    rows = book(CASES[0])
    found = accrual_balance(None, on_any(rows, BALANCE), on_any(rows, [{"account": ["3519"]}]), 5)
    assert (found.opening, found.closing, found.booked, found.difference) == (None, None, None, None)
    assert (found.received, found.recognised) == (5, 12_569_846_00)


def test_a_row_on_several_sets_of_codes_counts_once() -> None:
    rows = book(CASES[0])
    assert len(on_any(rows, [{"account": ["2971"]}, {"account": ["2971", "1691"]}, None])) == 2
