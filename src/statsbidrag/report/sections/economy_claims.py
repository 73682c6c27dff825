"""What is used but not received, and what no grant that is known covers.

Owns the figures ``chain.claim.{requested,open,passed,no_day}``, which close to ``chain.claim``, ``chain.uncovered``,
which can not be covered any more, and ``chain.not_yet_covered``, with the rows that tell them in Penningkedjan. The
rule is ``rules.claims``.
"""

import datetime as dt
from collections.abc import Iterator, Sequence

from ...base.period import day_text
from ...base.states import Status
from ...facts.gather import Facts
from ...facts.kinds import KindMoney, is_one_chain
from ...record.figures import Figure, merged_status
from ...record.formulas import total
from ...record.tables import Row
from ...rules.claims import last_requisition_day, more_may_come, split_claim
from ...rules.kinds import follows
from ...show.wording import marked
from ..part import Part

PARTS = ("requested", "open", "passed", "no_day")


def add_claims(result: Part, facts: Facts, kinds: Sequence[KindMoney]) -> None:
    """The parts of the claim, and the cost that no grant that is known covers."""
    claim = result.figures["chain.claim"]
    if claim.ore is None:
        why = claim.origin.unknown or "vad som är förbrukat men inte mottaget är ej känt"
        for name in PARTS:
            result.add_unknown(f"chain.claim.{name}", why)
    else:
        _add_parts(result, facts, claim, _with_claim(facts, kinds))
    _add_uncovered(result, facts, kinds)


def _with_claim(facts: Facts, kinds: Sequence[KindMoney]) -> list[str]:
    """What the keys begin with of the money that a claim is of: all of the report's, or that of some kinds."""
    if is_one_chain(facts, kinds) or len(kinds) == 1:
        return ["chain"]
    earlier = [f"grant_year.{one.year}" for one in facts.carried]
    return [*(one.key for one in kinds if "claim" in follows(one.kind)), *earlier]


def _add_parts(result: Part, facts: Facts, claim: Figure, of: Sequence[str]) -> None:
    asked_for = [f"{name}.requisitioned" for name in of if result.figures[f"{name}.requisitioned"].ore is not None]
    come = [f"{name}.received" for name in of]
    requisitioned = sum(result.figures[key].known_ore for key in asked_for) if asked_for else None
    received = sum(result.figures[key].known_ore for key in come)
    day = requisition_day(facts)
    parts = split_claim(claim.known_ore, requisitioned, received, day, facts.period.last_day)
    asked = f"max(0, {total(asked_for)} - {' - '.join(come)})" if asked_for else "0"
    firm = [claim.status, *(result.figures[key].status for key in asked_for if parts.requested)]
    status = merged_status(firm)
    result.add_formula("chain.claim.requested", parts.requested, f"min(chain.claim, {asked})", status)
    rest = "chain.claim - chain.claim.requested"
    where = "no_day" if day is None else "open" if day >= facts.period.last_day else "passed"
    for name in PARTS[1:]:
        ore = getattr(parts, name)
        result.add_formula(
            f"chain.claim.{name}", ore, rest if name == where else "0", status if ore else Status.DECIDED
        )


def _add_uncovered(result: Part, facts: Facts, kinds: Sequence[KindMoney]) -> None:
    """Cost that no grant covers any more: beyond högsta belopp, and what could have been requested. Not yet covered is
    what may still come.

    Of a högsta belopp that is not known whole, cost beyond what is known of it and beyond what has come is not covered
    yet as long as more may come, and never after that. So is cost of money that is not paid by its cost.
    """
    key, not_yet, chain = "chain.uncovered", "chain.not_yet_covered", facts.chain
    if chain.cost is None:
        for name in (key, not_yet):
            result.add_unknown(name, "kostnaden är ej särredovisad")
        return
    status = result.figures["chain.cost"].status
    one_chain = is_one_chain(facts, kinds)
    apart = [] if one_chain else [one for one in kinds if not follows(one.kind)]
    is_all = len(apart) == len(kinds) and not facts.carried
    owned, claim = result.figures["chain.own_cost"], result.figures["chain.claim"]
    beyond = [result.figures[f"{one.key}.beyond"] for one in apart]
    if (is_all or (owned.ore is not None and claim.ore is not None)) and all(one.ore is not None for one in beyond):
        never = [] if is_all else [owned.key, "chain.claim.passed"]
        later = [] if is_all else [f"{claim.key} - chain.claim.passed"]
        for one, figure in zip(apart, beyond, strict=True):
            # What has been earned is known when the year is closed; then no more can be earned.
            may = may_come(facts) and not (facts.period.closing and one.earned is not None)
            (later if may else never).append(figure.key)
        if len(kinds) > 1 and not one_chain:
            # Rows of no part are of no kind, and nothing is known to cover them.
            (later if may_come(facts) else never).append("max(0, component.none.cost)")
        firm = merged_status([status, *([] if is_all else [owned.status]), *(figure.status for figure in beyond)])
        result.follow(key, " + ".join(never) or "0", firm)
        result.follow(not_yet, " + ".join(later) or "0", firm)
        return
    known = "chain.entitled_known" if one_chain and chain.entitled_known is not None else "0"
    formula = f"max(0, chain.cost - max({known}, chain.received))"
    firm = merged_status([status, result.figures["chain.received"].status])
    if may_come(facts):
        result.add_unknown(key, "högsta belopp är ej känt, och mer kan komma")
        result.follow(not_yet, formula, firm)
    else:
        result.follow(key, formula, firm)
        result.follow(not_yet, "0", firm)


def may_come(facts: Facts) -> bool:
    """Whether more of the year's own money may come."""
    choices = facts.parameters.choices
    return more_may_come([*facts.parameters.agreement.deadlines, *choices.own_deadlines], choices.events, facts.period)


def requisition_day(facts: Facts) -> dt.date | None:
    """The last day on which the region may requisition the year's own money; None where no source gives one."""
    return last_requisition_day([*facts.parameters.agreement.deadlines, *facts.parameters.choices.own_deadlines])


def rows(facts: Facts, result: Part) -> Iterator[Row]:
    """The rows of Penningkedjan below förbrukat, ännu inte mottaget: the parts there are, and what is not covered."""
    day = requisition_day(facts)
    words = {
        "requested": ("varav begärt, ej betalt", "rekvirerat men inte mottaget"),
        "open": ("varav kan ännu begäras", f"till och med {day_text(day)}" if day else ""),
        "passed": (
            "varav kan inte längre begäras",
            f"dagen för rekvisition, {day_text(day)}, har passerat; rätten är ej känd" if day else "",
        ),
        "no_day": ("varav inte begärt", "ingen källa anger en sista dag för rekvisition"),
    }
    for name in PARTS:
        figure = result.figures[f"chain.claim.{name}"]
        if figure.ore:
            step, how = words[name]
            yield {"step": step, "ore": figure, "from": marked(how, figure.is_example), "emphasis": False}
    uncovered, not_yet = result.figures["chain.uncovered"], result.figures["chain.not_yet_covered"]
    waits = (not_yet.ore or 0) - sum(
        result.figures[f"chain.claim.{name}"].ore or 0 for name in PARTS if name != "passed"
    )
    if waits:
        how = "kostnad utöver det som är intjänat eller känt och det som har kommit in; mer kan komma"
        yield {
            "step": "Kostnad som ännu inte täcks av känt bidrag",
            "ore": not_yet,
            "from": marked(how, not_yet.is_example),
            "emphasis": True,
        }
    if uncovered.ore:
        how = "egen kostnad och det som inte längre kan begäras"
        if result.figures["chain.own_cost"].ore is None:
            how = "kostnad utöver det som är känt och det som har kommit in"
        yield {
            "step": "Kostnad som inget känt bidrag täcker",
            "ore": uncovered,
            "from": marked(how, uncovered.is_example),
            "emphasis": True,
        }
