"""Om rapporten: as known at, inputs with SHA-256, versions, sources, and what is fictive.

Owns the tables ``inputs``, ``sources`` and ``versions``.
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
    """What the reader meets, in order."""
    texts = [record.header.as_known_sentence, record.header.fictive_text]
    texts.append("Rapporten är gjord av det som står i filerna nedan. Samma filer och versioner ger samma rapport.")
    return [
        *(paragraph(text) for text in texts if text),
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
