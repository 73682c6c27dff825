"""Svarsfrekvens: block 2 of kömiljarden, at least 95 per cent every month for each measure and group.

Owns the figures ``response_rate.*`` and the table ``response_rate``. A month counts as met when every part is known and
reaches the agreement's goal.
"""

from fractions import Fraction

from ....base.numbers import percent
from ....base.period import month_name
from ....base.states import Status
from ....facts.gather import Facts
from ....facts.lookup import goal, indicator
from ....record.figures import Origin, other, share_text
from ....record.model import Record
from ....record.tables import Column, Row, Table
from ....rules.indicators import Measured
from ....show.prose import paragraph
from ....show.tables import table_html
from ....show.wording import LEFT_OUT
from ...measured import left_out_in, why_left_out
from ...part import Given, Part

RATE = "svarsfrekvens"
KEYS = ("response_rate.months", "response_rate.months_met", "response_rate.lowest")
VERDICT = {True: "ja", False: "nej", None: "ej känt"}


def part(facts: Facts, given: Given) -> Part:
    """The figures and the table; without the indicator the figures are not known and there is no table."""
    result = Part(given.figures)
    rate, aim = indicator(facts, RATE), goal(facts, RATE)
    if rate is None or aim is None:
        why = f"regionen följer inte indikatorn {RATE}" if rate is None else f"indikatorn {RATE} har inget mål"
        for key in KEYS:
            result.add(other(key, None, "text", Origin(unknown=why), Status.UNKNOWN))
        return result
    followed = facts.told[rate.id]
    by_part = followed.part_months or {"": followed.months}
    titles = {part.id: part.title for part in rate.parts} or {"": rate.title}
    rows = [_row(by_part, month, Fraction(aim)) for month in facts.period.months]
    values = [month.value for months in by_part.values() for month in months.values() if month.value is not None]
    origin, marks = Origin(params=(rate.origin,)), facts.indicator_marks(rate)
    is_left_out = any(one.left_out for months in by_part.values() for one in months.values())
    met = None if is_left_out else sum(row["met"] is True for row in rows)
    lowest = share_text(min(values, default=None))
    result.add(other(KEYS[0], len(rows), "count", origin, Status.PRELIMINARY, marks=marks))
    result.add(other(KEYS[1], met, "count", origin, Status.PRELIMINARY, marks=marks))
    told = origin if values else Origin(unknown="ingen månad har någon uppgift")
    result.add(other(KEYS[2], lowest, "share", told, Status.PRELIMINARY, marks=marks))
    columns = [
        Column("title", "Månad"),
        *(Column(f"part.{name}", title, "share", decimals=1) for name, title in titles.items()),
        Column("verdict", f"Minst {percent(Fraction(aim))}"),
    ]
    caption = f"Svarsfrekvens till väntetidsdatabasen, {facts.period.title}"
    note = why_left_out(facts, [one for months in by_part.values() for one in months.values()]).strip()
    result.tables = [Table("response_rate", caption, columns, rows, note=note, sheet="Svarsfrekvens")]
    return result


def show(record: Record) -> list[str]:
    """What the reader meets: how many months met the requirement, then the months."""
    found = {table.id: table for table in record.tables}
    if "response_rate" not in found:
        return [paragraph("Svarsfrekvensen är ej känd. Verksamhetsdata saknas.")]
    months, met = (record.figures[key].value for key in KEYS[:2])
    if met is None:
        return [paragraph(f"Månaderna är {LEFT_OUT}."), table_html(found["response_rate"])]
    said = f"Kravet gäller varje månad och är uppfyllt i {met} av {months}."
    return [paragraph(f"{said} Indikatorn under Resultat är hela periodens andel."), table_html(found["response_rate"])]


def _row(by_part: dict[str, dict[str, Measured]], month: str, aim: Fraction) -> Row:
    values = {name: months[month].value for name, months in by_part.items()}
    known = [value for value in values.values() if value is not None]
    met = None if all(value >= aim for value in known) else False
    if met is None and len(known) == len(values):
        met = True
    row: Row = {f"part.{name}": share_text(value) for name, value in values.items()}
    for name, months in by_part.items():
        row |= left_out_in(months[month], f"part.{name}")
    return row | {"title": month_name(month), "met": met, "verdict": VERDICT[met]}
