"""What a region's part of the money is reckoned from, where it is not its share of a population.

Owns the shape of what a region writes of its own work and units: investigations done, inhabitants listed, full-time
equivalents, applications.
"""

from typing import Literal

from pydantic import model_validator

from ..base.money import ore_from_text
from .node import Flag, Number, Slug, Whole, wrong_at
from .values import AmountUnit, Sourced


class Volume(Sourced):
    """How many units a region did of what is paid per unit: ``completed`` and, of them, ``approved`` for payment.

    ``price`` names the price in a price list; None where the component has a single price.
    """

    component: Slug
    price: Slug | None = None
    completed: Whole
    approved: Whole

    @model_validator(mode="after")
    def _approved_are_completed(self) -> "Volume":
        if self.approved > self.completed:
            raise wrong_at(
                f"{self.approved} godkända är fler än de {self.completed} genomförda; rätta approved eller completed",
                "approved",
            )
        return self


class Listed(Sourced):
    """A unit's listed inhabitants of the ages the component counts, for what is paid per full-time equivalent."""

    component: Slug
    unit: str
    title: str
    listed: Whole


class FullTimeEquivalents(Sourced):
    """How many full-time equivalents a component pays, where they are not reckoned from listed inhabitants."""

    component: Slug
    number: Number


class Application(Sourced):
    """What a unit applied for, was granted, used and reported of a component's money; None is not known yet."""

    component: Slug
    applicant: str
    applied: str
    granted: str | None = None
    used: str | None = None
    reported: Flag = False
    unit: AmountUnit

    @model_validator(mode="after")
    def _granted_was_applied_for(self) -> "Application":
        for key in ("applied", "granted", "used"):
            try:
                self.ore(key)
            except ValueError as fault:
                raise wrong_at(str(fault), key) from None
        if self.granted is not None and (self.ore("granted") or 0) > (self.ore("applied") or 0):
            raise wrong_at(
                f"beviljat {self.granted} {self.unit} är mer än sökt {self.applied} {self.unit}; "
                "rätta granted eller applied",
                "granted",
            )
        return self

    def ore(self, what: Literal["applied", "granted", "used"]) -> int | None:
        """Öre of one of the amounts; None where it is not known."""
        text = getattr(self, what)
        return None if text is None else ore_from_text(text, self.unit)
