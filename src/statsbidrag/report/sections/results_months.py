"""The months of one indicator as a table, which its chart is drawn from, and how its values are written in tables.

Owns the names of the sheets in Excel. The figures are the section's (``results``).
"""

from fractions import Fraction

from ...base.period import month_name, short_month
from ...facts.gather import Facts
from ...model.indicator import Indicator
from ...record.figures import share_text
from ...record.tables import Column, Row, Table
from ...rules.indicators import Measured
from ..measured import left_out_in, why_left_out

LONGEST_SHEET = 31


def plain(indicator: Indicator, value: Fraction | None) -> str | int | None:
    """A share as decimal text, a count as int."""
    if value is None:
        return None
    return share_text(value) if indicator.unit == "percent" else int(value)


def sheet_name(indicator: Indicator, taken: list[str]) -> str:
    """The sheet's name in Excel, which allows 31 characters: the title, cut if need be, and never another's."""
    title = (
        indicator.title
        if len(indicator.title) <= LONGEST_SHEET
        else f"{indicator.title[: LONGEST_SHEET - 1].rstrip()}…"
    )
    if title not in taken:
        return title
    return f"{indicator.title[: LONGEST_SHEET - 4].rstrip()}… {len(taken) + 1}"


def months_table(indicator: Indicator, months: dict[str, Measured], sheet: str, facts: Facts) -> Table:
    accumulated: dict[str, int | None] = {}
    total = 0
    for month, measured in months.items():
        total += measured.numerator or 0
        accumulated[month] = total if measured.value is not None else None
    rows: list[Row] = [
        {
            "label": month_name(month),
            "short": short_month(month),
            "month": month,
            "numerator": measured.numerator,
            "denominator": measured.denominator,
            "share": plain(indicator, measured.value) if indicator.unit == "percent" else None,
            "value": plain(indicator, measured.value) if indicator.unit == "count" else None,
            "accumulated": accumulated[month] if indicator.period_value == "sum" else None,
            "units": measured.units,
            **left_out_in(measured, "numerator", "denominator", "share", "value", "accumulated"),
        }
        for month, measured in months.items()
    ]
    columns = [Column("label", "Månad"), Column("numerator", indicator.numerator, "count")]
    if indicator.denominator:
        columns += [
            Column("denominator", indicator.denominator, "count"),
            Column("share", "Andel", "share", decimals=1),
        ]
    if indicator.period_value == "sum":
        columns.append(Column("accumulated", "Ackumulerat från januari", "count"))
    columns.append(Column("units", "Enheter som rapporterat", "count"))
    note = why_left_out(facts, months.values()).strip()
    return Table(f"indicator-{indicator.id}", f"{indicator.title} per månad", columns, rows, note=note, sheet=sheet)
