"""Perspektiv: what is taken out because both sides of it are the region's own, and what awaits a decision.

Owns the tables ``eliminations`` (the group's view: internal invoices per counterpart, beside the counterpart's income
in the same vouchers) and ``undecided``, and the figures ``elimination.<counterpart>``, ``elimination.total`` and
``needs_decision.cost``.
"""

import pandas as pd

from ...base.numbers import kronor, unit
from ...facts.gather import Facts
from ...record.model import Record
from ...record.tables import Column, Table
from ...rules.selection import Treatment
from ...show.prose import paragraph
from ...show.tables import table_html
from ...show.wording import SEE_FINDINGS
from ..part import Part

WHY = {"side": "Enheten har ingen sida i regionens fil", "overhead": "Gemensam kostnad (OH), villkoren säger inget"}
INCOME_CLASS = "3"


def part(facts: Facts) -> Part:
    """The tables and figures; a table without rows is left out, the figures never."""
    result = Part()
    if facts.not_separated is not None:
        result.add_unknown("needs_decision.cost", "ej särredovisat")
        return result
    awaiting = facts.cost[facts.cost["undecided"] != ""]
    result.add_sum("needs_decision.cost", awaiting, "decided" if facts.period.closing else "preliminary")
    if len(awaiting):
        result.mark("needs_decision.cost", ["behover-beslut"])
        result.tables.append(_undecided(facts, awaiting))
    if facts.parameters.choices.perspective == "group":
        internal = facts.rows[facts.rows["treatment"] == Treatment.INTERNAL.value]
        result.add_sum("elimination.total", internal, "decided")
        for code, rows in internal.groupby("counterpart", sort=True):
            result.add_sum(f"elimination.{code}", rows, "decided")
        if len(internal):
            result.tables.append(_eliminations(facts, internal))
    return result


def show(record: Record) -> list[str]:
    """The tables that there are, each with a sentence before it; nothing when there is none."""
    found = {table.id: table for table in record.tables}
    blocks = []
    if "eliminations" in found:
        text = "Fakturor mellan regionens egna enheter är ingen kostnad för koncernen och räknas bort."
        blocks += [paragraph(text), table_html(found["eliminations"])]
    if "undecided" in found:
        text = "En del av kostnaden räknas, men det är inte beslutat att den hör till bidraget."
        blocks += [paragraph(text), table_html(found["undecided"])]
    return blocks


def _eliminations(facts: Facts, internal: pd.DataFrame) -> Table:
    names = {entry.code: entry.name for entry in facts.parameters.region.counterparts}
    rows = []
    for code, group in internal.groupby("counterpart", sort=True):
        eliminated, mirrored = int(group["amount_ore"].sum()), _mirrored(facts.rows, group)
        rows.append(
            {
                "title": names[str(code)],
                "code": str(code),
                "rows": len(group),
                "ore": eliminated,
                "income": mirrored,
                "verdict": "stämmer" if eliminated == mirrored else "stämmer inte",
            }
        )
    eliminated, cost = int(internal["amount_ore"].sum()), facts.chain.cost

    def in_kronor(ore: int) -> str:
        return unit(kronor(ore, 2), "kr")

    columns = [
        Column("title", "Motpart"),
        Column("code", "Kod", "code"),
        Column("rows", "Rader", "count"),
        Column("ore", "Borträknat, kr", "ore", decimals=2),
        Column("income", "Motpartens intäkt, kr", "ore", decimals=2),
        Column("verdict", "Avstämning"),
    ]
    return Table(
        "eliminations",
        f"Interna fakturor som är borträknade, {facts.period.title}",
        columns,
        rows,
        total={
            "title": "Summa",
            "rows": len(internal),
            "ore": eliminated,
            "income": sum(int(str(row["income"])) for row in rows),
        },
        note=f"Före borträkningen är kostnaden {in_kronor(cost + eliminated)}, efter den {in_kronor(cost)}. "
        "Motpartens intäkt är klass 3 i samma verifikationer.",
        sheet="Interna fakturor",
    )


def _mirrored(rows: pd.DataFrame, internal: pd.DataFrame) -> int:
    """Öre the selling units booked as income in the same vouchers, as a positive amount."""
    vouchers = internal[["file", "voucher"]].drop_duplicates()
    income = rows[rows["account"].str.startswith(INCOME_CLASS)].merge(vouchers, on=["file", "voucher"])
    return -int(income["amount_ore"].sum())


def _undecided(facts: Facts, awaiting: pd.DataFrame) -> Table:
    units = {unit.code: unit.name for unit in facts.parameters.region.units}
    rows = [
        {
            "title": WHY[str(why)],
            "unit": units.get(str(code), "Okänd enhet"),
            "code": str(code),
            "rows": len(group),
            "ore": int(group["amount_ore"].sum()),
        }
        for (why, code), group in awaiting.groupby(["undecided", "unit"], sort=True)
    ]
    columns = [
        Column("title", "Varför"),
        Column("unit", "Enhet"),
        Column("code", "Kod", "code"),
        Column("rows", "Rader", "count"),
        Column("ore", "Kronor", "ore", decimals=2),
    ]
    return Table(
        "undecided",
        f"Behöver beslut ({SEE_FINDINGS}), {facts.period.title}",
        columns,
        rows,
        total={"title": "Summa", "rows": len(awaiting), "ore": int(awaiting["amount_ore"].sum())},
        note="Raderna räknas i kostnaden tills det är beslutat.",
        sheet="Behöver beslut",
    )
