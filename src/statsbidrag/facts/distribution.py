"""The distribution of one report: what each receiver was allotted, was paid and has accounted for, up to the period.

Owns which ledger rows are paid to a receiver: those on the grant's codes, bought or passed on, that have the receiver's
codes; and that what goes to counterparts of the receivers' kinds without a place in the distribution is told apart, so
that every payment to such a counterpart is told once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from ..base.errors import ParameterError
from ..base.findings import Finding, finding
from ..base.money import swedish_kronor
from ..base.numbers import count, with_unit
from ..base.place import Place
from ..base.states import Status
from ..model.component import Component
from ..model.distribution import DatedAmount, Receiver
from ..model.values import Amount, Codes
from ..rules.breakdown import ClaimedTwice, groups_by_codes
from ..rules.distribution import PassedOn, beyond, unallotted
from ..rules.selection import Treatment
from .finding_place import at
from .gather import Facts
from .rows import claim_text

KIND_OF_TYPE = {"administration": "internal", "private": "private", "municipality": "municipality", "region": "region"}
# What on the grant's codes is neither bought nor passed on.
NOT_PAID = (
    Treatment.OTHER_CODE, Treatment.OUTSIDE_WINDOW, Treatment.INCOME, Treatment.BALANCE, Treatment.OTHER_CLASS,
    Treatment.OTHER_SIDE, Treatment.OVERHEAD, Treatment.VAT_COMPENSATION,
)  # fmt: skip
OWN_COST = (Treatment.COUNTED, Treatment.OTHER_SIDE)


@dataclass(frozen=True)
class AmountTold:
    """An amount of a receiver: öre, and either the rows or the entries it comes from; all None where nobody tells."""

    ore: int | None
    rows: pd.DataFrame | None = None
    entries: tuple[DatedAmount, ...] | None = None


@dataclass(frozen=True)
class ReceiverFacts:
    """A receiver with the öre allotted to it, and where that stands; ``line`` is the rule's."""

    receiver: Receiver
    allotted: int | None
    allotted_at: str
    allotted_status: Status
    paid: AmountTold
    accounted: AmountTold

    @property
    def line(self) -> PassedOn:
        return PassedOn(self.allotted, self.paid.ore, self.accounted.ore)


@dataclass(frozen=True)
class FrameFacts:
    """What a component (None: the grant as a whole) has to share out. ``frame`` None: not known.

    ``amount`` is the parameter it is, where it is a frame of the region's own (``own``).
    """

    component: Component | None
    own: bool
    frame: int | None
    amount: Amount | None
    receivers: tuple[ReceiverFacts, ...]

    @property
    def unallotted(self) -> int | None:
        return unallotted(self.frame, (one.allotted for one in self.receivers))


@dataclass(frozen=True)
class Distribution:
    """All receivers in the file's order, the frames, and the rows paid to others of the same kinds (None: no receiver
    has codes)."""

    receivers: tuple[ReceiverFacts, ...]
    frames: tuple[FrameFacts, ...]
    others: pd.DataFrame | None


def distribution(facts: Facts) -> Distribution | None:
    """The distribution of a report; None where the region tells of none. Raises ParameterError where two receivers
    claim the same rows."""
    told = facts.parameters.choices.distribution
    if not told:
        return None
    rows = facts.rows
    bought = rows[~rows["treatment"].isin([one.value for one in NOT_PAID])]
    payee = _by_codes(facts, bought, {one.id: one.codes for one in told if one.codes is not None})
    paid = set(bought.index[payee != ""])
    own = rows[rows["treatment"].isin([one.value for one in OWN_COST]) & ~rows.index.isin(paid)]
    teller = _by_codes(facts, own, {one.id: one.accounted_codes for one in told if one.accounted_codes is not None})
    receivers = tuple(
        _receiver(
            facts,
            one,
            _told(facts, one.codes, one.paid, bought[payee == one.id]),
            _told(facts, one.accounted_codes, one.accounted, own[teller == one.id]),
        )
        for one in told
    )
    return Distribution(receivers, _frames(facts, receivers), _others(facts, bought[payee == ""], told))


def _by_codes(facts: Facts, rows: pd.DataFrame, codes: dict[str, Codes]) -> pd.Series:
    try:
        return groups_by_codes(rows, {name: [one] for name, one in codes.items()})
    except ClaimedTwice as claim:
        file = Place.parse(facts.parameters.choices.origin).file
        raise ParameterError(f"{file}: {claim_text(claim)}") from None


def _told(facts: Facts, codes: Codes | None, typed: Sequence[DatedAmount] | None, rows: pd.DataFrame) -> AmountTold:
    if codes is not None:
        return AmountTold(int(rows["amount_ore"].sum()), rows=rows)
    if typed is None:
        return AmountTold(None)
    entries = tuple(one for one in typed if one.date <= facts.period.last_day)
    return AmountTold(sum(one.ore for one in entries), entries=entries)


def _receiver(facts: Facts, one: Receiver, paid: AmountTold, accounted: AmountTold) -> ReceiverFacts:
    choices, amount = facts.parameters.choices, one.allotted
    if one.has_whole_frame:
        own = {component.id: component for component in choices.components}
        amount = choices.frame_of(own[one.component or ""], facts.parameters.agreement.year)
    place, status = (one.at("allotted"), Status.UNKNOWN) if amount is None else (amount.origin, amount.status)
    return ReceiverFacts(one, None if amount is None else amount.ore, place, status, paid, accounted)


def _frames(facts: Facts, receivers: Sequence[ReceiverFacts]) -> tuple[FrameFacts, ...]:
    """The frame of each component that something is shared out of, the grant as a whole last."""
    choices, year = facts.parameters.choices, facts.parameters.agreement.year
    given = {one.component.id: one for one in facts.entitlements}
    found = []
    for name in dict.fromkeys(one.receiver.component for one in receivers):
        ours = tuple(one for one in receivers if one.receiver.component == name)
        own = next((component for component in choices.components if component.id == name), None)
        if own is not None:
            frame = choices.frame_of(own, year)
            found.append(FrameFacts(own, True, None if frame is None else frame.ore, frame, ours))
        elif name is not None:
            entitled = given[name].entitled_ore if name in given else None
            component = next(one for one in facts.parameters.agreement.components if one.id == name)
            found.append(FrameFacts(component, False, entitled, None, ours))
        else:
            found.append(FrameFacts(None, False, facts.chain.entitled, None, ours))
    return tuple(found)


def _others(facts: Facts, rows: pd.DataFrame, told: Sequence[Receiver]) -> pd.DataFrame | None:
    """The rows bought from, or passed on to, counterparts of the receivers' kinds that are none of them."""
    kinds = {KIND_OF_TYPE[one.type] for one in told if one.codes is not None and one.type in KIND_OF_TYPE}
    if not any(one.codes is not None for one in told):
        return None
    codes = [one.code for one in facts.parameters.region.counterparts if one.kind in kinds]
    return rows[rows["counterpart"].isin(codes)]


def distribution_findings(facts: Facts) -> Iterator[Finding]:
    """More allotted than there is, more paid than allotted, more accounted for than paid (where it is typed), and
    payments to nobody in the distribution."""
    told = distribution(facts)
    if told is None:
        return
    for one in told.frames:
        above = beyond(sum(receiver.allotted or 0 for receiver in one.receivers), one.frame)
        if not one.own and above:
            last = one.receivers[-1]
            what = one.component.title if one.component else "hela bidraget"
            yield finding(
                "fordelat-over-ramen",
                f"{what}: fördelat är {_kronor(above)} mer än högsta belopp, {_kronor(one.frame or 0)}",
                "Rätta allotted, eller beloppet som regionen högst kan få.",
                **at(last.allotted_at),
            )
    for receiver in told.receivers:
        named = receiver.receiver.receiver
        if above := receiver.line.above:
            yield finding(
                "utbetalt-over-tilldelat",
                f"{named}: {_kronor(above)} mer är fakturerat eller utbetalt än tilldelat",
                "Reglera beloppet med mottagaren, eller rätta allotted om mer är tilldelat.",
                **at(receiver.receiver.origin),
            )
        # A cost in the books that is not invoiced yet is nothing odd; an account of more than was paid is.
        if (more := receiver.line.beyond) and receiver.receiver.accounted_codes is None:
            yield finding(
                "redovisat-over-utbetalt",
                f"{named}: {_kronor(more)} mer är redovisat än fakturerat eller utbetalt",
                "Kontrollera redovisningen. Det som är mer är mottagarens egen kostnad.",
                **at(receiver.receiver.origin),
            )
    if told.others is not None and len(told.others):
        for file, rows in told.others.groupby("file", sort=True):
            ore, first = int(rows["amount_ore"].sum()), int(rows["source_row"].min())
            yield finding(
                "utbetalt-utan-plats-i-fordelningen",
                f"{count(len(rows))} rader, {_kronor(ore)}: motparten är av samma slag som mottagarna men står inte i "
                "fördelningen",
                "Lägg till mottagaren under distribution, eller rätta mottagarnas codes.",
                file=str(file),
                row=first,
            )


def _kronor(ore: int) -> str:
    return with_unit(swedish_kronor(ore), "kr")
