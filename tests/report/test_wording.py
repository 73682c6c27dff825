"""What several reports say together of what is invented, and of requirements."""

from statsbidrag.record.model import Fictive
from statsbidrag.show.wording import fictive_in, requirements_met

LEDGER = Fictive(["huvudbok"], None)
VALUES = Fictive(["verksamhetsdata", "värden märkta exempel"], "Koderna är påhittade.")


def test_what_any_report_has_invented_is_told_of_them_all_in_one_order() -> None:
    sources = "Övriga belopp och villkor kommer ur källorna under Om rapporten."
    told = f"Huvudbok, verksamhetsdata och värden märkta exempel är fiktiva. {sources} Koderna är påhittade."
    assert fictive_in([VALUES, LEDGER]) == fictive_in([LEDGER, VALUES, VALUES]) == told
    assert fictive_in([LEDGER]) == f"Huvudbok är fiktiv. {sources}"
    assert fictive_in([Fictive([], None)]) is fictive_in([]) is None


def test_no_requirements_are_not_nought_of_nought() -> None:
    assert (requirements_met(0, 0), requirements_met(0, 2)) == ("inga krav", "0 av 2")
