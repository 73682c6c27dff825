"""Which stated amounts an item takes, what several components have in common, and how a compilation is rebuilt."""

import datetime as dt

import pytest

from statsbidrag.model.agreement import Agreement
from statsbidrag.model.choices import RegionAgreement, Stated
from statsbidrag.model.compilation import Compilation
from statsbidrag.rules.allocation import Item, items
from statsbidrag.rules.compilation import rebuild
from statsbidrag.rules.entitlement import Agreeing

EARLY, LATE = dt.date(2016, 12, 31), dt.date(2017, 12, 31)
POPULATION = {EARLY: {"01": 3, "23": 1}, LATE: {"01": 4, "23": 1}}
FIRM = {"source": "jh", "status": "decided", "checked": "2026-11-25"}
WHOLE = {"year": "2018", "of": ["a"], "amount": "250", "unit": "kr", **FIRM}


def component(name: str, day: dt.date, key: str) -> dict:
    return {
        "id": name,
        "title": name,
        "rule": "population_share",
        "key_date": key,
        "population_date": day.isoformat(),
        "national": [{"amount": "1 000", "unit": "kr", **FIRM}],
    }


def found(*components: dict, stated: list[dict]) -> list[Item]:
    terms = {
        "id": "exempel",
        "title": "Exempel",
        "year": "2018",
        "parties": ["Staten"],
        "sources": {"jh": {"document": "jh.txt", "title": "Underlag", "date": "2018"}},
        "window": {"from": "2018-01-01", "to": "2018-12-31", "status": "example"},
        "components": list(components),
        "repayment": {"rule": "unknown", "source": "jh"},
    }
    choices = {
        "agreement": "exempel",
        "number": "unknown",
        "responsible": "Chef",
        "deciding_body": "unknown",
        "perspective": "unknown",
        "stated": stated,
        "bookkeeping": "unknown",
    }
    return items(Agreement.model_validate(terms), RegionAgreement.model_validate(choices), POPULATION, "23")


@pytest.mark.parametrize(
    "beside", [{"area": "vardgaranti"}, {"chosen": "false"}, {"year": "2019"}], ids=["area", "not chosen", "other year"]
)
@pytest.mark.parametrize("first", [True, False])
def test_only_the_years_chosen_amount_of_the_whole_component_is_taken(beside: dict, first: bool) -> None:
    other = {**WHOLE, "amount": "200", **beside}
    (item,) = found(component("a", EARLY, "2016-12-31"), stated=[other, WHOLE] if first else [WHOLE, other])
    # 1 000 × 1 / 4
    assert (item.stated.ore, item.computed, item.status) == (250_00, 250_00, Agreeing.AGREES)
    (without,) = found(component("a", EARLY, "2016-12-31"), stated=[other])
    assert (without.stated, without.status) == (None, Agreeing.NOT_STATED)
    several = {**other, "of": ["a", "b"]}
    both = [component("a", EARLY, "2016-12-31"), component("b", EARLY, "2016-12-31")]
    assert [item.name for item in found(*both, stated=[several])] == ["a", "b"]


@pytest.mark.parametrize(
    ("days", "keys", "population_date", "key_date", "share", "near"),
    [
        ((EARLY, EARLY), ("2016-12-31", "2016-12-31"), EARLY, EARLY, (1, 4), False),
        ((EARLY, EARLY), ("unknown", "unknown"), EARLY, None, (1, 4), True),
        ((EARLY, EARLY), ("2016-12-31", "2016-11-01"), EARLY, None, (1, 4), True),
        ((EARLY, LATE), ("2016-12-31", "2017-12-31"), None, None, None, False),
        ((EARLY, LATE), ("2016-11-01", "2016-11-01"), None, dt.date(2016, 11, 1), None, False),
    ],
)
def test_what_several_components_have_in_common(days, keys, population_date, key_date, share, near) -> None:
    both = [component(name, day, key) for name, day, key in zip("ab", days, keys, strict=True)]
    item = found(*both, stated=[{**WHOLE, "of": ["a", "b"]}])[-1]
    assert (item.name, item.population_date, item.key_date) == ("a+b", population_date, key_date)
    assert (item.share and (item.share.numerator, item.share.denominator)) == share
    assert item.is_approximation is near


def test_what_is_not_shared_by_population_is_no_approximation() -> None:
    fixed = {"id": "a", "title": "a", "rule": "unknown", "national": "unknown"}
    (item,) = found(fixed, stated=[])
    assert (item.population_date, item.is_approximation, item.source_of) == (None, False, None)
    unknown = found(fixed, stated=[{**WHOLE, "of": "unknown"}])[-1]
    assert (unknown.name, unknown.rule, unknown.population_date, unknown.is_approximation) == (
        None, "unknown", None, False,
    )  # fmt: skip


def test_a_compilation_is_rebuilt_of_the_years_chosen_amounts_of_whole_components() -> None:
    def stated(kronor: int, **more: object) -> Stated:
        return Stated.model_validate({**WHOLE, "amount": str(kronor), **more})

    amounts = [
        ("x", stated(1)),
        ("x", stated(20, area="vardgaranti")),
        ("x", stated(300, chosen="false")),
        ("x", stated(4_000, year="2019")),
        ("y", stated(50_000)),
        ("y", stated(600_000, of=["a", "b"])),
        ("y", stated(7_000_000, of=["c"])),
    ]
    compilation = Compilation.model_validate(
        {
            "year": "2018",
            "sources": {},
            "total": {"amount": "57 002", "unit": "kr", **FIRM},
            "left_out": [{"agreement": "y", "component": "b", "why": "den står i en annan del"}],
        }
    )
    rebuilt = rebuild(compilation, amounts)
    assert [(part.agreement, part.ore, part.counted) for part in rebuilt.parts] == [
        ("x", 1_00, True), ("y", 50_000_00, True), ("y", 600_000_00, False), ("y", 7_000_000_00, True),
    ]  # fmt: skip
    assert rebuilt.total == (1 + 50_000 + 7_000_000) * 100
    assert rebuilt.difference == (57_002 - 1 - 50_000 - 7_000_000) * 100
