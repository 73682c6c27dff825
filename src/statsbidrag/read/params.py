"""Parameter files: found, read, typed, and held against each other.

Owns where each parameter file lies and which references between files must hold (sources, components, areas,
requirements, deadlines). Raises ParameterError with ``file:line`` for every fault.
"""

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..agreement import Agreement
from ..choices import RegionAgreement
from ..errors import ParameterError
from ..node import Node
from ..period import Period
from ..region import Region, Workbook
from ..values import Source
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


def known_regions(root: Path) -> list[str]:
    """Ids of the regions that have a file."""
    return sorted(path.stem for path in (root / "params/regions").glob("*.yaml"))


def require_region(root: Path, region_id: str) -> None:
    """Raises ParameterError, with the regions there are, when a region has no file."""
    if region_id not in (known := known_regions(root)):
        allowed = ", ".join(known) or "inga"
        raise ParameterError(f"Regionen «{region_id}» finns inte. Tillåtna: {allowed} (params/regions/).")


def read_region(root: Path, region_id: str) -> Region:
    """A region's file; an unknown region is told with those that exist."""
    require_region(root, region_id)
    region = read_model(root, root / _region_file(region_id), Region)
    if region.id != region_id:
        raise ParameterError(
            f"{region.origin}: id är «{region.id}» men filen heter {region_id}.yaml. Låt dem vara lika."
        )
    faults = [*_twice("kostnadsslaget", region.cost_types), *_claimed_twice(region)]
    if faults:
        raise ParameterError(faults)
    return region


def agreements_of(root: Path, region_id: str, year: int) -> list[str]:
    """Ids of the agreements a region follows up that year; none is a ParameterError with the years there are."""
    found = sorted(path.stem for path in (root / f"params/{year}/{region_id}").glob("*.yaml"))
    if not found:
        years = sorted(path.parent.name for path in (root / "params").glob(f"20*/{region_id}"))
        allowed = f"Parametrar finns för {', '.join(years)}" if years else "Regionen har inga parametrar för något år"
        raise ParameterError(f"params/{year}/{region_id}/: här finns inga överenskommelser. {allowed}.")
    return found


def chosen_agreements(root: Path, region_id: str, year: int, chosen: list[str]) -> list[str]:
    """The agreements chosen, or all of the region's that year. An unknown one is a ParameterError."""
    known = agreements_of(root, region_id, year)
    for agreement_id in chosen:
        if agreement_id not in known:
            raise ParameterError(
                f"Överenskommelsen «{agreement_id}» finns inte för {region_id} {year}. Tillåtna: {', '.join(known)}."
            )
    return chosen or known


def read_parameters(root: Path, agreement_id: str, region_id: str, year: int) -> Parameters:
    """One agreement in one region one year, checked against each other."""
    workbook, region = read_workbook(root), read_region(root, region_id)
    chosen_agreements(root, region_id, year, [agreement_id])
    terms_file, choices_file = _terms_file(year, agreement_id), _choices_file(year, region_id, agreement_id)
    agreement = read_model(root, root / terms_file, Agreement)
    choices = read_model(root, root / choices_file, RegionAgreement)
    faults = list(_broken_references(agreement, choices, agreement_id, year))
    population = read_population(root)
    for component in agreement.components:
        if component.population_date not in population:
            days = ", ".join(day.isoformat() for day in sorted(population))
            faults.append(
                f"{component.origin}: folkmängd per {component.population_date} saknas i {POPULATION_FILE}. "
                f"Datum som finns: {days}."
            )
        elif region.lan_code not in population[component.population_date]:
            found = f"länskoden {region.lan_code} finns inte i {POPULATION_FILE}"
            faults.append(f"{region.origin}: {found}. Rätta lan_code.")
    if faults:
        raise ParameterError(faults)
    names = [WORKBOOK_FILE, _region_file(region_id), terms_file, choices_file, POPULATION_FILE]
    files = {name: hashlib.sha256((root / name).read_bytes()).hexdigest() for name in names}
    return Parameters(workbook, region, agreement, choices, population, files)


def parameter_files(region_id: str, agreement_id: str, period: Period) -> list[str]:
    """The files a report's parameters come from, whether or not they can be read."""
    year = period.year
    return [
        WORKBOOK_FILE,
        _region_file(region_id),
        _terms_file(year, agreement_id),
        _choices_file(year, region_id, agreement_id),
        POPULATION_FILE,
    ]


def _claimed_twice(region: Region) -> Iterator[str]:
    """Two account groups with one prefix in one year: which cost type an account had would be chance."""
    groups = [(kind.id, group) for kind in region.cost_types for group in kind.accounts]
    for number, (name, group) in enumerate(groups):
        for other_name, other in groups[:number]:
            apart = any(one.end is not None and one.end < two.start for one, two in ((group, other), (other, group)))
            if group.prefix == other.prefix and not apart:
                yield (
                    f"{group.origin}: konton på {group.prefix} hör både till {other_name} och {name} samma år. "
                    "Behåll prefixet hos ett kostnadsslag."
                )


def _region_file(region_id: str) -> str:
    return f"params/regions/{region_id}.yaml"


def _terms_file(year: int, agreement_id: str) -> str:
    return f"params/{year}/agreements/{agreement_id}.yaml"


def _choices_file(year: int, region_id: str, agreement_id: str) -> str:
    return f"params/{year}/{region_id}/{agreement_id}.yaml"


def _broken_references(agreement: Agreement, choices: RegionAgreement, agreement_id: str, year: int) -> Iterator[str]:
    if agreement.id != agreement_id or agreement.year != year:
        yield (
            f"{agreement.origin}: filen anger {agreement.id} {agreement.year} men ligger som {agreement_id} under "
            f"{year}. Rätta id, year eller filens plats."
        )
    window = agreement.window
    if not window.start.year <= year <= window.end.year:
        yield (
            f"{window.origin}: användningstiden {window.start} – {window.end} har ingen dag under {year}. "
            f"Rätta from och to till årets villkor."
        )
    if choices.agreement != agreement_id:
        yield (
            f"{choices.origin}: agreement är «{choices.agreement}» men filen heter {agreement_id}.yaml. Låt dem "
            "vara lika."
        )
    sources = set(agreement.sources)
    components = {component.id for component in agreement.components}
    areas = {area.id for area in agreement.areas}
    requirements = {requirement.id for requirement in agreement.requirements}
    deadlines = {deadline.id for deadline in agreement.deadlines}
    national = [amount for component in agreement.components for amount in component.national]
    for entry in [
        *national,
        *agreement.requirements,
        *agreement.deadlines,
        *agreement.amendments,
        *agreement.remarks,
        agreement.repayment,
        agreement.window,
    ]:
        yield from _unknown(entry.origin, "källan", entry.source, sources)
    for requirement in agreement.requirements:
        yield from _unknown(requirement.origin, "tidpunkten", requirement.deadline, deadlines)
    for amendment in agreement.amendments:
        yield from _unknown(
            amendment.origin, "villkoret", amendment.of, {f"components.{name}.national" for name in components}
        )
    sources |= set(choices.sources)
    levels = [level for indicator in choices.indicators for level in (indicator.baseline, indicator.target) if level]
    sourced = [*choices.stated, *choices.decided, *choices.events, *choices.remarks, *levels, *choices.efforts]
    sourced += [effort.budget for effort in choices.efforts] + [
        forecast for effort in choices.efforts for forecast in effort.forecasts
    ]
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
    for kind, entries in (
        ("komponenten", agreement.components),
        ("området", agreement.areas),
        ("kravet", agreement.requirements),
        ("tidpunkten", agreement.deadlines),
        ("insatsen", choices.efforts),
        ("indikatorn", choices.indicators),
        ("kravet", choices.requirements),
    ):
        yield from _twice(kind, entries)


def _twice(kind: str, entries: Sequence[Node]) -> Iterator[str]:
    seen: set[str] = set()
    for entry in entries:
        if entry.id in seen:
            yield f"{entry.origin}: {kind} «{entry.id}» står två gånger. Ge dem olika id."
        seen.add(entry.id)


def _unknown(origin: str, kind: str, name: str | None, allowed: set[str]) -> Iterator[str]:
    if name is not None and name not in allowed:
        yield f"{origin}: {kind} «{name}» finns inte. Tillåtet: {', '.join(sorted(allowed)) or 'inget'}."
