"""The rules against ``plain_money.py``, which says the same with pen and paper: högsta belopp in its order, of one
component and of all, claims and own cost, income and what should stand, and whose year's money pays.

Terms, papers, payments and years are random and small, so that amounts meet: what is stated is near what is computed,
and what is paid near what is stated.
"""

import datetime as dt
from dataclasses import dataclass, field
from types import SimpleNamespace

import plain_money as plain
from hypothesis import given, settings
from hypothesis import strategies as st

from statsbidrag.base.money import kronor_text
from statsbidrag.base.period import Period
from statsbidrag.base.states import RecognitionPrinciple
from statsbidrag.model.agreement import Agreement
from statsbidrag.model.choices import Event, Stated
from statsbidrag.model.quantities import Volume
from statsbidrag.rules.chain import Chain
from statsbidrag.rules.claims import split_claim
from statsbidrag.rules.entitled_together import entitled_in_all, known_in_part, stated_together
from statsbidrag.rules.entitlement import entitlements
from statsbidrag.rules.grant_years import MoneyLeft, expected_payments, oldest_first, used_ahead
from statsbidrag.rules.recognition import PartMoney, should_stand

YEAR, MINE = 2018, "23"
DAY = dt.date(2017, 12, 31)
FIRM = {"source": "jh", "status": "decided", "checked": "2026-11-22"}
OF_A_REGION = ("stated", "decided", "events", "volumes", "listed", "full_time_equivalents", "applications")
# The worth of the last digit of an amount written in whole kronor, and in tenths of a thousand.
DIGITS = {"kr": 100, "tkr": 10_000}
NEAR = st.integers(-70, 70) | st.integers(-6_000, 6_000)


@dataclass
class Case:
    """Random terms and papers, as the rules read them and as the plain reckoning does."""

    period: Period
    population: dict[dt.date, dict[str, int]]
    components: list[dict] = field(default_factory=list)
    amendments: list[dict] = field(default_factory=list)
    choices: SimpleNamespace = field(default_factory=lambda: SimpleNamespace(**{name: [] for name in OF_A_REGION}))
    parts: dict[str, plain.Part] = field(default_factory=dict)
    papers: list[tuple[frozenset[str], plain.Paper]] = field(default_factory=list)

    def agreement(self) -> Agreement:
        return Agreement.model_validate(
            {
                "id": "exempel",
                "title": "Exempel",
                "year": str(YEAR),
                "parties": ["Staten", "Exempel"],
                "notebook": "exempel",
                "sources": {"jh": {"document": "jh.txt", "title": "Underlag", "date": "2018"}},
                "window": {"from": "2018-01-01", "to": "2018-12-31", "status": "example"},
                "components": self.components,
                "amendments": self.amendments,
                "repayment": {"rule": "unknown", "source": "jh"},
            }
        )


def amount(ore: int) -> dict:
    return {"amount": kronor_text(ore), "unit": "kr", **FIRM}


def written(ore: int, unit: str) -> tuple[dict, plain.Paper]:
    """An amount near ``ore`` as a paper writes it, with as many digits as the unit has there."""
    steps = max(0, (ore + DIGITS[unit] // 2) // DIGITS[unit])
    text = str(steps) if unit == "kr" else f"{steps // 10}.{steps % 10}"
    return {"amount": text, "unit": unit, **FIRM}, plain.Paper(steps * DIGITS[unit], DIGITS[unit])


@st.composite
def cases(draw: st.DrawFn) -> Case:
    period = Period(YEAR, draw(st.integers(1, 13)))
    weights = {"01": draw(st.integers(1, 5)), MINE: draw(st.integers(1, 3))}
    case = Case(period, {DAY: weights})
    names = ["ett", "annat", "tredje"][: draw(st.integers(1, 3))]
    for name in names:
        _component(draw, case, name)
    for several in draw(st.lists(st.sets(st.sampled_from(names), min_size=2), max_size=2) if len(names) > 1 else
                        st.just([])):  # fmt: skip
        computed = [case.parts[name].computed for name in several]
        known = sum(one or 0 for one in computed)
        said, paper = written(max(0, known + draw(NEAR)), draw(st.sampled_from(["kr", "tkr"])))
        # Papers that do not tell which components they cover are of all, and nothing is held against them.
        unnamed = len(several) == len(names) and draw(st.booleans())
        case.choices.stated.append(
            Stated.model_validate({"year": str(YEAR), "of": "unknown" if unnamed else sorted(several), **said})
        )
        case.papers.append((frozenset(several), plain.Paper(paper.ore, -1) if unnamed else paper))
    return case


def _component(draw: st.DrawFn, case: Case, name: str) -> None:
    """One component: its rule and amounts, what is stated of it, what is decided, and its payments."""
    rule = draw(st.sampled_from(["population_share", "population_share", "per_unit_capped", "unknown"]))
    ore = st.integers(0, 90_000)
    first = None if rule == "unknown" else draw(st.none() | ore | ore | st.integers(0, 300_000))
    data: dict = {"id": name, "title": name, "rule": rule, "national": "unknown" if first is None else [amount(first)]}
    if rule != "unknown":
        data |= {"key_date": "2017-12-31", "population_date": "2017-12-31"}
    changes: list[tuple[int, int, bool]] = []
    if rule == "population_share" and first is not None and draw(st.booleans()):
        changes = draw(st.lists(st.tuples(st.integers(1, 12), ore, st.booleans()), min_size=1, max_size=2,
                                unique_by=lambda change: change[0]))  # fmt: skip
    case.amendments += [
        {"from": f"{YEAR}-{month:02d}", "of": f"components.{name}.national", "adds": str(adds).lower(), **amount(ore)}
        for month, ore, adds in changes
    ]
    in_force = [change for change in changes if change[0] <= case.period.month]

    weights = case.population[DAY]
    frame = None if first is None else plain.shared(first, weights)[MINE]
    computed = agreed = frame
    if first is not None and in_force:
        computed = plain.shared(plain.national(first, changes, case.period.month), weights)[MINE]
    if rule == "per_unit_capped":
        price, units = draw(st.none() | st.integers(1, 20_000)), draw(st.none() | st.integers(0, 9))
        data |= {"price": "unknown" if price is None else [amount(price)], "paid_per": [{"what": "patient", **FIRM}]}
        if units is not None:
            volume = {"component": name, "completed": str(units), "approved": str(units), "status": "example"}
            case.choices.volumes.append(Volume.model_validate(volume))
        computed = None if frame is None or price is None or units is None else min(frame, price * units)
        agreed = frame if computed is None else computed
    case.components.append(data)

    stated = None
    if draw(st.sampled_from([True, True, False])):
        said, stated = written(max(0, (agreed or 0) + draw(NEAR)), draw(st.sampled_from(["kr", "tkr"])))
        case.choices.stated.append(Stated.model_validate({"year": str(YEAR), "of": [name], **said}))
    decided = draw(st.none() | st.none() | st.integers(0, 200_000))
    if decided is not None:
        one = {"year": str(YEAR), "of": [name], **amount(decided)}
        case.choices.decided.append(Stated.model_validate(one))
    paid = _payments(draw, case, name, stated.ore if stated else 10_000)
    case.parts[name] = plain.Part(
        case.period.last_day, decided, stated, paid, computed, agreed, frame, rule == "per_unit_capped", bool(in_force)
    )


def _payments(draw: st.DrawFn, case: Case, name: str, around: int) -> list[plain.Paid]:
    """None, one payment, or two of which the second may be a repayment; near an amount, some of them invented."""
    total = max(0, around + draw(st.sampled_from([0, 0, 37, -37, 4_000]) | NEAR))
    amounts = draw(st.sampled_from([[], [total], [total // 3, total - total // 3], [total + 50, -50]]))
    paid = []
    for paid_ore in amounts:
        day = dt.date(YEAR, draw(st.just(1) | st.integers(1, 12)), draw(st.integers(1, 28)))
        one = plain.Paid(day, paid_ore, draw(st.sampled_from([False, False, True])))
        kind = "repayment" if paid_ore < 0 else "payment"
        event = {
            "kind": kind,
            "date": str(day),
            "amount": kronor_text(abs(paid_ore)),
            "source": "jh",
            "component": name,
        }
        case.choices.events.append(Event.model_validate({**event, "status": "example" if one.invented else "decided"}))
        paid.append(one)
    return paid


@settings(max_examples=120)
@given(cases())
def test_hogsta_belopp_is_what_the_plain_order_gives(case: Case) -> None:
    given_ = entitlements(case.agreement(), case.choices, case.population, MINE, case.period)  # type: ignore[arg-type]
    for one in given_:
        part = case.parts[one.component.id]
        ore, basis = plain.most(part)
        assert one.entitled_ore == ore, basis
        # Where two amounts are the same either may be named.
        amounts = {"decided": part.decided, "paid": plain.paid_in_full(part), "cap": part.cap, "unknown": None,
                   "stated": part.stated and part.stated.ore, "computed": part.computed}  # fmt: skip
        assert amounts[one.basis] == ore
        assert (one.basis == "unknown") == (ore is None)
    together = stated_together(given_, case.choices, case.period)  # type: ignore[arg-type]
    whole, known, of = plain.most_in_all(case.parts, case.papers)
    assert entitled_in_all(given_, together) == whole
    assert known_in_part(given_, together) == ((known, of, len(case.parts)) if whole is None and of else None)


ORE = st.integers(0, 400)
COST = st.none() | st.integers(-200, 400)
DAYS = st.dates(dt.date(2018, 1, 1), dt.date(2018, 12, 31))


@given(st.none() | ORE, ORE, st.none() | ORE, ORE, COST, st.none() | ORE, st.none() | DAYS, DAYS)
def test_own_cost_and_claims_are_what_is_reckoned_plainly(
    known, others, entitled, received, cost, asked, last, until
) -> None:
    chain = Chain(entitled, asked, received, cost, None, known if entitled is None else None, elsewhere=others)
    # What is known of an unknown most is enough where it covers the cost, less what pays for other parts alone.
    is_enough = entitled is None and known is not None and cost is not None and cost + others <= known
    most = known if is_enough else entitled
    assert chain.own_cost == plain.own_cost(cost, most)
    assert chain.unspent == plain.unspent(cost, received)
    claim = plain.claim(cost, most, received)
    assert chain.claim == claim
    if claim is not None:
        parts = split_claim(claim, asked, received, last, until)
        assert vars(parts) == plain.of_a_claim(claim, asked, received, last, until)


@given(st.sampled_from(list(RecognitionPrinciple)), ORE, COST, st.none() | ORE, st.none() | ORE, st.none() | ORE,
       st.none() | DAYS, DAYS)  # fmt: skip
def test_income_and_what_should_stand_are_what_is_reckoned_plainly(
    principle, received, cost, entitled, decided, granted, last, until
) -> None:
    claim = plain.claim(cost, entitled, received)
    lapsed = 0 if claim is None else plain.of_a_claim(claim, None, received, last, until)["passed"]
    found = should_stand(principle, PartMoney(received, cost, entitled, decided, granted, lapsed))
    earned = plain.income(principle.value, received, cost, entitled, decided, granted, lapsed)
    if earned is None:
        assert found is None
    else:
        assert found is not None and found.recognised == earned
        assert (found.liability, found.claim) == plain.stands(earned, received)


GRANTS = st.lists(
    st.tuples(st.integers(2014, 2017), st.integers(0, 300), st.just(dt.date(2014, 1, 1)) | DAYS, DAYS),
    max_size=3,
    unique_by=lambda grant: grant[0],
)


@settings(max_examples=120)
@given(st.lists(st.tuples(DAYS, st.integers(-200, 300)), max_size=8), GRANTS, st.none() | st.integers(0, 900), DAYS)
def test_each_years_money_pays_what_is_reckoned_day_by_day(costs, grants, forecast, until) -> None:
    left = [MoneyLeft(*grant) for grant in grants]
    paid = plain.paid_by_year(costs, grants)
    assert oldest_first(costs, left) == paid
    cost = sum(ore for _, ore in costs)
    year_end = dt.date(2018, 12, 31)
    ahead = None if forecast is None else max(0, forecast - cost)
    expected = plain.expected_by_year(paid, grants, ahead, until, year_end)
    assert expected_payments(paid, left, cost, forecast, until, year_end) == expected


@given(ORE, ORE, ORE, ORE)
def test_a_year_used_before_it_came_claims_what_its_whole_life_claims(whole, before, received, used) -> None:
    left = max(0, whole - before)
    used = min(left, used)
    chain = Chain(left, None, max(0, received - before), used, used, ahead=used_ahead(whole, before, received))
    assert chain.claim == plain.claim(before + used, whole, received)
