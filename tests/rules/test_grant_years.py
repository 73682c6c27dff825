"""Several years' money at the same time: worked cases, and that the years' parts always are the cost."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from statsbidrag.rules.grant_years import MoneyLeft, expected_payments, oldest_first

CASES = yaml.load(
    (Path(__file__).parents[1] / "cases/bidragsar.yaml").read_text(encoding="utf-8"), Loader=yaml.CBaseLoader
)
DAY = dt.date.fromisoformat
YEAR_END = dt.date(2018, 12, 31)


def ore(text: str) -> int:
    return int(Decimal(text) * 100)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_worked_case(case: dict) -> None:
    grants = [MoneyLeft(int(year), ore(left), DAY(start), DAY(end)) for year, left, start, end in case["grants"]]
    costs = [(DAY(day), ore(amount)) for day, amount in case["costs"]]
    paid = oldest_first(costs, grants)
    assert paid == {int(year): ore(amount) for year, amount in case["paid"].items()}
    assert sum(amount for _, amount in costs) - sum(paid.values()) == ore(case["own"])


DAYS = st.dates(dt.date(2018, 1, 1), YEAR_END)
COSTS = st.lists(st.tuples(DAYS, st.integers(0, 10**9)), max_size=12)
GRANTS = st.lists(
    st.builds(MoneyLeft, st.integers(2010, 2017), st.integers(0, 10**9), st.just(dt.date(2010, 1, 1)), DAYS),
    max_size=3,
    unique_by=lambda grant: grant.year,
)


def krona_by_krona(costs: list, grants: list[MoneyLeft]) -> dict[int, int]:
    """The same rule said plainly, for costs without credits."""
    left = {grant.year: grant.left for grant in grants}
    for day, amount in sorted(costs):
        for grant in sorted(grants, key=lambda grant: grant.year):
            if grant.start <= day <= grant.end:
                part = min(amount, left[grant.year])
                left[grant.year] -= part
                amount -= part
    return {grant.year: grant.left - left[grant.year] for grant in grants}


@given(costs=COSTS, grants=GRANTS)
def test_the_plain_rule_gives_the_same(costs: list, grants: list) -> None:
    assert oldest_first(costs, grants) == krona_by_krona(costs, grants)


@given(costs=st.lists(st.tuples(DAYS, st.integers(-(10**9), 10**9)), max_size=12), grants=GRANTS)
def test_no_year_pays_less_than_nothing_or_more_than_it_has(costs: list, grants: list) -> None:
    paid = oldest_first(costs, grants)
    assert all(0 <= paid[grant.year] <= grant.left for grant in grants)
    assert paid == oldest_first(list(reversed(costs)), list(reversed(grants)))


def test_what_is_expected_by_the_years_end() -> None:
    long, short = (
        MoneyLeft(2017, 500, dt.date(2017, 1, 1), YEAR_END),
        MoneyLeft(2016, 500, dt.date(2016, 1, 1), DAY("2018-09-30")),
    )
    june = DAY("2018-06-30")
    assert expected_payments({2017: 200}, [long], 200, 900, june, YEAR_END) == {2017: 500}
    assert expected_payments({2017: 200}, [long], 200, 300, june, YEAR_END) == {2017: 300}
    assert expected_payments({2017: 500}, [long], 600, None, june, YEAR_END) == {2017: 500}
    assert expected_payments({2017: 200}, [long], 200, None, june, YEAR_END) == {2017: None}
    # Nobody knows how much of what is yet to come falls before the end of September.
    assert expected_payments({2016: 200, 2017: 0}, [short, long], 200, 900, june, YEAR_END) == {2016: None, 2017: None}
    assert expected_payments({2016: 200, 2017: 0}, [short, long], 200, 900, DAY("2018-10-31"), YEAR_END) == {
        2016: 200,
        2017: 500,
    }
    assert expected_payments({2016: 200}, [short], 200, 200, june, YEAR_END) == {2016: 200}


def test_what_is_yet_to_come_is_shared_out_oldest_first_and_no_more_than_there_is() -> None:
    older, younger = (MoneyLeft(year, 500, dt.date(year, 1, 1), YEAR_END) for year in (2016, 2017))
    june, paid = DAY("2018-06-30"), {2016: 300, 2017: 0}
    # 450 are still to come: 200 empty 2016, 250 are left for 2017.
    assert expected_payments(paid, [younger, older], 300, 750, june, YEAR_END) == {2016: 500, 2017: 250}
    assert expected_payments(paid, [younger, older], 300, 299, june, YEAR_END) == {2016: 300, 2017: 0}
