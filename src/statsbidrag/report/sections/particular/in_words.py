"""Beskrivningar: what the region tells in its own words, by subject.

Owns the figure ``descriptions.told`` and the table ``descriptions``.
"""

from ....facts.gather import Facts
from ....facts.lookup import descriptions
from ....record.figures import Origin, merged_status, other
from ....record.model import Record
from ....record.tables import Column, Row, Table
from ....show.prose import paragraph
from ....show.tables import table_html
from ....show.wording import STATUS, source_text
from ...part import Given, Part

KEYS = ("descriptions.told",)


def part(facts: Facts, given: Given) -> Part:
    """How many subjects are told of, and the table."""
    result = Part(given.figures)
    told = descriptions(facts.parameters.choices, facts.period)
    asked = {one.id: one.short for one in facts.parameters.agreement.requirements}
    rows: list[Row] = [
        {
            "title": one.title,
            "text": one.text,
            "requirement": asked.get(one.requirement or ""),
            "source": source_text(facts.parameters, one.source, one.place) or STATUS[one.status],
        }
        for one in told.values()
    ]
    columns = [
        Column("title", "Vad det gäller"),
        Column("text", "Sammanfattat ur regionens underlag"),
        Column("requirement", "Svarar på kravet", missing="–"),
        Column("source", "Källa"),
    ]
    places = [one.origin for one in told.values()] or [facts.parameters.choices.origin]
    status = merged_status(one.status for one in told.values())
    result.add(other(KEYS[0], len(told), "count", Origin(params=tuple(places)), status))
    result.tables = [Table("descriptions", "Regionens beskrivningar", columns, rows, sheet="Beskrivningar")]
    return result


def show(record: Record) -> list[str]:
    """What the reader meets."""
    table = record.table("descriptions")
    return (
        [table_html(table)] if table.rows else [paragraph("Regionen har inte lämnat någon beskrivning för perioden.")]
    )
