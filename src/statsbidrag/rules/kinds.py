"""What follows from the kind of money that a part of a grant is: which chain holds for it, and what has been earned.

Owns which of the chain's amounts each kind has (design: kinds of money). Money by condition has them all; a refund of
costs has no part that is «expected unspent», since what is not spent is never paid; of the other kinds the cost is no
measure of what may be kept. What no source gives a kind has the chain's amounts, and no word on paying back.
"""

from collections.abc import Collection, Mapping, Sequence

from ..base.period import Period
from ..base.states import MoneyKind
from ..model.component import Component
from ..model.kinds import Kind
from .entitlement import Entitlement
from .selection import CodeSet

ALL = ("own_cost", "claim", "unspent", "expected_unspent")
FOLLOWS: Mapping[MoneyKind | None, tuple[str, ...]] = {
    None: ALL,
    MoneyKind.CONDITIONAL: ALL,
    MoneyKind.COST_REFUND: ("own_cost", "claim", "unspent"),
}
# Money that may be added before it is subtracted: nobody can tell one from the other by what the sources say.
ONE_CHAIN = (None, MoneyKind.CONDITIONAL)
EARNED = (MoneyKind.PERFORMANCE, MoneyKind.UNIT_PRICE, MoneyKind.COST_REFUND)


def kind_at(component: Component, period: Period) -> Kind | None:
    """What kind of money a component is at a period's end: the latest told; None where no source tells."""
    told = [entry for entry in component.kind if entry.start is None or entry.start <= period.month_text]
    return told[-1] if told else None


def follows(kind: MoneyKind | None) -> tuple[str, ...]:
    """Which amounts of the chain hold for a kind: of ``own_cost``, ``claim``, ``unspent``, ``expected_unspent``."""
    return FOLLOWS.get(kind, ())


def earned(kind: MoneyKind | None, given: Entitlement, cost: int | None, *, closing: bool) -> int | None:
    """Öre that a component has earned by its kind; None where it is not decided, not known, or no such thing.

    By performance what has been decided; by units those approved times their price, at most the cap, which is known
    when the year is closed since units are counted for the year; a refund the cost, at most högsta belopp.
    """
    match kind:
        case MoneyKind.PERFORMANCE:
            return None if given.decided is None else given.decided.ore
        case MoneyKind.UNIT_PRICE:
            return given.computed_ore if closing else None
        case MoneyKind.COST_REFUND if cost is not None and given.entitled_ore is not None:
            return max(0, min(cost, given.entitled_ore))
    return None


def outstanding(earned_ore: int | None, received: int) -> int | None:
    """Öre earned and not received yet: max(0, earned − R); None where what is earned is not known."""
    return None if earned_ore is None else max(0, earned_ore - received)


def beyond(cost: int | None, earned_ore: int | None, received: int) -> int | None:
    """Öre of a cost that neither what is earned nor what has come covers, of money that is not paid by its cost."""
    return None if cost is None else max(0, cost - max(earned_ore or 0, received))


def within(codes: CodeSet, outer: Sequence[CodeSet]) -> bool:
    """Whether every row with the codes has one of the outer sets of codes too."""
    return any(bool(one) and all(_inside(codes.get(name, ()), wanted) for name, wanted in one.items()) for one in outer)


def _inside(codes: Collection[str], wanted: Collection[str]) -> bool:
    """Whether a dimension's codes are some of the wanted; none at all is every code there is."""
    return bool(codes) and set(codes) <= set(wanted)
