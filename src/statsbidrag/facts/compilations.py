"""The 21 regions, and the compilations that they have made of a year's grants, rebuilt.

Owns which regions there are in a year: those without a file of their own under the name they have in
``params/population.csv``.
"""

import unicodedata
from dataclasses import dataclass

from ..model.choices import Stated
from ..model.region import Region
from ..read.files import Files, Root
from ..read.params.parameters import read_choices, read_regions
from ..read.params.places import agreements_of
from ..read.params.population import read_region_names
from ..read.params.terms import read_terms
from ..rules.compilation import Rebuilt, rebuild
from ..rules.sharing.case import Population


@dataclass(frozen=True)
class RegisterRegion:
    """A region in the register: its id, län code and name; ``region`` None when it has no file of its own."""

    id: str
    lan_code: str
    name: str
    region: Region | None


def places(root: Root, year: int) -> list[RegisterRegion]:
    """All 21 regions, by län code."""
    files = Files.of(root)
    own = {region.lan_code: region for region in read_regions(files)}
    return [
        RegisterRegion(region.id, code, region.name_in(year), region)
        if (region := own.get(code))
        else _bare(code, name)
        for code, name in sorted(read_region_names(files).items())
    ]


def compilations(root: Root, place: RegisterRegion, year: int, population: Population) -> list[Rebuilt]:
    """The region's own compilations of the year, each rebuilt from what the region states part by part."""
    ours = [one for one in (place.region.compilations if place.region else []) if one.year == year]
    if not ours:
        return []
    files = Files.of(root)
    stated: list[tuple[str, Stated]] = []
    for name in agreements_of(files, place.id, year, may_be_none=True):
        agreement = read_terms(files, name, year, population)
        stated += [(name, amount) for amount in read_choices(files, agreement, place.id, population).stated]
    return [rebuild(one, stated) for one in ours]


def _bare(code: str, name: str) -> RegisterRegion:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    # Whether it was a region or a landsting, and its whole name, stands in the files that a region has of its own.
    return RegisterRegion(plain.lower().replace(" ", "-"), code, name, None)
