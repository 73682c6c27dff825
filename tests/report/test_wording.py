"""What several reports say together of what is invented, and of requirements; what is judged by code, not by word."""

import pytest

from statsbidrag.record.model import Fictive
from statsbidrag.report.sections import results
from statsbidrag.show.wording import fictive_in, requirements_met, severity

LEDGER = Fictive(["huvudbok"], None)
VALUES = Fictive(["verksamhetsdata", "värden märkta exempel"], "Koderna är påhittade.")


def test_what_any_report_has_invented_is_told_of_them_all_in_one_order() -> None:
    sources = "Övriga belopp och villkor kommer ur källorna i bilagan."
    told = f"Huvudbok, verksamhetsdata och värden märkta exempel är fiktiva. {sources} Koderna är påhittade."
    assert fictive_in([VALUES, LEDGER]) == fictive_in([LEDGER, VALUES, VALUES]) == told
    assert fictive_in([LEDGER]) == f"Huvudbok är fiktiv. {sources}"
    assert fictive_in([Fictive([], None)]) is fictive_in([]) is None


def test_no_requirements_are_not_nought_of_nought() -> None:
    assert (requirements_met(0, 0), requirements_met(0, 2)) == ("inga krav", "0 av 2")


@pytest.mark.parametrize(
    ("status", "expected"),
    [("on_track", 0), ("done", 0), ("watch", 1), ("not_started", 1), (None, 1), ("off_track", 2)],
)
def test_how_bad_an_effort_goes_is_told_by_its_code(status: str | None, expected: int) -> None:
    assert severity({"status": status, "going": "vad som helst"}) == expected


def test_a_status_that_nobody_knows_is_not_taken_as_fine() -> None:
    with pytest.raises(KeyError):
        severity({"status": "avviker"})


def test_goals_are_counted_by_verdict_whatever_its_words() -> None:
    verdicts = {"reached": None, "not_reached": None, "whole_year": None, "later": 2020, "not_judged": None}
    rows = [{"verdict": code, "judged": "andra ord", "goal_year": year} for code, year in verdicts.items()]
    assert results._headline(rows) == (
        "1 av 2 mål som gäller nu är nådda; 1 mål gäller helåret; 1 mål gäller ett senare år."
    )
