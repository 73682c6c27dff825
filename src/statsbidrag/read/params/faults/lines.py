"""The two lines that a check of any parameter file may come to: told twice, and not there. Both are refusals."""

from collections.abc import Collection, Iterator, Sequence
from typing import Protocol

from ....model.node import Node


class NamesSource(Protocol):
    """Something in a parameter file that says where it is from."""

    @property
    def source(self) -> str | None: ...

    def at(self, *path: str | int) -> str: ...


def told_twice(kind: str, entries: Sequence[Node], key: str = "id") -> Iterator[str]:
    """A line for each entry whose key another entry already has."""
    seen: set[str] = set()
    for entry in entries:
        name = getattr(entry, key)
        if name in seen:
            yield f"{entry.at(key)}: {kind} «{name}» står två gånger. Ge dem olika {key}."
        seen.add(name)


def not_there(place: str, kind: str, name: str | None, allowed: Collection[str]) -> Iterator[str]:
    """A line for a name, told where it stands, that is not among those allowed; None names nothing."""
    if name is not None and name not in allowed:
        yield f"{place}: {kind} «{name}» finns inte. Tillåtet: {', '.join(sorted(allowed)) or 'inget'}."
