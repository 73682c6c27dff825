"""Högsta belopp that is not known whole, in a table: what is known of it, and never only «ej känt».

Owns the words; the figure is ``chain.entitled_known``.
"""

from collections.abc import Mapping

from ..base.numbers import amount
from ..record.figures import Figure
from ..record.tables import Row

KNOWN = "chain.entitled_known"


def at_least(figures: Mapping[str, Figure], column: str, scale: str = "kr", decimals: int = 2) -> Row:
    """What a row has beside its cell of ``column``: ``minst 22,0``; nothing where no part or every part is known."""
    figure = figures.get(KNOWN)
    if figure is None or figure.ore is None:
        return {}
    return {f"{column}.missing": f"minst {amount(figure.ore, scale, decimals)}"}
