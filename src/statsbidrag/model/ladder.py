"""A ladder (prestationstrappa): a pot for each group and month, shared in bands by the improvement of waiting times.

Owns the shape of a component's ``ladder``. What the agreement leaves open is a reading (``readings``), chosen here so
that another can be tried without a line of code; why each is chosen is told in docs/beslut.
"""

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from pydantic import Field, model_validator

from .node import Flag, Month, Node, Number, wrong_at
from .values import Sourced

SharedBy = Literal["population", "equal", "gain"]
Group = Literal["visit", "procedure"]


class LadderBand(Node):
    """A band: the improvement in procentenheter from which it is reached, whether exactly that much reaches it
    (``including``), and its part of the pot in per cent."""

    start: Number = Field(alias="from")
    including: Flag
    percent: Number


class LadderReadings(Node):
    """How what the agreement leaves open is read.

    ``shared_by``: by what a band is shared (K1). ``bands_add_up``: who reaches a band has a part of those below it too
    (K6). ``within_60_needs_no_gain``: enough within 60 days gives a part of the lowest band only to who has not
    improved at all (K10). ``within_60_shares_rolled_down``: it gives a part also of what has rolled down there (K11).
    ``rolls``: how far the money of an empty band goes (K12). ``within_60_alone_is_paid``: the pot is paid where nobody
    has reached a band by improvement (K13).
    """

    shared_by: SharedBy
    bands_add_up: Flag
    within_60_needs_no_gain: Flag
    within_60_shares_rolled_down: Flag
    rolls: Literal["all_steps", "one_step"]
    within_60_alone_is_paid: Flag


class Ladder(Sourced):
    """Groups and months, each with an equal pot of the component's amount; the bands from the lowest; and the share
    within 60 days, in per cent, that gives a part of the lowest band without improvement."""

    groups: list[Group] = Field(min_length=1)
    months: list[Month] = Field(min_length=1)
    bands: list[LadderBand] = Field(min_length=1)
    within_60_percent: Number
    readings: LadderReadings

    @model_validator(mode="after")
    def _bands_rise(self) -> "Ladder":
        for number, (lower, upper) in enumerate(pairwise(self.bands), start=1):
            if upper.start <= lower.start:
                raise wrong_at(
                    f"trappsteget från {upper.start} står efter det från {lower.start}; skriv det lägsta först",
                    "bands",
                    number,
                )
        if (whole := sum(band.percent for band in self.bands)) != 100:
            raise wrong_at(f"trappstegen delar ut {whole} procent av potten; de ska tillsammans vara 100", "bands")
        return self

    @model_validator(mode="after")
    def _is_a_share(self) -> "Ladder":
        if not 1 <= self.within_60_percent <= 100:
            raise wrong_at(
                f"within_60_percent är {self.within_60_percent}; skriv procent, till exempel 71 och inte 0.71",
                "within_60_percent",
            )
        for key, values in (("groups", self.groups), ("months", self.months)):
            if len(set(values)) < len(values):
                raise wrong_at("samma värde står två gånger; ta bort det ena", key)
        return self

    @property
    def pot_names(self) -> list[str]:
        """``2019-09|visit`` and so on, in order."""
        return [f"{month}|{group}" for month in self.months for group in self.groups]


@dataclass(frozen=True)
class Waiting:
    """One region's people waiting in one group at a month's end, and a year before; both totals above nought."""

    waiting: int
    within_90: int
    within_60: int
    waiting_before: int
    within_90_before: int

    @property
    def gain(self) -> Fraction:
        """The improvement, procentenheter; below nought where it has become worse."""
        return 100 * (Fraction(self.within_90, self.waiting) - Fraction(self.within_90_before, self.waiting_before))

    @property
    def share_within_60(self) -> Fraction:
        return Fraction(self.within_60, self.waiting)
