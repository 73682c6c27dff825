"""What a region tells of the staff whose salary the grant bears, so that a rebooking can be prepared.

Owns that it is told by role, never by name, and that a share is of one post.
"""

from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from .node import Month, Node, Number, Slug, known, wrong_at
from .values import Amount


class SalaryShare(Node):
    """The part of a role's salary that the grant bears: which unit pays it, from which month to which.

    ``share`` is of the whole post (0.5 = half). ``monthly_cost`` is the whole post's cost a month, social fees
    included; None where it is not known.
    """

    id: Slug
    role: str
    unit: str
    share: Number
    start: Month = Field(alias="from")
    end: Month = Field(alias="to")
    monthly_cost: Annotated[Amount | None, BeforeValidator(known)]

    @model_validator(mode="after")
    def _is_a_share(self) -> "SalaryShare":
        if not 0 < self.share <= 1:
            raise wrong_at(f"andelen är {self.share}; skriv mer än 0 och högst 1, som 0.5 för en halv tjänst", "share")
        if self.end < self.start or self.start[5:] == "13" or self.end[5:] == "13":
            raise wrong_at(f"månaderna är {self.start} till {self.end}; skriv från och till och med, ÅÅÅÅ-MM", "to")
        if self.monthly_cost is not None and self.monthly_cost.ore < 0:
            raise wrong_at("monthly_cost är negativ; skriv vad hela tjänsten kostar en månad", "monthly_cost")
        return self
