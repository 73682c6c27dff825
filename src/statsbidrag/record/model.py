"""The record of a report: one document with every figure, table and finding, which page, Excel, samlingsbilaga and
overview read, and nothing else.

Owns its shape and what must hold in it: a formula is over figures that are there, a sum has its rows, and a money cell
is a figure of the record. ``row_sets`` are store rows, import id → rows in its file. ``record.files`` owns its file.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer

from ..base.findings import Finding
from .attention import Attention
from .figures import Figure, Origin
from .formulas import keys_of
from .tables import Table

VERSION = 4


@dataclass(frozen=True)
class About:
    """Which report it is. ``ledger_as_of`` is the day the latest delivery behind it came, None when it is not known;
    ``preliminary`` is False in the final accounts."""

    region: str
    period: str
    agreement: str
    as_known: str | None
    ledger_as_of: str | None
    preliminary: bool


@dataclass(frozen=True)
class Header:
    """What stands above a page. Of what is "" nothing is shown; None is shown as not known. ``whole`` is False for the
    overview, which has no diary number, responsible or deciding body of its own."""

    region_name: str
    title: str
    period_title: str
    as_known_text: str
    preliminary_text: str
    unit_text: str
    fictive_text: str | None
    short_title: str = ""
    as_known_sentence: str = ""
    number: str | None = None
    responsible: str | None = None
    deciding_body: str | None = None
    next_line: str = ""
    whole: bool = True


@dataclass(frozen=True)
class Fictive:
    """What is invented: ``names`` of it, and ``about``, what the region's file says of it."""

    names: list[str]
    about: str | None


@dataclass(frozen=True)
class Terms:
    """The agreement in words. ``usable_until`` is the last day of its money when that is after the period's year;
    ``not_separated`` why the cost is not accounted for separately, None where it is. ``repayment`` is the rule of the
    sources on money that is not used, None where none tells.
    """

    parties: list[str]
    window: str
    responsible: str
    category: str | None
    usable_until: str | None
    repayment: str | None
    not_separated: str | None
    why_amounts_differ: list[str]
    amounts_differ: bool
    planned_note: str


@dataclass(frozen=True)
class Due:
    """The next date: ``date`` (day or month), ``day`` as read, what and to whom; "" where nothing is known to come.

    ``rank`` is its place among what is ahead; a lower goes before. ``title`` is the agreement's, in the overview.
    """

    date: str
    day: str
    what: str
    receiver: str
    rank: int
    title: str = ""


@dataclass(frozen=True)
class Compared:
    """What the report is compared with: the period, the published record or the day, and the words."""

    period: str | None
    record: str | None
    as_known: str | None
    text: str


@dataclass(frozen=True)
class Limits:
    """The shares of ``params/workbook.yaml``, as decimal text: beyond the first a deviation is to watch, beyond the
    second it is off."""

    watch_share: str
    off_share: str


def _figures_read(data: object) -> object:
    """Figures as JSON has them, each under its key."""
    if not isinstance(data, dict):
        return data
    return {key: {"key": key, **value} if isinstance(value, dict) else value for key, value in data.items()}


def _figures_written(figures: dict[str, Figure]) -> dict[str, dict[str, object]]:
    return {key: figure_data(figure) for key, figure in figures.items()}


Figures = Annotated[dict[str, Figure], BeforeValidator(_figures_read), PlainSerializer(_figures_written)]


@dataclass(frozen=True)
class Record:
    """One report. ``sections`` are the names of the sections a page of it shows, in their order, and ``particular`` the
    figures that each particular one promises. ``smallest_counts`` are the indicators that count patients, each with the
    least count that is told of it. ``attention`` is what somebody must act on, what is worst first. ``inputs`` are the
    files it rests on with their SHA-256, ``files`` the published files beside it with theirs, by suffix; {} until it is
    published.

    Raises ValueError where something in it does not hold together.
    """

    report: About
    header: Header
    fictive: Fictive
    next: Due
    sections: list[str]
    figures: Figures
    tables: list[Table]
    inputs: dict[str, str]
    attention: list[Attention] = field(default_factory=list)
    agreement: Terms | None = None
    previous: Compared | None = None
    settings: Limits | None = None
    particular: dict[str, list[str]] = field(default_factory=dict)
    smallest_counts: dict[str, int] = field(default_factory=dict)
    row_sets: dict[str, dict[str, list[int]]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    imports: list[str] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    version: int = VERSION

    def __post_init__(self) -> None:
        if self.version != VERSION:
            raise ValueError(f"version {self.version} of the record is not {VERSION}")
        for figure in self.figures.values():
            lacking = [key for key in _rests_on(figure.origin) if key not in self.figures]
            if lacking:
                raise ValueError(f"{figure.key} rests on {', '.join(lacking)}, which the record lacks")
            if figure.origin.rows is not None and figure.origin.rows not in self.row_sets:
                raise ValueError(f"{figure.key} has no rows {figure.origin.rows}")
        for one in self.attention:
            if one.amount is not None and one.amount not in self.figures:
                raise ValueError(f"{one.kind} {one.id} tells of {one.amount}, which the record lacks")
        for table in self.tables:
            for cell in (cell for row in [*table.rows, table.total or {}] for cell in row.values()):
                if isinstance(cell, Figure) and self.figures.get(cell.key) != cell:
                    raise ValueError(f"the table {table.id} has {cell.key}, which is no figure of the record")

    def table(self, table_id: str) -> Table:
        """One table by id; KeyError when the record has none."""
        for table in self.tables:
            if table.id == table_id:
                return table
        raise KeyError(table_id)

    def has_table(self, table_id: str) -> bool:
        return any(table.id == table_id for table in self.tables)

    def ore(self, key: str) -> int | None:
        """A money figure's öre, None when it is not known. KeyError for a figure that the record lacks."""
        return self.figures[key].ore

    def count(self, key: str) -> int:
        """A count that is known. KeyError for a figure that the record lacks."""
        return self.figures[key].count

    def is_example(self, key: str) -> bool:
        """Whether a figure is invented, or rests on something invented."""
        return self.figures[key].is_example

    def is_assumed(self, key: str) -> bool:
        """Whether a figure rests on a share that no source tells of."""
        return self.figures[key].assumed

    def below(self, first: str, last: str) -> list[Figure]:
        """The figures ``<first>.….<last>``, in their order: those of every component, effort, agreement."""
        return [one for key, one in self.figures.items() if key.startswith(f"{first}.") and key.endswith(f".{last}")]

    @property
    def terms(self) -> Terms:
        """The agreement in words. TypeError for the overview, which is of several."""
        if self.agreement is None:
            raise TypeError(f"{self.report.agreement} has no terms of its own")
        return self.agreement

    @property
    def limits(self) -> Limits:
        """The shares that judge a deviation. TypeError for the overview, which judges none."""
        if self.settings is None:
            raise TypeError(f"{self.report.agreement} has no limits of its own")
        return self.settings

    def published(self, files: dict[str, str]) -> "Record":
        """The record as it is published, with the SHA-256 of the files beside it by suffix."""
        return replace(self, files=files)


def figure_data(figure: Figure) -> dict[str, object]:
    """A figure's values as JSON has them, without its key and what it has nothing of."""
    money = {"ore": figure.ore} if figure.unit == "kr" else {}
    told: dict[str, object] = {
        **money,
        "value": figure.value,
        "unit": figure.unit,
        "status": figure.status.value,
        "source": figure.source,
        "origin": origin_data(figure.origin),
    }
    if figure.marks:
        told["marks"] = list(figure.marks)
    if figure.assumed:
        told["assumed"] = True
    if figure.at_least:
        told["at_least"] = True
    if figure.reporting_units is not None:
        told |= {name: getattr(figure, name) for name in ("numerator", "denominator", "reporting_units")}
    return told


def origin_data(origin: Origin) -> dict[str, object]:
    """An origin with the part of it that it has."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in vars(origin).items() if value}


def _rests_on(origin: Origin) -> Iterable[str]:
    return keys_of(origin.formula) if origin.formula is not None else ()
