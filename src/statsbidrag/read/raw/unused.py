"""Every file under ``data/raw`` is used, or told here with why and what to do.

Owns which place and name make a file one that nothing reads. Files are looked at by name, place and hash alone, never
for what they say, so that all commands can afford it. A delivery that later ones have wholly replaced is used: it has
had its say. ``docs/fynd.md`` has each code.
"""

import difflib
import fnmatch
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ...base.file_names import PASSED_OVER_FOLDERS, alike, copy_of, is_passed_over, is_unfinished, suffix_of, told
from ...base.findings import Finding, finding
from ..files import Files
from ..ledger.suffixes import INSTEAD, NOT_READ, READ, TABLES
from .raw_files import read_by, same_content
from .sidecar import SUFFIX
from .sidecar_names import awaited_by, is_sidecar_of, looks_like_sidecar, stray_sidecar

LEDGER, ACTIVITY, ANSWERS = "ledger", "activity", "answers"
FOLDERS = (LEDGER, ACTIVITY, ANSWERS)
NATIONAL = "riket"
RAW = "data/raw"
MOST_NAMED = 10
GONE = "Ta bort den när den inte behövs."


@dataclass(frozen=True)
class Reads:
    """What reads a region's files beside the ledger: ``patterns`` of its indicators, relative to its folder.

    ``whole`` is False where some parameter file cannot be read: then nobody can say that a file is read by none.
    """

    region: str
    patterns: tuple[str, ...] = ()
    whole: bool = True


def unused_files(files: Files, reads: Sequence[Reads], known: Collection[str]) -> list[Finding]:
    """A finding for each file that nothing reads: in the folders of some regions, and in those of no region.

    ``known`` are the ids of all regions.
    """
    found = [*_outside(files, known)]
    for one in reads:
        found += _in_region(files, one)
    return found


def national_series(files: Files) -> list[str]:
    """The files with sidecar in the folder of national series, which are kept but no report reads yet."""
    folder = files / f"{RAW}/{NATIONAL}"
    names = _names(folder)
    return [
        told(files.name(path))
        for path in _paths(folder)
        if path.is_file() and suffix_of(path.name) in TABLES and path.name + SUFFIX in names
    ]


def _outside(files: Files, known: Collection[str]) -> Iterator[Finding]:
    """What lies in ``data/raw`` itself, and in folders of no region."""
    for path in _paths(files / RAW):
        if path.name in known and path.is_dir():
            continue
        if path.is_dir() and path.name == NATIONAL:
            yield from _in_national(files, path)
        elif path.is_dir():
            near = _nearest(path.name, [*sorted(known), NATIONAL])
            meant = "" if near is None else f" Menade du {near}?"
            yield from _folder(
                files,
                path,
                "mapp-utan-region",
                "mappen hör inte till någon region",
                f"Flytta filerna till en regions mapp.{meant} Regioner: {', '.join([*sorted(known)])}.",
            )
        else:
            yield _misplaced(files, path, "direkt i data/raw", f"{RAW}/<region>/{LEDGER}/ eller {ACTIVITY}/")


def _in_national(files: Files, folder: Path) -> Iterator[Finding]:
    names = _names(folder)
    for path in _paths(folder):
        if path.is_dir():
            yield from _subfolder(files, path)
        elif fault := _of_name(files, path, names):
            yield fault
        elif not looks_like_sidecar(path.name) and suffix_of(path.name) not in TABLES:
            yield _unused(files, path, _unread(path), f"Spara den som {' eller '.join(TABLES)}.")
        elif not looks_like_sidecar(path.name) and path.name + SUFFIX not in names:
            message = "filen ligger bland nationella serier men har ingen sidofil, och läses inte"
            yield _unused(files, path, message, f"Skriv {told(path.name)}{SUFFIX}, eller flytta filen.")


def _in_region(files: Files, reads: Reads) -> Iterator[Finding]:
    folder = files / f"{RAW}/{reads.region}"
    read = {path for pattern in reads.patterns for path in read_by(folder, pattern)}
    sidecars = {path.with_name(path.name + SUFFIX) for path in read}
    for path in _paths(folder):
        if path in read or path in sidecars:
            continue
        if path.is_dir():
            yield from _in_folder_of(files, path, reads, read)
        elif not is_sidecar_of(path.name, _names(folder)):
            # The sidecar of a file that lies wrong is told with it.
            yield _misplaced(files, path, "i regionens mapp", f"{LEDGER}/ eller {ACTIVITY}/ i den")


def _in_folder_of(files: Files, folder: Path, reads: Reads, read: set[Path]) -> Iterator[Finding]:
    if folder.name == LEDGER:
        yield from _in_ledger(files, folder)
    elif folder.name == ACTIVITY or any(path.is_relative_to(folder) for path in read):
        yield from _in_activity(files, folder, reads, read)
    elif folder.name == ANSWERS:
        yield from _folder(
            files, folder, "fil-anvands-inte", "svarsblad läses inte av den här versionen", "Låt dem ligga till dess."
        )
    else:
        near = _nearest(folder.name, FOLDERS)
        meant = "" if near is None else f" Menade du {near}/?"
        yield from _folder(
            files,
            folder,
            "fil-anvands-inte",
            "mappen läses inte",
            f"Flytta filerna till {LEDGER}/ eller {ACTIVITY}/ i regionens mapp.{meant}",
        )


def _in_ledger(files: Files, folder: Path) -> Iterator[Finding]:
    names = _names(folder)
    for path in _paths(folder):
        if path.is_dir():
            yield from _subfolder(files, path)
        elif fault := _of_name(files, path, names):
            yield fault
        elif looks_like_sidecar(path.name):
            continue
        elif suffix_of(path.name) in NOT_READ and suffix_of(path.name) not in READ:
            waiting = [told(one) for one in sorted(names) if awaited_by(one, names) == path.name]
            beside = f"; {', '.join(waiting)} väntar på den" if waiting else ""
            yield _unused(files, path, f"{_unread(path)}{beside}", f"{INSTEAD}.")
        elif path.suffix.lower() not in READ:
            yield _unused(files, path, _unread(path), f"{INSTEAD} om den är ett uttag, eller flytta den härifrån.")
        elif path.name + SUFFIX not in names:
            yield _without_sidecar(files, path)


def _in_activity(files: Files, folder: Path, reads: Reads, read: set[Path]) -> Iterator[Finding]:
    if not reads.patterns and reads.whole:
        why = "regionen har inga indikatorer i params/, så verksamhetsdata läses inte"
        remedy = "Lägg till indicators i regionens fil för överenskommelsen."
        yield from _folder(files, folder, "fil-utan-indikator", why, remedy)
        return
    names = _names(folder)
    for path in _paths(folder):
        if path.is_dir():
            if any(one.is_relative_to(path) for one in read):
                yield from _in_activity(files, path, reads, read)
            else:
                yield from _subfolder(files, path)
        elif fault := _of_name(files, path, names):
            yield fault
        elif looks_like_sidecar(path.name):
            continue
        elif path in read:
            if path.name + SUFFIX not in names:
                yield _without_sidecar(files, path)
        elif reads.whole:
            yield _without_indicator(files, path, reads)


def _of_name(files: Files, path: Path, names: set[str]) -> Finding | None:
    """What a name, or what it points to, says of a file in a folder that is read; None when it says nothing."""
    name, file = path.name, told(files.name(path))
    if not path.is_file():
        return _unused(files, path, "länken leder ingenstans, eller är ingen fil", "Lägg filen själv här.")
    if is_unfinished(name):
        message = "filen ser ut som en halv nedladdning eller en säkerhetskopia och läses inte"
        return finding(
            "nedladdning-ej-klar", message, "Hämta filen på nytt om den behövs, annars ta bort den.", file=file
        )
    if (stray := stray_sidecar(path, file, names)) is not None:
        return stray
    if looks_like_sidecar(name):
        return None
    if name.startswith("."):
        return _unused(files, path, "filen är dold (namnet börjar med punkt) och läses inte", f"Byt namn. {GONE}")
    if name != name.strip():
        return _unused(files, path, "filens namn börjar eller slutar med mellanslag, så den läses inte", "Byt namn.")
    if name + SUFFIX in names:
        return None
    if (original := same_content(files, path)) is not None:
        return finding(
            "fil-ar-kopia",
            f"filen har precis samma innehåll som {told(original)} och används inte en gång till",
            "Ta bort kopian.",
            file=file,
        )
    if (original := copy_of(name, names)) is not None and original in names:
        return finding(
            "fil-ar-kopia",
            f"filen ser ut som en kopia av {told(original)} men har annat innehåll och ingen sidofil, och räknas då "
            "som äldst av sin källa",
            f"Är den ett nyare uttag, ge den ett eget namn och en sidofil ({draft_command(file)}); ta annars bort den.",
            file=file,
        )
    return None


def draft_command(file: str) -> str:
    """The command that drafts a file's sidecar, as it is typed."""
    return f'statsbidrag sidecar "{file}"' if " " in file else f"statsbidrag sidecar {file}"


def _without_sidecar(files: Files, path: Path) -> Finding:
    file = told(files.name(path))
    return finding(
        "sidofil-saknas",
        "filen har ingen sidofil och räknas som äldst av sin källa: där andra filer har samma månader används den inte",
        f"Skriv {told(path.name)}{SUFFIX}; {draft_command(file)} ger ett utkast.",
        file=file,
    )


def _without_indicator(files: Files, path: Path, reads: Reads) -> Finding:
    empty = "" if path.stat().st_size else ", som är tom"
    within = alike(path.relative_to(files / f"{RAW}/{reads.region}").as_posix())
    near = [pattern for pattern in reads.patterns if fnmatch.fnmatchcase(within, alike(pattern))]
    remedy = (
        f"Namnet ser ut att passa {near[0]}, men stora och små bokstäver skiljer, eller hur å, ä och ö är skrivna. "
        "Skriv namnet på nytt."
        if near
        else "Byt namn på filen så att den läses, eller rätta data hos indikatorn i params/."
    )
    patterns = ", ".join(sorted(set(reads.patterns))) or "ingenting"
    return finding(
        "fil-utan-indikator",
        f"ingen indikator läser filen{empty}; regionens indikatorer läser {patterns}",
        remedy,
        file=told(files.name(path)),
    )


def _misplaced(files: Files, path: Path, where: str, instead: str) -> Finding:
    beside = f", med sidofilen {told(path.name)}{SUFFIX}" if path.with_name(path.name + SUFFIX).exists() else ""
    return _unused(files, path, f"filen ligger {where} och läses inte{beside}", f"Flytta den till {instead}.")


def _subfolder(files: Files, path: Path) -> Iterator[Finding]:
    yield from _folder(
        files, path, "fil-anvands-inte", "filer i undermappar läses inte", f"Flytta dem till {told(path.parent.name)}/."
    )


def _folder(files: Files, folder: Path, code: str, why: str, remedy: str) -> Iterator[Finding]:
    """One finding for a folder with all that is in it, none when it holds no file."""
    # A link may lead anywhere; what lies in it is told, not what lies below that.
    below = folder.iterdir() if folder.is_symlink() else folder.rglob("*")
    inside = sorted(path for path in below if not path.is_dir() and not is_passed_over(path.name))
    if not inside:
        return
    names = ", ".join(told(path.relative_to(folder).as_posix()) for path in inside[:MOST_NAMED])
    more = f" och {len(inside) - MOST_NAMED} till" if len(inside) > MOST_NAMED else ""
    count = "en fil" if len(inside) == 1 else f"{len(inside)} filer"
    yield finding(code, f"{why}: {count} ({names}{more})", remedy, file=f"{told(files.name(folder))}/")


def _nearest(name: str, known: Sequence[str]) -> str | None:
    """The known name that one must be meant for: the only one that begins alike, else one with nearly its letters."""
    plain = alike(name)
    begun = [one for one in known if one.startswith(plain) or plain.startswith(one)]
    near = begun if len(begun) == 1 else difflib.get_close_matches(plain, known, n=1, cutoff=0.75)
    return near[0] if near else None


def _unread(path: Path) -> str:
    return f"filer med ändelsen {told(path.suffix)} läses inte" if path.suffix else "filer utan ändelse läses inte"


def _unused(files: Files, path: Path, message: str, remedy: str) -> Finding:
    return finding("fil-anvands-inte", message, remedy, file=told(files.name(path)))


def _paths(folder: Path) -> list[Path]:
    """What lies in a folder, by name, but what is passed over; nothing where there is none."""
    if not folder.is_dir():
        return []
    return sorted(
        path
        for path in folder.iterdir()
        if not (path.name in PASSED_OVER_FOLDERS if path.is_dir() else is_passed_over(path.name))
    )


def _names(folder: Path) -> set[str]:
    return {path.name for path in _paths(folder)}
