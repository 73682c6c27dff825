"""The same sum to each region.

Source: Regiondirektörens rapport, Region Norrbotten (nb) r. 431: «Samtliga landsting/regioner tilldelas 1 mkr var».
"""

from collections.abc import Collection
from fractions import Fraction

from ...base.states import Lacking
from .case import ComponentShare, SharingCase, SharingRule
from .whole_ore import split_by_weight


def split_equally(pot_ore: int, regions: Collection[str]) -> dict[str, int]:
    """A pot in equal parts, öre per region; the parts sum to ``pot_ore``."""
    return split_by_weight(pot_ore, dict.fromkeys(regions, 1))


def pot_of_equal_sums(each_ore: int, regions: Collection[str]) -> int:
    """What all regions get together (öre) when the agreement says what each gets."""
    return each_ore * len(regions)


def share(case: SharingCase) -> ComponentShare:
    """One part of as many as there are regions, of the pot or of what each gets times their number."""
    regions = list(next(iter(case.population.values())))
    part = Fraction(1, len(regions))
    each = case.component.each
    pot = case.pot if each is None else pot_of_equal_sums(each.ore, regions)
    if pot is None:
        return ComponentShare(None, None, part, lacking=Lacking.AMOUNT)
    return ComponentShare(pot, split_equally(pot, regions)[case.lan_code], part)


RULE = SharingRule("equal_share", share)
