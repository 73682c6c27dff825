"""Whether a part of a table stands twice in a file, as when some rows were pasted in again.

Owns what is looked for: five or more bookings in a row, mostly unlike each other, with all their cells and in the same
order as five others. They must tell their vouchers. Such rows of several vouchers, rows with numbers of their own, and
rows of a voucher that others have come between, in a file that has each in one place, cannot have been booked so twice.
Else, within one voucher, they can: a payroll has the same lines for two people. There it is the sums that tell, a
voucher being nothing when it is whole. Recurring bookings have other days, and corrections other amounts.

Of each booking a fingerprint of 64 bits is kept, and what decides beside it, some 21 bytes.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ...base.findings import Finding, finding
from .copies import copies, told_copies
from .told import row_count, whole

LENGTH = 5
# So many of them must be unlike each other.
UNLIKE = 4
# More places than so for each voucher, and the rows are not sorted by them.
SCATTERED = 1.5
ALL_BITS = np.uint64(0xFFFFFFFFFFFFFFFF)
# Odd numbers whose bits are spread, so that a product mixes every bit of a factor upwards.
MIX = np.uint64(0x9E3779B97F4A7C15)
LEFT_OUT = ("source_row", "closing")
BITS_DOWN = np.uint64(29)


@dataclass(frozen=True)
class Block:
    """Bookings that stand twice: the places of the first of them, here and where they stood before, and how many."""

    start: int
    before: int
    rows: int


@dataclass
class Blocks:
    """Bookings added batch by batch, by columns."""

    prints: list[np.ndarray] = field(default_factory=list)
    vouchers: list[np.ndarray] = field(default_factory=list)
    numbers: list[np.ndarray] = field(default_factory=list)
    ore: list[np.ndarray] = field(default_factory=list)
    numbered: list[np.ndarray] = field(default_factory=list)
    known: dict[str, int] = field(default_factory=dict)
    count: int = 0

    def add(self, rows: pa.Table) -> None:
        """Look through the bookings of a batch, with the store's columns but import and source."""
        size = rows.num_rows
        if not size:
            return
        prints = np.zeros(size, np.uint64)
        for name in rows.column_names:
            if name not in LEFT_OUT:
                prints = _mixed(prints, self._values(rows[name].combine_chunks()))
        named = pc.not_equal(pc.cast(rows["voucher"].combine_chunks(), pa.string()), "").to_numpy(zero_copy_only=False)
        # A booking without voucher is like no other.
        alone = _mixed(np.arange(self.count, self.count + size, dtype=np.uint64), MIX)
        self.prints.append(np.where(named, prints, alone))
        self.vouchers.append(_mixed(np.zeros(size, np.uint64), self._values(rows["voucher"].combine_chunks())) >> 32)
        self.vouchers[-1] = self.vouchers[-1].astype(np.uint32)
        self.numbers.append(rows["source_row"].combine_chunks().to_numpy().astype(np.uint32))
        self.ore.append(rows["amount_ore"].combine_chunks().to_numpy())
        row = pc.cast(rows["row"].combine_chunks(), pa.string())
        self.numbered.append(pc.not_equal(row, "").to_numpy(zero_copy_only=False))
        self.count += size

    def findings(self, file: str) -> list[Finding]:
        """That rows stand twice."""
        if self.count < 2 * LENGTH:
            return []
        numbers = np.concatenate(self.numbers)
        found = list(self._doubled())
        if not found:
            return []
        first = found[0]
        here, there = (f"{numbers[place]}–{numbers[place + first.rows - 1]}" for place in (first.start, first.before))
        more = f" På {whole(len(found) - 1)} ställen till står rader på samma sätt." if len(found) > 1 else ""
        return [
            finding(
                "tabell-upprepad",
                f"raderna {here} är desamma som raderna {there}, i samma ordning ({row_count(first.rows)}); en del av "
                "tabellen kan stå två gånger i filen, och då räknas den dubbelt",
                f"Ta bort den ena eller hämta uttaget på nytt.{more} Är raderna rätt, skriv totals i sidofilen.",
                file=file,
                row=int(numbers[first.start]),
            )
        ]

    def copied(self, file: str) -> Iterator[Finding]:
        """That vouchers have rows twice, where these are too few to refuse the file."""
        if not self.count:
            return
        bookings = [self._whole(name) for name in ("prints", "vouchers", "ore", "numbered")]
        found = copies(*bookings, scattered=self._scattered())
        yield from told_copies(found, self._whole("numbers"), file)

    def _values(self, column: pa.Array) -> np.ndarray | np.uint64:
        """64 bits for each cell, the same for the same value."""
        if isinstance(column, pa.DictionaryArray):
            texts = column.dictionary.to_pylist()
            values = np.array([self._value(text) for text in texts], np.uint64)
            return values[0] if len(values) == 1 else values[column.indices.to_numpy()]
        if pa.types.is_timestamp(column.type):
            column = column.cast(pa.int64())
        return _of_texts(column) if pa.types.is_string(column.type) else column.to_numpy().astype(np.uint64)

    def _value(self, text: str) -> int:
        if text not in self.known:
            self.known[text] = int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")
        return self.known[text]

    def _doubled(self) -> Iterator[Block]:
        prints = np.concatenate(self.prints)
        for block in _runs(prints):
            if self._is_odd(block):
                yield block

    def _is_odd(self, block: Block) -> bool:
        """Whether nobody can have booked the rows so twice."""
        vouchers, ore = self._whole("vouchers"), self._whole("ore")
        here = slice(block.start, block.start + block.rows)
        own = vouchers[block.start]
        several = bool((vouchers[here] != own).any())
        apart = bool((vouchers[block.before : block.start] != own).any())
        if several or bool(self._whole("numbered")[here].all()) or (apart and not self._scattered()):
            return True
        again, total = (sum(ore[part].tolist()) for part in (here, vouchers == own))
        return again == 0 or total == again

    def _scattered(self) -> bool:
        """Whether the file is sorted by something else than its vouchers, so that one stands in several places."""
        vouchers = self._whole("vouchers")
        places = 1 + int(np.count_nonzero(vouchers[1:] != vouchers[:-1]))
        return places > SCATTERED * len(np.unique(vouchers))

    def _whole(self, name: str) -> np.ndarray:
        """A column with all bookings in one array."""
        parts = getattr(self, name)
        if len(parts) > 1:
            parts[:] = [np.concatenate(parts)]
        return parts[0]


def _runs(prints: np.ndarray) -> Iterator[Block]:
    """Every longest run of LENGTH or more bookings that stood in the same order before."""
    size = len(prints) - LENGTH + 1
    grams = np.zeros(size, np.uint64)
    for place in range(LENGTH):
        grams = _mixed(grams, prints[place : place + size])
    order = np.argsort(grams, kind="stable")
    same = np.flatnonzero(grams[order[1:]] == grams[order[:-1]])
    if not len(same):
        return
    before = dict(zip(order[same + 1].tolist(), order[same].tolist(), strict=True))
    places = [
        place
        for place in sorted(before)
        if place - before[place] >= LENGTH and len(set(prints[place : place + LENGTH].tolist())) >= UNLIKE
    ]
    start = None
    for number, place in enumerate(places):
        start = place if start is None else start
        following = places[number + 1] if number + 1 < len(places) else None
        if following == place + 1 and following - before[following] == place - before[place]:
            continue
        yield Block(start, before[start], place - start + LENGTH)
        start = None


def _mixed(prints: np.ndarray, values: np.ndarray | np.uint64) -> np.ndarray:
    mixed = (prints ^ values) * MIX
    return mixed ^ (mixed >> BITS_DOWN)


def _of_texts(column: pa.Array) -> np.ndarray:
    """64 bits for each text, of its length and its first and last eight bytes."""
    _, offsets, data = column.buffers()
    cuts = np.frombuffer(offsets, np.int32)[column.offset : column.offset + len(column) + 1].astype(np.int64)
    letters = np.frombuffer(data, np.uint8) if data is not None else np.zeros(0, np.uint8)
    padded = np.concatenate([letters[cuts[0] : cuts[-1]], np.zeros(8, np.uint8)])
    words = np.ndarray((len(padded) - 7,), np.dtype("<u8"), padded, strides=(1,))
    starts, ends = cuts[:-1] - cuts[0], cuts[1:] - cuts[0]
    sizes = ends - starts
    short = np.minimum(sizes, 8).astype(np.uint64)
    kept = np.where(short == 0, np.uint64(0), ALL_BITS >> (np.uint64(64) - np.maximum(short, 1) * np.uint64(8)))
    first, last = words[starts] & kept, words[np.maximum(ends - 8, starts)] & kept
    # Of a short text both are the same, and together they would say nothing.
    return _mixed(_mixed(_mixed(first, MIX), last), sizes.astype(np.uint64))
