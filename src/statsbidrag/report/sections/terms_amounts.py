"""Every amount of the agreement with its source: national, computed, stated and decided for the region, planned.

Owns the table ``amounts`` and the figures ``amount.*``: ``amount.<component>.{national,amendment}.<number>``,
``amount.<component>.{computed,paid,cap,entitled}``, ``amount.{stated,decided}.<number>`` (the number in the region's
list) and ``amount.planned``. They are made before the figures of Ekonomi, which may rest on them.
"""

from ...base.needed import needed
from ...base.numbers import count, kronor, mnkr, with_unit
from ...base.period import day_text
from ...base.states import Basis, Status
from ...facts.gather import Facts
from ...model.choices import RegionAgreement, Stated
from ...model.quantities import Application, FullTimeEquivalents, Listed, Volume
from ...model.values import Money
from ...record.figures import Figure
from ...record.tables import Column, Row, Table
from ...rules.entitled_together import used_together
from ...rules.entitlement import Entitlement
from ...show.wording import EXAMPLE, LACKING, RULE, STATUS, as_written, listed, source_text
from ..part import Part

POPULATION = "params/population.csv"


def amounts(result: Part, facts: Facts) -> Table:
    """The table; its figures, and högsta belopp of each component, are added to the part."""
    parameters = facts.parameters
    choices = parameters.choices
    rows: list[Row] = []
    several = len(facts.entitlements) > 1
    for entitlement in facts.entitlements:
        component = entitlement.component
        first = len(rows)
        for number, amount in enumerate(component.national, start=1):
            used = "används" if amount.chosen else "används inte"
            figure = read_amount(result, f"amount.{component.id}.national.{number}", amount)
            rows.append(_amount_row("Nationellt belopp", amount, figure, facts, used))
        for number, amendment in enumerate(entitlement.amendments, start=1):
            adds = "läggs till" if amendment.adds else "ersätter"
            figure = read_amount(result, f"amount.{component.id}.amendment.{number}", amendment)
            rows.append(_amount_row(f"Ändring från {amendment.start}", amendment, figure, facts, adds))
        figure = _computed(result, facts, entitlement)
        if component.rule != "population_share" or entitlement.lacking:
            rows.append(_computed_otherwise(entitlement, figure))
        else:
            rows.append(_computed_by_population(entitlement, figure))
        if several:
            for row in rows[first:]:
                row["title"] = f"{component.title}: {str(row['title'])[0].lower()}{str(row['title'])[1:]}"
    titles = {one.id: one.title for one in [*parameters.agreement.components, *choices.components]}
    together = [group.stated for group in used_together(facts.together)]
    used_amounts = [one.given for one in facts.entitlements if one.given is not None]
    given = (("Angivet för regionen", choices.stated), ("Beslutat för regionen", choices.decided))
    for title, given_amounts in given:
        for amount in given_amounts:
            if amount.year == parameters.agreement.year and amount.area is None:
                names = [titles[name] for name in amount.of if name in titles]
                about = f"{title}: {listed(names)}" if several and names else title
                is_used = any(amount is one for one in [*used_amounts, *together])
                how = "används" if is_used else "jämförs med beräknat belopp"
                figure = given_amount(result, choices, amount)
                rows.append(_amount_row(about, amount, figure, facts, how if amount.chosen else "används inte"))
    if choices.planned:
        figure = read_amount(result, "amount.planned", choices.planned)
        rows.append(_amount_row("Planerad användning", choices.planned, figure, facts, ""))
    for entitlement in facts.entitlements:
        _entitled(result, facts, entitlement)
    columns = [
        Column("title", "Belopp"),
        Column("written", "Som källan skriver"),
        Column("ore", "Kronor", "ore", decimals=2),
        Column("source", "Källa"),
        Column("status", "Status"),
        Column("note", "Kommentar", missing=""),
    ]
    return Table("amounts", "Belopp med källa", columns, rows, sheet="Belopp")


def read_amount(result: Part, key: str, amount: Money) -> Figure:
    """The figure of an amount that is read at its place in the parameters, added once."""
    return result.figures.get(key) or result.add_money(
        key, amount.ore, [amount.origin], amount.status, source=amount.source
    )


def given_amount(result: Part, choices: RegionAgreement, amount: Stated) -> Figure:
    """The figure of an amount that the region's papers state, or that has been decided for it."""
    for name, among in (("stated", choices.stated), ("decided", choices.decided)):
        for number, one in enumerate(among, start=1):
            if one is amount:
                return read_amount(result, f"amount.{name}.{number}", amount)
    raise ValueError(f"{amount.origin} is none of the region's stated or decided amounts")


def computed_places(facts: Facts, entitlement: Entitlement) -> list[str]:
    """The places in parameters that a component is computed from: its amounts, its rule, what the region did."""
    component, choices = entitlement.component, facts.parameters.choices
    told: list[Volume | Listed | FullTimeEquivalents | Application] = [
        *choices.volumes,
        *choices.listed,
        *choices.full_time_equivalents,
        *choices.applications,
    ]
    return [
        *_national_places(entitlement),
        component.origin,
        *(one.origin for one in told if one.component == component.id),
        *([POPULATION] if entitlement.inhabitants is not None else []),
    ]


def _national_places(entitlement: Entitlement) -> list[str]:
    """Where the national amount stands, with its amendments."""
    national = entitlement.component.national_amount
    return [*([national.origin] if national else []), *(amendment.origin for amendment in entitlement.amendments)]


def _computed(result: Part, facts: Facts, entitlement: Entitlement) -> Figure:
    component = entitlement.component
    key, ore, national = f"amount.{component.id}.computed", entitlement.computed_ore, component.national_amount
    if ore is None:
        return result.add_unknown(key, LACKING[entitlement.lacking] if entitlement.lacking else "kan inte beräknas")
    source = national.source if national else None
    places = computed_places(facts, entitlement)
    return result.add_money(key, ore, places, entitlement.computed_status, source=source)


def _entitled(result: Part, facts: Facts, entitlement: Entitlement) -> None:
    """Högsta belopp: the amount that goes before the others."""
    component = entitlement.component
    amount = f"amount.{component.id}.{'computed' if entitlement.basis is Basis.UNKNOWN else entitlement.basis}"
    if entitlement.given is not None:
        amount = given_amount(result, facts.parameters.choices, entitlement.given).key
    elif entitlement.basis is Basis.PAID:
        places = [event.origin for event in entitlement.paid]
        result.add_money(amount, entitlement.entitled_ore, places, entitlement.status)
    elif entitlement.basis is Basis.CAP:
        cap_places = [component.origin, *_national_places(entitlement), POPULATION]
        result.add_money(amount, entitlement.entitled_ore, cap_places, entitlement.frame_status)
    result.add_formula(
        f"amount.{component.id}.entitled",
        entitlement.entitled_ore,
        amount,
        entitlement.status,
        assumed=entitlement.entitled_ore is not None and component.id in facts.assumed,
    )


def _computed_by_population(entitlement: Entitlement, figure: Figure) -> Row:
    """The row of a part that is a share of a population."""
    return {
        "title": "Beräknad andel för regionen",
        "written": with_unit(mnkr(figure.known_ore, 2), "mnkr"),
        "ore": figure,
        "source": f"folkmängd {day_text(needed(entitlement.population_date, 'population_date'))}, {POPULATION}",
        "status": "beräknat"
        + (", närmevärde" if entitlement.is_approximation else "")
        + (", antagen fördelning" if entitlement.component.is_assumed else "")
        + (f", {EXAMPLE}" if entitlement.computed_status is Status.EXAMPLE else ""),
        "note": _of_population(entitlement),
    }


def _of_population(entitlement: Entitlement) -> str:
    here, in_all = needed(entitlement.inhabitants, "inhabitants"), needed(entitlement.inhabitants_in_all, "inhabitants")
    return f"{kronor(needed(entitlement.national_ore, 'national'))} × {count(here)} / {count(in_all)}"


def _computed_otherwise(entitlement: Entitlement, figure: Figure) -> Row:
    """The row of a part that is not a share of a population, or that cannot be computed; with the cap if it has one."""
    ore, cap = figure.ore, entitlement.shared.cap
    limit = ""
    if cap is not None:
        near = ", närmevärde" if entitlement.is_approximation else ""
        limit = f"taket är {with_unit(kronor(cap, 2), 'kr')}: {_of_population(entitlement)}{near}"
    why = LACKING[entitlement.lacking] if entitlement.lacking else ""
    return {
        "title": "Beräknat belopp för regionen",
        "written": "kan inte beräknas" if ore is None else with_unit(mnkr(ore, 2), "mnkr"),
        "ore": figure,
        "source": f"regeln {RULE[entitlement.component.rule]}",
        "status": "ej känt"
        if ore is None
        else "beräknat" + (f", {EXAMPLE}" if entitlement.computed_status is Status.EXAMPLE else ""),
        "note": "; ".join(text for text in (why, limit) if text),
    }


def _amount_row(title: str, amount: Money, figure: Figure, facts: Facts, use: str) -> Row:
    return {
        "title": title,
        "written": as_written(amount),
        "ore": figure,
        "source": source_text(facts.parameters, amount.source, amount.place),
        "status": STATUS[amount.status],
        "note": "; ".join(text for text in (amount.note, use) if text),
    }
