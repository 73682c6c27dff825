"""Which rows of a ledger frame count in which delivery.

Owns the slots of rows; the rule, and what a slot and a claim are, is ``deliveries``.
"""

from collections.abc import Sequence

import pandas as pd

from ..raw.deliveries import Delivery, later_than


def slot_of(period: pd.Series, closing: pd.Series) -> pd.Series:
    """Slots of rows: the period (``YYYY-MM``), or its year's ``YYYY-13`` where ``closing`` is true."""
    return period.where(~closing, period.str[:4] + "-13")


def january_of(period: pd.Series) -> pd.Series:
    """The slot whose delivery holds the opening balances of a year: its January."""
    return period.str[:4] + "-01"


def claimed(delivery: Delivery, slot: pd.Series, objects: pd.Series) -> pd.Series:
    """For each row, whether a delivery claims it; ``objects`` are the rows' codes."""
    inside = (slot >= delivery.first) & (slot <= delivery.last)
    return inside if delivery.objects is None else inside & objects.isin(delivery.objects)


def held_of_slot(
    rows: pd.DataFrame, delivery: Delivery, others: Sequence[Delivery], within: Delivery, slot: str
) -> pd.DataFrame:
    """Of a delivery's rows in one slot those that count beside ``others``, and that ``within`` claims.

    The same as ``held`` and ``claimed``, without a look at each row where every claim is of every object.
    """
    later = [other for other in later_than(delivery, others) if other.first <= slot <= other.last]
    if not within.first <= slot <= within.last or any(other.objects is None for other in later):
        return rows.iloc[:0]
    for objects in (delivery.objects, within.objects):
        if objects is not None:
            rows = rows[rows["object"].isin(objects)]
    for other in later:
        rows = rows[~rows["object"].isin(other.objects or ())]
    return rows


def held(delivery: Delivery, others: Sequence[Delivery], slot: pd.Series, objects: pd.Series) -> pd.Series:
    """For each row of a delivery, whether it counts when ``others`` are in force beside it."""
    mask = claimed(delivery, slot, objects)
    for other in later_than(delivery, others):
        mask &= ~claimed(other, slot, objects)
    return mask
