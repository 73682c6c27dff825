"""The record: one JSON per report, the single truth that page, Excel appendix and index read.

Owns its shape. ``figures`` have stable keys; each has value, unit, status, source and an origin: the row set it sums,
the ``file:line`` of a parameter, a formula over other keys, or a key of the record before. A figure that findings make
uncertain carries their codes as ``marks``; a högsta belopp that rests on a share no source tells of has ``assumed``.
Money figures carry ``ore`` (int) and ``value`` (kronor, two decimals). ``row_sets`` are store rows, import id → rows in
its file.
"""

import json
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

import pandas as pd

from ..base.money import kronor_text
from ..base.period import Period
from .tables import Table

Record = dict
RECORD_TYPE = "application/vnd.statsbidrag.record.v1+json"


def money_figure(ore: int | None, origin: dict[str, str], status: str, source: str | None = None) -> dict[str, object]:
    """A figure in öre; None is a figure that is not known."""
    return {
        "ore": ore,
        "value": None if ore is None else kronor_text(ore),
        "unit": "kr",
        "status": "unknown" if ore is None else status,
        "source": source,
        "origin": origin,
    }


def figure(
    value: object, unit: str, origin: dict[str, str], status: str, source: str | None = None
) -> dict[str, object]:
    """A figure that is not money; ``unit`` is share, count or text."""
    return {
        "value": value,
        "unit": unit,
        "status": "unknown" if value is None else status,
        "source": source,
        "origin": origin,
    }


def share_text(share: Fraction | None) -> str | None:
    """A share as decimal text with six decimals, rounded half up, so that JSON holds it without a float."""
    if share is None:
        return None
    millionths = (share.numerator * 2_000_000 + share.denominator) // (2 * share.denominator)
    return f"{millionths // 1_000_000}.{millionths % 1_000_000:06d}"


def row_set(rows: pd.DataFrame) -> dict[str, list[int]]:
    """Store rows as import id → sorted source rows, import ids sorted."""
    found: dict[str, list[int]] = {}
    for name, row in zip(rows["import_id"].tolist(), rows["source_row"].tolist(), strict=True):
        found.setdefault(name, []).append(row)
    return {name: sorted(found[name]) for name in sorted(found)}


def tables_of(record: Record) -> list[Table]:
    """The record's tables, in the order the sections gave them."""
    return [Table.from_dict(data) for data in record["tables"]]


def table_of(record: Record, table_id: str) -> Table:
    """One table by id; KeyError when the record has none."""
    for data in record["tables"]:
        if data["id"] == table_id:
            return Table.from_dict(data)
    raise KeyError(table_id)


def ore_of(record: Record, key: str) -> int | None:
    """A money figure's öre, None when it is not known."""
    return record["figures"][key]["ore"]


def is_example(record: Record, key: str) -> bool:
    """True when a figure is invented, or rests on something invented."""
    return record["figures"][key]["status"] == "example"


def is_assumed(record: Record, key: str) -> bool:
    """True when a högsta belopp rests on a share that no source tells of."""
    return "assumed" in record["figures"][key]


def record_text(record: Record) -> str:
    """The record as the text its file holds."""
    return json.dumps(record, ensure_ascii=False, indent=1, sort_keys=False) + "\n"


def read_record(path: Path) -> Record:
    """A record file. A file that is not whole JSON in UTF-8 is a ValueError."""
    return json.loads(path.read_text(encoding="utf-8"))


def record_file(root: Path, region_id: str, period: Period, agreement_id: str) -> Path:
    """Where the published record of a report lies."""
    return root / "reports" / region_id / str(period) / f"{agreement_id}.json"


def whole_record(path: Path, keys: Iterable[str]) -> Record | None:
    """A record that is there, was written to its end and has the keys; None otherwise, for it is made anew then."""
    try:
        record = read_record(path) if path.is_file() else None
    except ValueError:
        return None
    return record if isinstance(record, dict) and all(key in record for key in keys) else None


def merged_status(statuses: Iterable[str]) -> str:
    """The weakest of several statuses: unknown, then example, preliminary, decided."""
    order = ("unknown", "example", "preliminary", "decided")
    return min(statuses, key=order.index, default="decided")
