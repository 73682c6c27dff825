"""Region och kommuner: what the region used itself and what it passed on, apart and together, per part of the money.

Owns the figures ``municipalities.*`` and the tables ``municipalities``, ``passed_on`` and ``county_split``. A row is
passed on when its counterpart is a municipality in the region's file.
"""

import pandas as pd

from ....facts.gather import Facts
from ....record.model import Record, money_figure
from ....record.tables import Column, Table
from ....rules.breakdown import sums
from ....rules.sharing.split import split_county
from ....show.prose import paragraph
from ....show.tables import table_html
from ...part import Part

KEYS = ("municipalities.own", "municipalities.passed_on", "municipalities.together")


def part(facts: Facts) -> Part:
    """The figures and the tables."""
    result, status = Part(), "decided" if facts.period.closing else "preliminary"
    names = {one.code: one.name for one in facts.parameters.region.counterparts if one.kind == "municipality"}
    passed = facts.cost["counterpart"].isin(list(names))
    if facts.not_separated is not None:
        for key in KEYS:
            result.figures[key] = money_figure(None, {"formula": "ej särredovisat"}, "unknown")
    else:
        own = result.add_sum(KEYS[0], facts.cost[~passed], status)
        away = result.add_sum(KEYS[1], facts.cost[passed], status)
        result.add_formula(KEYS[2], own + away, f"{KEYS[0]} + {KEYS[1]}", status)
        result.tables = [_apart(facts, passed), *_to_whom(facts, names, passed)]
    result.tables += _county(facts)
    return result


def show(record: Record) -> list[str]:
    """What the reader meets."""
    found = {table.id: table for table in record.tables}
    blocks = [table_html(found[name]) for name in ("municipalities", "passed_on", "county_split") if name in found]
    if "passed_on" not in found:
        blocks.insert(1, paragraph("Inget är vidarebetalt till någon kommun under perioden."))
    return blocks


def _apart(facts: Facts, passed: pd.Series) -> Table:
    titles = {e.component.id: e.component.title for e in facts.entitlements}
    areas = {area.id: area.title for area in facts.parameters.agreement.areas}
    groups = [("component", titles, "Del")] if all(map(facts.told_apart, titles)) and len(titles) > 1 else []
    column, named, heading = groups[0] if groups else ("area", areas, "Område")
    rows = []
    for name, title in [*named.items(), ("", "Övrigt")]:
        ours = facts.cost[column] == name
        if name or ours.any():
            rows.append(_line(facts, title, ours & ~passed, ours & passed))
    total = _line(facts, "Summa", ~passed, passed)
    columns = [
        Column("title", heading),
        Column("own", "Regionen, kr", "ore"),
        Column("passed_on", "Kommunerna, kr", "ore"),
        Column("together", "Tillsammans, kr", "ore"),
    ]
    caption = f"Använt av regionen och vidarebetalt till kommunerna, {facts.period.title}"
    return Table("municipalities", caption, columns, rows, total, sheet="Region och kommuner")


def _line(facts: Facts, title: str, own: pd.Series, passed: pd.Series) -> dict[str, object]:
    ours, away = (int(facts.cost.loc[hit, "amount_ore"].sum()) for hit in (own, passed))
    return {"title": title, "own": ours, "passed_on": away, "together": ours + away}


def _to_whom(facts: Facts, names: dict[str, str], passed: pd.Series) -> list[Table]:
    rows = facts.cost[passed]
    if rows.empty:
        return []
    shown = [{"title": names[code], "ore": ore} for code, ore in sums(rows, rows["counterpart"]).items()]
    columns = [Column("title", "Kommun"), Column("ore", "Vidarebetalt, kr", "ore")]
    total = {"title": "Summa", "ore": sum(int(row["ore"]) for row in shown)}
    return [
        Table("passed_on", f"Vidarebetalt per kommun, {facts.period.title}", columns, shown, total, sheet="Kommuner")
    ]


def _county(facts: Facts) -> list[Table]:
    """How the county's money is split by the terms; none where no component is split."""
    rows = []
    for entitlement in facts.entitlements:
        split, ore = entitlement.component.split, entitlement.entitled_ore
        if split is None:
            continue
        parts = split_county(ore, split) if ore is not None else dict.fromkeys(one.id for one in split.parts)
        for one in split.parts:
            rows.append(
                {"title": entitlement.component.title, "who": one.title, "ore": parts[one.id], "note": split.note or ""}
            )
    columns = [
        Column("title", "Del"),
        Column("who", "Till"),
        Column("ore", "Belopp, kr", "ore"),
        Column("note", "Om delningen"),
    ]
    caption = "Så delas länets belopp enligt villkoren"
    return [Table("county_split", caption, columns, rows, sheet="Länets delning")] if rows else []
