"""Which numbers of vouchers a file has, by month and series, so that what a series skips can be seen without its rows.

Owns what a series is: vouchers that are alike but for the digits at their end. Numbers are kept as runs, which are few
where a series is unbroken; a series with more than MOST_RUNS in a month is none, and is not kept. So that memory stays
flat, a file with very many vouchers tells nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

FORM = r"^(?P<head>.*?)(?P<number>[0-9]{1,15})$"
MOST_HELD = 1 << 20
MOST_RUNS = 200
# What SIE calls a voucher without a number of its own: by its line.
BY_PLACE = "rad "

Runs = list[list[int]]
"""First and last number of each run, ascending."""
Numbering = Mapping[str, Mapping[str, Runs]]
"""Month (``YYYY-MM``) → what stands before the number → its runs."""


@dataclass
class Numbers:
    """Numbers of vouchers added batch by batch."""

    parts: dict[tuple[str, str], list[np.ndarray]] = field(default_factory=dict)
    held: int = 0

    def add(self, rows: pa.Table) -> None:
        """Keep the numbers of rows with ``period`` and ``voucher``."""
        if self.held > MOST_HELD:
            return
        pairs = pa.table({name: pc.cast(rows[name], pa.string()) for name in ("period", "voucher")})
        pairs = pairs.group_by(["period", "voucher"], use_threads=False).aggregate([])
        split = pc.extract_regex(pairs["voucher"], FORM).combine_chunks()
        is_numbered = split.is_valid()
        split, months = split.filter(is_numbered), pairs["period"].combine_chunks().filter(is_numbered)
        numbers = pc.cast(split.field("number"), pa.int64()).to_numpy()
        keys = pc.dictionary_encode(pc.binary_join_element_wise(months, split.field("head"), "\n"))
        of_key = keys.indices.to_numpy(zero_copy_only=False)
        for place, key in enumerate(keys.dictionary.to_pylist()):
            month, _, head = key.partition("\n")
            if not head.endswith(BY_PLACE):
                self.parts.setdefault((month, head), []).append(numbers[of_key == place])
        self.held += len(numbers)

    @property
    def found(self) -> dict[str, dict[str, Runs]]:
        """The runs of each month and series."""
        told: dict[str, dict[str, Runs]] = {}
        if self.held > MOST_HELD:
            return told
        for (month, head), parts in sorted(self.parts.items()):
            numbers = np.unique(np.concatenate(parts))
            starts = np.flatnonzero(np.concatenate(([True], np.diff(numbers) > 1)))
            if len(starts) <= MOST_RUNS:
                ends = [*(starts[1:] - 1).tolist(), len(numbers) - 1]
                runs = [[int(numbers[first]), int(numbers[last])] for first, last in zip(starts, ends, strict=True)]
                told.setdefault(month, {})[head] = runs
        return told
