"""What must hold inside one agreement's terms, before any region's choices are read.

Owns the checks of ``params/<year>/agreements/<agreement>.yaml`` that several entries decide together: that sources,
deadlines and components exist, that components fit in the total, that amendments do not overlap, that the population
is there. Every fault is a line with its ``file:line``, and a refusal: terms that contradict themselves, or that no
population is there for, share out no money. That a stated amount is another than the computed is a finding.
"""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from ....base.money import swedish_kronor
from ....model.agreement import Agreement, Deadline
from ....model.component import Component
from ..population import FILE as POPULATION_FILE
from ..population import LAN_CODES
from .days import faults_in_checked
from .lines import NamesSource, not_there, told_twice


def faults_in_terms(
    agreement: Agreement, agreement_id: str, year: int, population_days: Collection[dt.date]
) -> Iterator[str]:
    """A line for each fault in the terms of one agreement one year."""
    if agreement.id != agreement_id or agreement.year != year:
        yield (
            f"{agreement.at('id' if agreement.id != agreement_id else 'year')}: filen anger {agreement.id} "
            f"{agreement.year} men ligger som {agreement_id} under "
            f"{year}. Rätta id, year eller filens plats."
        )
    window = agreement.window
    if not window.start.year <= year <= window.end.year:
        yield (
            f"{window.at()}: användningstiden {window.start} – {window.end} har ingen dag under {year}. "
            f"Rätta from och to till årets villkor."
        )
    sources = {*agreement.sources, *agreement.lost("sources")}
    for entry in _sourced(agreement):
        yield from not_there(entry.at("source"), "källan", entry.source, sources)
    deadlines = {one.id for one in agreement.deadlines} | agreement.lost("deadlines")
    components = {component.id for component in agreement.components} | agreement.lost("components")
    for requirement in agreement.requirements:
        yield from not_there(requirement.at("deadline"), "tidpunkten", requirement.deadline, deadlines)
        if stake := requirement.at_stake:
            yield from not_there(stake.at("component"), "komponenten", stake.component, components)
            yield from not_there(stake.at("source"), "källan", stake.source, sources)
            if stake.year == year:
                yield (
                    f"{stake.at('year')}: at_stake avser {stake.year}, överenskommelsens eget år. Ta bort nyckeln; "
                    "vilken komponent kravet gäller skrivs i regionens fil."
                )
    for deadline in agreement.deadlines:
        yield from not_there(deadline.at("component"), "komponenten", deadline.component, components)
    amendable = {f"components.{component.id}.national" for component in agreement.components if not component.each}
    for amendment in agreement.amendments:
        if amendment.of.split(".")[1:2] not in [[name] for name in agreement.lost("components")]:
            yield from not_there(amendment.at("of"), "villkoret", amendment.of, amendable)
    yield from _amended(agreement)
    yield from _kinds_changed(agreement)
    yield from _overlapping(agreement)
    yield from _above_total(agreement)
    yield from _whole_to_every_region(agreement)
    yield from faults_in_components(agreement.components, year, population_days)
    yield from faults_in_deadlines(agreement.deadlines)
    yield from faults_in_checked(agreement.sources, agreement)
    for kind, entries in (
        ("komponenten", agreement.components),
        ("området", agreement.areas),
        ("kravet", agreement.requirements),
        ("tidpunkten", agreement.deadlines),
        ("indikatorn", agreement.indicators),
        ("motsägelsen", agreement.contradictions),
    ):
        yield from told_twice(kind, entries)


def faults_in_components(
    components: Sequence[Component], year: int, population_days: Collection[dt.date]
) -> Iterator[str]:
    """Components, national or a region's own, whose population is not there or is of a later year."""
    for component in components:
        for kind in component.kind:
            if kind.start is not None and (kind.start[:4] != str(year) or kind.start.endswith("-13")):
                yield (
                    f"{kind.at('from')}: slaget gäller från {kind.start}. Skriv en månad under {year}, till exempel "
                    f"{year}-07."
                )
        if (ladder := component.ladder) is not None:
            yield from (
                f"{ladder.at('months')}: trappan mäts i {month}. Skriv månader under {year}, till exempel {year}-09."
                for month in ladder.months
                if month[:4] != str(year) or month.endswith("-13")
            )
        if component.key_date is not None and component.key_date.year > year:
            yield (
                f"{component.at('key_date')}: key_date är {component.key_date}, efter {year}, så ingen kunde dela "
                "efter den dagen. Rätta key_date."
            )
        if component.population_date is not None and component.population_date.year > year:
            yield (
                f"{component.at('population_date')}: folkmängden är per {component.population_date}, efter "
                f"{year}, så ingen kunde "
                "dela efter den. Rätta population_date."
            )
        if component.population_date is not None and component.population_date not in population_days:
            days = ", ".join(day.isoformat() for day in sorted(population_days))
            yield (
                f"{component.at('population_date')}: folkmängd per {component.population_date} saknas i "
                f"{POPULATION_FILE}. "
                f"Datum som finns: {days}."
            )


def faults_in_deadlines(deadlines: Sequence[Deadline]) -> Iterator[str]:
    """Deadlines, national or a region's own, that tell both a day and a month."""
    for deadline in deadlines:
        if deadline.date is not None and deadline.month is not None:
            yield f"{deadline.at('month')}: tidpunkten har både date och month. Behåll date, eller skriv date: unknown."


def sourced_in(components: Sequence[Component]) -> Iterator[NamesSource]:
    """Every entry in components that names a source."""
    for component in components:
        yield from component.national
        yield from component.prices or []
        yield from component.price or []
        yield from component.paid_per
        yield from component.kind
        per_fte = component.per_fte.price if component.per_fte else None
        one = [component.each, component.split, component.ladder, per_fte]
        yield from (entry for entry in one if entry is not None)


def faults_in_continuation(agreement: Agreement, year: int, known: Mapping[int, Collection[str]]) -> Iterator[str]:
    """A line for each earlier agreement built upon that is of no earlier year or, by year, is not among those known."""
    for entry in agreement.continues:
        if entry.year >= year:
            yield f"{entry.at('year')}: year är {entry.year}. Skriv ett år före {year}, som villkoren bygger på."
        else:
            kind = f"överenskommelsen {entry.year}"
            yield from not_there(entry.at("agreement"), kind, entry.agreement, known[entry.year])


def _sourced(agreement: Agreement) -> Iterator[NamesSource]:
    yield from sourced_in(agreement.components)
    yield from agreement.requirements
    yield from agreement.deadlines
    yield from agreement.amendments
    yield from agreement.remarks
    yield agreement.repayment
    yield agreement.window
    yield from agreement.periods
    yield from agreement.total
    yield from agreement.indicators
    yield from agreement.approvals
    yield from agreement.continues
    yield from (entry for entry in (agreement.carry_over, agreement.overhead, agreement.investments) if entry)
    for contradiction in agreement.contradictions:
        yield from contradiction.sides


def _amended(agreement: Agreement) -> Iterator[str]:
    """Amendments that never come into force in the year, or leave an amount that cannot be."""
    amounts = {f"components.{c.id}.national": c.national_amount for c in agreement.components if not c.each}
    left = {of: amount.ore for of, amount in amounts.items() if amount}
    for amendment in sorted(agreement.amendments, key=lambda entry: entry.start):
        if amendment.start[:4] != str(agreement.year) or amendment.start.endswith("-13"):
            yield (
                f"{amendment.at('from')}: ändringen gäller från {amendment.start}. Skriv en månad under "
                f"{agreement.year}, "
                f"till exempel {agreement.year}-07."
            )
        unknown = amendment.of in amounts and amendment.of not in left
        if amendment.adds and unknown and amendment.ore == 0:
            continue
        if amendment.adds and unknown:
            yield (
                f"{amendment.at('adds')}: {amendment.of} är inte känt och kan inte ökas. Skriv adds: false med hela "
                "beloppet."
            )
            continue
        left[amendment.of] = amendment.ore + (left.get(amendment.of, 0) if amendment.adds else 0)
        if left[amendment.of] < 0:
            yield (
                f"{amendment.at('amount')}: {amendment.of} blir {swedish_kronor(left[amendment.of])} kr. Rätta "
                "amount eller "
                "adds."
            )


def _kinds_changed(agreement: Agreement) -> Iterator[str]:
    """A component whose kind is another from a month on, which no amendment from that month says."""
    said = {(entry.of, entry.start) for entry in agreement.amendments}
    for component in agreement.components:
        told = sorted(component.kind, key=lambda one: one.start or "")
        for before, after in pairwise(told):
            of = f"components.{component.id}.national"
            if after.is_ is before.is_ or after.start is None or (of, after.start) in said:
                continue
            remedy = (
                "Skriv pengarna av det nya slaget som en egen komponent, eller ta bort det slag som inte gäller."
                if component.each
                else f"Skriv ändringen under amendments (of: {of}, from: {after.start}; adds: true och amount: 0 om "
                "beloppet är detsamma), eller ta bort det slag som inte gäller."
            )
            yield (
                f"{after.at('from')}: slaget ändras från {before.is_} till {after.is_} från {after.start} utan någon "
                f"ändring av villkoren. {remedy}"
            )


def _overlapping(agreement: Agreement) -> Iterator[str]:
    """Two amendments of one thing from the same month: chance would decide what holds."""
    seen: set[tuple[str, str]] = set()
    for amendment in agreement.amendments:
        key = (amendment.of, amendment.start)
        if key in seen:
            yield (
                f"{amendment.at('from')}: {amendment.of} ändras två gånger från {amendment.start}. "
                "Skriv en ändring per månad, med det belopp som gäller sammantaget."
            )
        seen.add(key)


def _whole_to_every_region(agreement: Agreement) -> Iterator[str]:
    for component in agreement.shared:
        if component.rule == "fixed":
            yield (
                f"{component.at('rule')}: regeln fixed skulle ge hela beloppet till var och en av de {len(LAN_CODES)} "
                "regionerna. Välj en regel som delar beloppet, eller ange recipient om det går till någon annan."
            )


def _above_total(agreement: Agreement) -> Iterator[str]:
    chosen = [amount for amount in agreement.total if amount.chosen]
    if agreement.total and len(chosen) != 1:
        yield f"{agreement.total[0].at()}: exakt ett av beloppen under total ska gälla; ge de övriga chosen: false."
        return
    if chosen and chosen[0].ore < 0:
        yield f"{chosen[0].at('amount')}: total är {chosen[0].amount} {chosen[0].unit}. Skriv 0 eller mer."
        return
    inside = [component for component in agreement.components if not component.outside_total]
    parts = sum(c.national_amount.ore for c in inside if c.national_amount)
    parts += sum(c.each.ore * len(LAN_CODES) for c in inside if c.each)
    excused = any(contradiction.above_total for contradiction in agreement.contradictions)
    if chosen and parts > chosen[0].ore and not excused:
        yield (
            f"{chosen[0].at('amount')}: komponenterna blir {swedish_kronor(parts)} kr, mer än totalt "
            f"{swedish_kronor(chosen[0].ore)} kr. Rätta beloppen, eller beskriv motsägelsen under contradictions "
            "med above_total: true."
        )
