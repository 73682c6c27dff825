"""The chart of page one and of Ekonomi: cost against budget over the year, with the forecast.

Owns how the distance between outcome, budget and forecast is worded under the chart.
"""

from ...base.period import Period
from ...record.model import Record
from ...record.tables import Column, Table, ore_in
from ...show.charts import Chart
from ...show.specs import cumulative
from ...show.theme import HEIGHT
from ...show.wording import invented
from .worth import difference, too_small, worth

DRAWN = ("cost", "budget", "forecast", "straight")


def chart(record: Record, with_straight: bool = False, height: int = HEIGHT) -> Chart:
    """Cost against budget over the year, with the forecast, and with the straight line for those who ask.

    ``height`` is that of the plot in CSS pixels.
    """
    months = record.table("months")
    cost, budget = record.figures["chain.cost"].known_ore, record.ore("budget_to_date")
    forecast = record.ore("chain.forecast")
    text = f"{worth(record, cost)} är bokförda; budget saknas"
    if budget is not None:
        text = f"Utfallet ligger {_apart(record, budget, cost)}"
    if with_straight:
        line = record.figures["straight_line"].known_ore
        expected = worth(record, forecast) if forecast is not None else "ej känd"
        text += (
            f". De ansvarigas prognos är {expected}; rak linje, där utfallet hittills fortsätter i samma takt, ger "
            f"{worth(record, line)}."
        )
    elif budget is not None and forecast is not None and not Period.parse(record.report.period).closing:
        whole = record.figures["budget"].known_ore
        text += f"; med de ansvarigas prognos slutar året {_apart(record, whole, forecast)}."
    else:
        text += "."
    may_be_invented = (("budgeten", "budget_to_date"), ("prognosen", "chain.forecast"))
    text += invented([word for word, key in may_be_invented if record.is_example(key)])
    name = "Kostnad mot bidraget, ackumulerad" + (", jämförd med budget" if budget is not None else "")
    if with_straight:
        name = "Två prognoser för helåret: de ansvarigas bedömning och rak linje"
    rows = [
        {"month": row["month"], "label": row["short"], **{name: ore_in(row[name]) for name in DRAWN}}
        for row in months.rows
    ]
    spec = cumulative(rows, Period.parse(record.report.period).title, with_straight, height)
    return Chart("forecasts" if with_straight else "cumulative", name, text, _chart_table(months, with_straight), spec)


def _apart(record: Record, budget: int, amount: int) -> str:
    """``0,6 mnkr under budget`` for an amount beside it (öre), ``på budget`` when the distance is too small to tell."""
    if too_small(record, budget - amount):
        return "på budget"
    return f"{difference(record, budget, amount)} {'under' if budget > amount else 'över'} budget"


def _chart_table(months: Table, with_straight: bool) -> Table:
    drawn = ["label", *(name for name in DRAWN if with_straight or name != "straight")]
    columns: list[Column] = [column for column in months.columns if column.key in drawn]
    return Table(f"{months.id}-chart", "Ackumulerat per månad", columns, months.rows)
