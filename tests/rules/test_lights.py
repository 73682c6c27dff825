"""The four lights: the worked cases, and that no light changes by a share or an amount alone."""

from fractions import Fraction
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from statsbidrag.base.states import LightLevel, MoneyCause, RequirementStatus
from statsbidrag.rules.lights import (
    Bounds,
    MoneyNow,
    RequirementNow,
    ResultNow,
    dates_light,
    money_causes,
    requirements_light,
    results_light,
    weighed,
    worst,
)

CASES = yaml.load((Path(__file__).parents[1] / "cases/lampor.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
TKR = 100_000
BOUNDS = Bounds(Fraction(5, 100), 500 * TKR, Fraction(15, 100), 2_000 * TKR, Fraction(1, 10), Fraction(5))
MONEY = ("cost", "budget_to_date", "forecast", "budget", "entitled")


def ore(told: dict, name: str) -> int | None:
    return int(told[name]) * TKR if name in told else None


def money_now(told: dict) -> MoneyNow:
    return MoneyNow(
        *(ore(told, name) for name in MONEY),
        uncovered=ore(told, "uncovered") or 0,
        not_yet=ore(told, "not_yet") or 0,
        moved=[int(one) * TKR for one in told.get("moved", [])],
        is_awaited=told.get("is_awaited") == "true",
    )


def requirement_now(told: dict) -> RequirementNow:
    return RequirementNow(
        RequirementStatus(told["status"]), ore(told, "at_stake"), has_passed=told.get("has_passed") == "true"
    )


def result_now(told: dict) -> ResultNow:
    return ResultNow(
        Fraction(told["outcome"]),
        Fraction(told["goal"]),
        is_reached=told.get("is_reached") == "true",
        is_share=told.get("is_share") == "true",
        is_on_its_way=told.get("is_on_its_way") == "true",
    )


def light(case: dict) -> LightLevel:
    if "money" in case:
        return worst(money_causes(money_now(case["money"]), BOUNDS).values())
    if "requirements" in case:
        return requirements_light(map(requirement_now, case["requirements"]), ore(case, "entitled"), BOUNDS)
    if "results" in case:
        return results_light(map(result_now, case["results"]), BOUNDS)
    return dates_light(**{name: int(number) for name, number in case["dates"].items()})


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_worked_case(case: dict) -> None:
    assert light(case) == case["gives"]


@given(st.integers(0, 10**10), st.integers(0, 10**10))
def test_a_deviation_needs_both_a_share_and_an_amount(deviation: int, whole: int) -> None:
    level = weighed(deviation, whole, BOUNDS)
    if deviation <= BOUNDS.watch_ore or deviation <= BOUNDS.watch_share * whole:
        assert level is LightLevel.OK
    elif deviation <= BOUNDS.off_ore or deviation <= BOUNDS.off_share * whole:
        assert level is LightLevel.WATCH
    else:
        assert level is LightLevel.OFF


def test_what_is_not_told_colours_nothing() -> None:
    bounds = Bounds(Fraction(0), 0, Fraction(0), 0, Fraction(0), Fraction(0))
    assert set(money_causes(MoneyNow(100, None, 100, 100, 100), bounds).values()) == {LightLevel.OK}


def test_an_effort_is_weighed_by_the_amount_alone_where_no_whole_is_known() -> None:
    bounds = Bounds(Fraction(1), 0, Fraction(1), 0, Fraction(0), Fraction(0))
    assert money_causes(MoneyNow(1, None, 1, None, None, moved=[1]), bounds)[MoneyCause.EFFORT] is LightLevel.WATCH


def test_the_worst_of_several_is_told() -> None:
    assert worst([]) is LightLevel.NONE
    assert worst([LightLevel.NONE, LightLevel.OK]) is LightLevel.OK
    assert worst([LightLevel.WATCH, LightLevel.OFF, LightLevel.OK]) is LightLevel.OFF
