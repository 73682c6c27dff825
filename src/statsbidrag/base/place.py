"""Where something stands: a file, and the line or row in it.

Owns the form ``file:line`` in which a place is told and kept (the ``origin`` of a parameter, the place of a finding).
The file is relative to the project's root; lines are counted from 1.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

MORE = re.compile(r": och [0-9\u00a0]+ till\.$")
TOLD = re.compile(r"(?P<file>[^\s:]+):(?P<line>\d+): ")


@dataclass(frozen=True)
class Place:
    """A file and a line in it; ``line`` None where the whole file is meant."""

    file: str
    line: int | None = None

    @classmethod
    def parse(cls, text: str) -> "Place":
        """``params/2018/x.yaml:12`` taken apart; a text that ends in no line number is a file alone."""
        file, _, line = text.rpartition(":")
        return cls(file, int(line)) if file and line.isascii() and line.isdigit() else cls(text)

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


def in_order(lines: Iterable[str]) -> list[str]:
    """Messages that begin with a place, each once, by file and line; those of one place stay as they came. What is
    told of a whole file, or of none, comes before what is told of a line in it; how many more there are comes last."""
    return sorted(dict.fromkeys(lines), key=_order)


def _order(line: str) -> tuple[str, float]:
    found = TOLD.match(line)
    if MORE.search(line):
        return (line.partition(": ")[0], math.inf)
    return (found["file"], int(found["line"])) if found else (line.partition(": ")[0], 0)
