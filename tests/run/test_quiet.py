"""Examples are marked quietly and notes are short, and nothing is lost by it."""

import re

from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from small_record import kronor
from statsbidrag.base.states import Status
from statsbidrag.record.tables import Column, Table
from statsbidrag.run.page import standalone_page
from statsbidrag.run.page.quiet import LONGEST_NOTE, MEANING, MORE
from statsbidrag.show.prose import NOTHING, paragraph
from statsbidrag.show.tables import table_html

EXAMPLES = "Mottaget är exempel i Barnhälsovård och Beredskap."


def page(note: str, status: Status = Status.DECIDED, *, ends: str = "", caption: str = "Belopp") -> BeautifulSoup:
    columns = [Column("what", "Vad"), Column("ore", "Mottaget", "ore")]
    rows = [{"what": "Bidraget", "ore": kronor("chain.received", 1_234_500, status)}]
    body = f"<h2>Läget</h2>{table_html(Table('t', caption, columns, rows, note=note))}{ends}"
    header = {"region_name": "Region Exempel", "title": "Sida", "next_line": "Nästa datum: 1 maj (exempel)"}
    return BeautifulSoup(standalone_page("Sida", header, body), "html.parser")


def test_an_example_keeps_its_word_and_shows_a_small_mark_told_once() -> None:
    found = page("", ends="<p>Prognosen är 17,0 mnkr (exempel) och säker.</p>")
    assert "Prognosen är 17,0 mnkr (exempel) och säker." in found.get_text()
    marks = [mark.get_text() for mark in found.select(".ex > .dold")]
    assert marks == [" (exempel)", " (exempel)"]  # in the head too
    assert found.get_text().count(MEANING) == 1
    assert found.select_one("p.fiktiv").get_text() == MEANING


def test_an_amount_in_a_cell_is_marked_where_no_word_says_it() -> None:
    invented = page("", Status.EXAMPLE)
    assert [mark.get_text() for mark in invented.select("td .ex")] == ["12\xa0345"]
    assert page("", Status.DECIDED).select("td .ex") == []


def test_what_is_invented_is_told_at_the_end_and_the_heading_marked() -> None:
    found = page(f"Belopp i kr. {EXAMPLES}")
    assert found.select_one("p.not").get_text() == "Belopp i kr."
    assert found.caption.get_text() == "Belopp (exempel)"
    assert [entry.get_text() for entry in found.select("#noter li")] == [f"Belopp: {EXAMPLES}"]
    assert [heading.get_text() for heading in found.find_all("h2")][-1] == "Noter till tabellerna"


def test_the_notes_stand_in_the_annex_where_there_is_one() -> None:
    found = page(EXAMPLES, ends="<h2>Bilaga: fynd</h2><p>Text.</p>")
    assert [heading.get_text() for heading in found.find_all("h2")][-1] == "Bilaga: fynd"
    assert found.find_all("h3")[-1].get_text() == "Noter till tabellerna"
    assert found.select("p.not") == []


def test_a_page_without_examples_says_nothing_of_them() -> None:
    header = {"region_name": "Region Exempel", "title": "Sida"}
    found = standalone_page("Sida", header, "<h2>Läget</h2><p>Allt är beslutat.</p>")
    assert MEANING not in found
    assert "fiktiv" not in BeautifulSoup(found, "html.parser").body.decode()


@given(st.lists(st.sampled_from(["Kort.", EXAMPLES, "Raden har " + "många ord " * 12 + "och slutar här."]), max_size=9))
def test_every_sentence_stands_once_under_the_table_or_at_the_end(sentences: list[str]) -> None:
    found = page(" ".join(sentences))
    note = " ".join(one.get_text() for one in found.select("p.not"))
    rest = " ".join(one.get_text().removeprefix("Belopp:") for one in found.select("#noter li"))
    told = re.findall(r"[^.]+\.", f"{note} {rest}".replace(MORE, " ").replace("\xa0", " "))
    assert sorted(one.strip() for one in told) == sorted(sentences)
    assert len(note) <= LONGEST_NOTE


def test_a_section_that_has_nothing_is_not_there() -> None:
    nothing = paragraph("Regionen har ingen egen sammanställning för året.", NOTHING)
    found = page("", ends=f"<h2>Sammanställningen</h2>{nothing}<h2>Kalender</h2><p>Ett datum.</p>{nothing}")
    assert [heading.get_text() for heading in found.find_all("h2")] == ["Läget", "Kalender"]
    assert "ingen egen" not in found.get_text()
    assert [link.get_text() for link in found.select(".innehall a")] == ["Läget", "Kalender"]
