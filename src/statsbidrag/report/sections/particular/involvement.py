"""Involvering: who takes part, in the region's own words; the agreement asks about four groups.

Owns the figures ``involvement.*``, the table ``involvement`` and which descriptions answer the question.
"""

from ....facts.gather import Facts
from ....facts.lookup import descriptions
from ....record.model import Record, figure, is_example, merged_status, table_of
from ....record.tables import Column, Table
from ....show.prose import paragraph
from ....show.tables import table_html
from ....show.wording import STATUS, marked
from ...part import Part

TOPICS = {
    "patientnara-verksamheter": "Patientnära verksamheter",
    "medarbetarforetradare": "Medarbetarföreträdare",
    "privata-verksamheter": "Privata verksamheter med offentlig finansiering",
    "strategisk-niva": "Den strategiska nivån",
}
KEYS = ("involvement.told", "involvement.asked")


def part(facts: Facts) -> Part:
    """How many of the groups are told of, and the table with all four."""
    told = descriptions(facts.parameters.choices, facts.period)
    rows = [
        {
            "title": title,
            "text": told[name].text if name in told else None,
            "status": STATUS[told[name].status] if name in told else "",
        }
        for name, title in TOPICS.items()
    ]
    place = {"params": facts.parameters.choices.origin}
    figures = {
        KEYS[0]: figure(
            sum(name in told for name in TOPICS),
            "count",
            place,
            merged_status(told[name].status.value for name in TOPICS if name in told),
        ),
        KEYS[1]: figure(len(TOPICS), "count", place, "decided"),
    }
    columns = [
        Column("title", "Vilka"),
        Column("text", "Hur de är involverade", missing="ej redovisat"),
        Column("status", "Status"),
    ]
    table = Table(
        "involvement", f"Hur olika grupper är involverade, {facts.period.title}", columns, rows, sheet="Involvering"
    )
    return Part(figures, {}, [table])


def show(record: Record) -> list[str]:
    """What the reader meets."""
    told, asked = (record.figures[key].value for key in KEYS)
    return [
        paragraph(
            f"Regionen har redovisat {marked(str(told), record.is_example(KEYS[0]))} av de {asked} grupper som "
            "överenskommelsen frågar efter."
        ),
        table_html(record.table("involvement")),
    ]
