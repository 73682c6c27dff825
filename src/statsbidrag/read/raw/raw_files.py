"""The raw files of a folder as they lie now, each with its sidecar and identity.

Owns what identifies a delivery: the content of the file and of its sidecar, not the name and not the clock. A file
that changes while it is read is refused rather than half read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePath

from ...base.errors import LedgerRefused, ParameterError
from ...base.findings import Finding, finding
from ..files import Files, Root, stamp_of
from ..params.strict_yaml import read_model
from .sidecar import SUFFIX, Sidecar, read_sidecar, sidecar_path
from .sidecar_names import looks_like_sidecar, stray_sidecar

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


def same_content(root: Root, path: Path) -> str | None:
    """The name of another file of the folder with the same content as one that has no sidecar; None when none has.

    One with a sidecar is the original; of several without the first by name. Only files of one size are opened.
    """
    files = Files.of(root)
    size = path.stat().st_size
    for other in sorted(visible_files(path.parent), key=lambda other: not sidecar_path(other).exists()):
        before = other != path and (sidecar_path(other).exists() or other.name < path.name)
        if before and size == other.stat().st_size > 0 and files.sha256(other) == files.sha256(path):
            return other.name
    return None


def without_copies(raw_files: Sequence[RawFile]) -> list[RawFile]:
    """The files but those without sidecar that hold the same as another: the same content twice adds nothing."""
    known: set[str] = set()
    kept = []
    for raw in sorted(raw_files, key=lambda raw: raw.sidecar is None):
        if raw.sidecar is not None or raw.sha256 not in known:
            kept.append(raw)
        known.add(raw.sha256)
    return sorted(kept, key=lambda raw: raw.path)


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


def files_of_region(root: Root, region_id: str) -> list[Path]:
    """Every file below a region's raw folder, by name, also in a folder that is a link, which ``rglob`` passes by."""
    folder = root / f"data/raw/{region_id}"
    linked = [path for path in folder.glob("*") if path.is_symlink() and path.is_dir()]
    below = {path for one in (folder, *linked) for path in one.rglob("*")}
    return sorted(path for path in below if path.is_file())


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
    """A finding for each sidecar whose file, of a name that matches the pattern, is not there or is called otherwise.

    A sidecar whose scope begins after the slot ``until`` is passed over; one that cannot be read is told.
    """
    files = Files.of(root)
    if not folder.is_dir():
        return
    named = {path for one in formats_of(pattern) for path in folder.glob(one + SUFFIX)}
    paths = sorted({*named, *_misspelt(folder, pattern)})
    names = {parent: {beside.name for beside in parent.iterdir()} for parent in {path.parent for path in paths}}
    for path in paths:
        stray = stray_sidecar(path, files.name(path), names[path.parent])
        if stray is not None and (until is None or _begin(files, path) <= until):
            yield stray


def _misspelt(folder: Path, pattern: str) -> Iterator[Path]:
    """The files beside those of a pattern that look like sidecars but do not end as one."""
    for beside in {path.parent for path in folder.glob(pattern)}:
        yield from (path for path in beside.iterdir() if looks_like_sidecar(path.name) and path.suffix != SUFFIX)


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
    return path.name.startswith((".", "~$")) or looks_like_sidecar(path.name)
