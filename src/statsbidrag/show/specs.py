"""The charts: rows in, Vega-Lite specifications out.

Owns what each chart shows. Amounts reach Vega as int öre and are divided only in axis expressions; labels and tooltips
are Swedish text made here. Lines are labelled directly, there is no legend, and dash and shape tell what colour tells.
Only the columns drawn are in a specification.
"""

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from textwrap import wrap

import altair as alt

from ..base import numbers
from . import theme
from .layers import (
    TEXT,
    TIP,
    TextMark,
    amount_axis,
    amount_text,
    hover_points,
    label,
    layer,
    line,
    months_axis,
    points,
    specification,
    tip,
    unchecked,
    value_axis,
)
from .tables import share_value

HUNDREDTHS = 10_000
PERCENT_ROOM = 500
PERCENT_STEPS = (500, 1_000, 2_000)
LABEL_CHARACTERS = 36
LINE_HEIGHT = 16
BAR_PADDING = 11
EARLY_MONTHS, LATE_MONTHS = 2, 9


@unchecked
def cumulative(rows: Sequence[dict], period_label: str, with_straight: bool, height: int = theme.HEIGHT) -> dict:
    """Budget, outcome, forecast and perhaps the straight line over the twelve months of a year, cumulative.

    Rows: month, label, cost, budget, forecast, straight; öre or None. The outcome ends at the last month with a cost;
    ``period_label`` names it in the tooltip: «Utfall januari–juni 2018». ``height`` is that of the plot in CSS pixels.
    """
    known = [row for row in rows if row["cost"] is not None]
    series = [("budget", "Budget", theme.MUTED, [6, 4], 2), ("forecast", "Prognos", theme.BLUE, [2, 3], 2)]
    if with_straight:
        series.append(("straight", "Rak linje", theme.ORANGE, [9, 3, 2, 3], 1))
    amounts = [row[key] for row in rows for key in ("cost", *(entry[0] for entry in series)) if row[key] is not None]
    values, scale = theme.axis_values(min([0, *amounts]), max([1, *amounts])), theme.scale_of(amounts)
    x, y = months_axis(rows), amount_axis(values, scale)

    def pixels(ore: int) -> int:
        return ore * height // (values[-1] - values[0])

    layers: list[alt.Chart] = []
    ends: list[tuple[str, int, str]] = []
    for key, name, colour, dash, width in series:
        data = [_point(row, row[key], f"{name} t.o.m. {row['label']}") for row in rows if row[key] is not None]
        if data:
            layers += [line(data, x, y, colour, width, dash), hover_points(data, x, y)]
        if rows[-1][key] is not None and not (key != "budget" and rows[-1]["cost"] is not None):
            ends.append((name, rows[-1][key], colour))
    if known:
        outcome = [_point(row, row["cost"], f"Utfall t.o.m. {row['label']}") for row in known]
        outcome[-1]["tip"] = tip(f"Utfall {period_label}", known[-1]["cost"])
        layers += [line(outcome, x, y, theme.BLUE, 3), hover_points(outcome[:-1], x, y)]
        layers.append(points(outcome[-1:], x, y, theme.BLUE, 80))
        if known[-1] is rows[-1]:
            ends.append(("Utfall", known[-1]["cost"], theme.BLUE))
        else:
            text = f"Utfall {amount_text(known[-1]['cost'], scale)}"
            layers.append(_outcome_label(rows, rows.index(known[-1]), pixels, text, x, y))
    distance = (values[-1] - values[0]) * theme.LABEL_HEIGHT // height
    for (name, ore, colour), place in zip(ends, theme.apart([end[1] for end in ends], distance), strict=True):
        end = {"label": rows[-1]["label"], "value": place, "text": f"{name} {amount_text(ore, scale)}"}
        layers.append(label(end, x, y, colour, align="left", dx=9, fontWeight="bold" if name == "Utfall" else "normal"))
    return specification(layers, theme.WIDTH, height)


@unchecked
def bars(rows: Sequence[dict], value_title: str) -> dict:
    """Horizontal bars in the order given. Rows: label, value (öre or None), compare (öre or None, drawn as a line)."""
    amounts = [row[key] for row in rows for key in ("value", "compare") if row.get(key) is not None]
    scale = theme.scale_of(amounts)
    low, high = min([0, *amounts]), max([1, *amounts])
    room = (high - low) * 14 // 100
    title = alt.Axis(
        title=f"{value_title}, {scale}",
        titleAnchor="start",
        orient="top",
        labels=False,
        domain=False,
        values=[0],
        gridColor=theme.AXIS,
    )
    reach = alt.Scale(domain=[low - room if low < 0 else 0, high + room], nice=False)

    def x(field: str) -> alt.X:
        return alt.X(field=field, type="quantitative", axis=title, scale=reach)

    data = [_bar(index, row, scale) for index, row in enumerate(rows)]
    step = max([1, *(bar["place"].count("\n") + 1 for bar in data)]) * LINE_HEIGHT + BAR_PADDING
    # Two rows may have the same label, so a bar's place is its number, and the label what follows it.
    names = "split(slice(datum.label, indexof(datum.label, '|') + 1), '\\n')"
    axis = alt.Axis(title=None, labelExpr=names, labelLimit=400, labelColor=theme.TEXT, domain=False)
    y = alt.Y(field="place", type="ordinal", sort=None, axis=axis, scale=alt.Scale(paddingInner=0.45, paddingOuter=0.2))
    layers = [layer(data).mark_bar(color=theme.BLUE).encode(y=y, x=x("value"), description=TIP)]
    compared = [bar for bar in data if bar["compare"] is not None]
    if compared:
        ticks = layer(compared).mark_tick(color=theme.TEXT, thickness=3, size=step * 7 // 10, opacity=1, aria=False)
        layers.append(ticks.encode(y=y, x=x("compare")))
    for negative in (False, True):
        side = [bar for bar in data if ((bar["value"] or 0) < 0) is negative]
        mark: TextMark = {"align": "right", "dx": -7} if negative else {"align": "left", "dx": 7}
        if side:
            texts = layer(side).mark_text(color=theme.TEXT, aria=False, **mark)
            layers.append(texts.encode(y=y, x=x("label_at"), text=TEXT))
    return specification(layers, 440, alt.Step(step))


@unchecked
def months(rows: Sequence[dict]) -> dict:
    """Vertical bars, a month each. Rows: month, label, cost (öre, or None for a month that is not known)."""
    amounts = [row["cost"] for row in rows if row["cost"] is not None]
    low, high = min([0, *amounts]), max([1, *amounts])
    room = (high - low) * 14 // 100
    values, scale = theme.axis_values(low - room if low < 0 else 0, high), theme.scale_of(amounts)
    x, y = months_axis(rows, bands=True), amount_axis(values, scale)
    data = [_point(row, row["cost"], row["label"].capitalize()) for row in rows if row["cost"] is not None]
    layers = [layer(data).mark_bar(color=theme.BLUE).encode(x=x, y=y, description=TIP)]
    if values[0] < 0:
        layers.append(layer([{"value": 0}]).mark_rule(color=theme.AXIS, aria=False).encode(y=y))
    for point in data:
        text = {**point, "text": amount_text(point["value"], scale)}
        layers.append(label(text, x, y, theme.TEXT, dy=11 if point["value"] < 0 else -9))
    return specification(layers, theme.WIDTH + 40, 180)


@unchecked
def indicator(rows: Sequence[dict], target: str | int | None, unit: str) -> dict:
    """A line with a point a month, and the target as a line of its own.

    Rows: month, label, value: exact text of a share (unit ``percent``), an int (unit ``count``), or None for a gap.
    ``target`` is written like the values. A percentage axis begins near the values and says so. ValueError for
    another unit.
    """
    if unit not in ("percent", "count"):
        raise ValueError(f"enheten «{unit}» finns inte; tillåtet: percent, count")
    data = [_indicator_point(row, unit) for row in rows]
    known = [point for point in data if point["value"] is not None]
    goal = None if target is None else _height(target, unit)
    heights = [point["value"] for point in known] + ([] if goal is None else [goal])
    values = _indicator_axis(heights, unit)
    title = "procent" if unit == "percent" else "antal"
    if unit == "percent" and values[0] > 0:
        title += f", axeln börjar vid {numbers.percent(Decimal(values[0]) / HUNDREDTHS)}"
    written = "format(datum.value / 100, ',.0f') + '\u00a0%'" if unit == "percent" else "format(datum.value, ',.0f')"
    x, y = months_axis(rows), value_axis(values, written, title)
    layers: list[alt.Chart] = []
    if target is not None and goal is not None:
        layers.append(line([{"label": row["label"], "value": goal} for row in rows], x, y, theme.MUTED, 2, [6, 4]))
        text = {"label": rows[-1]["label"], "value": goal, "text": f"Mål {_indicator_text(target, unit, 0)}"}
        layers.append(label(text, x, y, theme.MUTED, align="left", dx=16))
    if known:
        layers += [line(data, x, y, theme.BLUE), points(known, x, y, theme.BLUE, 60)]
        above = goal is None or known[-1]["value"] >= goal
        layers.append(label(known[-1], x, y, theme.BLUE, dy=-14 if above else 18, fontWeight="bold"))
    return specification(layers, theme.WIDTH, 180)


def _point(row: dict, ore: int, name: str) -> dict:
    return {"label": row["label"], "value": ore, "tip": tip(name, ore)}


def _outcome_label(
    rows: Sequence[dict], index: int, pixels: Callable[[int], int], text: str, x: alt.X, y: alt.Y
) -> alt.Chart:
    """«Utfall 4,9» on the side of the end point where no line runs.

    Below to the right, as long as the axis is far below and the end labels far to the right; above to the left when
    the budget runs below. First in the year the label stands above all lines, last in the year below them.
    """
    row = rows[index]
    if index < EARLY_MONTHS:
        ahead = [row[key] for row in rows[index : index + 3] for key in ("budget", "forecast") if row[key] is not None]
        place: TextMark = {
            "align": "left",
            "dx": -6,
            "dy": -16 - max(0, pixels(max([row["cost"], *ahead]) - row["cost"])),
        }
    elif row["budget"] is not None and row["cost"] > row["budget"]:
        place = {"align": "right", "dx": -9, "dy": -9}
    elif index >= LATE_MONTHS:
        place = {"align": "center", "dx": 6, "dy": 18 + max(0, pixels(row["cost"] - rows[index - 1]["cost"]))}
    else:
        place = {"align": "left", "dx": 9, "dy": 15}
    point = {"label": row["label"], "value": row["cost"], "text": text}
    bold: TextMark = {"fontWeight": "bold", **place}
    return label(point, x, y, theme.BLUE, **bold)


def _bar(index: int, row: dict, scale: str) -> dict:
    value, compare = row["value"], row.get("compare")
    ends = [end for end in (value, compare) if end is not None] or [0]
    negative = value is not None and value < 0
    name = "\n".join(wrap(row["label"], LABEL_CHARACTERS))
    return {
        "place": f"{index}|{name}",
        "value": value,
        "compare": compare,
        "label_at": min(ends) if negative else max(0, *ends),
        "text": _bar_text(value, compare, scale),
        "tip": f"{row['label']}: ej känt" if value is None else tip(row["label"], value),
    }


def _bar_text(value: int | None, compare: int | None, scale: str) -> str:
    """``0,4 av 0,7`` where there is something to compare with, so that the label cannot be read as the tick's."""
    text = "ej känt" if value is None else amount_text(value, scale)
    return text if compare is None else f"{text} av {amount_text(compare, scale)}"


def _height(value: str | int, unit: str) -> int:
    """Where a value stands: hundredths of a percentage point, or the count itself."""
    if unit == "count":
        return int(value)
    return int((share_value(value) * HUNDREDTHS).to_integral_value(ROUND_HALF_UP))


def _indicator_text(value: str | int, unit: str, decimals: int) -> str:
    return numbers.count(int(value)) if unit == "count" else numbers.percent(share_value(value), decimals)


def _indicator_point(row: dict, unit: str) -> dict:
    if row["value"] is None:
        return {"label": row["label"], "value": None}
    text = _indicator_text(row["value"], unit, 1)
    return {
        "label": row["label"],
        "value": _height(row["value"], unit),
        "text": text,
        "tip": f"{row['label'].capitalize()}: {text}",
    }


def _indicator_axis(heights: list[int], unit: str) -> list[int]:
    if unit == "count" or not heights:
        return theme.axis_values(min([0, *heights]), max([1, *heights]))
    low = max(0, (min(heights) - PERCENT_ROOM) // PERCENT_STEPS[1] * PERCENT_STEPS[1])
    reach = max(heights) - low
    step = next((step for step in PERCENT_STEPS if step * theme.MOST_AXIS_STEPS >= reach), PERCENT_STEPS[-1])
    return theme.axis_values(low, max(*heights, low + step), step)
