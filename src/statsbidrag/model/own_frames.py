"""What a region follows up of those it shares out a frame of its own to: how they meet what it asks, and their posts.

Owns the shapes ``own_requirement_states`` and ``posts``. Both are told as of a month, and a report uses the latest that
is not after its period.
"""

from typing import Annotated

from pydantic import Field, model_validator

from ..base.states import RequirementStatus, Status
from .node import ByName, Month, Node, Number, Slug, is_evidence, wrong_at
from .values import Sourced


class OwnRequirementState(Node):
    """How one or more of the region's own requirements are met as of a month, the evidence, and who judged it (a role).

    ``status`` example: no source tells of it.
    """

    of: Annotated[list[Slug], Field(min_length=1)]
    as_of: Month
    state: RequirementStatus
    evidence: str | None = None
    responsible: str
    status: Status = Status.DECIDED

    @model_validator(mode="after")
    def _met_is_shown(self) -> "OwnRequirementState":
        if self.state is RequirementStatus.MET and not is_evidence(self.evidence):
            raise wrong_at(
                "state är met men evidence säger inte vad som visar det; skriv underlaget under evidence, eller state: "
                "unknown tills det finns",
                *(["evidence"] if "evidence" in self.model_fields_set else []),
            )
        return self


class Posts(Sourced):
    """The full-time equivalents (tjänstefaktorer) that units in fact have for a component, as of a month: unit →
    number. A unit that has not told is left out."""

    component: Slug
    as_of: Month
    units: Annotated[dict[str, Number], Field(min_length=1), ByName]
