"""As much of a parameter file as can be typed, with every fault of its form.

Owns how faults of one layer are kept from hiding those of the next: what is faulty is left out, entry by entry, until
the rest is typed, and the names that stood in it are remembered so that nobody calls them missing. What is typed thus
is used for nothing but to find more faults; a file that has one is refused.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ...base.errors import ParameterError
from ...base.place import in_order
from ...model.node import ORIGIN, UNKNOWN, Node
from .paths import KeyPath
from .shape_faults import Places, renamed, told, word_meant_at

Model = TypeVar("Model", bound=Node)


@dataclass(frozen=True)
class Examined(Generic[Model]):
    """What could be typed of a file (None when nothing could) and a line for each fault."""

    model: Model | None
    faults: tuple[str, ...]

    def sound(self) -> Model:
        """The whole file, typed. ParameterError with every fault when it has any."""
        if self.model is None or self.faults:
            raise ParameterError(self.faults)
        return self.model

    def with_faults(self, faults: Iterable[str]) -> "Examined[Model]":
        """The same with what else is wrong in it, in the order of its lines."""
        return Examined(self.model, tuple(in_order([*self.faults, *faults])))


def typed_as_far(
    model: type[Model], data: object, place: Places, faults: Iterable[str], spoilt: Iterable[KeyPath]
) -> Examined[Model]:
    """A document typed by a model. ``faults`` and ``spoilt`` are what the reader already found wrong in it."""
    lines = list(faults)
    rest = _Rest(data, gone=set(spoilt))
    while rest.is_left:
        left = rest.data
        try:
            typed = model.model_validate(left)
        except ValidationError as error:
            errors = error.errors()
            for fault in errors:
                fault["loc"] = rest.path(fault["loc"])
            own = [fault for fault in errors if not rest.caused(fault)]
            lines += [line for line in told(own, place, rest.gone) if line not in lines]
            for fault in errors:
                rest.leave_out(fault)
            continue
        if lines:
            typed = typed.model_copy()
            typed.without(rest.names)
        return Examined(typed, tuple(in_order(lines)))
    return Examined(None, tuple(in_order(lines)))


@dataclass
class _Rest:
    """A document without what is ``gone``, by the paths that it had in the file; ``put`` stands in at the top.

    ``extra`` are keys that do not belong and stand for no other: that they are gone too changes nothing else.
    ``mended`` are words that only one other can be meant by.
    """

    whole: object
    gone: set[KeyPath]
    extra: set[KeyPath] = field(default_factory=set)
    put: dict[str, object] = field(default_factory=dict)
    mended: dict[KeyPath, str] = field(default_factory=dict)
    is_left: bool = True

    @property
    def data(self) -> object:
        left = self._build(self.whole, ())
        return {**left, **self.put} if isinstance(left, dict) else left

    def _build(self, value: object, path: KeyPath) -> object:
        if path in self.mended:
            return self.mended[path]
        if isinstance(value, dict):
            kept = {key: one for key, one in value.items() if (*path, key) not in self.gone | self.extra}
            return {key: self._build(one, (*path, key)) for key, one in kept.items()}
        if isinstance(value, list):
            return [self._build(one, (*path, n)) for n, one in enumerate(value) if (*path, n) not in self.gone]
        return value

    def path(self, loc: tuple[int | str, ...]) -> KeyPath:
        """Where in the file stands what the model found at a place of what is left."""
        found: KeyPath = ()
        value = self.whole
        for step in loc:
            if isinstance(value, list) and isinstance(step, int):
                step = [n for n in range(len(value)) if (*found, n) not in self.gone][step]
            elif isinstance(step, int):
                # One entry may stand alone where the model has a list; in the file it has no number.
                continue
            value = _inside(value, step)
            found = (*found, step)
        return found

    def caused(self, fault: ErrorDetails) -> bool:
        """Whether a fault is only there since something was taken away or put in, or may be."""
        inside = [path for path in self.gone if path[: len(fault["loc"])] == fault["loc"] and path != fault["loc"]]
        together = fault["type"] in ("value_error", "wrong_at") and bool(inside)
        return together or self.emptied(fault) or (bool(fault["loc"]) and fault["loc"][0] in self.put)

    def emptied(self, fault: ErrorDetails) -> bool:
        """Whether a list has too few entries only since some were taken away."""
        return fault["type"] == "too_short" and any(path[:-1] == fault["loc"] for path in self.gone)

    def leave_out(self, fault: ErrorDetails) -> None:
        """Take away the keys that do not belong, else the entry that the fault is in; a key that must be there, and
        is not or no longer, gets what says nothing. When neither is possible nothing is left."""
        path: KeyPath = tuple(step for step in fault["loc"] if step != "[key]")
        if fault["type"] in ("unknown_keys", "blank_keys"):
            keys = {(*path, key) for key in fault["ctx"]["keys"]}
            meant = set(renamed(fault))
            self.gone |= meant
            if fault["type"] == "blank_keys" or meant:
                self.gone |= keys
            self.extra |= keys
            return
        if path == fault["loc"] and path not in self.mended and (word := word_meant_at(fault)) is not None:
            self.mended[path] = word
            return
        if self.emptied(fault) and path == ("components",):
            nothing: dict[str, object] = {"title": UNKNOWN, "rule": UNKNOWN, "national": UNKNOWN}
            names = sorted(self._called(path))
            self.put["components"] = [{"id": name, **nothing} for name in names]
            self.is_left = bool(names)
            return
        top = path[:1]
        inside = self.whole.get(top[0]) if path and isinstance(self.whole, dict) else None
        if len(path) > 3 and path[0] == "efforts" and path[2] in ("forecasts", "status"):
            self.gone.add(path[:4])
        elif len(path) > 1 and (isinstance(inside, list) or top == ("sources",)):
            self.gone.add(path[:2])
        elif path and inside is not None and top not in self.gone:
            self.gone.add(top)
        elif path and str(top[0]) not in self.put and (stand_in := self._stand_in(str(top[0]))) is not None:
            self.gone.add(top)
            self.put[str(top[0])] = stand_in
        else:
            self.is_left = False

    def _stand_in(self, key: str) -> object:
        """What says nothing at a key that must be there: what the file's place tells, or that it is not known."""
        mapping = self.whole if isinstance(self.whole, dict) else {}
        file = PurePosixPath(str(mapping.get(ORIGIN, "")).rpartition(":")[0])
        year = next((part for part in file.parts if re.fullmatch("20[0-9][0-9]", part)), None)
        if key in ("id", "agreement"):
            return file.stem
        if key == "year":
            return year
        if key == "window" and year:
            return {"from": f"{year}-01-01", "to": f"{year}-12-31", "status": UNKNOWN}
        return UNKNOWN

    @property
    def names(self) -> dict[str, frozenset[str]]:
        """What entries that are gone were called, by the key of their list."""
        keys = {str(path[0]) for path in self.gone if path}
        return {key: frozenset(n for p in self.gone if p[:1] == (key,) for n in self._called(p)) for key in keys}

    def _called(self, path: KeyPath) -> Iterator[str]:
        value = self.whole
        for step in path:
            value = _inside(value, step)
        if path[:1] == ("sources",) and len(path) > 1:
            yield str(path[1])
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict) and isinstance(one.get("id"), str):
                yield one["id"]


def _inside(value: object, step: int | str) -> object:
    """What stands at a key or an entry; None where there is none."""
    if isinstance(value, dict):
        return value.get(step)
    return value[step] if isinstance(value, list) and isinstance(step, int) else None
