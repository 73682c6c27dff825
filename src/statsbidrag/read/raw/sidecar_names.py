"""Sidecars whose names do not find their file: misspelt, copied, or left when the file was moved.

Owns how a file that looks like a sidecar is held against the files it lies beside. A sidecar is found by its exact
name alone; which file another one must be meant for is only told, never taken for granted.
"""

from collections.abc import Collection
from pathlib import Path, PurePath

from ...base.file_names import alike, copy_of, is_passed_over, is_unfinished, sidecar_base, suffix_of
from ...base.findings import Finding, finding
from ...base.quoting import quoted_name
from ..ledger.suffixes import NOT_READ, READ
from .sidecar import SUFFIX


def looks_like_sidecar(name: str) -> bool:
    """Whether a name has one of the endings that a sidecar's is given, right or wrong."""
    return not is_passed_over(name) and sidecar_base(name) is not None


def is_sidecar_of(name: str, names: Collection[str]) -> bool:
    """Whether a name is that of a sidecar whose file is among ``names``."""
    return name.endswith(SUFFIX) and name.removesuffix(SUFFIX) in names


def awaited_by(name: str, names: Collection[str]) -> str | None:
    """The file, of a form that is not read, that a sidecar has its name from when that is saved in one that is."""
    plain = PurePath(name.removesuffix(SUFFIX))
    if not name.endswith(SUFFIX) or plain.suffix not in READ:
        return None
    return _only([one for one in names if suffix_of(one) in NOT_READ and PurePath(one).stem == plain.stem])


def stray_sidecar(path: Path, file: str, names: Collection[str]) -> Finding | None:
    """What is wrong with a file that looks like a sidecar; None for one that is where it should be.

    ``file`` is its path as users are told it, ``names`` those of all files in its folder.
    """
    name = path.name
    if not looks_like_sidecar(name) or is_sidecar_of(name, names) or awaited_by(name, names):
        return None
    data = [one for one in sorted(names) if _may_have_sidecar(one)]
    original = copy_of(name, names)
    if original is not None and (original in names or original.removesuffix(SUFFIX) not in data):
        return finding(
            "fil-ar-kopia",
            f"sidofilen ser ut som en kopia av {quoted_name(original)} och läses inte",
            f"Jämför den med {quoted_name(original)}, för över det som ska gälla och ta bort kopian.",
            file=file,
        )
    meant = _meant_for(name, data) if original is None else original.removesuffix(SUFFIX)
    if meant is not None:
        right = quoted_name(meant + SUFFIX)
        taken = meant + SUFFIX in names
        return finding(
            "sidofil-med-fel-namn",
            f"sidofilen hör av namnet att döma till {quoted_name(meant)} men heter fel och läses inte"
            + (f"; {right} finns redan" if taken else ""),
            _why(name, meant) + ("Ta bort den som inte gäller." if taken else f"Byt sidofilens namn till {right}."),
            file=file,
        )
    if name.endswith(SUFFIX) and (path.parent.parent / path.stem).is_file():
        above = quoted_name(file.rpartition("/")[0].rpartition("/")[0])
        return finding(
            "sidofil-utan-fil",
            f"filen {quoted_name(path.stem)} som sidofilen hör till ligger i {above}/ och läses inte där",
            f"Flytta {quoted_name(path.stem)} hit.",
            file=file,
        )
    if name.endswith(SUFFIX):
        only = _only([one for one in data if one + SUFFIX not in names])
        hint = (
            "" if only is None else f" Hör den till {quoted_name(only)}? Byt då namn till {quoted_name(only + SUFFIX)}."
        )
        return finding(
            "sidofil-utan-fil",
            f"filen {quoted_name(path.stem)} som sidofilen hör till finns inte",
            f"Lägg tillbaka filen, ge sidofilen rätt namn eller ta bort den.{hint}",
            file=file,
        )
    return finding(
        "sidofil-med-fel-namn",
        "filen ser ut som en sidofil men namnet hör inte ihop med någon fil här, och den läses inte",
        f"Sidofilen ska heta som filen den hör till, med {SUFFIX} efter.",
        file=file,
    )


def _may_have_sidecar(name: str) -> bool:
    """Whether a file is one that a sidecar could be meant for: not what must first be saved in another form."""
    aside = looks_like_sidecar(name) or is_passed_over(name) or is_unfinished(name)
    return not aside and (suffix_of(name) in READ or suffix_of(name) not in NOT_READ)


def _meant_for(name: str, data: Collection[str]) -> str | None:
    """The file that a sidecar's name is nearly right for: the same in other letters, or without the file's suffix."""
    base = sidecar_base(name)
    whole = [one for one in data if alike(one) == base]
    stems = [one for one in data if alike(PurePath(one).stem) == base]
    return _only(whole) or _only(stems)


def _why(name: str, meant: str) -> str:
    """What differs where it cannot be seen: two names that look the same on the screen."""
    if alike(name) != alike(meant + SUFFIX) or name.casefold() == (meant + SUFFIX).casefold():
        return ""
    return "Namnen ser lika ut, men det ena har mellanslag i slutet, eller å, ä och ö skrivna som två tecken. "


def _only(names: Collection[str]) -> str | None:
    return next(iter(names)) if len(names) == 1 else None
