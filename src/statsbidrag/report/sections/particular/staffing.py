"""Bemanning: the share used for staffing, why each effort was chosen and what good it does, and the need of competence.

Owns the figures ``staffing.*``, the tables ``staffing``, ``effort_benefit`` and ``competence_needs``, and that staffing
is the cost on salary accounts and on the kinds of cost that the region's file calls staffing.
"""

from collections.abc import Mapping
from fractions import Fraction

from ....base.numbers import percent
from ....base.states import Status
from ....facts.gather import Facts
from ....record.figures import Figure, Origin, other, share_text
from ....record.model import Record
from ....record.tables import Column, Row, Table
from ....show.prose import paragraph
from ....show.tables import table_html
from ....show.wording import STATUS, listed
from ...part import Given, Part

KEYS = ("staffing.cost", "staffing.share")
YEARS = ("Om 1 år", "Om 2 år", "Om 3 år", "Om 4 år", "Om 5 år")


def part(facts: Facts, given: Given) -> Part:
    """The figures and the tables that have something to tell."""
    result = Part(given.figures)
    if facts.not_separated is not None:
        result.add_unknown(KEYS[0], "ej särredovisat")
        result.add(other(KEYS[1], None, "share", Origin(unknown="ej särredovisat"), Status.UNKNOWN))
    else:
        result.tables = [_staffing(result, facts, given.figures["chain.cost"])]
    result.tables += [*_benefit(facts, given.figures), *_needs(facts)]
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


def _staffing(result: Part, facts: Facts, whole: Figure) -> Table:
    """What of the whole cost is staffing, and the figures of it."""
    status = Status.DECIDED if facts.period.closing else Status.PRELIMINARY
    region = facts.parameters.region
    kinds = [kind for kind in region.cost_types if kind.staffing]
    salaries = facts.cost["account"].str[:1].isin(list(region.salary_classes))
    hired = facts.cost["cost_type"].isin([kind.id for kind in kinds])
    cost = result.add_sum(KEYS[0], facts.cost[salaries | hired], status)
    share = _share(cost, whole)
    origin = Origin(unknown="kostnaden är 0 kr") if share is None else Origin(formula=f"share({KEYS[0]}, {whole.key})")
    result.add(other(KEYS[1], share, "share", origin, status))
    lines = [("Löner", "salaries", salaries)]
    lines += [(kind.title, f"kind.{kind.id}", (facts.cost["cost_type"] == kind.id) & ~salaries) for kind in kinds]
    amounts = [(title, result.add_sum(f"staffing.{name}.cost", facts.cost[hit], status)) for title, name, hit in lines]
    rest = result.follow("staffing.none.cost", f"{whole.key} - {cost.key}", status)
    rows: list[Row] = [{"title": title, "ore": ore, "share": _share(ore, whole)} for title, ore in amounts]
    rows.append({"title": "Bemanning", "ore": cost, "share": share, "emphasis": True})
    rows.append({"title": "Annat", "ore": rest, "share": _share(rest, whole)})
    columns = [
        Column("title", "Använt till"),
        Column("ore", "Kronor", "ore"),
        Column("share", "Andel", "share", decimals=1),
    ]
    total: Row = {"title": "Summa", "ore": whole, "share": "1" if whole.ore else ""}
    caption = f"Andel av medlen som använts till bemanning, {facts.period.title}"
    return Table("staffing", caption, columns, rows, total, sheet="Bemanning")


def _share(part: Figure, whole: Figure) -> str | None:
    """The share of the whole cost; None when that is nought."""
    return share_text(Fraction(part.known_ore, whole.known_ore)) if whole.ore else None


def _benefit(facts: Facts, figures: Mapping[str, Figure]) -> list[Table]:
    told = [one for one in facts.efforts if one.effort.why or one.effort.benefit]
    if not told:
        return []
    rows: list[Row] = [
        {
            "title": one.effort.title,
            "why": one.effort.why,
            "benefit": one.effort.benefit,
            "cost": figures[f"effort.{one.effort.id}.cost"],
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
    rows: list[Row] = [
        {
            "title": one.profession,
            "employed": one.employed,
            "status": STATUS[one.status],
            **{f"year_{number}": value for number, value in enumerate(one.needed, start=1)},
        }
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
