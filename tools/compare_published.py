"""Compare two folders of reports made from the same inputs by two versions of the program, as a reader meets them.

    python tools/compare_published.py OLD NEW [--common] [--no-pdf] [--lines 40]

Every page, workbook, PDF and record of OLD has its like in NEW, with the same text, cells, drawings and figures; what
is compared and what is left out is said in ``tests/normalised.py``. A PDF that only one has is not compared (none may
have been printed). ``--common`` leaves out every other file that only one of them has too, for a run that is not done.
Tells the first differences of each file; exit code 1 when there are any, 2 when nothing could be compared.
"""

import argparse
import difflib
import multiprocessing
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.normalised import both, without_printing  # noqa: E402

CONTEXT = 2


@dataclass(frozen=True)
class Compared:
    """A file by its path under both folders, and the lines of its differences, none when they are alike."""

    name: str
    differences: list[str]


def published(folder: Path, pdf: bool) -> set[str]:
    """Every file in a folder by its path in it."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and (pdf or path.suffix != ".pdf")
    }


def compare(name: str, old: Path, new: Path, pdf: bool) -> Compared:
    """The differences of one file that both have; of an index not which PDF there is, when none is compared."""
    if (old / name).read_bytes() == (new / name).read_bytes():
        return Compared(name, [])
    before, after = both(old / name, new / name)
    if not pdf and Path(name).name == "index.html":
        before, after = without_printing(before), without_printing(after)
    return Compared(name, list(difflib.unified_diff(before, after, "old", "new", lineterm="", n=CONTEXT)))


def compare_folders(old: Path, new: Path, *, common: bool = False, pdf: bool = True) -> list[Compared]:
    """Every file that either has, in order; of a file that one lacks the difference is just that."""
    had, has = published(old, pdf), published(new, pdf)
    shared = sorted(had & has)
    with multiprocessing.Pool() as pool:
        compared = pool.map(partial(compare, old=old, new=new, pdf=pdf), shared, chunksize=1)
    if not common:
        alone = sorted(name for name in had ^ has if not name.endswith(".pdf"))
        compared += [Compared(name, ["only in the " + ("old" if name in had else "new")]) for name in alone]
    return sorted(compared, key=lambda one: one.name)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("--common", action="store_true", help="only files that both have")
    parser.add_argument("--no-pdf", action="store_true", help="leave out PDFs, which take longest to read")
    parser.add_argument("--lines", type=int, default=40, help="lines of difference told per file")
    given = parser.parse_args(arguments)
    compared = compare_folders(given.old, given.new, common=given.common, pdf=not given.no_pdf)
    if not compared:
        print("Nothing to compare.", file=sys.stderr)
        return 2
    differing = [one for one in compared if one.differences]
    for one in differing:
        print(f"\n{one.name}")
        print("\n".join(f"  {line}" for line in one.differences[: given.lines]))
        if len(one.differences) > given.lines:
            print(f"  … {len(one.differences) - given.lines} lines more")
    print(f"{len(compared)} files compared, {len(differing)} differ.")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
