"""What is a personal number in a text, and what is not."""

import hashlib
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personal import FORMS, check_digit, many, number_made
from statsbidrag.base import numbers as shown
from statsbidrag.base.money import kronor_text
from statsbidrag.base.number_series import Series
from statsbidrag.base.personal_numbers import MASK, PersonalNumbers, dated_numbers, masked, pattern_fault

PEOPLE = st.builds(
    lambda seed, day: number_made(random.Random(seed), coordination=day), st.integers(0, 10**6), st.booleans()
)
AROUND = st.text(st.characters(exclude_categories=["Nd", "Cs", "Cc", "Cf", "Zs", "Pd"]), max_size=4)


@given(PEOPLE, st.sampled_from(FORMS), AROUND, AROUND)
def test_every_form_is_masked_whatever_stands_around_it(number: str, form, before: str, after: str) -> None:
    if before[-1:] == "+" or after[:1] == "+" or form(number).startswith("SE"):
        before, after = "", ""
    told = masked(before + form(number) + after)
    assert MASK in told and number[8:] not in told.replace(before, "", 1)


@given(PEOPLE, st.sampled_from("0123456789"))
def test_a_digit_more_makes_it_another_number(number: str, digit: str) -> None:
    ten = f"{number[2:8]}-{number[8:]}"
    assert masked(ten + digit) == ten + digit
    assert masked(f"{digit}3{number}") == f"{digit}3{number}"


@given(PEOPLE, st.integers(1, 9))
def test_another_last_digit_is_no_personal_number(number: str, more: int) -> None:
    other = number[:-1] + str((int(number[-1]) + more) % 10)
    assert masked(other) == other


@pytest.mark.parametrize(
    "text",
    [
        "181332-9802", "20190229-980" + check_digit("190229980"), "20001399-0000",
        "232100-0214", "556036-0793",
        "Användningstid: 2018-01-01 – 2018-12-31", "daterad 2018-06-30 09:15", "2018-06-30",
        "S2017/07302/FS", "RS/1234/2018", "tel. 063-14 75 00",
    ],
)  # fmt: skip
def test_dates_that_do_not_exist_companies_and_other_numbers_are_left(text: str) -> None:
    assert masked(text) == text


def test_all_in_a_list_are_masked() -> None:
    forms = [form for _, form in many(40)]
    assert masked(", ".join(forms)).count(MASK) == 40
    assert masked("rad 12 " + forms[1]) == f"rad 12 {MASK}"


def test_no_amount_is_masked() -> None:
    choice = random.Random(18)
    for number in range(100_000):
        ore = choice.randrange(-(10**13), 10**13)
        text = shown.kronor(ore, 2) if number % 20 == 0 else kronor_text(ore)
        assert masked(text) is text
    person = number_made(choice)[2:]
    assert masked(f"{person},50") == f"{person},50"
    assert masked(f"{person} kr") == f"{person} kr"


def test_no_hash_is_masked() -> None:
    for number in range(10_000):
        sha256 = hashlib.sha256(str(number).encode()).hexdigest()
        line = f'"a.xlsx": "{sha256}", row:{sha256[:16]}:12'
        assert masked(line) is line


@pytest.mark.parametrize(
    ("pattern", "text", "told"),
    [
        ("99nnnnnnnnnn", "991234567890", MASK),
        ("99nnnnnnnnnn", "x991234567890,", f"x{MASK},"),
        ("99nnnnnnnnnn", "9912345678901", "9912345678901"),
        ("YYYYMMDD-xnnn", "19121212K123", MASK),
        ("YYYYMMDD-xnnn", "19121212 - k123", MASK),
        ("YYYYMMDD-xnnn", "19121212-1234", "19121212-1234"),
    ],
)
def test_a_form_of_reservnummer_is_masked_where_it_is_told(pattern: str, text: str, told: str) -> None:
    assert pattern_fault(pattern) is None
    assert PersonalNumbers((pattern,)).masked(text) == told
    assert masked(text) == text


@pytest.mark.parametrize("pattern", ["", "nnnn", "nnnnnnnnnn", "99nn", "1234567890", "99(n+)+nnnnnn", ".nnnnnnnnn"])
def test_a_form_that_would_hide_amounts_or_nothing_is_refused(pattern: str) -> None:
    assert pattern_fault(pattern)


def series_of(texts: list[str]) -> frozenset[str]:
    found = Series()
    for text in texts:
        found.add(dated_numbers(text))
    return found.years


def test_numbers_built_on_dates_are_a_series_and_persons_are_not() -> None:
    vouchers = [f"1806{day:02d}{number:04d}" for day in (27, 28, 29) for number in range(1, 41)]
    assert len(vouchers) == 120 and series_of(vouchers) == {"18"}
    assert series_of([f"20{one}" for one in vouchers]) == {"2018"}
    persons = [number[2:] for number, _ in many(400)]
    assert series_of(persons) == frozenset()
    # The few persons among this year's vouchers are of other years, and still persons.
    assert series_of([*vouchers, *(one for one in persons if not one.startswith("18"))]) == {"18"}


def test_too_few_numbers_are_no_series() -> None:
    numbers = [f"180627{number:04d}" for number in range(1, 10)]
    assert series_of(numbers) == frozenset()
    assert series_of([*numbers, "1806270010"]) == {"18"}


def test_clearly_more_than_chance_are_persons() -> None:
    series = [f"180627{number:04d}" for number in range(1, 91)]
    born = [f"1806{day:02d}98{third}" for day in range(1, 31) for third in range(10)]
    children = [first + check_digit(first) for first in born]
    assert series_of([*series, *children[:10]]) == {"18"}
    assert series_of([*series, *children[:40]]) == frozenset()
