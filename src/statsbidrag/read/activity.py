"""Activity data (verksamhetsdata): numerators and denominators per indicator, month, unit and perhaps part, as CSV.

The rules of deliveries and sidecars are those of the ledger; the form of one file is ``activity_file``.
"""

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from ..errors import LedgerRefused, ParameterError
from ..findings import Finding, finding
from .activity_file import ActivityRow, read_rows
from .deliveries import Delivery, counted_twice, delivery_findings, from_sidecar, held, in_force
from .ledger.told import row_count
from .quoting import named
from .raw_files import RawFile, lone_sidecars, read_raw_file, withdrawn_finding
from .sidecar import SUFFIX, Sidecar

DEFAULT_SOURCE = "verksamhet"
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
    root: Path, region_id: str, pattern: str, as_known: dt.date | None = None, until: str | None = None
) -> Activity:
    """The activity data of the files that match a pattern under ``data/raw/<region>/``, as known at a date (None: all).

    ``until`` is a slot (``2018-06``): deliveries that begin after it are left out, with what there is to tell of them.
    No file is a finding. Raises ParameterError for a wrong sidecar or form, LedgerRefused when ``totals.rows`` differs
    or when files of different sources tell of the same indicator, month, unit and part.
    """
    folder = root / "data/raw" / region_id
    paths = sorted(path for path in folder.glob(pattern) if path.is_file() and path.suffix != SUFFIX)
    raw_files = [raw for raw in (read_raw_file(root, path) for path in paths) if raw.begins_by(until)]
    findings = [withdrawn_finding(raw) for raw in raw_files if raw.withdrawn is not None]
    findings += lone_sidecars(root, folder, pattern, until)
    read: dict[str, list[ActivityRow]] = {}
    claims: list[Delivery] = []
    about: dict[str, list[Finding]] = {}
    for raw in raw_files:
        if raw.withdrawn is None:
            rows = read_rows(raw)
            delivery, about[raw.file] = _delivery(raw, rows)
            read[raw.file] = rows
            if until is None or delivery.first <= until:
                claims.append(delivery)
    deliveries = in_force(claims, as_known)
    if not deliveries:
        place = (folder / pattern).relative_to(root).as_posix()
        by_then = "" if until is None else f" till och med {until}"
        findings.append(
            finding(
                "verksamhetsdata-saknas",
                f"ingen fil med verksamhetsdata{by_then} finns för {place}",
                "Lägg filen där med sidofil; tills dess visas indikatorerna som ej kända.",
                file=place,
            )
        )
    findings += delivery_findings(deliveries)
    parts = [_frame("", [])]
    for delivery in deliveries:
        every = _frame(delivery.file, read[delivery.file])
        counts = held(delivery, deliveries, every["month"])
        used = set(every.loc[counts, "source_row"])
        findings += about[delivery.file]
        findings += [found for row in read[delivery.file] if row.source_row in used for found in row.findings]
        parts.append(every[counts])
    rows = pd.concat(parts).sort_values([*KEY, "file", "source_row"], ignore_index=True)
    if lines := _source_faults(rows, deliveries):
        raise LedgerRefused(lines)
    in_use = {delivery.file for delivery in deliveries}
    files = {file: sha256 for raw in raw_files if raw.file in in_use for file, sha256 in raw.hashes.items()}
    fictive = any(raw.sidecar is not None and raw.sidecar.fictive for raw in raw_files if raw.file in in_use)
    return Activity(rows, deliveries, findings, files, fictive)


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
        [row.indicator in parts and row.part not in (parts[row.indicator] or [""]) for row in rows.itertuples()],
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


def _made_unknown(
    activity: Activity, strange: pd.Series, code: str, why: Callable[[Any], str], remedy: str
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
        for row in rows[strange].sort_values(["file", "source_row"]).itertuples()
    ]
    return replace(activity, rows=rows, findings=[*activity.findings, *found])


def _delivery(raw: RawFile, rows: list[ActivityRow]) -> tuple[Delivery, list[Finding]]:
    """What a file claims, and the findings about the file as a whole."""
    sidecar: Sidecar | None = raw.sidecar
    if sidecar is None:
        months = [row.month for row in rows]
        delivery = Delivery(raw.file, raw.file, DEFAULT_SOURCE, None, min(months), max(months))
        missing = finding(
            "sidofil-saknas",
            f"filen har ingen sidofil och räknas som äldst av källan {DEFAULT_SOURCE}, med omfattningen "
            f"{delivery.first}–{delivery.last} efter raderna",
            f"Skriv {raw.file}{SUFFIX} med received, source, scope och totals.",
            file=raw.file,
        )
        return delivery, [missing]
    delivery = from_sidecar(raw.file, raw.file, sidecar)
    if delivery.objects is not None:
        raise ParameterError(f"{sidecar.scope.origin}: scope.object finns bara för huvudboken. Ta bort nyckeln.")
    outside = [row for row in rows if not delivery.first <= row.month <= delivery.last]
    found = []
    if outside:
        found.append(
            finding(
                "utanfor-omfattning",
                f"{len(outside)} av filens {len(rows)} rader ligger utanför omfattningen "
                f"{delivery.first}–{delivery.last} och används inte; den första är rad {outside[0].source_row}",
                f"Rätta scope i {raw.file}{SUFFIX} eller ta ut filen med rätt avgränsning.",
                file=raw.file,
                row=outside[0].source_row,
            )
        )
    inside = len(rows) - len(outside)
    if sidecar.totals is None or sidecar.totals.rows is None:
        remedy = f"Skriv totals.rows i {raw.file}{SUFFIX}."
        found.append(finding("ej-avstamd", "filen har ingen kontrollsumma", remedy, file=raw.file))
    elif sidecar.totals.rows != inside:
        raise LedgerRefused(
            f"{raw.file}{SUFFIX}: kontrollsumman rows är {sidecar.totals.rows} men filen har {row_count(inside)} inom "
            "omfattningen. Rätta summan i sidofilen om den är fel, annars hämta filen på nytt."
        )
    return delivery, found


def _source_faults(rows: pd.DataFrame, deliveries: list[Delivery]) -> list[str]:
    """A line for each two files that both have a row that counts for the same indicator, month, unit and part.

    One source has only one such file, so the two are of different sources.
    """
    by_file = {delivery.file: delivery for delivery in deliveries}
    beside = rows.merge(rows, on=KEY, suffixes=("", "_other"))
    twice = beside[beside["file"] < beside["file_other"]]
    lines = []
    for (file, other), alike in twice.groupby(["file", "file_other"], sort=True):
        months = ", ".join(sorted(alike["month"].unique()))
        lines.append(counted_twice(by_file[file], by_file[other], f"samma indikator och enhet för {months}"))
    return lines


def _frame(file: str, rows: list[ActivityRow]) -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            "file": pd.Series([file] * len(rows), dtype="str"),
            "source_row": pd.Series([row.source_row for row in rows], dtype="int64"),
        }
    )
    for column in KEY:
        frame[column] = pd.Series([getattr(row, column) for row in rows], dtype="str")
    for column in ("numerator", "denominator"):
        frame[column] = pd.Series([getattr(row, column) for row in rows], dtype="Int64")
    return frame
