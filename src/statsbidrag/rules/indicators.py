"""Indicators: what the money led to, per month and for the period.

Owns how several months become one figure (``period_value`` in the parameter file): a share is the sum of numerators
over the sum of denominators, never a mean of shares; a sum adds the months; latest is the last month, and
unknown when that month is.
A month without values, or with a zero denominator, has no figure.
"""

from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from ..choices import Indicator
from ..period import Period


@dataclass(frozen=True)
class Measured:
    """One figure: numerator, denominator (None for counts), the value (a share, or a count), and reporting units."""

    numerator: int | None
    denominator: int | None
    value: Fraction | None
    units: int


NOTHING = Measured(None, None, None, 0)


def monthly(indicator: Indicator, activity: pd.DataFrame, period: Period) -> dict[str, Measured]:
    """Month → figure for every month of the period.

    ``activity`` has columns indicator, month, unit, part, numerator, denominator; parts are summed.

    Rows without numerator, or without a positive denominator where the indicator is a share, are left out.
    """
    rows = activity[(activity["indicator"] == indicator.id) & activity["numerator"].notna()]
    if indicator.unit == "percent":
        rows = rows[rows["denominator"].fillna(0) > 0]
    return {month: _figure(indicator, rows[rows["month"] == month]) for month in period.months}


def for_each_part(indicator: Indicator, activity: pd.DataFrame, period: Period) -> dict[str, dict[str, Measured]]:
    """Part → month → figure, in the indicator's order; {} for an indicator that is not told by parts."""
    return {one.id: monthly(indicator, activity[activity["part"] == one.id], period) for one in indicator.parts}


def for_period(indicator: Indicator, months: dict[str, Measured]) -> Measured:
    """The figure of the whole period, by the indicator's ``period_value``."""
    known = [measured for measured in months.values() if measured.value is not None]
    if not known:
        return NOTHING
    if indicator.period_value == "latest":
        return list(months.values())[-1]
    numerator = sum(measured.numerator or 0 for measured in known)
    units = max(measured.units for measured in known)
    if indicator.period_value == "sum":
        return Measured(numerator, None, Fraction(numerator), units)
    denominator = sum(measured.denominator or 0 for measured in known)
    return Measured(numerator, denominator, Fraction(numerator, denominator), units)


def _figure(indicator: Indicator, rows: pd.DataFrame) -> Measured:
    if rows.empty:
        return NOTHING
    numerator = int(rows["numerator"].sum())
    units = int(rows["unit"].nunique())
    if indicator.unit == "count":
        return Measured(numerator, None, Fraction(numerator), units)
    denominator = int(rows["denominator"].sum())
    return Measured(numerator, denominator, Fraction(numerator, denominator), units)
