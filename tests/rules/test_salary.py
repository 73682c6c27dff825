"""What is expected of salary that is not rebooked: worked cases of one unit and of several."""

import datetime as dt

import pandas as pd
import pytest

from statsbidrag.base.period import Period
from statsbidrag.model.node import RESERVED
from statsbidrag.rules.salary import salary_by_unit

CODES = {"object": ["9916"]}
COLUMNS = ["file", "voucher", "period", "account", "object", "unit", "amount_ore"]


def booked(*given: tuple[str, str, int]) -> pd.DataFrame:
    """Rebookings (month, unit, öre): each onto 9916 and off no object, in a voucher of its own."""
    rows = []
    for number, (month, unit, ore) in enumerate(given):
        rows += [("f", f"V{number}", f"2018-{month}", "4010", "9916", unit, ore)]
        rows += [("f", f"V{number}", f"2018-{month}", "4010", "", unit, -ore)]
    frame = pd.DataFrame(rows, columns=COLUMNS).astype({"amount_ore": "int64"})
    return frame.assign(import_id="i", source_row=range(1, len(frame) + 1))


def found(rows: pd.DataFrame, month: int, counted: pd.DataFrame | None = None) -> list[tuple[str, int, int, int]]:
    units = salary_by_unit(rows, rows if counted is None else counted, CODES, ["4"], Period(2018, month))
    return [(one.unit, one.ore, one.covered, one.missing) for one in units]


EVERY_MONTH = [(f"{month:02d}", "3101", 100) for month in range(1, 6)]


@pytest.mark.parametrize(
    ("given", "month", "expected"),
    [
        (EVERY_MONTH, 5, ("3101", 500, 5, 0)),
        (EVERY_MONTH, 6, ("3101", 500, 5, 1)),
        (EVERY_MONTH, 8, ("3101", 500, 5, 3)),
        # April was not rebooked, and May caught it up: five months of 100.
        ([*EVERY_MONTH[:3], ("05", "3101", 200)], 6, ("3101", 500, 5, 1)),
        # Begun in March: its month is that of March and April.
        ([("03", "3101", 90), ("04", "3101", 110)], 6, ("3101", 200, 2, 2)),
        # Begun in March, and May was caught up in June: it rebooks each month.
        ([("03", "3101", 90), ("04", "3101", 110), ("06", "3101", 200)], 8, ("3101", 400, 4, 2)),
        # Each quarter, each second month, once for the half year.
        ([("03", "3101", 300), ("06", "3101", 300)], 8, ("3101", 600, 6, 2)),
        ([("02", "3101", 200), ("04", "3101", 200)], 6, ("3101", 400, 4, 2)),
        ([("06", "3101", 600)], 8, ("3101", 600, 6, 2)),
        # Taken back in part: what was rebooked is 70.
        ([("04", "3101", 100), ("05", "3101", -30)], 6, ("3101", 70, 4, 2)),
    ],
    ids=[
        "whole",
        "a month",
        "three months",
        "caught up",
        "begun in March",
        "begun and caught up",
        "quarterly",
        "each second month",
        "half-yearly",
        "taken back",
    ],
)
def test_a_unit_lacks_the_months_after_its_last_rebooking(given, month, expected) -> None:
    assert found(booked(*given), month) == [expected]


def test_without_vouchers_what_is_rebooked_is_told_by_month_however_it_was_delivered() -> None:
    # January's salary on the grant came off nothing in January; February's did.
    rows = booked(("01", "3101", 100), ("02", "3101", 70)).assign(voucher="")
    rows = rows[~((rows["period"] == "2018-01") & (rows["object"] == ""))]
    in_two = rows.assign(file=rows["period"])
    assert found(rows, 2) == found(in_two, 2) == [("3101", 70, 2, 0)]


def test_each_unit_has_its_own_rhythm() -> None:
    rows = booked(*EVERY_MONTH, ("01", "3102", 50), ("02", "3102", 50), ("06", "3103", 10))
    assert found(rows, 6) == [("3101", 500, 5, 1), ("3102", 100, 2, 4), ("3103", 10, 6, 0)]


def test_what_does_not_count_as_cost_is_no_salary_of_the_grant() -> None:
    rows = booked(*EVERY_MONTH)
    assert found(rows, 6, rows.iloc[:4]) == [("3101", 200, 2, 4)]
    assert found(rows, 6, rows.iloc[:0]) == []


def test_a_unit_of_which_all_was_taken_back_is_left_out() -> None:
    assert found(booked(("04", "3101", 100), ("05", "3101", -100)), 6) == []


def test_units_stand_by_code_and_one_without_code_has_a_key_all_the_same() -> None:
    rows = booked(("10", "3102", 50), ("11", "3102", 50), ("12", "3101", 10), ("12", "", 7))
    units = salary_by_unit(rows, rows, CODES, ["4"], Period(2018, 12))
    assert [(one.unit, one.last, one.covered, one.missing) for one in units] == [
        ("", "2018-12", 12, 0),
        ("3101", "2018-12", 12, 0),
        ("3102", "2018-11", 2, 1),
    ]
    assert [one.key for one in units] == [RESERVED, "3101", "3102"]


def test_an_ore_is_a_rebooking_and_nought_is_none() -> None:
    assert found(booked(("04", "3101", 1)), 6) == [("3101", 1, 4, 2)]
    assert found(booked(("04", "3101", 100), ("05", "3101", 0)), 6) == [("3101", 100, 4, 2)]


def test_no_salary_is_missing_after_the_last_day_the_money_may_be_used() -> None:
    rows = booked(("01", "3101", 10), ("02", "3101", 10), ("03", "3101", 10))
    missing = {
        month: [
            one.missing for one in salary_by_unit(rows, rows, CODES, ["4"], Period(2018, month), dt.date(2018, 5, 31))
        ]
        for month in (3, 4, 5, 9)
    }
    assert missing == {3: [0], 4: [1], 5: [2], 9: [2]}
