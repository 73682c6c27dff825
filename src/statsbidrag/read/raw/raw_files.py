"""The raw files of a folder as they lie now, each with its sidecar and identity.

Owns what identifies a delivery: the content of the file and of its sidecar, not the name and not the clock. A file
that changes while it is read is refused rather than half read.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePath

from ...base.errors import LedgerRefused, ParameterError
from ...base.findings import Finding, finding
from ..files import Files, Root, stamp_of
from ..params.strict_yaml import read_model
from .sidecar import SUFFIX, Sidecar, read_sidecar, sidecar_path

IDENTITY_LENGTH = 16
TABLES = (".csv", ".xlsx")


@dataclass(frozen=True)
class RawFile:
    """A raw file: ``file`` relative to the root, ``identity`` of content and sidecar together, SHA-256 of each.

    ``sidecar`` and ``sidecar_sha256`` are None when there is no sidecar. ``stamp`` tells whether the file has been
    written to since.
    """

    file: str
    path: Path
    identity: str
    sha256: str
    sidecar: Sidecar | None
    sidecar_sha256: str | None
    stamp: tuple[int, ...]

    @property
    def hashes(self) -> dict[str, str]:
        """SHA-256 of the file and of its sidecar, by path relative to the root."""
        sidecar = {} if self.sidecar_sha256 is None else {self.file + SUFFIX: self.sidecar_sha256}
        return {self.file: self.sha256, **sidecar}

    @property
    def withdrawn(self) -> str | None:
        return None if self.sidecar is None else self.sidecar.withdrawn

    def begins_by(self, until: str | None) -> bool:
        """Whether the sidecar's scope begins no later than a slot; true also where no slot or no sidecar says."""
        return until is None or self.sidecar is None or self.sidecar.scope.start <= until

    def content(self) -> bytes:
        """The file's bytes. Raises LedgerRefused if it has been written to since its hash was taken."""
        content = self.path.read_bytes()
        self.refuse_if_changed()
        return content

    def refuse_if_changed(self) -> None:
        """Raises LedgerRefused if the file is another, or has been written to, since its hash was taken."""
        if stamp_of(self.path) != self.stamp:
            raise self._changed()

    def _changed(self) -> LedgerRefused:
        return LedgerRefused(changed_line(self.file))


def read_raw_file(root: Root, path: Path) -> RawFile:
    """What a file is, by its hash and its sidecar. Raises ParameterError when the sidecar is wrong."""
    files = Files.of(root)
    return files.once(("raw file", path), lambda: _raw_file(files, path))


def _raw_file(files: Files, path: Path) -> RawFile:
    if (line := unreadable_name(files.name(path), path)) is not None:
        raise ParameterError(line)
    hashed = files.hashed(path)
    sidecar = read_sidecar(files, path)
    about, sidecar_sha256 = b"", None
    if sidecar is not None:
        beside = sidecar_path(path)
        about, sidecar_sha256 = files.content(beside), files.sha256(beside)
    identity = hashed.followed_by(about)[:IDENTITY_LENGTH]
    return RawFile(files.name(path), path, identity, hashed.sha256, sidecar, sidecar_sha256, hashed.stamp)


def changed_line(file: str) -> str:
    """That a file changed while it was read, as users are told."""
    return f"{file}: filen ändrades medan den lästes. Vänta tills den är färdigkopierad och kör igen."


def unreadable_name(name: str, path: Path) -> str | None:
    """That the name of a file, told as ``name``, is no text, so that no library need open it; None where it is one."""
    try:
        path.name.encode()
    except UnicodeEncodeError:
        return f"{name}: filens namn är inte skrivet i UTF-8 och går inte att läsa. Byt namn på filen."
    return None


def visible_files(folder: Path) -> list[Path]:
    """The files of a folder but sidecars, hidden ones and Excel's lock files, sorted by name; none if it is missing."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.is_file() and not _is_aside(path))


def read_by(folder: Path, pattern: str) -> list[Path]:
    """The files below a region's folder that an indicator's pattern names, in the order of their names.

    ``.csv`` at its end stands for every format that is read, in capitals or not: who saves the next month as .xlsx need
    not change the pattern. Sidecars, hidden files and Excel's lock files are none of them.
    """
    found = {*folder.glob(pattern)}
    if len(formats_of(pattern)) > 1:
        alike = PurePath(pattern).stem
        found |= {
            path
            for path in folder.glob(str(PurePath(pattern).with_name("*")))
            if path.suffix.lower() in TABLES and fnmatchcase(path.stem, alike)
        }
    return sorted(path for path in found if path.is_file() and not _is_aside(path))


def formats_of(pattern: str) -> list[str]:
    """A pattern with the suffix of each format that is read; as it is where it names none of them."""
    named = PurePath(pattern)
    if named.suffix.lower() not in TABLES:
        return [pattern]
    return [str(named.with_suffix(suffix)) for suffix in TABLES]


def lone_sidecars(root: Root, folder: Path, pattern: str = "*", until: str | None = None) -> Iterator[Finding]:
    """A finding for each sidecar whose file, of a name that matches the pattern, is not there.

    A sidecar whose scope begins after the slot ``until`` is passed over; one that cannot be read is told.
    """
    files = Files.of(root)
    found = {path for one in formats_of(pattern) for path in folder.glob(one + SUFFIX)} if folder.is_dir() else set()
    for path in sorted(found):
        if not path.with_suffix("").exists() and (until is None or _begin(files, path) <= until):
            yield finding(
                "sidofil-utan-fil",
                f"filen {path.stem} som sidofilen hör till finns inte",
                "Lägg tillbaka filen, ge sidofilen rätt namn eller ta bort den.",
                file=files.name(path),
            )


def withdrawn_finding(raw: RawFile) -> Finding:
    """That a file is left out because its sidecar takes it back."""
    return finding(
        "aterkallad-leverans",
        f"filen är återkallad och används inte: {raw.withdrawn}",
        "Inget behöver göras.",
        file=raw.file,
    )


def _begin(files: Files, sidecar: Path) -> str:
    """The first slot of a sidecar's scope, "" when the sidecar is wrong."""
    try:
        return read_model(files, sidecar, Sidecar).scope.start
    except ParameterError:
        return ""


def _is_aside(path: Path) -> bool:
    return path.name.startswith((".", "~$")) or path.suffix == SUFFIX
