"""Which rows count: against a row-by-row reading, and that nothing of the ledger is lost."""

from itertools import permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_rows import CODES, DAYS, ROWS, frame, has_codes

from statsbidrag.base.period import Period
from statsbidrag.model.agreement import Window
from statsbidrag.model.region import AccountGroup
from statsbidrag.rules.selection import Exclusions, Treatment, in_period, longest_prefix, matches, sieve, treatments

WINDOW = Window.model_validate({"from": "2018-01-01", "to": "2018-12-31", "status": "example"})
COST_CLASSES = st.lists(st.sampled_from("45678"), min_size=1, unique=True)
LEFT_OUT = st.builds(
    Exclusions,
    counterparts=st.sampled_from([[], ["011"], ["011", "801"]]),
    units=st.sampled_from([[], ["2010"], ["2010", "3101"]]),
    overhead=st.sampled_from([{}, {"activity": ["99"]}, {"activity": ["99", "01"], "unit": ["3101"]}]),
    vat_accounts=st.sampled_from([[], ["35"], ["3", "65"]]),
    vat_reduces_cost=st.booleans(),
)


def plainly(row: dict, codes: dict, cost_classes: list[str], left_out: Exclusions) -> str:
    """What becomes of one row, read from top to bottom as one would explain it."""
    if not has_codes(row, codes):
        return "other_code"
    if not WINDOW.start <= row["date"] <= WINDOW.end:
        return "outside_window"
    if any(row["account"].startswith(prefix) for prefix in left_out.vat_accounts):
        return "counted" if left_out.vat_reduces_cost else "vat_compensation"
    first = row["account"][:1]
    if first in ("1", "2"):
        return "balance"
    if first == "3":
        return "income"
    if first not in cost_classes:
        return "other_class"
    if row["counterpart"] in left_out.counterparts:
        return "internal"
    if row["unit"] in left_out.units:
        return "other_side"
    if left_out.overhead and has_codes(row, left_out.overhead):
        return "overhead"
    return "counted"


@given(ROWS, CODES, COST_CLASSES, LEFT_OUT)
def test_treatments_are_what_reading_row_by_row_gives(rows, codes, cost_classes, left_out) -> None:
    found = treatments(frame(rows), codes, WINDOW, cost_classes, left_out)
    assert found.tolist() == [plainly(row, codes, cost_classes, left_out) for row in rows]


@given(ROWS, CODES, COST_CLASSES, LEFT_OUT)
def test_the_treatments_sum_to_the_ledger(rows, codes, cost_classes, left_out) -> None:
    ledger = frame(rows)
    found = treatments(ledger, codes, WINDOW, cost_classes, left_out)
    parts = {one: int(ledger.loc[found == one.value, "amount_ore"].sum()) for one in Treatment}
    assert sum(parts.values()) == sum(row["amount_ore"] for row in rows)
    assert set(found) <= {one.value for one in Treatment}


@given(ROWS, CODES)
def test_rows_match_when_every_dimension_has_one_of_its_codes(rows, codes) -> None:
    assert matches(frame(rows), codes).tolist() == [has_codes(row, codes) for row in rows]


@given(ROWS, st.lists(CODES, max_size=3))
def test_the_sieve_lets_nothing_through_that_any_of_its_sets_has(rows, sets) -> None:
    sieved = sieve(sets)
    for row in rows:
        caught = any(all(row[dimension] in allowed for dimension, allowed in one) for one in sieved)
        assert caught == any(has_codes(row, codes) for codes in sets)


def test_the_sieve_is_its_sets_as_data_and_sets_without_codes_are_none() -> None:
    sets = [{"object": ["9916", "9917"], "unit": ["2010"]}, None, {}, {"activity": ["99"]}]
    assert sieve(sets) == frozenset(
        {
            frozenset({("object", frozenset({"9916", "9917"})), ("unit", frozenset({"2010"}))}),
            frozenset({("activity", frozenset({"99"}))}),
        }
    )


def test_value_added_tax_compensation_is_left_out_of_the_cost_unless_the_region_says_otherwise() -> None:
    row = {"account": "3510", "date": DAYS[1], "counterpart": "", "object": "9916", "unit": "", "activity": "",
           "period": "2018-06", "closing": False, "amount_ore": -1}  # fmt: skip
    found = treatments(frame([row]), {"object": ["9916"]}, WINDOW, ["4"], Exclusions(vat_accounts=["35"]))
    assert found.tolist() == ["vat_compensation"]


@pytest.mark.parametrize("internal", [[], ["011"]])
@pytest.mark.parametrize("cost_classes", [["4", "5", "6", "7"], ["4", "8"]])
def test_every_combination_of_account_day_counterpart_and_object(cost_classes, internal) -> None:
    left_out = Exclusions(counterparts=internal)
    accounts = ["1210", "2970", "3519", "4010", "5810", "6510", "7610", "8010", ""]
    rows = [
        {"account": account, "date": day, "counterpart": counterpart, "object": code, "unit": "", "activity": "",
         "period": "2018-06", "closing": False, "amount_ore": 1}
        for account, day, counterpart, code in product(accounts, DAYS, ["", "011", "801"], ["9916", "9921", ""])
    ]  # fmt: skip
    codes = {"object": ["9916"]}
    found = treatments(frame(rows), codes, WINDOW, cost_classes, left_out).tolist()
    assert found == [plainly(row, codes, cost_classes, left_out) for row in rows]
    inside = found.count("counted") + found.count("internal")
    assert inside == len(cost_classes) * 3 * 3


def test_codes_are_text_and_never_padded_or_stripped() -> None:
    row = {"account": "4010", "unit": "", "object": "9916", "activity": "1", "counterpart": "", "period": "2018-06",
           "closing": False, "date": WINDOW.start, "amount_ore": 1}  # fmt: skip
    rows = frame([row, {**row, "object": "09916"}, {**row, "activity": "01"}])
    assert matches(rows, {"object": ["9916"], "activity": ["01"]}).tolist() == [False, False, True]
    assert matches(rows, {"object": ["09916"]}).tolist() == [False, True, False]


@given(ROWS, st.integers(1, 13))
def test_a_period_has_the_months_up_to_it_and_closing_rows_only_when_final(rows, number) -> None:
    expected = [
        row["period"][:4] == "2018" and int(row["period"][5:]) <= number and (number == 13 or not row["closing"])
        for row in rows
    ]
    assert in_period(frame(rows), Period(2018, number)).tolist() == expected


def group(prefix: str, start: int, end: int | None) -> AccountGroup:
    return AccountGroup.model_validate(
        {"prefix": prefix, "from": str(start), **({"to": str(end)} if end else {}), "status": "check"}
    )


def test_the_longest_of_several_fitting_prefixes_wins_in_every_order() -> None:
    for order in permutations(["5", "56", "561", "5610"]):
        named = [(prefix, group(prefix, 2018, None)) for prefix in order]
        assert longest_prefix("5610", named, 2018) == "5610"
        assert longest_prefix("5619", named, 2018) == "561"
        assert longest_prefix("6510", named, 2018) is None


@given(
    st.text("56", max_size=4),
    st.dictionaries(
        st.text("56", min_size=1, max_size=4),
        st.tuples(st.integers(2017, 2019), st.sampled_from([None, 2018, 2019])).filter(
            lambda years: years[1] is None or years[0] <= years[1]
        ),
        max_size=6,
    ),
)
def test_the_longest_valid_prefix_wins_whatever_the_order(account, groups) -> None:
    named = [(f"kind-{prefix}", group(prefix, *years)) for prefix, years in groups.items()]
    fitting = [
        prefix
        for prefix, (start, end) in groups.items()
        if account.startswith(prefix) and start <= 2018 and (end or 2018) >= 2018
    ]
    expected = f"kind-{max(fitting, key=len)}" if fitting else None
    assert longest_prefix(account, named, 2018) == expected
    assert longest_prefix(account, named[::-1], 2018) == expected
