"""Cost by group: every breakdown sums to K, and no row is told twice."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from ledger_rows import CODES, ROWS, frame, has_codes

from statsbidrag.facts.rows import claim_text
from statsbidrag.model.region import CostType
from statsbidrag.rules.breakdown import ClaimedTwice, cost_type_of, groups_by_codes, payee_of, sums

CODE_SETS = st.dictionaries(st.sampled_from("abc"), st.lists(CODES, min_size=1, max_size=2), max_size=3)
COST_TYPES = [
    CostType.model_validate({"id": name, "title": name, "accounts": accounts})
    for name, accounts in (
        ("personal", [{"prefix": "4", "from": "2017", "to": "2018", "status": "check"}]),
        ("varor", [{"prefix": "6", "from": "2017", "status": "check"}]),
        ("utrustning", [{"prefix": "65", "from": "2018", "status": "check"}]),
    )
]


def claims(row: dict, code_sets: dict[str, list[dict]]) -> list[str]:
    return [name for name, sets in code_sets.items() if any(has_codes(row, codes) for codes in sets)]


@given(ROWS, CODE_SETS)
def test_a_breakdown_sums_to_the_whole_with_what_fits_none(rows, code_sets) -> None:
    claimed = [claims(row, code_sets) for row in rows]
    assume(all(len(names) < 2 for names in claimed))
    ledger = frame(rows)
    group = groups_by_codes(ledger, code_sets)
    assert group.tolist() == ["".join(names) for names in claimed]
    expected: dict[str, int] = {}
    for row, names in zip(rows, claimed, strict=True):
        expected["".join(names)] = expected.get("".join(names), 0) + row["amount_ore"]
    assert sums(ledger, group) == expected
    assert list(sums(ledger, group)) == sorted(expected)
    assert sum(sums(ledger, group).values()) == sum(row["amount_ore"] for row in rows)


@given(ROWS, CODE_SETS)
def test_a_row_two_groups_claim_is_refused(rows, code_sets) -> None:
    assume(any(len(claims(row, code_sets)) > 1 for row in rows))
    with pytest.raises(ClaimedTwice) as refusal:
        groups_by_codes(frame(rows), code_sets)
    both = {refusal.value.first, refusal.value.second}
    assert any(both <= {*claims(row, code_sets)} and has_codes(row, refusal.value.codes) for row in rows)
    assert refusal.value.codes in code_sets[refusal.value.second]


def test_the_refusal_names_both_groups_and_the_codes() -> None:
    row = {"account": "4010", "unit": "3101", "object": "9916", "activity": "01", "counterpart": "",
           "period": "2018-06", "closing": False, "date": "2018-06-01", "amount_ore": 1}  # fmt: skip
    with pytest.raises(ClaimedTwice) as refusal:
        groups_by_codes(frame([row]), {"ett": [{"activity": ["01", "02"]}], "två": [{"unit": ["3101"]}]})
    claim = refusal.value
    assert (claim.first, claim.second, claim.codes) == ("ett", "två", {"unit": ["3101"]})
    assert claim_text(claim) == "«ett» och «två» gör anspråk på samma rader (unit: 3101). Ge dem olika codes."
    wider = ClaimedTwice("a", "b", {"unit": ["3101", "3102"], "object": ["9916"]})
    assert claim_text(wider) == (
        "«a» och «b» gör anspråk på samma rader (unit: 3101 3102, object: 9916). Ge dem olika codes."
    )


@pytest.mark.parametrize(
    ("account", "year", "kind"),
    [
        ("4010", 2018, "personal"),
        ("4010", 2019, ""),
        ("4010", 2016, ""),
        ("6510", 2018, "utrustning"),
        ("6510", 2017, "varor"),
        ("6410", 2030, "varor"),
        ("7610", 2018, ""),
        ("", 2018, ""),
    ],
)
def test_the_cost_type_of_an_account_a_year(account: str, year: int, kind: str) -> None:
    row = {"account": account, "unit": "", "object": "", "activity": "", "counterpart": "", "period": "2018-06",
           "closing": False, "date": "2018-06-01", "amount_ore": 1}  # fmt: skip
    assert cost_type_of(frame([row])["account"], COST_TYPES, year).tolist() == [kind]


@given(ROWS)
def test_a_cost_type_has_every_row_once(rows) -> None:
    ledger = frame(rows)
    by_type = sums(ledger, cost_type_of(ledger["account"], COST_TYPES, 2018))
    assert sum(by_type.values()) == sum(row["amount_ore"] for row in rows)
    assert set(by_type) <= {"personal", "varor", "utrustning", ""}


@given(ROWS)
def test_money_to_a_private_provider_is_told_under_its_code_and_the_rest_under_the_unit(rows) -> None:
    payee = payee_of(frame(rows), ["801"])
    assert payee.tolist() == ["801" if row["counterpart"] == "801" else row["unit"] for row in rows]
