"""Budget, outcome and forecast of Ekonomi: by area and effort, and by month.

Owns the standard columns and how the forecast and the straight line are laid out over the months that are left.
"""

from dataclasses import replace

from ...base.money import MINUS
from ...base.period import MONTHS, SHORT_MONTHS
from ...base.states import Status
from ...facts.gather import Facts
from ...model.choices import Effort
from ...record.figures import Figure, merged_status
from ...record.formulas import total
from ...record.tables import Column, Row, Table
from ...rules.budget import monthly_total
from ...show.wording import FINAL, final, invented, see
from ..part import Part
from . import economy_budget, economy_ordered
from .economy_chain import NO_FORECAST, cost_status

STANDARD = [
    Column("title", "Insats"),
    Column("budget", "Budget helår", "ore", scale="tkr"),
    Column("budget_to_date", "Ack. budget", "ore", scale="tkr"),
    Column("cost", "Ack. utfall", "ore", scale="tkr"),
    Column("deviation", "Avvikelse ack.", "ore", scale="tkr"),
    Column("forecast", "Prognos helår", "ore", scale="tkr"),
    Column("forecast_deviation", "Avvikelse helår", "ore", scale="tkr"),
]


def standard(facts: Facts, result: Part) -> Table:
    """Area by area and effort by effort: budget, outcome, deviation, forecast, deviation. The sums of areas and every
    deviation are added to the figures."""
    rows: list[Row] = []
    areas = [(area.id, f"area.{area.id}", f"Område: {area.title}") for area in facts.parameters.agreement.areas]
    for area_id, name, title in [*areas, (None, "no_area", "Utan område")]:
        efforts = [effort.effort for effort in facts.efforts if effort.effort.area == area_id]
        if area_id is None and not efforts:
            continue
        summed = ("budget", "budget_to_date", "forecast", *(["ordered"] if facts.ordered else []))
        for key in (*summed, *(["cost"] if area_id is None else [])):
            parts = [f"effort.{effort.id}.{key}" for effort in efforts]
            result.follow(f"{name}.{key}", total(parts), merged_status(result.figures[part].status for part in parts))
        rows.append({"title": title, **_line(result, name), "emphasis": True})
        rows += [{"title": _title(effort), **_line(result, f"effort.{effort.id}")} for effort in efforts]
    unowned = result.figures["effort.none.cost"]
    for key in ("budget", "budget_to_date"):
        result.add_formula(f"effort.none.{key}", 0, "0", Status.DECIDED)
    if facts.chain.forecast is None:
        result.add_unknown("effort.none.forecast", NO_FORECAST)
    else:
        result.follow("effort.none.forecast", "effort.none.cost", unowned.status)
    title = f"Utan insats{see(bool((facts.cost['effort'] == '').any()))}"
    rows.append({"title": title, **_line(result, "effort.none"), "emphasis": True})
    even = [e.effort.short for e in facts.efforts if e.version.months is None]
    spread = f" Budget utan månadsvärden är fördelad med en tolftedel per månad: {', '.join(even)}." if even else ""
    closing = facts.period.closing
    unowned_too = "" if closing else " Kostnad utan insats ingår i prognosen med utfallet hittills."
    return Table(
        "standard",
        f"Budget{' och utfall' if closing else ', utfall och prognos'} per område och insats, {facts.period.title}",
        [
            replace(column, heading=FINAL[column.key]) if closing and column.key in FINAL else column
            for column in economy_budget.heading(economy_ordered.columns(STANDARD, facts), facts)
        ],
        rows,
        total={"title": "Summa", **_whole(result)},
        note=f"Avvikelse = budget {MINUS} utfall; plus betyder lägre kostnad.{invented(facts.invented)}{unowned_too}"
        f"{economy_ordered.note(facts)}{economy_budget.note(facts)}{spread}",
        sheet="Per insats",
    )


def _title(effort: Effort) -> str:
    return f"{effort.title} (andras del, inte regionens kostnad)" if effort.passed_on else effort.title


def _line(result: Part, name: str) -> dict[str, Figure]:
    """The standard columns of what has ``<name>.budget``, ``.budget_to_date``, ``.cost`` and ``.forecast``."""
    given = {key: result.figures[f"{name}.{key}"] for key in ("budget", "budget_to_date", "cost", "forecast")}
    return given | _deviations(result, name, given) | _ordered(result, f"{name}.ordered")


def _ordered(result: Part, key: str) -> dict[str, Figure]:
    """What is ordered, where the region has a list of orders."""
    return {"ordered": result.figures[key]} if key in result.figures else {}


def _whole(result: Part) -> dict[str, Figure]:
    """The standard columns of all efforts together, and of what no effort owns."""
    keys = {"budget": "budget", "budget_to_date": "budget_to_date", "cost": "chain.cost", "forecast": "chain.forecast"}
    given = {name: result.figures[key] for name, key in keys.items()}
    return given | _deviations(result, "", given) | _ordered(result, "ordered")


def _deviations(result: Part, name: str, given: dict[str, Figure]) -> dict[str, Figure]:
    prefix = f"{name}." if name else ""
    made = {}
    for key, budget, used in (
        ("deviation", given["budget_to_date"], given["cost"]),
        ("forecast_deviation", given["budget"], given["forecast"]),
    ):
        status = merged_status([budget.status, used.status])
        made[key] = result.follow(f"{prefix}{key}", f"{budget.key} - {used.key}", status)
    return made


def months(facts: Facts, result: Part) -> Table:
    """The cost month by month and from January, beside budget, forecast and straight line. What each month has beyond
    its own cost is added to the figures."""
    budgets = monthly_total(effort.version for effort in facts.efforts) if facts.efforts else None
    last, rows = facts.period.month, []
    for number in range(1, 13):
        month = f"{facts.period.year}-{number:02d}"
        row: Row = {
            "label": MONTHS[number - 1],
            "short": SHORT_MONTHS[number - 1],
            "month": month,
            "month_cost": result.figures[f"month.{month}.cost"] if number <= last else None,
            "cost": _accumulated(facts, result, number) if number <= last else None,
            "budget": _budgeted(facts, result, month, sum(budgets[:number])) if budgets else None,
            "forecast": None,
            "straight": None,
        }
        if number >= last and not facts.period.closing:
            if facts.chain.forecast is not None:
                row["forecast"] = _towards(result, f"month.{month}.forecast", "chain.forecast", last, number)
            row["straight"] = _towards(result, f"month.{month}.straight", "straight_line", last, number)
        rows.append(row)
    columns = [
        Column("label", "Månad"),
        Column("month_cost", "Månadens kostnad", "ore", missing="–", scale="tkr"),
        Column("cost", "Ack. utfall", "ore", missing="–", scale="tkr"),
        Column("budget", "Ack. budget", "ore", missing="–", scale="tkr"),
        Column(
            "forecast",
            final(facts.period.closing, "forecast", "De ansvarigas prognos"),
            "ore",
            missing="–",
            scale="tkr",
        ),
        Column("straight", "Rak linje", "ore", missing="–", scale="tkr"),
    ]
    note = f"Rak linje = utfallet hittills × 12 / {last}. De ansvarigas prognos gäller helåret och är utlagd "
    note += f"jämnt på de månader som återstår.{invented(facts.invented)}"
    if facts.period.closing:
        columns, note = columns[:4], invented(facts.invented).strip()
    return Table(
        "months",
        f"Kostnad mot bidraget per månad och ackumulerad, {facts.period.year}",
        columns,
        rows,
        note=note,
        sheet="Per månad",
    )


def _accumulated(facts: Facts, result: Part, number: int) -> Figure:
    year = facts.period.year
    before = [f"month.{year}-{number - 1:02d}.accumulated"] if number > 1 else []
    name = f"month.{year}-{number:02d}"
    return result.follow(f"{name}.accumulated", total([*before, f"{name}.cost"]), cost_status(facts))


def _budgeted(facts: Facts, result: Part, month: str, ore: int) -> Figure:
    budgets = [effort.version for effort in facts.efforts]
    status = merged_status(budget.status for budget in budgets)
    return result.add_money(f"month.{month}.budget", ore, [budget.origin for budget in budgets], status)


def _towards(result: Part, key: str, end: str, first: int, number: int) -> Figure:
    """On the way from the cost so far, in month ``first``, to the figure ``end`` in December; whole öre downwards."""
    formula = end
    if number < 12:
        formula = f"chain.cost + floor(({end} - chain.cost) * {number - first} / {12 - first})"
    return result.follow(key, formula, result.figures[end].status)
