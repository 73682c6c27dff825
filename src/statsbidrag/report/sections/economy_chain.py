"""The money chain as figures: of all money together, and of each component.

Owns the figures ``chain.*``, ``component.<id>.*`` and ``stated_together.<number>``, and by which formula each follows;
the rules are ``rules.chain``, ``rules.entitlement`` and, for what holds for which kind of money, ``rules.kinds``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ...base.money import total_if_known
from ...base.states import Basis, MoneyKind, Status
from ...facts.gather import Facts
from ...facts.grant_years import GrantYear
from ...facts.kinds import is_one_chain, kind_of, kinds_of
from ...model.choices import Event
from ...model.values import Amount
from ...record.figures import Figure, Origin, merged_status, money, other
from ...record.formulas import total
from ...rules.chain import Chain, events_of, received
from ...rules.entitled_together import used_together
from ...rules.entitlement import Entitlement
from ...rules.kinds import EARNED, earned, follows
from ...show.kind_words import NOT_BY_KIND
from ...show.wording import LACKING
from ..part import SUMMED, Part

CHAIN = (
    "entitled", "requisitioned", "received", "cost", "forecast",
    "own_cost", "claim", "unspent", "expected_unspent",
)  # fmt: skip
FORMULAS = {
    "own_cost": "max(0, {0}.cost - {0}.entitled)",
    "claim": "max(0, min({0}.cost, {0}.entitled) - {0}.received)",
    "unspent": "max(0, {0}.received - {0}.cost)",
    "expected_unspent": "max(0, {0}.entitled - {0}.forecast)",
}
# What follows without the whole of E, where what is known of it covers the cost.
COVERED = ("own_cost", "claim")
NOT_SEPARATED = "ej särredovisat"
NOT_BY_COMPONENT = "inte per del"
NO_FORECAST = "de ansvariga har inte lämnat någon prognos"


def chain_figures(facts: Facts) -> dict[str, Figure]:
    """The figures ``chain.*`` alone."""
    result = Part()
    add_cost(result, facts)
    add_chain(result, facts)
    return result.figures


def cost_status(facts: Facts) -> Status:
    """How firm the cost of the books is."""
    return Status.DECIDED if facts.period.closing else Status.PRELIMINARY


def add_cost(result: Part, facts: Facts) -> Figure:
    """K with its rows."""
    if facts.not_separated is None:
        return result.add_sum("chain.cost", facts.cost, cost_status(facts), facts.ledger_marks)
    # No rows, which is not the same as a cost of nought.
    return result.add_unknown("chain.cost", NOT_SEPARATED)


def add_chain(result: Part, facts: Facts) -> None:
    """``chain.*`` but for the cost, which is there: all money that may be used in the year together."""
    used = used_together(facts.together)
    inside = {member.component.id for group in used for member in group.members}
    parts = [f"stated_together.{facts.together.index(group) + 1}" for group in used]
    parts += [f"component.{e.component.id}.entitled" for e in facts.entitlements if e.component.id not in inside]
    parts += [f"grant_year.{earlier.year}.entitled" for earlier in facts.carried]
    status = _entitled_status(facts)
    if facts.chain.entitled_known is not None:
        _add_known_part(result, facts)
    is_assumed = bool(facts.assumed) and facts.chain.entitled is not None
    result.add_formula("chain.entitled", facts.chain.entitled, total(parts), status, assumed=is_assumed)
    requisitions = [event for event in facts.parameters.choices.events if event.kind == "requisition"]
    firm = merged_status(event.status for event in requisitions)
    result.add_money("chain.requisitioned", facts.chain.requisitioned, places_of(requisitions, facts), firm)
    if facts.carried:
        years = [f"grant_year.{earlier.year}.received" for earlier in facts.carried]
        formula = total([f"grant_year.{facts.parameters.agreement.year}.paid", *years])
        result.add_formula("chain.received", facts.chain.received, formula, _received_status(facts))
    else:
        result.add_money("chain.received", facts.chain.received, places_of(facts.paid, facts), _received_status(facts))
    if facts.period.closing:
        result.add_formula("chain.forecast", facts.chain.forecast, "chain.cost", Status.DECIDED)
    elif facts.efforts:
        parts = [f"effort.{effort.effort.id}.forecast" for effort in facts.efforts]
        formula = total([*parts, "effort.none.cost"])
        result.add_formula("chain.forecast", facts.chain.forecast, formula, _forecast_status(facts))
    else:
        result.add_unknown("chain.forecast", NO_FORECAST)
    _add_following_in_all(result, facts, status)


def _add_following_in_all(result: Part, facts: Facts, status: Status) -> None:
    """What follows for all money together: as of one chain, or each kind for itself and their sum."""
    kinds = kinds_of(facts)
    if is_one_chain(facts, kinds):
        add_following(result, "chain", facts.chain, facts, status)
        return
    if len(kinds) == 1:
        add_following(result, "chain", facts.chain, facts, status, kinds[0].kind)
        return
    earlier = [(f"grant_year.{one.year}", one.chain) for one in facts.carried]
    for key in FORMULAS:
        ours = [*((one.key, one.chain) for one in kinds if key in follows(one.kind)), *earlier]
        if not ours:
            result.add_unknown(f"chain.{key}", NOT_BY_KIND[kinds[0].kind])
            continue
        ore = total_if_known(getattr(chain, key) for _, chain in ours)
        entitled = [status] if key != "unspent" else []
        firm = merged_status([*entitled, *_firmness(facts)[key], Status.PRELIMINARY])
        result.add_formula(f"chain.{key}", ore, total([f"{name}.{key}" for name, _ in ours]), firm)


def _add_known_part(result: Part, facts: Facts) -> None:
    """``chain.entitled_known``: what is known of a högsta belopp that is not known whole, and ``.parts`` of how many of
    the components it is."""
    used = used_together(facts.together)
    inside = {member.component.id for group in used for member in group.members}
    apart = [one for one in facts.entitlements if one.component.id not in inside and one.entitled_ore is not None]
    keys = [f"stated_together.{facts.together.index(group) + 1}" for group in used]
    keys += [f"component.{one.component.id}.entitled" for one in apart]
    keys += [f"grant_year.{earlier.year}.entitled" for earlier in facts.carried]
    firm = merged_status([*(group.stated.status for group in used), *(one.status for one in apart)])
    figure = money("chain.entitled_known", facts.chain.entitled_known, Origin(formula=total(keys)), firm)
    is_assumed = any(one.component.id in facts.assumed for one in apart)
    result.add(replace(figure, assumed=is_assumed, at_least=True))
    of_terms = Origin(params=(facts.parameters.agreement.origin,))
    result.add(other("chain.entitled_known.parts", len(inside) + len(apart), "count", of_terms, Status.DECIDED))


def add_components(result: Part, facts: Facts) -> None:
    """``component.<id>.*`` of every component of the agreement, and the costs of the region's own ones and of none."""
    for number, group in enumerate(facts.together, start=1):
        stated = group.stated
        result.add_money(f"stated_together.{number}", stated.ore, [stated.origin], stated.status, source=stated.source)
    for entitlement in facts.entitlements:
        _add_component(result, facts, entitlement)
    for component in [*facts.parameters.choices.components, None]:
        key = f"component.{component.id if component else 'none'}.cost"
        add_sum_of(result, facts, key, "component", component.id if component else "")


def add_sum_of(result: Part, facts: Facts, key: str, column: str, name: str, marks: Iterable[str] = ()) -> Figure:
    """The cost of the rows that belong to a name; not known where the cost is not accounted for separately."""
    if facts.not_separated is not None:
        return result.add_unknown(key, NOT_SEPARATED)
    return result.add_sum(key, facts.cost[SUMMED][facts.cost[column] == name], cost_status(facts), marks)


def _add_component(result: Part, facts: Facts, entitlement: Entitlement) -> None:
    component = entitlement.component
    name = f"component.{component.id}"
    if facts.told_apart(component.id):
        cost = add_sum_of(result, facts, f"{name}.cost", "component", component.id).ore
    else:
        cost = result.add_unknown(f"{name}.cost", NOT_SEPARATED if facts.not_separated else NOT_BY_COMPONENT).ore
    national = component.national_amount
    source, status = national.source if national else None, entitlement.computed_status
    formula = f"amount.{component.id}.computed"
    result.add_formula(f"{name}.computed", entitlement.computed_ore, formula, status, source=source)
    stated = entitlement.stated
    if stated:
        result.add_money(f"{name}.stated", stated.ore, [stated.origin], stated.status, source=stated.source)
    used = _entitled_value(entitlement)
    result.add_formula(
        f"{name}.entitled",
        entitlement.entitled_ore,
        f"amount.{component.id}.entitled",
        entitlement.status,
        source=used.source if used else None,
        assumed=component.id in facts.assumed,
    )
    is_only = len(facts.entitlements) == 1
    events = paid_events(facts, component.id, len(facts.entitlements))
    chain = Chain(
        entitlement.entitled_ore,
        facts.chain.requisitioned if is_only else None,
        received(events, facts.period),
        cost,
        facts.chain.forecast if is_only else None,
    )
    status = _received_status(facts)
    result.add_money(f"{name}.received", chain.received, places_of(events, facts), status)
    for key in ("requisitioned", "forecast"):
        if is_only:
            whole = result.figures[f"chain.{key}"]
            result.add_formula(f"{name}.{key}", getattr(chain, key), f"chain.{key}", whole.status)
        else:
            result.add_unknown(f"{name}.{key}", NOT_BY_COMPONENT)
    kind = kind_of(facts, component)
    add_following(result, name, chain, facts, entitlement.status, kind)
    if kind in EARNED:
        _add_earned(result, facts, entitlement, kind, cost)


def _add_earned(result: Part, facts: Facts, entitlement: Entitlement, kind: MoneyKind | None, cost: int | None) -> None:
    """``component.<id>.earned``, and ``.outstanding``: earned and not received yet."""
    name = f"component.{entitlement.component.id}"
    ore = earned(kind, entitlement, cost, closing=facts.period.closing)
    formulas = {
        MoneyKind.UNIT_PRICE: f"{name}.computed",
        MoneyKind.COST_REFUND: f"max(0, min({name}.cost, {name}.entitled))",
    }
    if ore is None or kind is None:
        result.add_unknown(f"{name}.earned", why_not_earned(facts, entitlement, kind))
        result.add_unknown(f"{name}.outstanding", "vad som är intjänat är ej känt")
        return
    status = entitlement.computed_status if kind is MoneyKind.UNIT_PRICE else entitlement.status
    result.add_formula(f"{name}.earned", ore, formulas.get(kind, f"{name}.entitled"), status)
    firm = merged_status([status, result.figures[f"{name}.received"].status])
    result.follow(f"{name}.outstanding", f"max(0, {name}.earned - {name}.received)", firm)


def why_not_earned(facts: Facts, entitlement: Entitlement, kind: MoneyKind | None) -> str:
    """Why nobody can tell what a component has earned."""
    if kind is MoneyKind.PERFORMANCE:
        return "resultatet är inte beslutat"
    if kind is MoneyKind.COST_REFUND:
        return "kostnaden eller högsta belopp är ej känt"
    if entitlement.lacking is not None:
        return LACKING[entitlement.lacking]
    return "godkända enheter räknas för hela året" if not facts.period.closing else "ej känt"


def add_following(
    result: Part, name: str, chain: Chain, facts: Facts, entitled_status: Status, kind: MoneyKind | None = None
) -> None:
    """What follows from E, R, K and F of a chain, as far as it holds for its kind; ``entitled_status`` is how firm E
    is."""
    for key, formula in FORMULAS.items():
        if key not in follows(kind):
            result.add_unknown(f"{name}.{key}", NOT_BY_KIND[kind])
            continue
        firm = [entitled_status] if key != "unspent" else []
        if key in COVERED and chain.entitled is None and chain.covering is not None:
            formula = formula.replace("{0}.entitled", "{0}.entitled_known")
            # What is known covers the cost, so that what is not known makes nothing less firm.
            firm = [result.figures[f"{name}.entitled_known"].status]
        status = merged_status([*firm, *_firmness(facts)[key], Status.PRELIMINARY])
        formula = formula.format(name)
        if key == "claim" and chain.ahead:
            formula += ahead_of(facts.carried)
        result.add_formula(f"{name}.{key}", getattr(chain, key), formula, status)


def ahead_of(years: Iterable[GrantYear]) -> str:
    """What a claim's formula adds of what earlier years used of their money without its having come."""
    return "".join(f" + grant_year.{one.year}.ahead" for one in years if one.chain.ahead)


def _firmness(facts: Facts) -> dict[str, list[Status]]:
    """How firm what each amount rests on is, beside högsta belopp."""
    received_status, forecast_status = _received_status(facts), _forecast_status(facts)
    return {
        "own_cost": [],
        "claim": [received_status],
        "unspent": [received_status],
        "expected_unspent": [forecast_status],
    }


def _entitled_status(facts: Facts) -> Status:
    """How firm högsta belopp of the whole agreement is: as its weakest part."""
    used = used_together(facts.together)
    inside = {member.component.id for group in used for member in group.members}
    apart = [entitled.status for entitled in facts.entitlements if entitled.component.id not in inside]
    return merged_status([*apart, *(group.stated.status for group in used)])


def _received_status(facts: Facts) -> Status:
    return merged_status(event.status for event in facts.paid)


def _forecast_status(facts: Facts) -> Status:
    used = [f.status for e in facts.efforts for f in e.effort.forecasts if f.as_of == e.forecast_as_of]
    return merged_status([] if facts.period.closing else used)


def _entitled_value(entitlement: Entitlement) -> Amount | None:
    """The parameter that högsta belopp comes from; None when no source gives an amount."""
    stated = entitlement.stated if entitlement.basis is Basis.PAID else None
    return entitlement.given or stated or entitlement.component.national_amount


def paid_events(facts: Facts, component_id: str, components: int) -> list[Event]:
    """The payments and repayments of a component up to the period's end, of the year's own money."""
    ours = events_of(facts.parameters.choices.events, component_id, components)
    return [e for e in ours if e.kind in ("payment", "repayment") and e.date <= facts.period.last_day]


def places_of(events: Sequence[Event], facts: Facts) -> list[str]:
    """Where events stand; of none, where the region's file tells of the agreement."""
    return [event.origin for event in events] or [facts.parameters.choices.origin]
