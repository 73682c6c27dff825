"""Ledger exports that lie where nothing reads them, although their sidecar says what they hold.

Owns what such a file is: one of a format that ledgers come in, outside ``ledger/`` itself, of a source that the ledger
has, whose sidecar lies beside it or in ``ledger/``. What it holds is missing in every figure, so that a report whose
months it has is marked; of one without sidecar nobody knows the months, and the report only tells of it.
"""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from ...base.errors import ParameterError
from ...base.file_names import is_passed_over, is_unfinished, suffix_of
from ...base.findings import Finding, finding
from ...base.quoting import quoted_name
from ..files import Files
from ..ledger.suffixes import READ, SIE
from ..params.strict_yaml import read_model
from .deliveries import Delivery, from_sidecar, in_force, wholly_replaced
from .raw_files import files_of_region, visible_files
from .sidecar import Sidecar, sidecar_path
from .sidecar_names import looks_like_sidecar

# Folders of data that is no ledger.
OTHER_DATA = ("activity", "answers", "commitments")


def misplaced(
    files: Files,
    region_id: str,
    deliveries: Sequence[Delivery],
    default: str,
    as_known: dt.date | None = None,
    until: str | None = None,
) -> list[Delivery]:
    """What such files with a sidecar claim, but what later ``deliveries`` of the ledger have wholly replaced.

    ``default`` is the source of files that say none; ``as_known`` and ``until`` are as for the ledger.
    """
    sources = {default, *(one.source for one in deliveries)}
    claims = [
        from_sidecar(files.name(path), files.name(path), sidecar)
        for path, sidecar in _exports(files, region_id)
        if sidecar is not None and (sidecar.source in sources or suffix_of(path.name) in SIE)
    ]
    known = [one for one in in_force(claims, as_known) if until is None or one.first <= until]
    return [one for one in known if not wholly_replaced(one, deliveries)]


def misplaced_findings(files: Files, region_id: str, claims: Collection[Delivery]) -> Iterator[Finding]:
    """A finding for each of some claims, and for each file without sidecar that may be one."""
    for one in claims:
        folder = one.file.rpartition("/")[0]
        months = one.first if one.first == one.last else f"{one.first}–{one.last}"
        what, move = f"ett uttag ({one.source}, mottaget {one.received_text}, {months})", "det och dess sidofil"
        instead = "ta bort dem om det inte gäller."
        if one.received is None and not _has_sidecar(files, region_id, one.file):
            what, move = f"ett uttag utan sidofil ({months})", "det"
            instead = "ta bort det om det inte gäller. Skriv en sidofil med received, så att det syns om det är nyare."
        yield finding(
            "uttag-i-fel-mapp",
            f"{what} ligger i {quoted_name(folder)}/ och räknas inte",
            f"Flytta {move} till data/raw/{region_id}/ledger/, eller {instead}",
            file=quoted_name(one.file),
        )
    for path, sidecar in _exports(files, region_id):
        if sidecar is None and files.name(path) not in {one.file for one in claims}:
            yield finding(
                "fil-anvands-inte",
                "filen ligger där huvudboksfiler inte läses och har ingen sidofil, så vad den har är inte känt",
                f"Flytta den till data/raw/{region_id}/ledger/ och skriv en sidofil om den är ett uttag.",
                file=quoted_name(files.name(path)),
            )


def without_sidecar(files: Files, region_id: str) -> list[Path]:
    """The files without sidecar that may be exports of the ledger, to be read: those in the region's folder itself and
    in folders of no other data."""
    folder = files / f"data/raw/{region_id}"
    others = {path for path, sidecar in _exports(files, region_id) if sidecar is None}
    for path in files_of_region(files, region_id):
        place = path.relative_to(folder).parts[0] if path.parent != folder else ""
        if place not in OTHER_DATA and _may_be_read(files, path, folder / "ledger"):
            others.add(path)
    return sorted(path for path in others if not _has_sidecar(files, region_id, files.name(path)))


def _has_sidecar(files: Files, region_id: str, name: str) -> bool:
    path = files / name
    return sidecar_path(path).is_file() or sidecar_path(files / f"data/raw/{region_id}/ledger/{path.name}").is_file()


def _may_be_read(files: Files, path: Path, ledger: Path) -> bool:
    """Whether a file is of a format that ledgers come in, lies outside ``ledger/`` and is no copy of one in it."""
    name = path.name
    aside = is_passed_over(name) or is_unfinished(name) or name.startswith(".") or looks_like_sidecar(name)
    return not (path.parent == ledger or aside or suffix_of(name) not in READ or _is_there(files, path, ledger))


def is_of_the_ledger(files: Files, region_id: str, path: Path, others: Collection[Path]) -> bool:
    """Whether a file elsewhere has a sidecar whose source the files in ``ledger/`` have, and none of some ``others``,
    which hold other data."""
    own = _sidecar(files, sidecar_path(path))
    if own is None:
        return False
    of_ledger, of_others = (
        {one.source for each in those if (one := _sidecar(files, sidecar_path(each)))}
        for those in (visible_files(files / f"data/raw/{region_id}/ledger"), others)
    )
    return own.source in of_ledger - of_others


def _sidecar(files: Files, path: Path) -> Sidecar | None:
    """A sidecar, None where there is none or it is wrong: that is told where it is read."""
    try:
        return read_model(files, path, Sidecar) if path.is_file() else None
    except ParameterError:
        return None


def _exports(files: Files, region_id: str) -> list[tuple[Path, Sidecar | None]]:
    """What ``_found`` gives, looked for once a run."""
    return files.once(("exports elsewhere", region_id), lambda: [*_found(files, region_id)])


def _found(files: Files, region_id: str) -> Iterator[tuple[Path, Sidecar | None]]:
    """Each file outside ``ledger/`` that may be an export of the ledger, with its sidecar; no copy of one that is read.

    Without a sidecar only SIE, and what lies below ``ledger/``, can be told from other data.
    """
    folder = files / f"data/raw/{region_id}"
    ledger = folder / "ledger"
    for path in files_of_region(files, region_id):
        name = path.name
        if not _may_be_read(files, path, ledger):
            continue
        sidecar = None
        for beside in (sidecar_path(path), sidecar_path(ledger / name)):
            # The sidecar of a file that lies in ledger/ too is that file's.
            if beside.is_file() and (beside.parent == path.parent or not (ledger / name).is_file()):
                try:
                    sidecar = read_model(files, beside, Sidecar)
                except ParameterError:
                    continue
                break
        if sidecar is not None or suffix_of(name) in SIE or path.is_relative_to(ledger):
            yield path, sidecar


def _is_there(files: Files, path: Path, ledger: Path) -> bool:
    """Whether a file of the ledger has the same content."""
    size = path.stat().st_size
    alike = [one for one in visible_files(ledger) if one.stat().st_size == size]
    return any(files.sha256(one) == files.sha256(path) for one in alike)
