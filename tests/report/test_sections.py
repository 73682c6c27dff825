"""The one registry of sections: which there are, in which order they are made, and what a page shows."""

import subprocess
import sys

import pytest

from statsbidrag.base.errors import ParameterError
from statsbidrag.model.agreement import Agreement
from statsbidrag.report.sections import SECTIONS, page_order, page_sections, section_module, sections_of


def agreement(*sections: str) -> Agreement:
    """An agreement of which only its sections are told."""
    return Agreement.model_construct(origin="params/2018/agreements/prov.yaml:1", sections=list(sections))


def test_the_page_begins_with_the_summary_and_what_is_new() -> None:
    common = ["laget", "nytt", "overenskommelsen", "ekonomi", "insatser", "resultat", "tidplan", "avstamning", "om"]
    assert page_order() == page_sections(agreement()) == common


def test_particular_sections_are_shown_after_the_results_in_the_agreements_order() -> None:
    shown = page_sections(agreement("vardforlopp", "utbetalningar"))
    assert shown[5:9] == ["resultat", "vardforlopp", "utbetalningar", "tidplan"]
    assert page_sections(agreement("utbetalningar", "vardforlopp"))[6:8] == ["utbetalningar", "vardforlopp"]


def test_sections_are_made_after_those_whose_figures_they_rest_on() -> None:
    made = [section.module for section in sections_of(agreement("ataganden", "rehabilitering"))]
    assert made == [
        "terms", "economy", "accrual", "distribution", "efforts", "results", "particular.commitments",
        "particular.rehabilitation", "attention", "lights", "timeline", "changes", "perspective", "reconciliation",
        "about",
    ]  # fmt: skip


def test_what_is_made_has_a_part_and_what_is_shown_can_be_shown() -> None:
    for section in SECTIONS.values():
        module = section_module(section.name)
        assert callable(getattr(module, "part", None)) == section.made, section.name
        assert not section.shown or callable(module.show), section.name
        assert section.common != hasattr(module, "KEYS"), section.name


def test_a_common_section_cannot_be_named_by_an_agreement() -> None:
    for asked in (page_sections, sections_of):
        with pytest.raises(ParameterError) as caught:
            asked(agreement("bemanning", "ekonomi", "vardflopp"))
        assert [line.partition(" under ")[0] for line in caught.value.lines] == [
            "params/2018/agreements/prov.yaml:1: avsnittet «ekonomi»",
            "params/2018/agreements/prov.yaml:1: avsnittet «vardflopp»",
        ]


def test_the_names_are_known_without_the_ledgers_libraries() -> None:
    code = (
        "import sys, statsbidrag.report.sections as sections; sections.page_order();"
        "print(sorted({'pandas', 'pyarrow', 'altair'} & sys.modules.keys()))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told.strip() == "[]"
