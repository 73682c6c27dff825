"""Files written whole or not at all.

Owns how anything of ours reaches the disk: under another name first, renamed when every byte is there, and what stood
before put back when something fails on the way. A fault of the disk is told as any other fault, never as a crash.
"""

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path

from .errors import NotWritten

REMEDIES = {
    errno.ENOSPC: ("disken är full", "Frigör utrymme"),
    errno.EDQUOT: ("disken är full", "Frigör utrymme"),
    errno.EACCES: ("rättighet att skriva saknas", "Ge rättighet att skriva där"),
    errno.EPERM: ("rättighet att skriva saknas", "Ge rättighet att skriva där"),
    errno.EROFS: ("mappen går inte att skriva i", "Ge rättighet att skriva där"),
}
OTHERWISE = ("datorn svarade att det inte gick", "Stäng filen om den är öppen i ett annat program")


def write_together(files: list[tuple[Path, bytes | Path]]) -> None:
    """Write all files under other names first, then rename each in order; the last rename is the commit point.

    A file whose content is a path has been written there already, in parts.

    When one cannot be written or renamed, those already renamed get what they held before, nothing else is left
    behind, and NotWritten names the file.
    """
    temporary = [(_beside(path), path, content) for path, content in files]
    before: list[tuple[Path, bytes | None]] = []
    try:
        for new, path, content in temporary:
            if isinstance(content, bytes):
                with _told(path):
                    path.parent.mkdir(parents=True, exist_ok=True)
                    _write(new, content)
        for new, path, _ in temporary:
            with _told(path):
                held = path.read_bytes() if path.is_file() and len(files) > 1 else None
                os.replace(new, path)
            before.append((path, held))
    except NotWritten:
        _put_back(before)
        raise
    finally:
        for new, _, _ in temporary:
            with contextlib.suppress(OSError):
                new.unlink(missing_ok=True)


@contextlib.contextmanager
def written_in_parts(path: Path) -> Iterator[Path]:
    """Where the block can write a file too large to be held, and give it to ``write_together``; taken away after it.

    Raises NotWritten when the disk does not take it.
    """
    new = _beside(path)
    try:
        with _told(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            yield new
    finally:
        with contextlib.suppress(OSError):
            new.unlink(missing_ok=True)


def remove(path: Path) -> None:
    """Take a file away if it is there. Raises NotWritten when the disk does not let it go."""
    with _told(path):
        path.unlink(missing_ok=True)


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.ny")


def _put_back(before: list[tuple[Path, bytes | None]]) -> None:
    """As it was. What cannot be put back either has another hash than its record says, and is made anew next time."""
    for path, held in before:
        with contextlib.suppress(OSError):
            if held is None:
                path.unlink(missing_ok=True)
            else:
                beside = path.with_name(f".{path.name}.forra")
                _write(beside, held)
                os.replace(beside, path)


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        why, remedy = REMEDIES.get(error.errno or 0, OTHERWISE)
        raise NotWritten(f"{_short(path)}: filen kunde inte skrivas, {why}. {remedy} och kör om.") from None


def _short(path: Path) -> str:
    """The path from the project's folder, without what lies above it."""
    places = [place for place, part in enumerate(path.parts) if part in ("reports", "data", "params")]
    return "/".join(path.parts[places[-1] :]) if places else path.name
