"""Budget per month, the straight line, and whose word was the latest."""

import datetime as dt
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statsbidrag.base.period import Period
from statsbidrag.model.budget import Budget
from statsbidrag.model.choices import Forecast
from statsbidrag.rules.budget import budget_to_date, in_force, monthly_budget, monthly_total
from statsbidrag.rules.forecast import latest, straight_line

PERIODS = [Period(2018, number) for number in range(1, 14)]
ORE = st.integers(0, 10**12)


def budget(ore: int, months: list[int] | None = None) -> Budget:
    def kronor(amount: int) -> str:
        return f"{amount // 100}.{amount % 100:02d}"

    more = {"months": [kronor(month) for month in months]} if months else {}
    return Budget.model_validate({"amount": kronor(ore), "unit": "kr", "status": "example", **more})


@given(ORE)
def test_an_even_budget_sums_and_no_month_differs_by_more_than_an_ore(ore) -> None:
    months = monthly_budget(budget(ore))
    assert len(months) == 12
    assert sum(months) == ore
    assert max(months) - min(months) <= 1
    assert [budget_to_date(budget(ore), period) for period in PERIODS] == [
        sum(months[: min(number, 12)]) for number in range(1, 14)
    ]


@given(st.lists(ORE, min_size=12, max_size=12))
def test_a_budget_with_months_keeps_them(months) -> None:
    whole = budget(sum(months), months)
    assert monthly_budget(whole) == months
    assert budget_to_date(whole, Period(2018, 2)) == months[0] + months[1]
    assert budget_to_date(whole, Period(2018, 13)) == sum(months)


@given(st.lists(ORE, max_size=4))
def test_budgets_together_are_their_sum_month_by_month(amounts) -> None:
    together = monthly_total(budget(ore) for ore in amounts)
    assert sum(together) == sum(amounts)
    assert together == [sum(monthly_budget(budget(ore))[month] for ore in amounts) for month in range(12)]


def test_an_even_budget_of_one_krona_gives_the_ore_that_are_over_to_the_first_months() -> None:
    assert monthly_budget(budget(1_00)) == [9] * 4 + [8] * 8


@given(st.integers(-(10**12), 10**12), st.sampled_from(PERIODS))
def test_the_straight_line_is_the_pace_kept_to_the_year_end(cost, period) -> None:
    line = straight_line(cost, period)
    assert abs(line - Fraction(cost * 12, period.month)) <= Fraction(1, 2)
    if period.month == 12:
        assert line == cost


@pytest.mark.parametrize(
    ("cost", "month", "line"),
    [(4_912_406_25, 6, 9_824_812_50), (1, 8, 2), (3, 8, 5), (-1, 8, -2), (100_00, 7, 171_43), (5, 5, 12)],
)
def test_halves_of_an_ore_are_rounded_away_from_nought(cost: int, month: int, line: int) -> None:
    assert straight_line(cost, Period(2018, month)) == line


@pytest.mark.parametrize(("month", "line"), [(4, 900), (8, 450), (9, 400), (11, 400)])
def test_the_pace_of_money_that_ends_within_the_year_holds_until_then(month: int, line: int) -> None:
    assert straight_line(400, Period(2018, month), date(2018, 9, 30)) == line
    assert straight_line(400, Period(2018, month), date(2019, 9, 30)) == straight_line(400, Period(2018, month))


def test_the_latest_word_not_after_the_period_counts() -> None:
    said = [
        Forecast.model_validate({"as_of": month, "amount": amount, "unit": "kr", "status": "example", "reason": "skäl"})
        for month, amount in (("2018-06", "3"), ("2018-04", "2"), ("2018-13", "9"))
    ]
    amounts = [found.ore if (found := latest(said, period)) else None for period in PERIODS]
    assert amounts == [None] * 3 + [2_00] * 2 + [3_00] * 7 + [9_00]
    assert latest([], Period(2018, 6)) is None


@pytest.mark.parametrize(
    ("period", "ore"),
    [
        # January's report has no other budget than the one decided first, though that came in February.
        ("2018-01", 100_00),
        ("2018-04", 100_00),
        ("2018-05", 90_00),
        ("2018-09", 90_00),
        ("2018-10", 120_00),
        ("2018-13", 120_00),
    ],
)
def test_the_version_in_force_is_the_latest_decided_by_the_periods_end(period: str, ore: int) -> None:
    days = {"2018-10-31": 120_00, "2018-02-10": 100_00, "2018-05-31": 90_00}
    versions = [
        budget(amount).model_copy(update={"decided_on": dt.date.fromisoformat(day)}) for day, amount in days.items()
    ]
    assert in_force(versions, Period.parse(period).last_day).ore == ore


def test_a_budget_without_day_is_in_force_the_whole_year() -> None:
    assert in_force([budget(5_00)], dt.date(2018, 1, 31)).ore == 5_00
