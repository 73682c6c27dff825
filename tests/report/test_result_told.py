"""One result against its goal on page one: which indicator it is, and how it is told."""

from dataclasses import replace
from pathlib import Path

import pytest
from shipped import AGREEMENT, CHOICES, REGION

from shipped_records import shipped
from small_record import small_record
from statsbidrag.base.period import Period
from statsbidrag.record.model import Record
from statsbidrag.record.tables import Column, Row, Table
from statsbidrag.report.build import build
from statsbidrag.report.sections import summary
from statsbidrag.report.sections.summary_result import lead, result_told
from statsbidrag.show.wording import LEFT_OUT

HARD = "\u00a0"
COLUMNS = [Column(key, key, "share", decimals=1) for key in ("baseline", "target", "outcome")]
ROW: Row = {
    "id": "vantan", "title": "besök i tid", "drawn": "share", "how": "hittills i år", "target": "0.88",
    "outcome": "0.8", "target_example": False, "better": "higher", "each_month": False,
    "goal_year": None, "verdict": "not_reached",
    "lead": True,
}  # fmt: skip


def of(months: list[str | None], **changed: object) -> Record:
    """A report of one indicator, with the shares of its months from January on."""
    rows: list[Row] = [{"month": f"2018-{number:02}", "share": share} for number, share in enumerate(months, start=1)]
    tables = [Table("indicators-percent", "", COLUMNS, [ROW | changed]), Table("indicator-vantan", "", [], rows)]
    return small_record(tables=tables)


@pytest.mark.parametrize(
    ("months", "changed", "text"),
    [
        (["0.781", "0.8", "0.833"], {}, "83,3 procent i mars, mot 78,1 i januari; målet är minst 88,0."),
        ([None, "0.8", "0.833", None], {}, "83,3 procent i mars, mot 80,0 i februari; målet är minst 88,0."),
        (["0.781"], {}, "78,1 procent i januari; målet är minst 88,0."),
        (["0.5"], {"better": "lower"}, "50,0 procent i januari; målet är högst 88,0."),
        (["0.5"], {"target_example": True}, "50,0 procent i januari; målet är minst 88,0 (exempel)."),
        (["0.5"], {"each_month": True}, "50,0 procent i januari; målet är minst 88,0 varje månad."),
        (["0.5"], {"goal_year": 2020}, "50,0 procent i januari; målet är minst 88,0 till 2020."),
        ([None], {"outcome": None}, "utfallet är ej känt; målet är minst 88,0."),
        (["0.5"], {"outcome": None, "outcome.missing": LEFT_OUT, "months_left_out": True},
         f"utfallet är {LEFT_OUT}; målet är minst 88,0."),
        (["0.5"], {"months_left_out": True}, "80,0 procent hittills i år; målet är minst 88,0."),
    ],
)  # fmt: skip
def test_how_it_is_told(months: list[str | None], changed: dict[str, object], text: str) -> None:
    assert result_told(of(months, **changed)).replace(HARD, " ") == f"Besök i tid: {text}"


def test_nothing_is_told_without_a_goal() -> None:
    record = of(["0.5"], lead=False)
    assert (result_told(record), lead(record)) == ("", None)
    assert result_told(replace(record, tables=[])) == ""


def test_the_region_says_which_it_is_and_else_it_is_the_first_with_a_goal(own_project: Path) -> None:
    path, key = own_project / CHOICES, "lead_indicator: medicinsk-bedomning"
    told = [result_told(build(own_project, AGREEMENT, REGION, Period(2018, 6)))]
    text = path.read_text(encoding="utf-8")
    assert text.count(key) == 1
    path.write_text(text.replace(key, f"# {key}"), encoding="utf-8")
    told.append(result_told(build(own_project, AGREEMENT, REGION, Period(2018, 6))))
    assert [one.partition(":")[0] for one in told] == [
        "Medicinsk bedömning inom tre dagar",
        "Telefonsamtal besvarade samma dag",
    ]


def test_patientmiljarden_of_august_tells_it_on_page_one(shared: Path) -> None:
    record = shipped(shared, "norrbotten", Period(2018, 8))["patientmiljarden"]
    assert summary.sentences(record)[-1].replace(HARD, " ") == (
        "Medicinsk bedömning inom tre dagar: 83,3 procent i augusti, mot 78,1 i januari; målet är minst 88,0 (exempel)."
    )
