"""Why the cost is another than last month: worked cases, and that the causes always sum to the change."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from statsbidrag.rules.changes import CONTENT, Cause, changed_rows, moved

CASES = yaml.load(
    (Path(__file__).parents[1] / "cases/forandringar.yaml").read_text(encoding="utf-8"), Loader=yaml.CBaseLoader
)
CLASSES = ["4", "5", "6", "7"]


def book(rows: list[list[str]]) -> pd.DataFrame:
    """Rows ``voucher, month, account, object, kronor`` as the store's."""
    frame = pd.DataFrame(rows, columns=["voucher", "month", "account", "object", "kronor"], dtype="str")
    empty = {name: "" for name in CONTENT if name not in ("amount_ore", "closing", "date", "period")}
    return frame.assign(
        **{**empty, **{name: frame[name] for name in ("voucher", "account", "object")}},
        source="huvudbok",
        period="2018-" + frame["month"],
        date=pd.Timestamp("2018-05-31"),
        closing=False,
        amount_ore=[int(Decimal(text) * 100) for text in frame["kronor"]],
    ).drop(columns=["month", "kronor"])


def causes(before: pd.DataFrame, now: pd.DataFrame, counted_before: list[str], counted_now: list[str]) -> dict:
    """Cause → öre."""
    old, new = before[before["object"].isin(counted_before)], now[now["object"].isin(counted_now)]
    came, went = changed_rows(moved(old, new), old, before, new, now, new["period"] <= "2018-05", CLASSES)
    # Every row came or went once, by a boring count of what the rows say.
    content = [Counter(map(tuple, rows[CONTENT].itertuples(index=False))) for rows in (old, new, came, went)]
    assert content[2] == content[1] - content[0] and content[3] == content[0] - content[1]
    sums: Counter[str] = Counter()
    for rows, sign in ((came, 1), (went, -1)):
        for row in rows.itertuples():
            sums[row.cause] += sign * row.amount_ore
    assert sum(sums.values()) == new["amount_ore"].sum() - old["amount_ore"].sum()
    return dict(sums)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_worked_case(case: dict) -> None:
    found = causes(
        book(case["before"]),
        book(case["now"]),
        case.get("counted_before", ["9916"]),
        case.get("counted_now", ["9916"]),
    )
    assert found == {name: int(Decimal(kronor) * 100) for name, kronor in case["causes"].items()}


def test_each_cause_has_its_case() -> None:
    assert {cause for case in CASES for cause in case["causes"]} == {*Cause} - {Cause.OTHER}


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["V1", "V2", "V3", ""]),
        st.sampled_from(["01", "05", "06"]),
        st.sampled_from(["4010", "2440", "6510"]),
        st.sampled_from(["9916", "9914", ""]),
        st.sampled_from(["10", "-10", "0.01", "2000000"]),
    ).map(list),
    max_size=12,
)


@settings(max_examples=30)
@given(before=ROWS, now=ROWS)
def test_the_causes_sum_to_the_change(before: list, now: list) -> None:
    causes(book(before), book(now), ["9916"], ["9916", "9914"])


@settings(max_examples=20)
@given(rows=ROWS)
def test_the_same_books_give_no_change(rows: list) -> None:
    assert causes(book(rows), book(rows), ["9916"], ["9916"]) == {}


def test_a_voucher_of_another_source_is_another_voucher() -> None:
    before = book([["V1", "05", "4010", "9914", "5"]]).assign(source="lön")
    now = pd.concat([before, book([["V1", "05", "6510", "9916", "7"]])], ignore_index=True)
    assert causes(before, now, ["9916"], ["9916"]) == {"late_booking": 700}
