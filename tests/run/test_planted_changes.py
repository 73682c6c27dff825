"""A change in one place moves exactly what rests on it, in record, page and Excel."""

import json
from decimal import Decimal
from pathlib import Path

import openpyxl
import yaml
from shipped_workspace import REGION, run_june

LEDGER = f"data/raw/{REGION}/ledger/huvudbok-2018-06.xlsx"
PLANTED = Decimal("123456.78")
PLANTED_ORE = 12_345_678
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


def plant_row(root: Path) -> None:
    """One row of 123 456,78 kr on 9916, and the control totals that go with it."""
    book = openpyxl.load_workbook(root / LEDGER)
    sheet = book.worksheets[0]
    header = next(row for row in sheet.iter_rows() if row[0].value == "Verifikationsnummer")
    titles = [cell.value for cell in header]
    last = [cell.value for cell in sheet[sheet.max_row]]
    row = dict(zip(titles, last, strict=True)) | {
        "Verifikationsnummer": "PL1800001", "Rad": "1", "Konto": "7510", "Ansvar": "2010", "Objekt": "9916",
        "Aktivitet": "01", "Motpart": None, "Belopp": float(PLANTED), "Text": "Planterad rad",
    }  # fmt: skip
    sheet.append([row[title] for title in titles])
    book.save(root / LEDGER)
    sidecar = root / f"{LEDGER}.yaml"
    content = yaml.load(sidecar.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    totals = content["totals"]
    totals["rows"] = str(int(totals["rows"]) + 1)
    totals["debit"] = str(Decimal(totals["debit"]) + PLANTED)
    totals["by_object"]["9916"] = str(Decimal(totals["by_object"]["9916"]) + PLANTED)
    sidecar.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")


def test_a_planted_ledger_row_moves_the_cost_and_nothing_else(workspace: Path, reports: Path) -> None:
    before, others = ore_by_key(reports), other_figures(reports)
    page_before = (reports / "patientmiljarden.html").read_text(encoding="utf-8")
    plant_row(workspace)
    assert run_june(workspace).exit_code == 0
    after = ore_by_key(reports)
    assert moved(before, after) == {
        "chain.cost": PLANTED_ORE,
        "grant_year.2018.cost": PLANTED_ORE,
        "component.hela.cost": PLANTED_ORE,
        "effort.kunskapsstod.cost": PLANTED_ORE,
        "area.vardgaranti.cost": PLANTED_ORE,
        "cost_type.ovriga-tjanster.cost": PLANTED_ORE,
        "unit.2010.cost": PLANTED_ORE,
        "month.2018-06.cost": PLANTED_ORE,
        "ledger.counted": PLANTED_ORE,
        "ledger.total": PLANTED_ORE,
        "straight_line": PLANTED_ORE * 12 // 6,
        "chain.unspent": -PLANTED_ORE,
        "grant_year.2018.unspent": -PLANTED_ORE,
        "component.hela.unspent": -PLANTED_ORE,
        "change.cost": PLANTED_ORE,
        "change.cost.new_month": PLANTED_ORE,
        "change.cost.new_month.came": PLANTED_ORE,
        "change.unspent": -PLANTED_ORE,
    }
    assert other_figures(reports) == others
    page = (reports / "patientmiljarden.html").read_text(encoding="utf-8")
    assert "4\u00a0912\u00a0406,25" in page_before
    assert "4\u00a0912\u00a0406,25" not in page
    assert "5\u00a0035\u00a0863,03" in page
    amounts = excel_amounts(reports, "Verifikationsrader")
    assert amounts.count(float(PLANTED)) == 1
    assert 5035863.03 in excel_amounts(reports, "Penningkedjan")
    assert "Planterad rad" not in page


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
