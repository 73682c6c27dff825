"""A month whose amounts are of another size or sign than the other months' is odd; what varies as books do is not."""

from decimal import Decimal

import pytest

from statsbidrag.model.settings import MonthsAlike
from statsbidrag.read.ledger.shapes import Shape
from statsbidrag.rules.months_alike import Odd, many_lost, of_another_size, turned

BOUNDS = MonthsAlike()
MONTHS = [f"2018-{number:02d}" for number in range(1, 5)]


def months(name: str, *shapes: Shape) -> dict[str, dict[str, Shape]]:
    return {month: {name: shape} for month, shape in zip(MONTHS, shapes, strict=False)}


def test_a_month_in_thousands_is_of_another_size() -> None:
    kronor, thousands = Shape(20, 20 * 7, 0), Shape(20, 20 * 4, 0)
    assert of_another_size(months("5", kronor, kronor, thousands, kronor), BOUNDS) == [Odd("2018-03", ("5",))]


def test_less_than_two_digits_or_fewer_than_ten_rows_tell_nothing() -> None:
    usual = Shape(20, 20 * 7, 0)
    assert of_another_size(months("5", usual, usual, Shape(20, 20 * 5 + 1, 0), Shape(9, 9 * 2, 0)), BOUNDS) == []
    assert of_another_size(months("5", usual), BOUNDS) == []


def test_a_class_that_is_credit_in_one_month_is_turned() -> None:
    debit = Shape(12, 84, 1)
    assert turned(months("5", debit, Shape(12, 84, 8), debit), ["4", "5"], BOUNDS) == [Odd("2018-02", ("5",))]
    assert turned(months("5", debit, Shape(12, 84, 7), debit), ["4", "5"], BOUNDS) == []


def test_a_class_that_is_always_credit_is_so_unless_most_classes_of_cost_are() -> None:
    credit = Shape(12, 84, 12)
    always = months("7", credit, credit)
    assert turned(always, ["5", "7"], BOUNDS) == []
    every = {month: {**classes, "5": credit} for month, classes in always.items()}
    assert turned(every, ["5", "7"], BOUNDS) == [Odd(month, ("5", "7")) for month in MONTHS[:2]]


def test_income_is_credit() -> None:
    assert turned(months("3", Shape(12, 84, 1), Shape(12, 84, 12)), ["4", "5"], BOUNDS) == []


def test_the_bounds_are_those_of_the_workbook() -> None:
    usual, shorter = Shape(20, 20 * 7, 0), Shape(20, 20 * 6, 5)
    odd = months("5", usual, usual, shorter, usual)
    assert of_another_size(odd, BOUNDS.model_copy(update={"digits": 1})) == [Odd("2018-03", ("5",))]
    assert of_another_size(odd, BOUNDS.model_copy(update={"digits": 1, "rows": 21})) == []
    few = months("5", Shape(4, 28, 0), Shape(4, 28, 3))
    assert turned(few, ["5"], BOUNDS.model_copy(update={"rows": 4})) == [Odd("2018-02", ("5",))]
    assert turned(few, ["5"], BOUNDS.model_copy(update={"rows": 4, "credit": Decimal("0.8")})) == []


@pytest.mark.parametrize(
    ("lost", "ours", "odd"),
    [
        pytest.param((0, 0, 0, 5), (9, 9, 9, 40), ["2018-04"], id="five"),
        pytest.param((0, 0, 0, 4), (9, 9, 9, 40), [], id="four of many"),
        pytest.param((0, 0, 0, 4), (9, 9, 9, 4), ["2018-04"], id="every second"),
        pytest.param((0, 0, 2, 0), (9, 9, 0, 9), ["2018-03"], id="all of a quiet month"),
        pytest.param((0, 0, 1, 0), (9, 9, 0, 9), [], id="one row"),
        pytest.param((0, 0, 9, 9), (9, 9, 0, 0), [], id="half of the months have such"),
        pytest.param((9,), (9,), ["2018-01"], id="the first month"),
    ],
)
def test_months_whose_rows_have_lost_the_grants_code(lost, ours, odd) -> None:
    given, having = (dict(zip(MONTHS, counts, strict=False)) for counts in (lost, ours))
    assert many_lost(given, having, BOUNDS) == odd
