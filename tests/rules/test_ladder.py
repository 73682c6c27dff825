"""The ladder of the kömiljard: against the text by another road, at each bound, and what must always hold."""

import random
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from ladder_by_the_text import POT, Counts, paid, stands_on

from statsbidrag.model.ladder import Ladder, Waiting
from statsbidrag.rules.ladder import PotShared, exact_totals, place, share_all, share_pot, shown

ROOT = Path(__file__).resolve().parents[2]
BY_HAND = yaml.load((ROOT / "tests/cases/prestationstrappan.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
READINGS = {
    "shared_by": "population",
    "bands_add_up": "true",
    "within_60_needs_no_gain": "false",
    "within_60_shares_rolled_down": "true",
    "rolls": "all_steps",
    "within_60_alone_is_paid": "true",
}
BANDS = [("1", "true", "70"), ("3", "true", "20"), ("5", "false", "10")]


def ladder(bands: list[tuple[str, str, str]] = BANDS, **readings: str) -> Ladder:
    return Ladder.model_validate(
        {
            "source": "ha", "place": "r. 655–675", "status": "decided", "checked": "2026-11-30",
            "groups": ["visit", "procedure"], "months": ["2019-09", "2019-10", "2019-11"],
            "bands": [{"from": start, "including": including, "percent": part} for start, including, part in bands],
            "within_60_percent": "71",
            "readings": READINGS | readings,
        }
    )  # fmt: skip


def counts(gain: str, within_60: str = "50") -> Waiting:
    """Of 10 000 waiting, 60 per cent within 90 days before and so many procentenheter more now."""
    now = 6_000 + int(Decimal(gain) * 100)
    return Waiting(10_000, now, int(Decimal(within_60) * 100), 10_000, 6_000)


def shared(people: dict[str, int], waiting: dict[str, Waiting], **readings: str) -> PotShared:
    return share_pot(ladder(**readings), POT, people, waiting)


def random_counts(chance: random.Random) -> Counts:
    """Counts that lie at a bound as often as not."""
    waiting, before = chance.choice([100, 1000, 7, 1234]), chance.choice([100, 1000, 9, 1500])
    earlier = chance.randint(0, before)
    wanted = Fraction(earlier, before) + Fraction(chance.choice([-3, 0, 1, 2, 3, 4, 5, 6, 9]), 100)
    now = min(waiting, max(0, int(wanted * waiting) + chance.choice([-1, 0, 0, 1])))
    sixty = min(now, max(0, (71 * waiting) // 100 + chance.choice([-1, 0, 1, -20])))
    return waiting, now, sixty, before, earlier


def test_two_thousand_random_pots_are_what_the_text_gives() -> None:
    chance, empty = random.Random(2019), set()
    for _ in range(2000):
        names = ["01", "03", "04", "05"][: chance.randint(1, 4)]
        people = {name: chance.randint(1, 10**6) for name in names}
        raw = {name: random_counts(chance) for name in names}
        found = shared(people, {name: Waiting(*of) for name, of in raw.items()})
        assert found.amounts == paid(people, raw)
        assert {name: set(one.bands) for name, one in found.places.items()} == {n: stands_on(c) for n, c in raw.items()}
        assert sum(found.amounts.values()) + found.unpaid == POT
        empty.add(3 - len({step for one in found.places.values() for step in one.bands}))
    assert empty == {0, 1, 2, 3}


@pytest.mark.parametrize(
    ("gain", "within_60", "bands", "by_60"),
    [
        ("0.99", "50", (), False), ("0.99", "70.99", (), False), ("0.99", "71", (1,), True), ("-4", "71", (1,), True),
        ("1", "50", (1,), False), ("1", "71", (1,), False), ("2.99", "50", (1,), False), ("3", "50", (1, 2), False),
        ("5", "50", (1, 2), False), ("5.01", "50", (1, 2, 3), False), ("0", "50", (), False),
    ],
)  # fmt: skip
def test_each_bound(gain: str, within_60: str, bands: tuple[int, ...], by_60: bool) -> None:
    found = place(ladder(), counts(gain, within_60))
    assert (found.bands, found.by_60) == (bands, by_60)


def test_a_gain_of_exactly_three_is_not_lost_in_thirds() -> None:
    # 2/3 − 191/300 is 3 procentenheter; as decimals it is 2,9999…
    assert place(ladder(), Waiting(3, 2, 0, 300, 191)).bands == (1, 2)


@pytest.mark.parametrize("case", BY_HAND, ids=[case["name"] for case in BY_HAND])
def test_worked_case(case: dict) -> None:
    people = {name: int(one["folkmängd"]) for name, one in case["given"].items()}
    waiting = {name: counts(one["förbättring"], one["inom_60"]) for name, one in case["given"].items()}
    pot = int(Decimal(case["pot"]) * 100)
    found = share_pot(ladder(**case.get("readings", {})), Fraction(pot), people, waiting)
    assert found.amounts == {name: int(Decimal(kronor) * 100) for name, kronor in case["gives"].items()}
    assert found.unpaid == int(Decimal(case["unpaid"]) * 100)


PARTS = st.sampled_from(["0", "0.99", "1", "2", "3", "4", "5", "6", "12"])
SIXTY = st.sampled_from(["50", "70.99", "71", "80"])
MANY = st.lists(st.tuples(PARTS, SIXTY, st.integers(1, 10**6)), min_size=1, max_size=5)


@given(MANY, st.integers(0, 4), st.integers(1, 900))
def test_more_improvement_never_pays_less(many: list, at: int, more: int) -> None:
    names = [str(number) for number in range(len(many))]
    people = dict(zip(names, (one[2] for one in many), strict=True))
    waiting = {name: counts(one[0], one[1]) for name, one in zip(names, many, strict=True)}
    name = names[at % len(names)]
    before = waiting[name]
    better = Waiting(before.waiting, before.within_90 + more, before.within_60, before.waiting_before, 6_000)
    assert shared(people, waiting | {name: better}).amounts[name] >= shared(people, waiting).amounts[name]


@given(MANY)
def test_what_regions_are_called_changes_nothing(many: list) -> None:
    def amounts(names: list[str]) -> list[Fraction]:
        people = dict(zip(names, (one[2] for one in many), strict=True))
        waiting = {name: counts(one[0], one[1]) for name, one in zip(names, many, strict=True)}
        return [shared(people, waiting).amounts[name] for name in names]

    assert amounts(["a", "b", "c", "d", "e"][: len(many)]) == amounts(["z", "y", "x", "w", "v"][: len(many)])


@given(st.lists(MANY, min_size=6, max_size=6))
def test_whole_ore_close_to_each_pot_and_to_the_amount(six: list) -> None:
    names, terms = [str(number) for number in range(5)], ladder()
    people = dict.fromkeys(names, 7)
    waiting = {
        pot: {name: counts(*(many[at % len(many)][:2])) for at, name in enumerate(names)}
        for pot, many in zip(terms.pot_names, six, strict=True)
    }
    pots = share_all(terms, 1_280_000_000_00, people, waiting)
    whole = shown(pots)
    assert sum(whole.total.values()) + sum(whole.unpaid.values()) == 1_280_000_000_00
    exact = exact_totals(pots)
    assert all(abs(ore - exact[name]) < 1 for name, ore in whole.total.items())
    for name, pot in pots.items():
        assert pot.unpaid in (0, POT)
        assert sum(whole.by_pot[name].values()) == (0 if pot.unpaid else 213_333_333_33)


def test_pots_are_named_in_order() -> None:
    months = ("2019-09", "2019-10", "2019-11")
    assert ladder().pot_names == [f"{month}|{group}" for month in months for group in ("visit", "procedure")]


def test_what_a_region_gets_of_all_pots_is_rounded_once() -> None:
    third = PotShared({}, {"01": Fraction(1, 3), "03": Fraction(1, 3)}, Fraction(1, 3))
    whole = shown(dict.fromkeys(ladder().pot_names, third))
    # Six thirds are two öre, six pots of one öre each would be six.
    assert whole.total == {"01": 2, "03": 2}
    assert sum(whole.unpaid.values()) == 2
