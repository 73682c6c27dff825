"""What is passed on of a grant or a frame: allotted, paid, accounted for, and what each leaves.

Owns the definitions, all öre and cumulative (design: kinds of money): the lines of a distribution close to the öre,
``allotted + above == paid + left`` and ``paid + beyond == accounted + unaccounted``. What is not known is None, and so
is what rests on it. Source of the year-end reconciliation: Anvisningar – tillkommande
ersättning 2018, Västra Götalandsregionen, r. 99 and 106–108: paid where the requirements are met, invoiced by actual
cost, and a question of repayment may be raised where they are not.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from ..base.money import total_if_known
from ..base.states import RequirementStatus


def beyond(amount: int | None, bound: int | None) -> int | None:
    """What an amount is above a bound; never below nought, None where either is not known."""
    return None if amount is None or bound is None else max(0, amount - bound)


@dataclass(frozen=True)
class PassedOn:
    """What one receiver, or all together, were allotted, were paid (or invoiced) and have accounted for, öre."""

    allotted: int | None
    paid: int | None
    accounted: int | None

    @property
    def left(self) -> int | None:
        """Kvar av tilldelat: allotted and not paid."""
        return beyond(self.allotted, self.paid)

    @property
    def above(self) -> int | None:
        """Paid beyond what was allotted."""
        return beyond(self.paid, self.allotted)

    @property
    def unaccounted(self) -> int | None:
        """Ej redovisat: paid and not accounted for."""
        return beyond(self.paid, self.accounted)

    @property
    def beyond(self) -> int | None:
        """Accounted for beyond what was paid: the receiver's own cost."""
        return beyond(self.accounted, self.paid)


@dataclass(frozen=True)
class Sums:
    """A distribution in sum, öre, of what is known: ``allotted + above + no_allotment == paid + left + no_payment`` and
    ``paid + beyond + no_paid == accounted + unaccounted + no_account``.

    ``no_allotment`` is paid to those of whom nobody knows what they were allotted, ``no_payment`` allotted to those of
    whom nobody knows what they were paid, ``no_account`` paid to those whose accounts nobody follows, and ``no_paid``
    accounted for by those of whom nobody knows what they were paid.
    """

    allotted: int
    paid: int
    accounted: int
    left: int
    above: int
    unaccounted: int
    beyond: int
    no_allotment: int
    no_payment: int
    no_account: int
    no_paid: int


def sums(lines: Iterable[PassedOn]) -> Sums:
    """The sums of the receivers' lines."""
    every = list(lines)
    return Sums(
        allotted=_known(one.allotted for one in every),
        paid=_known(one.paid for one in every),
        accounted=_known(one.accounted for one in every),
        left=_known(one.left for one in every),
        above=_known(one.above for one in every),
        unaccounted=_known(one.unaccounted for one in every),
        beyond=_known(one.beyond for one in every),
        no_allotment=_known(one.paid for one in every if one.allotted is None),
        no_payment=_known(one.allotted for one in every if one.paid is None),
        no_account=_known(one.paid for one in every if one.accounted is None),
        no_paid=_known(one.accounted for one in every if one.paid is None),
    )


def _known(amounts: Iterable[int | None]) -> int:
    return sum(ore for ore in amounts if ore is not None)


def unallotted(frame: int | None, allotted: Iterable[int | None]) -> int | None:
    """What of a frame is allotted to nobody, below nought where more is allotted than there is; None where the frame
    or a part is not known."""
    whole = total_if_known(allotted)
    return None if frame is None or whole is None else frame - whole


@dataclass(frozen=True)
class Reconciled:
    """The year-end reconciliation (helårsavstämning) of one commitment: frame, invoiced, actual cost (öre), and the
    states of what is required for it."""

    frame: int | None
    invoiced: int | None
    cost: int | None
    states: tuple[RequirementStatus, ...] = ()

    @property
    def covered(self) -> int | None:
        """The cost that the frame bears."""
        return None if self.cost is None or self.frame is None else min(self.cost, self.frame)

    @property
    def to_settle(self) -> int | None:
        """Invoiced beyond the cost that the frame bears."""
        return beyond(self.invoiced, self.covered)

    @property
    def not_invoiced(self) -> int | None:
        """Cost that the frame bears and that is not invoiced."""
        return beyond(self.covered, self.invoiced)

    @property
    def is_at_stake(self) -> bool:
        """Whether some requirement is not met whole, so that a question of repayment may be raised."""
        return RequirementStatus.NOT_MET in self.states or RequirementStatus.PARTLY in self.states

    @property
    def at_stake(self) -> int | None:
        """What else was invoiced and may be asked back: all of it where a requirement is not met whole, nothing where
        each is met, not known while some are not judged."""
        if self.invoiced is None or self.to_settle is None:
            return None
        if self.is_at_stake:
            return self.invoiced - self.to_settle
        return 0 if self.states and set(self.states) == {RequirementStatus.MET} else None

    @property
    def most_asked_back(self) -> int | None:
        """Återkrav, at most: all that was invoiced where a requirement is not met whole, nothing where each is met. To
        have invoiced beyond the cost is no ground for it: the source has none but the requirements."""
        if not self.is_at_stake and self.at_stake == 0:
            return 0
        return total_if_known([self.to_settle, self.at_stake])
