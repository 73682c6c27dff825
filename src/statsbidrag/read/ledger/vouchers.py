"""Whether the vouchers of a table are whole: debit and credit of each are equal.

Owns when it is told. An export of one object, or of cost accounts only, has a part of each voucher, and nothing is
amiss; where most vouchers of a file come to nothing it has them whole, and the others have lost or changed a row. So
that memory stays flat, nothing is told of a file with very many vouchers that are not nothing where it has been read
to: that is such a part, or a file of millions of vouchers sorted by another column.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ...base.findings import Finding, finding
from .table_sums import exact_sum, within_64_bits
from .told import kronor_and_ore, voucher_count, whole

MOST_EXAMPLES = 5
# More runs are brought together, so that a file sorted by another column is not held as it is. When that frees less
# than half of them, the count is given up; no workbook is so large, if its vouchers have two rows.
MOST_HELD = 1 << 20
WIDE = pa.decimal128(38, 0)


@dataclass
class Vouchers:
    """Vouchers added batch by batch; rows of one that follow each other are summed, and forgotten if they are nothing.

    ``balanced`` counts those; ``parts`` are the others, which may be the spread rows of one voucher. ``given_up`` says
    that they were too many to hold.
    """

    balanced: int = 0
    parts: list[pa.Table] = field(default_factory=list)
    held_rows: int = 0
    given_up: bool = False

    def add(self, rows: pa.Table) -> None:
        """Count rows with ``voucher``, ``amount_ore`` and ``source_row``; those without voucher belong to none."""
        if self.given_up:
            return
        vouchers = pc.cast(rows["voucher"].combine_chunks(), pa.string())
        other = pc.not_equal(vouchers.slice(1), vouchers.slice(0, len(vouchers) - 1)).to_numpy(zero_copy_only=False)
        starts = np.flatnonzero(np.concatenate(([True], other)))
        ore = rows["amount_ore"].combine_chunks()
        sums = np.add.reduceat(ore.to_numpy(), starts) if within_64_bits(ore) else _exact(ore, starts)
        named = pc.not_equal(vouchers.take(starts), "").to_numpy(zero_copy_only=False)
        self.balanced += int((named & (sums == 0)).sum())
        left = starts[named & (sums != 0)]
        amounts = pa.array(sums[named & (sums != 0)].tolist(), WIDE)
        first = rows["source_row"].combine_chunks().take(left)
        self.parts.append(pa.table({"voucher": vouchers.take(left), "ore": amounts, "row": first}))
        self.held_rows += len(left)
        if self.held_rows > MOST_HELD and self._bring_together().num_rows > MOST_HELD // 2:
            self.parts, self.given_up = [], True

    def _bring_together(self) -> pa.Table:
        """The vouchers that do not come to nothing, each once."""
        every = pa.concat_tables(self.parts).group_by("voucher", use_threads=False)
        sums = every.aggregate([("ore", "sum"), ("row", "min")]).rename_columns(["voucher", "ore", "row"])
        left = sums.filter(pc.not_equal(sums["ore"], 0))
        self.balanced += sums.num_rows - left.num_rows
        self.parts, self.held_rows = [left.set_column(1, "ore", left["ore"].cast(WIDE))], left.num_rows
        return left

    def findings(self, file: str) -> Iterator[Finding]:
        """That some vouchers are not whole, in a file in which most are."""
        if not self.parts:
            return
        left = self._bring_together()
        if not left.num_rows or left.num_rows >= self.balanced:
            return
        first = left.sort_by("row").slice(0, MOST_EXAMPLES)
        rows = ", ".join(map(str, first["row"].to_pylist()))
        total = int(pc.sum(left["ore"]).as_py())
        of_all = whole(left.num_rows + self.balanced)
        yield finding(
            "verifikation-i-obalans",
            f"{voucher_count(left.num_rows)} av {of_all} blir inte noll, tillsammans {kronor_and_ore(total)}; "
            f"de börjar på rad {rows}{' …' if left.num_rows > MOST_EXAMPLES else ''}",
            "En rad kan saknas eller vara ändrad. Kontrollera verifikationerna i ekonomisystemet.",
            file=file,
            row=first["row"][0].as_py(),
        )


def _exact(ore: pa.Array, starts: np.ndarray) -> np.ndarray:
    """Sums from each start to the next, beyond 64 bits."""
    ends = [*starts[1:].tolist(), len(ore)]
    sums = [exact_sum(ore.slice(start, end - start)) for start, end in zip(starts.tolist(), ends, strict=True)]
    return np.array(sums, dtype=object)
