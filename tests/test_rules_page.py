"""docs/regler.md is what the worked cases give, every case of them."""

from pathlib import Path

import pytest
from tools.make_rules_page import CHAPTERS, FILE, cases_of, page

from statsbidrag.rules.sharing.registry import RULES

ROOT = Path(__file__).resolve().parents[1]


def test_the_page_is_what_the_cases_give() -> None:
    assert (ROOT / FILE).read_text(encoding="utf-8") == page(), "kör make rules-page"


def test_every_file_of_cases_is_a_chapter() -> None:
    files = [chapter.file for chapter in CHAPTERS]
    assert sorted(files) == sorted(path.name for path in (ROOT / "tests/cases").glob("*.yaml"))


@pytest.mark.parametrize("file", [chapter.file for chapter in CHAPTERS])
def test_every_case_and_rule_is_told(file: str) -> None:
    told = page().lower()
    assert [case["name"] for case in cases_of(file) if case["name"].rstrip(".").lower() not in told] == []
    assert [name for name in RULES if name != "unknown" and f"(`{name}`)" not in told] == []


def test_the_amounts_that_follow_are_told_as_the_subtraction_that_gives_them() -> None:
    text = page().replace("\u00a0", " ")
    assert "- **Resultat: 12 569 845,66 kr**\n" in text
    assert (
        "**fordran: 1 900 000 − 0 = 1 900 000 kr**; mottaget, ej förbrukat: 0 kr; bedöms inte förbrukas: ej känt"
        in text
    )
    assert "**fordran: 10 000 000 − 4 000 000 = 6 000 000 kr**" in text
    assert "**fordran: 10 400 000 − (12 569 846 − 3 000 000) = 830 154 kr**" in text
    assert "**mottaget, ej förbrukat: 1 000 000 − (−50 000) = 1 050 000 kr**" in text


@pytest.mark.parametrize("document", ["README.md", "docs/handbok.md"])
def test_readers_are_led_to_the_page(document: str) -> None:
    assert "regler.md)" in (ROOT / document).read_text(encoding="utf-8")
