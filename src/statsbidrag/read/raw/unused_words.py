"""What is told of a file that nothing reads, and what to do about it.

Owns the findings, each with its words; which file is meant by which is ``unused``.
"""

import difflib
import fnmatch
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from ...base.file_names import alike, copy_of, is_passed_over, is_unfinished
from ...base.findings import Finding, finding
from ...base.quoting import quoted_name
from ..files import Files
from .raw_files import same_content
from .sidecar import SUFFIX
from .sidecar_names import looks_like_sidecar, stray_sidecar

MOST_NAMED = 10
GONE = "Ta bort den när den inte behövs."


def of_name(files: Files, path: Path, names: set[str]) -> Finding | None:
    """What a name, or what it points to, says of a file in a folder that is read; None when it says nothing."""
    name, file = path.name, quoted_name(files.name(path))
    if not path.is_file():
        return unused(files, path, "länken leder ingenstans, eller är ingen fil", "Lägg filen själv här.")
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
        return unused(files, path, "filen är dold (namnet börjar med punkt) och läses inte", f"Byt namn. {GONE}")
    if name != name.strip():
        return unused(files, path, "filens namn börjar eller slutar med mellanslag, så den läses inte", "Byt namn.")
    if name + SUFFIX in names:
        original = copy_of(name, names)
        if original is None or original not in names:
            return None
        return finding(
            "fil-ar-kopia",
            f"filen ser av namnet ut som en kopia av {quoted_name(original)}; den har en egen sidofil och läses som en "
            "egen fil",
            "Är den en kopia, ta bort den och dess sidofil; är den ett uttag för sig, ge båda ett eget namn.",
            file=file,
        )
    if (original := same_content(files, path)) is not None:
        return finding(
            "fil-ar-kopia",
            f"filen har precis samma innehåll som {quoted_name(original)} och används inte en gång till",
            "Ta bort kopian.",
            file=file,
        )
    if (original := copy_of(name, names)) is not None and original in names:
        return finding(
            "fil-ar-kopia",
            f"filen ser ut som en kopia av {quoted_name(original)} men har annat innehåll och ingen sidofil, och "
            "är därför äldst av sin källa",
            f"Är den ett nyare uttag, ge den ett eget namn och en sidofil ({draft_command(file)}); ta annars bort den.",
            file=file,
        )
    return None


def draft_command(file: str) -> str:
    """The command that drafts a file's sidecar, as it is typed."""
    return f'statsbidrag sidecar "{file}"' if " " in file else f"statsbidrag sidecar {file}"


def without_sidecar(files: Files, path: Path) -> Finding:
    """That a file has no sidecar, and what that does."""
    file = quoted_name(files.name(path))
    if (elsewhere := _elsewhere(path.with_name(path.name + SUFFIX), path.parent.parent)) is not None:
        return finding(
            "sidofil-saknas",
            f"filens sidofil ligger i {quoted_name(files.name(elsewhere.parent))}/ och läses inte där, så filen är "
            "äldst av sin källa: där andra filer har samma månader räknas den inte",
            f"Flytta {quoted_name(elsewhere.name)} till {quoted_name(files.name(path.parent))}/.",
            file=file,
        )
    return finding(
        "sidofil-saknas",
        "filen har ingen sidofil och är därför äldst av sin källa: där andra filer har samma månader räknas den inte",
        f"Skriv {quoted_name(path.name)}{SUFFIX}; {draft_command(file)} ger ett utkast.",
        file=file,
    )


def in_activity(files: Files, region_id: str, path: Path) -> Finding:
    """That an export of the ledger lies among activity data, where no name would make it count."""
    return finding(
        "fil-anvands-inte",
        "filen ser ut som en huvudbok, för dess sidofil har huvudbokens source, och räknas inte här",
        f"Flytta den och sidofilen till data/raw/{region_id}/ledger/.",
        file=quoted_name(files.name(path)),
    )


def without_indicator(files: Files, path: Path, within: str, patterns: Collection[str]) -> Finding:
    """That none of a region's indicators reads a file; ``within`` is its path from the region's folder."""
    empty = "" if path.stat().st_size else ", som är tom"
    near = [pattern for pattern in patterns if fnmatch.fnmatchcase(alike(within), alike(pattern))]
    remedy = (
        f"Namnet ser ut att passa {near[0]}, men stora och små bokstäver skiljer, eller hur å, ä och ö är skrivna. "
        "Skriv namnet på nytt."
        if near
        else "Byt namn på filen så att den läses, eller rätta data hos indikatorn i params/."
    )
    read = ", ".join(sorted(set(patterns))) or "ingenting"
    return finding(
        "fil-utan-indikator",
        f"ingen indikator läser filen{empty}; regionens indikatorer läser {read}",
        remedy,
        file=quoted_name(files.name(path)),
    )


def misplaced(files: Files, path: Path, where: str, instead: str) -> Finding:
    """That a file lies where nothing reads it; of a sidecar, also where its file lies."""
    if looks_like_sidecar(path.name):
        own = _elsewhere(path.with_name(path.name.removesuffix(SUFFIX)), path.parent)
        if own is not None:
            message = f"sidofilen ligger {where} och läses inte; {quoted_name(own.name)}, som den hör till, ligger i "
            message += f"{quoted_name(files.name(own.parent))}/"
            return unused(files, path, message, "Flytta sidofilen dit.")
    beside = f", med sidofilen {quoted_name(path.name)}{SUFFIX}" if path.with_name(path.name + SUFFIX).exists() else ""
    return unused(files, path, f"filen ligger {where} och läses inte{beside}", f"Flytta den till {instead}.")


def _elsewhere(path: Path, region: Path) -> Path | None:
    """A file of some name in another folder of a region, or in that folder itself; None where there is none."""
    folders = [region, *sorted(one for one in region.iterdir() if one.is_dir())]
    folders += sorted(one for one in path.parent.iterdir() if one.is_dir())
    found = (folder / path.name for folder in folders if folder != path.parent)
    return next((one for one in found if one.is_file()), None)


def subfolder(files: Files, path: Path) -> Iterator[Finding]:
    """That what lies in a folder below one that is read is not."""
    yield from whole_folder(
        files,
        path,
        "fil-anvands-inte",
        "filer i undermappar läses inte",
        f"Flytta dem till {quoted_name(path.parent.name)}/.",
    )


def whole_folder(files: Files, folder: Path, code: str, why: str, remedy: str) -> Iterator[Finding]:
    """One finding for a folder with all that is in it, none when it holds no file."""
    # A link may lead anywhere; what lies in it is told, not what lies below that.
    below = folder.iterdir() if folder.is_symlink() else folder.rglob("*")
    inside = sorted(path for path in below if not path.is_dir() and not is_passed_over(path.name))
    if not inside:
        return
    names = ", ".join(quoted_name(path.relative_to(folder).as_posix()) for path in inside[:MOST_NAMED])
    more = f" och {len(inside) - MOST_NAMED} till" if len(inside) > MOST_NAMED else ""
    count = "en fil" if len(inside) == 1 else f"{len(inside)} filer"
    yield finding(code, f"{why}: {count} ({names}{more})", remedy, file=f"{quoted_name(files.name(folder))}/")


def nearest(name: str, known: Sequence[str]) -> str | None:
    """The known name that one must be meant for: the only one that begins alike, else one with nearly its letters."""
    plain = alike(name)
    begun = [one for one in known if one.startswith(plain) or plain.startswith(one)]
    near = begun if len(begun) == 1 else difflib.get_close_matches(plain, known, n=1, cutoff=0.75)
    return near[0] if near else None


def unread(path: Path) -> str:
    """That files of a suffix are not read."""
    return (
        f"filer med ändelsen {quoted_name(path.suffix)} läses inte" if path.suffix else "filer utan ändelse läses inte"
    )


def unused(files: Files, path: Path, message: str, remedy: str) -> Finding:
    """That a file is not used, without a code of its own."""
    return finding("fil-anvands-inte", message, remedy, file=quoted_name(files.name(path)))
