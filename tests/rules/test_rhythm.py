"""Months without rows: which are odd, and which are a grant's own rhythm."""

import pytest

from statsbidrag.model.settings import Rhythm
from statsbidrag.rules.rhythm import Gap, gaps_in

BOUNDS = Rhythm.model_validate({"months": "3", "rows": "1", "quiet": ["1", "7"]})


def months(*rows: int) -> dict[str, int]:
    return {f"2018-{number:02d}": many for number, many in enumerate(rows, start=1)}


def gap(usual: int, *numbers: int) -> Gap:
    return Gap(tuple(f"2018-{number:02d}" for number in numbers), usual)


@pytest.mark.parametrize(
    ("rows", "odd"),
    [
        pytest.param((22, 18, 18, 17, 42, 0), [gap(18, 6)], id="the last month"),
        pytest.param((18, 18, 18, 0, 18, 18), [gap(18, 4)], id="a month between"),
        pytest.param((18, 18, 18, 18, 0, 0), [gap(18, 5, 6)], id="two in a row are one gap"),
        pytest.param((18, 18, 18, 0, 18, 0), [gap(18, 4), gap(18, 6)], id="an odd gap makes no rhythm of another"),
        pytest.param((15, 0, 17, 14, 15, 16), [gap(15, 2)], id="too few before, enough after"),
        pytest.param((1, 1, 1, 1, 1, 0), [gap(1, 6)], id="one row each month"),
        pytest.param((5, 4, 5, 6, 5, 5, 0, 0), [gap(5, 8)], id="july is passed over, not august"),
        pytest.param((0, 0, 7, 7, 7, 0), [gap(7, 6)], id="after a start in march"),
    ],
)
def test_a_month_that_falls_to_none_is_odd(rows: tuple[int, ...], odd: list[Gap]) -> None:
    assert gaps_in(months(*rows), BOUNDS) == odd


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param((0, 0, 7, 7, 7, 7), id="a start in march"),
        pytest.param((0, 18, 18, 18, 18, 18), id="an empty january"),
        pytest.param((18, 18, 18, 18, 18, 18, 0, 18), id="an empty july"),
        pytest.param((0, 0, 3, 0, 0, 3, 0, 0, 3, 0, 0, 3), id="an invoice each quarter"),
        pytest.param((0, 0, 3, 0, 0, 3, 0, 0, 3, 0, 0, 0), id="the last quarter's invoice waits for the closing"),
        pytest.param((3, 0, 3, 0, 3, 0), id="every other month"),
        pytest.param((1, 0, 14, 15, 16, 15), id="one row long before it begins"),
        pytest.param((18, 18, 0), id="too few months to tell"),
        pytest.param((18, 0, 0, 0), id="one month alone"),
        pytest.param((0, 0, 0, 0), id="nothing at all"),
        pytest.param((18, 1, 18, 1, 18, 1), id="few rows are rows"),
    ],
)
def test_a_grant_has_its_own_rhythm(rows: tuple[int, ...]) -> None:
    assert gaps_in(months(*rows), BOUNDS) == []


def test_a_month_that_somebody_explains_is_passed_over() -> None:
    rows = months(18, 18, 18, 18, 0, 0)
    assert gaps_in(rows, BOUNDS, {"2018-05"}) == [gap(18, 6)]
    assert gaps_in(rows, BOUNDS, {"2018-05", "2018-06"}) == []


def test_the_bounds_are_those_of_the_workbook() -> None:
    rows = months(2, 2, 2, 0)
    assert gaps_in(rows, BOUNDS) == [gap(2, 4)]
    assert gaps_in(rows, BOUNDS.model_copy(update={"rows": 3})) == []
    assert gaps_in(rows, BOUNDS.model_copy(update={"months": 4})) == []
    assert gaps_in(months(2, 2, 2, 2, 2, 2, 0), BOUNDS.model_copy(update={"quiet": []})) == [gap(2, 7)]
