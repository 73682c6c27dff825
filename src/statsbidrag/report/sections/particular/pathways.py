"""Standardiserade vårdförlopp: how many are introduced, patients per pathway, and the shares against the goals.

Owns the figures ``pathways.*`` and the tables ``pathways`` and ``pathway_goals``.
"""

from ....facts.gather import Facts
from ....facts.lookup import goal, indicator, measured
from ....record.figures import share_text
from ....record.model import Record
from ....record.tables import Column, Row, Table
from ....rules.indicators import NOTHING, Measured
from ....show.prose import paragraph
from ....show.tables import table_html
from ...measured import add_measured, left_out_in, why_left_out
from ...part import Given, Part

INTRODUCED, STARTED, FINISHED = "inforda-vardforlopp", "startade-vardforlopp", "avslutade-vardforlopp"
IN_PATHWAY, IN_TIME = "andel-i-vardforlopp", "andel-i-tid"
OF = {
    "pathways.introduced": INTRODUCED,
    "pathways.started": STARTED,
    "pathways.finished": FINISHED,
    "pathways.share_in_pathway": IN_PATHWAY,
    "pathways.share_in_time": IN_TIME,
}
KEYS = tuple(OF)


def part(facts: Facts, given: Given) -> Part:
    """The figures and both tables."""
    result = Part(given.figures)
    for key, name in OF.items():
        add_measured(result, facts, key, name)
    result.tables = [_goals(facts), _pathways(facts)]
    return result


def show(record: Record) -> list[str]:
    """What the reader meets: how many pathways, the goals, the patients."""
    number = record.figures["pathways.introduced"].value
    said = "Antalet införda vårdförlopp är ej känt." if number is None else f"{number} vårdförlopp är införda."
    table = record.table("pathways")
    patients = [table_html(table)] if table.rows else [paragraph("Patienter per vårdförlopp är ej redovisade.")]
    return [paragraph(said), table_html(record.table("pathway_goals")), *patients]


def _goals(facts: Facts) -> Table:
    rows: list[Row] = []
    national = {one.id: one for one in facts.parameters.agreement.indicators}
    for name in (IN_PATHWAY, IN_TIME):
        found, aim = measured(facts, name), goal(facts, name)
        year = national[name].goal_year if name in national else None
        own = indicator(facts, name)
        rows.append(
            {
                "title": national[name].title if name in national else own.title if own else name,
                "outcome": share_text(found.value),
                "numerator": found.numerator,
                "denominator": found.denominator,
                "goal": aim,
                "year": str(year) if year else None,
                **left_out_in(found, "outcome", "numerator", "denominator"),
            }
        )
    columns = [
        Column("title", "Mål"),
        Column("outcome", "Utfall", "share", decimals=1),
        Column("numerator", "Täljare", "count"),
        Column("denominator", "Nämnare", "count"),
        Column("goal", "Målet är", "share"),
        Column("year", "Ska vara nått", "code"),
    ]
    note = why_left_out(facts, [measured(facts, name) for name in (IN_PATHWAY, IN_TIME)]).strip()
    caption = f"Andelar mot målen, {facts.period.title}"
    return Table("pathway_goals", caption, columns, rows, note=note, sheet="Vårdförloppens mål")


def _pathways(facts: Facts) -> Table:
    by_part = {name: _by_part(facts, name) for name in (STARTED, FINISHED, IN_TIME)}
    titles = {one.id: one.title for name in by_part if (found := indicator(facts, name)) for one in found.parts}
    rows: list[Row] = []
    for part_id, title in titles.items():
        started, finished, in_time = (by_part[name].get(part_id, NOTHING) for name in by_part)
        rows.append(
            {
                "title": title,
                "started": started.numerator,
                "finished": finished.numerator,
                "in_time": share_text(in_time.value),
                **left_out_in(started, "started"),
                **left_out_in(finished, "finished"),
                **left_out_in(in_time, "in_time"),
            }
        )
    columns = [
        Column("title", "Vårdförlopp"),
        Column("started", "Har börjat", "count"),
        Column("finished", "Har avslutat", "count"),
        Column("in_time", "Inom ledtiden", "share"),
    ]
    total: Row = {
        "title": "Alla i tabellen",
        "started": measured(facts, STARTED).numerator,
        "finished": measured(facts, FINISHED).numerator,
        "in_time": share_text(measured(facts, IN_TIME).value),
        **left_out_in(measured(facts, STARTED), "started"),
        **left_out_in(measured(facts, FINISHED), "finished"),
        **left_out_in(measured(facts, IN_TIME), "in_time"),
    }
    caption = f"Patienter per vårdförlopp, {facts.period.title}"
    note = "Tabellen har de vårdförlopp som regionens verksamhetsdata skiljer ut; de införda kan vara fler."
    note += why_left_out(facts, [one for name in by_part for one in (measured(facts, name), *by_part[name].values())])
    return Table("pathways", caption, columns, rows, total if rows else None, note, sheet="Vårdförlopp")


def _by_part(facts: Facts, indicator_id: str) -> dict[str, Measured]:
    return facts.told[indicator_id].parts if indicator_id in facts.told else {}
