"""Pay per full-time equivalent (tjänstefaktor), reckoned from listed inhabitants unit by unit.

Source: Anvisningar – tillkommande ersättning 2018, Västra Götalandsregionen (vg) r. 71: one full-time equivalent per
15 000 inhabitants aged 16–67, 624 300 kronor a year; r. 63 mentions units with 0,2, which some read as a minimum.
"""

from collections.abc import Mapping
from fractions import Fraction

from ...base.states import Lacking
from .case import ComponentShare, SharingCase, SharingRule
from .whole_ore import close_to_whole, nearest


def full_time_equivalents(listed: int, inhabitants: int, minimum: Fraction = Fraction(0)) -> Fraction:
    """The exact full-time equivalents of a unit's listed inhabitants, at least ``minimum``."""
    return max(Fraction(listed, inhabitants), minimum)


def paid_per_unit(equivalents: Mapping[str, Fraction], price_ore: int) -> dict[str, int]:
    """Öre a year per unit; the units sum to the price of all their full-time equivalents together."""
    exact = {unit: number * price_ore for unit, number in equivalents.items()}
    return close_to_whole(exact, nearest(sum(exact.values(), Fraction(0))))


def share(case: SharingCase) -> ComponentShare:
    """The price of the region's full-time equivalents, as told or reckoned from what is listed unit by unit.

    A component without terms per full-time equivalent is a ValueError.
    """
    terms, quantities = case.component.per_fte, case.quantities
    if terms is None:
        raise ValueError(f"{case.component.id} has no per_fte")
    if quantities.full_time_equivalents:
        number = sum((Fraction(one.number) for one in quantities.full_time_equivalents), Fraction(0))
        return ComponentShare(case.pot, nearest(number * terms.price.ore))
    if terms.inhabitants is None:
        return ComponentShare(case.pot, None, lacking=Lacking.FULL_TIME_EQUIVALENTS)
    if not quantities.listed:
        return ComponentShare(case.pot, None, lacking=Lacking.LISTED)
    minimum = Fraction(terms.minimum or 0)
    equivalents = {one.unit: full_time_equivalents(one.listed, terms.inhabitants, minimum) for one in quantities.listed}
    paid = paid_per_unit(equivalents, terms.price.ore)
    return ComponentShare(case.pot, sum(paid.values()), by_unit=paid)


RULE = SharingRule("per_fte", share)
