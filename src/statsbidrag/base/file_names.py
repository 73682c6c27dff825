"""What the name of a file tells: a copy, something half written, what the computer itself leaves.

Owns which names are passed over without a word, which marks a download, a file manager or a synchronised folder puts
on a copy, and how a name is quoted to the user. Pure: no file is looked at.
"""

import re
import unicodedata
from collections.abc import Collection
from pathlib import PurePath

# What editors and systems leave beside files, never an export: README.md is ours, and locks go away with their program.
PASSED_OVER = {"readme.md", ".ds_store", "thumbs.db", "desktop.ini", ".gitkeep", ".gitignore"}
PASSED_OVER_FIRST = ("~$", "._", ".~lock.")
PASSED_OVER_FOLDERS = {".ipynb_checkpoints", ".git", "__macosx"}
UNFINISHED = {".crdownload", ".part", ".partial", ".download", ".opdownload", ".tmp", ".temp"}
BACKUPS = {".bak", ".old", ".orig", ".swp"}
SIDECAR_ENDINGS = (".yaml.txt", ".yml.txt", ".yaml", ".yml")
# The marks of Windows, macOS, browsers and the synchronised folders, at the end of a name before its suffix.
COPY_MARKS = re.compile(
    r"(?:\s*\(\d{1,3}\)"
    r"|\s+\(?(?:kopia|copy)\)?(?:\s*\(?\d+\)?)?|\s*-\s*(?:kopia|copy)(?:\s*\(?\d+\)?)?"
    r"|\s*\([^()]*(?:konflikt|conflict)[^()]*\)"
    r"|[._](?:sync-)?(?:conflict|konflikt)(?:ed)?(?:[-_. ][^/]*)?|-(?:conflict|konflikt)-?[0-9]{4}[^/]*)$",
    re.IGNORECASE,
)
COPY_FIRST = re.compile(r"^(?:kopia av|copy of)\s+", re.IGNORECASE)
# A computer's name has a capital; a word a user puts after a name, as in huvudbok-2018-02-rattad, seldom has.
COMPUTER = re.compile(r"(?=.*[A-ZÅÄÖ])[^./]{2,40}")
INVISIBLE = ("Cc", "Cf", "Co", "Cs", "Zl", "Zp")


def is_passed_over(name: str) -> bool:
    """Whether a file is passed over without a word."""
    return name.casefold() in PASSED_OVER or name.startswith(PASSED_OVER_FIRST)


def is_unfinished(name: str) -> bool:
    """Whether a name is that of a download under way, a scratch file or an editor's backup."""
    return name.endswith("~") or name.startswith("~") or suffix_of(name) in UNFINISHED | BACKUPS


def suffix_of(name: str) -> str:
    """The suffix in small letters, without blanks that came after it; "" for none."""
    return PurePath(name.strip()).suffix.lower()


def alike(name: str) -> str:
    """What two names have in common that look the same: letters in one form, small, without blanks around them."""
    return unicodedata.normalize("NFC", name).casefold().strip()


def sidecar_base(name: str) -> str | None:
    """The name, as ``alike`` has it, of the file that one of the forms of a sidecar's name is of; None for others."""
    plain = alike(name)
    ending = next((end for end in SIDECAR_ENDINGS if plain.endswith(end)), None)
    return None if ending is None else plain.removesuffix(ending).strip()


def copy_of(name: str, beside: Collection[str]) -> str | None:
    """The name of the file that another is a copy of, judged by its name; None when it does not look like a copy.

    A copy is one with a mark (``x (1).xlsx``, ``x - Kopia.xlsx``), whether or not the original is ``beside`` it, or
    one with a computer's name after that of a file beside it (``x-DATORNAMN.xlsx``).
    """
    plain = unicodedata.normalize("NFC", name)
    if COPY_FIRST.match(plain):
        return COPY_FIRST.sub("", plain)
    for stem, suffix in ((PurePath(plain).stem, PurePath(plain).suffix), (plain, "")):
        if (mark := COPY_MARKS.search(stem)) and mark.start():
            return stem[: mark.start()] + suffix
        for place in (place for place, letter in enumerate(stem) if letter == "-"):
            if stem[:place] + suffix in beside and COMPUTER.fullmatch(stem[place + 1 :]):
                return stem[:place] + suffix
    return None
