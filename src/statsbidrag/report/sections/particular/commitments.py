"""Åtaganden: money the region shares out itself. Frame, actual cost and invoiced beside each other; every care centre;
those who applied.

Owns the figures ``commitments.*``, ``commitment.<id>.*``, ``care_centres.number`` and ``applications.granted``, and the
tables ``commitments``, ``care_centres``, ``applications`` and ``own_requirements``. Actual cost are the counted rows on
a commitment's codes, invoiced the internal invoices on them, which the group's view leaves out of its cost.
"""

from collections.abc import Sequence
from fractions import Fraction

from ....base.numbers import number
from ....facts.gather import Facts
from ....model.component import Component
from ....model.values import Sourced
from ....record.model import Record, figure, merged_status, tables_of
from ....record.tables import Column, Table
from ....rules.breakdown import sums
from ....rules.entitlement import quantities_of
from ....rules.selection import Treatment, matches
from ....rules.sharing.application import outcome_of
from ....rules.sharing.case import ComponentShare
from ....rules.sharing.per_fte import full_time_equivalents
from ....rules.sharing.registry import reckons_with_example, share
from ....show.prose import paragraph
from ....show.tables import table_html
from ....show.wording import EXAMPLE, STATUS, listed, marked, source_text
from ...part import Part

KEYS = (
    "commitments.frame", "commitments.cost", "commitments.invoiced", "care_centres.number", "applications.granted",
)  # fmt: skip


def part(facts: Facts) -> Part:
    """The figures and tables; a region that shares out nothing itself has no tables, and figures not known."""
    result = Part()
    own = facts.parameters.choices.components
    if not own:
        for key in KEYS:
            result.figures[key] = figure(None, "text", {"formula": "regionen har inga egna åtaganden"}, "unknown")
        return result
    rows = [_commitment(result, facts, component) for component in own]
    for key in ("frame", "cost", "invoiced"):
        known = [
            f"commitment.{component.id}.{key}" for component, row in zip(own, rows, strict=True) if row[key] is not None
        ]
        whole = sum(result.figures[name]["ore"] for name in known) if known else None
        status = merged_status(str(result.figures[name]["status"]) for name in known)
        result.add_formula(f"commitments.{key}", whole, f"sum(commitment.*.{key})", status)
    partly = any(row["frame"] is None for row in rows)
    total = {"title": "Summa av det som är känt" if partly else "Summa"} | {
        key: sum(row[key] or 0 for row in rows) for key in ("frame", "cost", "invoiced")
    }
    total["apart"] = total["invoiced"] - total["cost"]
    columns = [
        Column("title", "Åtagande"),
        Column("frame", "Angiven ram, kr", "ore"),
        Column("standard", "Ram enligt schablon, kr", "ore"),
        Column("cost", "Faktisk kostnad, kr", "ore", missing="inga koder"),
        Column("invoiced", "Fakturerat, kr", "ore", missing="inga koder"),
        Column("apart", "Fakturerat − kostnad, kr", "ore", missing="–"),
    ]
    note = (
        "Ramen gäller helåret, kostnad och fakturerat från januari till periodens slut. Schablonen är tjänstefaktorer "
        "gånger pris."
    )
    guessed = [component.title for component in own if component.rule == "per_fte" and _is_invented(facts, component)]
    note += f" Ram enligt schablon är {EXAMPLE} för {listed(guessed)}." if guessed else ""
    caption = f"Ram, faktisk kostnad och fakturerat per åtagande, {facts.period.title}"
    centres, applied = _centres(facts), _applications(facts)
    whole_table = Table("commitments", caption, columns, rows, total, note, sheet="Åtaganden")
    result.tables = [whole_table, *centres, *applied, *_own_requirements(facts)]
    choices = facts.parameters.choices
    place = {"params": choices.origin}
    number_of = len({one.unit for one in choices.listed})
    result.figures[KEYS[3]] = figure(number_of or None, "count", place, _firmness(choices.listed))
    outcome = outcome_of(choices.applications)
    firm = _firmness(choices.applications)
    result.add_formula(KEYS[4], outcome.granted if outcome else None, "sum of what is granted", firm)
    return result


def show(record: Record) -> list[str]:
    """What the reader meets."""
    found = {table.id: table for table in tables_of(record)}
    if "commitments" not in found:
        return [paragraph("Regionen har inga egna åtaganden under överenskommelsen.")]
    shown = [
        table_html(found[name])
        for name in ("commitments", "care_centres", "applications", "own_requirements")
        if name in found
    ]
    lacking = [] if "care_centres" in found else [paragraph("Antalet listade per vårdcentral är inte redovisat.")]
    return [*shown, *lacking]


def _firmness(told: Sequence[Sourced]) -> str:
    """How firm what the region counted itself is: never firmer than preliminary."""
    return merged_status(["preliminary", *(one.status.value for one in told)])


def _is_invented(facts: Facts, component: Component) -> bool:
    return reckons_with_example(component, quantities_of(facts.parameters.choices))


def _shared(facts: Facts, component: Component) -> ComponentShare:
    pot = component.national_amount.ore if component.national_amount else None
    parameters = facts.parameters
    return share(component, pot, parameters.population, parameters.region.lan_code, quantities_of(parameters.choices))


def _commitment(result: Part, facts: Facts, component: Component) -> dict[str, object]:
    choices, name = facts.parameters.choices, f"commitment.{component.id}"
    year = facts.parameters.agreement.year
    stated = next((s for s in choices.stated if s.of == [component.id] and s.year == year and s.chosen), None)
    frame = stated or component.national_amount
    standard = _shared(facts, component).computed if component.rule == "per_fte" else None
    codes = choices.bookkeeping.components.get(component.id)
    cost = invoiced = None
    if codes is not None:
        internal = facts.rows[facts.rows["treatment"] == Treatment.INTERNAL.value]
        status = "decided" if facts.period.closing else "preliminary"
        cost = result.add_sum(f"{name}.cost", facts.cost[facts.cost["component"] == component.id], status)
        invoiced = result.add_sum(f"{name}.invoiced", internal[matches(internal, codes)], status)
    firm = frame.status.value if frame else "unknown"
    result.add_formula(f"{name}.frame", frame.ore if frame else None, "stated, else the pot", firm)
    return {
        "title": component.title,
        "frame": frame.ore if frame else None,
        "standard": standard if component.rule == "per_fte" else "",
        "cost": cost,
        "invoiced": invoiced,
        "apart": None if cost is None or invoiced is None else invoiced - cost,
    }


def _centres(facts: Facts) -> list[Table]:
    """Every care centre with listed inhabitants: own and private, its full-time equivalents, and what it was paid."""
    choices, region = facts.parameters.choices, facts.parameters.region
    private = {one.activity_unit or one.code: one.code for one in region.counterparts if one.kind == "private"}
    tables = []
    for component in choices.components:
        inhabitants = [one for one in choices.listed if one.component == component.id]
        terms = component.per_fte
        if not inhabitants or terms is None or terms.inhabitants is None:
            continue
        shared, ours = _shared(facts, component), facts.cost[facts.cost["component"] == component.id]
        paid = sums(ours, ours["payee"])
        minimum = Fraction(terms.minimum or 0)
        rows = []
        whole = Fraction(0)
        for one in inhabitants:
            equivalents = full_time_equivalents(one.listed, terms.inhabitants, minimum)
            whole += equivalents
            rows.append(
                {
                    "title": one.title,
                    "code": one.unit,
                    "kind": "privat" if one.unit in private else "egen",
                    "listed": one.listed,
                    "fte": number(equivalents, 2),
                    "standard": shared.by_unit.get(one.unit),
                    "paid": paid.get(private.get(one.unit, one.unit), 0),
                }
            )
        columns = [
            Column("title", "Vårdcentral"),
            Column("code", "Kod", "code"),
            Column("kind", "Regi"),
            Column("listed", f"Listade {terms.ages}" if terms.ages else "Listade", "count"),
            Column("fte", "Tjänstefaktor", "code"),
            Column("standard", "Schablon helår, kr", "ore"),
            Column("paid", "Bokfört under perioden, kr", "ore"),
        ]
        total = {
            "title": "Summa",
            "listed": sum(one.listed for one in inhabitants),
            "fte": number(whole, 2),
            "standard": shared.computed,
            "paid": sum(int(str(row["paid"])) for row in rows),
        }
        note = "Bokfört är egna vårdcentralers kostnad och ersättning till privata på åtagandets koder."
        invented_ones = [one.title for one in inhabitants if one.is_example]
        if invented_ones:
            whose = "" if len(invented_ones) == len(inhabitants) else f" för {listed(invented_ones)}"
            note += f" Vårdcentral, antal listade, tjänstefaktor och schablon är {EXAMPLE}{whose}."
        caption = f"{component.title} per vårdcentral, {facts.period.title}"
        name = "care_centres" if not tables else f"care_centres_{component.id}"
        tables.append(Table(name, caption, columns, rows, total, note, sheet="Vårdcentraler"))
    return tables


def _applications(facts: Facts) -> list[Table]:
    applications = facts.parameters.choices.applications
    if not applications:
        return []
    rows = [
        {
            "title": one.applicant,
            "applied": one.ore("applied"),
            "granted": one.ore("granted"),
            "used": one.ore("used"),
            "reported": "ja" if one.reported else "nej",
            "status": STATUS[one.status],
        }
        for one in applications
    ]
    outcome = outcome_of(applications)
    total = {
        "title": marked("Summa", any(one.is_example for one in applications)),
        "applied": outcome.applied,
        "granted": outcome.granted,
        "used": outcome.used,
    }
    columns = [
        Column("title", "Sökande"),
        Column("applied", "Sökt för året, kr", "ore"),
        Column("granted", "Beviljat för året, kr", "ore"),
        Column("used", "Förbrukat enligt den sökande, kr", "ore"),
        Column("reported", "Rapporterat"),
        Column("status", "Status"),
    ]
    year = facts.parameters.agreement.year
    note = "Uppgifterna är de senast angivna för hela året, inte för perioden, och är inte avstämda mot huvudboken."
    caption = f"Lokala satsningar, hela {year}"
    return [Table("applications", caption, columns, rows, total, note, sheet="Lokala satsningar")]


def _own_requirements(facts: Facts) -> list[Table]:
    """What the region asks of those it shares money out to; none where it asks nothing."""
    choices = facts.parameters.choices
    titles = {one.id: one.title for one in choices.components}
    days = {one.id: one.date.isoformat() if one.date else one.month or "" for one in choices.own_deadlines}
    rows = [
        {
            "title": one.text,
            "of": titles.get(one.component or "", "alla åtaganden"),
            "due": listed([days[name] for name in one.deadlines if days[name]]) or None,
            "source": source_text(facts.parameters, one.source, one.place),
        }
        for one in choices.own_requirements
    ]
    columns = [
        Column("title", "Krav"),
        Column("of", "Gäller"),
        Column("due", "Senast", missing="–"),
        Column("source", "Källa"),
    ]
    return (
        [Table("own_requirements", "Regionens krav på åtagandena", columns, rows, sheet="Regionens krav")]
        if rows
        else []
    )
