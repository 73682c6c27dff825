"""Åtaganden: money the region shares out itself, frames of its own and no part of the state's chain. Frame, actual cost
and invoiced beside each other; what is asked for it; those who applied.

Owns the figures ``commitments.{frame,cost,invoiced,apart}``, ``commitment.<id>.{frame,standard,cost,invoiced,apart}``,
``own_requirements.*``, ``care_centres.number``, ``applications.*`` and ``application.<n>.*`` (the nth in the region's
file), and the tables ``commitments``, ``applications`` and ``own_requirements``; ``commitments_settled`` owns the
months and the year-end reconciliation, ``commitments_centres`` the care centres. Actual cost are the counted rows on a
commitment's codes; the group's view leaves the invoices out of its cost.
"""

from collections.abc import Sequence
from typing import Literal, get_args

from ....base.states import RequirementStatus, Status
from ....facts.commitments import Commitment, commitments, own_state
from ....facts.distribution import distribution
from ....facts.gather import Facts
from ....model.component import Component, PerFte
from ....model.own_frames import OwnRequirementState
from ....model.quantities import Application
from ....model.values import Sourced
from ....record.figures import Figure, Origin, merged_status, other
from ....record.formulas import total
from ....record.model import Record
from ....record.tables import Column, Row, Table
from ....rules.entitlement import quantities_of
from ....show.prose import paragraph
from ....show.tables import table_html
from ....show.wording import EXAMPLE, LACKING, REQUIREMENT_STATE, STATUS, invented, listed, marked, source_text
from ...part import Given, Part
from .. import commitments_centres, commitments_settled
from ..commitments_centres import is_invented, shared

KEYS = (
    "commitments.frame", "commitments.cost", "commitments.invoiced", "care_centres.number", "applications.granted",
)  # fmt: skip
SHOWN = (
    "commitments", "commitments_settled", "commitments_months", "care_centres", "unit_areas", "applications",
    "own_requirements",
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
    told = commitments(facts, distribution(facts))
    rows = [_commitment(result, facts, one) for one in told]
    result.tables = [_commitments(result, facts, rows), *commitments_settled.tables(result, facts, told)]
    result.tables += commitments_centres.tables(result, facts)
    units, places = {one.unit for one in choices.listed}, tuple(one.origin for one in choices.listed)
    origin = Origin(params=places) if units else Origin(unknown="antalet listade per vårdcentral är inte redovisat")
    result.add(other(KEYS[3], len(units) or None, "count", origin, _firmness(choices.listed)))
    result.tables += [*_applications(result, facts), *_own_requirements(result, facts)]
    return result


def show(record: Record) -> list[str]:
    """What the reader meets."""
    found = {table.id: table for table in record.tables}
    if "commitments" not in found:
        return [paragraph("Regionen har inga egna åtaganden under överenskommelsen.")]
    shown = [table_html(found[name]) for name in SHOWN if name in found]
    lacking = [] if "care_centres" in found else [paragraph("Antalet listade per vårdcentral är inte redovisat.")]
    return [*shown, *lacking]


def _firmness(values: Sequence[Sourced]) -> Status:
    """How firm what the region counted itself is: never firmer than preliminary."""
    return merged_status([Status.PRELIMINARY, *(one.status for one in values)])


def _commitment(result: Part, facts: Facts, one: Commitment) -> Row:
    """A commitment's row with its figures."""
    component, choices = one.component, facts.parameters.choices
    name, status = f"commitment.{component.id}", _booked(facts)
    frame = choices.frame_of(component, facts.parameters.agreement.year)
    if choices.bookkeeping is None or component.id not in choices.bookkeeping.components:
        cost = result.add_unknown(f"{name}.cost", NO_CODES)
    else:
        cost = result.add_sum(f"{name}.cost", facts.cost[facts.cost["component"] == component.id], status)
    if one.invoiced is None:
        invoiced = result.add_unknown(f"{name}.invoiced", NO_CODES)
    else:
        invoiced = result.add_sum(f"{name}.invoiced", one.invoiced, status)
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
    guessed = [component.title for component in own if component.rule == "per_fte" and is_invented(facts, component)]
    note += f" Ram enligt schablon är {EXAMPLE} för {listed(guessed)}." if guessed else ""
    caption = f"Ram, faktisk kostnad och fakturerat per åtagande, {facts.period.title}"
    return Table("commitments", caption, columns, rows, last, note, sheet="Åtaganden")


def _booked(facts: Facts) -> Status:
    return Status.DECIDED if facts.period.closing else Status.PRELIMINARY


def _standard(result: Part, facts: Facts, component: Component, terms: PerFte) -> Figure:
    """A commitment's frame by the standard; read where its price stands, and the quantities that are paid for."""
    key, ours = f"commitment.{component.id}.standard", shared(facts, component)
    if ours.computed is None:
        return result.add_unknown(key, LACKING[ours.lacking] if ours.lacking else "schablonen kan inte räknas")
    quantities = quantities_of(facts.parameters.choices).of(component.id)
    places = [terms.price, *(quantities.full_time_equivalents or quantities.listed)]
    status = Status.EXAMPLE if is_invented(facts, component) else Status.PRELIMINARY
    return result.add_money(key, ours.computed, [one.origin for one in places], status)


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


def _evidence(state: OwnRequirementState | None) -> str | None:
    """What shows how a requirement is met, marked where it is invented; None where nothing does."""
    if state is None or state.evidence is None:
        return None
    return f"{EXAMPLE}: {state.evidence}" if state.status is Status.EXAMPLE else state.evidence


def _own_requirements(result: Part, facts: Facts) -> list[Table]:
    """What the region asks of those it shares money out to, and how it is met; none where it asks nothing."""
    choices = facts.parameters.choices
    if not choices.own_requirements:
        return []
    states = {one.id: own_state(choices, one.id, facts.period) for one in choices.own_requirements}
    told = [state for state in states.values() if state is not None]
    met = sum(state.state is RequirementStatus.MET for state in told)
    places = Origin(params=tuple(state.origin for state in told) or (choices.origin,))
    firm = merged_status(state.status for state in told)
    result.add(other("own_requirements.met", met, "count", places, firm))
    asked = Origin(params=tuple(one.origin for one in choices.own_requirements))
    result.add(other("own_requirements.asked", len(states), "count", asked, Status.DECIDED))
    titles = {one.id: one.title for one in choices.components}
    days = {one.id: one.date.isoformat() if one.date else one.month or "" for one in choices.own_deadlines}
    rows: list[Row] = [
        {
            "title": one.text,
            "of": titles.get(one.component or "", "alla åtaganden"),
            "due": listed([days[name] for name in one.deadlines if days[name]]) or None,
            "state": REQUIREMENT_STATE[state.state if (state := states[one.id]) else RequirementStatus.UNKNOWN],
            "evidence": _evidence(state),
            "source": source_text(facts.parameters, one.source, one.place),
        }
        for one in choices.own_requirements
    ]
    columns = [
        Column("title", "Krav"),
        Column("of", "Gäller"),
        Column("due", "Senast", missing="–"),
        Column("state", "Uppfyllt"),
        Column("evidence", "Underlag", missing="saknas"),
        Column("source", "Källa"),
    ]
    note = f"{met} av {len(states)} krav är uppfyllda." + invented(["lägena"] if firm is Status.EXAMPLE else [])
    caption = f"Regionens krav på åtagandena, {facts.period.title}"
    return [Table("own_requirements", caption, columns, rows, None, note, sheet="Regionens krav")]
