"""What the region's papers state for each year, beside what the year's national amount and population give.

Owns the table ``years`` and the figures ``amount.<component>.<year>.computed`` and, of what no paper states,
``amount.area.<area>.<year>``.
"""

from ...facts.gather import Facts
from ...record.figures import Figure
from ...record.tables import Column, Row, Table
from ...rules.entitlement import Agreeing, Entitlement
from ...rules.year_checks import YearCheck, year_checks
from ...show.wording import as_written, source_text
from ..part import Part
from .terms_amounts import computed_places, given_amount

VERDICT = {
    Agreeing.AGREES: "stämmer inom källans avrundning",
    Agreeing.DIFFERS: "skiljer sig",
    Agreeing.NOT_STATED: "ej angivet",
    Agreeing.NOT_COMPUTABLE: "kan inte beräknas",
}


def table(result: Part, facts: Facts) -> Table:
    """A row per part and year stated; areas that no year is stated for are left out. The figures that the cells show
    and that are not in the part yet are added to it."""
    parameters = facts.parameters
    choices = parameters.choices
    areas = {area.id: area for area in parameters.agreement.areas}
    checks = [
        (entitlement, check)
        for entitlement in facts.entitlements
        for check in year_checks(
            entitlement.component, choices.stated, entitlement.national_ore, parameters.agreement.year,
            parameters.population, parameters.region.lan_code,
        )
    ]  # fmt: skip
    years = {check.year for _, check in checks}
    parts = {(stated.year, stated.area): stated for stated in choices.stated if stated.area in areas}
    told = [name for name in areas if any((year, name) in parts for year in years)]
    rows: list[Row] = []
    for entitlement, check in checks:
        row: Row = {
            "year": str(check.year),
            "component": entitlement.component.title,
            "stated": as_written(check.stated),
            "stated_ore": given_amount(result, choices, check.stated),
        }
        for name in told:
            stated = parts.get((check.year, name))
            row[f"area.{name}"] = (
                given_amount(result, choices, stated) if stated else _not_stated(result, check.year, name)
            )
        row |= {
            "computed": _computed(result, facts, entitlement, check),
            "date": check.population_date.isoformat(),
            "verdict": VERDICT[check.agreeing] if check.agreeing else "kan inte räknas: folkmängden saknas",
            "source": source_text(parameters, check.stated.source, check.stated.place),
        }
        rows.append(row)
    columns = [
        Column("year", "År", "code"),
        *([Column("component", "Del")] if len({row["component"] for row in rows}) > 1 else []),
        *(Column(f"area.{name}", areas[name].title, "ore", scale="mnkr", decimals=1) for name in told),
        Column("stated_ore", "Angivet", "ore", scale="mnkr", decimals=1),
        Column("computed", "Kontrollräknat", "ore", scale="mnkr", decimals=2),
        Column("date", "Folkmängd per", "date"),
        Column("verdict", "Bedömning"),
    ]
    first, last = (min(years), max(years)) if years else ("", "")
    caption = f"Preliminära belopp {first}–{last}" if len(years) > 1 else f"Angivet belopp {first}"
    return Table(
        "years",
        caption,
        columns,
        rows,
        note="Kontrollräkningen delar årets nationella belopp efter folkmängden den dag som anges.",
        sheet="Belopp per år",
    )


def _computed(result: Part, facts: Facts, entitlement: Entitlement, check: YearCheck) -> Figure:
    key = f"amount.{entitlement.component.id}.{check.year}.computed"
    if key in result.figures:
        return result.figures[key]
    if check.computed_ore is None:
        return result.add_unknown(key, "folkmängden saknas")
    places = computed_places(facts, entitlement)
    return result.add_money(key, check.computed_ore, places, entitlement.computed_status)


def _not_stated(result: Part, year: int, area: str) -> Figure:
    key = f"amount.area.{area}.{year}"
    return result.figures.get(key) or result.add_unknown(key, "inget belopp är angivet för området")
