"""What a section adds to the record, and what it is given to make it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ..base.findings import Finding
from ..base.states import Status
from ..record.figures import Figure, Origin, money
from ..record.formulas import evaluate
from ..record.tables import Table
from .comparison import Previous

if TYPE_CHECKING:
    import pandas as pd

SUMMED = ["import_id", "source_row", "amount_ore"]


@dataclass(frozen=True)
class Given:
    """What a section may rest on beside the facts: the figures of the sections before it, the report before, every
    finding, and the files that the report rests on with their SHA-256."""

    figures: Mapping[str, Figure]
    previous: Previous | None
    findings: list[Finding]
    inputs: dict[str, str]


@dataclass
class Part:
    """Figures by key, row sets by id, and tables, in the order they were added. ``known`` are the figures of the
    sections before, which formulas may be over too."""

    known: Mapping[str, Figure] = field(default_factory=dict)
    figures: dict[str, Figure] = field(default_factory=dict)
    row_sets: dict[str, dict[str, list[int]]] = field(default_factory=dict)
    tables: list[Table] = field(default_factory=list)

    def add(self, figure: Figure) -> Figure:
        """Add a figure under its key. ValueError for a key that the part has already."""
        if figure.key in self.figures:
            raise ValueError(f"{figure.key} is added twice")
        self.figures[figure.key] = figure
        return figure

    def add_sum(self, key: str, rows: "pd.DataFrame", status: Status, marks: Iterable[str] = ()) -> Figure:
        """A figure that is the sum of store rows, and the row set under the same name.

        Of the rows only the columns SUMMED are used; to choose among few columns is quicker than among all.
        """
        self.row_sets[key] = row_set(rows)
        return self.add(money(key, int(rows["amount_ore"].sum()), Origin(rows=key), status, marks=marks))

    def add_unknown(self, key: str, why: str) -> Figure:
        """Money that is not known, and why."""
        return self.add(money(key, None, Origin(unknown=why), Status.UNKNOWN))

    def add_money(
        self,
        key: str,
        ore: int | None,
        params: Iterable[str],
        status: Status,
        *,
        source: str | None = None,
        marks: Iterable[str] = (),
        assumed: bool = False,
    ) -> Figure:
        """Money that is read at places (``file:line``) in parameters; where none of them has it, that is why it is not
        known."""
        places = tuple(params)
        origin = Origin(params=places) if ore is not None else Origin(unknown=f"inget belopp i {', '.join(places)}")
        return self.add(money(key, ore, origin, status, source, marks=marks, assumed=assumed))

    def add_formula(
        self,
        key: str,
        ore: int | None,
        formula: str,
        status: Status,
        *,
        source: str | None = None,
        marks: Iterable[str] = (),
        assumed: bool = False,
    ) -> Figure:
        """Money that a rule has reckoned, and the formula by which it follows from other figures."""
        return self.add(money(key, ore, Origin(formula=formula), status, source, marks=marks, assumed=assumed))

    def mark(self, key: str, marks: Iterable[str]) -> None:
        """Mark a figure of the part with the codes of findings that make it uncertain."""
        self.figures[key] = replace(self.figures[key], marks=tuple(marks))

    def follow(self, key: str, formula: str, status: Status, *, assumed: bool = False) -> Figure:
        """Money that follows by a formula alone. KeyError for a figure that is not among the part's or the known."""
        number = evaluate(formula, {**self.known, **self.figures})
        if number is not None and not isinstance(number, int):
            raise ValueError(f"{key} is {number}, no whole öre")
        return self.add_formula(key, number, formula, status, assumed=assumed)


def row_set(rows: "pd.DataFrame") -> dict[str, list[int]]:
    """Store rows as import id → sorted source rows, import ids sorted."""
    found: dict[str, list[int]] = {}
    for name, row in zip(rows["import_id"].tolist(), rows["source_row"].tolist(), strict=True):
        found.setdefault(name, []).append(row)
    return {name: sorted(found[name]) for name in sorted(found)}
