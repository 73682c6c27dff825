"""Beskrivningar: what the region tells in its own words, by subject.

Owns the figure ``descriptions.told`` and the table ``descriptions``.
"""

from ....facts.gather import Facts
from ....facts.lookup import descriptions
from ....record.model import Record, figure, merged_status, table_of
from ....record.tables import Column, Table
from ....show.prose import paragraph
from ....show.tables import table_html
from ....show.wording import STATUS, source_text
from ...part import Part

KEYS = ("descriptions.told",)


def part(facts: Facts) -> Part:
    """How many subjects are told of, and the table."""
    told = descriptions(facts.parameters.choices, facts.period)
    asked = {one.id: one.short for one in facts.parameters.agreement.requirements}
    rows = [
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
        Column("text", "Så beskriver regionen det"),
        Column("requirement", "Svarar på kravet", missing="–"),
        Column("source", "Källa"),
    ]
    status = merged_status(one.status.value for one in told.values())
    figures = {KEYS[0]: figure(len(told), "count", {"params": facts.parameters.choices.origin}, status)}
    return Part(figures, {}, [Table("descriptions", "Regionens beskrivningar", columns, rows, sheet="Beskrivningar")])


def show(record: Record) -> list[str]:
    """What the reader meets."""
    table = record.table("descriptions")
    return (
        [table_html(table)] if table.rows else [paragraph("Regionen har inte lämnat någon beskrivning för perioden.")]
    )
