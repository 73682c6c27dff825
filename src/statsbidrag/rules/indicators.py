"""Indicators: what the money led to, per month and for the period.

Owns how several months become one figure (``period_value`` in the parameter file): a share is the sum of numerators
over the sum of denominators, never a mean of shares; a sum adds the months; latest is the last month, and
unknown when that month is.
A month without values, or with a zero denominator, has no figure. A target may hold for each month: then a year's share
that reaches it says nothing, and one month or part that does not is enough.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from ..base.period import Period
from ..model.indicator import Indicator


@dataclass(frozen=True)
class Measured:
    """One figure: numerator, denominator (None for counts), the value (a share, or a count), and reporting units.

    ``left_out``: it is known, but may not be told (``small_counts``), and has neither counts nor value here.
    """

    numerator: int | None
    denominator: int | None
    value: Fraction | None
    units: int
    left_out: bool = False


NOTHING = Measured(None, None, None, 0)
COLUMNS = ("month", "unit", "numerator", "denominator")


def monthly(indicator: Indicator, activity: pd.DataFrame, period: Period) -> dict[str, Measured]:
    """Month → figure for every month of the period.

    ``activity`` has columns indicator, month, unit, part, numerator, denominator; parts are summed.

    Rows without numerator, or without a positive denominator where the indicator is a share, are left out.
    """
    rows = activity[(activity["indicator"] == indicator.id) & activity["numerator"].notna()]
    if indicator.unit == "percent":
        rows = rows[rows["denominator"].fillna(0) > 0]
    by_month: dict[str, list[tuple[str, int, int | None]]] = {}
    for month, *values in zip(*(rows[name].tolist() for name in COLUMNS), strict=True):
        by_month.setdefault(month, []).append(tuple(values))
    return {month: _figure(indicator, by_month.get(month, [])) for month in period.months}


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


@dataclass(frozen=True)
class MonthsAgainst:
    """The months of a period in which a target was not reached, and those of which that is not known, in order."""

    missed: list[str]
    unknown: list[str]


def months_against(
    indicator: Indicator,
    target: Fraction,
    months: Mapping[str, Measured],
    part_months: Mapping[str, Mapping[str, Measured]],
) -> MonthsAgainst:
    """How each month stands to a target: reached where every part reaches it, of an indicator without parts the whole.

    ``part_months`` is part → month → figure. A month with a part that misses is missed, whatever else is not known.
    """
    missed, unknown = [], []
    for month, whole in months.items():
        values = [of[month].value for of in part_months.values()] if part_months else [whole.value]
        if any(value is not None and not reaches(indicator, value, target) for value in values):
            missed.append(month)
        elif any(value is None for value in values):
            unknown.append(month)
    return MonthsAgainst(missed, unknown)


def reaches(indicator: Indicator, value: Fraction, target: Fraction) -> bool:
    """Whether a value is as good as the target, or better."""
    return value >= target if indicator.better == "higher" else value <= target


def _figure(indicator: Indicator, rows: list[tuple[str, int, int | None]]) -> Measured:
    """The figure of rows (unit, numerator, denominator)."""
    if not rows:
        return NOTHING
    numerator = sum(row[1] for row in rows)
    units = len({row[0] for row in rows})
    if indicator.unit == "count":
        return Measured(numerator, None, Fraction(numerator), units)
    denominator = sum(row[2] or 0 for row in rows)
    return Measured(numerator, denominator, Fraction(numerator, denominator), units)
