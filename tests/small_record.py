"""A record made by hand, for tests of what is done with one: a header, figures of money and tables over them."""

from collections.abc import Iterable, Sequence

from statsbidrag.base.findings import Finding
from statsbidrag.base.states import Status
from statsbidrag.record.figures import Figure, Origin, money
from statsbidrag.record.model import About, Due, Fictive, Header, Record
from statsbidrag.record.tables import Table

PLACE = "params/2018/agreements/patientmiljarden.yaml:12"
HEADER = Header(
    region_name="Region Jämtland Härjedalen",
    title="Patientmiljarden",
    period_title="januari–juni 2018",
    as_known_text="utfall enligt uttag 2018-07-10",
    preliminary_text="",
    unit_text="belopp i kronor om inte annat anges",
    fictive_text="Huvudboken är fiktiv.",
    number="RS/2771/2017",
    responsible="Chef för beställarenheten",
)


def kronor(key: str, ore: int | None, status: Status = Status.DECIDED) -> Figure:
    """Money (öre) that a parameter file tells of; None is not known."""
    origin = Origin(unknown="underlaget säger det inte") if ore is None else Origin(params=(PLACE,))
    return money(key, ore, origin, status)


def small_record(
    figures: Iterable[Figure] = (),
    tables: Sequence[Table] = (),
    *,
    sections: Sequence[str] = (),
    header: Header = HEADER,
    row_sets: dict[str, dict[str, list[int]]] | None = None,
    findings: Sequence[Finding] = (),
) -> Record:
    """Patientmiljarden in June 2018, with the figures given and those in the tables."""
    cells = [cell for table in tables for row in [*table.rows, table.total or {}] for cell in row.values()]
    held = [*figures, *(cell for cell in cells if isinstance(cell, Figure))]
    return Record(
        report=About("jamtland-harjedalen", "2018-06", "patientmiljarden", None, "2018-07-10", True),
        header=header,
        fictive=Fictive(["ledger"], None),
        next=Due("2018-10-31", "31 oktober 2018", "redovisning", "Socialstyrelsen", 0),
        sections=list(sections),
        figures={figure.key: figure for figure in held},
        tables=list(tables),
        inputs={},
        row_sets=row_sets or {},
        findings=list(findings),
    )
