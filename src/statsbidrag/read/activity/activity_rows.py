"""Which rows of activity data count at a date, as plain Python.

Owns how the files of a pattern become the rows that count: the rules of deliveries and sidecars are those of the
ledger, the form of one file is ``activity_file``, and the frame that a report reckons with is ``frames``.
Pandas is not imported here, so that ``check`` need not wait for it.
"""

import datetime as dt
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from ...base.errors import LedgerRefused, ParameterError
from ...base.findings import Finding, finding
from ..files import Files, Root
from ..raw.deliveries import (
    Delivery,
    counted_twice,
    delivery_findings,
    from_sidecar,
    held_slots,
    in_force,
    undated_replaced,
)
from ..raw.raw_files import RawFile, lone_sidecars, read_by, read_raw_file, withdrawn_finding, without_copies
from ..raw.sidecar import SUFFIX, Sidecar
from .activity_file import ActivityFile, ActivityRow, read_rows

DEFAULT_SOURCE = "verksamhet"


@dataclass(frozen=True)
class ActivityRows:
    """The rows that count, by file and in its order; for the rest see ``activity.Activity``."""

    by_file: dict[str, list[ActivityRow]]
    deliveries: list[Delivery]
    findings: list[Finding]
    files: dict[str, str]
    fictive: bool


def read_activity(
    root: Root, region_id: str, pattern: str, as_known: dt.date | None = None, until: str | None = None
) -> ActivityRows:
    """The rows that count, of the files that match a pattern under ``data/raw/<region>/`` (see ``read_by``).

    ``as_known`` is the date as known at which they count, None for all that is known now.
    ``until`` is a slot (``2018-06``): deliveries that begin after it are left out, with what there is to tell of them.
    No file is a finding. Raises ParameterError for a wrong sidecar and for the form of files, of all together,
    LedgerRefused when ``totals.rows`` differs or when files of different sources tell of the same indicator, month,
    unit and part.
    """
    files = Files.of(root)
    folder = files / f"data/raw/{region_id}"
    found = without_copies([read_raw_file(files, path) for path in read_by(folder, pattern)])
    raw_files = [raw for raw in found if raw.begins_by(until)]
    findings = [withdrawn_finding(raw) for raw in raw_files if raw.withdrawn is not None]
    findings += lone_sidecars(files, folder, pattern, until)
    read: dict[str, list[ActivityRow]] = {}
    claims: list[Delivery] = []
    about: dict[str, list[Finding]] = {}
    faults: list[str] = []
    for raw in raw_files:
        if raw.withdrawn is None:
            try:
                told: ActivityFile = files.once(("activity rows", raw.path), partial(read_rows, raw))
            except ParameterError as error:
                faults += error.lines
                continue
            delivery, on_delivery = _delivery(raw, told.rows)
            about[raw.file] = [*told.findings, *on_delivery]
            read[raw.file] = told.rows
            if until is None or delivery.first <= until:
                claims.append(delivery)
    if faults:
        raise ParameterError(faults)
    deliveries = in_force(claims, as_known)
    if not deliveries:
        place = files.name(folder / pattern)
        by_then = "" if until is None else f" till och med {until}"
        findings.append(
            finding(
                "verksamhetsdata-saknas",
                f"ingen fil med verksamhetsdata{by_then} finns för {place}",
                "Lägg filen där med sidofil; tills dess visas indikatorerna som ej kända.",
                file=place,
            )
        )
    findings += [*delivery_findings(deliveries), *undated_replaced(deliveries)]
    by_file: dict[str, list[ActivityRow]] = {}
    for delivery in deliveries:
        slots = held_slots(delivery, deliveries)
        counting = [row for row in read[delivery.file] if row.month in slots]
        findings += about[delivery.file]
        findings += [found for row in counting for found in row.findings]
        by_file[delivery.file] = counting
    if lines := list(_source_faults(by_file, deliveries)):
        raise LedgerRefused(lines)
    hashes = {file: sha256 for raw in raw_files if raw.file in by_file for file, sha256 in raw.hashes.items()}
    fictive = any(raw.sidecar is not None and raw.sidecar.fictive for raw in raw_files if raw.file in by_file)
    return ActivityRows(by_file, deliveries, findings, hashes, fictive)


def _delivery(raw: RawFile, rows: list[ActivityRow]) -> tuple[Delivery, list[Finding]]:
    """What a file claims, and the findings about the file as a whole."""
    sidecar: Sidecar | None = raw.sidecar
    if sidecar is None:
        months = [row.month for row in rows]
        delivery = Delivery(raw.file, raw.file, DEFAULT_SOURCE, None, min(months), max(months))
        missing = finding(
            "sidofil-saknas",
            f"filen har ingen sidofil; den är äldst av källan {DEFAULT_SOURCE} och räknas där ingen annan fil har "
            f"samma månader, med omfattningen {delivery.first}–{delivery.last} efter raderna",
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
    if outside and not inside:
        # No sum would mend that, and one of no rows would leave the month without a word.
        months = sorted({row.month for row in rows})
        has = months[0] if len(months) == 1 else f"{months[0]}–{months[-1]}"
        many = f"{len(rows)} {'rad' if len(rows) == 1 else 'rader'}"
        raise LedgerRefused(
            f"{raw.file}{SUFFIX}: ingen rad i filen ({many}, för {has}) ligger inom omfattningen "
            f"{delivery.first}–{delivery.last}. Rätta scope i sidofilen, eller månaderna i filen, eller lägg in rätt "
            "fil."
        )
    if sidecar.totals is None or sidecar.totals.rows is None:
        remedy = f"Skriv totals.rows i {raw.file}{SUFFIX}."
        found.append(finding("ej-avstamd", "filen har ingen kontrollsumma", remedy, file=raw.file))
    elif sidecar.totals.rows != inside:
        raise LedgerRefused(
            f"{raw.file}{SUFFIX}: kontrollsumman rows är {sidecar.totals.rows} men antalet rader inom omfattningen är "
            f"{inside}. Rätta summan i sidofilen om den är fel, annars hämta filen på nytt."
        )
    return delivery, found


def _source_faults(by_file: dict[str, list[ActivityRow]], deliveries: list[Delivery]) -> Iterator[str]:
    """A line for each two files that both have a row that counts for the same indicator, month, unit and part.

    One source has only one such file, so the two are of different sources.
    """
    about = {delivery.file: delivery for delivery in deliveries}
    told = {file: {row.key for row in rows} for file, rows in by_file.items()}
    for file, other in itertools.combinations(sorted(told), 2):
        if alike := told[file] & told[other]:
            months = ", ".join(sorted({month for _, month, _, _ in alike}))
            yield counted_twice(about[file], about[other], f"samma indikator och enhet för {months}")
