"""The money chain: worked cases a strategist can read, and what holds for any amounts."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statsbidrag.base.money import ore_from_text
from statsbidrag.base.period import Period
from statsbidrag.model.choices import Event
from statsbidrag.model.node import ORIGIN, UNKNOWN
from statsbidrag.read.params.strict_yaml import read_document
from statsbidrag.rules.chain import Chain, event_sum, events_of, received

CASES = Path(__file__).resolve().parents[1] / "cases"
DECEMBER = Period(2018, 12)
ORE = st.integers(-(10**13), 10**13)
POSITIVE = st.integers(0, 10**13)
MAYBE = st.none() | POSITIVE


def cases() -> list[dict]:
    return read_document(CASES, CASES / "penningkedjan.yaml").data["cases"]


def ore(text: str) -> int | None:
    return None if text == UNKNOWN else ore_from_text(text, "kr")


def event(kind: str, day: str, amount: str | None) -> Event:
    return Event.model_validate({"kind": kind, "date": day, "amount": amount, "status": "example"})


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["name"])
def test_worked_case(case: dict) -> None:
    amounts = case["given"]
    if "paid" in amounts:
        events = [event("payment", "2018-06-20", amounts["paid"]), event("repayment", "2018-12-03", amounts["repaid"])]
        got = received(events, DECEMBER)
    else:
        got = ore(amounts["R"])
    chain = Chain(ore(amounts["E"]), ore(amounts["Q"]), got, ore(amounts["K"]), ore(amounts["F"]))
    expected = {name: ore(text) for name, text in case["expected"].items() if name != ORIGIN}
    assert {name: getattr(chain, name) for name in expected} == expected
    assert set(expected) == {"own_cost", "claim", "unspent", "expected_unspent"}


@given(MAYBE, MAYBE, POSITIVE, ORE, st.none() | ORE)
def test_what_follows_is_never_negative_and_unknown_only_when_it_rests_on_something_unknown(e, q, r, k, f) -> None:
    chain = Chain(e, q, r, k, f)
    follows = [chain.own_cost, chain.claim, chain.unspent, chain.expected_unspent]
    assert all(amount is None or amount >= 0 for amount in follows)
    assert [amount is None for amount in follows] == [e is None, e is None, False, e is None or f is None]


@given(POSITIVE, POSITIVE, ORE)
def test_there_is_never_both_a_claim_and_unspent_money(e, r, k) -> None:
    chain = Chain(e, None, r, k, None)
    assert chain.claim == 0 or chain.unspent == 0


@given(POSITIVE, POSITIVE, POSITIVE)
def test_received_and_claim_and_own_cost_pay_for_the_cost_and_what_is_left(e, r, k) -> None:
    """As long as no more than E has come in, every krona of the cost is paid by someone and none twice."""
    r = min(r, e)
    chain = Chain(e, None, r, k, None)
    assert r + chain.claim + chain.own_cost == k + chain.unspent


@given(POSITIVE, POSITIVE, POSITIVE, st.integers(1, 10**9))
def test_more_cost_never_leaves_more_unspent(e, r, k, more) -> None:
    before, after = Chain(e, None, r, k, k), Chain(e, None, r, k + more, k + more)
    assert after.unspent <= before.unspent
    assert after.expected_unspent <= before.expected_unspent
    assert after.own_cost + after.claim >= before.own_cost + before.claim


def test_events_count_from_their_day_on() -> None:
    events = [
        event("decision", "2017-12-15", None),
        event("payment", "2018-06-30", "100.50"),
        event("payment", "2018-07-01", "200"),
        event("repayment", "2018-12-31", "50.25"),
    ]
    totals = [received(events, Period(2018, number)) for number in range(1, 14)]
    assert totals == [0] * 5 + [100_50] + [300_50] * 5 + [300_50 - 50_25] * 2
    assert event_sum(events, "requisition", DECEMBER) is None
    assert event_sum(events, "payment", Period(2018, 5)) == 0


def test_an_event_that_names_no_component_is_the_only_ones() -> None:
    named = event("payment", "2018-03-01", "100").model_copy(update={"component": "a"})
    unnamed = event("payment", "2018-04-01", "50")
    assert events_of([named, unnamed], "a", 1) == [named, unnamed]
    assert events_of([named, unnamed], "a", 2) == [named]
    assert events_of([named, unnamed], "b", 2) == []
