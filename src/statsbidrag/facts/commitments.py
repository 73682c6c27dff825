"""The region's own frames (åtaganden) of one report: what was invoiced on each, and how what is asked for it is met.

Owns that what is invoiced on a frame is what the receivers in its distribution have invoiced; where the region tells of
none, the internal invoices on the frame's codes. Owns too which state of an own requirement holds: the latest as of a
month that is not after the report's period.
"""

from dataclasses import dataclass

import pandas as pd

from ..base.period import Period
from ..base.states import RequirementStatus, Status
from ..model.choices import OwnRequirement, RegionAgreement
from ..model.component import Component
from ..model.own_frames import OwnRequirementState, Posts
from ..record.figures import merged_status
from ..rules.selection import Treatment, matches
from .distribution import Distribution
from .gather import Facts


@dataclass(frozen=True)
class Commitment:
    """One frame. ``invoiced`` are the rows of its invoices, None where no code tells them; ``required`` the states of
    what is asked for it, and ``status`` how firm those are."""

    component: Component
    invoiced: pd.DataFrame | None
    required: tuple[RequirementStatus, ...]
    status: Status


def commitments(facts: Facts, told: Distribution | None) -> list[Commitment]:
    """Every frame of the region's own, in the file's order."""
    choices = facts.parameters.choices
    found = []
    for component in choices.components:
        states = [own_state(choices, one.id, facts.period) for one in required_for(choices, component.id)]
        codes = tuple(RequirementStatus.UNKNOWN if state is None else state.state for state in states)
        status = merged_status(state.status for state in states if state is not None)
        found.append(Commitment(component, _invoiced(facts, component, told), codes, status))
    return found


def required_for(choices: RegionAgreement, component_id: str) -> list[OwnRequirement]:
    """What the region asks for a frame: what it asks for it alone, and for all of them."""
    return [one for one in choices.own_requirements if one.component in (None, component_id)]


def own_state(choices: RegionAgreement, requirement_id: str, period: Period) -> OwnRequirementState | None:
    """The state of an own requirement at a period; None where none is told by then."""
    told = [one for one in choices.own_requirement_states if requirement_id in one.of and one.as_of <= str(period)]
    return max(told, key=lambda one: one.as_of, default=None)


def posts_at(choices: RegionAgreement, component_id: str, period: Period) -> Posts | None:
    """The posts that units in fact have for a component, as latest told; None where none are told by then."""
    told = [one for one in choices.posts if one.component == component_id and one.as_of <= str(period)]
    return max(told, key=lambda one: one.as_of, default=None)


def _invoiced(facts: Facts, component: Component, told: Distribution | None) -> pd.DataFrame | None:
    ours = [one for one in told.receivers if one.receiver.component == component.id] if told else []
    if rows := [one.paid.rows for one in ours if one.paid.rows is not None]:
        return pd.concat(rows)
    books = facts.parameters.choices.bookkeeping
    codes = books.components.get(component.id) if books else None
    if codes is None:
        return None
    internal = facts.rows[facts.rows["treatment"] == Treatment.INTERNAL.value]
    return internal[matches(internal, codes)]
