"""What a section adds to the record."""

from dataclasses import dataclass, field

import pandas as pd

from ..record.model import money_figure, row_set
from ..record.tables import Table

SUMMED = ["import_id", "source_row", "amount_ore"]


@dataclass
class Part:
    """Figures by key, row sets by id, and tables, in the order they were added."""

    figures: dict[str, dict[str, object]] = field(default_factory=dict)
    row_sets: dict[str, dict[str, list[int]]] = field(default_factory=dict)
    tables: list[Table] = field(default_factory=list)

    def add_sum(self, key: str, rows: pd.DataFrame, status: str) -> int:
        """A figure that is the sum of store rows, and the row set under the same name; returns the öre.

        Of the rows only the columns SUMMED are used; to choose among few columns is quicker than among all.
        """
        ore = int(rows["amount_ore"].sum())
        self.row_sets[key] = row_set(rows)
        self.figures[key] = money_figure(ore, {"rows": key}, status)
        return ore

    def add_unknown(self, key: str, why: str) -> None:
        """A figure that is not known, and why."""
        self.figures[key] = money_figure(None, {"formula": why}, "unknown")

    def mark(self, key: str, codes: list[str]) -> None:
        """Mark a figure with the findings that make it uncertain (severity «siffran märks»)."""
        if codes:
            self.figures[key]["marks"] = codes

    def assume(self, key: str) -> None:
        """Tell of a figure that it rests on a share no source tells of."""
        self.figures[key]["assumed"] = True

    def add_formula(self, key: str, ore: int | None, formula: str, status: str) -> None:
        """A figure that follows from others."""
        self.figures[key] = money_figure(ore, {"formula": formula}, status)
