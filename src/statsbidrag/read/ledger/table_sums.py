"""The sums of rows with the store's columns: exact, batch by batch, per code."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from .summary import Summary, Total


@dataclass
class TableSummary:
    """The sums of rows with the store's columns, added batch by batch; ``dimensions`` hold codes of objects.

    ``summary`` is complete but for its vouchers, which are counted by ``counted``: the distinct ones must be held.
    """

    dimensions: Sequence[str]
    summary: Summary = field(default_factory=Summary)
    vouchers: list[pa.Array] = field(default_factory=list)

    def add(self, rows: pa.Table, slots: Iterable[str]) -> None:
        """Count rows, whose periods are ``slots``."""
        ore = rows["amount_ore"].combine_chunks()
        self.summary.rows += len(ore)
        self.summary.ore += exact_sum(ore)
        self.summary.periods.update(slots)
        self.vouchers.append(pc.unique(rows["voucher"].combine_chunks().cast(pa.string())))
        for account, total in sums_by(rows["account"].combine_chunks(), ore).items():
            self.summary.by_account_class[account[:1]] += total.ore
        for dimension in self.dimensions:
            for code, total in sums_by(rows[dimension].combine_chunks(), ore).items():
                if code:
                    held = self.summary.by_dimension[f"{dimension}:{code}"]
                    held.ore += total.ore
                    held.rows += total.rows

    def counted(self) -> Summary:
        """The summary with its vouchers."""
        distinct = pc.unique(pa.chunked_array(self.vouchers, pa.string()))
        self.summary.vouchers = len(distinct) - pc.sum(pc.equal(distinct, "")).as_py() if len(distinct) else 0
        return self.summary


def sums_by(codes: pa.Array, ore: pa.Array) -> dict[str, Total]:
    """Öre and rows of each distinct code of rows."""
    coded = codes if isinstance(codes, pa.DictionaryArray) else codes.dictionary_encode()
    if len(coded.dictionary) == 1:
        return {coded.dictionary[0].as_py(): Total(exact_sum(ore), len(ore))}
    # Sums of a column this wide never leave 128 bits.
    wide = ore if within_64_bits(ore) else ore.cast(pa.decimal128(38, 0))
    grouped = pa.table({"code": coded.indices, "ore": wide}).group_by("code", use_threads=False)
    sums = grouped.aggregate([("ore", "sum"), ("ore", "count")])
    names = coded.dictionary.to_pylist()
    columns = (sums[name].to_pylist() for name in ("code", "ore_sum", "ore_count"))
    return {names[code]: Total(int(total), rows) for code, total, rows in zip(*columns, strict=True)}


def within_64_bits(ore: pa.Array) -> bool:
    """Whether no sum of some of the öre leaves 64 bits."""
    if not len(ore):
        return True
    span = pc.min_max(ore)
    return max(-(span["min"].as_py() or 0), span["max"].as_py() or 0) * len(ore) < 1 << 63


def exact_sum(ore: pa.Array) -> int:
    """The sum of int64 öre, null left out, exact also beyond 64 bits."""
    if within_64_bits(ore):
        return pc.sum(ore).as_py() or 0
    return sum(one for one in ore.to_pylist() if one is not None)
