"""Vårdcentralerna in Åtaganden: listed inhabitants, full-time equivalents by the standard and in fact, what each was
paid; one by one, and summed by local area.

Owns the figures ``commitment.<id>.unit.*``, ``commitment.<id>.units.paid``, ``commitment.<id>.fte``, ``.fte_actual``
and ``commitment.<id>.area.<area>.*`` (``.none`` where a unit is of no area), and the tables ``care_centres`` and
``unit_areas``. Full-time equivalents are told as shares of a post, as the follow-up asks for them (vg, r. 134).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ...base.numbers import number
from ...base.period import month_name
from ...base.states import Status
from ...facts.commitments import posts_at
from ...facts.gather import Facts
from ...model.component import Component, PerFte
from ...model.own_frames import Posts
from ...model.quantities import Listed
from ...record.figures import Figure, Origin, merged_status, other, share_text
from ...record.formulas import total
from ...record.tables import Column, Row, Table
from ...rules.entitlement import quantities_of
from ...rules.sharing.case import ComponentShare
from ...rules.sharing.per_fte import full_time_equivalents
from ...rules.sharing.registry import reckons_with_example, share
from ...show.wording import EXAMPLE, invented, listed
from ..part import Part
from .economy_chain import cost_status

NOT_TOLD = "ej redovisat"


@dataclass(frozen=True)
class _Centre:
    """One care centre: what it has listed, its exact full-time equivalents, and its row."""

    told: Listed
    equivalents: Fraction
    area: str
    row: Row


def is_invented(facts: Facts, component: Component) -> bool:
    """Whether what a component pays by the standard is reckoned from something invented."""
    return reckons_with_example(component, quantities_of(facts.parameters.choices))


def shared(facts: Facts, component: Component) -> ComponentShare:
    """What a component pays by the standard, of the region's own quantities."""
    pot = component.national_amount.ore if component.national_amount else None
    parameters = facts.parameters
    return share(component, pot, parameters.population, parameters.region.lan_code, quantities_of(parameters.choices))


def tables(result: Part, facts: Facts) -> list[Table]:
    """Every care centre with listed inhabitants, own and private, and the local areas, of each commitment."""
    found: list[Table] = []
    for component in facts.parameters.choices.components:
        inhabitants = [one for one in facts.parameters.choices.listed if one.component == component.id]
        terms = component.per_fte
        if inhabitants and terms is not None and terms.inhabitants is not None:
            suffix = f"_{component.id}" if found else ""
            found += _of(result, facts, suffix, component, terms, terms.inhabitants, inhabitants)
    return found


def _of(
    result: Part,
    facts: Facts,
    suffix: str,
    component: Component,
    terms: PerFte,
    inhabitants: int,
    told: Sequence[Listed],
) -> list[Table]:
    """The tables of one commitment; ``inhabitants`` make one full-time equivalent."""
    key, region = f"commitment.{component.id}", facts.parameters.region
    private = {one.activity_unit or one.code: one.code for one in region.counterparts if one.kind == "private"}
    areas = {one.code: one.area for one in region.units if one.area}
    areas |= {one.activity_unit or one.code: one.area for one in region.counterparts if one.area}
    ours = facts.cost[facts.cost["component"] == component.id]
    by_unit, posts = shared(facts, component).by_unit, posts_at(facts.parameters.choices, component.id, facts.period)
    payees = [private.get(one.unit, one.unit) for one in told]
    centres: list[_Centre] = []
    for one, payee in zip(told, payees, strict=True):
        unit = f"{key}.unit.{one.unit}"
        exact = full_time_equivalents(one.listed, inhabitants, Fraction(terms.minimum or 0))
        paid = result.add_sum(f"{unit}.paid", ours[ours["payee"] == payee], cost_status(facts))
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
        row: Row = {
            "title": one.title,
            "code": one.unit,
            "kind": "privat" if one.unit in private else "egen",
            "listed": one.listed,
            "fte": number(exact, 2),
            "fte_actual": _actual(result, f"{unit}.fte_actual", posts, one.unit),
            "standard": standard,
            "paid": paid,
        }
        centres.append(_Centre(one, exact, areas.get(one.unit, ""), row))
    in_fact = _in_fact(result, key, component, posts, centres)
    paid = result.add_sum(f"{key}.units.paid", ours[ours["payee"].isin(payees)], cost_status(facts))
    last: Row = {
        "title": "Summa",
        "listed": sum(one.told.listed for one in centres),
        "fte": number(sum((one.equivalents for one in centres), Fraction(0)), 2),
        "fte_actual": in_fact,
        "standard": result.figures[f"{key}.standard"],
        "paid": paid,
    }
    tables = [_centres(facts, suffix, component, terms, centres, posts, last)]
    if region.unit_areas is not None:
        titles = {one.id: one.title for one in region.unit_areas.areas}
        tables.append(_areas(result, facts, suffix, component, region.unit_areas.title, titles, centres, last))
    return tables


def _actual(result: Part, key: str, posts: Posts | None, unit: str) -> str | None:
    """A unit's posts in fact, as a figure and as it is told; None where it has not told."""
    told = posts.units.get(unit) if posts else None
    if posts is None or told is None:
        result.add(other(key, None, "share", Origin(unknown="enheten har inte redovisat tjänsterna"), Status.UNKNOWN))
        return None
    result.add(other(key, share_text(Fraction(told)), "share", Origin(params=(posts.origin,)), posts.status))
    return number(Fraction(told), 2)


def _in_fact(
    result: Part, key: str, component: Component, posts: Posts | None, centres: Sequence[_Centre]
) -> str | None:
    """``<key>.fte`` and ``.fte_actual``: the posts of all centres by the standard, and in fact as far as is told."""
    exact = sum((one.equivalents for one in centres), Fraction(0))
    status = merged_status([Status.PRELIMINARY, *(one.told.status for one in centres)])
    places = tuple(one.told.origin for one in centres)
    result.add(other(f"{key}.fte", share_text(exact), "share", Origin(params=places), status))
    if posts is None:
        why = f"ingen enhet har redovisat tjänsterna för {component.title}"
        result.add(other(f"{key}.fte_actual", None, "share", Origin(unknown=why), Status.UNKNOWN))
        return None
    told = sum((Fraction(posts.units[one.told.unit]) for one in centres if one.told.unit in posts.units), Fraction(0))
    result.add(other(f"{key}.fte_actual", share_text(told), "share", Origin(params=(posts.origin,)), posts.status))
    return number(told, 2)


def _centres(
    facts: Facts,
    suffix: str,
    component: Component,
    terms: PerFte,
    centres: Sequence[_Centre],
    posts: Posts | None,
    last: Row,
) -> Table:
    columns = [
        Column("title", "Vårdcentral"),
        Column("code", "Kod", "code"),
        Column("kind", "Regi"),
        Column("listed", f"Listade {terms.ages}" if terms.ages else "Listade", "count"),
        Column("fte", "Tjänstefaktor enligt schablon", "code"),
        Column("fte_actual", "Faktisk tjänstefaktor", "code", missing=NOT_TOLD),
        Column("standard", "Schablon helår, kr", "ore"),
        Column("paid", "Bokfört under perioden, kr", "ore"),
    ]
    note = "Bokfört är egna vårdcentralers kostnad och ersättning till privata på åtagandets koder."
    note += _told_of(posts, centres)
    invented_ones = [one.told.title for one in centres if one.told.is_example]
    if invented_ones:
        whose = "" if len(invented_ones) == len(centres) else f" för {listed(invented_ones)}"
        note += f" Vårdcentral, antal listade, tjänstefaktor och schablon är {EXAMPLE}{whose}."
    caption = f"{component.title} per vårdcentral, {facts.period.title}"
    rows = [one.row for one in centres]
    return Table(f"care_centres{suffix}", caption, columns, rows, last, note, sheet="Vårdcentraler")


def _told_of(posts: Posts | None, centres: Sequence[_Centre]) -> str:
    """As of when the posts in fact are told, and by how many."""
    if posts is None:
        return " Faktisk tjänstefaktor är ännu inte redovisad."
    units = [one.told.unit for one in centres]
    told = sum(unit in posts.units for unit in units)
    when = "till bokslutet" if posts.as_of.endswith("13") else f"per {month_name(posts.as_of)}"
    said = f" Faktisk tjänstefaktor har {told} av {len(units)} vårdcentraler redovisat, {when}."
    return said + invented(["faktisk tjänstefaktor"] if posts.is_example else [])


def _areas(
    result: Part,
    facts: Facts,
    suffix: str,
    component: Component,
    heading: str,
    titles: Mapping[str, str],
    centres: Sequence[_Centre],
    last: Row,
) -> Table:
    """The local areas; every centre is of one, or of none, so that each column sums to the centres' own sum."""
    key = f"commitment.{component.id}"
    rows: list[Row] = []
    for name, title in [*titles.items(), ("", "Utan område")]:
        ours = [one for one in centres if one.area == name]
        if not ours:
            continue
        units = [f"{key}.unit.{one.told.unit}" for one in ours]
        actual = [Fraction(one.number) for unit in units if (one := result.figures[f"{unit}.fte_actual"]).number]
        rows.append(
            {
                "title": title,
                "centres": len(ours),
                "listed": sum(one.told.listed for one in ours),
                "fte": number(sum((one.equivalents for one in ours), Fraction(0)), 2),
                "fte_actual": number(sum(actual, Fraction(0)), 2) if actual else None,
                **{what: _of_area(result, key, name, what, units) for what in ("standard", "paid")},
            }
        )
    columns = [
        Column("title", heading),
        Column("centres", "Vårdcentraler", "count"),
        Column("listed", "Listade", "count"),
        Column("fte", "Tjänstefaktor enligt schablon", "code"),
        Column("fte_actual", "Faktisk tjänstefaktor", "code", missing=NOT_TOLD),
        Column("standard", "Schablon helår, kr", "ore"),
        Column("paid", "Bokfört under perioden, kr", "ore"),
    ]
    caption = f"{component.title} per {heading}, {facts.period.title}"
    whole: Row = {**last, "centres": len(centres)}
    example = any(one.told.is_example for one in centres)
    note = invented(["områdena", "antal listade", "tjänstefaktorerna", "schablonen"] if example else []).strip()
    return Table(f"unit_areas{suffix}", caption, columns, rows, whole, note, sheet="Lokala områden")


def _of_area(result: Part, key: str, area: str, what: str, units: Sequence[str]) -> Figure:
    parts = [f"{unit}.{what}" for unit in units]
    status = merged_status(result.figures[part].status for part in parts)
    return result.follow(f"{key}.area.{area or 'none'}.{what}", total(parts), status)
