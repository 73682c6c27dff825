"""One result of each agreement against its goal, as its report's page one tells it.

Owns the table ``results``.
"""

from collections.abc import Mapping

from ...record.model import Record
from ...record.tables import Column, Row, Table
from ...show.wording import sentence
from ..sections.summary_result import lead, outcome_and_goal

NAME = "results"


def results_table(found: Mapping[str, Record], period_title: str) -> Table:
    """A row an agreement, the same agreements every period; one that has no goal to hold a result against says so."""
    rows: list[Row] = [_row(name, record) for name, record in found.items()]
    columns = [
        Column("agreement", "Överenskommelse", link="page"),
        Column("title", "Resultat", missing="inget mål att mäta mot"),
        Column("outcome", "Utfall", missing="–"),
        Column("goal", "Mål", missing="–"),
        Column("judged", "Mot målet", missing="–"),
    ]
    note = "En indikator för varje överenskommelse: den som regionen har valt, annars den första med ett mål."
    return Table(NAME, f"Resultat, {period_title}", columns, rows, note=note, sheet="Resultat")


def _row(name: str, record: Record) -> Row:
    row: Row = {"agreement": record.header.short_title, "page": f"{name}.html"}
    row |= {"title": None, "outcome": None, "goal": None, "judged": None}
    told = lead(record)
    if told is None:
        return row
    outcome, goal = outcome_and_goal(record, *told)
    return row | {
        "title": sentence(str(told[1]["title"])),
        "outcome": outcome,
        "goal": goal,
        "judged": told[1]["judged"],
    }
