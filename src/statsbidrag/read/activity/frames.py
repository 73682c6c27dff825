"""Activity data (verksamhetsdata) as a frame: numerators and denominators per indicator, month, unit and perhaps part.

Owns the frame's columns, and whose values are made unknown in it. Which rows count is ``activity_rows``, the form of
one file ``activity_file``.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

import pandas as pd

from ...base.findings import Finding, finding
from ..files import Files, Root
from ..raw.deliveries import Delivery
from ..raw.quoting import named
from .activity_file import STANDS_TWICE, ActivityRow
from .activity_rows import ActivityRows, read_activity

KEY = ["indicator", "month", "unit", "part"]


@dataclass(frozen=True)
class Activity:
    """The rows that count at a date, their deliveries (oldest first), findings, and SHA-256 of each file in use;
    ``fictive`` is whether any of them says so.

    ``rows``: file, source_row (int64, row in the file), indicator, month (``YYYY-MM``), unit, part ("" where none is
    named), numerator and denominator (Int64). A numerator that is NA is not known; a denominator is NA also where the
    file gives none.
    """

    rows: pd.DataFrame
    deliveries: list[Delivery]
    findings: list[Finding]
    files: dict[str, str]
    fictive: bool


def load_activity(
    root: Root, region_id: str, pattern: str, as_known: dt.date | None = None, until: str | None = None
) -> Activity:
    """The activity data that ``activity_rows.read_activity`` reads, which tells what the arguments are and what is
    raised."""
    files = Files.of(root)
    key = ("activity", region_id, pattern, as_known, until)
    return files.once(key, lambda: _loaded(read_activity(files, region_id, pattern, as_known, until)))


def _loaded(read: ActivityRows) -> Activity:
    rows = _frame([(file, row) for file, rows in read.by_file.items() for row in rows])
    rows = rows.sort_values([*KEY, "file", "source_row"], ignore_index=True)
    return Activity(rows, read.deliveries, read.findings, read.files, read.fictive)


def only_known(activity: Activity, units: Collection[str]) -> Activity:
    """The activity data with every row of a unit not among ``units`` made unknown, and a finding for each such row.

    A code nobody has may be a misspelt one, whose values stand under the right code too; no sum is taken over it.
    """
    return _made_unknown(
        activity,
        ~activity.rows["unit"].isin(list(units)),
        "okand-enhet",
        lambda row: f"enheten {named(row.unit)} finns inte i regionens fil",
        "Rätta koden i källan och hämta filen på nytt, eller lägg till enheten i regionens fil i params/regions/.",
    )


def only_known_parts(activity: Activity, parts: Mapping[str, Collection[str]]) -> Activity:
    """The activity data with every row of a part that its indicator does not have made unknown, with a finding each.

    ``parts`` maps an indicator to its parts, none for one that is told as a whole; other indicators are left alone. A
    row without part of an indicator that has parts is unknown too: nothing tells whether it is their sum.
    """
    rows = activity.rows
    strange = pd.Series(
        [row.indicator in parts and row.part not in (parts[row.indicator] or [""]) for row in _told(rows)],
        index=rows.index,
        dtype=bool,
    )
    return _made_unknown(
        activity,
        strange,
        "okand-del",
        lambda row: f"delen {named(row.part)} finns inte hos indikatorn" if row.part else "raden saknar del",
        "Rätta kolumnen Del i källan och hämta filen på nytt, eller lägg till delen under parts hos indikatorn.",
    )


def without_counts(activity: Activity, may_be_quoted: Collection[str]) -> Activity:
    """The activity data whose findings quote values of these indicators only: those of all others may count patients.

    What is no whole number may still tell how many they are, and a denominator of 0 does.
    """
    rows = activity.rows[~activity.rows["indicator"].isin(list(may_be_quoted))]
    places = dict(zip(zip(rows["file"], rows["source_row"], strict=True), _told(rows), strict=True))
    found = [
        _without_count(one, places[one.file, one.row]) if (one.file, one.row) in places else one
        for one in activity.findings
    ]
    return replace(activity, findings=found)


class _Told(NamedTuple):
    """Where a row is from and what it is of, of its columns."""

    indicator: str
    month: str
    unit: str
    part: str
    file: str
    source_row: int


def _told(rows: pd.DataFrame) -> Iterator[_Told]:
    columns = [rows[name].tolist() for name in _Told._fields]
    return map(_Told._make, zip(*columns, strict=True))


def _without_count(found: Finding, row: _Told) -> Finding:
    if found.code not in ("namnare-noll", "varde-oklart") or STANDS_TWICE in found.message:
        return found
    what = f"{named(row.indicator)} {row.month}, {named(row.unit)}{f', {named(row.part)}' if row.part else ''}"
    message = f"värdet för {what}, går inte att räkna med; det visas inte, eftersom det kan gälla patienter"
    return finding("varde-oklart", message, found.remedy, file=found.file, row=found.row)


def _made_unknown(
    activity: Activity, strange: pd.Series, code: str, why: Callable[[_Told], str], remedy: str
) -> Activity:
    """The activity data without the values of some rows, each with a finding that says why."""
    if not strange.any():
        return activity
    rows = activity.rows.copy()
    rows.loc[strange, ["numerator", "denominator"]] = pd.NA
    found = [
        finding(
            code,
            f"{named(row.indicator)} {row.month}: {why(row)}, och värdet räknas inte",
            remedy,
            file=row.file,
            row=row.source_row,
        )
        for row in _told(rows[strange].sort_values(["file", "source_row"]))
    ]
    return replace(activity, rows=rows, findings=[*activity.findings, *found])


def _frame(rows: list[tuple[str, ActivityRow]]) -> pd.DataFrame:
    """The rows, each with its file."""
    columns = {
        "file": pd.Series([file for file, _ in rows], dtype="str"),
        "source_row": pd.Series([row.source_row for _, row in rows], dtype="int64"),
    }
    for column in KEY:
        columns[column] = pd.Series([getattr(row, column) for _, row in rows], dtype="str")
    for column in ("numerator", "denominator"):
        columns[column] = pd.Series([getattr(row, column) for _, row in rows], dtype="Int64")
    return pd.DataFrame(columns)
