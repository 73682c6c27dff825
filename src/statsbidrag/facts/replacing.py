"""What each delivery put in the place of earlier ones: how much of a month recurs, and a grant's rows before and after.

Owns the order in which deliveries are judged. Each is held against what counted before it; one that must not replace
is passed over when the next is judged, so that the same file delivered again is not held against itself. A supplement
replaces nothing, and is told alike.
"""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from ..model.bookkeeping import Bookkeeping
from ..read.raw.deliveries import Delivery, holds, later_than
from ..read.store.held_rows import held_of_slot, slot_of
from ..read.store.ledger import Ledger
from ..read.store.likeness import NO_ROWS, alike, content, counting, likeness
from ..rules.accrual import on_any
from ..rules.replacing import Lost, OnCodes, Recurrence, Verdict, lost_of, recurrence, verdict
from ..rules.selection import matches, sieve
from .rows import code_sets


@dataclass(frozen=True)
class Sum:
    """Rows and their öre, costs +."""

    rows: int
    ore: int


def sum_of(rows: pd.DataFrame) -> Sum:
    """Of rows with ``amount_ore``."""
    return Sum(len(rows), int(rows["amount_ore"].sum()))


@dataclass(frozen=True)
class Month:
    """A slot of a delivery's claim before it and with it, whatever the codes. ``files`` had the rows before.

    ``is_same``: what came says just what was there. ``is_old``: it says just what a delivery said that others had
    replaced, or only loses vouchers. ``made`` are the days that it and the one it replaced say they were made, where
    its own is the earlier: period balances have no vouchers that could tell.
    """

    files: tuple[str, ...]
    found: Recurrence
    before: Sum
    after: Sum
    is_same: bool
    is_old: bool
    made: tuple[dt.date, dt.date] | None = None


@dataclass(frozen=True)
class Replacement:
    """A delivery in a slot where earlier ones had rows: the month, and a grant's rows on its cost codes.

    ``verdict`` is the grant's, ``holds`` whether the delivery still has the slot, ``is_other`` whether any row of the
    grant's cost is other than before, ``lost`` how many of them are nowhere in the month. ``is_thin``: they are many,
    and no control total of the grant's objects confirms it.
    """

    delivery: Delivery
    slot: str
    month: Month
    before: Sum
    after: Sum
    verdict: Verdict
    holds: bool
    is_other: bool
    lost: Lost
    is_thin: bool

    @property
    def is_old(self) -> bool:
        """Whether an older delivery came last, and the grant's rows are other for it."""
        return (self.month.is_old or self.month.made is not None) and self.is_other and not self.delivery.replaces


def replacements(
    ledger: Ledger, bookkeeping: Bookkeeping, least: Fraction, slots: Collection[str] | None = None
) -> list[Replacement]:
    """Every delivery and slot in which earlier ones had rows, in the order of the deliveries.

    Any of the grant's codes may be touched; the rows told are those of its cost. ``least`` is the share of vouchers
    that must recur. Only some ``slots`` (None: all).
    """
    found: list[Replacement] = []
    if not any(has_earlier(one, ledger.known) for one in ledger.known):
        return found
    rows = _OnCodes(ledger, bookkeeping)
    # What may be built upon, by slot: the deliveries that may count, in order.
    sound: dict[str, list[Delivery]] = {}
    for one in ledger.known:
        here: dict[tuple[Delivery, ...], list[str]] = {}
        for slot in one.slots():
            if slots is None or slot in slots:
                here.setdefault(_before(one, sound.get(slot, [])), []).append(slot)
        for earlier, its in here.items():
            steps = _steps(ledger, rows, least, one, earlier, its) if earlier else {}
            found += steps.values()
            for slot in its:
                if slot not in steps or steps[slot].verdict is Verdict.GOES_ON:
                    sound.setdefault(slot, []).append(one)
    return found


def has_earlier(one: Delivery, others: Sequence[Delivery]) -> bool:
    """Whether a delivery replaces, or is added to, any of some."""
    return bool(_before(one, others))


def _before(one: Delivery, others: Sequence[Delivery]) -> tuple[Delivery, ...]:
    """Those that had something a delivery replaces, or is added to."""
    comes_after = (lambda other: other.order < one.order) if one.adds else one.follows
    return tuple(other for other in others if other is not one and other.overlaps(one) and comes_after(other))


def _steps(
    ledger: Ledger,
    rows: "_OnCodes",
    least: Fraction,
    one: Delivery,
    earlier: tuple[Delivery, ...],
    slots: Sequence[str],
) -> dict[str, Replacement]:
    record = ledger.imports[one.id]
    then = (*earlier, one) if one.adds else (one,)
    steps = {}
    for slot in slots:
        month = month_of(ledger, one, earlier, then, slot)
        if not month.before.rows:
            continue
        before = rows.counting(earlier, one, slot)
        after = before if month.is_same else rows.counting(then, one, slot)
        costs = before[before["is_cost"]], after[after["is_cost"]]
        confirmed = record.reconciled and set(costs[0]["object"]) <= set(record.by_object)
        outcome = verdict(
            month.found,
            least,
            OnCodes(len(costs[0]), len(costs[1]), touched=bool(len(before) or len(after)), confirmed=confirmed),
            confirmed=record.reconciled,
            allowed=one.replaces or one.adds,
        )
        sums = sum_of(costs[0]), sum_of(costs[1])
        is_held, is_other = holds(one, ledger.known, slot), not alike(costs[0]["content"], costs[1]["content"])
        lost = Lost(len(costs[0]), 0) if one.adds or not is_other else _lost(ledger, one, earlier, slot, *costs)
        is_thin = lost.is_much(least) and not confirmed
        steps[slot] = Replacement(one, slot, month, *sums, outcome, is_held, is_other, lost, is_thin)
    return steps


def _lost(
    ledger: Ledger, one: Delivery, earlier: Sequence[Delivery], slot: str, cost: pd.DataFrame, left: pd.DataFrame
) -> Lost:
    """How much of a grant's ``cost`` before is nowhere in the month after, where ``left`` is the grant's cost."""
    files, folder = ledger.books.files, ledger.books.folder
    before, after = (counting(files, folder, those, one, slot) for those in (earlier, (one,)))
    places = pd.MultiIndex.from_arrays([cost["import_id"].astype("str"), cost["source_row"]])
    ours = pd.MultiIndex.from_arrays([before["delivery"].astype("str"), before["source_row"]]).isin(places)
    return lost_of(before[ours], after, len(left))


def month_of(ledger: Ledger, one: Delivery, earlier: Sequence[Delivery], then: Sequence[Delivery], slot: str) -> Month:
    """A slot before and with a delivery; the same for every grant, and made once a run."""
    files, folder = ledger.books.files, ledger.books.folder
    key = ("replaced", folder, one.id, slot, *(each.id for each in earlier))
    return files.once(key, lambda: _month(ledger, one, earlier, then, slot))


def _month(ledger: Ledger, one: Delivery, earlier: Sequence[Delivery], then: Sequence[Delivery], slot: str) -> Month:
    files, folder = ledger.books.files, ledger.books.folder
    before, after = (counting(files, folder, those, one, slot) for those in (earlier, then))
    found = recurrence(before, after)
    had = {str(name) for name in before["delivery"].unique()}
    is_other = not alike(before["content"], after["content"])
    is_again = is_other and any(
        alike(_content(ledger, each, slot), after["content"])
        for each in earlier
        if each.id not in had and later_than(each, earlier)
    )
    replaced = [each for each in earlier if each.id in had]
    return Month(
        tuple(each.file for each in replaced),
        found,
        sum_of(before),
        sum_of(after),
        not is_other,
        not one.adds and (found.only_loses or is_again),
        None if one.adds else _made(ledger, one, replaced),
    )


def _made(ledger: Ledger, one: Delivery, replaced: Sequence[Delivery]) -> tuple[dt.date, dt.date] | None:
    """The day a file says it was made and the last such day of those it replaced, where its own is the earlier."""
    own = ledger.imports[one.id].generated
    days = [ledger.imports[each.id].generated for each in replaced]
    last = max((day for day in days if day is not None), default=None)
    return (own, last) if own is not None and last is not None and own < last else None


def _content(ledger: Ledger, one: Delivery, slot: str) -> pd.Series:
    return likeness(ledger.books.files, ledger.books.folder, one.id).get(slot, NO_ROWS)["content"]


class _OnCodes:
    """The rows on a grant's codes of every delivery known, whether or not they count; ``is_cost`` marks its cost."""

    def __init__(self, ledger: Ledger, bookkeeping: Bookkeeping) -> None:
        codes = code_sets(bookkeeping)
        rows = on_any(ledger.every.on_whatever_counts(sieve(codes)), codes)
        rows = rows.assign(
            slot=slot_of(rows["period"], rows["closing"]),
            is_cost=matches(rows, bookkeeping.cost),
            content=content(rows),
        )
        self.rows = rows[["import_id", "source_row", "slot", "object", "amount_ore", "is_cost", "content"]]
        self.places = self.rows.groupby(["import_id", "slot"]).indices

    def counting(self, those: Sequence[Delivery], one: Delivery, slot: str) -> pd.DataFrame:
        """The rows of a slot that count when some deliveries are in force, of what one of them claims."""
        parts = [self.rows.iloc[:0]]
        for each in those:
            if (each.id, slot) in self.places:
                rows = self.rows.iloc[self.places[each.id, slot]]
                parts.append(held_of_slot(rows, each, those, one, slot))
        return parts[-1] if len(parts) < 3 else pd.concat(parts[1:])
