"""Region och kommuner: what the region used itself and what it passed on, apart and together, per part of the money.

Owns the figures ``municipalities.*`` and ``county_split.*`` and the tables ``municipalities``, ``passed_on`` and
``county_split``. A row is passed on when its counterpart is a municipality in the region's file.
"""

import pandas as pd

from ....base.states import Status
from ....facts.gather import Facts
from ....model.component import Split
from ....record.figures import Figure, merged_status
from ....record.model import Record
from ....record.tables import Column, Row, Table
from ....rules.entitlement import Entitlement
from ....rules.sharing.split import split_county
from ....show.prose import paragraph
from ....show.tables import table_html
from ...part import Given, Part

KEYS = ("municipalities.own", "municipalities.passed_on", "municipalities.together")


def part(facts: Facts, given: Given) -> Part:
    """The figures and the tables."""
    result = Part(given.figures)
    names = {one.code: one.name for one in facts.parameters.region.counterparts if one.kind == "municipality"}
    passed = facts.cost["counterpart"].isin(list(names))
    if facts.not_separated is not None:
        for key in KEYS:
            result.add_unknown(key, "ej särredovisat")
    else:
        last = _line(result, facts, "municipalities", "Summa", ~passed, passed)
        result.tables = [_apart(result, facts, passed, last), *_to_whom(result, facts, names, passed)]
    result.tables += _county(result, facts)
    return result


def show(record: Record) -> list[str]:
    """What the reader meets."""
    found = {table.id: table for table in record.tables}
    blocks = [table_html(found[name]) for name in ("municipalities", "passed_on", "county_split") if name in found]
    if "passed_on" not in found:
        blocks.insert(1, paragraph("Inget är vidarebetalt till någon kommun under perioden."))
    return blocks


def _apart(result: Part, facts: Facts, passed: pd.Series, last: Row) -> Table:
    titles = {e.component.id: e.component.title for e in facts.entitlements}
    areas = {area.id: area.title for area in facts.parameters.agreement.areas}
    groups = [("component", titles, "Del")] if all(map(facts.told_apart, titles)) and len(titles) > 1 else []
    column, named, heading = groups[0] if groups else ("area", areas, "Område")
    rows = []
    for name, title in [*named.items(), ("", "Övrigt")]:
        ours = facts.cost[column] == name
        if name or ours.any():
            key = f"municipalities.{column}.{name or 'none'}"
            rows.append(_line(result, facts, key, title, ours & ~passed, ours & passed))
    columns = [
        Column("title", heading),
        Column("own", "Regionen, kr", "ore"),
        Column("passed_on", "Kommunerna, kr", "ore"),
        Column("together", "Tillsammans, kr", "ore"),
    ]
    caption = f"Använt av regionen och vidarebetalt till kommunerna, {facts.period.title}"
    return Table("municipalities", caption, columns, rows, last, sheet="Region och kommuner")


def _line(result: Part, facts: Facts, key: str, title: str, own: pd.Series, passed: pd.Series) -> Row:
    """A row with its figures: used by the region, passed on, and together."""
    status = Status.DECIDED if facts.period.closing else Status.PRELIMINARY
    ours = result.add_sum(f"{key}.own", facts.cost[own], status)
    away = result.add_sum(f"{key}.passed_on", facts.cost[passed], status)
    together = result.follow(f"{key}.together", f"{ours.key} + {away.key}", status)
    return {"title": title, "own": ours, "passed_on": away, "together": together}


def _to_whom(result: Part, facts: Facts, names: dict[str, str], passed: pd.Series) -> list[Table]:
    """What each municipality got; none where nothing was passed on."""
    rows = facts.cost[passed]
    if rows.empty:
        return []
    shown: list[Row] = []
    for code in sorted(set(rows["counterpart"])):
        key = f"municipalities.to.{code}.passed_on"
        status = result.figures[KEYS[1]].status
        shown.append({"title": names[code], "ore": result.add_sum(key, rows[rows["counterpart"] == code], status)})
    columns = [Column("title", "Kommun"), Column("ore", "Vidarebetalt, kr", "ore")]
    last: Row = {"title": "Summa", "ore": result.figures[KEYS[1]]}
    caption = f"Vidarebetalt per kommun, {facts.period.title}"
    return [Table("passed_on", caption, columns, shown, last, sheet="Kommuner")]


def _county(result: Part, facts: Facts) -> list[Table]:
    """How the county's money is split by the terms; none where no component is split."""
    rows: list[Row] = []
    for entitlement in facts.entitlements:
        split = entitlement.component.split
        if split is None:
            continue
        parts = _split(result, entitlement, split)
        rows += [
            {"title": entitlement.component.title, "who": one.title, "ore": parts[one.id], "note": split.note or ""}
            for one in split.parts
        ]
    columns = [
        Column("title", "Del"),
        Column("who", "Till"),
        Column("ore", "Belopp, kr", "ore"),
        Column("note", "Om delningen"),
    ]
    caption = "Så delas länets belopp enligt villkoren"
    return [Table("county_split", caption, columns, rows, sheet="Länets delning")] if rows else []


def _split(result: Part, entitlement: Entitlement, split: Split) -> dict[str, Figure]:
    """Part → its figure; the formula says which parts have the öre that are left when all are rounded down."""
    name, whole = entitlement.component.id, entitlement.entitled_ore
    weights = {one.id: one.weight for one in split.parts}
    if whole is None or None in weights.values():
        why = "högsta belopp är ej känt" if whole is None else "källan anger inte hur stora delarna är"
        return {part: result.add_unknown(f"county_split.{name}.{part}", why) for part in weights}
    every = sum(weight or 0 for weight in weights.values())
    status = merged_status([entitlement.status, split.status])
    figures = {}
    for part, ore in split_county(whole, split).items():
        weight = weights[part] or 0
        left = (ore or 0) - whole * weight // every
        formula = f"floor(component.{name}.entitled * {weight} / {every})" + (f" + {left}" if left else "")
        figures[part] = result.add_formula(f"county_split.{name}.{part}", ore, formula, status)
    return figures
