"""The money chain of each grant year: the report's own, and what is left of earlier ones.

Owns the figures ``grant_year.<year>.*``; the rule is ``rules.grant_years``.
"""

from collections.abc import Sequence
from dataclasses import replace

from ...base.states import Status
from ...facts.gather import Facts
from ...facts.grant_years import GrantYear
from ...facts.kinds import KindMoney, is_one_chain
from ...record.figures import Origin, merged_status, money
from ...record.formulas import evaluate
from ...rules.chain import event_sum, received
from ..part import Part
from .economy_chain import CHAIN, COVERED, FORMULAS, ahead_of, places_of


def add_grant_years(result: Part, facts: Facts, kinds: Sequence[KindMoney]) -> None:
    """``grant_year.<year>.*``: the report's own year, and what is left of earlier ones; together they are ``chain``.

    What an earlier year's money pays is the rule oldest first; where it is no more than the least of what is left and
    what there is to pay, the formula says so, else the places that decide it are told.
    """
    own = f"grant_year.{facts.parameters.agreement.year}"
    older: list[str] = []
    for earlier in facts.carried:
        _add_earlier(result, facts, earlier, older)
        older.append(f"grant_year.{earlier.year}")
    if facts.carried:
        events = [e for e in facts.paid if e in facts.parameters.choices.events]
        ore = received(events, facts.period)
        result.add_money(f"{own}.paid", ore, places_of(events, facts), merged_status(event.status for event in events))
        result.add_formula(f"{own}.used_before", 0, "0", Status.DECIDED)
    if facts.own_chain.entitled_known is not None:
        known = result.figures["chain.entitled_known"]
        formula = " - ".join([known.key, *(f"{year}.entitled" for year in older)])
        origin = Origin(formula=formula)
        figure = money(f"{own}.entitled_known", facts.own_chain.entitled_known, origin, known.status)
        result.add(replace(figure, assumed=known.assumed, at_least=True))
    one_chain = is_one_chain(facts, kinds)
    for name in CHAIN:
        formula = f"chain.{name}"
        if older and name in FORMULAS and one_chain:
            formula = FORMULAS[name].format(own)
            if name in COVERED and facts.own_chain.entitled is None and facts.own_chain.covering is not None:
                formula = formula.replace(f"{own}.entitled", f"{own}.entitled_known")
        elif older and name != "requisitioned":
            formula = " - ".join([f"chain.{name}", *(f"{year}.{name}" for year in older)])
        whole = result.figures[f"chain.{name}"]
        if name in FORMULAS and not one_chain:
            result.follow(f"{own}.{name}", formula, whole.status)
        else:
            result.add_formula(f"{own}.{name}", getattr(facts.own_chain, name), formula, whole.status)


def _add_earlier(result: Part, facts: Facts, earlier: GrantYear, older: Sequence[str]) -> None:
    """What is left of an earlier year's money, what came of it, and what this year uses; ``older`` are the years before
    it whose money may still be used."""
    name, choices = f"grant_year.{earlier.year}", earlier.parameters.choices
    decides = [earlier.window.origin, choices.bookkeeping.origin if choices.bookkeeping else choices.origin]
    status = {key: result.figures[f"chain.{key}"].status for key in CHAIN}
    result.add_money(f"{name}.whole", earlier.whole, _entitled_places(earlier), status["entitled"])
    if earlier.used_rows is not None:
        result.add_sum(f"{name}.used_before", earlier.used_rows, Status.DECIDED)
    else:
        result.add_money(f"{name}.used_before", earlier.used_before, decides, Status.DECIDED)
    events = [event for event in facts.paid if event in choices.events]
    paid = received(choices.events, facts.period)
    firm = merged_status(event.status for event in events)
    result.add_money(f"{name}.paid", paid, [event.origin for event in events] or [choices.origin], firm)
    formulas = {
        "entitled": f"max(0, {name}.whole - {name}.used_before)",
        "received": f"max(0, {name}.paid - {name}.used_before)",
        "cost": f"min({name}.entitled, {' - '.join(['chain.cost', *(f'{year}.cost' for year in older)])})",
        **{key: formula.format(name) for key, formula in FORMULAS.items()},
    }
    ahead = " - ".join(["max(0, chain.forecast - chain.cost)", *(f"({y}.forecast - {y}.cost)" for y in older)])
    formulas["forecast"] = f"min({name}.entitled, {name}.cost + max(0, {ahead}))"
    if earlier.window.end <= facts.period.last_day:
        formulas["forecast"] = f"{name}.cost"
    if earlier.chain.ahead:
        formula = f"max(0, min({name}.used_before, {name}.whole) - {name}.paid)"
        result.add_formula(f"{name}.ahead", earlier.chain.ahead, formula, merged_status([status["entitled"], firm]))
        formulas["claim"] += ahead_of([earlier])
    asked = [event for event in choices.events if event.kind == "requisition"]
    if asked:
        requested = event_sum(asked, "requisition", facts.period)
        places, asked_status = [event.origin for event in asked], merged_status(event.status for event in asked)
        result.add_money(f"{name}.requisitioned", requested, places, asked_status)
    else:
        result.add_unknown(f"{name}.requisitioned", "ej känt")
    for key in (key for key in CHAIN if key != "requisitioned"):
        ore = getattr(earlier.chain, key)
        if evaluate(formulas[key], {**result.known, **result.figures}) == ore:
            result.add_formula(f"{name}.{key}", ore, formulas[key], status[key])
        else:
            result.add_money(f"{name}.{key}", ore, decides, status[key])


def _entitled_places(earlier: GrantYear) -> list[str]:
    """Where what an earlier year's högsta belopp rests on stands: national amounts, and what the region states."""
    agreement, choices = earlier.parameters.agreement, earlier.parameters.choices
    national = [c.national_amount.origin if c.national_amount else c.origin for c in agreement.shared]
    return [*national, *(one.origin for one in [*choices.decided, *choices.stated] if one.stands_for(agreement.year))]
