"""Utredningar: investigations done and approved times their price, own cost beside what was passed on to another
region, and the money for administration.

Owns the figures ``investigations.*`` and the tables ``investigations``, ``own_or_passed_on`` and ``administration``. A
row is passed on when its counterpart is another region in the region's file. What we infer of the administration's
money is shown as such and never used.
"""

from ....base.numbers import mnkr, unit
from ....facts.gather import Facts
from ....model.component import Component
from ....record.model import Record, figure, money_figure
from ....record.tables import Column, Table
from ....rules.breakdown import sums
from ....show.prose import paragraph
from ....show.tables import table_html
from ....show.wording import EXAMPLE, as_told, marked, sentence
from ...part import Part

KEYS = ("investigations.approved", "investigations.paid", "investigations.own", "investigations.passed_on")


def part(facts: Facts) -> Part:
    """The figures and the tables that have something to tell."""
    result, status = Part(), "decided" if facts.period.closing else "preliminary"
    lists = [c for c in _components(facts) if c.rule == "price_list"]
    rows = [row for component in lists for row in _volumes(facts, component)]
    approved = sum(int(str(row["approved"])) for row in rows) if rows else None
    amounts = [row["ore"] for row in rows]
    paid = sum(amounts) if amounts and None not in amounts else None
    firm = "example" if any(row["example"] for row in rows) else "preliminary"
    place = {"params": facts.parameters.choices.origin}
    result.figures[KEYS[0]] = figure(approved, "count", place, firm)
    result.add_formula(KEYS[1], paid, "sum of approved × price", firm)
    if rows:
        result.tables.append(_investigations(facts, rows, approved, paid))
    result.tables += [*_own_or_passed_on(result, facts, status), *_administration(facts)]
    return result


def show(record: Record) -> list[str]:
    """What the reader meets."""
    found = {table.id: table for table in record.tables}
    missing = (
        []
        if "investigations" in found
        else [paragraph("Antalet utredningar är inte redovisat, och prislistan är ej känd.")]
    )
    names = ("investigations", "own_or_passed_on", "administration")
    return [*missing, *(table_html(found[name]) for name in names if name in found)]


def _components(facts: Facts) -> list[Component]:
    return [*facts.parameters.agreement.shared, *facts.parameters.choices.components]


def _volumes(facts: Facts, component: Component) -> list[dict[str, object]]:
    prices = {price.id: price for price in component.prices or []}
    rows = []
    for volume in facts.parameters.choices.volumes:
        if volume.component != component.id:
            continue
        price = prices.get(volume.price or "")
        rows.append(
            {
                "title": price.title if price else component.title,
                "completed": volume.completed,
                "approved": volume.approved,
                "price": price.ore if price else None,
                "ore": volume.approved * price.ore if price else None,
                "example": volume.is_example or bool(price and price.is_example),
                "status": EXAMPLE if volume.is_example or (price and price.is_example) else "ur källan",
            }
        )
    return rows


def _investigations(facts: Facts, rows: list[dict[str, object]], approved: int | None, paid: int | None) -> Table:
    columns = [
        Column("title", "Slag av utredning"),
        Column("completed", "Genomförda", "count"),
        Column("approved", "Godkända", "count"),
        Column("price", "Pris, kr", "ore"),
        Column("ore", "Ersättning, kr", "ore"),
        Column("status", "Status"),
    ]
    total = {
        "title": marked("Summa", any(row["example"] for row in rows)),
        "completed": sum(int(str(row["completed"])) for row in rows),
        "approved": approved,
        "ore": paid,
    }
    note = "Bara godkända utredningar ersätts. Antalen är de senast angivna för hela året, inte för perioden."
    caption = f"Utredningar gånger pris, hela {facts.parameters.agreement.year}"
    return Table("investigations", caption, columns, rows, total, note, sheet="Utredningar")


def _own_or_passed_on(result: Part, facts: Facts, status: str) -> list[Table]:
    if facts.not_separated is not None:
        for key in KEYS[2:]:
            result.figures[key] = money_figure(None, {"formula": "ej särredovisat"}, "unknown")
        return []
    names = {one.code: one.name for one in facts.parameters.region.counterparts if one.kind == "region"}
    passed = facts.cost["counterpart"].isin(list(names))
    own = result.add_sum(KEYS[2], facts.cost[~passed], status)
    away = result.add_sum(KEYS[3], facts.cost[passed], status)
    by_region = sums(facts.cost[passed], facts.cost.loc[passed, "counterpart"])
    rows = [{"title": "Egna utredningar och egen administration", "ore": own}]
    rows += [{"title": f"Vidarebetalt till {names[code]}", "ore": ore} for code, ore in by_region.items()]
    if not by_region:
        rows.append({"title": "Vidarebetalt till annan region", "ore": away})
    columns = [Column("title", "Kostnad"), Column("ore", "Kronor", "ore")]
    total = {"title": "Summa", "ore": own + away}
    caption = f"Egen kostnad och vidarebetalt, {facts.period.title}"
    return [Table("own_or_passed_on", caption, columns, rows, total, sheet="Eget och vidarebetalt")]


def _administration(facts: Facts) -> list[Table]:
    """The money for administration: stated, and what we infer; none where no component is inferred."""
    rows = []
    for entitlement in facts.entitlements:
        component, national = entitlement.component, entitlement.component.national_amount
        if component.inferred is None or national is None:
            continue
        each = unit(mnkr(national.ore // component.inferred.parts, 2), "mnkr")
        stated = as_told(entitlement.stated) if entitlement.stated else None
        name, why = component.title, component.inferred.why
        rows.append({"title": f"{name}: nationellt belopp", "says": as_told(national), "why": ""})
        rows.append({"title": f"{name}: enligt regionens underlag", "says": stated, "why": ""})
        rows.append({"title": f"{name}: vår slutledning, används inte", "says": each, "why": sentence(why)})
    columns = [Column("title", "Uppgift"), Column("says", "Belopp"), Column("why", "Varför")]
    return (
        [Table("administration", "Medel för central administration", columns, rows, sheet="Administration")]
        if rows
        else []
    )
