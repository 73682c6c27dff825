"""Cost by kind and by unit: tables of Ekonomi.

Owns that a kind of cost says whether its account groups are checked against the year's chart of accounts, and that
accounts of no kind are named with their sums.
"""

from ...base.numbers import kronor, with_unit
from ...facts.gather import Facts
from ...model.region import CostType
from ...record.tables import Column, Row, Table, ore_in
from ...rules.breakdown import sums
from ...rules.selection import longest_prefix
from ...show.wording import see
from ..part import SUMMED, Part
from .economy_chain import cost_status


def tables(facts: Facts, result: Part) -> list[Table]:
    """``cost_types`` and ``units``; sums of groups of units are added to the figures."""
    return [_cost_types(facts, result), _units(facts, result)]


def _cost_types(facts: Facts, result: Part) -> Table:
    by_type = sums(facts.cost, facts.cost["cost_type"])
    rows: list[Row] = [
        {
            "id": kind.id,
            "title": kind.title,
            "cost": result.figures[f"cost_type.{kind.id}.cost"],
            "checked": _checked(facts, kind),
        }
        for kind in facts.parameters.region.cost_types
        if kind.id in by_type
    ]
    rows.sort(key=lambda row: -(ore_in(row["cost"]) or 0))
    chart = facts.parameters.region.chart_of_accounts_in(facts.period.year)
    note = (
        f"Kontona följer {chart}. Kolumnen Kontoplan säger om kontogrupperna är kontrollerade mot den."
        if chart
        else f"Regionens fil anger ingen kontoplan för {facts.period.year}."
    )
    if "" in by_type:
        without = facts.cost[facts.cost["cost_type"] == ""]
        accounts = [
            f"{name} ({with_unit(kronor(ore, 2), 'kr')})" for name, ore in sums(without, without["account"]).items()
        ]
        rows.append(
            {
                "id": "none",
                "title": f"Saknar kostnadsslag{see(True)}",
                "cost": result.figures["cost_type.none.cost"],
                "checked": "",
            }
        )
        note = f"Konton som saknar kostnadsslag: {', '.join(accounts)}. {note}"
    return Table(
        "cost_types",
        f"Kostnad per kostnadsslag, {facts.period.title}",
        [
            Column("title", "Kostnadsslag"),
            Column("cost", "Kronor", "ore", decimals=2),
            Column("checked", "Kontoplan"),
        ],
        rows,
        total={"title": "Summa", "cost": result.figures["chain.cost"]},
        note=note,
        sheet="Kostnadsslag",
    )


def _checked(facts: Facts, kind: CostType) -> str:
    """Whether every account group the kind's cost used is checked against the year's chart of accounts."""
    accounts = facts.cost.loc[facts.cost["cost_type"] == kind.id, "account"].unique()
    valid = [(group.status, group) for group in kind.accounts]
    used = {longest_prefix(account, valid, facts.period.year) for account in accounts}
    return "ska kontrolleras" if "check" in used else "kontrollerad"


def _units(facts: Facts, result: Part) -> Table:
    region = facts.parameters.region
    by_payee = sums(facts.cost, facts.cost["payee"])
    units = {entry.code: entry for entry in region.units}
    private = {entry.code: entry for entry in region.counterparts if entry.kind == "private"}
    own = {code for code in by_payee if code in units}
    groups = [
        ("own_care_centres", "Egna hälso- och vårdcentraler", {c for c in own if units[c].kind == "care_centre"}),
        ("other_units", "Regionens övriga enheter", {c for c in own if units[c].kind == "support"}),
        ("private", "Ersättning till privata hälso- och vårdcentraler", set(by_payee) & set(private)),
        ("unknown", "Enheter som saknas i regionens fil", set(by_payee) - set(units) - set(private)),
    ]
    names = {code: entry.name for code, entry in private.items()} | {code: entry.name for code, entry in units.items()}
    rows: list[Row] = []
    for key, title, chosen in groups:
        if not chosen:
            continue
        ours = facts.cost[SUMMED][facts.cost["payee"].isin(chosen)]
        whole = result.add_sum(f"unit_group.{key}.cost", ours, cost_status(facts))
        rows.append({"title": title, "code": "", "cost": whole, "emphasis": True})
        rows += [
            {
                "title": names.get(code, "Okänd enhet"),
                "code": code,
                "cost": result.figures[f"unit.{code or 'none'}.cost"],
            }
            for code in by_payee
            if code in chosen
        ]
    return Table(
        "units",
        f"Kostnad per enhet, {facts.period.title}",
        [Column("title", "Enhet"), Column("code", "Kod", "code"), Column("cost", "Kronor", "ore", decimals=2)],
        rows,
        total={"title": "Summa", "code": "", "cost": result.figures["chain.cost"]},
        note="Egna enheter efter ansvar, privata hälso- och vårdcentraler efter motpart.",
        sheet="Per enhet",
    )
