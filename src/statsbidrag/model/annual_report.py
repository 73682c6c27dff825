"""When a region's annual report was adopted.

Owns that final accounts are not final before that day, and that only a source can tell it.
"""

from pydantic import model_validator

from ..base.states import Status
from .node import Day, Year, wrong_at
from .values import Sourced


class AnnualReport(Sourced):
    """The day a year's annual report (årsredovisning) was adopted; until then its final accounts are not audited."""

    year: Year
    adopted: Day

    @model_validator(mode="after")
    def _adopted_afterwards(self) -> "AnnualReport":
        if self.status is not Status.DECIDED:
            fault = f"status är {self.status}; skriv decided med source och checked, eller ta bort posten"
            raise wrong_at(fault, "status")
        if self.adopted.year <= self.year:
            fault = f"adopted är {self.adopted}, men årsredovisningen {self.year} fastställs efter årets slut"
            raise wrong_at(fault, "adopted")
        return self
