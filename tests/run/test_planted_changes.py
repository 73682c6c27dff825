"""A changed parameter moves exactly what rests on it, in record, page and Excel; rows are in ``test_every_region``."""

from pathlib import Path

import openpyxl
from shipped_workspace import REGION, run_june

from statsbidrag.record.files import whole_record

TERMS = "params/2018/agreements/patientmiljarden.yaml"
CHOICES = f"params/2018/{REGION}/patientmiljarden.yaml"


def ore_by_key(reports: Path) -> dict[str, int | None]:
    figures = whole_record(reports / "patientmiljarden.json").figures
    return {key: figure.ore for key, figure in figures.items() if figure.unit == "kr"}


def other_figures(reports: Path) -> dict[str, object]:
    figures = whole_record(reports / "patientmiljarden.json").figures
    return {key: figure.value for key, figure in figures.items() if figure.unit != "kr"}


def moved(before: dict[str, int | None], after: dict[str, int | None]) -> dict[str, int]:
    assert before.keys() == after.keys()
    return {key: after[key] - before[key] for key in before if after[key] != before[key]}


def excel_amounts(reports: Path, sheet: str) -> list[object]:
    book = openpyxl.load_workbook(reports / "jamtland-harjedalen-2018-06-patientmiljarden.xlsx", read_only=True)
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
        # What follows by a formula: its area's sums, what is left of the budget, and each month's twelfth.
        "area.vardgaranti.budget": raised,
        "area.vardgaranti.budget_to_date": raised // 2,
        **{f"{name}deviation": raised // 2 for name in ("", "effort.kunskapsstod.", "area.vardgaranti.")},
        **{f"{name}forecast_deviation": raised for name in ("", "effort.kunskapsstod.", "area.vardgaranti.")},
        **{f"month.2018-{number:02d}.budget": raised * number // 12 for number in range(1, 13)},
    }
    assert other_figures(reports) == others
    assert "12\u00a0120" in (reports / "patientmiljarden.html").read_text(encoding="utf-8")
    assert 12_120_000 in excel_amounts(reports, "Per insats")


FOLLOWED = ("chain", "grant_year.2018", "component.hela", "kind.conditional")


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
        "amount.hela.national.1": 100_000_000,
        "component.hela.computed": share,
        **{f"amount.hela.{name}": share for name in ("computed", "2018.computed", "entitled")},
        # The same amount by the population of the two years after: 130 280 of 10 230 185, and 130 810 of 10 327 589.
        "amount.hela.2019.computed": 1_273_487,
        "amount.hela.2020.computed": 1_266_608,
        **{f"{name}.entitled": share for name in FOLLOWED},
        **{f"{name}.expected_unspent": share for name in FOLLOWED},
        # May is not published here, so it is computed anew, with the amount as it is now.
        "previous.entitled": share,
        "previous.expected_unspent": share,
    }
