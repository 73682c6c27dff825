"""A region's events and decisions held against the deadlines they are about, and the grant year they belong to.

Owns that an event fulfils a deadline that exists, is the region's own and is of its kind, and that an event of an
earlier grant year (``for``) is held against that year's terms. Every fault is a line with its ``file:line``, and a
refusal: what is named does not exist, or cannot be what the deadline asks for.
"""

from collections.abc import Iterator, Sequence

from ....model.agreement import Agreement, Deadline
from ....model.choices import RegionAgreement
from ....model.events import Event
from .lines import not_there

# An account often goes with a requisition or a repayment, so that one paper fulfils both deadlines.
FULFILLED_BY = {
    "plan": ("submission", "decision", "ready"),
    "report": ("submission", "requisition", "repayment", "decision", "ready"),
    "apply": ("submission", "requisition", "decision", "ready"),
    "requisition": ("requisition", "decision", "ready"),
    "payment": ("payment",),
    "repayment": ("repayment", "decision", "ready"),
    "follow_up": ("submission", "decision", "ready"),
}


def faults_in_events(agreement: Agreement, choices: RegionAgreement) -> Iterator[str]:
    """A line for each event of the file that names what is not there, or belongs to a year whose file it is not in."""
    year = agreement.year
    for event in choices.events:
        if event.grant_year is None or event.grant_year == year:
            yield from _tied(event, agreement, choices)
        elif event.grant_year > year:
            yield (
                f"{event.at('for')}: händelsen hör till {event.grant_year} års bidrag, men filen är för {year}. Flytta "
                f"den till filen för {event.grant_year}."
            )
        elif event.date.year < year:
            yield (
                f"{event.at('for')}: händelsen hör till {event.grant_year} års bidrag och är daterad {event.date}, "
                f"före {year}. Flytta den till filen för {event.grant_year}."
            )


def faults_in_earlier_events(
    events: Sequence[Event], year: int, earlier: Sequence[tuple[Agreement, RegionAgreement]]
) -> Iterator[str]:
    """A line for each event of an earlier grant year for which the region has no file, or that its terms do not fit.

    ``events`` stand in the file of ``year``, and ``earlier`` are the terms and choices of the years before.
    """
    known = {agreement.year: (agreement, choices) for agreement, choices in earlier}
    for event in events:
        if event.grant_year is None or event.grant_year >= year:
            continue
        if event.grant_year not in known:
            years = ", ".join(str(one) for one in [*known, year])
            yield f"{event.at('for')}: regionen har ingen fil för {event.grant_year} års bidrag. Tillåtet: {years}."
            continue
        agreement, choices = known[event.grant_year]
        components = {component.id for component in [*agreement.components, *choices.components]}
        yield from not_there(event.at("component"), "komponenten", event.component, components)
        yield from without_component(event, agreement)
        yield from _tied(event, agreement, choices)


def without_component(event: Event, agreement: Agreement) -> Iterator[str]:
    """A line for an amount that does not say which of several components it is of."""
    several = len({component.id for component in agreement.shared}) > 1
    if several and event.amount is not None and event.kind != "decision" and event.component is None:
        yield f"{event.at()}: överenskommelsen har flera komponenter. Ange component för beloppet."


def _tied(event: Event, agreement: Agreement, choices: RegionAgreement) -> Iterator[str]:
    deadlines = {one.id: one for one in [*agreement.deadlines, *choices.own_deadlines]}
    names = {*deadlines} | agreement.lost("deadlines") | choices.lost("own_deadlines")
    for number, name in enumerate(event.fulfils or []):
        yield from not_there(event.at("fulfils", number), "tidpunkten", name, names)
        if (event.fulfils or []).count(name) > 1 and (event.fulfils or []).index(name) == number:
            yield f"{event.at('fulfils')}: tidpunkten «{name}» står två gånger i fulfils. Behåll en."
        if deadline := deadlines.get(name):
            yield from _of_its_kind(event, number, deadline)


def _of_its_kind(event: Event, number: int, deadline: Deadline) -> Iterator[str]:
    place = event.at("fulfils", number)
    if deadline.by is not None:
        yield (
            f"{place}: tidpunkten «{deadline.id}» ska {deadline.by} svara för. Regionens händelser kan inte uppfylla "
            "den; ta bort fulfils."
        )
    elif event.kind not in FULFILLED_BY[deadline.kind]:
        yield (
            f"{place}: en händelse av slaget {event.kind} uppfyller inte tidpunkten «{deadline.id}», som är av slaget "
            f"{deadline.kind}. Tillåtet: {', '.join(FULFILLED_BY[deadline.kind])}."
        )
    elif deadline.component and event.component and deadline.component != event.component:
        yield (
            f"{event.at('component')}: händelsen avser komponenten «{event.component}», men tidpunkten "
            f"«{deadline.id}» avser «{deadline.component}». Rätta component eller fulfils."
        )
