"""The annex: findings, control totals and contradictions of the sources, and what the report is made of.

Owns the tables ``inputs`` (with SHA-256), ``sources`` and ``versions``; ``reconciliation`` makes ``findings`` and
``control``, ``terms`` makes ``contradictions``.
"""

import platform
from importlib.metadata import version

from ...facts.gather import Facts
from ...record.model import Record
from ...record.tables import Column, Row, Table
from ...show.charts import Chart
from ...show.prose import paragraph
from ...show.tables import table_html
from ..part import Given, Part
from ..versions import PACKAGES


def part(facts: Facts, given: Given) -> Part:
    """The section's tables; among them each file the report rests on with its SHA-256."""
    return Part(given.figures, tables=[_inputs(given.inputs), _sources(facts), _versions()])


def show(record: Record) -> list[str | Chart]:
    """What the reader meets, in order: what is odd, what the report rests on, how it can be made again."""
    contradictions = record.table("contradictions")
    return [
        table_html(record.table("findings")),
        table_html(record.table("control")),
        *([table_html(contradictions)] if contradictions.rows else []),
        paragraph(
            f"{record.header.as_known_sentence} Rapporten är gjord av det som står i filerna nedan. Samma filer och "
            "versioner ger samma rapport."
        ),
        table_html(record.table("sources")),
        table_html(record.table("inputs")),
        table_html(record.table("versions")),
    ]


def _inputs(inputs: dict[str, str]) -> Table:
    rows: list[Row] = [{"file": file, "sha256": digest} for file, digest in inputs.items()]
    return Table(
        "inputs",
        "Filer som rapporten bygger på",
        [Column("file", "Fil"), Column("sha256", "SHA-256", "code")],
        rows,
        sheet="Filer",
    )


def _sources(facts: Facts) -> Table:
    named = {**facts.parameters.agreement.sources, **facts.parameters.choices.sources}
    rows: list[Row] = [
        {"title": s.title, "number": s.number, "date": s.date, "document": s.document} for s in named.values()
    ]
    columns = [
        Column("title", "Källa"),
        Column("number", "Diarienummer"),
        Column("date", "Datum"),
        Column("document", "Dokument"),
    ]
    return Table("sources", "Källor", columns, rows, sheet="Källor")


def _versions() -> Table:
    rows: list[Row] = [{"name": "Python", "version": platform.python_version()}]
    rows += [{"name": name, "version": version(name)} for name in PACKAGES]
    return Table(
        "versions",
        "Versioner",
        [Column("name", "Program"), Column("version", "Version", "code")],
        rows,
        sheet="Versioner",
    )
