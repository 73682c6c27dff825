"""What kind of money a part of a grant is, how a region recognises it as income, and what a requirement puts at stake.

Owns the shapes ``kind``, ``recognition`` and a requirement's ``at_stake`` (design: kinds of money). None of them is
concluded from another: what no source tells stays unknown, and what we conclude ourselves says so (``inferred``).
"""

from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from ..base.states import MoneyKind, RecognitionPrinciple, Status
from .node import UNKNOWN, Day, Flag, Month, Node, Slug, Year, wrong_at
from .values import Sourced


class Kind(Sourced):
    """What kind of money a component is, from a month on; ``start`` None holds from the beginning of the year.

    ``inferred`` is our conclusion from what the source says, which uses no such word itself. ``decided_by`` is what
    decides how much of performance money is earned, in the words of the terms.
    """

    is_: MoneyKind = Field(alias="is")
    start: Month | None = Field(default=None, alias="from")
    inferred: Flag = False
    decided_by: str | None = None

    @model_validator(mode="after")
    def _decides_a_result(self) -> "Kind":
        if self.decided_by is not None and self.is_ is not MoneyKind.PERFORMANCE:
            raise wrong_at(
                f"decided_by säger vad som avgör ett resultat, men slaget är {self.is_}; ta bort nyckeln eller skriv "
                "is: performance",
                "decided_by",
            )
        return self


def _as_list(value: object) -> object:
    """One entry may stand alone; ``unknown`` is none."""
    if value == UNKNOWN:
        return []
    return [value] if isinstance(value, dict) else value


Kinds = Annotated[list[Kind], BeforeValidator(_as_list)]


class Recognition(Sourced):
    """By what the region recognises a component's money as income, who decided it (a role) and when."""

    component: Slug
    is_: RecognitionPrinciple = Field(alias="is")
    role: str | None = None
    date: Day | None = None

    @model_validator(mode="after")
    def _is_decided(self) -> "Recognition":
        is_told = self.is_ is not RecognitionPrinciple.UNKNOWN
        if is_told and self.status is Status.UNKNOWN:
            raise wrong_at(
                f"principen är {self.is_} men status unknown; ge status decided med source, checked, role och date, "
                "eller skriv is: unknown",
                "status",
            )
        if is_told and self.status is not Status.EXAMPLE and (self.role is None or self.date is None):
            missing = "role" if self.role is None else "date"
            raise wrong_at(
                f"en princip för intäkten måste ha nyckeln {missing}; skriv is: unknown om den inte är känd",
                "is",
            )
        return self


class AtStake(Node):
    """Whose money a requirement decides, where it is another year's than the agreement's own: component and year."""

    component: Slug
    year: Year
    source: str
    place: str
