"""Bemanning: the share used for staffing, why each effort was chosen and what good it does, and the need of competence.

Owns the figures ``staffing.*``, the tables ``staffing``, ``effort_benefit`` and ``competence_needs``, and that staffing
is the cost on salary accounts and on the kinds of cost that the region's file calls staffing.
"""

from fractions import Fraction

from ....base.numbers import percent
from ....facts.gather import Facts
from ....record.model import Record, figure, share_text
from ....record.tables import Column, Table
from ....show.prose import paragraph
from ....show.tables import table_html
from ....show.wording import STATUS, listed
from ...part import Part

KEYS = ("staffing.cost", "staffing.share")
YEARS = ("Om 1 år", "Om 2 år", "Om 3 år", "Om 4 år", "Om 5 år")


def part(facts: Facts) -> Part:
    """The figures and the tables that have something to tell."""
    result, status = Part(), "decided" if facts.period.closing else "preliminary"
    if facts.not_separated is not None:
        result.add_unknown(KEYS[0], "ej särredovisat")
        result.figures[KEYS[1]] = figure(None, "share", {"formula": "ej särredovisat"}, "unknown")
    else:
        region = facts.parameters.region
        kinds = [kind for kind in region.cost_types if kind.staffing]
        salaries = facts.cost["account"].str[:1].isin(list(region.salary_classes))
        hired = facts.cost["cost_type"].isin([kind.id for kind in kinds])
        cost = result.add_sum(KEYS[0], facts.cost[salaries | hired], status)
        share = Fraction(cost, facts.chain.cost) if facts.chain.cost else None
        result.figures[KEYS[1]] = figure(share_text(share), "share", {"formula": f"{KEYS[0]} / chain.cost"}, status)
        lines = [
            ("Löner", salaries),
            *((kind.title, (facts.cost["cost_type"] == kind.id) & ~salaries) for kind in kinds),
        ]
        rows = [{"title": name, "ore": int(facts.cost.loc[hit, "amount_ore"].sum())} for name, hit in lines]
        rows.append({"title": "Bemanning", "ore": cost, "emphasis": True})
        rows.append({"title": "Annat", "ore": (facts.chain.cost or 0) - cost})
        shares = [
            row | {"share": share_text(Fraction(int(str(row["ore"])), facts.chain.cost)) if facts.chain.cost else None}
            for row in rows
        ]
        columns = [
            Column("title", "Använt till"),
            Column("ore", "Kronor", "ore"),
            Column("share", "Andel", "share", decimals=1),
        ]
        total = {"title": "Summa", "ore": facts.chain.cost, "share": "1" if facts.chain.cost else ""}
        caption = f"Andel av medlen som använts till bemanning, {facts.period.title}"
        result.tables = [Table("staffing", caption, columns, shares, total, sheet="Bemanning")]
    result.tables += [*_benefit(facts), *_needs(facts)]
    return result


def show(record: Record) -> list[str]:
    """What the reader meets: the share in words, then the tables."""
    value = record.figures[KEYS[1]].value
    said = f"{percent(Fraction(value))} av kostnaden är bemanning." if value else "Andelen till bemanning är ej känd."
    found = {table.id: table for table in record.tables}
    lacking = [
        text
        for name, text in (
            ("effort_benefit", "varför insatserna valts och nyttan"),
            ("competence_needs", "kompetensbehovet"),
        )
        if name not in found
    ]
    missing = [paragraph(f"Regionen har ännu inte redovisat {listed(lacking)}.")] if lacking else []
    shown = [table_html(found[name]) for name in ("staffing", "effort_benefit", "competence_needs") if name in found]
    return [paragraph(said), *shown, *missing]


def _benefit(facts: Facts) -> list[Table]:
    told = [one for one in facts.efforts if one.effort.why or one.effort.benefit]
    if not told:
        return []
    rows = [
        {
            "title": one.effort.title,
            "why": one.effort.why,
            "benefit": one.effort.benefit,
            "cost": one.cost,
            "status": STATUS[one.effort.firmness],
        }
        for one in facts.efforts
    ]
    columns = [
        Column("title", "Insats"),
        Column("why", "Varför den valts", missing="ej redovisat"),
        Column("benefit", "Nytta", missing="ej redovisat"),
        Column("cost", "Kostnad, kr", "ore"),
        Column("status", "Status"),
    ]
    return [Table("effort_benefit", "Varför insatserna valts och vilken nytta de gör", columns, rows, sheet="Nytta")]


def _needs(facts: Facts) -> list[Table]:
    needs = facts.parameters.choices.competence_needs
    if not needs:
        return []
    rows = [
        {"title": one.profession, "employed": one.employed, "status": STATUS[one.status]}
        | {f"year_{number}": value for number, value in enumerate(one.needed, start=1)}
        for one in needs
    ]
    columns = [
        Column("title", "Yrke"),
        Column("employed", "Tjänster nu", "count"),
        *(Column(f"year_{number}", heading, "count") for number, heading in enumerate(YEARS, start=1)),
        Column("status", "Status"),
    ]
    return [
        Table(
            "competence_needs", "Kompetensbehov på 1–5 års sikt, antal tjänster", columns, rows, sheet="Kompetensbehov"
        )
    ]
