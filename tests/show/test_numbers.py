"""Numbers as Swedish text: worked cases, and what holds for every number."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statsbidrag.base import numbers

SPACE, MINUS = "\u00a0", "\u2212"
ENTITLED = 12_569_846_00


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (numbers.kronor(ENTITLED), f"12{SPACE}569{SPACE}846"),
        (numbers.kronor(ENTITLED + 5, 2), f"12{SPACE}569{SPACE}846,05"),
        (numbers.kronor(-99_50), f"{MINUS}100"),
        (numbers.kronor(-49), "0"),
        (numbers.kronor(-5, 2), f"{MINUS}0,05"),
        (numbers.tkr(ENTITLED), f"12{SPACE}570"),
        (numbers.mnkr(ENTITLED), "12,6"),
        (numbers.mnkr(ENTITLED, 2), "12,57"),
        (numbers.mnkr(-4_999_999), "0,0"),
        (numbers.mnkr(5_000_000), "0,1"),
        (numbers.count(1234567), f"1{SPACE}234{SPACE}567"),
        (numbers.percent(Fraction(17, 20)), f"85{SPACE}%"),
        (numbers.percent(Fraction(2, 3), 1), f"66,7{SPACE}%"),
        (numbers.percent(Decimal("0.825")), f"83{SPACE}%"),
        (numbers.percent(Decimal("-0.004")), f"0{SPACE}%"),
        (numbers.with_unit("12,6", "mnkr"), f"12,6{SPACE}mnkr"),
        (numbers.signed("0,5"), "+0,5"),
        (numbers.signed("0,0"), "0,0"),
        (numbers.signed(f"{MINUS}0,5"), f"{MINUS}0,5"),
    ],
)
def test_worked_cases(text: str, expected: str) -> None:
    assert text == expected


@pytest.mark.parametrize(
    ("write", "value"), [(numbers.kronor, 1.0), (numbers.percent, 0.85), (numbers.count, True), (numbers.number, 1.5)]
)
def test_a_float_or_a_flag_is_refused(write: Callable, value: object) -> None:
    with pytest.raises(TypeError, match="är inget"):
        write(value)


@given(st.integers(-(10**15), 10**15), st.integers(0, 4))
def test_the_text_read_back_is_the_rounded_number(ore: int, decimals: int) -> None:
    text = numbers.amount(ore, "mnkr", decimals)
    back = Decimal(text.replace(SPACE, "").replace(",", ".").replace(MINUS, "-"))
    assert abs(Fraction(back) - Fraction(ore, 10**8)) <= Fraction(1, 2 * 10**decimals)
    assert not (text.startswith(MINUS) and back == 0)


@given(st.integers(-(10**15), 10**15))
def test_a_number_and_its_opposite_differ_by_the_minus_only(ore: int) -> None:
    assert numbers.kronor(-ore).lstrip(MINUS) == numbers.kronor(ore).lstrip(MINUS)


@given(st.integers(0, 10**15))
def test_groups_have_three_digits(kronor: int) -> None:
    first, *groups = numbers.kronor(kronor * 100).split(SPACE)
    assert 1 <= len(first) <= 3
    assert all(len(group) == 3 for group in groups)
