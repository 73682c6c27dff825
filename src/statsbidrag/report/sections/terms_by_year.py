"""What the region's papers state for each year, beside what the year's national amount and population give.

Owns the table ``years``.
"""

from ...facts.gather import Facts
from ...record.tables import Column, Table
from ...rules.entitlement import Agreeing, year_checks
from ...show.wording import as_written, source_text

VERDICT = {
    Agreeing.AGREES: "stämmer inom källans avrundning",
    Agreeing.DIFFERS: "skiljer sig",
    Agreeing.NOT_STATED: "ej angivet",
    Agreeing.NOT_COMPUTABLE: "kan inte beräknas",
}


def table(facts: Facts) -> Table:
    """A row per part and year stated; areas that no year is stated for are left out."""
    parameters = facts.parameters
    areas = {area.id: area for area in parameters.agreement.areas}
    rows, told = [], set()
    for entitlement in facts.entitlements:
        checks = year_checks(
            entitlement.component, parameters.choices.stated, entitlement.national_ore, parameters.agreement.year,
            parameters.population, parameters.region.lan_code,
        )  # fmt: skip
        for check in checks:
            parts = [s for s in parameters.choices.stated if s.year == check.year and s.area in areas]
            told |= {str(part.area) for part in parts}
            row: dict[str, object] = {
                "year": str(check.year),
                "component": entitlement.component.title,
                "stated": as_written(check.stated),
                "stated_ore": check.stated.ore,
            }
            row |= {f"area.{name}": None for name in areas}
            row |= {f"area.{part.area}": part.ore for part in parts}
            row |= {
                "computed": check.computed_ore,
                "date": check.population_date.isoformat(),
                "verdict": VERDICT[check.agreeing] if check.agreeing else "kan inte räknas: folkmängden saknas",
                "source": source_text(parameters, check.stated.source, check.stated.place),
            }
            rows.append(row)
    columns = [
        Column("year", "År", "code"),
        *([Column("component", "Del")] if len({row["component"] for row in rows}) > 1 else []),
        *(
            Column(f"area.{id}", area.title, "ore", scale="mnkr", decimals=1)
            for id, area in areas.items()
            if id in told
        ),
        Column("stated_ore", "Angivet", "ore", scale="mnkr", decimals=1),
        Column("computed", "Kontrollräknat", "ore", scale="mnkr", decimals=2),
        Column("date", "Folkmängd per", "date"),
        Column("verdict", "Bedömning"),
    ]
    years = sorted({str(row["year"]) for row in rows})
    caption = f"Preliminära belopp {years[0]}–{years[-1]}" if len(years) > 1 else f"Angivet belopp {''.join(years)}"
    return Table(
        "years",
        caption,
        columns,
        rows,
        note="Kontrollräkningen delar årets nationella belopp efter folkmängden den dag som anges.",
        sheet="Belopp per år",
    )
