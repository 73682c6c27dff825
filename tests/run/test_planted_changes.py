"""A changed parameter moves exactly what rests on it, in record, page and Excel; rows are in ``test_every_region``."""

import json
from pathlib import Path

import openpyxl
from shipped_workspace import REGION, run_june

TERMS = "params/2018/agreements/patientmiljarden.yaml"
CHOICES = f"params/2018/{REGION}/patientmiljarden.yaml"


def ore_by_key(reports: Path) -> dict[str, int | None]:
    record = json.loads((reports / "patientmiljarden.json").read_text(encoding="utf-8"))
    return {key: figure["ore"] for key, figure in record["figures"].items() if "ore" in figure}


def other_figures(reports: Path) -> dict[str, object]:
    record = json.loads((reports / "patientmiljarden.json").read_text(encoding="utf-8"))
    return {key: figure["value"] for key, figure in record["figures"].items() if "ore" not in figure}


def moved(before: dict[str, int | None], after: dict[str, int | None]) -> dict[str, int]:
    assert before.keys() == after.keys()
    return {key: after[key] - before[key] for key in before if after[key] != before[key]}


def excel_amounts(reports: Path, sheet: str) -> list[object]:
    book = openpyxl.load_workbook(reports / "patientmiljarden.xlsx", read_only=True)
    return [value for row in book[sheet].iter_rows(values_only=True) for value in row]


def test_a_changed_budget_moves_the_budget_and_nothing_else(workspace: Path, reports: Path) -> None:
    before, others = ore_by_key(reports), other_figures(reports)
    text = (workspace / CHOICES).read_text(encoding="utf-8")
    old = "budget: {amount: 2.4, unit: mnkr, status: example}"
    assert text.count(old) == 1
    (workspace / CHOICES).write_text(text.replace(old, old.replace("2.4", "2.52")), encoding="utf-8")
    assert run_june(workspace).exit_code == 0
    raised = 12_000_000
    assert moved(before, ore_by_key(reports)) == {
        "effort.kunskapsstod.budget": raised,
        "effort.kunskapsstod.budget_to_date": raised // 2,
        "budget": raised,
        "budget_to_date": raised // 2,
    }
    assert other_figures(reports) == others
    assert "12\u00a0120" in (reports / "patientmiljarden.html").read_text(encoding="utf-8")
    assert 12_120_000 in excel_amounts(reports, "Per insats")


def test_a_changed_national_amount_moves_the_entitlement_and_what_follows(workspace: Path, reports: Path) -> None:
    before = ore_by_key(reports)
    text = (workspace / TERMS).read_text(encoding="utf-8")
    assert text.count("amount: 980 000 000,") == 1
    (workspace / TERMS).write_text(text.replace("amount: 980 000 000,", "amount: 981 000 000,"), encoding="utf-8")
    assert run_june(workspace).exit_code == 0
    # 981 000 000 and 980 000 000 kr, each × 129 806 / 10 120 242, to the öre.
    share = 1_258_267_204 - 1_256_984_566
    changes = moved(before, ore_by_key(reports))
    assert changes == {
        "component.hela.computed": share,
        **{f"{name}.entitled": share for name in ("chain", "grant_year.2018", "component.hela")},
        **{f"{name}.expected_unspent": share for name in ("chain", "grant_year.2018", "component.hela")},
        # May is not published here, so it is computed anew, with the amount as it is now.
        "previous.entitled": share,
        "previous.expected_unspent": share,
    }
