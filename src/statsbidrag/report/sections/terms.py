"""Överenskommelsen och krav: amounts with source, computed beside stated, the requirements.

Owns the tables ``amounts``, ``requirements`` and ``remarks``; ``years`` stands among them.
"""

from ...base.numbers import count, kronor, mnkr, unit
from ...base.period import day_text
from ...base.states import Status
from ...facts.gather import Facts
from ...model.values import Money
from ...record.model import Record, figure
from ...record.tables import Column, Table
from ...rules.entitlement import Entitlement, used_together
from ...show.charts import Chart
from ...show.prose import paragraph
from ...show.tables import table_html
from ...show.wording import (
    EXAMPLE,
    LACKING,
    MET,
    RULE,
    STATUS,
    as_written,
    contradiction_text,
    listed,
    place_text,
    requirement_words,
    source_text,
)
from ..part import Part
from . import terms_by_year

GIVEN = ("decided", "stated")


def part(facts: Facts) -> Part:
    """The tables of the section and the number of requirements met."""
    requirements = _requirements(facts)
    met = sum(row["state"] == MET for row in requirements.rows)
    place = {"params": facts.parameters.choices.origin}
    # Invented states are told even where none of them is met: the number rests on them.
    invented = any(row["example"] for row in requirements.rows)
    figures = {
        "requirements.met": figure(met, "count", place, "example" if invented else "decided"),
        "requirements.all": figure(len(requirements.rows), "count", place, "decided"),
    }
    return Part(figures, {}, [_amounts(facts), terms_by_year.table(facts), requirements, _remarks(facts)])


def show(record: Record) -> list[str | Chart]:
    """What the reader meets, in order."""
    facts = record.agreement
    texts = [f"Parter: {listed(facts['parties'])}.", facts["window"], f"Ansvarig: {facts['responsible']}."]
    return [
        paragraph(" ".join(texts)),
        table_html(record.table("amounts")),
        *(paragraph(text) for text in facts["why_amounts_differ"]),
        *_filled(record, "years", ""),
        *_filled(record, "requirements", "Källorna anger inga krav för bidraget."),
        *_filled(record, "remarks", ""),
    ]


def _filled(record: Record, table_id: str, otherwise: str) -> list[str]:
    """The table, or what to say when it has no rows."""
    table = record.table(table_id)
    return [table_html(table)] if table.rows else [paragraph(otherwise)] if otherwise else []


def _amounts(facts: Facts) -> Table:
    parameters = facts.parameters
    rows = []
    several = len(facts.entitlements) > 1
    for entitlement in facts.entitlements:
        component = entitlement.component
        first = len(rows)
        for amount in component.national:
            used = "används" if amount.chosen else "används inte"
            rows.append(_amount_row("Nationellt belopp", amount, facts, used))
        for amendment in entitlement.amendments:
            adds = "läggs till" if amendment.adds else "ersätter"
            rows.append(_amount_row(f"Ändring från {amendment.start}", amendment, facts, adds))
        if component.rule != "population_share" or entitlement.lacking:
            rows.append(_computed_otherwise(entitlement))
        else:
            rows.append(_computed_by_population(entitlement))
        if several:
            for row in rows[first:]:
                row["title"] = f"{component.title}: {str(row['title'])[0].lower()}{str(row['title'])[1:]}"
    titles = {one.id: one.title for one in [*parameters.agreement.components, *parameters.choices.components]}
    choices = parameters.choices
    together = [group.stated for group in used_together(facts.together)]
    used = [one.decided if one.basis == "decided" else one.stated for one in facts.entitlements if one.basis in GIVEN]
    given = (("Angivet för regionen", choices.stated), ("Beslutat för regionen", choices.decided))
    for title, amounts in given:
        for amount in amounts:
            if amount.year == parameters.agreement.year and amount.area is None:
                names = [titles[name] for name in amount.of if name in titles]
                about = f"{title}: {listed(names)}" if several and names else title
                is_used = any(amount is one for one in [*used, *together])
                how = "används" if is_used else "jämförs med beräknat belopp"
                rows.append(_amount_row(about, amount, facts, how if amount.chosen else "används inte"))
    if parameters.choices.planned:
        rows.append(_amount_row("Planerad användning", parameters.choices.planned, facts, ""))
    columns = [
        Column("title", "Belopp"),
        Column("written", "Som källan skriver"),
        Column("ore", "Kronor", "ore", decimals=2),
        Column("source", "Källa"),
        Column("status", "Status"),
        Column("note", "Kommentar", missing=""),
    ]
    return Table("amounts", "Belopp med källa", columns, rows, sheet="Belopp")


def _computed_by_population(entitlement: Entitlement) -> dict[str, object]:
    """The row of a part that is a share of a population."""
    return {
        "title": "Beräknad andel för regionen",
        "written": unit(mnkr(entitlement.computed_ore, 2), "mnkr"),
        "ore": entitlement.computed_ore,
        "source": f"folkmängd {day_text(entitlement.population_date)}, params/population.csv",
        "status": "beräknat"
        + (", närmevärde" if entitlement.is_approximation else "")
        + (", antagen fördelning" if entitlement.component.is_assumed else "")
        + (f", {EXAMPLE}" if entitlement.computed_status is Status.EXAMPLE else ""),
        "note": _of_population(entitlement),
    }


def _of_population(entitlement: Entitlement) -> str:
    people = f"{count(entitlement.inhabitants)} / {count(entitlement.inhabitants_in_all)}"
    return f"{kronor(entitlement.national_ore)} × {people}"


def _computed_otherwise(entitlement: Entitlement) -> dict[str, object]:
    """The row of a part that is not a share of a population, or that cannot be computed; with the cap if it has one."""
    ore, cap = entitlement.computed_ore, entitlement.shared.cap
    limit = ""
    if cap is not None:
        near = ", närmevärde" if entitlement.is_approximation else ""
        limit = f"taket är {unit(kronor(cap, 2), 'kr')}: {_of_population(entitlement)}{near}"
    why = LACKING[entitlement.lacking] if entitlement.lacking else ""
    return {
        "title": "Beräknat belopp för regionen",
        "written": "kan inte beräknas" if ore is None else unit(mnkr(ore, 2), "mnkr"),
        "ore": ore,
        "source": f"regeln {RULE[entitlement.component.rule]}",
        "status": "ej känt"
        if ore is None
        else "beräknat" + (f", {EXAMPLE}" if entitlement.computed_status is Status.EXAMPLE else ""),
        "note": "; ".join(text for text in (why, limit) if text),
    }


def _amount_row(title: str, amount: Money, facts: Facts, use: str) -> dict[str, object]:
    return {
        "title": title,
        "written": as_written(amount),
        "ore": amount.ore,
        "source": source_text(facts.parameters, amount.source, amount.place),
        "status": STATUS[amount.status],
        "note": "; ".join(text for text in (amount.note, use) if text),
    }


def _requirements(facts: Facts) -> Table:
    parameters = facts.parameters
    states = {state.id: state for state in parameters.choices.requirements}
    entitled = {entitlement.component.id: entitlement.entitled_ore for entitlement in facts.entitlements}
    dates = {deadline.id: deadline.date for deadline in parameters.agreement.deadlines}
    rows = []
    for requirement in parameters.agreement.requirements:
        state = states.get(requirement.id)
        judged = state is not None and (state.as_of is None or state.as_of <= str(facts.period))
        due = dates.get(requirement.deadline or "")
        rows.append(
            {
                "text": requirement.text,
                "id": requirement.id,
                "short": requirement.short,
                "component": state.at_stake if state else None,
                **requirement_words(state if judged else None),
                "example": judged and state is not None and state.status is Status.EXAMPLE,
                "responsible": state.responsible if state else None,
                "at_stake": entitled.get(state.at_stake) if state else None,
                "due": due.isoformat() if due else None,
                "source": source_text(parameters, requirement.source, requirement.place),
            }
        )
    columns = [
        Column("text", "Krav"),
        Column("state", "Uppfyllt"),
        Column("evidence", "Underlag", missing="saknas"),
        Column("responsible", "Ansvarig roll"),
        Column("at_stake", "Belopp som berörs, kr", "ore", decimals=2),
        Column("due", "Senast", "date"),
        Column("source", "Källa"),
    ]
    guessed = any(row["component"] in facts.assumed for row in rows)
    note = "Belopp som berörs är antaget, eftersom källan inte anger någon fördelning." if guessed else ""
    return Table("requirements", "Krav för bidraget", columns, rows, note=note, sheet="Krav")


def _remarks(facts: Facts) -> Table:
    parameters = facts.parameters
    rows = [
        {"text": contradiction_text(parameters, one), "source": None}
        for one in [*parameters.agreement.contradictions, *parameters.choices.contradictions]
    ]
    rows += [
        {
            "text": remark.text,
            "source": place_text(source_text(parameters, remark.source, remark.place), remark.inferred),
        }
        for remark in [*parameters.agreement.remarks, *parameters.choices.remarks]
    ]
    note = (
        f"Överenskommelsen kallas även {listed(parameters.agreement.aliases)}." if parameters.agreement.aliases else ""
    )
    columns = [Column("text", "Att veta om underlaget"), Column("source", "Källa", missing="")]
    return Table("remarks", "Där källorna säger olika eller tiger", columns, rows, note=note, sheet="Källkritik")
