"""One import on disk: ``<import_id>.parquet`` with its rows and ``<import_id>.json`` with what it is.

Owns the form of both. The JSON is written last: without it there is no import. Same inputs give the same bytes.
"""

import datetime as dt
import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ...base.errors import LedgerRefused
from ...base.findings import Finding, Severity
from ...base.whole_files import write_together, written_in_parts
from ...model.region import LedgerFormat
from ..files import Files, Root
from ..ledger.export import Reading, read_in_batches
from ..ledger.numbering import Numbering
from ..ledger.rows import OPENING_PERIOD, SCHEMA, STORE_COLUMNS
from ..ledger.shapes import Shape, Shapes
from ..ledger.spoilt import UNBOUNDED, Bounds
from ..ledger.whose import Whose
from ..params.parameters import read_settings
from ..raw.deliveries import Delivery
from ..raw.raw_files import RawFile
from ..raw.sidecar import SUFFIX

# Raised when the reader makes something else of the same file, so that old imports are read again.
READER_VERSION = 12
MOST_IN_GROUP = 1 << 17
OPENING = f"-{OPENING_PERIOD}"
# Values that return in many rows are stored once; of those that are different in each, that would only cost time.
MOSTLY_DIFFERENT = ("source_row", "voucher", "invoice_number", "text", "amount_ore")
# What may be personal data; no figure needs it.
FREE_TEXT = ("text", "supplier_number", "invoice_number")
STORED_ONCE = [column for column in STORE_COLUMNS if column not in MOSTLY_DIFFERENT]

# jemalloc, where it exists, keeps one column's memory for the next; Arrow's own choice gives it back and asks again.
if "jemalloc" in pa.supported_memory_backends():
    pa.set_memory_pool(pa.jemalloc_memory_pool())


@dataclass(frozen=True)
class Import:
    """What the store knows of one import: its delivery, hashes, count of rows, sums in öre, and findings.

    ``reader`` is the ledger format and reader version it was read with. ``fictive`` is None without sidecar;
    ``reconciled`` is whether control totals were given, and so held, and ``by_object`` the objects that had one of
    their own. ``credit_ore`` is written as a positive number.
    ``series`` are, for each column, the years whose numbers are built on dates and are no persons', and ``shapes`` what
    the rows of each month look like. ``generated`` is the day that a SIE file says it was made (#GEN), else None.
    ``unwhole`` are the vouchers that are not whole though the file's are: number → öre;
    ``numbering`` the numbers of vouchers by month and series, ``whose`` whose books it is.
    """

    delivery: Delivery
    reader: str
    sha256: str
    sidecar_sha256: str | None
    fictive: bool | None
    reconciled: bool
    by_object: list[str]
    rows: int
    debit_ore: int
    credit_ore: int
    findings: list[Finding]
    series: dict[str, list[str]]
    shapes: Shapes
    generated: dt.date | None
    unwhole: dict[str, int]
    numbering: Numbering
    whose: Whose

    @property
    def hashes(self) -> dict[str, str]:
        """SHA-256 of the file and of its sidecar, by path relative to the root."""
        file = self.delivery.file
        sidecar = {} if self.sidecar_sha256 is None else {file + SUFFIX: self.sidecar_sha256}
        return {file: self.sha256, **sidecar}

    @property
    def import_id(self) -> str:
        return self.delivery.id


def bounds_of(root: Root) -> Bounds:
    """What ``params/workbook.yaml`` says of how a ledger file is read."""
    files = Files.of(root)
    settings = files.once(("settings",), lambda: read_settings(files))
    shares = (settings.whole_vouchers, settings.personal_share)
    return Bounds(settings.unreadable_share, settings.unreadable_codes, *shares, tuple(settings.reserve_numbers))


def reader_of(ledger: LedgerFormat, bounds: Bounds = UNBOUNDED) -> str:
    """What decides how a file is read, as one hash."""
    return hashlib.sha256(f"{READER_VERSION} {ledger.model_dump_json()} {bounds}".encode()).hexdigest()


def save(folder: Path, raw: RawFile, ledger: LedgerFormat, bounds: Bounds = UNBOUNDED) -> Import:
    """Read a file into the store, batch by batch; the return value is what ``stored_import`` gives for it.

    Raises LedgerRefused, and stores nothing, when the file cannot be trusted or is changed while it is read.
    """
    rows_path, record_path = _files(folder, raw.identity)
    with written_in_parts(rows_path) as new:
        with _Rows(new) as rows:
            try:
                reading = read_in_batches(
                    raw.path, raw.identity, raw.file, ledger, raw.sidecar, rows.write, summed=False, bounds=bounds
                )
            except LedgerRefused:
                # A file that is still being copied looks damaged; that it changes is then what to tell.
                raw.refuse_if_changed()
                raise
        raw.refuse_if_changed()
        record = _record_of(raw, reading, reader_of(ledger, bounds))
        text = json.dumps(_plain(record), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        write_together([(rows_path, new), (record_path, text.encode())])
    return record


def _record_of(raw: RawFile, reading: Reading, reader: str) -> Import:
    return Import(
        delivery=reading.delivery,
        reader=reader,
        sha256=raw.sha256,
        sidecar_sha256=raw.sidecar_sha256,
        fictive=None if raw.sidecar is None else raw.sidecar.fictive,
        reconciled=reading.reconciled,
        by_object=sorted(raw.sidecar.totals.by_object) if raw.sidecar and raw.sidecar.totals else [],
        rows=reading.given.rows,
        debit_ore=reading.given.debit,
        credit_ore=reading.given.credit,
        findings=reading.findings,
        series=reading.series,
        shapes=reading.shapes,
        generated=reading.generated,
        unwhole=reading.unwhole,
        numbering=reading.numbering,
        whose=reading.whose,
    )


class _Rows:
    """A parquet file of store rows, one row group per batch."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.schema = SCHEMA
        self.writer: pq.ParquetWriter | None = None

    def __enter__(self) -> "_Rows":
        return self

    def write(self, rows: pa.Table) -> None:
        if self.writer is None:
            # The columns are strings to who reads them; that some came as codes is not told. Nothing is ever missing.
            self.schema = pa.schema([column.with_nullable(False) for column in rows.schema])
            self.writer = pq.ParquetWriter(
                self.path,
                self.schema,
                compression="zstd",
                use_dictionary=STORED_ONCE,
                column_encoding={"source_row": "DELTA_BINARY_PACKED"},
                write_statistics=False,
                store_schema=False,
            )
        self.writer.write_table(pa.Table.from_arrays(rows.columns, schema=self.schema), row_group_size=MOST_IN_GROUP)

    def __exit__(self, *failed: object) -> None:
        if self.writer is None and failed[0] is None:
            self.write(SCHEMA.empty_table())
        if self.writer is not None:
            self.writer.close()
            with self.path.open("rb") as stream:
                os.fsync(stream.fileno())


def read_rows(folder: Path, import_id: str) -> pd.DataFrame:
    """The rows of an import, STORE_COLUMNS; opening balances are not among them."""
    return read_rows_and_opening(folder, import_id)[0]


def read_rows_and_opening(folder: Path, import_id: str, *, with_text: bool = True) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows of an import and its opening balances, STORE_COLUMNS; the latter's ``period`` is ``YYYY-00``.

    Without ``with_text`` the columns FREE_TEXT are not read: they are most of a file's bytes.
    """
    columns = [column for column in STORE_COLUMNS if with_text or column not in FREE_TEXT]
    rows = pq.read_table(rows_file(folder, import_id), columns=columns)
    opening = pc.ends_with(rows["period"], OPENING)
    return rows.filter(pc.invert(opening)).to_pandas(), rows.filter(opening).to_pandas()


def stored_import(folder: Path, import_id: str) -> Import | None:
    """What is known of an import; None when it is not there whole or has another form than this version's."""
    rows_path, record_path = _files(folder, import_id)
    if not rows_path.is_file() or not record_path.is_file():
        return None
    try:
        return _record(json.loads(record_path.read_text(encoding="utf-8")))
    except (json.JSONDecodeError, KeyError, TypeError):
        return None


def stored_imports(folder: Path) -> list[Import]:
    """Every import kept, sorted by id."""
    found = (stored_import(folder, path.stem) for path in sorted(folder.glob("*.json")))
    return [record for record in found if record is not None]


def rows_file(folder: Path, import_id: str) -> Path:
    """Where the rows of an import lie."""
    return folder / f"{import_id}.parquet"


def _files(folder: Path, import_id: str) -> tuple[Path, Path]:
    return rows_file(folder, import_id), folder / f"{import_id}.json"


def _plain(record: Import) -> dict[str, object]:
    delivery = record.delivery
    return {
        **vars(record),
        "delivery": {
            **vars(delivery),
            "received": None if delivery.received is None else delivery.received.isoformat(),
            "objects": None if delivery.objects is None else sorted(delivery.objects),
            "empty": sorted(delivery.empty),
        },
        "findings": [found.as_dict() for found in record.findings],
        "shapes": {month: {one: vars(shape) for one, shape in of.items()} for month, of in record.shapes.items()},
        "whose": vars(record.whose),
        "generated": None if record.generated is None else record.generated.isoformat(),
    }


def _record(data: dict) -> Import:
    delivery = data["delivery"]
    received, objects = delivery["received"], delivery["objects"]
    delivery |= {
        "received": None if received is None else dt.date.fromisoformat(received),
        "objects": None if objects is None else frozenset(objects),
        "empty": frozenset(delivery["empty"]),
    }
    findings = [Finding(**{**found, "severity": Severity(found["severity"])}) for found in data["findings"]]
    shapes = {month: {one: Shape(**shape) for one, shape in of.items()} for month, of in data["shapes"].items()}
    generated = None if data["generated"] is None else dt.date.fromisoformat(data["generated"])
    typed = {"delivery": Delivery(**delivery), "findings": findings, "shapes": shapes, "generated": generated}
    typed["whose"] = Whose(**data["whose"])
    return Import(**{**data, **typed})
