"""The decision records: one form, at most a page each, every one in the index."""

import re

import pytest

from house_rules import ROOT

FOLDER = ROOT / "docs/beslut"
DECISIONS = sorted(path for path in FOLDER.glob("*.md") if path.name != "README.md")
PAGE = 45
FORM = re.compile(
    r"# (?P<number>\d+)\. (?P<title>[^\n]+)\n\nDatum: (?P<date>\d{4}-\d\d-\d\d)\n\n(?:Ersätts av: [^\n]+\n\n)?"
    r"## Beslut\n\n.+\n\n## Skäl\n\n.+\n\n## Det som följer\n\n- .+\n",
    re.DOTALL,
)


@pytest.mark.parametrize("path", DECISIONS, ids=[path.stem for path in DECISIONS])
def test_a_decision_has_date_decision_reason_and_what_follows_on_a_page(path):
    text = path.read_text(encoding="utf-8")
    form = FORM.fullmatch(text)
    assert form is not None
    assert path.name.startswith(f"{int(form['number']):02d}-")
    assert len(text.splitlines()) <= PAGE
    row = f"| {form['number']} | [{form['title']}]({path.name}) | {form['date']} |"
    assert row in (FOLDER / "README.md").read_text(encoding="utf-8").splitlines()


def test_numbers_follow_each_other_and_the_index_names_no_other():
    assert [int(path.name[:2]) for path in DECISIONS] == [*range(1, len(DECISIONS) + 1)]
    named = re.findall(r"\]\((\d\d-[a-z-]+\.md)\)", (FOLDER / "README.md").read_text(encoding="utf-8"))
    assert named == [path.name for path in DECISIONS]
