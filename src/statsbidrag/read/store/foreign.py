"""A ledger file that is another region's: refused, so that nobody's books are in another's.

Owns how that is seen. A SIE file says whose it is (#ORGNR, else #FNAMN); of any file most rows have units that the
region does not have and another region has. Only where the file is not clearly the region's own are the others looked
at, and one whose file is wrong tells nothing.
"""

from collections.abc import Iterator
from fractions import Fraction

from ...base.errors import ParameterError
from ...model.region import Region
from ..files import Files
from ..ledger.whose import Whose
from ..params.parameters import read_region
from ..params.places import known_regions
from .imports import Import

MOST = Fraction(1, 2)
NUMBER = "organisationsnumret (#ORGNR) är inte regionens utan den andras"
NAME = "företagsnamnet (#FNAMN) är inte regionens utan den andras"
UNITS = "de flesta rader har ansvar som inte finns i regionens fil utan i den andras"
MENDS = {
    NUMBER: "rätta organisation_number",
    NAME: "lägg till namnet under names",
    UNITS: "lägg till enheterna under units",
}


def foreign_lines(files: Files, region: Region, record: Import) -> Iterator[str]:
    """That an import is another region's, and what to do."""
    whose = record.whose
    if not _is_in_doubt(region, whose):
        return
    for other in _others(files, region):
        if (why := _why(region, other, whose)) is not None:
            file = record.delivery.file
            yield (
                f"{file}: filen ser ut att vara en annan regions huvudbok: {why} ({other.names[-1].name}). "
                f"Flytta den och sidofilen till data/raw/{other.id}/ledger/, eller ta bort dem. Är filen rätt, "
                f"{MENDS[why]} i {region.origin}."
            )
            return


def _is_in_doubt(region: Region, whose: Whose) -> bool:
    return _share(region, whose) < MOST or (_number(region) != whose.number and bool(whose.number or whose.name))


def _why(region: Region, other: Region, whose: Whose) -> str | None:
    """What of a file is the other region's and not the region's own, None where nothing is."""
    if whose.number and whose.number in (_number(region), _number(other)):
        return NUMBER if whose.number == _number(other) else None
    if whose.name and _is_named(other, whose) and not _is_named(region, whose):
        return NAME
    own, theirs = _share(region, whose), _share(other, whose)
    if own < MOST <= theirs:
        return UNITS
    return None


def _share(region: Region, whose: Whose) -> Fraction:
    """The share of a file's rows whose unit the region has; 1 where no row has a unit."""
    known = {unit.code for unit in region.units}
    rows = sum(whose.units.values())
    return Fraction(sum(count for unit, count in whose.units.items() if unit in known), rows) if rows else Fraction(1)


def _number(region: Region) -> str:
    told = region.organisation_number
    return "" if told is None else told.number.replace("-", "")


def _is_named(region: Region, whose: Whose) -> bool:
    return any(one.name.casefold() in whose.name.casefold() for one in region.names)


def _others(files: Files, region: Region) -> list[Region]:
    found = []
    for region_id in known_regions(files):
        if region_id != region.id:
            try:
                found.append(read_region(files, region_id))
            except ParameterError:
                continue
    return found
