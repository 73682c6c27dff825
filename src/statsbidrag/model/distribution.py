"""What a region passes on of a grant or of a frame of its own: to whom, how much, what has been paid and accounted for.

Owns the shape of ``distribution``. Amounts paid and accounted for are read in the ledger by codes, or typed with a day
and a source, never both: then they would be told twice.
"""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from .node import Day, KnownText, Month, Node, Slug, known, wrong_at
from .values import Amount, Codes, Money

ReceiverType = Literal["administration", "private", "municipality", "region", "other"]


class DatedAmount(Money):
    """An amount of a day; below nought what was paid back, or what corrects an account."""

    date: Day
    what: str | None = None


class Receiver(Node):
    """One that money is passed on to, of one component (None: of the grant as a whole), for some months.

    ``allotted`` left out is the whole frame of the component, None an amount that nobody knows. ``codes`` are those
    that invoices from the receiver, or payments to it, have in the ledger among the rows on the grant's codes;
    ``accounted_codes`` those of the receiver's own cost. Instead of them ``paid`` and ``accounted`` are typed. What has
    neither is not known, which is not nought; an empty list says that there is nothing yet. ``number`` is that of the
    decision or agreement with the receiver.
    """

    id: Slug
    receiver: str
    type: ReceiverType
    component: Slug | None = None
    start: Month = Field(alias="from")
    end: Month = Field(alias="to")
    allotted: Annotated[Amount | None, BeforeValidator(known)] = None
    codes: Codes | None = None
    paid: list[DatedAmount] | None = None
    accounted_codes: Codes | None = None
    accounted: list[DatedAmount] | None = None
    number: KnownText = None

    @model_validator(mode="after")
    def _told_once(self) -> "Receiver":
        for codes, typed in (("codes", "paid"), ("accounted_codes", "accounted")):
            if getattr(self, codes) is not None and getattr(self, typed) is not None:
                raise wrong_at(
                    f"både {codes} och {typed} är ifyllda; behåll en, annars står beloppet två gånger", typed
                )
        if self.end < self.start or "13" in (self.start[5:], self.end[5:]):
            raise wrong_at(f"månaderna är {self.start} till {self.end}; skriv från och till och med, ÅÅÅÅ-MM", "to")
        return self

    @property
    def has_whole_frame(self) -> bool:
        """Whether the receiver has the whole frame of its component."""
        return "allotted" not in self.model_fields_set
