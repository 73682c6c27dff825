"""From exact fractions to whole öre, at the very end of a computation.

Owns how amounts close: every part is rounded down and the öre that remain go to the largest remainders, so that the
parts sum to the whole. Equal remainders go to the earlier name.
"""

from collections.abc import Mapping
from fractions import Fraction


def nearest(exact: Fraction) -> int:
    """Whole öre nearest to an exact amount; a half öre is rounded up."""
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


def close_to_whole(exact: Mapping[str, Fraction], whole: int) -> dict[str, int]:
    """Exact parts (öre) as whole öre that sum to ``whole``, which is their sum to less than an öre a part."""
    parts = {name: value.numerator // value.denominator for name, value in exact.items()}
    left = whole - sum(parts.values())
    for name in sorted(exact, key=lambda name: (parts[name] - exact[name], name))[:left]:
        parts[name] += 1
    return parts


def split_by_weight(pot_ore: int, weights: Mapping[str, int]) -> dict[str, int]:
    """A pot split by weights to whole öre by largest remainder; equal remainders go to the earlier name.

    Weights that sum to nothing are a ValueError.
    """
    total = sum(weights.values())
    if total <= 0:
        raise ValueError("weights must sum to more than zero")
    exact = {name: Fraction(pot_ore * weight, total) for name, weight in weights.items()}
    return close_to_whole(exact, pot_ore)
