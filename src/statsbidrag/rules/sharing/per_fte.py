"""Pay per full-time equivalent (tjänstefaktor), reckoned from listed inhabitants unit by unit.

Source: Anvisningar – tillkommande ersättning 2018, Västra Götalandsregionen (vg) r. 71: one full-time equivalent per
15 000 inhabitants aged 16–67, 624 300 kronor a year; r. 63 mentions units with 0,2, which some read as a minimum.
"""

from collections.abc import Mapping
from fractions import Fraction

from .whole_ore import closed, nearest


def full_time_equivalents(listed: int, inhabitants: int, minimum: Fraction = Fraction(0)) -> Fraction:
    """The exact full-time equivalents of a unit's listed inhabitants, at least ``minimum``."""
    return max(Fraction(listed, inhabitants), minimum)


def paid_per_unit(equivalents: Mapping[str, Fraction], price_ore: int) -> dict[str, int]:
    """Öre a year per unit; the units sum to the price of all their full-time equivalents together."""
    exact = {unit: number * price_ore for unit, number in equivalents.items()}
    return closed(exact, nearest(sum(exact.values(), Fraction(0))))
