"""The same sum to each region.

Source: Regiondirektörens rapport, Region Norrbotten (nb) r. 431: «Samtliga landsting/regioner tilldelas 1 mkr var».
"""

from collections.abc import Collection

from .population_share import split_by_weight


def split_equally(pot_ore: int, regions: Collection[str]) -> dict[str, int]:
    """A pot in equal parts, öre per region; the parts sum to ``pot_ore``."""
    return split_by_weight(pot_ore, dict.fromkeys(regions, 1))


def pot_of_equal_sums(each_ore: int, regions: Collection[str]) -> int:
    """What all regions get together (öre) when the agreement says what each gets."""
    return each_ore * len(regions)
