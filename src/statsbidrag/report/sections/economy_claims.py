"""What is used but not received, and what no grant that is known covers.

Owns the figures ``chain.claim.{requested,open,passed,no_day}``, which close to ``chain.claim``, ``chain.uncovered``,
which can not be covered any more, and ``chain.not_yet_covered``, with the rows that tell them in Penningkedjan. The
rule is ``rules.claims``.
"""

import datetime as dt
from collections.abc import Iterator

from ...base.period import day_text
from ...base.states import Status
from ...facts.gather import Facts
from ...record.figures import Figure, merged_status
from ...record.tables import Row
from ...rules.claims import last_requisition_day, more_may_come, split_claim
from ...show.wording import marked
from ..part import Part

PARTS = ("requested", "open", "passed", "no_day")


def add_claims(result: Part, facts: Facts) -> None:
    """The parts of the claim, and the cost that no grant that is known covers."""
    claim = result.figures["chain.claim"]
    if claim.ore is None:
        for name in PARTS:
            result.add_unknown(f"chain.claim.{name}", "vad som är förbrukat men inte mottaget är ej känt")
    else:
        _add_parts(result, facts, claim)
    _add_uncovered(result, facts)


def _add_parts(result: Part, facts: Facts, claim: Figure) -> None:
    chain = facts.chain
    day = requisition_day(facts)
    parts = split_claim(claim.known_ore, chain.requisitioned, chain.received, day, facts.period.last_day)
    asked = "max(0, chain.requisitioned - chain.received)" if chain.requisitioned is not None else "0"
    status = merged_status(
        [claim.status, result.figures["chain.requisitioned"].status] if parts.requested else [claim.status]
    )
    result.add_formula("chain.claim.requested", parts.requested, f"min(chain.claim, {asked})", status)
    rest = "chain.claim - chain.claim.requested"
    where = "no_day" if day is None else "open" if day >= facts.period.last_day else "passed"
    for name in PARTS[1:]:
        ore = getattr(parts, name)
        result.add_formula(
            f"chain.claim.{name}", ore, rest if name == where else "0", status if ore else Status.DECIDED
        )


def _add_uncovered(result: Part, facts: Facts) -> None:
    """Cost that no grant covers any more: beyond högsta belopp, and what could have been requested. Not yet covered is
    what may still come.

    Of a högsta belopp that is not known whole, cost beyond what is known of it and beyond what has come is not covered
    yet as long as more may come, and never after that.
    """
    key, not_yet, chain = "chain.uncovered", "chain.not_yet_covered", facts.chain
    if chain.cost is None:
        for name in (key, not_yet):
            result.add_unknown(name, "kostnaden är ej särredovisad")
        return
    status = result.figures["chain.cost"].status
    if chain.own_cost is not None and chain.claim is not None:
        firm = merged_status([status, result.figures["chain.own_cost"].status])
        result.follow(key, "chain.own_cost + chain.claim.passed", firm)
        result.follow(not_yet, "chain.claim - chain.claim.passed", firm)
        return
    known = "chain.entitled_known" if chain.entitled_known is not None else "0"
    beyond = f"max(0, chain.cost - max({known}, chain.received))"
    firm = merged_status([status, result.figures["chain.received"].status])
    if may_come(facts):
        result.add_unknown(key, "högsta belopp är ej känt, och mer kan komma")
        result.follow(not_yet, beyond, firm)
    else:
        result.follow(key, beyond, firm)
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
    if not_yet.ore and facts.chain.claim is None:
        how = "kostnad utöver det som är känt av högsta belopp och det som har kommit in; mer kan komma"
        yield {
            "step": "Kostnad som ännu inte täcks av känt bidrag",
            "ore": not_yet,
            "from": marked(how, not_yet.is_example),
            "emphasis": True,
        }
    if uncovered.ore:
        how = "egen kostnad och det som inte längre kan begäras"
        if facts.chain.own_cost is None:
            how = "kostnad utöver det som är känt av högsta belopp och det som har kommit in"
        yield {
            "step": "Kostnad som inget känt bidrag täcker",
            "ore": uncovered,
            "from": marked(how, uncovered.is_example),
            "emphasis": True,
        }
