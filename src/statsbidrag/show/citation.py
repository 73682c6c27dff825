"""Where something stands, as a registrator would find it: diary number, section, page.

Owns how a place in a source (``r. 33 och 35``, as parameter files have it) is told. A row of which no part is known is
told as the row, and a place that is no row as it stands.
"""

import re
from collections.abc import Sequence

from ..model.documents import DocumentPart
from ..model.values import Source

NBSP = "\u00a0"
ROWS = re.compile(r"r\. ?\d+(?:[–-]\d+)?(?:(?:, | och )\d+(?:[–-]\d+)?)*")
NUMBERED = re.compile(rf"avsnitt{NBSP}(?=\d)")
SPAN = re.compile(r"(\d+)(?:[–-](\d+))?")


def citation(source: Source, place: str | None) -> str:
    """``2017/00153-2, avsnitt 5``; the title of a document that has no number; ``5-2018, s. 14, Psykisk hälsa``."""
    document = source.number or source.title
    if place is None:
        return document
    parts = _parts(source.parts, place)
    if not parts:
        return f"{document}, {place}".replace("r. ", f"r.{NBSP}")
    within: dict[str, list[str]] = {}
    for part in parts:
        whole = ", ".join(text for text in (part.number or document, _spaced(part.title or "")) if text)
        within.setdefault(whole, []).append(_section(part))
    return "; ".join(f"{whole}, {_listed(sections)}" for whole, sections in within.items())


def _parts(known: Sequence[DocumentPart], place: str) -> list[DocumentPart]:
    """The parts that a place's rows lie in, each section once; [] where one of them lies in no known part."""
    if not ROWS.fullmatch(place):
        return []
    found: dict[tuple[str | None, str, str | None], DocumentPart] = {}
    for first, last in SPAN.findall(place):
        rows = _within(known, int(first), int(last or first))
        if not rows:
            return []
        for part in rows:
            found.setdefault((part.number, part.section, part.page), part)
    return list(found.values())


def _within(known: Sequence[DocumentPart], first: int, last: int) -> list[DocumentPart]:
    """The part of the first row and that of the last: what a span goes through between them need not be told."""
    ends = []
    for row in (first, last):
        before = [part for part in known if part.row <= row]
        if not before:
            return []
        ends.append(before[-1])
    return ends


def _section(part: DocumentPart) -> str:
    section = _spaced(part.section)
    return f"s.{NBSP}{part.page}, {section}" if part.page else section


def _spaced(text: str) -> str:
    return re.sub(r"(avsnitt|bilaga|§) (?=\d)", rf"\1{NBSP}", text)


def _listed(found: list[str]) -> str:
    # A table lies in its section, which is then told once.
    sections = [one for one in found if not any(one.endswith(f" i {other}") for other in found)]
    if all(NUMBERED.match(one) for one in sections):
        sections = [sections[0], *(NUMBERED.sub("", one) for one in sections[1:])]
    return sections[0] if len(sections) == 1 else f"{', '.join(sections[:-1])} och {sections[-1]}"
