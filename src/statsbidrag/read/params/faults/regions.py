"""What must hold inside a region's file, and between the files of regions.

Owns the checks of ``params/regions/<region>.yaml``: its name, codes and cost types told once, sources that exist, and
what is asked of a region before anything of it is read. All are refusals: of two entries with one code chance would
decide, and a region that is not there or not described has no books to read.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from ....base.errors import ParameterError
from ....model.region import Region
from ...files import Root
from ..places import known_regions
from ..population import FILE as POPULATION_FILE
from .days import faults_in_checked
from .lines import NamesSource, not_there, told_twice


def require_region(root: Root, region_id: str) -> None:
    """Raises ParameterError, with the regions there are, when a region has no file."""
    if region_id not in (known := known_regions(root)):
        allowed = ", ".join(known) or "inga"
        raise ParameterError(f"Regionen «{region_id}» finns inte. Tillåtna: {allowed} (params/regions/).")


def require_ledger(region: Region) -> None:
    """Raises ParameterError for a region whose books are not described: it stands in the register only."""
    if region.ledger is None:
        raise ParameterError(
            f"{region.origin}: ledger är unknown, så huvudboken kan inte läsas. Beskriv uttaget under ledger."
        )


def misnamed(region: Region, region_id: str) -> Iterator[str]:
    """A line when a region's file has another region's id in it."""
    if region.id != region_id:
        yield f"{region.at('id')}: id är «{region.id}» men filen heter {region_id}.yaml. Låt dem vara lika."


def faults_in_region(region: Region) -> Iterator[str]:
    """A line for each fault in a region's file."""
    yield from told_twice("kostnadsslaget", region.cost_types)
    yield from told_twice("årsredovisningen", region.annual_reports, "year")
    yield from _claimed_twice(region)
    for one in region.compilations:
        sides = [side for contradiction in one.contradictions for side in contradiction.sides]
        entries: list[NamesSource] = [*filter(None, (one.total, one.budget)), *sides, *one.remarks]
        yield from faults_in_checked(one.sources, one)
        for amount in filter(None, (one.total, one.budget)):
            if amount.ore < 0:
                yield f"{amount.at('amount')}: beloppet är {amount.amount} {amount.unit}. Skriv 0 eller mer."
        for entry in entries:
            yield from not_there(
                entry.at("source"), "källan", entry.source, {*one.sources, *region.lost("compilations")}
            )
    areas = region.unit_areas.areas if region.unit_areas else []
    yield from told_twice("området", areas)
    belonging = [(one.at("area"), one.area) for one in region.units]
    for place, name in [*belonging, *((one.at("area"), one.area) for one in region.counterparts)]:
        yield from not_there(place, "området", name, {area.id for area in areas})
    # Units and private counterparts are told apart by code alone in the report, so no code may be both.
    payees = [*region.units, *(payee for payee in region.counterparts if payee.kind == "private")]
    yield from told_twice("koden", payees, "code")
    yield from told_twice("motparten", region.counterparts, "code")


def faults_between_regions(regions: Sequence[Region]) -> Iterator[str]:
    """A line for each region with another's län code."""
    yield from told_twice("länskoden", regions, "lan_code")


def without_population(region: Region, population: Mapping[dt.date, Mapping[str, int]]) -> Iterator[str]:
    """A line for a region whose län code the population's file does not have at some date."""
    if any(region.lan_code not in regions for regions in population.values()):
        found = f"länskoden {region.lan_code} finns inte i {POPULATION_FILE}"
        yield f"{region.at('lan_code')}: {found}. Rätta lan_code."


def _claimed_twice(region: Region) -> Iterator[str]:
    """Two account groups with one prefix in one year: which cost type an account had would be chance."""
    groups = [(kind.id, group) for kind in region.cost_types for group in kind.accounts]
    for number, (name, group) in enumerate(groups):
        for other_name, other in groups[:number]:
            apart = any(one.end is not None and one.end < two.start for one, two in ((group, other), (other, group)))
            if group.prefix == other.prefix and not apart:
                yield (
                    f"{group.at('prefix')}: konton på {group.prefix} hör både till {other_name} och {name} samma år. "
                    "Behåll prefixet hos ett kostnadsslag."
                )
