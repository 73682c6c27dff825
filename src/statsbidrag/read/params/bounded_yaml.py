"""The events of a YAML file, as far as a program can bear them.

Owns how much a file may hold and which characters: no more entries than somebody could have written, no deeper than
anyone could read, and no character that nobody sees, written as itself or as an escape (``"\\e"``). What is refused is
refused at once, with its line, so that no file keeps a check busy.
"""

from collections.abc import Iterator

import yaml

from ...base.errors import ParameterError
from ...base.numbers import count
from ...base.unseen import UNSEEN, code_point

MOST_ENTRIES = 20_000
DEEPEST = 20
BYTE_ORDER_MARK = "\ufeff"
OPENING = (yaml.SequenceStartEvent, yaml.MappingStartEvent)
CLOSING = (yaml.SequenceEndEvent, yaml.MappingEndEvent)


def events_of(name: str, text: str) -> Iterator[yaml.Event]:
    """The parser's events. Raises ParameterError with the line where there is too much, or what is not seen."""
    _refuse_unseen(name, text.removeprefix(BYTE_ORDER_MARK))
    entries, depth = 0, 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, OPENING):
            depth += 1
        elif isinstance(event, CLOSING):
            depth -= 1
        elif isinstance(event, yaml.ScalarEvent) and (found := UNSEEN.search(event.value)):
            line = _line_of_escape(text, event)
            raise ParameterError(f"{name}:{line}: {_hidden(found[0])}")
        if isinstance(event, (yaml.ScalarEvent, yaml.AliasEvent, *OPENING)):
            entries += 1
        if depth > DEEPEST:
            raise ParameterError(f"{name}:{_line(event)}: för många nivåer. Gör strukturen flackare.")
        if entries > MOST_ENTRIES:
            raise ParameterError(
                f"{name}:{_line(event)}: filen har fler än {count(MOST_ENTRIES)} nycklar och värden och läses inte. "
                "Kontrollera att rätt fil ligger här."
            )
        yield event


def _refuse_unseen(name: str, text: str) -> None:
    if found := UNSEEN.search(text):
        raise ParameterError(f"{name}:{text.count(chr(10), 0, found.start()) + 1}: {_hidden(found[0])}")


def _hidden(sign: str) -> str:
    return f"raden har ett tecken som inte får finnas i YAML ({code_point(sign)}). Ta bort det."


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _line_of_escape(text: str, event: yaml.Event) -> int:
    """The line (1 = first) of the first escape of a value: only an escape can hide what the text itself has not."""
    first = _line(event)
    last = event.end_mark.line + 1 if event.end_mark else first
    lines = text.split("\n")[first - 1 : last]
    return next((number for number, line in enumerate(lines, start=first) if "\\" in line), first)
