"""The sentences on each computed amount beside the stated one, and which of them the report uses.

Owns how agreeing, differing and lacking amounts are worded for the section Överenskommelsen och krav.
"""

from ...base.money import total_if_known
from ...base.needed import needed
from ...base.numbers import kronor, mnkr, with_unit
from ...base.states import Basis, Status
from ...facts.gather import Facts
from ...rules.entitled_together import StatedTogether, used_together
from ...rules.entitlement import Agreeing, Entitlement, agreeing
from ...show.wording import LACKING, as_told, listed, marked

USED = {
    Basis.DECIDED: "det beslutade beloppet",
    Basis.PAID: "det utbetalda beloppet, som är hela det angivna",
    Basis.STATED: "det angivna beloppet",
    Basis.CAP: "taket",
    Basis.COMPUTED: "det beräknade beloppet",
}


def why_amounts_differ(facts: Facts) -> list[str]:
    """A sentence per component on the computed amount beside the stated one, and per amount of several together."""
    used = used_together(facts.together)
    inside = {member.component.id for group in used for member in group.members}
    alone = [
        _why(one, named=len(facts.entitlements) > 1, used=one.component.id not in inside) for one in facts.entitlements
    ]
    return [*alone, *(_why_together(group, group in used) for group in facts.together)]


def amounts_differ(facts: Facts) -> bool:
    """Whether högsta belopp has in it a stated amount that differs from the computed more than rounding explains.

    An amount of unknown parts is held against all of them together.
    """
    used = used_together(facts.together)
    inside = {member.component.id for group in used for member in group.members}
    told = [
        one.agreeing
        for one in facts.entitlements
        if one.basis in (Basis.STATED, Basis.PAID) and one.component.id not in inside
    ]
    for group in used:
        computed = total_if_known(member.computed_ore for member in group.members)
        if not group.stated.of and computed is not None:
            told.append(agreeing(group.stated.ore, group.stated.last_digit_ore, computed))
        else:
            told.append(group.agreeing)
    return Agreeing.DIFFERS in told


def _why_together(group: StatedTogether, used: bool) -> str:
    stated = as_told(group.stated)
    if not group.stated.of:
        return (
            f"Regionens underlag anger {stated} utan att säga vilka delar beloppet avser. Rapporten använder det som "
            "högsta belopp för hela överenskommelsen."
        )
    names = listed([member.component.title for member in group.members])
    start = f"Regionens underlag anger {stated} för {names} tillsammans"
    if group.computed_ore is None:
        return f"{start}, och beräkningen kan inte göras för alla delar. Rapporten använder det angivna beloppet."
    computed = with_unit(mnkr(group.computed_ore, 2), "mnkr")
    if used and group.agreeing is Agreeing.AGREES:
        why = "som är betalt" if group.is_paid else "eftersom delarnas belopp var för sig inte ger det"
        return (
            f"{start}; beräkningen ger {computed}, samma belopp inom källans avrundning. Rapporten använder det "
            f"angivna beloppet, {why}."
        )
    if used:
        return (
            f"{start}; beräkningen ger {computed}, vilket skiljer sig mer än avrundningen förklarar. Rapporten "
            "använder det angivna beloppet."
        )
    return f"{start}; beräkningen ger {computed}, samma belopp inom källans avrundning."


def _why(entitlement: Entitlement, named: bool, used: bool) -> str:
    """``named``: the component's name is said; ``used``: its own amount is a part of högsta belopp."""
    return f"{entitlement.component.title}: {_reason(entitlement, used)}" if named else _reason(entitlement, used)


def _reason(entitlement: Entitlement, is_used: bool) -> str:
    used = ""
    if is_used and entitlement.entitled_ore is not None:
        amount = marked(with_unit(kronor(entitlement.entitled_ore, 2), "kr"), entitlement.status is Status.EXAMPLE)
        used = f" Rapporten använder {USED[entitlement.basis]}, {amount}."
    if entitlement.lacking:
        what = f"Beloppet kan inte beräknas: {LACKING[entitlement.lacking]}."
        return (
            f"{what} Högsta belopp är ej känt." if is_used and entitlement.basis is Basis.UNKNOWN else f"{what}{used}"
        )
    computed_ore = needed(entitlement.computed_ore, "computed")
    computed = marked(with_unit(mnkr(computed_ore, 2), "mnkr"), entitlement.computed_status is Status.EXAMPLE)
    if entitlement.stated is None:
        assumed = " Källan anger ingen fördelning; folkmängden är antagen." if entitlement.component.is_assumed else ""
        return f"Regionens underlag anger inget belopp; beräkningen ger {computed}.{assumed}{used}"
    stated = as_told(entitlement.stated)
    if entitlement.agreeing is Agreeing.AGREES:
        digit = with_unit(kronor(entitlement.stated.last_digit_ore), "kr")
        firm = ", som är preliminärt," if entitlement.stated.status is Status.PRELIMINARY else ""
        return (
            f"Beräknat {computed} och angivet {stated}{firm} är samma belopp inom källans avrundning till närmaste "
            f"{digit}.{used}"
        )
    return f"Beräknat {computed} skiljer sig från angivet {stated} mer än avrundningen förklarar.{used}"
