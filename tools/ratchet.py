"""Hold what of the package's types nobody can check to what it was, room by room, so that it may only shrink.

    python tools/ratchet.py             compare with tools/ratchet.yaml; part of ``make check``
    python tools/ratchet.py --write     write the smaller numbers
    python tools/ratchet.py --list read places of what is counted in read/; without a room, in all

Counted for each package under ``src/statsbidrag`` are mypy's errors (its settings stand in ``pyproject.toml``),
comments ``type: ignore`` and every ``Any`` but its import. More than the number written is a fault. So is less, until
the smaller number is written: what is won is not lost again. A number is raised only by hand, where a reviewer sees it.
"""

import argparse
import ast
import io
import json
import subprocess
import sys
import tokenize
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
SOURCE = Path("src/statsbidrag")
NUMBERS = "tools/ratchet.yaml"
HEAD = """\
# What may at most be left in each package of mypy's errors, `type: ignore` and `Any`. tools/ratchet.py writes smaller
# numbers (--write) and tells the places (--list).
"""
# The package's own modules that stand in no room.
NO_ROOM = "statsbidrag"


class MypyFailed(Exception):
    """mypy could not do its work: its settings are wrong, or it is not installed. The message is what it said."""


@dataclass(frozen=True, order=True)
class Place:
    """Something counted: a file relative to the root, its line and what it is."""

    file: str
    line: int
    what: str

    @property
    def room(self) -> str:
        parts = Path(self.file).relative_to(SOURCE).parts
        return parts[0] if len(parts) > 1 else NO_ROOM


def mypy_errors(root: Path) -> list[Place]:
    """What mypy says with the settings of the root's ``pyproject.toml``. MypyFailed when it says something else."""
    command = [sys.executable, "-m", "mypy", "--output", "json", "--no-error-summary"]
    run = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if run.returncode not in (0, 1) or run.stderr.strip():
        raise MypyFailed((run.stderr + run.stdout).strip())
    told = [json.loads(line) for line in run.stdout.splitlines()]
    return [
        Place(one["file"], one["line"], f"{one['message']} [{one['code']}]")
        for one in told
        if one["severity"] == "error"
    ]


def untyped(source: str, file: str) -> list[Place]:
    """Each ``type: ignore`` and each ``Any`` of a module, but for its import: in a signature, a field or an alias."""
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    places = [
        Place(file, token.start[0], "type: ignore")
        for token in tokens
        if token.type == tokenize.COMMENT and token.string.replace(" ", "").startswith("#type:ignore")
    ]
    for node in ast.walk(ast.parse(source)):
        if (isinstance(node, ast.Name) and node.id == "Any") or (
            isinstance(node, ast.Attribute) and node.attr == "Any"
        ):
            places.append(Place(file, node.lineno, "Any"))
    return places


def places(root: Path) -> list[Place]:
    """All that is counted, in order of file and line."""
    found = mypy_errors(root)
    for path in (root / SOURCE).rglob("*.py"):
        found += untyped(path.read_text(encoding="utf-8"), path.relative_to(root).as_posix())
    return sorted(found)


def rooms(root: Path) -> set[str]:
    """Every package under the source folder, and the name for what stands in none."""
    return {path.parent.name for path in (root / SOURCE).glob("*/__init__.py")} | {NO_ROOM}


def numbers(found: Iterable[Place], named: Iterable[str]) -> dict[str, int]:
    """How many of the places each room has."""
    counted = Counter(place.room for place in found)
    return {room: counted[room] for room in sorted({*named, *counted})}


def faults(now: Mapping[str, int], written: Mapping[str, int]) -> list[str]:
    """Why the numbers are not those written, a line a room; a room not written may have none."""
    lines = []
    for room in sorted({*now, *written}):
        has, may = now.get(room, 0), written.get(room, 0)
        if has > may:
            lines.append(f"{room}: {has}, at most {may}: see tools/ratchet.py --list {room}")
        elif has < may:
            lines.append(f"{room}: {has}, no longer {may}: write the smaller number with tools/ratchet.py --write")
    return lines


def smaller(now: Mapping[str, int], written: Mapping[str, int]) -> dict[str, int]:
    """The numbers to write: what is now, but never more than what was written; a room not written before as it is."""
    return {room: min(has, written.get(room, has)) for room, has in sorted(now.items())}


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="write the smaller numbers")
    parser.add_argument("--list", nargs="*", metavar="ROOM", help="tell the places, of these rooms or of all")
    given = parser.parse_args(arguments)
    try:
        found = places(root)
    except MypyFailed as error:
        print(f"mypy: {error}", file=sys.stderr)
        return 2
    if given.list is not None:
        for place in found:
            if not given.list or place.room in given.list:
                print(f"{place.file}:{place.line}: {place.what}")
        return 0
    file = root / NUMBERS
    written = yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader) if file.exists() else {}
    now = numbers(found, rooms(root))
    if given.write:
        written = smaller(now, written)
        file.write_text(HEAD + yaml.safe_dump(written), encoding="utf-8")
    told = faults(now, written)
    print("\n".join([*told, f"Types: {sum(now.values())} places left unchecked in {len(now)} packages."]))
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
