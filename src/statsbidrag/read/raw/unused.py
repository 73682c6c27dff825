"""Every file under ``data/raw`` is used, or told here with why and what to do.

Owns which place and name make a file one that nothing reads; what is said of it is ``unused_words``. Files are looked
at by name, place and hash alone, never for what they say, so that all commands can afford it. A delivery that later
ones have wholly replaced is used: it has had its say. ``docs/fynd.md`` has each code.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ...base.file_names import PASSED_OVER_FOLDERS, alike, is_passed_over, suffix_of
from ...base.findings import Finding
from ...base.quoting import quoted_name
from ..files import Files
from ..ledger.suffixes import INSTEAD, NOT_READ, READ, TABLES
from .misplaced import is_of_the_ledger
from .raw_files import read_by
from .sidecar import SUFFIX
from .sidecar_names import awaited_by, is_sidecar_of, looks_like_sidecar
from .unused_words import (
    draft_command,
    in_activity,
    misplaced,
    nearest,
    of_name,
    subfolder,
    unread,
    unused,
    whole_folder,
    without_indicator,
    without_sidecar,
)

LEDGER, ACTIVITY, ANSWERS, COMMITMENTS = "ledger", "activity", "answers", "commitments"
FOLDERS = (LEDGER, ACTIVITY, ANSWERS, COMMITMENTS)
IN_SWEDISH = {
    alike("huvudbok"): LEDGER,
    alike("huvudböcker"): LEDGER,
    alike("verksamhet"): ACTIVITY,
    alike("beställ"): COMMITMENTS,
    "bestall": COMMITMENTS,
}
"""What a folder that somebody named in Swedish begins with, and the folder that is read instead."""
LISTS = (".csv", ".xlsx")
NATIONAL = "riket"
RAW = "data/raw"


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
        quoted_name(files.name(path))
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
            near = nearest(path.name, [*sorted(known), NATIONAL])
            meant = "" if near is None else f" Menade du {near}?"
            yield from whole_folder(
                files,
                path,
                "mapp-utan-region",
                "mappen hör inte till någon region",
                f"Flytta filerna till en regions mapp.{meant} Regioner: {', '.join([*sorted(known)])}.",
            )
        else:
            yield misplaced(files, path, "direkt i data/raw", f"{RAW}/<region>/{LEDGER}/ eller {ACTIVITY}/")


def _in_national(files: Files, folder: Path) -> Iterator[Finding]:
    names = _names(folder)
    for path in _paths(folder):
        if path.is_dir():
            yield from subfolder(files, path)
        elif fault := of_name(files, path, names):
            yield fault
        elif not looks_like_sidecar(path.name) and suffix_of(path.name) not in TABLES:
            yield unused(files, path, unread(path), f"Spara den som {' eller '.join(TABLES)}.")
        elif not looks_like_sidecar(path.name) and path.name + SUFFIX not in names:
            message = "filen ligger bland nationella serier men har ingen sidofil, och läses inte"
            yield unused(files, path, message, f"Skriv {quoted_name(path.name)}{SUFFIX}, eller flytta filen.")


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
            yield misplaced(files, path, "i regionens mapp", f"{LEDGER}/ eller {ACTIVITY}/ i den")


def _in_folder_of(files: Files, folder: Path, reads: Reads, read: set[Path]) -> Iterator[Finding]:
    if folder.name == LEDGER:
        yield from _in_ledger(files, folder)
    elif folder.name == ACTIVITY or any(path.is_relative_to(folder) for path in read):
        yield from _in_activity(files, folder, reads, read)
    elif folder.name == COMMITMENTS:
        yield from _in_commitments(files, folder)
    elif folder.name == ANSWERS:
        yield from whole_folder(
            files, folder, "fil-anvands-inte", "svarsblad läses inte av den här versionen", "Låt dem ligga till dess."
        )
    else:
        meant = next((own for begins, own in IN_SWEDISH.items() if alike(folder.name).startswith(begins)), None)
        near = None if meant else nearest(folder.name, FOLDERS)
        asked = "" if near is None else f" Menade du {near}/?"
        where = f"{meant}/" if meant else f"{LEDGER}/, {ACTIVITY}/ eller {COMMITMENTS}/"
        yield from whole_folder(
            files,
            folder,
            "fil-anvands-inte",
            "mappen läses inte",
            f"Flytta filerna till {where} i regionens mapp.{asked}",
        )


def _in_ledger(files: Files, folder: Path) -> Iterator[Finding]:
    names = _names(folder)
    for path in _paths(folder):
        if path.is_dir():
            yield from subfolder(files, path)
        elif fault := of_name(files, path, names):
            yield fault
        elif looks_like_sidecar(path.name):
            continue
        elif suffix_of(path.name) in NOT_READ and suffix_of(path.name) not in READ:
            waiting = [quoted_name(one) for one in sorted(names) if awaited_by(one, names) == path.name]
            beside = f"; {', '.join(waiting)} väntar på den" if waiting else ""
            yield unused(files, path, f"{unread(path)}{beside}", f"{INSTEAD}.")
        elif path.suffix.lower() not in READ:
            yield unused(files, path, unread(path), f"{INSTEAD} om den är ett uttag, eller flytta den härifrån.")
        elif path.name + SUFFIX not in names:
            yield without_sidecar(files, path)


def _in_commitments(files: Files, folder: Path) -> Iterator[Finding]:
    """Lists of orders: a sheet with a sidecar, without which nobody knows which month it shows."""
    names = _names(folder)
    for path in _paths(folder):
        if path.is_dir():
            yield from subfolder(files, path)
        elif fault := of_name(files, path, names):
            yield fault
        elif looks_like_sidecar(path.name):
            continue
        elif suffix_of(path.name) not in LISTS:
            yield unused(files, path, unread(path), f"Spara beställningarna som {' eller '.join(LISTS)}.")
        elif path.name + SUFFIX not in names:
            message = "beställningarna har ingen sidofil, så det är inte känt vilken månads läge de visar"
            draft = draft_command(quoted_name(files.name(path)))
            yield unused(files, path, message, f"Skriv {quoted_name(path.name)}{SUFFIX}; {draft} ger ett utkast.")


def _in_activity(files: Files, folder: Path, reads: Reads, read: set[Path]) -> Iterator[Finding]:
    if not reads.patterns and reads.whole:
        why = "regionen har inga indikatorer i params/, så verksamhetsdata läses inte"
        remedy = "Lägg till indicators i regionens fil för överenskommelsen."
        yield from whole_folder(files, folder, "fil-utan-indikator", why, remedy)
        return
    names = _names(folder)
    for path in _paths(folder):
        if path.is_dir():
            if any(one.is_relative_to(path) for one in read):
                yield from _in_activity(files, path, reads, read)
            else:
                yield from subfolder(files, path)
        elif fault := of_name(files, path, names):
            yield fault
        elif looks_like_sidecar(path.name):
            continue
        elif path in read:
            if path.name + SUFFIX not in names:
                yield without_sidecar(files, path)
        elif reads.whole and is_of_the_ledger(files, reads.region, path, read):
            yield in_activity(files, reads.region, path)
        elif reads.whole:
            yield without_indicator(
                files, path, path.relative_to(files / f"{RAW}/{reads.region}").as_posix(), reads.patterns
            )


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
