"""Rehabilitering: units to the cap and money left under it, trained ST physicians, and Inera's statistics.

Owns the figures ``capped.*`` and ``st_physicians.share``, and the tables ``capped``, ``st_physicians`` and ``inera``.
"""

from collections.abc import Mapping

from ....base.states import Lacking, Status
from ....facts.gather import Facts
from ....facts.lookup import goal, indicator, measured
from ....record.figures import Figure, merged_status, share_text
from ....record.formulas import total
from ....record.model import Record
from ....record.tables import Column, Row, Table
from ....rules.entitlement import Entitlement
from ....rules.sharing.per_unit_capped import units_to_cap
from ....show.prose import paragraph
from ....show.tables import table_html
from ....show.wording import EXAMPLE, LACKING, listed
from ...measured import add_measured, left_out_in
from ...part import Given, Part

ST_PHYSICIANS = "andel-st-lakare"
INERA = ("inera-utfardade-intyg", "inera-elektroniskt-skickade", "inera-kompletteringar")
KEYS = ("capped.paid", "capped.left", "st_physicians.share")


def part(facts: Facts, given: Given) -> Part:
    """The figures and the tables that have something to tell."""
    result = Part(given.figures)
    capped = [one for one in facts.entitlements if one.component.rule == "per_unit_capped"]
    rows = [_capped(result, facts, one, given.figures) for one in capped]
    invented_rows = [str(row["title"]) for row in rows if row["example"]]
    status = Status.EXAMPLE if invented_rows else Status.PRELIMINARY
    names = {
        KEYS[0]: [f"component.{one.component.id}.computed" for one in capped],
        KEYS[1]: [f"capped.{one.component.id}.left" for one in capped],
    }
    for key, parts in names.items():
        if parts:
            result.follow(key, total(parts), status)
        else:
            result.add_unknown(key, "överenskommelsen har ingen del som betalas per enhet upp till ett tak")
    add_measured(result, facts, KEYS[2], ST_PHYSICIANS)
    columns = [
        Column("title", "Del"),
        Column("per", "Betalas per"),
        Column("price", "Pris, kr", "ore"),
        Column("units", "Godkända", "count"),
        Column("paid", "Ersättning, kr", "ore"),
        Column("cap", "Tak, kr", "ore"),
        Column("left", "Kvar under taket, kr", "ore"),
        Column("to_cap", "Antal kvar till taket", "count"),
    ]
    why = [f"{one.component.title}: {LACKING[one.lacking]}" for one in capped if one.lacking]
    note = (
        "Taket är regionens andel av det nationella beloppet efter folkmängd. Antalet godkända är det senast angivna "
        "för hela året, inte för perioden."
    )
    if invented_rows:
        note += f" Antalet godkända är {EXAMPLE} för {listed(invented_rows)}, och därmed ersättningen och utrymmet."
    note += f" Ej känt: {'; '.join(why)}." if why else ""
    caption = f"Ersättning per enhet och utrymme under taket, hela {facts.period.year}"
    if rows:
        result.tables.append(Table("capped", caption, columns, rows, note=note, sheet="Tak"))
    result.tables += [_physicians(facts), *_inera(facts)]
    return result


def show(record: Record) -> list[str]:
    """What the reader meets."""
    found = {table.id: table for table in record.tables}
    missing = [] if "inera" in found else [paragraph("Ineras statistik om läkarintyg är inte redovisad.")]
    return [*(table_html(found[name]) for name in ("capped", "st_physicians", "inera") if name in found), *missing]


def _capped(result: Part, facts: Facts, entitlement: Entitlement, known: Mapping[str, Figure]) -> Row:
    """A component's row with its figures; what it is paid is what it is computed to."""
    component, cap = entitlement.component, entitlement.shared.cap
    key, price = f"capped.{component.id}", component.chosen_price
    volumes = [one for one in facts.parameters.choices.volumes if one.component == component.id]
    units = sum(one.approved for one in volumes) if volumes else None
    paid = known[f"component.{component.id}.computed"]
    example = any(one.is_example for one in volumes) or bool(price and price.is_example)
    status = Status.EXAMPLE if example else Status.PRELIMINARY
    to_cap = None
    if price is not None and cap is not None and units is not None:
        to_cap = max(0, units_to_cap(price.ore, cap) - units)
    return {
        "title": component.title,
        "per": listed([one.what for one in component.paid_per]) or None,
        "price": result.add_money(f"{key}.price", price.ore, [price.origin], price.status, source=price.source)
        if price
        else result.add_unknown(f"{key}.price", LACKING[Lacking.PRICE]),
        "units": units,
        "paid": paid,
        "cap": _cap(result, f"{key}.cap", entitlement),
        "left": result.follow(f"{key}.left", f"{key}.cap - {paid.key}", status),
        "to_cap": to_cap,
        "example": example,
    }


def _cap(result: Part, key: str, entitlement: Entitlement) -> Figure:
    """The most the region can get: its share of the national amount, read where that stands."""
    national, cap = entitlement.component.national_amount, entitlement.shared.cap
    if national is None or cap is None:
        return result.add_unknown(key, LACKING[Lacking.AMOUNT])
    amounts = [national, *entitlement.amendments]
    status = merged_status([Status.PRELIMINARY, *(one.status for one in amounts)])
    return result.add_money(key, cap, [one.origin for one in amounts], status, source=national.source)


def _physicians(facts: Facts) -> Table:
    found, aim = measured(facts, ST_PHYSICIANS), goal(facts, ST_PHYSICIANS)
    row: Row = {
        "title": "ST-läkare med utbildning och handledning i försäkringsmedicin",
        "trained": found.numerator,
        "all": found.denominator,
        "share": share_text(found.value),
        "goal": aim,
        **left_out_in(found, "trained", "all", "share"),
    }
    columns = [
        Column("title", "Mål"),
        Column("trained", "Utbildade", "count"),
        Column("all", "Alla", "count"),
        Column("share", "Andel", "share", decimals=1),
        Column("goal", "Minst", "share"),
    ]
    return Table("st_physicians", f"Utbildade ST-läkare, {facts.period.title}", columns, [row], sheet="ST-läkare")


def _inera(facts: Facts) -> list[Table]:
    """Inera's statistics of certificates; none where the region has no such indicators."""
    rows: list[Row] = []
    for name in INERA:
        one, found = indicator(facts, name), measured(facts, name)
        if one is not None:
            rows.append(
                {
                    "title": one.title,
                    "numerator": found.numerator,
                    "denominator": found.denominator if one.denominator else "",
                    "share": share_text(found.value) if one.unit == "percent" else "",
                    **left_out_in(found, "numerator", "denominator", "share"),
                }
            )
    columns = [
        Column("title", "Statistik"),
        Column("numerator", "Antal", "count"),
        Column("denominator", "Av", "count"),
        Column("share", "Andel", "share", decimals=1),
    ]
    caption = f"Läkarintyg enligt Ineras statistiktjänst, {facts.period.title}"
    return [Table("inera", caption, columns, rows, sheet="Inera")] if rows else []
