"""Åtaganden: money the region shares out itself. Frame, actual cost and invoiced beside each other; every care centre;
those who applied.

Owns the figures ``commitments.*``, ``commitment.<id>.*``, ``care_centres.number``, ``applications.*`` and
``application.<n>.*`` (the nth in the region's file), and the tables ``commitments``, ``care_centres``, ``applications``
and ``own_requirements``. Actual cost are the counted rows on a commitment's codes, invoiced the internal invoices on
them, which the group's view leaves out of its cost.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal, get_args

from ....base.numbers import number
from ....base.states import Status
from ....facts.gather import Facts
from ....model.component import Component, PerFte
from ....model.quantities import Application, Listed
from ....model.values import Sourced
from ....record.figures import Figure, Origin, merged_status, other
from ....record.formulas import total
from ....record.model import Record
from ....record.tables import Column, Row, Table
from ....rules.entitlement import quantities_of
from ....rules.selection import Treatment, matches
from ....rules.sharing.case import ComponentShare
from ....rules.sharing.per_fte import full_time_equivalents
from ....rules.sharing.registry import reckons_with_example, share
from ....show.prose import paragraph
from ....show.tables import table_html
from ....show.wording import EXAMPLE, LACKING, STATUS, listed, marked, source_text
from ...part import Given, Part

KEYS = (
    "commitments.frame", "commitments.cost", "commitments.invoiced", "care_centres.number", "applications.granted",
)  # fmt: skip
Asked = Literal["applied", "granted", "used"]
ASKED: tuple[Asked, ...] = get_args(Asked)
NO_CODES = "åtagandet har inga koder i bokföringen"


def part(facts: Facts, given: Given) -> Part:
    """The figures and tables; a region that shares out nothing itself has no tables, and figures not known."""
    result = Part(given.figures)
    choices = facts.parameters.choices
    if not choices.components:
        for key in KEYS:
            result.add(other(key, None, "text", Origin(unknown="regionen har inga egna åtaganden"), Status.UNKNOWN))
        return result
    rows = [_commitment(result, facts, component) for component in choices.components]
    result.tables = [_commitments(result, facts, rows), *_centres(result, facts)]
    units, places = {one.unit for one in choices.listed}, tuple(one.origin for one in choices.listed)
    origin = Origin(params=places) if units else Origin(unknown="antalet listade per vårdcentral är inte redovisat")
    result.add(other(KEYS[3], len(units) or None, "count", origin, _firmness(choices.listed)))
    result.tables += [*_applications(result, facts), *_own_requirements(facts)]
    return result


def show(record: Record) -> list[str]:
    """What the reader meets."""
    found = {table.id: table for table in record.tables}
    if "commitments" not in found:
        return [paragraph("Regionen har inga egna åtaganden under överenskommelsen.")]
    shown = [
        table_html(found[name])
        for name in ("commitments", "care_centres", "applications", "own_requirements")
        if name in found
    ]
    lacking = [] if "care_centres" in found else [paragraph("Antalet listade per vårdcentral är inte redovisat.")]
    return [*shown, *lacking]


def _firmness(values: Sequence[Sourced]) -> Status:
    """How firm what the region counted itself is: never firmer than preliminary."""
    return merged_status([Status.PRELIMINARY, *(one.status for one in values)])


def _is_invented(facts: Facts, component: Component) -> bool:
    return reckons_with_example(component, quantities_of(facts.parameters.choices))


def _shared(facts: Facts, component: Component) -> ComponentShare:
    pot = component.national_amount.ore if component.national_amount else None
    parameters = facts.parameters
    return share(component, pot, parameters.population, parameters.region.lan_code, quantities_of(parameters.choices))


def _commitment(result: Part, facts: Facts, component: Component) -> Row:
    """A commitment's row with its figures."""
    choices, name = facts.parameters.choices, f"commitment.{component.id}"
    year = facts.parameters.agreement.year
    stated = next((s for s in choices.stated if s.of == [component.id] and s.year == year and s.chosen), None)
    frame = stated or component.national_amount
    codes = choices.bookkeeping.components.get(component.id) if choices.bookkeeping else None
    if codes is None:
        cost, invoiced = (result.add_unknown(f"{name}.{key}", NO_CODES) for key in ("cost", "invoiced"))
    else:
        internal = facts.rows[facts.rows["treatment"] == Treatment.INTERNAL.value]
        status = _booked(facts)
        cost = result.add_sum(f"{name}.cost", facts.cost[facts.cost["component"] == component.id], status)
        invoiced = result.add_sum(f"{name}.invoiced", internal[matches(internal, codes)], status)
    return {
        "title": component.title,
        "frame": result.add_money(f"{name}.frame", frame.ore, [frame.origin], frame.status)
        if frame
        else result.add_unknown(f"{name}.frame", "ingen källa anger ramen"),
        "standard": _standard(result, facts, component, component.per_fte) if component.per_fte else "",
        "cost": cost,
        "invoiced": invoiced,
        "apart": result.follow(f"{name}.apart", f"{invoiced.key} - {cost.key}", _booked(facts)),
    }


def _commitments(result: Part, facts: Facts, rows: list[Row]) -> Table:
    """Every commitment, and the sum of what is known of them."""
    own = facts.parameters.choices.components
    partly = any(result.figures[f"commitment.{component.id}.frame"].value is None for component in own)
    last: Row = {"title": "Summa av det som är känt" if partly else "Summa"}
    for key in ("frame", "cost", "invoiced"):
        names = [f"commitment.{component.id}.{key}" for component in own]
        status = merged_status(result.figures[name].status for name in names if result.figures[name].value is not None)
        last[key] = result.follow(f"commitments.{key}", f"known({', '.join(names)})", status)
    last["apart"] = result.follow("commitments.apart", f"{KEYS[2]} - {KEYS[1]}", _booked(facts))
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
    return Table("commitments", caption, columns, rows, last, note, sheet="Åtaganden")


def _booked(facts: Facts) -> Status:
    return Status.DECIDED if facts.period.closing else Status.PRELIMINARY


def _standard(result: Part, facts: Facts, component: Component, terms: PerFte) -> Figure:
    """A commitment's frame by the standard; read where its price stands, and the quantities that are paid for."""
    key, shared = f"commitment.{component.id}.standard", _shared(facts, component)
    if shared.computed is None:
        return result.add_unknown(key, LACKING[shared.lacking] if shared.lacking else "schablonen kan inte räknas")
    ours = quantities_of(facts.parameters.choices).of(component.id)
    places = [terms.price, *(ours.full_time_equivalents or ours.listed)]
    status = Status.EXAMPLE if _is_invented(facts, component) else Status.PRELIMINARY
    return result.add_money(key, shared.computed, [one.origin for one in places], status)


def _centres(result: Part, facts: Facts) -> list[Table]:
    """Every care centre with listed inhabitants: own and private, its full-time equivalents, and what it was paid."""
    tables: list[Table] = []
    for component in facts.parameters.choices.components:
        inhabitants = [one for one in facts.parameters.choices.listed if one.component == component.id]
        terms = component.per_fte
        if inhabitants and terms is not None and terms.inhabitants is not None:
            name = "care_centres" if not tables else f"care_centres_{component.id}"
            tables.append(_centres_of(result, facts, name, component, terms, terms.inhabitants, inhabitants))
    return tables


def _centres_of(
    result: Part,
    facts: Facts,
    name: str,
    component: Component,
    terms: PerFte,
    inhabitants: int,
    centres: list[Listed],
) -> Table:
    """The care centres of one commitment; ``inhabitants`` make one full-time equivalent."""
    private = {
        one.activity_unit or one.code: one.code for one in facts.parameters.region.counterparts if one.kind == "private"
    }
    ours = facts.cost[facts.cost["component"] == component.id]
    by_unit, key = _shared(facts, component).by_unit, f"commitment.{component.id}"
    equivalents = [full_time_equivalents(one.listed, inhabitants, Fraction(terms.minimum or 0)) for one in centres]
    payees = [private.get(one.unit, one.unit) for one in centres]
    rows: list[Row] = []
    for one, exact, payee in zip(centres, equivalents, payees, strict=True):
        unit = f"{key}.unit.{one.unit}"
        paid = result.add_sum(f"{unit}.paid", ours[ours["payee"] == payee], _booked(facts))
        standard = (
            result.add_money(
                f"{unit}.standard",
                by_unit[one.unit],
                [terms.price.origin, one.origin],
                merged_status([Status.PRELIMINARY, terms.price.status, one.status]),
            )
            if one.unit in by_unit
            else result.add_unknown(f"{unit}.standard", "tjänstefaktorerna är angivna för åtagandet som helhet")
        )
        rows.append(
            {
                "title": one.title,
                "code": one.unit,
                "kind": "privat" if one.unit in private else "egen",
                "listed": one.listed,
                "fte": number(exact, 2),
                "standard": standard,
                "paid": paid,
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
    last: Row = {
        "title": "Summa",
        "listed": sum(one.listed for one in centres),
        "fte": number(sum(equivalents, Fraction(0)), 2),
        "standard": result.figures[f"{key}.standard"],
        "paid": result.add_sum(f"{key}.units.paid", ours[ours["payee"].isin(payees)], _booked(facts)),
    }
    note = "Bokfört är egna vårdcentralers kostnad och ersättning till privata på åtagandets koder."
    invented_ones = [one.title for one in centres if one.is_example]
    if invented_ones:
        whose = "" if len(invented_ones) == len(centres) else f" för {listed(invented_ones)}"
        note += f" Vårdcentral, antal listade, tjänstefaktor och schablon är {EXAMPLE}{whose}."
    caption = f"{component.title} per vårdcentral, {facts.period.title}"
    return Table(name, caption, columns, rows, last, note, sheet="Vårdcentraler")


def _applications(result: Part, facts: Facts) -> list[Table]:
    applications = facts.parameters.choices.applications
    if not applications:
        result.add_unknown(KEYS[4], "ingen ansökan är redovisad")
        return []
    rows: list[Row] = [
        {
            "title": one.applicant,
            **{what: _asked(result, place, one, what) for what in ASKED},
            "reported": "ja" if one.reported else "nej",
            "status": STATUS[one.status],
        }
        for place, one in enumerate(applications, start=1)
    ]
    last: Row = {"title": marked("Summa", any(one.is_example for one in applications))}
    for what in ASKED:
        formula = total([f"application.{place}.{what}" for place in range(1, len(applications) + 1)])
        last[what] = result.follow(f"applications.{what}", formula, _firmness(applications))
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
    return [Table("applications", caption, columns, rows, last, note, sheet="Lokala satsningar")]


def _asked(result: Part, place: int, application: Application, what: Asked) -> Figure:
    """One amount of an application, the ``place``th in the region's file."""
    key, ore = f"application.{place}.{what}", application.ore(what)
    if ore is None:
        return result.add_unknown(key, "beloppet är inte angivet")
    return result.add_money(key, ore, [application.origin], application.status, source=application.source)


def _own_requirements(facts: Facts) -> list[Table]:
    """What the region asks of those it shares money out to; none where it asks nothing."""
    choices = facts.parameters.choices
    titles = {one.id: one.title for one in choices.components}
    days = {one.id: one.date.isoformat() if one.date else one.month or "" for one in choices.own_deadlines}
    rows: list[Row] = [
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
