"""The layers charts are built of: axes, lines, points and labels, by Altair's channel objects.

Owns that the data of a layer is plain values, that only points and bars carry a tooltip, and that nothing else is
announced: the texts Vega itself writes for screen readers are English.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Literal, ParamSpec, TypedDict, TypeVar, Unpack

import altair as alt
from altair.utils import schemapi

from ..base import numbers
from . import theme

Given = ParamSpec("Given")
Made = TypeVar("Made")
SOLID = [1, 0]
MOST_DECIMALS = 3


class TextMark(TypedDict, total=False):
    """How a label stands beside its point: on which side, how many pixels away, and whether it is bold."""

    align: Literal["left", "center", "right"]
    dx: int
    dy: int
    fontWeight: Literal["bold", "normal"]


TEXT = alt.Text(field="text", type="nominal")
TIP = alt.Description(field="tip", type="nominal")


def unchecked(make: Callable[Given, Made]) -> Callable[Given, Made]:
    """What makes a specification, without holding each part of it against Vega-Lite's schema as it is made.

    That costs more than the drawing. The tests do it for every chart, and what cannot be drawn is refused when it is.
    """

    @wraps(make)
    def made(*given: Given.args, **named: Given.kwargs) -> Made:
        with schemapi.debug_mode(False):
            return make(*given, **named)

    return made


def layer(values: Iterable[dict]) -> alt.Chart:
    """A chart of these rows and no others."""
    return alt.Chart(alt.Data(values=list(values)))


def specification(layers: list[alt.Chart], width: int, height: int | alt.Step) -> dict:
    """Vega-Lite specification of the layers, with our theme.

    It is not held against Vega-Lite's schema (``unchecked``).
    """
    # ``alt.layer`` copies every layer with its data three times, looking for parameters that ours do not have.
    parts = [one.to_dict(validate=False, context={"top_level": False, "datasets": {}}) for one in layers]
    high = height if isinstance(height, int) else height.to_dict()
    return {"config": theme.config(), "layer": parts, "height": high, "width": width, "$schema": alt.SCHEMA_URL}


def months_axis(rows: Sequence[dict], bands: bool = False) -> alt.X:
    """An axis of the rows' month labels in their order, as points or as bands for bars."""
    axis = alt.Axis(title=None, labelAngle=0, grid=False)
    scale = alt.Scale(type="band", paddingInner=0.3) if bands else alt.Scale(type="point", padding=0.4)
    return alt.X(field="label", type="ordinal", sort=[row["label"] for row in rows], axis=axis, scale=scale)


def value_axis(values: list[int], label: str, title: str) -> alt.Y:
    """A vertical axis with lines at ``values``, written by the Vega expression ``label``, its title above it."""
    axis = alt.Axis(
        title=title,
        titleAngle=0,
        titleAlign="left",
        titleX=-28,
        titleY=-16,
        values=values,
        labelExpr=label,
        format=",.0f",
        domain=False,
    )
    scale = alt.Scale(domain=[values[0], values[-1]], nice=False, zero=False)
    return alt.Y(field="value", type="quantitative", axis=axis, scale=scale)


def amount_axis(values: list[int], scale: str) -> alt.Y:
    """A vertical axis of öre, written in ``scale``."""
    return value_axis(values, theme.axis_label(values, scale), scale)


def line(
    points: Iterable[dict], x: alt.X, y: alt.Y, colour: str, width: int = 2, dash: Sequence[int] = SOLID
) -> alt.Chart:
    """A line through the points; a point without value breaks it."""
    places = [{"label": point["label"], "value": point["value"]} for point in points]
    return layer(places).mark_line(color=colour, strokeWidth=width, strokeDash=list(dash), aria=False).encode(x=x, y=y)


def points(data: Iterable[dict], x: alt.X, y: alt.Y, colour: str, size: int) -> alt.Chart:
    """Round points with tooltips."""
    mark = layer(data).mark_point(filled=True, size=size, color=colour, opacity=1)
    return mark.encode(x=x, y=y, description=TIP)


def hover_points(data: Iterable[dict], x: alt.X, y: alt.Y) -> alt.Chart:
    """Unseen points that carry a line's tooltips."""
    return layer(data).mark_point(filled=True, size=180, opacity=0, color=theme.BLUE).encode(x=x, y=y, description=TIP)


def label(place: dict, x: alt.X, y: alt.Y, colour: str, **mark: Unpack[TextMark]) -> alt.Chart:
    """One text (``label``, ``value`` and ``text`` in ``place``); ``mark`` places it beside the point."""
    return layer([place]).mark_text(color=colour, aria=False, **mark).encode(x=x, y=y, text=TEXT)


def tip(name: str, ore: int) -> str:
    """The text a tooltip shows: ``Utfall t.o.m. juni: 4 912 406 kr``."""
    return f"{name}: {numbers.with_unit(numbers.kronor(ore), 'kr')}"


def amount_text(ore: int, scale: str) -> str:
    """A label's amount without unit: one decimal in mnkr, none in tkr, and more for what would else read as nought."""
    fewest = 1 if scale == "mnkr" else 0
    texts = [numbers.amount(ore, scale, decimals) for decimals in range(fewest, MOST_DECIMALS + 1)]
    return next((text for text in texts if any(digit in text for digit in "123456789")), texts[0])
