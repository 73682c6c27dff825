"""Look through everything under reports/ for what only the raw ledger tells: names, suppliers, texts of vouchers.

A word is the ledger's own when it stands in a cell of a raw ledger file and nowhere in params, notebooks, the package
or its documents. None of them may be in a published file, nor what the package's own rule takes for a personal number,
nor a number written as a personnummer with a hyphen that no parameter file has, whether or not its date exists. Says in
which files, and how many; the words themselves only when asked to.

    python tools/check_published.py [--root FOLDER] [--show]
"""

import argparse
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from pathlib import Path

from statsbidrag.base.personal_numbers import BUILT_IN

WORD = re.compile(r"[^\W\d_]{5,}")
CELLS, MARKUP = ("xl/sharedStrings", "xl/worksheets/"), re.compile(r"<[^>]*>")
PERSONAL_NUMBER = re.compile(r"(?<![\d.-])(?:\d{2})?\d{6}[-+]\d{4}(?![\d-])")
# Amounts and counts as a workbook and JSON have them, which are no texts.
NUMBER = re.compile(r"<v>[-+.0-9Ee]+</v>|(?<=[\s:\[])-?[0-9]+(?:\.[0-9]+)?(?=\s*[,}\]\n])")
# The text of a PDF has the cells of a row beside each other, so that two dates can look like one number.
ISO_DATE = re.compile(r"\b20\d\d-\d\d(?:-\d\d)?\b")
OPEN = ("params", "notebooks", "src", "docs", "README.md", "data/raw/*/activity", "data/raw/riket")


def cells(path: Path) -> Iterator[str]:
    """What a raw ledger file says, without the markup of a workbook."""
    if not zipfile.is_zipfile(path):
        yield readable(path.read_bytes())
        return
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith(CELLS):
                yield unescape(MARKUP.sub(" ", archive.read(name).decode("utf-8", "replace")))


def parts(path: Path) -> Iterator[str]:
    """All of a published file, markup too; of a workbook each part, of a PDF its text where pdftotext is installed."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                yield unescape(archive.read(name).decode("utf-8", "replace"))
    elif path.suffix == ".pdf":
        if program := shutil.which("pdftotext"):
            told = subprocess.run([program, path, "-"], capture_output=True, check=True)
            yield ISO_DATE.sub(" ", told.stdout.decode("utf-8", "replace"))
    else:
        yield unescape(readable(path.read_bytes()))


def readable(content: bytes) -> str:
    """Text in UTF-8, else in the code page that gives most Swedish letters."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        tried = [content.decode(page, "replace") for page in ("cp1252", "cp437")]
        return max(tried, key=lambda text: sum(text.count(letter) for letter in "åäöÅÄÖ"))


def files(root: Path, places: Iterable[str]) -> list[Path]:
    """Every file in the folders that the patterns name, or the files themselves."""
    found = [place for pattern in places for place in root.glob(pattern)]
    return sorted({file for one in found for file in ([one] if one.is_file() else one.rglob("*")) if file.is_file()})


def words(paths: Iterable[Path], told: Callable[[Path], Iterator[str]] = parts) -> set[str]:
    """Words of at least five letters, in small letters."""
    return {word.casefold() for path in paths for text in told(path) for word in WORD.findall(text)}


def numbers(paths: Iterable[Path]) -> set[str]:
    """What is written as a personnummer (an organisation number is written the same way), and what the rule finds."""
    found = set()
    for path in paths:
        for text in parts(path):
            bare = NUMBER.sub(" ", text)
            found |= {*PERSONAL_NUMBER.findall(text), *(bare[start:end] for start, end in BUILT_IN.places(bare))}
    return found


def hits(root: Path) -> dict[str, list[str]]:
    """Published file → what of the ledger's own stands in it. ValueError when there is nothing to look for or in."""
    known = files(root, OPEN)
    own = words(files(root, ["data/raw/*/ledger"]), cells) - words(known)
    published = files(root, ["reports"])
    if not own or not published:
        raise ValueError("the ledgers have no words of their own, or nothing is published: nothing was looked at")
    allowed = numbers(known)
    found = {}
    for path in published:
        if told := sorted(words([path]) & own) + sorted(numbers([path]) - allowed):
            found[path.relative_to(root).as_posix()] = told
    print(f"{len(own)} words of the ledgers' own looked for in {len(published)} published files.")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--root", type=Path, default=Path())
    parser.add_argument("--show", action="store_true", help="tell the words, which may be somebody's name")
    given = parser.parse_args()
    found = hits(given.root)
    for file, told in found.items():
        print(f"{file}: {', '.join(told) if given.show else f'{len(told)} of the ledger, see --show'}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
