"""What shows that a grant did good: an indicator, its levels, and where its data lies.

Owns the shape of ``indicators`` in ``params/<year>/<region>/<agreement>.yaml``, and which levels an indicator can have.
"""

import re
from typing import Annotated, Literal

from pydantic import BeforeValidator, model_validator

from .node import Node, Number, Slug, known, wrong_at
from .values import Sourced


class Level(Sourced):
    """A baseline or target: percent (85 = 85 procent) or a count. A target that holds ``each_month`` is reached only
    where every month reaches it, and each part of the indicator in it; else it is the whole period's."""

    value: Number
    holds: Literal["period", "each_month"] = "period"


def _inside(pattern: object) -> object:
    """A place below the region's raw folder, which nothing may lead out of."""
    if re.search(r"^/|^[A-Za-z]:|\\|(^|/)[.][.](/|$)", str(pattern)):
        raise ValueError(f"«{pattern}» leder ut ur regionens mapp i data/raw; skriv till exempel activity/*.csv")
    return pattern


class IndicatorPart(Node):
    """What an indicator is told for besides units: a pathway, a kind of training, a group of patients."""

    id: Slug
    title: str


class Indicator(Node):
    """What shows that the money did good. ``period_value`` says what the figure of several months is:

    ``share`` = sum of numerators / sum of denominators, ``sum`` = sum over the months, ``latest`` = the last month's.
    With ``parts`` each row of the data names one. ``reported_by`` are the units that should report, in the codes of
    the activity data; none means every care centre, own and private. Of ``counts: patients`` small counts are not
    published (``rules.small_counts``).
    """

    id: Slug
    title: str
    unit: Literal["percent", "count"]
    counts: Literal["patients", "other"] | None = None
    period_value: Literal["share", "sum", "latest"]
    numerator: str
    denominator: str | None = None
    better: Literal["higher", "lower"]
    baseline: Annotated[Level | None, BeforeValidator(known)]
    target: Annotated[Level | None, BeforeValidator(known)]
    data: Annotated[str, BeforeValidator(_inside)]
    area: Slug | None = None
    parts: list[IndicatorPart] = []
    reported_by: list[str] = []

    @model_validator(mode="after")
    def _share_has_denominator(self) -> "Indicator":
        is_share = self.unit == "percent"
        if is_share != (self.denominator is not None) or self.period_value == ("sum" if is_share else "share"):
            raise ValueError(
                "en indikator i percent ska ha denominator och period_value: share eller latest; en i count ska ha "
                "period_value: sum eller latest och ingen denominator"
            )
        return self

    @model_validator(mode="after")
    def _baseline_is_of_a_period(self) -> "Indicator":
        if self.baseline is not None and self.baseline.holds != "period":
            raise wrong_at("bara ett mål kan gälla varje månad; ta bort holds ur utgångsläget", "baseline")
        return self

    @model_validator(mode="after")
    def _levels_can_be(self) -> "Indicator":
        for key, level in (("baseline", self.baseline), ("target", self.target)):
            if level is not None and level.value < 0:
                raise wrong_at(f"{key} är {level.value}; skriv 0 eller mer", key)
            if level is not None and self.unit == "percent" and level.value > 100:
                raise wrong_at(f"{key} är {level.value} procent; skriv ett tal från 0 till 100", key)
        if self.unit == "percent" and self.better == "higher" and self.target and 0 < self.target.value < 1:
            raise wrong_at(
                f"target är {self.target.value} procent, mindre än en procent; skriv målet i procent, till exempel 90 "
                "och inte 0.9",
                "target",
            )
        return self
