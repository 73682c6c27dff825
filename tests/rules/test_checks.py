"""How far salaries are rebooked onto the grant, and what its income code holds."""

import pandas as pd
import pytest

from statsbidrag.rules.checks import income_on_codes, latest_rebooked_month

CODES = {"object": ["9916"]}


def rows(*given: tuple) -> pd.DataFrame:
    return pd.DataFrame(given, columns=["file", "voucher", "period", "account", "object", "amount_ore"]).astype(
        {"amount_ore": "int64"}
    )


MAY = [("f", "V1", "2018-05", "4010", "9916", 100), ("f", "V1", "2018-05", "4010", "", -100)]


@pytest.mark.parametrize(
    ("more", "month"),
    [
        ([], "2018-05"),
        ([("f", "V2", "2018-06", "4010", "9916", 100), ("f", "V2", "2018-06", "4010", "", -100)], "2018-06"),
        ([("f", "V2", "2018-06", "4010", "9916", 100)], "2018-05"),
        ([("f", "V2", "2018-06", "4010", "9916", 100), ("f", "V2", "2018-06", "4020", "", -100)], "2018-05"),
        ([("f", "V2", "2018-06", "4010", "9916", 100), ("g", "V2", "2018-06", "4010", "", -100)], "2018-05"),
        ([("f", "V2", "2018-06", "5010", "9916", 100), ("f", "V2", "2018-06", "5010", "", -100)], "2018-05"),
        ([("f", "V2", "2018-06", "4010", "9916", -100), ("f", "V2", "2018-06", "4010", "", 100)], "2018-05"),
    ],
    ids=["may", "june", "no credit", "other account", "other file", "no salary", "taken back"],
)
def test_latest_rebooked_month(more: list[tuple], month: str) -> None:
    assert latest_rebooked_month(rows(*MAY, *more), CODES, ["4"]) == month


def test_no_rebooking_at_all_is_none() -> None:
    assert latest_rebooked_month(rows(), CODES, ["4"]) is None
    assert latest_rebooked_month(rows(MAY[0]), CODES, ["4"]) is None


def test_income_is_told_as_a_positive_amount() -> None:
    paid = rows(
        ("f", "V1", "2018-06", "3519", "", -12_569_846_00),
        ("f", "V2", "2018-07", "3519", "", 46_00),
        ("f", "V3", "2018-07", "3518", "", -1_00),
    )
    assert income_on_codes(paid, {"account": ["3519"]}) == 12_569_846_00 - 46_00
