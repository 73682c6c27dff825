"""Charts: what stands in a specification, and that nothing else does."""

import json
from collections.abc import Callable

import altair as alt
import pytest
from altair.utils.schemapi import SchemaValidationError
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from jsonschema.exceptions import ValidationError
from lxml import etree

from statsbidrag.base.period import SHORT_MONTHS
from statsbidrag.show import specs as charts
from statsbidrag.show.drawing import draw
from statsbidrag.show.layers import amount_text

MNKR = 100_000_000
SPACE, MINUS = "\u00a0", "\u2212"


def year(known: int, cost: int = 80_000_000) -> list[dict]:
    """Twelve months, an even budget of 12 mnkr, ``known`` months of even cost, a forecast of 10,4 from there."""
    return [
        {
            "month": f"2018-{number:02d}",
            "label": label,
            "cost": cost * number if number <= known else None,
            "budget": MNKR * number,
            "forecast": None if number < known else 1_040_000_000,
            "straight": None if number < known else cost * number,
            "text": "hemlig leverantör",
        }
        for number, label in enumerate(SHORT_MONTHS, start=1)
    ]


def drawn_texts(spec: dict) -> list[str]:
    texts = etree.fromstring(draw(spec)).iter("{http://www.w3.org/2000/svg}text")
    return [text.text for text in texts if text.text]


LABELS = ("Budget", "Utfall")


def values_of(node: object) -> list[object]:
    if isinstance(node, dict):
        return [value for child in node.values() for value in values_of(child)]
    if isinstance(node, list):
        return [value for child in node for value in values_of(child)]
    return [node]


def test_cumulative_labels_its_lines_with_exact_amounts() -> None:
    texts = drawn_texts(charts.cumulative(year(6), "januari–juni 2018", with_straight=True))
    assert {"Budget 12,0", "Prognos 10,4", "Rak linje 9,6", "Utfall 4,8", "mnkr"} <= set(texts)
    assert [text for text in texts if text in SHORT_MONTHS] == list(SHORT_MONTHS)


def test_the_straight_line_is_shown_only_when_asked_for() -> None:
    spec = charts.cumulative(year(6), "januari–juni 2018", with_straight=False)
    assert "Rak linje" not in json.dumps(spec, ensure_ascii=False)


def test_a_whole_year_ends_in_the_outcome_and_has_no_forecast_label() -> None:
    texts = drawn_texts(charts.cumulative(year(12), "januari–december 2018", with_straight=True))
    assert "Utfall 9,6" in texts
    assert not [text for text in texts if text.startswith(("Prognos", "Rak linje"))]


def test_a_year_without_outcome_shows_the_budget() -> None:
    texts = drawn_texts(charts.cumulative(year(0), "januari 2018", with_straight=False))
    assert "Budget 12,0" in texts
    assert not [text for text in texts if text.startswith("Utfall")]


def test_the_tooltip_of_the_end_point_names_the_period() -> None:
    svg = draw(charts.cumulative(year(6), "januari–juni 2018", with_straight=True))
    assert f"<title>Utfall januari–juni 2018: 4{SPACE}800{SPACE}000{SPACE}kr</title>" in svg
    assert f"<title>Budget t.o.m. mars: 3{SPACE}000{SPACE}000{SPACE}kr</title>" in svg


@pytest.mark.parametrize("height", [230, 140])
def test_the_labels_at_the_end_never_overlap_however_low_the_chart_is(height: int) -> None:
    rows = year(12, 100_000_000)
    spec = charts.cumulative(rows, "x", with_straight=False, height=height)
    data = [value for layer in spec["layer"] for value in layer["data"]["values"]]
    budget, outcome = (next(one["value"] for one in data if one.get("text", "").startswith(word)) for word in LABELS)
    # 12.0 mnkr on an axis of 0–12 in both; a label is 17 pixels high.
    assert spec["height"] == height
    assert abs(budget - outcome) * height // (12 * MNKR) >= 16


@settings(deadline=None, max_examples=10, phases=[Phase.generate])
@given(st.integers(1, 12), st.integers(-50_000_000, 300_000_000))
def test_money_reaches_vega_as_whole_ore(known: int, cost: int) -> None:
    spec = charts.cumulative(year(known, cost), "x", with_straight=True)
    data = [value for layer in spec["layer"] for value in values_of(layer["data"]["values"])]
    assert cost * known in data
    assert not [value for value in data if isinstance(value, float)]


def test_only_the_columns_drawn_are_in_the_specification() -> None:
    for spec in (charts.cumulative(year(6), "x", with_straight=True), charts.months(year(6))):
        assert "hemlig" not in json.dumps(spec, ensure_ascii=False)


def test_bars_have_their_amounts_beside_them_and_keep_the_order() -> None:
    rows = [
        {"label": "Kunskapsstöd", "value": 98_000_000, "compare": 2 * MNKR},
        {"label": "Kredit", "value": -150_000_000, "compare": None},
        {"label": "Kredit", "value": None, "compare": None},
    ]
    spec = charts.bars(rows, "Kostnad januari–juni")
    texts = drawn_texts(spec)
    assert [text for text in texts if text in ("Kunskapsstöd", "Kredit")] == ["Kunskapsstöd", "Kredit", "Kredit"]
    assert {"1,0 av 2,0", f"{MINUS}1,5", "ej känt", "Kostnad januari–juni, mnkr"} <= set(texts)
    assert f"<title>Kredit: {MINUS}1{SPACE}500{SPACE}000{SPACE}kr</title>" in draw(spec)


def test_bars_without_comparison_need_no_such_key() -> None:
    texts = drawn_texts(charts.bars([{"label": "Lön", "value": 50_000_000}], "Kostnad"))
    assert {"500", "Kostnad, tkr"} <= set(texts)


@pytest.mark.parametrize(
    ("ore", "scale", "text"),
    [
        (103_422_367, "mnkr", "1,0"),
        (2_412_500, "mnkr", "0,02"),
        (-312_500, "mnkr", f"{MINUS}0,003"),
        (0, "mnkr", "0,0"),
        (1, "mnkr", "0,0"),
        (40_000, "tkr", "0,4"),
    ],
)
def test_a_small_amount_does_not_read_as_nought(ore: int, scale: str, text: str) -> None:
    assert amount_text(ore, scale) == text


def test_months_leave_out_what_is_not_known() -> None:
    rows = [
        {"month": "2018-01", "label": "jan", "cost": 160_000_000},
        {"month": "2018-02", "label": "feb", "cost": None},
        {"month": "2018-03", "label": "mars", "cost": -320_000_000},
    ]
    texts = drawn_texts(charts.months(rows))
    assert "1,6" in texts
    assert f"{MINUS}3,2" in texts
    assert [text for text in texts if text in SHORT_MONTHS] == ["jan", "mars"]


def indicator_rows(*values: object) -> list[dict]:
    months = zip(SHORT_MONTHS, values, strict=False)
    return [{"month": f"2018-{n:02d}", "label": label, "value": value} for n, (label, value) in enumerate(months, 1)]


def test_an_indicator_in_percent_says_where_its_axis_begins() -> None:
    spec = charts.indicator(indicator_rows("0.781", None, "0.8234"), "0.85", "percent")
    texts = drawn_texts(spec)
    assert f"procent, axeln börjar vid 70{SPACE}%" in texts
    assert {f"70{SPACE}%", f"85{SPACE}%", f"Mål 85{SPACE}%", f"82,3{SPACE}%"} <= set(texts)
    assert f"<title>Mars: 82,3{SPACE}%</title>" in draw(spec)


def test_an_indicator_that_counts_begins_at_nought() -> None:
    texts = drawn_texts(charts.indicator(indicator_rows(900, 1234), "1200", "count"))
    assert {"0", "antal", f"Mål 1{SPACE}200", f"1{SPACE}234"} <= set(texts)


@pytest.mark.parametrize("values", [(), (None,), ("0.00",), ("1.00", "1.00"), ("1.20",)])
def test_an_indicator_is_drawn_whatever_is_known(values: tuple) -> None:
    rows = indicator_rows(*values) or indicator_rows(None)
    assert draw(charts.indicator(rows, None, "percent")).startswith("<svg")


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(ValueError, match="enheten «procent» finns inte; tillåtet: percent, count"):
        charts.indicator(indicator_rows("0.5"), None, "procent")


EVERY_CHART = {
    "cumulative": lambda: charts.cumulative(year(6), "januari–juni 2018", with_straight=True),
    "bars": lambda: charts.bars([{"label": "Insats", "value": MNKR, "compare": 2 * MNKR}], "Kostnad"),
    "months": lambda: charts.months(year(12)),
    "indicator": lambda: charts.indicator(
        [{"month": "2018-01", "label": "jan", "value": "0.85"}, {"month": "2018-02", "label": "feb", "value": None}],
        "0.9",
        "percent",
    ),
}


@pytest.mark.parametrize("make", EVERY_CHART.values(), ids=list(EVERY_CHART))
def test_every_chart_follows_the_schema_of_vega_lite(make: Callable[[], dict]) -> None:
    # The theme's configuration is the same for all, and knows more than Altair's schema.
    spec = {key: value for key, value in make().items() if key != "config"}
    assert alt.LayerChart.from_dict(spec).to_dict() is not None
    spec["layer"][0]["encoding"]["x"]["type"] = "kvantitativ"
    with pytest.raises((SchemaValidationError, ValidationError)):
        alt.LayerChart.from_dict(spec)


def test_there_is_a_specification_of_every_chart_in_the_test_above() -> None:
    made = [name for name, one in vars(charts).items() if getattr(one, "__module__", "") == charts.__name__]
    assert {name for name in made if not name.startswith("_") and callable(getattr(charts, name))} == {*EVERY_CHART}


def test_an_analysts_own_charts_are_checked_as_altair_does() -> None:
    charts.months(year(12))
    with pytest.raises(SchemaValidationError):
        alt.Chart().mark_bar().encode(x=alt.X(field="a", type="kvantitativ")).to_dict()
