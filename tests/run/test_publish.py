"""Publishing: what reaches the reader, what is refused, and that the page needs nothing but itself."""

import copy
import re
from dataclasses import fields, replace
from functools import cache

import pytest
from bs4 import BeautifulSoup
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from small_record import kronor, small_record
from statsbidrag.base.errors import ReportFailed
from statsbidrag.record.tables import Column, Table
from statsbidrag.run.page import standalone_page
from statsbidrag.run.publish import publish_html
from statsbidrag.show import specs as charts
from statsbidrag.show.cards import Card, cards_html
from statsbidrag.show.charts import MIME, Chart
from statsbidrag.show.tables import table_html

PAYLOAD = "<img src=x onerror=alert(1)></script><script>alert(2)</script>"
TITLE = "Patientmiljarden – Region Jämtland Härjedalen, januari–juni 2018"
MONTHS = {"jan": 1, "feb": 2, "mars": 3}
ORE = [{"month": f"2018-0{n}", "label": label, "cost": n * 60_000_000} for label, n in MONTHS.items()]
ROWS = [{**row, "cost": kronor(f"month.{row['month']}.cost", row["cost"])} for row in ORE]
TABLE = Table("manader", "Kostnad per månad", [Column("label", "Månad"), Column("cost", "Kostnad", "ore")], ROWS)
SPEC = charts.months(ORE)
RECORD = small_record(tables=[TABLE])


def figure(name: str) -> Chart:
    return Chart(name, f"Figuren {name}", f"Det viktiga i {name}.", TABLE, SPEC)


def shown(item: object) -> NotebookNode:
    data = item._repr_mimebundle_() if isinstance(item, Chart) else {"text/html": item, "text/plain": "<HTML>"}
    return new_output("display_data", data)


def code(*outputs: NotebookNode, tags: tuple[str, ...] = ()) -> NotebookNode:
    return new_code_cell("hemlig_kod()", outputs=list(outputs), metadata={"tags": list(tags)})


def notebook(*cells: NotebookNode) -> NotebookNode:
    return new_notebook(cells=list(cells))


@cache
def report() -> NotebookNode:
    return notebook(
        code(shown("<p>parametrar</p>"), tags=("parameters",)),
        code(shown("<p>insatta</p>"), tags=("injected-parameters",)),
        new_markdown_cell("## Läget i korthet\n\nHalva året har gått."),
        code(shown(cards_html([Card("Prognos", "10,4", "mnkr", "", "ok")])), shown(figure("ett"))),
        new_markdown_cell("## Åtgärder\n\n### Per insats"),
        code(shown(table_html(TABLE)), new_output("stream", name="stdout", text="utskrift")),
        new_markdown_cell("## Åtgärder"),
        code(shown(figure("två"))),
    )


@cache
def page() -> str:
    """Made when a test asks for it, not by whoever only reads this module."""
    return publish_html(report(), RECORD)


@cache
def parsed() -> BeautifulSoup:
    return BeautifulSoup(page(), "html.parser")


def test_the_header_says_what_from_when_and_for_whom() -> None:
    assert parsed().html["lang"] == "sv"
    assert parsed().title.text == TITLE
    assert [h1.text for h1 in parsed().find_all("h1")] == ["Patientmiljarden"]
    assert [p.text for p in parsed().header.find_all("p")] == [
        "Region Jämtland Härjedalen · Uppföljning av riktade statsbidrag",
        "Januari–juni 2018 · utfall enligt uttag 2018-07-10 · dnr RS/2771/2017",
        "Ansvarig: Chef för beställarenheten · Belopp i kronor om inte annat anges",
        "Huvudboken är fiktiv.",
    ]
    assert parsed().header.nav.a["href"] == "index.html"


def test_contents_lead_to_headings_with_readable_unique_ids() -> None:
    contents = parsed().find("nav", class_="innehall")
    assert [(a.text, a["href"]) for a in contents.find_all("a")] == [
        ("Läget i korthet", "#laget-i-korthet"),
        ("Åtgärder", "#atgarder"),
        ("Åtgärder", "#atgarder-2"),
    ]
    ids = [element["id"] for element in parsed().find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert {a["href"][1:] for a in parsed().find_all("a", href=re.compile("^#"))} <= set(ids)
    assert parsed().body.a["href"] == "#innehall"


def test_figures_are_numbered_in_the_order_they_stand() -> None:
    names = [strong.text for strong in parsed().select("figcaption strong")]
    assert names == ["Figur 1. Figuren ett.", "Figur 2. Figuren två."]
    assert [tag["id"] for tag in parsed().find_all("figure")] == ["fig1", "fig2"]
    assert len(parsed().find_all("svg")) == 2


def test_only_what_is_meant_for_readers_is_there() -> None:
    for text in ("parametrar", "insatta", "hemlig_kod", "utskrift", "&lt;HTML&gt;"):
        assert text not in parsed().main.text
    assert "Halva året har gått." in parsed().main.text


def test_the_page_needs_nothing_but_itself() -> None:
    assert not parsed().find_all(["script", "link", "iframe", "img"])
    assert "script-src 'none'" in parsed().find("meta", attrs={"http-equiv": True})["content"]
    assert not [tag for tag in parsed().find_all(True) if any(name.startswith("on") for name in tag.attrs)]
    assert "@import" not in parsed().style.text
    assert "url(" not in parsed().style.text
    assert "\r" not in page()
    assert page().endswith("</html>\n")


def test_the_same_notebook_gives_the_same_page_and_is_left_as_it_was() -> None:
    before = copy.deepcopy(report())
    assert publish_html(report(), RECORD) == page()
    assert before == report()


def test_how_the_notebook_was_run_does_not_change_the_page() -> None:
    run_otherwise = copy.deepcopy(report())
    for number, cell in enumerate(run_otherwise.cells):
        cell["id"] = f"cell-{number}"
        for output in cell.get("outputs", []):
            output.get("data", {}).pop("image/svg+xml", None)
    run_otherwise.metadata["papermill"] = {"start_time": "2018-07-11T08:00:00", "exception": None}
    assert publish_html(run_otherwise, RECORD) == page()


def test_a_preliminary_report_says_so() -> None:
    page = publish_html(report(), replace(RECORD, header=replace(RECORD.header, preliminary_text="preliminärt")))
    assert "utfall enligt uttag 2018-07-10 · preliminärt · dnr" in page


def test_texts_from_outside_are_read_as_text() -> None:
    rows = [{"label": PAYLOAD, "cost": kronor("chain.cost", 100)}]
    table = Table("x", PAYLOAD, [Column("label", PAYLOAD), Column("cost", "Kostnad", "ore")], rows, None, PAYLOAD)
    texts = [one.name for one in fields(RECORD.header) if one.name != "whole"]
    hostile = small_record(tables=[table], header=replace(RECORD.header, **dict.fromkeys(texts, PAYLOAD)))
    cells = [code(shown(table_html(table)), shown(Chart("f", PAYLOAD, f"Om {PAYLOAD}", table, SPEC)))]
    page = BeautifulSoup(publish_html(notebook(*cells), hostile), "html.parser")
    assert not page.find_all(["script", "img"])
    assert page.h1.text == PAYLOAD
    assert page.title.text == f"{PAYLOAD} – {PAYLOAD}, {PAYLOAD}"


def refused(*cells: NotebookNode, **metadata: object) -> list[str]:
    bad = notebook(*cells)
    bad.metadata.update(metadata)
    with pytest.raises(ReportFailed) as caught:
        publish_html(bad, RECORD)
    assert caught.value.exit_code == 1
    return caught.value.lines


def test_a_cell_that_stopped_is_refused() -> None:
    error = new_output("error", ename="ZeroDivisionError", evalue="division by zero", traceback=["…"])
    assert refused(new_markdown_cell("## A"), code(error)) == [
        "patientmiljarden: cell 2 stannade med fel: ZeroDivisionError: «division by zero»"
    ]


def test_a_hidden_cell_that_stopped_is_refused_too() -> None:
    error = new_output("error", ename="KeyError", evalue="'x'", traceback=[])
    assert refused(code(error, tags=("dold",))) == [
        "patientmiljarden: cell 1 stannade med fel: KeyError: en text på 3 tecken"
    ]


def test_a_warning_is_refused() -> None:
    warning = new_output("stream", name="stderr", text="FutureWarning: soon\nmore")
    assert refused(code(warning)) == [
        "patientmiljarden: cell 1 varnade: FutureWarning: «soon»; rätta orsaken och kör om"
    ]


def test_papermills_marks_of_failure_are_refused() -> None:
    banner = new_markdown_cell("An Exception was encountered", metadata={"tags": ["papermill-error-cell-tag"]})
    assert refused(banner, papermill={"exception": True}) == [
        "patientmiljarden: körningen av anteckningsboken avbröts; rätta felet och kör om",
        "patientmiljarden: cell 1 är papermills felmeddelande; rätta felet och kör om",
    ]


def test_an_output_without_form_on_the_page_is_refused() -> None:
    plain = new_output("execute_result", {"text/plain": "4912406.0"})
    assert refused(code(plain)) == [
        "patientmiljarden: cell 1 visar «4912406.0» som inte har någon form på sidan; "
        "visa en figur, en tabell eller text ur rapporten"
    ]


def test_a_broken_or_repeated_figure_is_refused() -> None:
    broken = shown(figure("ett"))
    del broken.data[MIME]["table"]
    assert refused(code(broken)) == ["patientmiljarden: cell 1 har en figur som saknar table"]
    assert refused(code(shown(figure("ett"))), code(shown(figure("ett")))) == [
        "patientmiljarden: cell 2 har figuren «ett» en gång till; varje figur ska ha ett eget id"
    ]


def test_a_figure_that_cannot_be_drawn_is_refused() -> None:
    bad = shown(figure("ett"))
    bad.data[MIME]["spec"] = {"mark": "stapel", "data": {"values": []}}
    [line] = refused(code(bad))
    assert line.startswith("patientmiljarden: figur 1 («Figuren ett») gick inte att rita: en text på ")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# Rubrik", "sidan har redan en rubrik på högsta nivån; börja med ## i texten eller märk cellen dold"),
        ("<script>alert(1)</script>", "sidan innehåller <script>, som inte får publiceras; skriv vanlig text"),
        ('<p onclick="x()">a</p>', "<p> har skript i onclick, som inte får publiceras; ta bort det"),
        ('<a href=" JavaScript:x()">a</a>', "<a> har skript i href, som inte får publiceras; ta bort det"),
        ("![bild](https://x.se/a.png)", "<img> hämtar «https://x.se/a.png» utifrån; en sida ska kunna läsas utan nät"),
        ("a | b\n--|--\n1 | 2", "en tabell saknar rubrik (caption); visa tabeller med table_html"),
    ],
)
def test_prose_that_is_more_than_prose_is_refused(text: str, message: str) -> None:
    assert refused(new_markdown_cell(text)) == [f"patientmiljarden: {message}"]


def test_prose_cannot_take_the_place_of_a_figure() -> None:
    stolen = new_markdown_cell('<figure data-figur="1" id="fig1"></figure>')
    assert refused(stolen, code(shown(figure("ett")))) == [
        "patientmiljarden: figur 1 («Figuren ett») kom inte med på sidan; kör om rapporten"
    ]


def test_links_and_emphasis_in_prose_are_kept() -> None:
    page = publish_html(notebook(new_markdown_cell("Se [Vården](https://exempel.se/) och *tabellen*.")), RECORD)
    assert '<a href="https://exempel.se/">Vården</a> och <em>tabellen</em>' in page


def test_eight_charts_and_fifteen_tables_stay_under_300_kilobytes() -> None:
    keys = ("cost", "budget", "forecast", "straight")
    rows = [{"month": f"2018-{n:02d}", "label": f"m{n}", **dict.fromkeys(keys, n * 10**8)} for n in range(1, 13)]
    cells = [{**row, **{key: kronor(f"month.{row['month']}.{key}", row[key]) for key in keys}} for row in rows]
    table = Table(
        "t", "Tabell", [Column("label", "Insats"), *[Column(key, f"Rubrik {key}", "ore") for key in keys]], cells
    )
    half_year = rows[:6] + [{**row, "cost": None} for row in rows[6:]]
    spec = charts.cumulative(half_year, "x", with_straight=True)
    figures = [code(shown(Chart(f"f{n}", "Namn", "Text.", table, spec))) for n in range(8)]
    page = publish_html(
        notebook(*figures, *[code(shown(table_html(table))) for _ in range(15)]), small_record(tables=[table])
    )
    assert len(page.encode()) < 300_000


def test_a_standalone_page_needs_only_region_and_title() -> None:
    links = [{"href": "a.html", "text": "A & B"}]
    header = {"region_name": "Region Jämtland Härjedalen", "title": "Rapporter", "links": links}
    page = BeautifulSoup(standalone_page("Rapporter 2018", header, "<p>Inga rapporter.</p>"), "html.parser")
    assert page.title.text == "Rapporter 2018"
    assert page.h1.text == "Rapporter"
    assert page.main.p.text == "Inga rapporter."
    assert page.header.a.text == "A & B"
    assert page.find("nav", class_="innehall") is None


def test_a_title_cannot_break_out_of_the_style_sheet() -> None:
    title = '"}</style><script>alert(1)</script>'
    page = BeautifulSoup(standalone_page(title, {"region_name": "R", "title": "T"}, "<p>x</p>"), "html.parser")
    assert not page.find_all("script")
    assert page.title.text == title


def test_an_image_without_a_text_says_so() -> None:
    image = '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="/>'
    described = image.replace("<img", '<img alt=""')
    page = publish_html(notebook(new_markdown_cell(f"{image}\n\n{described}")), RECORD)
    assert [img["alt"] for img in BeautifulSoup(page, "html.parser").find_all("img")] == [
        "Bilden saknar beskrivning",
        "",
    ]
