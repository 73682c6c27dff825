"""The rows of ``docs/ordlista.md``, and whether the names they give stand in the code at the places they give.

Owns what kinds of names the column *Namn i koden* has: a module, class, function, field, key or value in text
(``Effort``, ``key_date``, ``per_fte``), an attribute (``Treatment.COUNTED``), a key of the record with what varies
between <> or as … (``component.<id>.computed``), a pattern of files (``notebooks/*.ipynb``), the ending of a name
(``…_ore``).
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from house_rules import PACKAGE, ROOT
from statsbidrag.base.findings import SEVERITY_OF_CODE

GLOSSARY = ROOT / "docs/ordlista.md"
HEADINGS = ["Svensk term", "Namn i koden", "Betydelse", "Källa/plats"]
QUOTED = re.compile(r"`([^`]+)`")
VARIES = re.compile(r"<[^>]*>|…|\*")


@dataclass(frozen=True)
class Row:
    """A row of the glossary: its line, its term, and what stands as code in the columns of names and places."""

    line: int
    term: str
    names: tuple[str, ...]
    places: tuple[str, ...]


def rows(text: str) -> list[Row]:
    """Every row of every table. ValueError of a row that has not four cells, or that no heading stands over."""
    found = []
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|"):
            inside = False
        elif cells == HEADINGS:
            inside = True
        elif not inside or len(cells) != len(HEADINGS):
            raise ValueError(f"line {number} is no row of a table")
        elif set(line) - set("|- "):
            found.append(Row(number, cells[0], tuple(QUOTED.findall(cells[1])), tuple(QUOTED.findall(cells[3]))))
    return found


def files(place: str) -> list[Path]:
    """The files that a place names: under the package or the project, a file, a folder or a pattern."""
    pattern = VARIES.sub("*", place).rstrip("/")
    for above in (PACKAGE, ROOT):
        if found := sorted(above.glob(pattern)):
            inside = [file for one in found for file in (sorted(one.rglob("*")) if one.is_dir() else [one])]
            return [file for file in inside if file.is_file() and file.suffix != ".pyc"]
    return []


@cache
def words(file: Path) -> frozenset[str]:
    """What a file defines or writes: names, arguments, attributes, and the parts of its texts between full stops.

    Of another file than Python, the words between spaces, quotes and colons.
    """
    text = file.read_text(encoding="utf-8")
    if file.suffix != ".py":
        return frozenset(re.findall(r"[^\s\"'`:,{}\[\]|]+", text))
    return frozenset({file.stem, *_words(ast.parse(text))})


def _words(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            yield node.name
            yield from (f"{node.name}.{name}" for name in _members(node)) if isinstance(node, ast.ClassDef) else ()
        elif isinstance(node, ast.arg | ast.keyword) and node.arg:
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from {node.value, *node.value.split(".")}


def _members(node: ast.ClassDef) -> Iterator[str]:
    for inner in node.body:
        if isinstance(inner, ast.FunctionDef):
            yield inner.name
        elif isinstance(inner, ast.AnnAssign) and isinstance(inner.target, ast.Name):
            yield inner.target.id
        elif isinstance(inner, ast.Assign):
            yield from (target.id for target in inner.targets if isinstance(target, ast.Name))


def stands(name: str, places: list[Path]) -> bool:
    """True when a name of the glossary is found in one of the files, or is a file or a code of a finding."""
    if name in SEVERITY_OF_CODE or name == "None":
        return True
    if "/" in name:
        return any(ROOT.glob(VARIES.sub("*", name)))
    known = frozenset().union(*(words(place) for place in places))
    if name in known:
        return True
    if name.startswith("…"):
        return any(word.endswith(name[1:]) for word in known)
    said = [part for part in VARIES.sub("", name).split(".") if part]
    return "." in name and not name[0].isupper() and bool(said) and all(part in known for part in said)


def faults(text: str) -> list[str]:
    """Places that are not there, and names that do not stand at the places of their row."""
    found = []
    for row in rows(text):
        if not row.places:
            found.append(f"line {row.line}, {row.term}: no place is given")
        looked = []
        for place in row.places:
            looked += (at := files(place))
            if not at:
                found.append(f"line {row.line}, {row.term}: the place {place} is not there")
        found += [
            f"line {row.line}, {row.term}: {name} does not stand there"
            for name in row.names
            if not stands(name, looked)
        ]
    return found
