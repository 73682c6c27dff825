"""Högsta belopp (E): what the region may get of a component, and how stated and computed amounts agree.

Owns the order (design: kinds of money): the region's decided amount if there is one; else what has been paid, where it
is the stated amount within its own rounding (paid in full); else the stated amount where it differs from the computed
or nothing can be computed; else the cap of a capped rule, and the computed amount of any other. Where none is known, E
is unknown. Stated agrees with computed when they differ by at most half of the stated amount's last digit. Under a cap
of which nothing earned can be computed, what is stated is held against the cap.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ..base.needed import needed
from ..base.period import Period
from ..base.states import Basis, Lacking, Status
from ..model.agreement import Agreement, Amendment
from ..model.choices import Event, RegionAgreement, Stated
from ..model.component import Component
from ..record.figures import merged_status
from .chain import events_of, received
from .sharing.case import ComponentShare, Population, Quantities
from .sharing.registry import reckons_with_example, share


class Agreeing(StrEnum):
    """How a stated amount stands to the computed."""

    AGREES = "agrees"
    DIFFERS = "differs"
    NOT_STATED = "not_stated"
    NOT_COMPUTABLE = "not_computable"


@dataclass(frozen=True)
class Entitlement:
    """One component's högsta belopp, öre; ``basis`` says which amount was taken.

    ``paid`` are the payments that tell it where it has been paid in full. ``inhabitants`` are None where the rule does
    not share by population. ``computed_status`` is how firm the computed amount is, never firmer than preliminary since
    the share is ours; ``frame_status`` is how firm the share is before what the region did counts.
    """

    component: Component
    amendments: list[Amendment]
    shared: ComponentShare
    inhabitants: int | None
    inhabitants_in_all: int | None
    stated: Stated | None
    decided: Stated | None
    agreeing: Agreeing
    entitled_ore: int | None
    basis: Basis
    computed_status: Status
    frame_status: Status
    paid: tuple[Event, ...] = ()

    @property
    def given(self) -> Stated | None:
        """The amount in the region's papers that högsta belopp is."""
        return {Basis.DECIDED: self.decided, Basis.STATED: self.stated}.get(self.basis)

    @property
    def status(self) -> Status:
        """How firm högsta belopp is: as firm as the amount it comes from; what is paid in full, as what was stated."""
        if self.given is not None:
            return self.given.status
        if self.basis is Basis.PAID:
            return needed(self.stated, "stated").status
        return {Basis.CAP: self.frame_status, Basis.COMPUTED: self.computed_status}.get(self.basis, Status.UNKNOWN)

    @property
    def national_ore(self) -> int | None:
        """What is shared out in the whole country, öre; None when no source says."""
        return self.shared.pot

    @property
    def computed_ore(self) -> int | None:
        return self.shared.computed

    @property
    def lacking(self) -> Lacking | None:
        """Why nothing could be computed."""
        return self.shared.lacking

    @property
    def population_date(self) -> dt.date | None:
        return self.component.population_date

    @property
    def share(self) -> Fraction | None:
        """The region's exact share of what is shared out; None where the rule has no share."""
        return self.shared.share

    @property
    def is_approximation(self) -> bool:
        """True when the population is of another day than the agreement's key date («närmevärde»)."""
        return self.inhabitants is not None and self.component.key_date != self.population_date


def agreeing(stated_ore: int, last_digit_ore: int, computed_ore: int) -> Agreeing:
    """Compare a stated amount with the computed; all in öre."""
    return Agreeing.AGREES if 2 * abs(stated_ore - computed_ore) <= last_digit_ore else Agreeing.DIFFERS


def standing(stated: Stated | None, computed_ore: int | None) -> Agreeing:
    """How a stated amount, if there is one, stands to a computed, if there is one."""
    if computed_ore is None:
        return Agreeing.NOT_COMPUTABLE
    if stated is None:
        return Agreeing.NOT_STATED
    return agreeing(stated.ore, stated.last_digit_ore, computed_ore)


def national_ore(agreement: Agreement, component: Component, period: Period) -> int | None:
    """The component's national amount, öre, with the amendments in force by the period's last month."""
    first = component.national_amount
    total = None if first is None else first.ore
    for amendment in amendments_in_force(agreement, component, period):
        added = None if total is None else total + amendment.ore
        total = added if amendment.adds else amendment.ore
    return total


def amendments_in_force(agreement: Agreement, component: Component, period: Period) -> list[Amendment]:
    """The component's amendments from months up to the period's last, oldest first."""
    ours = [entry for entry in agreement.amendments if entry.of == f"components.{component.id}.national"]
    return sorted((entry for entry in ours if entry.start <= period.month_text), key=lambda entry: entry.start)


def quantities_of(choices: RegionAgreement) -> Quantities:
    """What the region did and has, for the rules that pay by it."""
    return Quantities(choices.volumes, choices.listed, choices.full_time_equivalents, choices.applications)


def entitlements(
    agreement: Agreement, choices: RegionAgreement, population: Population, lan_code: str, period: Period
) -> list[Entitlement]:
    """Every component's högsta belopp for the agreement's year, in the agreement's order.

    Money that the region itself shares out is not among them: it is a part of what the region gets.
    """
    return [_entitlement(agreement, component, choices, population, lan_code, period) for component in agreement.shared]


def _entitlement(
    agreement: Agreement,
    component: Component,
    choices: RegionAgreement,
    population: Population,
    lan_code: str,
    period: Period,
) -> Entitlement:
    quantities = quantities_of(choices)
    shared = share(component, national_ore(agreement, component, period), population, lan_code, quantities)
    stated = _whole_component(choices.stated, component.id, agreement.year)
    decided = _whole_component(choices.decided, component.id, agreement.year)
    amended = amendments_in_force(agreement, component, period)
    # What the region's papers state was stated of the amount as first agreed.
    agreed = component.national_amount
    first = share(component, None if agreed is None else agreed.ore, population, lan_code, quantities)
    how = standing(stated, first.computed)
    held = standing(stated, first.cap) if first.computed is None else how
    payments = _in_full(agreement, component, choices, stated, period)
    most = shared.cap if component.rule == "per_unit_capped" else shared.computed
    paid = received(payments, period) if payments else None
    basis: Basis
    ore: int | None
    if decided:
        basis, ore = Basis.DECIDED, decided.ore
    elif paid is not None and paid != most and not amended:
        basis, ore = Basis.PAID, paid
    elif stated and (most is None or (held is Agreeing.DIFFERS and not amended)):
        basis, ore = Basis.STATED, stated.ore
    elif most is None:
        basis, ore = Basis.UNKNOWN, None
    else:
        basis, ore = (Basis.COMPUTED if most == shared.computed else Basis.CAP), most
    frame = _frame_status(component, amended)
    people = population.get(component.population_date, {}) if component.population_date else {}
    return Entitlement(
        component,
        amended,
        shared,
        people.get(lan_code),
        sum(people.values()) if people else None,
        stated,
        decided,
        how,
        ore,
        basis,
        _computed_status(component, frame, quantities, shared.computed),
        frame,
        tuple(payments) if basis is Basis.PAID else (),
    )


def _in_full(
    agreement: Agreement, component: Component, choices: RegionAgreement, stated: Stated | None, period: Period
) -> list[Event]:
    """The component's payments and repayments up to the period's end, where they come to the stated amount within its
    own rounding; [] where they do not, or nothing is stated to hold them against."""
    if stated is None:
        return []
    events = [
        event
        for event in events_of(choices.events, component.id, len(agreement.shared))
        if event.kind in ("payment", "repayment") and event.date <= period.last_day
    ]
    paid = received(events, period)
    if not paid or agreeing(stated.ore, stated.last_digit_ore, paid) is Agreeing.DIFFERS:
        return []
    # An invented payment may not make a source's amount invented; one of the very amount adds nothing to it.
    is_invented = any(event.status is Status.EXAMPLE for event in events)
    return [] if is_invented and paid != stated.ore else events


def _frame_status(component: Component, amended: Sequence[Amendment]) -> Status:
    """How firm the share of a national amount is, whatever the region did: never firmer than preliminary."""
    national = component.national_amount
    amounts = [*([national.status] if national else []), *(one.status for one in amended)]
    return merged_status([*amounts, Status.PRELIMINARY])


def _computed_status(component: Component, frame: Status, quantities: Quantities, computed: int | None) -> Status:
    if computed is None:
        return Status.UNKNOWN
    invented = frame is Status.PRELIMINARY and reckons_with_example(component, quantities)
    return Status.EXAMPLE if invented else frame


def _whole_component(amounts: Sequence[Stated], component_id: str, year: int) -> Stated | None:
    return next((one for one in amounts if one.of == [component_id] and one.stands_for(year)), None)
