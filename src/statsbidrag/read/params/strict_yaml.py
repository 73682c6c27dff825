"""Strict YAML: every scalar is text, every mapping knows its file and line.

Owns the convention. PyYAML's parser gives events; from them we build text, None (a plain ``null``, ``~`` or nothing),
lists and mappings, so that ``0916``, ``no`` and ``12:30`` stay what was written. Anchors, aliases, tags, tabs as
indentation, duplicate keys, several documents and files over 1 MB are refused; ``bounded_yaml`` has what else a file
may not hold. The models then give types; how their
errors are told is ``shape_faults``, and what can be read of a file that has them ``examined``.
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn, TypeVar

import yaml

from ...base.errors import ParameterError
from ...model.node import ORIGIN, Node, Written
from ..files import Files, Root
from .bounded_yaml import events_of
from .examined import Examined, typed_as_far
from .paths import KeyPath

LARGEST_FILE = 1_000_000
NULLS = ("", "~", "null", "Null", "NULL")
# What the parser was in the midst of when it met what it could not go on with on a later line.
LEFT_OPEN = (
    "while scanning a simple key",
    "while scanning a quoted scalar",
    "while parsing a flow mapping",
    "while parsing a flow sequence",
)
Model = TypeVar("Model", bound=Node)


@dataclass
class Document:
    """What a file holds. ``lines`` gives the line (1 = first) of every key and list entry by its path.

    ``faults`` are lines on what is not allowed in it but does not hinder that the rest is read; ``spoilt`` the paths
    whose value could not be read for it.
    """

    name: str
    data: object
    lines: dict[KeyPath, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    spoilt: set[KeyPath] = field(default_factory=set)

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
    return examine_model(root, path, model).sound()


def examine_model(root: Root, path: Path, model: type[Model]) -> Examined[Model]:
    """The same, with what could be typed of a file that has faults; nothing of it is ever used but to find more."""
    files = Files.of(root)
    return files.once(("model", path, model), lambda: _examined(files, path, model))


def read_document(root: Root, path: Path) -> Document:
    """A parameter file as text, lists and mappings. Raises ParameterError when it is not strict YAML."""
    files = Files.of(root)
    document = _Builder(files.name(path), _text(files, path)).document()
    if document.faults:
        raise ParameterError(document.faults)
    return document


def _examined(files: Files, path: Path, model: type[Model]) -> Examined[Model]:
    try:
        return _typed(files.name(path), _text(files, path), model)
    except ParameterError as error:
        return Examined(None, tuple(error.lines))


# Runs of several periods ask for the same files; models are frozen, so the same text may give the same object.
@functools.lru_cache(maxsize=512)
def _typed(name: str, text: str, model: type[Model]) -> Examined[Model]:
    document = _Builder(name, text).document()
    return typed_as_far(model, document.data, document.place, document.faults, document.spoilt)


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
        self.events: Iterator[yaml.Event] = events_of(name, text)
        self.lines: dict[KeyPath, int] = {}
        self.faults: list[str] = []
        self.spoilt: set[KeyPath] = set()

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
            raise ParameterError([*self.faults, _syntax(self.name, self.text, error)]) from None
        except ParameterError as error:
            raise ParameterError(dict.fromkeys([*self.faults, *error.lines])) from None
        if not isinstance(data, dict):
            raise ParameterError(f"{self.name}:1: filen ska bestå av nycklar och värden men gör inte det.")
        return Document(self.name, data, self.lines, self.faults, self.spoilt)

    def _value(self, event: yaml.Event, path: KeyPath) -> object:
        self.lines.setdefault(path, _line(event))
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self._fault(event, "ankare och alias (& och *) används inte", "Skriv ut värdet")
        if isinstance(event, yaml.AliasEvent):
            self.spoilt.add(path)
            return None
        if tag := getattr(event, "tag", None):
            self._fault(event, f"taggen {tag} används inte", "Ta bort den")
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
        places: dict[KeyPath, str] = {}
        origin = Written(f"{self.name}:{_line(start)}", f"{self.name}:{self.lines[path]}", places)
        entries: dict[str, object] = {ORIGIN: origin}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent) or event.anchor or event.tag:
                self._refuse(event, "en nyckel ska vara ett enkelt ord", "Rätta nyckeln")
            key, line = event.value, _line(event)
            if key in entries:
                first = self.lines[(*path, key)] if key != ORIGIN else "1"
                self._fault(event, f"nyckeln «{key}» står två gånger (först på rad {first})", "Behåll en av dem")
                kept, told = dict(self.lines), len(self.faults)
                self._value(next(self.events), (*path, key))
                self.lines = kept
                del self.faults[told:]
                continue
            self.lines[(*path, key)] = line
            places[(key,)] = f"{self.name}:{line}"
            value = entries[key] = self._value(next(self.events), (*path, key))
            for number in range(len(value) if isinstance(value, list) else 0):
                places[key, number] = f"{self.name}:{self.lines[(*path, key, number)]}"
        return entries

    def _fault(self, event: yaml.Event, found: str, remedy: str) -> None:
        self.faults.append(f"{self.name}:{_line(event)}: {found}. {remedy}.")

    def _refuse(self, event: yaml.Event, found: str, remedy: str) -> NoReturn:
        self._fault(event, found, remedy)
        raise ParameterError(self.faults)


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
    if error.context in LEFT_OPEN and error.context_mark is not None:
        line = _left_open(text, error.context_mark.line + 1, line)
    else:
        line = _quote_left_open(text, line)
    return (
        f"{name}:{line}: raden är inte giltig YAML. Kontrollera kolon, indrag och citattecken på den raden och "
        "raden före."
    )


def _left_open(text: str, first: int, noticed: int) -> int:
    """The line to tell when something that began on line ``first`` is found open on the line ``noticed``: the last one
    before it that has anything but a comment; a quotation mark may be noticed only at the end of the file."""
    if noticed > text.count("\n"):
        return first
    lines = text.split("\n")
    filled = [
        line
        for line in range(first, noticed)
        if lines[line - 1].strip() and not lines[line - 1].lstrip().startswith("#")
    ]
    return filled[-1] if filled else noticed


def _quote_left_open(text: str, noticed: int) -> int:
    """The line where a text in quotation marks began that ended only on the line ``noticed``: the mark that should
    have closed it is missing, and the next one in the file did. Else the line itself."""
    for quoted in re.finditer(r'"[^"\\]*(?:\\.[^"\\]*)*"', text):
        first, last = (text.count("\n", 0, place) + 1 for place in (quoted.start(), quoted.end()))
        if first < last == noticed:
            return first
    return noticed
