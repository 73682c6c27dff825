"""Budget, outcome and forecast of Ekonomi: by area and effort, and by month.

Owns the standard columns and how the forecast and the straight line are laid out over the months that are left.
"""

from dataclasses import replace

from ...base.money import MINUS
from ...base.period import MONTHS, SHORT_MONTHS
from ...facts.gather import Facts
from ...record.tables import Column, Table
from ...rules.breakdown import sums
from ...rules.budget import monthly_total
from ...show.wording import FINAL, final, invented, see

STANDARD = [
    Column("title", "Insats"),
    Column("budget", "Budget helår", "ore", scale="tkr"),
    Column("budget_to_date", "Ack. budget", "ore", scale="tkr"),
    Column("cost", "Ack. utfall", "ore", scale="tkr"),
    Column("deviation", "Avvikelse ack.", "ore", scale="tkr"),
    Column("forecast", "Prognos helår", "ore", scale="tkr"),
    Column("forecast_deviation", "Avvikelse helår", "ore", scale="tkr"),
]


def _line(
    title: str, cost: int, budget: int | None, to_date: int | None, forecast: int | None, **more: object
) -> dict[str, object]:
    known = budget is not None and to_date is not None
    return {
        "title": title,
        "budget": budget,
        "budget_to_date": to_date,
        "cost": cost,
        "deviation": to_date - cost if known else None,
        "forecast": forecast,
        "forecast_deviation": budget - forecast if known and forecast is not None else None,
        **more,
    }


def standard(facts: Facts) -> Table:
    by_area = sums(facts.cost, facts.cost["area"])
    rows: list[dict[str, object]] = []
    areas = [(area.id, f"Område: {area.title}") for area in facts.parameters.agreement.areas]
    for area_id, title in [*areas, (None, "Utan område")]:
        efforts = [effort for effort in facts.efforts if effort.effort.area == area_id]
        if area_id is None and not efforts:
            continue
        forecasts = [effort.forecast for effort in efforts]
        forecast = sum(f for f in forecasts if f is not None) if None not in forecasts else None
        budget, to_date = sum(e.budget for e in efforts), sum(e.budget_to_date for e in efforts)
        spent = sum(e.cost for e in efforts) if area_id is None else by_area.get(area_id, 0)
        rows.append(_line(title, spent, budget, to_date, forecast, emphasis=True))
        rows += [_line(e.effort.title, e.cost, e.budget, e.budget_to_date, e.forecast) for e in efforts]
    unowned = facts.cost_without_effort
    forecast = facts.chain.forecast
    rows.append(
        _line(
            f"Utan insats{see((facts.cost['effort'] == '').any())}",
            unowned,
            0,
            0,
            unowned if forecast is not None else None,
            emphasis=True,
        )
    )
    budget, to_date = sum(e.budget for e in facts.efforts), sum(e.budget_to_date for e in facts.efforts)
    even = [e.effort.short for e in facts.efforts if e.effort.budget.months is None]
    spread = f" Budget utan månadsvärden är fördelad med en tolftedel per månad: {', '.join(even)}." if even else ""
    closing = facts.period.closing
    unowned_too = "" if closing else " Kostnad utan insats ingår i prognosen med utfallet hittills."
    return Table(
        "standard",
        f"Budget{' och utfall' if closing else ', utfall och prognos'} per område och insats, {facts.period.title}",
        [
            replace(column, heading=FINAL[column.key]) if closing and column.key in FINAL else column
            for column in STANDARD
        ],
        rows,
        total=_line("Summa", facts.chain.cost, budget, to_date, forecast),
        note=f"Avvikelse = budget {MINUS} utfall; plus betyder lägre kostnad.{invented(facts.invented)}{unowned_too}"
        f"{spread}",
        sheet="Per insats",
    )


def months(facts: Facts) -> Table:
    by_month = sums(facts.cost, facts.cost["period"])
    budgets = monthly_total(effort.effort.budget for effort in facts.efforts) if facts.efforts else None
    last, forecast, line = facts.period.month, facts.chain.forecast, facts.straight_line
    rows, cost, budget = [], 0, 0
    for number in range(1, 13):
        month = f"{facts.period.year}-{number:02d}"
        cost += by_month.get(month, 0)
        budget += budgets[number - 1] if budgets else 0
        ahead = number >= last and not facts.period.closing
        rows.append(
            {
                "label": MONTHS[number - 1],
                "short": SHORT_MONTHS[number - 1],
                "month": month,
                "month_cost": by_month.get(month, 0) if number <= last else None,
                "cost": cost if number <= last else None,
                "budget": budget if budgets else None,
                "forecast": _towards(facts.chain.cost, forecast, last, number)
                if ahead and forecast is not None
                else None,
                "straight": _towards(facts.chain.cost, line, last, number) if ahead else None,
            }
        )
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


def _towards(start: int, end: int, first: int, number: int) -> int:
    """Öre on the way from ``start`` in month ``first`` to ``end`` in December."""
    return end if number == 12 else start + (end - start) * (number - first) // (12 - first)
