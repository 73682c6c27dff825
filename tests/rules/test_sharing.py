"""The rules that share money: a worked case for each, a second implementation on random terms, and what is lacking."""

import dataclasses
import datetime as dt
import math
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statsbidrag.base.money import kronor_text
from statsbidrag.base.states import Lacking
from statsbidrag.model.component import OWN_KEYS, RULE_KEYS, Component, RuleName
from statsbidrag.model.quantities import Application, FullTimeEquivalents, Listed, Volume
from statsbidrag.read.params.faults.references import QUANTITIES
from statsbidrag.read.params.population import read_population
from statsbidrag.read.params.strict_yaml import read_document
from statsbidrag.rules import sharing
from statsbidrag.rules.sharing.application import outcome_of
from statsbidrag.rules.sharing.case import NOTHING_KNOWN, ComponentShare, Quantities
from statsbidrag.rules.sharing.per_fte import full_time_equivalents, paid_per_unit
from statsbidrag.rules.sharing.per_unit_capped import pay_under_cap, units_to_cap
from statsbidrag.rules.sharing.registry import RULES, share
from statsbidrag.rules.sharing.split import split_county
from statsbidrag.show.wording import LACKING, RULE

TESTS = Path(__file__).resolve().parents[1]
POPULATION = read_population(TESTS.parent)
FIRM = {"source": "jh", "status": "decided", "checked": "2026-11-24"}
DAY = dt.date(2017, 12, 31)
REGIONS = sorted(POPULATION[DAY])
# What the rules share; every other module of the folder is a rule.
NO_RULES = {"__init__", "case", "registry", "split", "whole_ore"}


def kronor(amount: object) -> dict:
    return {"amount": str(amount), "unit": "kr", **FIRM}


def component(rule: str, national: object = "unknown", **more: object) -> Component:
    data = {"id": "hela", "title": "Hela", "rule": rule, "national": national, **more}
    if national != "unknown":
        data["national"] = [kronor(national)]
    if rule in ("population_share", "per_unit_capped"):
        data.setdefault("population_date", "2017-12-31")
    if rule == "population_share":
        data.setdefault("key_date", "unknown")
    if rule == "per_unit_capped":
        data["paid_per"] = [{"what": "patient", **FIRM}]
        data["price"] = [kronor(data["price"])] if "price" in data else "unknown"
    if rule == "price_list":
        prices = data.get("prices", {})
        data["prices"] = [{"id": name, "title": name, **kronor(price)} for name, price in prices.items()] or "unknown"
    if rule == "per_fte":
        data["per_fte"] = {**data["per_fte"], "price": kronor(data["per_fte"]["price"])}
    if "each" in data:
        data["each"] = kronor(data["each"])
        del data["national"]
    if "split" in data:
        parts = [{"id": name, "title": name, "weight": str(weight)} for name, weight in data["split"].items()]
        data["split"] = {"parts": parts, "status": "unknown"}
    return Component.model_validate(data)


def volume(approved: object, completed: object | None = None, price: str | None = None) -> Volume:
    data = {"component": "hela", "completed": str(completed or approved), "approved": str(approved), "price": price}
    return Volume.model_validate({**data, **FIRM})


def listed(unit: str, number: object) -> Listed:
    return Listed.model_validate({"component": "hela", "unit": unit, "title": unit, "listed": str(number), **FIRM})


def applied(applicant: str, asked: object, given: object | None, used: object | None = None) -> Application:
    data = {"component": "hela", "applicant": applicant, "applied": str(asked), "unit": "kr", **FIRM}
    data |= {key: str(value) for key, value in (("granted", given), ("used", used)) if value is not None}
    return Application.model_validate(data)


def share_of(one: Component, lan_code: str, quantities: Quantities = NOTHING_KNOWN) -> ComponentShare:
    agreed = one.national_amount
    return share(one, agreed.ore if agreed else None, POPULATION, lan_code, quantities)


def worked_cases() -> list[dict]:
    return read_document(TESTS / "cases", TESTS / "cases/fordelningsregler.yaml").data["cases"]


@pytest.mark.parametrize("case", worked_cases(), ids=lambda case: case["name"])
def test_worked_case(case: dict) -> None:
    terms = {key: value for key, value in case["component"].items() if key != "__origin__"}
    for key in ("prices", "per_fte", "split"):
        if key in terms:
            terms[key] = {name: value for name, value in terms[key].items() if name != "__origin__"}
    one = component(terms.pop("rule"), terms.pop("national", "unknown"), **terms)
    entries = {name: number for name, number in case.get("listed", {}).items() if name != "__origin__"}
    full = case.get("full_time_equivalents")
    quantities = Quantities(
        [volume(v["approved"], v["completed"], v.get("price")) for v in case.get("volumes", [])],
        [listed(unit, number) for unit, number in entries.items()],
        [FullTimeEquivalents.model_validate({"component": "hela", "number": full, **FIRM})] if full else [],
        [applied(a["applicant"], a["applied"], a["granted"], a["used"]) for a in case.get("applications", [])],
    )
    found = share_of(one, case["lan_code"], quantities)
    assert kronor_text(found.computed) == case["computed"]
    if "cap" in case:
        assert kronor_text(found.cap) == case["cap"]
    if "pot" in case:
        assert kronor_text(found.pot) == case["pot"]
    if "split" in case:
        parts = {name: kronor_text(ore) for name, ore in split_county(found.computed, one.split).items()}
        assert parts == {name: ore for name, ore in case["split"].items() if name != "__origin__"}


def test_every_rule_has_a_worked_case() -> None:
    rules = {case["component"]["rule"] for case in worked_cases()}
    assert rules == set(RULES) - {"unknown"}
    assert any("split" in case for case in worked_cases())


def test_a_rule_stands_in_every_place_that_a_rule_has() -> None:
    """The places that ``rules/sharing/registry.py`` lists; each assertion tells which one is forgotten."""
    names = list(RULES)
    assert names == list(RULE_KEYS) == list(get_args(RuleName))
    assert names == list(RULE), "show/wording.py"
    modules = {path.stem for path in Path(sharing.__path__[0]).glob("*.py")} - NO_RULES
    assert modules == {*names}, "one module a rule, of the rule's name"
    for name, rule in RULES.items():
        assert rule is import_module(f"statsbidrag.rules.sharing.{name}").RULE
        assert rule.function.__module__.endswith(f".{name}")
        assert (rule.name, rule.needed) == (name, RULE_KEYS[name].needed)
    handbook = (TESTS.parent / "docs/handbok.md").read_text(encoding="utf-8")
    assert [name for name in names if f"| `{name}` |" not in handbook] == [], "docs/handbok.md"


def test_the_keys_of_the_rules_are_keys_of_a_component_and_of_what_a_region_tells() -> None:
    fields = {field.name for field in dataclasses.fields(Quantities)}
    assert {key for rule in RULES.values() for key in rule.may_have} == set(OWN_KEYS) <= set(Component.model_fields)
    assert {name for rule in RULES.values() for name in rule.quantities} == fields == set(QUANTITIES)
    assert all(set(rule.needed) <= set(rule.may_have) for rule in RULES.values())
    assert RULES["equal_share"].may_have == ("each",)
    assert RULES["per_unit_capped"].may_have == ("price", "paid_per", "population_date", "key_date")


@pytest.mark.parametrize("name", sorted(RULES))
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_a_rule_reckons_with_the_quantities_it_names_and_no_others(name: str, data: st.DataObject) -> None:
    more = {
        "price_list": {"prices": {"a": 5}},
        "per_unit_capped": {"price": 3},
        "per_fte": {"per_fte": {"price": 7, "inhabitants": "10"}},
    }
    one = component(name, 10**6, **more.get(name, {}))
    numbers = st.integers(1, 1000)
    told = Quantities(
        [volume(data.draw(numbers), price="a")],
        [listed("1", data.draw(numbers))],
        [FullTimeEquivalents.model_validate({"component": "hela", "number": str(data.draw(numbers)), **FIRM})],
        [applied("a", 1000, data.draw(numbers))],
    )
    named = {key: getattr(told, key) for key in RULES[name].quantities}
    assert share_of(one, "25", told) == share_of(one, "25", Quantities(**named))
    assert (share_of(one, "25", told) == share_of(one, "25")) is not bool(named)


@pytest.mark.parametrize(
    ("rule", "update", "quantities"),
    [
        ("population_share", {"population_date": None}, Quantities()),
        ("per_fte", {"per_fte": None}, Quantities()),
        ("price_list", {}, Quantities(volumes=[volume(3)])),
    ],
)
def test_what_the_parameter_checks_never_let_through_is_a_fault_of_the_caller(rule, update, quantities) -> None:
    more = {"per_fte": {"per_fte": {"price": 7}}, "price_list": {"prices": {"a": 5}}}.get(rule, {})
    with pytest.raises(ValueError, match=r"^(hela has no|a volume of hela)"):
        share_of(component(rule, 100, **more).model_copy(update=update), "25", quantities)


@pytest.mark.parametrize("rule", ["population_share", "equal_share"])
@given(pot=st.integers(0, 10**13))
@settings(max_examples=40)
def test_what_all_21_regions_get_sums_to_the_pot(rule: str, pot: int) -> None:
    one = component(rule, 1)
    assert sum(share(one, pot, POPULATION, code, Quantities()).computed for code in REGIONS) == pot


@pytest.mark.parametrize(
    ("one", "quantities", "lacking"),
    [
        (component("unknown", 1000), Quantities(), Lacking.RULE),
        (component("population_share"), Quantities(), Lacking.AMOUNT),
        (component("equal_share"), Quantities(), Lacking.AMOUNT),
        (component("fixed"), Quantities(), Lacking.AMOUNT),
        (component("application", 1000), Quantities(), Lacking.APPLICATIONS),
        (component("application", 1000), Quantities(applications=[applied("a", 10, None)]), Lacking.APPLICATIONS),
        (component("price_list", 1000), Quantities(volumes=[volume(3, price="a")]), Lacking.PRICE),
        (component("price_list", 1000, prices={"a": 5}), Quantities(), Lacking.VOLUME),
        (component("per_unit_capped", 1000), Quantities(volumes=[volume(3)]), Lacking.PRICE),
        (component("per_unit_capped", 1000, price=3), Quantities(), Lacking.VOLUME),
        (component("per_unit_capped", price=3), Quantities(volumes=[volume(3)]), Lacking.AMOUNT),
        (component("per_fte", 1000, per_fte={"price": 3, "inhabitants": "10"}), Quantities(), Lacking.LISTED),
        (component("per_fte", 1000, per_fte={"price": 3}), Quantities(), Lacking.FULL_TIME_EQUIVALENTS),
        (
            component("per_fte", 1000, per_fte={"price": 3}),
            Quantities(listed=[listed("1", 3)]),
            Lacking.FULL_TIME_EQUIVALENTS,
        ),
    ],
)
def test_what_is_not_known_is_never_computed(one: Component, quantities: Quantities, lacking: Lacking) -> None:
    found = share_of(one, "25", quantities)
    assert (found.computed, found.lacking) == (None, lacking)


def test_quantities_of_another_component_are_not_used() -> None:
    other = volume(3).model_copy(update={"component": "annan"})
    found = share_of(component("per_unit_capped", 1000, price=3), "25", Quantities(volumes=[other]))
    assert found.lacking is Lacking.VOLUME


# The second implementation: the plainest arithmetic there is, rule by rule, with whole numbers only.
def boring(rule: str, pot: int, code: str, price: int, units: list[int], per: int) -> int:
    people = POPULATION[DAY]
    everybody = sum(people.values())

    def handed_out(weights: dict[str, int]) -> dict[str, int]:
        whole = sum(weights.values())
        parts = {name: pot * weight // whole for name, weight in weights.items()}
        remainders = {name: pot * weight % whole for name, weight in weights.items()}
        for name in sorted(weights, key=lambda name: (-remainders[name], name))[: pot - sum(parts.values())]:
            parts[name] += 1
        return parts

    if rule == "population_share":
        assert everybody == 10_120_242
        return handed_out(people)[code]
    if rule == "equal_share":
        return handed_out(dict.fromkeys(people, 1))[code]
    if rule == "fixed":
        return pot
    if rule in ("application", "price_list"):
        return sum(units) * (price if rule == "price_list" else 100)
    if rule == "per_unit_capped":
        return min(price * sum(units), handed_out(people)[code])
    return math.floor(Fraction(sum(units) * price, per) + Fraction(1, 2))


@given(
    rule=st.sampled_from(sorted(set(RULES) - {"unknown"})),
    pot=st.integers(0, 10**9),
    code=st.sampled_from(REGIONS),
    price=st.integers(1, 10**6),
    units=st.lists(st.integers(0, 20_000), min_size=1, max_size=5),
    per=st.integers(1, 20_000),
)
@settings(max_examples=300, deadline=None)
def test_a_boring_second_implementation_agrees(rule, pot, code, price, units, per) -> None:
    more = {"price_list": {"prices": {"a": price}}, "per_unit_capped": {"price": price}}.get(rule, {})
    more |= {"per_fte": {"price": price, "inhabitants": str(per)}} if rule == "per_fte" else {}
    quantities = Quantities(
        [volume(number, price="a" if rule == "price_list" else None) for number in units],
        [listed(str(place), number) for place, number in enumerate(units)],
        [],
        [applied(str(place), number, number) for place, number in enumerate(units)],
    )
    found = share_of(component(rule, pot, **more), code, quantities)
    assert found.computed == boring(rule, pot * 100, code, price * 100, units, per)


@given(
    sizes=st.dictionaries(st.text("abc", min_size=1, max_size=2), st.integers(0, 30_000), min_size=1),
    price=st.integers(0, 10**8),
    minimum=st.sampled_from([Fraction(0), Fraction(1, 5)]),
)
def test_what_units_get_per_full_time_equivalent_sums_to_the_whole(sizes, price, minimum) -> None:
    equivalents = {unit: full_time_equivalents(number, 15_000, minimum) for unit, number in sizes.items()}
    paid = paid_per_unit(equivalents, price)
    assert abs(sum(paid.values()) - sum(equivalents.values()) * price) <= Fraction(1, 2)
    assert all(abs(paid[unit] - equivalents[unit] * price) < 1 + Fraction(1, 2) for unit in sizes)


@given(price=st.integers(1, 10**7), cap=st.integers(0, 10**9))
def test_the_units_that_reach_the_cap_are_the_fewest_that_do(price: int, cap: int) -> None:
    units = units_to_cap(price, cap)
    assert pay_under_cap(price, units, cap).left == 0
    assert units == 0 or pay_under_cap(price, units - 1, cap).left > 0


def test_applications_together_are_known_only_as_far_as_each_is() -> None:
    outcome = outcome_of([applied("a", 300, 200, 150), applied("b", 100, 100)])
    assert (outcome.applied, outcome.granted, outcome.used) == (400_00, 300_00, None)
    assert outcome_of([]) is None


def test_every_reason_has_words_of_its_own() -> None:
    assert set(LACKING) == set(Lacking)
    assert len(set(LACKING.values())) == len(Lacking)
    assert LACKING[Lacking.FULL_TIME_EQUIVALENTS] == "antalet tjänstefaktorer är inte känt"
