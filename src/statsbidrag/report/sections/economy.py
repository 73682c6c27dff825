"""Ekonomi: the money chain, the standard columns, the months, cost types and units.

Owns the figures ``chain.*``, ``grant_year.*``, ``component.*``, ``effort.*``, ``area.*``, ``cost_type.*``, ``unit.*``
and ``month.*``, and that every breakdown is summed from the rows on its own.
"""

from dataclasses import replace

import pandas as pd

from ...base.period import Period
from ...facts.gather import Facts
from ...facts.rows import component_received
from ...model.values import Amount
from ...base.states import Status
from ...record.figures import Figure, Origin, merged_status, money
from ...record.model import Record, tables_of
from ...rules.chain import Chain
from ...rules.entitlement import Entitlement, used_together
from ...show.charts import Chart
from ...show.specs import bars
from ...show.tables import table_html
from ..part import SUMMED, Given, Part
from . import economy_tables
from .summary_chart import chart

CHAIN = (
    "entitled", "requisitioned", "received", "cost", "forecast",
    "own_cost", "claim", "unspent", "expected_unspent",
)  # fmt: skip
# How the figures of an earlier year's money follow; the rule is rules.grant_years.
CARRIED = {
    "entitled": "högsta belopp less what earlier years used",
    "requisitioned": "ej känt",
    "received": "received so far less what earlier years used, not below 0",
    "cost": "oldest money first",
    "forecast": "oldest money first",
}
NOT_SEPARATED = "ej särredovisat"
FORMULAS = {
    "own_cost": "max(0, {0}.cost - {0}.entitled)",
    "claim": "max(0, min({0}.cost, {0}.entitled) - {0}.received)",
    "unspent": "max(0, {0}.received - {0}.cost)",
    "expected_unspent": "max(0, {0}.entitled - {0}.forecast)",
}


def chain_figures(facts: Facts) -> dict[str, Figure]:
    """The figures ``chain.*`` alone."""
    result = Part()
    _cost(result, facts)
    _chain(result, "chain", facts.chain, facts, _entitled_status(facts))
    return result.figures


def part(facts: Facts, given: Given) -> Part:
    """Every money figure of the report, with its rows, and the tables of the section."""
    result = Part()
    cost_status = _cost(result, facts)
    for entitlement in facts.entitlements:
        _component(result, facts, entitlement, cost_status)
    for component in [*facts.parameters.choices.components, None]:
        name = component.id if component else ""
        _sum(result, facts, f"component.{name or 'none'}.cost", facts.cost["component"] == name, cost_status)
    _chain(result, "chain", facts.chain, facts, _entitled_status(facts))
    _grant_years(result, facts)
    result.add_formula("straight_line", facts.straight_line, f"chain.cost * 12 / {facts.period.month}", cost_status)
    _efforts(result, facts, cost_status)
    _groups(result, facts, cost_status)
    for month in facts.period.months:
        _sum(result, facts, f"month.{month}.cost", facts.cost["period"] == month, cost_status)
    planned = facts.parameters.choices.planned
    if planned:
        result.figures["planned"] = money_figure(
            planned.ore, {"params": planned.origin}, planned.status.value, planned.source
        )
    for name in facts.assumed:
        result.assume(f"component.{name}.entitled")
    if facts.assumed and facts.chain.entitled is not None:
        result.assume("chain.entitled")
    result.tables = economy_tables.tables(facts)
    return result


def _cost(result: Part, facts: Facts) -> str:
    """K with its rows; returns how firm the cost is."""
    status = "decided" if facts.period.closing else "preliminary"
    if facts.not_separated is None:
        result.add_sum("chain.cost", facts.cost, status)
    else:
        # No rows, which is not the same as a cost of nought.
        result.add_unknown("chain.cost", NOT_SEPARATED)
        result.row_sets["chain.cost"] = {}
    result.mark("chain.cost", facts.ledger_marks)
    return status


def _sum(result: Part, facts: Facts, key: str, hit: pd.Series, status: str) -> int | None:
    """The cost of some of the rows; not known where the cost is not accounted for separately."""
    if facts.not_separated is not None:
        return result.add_unknown(key, NOT_SEPARATED)
    return result.add_sum(key, facts.cost[SUMMED][hit], status)


def _grant_years(result: Part, facts: Facts) -> None:
    """The chain of each grant year: the report's own, and what is left of earlier ones; together they are ``chain``."""
    own, earlier = facts.parameters.agreement.year, [f"grant_year.{one.year}" for one in facts.carried]
    for name in CHAIN:
        whole = result.figures[f"chain.{name}"]
        ore, formula = getattr(facts.own_chain, name), f"chain.{name}"
        if earlier and name in FORMULAS:
            formula = FORMULAS[name].format(f"grant_year.{own}")
        elif earlier and name != "requisitioned":
            formula = " - ".join([f"chain.{name}", *(f"{year}.{name}" for year in earlier)])
        figure = money_figure(ore, {"formula": formula}, str(whole["status"]))
        result.figures[f"grant_year.{own}.{name}"] = figure
        for one in facts.carried:
            said = FORMULAS[name].format(f"grant_year.{one.year}") if name in FORMULAS else CARRIED[name]
            figure = money_figure(getattr(one.chain, name), {"formula": said}, str(whole["status"]))
            result.figures[f"grant_year.{one.year}.{name}"] = figure


def _chain(result: Part, name: str, chain: Chain, facts: Facts, entitled_status: str) -> None:
    """``cost`` is summed from rows by the caller; the rest follow here. ``entitled_status`` is how firm E is."""
    events = facts.parameters.choices.events
    received_status = merged_status(event.status.value for event in facts.paid)
    places = ", ".join(event.origin for event in facts.paid) or facts.parameters.choices.origin
    said = [f.status.value for e in facts.efforts for f in e.effort.forecasts if f.as_of == e.forecast_as_of]
    forecast_status = merged_status([] if facts.period.closing else said)
    parts = [f"component.{e.component.id}.entitled" for e in facts.entitlements]
    if name == "chain":
        parts += [f"grant_year.{one.year}.entitled" for one in facts.carried]
    used = used_together(facts.together)
    if name == "chain":
        parts += [f"stated {'+'.join(one.stated.of) or 'unknown parts'}" for one in used]
    if name == "chain" and used:
        parts = ["what is stated together in place of its components", *parts]
    result.add_formula(f"{name}.entitled", chain.entitled, " + ".join(parts), entitled_status)
    asked = [event for event in events if event.kind == "requisition"]
    place = ", ".join(event.origin for event in asked) or facts.parameters.choices.origin
    status = merged_status(event.status.value for event in asked)
    result.figures[f"{name}.requisitioned"] = money_figure(chain.requisitioned, {"params": place}, status)
    result.figures[f"{name}.received"] = money_figure(chain.received, {"params": places}, received_status)
    if facts.period.closing:
        result.add_formula(f"{name}.forecast", chain.forecast, f"{name}.cost", "decided")
    else:
        result.add_formula(
            f"{name}.forecast", chain.forecast, "sum(effort.*.forecast) + effort.none.cost", forecast_status
        )
    firmness = {
        "own_cost": [entitled_status],
        "claim": [entitled_status, received_status],
        "unspent": [received_status],
        "expected_unspent": [entitled_status, forecast_status],
    }
    for key, formula in FORMULAS.items():
        status = merged_status([*firmness[key], "preliminary"])
        result.add_formula(f"{name}.{key}", getattr(chain, key), formula.format(name), status)


def _component(result: Part, facts: Facts, entitlement: Entitlement, cost_status: str) -> None:
    component = entitlement.component
    name = f"component.{component.id}"
    cost = None
    if facts.told_apart(component.id):
        cost = result.add_sum(f"{name}.cost", facts.cost[SUMMED][facts.cost["component"] == component.id], cost_status)
    else:
        result.add_unknown(f"{name}.cost", NOT_SEPARATED if facts.not_separated else "not told apart in the books")
    national = component.national_amount
    result.figures[f"{name}.computed"] = money_figure(
        entitlement.computed_ore,
        {"params": national.origin if national else component.origin},
        entitlement.computed_status.value,
        national.source if national else None,
    )
    stated = entitlement.stated
    if stated:
        result.figures[f"{name}.stated"] = money_figure(
            stated.ore, {"params": stated.origin}, stated.status.value, stated.source
        )
    only = len(facts.entitlements) == 1
    chain = Chain(
        entitlement.entitled_ore,
        facts.chain.requisitioned if only else None,
        component_received(facts.parameters.choices, component.id, facts.period, len(facts.entitlements)),
        cost,
        facts.chain.forecast if only else None,
    )
    _chain(result, name, chain, facts, entitlement.status.value)
    used = _entitled_value(entitlement)
    result.figures[f"{name}.entitled"] = money_figure(
        entitlement.entitled_ore,
        {"params": used.origin if used else component.origin},
        entitlement.status.value,
        used.source if used else None,
    )


def _entitled_status(facts: Facts) -> str:
    """How firm högsta belopp of the whole agreement is: as its weakest part."""
    used = used_together(facts.together)
    inside = {member.component.id for group in used for member in group.members}
    apart = [one.status.value for one in facts.entitlements if one.component.id not in inside]
    return merged_status([*apart, *(group.stated.status.value for group in used)])


def _entitled_value(entitlement: Entitlement) -> Amount | None:
    """The parameter that högsta belopp comes from; None when no source gives an amount."""
    amounts = {"decided": entitlement.decided, "stated": entitlement.stated}
    return amounts.get(entitlement.basis) or entitlement.component.national_amount


def _efforts(result: Part, facts: Facts, cost_status: str) -> None:
    for effort in facts.efforts:
        name = f"effort.{effort.effort.id}"
        budget = effort.effort.budget
        result.add_sum(f"{name}.cost", facts.cost[SUMMED][facts.cost["effort"] == effort.effort.id], cost_status)
        result.figures[f"{name}.budget"] = money_figure(
            effort.budget, {"params": budget.origin}, budget.status.value, budget.source
        )
        spread = "sum of months" if budget.months else f"{name}.budget / 12 per month"
        result.add_formula(f"{name}.budget_to_date", effort.budget_to_date, spread, budget.status.value)
        if facts.period.closing:
            result.add_formula(f"{name}.forecast", effort.forecast, f"{name}.cost", "decided")
            continue
        said = [f for f in effort.effort.forecasts if f.as_of == effort.forecast_as_of]
        place = said[0].origin if said else effort.effort.origin
        status = said[0].status.value if said else "unknown"
        result.figures[f"{name}.forecast"] = money_figure(effort.forecast, {"params": place}, status)
    unowned = facts.cost["effort"] == ""
    _sum(result, facts, "effort.none.cost", unowned, cost_status)
    result.mark("effort.none.cost", ["rad-utan-insats"] if facts.efforts and unowned.any() else [])
    budget_status = merged_status(effort.effort.budget.status.value for effort in facts.efforts)
    budget = sum(e.budget for e in facts.efforts) if facts.efforts else None
    to_date = sum(e.budget_to_date for e in facts.efforts) if facts.efforts else None
    result.add_formula("budget", budget, "sum(effort.*.budget)", budget_status)
    result.add_formula("budget_to_date", to_date, "sum(effort.*.budget_to_date)", budget_status)


def _groups(result: Part, facts: Facts, cost_status: str) -> None:
    parameters = facts.parameters
    names = {
        "area": [area.id for area in parameters.agreement.areas],
        "cost_type": [kind.id for kind in parameters.region.cost_types],
        "unit": sorted(set(facts.cost["payee"]) - {""}),
    }
    for prefix, column in (("area", "area"), ("cost_type", "cost_type"), ("unit", "payee")):
        for name in names[prefix]:
            _sum(result, facts, f"{prefix}.{name}.cost", facts.cost[column] == name, cost_status)
    for prefix, column in (("area", "area"), ("cost_type", "cost_type"), ("unit", "payee")):
        _sum(result, facts, f"{prefix}.none.cost", facts.cost[column] == "", cost_status)
    if (facts.cost["cost_type"] == "").any():
        result.mark("cost_type.none.cost", ["saknar-kostnadsslag"])


def show(record: Record) -> list[str | Chart]:
    """What the reader meets, in order."""
    found = {table.id: table for table in record.tables}
    first = [table_html(found[name]) for name in ("chain", "components", "grant_years", "accrual") if name in found]
    if "months" not in found:
        return first
    types, closing = found["cost_types"], Period.parse(record.report.period).closing
    when = "Hela året" if closing else "Hittills i år"
    bars_of_types = [{"label": row["title"], "value": row["cost"], "compare": None} for row in types.rows]
    chart_of_types = Chart(
        "cost-types",
        "Kostnad per kostnadsslag",
        f"{when}. Störst är {str(types.rows[0]['title']).lower()}." if types.rows else "Ingen kostnad.",
        replace(types, id="cost-types-chart", note=""),
        bars(bars_of_types, "Kostnad"),
        table_follows=True,
    )
    return [
        *first,
        *(table_html(found[name]) for name in ("standard",) if name in found),
        *([] if closing else [chart(record, with_straight=True)]),
        chart_of_types,
        table_html(types),
        table_html(found["units"]),
    ]
