"""Involvering: who takes part, in the region's own words; the agreement asks about four groups.

Owns the figures ``involvement.*``, the table ``involvement`` and which descriptions answer the question.
"""

from ....base.states import Status
from ....facts.gather import Facts
from ....facts.lookup import descriptions
from ....record.figures import Origin, merged_status, other
from ....record.model import Record
from ....record.tables import Column, Row, Table
from ....show.prose import paragraph
from ....show.tables import table_html
from ....show.wording import STATUS, marked
from ...part import Given, Part

TOPICS = {
    "patientnara-verksamheter": "Patientnära verksamheter",
    "medarbetarforetradare": "Medarbetarföreträdare",
    "privata-verksamheter": "Privata verksamheter med offentlig finansiering",
    "strategisk-niva": "Den strategiska nivån",
}
KEYS = ("involvement.told", "involvement.asked")


def part(facts: Facts, given: Given) -> Part:
    """How many of the groups are told of, and the table with all four."""
    result = Part(given.figures)
    told = descriptions(facts.parameters.choices, facts.period)
    rows: list[Row] = [
        {
            "title": title,
            "text": told[name].text if name in told else None,
            "status": STATUS[told[name].status] if name in told else "",
        }
        for name, title in TOPICS.items()
    ]
    answers = [told[name] for name in TOPICS if name in told]
    places = [answer.origin for answer in answers] or [facts.parameters.choices.origin]
    status = merged_status(answer.status for answer in answers)
    result.add(other(KEYS[0], len(answers), "count", Origin(params=tuple(places)), status))
    asked = Origin(params=(facts.parameters.agreement.origin,))
    result.add(other(KEYS[1], len(TOPICS), "count", asked, Status.DECIDED))
    columns = [
        Column("title", "Vilka"),
        Column("text", "Hur de är involverade", missing="ej redovisat"),
        Column("status", "Status"),
    ]
    table = Table(
        "involvement", f"Hur olika grupper är involverade, {facts.period.title}", columns, rows, sheet="Involvering"
    )
    result.tables = [table]
    return result


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
