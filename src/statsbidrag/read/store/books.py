"""The rows that count among some imports, asked for rather than handed over whole: a region's year may have millions.

Owns what can be asked: rows on codes, of vouchers or by identity, and sums without the rows. Which rows count is
``held_rows``; which of those on codes belong to a grant is for ``rules.selection``, and here they are only sifted.
Imports that are small are read once a run and kept, with every text stored once.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

import pandas as pd
import pyarrow as pa

from ..files import Files
from ..ledger.rows import NOT_A_CODE, STORE_COLUMNS
from ..raw.deliveries import Delivery, held_slots, later_than
from .held_rows import held, january_of, slot_of
from .imports import FREE_TEXT, OPENING
from .sought import Sieve, Sought, as_stored, coded_rows, find_rows, no_coded_rows, sought_in, summed, sums_of

ORDER = ["period", "closing", "file", "source_row"]
WITHOUT_TEXT = tuple(column for column in STORE_COLUMNS if column not in FREE_TEXT)
# Rows of an import that is kept: to open it again for each question would cost more than it holds.
MOST_KEPT = 1 << 14


@dataclass(frozen=True)
class Books:
    """The rows of ``used`` that count when ``deliveries`` are in force.

    ``folder`` is where the imports lie, and ``sizes`` their number of rows by id. Rows are told with the store's
    columns, FREE_TEXT only where it is asked for, and ``file`` (relative path), sorted by period, closing, file,
    source_row. Opening balances are not among them; the delivery that holds a year's January holds its opening
    balances, and their ``period`` is ``YYYY-00``.
    """

    files: Files
    folder: Path
    used: list[Delivery]
    deliveries: list[Delivery]
    sizes: Mapping[str, int]

    def on(self, codes: Sieve) -> pd.DataFrame:
        """The rows of every month on one of some sets of codes."""
        return self._counting(self._on(codes))

    def on_whatever_counts(self, codes: Sieve) -> pd.DataFrame:
        """The rows of every month on one of some sets of codes, those too that do not count, and in no order."""
        return self._of_kind(self._on(codes).to_pandas(), opening=False)[0]

    def opening_on(self, codes: Sieve) -> pd.DataFrame:
        """The opening balances on one of some sets of codes."""
        return self._counting(self._on(codes), opening=True)

    def of_vouchers(
        self,
        vouchers: Collection[str] | Mapping[str, Collection[str]],
        *,
        months: Iterable[str] | None = None,
        accounts: Iterable[str] | None = None,
    ) -> pd.DataFrame:
        """The rows of vouchers by number, whatever their file; or of those in each file, by its path.

        Only those booked in ``months`` (None: all), and on accounts that begin as one of ``accounts`` (None: all).
        """
        by_file = vouchers if isinstance(vouchers, Mapping) else {one.file: vouchers for one in self.used}
        sought = Sought(
            vouchers=frozenset().union(*by_file.values()),
            months=None if months is None else frozenset(months),
            accounts=None if accounts is None else tuple(accounts),
        )
        rows = self._counting(self._find(sought, {one.id for one in self.used if by_file.get(one.file)}))
        if vouchers is not by_file:
            return rows
        wanted = {(file, number) for file, numbers in by_file.items() for number in numbers}
        return _those(rows, "file", "voucher", wanted)

    def at(self, places: Mapping[str, Collection[int]], *, with_text: bool = False) -> pd.DataFrame:
        """The rows with an identity: import id → rows in its file."""
        sought = Sought(source_rows=frozenset().union(*places.values()))
        columns = STORE_COLUMNS if with_text else WITHOUT_TEXT
        wanted = {(import_id, row) for import_id, rows in places.items() for row in rows}
        return _those(self._counting(self._find(sought, places, columns)), "import_id", "source_row", wanted)

    def whole(self) -> pd.DataFrame:
        """Every row that counts, with all columns: for looking at a ledger, never for a report."""
        return self._counting(self._find(Sought(), {one.id for one in self.used}, STORE_COLUMNS))

    def sums(self, *, opening: bool = False) -> pd.DataFrame:
        """The ``amount_ore`` and number of ``rows`` by ``period`` and ``closing``; or of the opening balances."""
        ours, slot = self._of_kind(self._summed, opening)
        ours = ours[self._held(ours, slot)]
        return ours.groupby(["period", "closing"], as_index=False)[["amount_ore", "rows"]].sum()

    def coded(self, dimension: str) -> dict[str, tuple[int, int]]:
        """For each month with rows that are no closing rows: how many they are, and how many have a code in a column
        of codes."""
        ours, slot = self._of_kind(self._summed_by(dimension), opening=False)
        ours = ours[self._held(ours, slot) & ~ours["closing"]]
        has_code = ours["rows"].where(~ours[dimension].isin(["", NOT_A_CODE]), 0)
        sums = ours.assign(coded=has_code).groupby("period")[["rows", "coded"]].sum()
        return {str(month): (int(rows), int(coded)) for month, rows, coded in sums.itertuples()}

    def codes_in(self, dimension: str, months: Collection[str]) -> list[tuple[str, str, int]]:
        """Month, code and number of rows of every code in a column in some months, closing rows apart."""
        ours, slot = self._of_kind(self._summed_by(dimension), opening=False)
        ours = ours[self._held(ours, slot) & ~ours["closing"] & ours["period"].isin(list(months))]
        sums = ours[ours[dimension] != ""].groupby(["period", dimension], as_index=False)["rows"].sum()
        return list(zip(*(sums[name].tolist() for name in ("period", dimension, "rows")), strict=True))

    def without_code(self, dimension: str, others: Sequence[str]) -> pd.DataFrame:
        """The number of ``rows`` that have no code in a column, by ``period`` and some other columns, closing rows
        apart."""
        ours, slot = self._of_kind(self._summed_by(dimension, *others), opening=False)
        ours = ours[self._held(ours, slot) & ~ours["closing"] & ours[dimension].isin(["", NOT_A_CODE])]
        return ours.groupby(["period", *others], as_index=False)[["rows"]].sum()

    @cached_property
    def _summed(self) -> pd.DataFrame:
        return self._summed_by()

    def _summed_by(self, *dimensions: str) -> pd.DataFrame:
        # Most deliveries are of every object, and then no object needs to be told from another.
        by = list(dict.fromkeys(["import_id", "period", "closing", *(["object"] if self._narrow else []), *dimensions]))
        parts = [summed(self._kept, by)]
        for one in self.used:
            if self._is_large(one):
                key = ("sums of", self.folder, one.id, *by)
                parts.append(self.files.once(key, partial(sums_of, self.folder, one.id, by)))
        return pa.concat_tables(parts).to_pandas()

    def _on(self, codes: Sieve) -> pa.Table:
        return self._find(Sought(codes), {one.id for one in self.used}, keep=True)

    def _find(
        self, sought: Sought, within: Collection[str], columns: Sequence[str] = WITHOUT_TEXT, *, keep: bool = False
    ) -> pa.Table:
        """The rows sought in the imports with an id ``within``, whether or not they count.

        What is found in a large import is kept where it will be asked for again: the report before, whose deliveries in
        force are others, asks for the same codes.
        """
        has_text = not set(columns).isdisjoint(FREE_TEXT)
        parts = [as_stored(columns).empty_table()]
        if not has_text:
            parts.append(self._kept.filter(sought_in(self._kept, sought)).cast(parts[0].schema))
        for one in self.used:
            if one.id in within and (has_text or self._is_large(one)) and _reaches(one, sought.months):
                find = partial(find_rows, self.folder, one.id, sought, columns)
                parts.append(self.files.once(("found", self.folder, one.id, sought), find) if keep else find())
        return pa.concat_tables(parts)

    def _is_large(self, delivery: Delivery) -> bool:
        return self.sizes[delivery.id] > MOST_KEPT

    @cached_property
    def _kept(self) -> pa.Table:
        """The rows of all that are small, one after another."""
        parts = [
            self.files.once(("rows", self.folder, one.id), partial(coded_rows, self.folder, one.id, WITHOUT_TEXT))
            for one in self.used
            if not self._is_large(one)
        ]
        if not parts:
            return no_coded_rows(WITHOUT_TEXT)
        return pa.concat_tables(parts).unify_dictionaries().combine_chunks()

    @cached_property
    def _narrow(self) -> dict[str, Delivery]:
        """The deliveries whose rows count by object, since they or later ones are of some objects only; by id."""
        return {
            one.id: one
            for one in self.used
            if any(each.objects is not None for each in (one, *later_than(one, self.deliveries)))
        }

    @cached_property
    def _whole_slots(self) -> list[str]:
        """What of the other deliveries counts: id and slot."""
        return [
            f"{one.id} {slot}"
            for one in self.used
            if one.id not in self._narrow
            for slot in sorted(held_slots(one, self.deliveries))
        ]

    def _counting(self, found: pa.Table, *, opening: bool = False) -> pd.DataFrame:
        """Those that count of the rows found, or of the opening balances found."""
        rows, slot = self._of_kind(found.to_pandas(), opening)
        files = {one.id: one.file for one in self.used}
        counting = rows[self._held(rows, slot)]
        return counting.assign(file=counting["import_id"].map(files).astype("str")).sort_values(
            ORDER, ignore_index=True
        )

    def _of_kind(self, rows: pd.DataFrame, opening: bool) -> tuple[pd.DataFrame, pd.Series]:
        """The opening balances among rows, or the others, and the slot of each."""
        is_opening = rows["period"].str.endswith(OPENING)
        if opening:
            # A supplement in SIE repeats the balances of the books that it is added to.
            is_opening &= ~rows["import_id"].isin([one.id for one in self.used if one.adds])
        rows = rows[is_opening if opening else ~is_opening]
        return rows, january_of(rows["period"]) if opening else slot_of(rows["period"], rows["closing"])

    def _held(self, rows: pd.DataFrame, slot: pd.Series) -> pd.Series:
        """For each row, whether it counts."""
        counts = (rows["import_id"] + " " + slot).isin(self._whole_slots)
        for import_id in set(self._narrow).intersection(rows["import_id"].unique()):
            ours = rows["import_id"] == import_id
            counts[ours] = held(self._narrow[import_id], self.deliveries, slot[ours], rows.loc[ours, "object"])
        return counts


def _reaches(delivery: Delivery, months: Collection[str] | None) -> bool:
    """Whether a delivery claims anything of some months; None is all. The closing rows are booked in December."""
    return months is None or any(slot.replace("-13", "-12") in months for slot in delivery.slots())


def _those(rows: pd.DataFrame, first: str, second: str, wanted: Collection[tuple[str, str | int]]) -> pd.DataFrame:
    """The rows whose two columns together are among those wanted."""
    pairs = zip(rows[first].tolist(), rows[second].tolist(), strict=True)
    return rows[pd.Series([pair in wanted for pair in pairs], rows.index, dtype="bool")].reset_index(drop=True)
