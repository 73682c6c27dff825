"""Specialistutbildning: nurses who get support to train as specialists, and what each costs.

Owns the figures ``specialist_training.*`` and the table ``specialist_training``. The cost is the component's, so that
it is known only where the books tell it from the rest of the grant.
"""

from ....base.states import Status
from ....facts.gather import Facts
from ....facts.lookup import indicator, measured
from ....record.figures import Figure
from ....record.model import Record
from ....record.tables import Column, Row, Table
from ....show.prose import paragraph
from ....show.tables import table_html
from ...measured import add_measured, left_out_in
from ...part import Given, Part

NURSES, COMPONENT = "sjukskoterskor-i-specialistutbildning", "specialistutbildning"
KEYS = ("specialist_training.nurses", "specialist_training.cost", "specialist_training.cost_each")


def part(facts: Facts, given: Given) -> Part:
    """The figures and the table."""
    result = Part(given.figures)
    nurses = add_measured(result, facts, KEYS[0], NURSES)
    cost = _cost(result, facts)
    if nurses.value == 0:
        each = result.add_unknown(KEYS[2], "ingen sjuksköterska får stöd, så det finns ingen kostnad per sjuksköterska")
    else:
        each = result.follow(KEYS[2], f"whole({KEYS[1]} / {KEYS[0]})", Status.PRELIMINARY)
    followed = indicator(facts, NURSES)
    kinds = facts.told[NURSES].parts if followed else {}
    titles = {kind.id: kind.title for kind in followed.parts} if followed else {}
    rows: list[Row] = [
        {"title": titles[name], "nurses": number.numerator, "cost": "", "each": "", **left_out_in(number, "nurses")}
        for name, number in kinds.items()
    ]
    total: Row = {"title": "Alla", "nurses": measured(facts, NURSES).numerator, "cost": cost, "each": each}
    total |= left_out_in(measured(facts, NURSES), "nurses")
    columns = [
        Column("title", "Inriktning"),
        Column("nurses", "Sjuksköterskor", "count"),
        Column("cost", "Kostnad, kr", "ore"),
        Column("each", "Kostnad per sjuksköterska, kr", "ore"),
    ]
    note = "Antalet gäller periodens sista månad; kostnaden är från januari till periodens slut."
    caption = f"Sjuksköterskor som får stöd till specialistutbildning, {facts.period.title}"
    table = Table("specialist_training", caption, columns, [*rows, total], note=note, sheet="Specialistutbildning")
    result.tables = [table]
    return result


def show(record: Record) -> list[str]:
    """What the reader meets: a sentence when the number is not known, then the table."""
    blocks = []
    if record.figures[KEYS[0]].value is None:
        blocks.append(paragraph("Antalet sjuksköterskor i specialistutbildning är ej känt."))
    if record.ore(KEYS[1]) is None:
        blocks.append(paragraph("Bokföringen skiljer inte ut kostnaden för specialistutbildning."))
    return [*blocks, table_html(record.table("specialist_training"))]


def _cost(result: Part, facts: Facts) -> Figure:
    """The component's cost; not known where the agreement has no such component."""
    if all(entitlement.component.id != COMPONENT for entitlement in facts.entitlements):
        return result.add_unknown(KEYS[1], f"överenskommelsen har ingen del {COMPONENT}")
    status = Status.DECIDED if facts.period.closing else Status.PRELIMINARY
    return result.follow(KEYS[1], f"component.{COMPONENT}.cost", status)
