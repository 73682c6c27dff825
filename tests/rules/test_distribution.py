"""What is passed on: worked cases, that every sum closes to the öre, and the year-end reconciliation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statsbidrag.base.states import RequirementStatus
from statsbidrag.rules.distribution import PassedOn, Reconciled, beyond, sums, unallotted

MET, PARTLY, NOT_MET, UNKNOWN = (RequirementStatus(word) for word in ("met", "partly", "not_met", "unknown"))
ORE = st.integers(0, 10**13)
MAYBE = st.none() | ORE


@pytest.mark.parametrize(
    ("amount", "bound", "above"),
    [(12, 10, 2), (10, 10, 0), (9, 10, 0), (0, 0, 0), (None, 10, None), (10, None, None), (None, None, None)],
)
def test_what_is_above_a_bound_is_never_below_nought(amount: int | None, bound: int | None, above: int | None) -> None:
    assert beyond(amount, bound) == above


@pytest.mark.parametrize(
    ("line", "left", "above", "unaccounted", "more"),
    [
        # A kommun was allotted 1 000, has got 750 and accounted for 600 of it.
        (PassedOn(1_000, 750, 600), 250, 0, 150, 0),
        # It has got 80 more than was allotted, and has spent still more.
        (PassedOn(1_000, 1_080, 1_100), 0, 80, 0, 20),
        # Nothing has been paid yet, which is not the same as that nobody knows.
        (PassedOn(1_000, 0, 0), 1_000, 0, 0, 0),
        (PassedOn(1_000, None, 600), None, None, None, None),
        (PassedOn(None, 750, None), None, None, None, None),
        (PassedOn(1_000, 750, None), 250, 0, None, None),
    ],
)
def test_how_far_a_receivers_money_has_come(line: PassedOn, left, above, unaccounted, more) -> None:
    assert (line.left, line.above, line.unaccounted, line.beyond) == (left, above, unaccounted, more)


def test_the_sums_tell_apart_what_nobody_knows() -> None:
    told = sums([PassedOn(100, 80, 50), PassedOn(None, 7, 9), PassedOn(40, None, 3), PassedOn(10, 12, None)])
    assert (told.allotted, told.paid, told.accounted) == (150, 99, 62)
    assert (told.left, told.above, told.unaccounted, told.beyond) == (20, 2, 30, 2)
    assert (told.no_allotment, told.no_payment, told.no_account, told.no_paid) == (7, 40, 12, 3)
    assert sums([]) == sums([PassedOn(None, None, None)]) == sums([PassedOn(0, 0, 0)])


@given(st.lists(st.builds(PassedOn, MAYBE, MAYBE, MAYBE), max_size=6))
def test_the_sums_close_to_the_ore(lines: list[PassedOn]) -> None:
    told = sums(lines)
    assert told.allotted + told.above + told.no_allotment == told.paid + told.left + told.no_payment
    assert told.paid + told.beyond + told.no_paid == told.accounted + told.unaccounted + told.no_account


@pytest.mark.parametrize(
    ("frame", "allotted", "rest"),
    [
        (100, [40, 50], 10),
        (100, [40, 60], 0),
        (100, [80, 60], -40),
        (100, [], 100),
        (None, [4], None),
        (9, [4, None], None),
    ],
)
def test_what_is_left_of_a_frame(frame: int | None, allotted: list[int | None], rest: int | None) -> None:
    assert unallotted(frame, allotted) == rest


@pytest.mark.parametrize(
    ("told", "to_settle", "not_invoiced", "at_stake", "asked_back"),
    [
        # Frame 100, invoiced 90, cost 80: 10 is invoiced beyond the cost; every requirement is met, so that no
        # source gives ground to ask for any of it.
        (Reconciled(100, 90, 80, (MET, MET)), 10, 0, 0, 0),
        # The cost is above the frame, which bears 100 of it: 5 is invoiced beyond that.
        (Reconciled(100, 105, 120, (MET,)), 5, 0, 0, 0),
        # Less is invoiced than the frame bears.
        (Reconciled(100, 70, 80, (MET,)), 0, 10, 0, 0),
        # A requirement is not met: all that was invoiced may be asked back.
        (Reconciled(100, 90, 80, (MET, NOT_MET)), 10, 0, 80, 90),
        (Reconciled(100, 90, 80, (PARTLY, MET)), 10, 0, 80, 90),
        # One that is not met decides, though another is not judged.
        (Reconciled(100, 90, 80, (UNKNOWN, NOT_MET)), 10, 0, 80, 90),
        # While one is not judged, or none is asked, nobody knows what else may be asked back.
        (Reconciled(100, 90, 80, (MET, UNKNOWN)), 10, 0, None, None),
        (Reconciled(100, 90, 80, ()), 10, 0, None, None),
        (Reconciled(None, 90, 80, (MET,)), None, None, None, None),
        (Reconciled(100, None, 80, (MET,)), None, None, None, None),
        (Reconciled(100, 90, None, (NOT_MET,)), None, None, None, None),
    ],
)
def test_the_year_end_reconciliation(told: Reconciled, to_settle, not_invoiced, at_stake, asked_back) -> None:
    assert (told.to_settle, told.not_invoiced) == (to_settle, not_invoiced)
    assert (told.at_stake, told.most_asked_back) == (at_stake, asked_back)


@given(ORE, ORE, ORE, st.lists(st.sampled_from(RequirementStatus), min_size=1))
def test_never_more_is_asked_back_than_was_invoiced(frame: int, invoiced: int, cost: int, states) -> None:
    told = Reconciled(frame, invoiced, cost, tuple(states))
    assert told.covered == min(frame, cost)
    assert invoiced + (told.not_invoiced or 0) == told.covered + (told.to_settle or 0)
    assert told.most_asked_back is None or 0 <= told.most_asked_back <= invoiced
