"""Which rows of a file are inside what it claims to contain, batch by batch.

Owns how a claim is held against rows as pyarrow columns, and what is told of rows outside it and of months without
rows. What a claim is stands in ``deliveries``.
"""

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from ...base.findings import Finding, finding
from ..raw.deliveries import Delivery
from ..raw.sidecar import SUFFIX
from .table_sums import exact_sum
from .told import kronor_and_ore, row_count


@dataclass
class Scope:
    """Holds rows against a claim; a claim of None has every row in it. ``present`` are the slots of rows inside."""

    delivery: Delivery | None
    present: set[str] = field(default_factory=set)
    outside_rows: int = 0
    outside_ore: int = 0
    first_outside: int = 0

    def inside(self, rows: pa.Table) -> tuple[pa.Table, set[str]]:
        """The rows inside, and their slots."""
        if not rows.num_rows:
            return rows, set()
        slots, of_row = slots_of(rows)
        delivery = self.delivery
        if delivery is not None:
            claimed = np.array([delivery.first <= slot <= delivery.last for slot in slots])[of_row]
            if delivery.objects is not None:
                objects = _coded(rows["object"])
                named = np.array([code in delivery.objects for code in objects.dictionary.to_pylist()])
                claimed &= named[objects.indices.to_numpy()]
            if not claimed.all():
                outside = rows.filter(pa.array(~claimed))
                self.first_outside = self.first_outside or outside["source_row"][0].as_py()
                self.outside_rows += outside.num_rows
                self.outside_ore += exact_sum(outside["amount_ore"].combine_chunks())
                rows, of_row = rows.filter(pa.array(claimed)), of_row[claimed]
        held = {slots[place] for place in np.unique(of_row)}
        self.present |= held
        return rows, held

    def found(self, delivery: Delivery) -> list[Finding]:
        """What there is to tell when all rows are seen: rows outside, and months claimed without rows."""
        return [*self._outside(delivery), *self._empty_slots(delivery)]

    def _outside(self, delivery: Delivery) -> list[Finding]:
        if not self.outside_rows:
            return []
        return [
            finding(
                "utanfor-omfattning",
                f"{row_count(self.outside_rows)}, tillsammans {kronor_and_ore(self.outside_ore)}, utanför omfattningen "
                f"{claimed(delivery)} används inte; den första är rad {self.first_outside}",
                f"Rätta scope i {delivery.file}{SUFFIX} eller ta ut filen med rätt avgränsning.",
                file=delivery.file,
                row=self.first_outside,
            )
        ]

    def _empty_slots(self, delivery: Delivery) -> list[Finding]:
        """Closing rows are only missed when the claim ends with them, and a supplement has what it has."""
        expected = () if delivery.adds else delivery.slots()
        empty = [
            slot
            for slot in expected
            if slot not in self.present | delivery.empty and (not slot.endswith("-13") or slot == delivery.last)
        ]
        if not empty:
            return []
        return [
            finding(
                "period-utan-rader",
                f"omfattningen {claimed(delivery)} har inga rader för {', '.join(empty)}; de räknas som tomma",
                "Kontrollera att uttaget är fullständigt.",
                file=delivery.file,
            )
        ]


def claimed(delivery: Delivery) -> str:
    """What a delivery claims, as messages tell it."""
    objects = "" if delivery.objects is None else f", objekt {', '.join(sorted(delivery.objects))}"
    return f"{delivery.first}–{delivery.last}{objects}"


def slots_of(rows: pa.Table) -> tuple[list[str], np.ndarray]:
    """Slots (a month, or ``YYYY-13`` for closing rows), and for each row the place of its own among them."""
    periods = _coded(rows["period"])
    months = periods.dictionary.to_pylist()
    closing = rows["closing"].to_numpy()
    of_row = periods.indices.to_numpy() + len(months) * closing
    return [*months, *(f"{month[:4]}-13" for month in months)], of_row


def januaries_of(rows: pa.Table) -> pa.Table:
    """Opening balances with the month of the slot that holds them, their year's January, as their period."""
    periods = _coded(rows["period"])
    months = pa.array([f"{period[:4]}-01" for period in periods.dictionary.to_pylist()], pa.string())
    place = rows.schema.get_field_index("period")
    return rows.set_column(place, "period", months.take(periods.indices).dictionary_encode())


def _coded(column: pa.ChunkedArray) -> pa.DictionaryArray:
    whole = column.combine_chunks()
    return whole if isinstance(whole, pa.DictionaryArray) else whole.dictionary_encode()
