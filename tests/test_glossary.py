"""Every row of the glossary names something that is in the code, at the place it says."""

import pytest

from glossary_rules import GLOSSARY, HEADINGS, faults, rows

HEAD = f"| {' | '.join(HEADINGS)} |\n|---|---|---|---|\n"


def told(names: str, places: str) -> list[str]:
    return faults(f"{HEAD}| ordet | {names} | Betyder något. | {places} |\n")


def test_the_glossary_names_what_is_in_the_code():
    text = GLOSSARY.read_text(encoding="utf-8")
    assert len(rows(text)) > 100
    assert faults(text) == []


@pytest.mark.parametrize(
    ("names", "places"),
    [
        ("`Period`", "`base/period.py`"),
        ("`period`", "`base/period.py`"),
        ("`Treatment.COUNTED`", "`rules/selection.py`"),
        ("`efforts`, `Effort`", "`model/choices.py`, `params/<år>/<region>/`"),
        ("`chain.…`, `grant_year.<år>.…`", "`report/sections/`"),
        ("`…_ore`", "`rules/`"),
        ("`notebooks/*.ipynb`", "`run/execute.py`"),
        ("`tidigare-ar`", "`facts/earlier_years.py`"),
        ("`watch_share`", "`params/workbook.yaml`"),
        ("ett ord utan namn", "`base/period.py`"),
    ],
)
def test_what_is_there_is_found(names, places):
    assert told(names, places) == []


@pytest.mark.parametrize(
    ("names", "places", "fault"),
    [
        ("`Perioden`", "`base/period.py`", "Perioden does not stand there"),
        ("`Treatment.PAID`", "`rules/selection.py`", "Treatment.PAID does not stand there"),
        ("`Treatment`", "`base/period.py`", "Treatment does not stand there"),
        ("`chainsaw.…`", "`report/sections/`", "chainsaw.… does not stand there"),
        ("`grant_year.<år>.klockslag`", "`report/sections/`", "grant_year.<år>.klockslag does not stand there"),
        ("`…_kronor_och_oren`", "`rules/`", "…_kronor_och_oren does not stand there"),
        ("`notebooks/*.exe`", "`run/execute.py`", "notebooks/*.exe does not stand there"),
        ("`Period`", "inget", "no place is given"),
    ],
)
def test_what_is_not_there_is_told(names, places, fault):
    assert f"line 3, ordet: {fault}" in told(names, places)


def test_a_place_that_is_not_there_is_told():
    assert told("`Period`", "`base/period.py`, `base/perioder.py`") == [
        "line 3, ordet: the place base/perioder.py is not there"
    ]


@pytest.mark.parametrize("text", ["| a | b | c | d |\n", f"{HEAD}| a | b | c |\n", f"{HEAD}\n| a | b | c | d |\n"])
def test_a_row_outside_a_table_is_a_fault(text):
    with pytest.raises(ValueError, match="is no row of a table"):
        rows(text)
