"""Axes and labels: round values that hold the data, labels that do not cover each other."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from statsbidrag.show import theme

MNKR = 100_000_000


def test_a_year_of_twelve_millions_has_the_axis_a_reader_expects() -> None:
    values = theme.axis_values(0, 12 * MNKR)
    assert values == [0, 3 * MNKR, 6 * MNKR, 9 * MNKR, 12 * MNKR]
    assert theme.axis_label(values, "mnkr") == "format(datum.value / 100000000, ',.0f')"
    assert theme.axis_label([0, MNKR // 2], "mnkr") == "format(datum.value / 100000000, ',.1f')"


@given(st.integers(-(10**12), 10**12), st.integers(0, 10**12))
def test_the_axis_holds_the_data_in_few_even_steps(low: int, reach: int) -> None:
    values = theme.axis_values(low, low + reach)
    assert values[0] <= low
    assert values[-1] >= low + reach
    assert len(values) <= theme.MOST_AXIS_STEPS + 2
    assert len({after - before for before, after in itertools.pairwise(values)}) <= 1


def test_labels_move_apart_around_their_middle() -> None:
    assert theme.apart([100, 104], 10) == [97, 107]
    assert theme.apart([100, 104, 300], 10) == [97, 107, 300]
    assert theme.apart([], 10) == []


@given(st.lists(st.integers(-(10**10), 10**10), max_size=6), st.integers(1, 10**9))
def test_moved_labels_keep_their_order_and_distance(places: list[int], distance: int) -> None:
    moved = theme.apart(places, distance)
    for before, after in itertools.pairwise(sorted(moved)):
        assert after - before >= distance
    for (before, new_before), (after, new_after) in itertools.combinations(zip(places, moved, strict=True), 2):
        if before != after:
            assert (before < after) is (new_before < new_after)


def test_small_amounts_are_shown_in_thousands() -> None:
    assert theme.scale_of([2 * MNKR - 1]) == "tkr"
    assert theme.scale_of([-2 * MNKR, 0]) == "mnkr"
    assert theme.scale_of([]) == "tkr"
