"""Vad som bör stå: what of each part of the grant should be income, liability and accrued income, and what to book.

Owns, at T1, T2 and the final accounts, the figures ``accrual.<part>.<year>.*`` (a part is a component, ``all_parts`` or
``earlier_years``), ``accrual.should.*``, ``accrual.booked.{liability,claim}`` and ``accrual.to_book.*``, and
the table ``accrual_should``; the entry is ``accrual_entry``. The rules are ``rules.recognition``.
"""

from collections.abc import Iterator, Sequence

from ...base.numbers import kronor, with_unit
from ...base.period import day_text
from ...base.states import RecognitionPrinciple, Status
from ...facts.accrual import AccrualRows
from ...facts.gather import Facts
from ...facts.kinds import kind_of
from ...facts.recognition import GrantPart, Of
from ...record.figures import merged_status
from ...record.formulas import total
from ...record.tables import Column, Row, Table
from ...show.wording import EXAMPLE, NO_REPAYMENT_RULE, PRINCIPLE, grant_years, listed, marked, source_text
from ..part import Part
from .accrual_entry import ALL_TITLE, BALANCES, entry_tables
from .economy_chain import cost_status, places_of


def add_should(result: Part, facts: Facts, parts: Sequence[GrantPart]) -> None:
    """The figures of every part and of them together, and the tables; the booked ones where codes are configured."""
    for one in parts:
        _add_part(result, facts, parts, one)
    status = merged_status(result.figures[f"{one.key}.{name}"].status for one in parts for name in BALANCES)
    for name in BALANCES:
        keys = [f"{one.key}.{name}" for one in parts]
        known = all(result.figures[key].ore is not None for key in keys)
        result.follow(f"accrual.should.{name}", total(keys), status if known else Status.UNKNOWN)
    rows = facts.ledger_checks.accrual
    if rows is not None:
        _add_booked(result, facts, rows)
    result.tables.append(_table(facts, result, parts))
    result.tables += entry_tables(facts, result, parts)


def _add_part(result: Part, facts: Facts, parts: Sequence[GrantPart], one: GrantPart) -> None:
    if one.of is Of.EARLIER:
        _add_earlier(result, facts, parts, one)
        return
    name = one.key
    if one.opening:
        places = [*places_of(one.events, facts), one.parameters.choices.origin]
        result.add_money(f"{name}.opening", one.opening, dict.fromkeys(places), cost_status(facts))
    firm = merged_status(event.status for event in one.events)
    places = [event.origin for event in one.events] or [one.parameters.choices.origin]
    got = result.add_money(f"{name}.received", one.money.received, places, firm)
    whole = {
        Of.COMPONENT: (f"component.{one.id}.cost", f"component.{one.id}.entitled"),
        Of.YEAR: (f"grant_year.{one.year}.cost", f"grant_year.{one.year}.entitled"),
        Of.CARRIED: (f"grant_year.{one.year}.used_before + grant_year.{one.year}.cost", f"grant_year.{one.year}.whole"),
    }
    of_cost, entitled = whole[one.of]
    if one.of is Of.YEAR and facts.own_chain.entitled is None:
        entitled = f"{entitled}_known"
    if one.money.cost is None:
        cost = result.add_unknown(f"{name}.cost", _no_cost(facts))
    else:
        cost = result.follow(f"{name}.cost", of_cost, cost_status(facts))
    statuses = [got.status, *(said.status for said in one.recognition)]
    if one.standing is None:
        for key in ("recognised", *BALANCES):
            result.add_unknown(f"{name}.{key}", why_unknown(facts, one))
        return
    formula = "0"
    if one.principle is RecognitionPrinciple.RESTRICTION:
        formula = f"{name}.received"
        if one.money.granted is not None:
            formula = f"max({name}.received, {entitled})"
            statuses.append(result.known[entitled].status)
    elif one.principle is RecognitionPrinciple.PERFORMANCE and one.money.decided is not None:
        formula, firm = _earned(result, facts, one)
        statuses.append(firm)
    elif one.principle is RecognitionPrinciple.CONDITION:
        statuses.append(cost.status)
        formula = f"max(0, {name}.cost)"
        if one.money.entitled is not None:
            statuses.append(result.known[entitled].status)
            formula = f"max(0, min({name}.cost, {entitled}){_lapsed(result, one, entitled)})"
    status = merged_status(statuses)
    result.add_formula(f"{name}.recognised", one.standing.recognised, formula, status)
    result.follow(f"{name}.liability", f"max(0, {name}.received - {name}.recognised)", status)
    result.follow(f"{name}.claim", f"max(0, {name}.recognised - {name}.received)", status)


def _earned(result: Part, facts: Facts, one: GrantPart) -> tuple[str, Status]:
    """The formula of what a part's result has earned, and how firm that is; of an earlier year, whose figures the
    report has no others of, ``<part>.earned``."""
    if one.of is Of.CARRIED:
        choices = one.parameters.choices
        places = [decided.origin for decided in choices.decided] or [choices.origin]
        key = f"{one.key}.earned"
        return key, result.add_money(key, one.money.decided, places, cost_status(facts)).status
    return total([each.key for each in one.results]), merged_status(
        result.known[each.key].status for each in one.results
    )


def _lapsed(result: Part, one: GrantPart, entitled: str) -> str:
    """``<part>.lapsed``, where there is any: used, not received and not to be requested any more."""
    if not one.money.lapsed:
        return ""
    name, events = one.key, one.parameters.choices.events
    asked = [event.origin for event in events if event.kind == "requisition"] or [one.parameters.choices.origin]
    result.add_money(f"{name}.requested", one.requested or 0, asked, Status.DECIDED)
    back = [event for event in one.events if event.kind == "repayment"]
    requested = f"{name}.requested"
    if back:
        places, firm = [event.origin for event in back], merged_status(event.status for event in back)
        result.add_money(f"{name}.repaid", sum(event.ore or 0 for event in back), places, firm)
        requested += f" - {name}.repaid"
    result.follow(
        f"{name}.lapsed",
        f"max(0, min({name}.cost, {entitled}) - max({name}.received, {requested}))",
        Status.PRELIMINARY,
    )
    return f" - {name}.lapsed"


def _add_earlier(result: Part, facts: Facts, parts: Sequence[GrantPart], one: GrantPart) -> None:
    """What is left of the opening balance that belongs to earlier years, and what should stand of it."""
    name, firm = one.key, cost_status(facts)
    got = result.add_money(f"{name}.received", one.money.received, places_of(one.events, facts), firm)
    openings = [f"{part.key}.opening" for part in parts if part.of is not Of.EARLIER and part.opening]
    formula = " - ".join([f"accrual.opening + {got.key}", *openings])
    result.add_formula(f"{name}.left", one.opening, formula, firm)
    if one.standing is None:
        for key in BALANCES:
            result.add_unknown(f"{name}.{key}", why_unknown(facts, one))
        return
    is_none = one.principle is RecognitionPrinciple.RESTRICTION
    status = merged_status([firm, *(said.status for said in one.recognition)])
    result.follow(f"{name}.liability", "0" if is_none else f"max(0, {name}.left)", status)
    result.follow(f"{name}.claim", "0" if is_none else f"max(0, 0 - {name}.left)", status)


def _add_booked(result: Part, facts: Facts, rows: AccrualRows) -> None:
    status = cost_status(facts)
    result.add_sum("accrual.liability.rows", rows.liability_rows, status)
    result.add_sum("accrual.claim.rows", rows.claim_rows, status)
    opening = {"liability": "max(0, accrual.opening) - ", "claim": "max(0, 0 - accrual.opening) + "}
    without = {"liability": "0 - ", "claim": ""}
    for name in BALANCES:
        first = (opening if rows.is_stated else without)[name]
        if rows.accrued.opening is None:
            result.add_unknown(f"accrual.booked.{name}", rows.opening_from)
        else:
            result.follow(f"accrual.booked.{name}", f"{first}accrual.{name}.rows", status)
        should = result.figures[f"accrual.should.{name}"]
        firm = merged_status([status, should.status])
        result.follow(f"accrual.to_book.{name}", f"accrual.should.{name} - accrual.booked.{name}", firm)


def _no_cost(facts: Facts) -> str:
    return "kostnaden är ej särredovisad" if facts.not_separated else "kostnaden är inte känd per del"


def why_unknown(facts: Facts, one: GrantPart) -> str:
    """Why nobody can tell what should stand of a part."""
    if one.principle is RecognitionPrinciple.UNKNOWN:
        return "principen för intäkten är inte angiven"
    if one.money.cost is None:
        return _no_cost(facts)
    return "högsta belopp är ej känt, och kostnaden är högre än det som har kommit in"


def title_of(facts: Facts, parts: Sequence[GrantPart], one: GrantPart) -> str:
    """A part's name with its grant year."""
    if one.of is Of.EARLIER:
        years = sorted({p.agreement.year for p in facts.parameters.earlier} - {c.year for c in facts.carried})
        return f"Ingående, {grant_years(years[:-1], years[-1])}" if years else "Ingående, från tidigare år"
    many = len(facts.entitlements) > 1 or one.own_frame or len({part.year for part in parts}) > 1
    title = one.title or ALL_TITLE
    return f"{title}, {one.year}" if many else f"{title} {one.year}"


def _principle(one: GrantPart) -> str | None:
    """The principle in words with its source, marked where it is invented; None: not told."""
    if one.principle is RecognitionPrinciple.UNKNOWN:
        return None
    sources = [
        text
        for said in one.recognition
        if (text := source_text(one.parameters, said.source, said.place)) and not said.is_example
    ]
    told = PRINCIPLE[one.principle] + (f" ({'; '.join(dict.fromkeys(sources))})" if sources else "")
    return marked(told, any(said.is_example for said in one.recognition))


def _table(facts: Facts, result: Part, parts: Sequence[GrantPart]) -> Table:
    rows: list[Row] = []
    for one in parts:
        figure = {name: result.figures.get(f"{one.key}.{name}", "") for name in ("received", "cost", "recognised")}
        if one.of is Of.EARLIER:
            figure = dict.fromkeys(figure, "")
        balances = {name: result.figures[f"{one.key}.{name}"] for name in BALANCES}
        rows.append({"title": title_of(facts, parts, one), "principle": _principle(one), **figure, **balances})
    blank: Row = {"principle": "", "received": "", "cost": "", "recognised": ""}
    rows.append(_sum("Bör stå i balansräkningen", blank, result, "should") | {"emphasis": True})
    if facts.ledger_checks.accrual is not None:
        rows.append(_sum("Bokfört på balanskontona", blank, result, "booked"))
        rows.append(_sum("Skillnad att boka", blank, result, "to_book") | {"emphasis": True})
    columns = [
        Column("title", "Del och bidragsår"),
        Column("principle", "Princip för intäkten", missing="ej angiven"),
        Column("received", "Mottaget", "ore", decimals=2),
        Column("cost", "Kostnad", "ore", decimals=2),
        Column("recognised", "Bör vara intäkt", "ore", decimals=2),
        Column("liability", "Skuld", "ore", decimals=2),
        Column("claim", "Upplupen intäkt", "ore", decimals=2),
    ]
    return Table(
        "accrual_should",
        f"Vad som bör stå som skuld och upplupen intäkt, {facts.period.title}",
        columns,
        rows,
        note=" ".join(_note(facts, result, parts)),
        sheet="Periodisering per del",
    )


def _sum(title: str, blank: Row, result: Part, name: str) -> Row:
    return {"title": title, **blank, **{key: result.figures[f"accrual.{name}.{key}"] for key in BALANCES}}


def _note(facts: Facts, result: Part, parts: Sequence[GrantPart]) -> Iterator[str]:
    yield "Belopp i kr från bidragets början: mottaget mindre återbetalt, och kostnad som räknas mot bidraget."
    if any(result.figures[f"{one.key}.received"].is_example for one in parts if one.money.received):
        yield f"Mottaget är {EXAMPLE}."
    unknown = dict.fromkeys(why_unknown(facts, one) for one in parts if one.standing is None)
    if unknown:
        yield f"Ej känt: {listed(list(unknown))}; då föreslås ingen bokning."
    if facts.ledger_checks.accrual is None:
        yield "Balanskonton är inte angivna, så det går inte att se vad som är bokfört."
    about: dict[str, list[str]] = {}
    for one in parts:
        if one.standing is not None and one.standing.liability:
            about.setdefault(_about_liability(facts, one), []).append(title_of(facts, parts, one))
    yield from (f"{listed(titles)}: {said}" for said, titles in about.items())
    if any(one.money.lapsed for one in parts):
        yield "Det som inte längre kan begäras är ingen upplupen intäkt utan egen kostnad."
    none = result.known.get("component.none.cost")
    is_apart = any(one.of is Of.COMPONENT and one.standing for one in parts)
    if is_apart and none is not None and none.ore:
        yield (
            f"Kostnad som inte hör till någon del, {with_unit(kronor(none.ore, 2), 'kr')}, är inte med; hör den till "
            "en del blir skulden lägre."
        )


def _about_liability(facts: Facts, one: GrantPart) -> str:
    """Whether a liability may be used later, or what the terms say of paying it back."""
    agreement, period = one.parameters.agreement, facts.period
    if one.of is not Of.EARLIER and agreement.window.end > period.last_day:
        return f"pengarna i skulden får användas till och med {day_text(agreement.window.end)}."
    if agreement.repayment.rule:
        return f"användningstiden är slut; om återbetalning säger villkoren: {agreement.repayment.rule}."
    ours = [part for part in agreement.shared if one.id == part.id] or agreement.shared
    if all(kind_of(facts, part) is None for part in ours):
        return "användningstiden är slut."
    return f"användningstiden är slut. {NO_REPAYMENT_RULE}"
