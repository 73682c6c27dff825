"""What happened with a grant and what is awaited: events, the paper that was sent, and the decisions a board takes.

Owns the shapes of ``events`` and ``decisions`` in ``params/<year>/<region>/<agreement>.yaml``, and on which day an
event did what a deadline asks for: the day it was sent, where it says so, else the day it happened. A decision or a
paper that is ready has done nothing until it was sent.
"""

import datetime as dt
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from ..base.money import ore_from_text
from ..base.states import Status
from .node import Day, KnownDay, KnownText, Node, Slug, Year, known, wrong_at
from .values import AmountUnit

# Money moves in the first three; a submission is a plan, an account or an application that was handed in.
MONEY = ("requisition", "payment", "repayment")
DOING = (*MONEY, "submission")


def _one_or_more(value: object) -> object:
    """One id may stand alone."""
    return [value] if isinstance(value, str) else value


Fulfils = Annotated[list[Slug], BeforeValidator(_one_or_more), Field(min_length=1)]
"""The deadlines an event fulfils, by id: one, or several that it fulfils at once."""
Channel = Annotated[Literal["e-tjänst", "e-post", "post"] | None, BeforeValidator(known)]


class Sent(Node):
    """That a paper left the region: the day, by which channel, under which diary number, and who sent it (a role)."""

    date: Day
    channel: Channel
    number: KnownText = None
    role: str | None = None


class Receipt(Node):
    """That the receiver has confirmed it (kvitterad): the day, and the receiver's own number."""

    date: Day
    number: KnownText = None


class Event(Node):
    """What happened: a decision, a paper that is ready or was handed in, a requisition, payment or repayment.

    ``fulfils`` are the deadlines it is what they ask for; ``grant_year`` (``for``) the grant year it belongs to, None
    for the file's own.
    """

    kind: Literal["decision", "requisition", "payment", "repayment", "submission", "ready"]
    date: Day
    what: str | None = None
    by: str | None = None
    amount: str | None = None
    unit: AmountUnit = "kr"
    component: Slug | None = None
    fulfils: Fulfils | None = None
    grant_year: Year | None = Field(default=None, alias="for")
    sent: Sent | None = None
    receipt: Receipt | None = None
    number: KnownText = None
    voucher: KnownText = None
    source: str | None = None
    place: str | None = None
    status: Status = Status.DECIDED

    @model_validator(mode="after")
    def _money_has_amount(self) -> "Event":
        if self.kind in MONEY and self.amount is None:
            raise ValueError(f"en händelse av slaget {self.kind} måste ha nyckeln amount")
        if self.amount is not None:
            try:
                ore_from_text(self.amount, self.unit)
            except ValueError as fault:
                raise wrong_at(str(fault), "amount") from None
        if self.status is not Status.EXAMPLE and self.source is None:
            raise ValueError("en händelse som inte är exempel måste ha nyckeln source")
        return self

    @model_validator(mode="after")
    def _is_of_a_deadline(self) -> "Event":
        if self.kind in ("submission", "ready") and self.fulfils is None:
            raise ValueError(
                f"en händelse av slaget {self.kind} måste ha nyckeln fulfils, id för tidpunkten som den uppfyller"
            )
        return self

    @model_validator(mode="after")
    def _in_order(self) -> "Event":
        """What is sent is sent by the region, not before it was ready, and confirmed after that."""
        for key in ("sent", "receipt"):
            if self.kind == "payment" and getattr(self, key) is not None:
                raise wrong_at(f"en inbetalning kommer till regionen och har ingen {key}; ta bort nyckeln", key)
        # A board may approve afterwards what was sent in time; a paper cannot leave before there is one.
        if self.sent and self.kind != "decision" and self.sent.date < self.date:
            raise wrong_at(
                f"handlingen är skickad {self.sent.date}, före {self.date}, som är händelsens date; rätta sent eller "
                "date",
                "sent",
            )
        done = self.done_on
        if self.receipt and done is None:
            raise wrong_at("handlingen är kvitterad men inte skickad; skriv sent med dagen då den skickades", "receipt")
        if self.receipt and done and self.receipt.date < done:
            raise wrong_at(
                f"handlingen är kvitterad {self.receipt.date}, före {done}, då den skickades; rätta receipt eller "
                f"{'sent' if self.sent else 'date'}",
                "receipt",
            )
        return self

    @property
    def ore(self) -> int | None:
        return None if self.amount is None else ore_from_text(self.amount, self.unit)

    @property
    def done_on(self) -> dt.date | None:
        """The day on which it did what a deadline asks for; None where nothing has left the region."""
        if self.sent is not None:
            return self.sent.date
        return self.date if self.kind in DOING else None


class Decision(Node):
    """A decision about the grant that the region has, or waits for: by which body, of what, under which diary number.

    ``date`` is the day it was taken. ``waiting`` is the day it is expected while it is not taken, None in a file that
    says ``unknown``; ``asked`` the day from which the region waits.
    """

    body: str
    what: str
    date: Day | None = None
    waiting: KnownDay = None
    asked: Day | None = None
    number: KnownText = None
    source: str | None = None
    place: str | None = None
    status: Status = Status.DECIDED

    @model_validator(mode="after")
    def _is_taken_or_waits(self) -> "Decision":
        is_told = "waiting" in self.model_fields_set
        if self.date is None and not is_told:
            raise ValueError(
                "beslutet måste ha nyckeln date, dagen då det fattades, eller waiting, dagen då det väntas (unknown om "
                "den inte är känd)"
            )
        if self.date is not None and is_told:
            raise wrong_at("beslutet har både date och waiting; behåll date när det är fattat", "waiting")
        for key in ("date", "waiting"):
            day = getattr(self, key)
            if self.asked and day and day < self.asked:
                raise wrong_at(f"{key} är {day}, före asked, som är {self.asked}; rätta {key} eller asked", key)
        if self.status is not Status.EXAMPLE and self.source is None:
            raise ValueError("ett beslut som inte är exempel måste ha nyckeln source")
        return self
