"""References between parameter files, and what must not be said twice.

Owns which names in the region's choices must exist in the agreement (sources, components, areas, requirements,
deadlines), and that no two entries say the same thing differently. Every fault is a line with its ``file:line``.
"""

from collections.abc import Iterator, Sequence

from ..agreement import Agreement
from ..choices import RegionAgreement
from ..node import Node


def broken_references(agreement: Agreement, choices: RegionAgreement, agreement_id: str, year: int) -> Iterator[str]:
    if agreement.id != agreement_id or agreement.year != year:
        yield (
            f"{agreement.origin}: filen anger {agreement.id} {agreement.year} men ligger som {agreement_id} under "
            f"{year}. Rätta id, year eller filens plats."
        )
    window = agreement.window
    if not window.start.year <= year <= window.end.year:
        yield (
            f"{window.origin}: användningstiden {window.start} – {window.end} har ingen dag under {year}. "
            f"Rätta from och to till årets villkor."
        )
    if choices.agreement != agreement_id:
        yield (
            f"{choices.origin}: agreement är «{choices.agreement}» men filen heter {agreement_id}.yaml. Låt dem "
            "vara lika."
        )
    sources = set(agreement.sources)
    components = {component.id for component in agreement.components}
    areas = {area.id for area in agreement.areas}
    requirements = {requirement.id for requirement in agreement.requirements}
    deadlines = {deadline.id for deadline in agreement.deadlines}
    national = [amount for component in agreement.components for amount in component.national]
    for entry in [
        *national,
        *agreement.requirements,
        *agreement.deadlines,
        *agreement.amendments,
        *agreement.remarks,
        agreement.repayment,
        agreement.window,
    ]:
        yield from _unknown(entry.origin, "källan", entry.source, sources)
    for requirement in agreement.requirements:
        yield from _unknown(requirement.origin, "tidpunkten", requirement.deadline, deadlines)
    for amendment in agreement.amendments:
        yield from _unknown(
            amendment.origin, "villkoret", amendment.of, {f"components.{name}.national" for name in components}
        )
    sources |= set(choices.sources)
    yearly = [effort.after.yearly_cost for effort in choices.efforts if effort.after.yearly_cost]
    levels = [level for indicator in choices.indicators for level in (indicator.baseline, indicator.target) if level]
    sourced = [*choices.stated, *choices.decided, *choices.events, *choices.remarks, *levels, *choices.efforts]
    sourced += [effort.budget for effort in choices.efforts] + [
        forecast for effort in choices.efforts for forecast in effort.forecasts
    ]
    for entry in [*sourced, *([choices.planned] if choices.planned else []), *yearly]:
        yield from _unknown(entry.origin, "källan", entry.source, sources)
    for stated in [*choices.stated, *choices.decided]:
        for name in stated.of:
            yield from _unknown(stated.origin, "komponenten", name, components)
        yield from _unknown(stated.origin, "området", stated.area, areas)
    for entry in [*choices.efforts, *choices.indicators]:
        yield from _unknown(entry.origin, "området", entry.area, areas)
    for event in choices.events:
        yield from _unknown(event.origin, "komponenten", event.component, components)
    for state in choices.requirements:
        yield from _unknown(state.origin, "kravet", state.id, requirements)
        yield from _unknown(state.origin, "komponenten", state.at_stake, components)
    for name in choices.bookkeeping.components:
        yield from _unknown(choices.bookkeeping.origin, "komponenten", name, components)
    yield from _ambiguous(agreement, choices)
    for kind, entries in (
        ("komponenten", agreement.components),
        ("området", agreement.areas),
        ("kravet", agreement.requirements),
        ("tidpunkten", agreement.deadlines),
        ("insatsen", choices.efforts),
        ("indikatorn", choices.indicators),
        ("kravet", choices.requirements),
    ):
        yield from told_twice(kind, entries)


def _ambiguous(agreement: Agreement, choices: RegionAgreement) -> Iterator[str]:
    """What two entries say of the same thing, so that chance would decide."""
    for name in sorted(set(agreement.sources) & set(choices.sources)):
        yield f"{choices.sources[name].origin}: kortnamnet «{name}» finns redan i överenskommelsen. Välj ett annat."
    for event in choices.events:
        if len(agreement.components) > 1 and event.kind != "decision" and event.component is None:
            yield f"{event.origin}: överenskommelsen har flera komponenter. Ange component för beloppet."
    for name, amounts in (("stated", choices.stated), ("decided", choices.decided)):
        chosen = [(amount.year, tuple(amount.of), amount.area) for amount in amounts if amount.chosen]
        for amount in amounts:
            if amount.chosen and chosen.count((amount.year, tuple(amount.of), amount.area)) > 1:
                yield f"{amount.origin}: {name} har flera belopp för samma år och del. Ge alla utom ett chosen: false."
    for effort in choices.efforts:
        for name, dated in (("forecasts", effort.forecasts), ("status", effort.status)):
            months = [entry.as_of for entry in dated]
            for entry in dated:
                if months.count(entry.as_of) > 1:
                    yield f"{entry.origin}: {name} har flera poster för {entry.as_of}. Behåll en."


def told_twice(kind: str, entries: Sequence[Node], key: str = "id") -> Iterator[str]:
    """A line for each entry whose key another entry already has."""
    seen: set[str] = set()
    for entry in entries:
        name = getattr(entry, key)
        if name in seen:
            yield f"{entry.origin}: {kind} «{name}» står två gånger. Ge dem olika {key}."
        seen.add(name)


def _unknown(origin: str, kind: str, name: str | None, allowed: set[str]) -> Iterator[str]:
    if name is not None and name not in allowed:
        yield f"{origin}: {kind} «{name}» finns inte. Tillåtet: {', '.join(sorted(allowed)) or 'inget'}."
