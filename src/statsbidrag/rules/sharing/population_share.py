"""Sharing by population: a region's part of a pot is its part of the country's inhabitants.

The shares are exact fractions and the parts sum to the pot. Source: Underlag användning av Patientmiljarden (jh) r. 18.
"""

from collections.abc import Mapping
from fractions import Fraction

from .whole_ore import closed


def split_by_population(pot_ore: int, population: Mapping[str, int]) -> dict[str, int]:
    """The whole pot, öre per län code; the parts sum to ``pot_ore``."""
    return split_by_weight(pot_ore, population)


def split_by_weight(pot_ore: int, weights: Mapping[str, int]) -> dict[str, int]:
    """A pot split by weights to whole öre by largest remainder; equal remainders go to the earlier name."""
    total = sum(weights.values())
    if total <= 0:
        raise ValueError("weights must sum to more than zero")
    exact = {name: Fraction(pot_ore * weight, total) for name, weight in weights.items()}
    return closed(exact, pot_ore)
