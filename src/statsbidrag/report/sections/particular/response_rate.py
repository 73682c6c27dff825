"""Svarsfrekvens: block 2 of kömiljarden, at least 95 per cent every month for each measure and group.

Owns the figures ``response_rate.*`` and the table ``response_rate``. A month counts as met when every part is known and
reaches the agreement's goal.
"""

from fractions import Fraction

from ....base.numbers import percent
from ....base.period import month_name
from ....facts.gather import Facts
from ....facts.lookup import goal, indicator
from ....record.model import Record, figure, share_text
from ....record.tables import Column, Table
from ....rules.indicators import Measured
from ....show.prose import paragraph
from ....show.tables import table_html
from ...part import Part

RATE = "svarsfrekvens"
KEYS = ("response_rate.months", "response_rate.months_met", "response_rate.lowest")


def part(facts: Facts) -> Part:
    """The figures and the table; without the indicator the figures are not known and there is no table."""
    result = Part()
    one, aim = indicator(facts, RATE), goal(facts, RATE)
    if one is None or aim is None:
        for key in KEYS:
            result.figures[key] = figure(None, "text", {"formula": f"indicator.{RATE}.*"}, "unknown")
        return result
    by_part = facts.indicator_parts(one) or {"": facts.indicators[one.id]}
    titles = {part.id: part.title for part in one.parts} or {"": one.title}
    rows = [_row(by_part, month, Fraction(aim)) for month in facts.period.months]
    values = [found.value for months in by_part.values() for found in months.values() if found.value is not None]
    origin = {"formula": f"indicator.{RATE}.*"}
    result.figures[KEYS[0]] = figure(len(rows), "count", origin, "preliminary")
    result.figures[KEYS[1]] = figure(sum(row["verdict"] == "ja" for row in rows), "count", origin, "preliminary")
    result.figures[KEYS[2]] = figure(share_text(min(values, default=None)), "share", origin, "preliminary")
    for key in KEYS:
        result.mark(key, facts.indicator_marks(one))
    columns = [
        Column("title", "Månad"),
        *(Column(f"part.{name}", title, "share", decimals=1) for name, title in titles.items()),
        Column("verdict", f"Minst {percent(Fraction(aim))}"),
    ]
    caption = f"Svarsfrekvens till väntetidsdatabasen, {facts.period.title}"
    result.tables = [Table("response_rate", caption, columns, rows, sheet="Svarsfrekvens")]
    return result


def show(record: Record) -> list[str]:
    """What the reader meets: how many months met the requirement, then the months."""
    found = {table.id: table for table in record.tables}
    if "response_rate" not in found:
        return [paragraph("Svarsfrekvensen är ej känd. Verksamhetsdata saknas.")]
    months, met = (record.figures[key].value for key in KEYS[:2])
    said = f"Kravet gäller varje månad och är uppfyllt i {met} av {months}."
    return [paragraph(f"{said} Indikatorn under Resultat är hela periodens andel."), table_html(found["response_rate"])]


def _row(by_part: dict[str, dict[str, Measured]], month: str, aim: Fraction) -> dict[str, object]:
    values = {name: months[month].value for name, months in by_part.items()}
    known = [value for value in values.values() if value is not None]
    verdict = "ja" if len(known) == len(values) and min(known) >= aim else "nej"
    if verdict == "nej" and all(value >= aim for value in known):
        verdict = "ej känt"
    return {f"part.{name}": share_text(value) for name, value in values.items()} | {
        "title": month_name(month),
        "verdict": verdict,
    }
