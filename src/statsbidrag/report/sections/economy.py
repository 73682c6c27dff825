"""Ekonomi: the money chain, the standard columns, the months, cost types and units.

Owns the figures ``effort.*``, ``area.*``, ``cost_type.*``, ``unit.*``, ``month.*``, ``budget*``, ``planned`` and
``straight_line``, and that every breakdown is summed from the rows on its own; ``economy_chain`` owns the chain's.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ...base.period import Period
from ...base.states import Status
from ...facts.gather import Facts
from ...facts.kinds import kinds_of
from ...record.figures import merged_status
from ...record.formulas import total
from ...record.model import Record
from ...record.tables import Table, ore_in
from ...rules.forecast import months_of_use
from ...show.charts import Chart
from ...show.prose import heading
from ...show.specs import bars
from ...show.tables import table_html
from ..part import SUMMED, Given, Part
from . import beside_cost, distribution, economy_tables
from .economy_chain import (
    add_chain,
    add_components,
    add_cost,
    add_sum_of,
    cost_status,
)
from .economy_claims import add_claims
from .economy_grant_years import add_grant_years
from .economy_kinds import add_kinds, add_passed_on
from .economy_ordered import add_ordered
from .economy_salary import add_salary
from .summary_chart import chart
from .window_end import add_window_end


def part(facts: Facts, given: Given) -> Part:
    """Every money figure of the report, with its rows, and the tables of the section."""
    result = Part(given.figures)
    add_cost(result, facts)
    add_chain(result, facts)
    add_components(result, facts)
    kinds = kinds_of(facts)
    add_kinds(result, facts, kinds)
    add_passed_on(result, facts)
    add_claims(result, facts, kinds)
    add_grant_years(result, facts, kinds)
    add_window_end(result, facts)
    last, passed = months_of_use(facts.period, facts.parameters.agreement.window.end)
    line = f"whole(chain.cost * {last} / {passed})"
    result.add_formula("straight_line", facts.straight_line, line, cost_status(facts))
    _efforts(result, facts)
    add_ordered(result, facts)
    add_salary(result, facts)
    _groups(result, facts)
    for month in facts.period.months:
        add_sum_of(result, facts, f"month.{month}.cost", "period", month)
    planned = facts.parameters.choices.planned
    if planned:
        result.add_money("planned", planned.ore, [planned.origin], planned.status, source=planned.source)
    result.tables = economy_tables.tables(facts, result)
    beside_cost.add_beside(result, facts)
    return result


def _efforts(result: Part, facts: Facts) -> None:
    for effort in facts.efforts:
        name, budget = f"effort.{effort.effort.id}", effort.version
        owned = facts.cost["effort"] == effort.effort.id
        result.add_sum(f"{name}.cost", facts.cost[SUMMED][owned], cost_status(facts))
        result.add_money(f"{name}.budget", effort.budget, [budget.origin], budget.status, source=budget.source)
        result.add_money(f"{name}.budget_to_date", effort.budget_to_date, [budget.origin], budget.status)
        if facts.period.closing:
            result.add_formula(f"{name}.forecast", effort.forecast, f"{name}.cost", Status.DECIDED)
            continue
        used = [f for f in effort.effort.forecasts if f.as_of == effort.forecast_as_of]
        place = used[0].origin if used else effort.effort.origin
        status = used[0].status if used else Status.UNKNOWN
        result.add_money(f"{name}.forecast", effort.forecast, [place], status)
    is_any_unowned = bool((facts.cost["effort"] == "").any())
    marks = ["rad-utan-insats"] if facts.efforts and is_any_unowned else []
    add_sum_of(result, facts, "effort.none.cost", "effort", "", marks)
    status = merged_status(effort.version.status for effort in facts.efforts)
    for key in ("budget", "budget_to_date"):
        if facts.efforts:
            result.follow(key, total([f"effort.{effort.effort.id}.{key}" for effort in facts.efforts]), status)
        else:
            result.add_unknown(key, "regionen anger inga insatser")


def _groups(result: Part, facts: Facts) -> None:
    parameters = facts.parameters
    names = {
        "area": [area.id for area in parameters.agreement.areas],
        "cost_type": [kind.id for kind in parameters.region.cost_types],
        "unit": sorted(set(facts.cost["payee"]) - {""}),
    }
    columns = {"area": "area", "cost_type": "cost_type", "unit": "payee"}
    for prefix, column in columns.items():
        for name in names[prefix]:
            add_sum_of(result, facts, f"{prefix}.{name}.cost", column, name)
    lacks_type = bool((facts.cost["cost_type"] == "").any())
    for prefix, column in columns.items():
        marks = ["saknar-kostnadsslag"] if prefix == "cost_type" and lacks_type else []
        add_sum_of(result, facts, f"{prefix}.none.cost", column, "", marks)


def _accrual(found: Mapping[str, Table]) -> Iterator[str]:
    """What stands in the balance sheet; at T1, T2 and the final accounts a part of its own, with what should stand."""
    if "accrual_should" in found:
        yield heading("Periodisering och bokslut")
    yield from (table_html(found[name]) for name in ("accrual_should", "accrual_entry", "accrual") if name in found)


def show(record: Record) -> list[str | Chart]:
    """What the reader meets, in order."""
    found = {table.id: table for table in record.tables}
    first: list[str | Chart] = [
        table_html(found[name]) for name in ("chain", "kinds", "components", "grant_years") if name in found
    ]
    first += _accrual(found)
    passed_on = [*beside_cost.show(record), *distribution.show(record)]
    if "months" not in found:
        return [*first, *passed_on]
    types, closing = found["cost_types"], Period.parse(record.report.period).closing
    when = "Hela året" if closing else "Hittills i år"
    bars_of_types = [{"label": row["title"], "value": ore_in(row["cost"]), "compare": None} for row in types.rows]
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
        *(table_html(found[name]) for name in ("standard", "budget_versions") if name in found),
        *([] if closing else [chart(record, with_straight=True)]),
        chart_of_types,
        table_html(types),
        table_html(found["units"]),
        *(table_html(found[name]) for name in ("salary", "salary_basis") if name in found),
        *passed_on,
    ]
