"""What the rows of a file look like, by month and class of accounts: how many, how large, and how many are credit.

Owns what is counted, so that one delivery's months can be held against another's without their rows. The size of an
amount is its number of digits in öre, which a few very large ones do not move.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

POWERS = np.array([10**power for power in range(19)], dtype=np.int64)


@dataclass(frozen=True)
class Shape:
    """Rows of one month and class of accounts: ``rows``, the ``digits`` of their öre together, and how many are
    ``below`` zero. Rows of no amount are not counted."""

    rows: int
    digits: int
    below: int

    def __add__(self, other: "Shape") -> "Shape":
        return Shape(self.rows + other.rows, self.digits + other.digits, self.below + other.below)


Shapes = Mapping[str, Mapping[str, Shape]]
"""Month (``YYYY-MM``) → first digit of the account → its rows."""


@dataclass
class MonthShapes:
    """Shapes added batch by batch; closing rows have none."""

    found: dict[str, dict[str, Shape]] = field(default_factory=dict)

    def add(self, rows: pa.Table) -> None:
        """Count rows with ``period``, ``closing``, ``account`` and ``amount_ore``."""
        ore = rows["amount_ore"].combine_chunks().to_numpy()
        counted = (ore != 0) & ~rows["closing"].combine_chunks().to_numpy(zero_copy_only=False)
        months, of_month = _encoded(rows["period"].combine_chunks())
        accounts, of_account = _encoded(rows["account"].combine_chunks())
        classes = sorted({account[:1] for account in accounts})
        of_class = np.array([classes.index(account[:1]) for account in accounts], dtype=np.int64)[of_account]
        place = (of_month * len(classes) + of_class)[counted]
        ore = ore[counted]
        digits = np.searchsorted(POWERS, np.abs(ore), side="right")
        size = len(months) * len(classes)
        counts = np.bincount(place, minlength=size)
        below = np.bincount(place[ore < 0], minlength=size)
        # Counts of digits are small whole numbers, which a float holds exactly.
        lengths = np.bincount(place, digits, minlength=size).astype(np.int64)
        for number in np.flatnonzero(counts).tolist():
            its = self.found.setdefault(months[number // len(classes)], {})
            name = classes[number % len(classes)]
            shape = Shape(int(counts[number]), int(lengths[number]), int(below[number]))
            its[name] = its[name] + shape if name in its else shape


def _encoded(texts: pa.Array) -> tuple[list[str], np.ndarray]:
    """The distinct texts, and the place of each row's among them."""
    coded = texts if isinstance(texts, pa.DictionaryArray) else pc.dictionary_encode(texts)
    return coded.dictionary.to_pylist(), coded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
