"""Högsta belopp of a whole agreement: its components', and what the region's papers state for several of them at once.

Owns which stated amount of several components is used, and what is known of a högsta belopp that is not known whole.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..base.money import total_if_known
from ..base.period import Period
from ..base.states import Basis
from ..model.choices import RegionAgreement, Stated
from .chain import events_of, received
from .entitlement import Agreeing, Entitlement, standing


@dataclass(frozen=True)
class StatedTogether:
    """A stated amount that covers several components, beside what they are computed to together (öre).

    Where the papers do not tell which components it covers it stands for the whole agreement, and nothing is computed
    beside it. ``is_paid`` tells that payments to the members, less repayments, come to it.
    """

    stated: Stated
    members: list[Entitlement]
    computed_ore: int | None
    agreeing: Agreeing
    is_paid: bool = False

    @property
    def binds(self) -> bool:
        """Whether högsta belopp of the members is the stated amount, and not what they are each for themselves.

        So it is too where it agrees with what is computed, but has been paid to the öre or is not what the members
        come to as they are used. An amendment after it was stated is not in it, and members that are each paid in full
        have their own amounts.
        """
        if self.agreeing is not Agreeing.AGREES:
            return self.agreeing in (Agreeing.DIFFERS, Agreeing.NOT_COMPUTABLE)
        most = total_if_known(member.entitled_ore for member in self.members)
        are_paid = all(member.basis is Basis.PAID for member in self.members)
        if most == self.stated.ore or are_paid or any(member.amendments for member in self.members):
            return False
        return self.is_paid or standing(self.stated, most) is Agreeing.DIFFERS


def entitled_in_all(given: Sequence[Entitlement], together: Sequence[StatedTogether]) -> int | None:
    """E of the whole agreement, öre: the components', but a stated amount of several where it differs from theirs.

    None when some component's is unknown and no amount of several covers it.
    """
    used = used_together(together)
    inside = {member.component.id for group in used for member in group.members}
    rest = [one.entitled_ore for one in given if one.component.id not in inside]
    return total_if_known([*(group.stated.ore for group in used), *rest])


def known_in_part(given: Sequence[Entitlement], together: Sequence[StatedTogether]) -> tuple[int, int, int] | None:
    """What is known of an E that is not known whole: öre, of how many components, and how many there are.

    None where E is known whole, or nothing of it is known.
    """
    used = used_together(together)
    inside = {member.component.id for group in used for member in group.members}
    known = [one for one in given if one.component.id not in inside and one.entitled_ore is not None]
    parts = len(inside) + len(known)
    if entitled_in_all(given, together) is not None or not parts:
        return None
    ore = sum(group.stated.ore for group in used) + sum(one.entitled_ore or 0 for one in known)
    return ore, parts, len(given)


def bound_elsewhere(given: Sequence[Entitlement], together: Sequence[StatedTogether], costs: Mapping[str, int]) -> int:
    """What is known of a högsta belopp but pays no other part's cost, öre: a cap on what units give, and what a part
    has not used itself where the books tell its cost (``costs``, öre by component)."""
    used = used_together(together)
    inside = {member.component.id for group in used for member in group.members}
    bound = 0
    for one in given:
        most = one.entitled_ore
        if one.component.id in inside or most is None:
            continue
        if one.basis is Basis.CAP:
            bound += most
        elif one.component.id in costs:
            bound += max(0, most - costs[one.component.id])
    for group in used:
        ids = [member.component.id for member in group.members]
        if all(name in costs for name in ids):
            bound += max(0, group.stated.ore - sum(costs[name] for name in ids))
    return bound


def used_together(together: Sequence[StatedTogether]) -> list[StatedTogether]:
    """The stated amounts of several components that högsta belopp comes from: those that differ from what is computed,
    or have nothing computed beside them, have been paid in full or are not what their components come to, and no
    component of which has been decided on or is in a wider one."""
    used: list[StatedTogether] = []
    taken: set[str] = set()
    for group in together:
        inside = {member.component.id for member in group.members}
        free = not inside & taken and not any(member.decided for member in group.members)
        if group.binds and free:
            used.append(group)
            taken |= inside
    return used


def assumed(given: Sequence[Entitlement], together: Sequence[StatedTogether]) -> list[Entitlement]:
    """Those whose högsta belopp rests on an assumed share alone: nothing is stated for them, alone or with others."""
    stated = {member.component.id for group in together for member in group.members}
    stated |= {one.component.id for one in given if one.stated}
    return [
        one
        for one in given
        if one.basis is Basis.COMPUTED and one.component.is_assumed and one.component.id not in stated
    ]


def stated_together(given: Sequence[Entitlement], choices: RegionAgreement, period: Period) -> list[StatedTogether]:
    """The year's stated amounts that cover several components, or an unknown number of them, widest first, and whether
    they are paid when a period ends.

    An amount of money that the region itself shares out is not among them.
    """
    by_id = {one.component.id: one for one in given}
    found = []
    for stated in choices.stated:
        whole = not stated.of
        if not stated.stands_for(period.year) or len(stated.of) == 1:
            continue
        if set(stated.of) <= set(by_id):
            members = list(given) if whole else [by_id[name] for name in stated.of]
            computed = None if whole else total_if_known(member.computed_ore for member in members)
            come = [e for one in members for e in events_of(choices.events, one.component.id, len(given))]
            is_paid = received(come, period) == stated.ore
            found.append(StatedTogether(stated, members, computed, standing(stated, computed), is_paid))
    return sorted(found, key=lambda group: -len(group.members))
