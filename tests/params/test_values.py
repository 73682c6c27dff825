"""Values as people write them: amounts, periods, and how firm a value is."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statsbidrag.base.errors import ParameterError
from statsbidrag.base.money import kronor_text, last_digit_in_ore, ore_from_text, swedish_kronor
from statsbidrag.base.period import Period, day_text, month_name, short_month

HARD = "\u00a0"


@pytest.mark.parametrize(
    ("text", "unit", "ore"),
    [
        ("12 569 846", "kr", 12_569_846 * 100),
        (f"12{HARD}569{HARD}846.50", "kr", 12_569_846 * 100 + 50),
        ("12.6", "mnkr", 12_600_000 * 100),
        ("12.569846", "mnkr", 12_569_846 * 100),
        ("2400", "tkr", 2_400_000 * 100),
        ("1", "mdkr", 1_000_000_000 * 100),
        ("-18 437.50", "kr", -18_437 * 100 - 50),
        ("−18 437.5", "kr", -18_437 * 100 - 50),
        ("0", "kr", 0),
    ],
)
def test_amounts_are_read_to_the_ore(text: str, unit: str, ore: int) -> None:
    assert ore_from_text(text, unit) == ore


@pytest.mark.parametrize("text", ["12,6", "1 2", "12 5700", "12.570.000", "", " 12", "1e6", "12 mnkr", "½", "٣", "--1"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="är inget belopp; skriv till exempel 12 570 000 eller"):
        ore_from_text(text, "mnkr")


def test_an_amount_finer_than_an_ore_and_an_unknown_unit_are_refused() -> None:
    with pytest.raises(ValueError, match=r"«0\.001» kr är finare än ett öre"):
        ore_from_text("0.001", "kr")
    with pytest.raises(ValueError, match="enheten «mkr» finns inte; tillåtet: kr, tkr, mnkr, mdkr"):
        ore_from_text("1", "mkr")


@given(st.integers(-(10**15), 10**15))
def test_an_amount_survives_being_written_and_read(ore) -> None:
    assert ore_from_text(kronor_text(ore), "kr") == ore
    assert Decimal(kronor_text(ore)) * 100 == ore
    shown = swedish_kronor(ore)
    assert ore_from_text(shown.replace(",", "."), "kr") == ore
    assert "," in shown
    assert "-" not in shown


@pytest.mark.parametrize(
    ("text", "unit", "ore"),
    [
        ("12.6", "mnkr", 100_000_00),
        ("12", "mnkr", 1_000_000_00),
        ("12.60", "mnkr", 10_000_00),
        ("980 000 000", "kr", 1_00),
    ],
)
def test_what_the_last_digit_is_worth(text: str, unit: str, ore: int) -> None:
    assert last_digit_in_ore(text, unit) == ore


@pytest.mark.parametrize(
    ("text", "year", "number", "written", "title"),
    [
        ("2018-01", 2018, 1, "2018-01", "januari 2018"),
        ("2018-06", 2018, 6, "2018-06", "januari–juni 2018"),
        ("2018-T1", 2018, 4, "2018-04", "januari–april 2018"),
        ("2018-T2", 2018, 8, "2018-08", "januari–augusti 2018"),
        ("2018-12", 2018, 12, "2018-12", "januari–december 2018"),
        ("2018-13", 2018, 13, "2018-13", "bokslut 2018"),
        ("2018-bokslut", 2018, 13, "2018-13", "bokslut 2018"),
    ],
)
def test_a_period(text: str, year: int, number: int, written: str, title: str) -> None:
    period = Period.parse(text)
    assert (period.year, period.number, str(period), period.title) == (year, number, written, title)
    assert period.months == [f"{year}-{month:02d}" for month in range(1, min(number, 12) + 1)]
    assert period.closing is (number == 13)
    assert (period.month_text, period.first_day) == (period.months[-1], dt.date(year, 1, 1))


@pytest.mark.parametrize(("text", "day"), [("2018-02", 28), ("2020-02", 29), ("2018-06", 30), ("2018-13", 31)])
def test_a_period_ends_with_its_month(text: str, day: int) -> None:
    period = Period.parse(text)
    assert period.last_day == dt.date(period.year, period.month, day)


@pytest.mark.parametrize(
    "text", ["2018", "2018-00", "2018-14", "2018-6", "18-06", "2018-T3", "2018-06 ", "2018/06", "juni"]
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ParameterError) as error:
        Period.parse(text)
    allowed = "ÅÅÅÅ-MM (2018-06), ÅÅÅÅ-T1, ÅÅÅÅ-T2 eller ÅÅÅÅ-bokslut (2018-13)"
    assert error.value.lines == [f"Perioden «{text}» finns inte. Tillåtet: {allowed}."]


def test_days_and_months_in_words() -> None:
    assert day_text(dt.date(2017, 12, 31)) == f"31{HARD}dec{HARD}2017"
    assert (month_name("2018-05"), short_month("2018-09")) == ("maj", "sept")
