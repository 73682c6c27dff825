"""A region's parameters of one year: what a run reads of ``params/``, once, and hands on.

Owns that every agreement of the year is read before anything is made of one, and that a fault in one is kept beside
the others, for the run to tell in its place.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from ...base.errors import ParameterError
from ...model.region import Region
from ...model.settings import Settings
from ..files import Files, Root
from .parameters import Parameters, read_parameters, read_region, read_settings, require_sound_year, why_no_report
from .places import agreements_of
from .population import read_population


@dataclass(frozen=True)
class RegionYear:
    """``agreements`` are the year's that can be read, by id, each with its earlier years; ``faults`` why others cannot.

    ``files`` are the run's. ``settings``, ``region`` and ``population`` are a ParameterError where they are wrong.
    """

    files: Files
    region_id: str
    year: int
    agreements: Mapping[str, Parameters]
    faults: Mapping[str, ParameterError]

    @property
    def settings(self) -> Settings:
        return read_settings(self.files)

    @property
    def region(self) -> Region:
        return read_region(self.files, self.region_id)

    @property
    def population(self) -> Mapping[dt.date, Mapping[str, int]]:
        return read_population(self.files)

    @property
    def hashes(self) -> dict[str, str]:
        """SHA-256 of every parameter file of the year's agreements, by path relative to the root."""
        return {name: sha256 for one in self.agreements.values() for name, sha256 in one.files.items()}

    @property
    def with_report(self) -> dict[str, Parameters]:
        """The agreements that a report can be made of, by id. A fault in any of the year's is a ParameterError."""
        self.require_readable()
        return {name: one for name, one in self.agreements.items() if not why_no_report(one)}

    def agreement(self, agreement_id: str) -> Parameters:
        """One agreement's parameters; ParameterError with what is wrong in them, or when there is none of the id."""
        return read_parameters(self.files, agreement_id, self.region_id, self.year)

    def require_readable(self) -> None:
        """Raises ParameterError for the first agreement that cannot be read."""
        for fault in self.faults.values():
            raise fault.with_traceback(None)

    def require_sound(self) -> None:
        """Raises ParameterError for what the year's agreements say against each other."""
        require_sound_year(self.files, self.region_id, self.year)


def read_region_year(root: Root, region_id: str, year: int) -> RegionYear:
    """The parameters of a region's year, read once by the ``Files`` given; a year without agreements has none."""
    files = Files.of(root)
    return files.once(("region year", region_id, year), lambda: _read(files, region_id, year))


def _read(files: Files, region_id: str, year: int) -> RegionYear:
    agreements: dict[str, Parameters] = {}
    faults: dict[str, ParameterError] = {}
    for name in agreements_of(files, region_id, year, may_be_none=True):
        try:
            agreements[name] = read_parameters(files, name, region_id, year)
        except ParameterError as fault:
            faults[name] = fault
    return RegionYear(files, region_id, year, agreements, faults)
