"""The files of a project as one run finds them: each opened, parsed and hashed at most once.

Owns the convention. What reads files takes ``Root``: the project's folder, or the ``Files`` that a run, a check or an
opened report made when it began and hands to everything it calls. ``Files`` remembers what was read from the folder
and what was made of it, faults too, and is given up when the run ends: nothing is remembered in a module, so a report
that is opened again sees what has been edited since.
"""

import hashlib
import io
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from ..base.errors import StatsbidragError
from ..base.unseen import visible_in_line

Made = TypeVar("Made")


@dataclass(frozen=True)
class Hashed:
    """What a file holds as a SHA-256, and what its stamp was before it was opened."""

    digest: "hashlib._Hash"
    stamp: tuple[int, ...]

    @property
    def sha256(self) -> str:
        return self.digest.hexdigest()

    def followed_by(self, more: bytes) -> str:
        """The SHA-256 of the file's content and what is put after it."""
        digest = self.digest.copy()
        digest.update(more)
        return digest.hexdigest()


class Files:
    """What has been read of the project at ``root``. ``files / name`` is a path in it, as ``root / name`` is."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._made: dict[Hashable, object] = {}
        self._faults: dict[Hashable, StatsbidragError] = {}

    @classmethod
    def of(cls, root: "Root") -> "Files":
        """The files of a folder, nothing of them read yet; ``Files`` are handed on as they are."""
        return root if isinstance(root, Files) else cls(root)

    def __truediv__(self, name: str) -> Path:
        return self.root / name

    def name(self, path: Path) -> str:
        """A path as messages and records have it: relative to the root, with ``/``, what nobody sees made visible."""
        return visible_in_line(path.relative_to(self.root).as_posix())

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What ``make`` gives, or the fault it raises, made only the first time ``key`` is asked for."""
        if key in self._faults:
            raise self._faults[key].with_traceback(None)
        if key not in self._made:
            try:
                self._made[key] = make()
            except StatsbidragError as fault:
                self._faults[key] = fault
                raise
        return self._made[key]  # type: ignore[return-value]

    def content(self, path: Path) -> bytes:
        """The bytes of a small file that is parsed: a parameter file, a sidecar, a notebook. They are kept."""
        return self.once(("content", path), path.read_bytes)

    def text(self, path: Path, encoding: str = "utf-8") -> str:
        """The same as text, every end of a line as ``\\n``. Raises UnicodeDecodeError."""
        return io.TextIOWrapper(io.BytesIO(self.content(path)), encoding=encoding).read()

    def sha256(self, path: Path) -> str:
        """The SHA-256 of a file; of the bytes that are kept where they are."""
        return self.hashed(path).sha256

    def hashed(self, path: Path) -> Hashed:
        """The hash of a file, with its stamp."""
        return self.once(("hashed", path), lambda: self._hash(path))

    def _hash(self, path: Path) -> Hashed:
        stamp = stamp_of(path)
        # A parameter file or a sidecar may be hashed before it is parsed; what may be large is never kept.
        if ("content", path) in self._made or path.suffix == ".yaml":
            return Hashed(hashlib.sha256(self.content(path)), stamp)
        with path.open("rb") as stream:
            return Hashed(hashlib.file_digest(stream, "sha256"), stamp)


Root = Path | Files
"""A project's folder, or what a run has read of it so far."""


def stamp_of(path: Path) -> tuple[int, ...]:
    """What is another when a file has been replaced or written to."""
    about = path.stat()
    return about.st_ino, about.st_size, about.st_mtime_ns
