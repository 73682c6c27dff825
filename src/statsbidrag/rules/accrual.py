"""Accrual (periodisering): what of the grant stands in the balance sheet, and whether it follows.

Owns the identity opening + received − recognised = closing (design: the money chain). Öre; a liability (received, not
yet earned) is positive and a claim (earned, not yet received) negative, so that one figure tells both. In the ledger a
liability is a credit, that is negative, and so is income.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from .selection import CodeSet, matches


@dataclass(frozen=True)
class AccrualBalance:
    """The year's accrual up to a period. ``opening`` None: nobody knows what stood there when the year began.

    ``booked`` is what the ledger's balance rows give at the period's end, None where the opening is not known.
    """

    opening: int | None
    received: int
    recognised: int
    booked: int | None

    @property
    def closing(self) -> int | None:
        """What should stand there: opening + received − recognised."""
        return None if self.opening is None else self.opening + self.received - self.recognised

    @property
    def difference(self) -> int | None:
        """Booked less what should be; None where that is not known."""
        return None if self.booked is None or self.closing is None else self.booked - self.closing


def on_any(rows: pd.DataFrame, sets: Iterable[CodeSet | None]) -> pd.DataFrame:
    """The rows on one of several sets of codes, each row once."""
    hit = pd.Series(False, index=rows.index)
    for codes in sets:
        if codes:
            hit |= matches(rows, codes)
    return rows[hit]


def accrual_balance(
    opening: pd.DataFrame | None,
    movement: pd.DataFrame,
    recognised: pd.DataFrame,
    received: int,
    stated: int | None = None,
) -> AccrualBalance:
    """The accrual from its ledger rows: those before the year on the balance codes (None: not known), those of the
    year on the same codes, those of the year on the income codes, and öre received in the year.

    ``stated`` is the opening that somebody has stated, öre; it is used where the ledger tells none.
    """
    before = stated if opening is None else -int(opening["amount_ore"].sum())
    moved, earned = -int(movement["amount_ore"].sum()), -int(recognised["amount_ore"].sum())
    return AccrualBalance(before, received, earned, None if before is None else before + moved)
