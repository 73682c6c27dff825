"""Indicators: against a boring reading, and that a share is never a mean of shares."""

from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from statsbidrag.base.period import Period
from statsbidrag.model.indicator import Indicator
from statsbidrag.rules.indicators import NOTHING, Measured, for_period, monthly, months_against

NUMBER = st.none() | st.integers(0, 10**6)
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["andel", "annan"]),
        st.sampled_from(["2018-01", "2018-02", "2018-05", "2018-09"]),
        st.sampled_from(["3101", "3102", "3103"]),
        NUMBER,
        NUMBER,
    ),
    max_size=25,
)
JUNE = Period(2018, 6)


def indicator(period_value: str) -> Indicator:
    share = {"unit": "percent", "denominator": "Alla"} if period_value == "share" else {"unit": "count"}
    return Indicator.model_validate(
        {
            "id": "andel",
            "title": "Andel",
            "period_value": period_value,
            "numerator": "Några",
            "better": "higher",
            "baseline": "unknown",
            "target": "unknown",
            "data": "activity/x.csv",
            **share,
        }
    )


def frame(rows: list[tuple]) -> pd.DataFrame:
    names = ("indicator", "month", "unit", "numerator", "denominator")
    kinds = ("str", "str", "str", "Int64", "Int64")
    columns = zip(names, kinds, range(5), strict=True)
    return pd.DataFrame({name: pd.Series([row[at] for row in rows], dtype=kind) for name, kind, at in columns})


def plainly(rows: list[tuple], months: list[str], is_share: bool) -> tuple[int, int, int] | None:
    """Numerator, denominator and number of rows of some months, added one row at a time; None when there is none."""
    numerator = denominator = count = 0
    for name, month, _, above, below in rows:
        if name == "andel" and month in months and above is not None and (not is_share or (below or 0) > 0):
            numerator, denominator, count = numerator + above, denominator + (below or 0), count + 1
    return (numerator, denominator, count) if count else None


@given(ROWS)
def test_a_share_is_the_sum_of_numerators_over_the_sum_of_denominators(rows) -> None:
    months = monthly(indicator("share"), frame(rows), JUNE)
    assert list(months) == JUNE.months
    for month, measured in months.items():
        expected = plainly(rows, [month], True)
        assert measured.value == (Fraction(expected[0], expected[1]) if expected else None)
    whole, expected = for_period(indicator("share"), months), plainly(rows, JUNE.months, True)
    if expected is None:
        assert whole == NOTHING
    else:
        assert (whole.numerator, whole.denominator) == expected[:2]
        assert whole.value == Fraction(expected[0], expected[1])


@given(ROWS)
def test_a_sum_adds_the_months_and_latest_is_the_last_month_or_unknown(rows) -> None:
    months = monthly(indicator("sum"), frame(rows), JUNE)
    expected = plainly(rows, JUNE.months, False)
    assert for_period(indicator("sum"), months).value == (expected[0] if expected else None)
    for number in (2, 6):
        period = Period(2018, number)
        last = plainly(rows, [period.month_text], False)
        measured = for_period(indicator("latest"), monthly(indicator("latest"), frame(rows), period))
        assert measured.value == (last[0] if last else None)


def test_two_months_of_unlike_size_weigh_by_their_size() -> None:
    rows = [("andel", "2018-01", "3101", 9, 10), ("andel", "2018-02", "3101", 0, 90)]
    whole = for_period(indicator("share"), monthly(indicator("share"), frame(rows), JUNE))
    assert whole == Measured(9 + 0, 10 + 90, Fraction(9, 100), 1)


def test_a_unit_with_denominator_nought_or_no_figure_is_left_out_and_not_counted_as_reporting() -> None:
    rows = [
        ("andel", "2018-01", "3101", 8, 10),
        ("andel", "2018-01", "3102", 3, 0),
        ("andel", "2018-01", "3103", None, 10),
        ("andel", "2018-02", "3102", 5, 0),
    ]
    months = monthly(indicator("share"), frame(rows), JUNE)
    assert months["2018-01"] == Measured(8, 10, Fraction(8, 10), 1)
    assert months["2018-02"] == NOTHING


def measured(value: str | None) -> Measured:
    return NOTHING if value is None else Measured(1, 2, Fraction(value), 1)


@pytest.mark.parametrize(
    ("better", "months", "parts", "missed", "unknown"),
    [
        ("higher", {"2019-01": "0.95", "2019-02": "0.96"}, {}, [], []),
        # 95,2 over the period is more than 95, and still July was not.
        ("higher", {"2019-06": "0.96", "2019-07": "0.944"}, {}, ["2019-07"], []),
        ("lower", {"2019-06": "0.96", "2019-07": "0.944"}, {}, ["2019-06"], []),
        ("higher", {"2019-06": None, "2019-07": "0.95"}, {}, [], ["2019-06"]),
        # The whole reaches it, one of the parts does not.
        ("higher", {"2019-01": "0.97"}, {"a": {"2019-01": "0.949"}, "b": {"2019-01": "0.99"}}, ["2019-01"], []),
        ("higher", {"2019-01": "0.97"}, {"a": {"2019-01": None}, "b": {"2019-01": "0.94"}}, ["2019-01"], []),
        ("higher", {"2019-01": "0.97"}, {"a": {"2019-01": None}, "b": {"2019-01": "0.99"}}, [], ["2019-01"]),
    ],
)
def test_a_goal_for_each_month_is_missed_by_one_month_or_part(better, months, parts, missed, unknown) -> None:
    of = indicator("share").model_copy(update={"better": better})
    whole = {month: measured(value) for month, value in months.items()}
    by_part = {name: {month: measured(value) for month, value in of_part.items()} for name, of_part in parts.items()}
    found = months_against(of, Fraction(95, 100), whole, by_part)
    assert (found.missed, found.unknown) == (missed, unknown)
