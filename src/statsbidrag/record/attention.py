"""What somebody must act on: a missed duty, money that has not come, a decision that waits, a question nobody answered.

Owns its shape. What is red is the region's own missed duty, and cost that
nothing covers any more; the rest is amber. The words are made where it is shown.
"""

from dataclasses import dataclass

from ..base.states import AttentionKind

RED = (AttentionKind.LATE_DUTY, AttentionKind.UNCOVERED_COST)


@dataclass(frozen=True)
class Attention:
    """One thing. ``id`` is the deadline's, the requirement's, the component's (``all`` for all money) or the number of
    the decision; ``what`` is it in words.

    ``date`` is the day or month on which it should have been, as ISO text, None where no source gives one; ``since``
    the day a paper was ready or a requisition left. ``who`` is the receiver, or the body that decides. ``duty`` is the
    kind of the deadline. ``amount`` is the key of the figure at stake, or of what has not come. ``ledger`` is whether
    the income codes were looked at too, ``nothing_came`` whether no money has come, or is booked, ``overdue`` whether
    the day of a decision is over; ``invented`` whether any of what it rests on is. ``agreement`` is the short title of
    the agreement and ``page`` its page, in the overview.
    """

    kind: AttentionKind
    id: str
    what: str
    date: str | None = None
    since: str | None = None
    who: str | None = None
    number: str | None = None
    duty: str | None = None
    amount: str | None = None
    ledger: bool = False
    nothing_came: bool = False
    overdue: bool = False
    invented: bool = False
    agreement: str | None = None
    page: str | None = None

    @property
    def is_red(self) -> bool:
        return self.kind in RED
