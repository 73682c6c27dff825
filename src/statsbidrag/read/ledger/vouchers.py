"""Whether the vouchers of a file are whole: debit and credit of each are equal.

Owns when it is told. An export of one object, or of cost accounts only, has a part of each voucher, and nothing is
amiss; where most vouchers of a file come to nothing it has them whole, and the others have lost or changed a row. A
voucher with a balance account (bank, debts) is whole wherever some such are; when more of them than a share are not, or
for more kronor, what the file has lost is no row but a kind of rows, and its figures are marked. Where there are no
vouchers, a month is one.

So that memory stays flat, nothing is told of a file with very many vouchers that are not nothing where it has been read
to: that is such a part, or a file of millions of vouchers sorted by another column.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ...base.findings import Finding, finding
from .spoilt import Bounds
from .table_sums import exact_sum, within_64_bits
from .told import kronor_and_ore, voucher_count, whole

MOST_EXAMPLES = 5
# Of so many it is the file that is not whole, and not some of its vouchers.
MOST_UNWHOLE = 1000
# More runs are brought together, so that a file sorted by another column is not held as it is. When that frees less
# than half of them, the count is given up; no workbook is so large, if its vouchers have two rows.
MOST_HELD = 1 << 20
WIDE = pa.decimal128(38, 0)
BALANCE_CLASSES = ("1", "2")


@dataclass
class Vouchers:
    """Vouchers added batch by batch; rows of one that follow each other are summed, and forgotten if they are nothing.

    ``balanced`` counts those, ``with_balance`` those of them with a balance account, and ``turned_over`` is the öre of
    all rows, credit as debit; ``parts`` are the others, which may be the spread rows of one voucher. ``given_up`` says
    that they were too many to hold.
    """

    balanced: int = 0
    with_balance: int = 0
    turned_over: int = 0
    parts: list[pa.Table] = field(default_factory=list)
    held_rows: int = 0
    given_up: bool = False

    def add(self, rows: pa.Table, *, by_month: bool = False) -> None:
        """Count rows with ``voucher``, ``account``, ``amount_ore`` and ``source_row``; those without voucher belong to
        none, or ``by_month`` all to their ``period``."""
        if self.given_up:
            return
        vouchers = pc.cast(rows["period" if by_month else "voucher"].combine_chunks(), pa.string())
        other = pc.not_equal(vouchers.slice(1), vouchers.slice(0, len(vouchers) - 1)).to_numpy(zero_copy_only=False)
        starts = np.flatnonzero(np.concatenate(([True], other)))
        ore = rows["amount_ore"].combine_chunks()
        sums = np.add.reduceat(ore.to_numpy(), starts) if within_64_bits(ore) else _exact(ore, starts)
        named = pc.not_equal(vouchers.take(starts), "").to_numpy(zero_copy_only=False)
        on_balance = np.logical_or.reduceat(_on_balance(rows["account"].combine_chunks()), starts)
        self.balanced += int((named & (sums == 0)).sum())
        self.with_balance += int((named & (sums == 0) & on_balance).sum())
        self.turned_over += exact_sum(pc.abs(ore))
        left_out = named & (sums != 0)
        left = starts[left_out]
        amounts = pa.array(sums[left_out].tolist(), WIDE)
        first = rows["source_row"].combine_chunks().take(left)
        has = pa.array(on_balance[left_out])
        self.parts.append(pa.table({"voucher": vouchers.take(left), "ore": amounts, "row": first, "balance": has}))
        self.held_rows += len(left)
        if self.held_rows > MOST_HELD and self._bring_together().num_rows > MOST_HELD // 2:
            self.parts, self.given_up = [], True

    def _bring_together(self) -> pa.Table:
        """The vouchers that do not come to nothing, each once."""
        every = pa.concat_tables(self.parts).group_by("voucher", use_threads=False)
        names = ["voucher", "ore", "row", "balance"]
        sums = every.aggregate([("ore", "sum"), ("row", "min"), ("balance", "max")]).rename_columns(names)
        is_left = pc.not_equal(sums["ore"], 0)
        self.with_balance += pc.sum(sums.filter(pc.invert(is_left))["balance"]).as_py() or 0
        left = sums.filter(is_left)
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

    def lost(self, file: str, bounds: Bounds, *, by_month: bool = False) -> Iterator[Finding]:
        """That more of the vouchers with a balance account than ``bounds`` are not whole, or for more kronor.

        Where fewer than its share of ``whole_vouchers`` are, the file has only some balance accounts and nothing tells.
        """
        if not self.parts:
            return
        left = self._bring_together()
        left = left.filter(left["balance"])
        of_all = left.num_rows + self.with_balance
        if not left.num_rows or (not by_month and self.with_balance < bounds.whole_vouchers * of_all):
            return
        apart = sum(abs(int(ore)) for ore in left["ore"].to_pylist())
        is_many = left.num_rows >= bounds.fewest_codes and left.num_rows > bounds.share * of_all
        if not is_many and 2 * apart <= bounds.share * self.turned_over:
            return
        what = "månader" if by_month else "verifikationer"
        yield finding(
            "obalans-over-gransen",
            f"debet och kredit är olika i {whole(left.num_rows)} av {whole(of_all)} {what} i ett uttag, tillsammans "
            f"{kronor_and_ore(apart)}",
            "Rader eller konton kan saknas, eller vissa konton ha annat tecken eller annan enhet. Ta ut filen på nytt, "
            "eller skriv totals med debit och credit ur saldolistan i sidofilen om den är rätt.",
            file=file,
            row=int(pc.min(left["row"]).as_py()),
        )

    def unwhole(self) -> dict[str, int]:
        """The vouchers that are not whole in a file whose vouchers else are: number → öre by which it is not nothing.

        Where the file has no whole voucher with a balance account, it may lack those accounts and nothing tells. Those
        with such an account, and those without, are each a kind of their own, of which most must be whole.
        """
        if not self.parts:
            return {}
        left = self._bring_together()
        apart = left.filter(left["balance"])
        others = left.filter(pc.invert(left["balance"]))
        if self.with_balance <= apart.num_rows or left.num_rows > MOST_UNWHOLE:
            return {}
        told = [apart] if self.balanced - self.with_balance <= others.num_rows else [apart, others]
        return {
            str(number): int(ore)
            for each in told
            for number, ore in zip(each["voucher"].to_pylist(), each["ore"].to_pylist(), strict=True)
        }


def _on_balance(accounts: pa.Array) -> np.ndarray:
    """For each row, whether its account is of a class of the balance sheet."""
    coded = accounts if isinstance(accounts, pa.DictionaryArray) else pc.dictionary_encode(accounts)
    each = np.array([text.startswith(BALANCE_CLASSES) for text in coded.dictionary.to_pylist()], dtype=bool)
    return each[coded.indices.to_numpy(zero_copy_only=False)]


def _exact(ore: pa.Array, starts: np.ndarray) -> np.ndarray:
    """Sums from each start to the next, beyond 64 bits."""
    ends = [*starts[1:].tolist(), len(ore)]
    sums = [exact_sum(ore.slice(start, end - start)) for start, end in zip(starts.tolist(), ends, strict=True)]
    return np.array(sums, dtype=object)
