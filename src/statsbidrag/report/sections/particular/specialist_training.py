"""Specialistutbildning: nurses who get support to train as specialists, and what each costs.

Owns the figures ``specialist_training.*`` and the table ``specialist_training``. The cost is the component's, so that
it is known only where the books tell it from the rest of the grant.
"""

from fractions import Fraction

from ....facts.gather import Facts
from ....facts.lookup import indicator, measured
from ....record.model import Record, ore_of, table_of
from ....record.tables import Column, Table
from ....rules.indicators import for_period
from ....rules.sharing.whole_ore import nearest
from ....show.prose import paragraph
from ....show.tables import table_html
from ...measured import add_measured
from ...part import Part

NURSES, COMPONENT = "sjukskoterskor-i-specialistutbildning", "specialistutbildning"
KEYS = ("specialist_training.nurses", "specialist_training.cost", "specialist_training.cost_each")


def part(facts: Facts) -> Part:
    """The figures and the table."""
    result = Part()
    add_measured(result, facts, KEYS[0], NURSES)
    known = facts.told_apart(COMPONENT) and any(e.component.id == COMPONENT for e in facts.entitlements)
    cost = int(facts.cost.loc[facts.cost["component"] == COMPONENT, "amount_ore"].sum()) if known else None
    number = measured(facts, NURSES).value
    each = nearest(Fraction(cost) / number) if cost is not None and number else None
    status = "decided" if facts.period.closing else "preliminary"
    result.add_formula(KEYS[1], cost, f"component.{COMPONENT}.cost", status)
    result.add_formula(KEYS[2], each, f"{KEYS[1]} / {KEYS[0]}", "preliminary")
    one = indicator(facts, NURSES)
    kinds = facts.indicator_parts(one) if one else {}
    titles = {kind.id: kind.title for kind in one.parts} if one else {}
    rows = [
        {"title": titles[name], "nurses": for_period(one, months).numerator, "cost": "", "each": ""}
        for name, months in kinds.items()
    ]
    total = {"title": "Alla", "nurses": measured(facts, NURSES).numerator, "cost": cost, "each": each}
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
