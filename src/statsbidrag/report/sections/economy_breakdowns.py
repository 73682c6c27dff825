"""Cost by kind and by unit: tables of Ekonomi.

Owns that a kind of cost says whether its account groups are checked against the year's chart of accounts, and that
accounts of no kind are named with their sums.
"""

from ...base.numbers import kronor, unit
from ...facts.gather import Facts
from ...model.region import CostType
from ...record.tables import Column, Table
from ...rules.breakdown import sums
from ...rules.selection import longest_prefix
from ...show.wording import see


def tables(facts: Facts) -> list[Table]:
    """``cost_types`` and ``units``."""
    return [_cost_types(facts), _units(facts)]


def _cost_types(facts: Facts) -> Table:
    by_type = sums(facts.cost, facts.cost["cost_type"])
    rows = [
        {"id": kind.id, "title": kind.title, "cost": by_type[kind.id], "checked": _checked(facts, kind)}
        for kind in facts.parameters.region.cost_types
        if kind.id in by_type
    ]
    rows.sort(key=lambda row: -int(str(row["cost"])))
    chart = facts.parameters.region.chart_of_accounts_in(facts.period.year)
    note = (
        f"Kontona följer {chart}. Kolumnen Kontoplan säger om kontogrupperna är kontrollerade mot den."
        if chart
        else f"Regionens fil anger ingen kontoplan för {facts.period.year}."
    )
    if "" in by_type:
        without = facts.cost[facts.cost["cost_type"] == ""]
        accounts = [f"{name} ({unit(kronor(ore, 2), 'kr')})" for name, ore in sums(without, without["account"]).items()]
        rows.append({"id": "none", "title": f"Saknar kostnadsslag{see(True)}", "cost": by_type[""], "checked": ""})
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
        total={"title": "Summa", "cost": facts.chain.cost},
        note=note,
        sheet="Kostnadsslag",
    )


def _checked(facts: Facts, kind: CostType) -> str:
    """Whether every account group the kind's cost used is checked against the year's chart of accounts."""
    accounts = facts.cost.loc[facts.cost["cost_type"] == kind.id, "account"].unique()
    valid = [(group.status, group) for group in kind.accounts]
    used = {longest_prefix(account, valid, facts.period.year) for account in accounts}
    return "ska kontrolleras" if "check" in used else "kontrollerad"


def _units(facts: Facts) -> Table:
    region = facts.parameters.region
    by_payee = sums(facts.cost, facts.cost["payee"])
    units = {entry.code: entry for entry in region.units}
    private = {entry.code: entry for entry in region.counterparts if entry.kind == "private"}
    groups = [
        (
            "Egna hälso- och vårdcentraler",
            [code for code in by_payee if code in units and units[code].kind == "care_centre"],
        ),
        ("Regionens övriga enheter", [code for code in by_payee if code in units and units[code].kind == "support"]),
        ("Ersättning till privata hälso- och vårdcentraler", [code for code in by_payee if code in private]),
        (
            "Enheter som saknas i regionens fil",
            [code for code in by_payee if code not in units and code not in private],
        ),
    ]
    rows: list[dict[str, object]] = []
    for title, codes in groups:
        if codes:
            rows.append({"title": title, "code": "", "cost": sum(by_payee[code] for code in codes), "emphasis": True})
            rows += [
                {
                    "title": (units.get(code) or private.get(code)).name
                    if code in units or code in private
                    else "Okänd enhet",
                    "code": code,
                    "cost": by_payee[code],
                }
                for code in codes
            ]
    return Table(
        "units",
        f"Kostnad per enhet, {facts.period.title}",
        [Column("title", "Enhet"), Column("code", "Kod", "code"), Column("cost", "Kronor", "ore", decimals=2)],
        rows,
        total={"title": "Summa", "code": "", "cost": facts.chain.cost},
        note="Egna enheter efter ansvar, privata hälso- och vårdcentraler efter motpart.",
        sheet="Per enhet",
    )
