"""Insatser: what the money is used for, how it goes, and what happens when the grant ends.

Owns the table ``efforts`` and the figures ``efforts.on_track`` and ``efforts.all``.
"""

from collections.abc import Mapping

from ...base.numbers import mnkr, with_unit
from ...base.period import Period
from ...base.states import EffortStatus, Status
from ...facts.efforts import EffortFacts
from ...facts.gather import Facts
from ...model.choices import Effort
from ...record.figures import Figure, Origin, other
from ...record.model import Record
from ...record.tables import Column, Row, Table, ore_in
from ...show.charts import Chart
from ...show.prose import paragraph
from ...show.specs import bars
from ...show.tables import table_html
from ...show.wording import EFFORT_SHAPE, EFFORT_STATUS, EXAMPLE, invented, listed, marked, source_text
from ..part import Given, Part

GOING = (EffortStatus.ON_TRACK, EffortStatus.DONE)
NOT_JUDGED = "○"
# What economy has reckoned for every effort.
MONEY = ("budget", "budget_to_date", "cost", "forecast")


def part(facts: Facts, given: Given) -> Part:
    """The section's table and how many efforts go as planned."""
    result = Part(given.figures)
    place = Origin(params=(facts.parameters.choices.origin,))
    ours = _own(facts)
    going = sum(effort.status is not None and effort.status.status in GOING for effort in ours)
    invented = any(effort.effort.firmness is Status.EXAMPLE for effort in ours)
    status = Status.EXAMPLE if invented else Status.DECIDED
    result.add(other("efforts.on_track", going, "count", place, status))
    result.add(other("efforts.all", len(ours), "count", place, status))
    result.tables = [_efforts(facts, given.figures)]
    return result


def show(record: Record) -> list[str | Chart]:
    """What the reader meets, in order."""
    table = record.table("efforts")
    if not table.rows:
        return [paragraph("Regionens parameterfil anger inga insatser som följs på egna koder.")]
    rows = [
        {"label": str(row["short"]), "value": ore_in(row["cost"]), "compare": ore_in(row["budget_to_date"])}
        for row in table.rows
    ]
    late = [row for row in table.rows if row["status"] not in GOING]
    said = [f"{row['short']} ({row['going']})" for row in late]
    point = f"Insatser att följa: {listed(said)}." if said else "Alla insatser går enligt plan."
    when = "" if Period.parse(record.report.period).closing else " hittills"
    budget = invented(["budgeten"] if record.is_example("budget_to_date") else [])
    chart = Chart(
        "effort-cost",
        f"Kostnad per insats jämförd med budget{when}",
        f"Stapeln är kostnaden, strecket den ackumulerade budgeten; siffrorna är kostnad av budget.{budget} {point}",
        _chart_table(table, when),
        bars(rows, "Kostnad och budget"),
    )
    return [chart, table_html(table)]


def _own(facts: Facts) -> list[EffortFacts]:
    """The region's own efforts: what others shall have of the money is none of them."""
    return [effort for effort in facts.efforts if not effort.effort.passed_on]


def _efforts(facts: Facts, figures: Mapping[str, Figure]) -> Table:
    ours = _own(facts)
    rows = [_row(facts, effort, figures) for effort in ours]
    columns = [
        Column("title", "Insats"),
        Column("responsible", "Ansvarig roll"),
        Column("going_text", "Läge"),
        Column("budget", "Budget helår", "ore", scale="mnkr", decimals=1),
        Column("cost", "Ack. utfall", "ore", scale="mnkr", decimals=1),
        *(
            []
            if facts.period.closing
            else [
                Column("forecast", "Prognos helår", "ore", scale="mnkr", decimals=1),
                Column("reason", "Skäl till prognosen"),
            ]
        ),
        Column("after", "När bidraget upphör"),
    ]
    area_titles = {area.id: area.title for area in facts.parameters.agreement.areas}
    in_area = {area: [e.effort.short for e in ours if e.effort.area == area] for area in area_titles}
    by_area = [f"{area_titles[area]}: {listed(shorts)}" for area, shorts in in_area.items() if shorts]
    examples = [effort.effort.short for effort in ours if effort.effort.firmness is Status.EXAMPLE]
    who = "alla insatser" if len(examples) == len(ours) else listed(examples)
    note = f" Ansvarig roll, läge och fortsättning är {EXAMPLE} för {who}." if examples else ""
    note += invented(facts.invented)
    others = [effort.effort.short for effort in facts.efforts if effort.effort.passed_on]
    note += f" Andras del av medlen är inga insatser av regionen och är inte med: {listed(others)}." if others else ""
    said = f"{'; '.join(by_area)}.{note}" if by_area else note.strip()
    return Table("efforts", "Insatser", columns, rows, note=said, sheet="Insatser")


def _row(facts: Facts, effort: EffortFacts, figures: Mapping[str, Figure]) -> Row:
    status = effort.status.status if effort.status else None
    going = EFFORT_STATUS[status] if status else "ej bedömd"
    why = f": {effort.status.reason}" if effort.status and effort.status.reason else ""
    area = next((area for area in facts.parameters.agreement.areas if area.id == effort.effort.area), None)
    return {
        "id": effort.effort.id,
        "title": effort.effort.title,
        "short": effort.effort.short,
        "area": area.title if area else None,
        "area_short": area.short if area else effort.effort.short,
        "responsible": effort.effort.responsible,
        "status": status.value if status else None,
        "going": going,
        "going_text": f"{EFFORT_SHAPE[status] if status else NOT_JUDGED} {going}{why}",
        **{name: figures[f"effort.{effort.effort.id}.{name}"] for name in MONEY},
        "reason": effort.forecast_reason,
        "after": _after(effort.effort),
        "decided": effort.effort.after is not None and effort.effort.after.decided,
        "source": source_text(facts.parameters, effort.effort.source, effort.effort.place),
    }


def _after(effort: Effort) -> str:
    after = effort.after
    into = {
        "ordinarie": "går in i ordinarie verksamhet",
        "avslutas": "avslutas",
        "ny finansiering": "söker ny finansiering",
        "unknown": "ej känt",
    }
    text = into[after.grows_into]
    if after.yearly_cost is not None and after.yearly_cost.ore:
        cost = with_unit(mnkr(after.yearly_cost.ore), "mnkr")
        text += f", {marked(f'{cost} per år', after.yearly_cost.is_example)}"
    elif after.yearly_cost is None and after.grows_into != "unknown":
        text += ", årskostnad ej känd"
    return f"{text}; {'beslutat' if after.decided else 'ej beslutat'}"


def _chart_table(table: Table, when: str) -> Table:
    columns = [
        Column("title", "Insats"),
        Column("cost", "Ack. utfall", "ore", scale="tkr"),
        Column("budget_to_date", "Ack. budget", "ore", scale="tkr"),
    ]
    return Table("effort-cost", f"Kostnad och budget{when} per insats", columns, table.rows)
