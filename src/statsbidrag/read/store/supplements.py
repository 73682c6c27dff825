"""Supplements: deliveries whose rows are added to those their source has.

Owns what a supplement may not have: a row that is there already would count twice. A row is known by voucher and row
number; where one of the two files has no row number, by voucher and what it says; where one has no voucher number, by
what it says alone, and so is a supplement of which every row is there, however it numbers its vouchers.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd

from ...base.findings import Finding, finding
from ..files import Files
from ..ledger.told import row_count
from ..raw.deliveries import Delivery, wholly_replaced
from ..raw.sidecar import SUFFIX
from .likeness import NONE, counting

# Fewer rows may say the same as others by chance.
MANY = 5


def supplement_faults(files: Files, folder: Path, deliveries: Sequence[Delivery]) -> Iterator[Finding]:
    """A finding for each supplement and file whose rows it has again, among deliveries in force."""
    for added in deliveries:
        if not added.adds or wholly_replaced(added, deliveries):
            continue
        for other in deliveries:
            # Of two supplements the later is the one to mend.
            if other is added or not other.overlaps(added) or (other.adds and other.order > added.order):
                continue
            again = [_again(files, folder, deliveries, added, other, slot) for slot in _shared(added, other)]
            rows = pd.concat(again) if again else pd.Series(dtype="int64")
            if len(rows):
                yield finding(
                    "tillagg-finns-redan",
                    f"filen är ett tillägg (adds: true), men {row_count(len(rows))} i den finns redan i "
                    f"{other.file} och skulle räknas dubbelt",
                    "Ta ut tillägget på nytt utan de raderna. Finns allt redan, skriv withdrawn i "
                    f"{added.file}{SUFFIX}; är filen hela månaden, ta bort adds där.",
                    file=added.file,
                    row=int(rows.iloc[0]),
                )


def _shared(one: Delivery, other: Delivery) -> list[str]:
    return sorted(set(one.slots()) & set(other.slots()))


def _again(
    files: Files, folder: Path, deliveries: Sequence[Delivery], added: Delivery, other: Delivery, slot: str
) -> pd.Series:
    """The rows in the file of a supplement that count of another delivery too."""
    ours, theirs = (_of(files, folder, deliveries, one, added, slot) for one in (added, other))
    at_place = (ours["place"] != NONE) & ours["place"].isin(theirs["place"])
    bare = theirs[theirs["place"] == NONE]
    in_voucher = _pairs(ours).isin(_pairs(bare)) | ((ours["place"] == NONE) & _pairs(ours).isin(_pairs(theirs)))
    there = ours["content"].isin(theirs["content"])
    nameless = there & (
        (ours["voucher"] == NONE) | ours["content"].isin(theirs.loc[theirs["voucher"] == NONE, "content"])
    )
    every = len(ours) >= MANY and bool(there.all())
    return ours.loc[at_place | in_voucher | nameless | every, "source_row"]


def _of(
    files: Files, folder: Path, deliveries: Sequence[Delivery], one: Delivery, added: Delivery, slot: str
) -> pd.DataFrame:
    in_place = [other for other in deliveries if other is one or other.follows(one)]
    rows = counting(files, folder, in_place, added, slot)
    return rows[rows["delivery"] == one.id]


def _pairs(rows: pd.DataFrame) -> pd.Series:
    return pd.Series(list(zip(rows["voucher"], rows["content"], strict=True)), rows.index, dtype="object")
