"""Strict YAML: every scalar is text, every mapping knows its file and line.

Owns the convention. PyYAML's parser gives events; from them we build text, None (a plain ``null``, ``~`` or nothing),
lists and mappings, so that ``0916``, ``no`` and ``12:30`` stay what was written. Anchors, aliases, tags, tabs as
indentation, duplicate keys, several documents and files over 1 MB are refused. The models then give types, and their
errors are told here in Swedish with file and line.
"""

import difflib
import functools
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn, TypeVar

import yaml
from pydantic import ValidationError

from ...base.errors import ParameterError
from ...model.node import ORIGIN, Node
from ..files import Files, Root

LARGEST_FILE = 1_000_000
DEEPEST = 20
NULLS = ("", "~", "null", "Null", "NULL")
KeyPath = tuple[str | int, ...]
Model = TypeVar("Model", bound=Node)


@dataclass
class Document:
    """What a file holds. ``lines`` gives the line (1 = first) of every key and list entry by its path."""

    name: str
    data: object
    lines: dict[KeyPath, int] = field(default_factory=dict)

    @property
    def mapping(self) -> dict[str, object]:
        """Its keys and values, without where they stand. TypeError for a document that is no mapping."""
        if not isinstance(self.data, dict):
            raise TypeError(f"{self.name} is no mapping")
        return {key: value for key, value in self.data.items() if key != ORIGIN}

    def place(self, path: KeyPath) -> str:
        """``file:line`` of the nearest known ancestor of a path."""
        while path and path not in self.lines:
            path = path[:-1]
        return f"{self.name}:{self.lines.get(path, 1)}"


def read_model(root: Root, path: Path, model: type[Model]) -> Model:
    """A parameter file typed by a model. Raises ParameterError with a line for every fault found."""
    files = Files.of(root)
    return files.once(("model", path, model), lambda: _typed(files.name(path), _text(files, path), model))


def read_document(root: Root, path: Path) -> Document:
    """A parameter file as text, lists and mappings. Raises ParameterError when it is not strict YAML."""
    files = Files.of(root)
    return _Builder(files.name(path), _text(files, path)).document()


# Runs of several periods ask for the same files; models are frozen, so the same text may give the same object.
@functools.lru_cache(maxsize=512)
def _typed(name: str, text: str, model: type[Model]) -> Model:
    document = _Builder(name, text).document()
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        raise ParameterError(list(_told(document, error))) from None


def _text(files: Files, path: Path) -> str:
    name = files.name(path)
    if not path.is_file():
        raise ParameterError(
            f"{name}: filen finns inte. Skapa den eller välj en annan överenskommelse, region eller period."
        )
    if path.stat().st_size > LARGEST_FILE:
        raise ParameterError(f"{name}: filen är större än 1 MB och läses inte. Kontrollera att rätt fil ligger här.")
    try:
        return files.text(path)
    except UnicodeDecodeError as error:
        line = files.content(path)[: error.start].count(b"\n") + 1
        raise ParameterError(f"{name}:{line}: filen är inte sparad som UTF-8. Spara om den som UTF-8.") from None


class _Builder:
    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.events: Iterator[yaml.Event] = yaml.parse(text, Loader=yaml.CSafeLoader)
        self.lines: dict[KeyPath, int] = {}

    def document(self) -> Document:
        try:
            event = next(event for event in self.events if not isinstance(event, yaml.StreamStartEvent))
            data: object = None
            if isinstance(event, yaml.DocumentStartEvent):
                data = self._value(next(self.events), ())
                next(self.events)
                after = next(self.events)
                if not isinstance(after, yaml.StreamEndEvent):
                    self._refuse(after, "filen har flera dokument (---)", "Behåll ett")
        except yaml.MarkedYAMLError as error:
            raise ParameterError(_syntax(self.name, self.text, error)) from None
        except yaml.reader.ReaderError as error:
            line = self.text.count("\n", 0, error.position) + 1
            raise ParameterError(
                f"{self.name}:{line}: raden har ett tecken som inte får finnas i YAML "
                f"(U+{int(error.character):04X}). Ta bort det."
            ) from None
        if not isinstance(data, dict):
            raise ParameterError(f"{self.name}:1: filen ska bestå av nycklar och värden men gör inte det.")
        return Document(self.name, data, self.lines)

    def _value(self, event: yaml.Event, path: KeyPath) -> object:
        self.lines.setdefault(path, _line(event))
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self._refuse(event, "ankare och alias (& och *) används inte", "Skriv ut värdet")
        if tag := getattr(event, "tag", None):
            self._refuse(event, f"taggen {tag} används inte", "Ta bort den")
        if len(path) > DEEPEST:
            self._refuse(event, "för många nivåer", "Gör strukturen flackare")
        if isinstance(event, yaml.ScalarEvent):
            return None if not event.style and event.value in NULLS else event.value
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(path)
        return self._mapping(event, path)

    def _list(self, path: KeyPath) -> list[object]:
        entries: list[object] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            entries.append(self._value(event, (*path, len(entries))))
        return entries

    def _mapping(self, start: yaml.Event, path: KeyPath) -> dict[str, object]:
        entries: dict[str, object] = {ORIGIN: f"{self.name}:{_line(start)}"}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent) or event.anchor or event.tag:
                self._refuse(event, "en nyckel ska vara ett enkelt ord", "Rätta nyckeln")
            key = event.value
            if key in entries:
                first = self.lines[(*path, key)] if key != ORIGIN else "1"
                self._refuse(event, f"nyckeln «{key}» står två gånger (först på rad {first})", "Behåll en av dem")
            self.lines[(*path, key)] = _line(event)
            entries[key] = self._value(next(self.events), (*path, key))
        return entries

    def _refuse(self, event: yaml.Event, found: str, remedy: str) -> NoReturn:
        raise ParameterError(f"{self.name}:{_line(event)}: {found}. {remedy}.")


def _line(event: yaml.Event) -> int:
    """The line (1 = first) an event begins on."""
    if event.start_mark is None:
        raise TypeError(f"{event} stands nowhere")
    return event.start_mark.line + 1


def _syntax(name: str, text: str, error: yaml.MarkedYAMLError) -> str:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    written = text.split("\n")[line - 1 : line]
    if written and written[0].lstrip(" ").startswith("\t"):
        return f"{name}:{line}: raden har en tabb. Dra in med blanksteg i stället."
    return (
        f"{name}:{line}: raden är inte giltig YAML. Kontrollera kolon, indrag och citattecken på den raden och "
        "raden före."
    )


def _told(document: Document, error: ValidationError) -> Iterator[str]:
    for fault in error.errors():
        path: KeyPath = fault["loc"]
        context = fault.get("ctx", {})
        kind = fault["type"]
        if kind == "unknown_keys":
            for key in context["keys"]:
                place = document.place((*path, key))
                hint = " Skriv decimaler med punkt, till exempel 12.6." if key.isdigit() else ""
                yield (
                    f"{place}: nyckeln «{key}» finns inte här{_nearest(key, context['allowed'])}{hint} Tillåtna "
                    f"nycklar: {', '.join(context['allowed'])}."
                )
            continue
        if kind == "blank_keys":
            for key in context["keys"]:
                yield f"{document.place((*path, key))}: {_dotted((*path, key))} är tomt men ska ha ett värde."
            continue
        where = f"{document.place(path)}: {_dotted(path)}"
        found = fault["input"]
        if kind == "missing":
            yield f"{document.place(path[:-1])}: nyckeln «{path[-1]}» saknas{_within(path[:-1])}. Lägg till den."
        elif kind in ("literal_error", "enum"):
            allowed = [word.strip("'") for word in context["expected"].replace(" or ", ", ").split(", ")]
            wrong = "tomt." if found is None else f"«{found}»{_nearest(str(found), allowed)}"
            yield f"{where} är {wrong} Tillåtet: {', '.join(allowed)}."
        elif kind == "left_empty":
            yield f"{where} är tomt. Skriv unknown om källan inte säger det."
        elif kind == "value_error" and found is None:
            yield f"{where} är tomt men ska ha ett värde."
        elif kind == "value_error":
            yield f"{where}: {context['error']}."
        elif kind == "string_pattern_mismatch":
            yield f"{where} är «{found}», som inte har rätt form. Tillåtet mönster: {context['pattern']}."
        elif kind == "too_short":
            least = context["min_length"]
            yield f"{where} är tom. Ange minst en post." if least == 1 else f"{where} ska ha minst {least} poster."
        elif kind in ("list_type", "dict_type", "model_type", "model_attributes_type", "string_type"):
            wanted = {"list_type": "en lista", "string_type": "text"}.get(kind, "ett block med nycklar")
            yield f"{where} är {_shape(found)} men ska vara {wanted}."
        else:
            yield f"{where} är {_shape(found)} och går inte att läsa ({kind}). Jämför med en annan parameterfil."


def _shape(found: object) -> str:
    if found is None:
        return "tomt"
    if isinstance(found, dict):
        return "ett block med nycklar"
    return "en lista" if isinstance(found, list) else f"«{found}»"


def _dotted(path: KeyPath) -> str:
    """A path as a reader counts: entries from 1; pydantic's mark for a faulty key says nothing to the user."""
    return ".".join(f"{step + 1}" if isinstance(step, int) else step for step in path if step != "[key]")


def _within(path: KeyPath) -> str:
    return f" i {_dotted(path)}" if path else ""


def _nearest(word: str, allowed: list[str]) -> str:
    """The end of a sentence that names a wrong word."""
    near = difflib.get_close_matches(word, allowed, n=1)
    return f"; menade du «{near[0]}»?" if near else "."
