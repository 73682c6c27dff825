"""Parameter files read and typed, and held against each other.

Owns in which order files are read and checked; where they lie is ``places``, what is refused ``faults``. Raises
ParameterError with ``file:line`` for every fault. ``root`` may be the ``Files`` of a run; what one agreement needs is
then read and checked once, whoever asks for it.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from ...base.errors import ParameterError
from ...base.personal_numbers import BUILT_IN, PersonalNumbers
from ...base.place import in_order
from ...model.agreement import Agreement
from ...model.choices import RegionAgreement
from ...model.region import Region
from ...model.settings import Settings
from ...model.values import Source
from ..files import Files, Root
from .documents import FILE as DOCUMENTS_FILE
from .documents import has_documents, require_sound_documents, with_parts
from .examined import Examined
from .faults.amounts import amounts_of, faults_above
from .faults.distribution import faults_in_receivers
from .faults.events import faults_in_earlier_events
from .faults.references import broken_references
from .faults.regions import faults_between_regions, faults_in_region, misnamed, require_region, without_population
from .faults.years import codes_of_another_width, faults_between
from .places import SETTINGS_FILE, agreements_of, choices_file, known_regions, region_file, terms_file, years_before
from .population import FILE as POPULATION_FILE
from .population import read_population
from .strict_yaml import examine_model, read_model
from .terms import examine_terms, largest_amount

Population = Mapping[dt.date, Mapping[str, int]]
Made = TypeVar("Made")


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


def personal_numbers(root: Root) -> PersonalNumbers:
    """The rule for what is hidden in texts, without reservnummer where the settings cannot be read: that is told."""
    try:
        return read_settings(root).personal_numbers
    except ParameterError:
        return BUILT_IN


def read_region(root: Root, region_id: str) -> Region:
    """A region's file; an unknown region is told with those that exist."""
    files = Files.of(root)
    return examine_region(files, region_id).sound()


def examine_region(root: Root, region_id: str) -> Examined[Region]:
    """A region's file with every fault in it; ParameterError for a region that has none."""
    files = Files.of(root)
    return files.once(("examined region", region_id), lambda: _region(files, region_id))


def _region(files: Files, region_id: str) -> Examined[Region]:
    require_region(files, region_id)
    examined = examine_model(files, files / region_file(region_id), Region)
    if (region := examined.model) is None:
        return examined
    compilations = [with_parts(files, one) for one in region.compilations]
    region = region.model_copy(update={"compilations": compilations})
    return replace(examined, model=region).with_faults([*misnamed(region, region_id), *faults_in_region(region)])


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
    before = [_of_year(files, agreement_id, region_id, y) for y in years_before(files, agreement_id, region_id, year)]
    *earlier, now = by_grant_year([*before, now])
    hashes = {name: sha256 for one in (*earlier, now) for name, sha256 in one.files.items()}
    return replace(now, earlier=tuple(earlier), files=hashes)


def by_grant_year(years: Sequence[Parameters]) -> list[Parameters]:
    """An agreement's years, oldest first, with each event among those of the grant year it belongs to (``for``).

    ParameterError for an event of a year that the region has no file for, or that does not fit that year's terms.
    """
    terms = [(one.agreement, one.choices) for one in years]
    refuse(
        line
        for number, one in enumerate(years)
        for line in faults_in_earlier_events(one.choices.events, one.agreement.year, terms[:number])
    )
    events = [(event, event.grant_year or one.agreement.year) for one in years for event in one.choices.events]
    return [
        replace(one, choices=one.choices.model_copy(update={"events": [e for e, year in events if year == of]}))
        for one in years
        for of in [one.agreement.year]
    ]


def _of_year(files: Files, agreement_id: str, region_id: str, year: int) -> Parameters:
    names = [
        SETTINGS_FILE,
        region_file(region_id),
        terms_file(year, agreement_id),
        choices_file(year, region_id, agreement_id),
        POPULATION_FILE,
        *([DOCUMENTS_FILE] if has_documents(files) else []),
    ]
    told = _Told()
    told.read(lambda: require_sound_documents(files))
    settings, examined = told.read(lambda: read_settings(files)), examine_region(files, region_id)
    chosen_agreements(files, region_id, year, [agreement_id])
    population = read_population(files)
    agreement, choices = _examined(files, agreement_id, region_id, year, population)
    region = examined.model
    for one in (examined, agreement, choices):
        told.lines += one.faults
    if region is not None:
        told.lines += without_population(region, population)
        told.lines += [] if choices.model is None else codes_of_another_width(region, choices.model)
        told.lines += [] if choices.model is None else faults_in_receivers(region, choices.model)
    if told.lines or settings is None or region is None or agreement.model is None or choices.model is None:
        raise ParameterError(in_order(told.lines))
    hashes = {name: files.sha256(files / name) for name in names}
    return Parameters(settings, region, agreement.model, choices.model, population, hashes)


class _Told:
    """What is told of several files that are each read whatever is wrong with another."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def read(self, call: Callable[[], Made]) -> Made | None:
        try:
            return call()
        except ParameterError as error:
            self.lines += error.lines
            return None


def _examined(
    files: Files, agreement_id: str, region_id: str, year: int, population: Population
) -> tuple[Examined[Agreement], Examined[RegionAgreement]]:
    """An agreement's two files, each with its faults; those between them are told of the region's."""
    agreement = examine_terms(files, agreement_id, year, population)
    key = ("choices", region_id, agreement_id, year)
    return agreement, files.once(
        key, lambda: _choices(files, agreement.model, agreement_id, region_id, year, population)
    )


def _choices(
    files: Files,
    agreement: Agreement | None,
    agreement_id: str,
    region_id: str,
    year: int,
    population: Population,
) -> Examined[RegionAgreement]:
    examined = examine_model(files, files / choices_file(year, region_id, agreement_id), RegionAgreement)
    if (choices := examined.model) is None:
        return examined
    choices = with_parts(files, choices)
    above = list(faults_above(largest_amount(files), amounts_of(choices)))
    between = [] if agreement is None else list(broken_references(agreement, choices, agreement_id, population))
    # What is above the ceiling is above what the country has too, and is told once.
    told = [line for line in between if not any(_of_one_amount(line, other) for other in above)]
    return replace(examined, model=choices).with_faults([*above, *told])


def _of_one_amount(line: str, other: str) -> bool:
    return line.partition(" kr,")[0] == other.partition(" kr,")[0]


def read_choices(root: Root, agreement: Agreement, region_id: str, population: Population) -> RegionAgreement:
    """A region's choices under an agreement, checked against it; ParameterError with every fault."""
    files = Files.of(root)
    return _examined(files, agreement.id, region_id, agreement.year, population)[1].sound()


def require_sound_year(root: Root, region_id: str, year: int) -> None:
    """Raises ParameterError for what a region's agreements of one year say against each other.

    What is wrong in one of them alone is told where it is read; as far as it can be typed it is held against the rest.
    """
    files = Files.of(root)
    population, region = read_population(files), examine_region(files, region_id).model
    names = agreements_of(files, region_id, year, may_be_none=True)
    both = [_examined(files, name, region_id, year, population) for name in names]
    if region is not None:
        refuse(faults_between(region, year, [choices.model for _, choices in both if choices.model is not None]))


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
