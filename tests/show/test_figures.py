"""Figures: named, drawn alike every time, and nothing English or foreign in the drawing."""

import json
import re

import pytest
from bs4 import BeautifulSoup

from small_record import kronor
from statsbidrag.record.tables import Column, Table
from statsbidrag.show import specs as charts
from statsbidrag.show.charts import MIME, Chart, chart_from, chart_html
from statsbidrag.show.drawing import draw

PAYLOAD = "<img src=x onerror=alert(1)></script><script>alert(2)</script>"
MONTHS = enumerate(("jan", "feb", "mars"), start=1)
ORE = [{"month": f"2018-0{n}", "label": label, "cost": n * 33_333_333} for n, label in MONTHS]
ROWS = [{**row, "cost": kronor(f"month.{row['month']}.cost", row["cost"])} for row in ORE]
TABLE = Table("manader", "Kostnad per månad", [Column("label", "Månad"), Column("cost", "Kostnad", "ore")], ROWS)
SPEC = charts.months(ORE)


def figure(**changes: object) -> Chart:
    whole = {"id": "manader", "name": "Kostnad per månad", "text": "Mars är högst.", "table": TABLE, "spec": SPEC}
    return Chart(**{**whole, **changes})


def test_the_same_figure_is_drawn_to_the_same_bytes() -> None:
    assert draw(SPEC, "fig1") == draw(SPEC, "fig1")
    assert chart_html(figure(), 1) == chart_html(figure(), 1)


def test_ids_carry_the_prefix_so_that_two_drawings_can_share_a_page() -> None:
    clipped = {**SPEC, "layer": [{**layer, "mark": {**layer["mark"], "clip": True}} for layer in SPEC["layer"]]}
    first, second = draw(clipped, "fig1"), draw(clipped, "fig2")
    ids = re.findall(r'id="([^"]+)"', first)
    assert ids
    assert all(name.startswith("fig1-") for name in ids)
    assert set(re.findall(r"url\(#([^)]+)\)", first)) <= set(ids)
    assert first.replace("fig1-", "fig2-") == second


def test_the_drawing_has_swedish_tooltips_and_no_text_of_vegas_own() -> None:
    svg = draw(SPEC)
    assert "<title>Mars: 1\u00a0000\u00a0000\u00a0kr</title>" in svg
    assert not re.findall(r'\b(?:aria-[a-z]+|role|class)="', svg)
    assert "titled" not in svg


def test_the_drawing_has_at_most_two_decimals() -> None:
    assert not re.findall(r"[\s\",(]-?\d*\.\d{3,}", draw(SPEC))


def test_figure_html_has_number_name_text_and_table() -> None:
    page = BeautifulSoup(chart_html(figure(), 3), "html.parser")
    assert page.figure["id"] == "fig3"
    assert page.figcaption.text == "Figur 3. Kostnad per månad. Mars är högst."
    svg = page.find("svg")
    assert svg["role"] == "img"
    assert page.find(id=svg["aria-labelledby"]).text == "Figur 3. Kostnad per månad."
    assert page.find(id=svg["aria-describedby"]).text == "Mars är högst."
    assert page.details.caption.text == "Kostnad per månad"
    assert [td.text for td in page.details.find_all("td")] == ["333\u00a0333", "666\u00a0667", "1\u00a0000\u00a0000"]


def test_a_figure_whose_table_follows_has_the_numbers_once_and_says_where() -> None:
    page = BeautifulSoup(chart_html(figure(table_follows=True), 1), "html.parser")
    assert page.details is None
    assert page.figcaption.text == (
        "Figur 1. Kostnad per månad. Mars är högst. Siffrorna står i tabellen efter figuren."
    )


def test_names_and_texts_are_escaped() -> None:
    rows = [{"month": "2018-01", "label": PAYLOAD, "cost": 100}]
    table = Table("x", PAYLOAD, [Column("label", PAYLOAD)], rows)
    html = chart_html(figure(name=PAYLOAD, text=f"Om {PAYLOAD}", table=table, spec=charts.months(rows)), 1)
    page = BeautifulSoup(html, "html.parser")
    assert not page.find_all(["img", "script"])
    assert page.figcaption.text == f"Figur 1. {PAYLOAD}. Om {PAYLOAD}"


@pytest.mark.parametrize("key", ["id", "name", "text"])
def test_an_empty_part_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match=f"saknar {key}"):
        figure(**{key: " "})


def test_a_text_that_repeats_the_name_is_refused() -> None:
    with pytest.raises(ValueError, match="texten upprepar namnet"):
        figure(text="Kostnad per månad.")


def test_a_notebook_gets_the_data_a_drawing_and_plain_text() -> None:
    bundle = figure()._repr_mimebundle_()
    assert MIME == "application/vnd.statsbidrag.chart.v1+json"
    assert bundle[MIME] == figure().as_dict()
    assert bundle["image/svg+xml"] == draw(SPEC, "manader")
    assert bundle["text/plain"] == "Figur: Kostnad per månad. Mars är högst."


def test_a_chart_survives_the_notebook() -> None:
    """Its table refers to the record's figures by their keys, and a chart of another record is refused."""
    figures = {row["cost"].key: row["cost"] for row in ROWS}
    stored = json.loads(json.dumps(figure().as_dict()))
    assert stored["table"]["rows"][0]["cost"] == {"figure": "month.2018-01.cost"}
    assert chart_html(chart_from(stored, figures), 1) == chart_html(figure(), 1)
    with pytest.raises(ValueError, match=r"there is no figure month\.2018-03\.cost"):
        chart_from(stored, {key: one for key, one in figures.items() if key != "month.2018-03.cost"})


def test_every_amount_under_a_chart_has_the_key_of_its_figure() -> None:
    page = BeautifulSoup(chart_html(figure(), 1), "html.parser")
    assert [td["data-key"] for td in page.details.find_all("td")] == [row["cost"].key for row in ROWS]
