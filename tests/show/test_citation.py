"""Where something stands, told as a registrator would find it; no page cites the row of a text file."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from statsbidrag.model.documents import DocumentPart
from statsbidrag.model.node import Node
from statsbidrag.model.values import Source
from statsbidrag.read.params.parameters import read_choices
from statsbidrag.read.params.places import agreements_of, known_regions, terms_of, years_with_terms
from statsbidrag.read.params.population import read_population
from statsbidrag.read.params.terms import read_terms
from statsbidrag.show.citation import citation

ROOT = Path(__file__).resolve().parents[2]
HARD = "\u00a0"
ROW = re.compile(rf"\br\.[ {HARD}]?\d")


def source(*parts: dict[str, str], number: str | None = "5-2018") -> Source:
    document = Source.model_validate(
        {"document": "rapport.txt", "title": "Rapporten", "date": "2018-02"} | ({"number": number} if number else {})
    )
    return document.in_parts([DocumentPart.model_validate(part) for part in parts])


INTRODUCTION = {"row": "1", "section": "inledningen"}
TABLE = {"row": "30", "section": "tabellen i avsnitt 1"}
TEXT = {"row": "37", "section": "avsnitt 1"}
PAGE = {"row": "266", "section": "Psykisk hälsa", "page": "16–17"}
LETTER = {"row": "416", "number": "SKL 19/00761", "title": "överenskommelsen", "section": "avsnitt 4.3"}
SECOND = {"row": "600", "section": "avsnitt 2.1"}
ANNEX = {"row": "748", "number": "SKL 19/00761", "title": "överenskommelsen", "section": "bilaga 1"}


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("r. 40 och 600", "5-2018, avsnitt 1 och 2.1"),
        (None, "5-2018"),
        ("r. 1", "5-2018, inledningen"),
        ("r. 29", "5-2018, inledningen"),
        ("r. 30", "5-2018, tabellen i avsnitt 1"),
        ("r. 32 och 34", "5-2018, tabellen i avsnitt 1"),
        ("r. 20–23", "5-2018, inledningen"),
        ("r. 34 och 45", "5-2018, avsnitt 1"),
        ("r. 300", "5-2018, s. 16–17, Psykisk hälsa"),
        ("r. 24, 40 och 266–270", "5-2018, inledningen, avsnitt 1 och s. 16–17, Psykisk hälsa"),
        ("r. 420 och 755", "SKL 19/00761, överenskommelsen, avsnitt 4.3 och bilaga 1"),
        ("r. 24 och 420", "5-2018, inledningen; SKL 19/00761, överenskommelsen, avsnitt 4.3"),
        ("rubriken", "5-2018, rubriken"),
        ("r. 24, tabellen", "5-2018, r. 24, tabellen"),
    ],
)
def test_a_row_is_cited_by_the_part_it_lies_in(place: str | None, told: str) -> None:
    known = source(INTRODUCTION, TABLE, TEXT, PAGE, LETTER, SECOND, ANNEX)
    assert citation(known, place).replace(HARD, " ") == told


def test_a_document_without_number_is_cited_by_its_title() -> None:
    assert citation(source(TEXT, number=None), "r. 40") == f"Rapporten, avsnitt{HARD}1"


def test_a_row_before_the_first_known_part_and_a_document_without_parts_keep_the_row() -> None:
    assert citation(source(TEXT), "r. 36") == f"5-2018, r.{HARD}36"
    assert citation(source(), "r. 33 och 35") == f"5-2018, r.{HARD}33 och 35"


def nodes(value: object) -> Iterator[Node]:
    if isinstance(value, Node):
        yield value
        for name in type(value).model_fields:
            yield from nodes(getattr(value, name))
    elif isinstance(value, dict):
        for one in value.values():
            yield from nodes(one)
    elif isinstance(value, list):
        for one in value:
            yield from nodes(one)


def test_nothing_that_ships_is_cited_by_the_row_of_a_text_file() -> None:
    population = read_population(ROOT)
    cited, texts = 0, 0
    for year in years_with_terms(ROOT):
        for name in terms_of(ROOT, year):
            terms = read_terms(ROOT, name, year, population)
            regions = [one for one in known_regions(ROOT) if name in agreements_of(ROOT, one, year, may_be_none=True)]
            for model in [terms, *(read_choices(ROOT, terms, region, population) for region in regions)]:
                sources = {**terms.sources, **model.sources}
                for node in nodes(model):
                    short, place = getattr(node, "source", None), getattr(node, "place", None)
                    if short is not None and place is not None:
                        cited += 1
                        assert not ROW.search(citation(sources[short], place)), f"{node.origin}: {place}"
                    for key in type(node).model_fields:
                        text = getattr(node, key)
                        if isinstance(text, str) and key not in ("place", "origin"):
                            texts += 1
                            assert not ROW.search(text), f"{node.origin}: {key}: {text}"
    assert cited > 500 and texts > 2000
