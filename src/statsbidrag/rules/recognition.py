"""What of a grant should be income, and what should stand in the balance sheet, by the region's principle.

Owns the rule of each principle (design: recognition per component and year) and the entry that takes the books there.
All is öre from the grant's beginning: what has been received in all, and what has been used in all. ``claim`` is
accrued income (upplupen intäkt), as in the codes of ``bookkeeping.accrual``.

* condition: income follows the cost that counts, at most högsta belopp, less what may no longer be requested
* restriction: what has been granted or received is income at once
* performance: income is what the result has earned, as decided or by approved units; before that nothing is
"""

from dataclasses import dataclass

from ..base.states import RecognitionPrinciple


@dataclass(frozen=True)
class PartMoney:
    """One part of a grant: öre received, its cost, högsta belopp, what its result has earned (``decided``), what has
    been granted (beviljat) to the region itself, and what of the cost may no longer be requested (``lapsed``). None is
    not known, and for ``decided`` and ``granted`` that there is none."""

    received: int
    cost: int | None
    entitled: int | None
    decided: int | None = None
    granted: int | None = None
    lapsed: int = 0


@dataclass(frozen=True)
class Standing:
    """Öre that should be income so far, and that should stand as liability and as accrued income; one of the two is
    always nought."""

    recognised: int
    liability: int
    claim: int


@dataclass(frozen=True)
class EntryLine:
    """One line of an entry: the codes of ``liability``, ``claim`` or ``income``, öre in debit or else in credit, and
    which of the two balances it sets right."""

    account: str
    debit: int
    credit: int
    sets: str


def should_stand(principle: RecognitionPrinciple, money: PartMoney) -> Standing | None:
    """What should be income and stand in the balance sheet; None where nobody can tell.

    Of an unknown principle that is only known where there is no money: nothing has come, been used or been decided.
    """
    recognised = _recognised(principle, money)
    if recognised is None:
        return None
    return Standing(recognised, max(0, money.received - recognised), max(0, recognised - money.received))


def _recognised(principle: RecognitionPrinciple, money: PartMoney) -> int | None:
    match principle:
        case RecognitionPrinciple.CONDITION:
            return _used(money)
        case RecognitionPrinciple.RESTRICTION:
            return max(money.received, money.granted or 0)
        case RecognitionPrinciple.PERFORMANCE:
            return money.decided or 0
        case RecognitionPrinciple.UNKNOWN:
            is_none = money.received == 0 and money.cost == 0 and not money.decided and not money.granted
            return 0 if is_none else None


def _used(money: PartMoney) -> int | None:
    """Cost within högsta belopp. Where that is not known, it is no less than what has come."""
    if money.cost is None:
        return None
    if money.entitled is None:
        return max(0, money.cost) if money.cost <= money.received else None
    return max(0, min(money.cost, money.entitled) - money.lapsed)


def left_of_earlier(principle: RecognitionPrinciple, left: int) -> Standing | None:
    """What should still stand of money of earlier years that may not be used any more: öre, below nought a claim.

    It stands until it is paid or somebody decides; by restriction nothing ever stood. None by an unknown principle.
    """
    if principle is RecognitionPrinciple.UNKNOWN:
        return Standing(0, 0, 0) if left == 0 else None
    if principle is RecognitionPrinciple.RESTRICTION:
        return Standing(0, 0, 0)
    return Standing(0, max(0, left), max(0, -left))


def entry(liability: int, claim: int) -> list[EntryLine]:
    """The lines that add öre to what is booked as liability and as claim; below nought takes off. Debit is credit.

    A liability that grows takes income back; accrued income that grows is income.
    """
    lines: list[EntryLine] = []
    for name, ore in (("liability", liability), ("claim", -claim)):
        balance = (name, max(0, -ore), max(0, ore))
        income = ("income", max(0, ore), max(0, -ore))
        if ore:
            # Debit first, as such a paper is read.
            ordered = sorted((balance, income), key=lambda line: -line[1])
            lines += [EntryLine(*line, sets=name) for line in ordered]
    return lines
