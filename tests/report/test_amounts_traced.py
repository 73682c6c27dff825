"""Every amount of the terms has a figure that leads to where it stands, and what the ledger tells is asked once."""

from pathlib import Path

import pytest
from shipped import AGREEMENT, CHOICES, REGION, parameter_line

from statsbidrag.base.period import Period
from statsbidrag.base.states import Status
from statsbidrag.facts import gather
from statsbidrag.report.build import build

JUNE = Period(2018, 6)


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_each_amount_has_its_figure_at_the_place_it_is_read(records) -> None:
    record = records[6]
    assert [(row["title"], row["ore"].key) for row in record.table("amounts").rows] == [
        *(("Nationellt belopp", f"amount.hela.national.{number}") for number in (1, 2, 3)),
        ("Beräknad andel för regionen", "amount.hela.computed"),
        ("Angivet för regionen", "amount.stated.1"),
        ("Planerad användning", "amount.planned"),
    ]
    [national, region] = (record.figures[key].origin.params for key in ("amount.hela.national.1", "amount.stated.1"))
    assert "980 000 000" in parameter_line(national[0])
    assert "amount: 12.6" in parameter_line(region[0])
    computed = record.figures["amount.hela.computed"]
    assert computed.origin.params[0] == national[0]
    assert computed.origin.params[-1] == "params/population.csv"
    assert computed.ore == record.ore("component.hela.computed")


def test_what_is_used_of_the_amounts_is_a_formula_over_it(records, own_project: Path) -> None:
    entitled = records[6].figures["amount.hela.entitled"]
    assert entitled.origin.formula == "amount.hela.computed"
    assert entitled.ore == records[6].ore("component.hela.entitled")
    change(own_project / "params/2018/agreements/patientmiljarden.yaml", "amount: 980 000 000,", "amount: 880 000 000,")
    stated = build(own_project, AGREEMENT, REGION, JUNE).figures["amount.hela.entitled"]
    assert (stated.origin.formula, stated.ore) == ("amount.stated.1", 1_260_000_000)


def test_what_a_requirement_puts_at_stake_is_the_components_amount(own_project: Path, records) -> None:
    [row] = records[6].table("requirements").rows
    assert row["at_stake"] is records[6].figures["amount.hela.entitled"]
    assert (row["status"], row["state"]) == ("unknown", "ej bedömt")
    text = (own_project / CHOICES).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if "id: handlingsplan, state" not in line]
    lines = ["requirements: []" if line.startswith("requirements:") else line for line in lines]
    (own_project / CHOICES).write_text("\n".join(lines) + "\n", encoding="utf-8")
    [row] = build(own_project, AGREEMENT, REGION, JUNE).table("requirements").rows
    assert row["at_stake"].key == "requirement.handlingsplan.at_stake"
    assert row["at_stake"].status is Status.UNKNOWN
    assert row["at_stake"].origin.unknown == "det är inte angivet vilket belopp som berörs"


def test_an_area_without_a_stated_amount_is_a_figure_that_is_not_known(own_project: Path, records) -> None:
    rows = {row["year"]: row for row in records[6].table("years").rows}
    assert [row["area.patientkontrakt"].ore for row in rows.values()] == [630_000_000, 630_000_000, 620_000_000]
    assert [row["computed"].key for row in rows.values()] == [f"amount.hela.{year}.computed" for year in rows]
    text = (own_project / CHOICES).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if "year: 2019, of: [hela], area: patientkontrakt" not in line]
    (own_project / CHOICES).write_text("\n".join(lines) + "\n", encoding="utf-8")
    record = build(own_project, AGREEMENT, REGION, JUNE)
    row = next(row for row in record.table("years").rows if row["year"] == "2019")
    assert row["area.patientkontrakt"] is record.figures["amount.area.patientkontrakt.2019"]
    assert row["area.patientkontrakt"].value is None


def test_the_ledger_is_asked_once_in_a_report(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    ledger_checks = gather.ledger_checks

    def counted(*arguments):
        asked.append(arguments[-1])
        return ledger_checks(*arguments)

    monkeypatch.setattr(gather, "ledger_checks", counted)
    build(project, AGREEMENT, REGION, JUNE)
    assert asked == [JUNE]
