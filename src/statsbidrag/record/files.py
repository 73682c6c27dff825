"""The record's file: JSON, written and read by one codec, with the schema that other programs can rely on.

Owns the form of the file. A record of another version, or one that does not hold together, is not whole: whoever meets
it makes it anew, and nobody reads it as something it is not.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from pydantic.json_schema import JsonSchemaValue

from ..base.period import Period
from .figures import Figure
from .model import VERSION, Record
from .tables import Table

SCHEMA_FILE = "params/schema/record.json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
_RECORD: TypeAdapter[Record] = TypeAdapter(Record)
_TABLE: TypeAdapter[Table] = TypeAdapter(Table)
_FIGURE: TypeAdapter[Figure] = TypeAdapter(Figure)


def record_text(record: Record) -> str:
    """The record as the text its file holds."""
    return f"{_RECORD.dump_json(record, indent=1).decode()}\n"


def record_from(text: str) -> Record:
    """The record that a text holds; ValueError for another text, an older version, or what does not hold together."""
    data = json.loads(text)
    if not isinstance(data, dict) or not isinstance(data.get("figures"), dict):
        raise ValueError("the text holds no record")
    if data.get("version") != VERSION:
        raise ValueError(f"the record is of version {data.get('version', 1)}, not {VERSION}")
    try:
        figures = {key: _FIGURE.validate_python({"key": key, **one}) for key, one in data["figures"].items()}
        return _RECORD.validate_python({**data, "figures": figures}, context={"figures": figures})
    except (ValidationError, TypeError) as error:
        raise ValueError(str(error)) from None


def table_data(table: Table) -> dict[str, object]:
    """A table as JSON has it, its figures by their keys."""
    data: dict[str, object] = _TABLE.dump_python(table, mode="json")
    return data


def table_from(data: object, figures: Mapping[str, Figure]) -> Table:
    """The table that JSON holds; ValueError for a figure that is not among the figures, or money that is none."""
    try:
        return _TABLE.validate_python(data, context={"figures": figures})
    except TypeError as error:
        raise ValueError(str(error)) from None


def record_file(root: Path, region_id: str, period: Period, agreement_id: str) -> Path:
    """Where the published record of a report lies."""
    return root / "reports" / region_id / str(period) / f"{agreement_id}.json"


def whole_record(path: Path) -> Record | None:
    """A record that is there and holds together; None otherwise, for it is made anew then."""
    try:
        return record_from(path.read_text(encoding="utf-8")) if path.is_file() else None
    except ValueError:
        return None


def record_digest(record: Record) -> str:
    """SHA-256 of what a record says, whether or not it has been published."""
    return hashlib.sha256(record_text(replace(record, files={})).encode()).hexdigest()


@cache
def record_schema() -> str:
    """The JSON Schema of the record's file, as text."""
    schema: JsonSchemaValue = {"$schema": DIALECT, "$id": "record.json", **_RECORD.json_schema(mode="validation")}
    schema["properties"]["version"] = {"const": VERSION}
    schema["required"].append("version")
    # A figure stands under its key.
    del schema["$defs"]["Figure"]["properties"]["key"]
    schema["$defs"]["Figure"]["required"].remove("key")
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
