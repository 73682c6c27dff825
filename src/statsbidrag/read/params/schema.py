"""JSON Schemas of the parameter files and sidecars, so that an editor explains each key and tells mistakes at once; and
beside them that of a report's record, which ``record.files`` owns.

Owns how a model becomes a schema (draft 2020-12); its Swedish texts stand in ``schema_texts.yaml``. A schema describes
YAML as an editor reads it: ``12.6`` is a number there and text to our strict reader, so that both are allowed where we
read text. Codes must stand within quotes, since an editor's number loses a leading zero. What several keys decide
together is told by ``statsbidrag check`` alone.
"""

import json
import types
import typing
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Literal, TypedDict, Union

import yaml
from annotated_types import MinLen
from pydantic import BeforeValidator
from pydantic.json_schema import JsonSchemaValue as Schema

from ...base.whole_files import write_together
from ...model.agreement import Agreement
from ...model.budget import Budgets
from ...model.choices import RegionAgreement
from ...model.documents import CitedDocuments
from ...model.events import Fulfils
from ...model.kinds import Kinds
from ...model.node import (
    UNKNOWN,
    ByName,
    Day,
    Flag,
    KnownDay,
    KnownFlag,
    KnownText,
    LeadDays,
    Month,
    Node,
    Number,
    Slug,
    Whole,
    Year,
)
from ...model.region import Region
from ...model.settings import Settings
from ...record.files import DIALECT, SCHEMA_FILE, record_schema
from ..raw.sidecar import Kronor, Sidecar

FOLDER = "params/schema"
MODELS: dict[str, type[Node]] = {
    "agreement": Agreement,
    "region-agreement": RegionAgreement,
    "region": Region,
    "workbook": Settings,
    "documents": CitedDocuments,
    "sidecar": Sidecar,
}
NOTHING, NOT_KNOWN, BUDGET = {"type": "null"}, {"const": UNKNOWN}, {"$ref": "#/$defs/Budget"}
DAY = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
SLUG = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
TEXT, QUOTED = {"type": ["string", "number"]}, {"type": "string"}
PLAIN: list[tuple[object, Schema]] = [
    (Day, DAY),
    (KnownDay, {"anyOf": [DAY, NOT_KNOWN]}),
    (KnownText, TEXT | {"minLength": 1}),
    (Month, {"type": "string", "pattern": r"^20\d\d-(0[1-9]|1[0-3])$"}),
    (Flag, {"type": "boolean"}),
    (KnownFlag, {"anyOf": [{"type": "boolean"}, NOT_KNOWN]}),
    (Whole, {"type": "integer", "minimum": 0}),
    (Year, {"type": "integer", "minimum": 1900, "maximum": 2099}),
    (LeadDays, {"type": "integer", "minimum": 0, "maximum": 365}),
    (Number, {"type": "number"}),
    (Kronor, {"type": ["number", "string"], "pattern": r"^-?[0-9][0-9 ]*(\.[0-9]{1,2})?$"}),
    # One entry may stand alone; a list tells of a kind that changes within the year.
    (Kinds, {"anyOf": [{"$ref": "#/$defs/Kind"}, {"type": "array", "items": {"$ref": "#/$defs/Kind"}}, NOT_KNOWN]}),
    (Budgets, {"anyOf": [BUDGET, {"type": "array", "items": BUDGET}]}),
    (Slug, SLUG),
    (Fulfils, {"anyOf": [SLUG, {"type": "array", "items": SLUG, "minItems": 1}]}),
    (str, TEXT),
]


class KeyText(TypedDict, total=False):
    """What stands of a key, or of a model under the key "", in the texts."""

    title: str
    description: str
    example: object
    quoted: bool
    numbers: bool


class Texts(TypedDict):
    """``models`` is model → key → texts; ``words`` what words mean, ``Model.key`` → words that mean something else."""

    models: dict[str, dict[str, KeyText]]
    words: dict[str, str | dict[str, str]]


def schema_texts() -> dict[str, str]:
    """Every schema as the text of its file, by the file's path relative to the root."""
    return {f"{FOLDER}/{name}.json": _text(name, model) for name, model in MODELS.items()} | {
        SCHEMA_FILE: record_schema()
    }


def stale_schemas(root: Path) -> list[str]:
    """A line for each schema file that is missing or is not what the models give."""
    stale = [root / name for name, text in schema_texts().items() if not _is_fresh(root / name, text)]
    how = {True: "stämmer inte med modellerna", False: "saknas"}
    return [f"{FOLDER}/{path.name}: schemat {how[path.is_file()]}. Kör make schema." for path in stale]


def write_schemas(root: Path) -> list[str]:
    """Write the schemas that are missing or stale; returns their names."""
    stale = [(name, text) for name, text in schema_texts().items() if not _is_fresh(root / name, text)]
    for name, text in stale:
        write_together([(root / name, text.encode())])
    return [name for name, _ in stale]


def _is_fresh(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text


def models_below(model: type[Node]) -> list[type[Node]]:
    """A model and those its keys hold, each once, in the order they are met."""
    found = [model]
    for one in found:
        for hint in _hints(one).values():
            found += [inner for inner in _models_in(hint) if inner not in found]
    return found


def text_of(model: type[Node], key: str) -> KeyText:
    """Title, description and perhaps example of a key; KeyError when the texts lack it."""
    for one in model.__mro__:
        told = texts()["models"].get(one.__name__, {})
        if key in told:
            return told[key]
    raise KeyError(f"{model.__name__}.{key}")


@cache
def texts() -> Texts:
    """What ``schema_texts.yaml`` holds."""
    return yaml.load(files(__package__).joinpath("schema_texts.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)


def keys_of(model: type[Node]) -> dict[str, str]:
    """Key in the file → name of the field, in the model's order; the reader's own is left out."""
    return {field.alias or name: name for name, field in model.model_fields.items() if name != "origin"}


def _text(name: str, model: type[Node]) -> str:
    inner = {one.__name__: _object(one) for one in models_below(model)[1:]}
    schema = {"$schema": DIALECT, "$id": f"{name}.json", **_object(model), "$defs": dict(sorted(inner.items()))}
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _object(model: type[Node]) -> Schema:
    keys, hints, told = keys_of(model), _hints(model), text_of(model, "")
    return {
        "title": told["title"],
        "description": told["description"],
        "type": "object",
        "properties": {key: _property(model, key, hints[field]) for key, field in keys.items()},
        "required": [key for key, field in keys.items() if model.model_fields[field].is_required()],
        "additionalProperties": False,
    }


def _property(model: type[Node], key: str, hint: object) -> Schema:
    told, words = text_of(model, key), _words_in(hint)
    meanings = [f"{word} = {_meaning(f'{model.__name__}.{key}', word)}" for word in words]
    description = f"{told['description']} {'; '.join(meanings)}.".strip() if meanings else told["description"]
    schema = {"title": told["title"], "description": description, "examples": [example(model, key)], **_schema(hint)}
    field = model.model_fields[keys_of(model)[key]]
    lengths = [one.min_length for one in field.metadata if isinstance(one, MinLen)]
    patterns = [one.pattern for one in field.metadata if getattr(one, "pattern", None)]
    if told.get("quoted"):
        schema |= _quoted(schema)
    if told.get("numbers"):
        for choice in [schema, *schema.get("anyOf", [])]:
            choice |= {"items": TEXT} if "items" in choice else {}
    if lengths and schema.get("type") == "array":
        schema["minItems"] = lengths[0]
    if patterns:
        schema |= {"type": "string", "pattern": patterns[0]}
    return schema


def _meaning(place: str, word: str) -> str:
    """What a word means: at ``Model.key`` where it means something else there, else anywhere."""
    every = texts()["words"]
    own = every.get(place)
    meaning = own[word] if isinstance(own, dict) else every[word]
    if not isinstance(meaning, str):
        raise TypeError(f"{word} is a place, no word")
    return meaning


def example(model: type[Node], key: str) -> object:
    """What may stand at a key: written in the texts, else put together from the keys that must stand inside."""
    told = text_of(model, key)
    if "example" in told:
        return told["example"]
    hint = _hints(model)[keys_of(model)[key]]
    inner = _models_in(hint)[0]
    one = {name: example(inner, name) for name, f in keys_of(inner).items() if inner.model_fields[f].is_required()}
    if _is_mapping(hint):
        return {"jh": one}
    return [one] if _is_list(hint) else one


def _schema(hint: object) -> Schema:
    for known, schema in PLAIN:
        if hint == known:
            return dict(schema)
    if isinstance(hint, type) and issubclass(hint, Node):
        return {"$ref": f"#/$defs/{hint.__name__}"}
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return {"enum": [word.value for word in hint]}
    origin, inside = typing.get_origin(hint), typing.get_args(hint)
    if origin is Annotated:
        return _annotated(inside[0], inside[1:])
    if origin is Literal:
        return {"enum": list(inside)}
    if origin in (Union, types.UnionType):
        return _either([NOTHING if one is type(None) else _schema(one) for one in inside])
    if origin is list:
        return {"type": "array", "items": QUOTED if inside[0] is str else _schema(inside[0])}
    if origin is dict:
        names = QUOTED if inside[0] is str else _schema(inside[0])
        return {"type": "object", "propertyNames": names, "additionalProperties": _schema(inside[1])}
    raise TypeError(f"no schema for {hint!r}")


def _quoted(schema: Schema) -> Schema:
    """A text that must be written within quotes when it looks like a number."""
    return {"anyOf": [QUOTED, NOTHING]} if "anyOf" in schema else QUOTED


def _annotated(hint: object, marks: tuple[object, ...]) -> Schema:
    schema = _schema(hint)
    for mark in marks:
        if isinstance(mark, BeforeValidator) and mark is not ByName:
            schema = _either([*(one for one in schema.get("anyOf", [schema]) if one != NOTHING), NOT_KNOWN])
        for one in getattr(mark, "metadata", ()):
            if isinstance(one, MinLen):
                schema["minItems" if schema.get("type") == "array" else "minProperties"] = one.min_length
            if getattr(one, "pattern", None):
                schema |= {"type": "string", "pattern": one.pattern}
    return schema


def _either(schemas: list[Schema]) -> Schema:
    """Any of several; those that are themselves a choice are laid out flat."""
    flat = [one for schema in schemas for one in schema.get("anyOf", [schema])]
    return {"anyOf": flat}


def _hints(model: type[Node]) -> dict[str, object]:
    hints = typing.get_type_hints(model, include_extras=True)
    return {name: hints[name] for name in model.model_fields}


def _parts(hint: object) -> Iterator[object]:
    """A type hint and every hint inside it."""
    yield hint
    for inner in typing.get_args(hint):
        yield from _parts(inner)


def _models_in(hint: object) -> list[type[Node]]:
    return [one for one in _parts(hint) if isinstance(one, type) and issubclass(one, Node)]


def _words_in(hint: object) -> list[str]:
    """The words a key allows, when it is a choice of words."""
    for one in _parts(hint):
        if isinstance(one, type) and issubclass(one, StrEnum):
            return [word.value for word in one]
        if typing.get_origin(one) is Literal and not _is_mapping(hint):
            return list(typing.get_args(one))
    return []


def _is_list(hint: object) -> bool:
    return any(typing.get_origin(one) is list for one in _parts(hint))


def _is_mapping(hint: object) -> bool:
    return any(typing.get_origin(one) is dict for one in _parts(hint))
