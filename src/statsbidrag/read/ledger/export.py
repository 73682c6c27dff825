"""One ledger file, from its bytes to the rows of the store and what it claims.

Owns the order of the steps: cells, header, rows, scope, control totals. Nothing is read from disk here.
"""

from dataclasses import dataclass

import pandas as pd

from ...errors import LedgerRefused
from ...findings import Finding, finding
from ...region import LedgerFormat
from ..deliveries import Delivery, from_sidecar, january_of, slot_of
from ..sidecar import SUFFIX, Sidecar
from .amounts import kronor, row_count
from .columns import find_header, heading_findings
from .control import total_findings
from .csv import read_csv
from .excel import read_excel
from .refusal import refused
from .rows import STORE_COLUMNS, store_rows
from .sie import read_sie, sie_rows

SIE = (".se", ".si", ".sie")
TABLES = (".xlsx", ".csv")
READABLE = (*TABLES, *SIE)


@dataclass(frozen=True)
class Export:
    """A file read: its delivery, the rows inside its scope (STORE_COLUMNS, in the file's order), and its findings.

    ``opening`` are the opening balances of the years whose January is in the scope, with the same columns.
    ``reconciled`` says whether control totals were given, and so held.
    """

    delivery: Delivery
    rows: pd.DataFrame
    findings: list[Finding]
    reconciled: bool
    opening: pd.DataFrame


def read_export(content: bytes, import_id: str, file: str, ledger: LedgerFormat, sidecar: Sidecar | None) -> Export:
    """Read a file's bytes; ``file`` is its path relative to the root and decides the format.

    Raises LedgerRefused when the file cannot be trusted: unreadable, no rows, or control totals that differ.
    """
    first_row, rows, opening, found = _rows_of(content, file, ledger)
    promised_empty = sidecar is not None and sidecar.totals is not None and sidecar.totals.rows == 0
    if rows.empty and not promised_empty:
        raise LedgerRefused(
            f"{file}:{first_row}: filen har rubriker men inga rader. Hämta uttaget på nytt, "
            "eller skriv totals: {rows: 0} i sidofilen om det är rätt."
        )
    slot = slot_of(rows["period"], rows["closing"])
    if sidecar is None:
        delivery = Delivery(import_id, file, ledger.default_source, None, slot.min(), slot.max())
        found += _without_sidecar(delivery)
    else:
        delivery = from_sidecar(import_id, file, sidecar)
    inside = delivery.claims(slot, rows["object"])
    if not inside.any() and not promised_empty:
        raise LedgerRefused(
            f"{file}{SUFFIX}: ingen rad i filen ({row_count(len(rows))}) ligger inom omfattningen {_scope(delivery)}. "
            "Rätta scope i sidofilen eller lägg in rätt fil."
        )
    totals = None if sidecar is None else sidecar.totals
    if totals is None:
        found.append(_not_reconciled(file))
    elif faults := total_findings(rows[inside], totals, file + SUFFIX):
        raise refused(faults)
    found += [*_outside(rows[~inside], delivery), *_empty_slots(slot[inside], delivery)]
    held = [
        frame.assign(import_id=import_id, source=delivery.source)
        for frame in (rows[inside], opening[delivery.claims(january_of(opening["period"]), opening["object"])])
    ]
    kept, balances = (frame[list(STORE_COLUMNS)].reset_index(drop=True) for frame in held)
    return Export(delivery, kept, found, totals is not None, balances)


def _rows_of(content: bytes, file: str, ledger: LedgerFormat) -> tuple[int, pd.DataFrame, pd.DataFrame, list[Finding]]:
    """The row before the first, the rows, the opening balances, and what is odd."""
    if file.lower().endswith(SIE):
        parsed = read_sie(content, file)
        rows, opening, found = sie_rows(parsed, ledger.sie_dimensions)
        return 1, rows, opening, [*parsed.findings, *found]
    from_workbook = file.lower().endswith(".xlsx")
    cells, about = read_excel(content, file) if from_workbook else (read_csv(content, file, ledger), [])
    header = find_header(cells, ledger.columns, file, ledger.synonyms)
    rows, opening, found = store_rows(cells, header, ledger, file, from_workbook=from_workbook)
    return header.row, rows, opening, [*about, *heading_findings(header, ledger.columns, file), *found]


def _scope(delivery: Delivery) -> str:
    objects = "" if delivery.objects is None else f", objekt {', '.join(sorted(delivery.objects))}"
    return f"{delivery.first}–{delivery.last}{objects}"


def _without_sidecar(delivery: Delivery) -> list[Finding]:
    return [
        finding(
            "sidofil-saknas",
            f"filen har ingen sidofil och räknas som äldst av källan {delivery.source}, "
            f"med omfattningen {_scope(delivery)} efter raderna",
            f"Skriv {delivery.file}{SUFFIX} med received, source, scope och totals.",
            file=delivery.file,
        )
    ]


def _not_reconciled(file: str) -> Finding:
    return finding(
        "ej-avstamd",
        "filen har inga kontrollsummor att stämma av mot",
        f"Skriv totals i {file}{SUFFIX}, med tal ur en saldolista.",
        file=file,
    )


def _outside(rows: pd.DataFrame, delivery: Delivery) -> list[Finding]:
    if rows.empty:
        return []
    return [
        finding(
            "utanfor-omfattning",
            f"{row_count(len(rows))}, tillsammans {kronor(int(rows['amount_ore'].sum()))}, utanför omfattningen "
            f"{_scope(delivery)} används inte; den första är rad {rows['source_row'].iloc[0]}",
            f"Rätta scope i {delivery.file}{SUFFIX} eller ta ut filen med rätt avgränsning.",
            file=delivery.file,
            row=int(rows["source_row"].iloc[0]),
        )
    ]


def _empty_slots(slot: pd.Series, delivery: Delivery) -> list[Finding]:
    """Months claimed without rows. Closing rows are only missed when the claim ends with them."""
    present = set(slot.unique())
    empty = [
        claimed
        for claimed in delivery.slots()
        if claimed not in present and (not claimed.endswith("-13") or claimed == delivery.last)
    ]
    if not empty:
        return []
    return [
        finding(
            "period-utan-rader",
            f"omfattningen {_scope(delivery)} har inga rader för {', '.join(empty)}; de räknas som tomma",
            "Kontrollera att uttaget är fullständigt.",
            file=delivery.file,
        )
    ]
