"""Whose books a file is of, as far as it says: its units by number of rows, and what a SIE file calls its company."""

from collections import Counter
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

# So many of the most usual units tell, however many a file has.
MOST_UNITS = 500


@dataclass(frozen=True)
class Whose:
    """``units`` are the most usual units of a file and their number of rows; ``number`` (digits of #ORGNR) and ``name``
    (#FNAMN) are "" where the file has none."""

    units: dict[str, int] = field(default_factory=dict)
    number: str = ""
    name: str = ""


@dataclass
class Units:
    """Rows counted by unit, batch by batch; those without unit are not counted."""

    found: Counter[str] = field(default_factory=Counter)

    def add(self, rows: pa.Table) -> None:
        """Count rows by ``unit``."""
        for one in pc.value_counts(pc.cast(rows["unit"], pa.string())).to_pylist():
            if one["values"]:
                self.found[one["values"]] += one["counts"]

    def of(self, number: str, name: str) -> Whose:
        """What is told of a file whose company is called so."""
        return Whose(dict(sorted(self.found.most_common(MOST_UNITS))), number, name)
