"""A budget in versions: the one in force is used, the standard columns say which, and every version is shown."""

from pathlib import Path

import pytest
from shipped import CHOICES, REGION

from statsbidrag.base.period import Period
from statsbidrag.record.model import Record
from statsbidrag.report.build import build

ONE = "budget: {amount: 2.4, unit: mnkr, status: example}"
FIRST = '{amount: 2.4, unit: mnkr, status: example, decided_on: 2017-12-15, paragraph: "12"}'
SECOND = '{amount: 3.0, unit: mnkr, status: example, decided_on: 2018-05-10, paragraph: "44"}'
STEPS = {4: (240_000_000, 80_000_000), 6: (300_000_000, 150_000_000)}


def made(root: Path, versions: str, period: int) -> Record:
    path = root / CHOICES
    text = path.read_text(encoding="utf-8")
    assert text.count(ONE) == 1
    path.write_text(text.replace(ONE, versions), encoding="utf-8")
    return build(root, "patientmiljarden", REGION, Period(2018, period))


@pytest.mark.parametrize("period", STEPS)
def test_the_version_in_force_is_used_and_told(own_project: Path, period: int) -> None:
    record = made(own_project, f"budget:\n      - {SECOND}\n      - {FIRST}", period)
    whole, so_far = STEPS[period]
    assert record.ore("effort.kunskapsstod.budget") == whole
    assert record.ore("effort.kunskapsstod.budget_to_date") == so_far
    [first, second] = record.table("budget_versions").rows
    assert [first["version"], second["version"]] == ["Beslutad", "Reviderad"]
    assert [first["paragraph"], second["day"]] == ["12", "2018-05-10"]
    assert record.ore("effort.kunskapsstod.budget_version.1") == 240_000_000
    assert record.ore("effort.kunskapsstod.budget_version.2") == 300_000_000
    note = record.table("standard").note
    if period == 4:
        assert [first["state"], second["state"]] == ["gäller", "beslutad efter perioden"]
        assert (
            "Budgeten är beslutad 15\u00a0dec\u00a02017, §\u00a012 för kunskapsstöd; utan uppgift om beslut för" in note
        )
    else:
        assert [first["state"], second["state"]] == ["ersatt", "gäller"]
        assert "Budgeten är reviderad 10\u00a0maj\u00a02018, §\u00a044 för kunskapsstöd; utan uppgift" in note


def test_one_budget_without_day_says_nothing_of_versions(project: Path) -> None:
    record = build(project, "patientmiljarden", REGION, Period(2018, 6))
    assert not record.has_table("budget_versions")
    assert "Budgeten är beslutad" not in record.table("standard").note
    assert record.table("standard").columns[1].heading == "Budget helår"


def test_where_every_budget_is_of_one_version_the_column_says_which(own_project: Path) -> None:
    path = own_project / CHOICES
    lines = [
        line.rstrip()[:-1] + ", decided_on: 2017-12-15}"
        if line.startswith("    budget: {") and line.endswith("}")
        else line
        for line in (one.split(" #")[0].rstrip() for one in path.read_text(encoding="utf-8").splitlines())
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    table = build(own_project, "patientmiljarden", REGION, Period(2018, 6)).table("standard")
    assert table.columns[1].heading == "Budget helår, beslutad 15\u00a0dec\u00a02017"
