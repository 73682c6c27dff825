"""Sharing by population: published amounts that agree and that do not, and that a pot always closes."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statsbidrag.base.money import last_digit_in_ore, ore_from_text
from statsbidrag.model.node import _day as day_of
from statsbidrag.read.params.population import read_population
from statsbidrag.read.params.strict_yaml import read_document
from statsbidrag.rules.entitlement import Agreeing, agreeing
from statsbidrag.rules.sharing.population_share import split_by_population
from statsbidrag.rules.sharing.whole_ore import split_by_weight

TESTS = Path(__file__).resolve().parents[1]
POPULATION = read_population(TESTS.parent)
POT = st.integers(0, 10**14)
WEIGHTS = st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.integers(0, 10**7), min_size=1).filter(
    lambda weights: sum(weights.values()) > 0
)


def published() -> list[dict]:
    return read_document(TESTS / "cases", TESTS / "cases/befolkningsandel.yaml").data["cases"]


def boring_split(pot: int, weights: dict[str, int]) -> dict[str, int]:
    """The same by handing out the öre that remain one at a time to whoever has most left of an öre to get."""
    total = sum(weights.values())
    parts = {name: pot * weight // total for name, weight in weights.items()}
    while sum(parts.values()) < pot:
        lacking = {name: Fraction(pot * weights[name], total) - parts[name] for name in weights}
        most = max(lacking.values())
        parts[min(name for name in weights if lacking[name] == most)] += 1
    return parts


@pytest.mark.parametrize("case", published(), ids=lambda case: case["name"])
def test_published_amount(case: dict) -> None:
    people = POPULATION[day_of(case["population_date"])]
    computed = split_by_population(ore_from_text(case["national"], "mnkr"), people)[case["lan_code"]]
    assert Decimal(computed) / 10**8 == pytest.approx(Decimal(case["computed"]), abs=Decimal("0.005"))
    stated = ore_from_text(case["stated"], "mnkr")
    verdict = agreeing(stated, last_digit_in_ore(case["stated"], "mnkr"), computed)
    assert verdict is {"yes": Agreeing.AGREES, "no": Agreeing.DIFFERS}[case["agrees"]]


def test_patientmiljarden_2018_in_full_closes_and_gives_jamtland_harjedalen_its_share() -> None:
    people = POPULATION[day_of("2017-12-31")]
    parts = split_by_population(980_000_000_00, people)
    assert sum(parts.values()) == 980_000_000_00
    assert len(parts) == 21
    assert parts["23"] == 980_000_000_00 * 129_806 // 10_120_242 == 12_569_845_66


@pytest.mark.parametrize(
    ("stated", "computed", "verdict"),
    [
        (12_600_000_00, 12_650_000_00, Agreeing.AGREES),
        (12_600_000_00, 12_650_000_01, Agreeing.DIFFERS),
        (12_600_000_00, 12_550_000_00, Agreeing.AGREES),
        (12_600_000_00, 12_549_999_99, Agreeing.DIFFERS),
    ],
)
def test_a_stated_amount_agrees_within_half_of_its_last_digit(stated: int, computed: int, verdict: Agreeing) -> None:
    assert agreeing(stated, last_digit_in_ore("12.6", "mnkr"), computed) is verdict


@given(POT, WEIGHTS)
def test_the_parts_sum_to_the_pot_and_each_is_within_an_ore_of_its_exact_share(pot, weights) -> None:
    parts = split_by_weight(pot, weights)
    assert sum(parts.values()) == pot
    total = sum(weights.values())
    assert all(abs(parts[name] - Fraction(pot * weight, total)) < 1 for name, weight in weights.items())


@given(POT, WEIGHTS)
def test_it_is_what_handing_out_ore_by_ore_gives(pot, weights) -> None:
    assert split_by_weight(pot, weights) == boring_split(pot, weights)


@given(POT, WEIGHTS, st.randoms())
def test_the_order_of_the_regions_does_not_matter(pot, weights, random) -> None:
    names = list(weights)
    random.shuffle(names)
    assert split_by_weight(pot, {name: weights[name] for name in names}) == split_by_weight(pot, weights)


@given(POT, WEIGHTS)
def test_more_people_never_get_less(pot, weights) -> None:
    parts = split_by_weight(pot, weights)
    assert all(parts[a] <= parts[b] for a in weights for b in weights if weights[a] < weights[b])


def test_nobody_to_share_among_is_an_error() -> None:
    with pytest.raises(ValueError, match="weights must sum to more than zero"):
        split_by_weight(100, {"23": 0})
