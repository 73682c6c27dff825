"""Which activity data a region's indicators read, and what of it none of them reads.

Owns how the rows' indicators are held against those of the parameters, over all years: a misspelt id on either side
leaves a figure not known that was delivered. Pandas is not imported here, so that ``check`` need not wait for it.
"""

import difflib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import PurePath

from ...base.errors import ParameterError, StatsbidragError
from ...base.file_names import alike
from ...base.findings import Finding, finding
from ...base.quoting import quoted_name
from ...model.choices import RegionAgreement
from ...model.indicator import Indicator
from ..files import Files
from ..params.places import agreements_of, choices_file, years_with_terms
from ..params.strict_yaml import read_model
from ..raw.quoting import named
from ..raw.raw_files import read_by
from ..raw.unused import Reads
from ..raw.unused_words import MOST_NAMED
from .activity_rows import read_activity


@dataclass(frozen=True)
class RegionIndicators:
    """A region's indicators of all years by the pattern of their data; ``whole`` is False where a file is wrong."""

    region: str
    by_pattern: dict[str, list[Indicator]] = field(default_factory=dict)
    whole: bool = True

    @property
    def reads(self) -> Reads:
        """What is read by them, for whoever looks at files by name."""
        return Reads(self.region, tuple(sorted(self.by_pattern)), self.whole)


def indicators_of(files: Files, region_id: str) -> RegionIndicators:
    """The indicators of a region's agreements of every year, as far as their files can be read."""
    by_pattern: dict[str, list[Indicator]] = {}
    whole = True
    for year in years_with_terms(files):
        for agreement_id in agreements_of(files, region_id, year, may_be_none=True):
            try:
                choices = read_model(files, files / choices_file(year, region_id, agreement_id), RegionAgreement)
            except ParameterError:
                whole = False
                continue
            for indicator in choices.indicators:
                by_pattern.setdefault(indicator.data, []).append(indicator)
    return RegionIndicators(region_id, by_pattern, whole)


def indicator_findings(files: Files, indicators: RegionIndicators) -> list[Finding]:
    """A finding for each indicator of a file that no agreement has, and for each that no row of its files tells of.

    Of files that cannot be read, or where some parameter file cannot, nothing is told here: that is a fault of its own.
    """
    if not indicators.whole:
        return []
    ids = _ids_by_file(files, indicators)
    return [*_strange(files, indicators, ids), *_silent(files, indicators, ids)]


def _ids_by_file(files: Files, indicators: RegionIndicators) -> dict[str, dict[str, list[int]]]:
    """File → indicator → its rows, of the rows that count."""
    ids: dict[str, dict[str, list[int]]] = {}
    for pattern in sorted(indicators.by_pattern):
        try:
            read = read_activity(files, indicators.region, pattern)
        except StatsbidragError:
            continue
        for file, rows in read.by_file.items():
            of_file = ids.setdefault(file, {})
            for row in rows:
                of_file.setdefault(row.indicator, []).append(row.source_row)
    return ids


def _known_in(files: Files, indicators: RegionIndicators) -> dict[str, set[str]]:
    """File → the indicators that read it."""
    known: dict[str, set[str]] = {}
    folder = files / f"data/raw/{indicators.region}"
    for pattern, those in indicators.by_pattern.items():
        for path in read_by(folder, pattern):
            known.setdefault(files.name(path), set()).update(one.id for one in those)
    return known


def _strange(files: Files, indicators: RegionIndicators, ids: dict[str, dict[str, list[int]]]) -> Iterator[Finding]:
    known = _known_in(files, indicators)
    strange: dict[str, list[tuple[str, list[int]]]] = {}
    for file, told_of in sorted(ids.items()):
        for name, rows in told_of.items():
            if name not in known.get(file, ()):
                strange.setdefault(name, []).append((file, rows))
    for name, places in sorted(strange.items()):
        file, rows = places[0]
        near = nearest(name, known.get(file, ()))
        # Another row may have the right word too, so a guess is only shown.
        meant = "" if near is None else f"; kanske menas {near}"
        count = sum(len(set(rows)) for _, rows in places)
        counted = "en rad" if count == 1 else f"{count} rader"
        others = [quoted_name(PurePath(other).name) for other, _ in places[1:]]
        also = "" if not others else f" (också i {', '.join(others[:MOST_NAMED])}"
        also += "" if not others else f" och {len(others) - MOST_NAMED} till)" if len(others) > MOST_NAMED else ")"
        yield finding(
            "okand-indikator",
            f"ingen överenskommelse har indikatorn {named(name)}, så {counted} används inte{also}{meant}",
            "Rätta kolumnen Indikator i källan och hämta filen på nytt, eller lägg till indikatorn i params/.",
            file=quoted_name(file),
            row=min(rows),
        )


def nearest(name: str, known: Collection[str]) -> str | None:
    """The id that a name is nearly: in other letters or with blanks for hyphens, or with nearly its letters."""
    plain = "-".join(alike(name).replace("_", "-").split())
    near = difflib.get_close_matches(plain, sorted(known), n=1)
    return near[0] if near else None


def _silent(files: Files, indicators: RegionIndicators, ids: dict[str, dict[str, list[int]]]) -> Iterator[Finding]:
    folder = files / f"data/raw/{indicators.region}"
    for pattern, those in sorted(indicators.by_pattern.items()):
        read = [name for path in read_by(folder, pattern) if (name := files.name(path)) in ids]
        there = {name for file in read for name in ids[file]}
        for one in those:
            if not there or one.id in there:
                continue
            near = next((name for name in sorted(there) if nearest(name, [one.id])), None)
            meant = "" if near is None else f"; kanske menas {named(near)}"
            file, _, line = one.origin.rpartition(":")
            yield finding(
                "indikator-utan-rader",
                f"ingen rad i filerna {pattern} har indikatorn {one.id}, så den visas som ej känd{meant}",
                "Rätta id, eller lägg in filen som har indikatorn.",
                file=file,
                row=int(line),
            )
