"""Parameter files: found, read, typed, and held against each other.

Owns where each parameter file lies and which references between files must hold (sources, components, areas,
requirements, deadlines). Raises ParameterError with ``file:line`` for every fault.
"""

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..agreement import Agreement, RegionAgreement, Source
from ..errors import ParameterError
from ..period import Period
from ..region import Region, Workbook
from .population import FILE as POPULATION_FILE
from .population import read_population
from .strict_yaml import read_model

WORKBOOK_FILE = "params/workbook.yaml"


@dataclass(frozen=True)
class Parameters:
    """Everything a report's rules need from ``params/``; ``files`` maps each file read to its SHA-256."""

    workbook: Workbook
    region: Region
    agreement: Agreement
    choices: RegionAgreement
    population: dict[dt.date, dict[str, int]]
    files: dict[str, str]

    def source(self, name: str) -> Source:
        """The document behind a short name: the region's own, else the agreement's."""
        return self.choices.sources.get(name) or self.agreement.sources[name]


def read_workbook(root: Path) -> Workbook:
    return read_model(root, root / WORKBOOK_FILE, Workbook)


def read_region(root: Path, region_id: str) -> Region:
    """A region's file; an unknown region is told with those that exist."""
    known = sorted(path.stem for path in (root / "params/regions").glob("*.yaml"))
    if region_id not in known:
        raise ParameterError(f"Regionen «{region_id}» finns inte. Tillåtna: {', '.join(known)} (params/regions/).")
    region = read_model(root, root / _region_file(region_id), Region)
    if region.id != region_id:
        raise ParameterError(f"{region.origin}: id är «{region.id}» men filen heter {region_id}.yaml. Låt dem vara lika.")
    return region


def agreements_of(root: Path, region_id: str, year: int) -> list[str]:
    """Ids of the agreements a region follows up that year; none is a ParameterError with the years there are."""
    found = sorted(path.stem for path in (root / f"params/{year}/{region_id}").glob("*.yaml"))
    if not found:
        years = sorted(path.parent.name for path in (root / "params").glob(f"20*/{region_id}"))
        allowed = f"Parametrar finns för {', '.join(years)}" if years else "Regionen har inga parametrar för något år"
        raise ParameterError(f"params/{year}/{region_id}/: här finns inga överenskommelser. {allowed}.")
    return found


def read_parameters(root: Path, agreement_id: str, region_id: str, year: int) -> Parameters:
    """One agreement in one region one year, checked against each other."""
    region = read_region(root, region_id)
    if agreement_id not in (known := agreements_of(root, region_id, year)):
        raise ParameterError(f"Överenskommelsen «{agreement_id}» finns inte för {region_id} {year}. Tillåtna: {', '.join(known)}.")
    terms_file, choices_file = _terms_file(year, agreement_id), _choices_file(year, region_id, agreement_id)
    agreement = read_model(root, root / terms_file, Agreement)
    choices = read_model(root, root / choices_file, RegionAgreement)
    faults = list(_broken_references(agreement, choices, agreement_id, year))
    population = read_population(root)
    for component in agreement.components:
        if component.population_date not in population:
            days = ", ".join(day.isoformat() for day in sorted(population))
            faults.append(f"{component.origin}: folkmängd per {component.population_date} saknas i {POPULATION_FILE}. Datum som finns: {days}.")
    if faults:
        raise ParameterError(faults)
    names = [WORKBOOK_FILE, _region_file(region_id), terms_file, choices_file, POPULATION_FILE]
    files = {name: hashlib.sha256((root / name).read_bytes()).hexdigest() for name in names}
    return Parameters(read_workbook(root), region, agreement, choices, population, files)


def parameter_files(region_id: str, agreement_id: str, period: Period) -> list[str]:
    """The files a report's parameters come from, whether or not they can be read."""
    year = period.year
    return [WORKBOOK_FILE, _region_file(region_id), _terms_file(year, agreement_id), _choices_file(year, region_id, agreement_id), POPULATION_FILE]


def _region_file(region_id: str) -> str:
    return f"params/regions/{region_id}.yaml"


def _terms_file(year: int, agreement_id: str) -> str:
    return f"params/{year}/agreements/{agreement_id}.yaml"


def _choices_file(year: int, region_id: str, agreement_id: str) -> str:
    return f"params/{year}/{region_id}/{agreement_id}.yaml"


def _broken_references(agreement: Agreement, choices: RegionAgreement, agreement_id: str, year: int) -> Iterator[str]:
    if agreement.id != agreement_id or agreement.year != year:
        yield f"{agreement.origin}: filen anger {agreement.id} {agreement.year} men ligger som {agreement_id} under {year}. Rätta id, year eller filens plats."
    if choices.agreement != agreement_id:
        yield f"{choices.origin}: agreement är «{choices.agreement}» men filen heter {agreement_id}.yaml. Låt dem vara lika."
    sources = set(agreement.sources)
    components = {component.id for component in agreement.components}
    areas = {area.id for area in agreement.areas}
    requirements = {requirement.id for requirement in agreement.requirements}
    deadlines = {deadline.id for deadline in agreement.deadlines}
    national = [amount for component in agreement.components for amount in component.national]
    for entry in [*national, *agreement.requirements, *agreement.deadlines, *agreement.amendments, *agreement.remarks, agreement.repayment, agreement.window]:
        yield from _unknown(entry.origin, "källan", entry.source, sources)
    for requirement in agreement.requirements:
        yield from _unknown(requirement.origin, "tidpunkten", requirement.deadline, deadlines)
    for amendment in agreement.amendments:
        yield from _unknown(amendment.origin, "villkoret", amendment.of, {f"components.{name}.national" for name in components})
    sources |= set(choices.sources)
    levels = [level for indicator in choices.indicators for level in (indicator.baseline, indicator.target) if level]
    sourced = [*choices.stated, *choices.decided, *choices.events, *choices.remarks, *levels, *choices.efforts]
    sourced += [effort.budget for effort in choices.efforts] + [forecast for effort in choices.efforts for forecast in effort.forecasts]
    for entry in [*sourced, *([choices.planned] if choices.planned else [])]:
        yield from _unknown(entry.origin, "källan", entry.source, sources)
    for stated in [*choices.stated, *choices.decided]:
        for name in stated.of:
            yield from _unknown(stated.origin, "komponenten", name, components)
        yield from _unknown(stated.origin, "området", stated.area, areas)
    for entry in [*choices.efforts, *choices.indicators]:
        yield from _unknown(entry.origin, "området", entry.area, areas)
    for event in choices.events:
        yield from _unknown(event.origin, "komponenten", event.component, components)
    for state in choices.requirements:
        yield from _unknown(state.origin, "kravet", state.id, requirements)
        yield from _unknown(state.origin, "komponenten", state.at_stake, components)
    for name in choices.bookkeeping.components:
        yield from _unknown(choices.bookkeeping.origin, "komponenten", name, components)
    for kind, entries in (("insatsen", choices.efforts), ("indikatorn", choices.indicators), ("kravet", choices.requirements)):
        seen: set[str] = set()
        for entry in entries:
            if entry.id in seen:
                yield f"{entry.origin}: {kind} «{entry.id}» står två gånger. Ge dem olika id."
            seen.add(entry.id)


def _unknown(origin: str, kind: str, name: str | None, allowed: set[str]) -> Iterator[str]:
    if name is not None and name not in allowed:
        yield f"{origin}: {kind} «{name}» finns inte. Tillåtet: {', '.join(sorted(allowed)) or 'inget'}."
