"""Parameter files read and typed, and held against each other.

Owns in which order files are read and checked; where they lie is ``places``, what is refused ``faults``. Raises
ParameterError with ``file:line`` for every fault. ``root`` may be the ``Files`` of a run; what one agreement needs is
then read and checked once, whoever asks for it.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ...base.errors import ParameterError
from ...model.agreement import Agreement
from ...model.choices import RegionAgreement
from ...model.region import Region
from ...model.settings import Settings
from ...model.values import Source
from ..files import Files, Root
from .faults.references import broken_references
from .faults.regions import faults_between_regions, faults_in_region, misnamed, require_region, without_population
from .faults.years import faults_between
from .places import SETTINGS_FILE, agreements_of, choices_file, known_regions, region_file, terms_file, years_before
from .population import FILE as POPULATION_FILE
from .population import read_population
from .strict_yaml import read_model
from .terms import read_terms


@dataclass(frozen=True)
class Parameters:
    """Everything a report's rules need from ``params/``; ``files`` maps each file read to its SHA-256.

    ``earlier`` are the same agreement's and region's parameters of earlier years, oldest first.
    """

    settings: Settings
    region: Region
    agreement: Agreement
    choices: RegionAgreement
    population: Mapping[dt.date, Mapping[str, int]]
    files: dict[str, str]
    earlier: tuple["Parameters", ...] = ()

    def source(self, name: str) -> Source:
        """The document behind a short name: the region's own, else the agreement's."""
        return self.choices.sources.get(name) or self.agreement.sources[name]


def read_settings(root: Root) -> Settings:
    return read_model(root, root / SETTINGS_FILE, Settings)


def read_region(root: Root, region_id: str) -> Region:
    """A region's file; an unknown region is told with those that exist."""
    files = Files.of(root)
    return files.once(("region", region_id), lambda: _region(files, region_id))


def _region(files: Files, region_id: str) -> Region:
    require_region(files, region_id)
    region = read_model(files, files / region_file(region_id), Region)
    refuse(misnamed(region, region_id))
    refuse(faults_in_region(region))
    return region


def read_regions(root: Root) -> list[Region]:
    """Every region that has a file, by id; two with one län code are a ParameterError."""
    files = Files.of(root)
    regions = [read_region(files, name) for name in known_regions(files)]
    refuse(faults_between_regions(regions))
    return regions


def chosen_agreements(root: Root, region_id: str, year: int, chosen: list[str]) -> list[str]:
    """The agreements chosen, or all of the region's that year. An unknown one is a ParameterError."""
    known = agreements_of(root, region_id, year)
    for agreement_id in chosen:
        if agreement_id not in known:
            raise ParameterError(
                f"Överenskommelsen «{agreement_id}» finns inte för {region_id} {year}. Tillåtna: {', '.join(known)}."
            )
    return chosen or known


def read_parameters(root: Root, agreement_id: str, region_id: str, year: int) -> Parameters:
    """One agreement in one region one year, checked against each other, with what it has of earlier years."""
    files = Files.of(root)
    return files.once(("parameters", agreement_id, region_id, year), lambda: _all(files, agreement_id, region_id, year))


def _all(files: Files, agreement_id: str, region_id: str, year: int) -> Parameters:
    now = _of_year(files, agreement_id, region_id, year)
    earlier = tuple(
        _of_year(files, agreement_id, region_id, y) for y in years_before(files, agreement_id, region_id, year)
    )
    hashes = {name: sha256 for one in (*earlier, now) for name, sha256 in one.files.items()}
    return replace(now, earlier=earlier, files=hashes)


def _of_year(files: Files, agreement_id: str, region_id: str, year: int) -> Parameters:
    settings, region = read_settings(files), read_region(files, region_id)
    chosen_agreements(files, region_id, year, [agreement_id])
    population = read_population(files)
    agreement = read_terms(files, agreement_id, year, population)
    refuse(without_population(region, population))
    choices = read_choices(files, agreement, region_id, population)
    names = [
        SETTINGS_FILE,
        region_file(region_id),
        terms_file(year, agreement_id),
        choices_file(year, region_id, agreement_id),
        POPULATION_FILE,
    ]
    hashes = {name: files.sha256(files / name) for name in names}
    return Parameters(settings, region, agreement, choices, population, hashes)


def read_choices(
    root: Root, agreement: Agreement, region_id: str, population: Mapping[dt.date, Mapping[str, int]]
) -> RegionAgreement:
    """A region's choices under an agreement, checked against it; ParameterError with every fault."""
    files = Files.of(root)
    key = ("choices", region_id, agreement.id, agreement.year)
    return files.once(key, lambda: _choices(files, agreement, region_id, population))


def _choices(
    files: Files, agreement: Agreement, region_id: str, population: Mapping[dt.date, Mapping[str, int]]
) -> RegionAgreement:
    choices = read_model(files, files / choices_file(agreement.year, region_id, agreement.id), RegionAgreement)
    refuse(broken_references(agreement, choices, agreement.id, population))
    return choices


def require_sound_year(root: Root, region_id: str, year: int) -> None:
    """Raises ParameterError for what a region's agreements of one year say against each other."""
    files = Files.of(root)
    population = read_population(files)
    terms = [
        read_terms(files, name, year, population) for name in agreements_of(files, region_id, year, may_be_none=True)
    ]
    of_year = [read_choices(files, agreement, region_id, population) for agreement in terms]
    refuse(faults_between(read_region(files, region_id), year, of_year))


def why_no_report(parameters: Parameters) -> list[str]:
    """Why an agreement has no report, a line each; [] when a report can be made."""
    agreement, choices, region = parameters.agreement, parameters.choices, parameters.region
    if agreement.notebook is None:
        remedy = "Ange notebook om den ska ha en rapport."
        return [f"{agreement.origin}: {agreement.id} har ingen notebook och ingår bara i registret. {remedy}"]
    lacking = [
        (choices.bookkeeping is None, f"{choices.origin}: bookkeeping är unknown"),
        (choices.perspective is None, f"{choices.origin}: perspective är unknown"),
        (region.ledger is None, f"{region.origin}: ledger är unknown"),
    ]
    return [f"{said}, så {agreement.id} har ingen rapport. Fyll i uppgiften." for true, said in lacking if true]


def refuse(faults: Iterable[str]) -> None:
    """Raises ParameterError with the lines of a check, when it came to any."""
    if lines := list(faults):
        raise ParameterError(lines)
