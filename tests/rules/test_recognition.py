"""What should be income and stand in the balance sheet: worked cases, a second reckoning, and the entry that closes."""

from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from statsbidrag.base.states import RecognitionPrinciple
from statsbidrag.rules.recognition import PartMoney, Standing, entry, left_of_earlier, should_stand

CASES = yaml.load(
    (Path(__file__).parents[1] / "cases/intaktsprincip.yaml").read_text(encoding="utf-8"), Loader=yaml.CBaseLoader
)
ACCOUNTS = {"skuld": "liability", "upplupen intäkt": "claim", "intäkt": "income"}
NAMES = {"R": "received", "K": "cost", "E": "entitled"}
PRINCIPLES = list(RecognitionPrinciple)
ORE = st.integers(min_value=0, max_value=10**11)
UNKNOWN_OR = st.none() | ORE


def ore(text: str) -> int | None:
    return None if text == "unknown" else int(Decimal(text) * 100)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_worked_case(case: dict) -> None:
    money = PartMoney(**{NAMES.get(name, name): ore(text) for name, text in case["given"].items()})
    found = should_stand(RecognitionPrinciple(case["principle"]), money)
    if case["gives"] == "unknown":
        assert found is None
        return
    assert found == Standing(**{name: ore(text) for name, text in case["gives"].items()})
    liability, claim = (ore(text) for text in case["booked"])
    lines = entry(found.liability - liability, found.claim - claim)
    assert [(line.account, line.debit, line.credit) for line in lines] == [
        (ACCOUNTS[name], ore(debit), ore(credit)) for name, debit, credit in case["entry"]
    ]


def reckoned(
    principle: str, r: int, k: int | None, e: int | None, decided: int | None, granted: int | None
) -> int | None:
    """The income again, krona by krona as one would explain it, without the module's own helpers."""
    if principle == "unknown":
        return 0 if r == 0 and k == 0 and decided in (None, 0) and granted in (None, 0) else None
    if principle == "restriction":
        return r if granted is None or granted < r else granted
    if principle == "performance":
        return 0 if decided is None else decided
    if k is None or (e is None and k > r):
        return None
    if k < 0:
        return 0
    return k if e is None or k < e else e


@given(st.sampled_from(PRINCIPLES), ORE, st.none() | st.integers(-(10**9), 10**11), UNKNOWN_OR, UNKNOWN_OR, UNKNOWN_OR)
def test_a_second_reckoning_gives_the_same(
    principle: RecognitionPrinciple,
    received: int,
    cost: int | None,
    entitled: int | None,
    decided: int | None,
    granted: int | None,
) -> None:
    found = should_stand(principle, PartMoney(received, cost, entitled, decided, granted))
    income = reckoned(principle.value, received, cost, entitled, decided, granted)
    assert (found.recognised if found else None) == income
    if found is not None:
        # What has come is income or owed; what is income has come or is to come.
        assert received + found.claim == found.recognised + found.liability
        assert min(found.liability, found.claim) == 0 <= max(found.liability, found.claim)


@given(ORE, ORE, ORE, st.data())
def test_what_may_not_be_requested_is_never_accrued(
    received: int, cost: int, entitled: int, data: st.DataObject
) -> None:
    claim = max(0, min(cost, entitled) - received)
    lapsed = data.draw(st.integers(0, claim))
    found = should_stand(RecognitionPrinciple.CONDITION, PartMoney(received, cost, entitled, lapsed=lapsed))
    assert found is not None and found.claim == claim - lapsed
    assert found.liability == max(0, received - min(cost, entitled))


@given(st.integers(-(10**11), 10**11), st.integers(-(10**11), 10**11))
def test_the_entry_closes_and_takes_the_books_there(liability: int, claim: int) -> None:
    lines = entry(liability, claim)
    assert sum(line.debit for line in lines) == sum(line.credit for line in lines)
    assert all((line.debit > 0) != (line.credit > 0) for line in lines)
    credit = {name: sum(line.credit - line.debit for line in lines if line.account == name) for name in
              ("liability", "claim", "income")}  # fmt: skip
    assert (credit["liability"], -credit["claim"]) == (liability, claim)
    assert credit["income"] == claim - liability
    assert [line.debit > 0 for line in lines] == [True, False] * (len(lines) // 2)


@pytest.mark.parametrize(
    ("principle", "left", "stands"),
    [
        ("condition", 500, (500, 0)),
        ("condition", -500, (0, 500)),
        ("performance", 500, (500, 0)),
        ("restriction", 500, (0, 0)),
        ("unknown", 0, (0, 0)),
    ],
)
def test_earlier_years_money_stands_until_it_is_paid(principle: str, left: int, stands: tuple[int, int]) -> None:
    found = left_of_earlier(RecognitionPrinciple(principle), left)
    assert found == Standing(0, *stands)


def test_earlier_years_money_of_an_unknown_principle_is_not_known() -> None:
    assert left_of_earlier(RecognitionPrinciple.UNKNOWN, 1) is None


@pytest.mark.parametrize(("cost", "income"), [(500, 500), (501, None), (0, 0), (-1, 0)])
def test_of_an_unknown_most_the_cost_is_income_as_far_as_what_came(cost: int, income: int | None) -> None:
    found = should_stand(RecognitionPrinciple.CONDITION, PartMoney(500, cost, None))
    assert found == (None if income is None else Standing(income, 500 - income, 0))
