"""Values as parameter files write them: never alone.

Owns that an amount or level stands with unit, source, place in it, the day it was checked, and status, and which
ledger codes a parameter file may name.
"""

import datetime as dt
import re
from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field, PrivateAttr, model_validator

from ..base.money import last_digit_in_ore, ore_from_text
from ..base.period import month_end
from ..base.states import Status
from .documents import DocumentPart
from .node import ByName, Day, Flag, Node, wrong_at

AmountUnit = Literal["kr", "tkr", "mnkr", "mdkr"]
Dimension = Literal["account", "unit", "object", "activity", "project", "product", "counterpart"]
Codes = Annotated[dict[Dimension, Annotated[list[str], Field(min_length=1)]], Field(min_length=1), ByName]


class Sourced(Node):
    """Where a value comes from: short name of the document, place in it, day checked, status."""

    source: str | None = None
    place: str | None = None
    checked: Day | None = None
    status: Status
    note: str | None = None

    @model_validator(mode="after")
    def _has_source(self) -> "Sourced":
        if self.status in (Status.DECIDED, Status.PRELIMINARY) and (self.source is None or self.checked is None):
            missing = "source" if self.source is None else "checked"
            raise ValueError(f"ett värde med status {self.status} måste ha nyckeln {missing}")
        return self

    @property
    def is_example(self) -> bool:
        return self.status is Status.EXAMPLE


class Money(Sourced):
    """An amount of money, written with its source's digits and unit."""

    amount: str
    unit: AmountUnit

    @model_validator(mode="after")
    def _is_amount(self) -> "Money":
        try:
            ore_from_text(self.amount, self.unit)
        except ValueError as fault:
            raise wrong_at(str(fault), "amount") from None
        return self

    @property
    def ore(self) -> int:
        return ore_from_text(self.amount, self.unit)


class Amount(Money):
    """An amount as its source writes it. ``chosen`` false keeps a source that disagrees: shown, not used.

    Only an invented amount has no source: how firm a number is may be unknown, but not where it stands.
    """

    chosen: Flag = True

    @model_validator(mode="after")
    def _stands_somewhere(self) -> "Amount":
        if self.status is Status.UNKNOWN and (self.source is None or self.checked is None):
            missing = "source" if self.source is None else "checked"
            raise ValueError(f"ett belopp med status unknown måste ha nyckeln {missing}; bara exempel får sakna den")
        return self

    @property
    def last_digit_ore(self) -> int:
        """The worth of the last written digit, öre."""
        return last_digit_in_ore(self.amount, self.unit)


class Source(Node):
    """A document values are taken from; ``date`` may be a month or a year. ``parts`` are the document's, where they are
    known (``params/documents.yaml``)."""

    document: str
    title: str
    number: str | None = None
    date: str
    _parts: tuple[DocumentPart, ...] = PrivateAttr(default=())

    @property
    def parts(self) -> tuple[DocumentPart, ...]:
        return self._parts

    def in_parts(self, parts: Sequence[DocumentPart]) -> "Source":
        """The same document, with its parts known."""
        known = self.model_copy()
        known._parts = tuple(parts)
        return known

    @model_validator(mode="after")
    def _is_dated(self) -> "Source":
        fault = f"date är «{self.date}»; skriv ÅÅÅÅ-MM-DD, ÅÅÅÅ-MM eller ÅÅÅÅ"
        if not re.fullmatch(r"\d{4}(-\d{2}){0,2}", self.date):
            raise wrong_at(fault, "date")
        try:
            _ = self.last_day
        except ValueError:
            raise wrong_at(fault, "date") from None
        return self

    @property
    def first_day(self) -> dt.date:
        """The first day on which the document can have been written."""
        year, month, day = ([int(part) for part in self.date.split("-")] + [0, 0])[:3]
        return dt.date(year, month or 1, day or 1)

    @property
    def last_day(self) -> dt.date:
        """The last day on which the document can have been written."""
        year, month, day = ([int(part) for part in self.date.split("-")] + [0, 0])[:3]
        return dt.date(year, month or 12, day) if day else month_end(year, month or 12)


class Side(Node):
    """What one place in one source says, or what we conclude from it ourselves (``inferred``)."""

    says: str
    source: str
    place: str | None = None
    inferred: Flag = False


class Contradiction(Node):
    """Sources, or two places in one source, that do not agree: every side is kept and shown.

    ``id`` is its number in the register of contradictions (docs/register.md). ``used`` tells what is used and why, None
    when nothing rests on it. ``above_total`` excuses components that sum to more than the stated total.
    """

    id: str = Field(pattern=r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$")
    about: str
    sides: list[Side] = Field(min_length=2)
    used: str | None = None
    above_total: Flag = False


class Remark(Node):
    """Something the reader should know, with its source: differing titles, sources that disagree.

    ``inferred`` is what we conclude ourselves from what the source says.
    """

    text: str
    source: str | None = None
    place: str | None = None
    inferred: Flag = False
