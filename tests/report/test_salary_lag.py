"""Salary that is not rebooked is estimated beside the cost, on page one too; shares give a basis for rebooking it."""

from collections.abc import Mapping
from pathlib import Path

from shipped import CHOICES, REGION

from statsbidrag.base.period import Period
from statsbidrag.record.model import Record
from statsbidrag.report.build import build
from statsbidrag.report.sections import summary, summary_cards

SHARES = """salary_shares:
  - {id: samordnare, role: Vårdsamordnare, unit: "3101", share: 0.5, from: 2018-01, to: 2018-12, monthly_cost: {amount: 61 250, unit: kr, status: example}}
  - {id: lots, role: Vårdlots, unit: "3103", share: 1, from: 2018-07, to: 2018-12, monthly_cost: {amount: 50 000, unit: kr, status: example}}
  - {id: projektledare, role: Projektledare, unit: "3105", share: 0.25, from: 2018-01, to: 2018-06, monthly_cost: unknown}
efforts:"""  # noqa: E501


def test_junes_salary_is_expected_by_each_units_month(records: Mapping[int, Record]) -> None:
    june = records[6]
    unit = june.figures["salary.unit.3103.expected"]
    # Three months, March to May, and one that is missing.
    assert unit.origin.formula == "whole(salary.unit.3103.rebooked * 1 / 3)"
    assert unit.ore == round((968_398 + 1_632_780 + 720_350) / 3)
    units = june.below("salary.unit", "expected")
    assert june.ore("salary.expected") == sum(one.known_ore for one in units)
    assert len(units) == 10
    # It is an estimate beside the cost: the cost is the rows' sum, as it was.
    assert june.ore("chain.cost") == 491_240_625
    assert june.has_table("salary")
    assert june.table("salary").rows[3]["last"] == "maj"


def test_page_one_says_what_is_missing_where_it_compares_with_the_budget(records: Mapping[int, Record]) -> None:
    june = records[6]
    assert summary_cards.cards(june)[1].comparison.endswith(
        "lön bokförd t.o.m. maj; cirka 0,2\u00a0mnkr väntas (vår uppskattning)"
    )
    # 4 912 406 and what is expected, of 5 400 000, is 6 per cent under.
    assert summary_cards.cards(june)[1].status_text == "6\u00a0% under budget med väntad lön"
    assert summary.sentences(june)[0].endswith("lön på cirka 0,2\u00a0mnkr är ännu inte bokförd.")


def test_where_nothing_is_missing_nothing_is_said(records: Mapping[int, Record]) -> None:
    for number in (5, 8, 13):
        record = records[number]
        assert not record.has_table("salary")
        assert "väntas" not in summary_cards.cards(record)[1].comparison
        assert "lön" not in summary.sentences(record)[0]
    assert records[8].ore("salary.expected") == 0
    assert "salary.expected" not in records[13].figures


def test_a_basis_for_the_rebooking_is_made_of_the_shares(own_project: Path) -> None:
    path = own_project / CHOICES
    text = path.read_text(encoding="utf-8")
    assert text.count("\nefforts:") == 1
    path.write_text(text.replace("\nefforts:", f"\n{SHARES}"), encoding="utf-8")
    record = build(own_project, "patientmiljarden", REGION, Period(2018, 6))
    rows = {row["id"]: row for row in record.table("salary_basis").rows}
    # The unit's salary is rebooked up to May, so June is missing; the other role begins in July.
    assert sorted(rows) == ["projektledare", "samordnare"]
    assert (rows["samordnare"]["months"], rows["samordnare"]["share"]) == ("juni", "0.5")
    assert record.ore("salary.share.samordnare.cost") == 6_125_000 // 2
    assert record.ore("salary.share.projektledare.cost") is None
    assert record.ore("salary.shares.cost") is None
    assert record.figures["salary.share.samordnare.cost"].is_example
    assert build(own_project, "patientmiljarden", REGION, Period(2018, 5)).has_table("salary_basis") is False
