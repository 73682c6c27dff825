"""Perspektiv: what is taken out because both sides of it are the region's own, and what awaits a decision.

Owns the tables ``eliminations`` (the group's view: internal invoices per counterpart, beside the counterpart's income
in the same vouchers) and ``undecided``, and the figures ``elimination.<counterpart>``, ``elimination.total``,
``mirrored.<number>`` (income beside them, by the counterpart's number in the region's file), ``mirrored.total``,
``needs_decision.cost`` and ``needs_decision.<why>.<unit>``.
"""

import pandas as pd

from ...base.numbers import kronor, with_unit
from ...base.states import Status
from ...facts.gather import Facts
from ...facts.rows import in_vouchers, vouchers_of
from ...record.figures import Figure
from ...record.formulas import total
from ...record.model import Record
from ...record.tables import Column, Row, Table
from ...rules.selection import Treatment
from ...show.prose import paragraph
from ...show.tables import table_html
from ...show.wording import SEE_FINDINGS
from ..part import SUMMED, Given, Part

WHY = {"side": "Enheten har ingen sida i regionens fil", "overhead": "Gemensam kostnad (OH), villkoren säger inget"}
INCOME_CLASS = "3"


def part(facts: Facts, given: Given) -> Part:
    """The tables and figures; a table without rows is left out, the figures never."""
    result = Part(given.figures)
    if facts.not_separated is not None:
        result.add_unknown("needs_decision.cost", "ej särredovisat")
        return result
    awaiting = facts.cost[facts.cost["undecided"] != ""]
    status = Status.DECIDED if facts.period.closing else Status.PRELIMINARY
    marks = ["behover-beslut"] if len(awaiting) else []
    cost = result.add_sum("needs_decision.cost", awaiting, status, marks)
    if len(awaiting):
        result.tables.append(_undecided(result, facts, awaiting, cost))
    if facts.parameters.choices.perspective == "group":
        internal = facts.rows[facts.rows["treatment"] == Treatment.INTERNAL.value]
        eliminated = result.add_sum("elimination.total", internal, Status.DECIDED)
        if len(internal):
            result.tables.append(_eliminations(result, facts, internal, eliminated))
    return result


def show(record: Record) -> list[str]:
    """The tables that there are, each with a sentence before it; nothing when there is none."""
    blocks: list[str] = []
    if record.has_table("eliminations"):
        text = "Fakturor mellan regionens egna enheter är ingen kostnad för koncernen och räknas bort."
        blocks += [paragraph(text), table_html(record.table("eliminations"))]
    if record.has_table("undecided"):
        text = "En del av kostnaden räknas, men det är inte beslutat att den hör till bidraget."
        blocks += [paragraph(text), table_html(record.table("undecided"))]
    return blocks


def _eliminations(result: Part, facts: Facts, internal: pd.DataFrame, in_all: Figure) -> Table:
    listed = list(enumerate(facts.parameters.region.counterparts, start=1))
    named = {entry.code: (number, entry.name) for number, entry in listed}
    sold = in_vouchers(facts.ledger.books, facts.period, vouchers_of(internal), [INCOME_CLASS])
    rows: list[Row] = []
    incomes: list[Figure] = []
    for code, group in internal.groupby("counterpart", sort=True):
        number, name = named[str(code)]
        eliminated = result.add_sum(f"elimination.{code}", group, Status.DECIDED)
        income = _mirrored(result, f"mirrored.{number}", sold, group)
        incomes.append(income)
        rows.append(
            {
                "title": name,
                "code": str(code),
                "rows": len(group),
                "ore": eliminated,
                "income": income,
                "verdict": "stämmer" if eliminated.ore == income.ore else "stämmer inte",
            }
        )
    income = result.follow("mirrored.total", total([one.key for one in incomes]), Status.DECIDED)
    cost = result.known["chain.cost"].known_ore

    def in_kronor(ore: int) -> str:
        return with_unit(kronor(ore, 2), "kr")

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
        total={"title": "Summa", "rows": len(internal), "ore": in_all, "income": income},
        note=f"Före borträkningen är kostnaden {in_kronor(cost + in_all.known_ore)}, efter den {in_kronor(cost)}. "
        "Motpartens intäkt är klass 3 i samma verifikationer.",
        sheet="Interna fakturor",
    )


def _mirrored(result: Part, key: str, sold: pd.DataFrame, internal: pd.DataFrame) -> Figure:
    """What the selling units booked as income (``sold``) in the same vouchers, as a positive amount."""
    vouchers = internal[["file", "voucher"]].drop_duplicates()
    income = sold.merge(vouchers, on=["file", "voucher"])
    booked = result.add_sum(f"{key}.rows", income[SUMMED], Status.DECIDED)
    return result.follow(key, f"0 - {booked.key}", Status.DECIDED)


def _undecided(result: Part, facts: Facts, awaiting: pd.DataFrame, cost: Figure) -> Table:
    units = {unit.code: unit.name for unit in facts.parameters.region.units}
    rows: list[Row] = [
        {
            "title": WHY[str(why)],
            "unit": units.get(str(code), "Okänd enhet"),
            "code": str(code),
            "rows": len(group),
            "ore": result.add_sum(f"needs_decision.{why}.{code}", group, cost.status),
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
        total={"title": "Summa", "rows": len(awaiting), "ore": cost},
        note="Raderna räknas i kostnaden tills det är beslutat.",
        sheet="Behöver beslut",
    )
