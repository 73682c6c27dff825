"""What reaches the terminal, whoever writes it.

Owns that nothing does but what may be seen: personal numbers are masked and characters that nobody sees are shown, on
stdout and stderr alike, so that no command and no library can forget it. Streams write UTF-8.
"""

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from ..base.personal_numbers import BUILT_IN, PersonalNumbers
from ..base.unseen import visible


class Rule:
    """What is masked: personnummer, and the reservnummer of the project once it is known which that is."""

    def __init__(self) -> None:
        self.numbers: PersonalNumbers = BUILT_IN


class _Shown(io.TextIOBase):
    """A stream that writes to another what may be seen."""

    encoding, errors = "utf-8", "strict"

    def __init__(self, stream: TextIO, rule: Rule) -> None:
        self.stream, self.rule = stream, rule

    def write(self, text: str) -> int:
        self.stream.write(self.rule.numbers.masked(visible(text)))
        return len(text)

    def flush(self) -> None:
        self.stream.flush()

    def isatty(self) -> bool:
        return self.stream.isatty()

    def fileno(self) -> int:
        return self.stream.fileno()

    def writable(self) -> bool:
        return True


@contextmanager
def only_what_may_be_seen() -> Iterator[Rule]:
    """Stdout and stderr as they may be seen within the block; the rule may be given more to mask."""
    rule, before = Rule(), (sys.stdout, sys.stderr)
    for stream in before:
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    sys.stdout, sys.stderr = (_Shown(stream, rule) for stream in before)
    try:
        yield rule
    finally:
        sys.stdout, sys.stderr = before
