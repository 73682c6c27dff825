"""Resultat: the indicators, with baseline, target, outcome and the months.

Owns the figures ``indicator.<id>.<period>`` (each month, and the report's period) and the tables ``indicators`` and
``indicator-<id>``.
"""

from fractions import Fraction

from ...choices import Indicator, Level
from ...period import month_name, short_month
from ...rules.indicators import Measured
from ...show.charts import indicator as indicator_chart
from ...show.figures import Figure
from ...show.numbers import count, percent
from ...show.prose import paragraph
from ...show.tables import table_html
from ...tables import Column, Table
from ..facts import Facts
from ..part import Part
from ..record import Record, figure, share_text, table_of
from ..wording import EXAMPLE, SEE_FINDINGS, marked

DRAWN = {"share": "share", "sum": "accumulated", "latest": "value"}
PERIOD_VALUE = {
    "share": "andel under perioden",
    "sum": "ackumulerat från januari",
    "latest": "antal vid senaste månadens slut",
}


def part(facts: Facts) -> Part:
    """Every indicator's figures and tables."""
    result = Part()
    rows = []
    for indicator in facts.parameters.choices.indicators:
        months = facts.indicators[indicator.id]
        total = facts.indicator_totals[indicator.id]
        for month, measured in months.items():
            result.figures[f"indicator.{indicator.id}.{month}"] = _figure(indicator, measured)
        formula = {"formula": f"{indicator.period_value}(indicator.{indicator.id}.*)"}
        result.figures[f"indicator.{indicator.id}.period"] = {**_figure(indicator, total), "origin": formula}
        marks = facts.indicator_marks(indicator)
        result.mark(f"indicator.{indicator.id}.period", marks)
        rows.append(_row(indicator, total, bool(marks)))
        result.tables.append(_months_table(indicator, months))
    columns = [
        Column("title", "Indikator"),
        Column("baseline", "Utgångsläge"),
        Column("target", "Mål"),
        Column("outcome", "Utfall"),
        Column("numerator", "Täljare", "count"),
        Column("denominator", "Nämnare", "count", missing="–"),
        Column("judged", "Mot målet"),
    ]
    note = (
        "Månadernas täljare och nämnare summeras; andelar är aldrig medelvärden av andelar. Antal ackumuleras "
        "från januari utom där annat anges."
    )
    result.tables.insert(
        0, Table("indicators", f"Indikatorer, {facts.period.title}", columns, rows, note=note, sheet="Indikatorer")
    )
    return result


def show(record: Record) -> list[str | Figure]:
    """What the reader meets: the table first, then one chart per indicator."""
    overview = table_of(record, "indicators")
    blocks: list[str | Figure] = [paragraph(_headline(overview)), table_html(overview)]
    for row in overview.rows:
        if row["outcome"] is None:
            blocks.append(paragraph(f"{row['title']}: ej känt. Verksamhetsdata saknas för perioden."))
            continue
        table = table_of(record, f"indicator-{row['id']}")
        points = [{"month": m["month"], "label": m["short"], "value": m[str(row["drawn"])]} for m in table.rows]
        text = f"Utfallet är {row['outcome']} ({row['how']}); målet är {row['target']}. {row['judged'].capitalize()}."
        blocks.append(
            Figure(
                f"indicator-{row['id']}",
                str(row["title"]),
                text,
                table,
                indicator_chart(points, row["target_value"], str(row["unit"])),
            )
        )
    return blocks


def _headline(overview: Table) -> str:
    reached = [str(row["title"]) for row in overview.rows if row["judged"] == "målet är nått"]
    known = [row for row in overview.rows if row["outcome"] is not None and row["target_value"] is not None]
    return (
        f"{count(len(reached))} av {count(len(known))} indikatorer med mål och utfall har nått målet. Utgångslägen"
        f" och mål är {EXAMPLE}."
    )


def _figure(indicator: Indicator, measured: Measured) -> dict[str, object]:
    is_share = indicator.unit == "percent"
    value = share_text(measured.value) if is_share else _whole(measured.value)
    origin = {"params": indicator.origin}
    return {
        **figure(value, "share" if is_share else "count", origin, "preliminary", indicator.data),
        "numerator": measured.numerator,
        "denominator": measured.denominator,
        "reporting_units": measured.units,
    }


def _whole(value: Fraction | None) -> int | None:
    return None if value is None else int(value)


def _row(indicator: Indicator, total: Measured, is_marked: bool) -> dict[str, object]:
    target = _level_value(indicator, indicator.target)
    outcome = _text(indicator, total.value)
    if outcome is not None and is_marked:
        outcome += f" ({SEE_FINDINGS})"
    return {
        "id": indicator.id,
        "title": indicator.title,
        "unit": indicator.unit,
        "drawn": DRAWN[indicator.period_value],
        "how": PERIOD_VALUE[indicator.period_value],
        "baseline": _level_text(indicator, indicator.baseline),
        "target": _level_text(indicator, indicator.target),
        "target_value": None if target is None else share_text(target) if indicator.unit == "percent" else int(target),
        "outcome": outcome,
        "numerator": total.numerator,
        "denominator": total.denominator,
        "judged": _judged(indicator, total.value, target),
    }


def _level_value(indicator: Indicator, level: Level | None) -> Fraction | None:
    if level is None:
        return None
    return Fraction(level.value) / 100 if indicator.unit == "percent" else Fraction(level.value)


def _level_text(indicator: Indicator, level: Level | None) -> str | None:
    value = _level_value(indicator, level)
    return None if level is None else marked(str(_text(indicator, value)), level.is_example)


def _text(indicator: Indicator, value: Fraction | None) -> str | None:
    if value is None:
        return None
    return percent(value, 1) if indicator.unit == "percent" else count(int(value))


def _judged(indicator: Indicator, value: Fraction | None, target: Fraction | None) -> str:
    if value is None or target is None:
        return "ej bedömt"
    reached = value >= target if indicator.better == "higher" else value <= target
    if reached:
        return "målet är nått"
    return "målet är inte nått" if indicator.period_value != "sum" else "målet gäller helåret"


def _months_table(indicator: Indicator, months: dict[str, Measured]) -> Table:
    accumulated, total = {}, 0
    for month, measured in months.items():
        total += measured.numerator or 0
        accumulated[month] = total if measured.value is not None else None
    rows = [
        {
            "label": month_name(month),
            "short": short_month(month),
            "month": month,
            "numerator": measured.numerator,
            "denominator": measured.denominator,
            "share": share_text(measured.value) if indicator.unit == "percent" else None,
            "value": _whole(measured.value) if indicator.unit == "count" else None,
            "accumulated": accumulated[month] if indicator.period_value == "sum" else None,
            "units": measured.units,
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
    return Table(f"indicator-{indicator.id}", f"{indicator.title} per månad", columns, rows, sheet=indicator.title[:31])
