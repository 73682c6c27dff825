"""The share of the means used for staffing: the efforts that say they are it, whatever accounts they are on."""

from fractions import Fraction
from pathlib import Path

import pytest
from shipped import CHOICES, REGION

from shipped_records import shipped
from statsbidrag.base.period import Period
from statsbidrag.record.formulas import holds
from statsbidrag.record.model import Record
from statsbidrag.record.tables import ore_in
from statsbidrag.report.build import build
from statsbidrag.report.sections.particular import staffing

AGREEMENT = "params/2018/agreements/patientmiljarden.yaml"


@pytest.mark.parametrize(("region", "year"), [("blekinge", 2017), ("norrbotten", 2018)])
def test_the_share_is_of_the_staffing_efforts_and_of_the_means(region: str, year: int, shared: Path) -> None:
    record = shipped(shared, region, Period(year, 13))["forlossningsvard"]
    used = sum(record.ore(f"effort.{name}.cost") or 0 for name in ("bemanning", "bemanning-tillagg"))
    means = record.ore("chain.entitled")
    assert (record.ore("staffing.cost"), record.ore("staffing.means")) == (used, means)
    assert record.figures["staffing.share"].number == round(Fraction(min(used, means), means), 6)
    # What went to staffing, to other things and what is left are the means, to the öre.
    assert used + record.ore("staffing.none.cost") + record.ore("staffing.left") == means
    table = record.table("staffing")
    assert [ore_in(row["ore"]) for row in table.rows][-3:] == [
        used,
        record.ore("staffing.none.cost"),
        record.ore("staffing.left"),
    ]
    assert ore_in(table.total["ore"]) == means
    # Salaries are told beside it; other efforts pay salaries too.
    assert record.ore("staffing.accounts.cost") != used
    assert [key for key, one in record.figures.items() if not holds(one, record.figures)] == []
    page = " ".join(staffing.show(record)).replace("\u00a0", " ")
    assert "% av medlen har använts till bemanning, räknat av högsta belopp." in page


def staffed(root: Path, *flags: tuple[str, str]) -> Record:
    path = root / CHOICES
    text = path.read_text(encoding="utf-8")
    for name, flag in flags:
        text = text.replace(f"  - id: {name}\n", f"  - id: {name}\n    staffing: {flag}\n")
    path.write_text(text, encoding="utf-8")
    terms = root / AGREEMENT
    told = terms.read_text(encoding="utf-8")
    assert told.count("\nsections: ") <= 1
    named = "\nsections: [bemanning]\nsources:"
    terms.write_text(told.replace("\nsources:", named) if "\nsections: " not in told else told, encoding="utf-8")
    return build(root, "patientmiljarden", REGION, Period(2018, 6))


def test_where_no_effort_says_so_the_share_is_not_known(own_project: Path) -> None:
    record = staffed(own_project)
    assert record.figures["staffing.share"].value is None and record.ore("staffing.cost") is None
    assert not record.has_table("staffing") and record.has_table("staffing_accounts")
    said = " ".join(staffing.show(record))
    assert "ej känd: ingen insats säger om den är bemanning." in said


def test_efforts_that_are_none_of_it_give_a_share_of_nought(own_project: Path) -> None:
    record = staffed(own_project, ("kunskapsstod", "false"))
    assert (record.ore("staffing.cost"), record.figures["staffing.share"].number) == (0, 0)


def test_a_share_is_never_above_the_whole(own_project: Path) -> None:
    path = own_project / CHOICES
    text = path.read_text(encoding="utf-8")
    assert "amount: 12.6, unit: mnkr" in text
    path.write_text(
        text.replace("amount: 12.6,", "amount: 0.1,").replace("amount: 6.3,", "amount: 0.05,"), encoding="utf-8"
    )
    record = staffed(own_project, ("kunskapsstod", "true"))
    assert record.ore("staffing.cost") > record.ore("staffing.means") == 100_000_00
    assert record.figures["staffing.share"].number == 1
