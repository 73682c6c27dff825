"""How charts look, and where their scales and labels stand.

Owns colours (3:1 against white, texts 4.5:1), sizes, Swedish number and time formats, round axis values and labels that
do not cover each other. Everything is counted in ints: öre, units, or hundredths of a percentage point.
"""

from functools import cache

import vl_convert

from ..base.money import MINUS, ORE_PER_UNIT
from ..base.numbers import SPACE

BLUE, ORANGE, GREEN, PURPLE = "#1f5fa8", "#b35900", "#4b7a1f", "#7a3e8f"
TEXT, MUTED, GRID, AXIS = "#1b1f24", "#57606a", "#e4e7eb", "#8a939c"
FONT = "Arial"
FONT_SIZE = 13
WIDTH = 590
HEIGHT = 230
LABEL_HEIGHT = 17
MOST_AXIS_STEPS = 5


def config() -> dict:
    """Vega-Lite's ``config``: our theme and Swedish formats."""
    return {
        "background": None,
        "font": FONT,
        "locale": {"number": number_format(), "time": time_format()},
        "view": {"stroke": None},
        "text": {"fontSize": FONT_SIZE, "font": FONT, "color": TEXT},
        "axis": {
            "aria": False,
            "labelFontSize": FONT_SIZE,
            "labelColor": MUTED,
            "titleFontSize": FONT_SIZE,
            "titleFontWeight": "normal",
            "titleColor": MUTED,
            "gridColor": GRID,
            "domainColor": AXIS,
            "ticks": False,
            "labelPadding": 6,
        },
    }


def number_format() -> dict:
    """d3's number format for Swedish, with the hard space before % that its own sv-SE lacks."""
    return {
        "decimal": ",",
        "thousands": SPACE,
        "grouping": [3],
        "currency": ["", f"{SPACE}kr"],
        "percent": f"{SPACE}%",
        "minus": MINUS,
    }


@cache
def time_format() -> dict:
    """d3's time format for Swedish, with days and months in lower case."""
    names = ("days", "shortDays", "months", "shortMonths")
    swedish = vl_convert.get_time_format_locale("sv-SE")
    return {key: [name.lower() for name in value] if key in names else value for key, value in swedish.items()}


def axis_step(reach: int) -> int:
    """The smallest of 1, 2, 3, 5 × 10ⁿ that takes ``reach`` in at most five steps; at least 1."""
    power = 1
    while True:
        for step in (power, 2 * power, 3 * power, 5 * power):
            if step * MOST_AXIS_STEPS >= reach:
                return step
        power *= 10


def axis_values(low: int, high: int, step: int | None = None) -> list[int]:
    """Round values from at or below ``low`` to at or above ``high``, ``step`` apart or as ``axis_step`` says."""
    step = step or axis_step(max(high - low, 1))
    return list(range(low // step * step, -(-high // step) * step + 1, step))


def scale_of(amounts: list[int]) -> str:
    """``mnkr``, or ``tkr`` when no amount (öre) reaches two million kronor, where one decimal tells too little."""
    return "mnkr" if max([0, *map(abs, amounts)]) >= 2 * ORE_PER_UNIT["mnkr"] else "tkr"


def axis_label(values: list[int], scale: str) -> str:
    """A Vega expression that writes öre as ``scale``, with the decimals the values need."""
    per_unit = ORE_PER_UNIT[scale]
    decimals = next((places for places in range(3) if all(value * 10**places % per_unit == 0 for value in values)), 3)
    return f"format(datum.value / {per_unit}, ',.{decimals}f')"


def apart(places: list[int], distance: int) -> list[int]:
    """Places moved as little as keeps them ``distance`` apart, in the order given and with their middle kept."""
    order = sorted(range(len(places)), key=lambda index: (places[index], -index))
    groups: list[list[int]] = []
    for index in order:
        groups.append([index])
        while len(groups) > 1 and _bottom(groups[-1], places, distance) - _top(groups[-2], places, distance) < distance:
            last = groups.pop()
            groups[-1] += last
    moved = list(places)
    for group in groups:
        for step, index in enumerate(group):
            moved[index] = _bottom(group, places, distance) + step * distance
    return moved


def _bottom(group: list[int], places: list[int], distance: int) -> int:
    return (2 * sum(places[index] for index in group) - (len(group) - 1) * len(group) * distance) // (2 * len(group))


def _top(group: list[int], places: list[int], distance: int) -> int:
    return _bottom(group, places, distance) + (len(group) - 1) * distance
