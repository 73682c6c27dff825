"""Amounts of several components together held against the amounts of its parts.

Owns what parts can be: never above the whole that the same papers tell, further than the rounding of them all allows.
Which of the two is wrong nobody can tell, so it is a refusal: högsta belopp would be reckoned from either.
"""

from collections.abc import Collection, Iterator, Sequence

from ....base.money import swedish_kronor
from ....model.agreement import Agreement
from ....model.choices import RegionAgreement, Stated


def faults_in_parts(agreement: Agreement, choices: RegionAgreement) -> Iterator[str]:
    """A line for each stated or decided amount that its parts are above: of narrower components, or of areas."""
    shared = frozenset(component.id for component in agreement.shared)
    amended = frozenset(one.of.split(".")[1] for one in agreement.amendments if one.of.count(".") > 1)
    for whole in [one for one in choices.stated if one.chosen and one.area is None]:
        of = _of(whole, shared)
        # A decision may follow an amendment that the amount stated was told before.
        later = [] if of & amended else choices.decided
        yield from _above(whole, of, [*later, *choices.stated], shared)
        if len(of) == 1:
            yield from _sum_above(whole, [one for one in choices.stated if _is_area_of(one, whole)])
    for whole in [one for one in choices.decided if one.chosen and one.area is None]:
        yield from _above(whole, _of(whole, shared), choices.decided, shared)
        if len(_of(whole, shared)) == 1:
            yield from _sum_above(whole, [one for one in choices.decided if _is_area_of(one, whole)])


def _of(stated: Stated, shared: frozenset[str]) -> frozenset[str]:
    """The components of an amount; one that tells none is of all that the regions share."""
    return frozenset(stated.of) or shared


def _is_area_of(one: Stated, whole: Stated) -> bool:
    return one.area is not None and one.chosen and one.year == whole.year and one.of == whole.of


def _above(whole: Stated, of: Collection[str], told: Sequence[Stated], shared: frozenset[str]) -> Iterator[str]:
    """The narrowest parts are taken first, of several of the same components the first told."""
    inside = [one for one in told if one.stands_for(whole.year) and _of(one, shared) < frozenset(of)]
    taken: set[str] = set()
    parts = []
    for one in sorted(inside, key=lambda one: len(_of(one, shared))):
        if not taken & _of(one, shared):
            parts.append(one)
            taken |= _of(one, shared)
    yield from _sum_above(whole, parts)


def _sum_above(whole: Stated, parts: Sequence[Stated]) -> Iterator[str]:
    total = sum(one.ore for one in parts)
    rounding = sum(one.last_digit_ore for one in [whole, *parts])
    if parts and 2 * (total - whole.ore) > rounding:
        lines = ", ".join(one.at("amount").rpartition(":")[2] for one in parts)
        yield (
            f"{whole.at('amount')}: delarna (rad {lines}) blir {swedish_kronor(total)} kr, mer än helheten "
            f"{swedish_kronor(whole.ore)} kr. Rätta beloppen eller of, eller ge det belopp som inte gäller "
            "chosen: false."
        )
