"""Utredningar: investigations done and approved times their price, own cost beside what was passed on to another
region, and the money for administration.

Owns the figures ``investigations.*`` and ``investigation.<n>.*`` (the nth volume in the region's file) and the tables
``investigations``, ``own_or_passed_on`` and ``administration``. A row is passed on when its counterpart is another
region in the region's file. What we infer of the administration's money is shown as such and never used.
"""

from ....base.numbers import mnkr, with_unit
from ....base.states import Status
from ....facts.gather import Facts
from ....model.component import Component, Price
from ....model.quantities import Volume
from ....record.figures import Origin, other
from ....record.formulas import total
from ....record.model import Record
from ....record.tables import Column, Row, Table
from ....show.prose import paragraph
from ....show.tables import table_html
from ....show.wording import EXAMPLE, as_told, marked, sentence
from ...part import Given, Part

KEYS = ("investigations.approved", "investigations.paid", "investigations.own", "investigations.passed_on")


def part(facts: Facts, given: Given) -> Part:
    """The figures and the tables that have something to tell."""
    result = Part(given.figures)
    done = _volumes(facts)
    rows = [_row(result, number, *volume) for number, volume in done.items()]
    if rows:
        firm = Status.EXAMPLE if any(row["example"] for row in rows) else Status.PRELIMINARY
        approved = [f"investigation.{number}.approved" for number in done]
        formula = Origin(formula=total(approved))
        result.add(other(KEYS[0], sum(result.figures[key].count for key in approved), "count", formula, firm))
        result.follow(KEYS[1], total([f"investigation.{number}.paid" for number in done]), firm)
        result.tables.append(_investigations(result, facts, rows))
    else:
        why = Origin(unknown="antalet utredningar är inte redovisat")
        result.add(other(KEYS[0], None, "count", why, Status.UNKNOWN))
        result.add_unknown(KEYS[1], "antalet utredningar är inte redovisat")
    result.tables += [*_own_or_passed_on(result, facts), *_administration(facts)]
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


def _volumes(facts: Facts) -> dict[int, tuple[Component, Volume, Price | None]]:
    """What the region did of components paid by a price list, by its number in the region's file; one component after
    the other."""
    numbered = list(enumerate(facts.parameters.choices.volumes, start=1))
    lists = [component for component in _components(facts) if component.rule == "price_list"]
    return {
        number: (component, volume, next((p for p in component.prices or [] if p.id == volume.price), None))
        for component in lists
        for number, volume in numbered
        if volume.component == component.id
    }


def _row(result: Part, number: int, component: Component, volume: Volume, price: Price | None) -> Row:
    """A row with its figures: approved, price, and one times the other."""
    key = f"investigation.{number}"
    example = volume.is_example or bool(price and price.is_example)
    result.add(other(f"{key}.approved", volume.approved, "count", Origin(params=(volume.origin,)), volume.status))
    each = (
        result.add_money(f"{key}.price", price.ore, [price.origin], price.status, source=price.source)
        if price
        else result.add_unknown(f"{key}.price", "prislistan har inget pris för slaget")
    )
    firm = Status.EXAMPLE if example else Status.PRELIMINARY
    return {
        "title": price.title if price else component.title,
        "completed": volume.completed,
        "approved": volume.approved,
        "price": each,
        "ore": result.follow(f"{key}.paid", f"{key}.approved * {key}.price", firm),
        "example": example,
        "status": EXAMPLE if example else "ur källan",
    }


def _investigations(result: Part, facts: Facts, rows: list[Row]) -> Table:
    columns = [
        Column("title", "Slag av utredning"),
        Column("completed", "Genomförda", "count"),
        Column("approved", "Godkända", "count"),
        Column("price", "Pris, kr", "ore"),
        Column("ore", "Ersättning, kr", "ore"),
        Column("status", "Status"),
    ]
    last: Row = {
        "title": marked("Summa", any(row["example"] for row in rows)),
        "completed": sum(volume.completed for _, volume, _ in _volumes(facts).values()),
        "approved": result.figures[KEYS[0]].count,
        "ore": result.figures[KEYS[1]],
    }
    note = "Bara godkända utredningar ersätts. Antalen är de senast angivna för hela året, inte för perioden."
    caption = f"Utredningar gånger pris, hela {facts.parameters.agreement.year}"
    return Table("investigations", caption, columns, rows, last, note, sheet="Utredningar")


def _own_or_passed_on(result: Part, facts: Facts) -> list[Table]:
    if facts.not_separated is not None:
        for key in KEYS[2:]:
            result.add_unknown(key, "ej särredovisat")
        return []
    status = Status.DECIDED if facts.period.closing else Status.PRELIMINARY
    names = {one.code: one.name for one in facts.parameters.region.counterparts if one.kind == "region"}
    passed = facts.cost["counterpart"].isin(list(names))
    own = result.add_sum(KEYS[2], facts.cost[~passed], status)
    away = result.add_sum(KEYS[3], facts.cost[passed], status)
    together = result.follow("investigations.together", f"{own.key} + {away.key}", status)
    rows: list[Row] = [{"title": "Egna utredningar och egen administration", "ore": own}]
    for code in sorted(set(facts.cost.loc[passed, "counterpart"])):
        ours = facts.cost[facts.cost["counterpart"] == code]
        ore = result.add_sum(f"investigations.to.{code}.passed_on", ours, status)
        rows.append({"title": f"Vidarebetalt till {names[code]}", "ore": ore})
    if not passed.any():
        rows.append({"title": "Vidarebetalt till annan region", "ore": away})
    columns = [Column("title", "Kostnad"), Column("ore", "Kronor", "ore")]
    last: Row = {"title": "Summa", "ore": together}
    caption = f"Egen kostnad och vidarebetalt, {facts.period.title}"
    return [Table("own_or_passed_on", caption, columns, rows, last, sheet="Eget och vidarebetalt")]


def _administration(facts: Facts) -> list[Table]:
    """The money for administration: stated, and what we infer; none where no component is inferred."""
    rows: list[Row] = []
    for entitlement in facts.entitlements:
        component, national = entitlement.component, entitlement.component.national_amount
        if component.inferred is None or national is None:
            continue
        each = with_unit(mnkr(national.ore // component.inferred.parts, 2), "mnkr")
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
