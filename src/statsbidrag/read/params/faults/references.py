"""A region's choices held against the agreement they are about.

Owns which names in the choices must exist in the agreement (sources, components, areas, requirements), and that no two
entries say the same thing differently. Every fault is a line with its ``file:line``, and a refusal: what is named does
not exist, or chance would decide. What a region says that only differs from the terms is a finding.
"""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence

from ....model.agreement import Agreement
from ....model.choices import Effort, RegionAgreement
from ....model.component import RULE_KEYS, Component
from ....model.quantities import Application, FullTimeEquivalents, Listed, Volume
from .amounts import faults_in_amounts
from .beside_cost import faults_beside_cost
from .budgets import faults_in_budgets
from .days import faults_in_checked, faults_in_days
from .distribution import faults_in_distribution
from .events import faults_in_events, without_component
from .lines import NamesSource, not_there, told_twice
from .own_frames import faults_in_own_frames
from .parts import faults_in_parts
from .terms import faults_in_components, faults_in_deadlines, sourced_in

# What a region tells of its work and units; ``RULE_KEYS`` has which rules reckon with it.
Quantity = Volume | Listed | FullTimeEquivalents | Application
QUANTITIES = ("volumes", "listed", "full_time_equivalents", "applications")


def broken_references(
    agreement: Agreement, choices: RegionAgreement, agreement_id: str, population_days: Collection[dt.date]
) -> Iterator[str]:
    """A line for each fault in a region's choices."""
    if choices.agreement != agreement_id:
        yield (
            f"{choices.at('agreement')}: agreement är «{choices.agreement}» men filen heter {agreement_id}.yaml. "
            "Låt dem "
            "vara lika."
        )
    everything = [*agreement.components, *choices.components]
    components = {component.id for component in everything} | agreement.lost("components")
    components |= choices.lost("components")
    areas = {area.id for area in agreement.areas} | agreement.lost("areas")
    requirements = {requirement.id for requirement in agreement.requirements} | agreement.lost("requirements")
    sources = {*agreement.sources, *choices.sources, *agreement.lost("sources"), *choices.lost("sources")}
    for entry in _sourced(choices):
        yield from not_there(entry.at("source"), "källan", entry.source, sources)
    elsewhere = {component.id for component in agreement.components if component.recipient != "regions"}
    for stated in [*choices.stated, *choices.decided]:
        for number, name in enumerate(stated.of):
            yield from not_there(stated.at("of", number), "komponenten", name, components)
            if name in elsewhere:
                yield f"{stated.at('of', number)}: komponenten «{name}» går inte till regionerna. Ta bort den ur of."
        for name in sorted({name for name in stated.of if stated.of.count(name) > 1}):
            yield f"{stated.at('of')}: komponenten «{name}» står två gånger i of. Behåll en."
        yield from not_there(stated.at("area"), "området", stated.area, areas)
    for effort in choices.efforts:
        yield from not_there(effort.at("area"), "området", effort.area, areas)
    for indicator in choices.indicators:
        yield from not_there(indicator.at("area"), "området", indicator.area, areas)
    indicators = {indicator.id for indicator in choices.indicators} | choices.lost("indicators")
    yield from not_there(choices.at("lead_indicator"), "indikatorn", choices.lead_indicator, indicators)
    # An event of an earlier grant year is held against that year's terms.
    ours = [event for event in choices.events if event.grant_year in (None, agreement.year)]
    for event in ours:
        yield from not_there(event.at("component"), "komponenten", event.component, components)
    for deadline in choices.own_deadlines:
        yield from not_there(deadline.at("component"), "komponenten", deadline.component, components)
    for quantity in _quantities(choices):
        yield from not_there(quantity.at("component"), "komponenten", quantity.component, components)
    yield from _misplaced_quantities(everything, choices)
    for state in choices.requirements:
        yield from not_there(state.at("id"), "kravet", state.id, requirements)
        yield from not_there(state.at("at_stake"), "komponenten", state.at_stake, components)
    for told in choices.descriptions:
        yield from not_there(told.at("requirement"), "kravet", told.requirement, requirements)
    for recognition in choices.recognition:
        yield from not_there(recognition.at("component"), "komponenten", recognition.component, components)
    yield from told_twice("komponenten", choices.recognition, key="component")
    own_deadlines = {deadline.id for deadline in choices.own_deadlines} | choices.lost("own_deadlines")
    for own in choices.own_requirements:
        yield from not_there(own.at("component"), "komponenten", own.component, components)
        for number, name in enumerate(own.deadlines):
            yield from not_there(own.at("deadlines", number), "tidpunkten", name, own_deadlines)
    if choices.bookkeeping:
        for name in choices.bookkeeping.components:
            yield from not_there(choices.bookkeeping.at("components"), "komponenten", name, components)
    yield from faults_in_components(choices.components, agreement.year, population_days)
    yield from faults_in_deadlines(choices.own_deadlines)
    yield from faults_in_events(agreement, choices)
    yield from faults_in_days(agreement, choices)
    yield from faults_in_budgets(agreement.year, choices)
    yield from faults_in_distribution(agreement, choices, components)
    yield from faults_in_own_frames(agreement, choices, components)
    yield from faults_beside_cost(agreement, choices)
    yield from faults_in_checked({**agreement.sources, **choices.sources}, choices)
    yield from faults_in_amounts(agreement, choices)
    yield from faults_in_parts(agreement, choices)
    yield from _ambiguous(agreement, choices)
    for kind, entries in (
        ("komponenten", everything),
        ("insatsen", choices.efforts),
        ("indikatorn", choices.indicators),
        ("rollen", choices.salary_shares),
        ("kravet", choices.requirements),
        ("det egna kravet", choices.own_requirements),
        ("den egna tidpunkten", choices.own_deadlines),
        ("motsägelsen", choices.contradictions),
    ):
        yield from told_twice(kind, entries)


def _sourced(choices: RegionAgreement) -> Iterator[NamesSource]:
    yield from choices.stated
    yield from choices.decided
    yield from choices.recognition
    yield from choices.events
    yield from choices.decisions
    yield from choices.remarks
    yield from choices.own_requirements
    yield from choices.own_deadlines
    yield from (level for i in choices.indicators for level in (i.baseline, i.target) if level)
    yield from choices.efforts
    yield from (budget for effort in choices.efforts for budget in effort.budgets)
    yield from (one.monthly_cost for one in choices.salary_shares if one.monthly_cost)
    for receiver in choices.distribution:
        yield from ([receiver.allotted] if receiver.allotted else [])
        yield from [*(receiver.paid or []), *(receiver.accounted or [])]
    yield from (forecast for effort in choices.efforts for forecast in effort.forecasts)
    yield from ([choices.planned] if choices.planned else [])
    yield from (effort.after.yearly_cost for effort in choices.efforts if effort.after.yearly_cost)
    yield from sourced_in(choices.components)
    yield from _quantities(choices)
    yield from choices.posts
    yield from choices.descriptions
    yield from choices.competence_needs
    if choices.bookkeeping:
        yield from ([choices.bookkeeping.investments] if choices.bookkeeping.investments else [])
        yield from choices.bookkeeping.cofinancing
    if choices.bookkeeping and choices.bookkeeping.not_separated:
        yield choices.bookkeeping.not_separated
    if choices.bookkeeping and choices.bookkeeping.accrual and choices.bookkeeping.accrual.opening:
        yield choices.bookkeeping.accrual.opening
    for contradiction in choices.contradictions:
        yield from contradiction.sides


def _misplaced_quantities(components: Sequence[Component], choices: RegionAgreement) -> Iterator[str]:
    """What a region did or has, told of a component whose rule does not use it, or so that it would count twice."""
    by_id = {component.id: component for component in components}
    for name in QUANTITIES:
        for entry in getattr(choices, name):
            component = by_id.get(entry.component)
            if component is not None and name not in RULE_KEYS[component.rule].quantities:
                yield (
                    f"{entry.at()}: {name} används inte av regeln {component.rule}, som komponenten "
                    f"«{component.id}» har. Ta bort posten eller rätta component."
                )
    prices = {component.id: sorted(price.id for price in component.prices or []) for component in components}
    for volume in choices.volumes:
        listed = prices.get(volume.component, [])
        if listed and volume.price is None:
            yield f"{volume.at()}: priset saknas; ange price: {' eller '.join(listed)}."
        yield from not_there(volume.at("price"), "priset", volume.price, listed)
    reckoned = {entry.component for entry in choices.listed}
    for entry in choices.full_time_equivalents:
        if entry.component in reckoned:
            yield (
                f"{entry.at('component')}: komponenten «{entry.component}» har både listed och "
                "full_time_equivalents. Behåll "
                "det som tjänstefaktorerna ska räknas ur."
            )
    seen: set[tuple[str, str]] = set()
    for one in choices.listed:
        if (one.component, one.unit) in seen:
            yield f"{one.at('unit')}: enheten «{one.unit}» står två gånger under listed för {one.component}. Behåll en."
        seen.add((one.component, one.unit))


def _quantities(choices: RegionAgreement) -> list[Quantity]:
    return [*choices.volumes, *choices.listed, *choices.full_time_equivalents, *choices.applications]


def _ambiguous(agreement: Agreement, choices: RegionAgreement) -> Iterator[str]:
    """What two entries say of the same thing, so that chance would decide."""
    for name in sorted(set(agreement.sources) & set(choices.sources)):
        yield f"{choices.sources[name].at()}: kortnamnet «{name}» finns redan i överenskommelsen. Välj ett annat."
    for event in choices.events:
        if event.grant_year in (None, agreement.year):
            yield from without_component(event, agreement)
    national = {deadline.id for deadline in agreement.deadlines}
    for deadline in choices.own_deadlines:
        if deadline.id in national:
            yield f"{deadline.at('id')}: tidpunkten «{deadline.id}» finns redan i överenskommelsen. Välj ett annat id."
    for name, amounts in (("stated", choices.stated), ("decided", choices.decided)):
        chosen = [(amount.year, sorted(amount.of), amount.area) for amount in amounts if amount.chosen]
        for amount in amounts:
            if amount.chosen and chosen.count((amount.year, sorted(amount.of), amount.area)) > 1:
                yield f"{amount.at()}: {name} har flera belopp för samma år och del. Ge alla utom ett chosen: false."
    told = [(one.id, one.as_of) for one in choices.descriptions]
    for one in choices.descriptions:
        if told.count((one.id, one.as_of)) > 1:
            yield f"{one.at('as_of')}: descriptions har flera poster om {one.id} för {one.as_of}. Behåll en."
    for indicator in choices.indicators:
        yield from told_twice("delen", indicator.parts)
    for effort in choices.efforts:
        for name, dated in (("forecasts", effort.forecasts), ("status", effort.status)):
            months = [entry.as_of for entry in dated]
            for entry in dated:
                if months.count(entry.as_of) > 1:
                    yield f"{entry.at('as_of')}: {name} har flera poster för {entry.as_of}. Behåll en."
    for number, effort in enumerate(choices.efforts):
        for other in choices.efforts[:number]:
            yield from _one_code_for_both(other, effort)


def _one_code_for_both(first: Effort, second: Effort) -> Iterator[str]:
    """Two efforts that claim the same code: the same cost would belong to both."""
    shared = {key: sorted(set(first.codes[key]) & set(second.codes[key])) for key in first.codes if key in second.codes}
    if first.id != second.id and shared and all(shared.values()):
        codes = ", ".join(f"{key} {code}" for key, found in shared.items() for code in found)
        yield (
            f"{second.at('codes')}: insatserna {first.id} och {second.id} gör båda anspråk på {codes}. "
            "Ge varje insats egna koder."
        )
