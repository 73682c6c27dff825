"""What is used but not received, and what no grant that is known covers.

Owns the figures ``chain.claim.{requested,open,passed,no_day}``, which close to ``chain.claim``, ``chain.repaid`` and
``kind.<kind>.repaid`` where something went back, ``chain.uncovered``, which can not be covered any more, and
``chain.not_yet_covered``, with the rows that tell them in Penningkedjan. The rule is ``rules.claims``.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...base.period import day_text
from ...base.states import MoneyKind, Status
from ...facts.gather import Facts
from ...facts.kinds import KindMoney, is_one_chain
from ...model.choices import Event
from ...read.params.parameters import Parameters
from ...record.figures import Figure, merged_status
from ...record.formulas import evaluate, total
from ...record.tables import Row
from ...rules.chain import event_sum
from ...rules.claims import last_requisition_day, more_may_come, split_claim
from ...rules.duties import given_of
from ...rules.entitled_together import StatedTogether, used_together
from ...rules.entitlement import Entitlement
from ...rules.kinds import follows
from ...show.wording import marked
from ..part import Part
from .economy_chain import places_of

PARTS = ("requested", "open", "passed", "no_day")


@dataclass(frozen=True)
class _Claimed:
    """Money that a claim is of: what its keys begin with, the claim as a formula and in öre, its events, and the last
    day to requisition it (None where no source gives one)."""

    name: str
    claim: str
    ore: int
    events: tuple[Event, ...]
    last: dt.date | None


def add_claims(result: Part, facts: Facts, kinds: Sequence[KindMoney]) -> None:
    """The parts of the claim, and the cost that no grant that is known covers."""
    claim = result.figures["chain.claim"]
    if claim.ore is None:
        why = claim.origin.unknown or "vad som är förbrukat men inte mottaget är ej känt"
        for name in PARTS:
            result.add_unknown(f"chain.claim.{name}", why)
    else:
        _add_parts(result, facts, claim, _with_claim(result, facts, kinds))
    _add_uncovered(result, facts, kinds)


def _with_claim(result: Part, facts: Facts, kinds: Sequence[KindMoney]) -> list[_Claimed]:
    """The money that a claim is of: all of the year's own or that of some kinds, and each earlier year's for itself.

    Where all the money has one chain, only what earlier years used ahead is the earlier year's own.
    """
    events, pooled = facts.parameters.choices.events, is_one_chain(facts, kinds) or len(kinds) == 1
    ours = _days_of(facts.parameters)
    if pooled:
        ahead = "".join(f" - grant_year.{one.year}.ahead" for one in facts.carried if one.chain.ahead)
        claim = result.figures["chain.claim"].known_ore - facts.chain.ahead
        of = [_Claimed("chain", f"(chain.claim{ahead})" if ahead else "chain.claim", claim, tuple(events), ours)]
    else:
        of = [
            _Claimed(
                one.key,
                f"{one.key}.claim",
                result.figures[f"{one.key}.claim"].known_ore,
                tuple(event for event in events if event.component in one.ids),
                ours,
            )
            for one in kinds
            if "claim" in follows(one.kind)
        ]
    for year in facts.carried:
        key, what = f"grant_year.{year.year}", "ahead" if pooled else "claim"
        ore = getattr(year.chain, what)
        if ore:
            of.append(
                _Claimed(key, f"{key}.{what}", ore, tuple(year.parameters.choices.events), _days_of(year.parameters))
            )
    return of


def _add_parts(result: Part, facts: Facts, claim: Figure, of: Sequence[_Claimed]) -> None:
    until = facts.period.last_day
    split: dict[str, list[tuple[int, str]]] = {name: [] for name in PARTS}
    firm = [claim.status]
    for one in of:
        asked = event_sum(one.events, "requisition", facts.period)
        paid, formula = _paid(result, facts, one.name, one.events)
        parts = split_claim(one.ore, asked, paid, one.last, until)
        rest = one.claim
        if asked is not None:
            requested = f"min({one.claim}, max(0, {one.name}.requisitioned - {formula}))"
            split["requested"].append((parts.requested, requested))
            rest = f"{one.claim} - {requested}"
            statuses = [event.status for event in one.events if event.kind == "requisition"]
            firm += [merged_status(statuses)] if parts.requested else []
        where = "no_day" if one.last is None else "open" if one.last > until else "passed"
        split[where].append((getattr(parts, where), rest))
    status, days = merged_status(firm), {name for name in PARTS[1:] if split[name]}
    for name in PARTS:
        ore = sum(one for one, _ in split[name])
        formula = " + ".join(formula for _, formula in split[name]) or "0"
        if days == {name}:
            formula = "chain.claim - chain.claim.requested"
        firmness = status if ore or name == "requested" else Status.DECIDED
        result.add_formula(f"chain.claim.{name}", ore, formula, firmness)


def _paid(result: Part, facts: Facts, name: str, events: Sequence[Event]) -> tuple[int, str]:
    """Öre paid of what was requisitioned, and its formula less the sign: what was paid and went back again was paid."""
    ours = [event for event in events if event.date <= facts.period.last_day]
    net = f"{name}.paid" if name.startswith("grant_year.") else f"{name}.received"
    if name == "chain" and facts.carried:
        net = f"grant_year.{facts.parameters.agreement.year}.paid"
    back = [event for event in ours if event.kind == "repayment"]
    if back:
        status = merged_status(event.status for event in back)
        result.add_money(f"{name}.repaid", event_sum(back, "repayment", facts.period), places_of(back, facts), status)
        net += f" - {name}.repaid"
    return event_sum(ours, "payment", facts.period) or 0, net


def _add_uncovered(result: Part, facts: Facts, kinds: Sequence[KindMoney]) -> None:
    """Cost that no grant covers any more: beyond högsta belopp, and what could have been requested. Not yet covered is
    what may still come.

    Of a högsta belopp that is not known whole, cost beyond what is known of it and beyond what has come is not covered
    yet as long as more may come, and never after that. So is cost of money that is not paid by its cost. What is left
    of one kind covers nothing of another.
    """
    key, not_yet = "chain.uncovered", "chain.not_yet_covered"
    if facts.chain.cost is None:
        for name in (key, not_yet):
            result.add_unknown(name, "kostnaden är ej särredovisad")
        return
    may, one_chain = may_come(facts), is_one_chain(facts, kinds)
    apart = [] if one_chain else [one for one in kinds if not follows(one.kind)]
    is_all = len(apart) == len(kinds) and not facts.carried
    owned, claim = result.figures["chain.own_cost"], result.figures["chain.claim"]
    are_apart = not one_chain and all(result.figures[f"{one.key}.cost"].ore is not None for one in kinds)
    are_apart = are_apart and not facts.carried
    is_known = is_all or (owned.ore is not None and claim.ore is not None)
    is_known = is_known and all(result.figures[f"{one.key}.beyond"].ore is not None for one in apart)
    never: list[str] = []
    later: list[str] = []
    rests_on = ["chain.cost"]
    if is_known:
        never += [] if is_all else [owned.key, "chain.claim.passed"]
        later += [] if is_all else [f"{claim.key} - chain.claim.passed"]
        rests_on += [] if is_all else [owned.key]
    else:
        rests_on.append("chain.received")
        ahead = later if may else never
        if are_apart:
            followed = [one for one in kinds if follows(one.kind)]
            ahead += [_beyond_known(result, facts, one.key, one.members, one.together) for one in followed]
        elif one_chain:
            ahead.append(_beyond_known(result, facts, "chain", facts.entitlements, used_together(facts.together)))
        else:
            apart = []
            ahead.append("max(0, chain.cost - max(0, chain.received))")
    for one in apart:
        (later if _may_cover(facts, one) else never).append(f"{one.key}.beyond")
        rests_on.append(f"{one.key}.beyond")
    if len(kinds) > 1 and not one_chain and (is_known or are_apart):
        # Rows of no part are of no kind, and nothing is known to cover them.
        (later if may else never).append("max(0, component.none.cost)")
    firm = merged_status(result.figures[name].status for name in rests_on)
    if is_known or not later or evaluate(total(never), {**result.known, **result.figures}):
        result.follow(key, " + ".join(never) or "0", firm)
    else:
        result.add_unknown(key, "högsta belopp är ej känt, och mer kan komma")
    result.follow(not_yet, " + ".join(later) or "0", firm)


def _beyond_known(
    result: Part, facts: Facts, name: str, members: Sequence[Entitlement], together: Sequence[StatedTogether]
) -> str:
    """The formula of a chain's cost beyond what has come and what is known that it may get; ``name`` is what its keys
    begin with.

    What has come pays for any part of the chain; what is known of a part's högsta belopp, or of several parts'
    together, covers the cost of these alone.
    """
    if result.figures[f"{name}.own_cost"].ore is not None:
        return f"{name}.own_cost"
    inside = {member.component.id for group in together for member in group.members}
    known = [
        ([member.component.id for member in group.members], f"stated_together.{facts.together.index(group) + 1}")
        for group in together
    ]
    known += [
        ([one.component.id], f"component.{one.component.id}.entitled")
        for one in members
        if one.component.id not in inside and one.entitled_ore is not None
    ]
    if facts.carried or any(result.figures[f"component.{id_}.cost"].ore is None for ids, _ in known for id_ in ids):
        most = f"{name}.entitled_known"
        return f"max(0, {name}.cost - max({most if most in result.figures else '0'}, {name}.received))"
    covers = [f"{name}.received"]
    for ids, entitled in known:
        cost, come = (" + ".join(f"component.{id_}.{what}" for id_ in ids) for what in ("cost", "received"))
        covers.append(f"max(0, min({cost}, {entitled}) - ({come}))")
    return f"max(0, {name}.cost - {' - '.join(covers)})"


def _may_cover(facts: Facts, one: KindMoney) -> bool:
    """Whether more may cover cost of a kind that is not paid by its cost. What has been earned is known when the year
    is closed; then no more can be earned. A result that nobody has decided may still give money."""
    if one.earned is not None and facts.period.closing:
        return False
    return may_come(facts) or (one.kind is MoneyKind.PERFORMANCE and one.earned is None)


def may_come(facts: Facts) -> bool:
    """Whether more of the year's own money may come."""
    parameters, period = facts.parameters, facts.period
    return more_may_come(given_of(parameters.agreement, parameters.choices, period.last_day, str(period)), period)


def requisition_day(facts: Facts) -> dt.date | None:
    """The last day on which the region may requisition the year's own money; None where no source gives one."""
    return _days_of(facts.parameters)


def _days_of(parameters: Parameters) -> dt.date | None:
    return last_requisition_day([*parameters.agreement.deadlines, *parameters.choices.own_deadlines])


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
