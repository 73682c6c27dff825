"""What could explain that a stated amount differs: a table of amounts, days and keys, each with every explanation."""

import datetime as dt

import pytest
from pydantic import ValidationError

from statsbidrag.model.choices import Stated
from statsbidrag.model.component import Component
from statsbidrag.model.values import Source
from statsbidrag.rules.allocation import Item
from statsbidrag.rules.entitlement import standing
from statsbidrag.rules.explaining import Explanation, Possible, possible
from statsbidrag.rules.sharing.case import NOTHING_KNOWN
from statsbidrag.rules.sharing.registry import share

BEFORE, USED, AFTER = dt.date(2016, 12, 31), dt.date(2017, 12, 31), dt.date(2018, 12, 31)
# A pot of 1 000 000 kr gives region 01 100 000 kr, 110 000 kr or 120 000 kr by the population of each day.
POPULATION = {BEFORE: {"01": 100, "03": 900}, USED: {"01": 110, "03": 890}, AFTER: {"01": 120, "03": 880}}
FIRM = {"unit": "kr", "source": "x", "status": "decided", "checked": "2026-11-25"}
UNKNOWN_KEY, ROUNDING = Possible(Explanation.UNKNOWN_KEY), Possible(Explanation.ROUNDING)


def component(id: str = "hela", key: str = "unknown", rule: str = "population_share", others: tuple = ()) -> Component:
    national = [{"amount": "1 000 000", **FIRM}, *({"amount": text, **FIRM, "chosen": "false"} for text in others)]
    data = {"id": id, "title": id, "rule": rule, "national": national}
    days = {"key_date": key, "population_date": USED.isoformat()} if rule == "population_share" else {}
    return Component.model_validate({**data, **days})


def item(amount: str, unit: str, *components: Component) -> Item:
    pots = [one.national_amount.ore for one in components]
    computed = sum(
        share(one, pot, POPULATION, "01", NOTHING_KNOWN).computed for one, pot in zip(components, pots, strict=True)
    )
    of = [one.id for one in components]
    stated = Stated.model_validate({"year": "2018", "of": of, **FIRM, "amount": amount, "unit": unit})
    return Item(list(components), sum(pots), computed, None, None, None, {}, stated, standing(stated, computed))


def other_date(day: dt.date, kronor: int) -> Possible:
    return Possible(Explanation.OTHER_DATE, day=day, computed=kronor * 100)


KNOWN = component(key="2017-12-31")
CASES = [
    ("what agrees needs no explanation", item("110", "tkr", component()), AFTER, []),
    ("half the last digit still agrees", item("0.115", "mnkr", KNOWN), AFTER, []),
    ("the day before", item("100", "tkr", component()), USED, [other_date(BEFORE, 100_000), UNKNOWN_KEY]),
    ("no day after what is known", item("120", "tkr", component()), dt.date(2018, 12, 30), [UNKNOWN_KEY]),
    ("the very day", item("120", "tkr", component()), AFTER, [other_date(AFTER, 120_000), UNKNOWN_KEY]),
    ("a known key is not doubted", item("100", "tkr", KNOWN), AFTER, []),
    ("one known key of two", item("200", "tkr", component(), component("del", "2017-12-31")), AFTER, []),
    (
        "two components together",
        item("200", "tkr", component(), component("del")),
        AFTER,
        [other_date(BEFORE, 200_000), UNKNOWN_KEY],
    ),
    ("lower by exactly the last digit", item("109", "tkr", KNOWN), AFTER, []),
    ("no cutting off raises", item("111 000", "kr", KNOWN), AFTER, []),
    ("another amount", item("55", "tkr", component(key="2017-12-31", others=("500 000",))), AFTER, [
        Possible(Explanation.OTHER_AMOUNT, national=500_000_00, computed=55_000_00)
    ]),
    ("another amount that gives something else", item("56", "tkr", component(key="2017-12-31", others=("500 000",))),
     AFTER, []),
    ("an amount of several has no other", item(
        "55", "tkr", component(key="2017-12-31", others=("500 000",)), component("del", "2017-12-31")), AFTER, []),
    ("an amount not shared by population", item("5", "tkr", component(rule="fixed", others=("5 000",))), AFTER,
     [UNKNOWN_KEY]),
]  # fmt: skip


@pytest.mark.parametrize(("case", "known_by", "expected"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_what_could_explain(case: Item, known_by: dt.date, expected: list[Possible]) -> None:
    assert possible(case, POPULATION, "01", known_by) == expected


# 996 000 kr of which region 01 gets 11 % = 109 560 kr: cut off to whole tkr 109, rounded 110.
def cut(text: str, unit: str) -> list[Possible]:
    national = {"id": "hela", "title": "Hela", "rule": "population_share", "key_date": "2017-12-31"}
    national |= {"population_date": "2017-12-31", "national": [{"amount": "996 000", **FIRM}]}
    return possible(item(text, unit, Component.model_validate(national)), POPULATION, "01", AFTER)


@pytest.mark.parametrize(
    ("stated", "unit", "expected"),
    [
        ("109", "tkr", [ROUNDING]),
        ("110", "tkr", []),
        ("111", "tkr", []),
        ("108", "tkr", []),
        ("0.10", "mnkr", [ROUNDING]),
    ],
)
def test_an_amount_that_can_be_cut_off_is_lower_by_less_than_its_last_digit(stated, unit, expected) -> None:
    assert cut(stated, unit) == expected


@pytest.mark.parametrize(
    ("text", "last_day"),
    [
        ("2018", dt.date(2018, 12, 31)),
        ("2018-02", dt.date(2018, 2, 28)),
        ("2020-02", dt.date(2020, 2, 29)),
        ("2018-12", dt.date(2018, 12, 31)),
        ("2018-04-04", dt.date(2018, 4, 4)),
    ],
)
def test_the_last_day_a_source_can_be_of(text: str, last_day: dt.date) -> None:
    assert Source(document="x.txt", title="X", date=text).last_day == last_day


@pytest.mark.parametrize("text", ["2018-13", "2018-02-30", "20180404", "2018-W05-1", "februari 2018", "2018-4", "0000"])
def test_a_source_has_a_date_in_full(text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Source(document="x.txt", title="X", date=text)
    told = refused.value.errors()[0]["ctx"]["text"]
    assert told == f"date är «{text}»; skriv ÅÅÅÅ-MM-DD, ÅÅÅÅ-MM eller ÅÅÅÅ"
