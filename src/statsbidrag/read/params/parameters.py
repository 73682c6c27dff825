"""Parameter files: found, read, typed, and held against each other.

Owns where each parameter file lies and which references between files must hold (sources, components, areas,
requirements, deadlines). Raises ParameterError with ``file:line`` for every fault.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ...base.errors import ParameterError
from ...base.period import Period
from ...base.place import Place
from ...model.agreement import Agreement
from ...model.choices import RegionAgreement
from ...model.region import Region
from ...model.settings import Settings
from ...model.values import Source
from .faults.references import broken_references
from .faults.terms import not_there, told_twice
from .faults.years import faults_between
from .population import FILE as POPULATION_FILE
from .population import read_population
from .strict_yaml import read_document, read_model
from .terms import read_terms, terms_file

SETTINGS_FILE = "params/workbook.yaml"


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


def find_root(start: Path) -> Path:
    """The nearest folder, from ``start`` upwards, that holds ``params/workbook.yaml``; else ParameterError."""
    for folder in (start, *start.parents):
        if (folder / SETTINGS_FILE).is_file():
            return folder
    raise ParameterError("Hittar ingen mapp params/ här eller ovanför. Kör från projektets rot eller ange --root.")


def read_settings(root: Path) -> Settings:
    return read_model(root, root / SETTINGS_FILE, Settings)


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
    faults = [*told_twice("kostnadsslaget", region.cost_types), *_claimed_twice(region)]
    for one in region.compilations:
        sides = [side for contradiction in one.contradictions for side in contradiction.sides]
        for entry in [*filter(None, (one.total, one.budget)), *sides, *one.remarks]:
            faults += not_there(entry.origin, "källan", entry.source, one.sources)
    # Units and private counterparts are told apart by code alone in the report, so no code may be both.
    payees = [*region.units, *(entry for entry in region.counterparts if entry.kind == "private")]
    faults += [*told_twice("koden", payees, "code"), *told_twice("motparten", region.counterparts, "code")]
    if faults:
        raise ParameterError(faults)
    return region


def read_regions(root: Path) -> list[Region]:
    """Every region that has a file, by id; two with one län code are a ParameterError."""
    regions = [read_region(root, name) for name in known_regions(root)]
    if faults := list(told_twice("länskoden", regions, "lan_code")):
        raise ParameterError(faults)
    return regions


def require_ledger(region: Region) -> None:
    """Raises ParameterError for a region whose books are not described: it stands in the register only."""
    if region.ledger is None:
        raise ParameterError(
            f"{region.origin}: ledger är unknown, så huvudboken kan inte läsas. Beskriv uttaget under ledger."
        )


def agreements_of(root: Path, region_id: str, year: int, *, may_be_none: bool = False) -> list[str]:
    """Ids of the agreements a region has parameters for that year.

    None is a ParameterError with the years there are, unless ``may_be_none``.
    """
    found = sorted(path.stem for path in (root / f"params/{year}/{region_id}").glob("*.yaml"))
    if not found and not may_be_none:
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
    """One agreement in one region one year, checked against each other, with what it has of earlier years."""
    now = _read_year(root, agreement_id, region_id, year)
    earlier = tuple(
        _read_year(root, agreement_id, region_id, y) for y in _years_before(root, agreement_id, region_id, year)
    )
    files = {name: sha256 for one in (*earlier, now) for name, sha256 in one.files.items()}
    return replace(now, earlier=earlier, files=files)


def _years_before(root: Path, agreement_id: str, region_id: str, year: int) -> list[int]:
    """Earlier years in which the region had the agreement, oldest first."""
    years = (int(path.name) for path in (root / "params").glob("20[0-9][0-9]") if int(path.name) < year)
    return sorted(y for y in years if (root / _choices_file(y, region_id, agreement_id)).is_file())


def _read_year(root: Path, agreement_id: str, region_id: str, year: int) -> Parameters:
    settings, region = read_settings(root), read_region(root, region_id)
    chosen_agreements(root, region_id, year, [agreement_id])
    choices_file = _choices_file(year, region_id, agreement_id)
    population = read_population(root)
    agreement = read_terms(root, agreement_id, year, population)
    if any(region.lan_code not in regions for regions in population.values()):
        found = f"länskoden {region.lan_code} finns inte i {POPULATION_FILE}"
        raise ParameterError(f"{region.origin}: {found}. Rätta lan_code.")
    choices = read_choices(root, agreement, region_id, population)
    names = [SETTINGS_FILE, _region_file(region_id), terms_file(year, agreement_id), choices_file, POPULATION_FILE]
    files = {name: hashlib.sha256((root / name).read_bytes()).hexdigest() for name in names}
    return Parameters(settings, region, agreement, choices, population, files)


def read_choices(
    root: Path, agreement: Agreement, region_id: str, population: Mapping[dt.date, Mapping[str, int]]
) -> RegionAgreement:
    """A region's choices under an agreement, checked against it; ParameterError with every fault."""
    choices = read_model(root, root / _choices_file(agreement.year, region_id, agreement.id), RegionAgreement)
    faults = list(broken_references(agreement, choices, agreement.id, population))
    if faults:
        raise ParameterError(faults)
    return choices


def require_sound_year(root: Path, region_id: str, year: int) -> None:
    """Raises ParameterError for what a region's agreements of one year say against each other."""
    population = read_population(root)
    terms = [
        read_terms(root, name, year, population) for name in agreements_of(root, region_id, year, may_be_none=True)
    ]
    of_year = [read_choices(root, agreement, region_id, population) for agreement in terms]
    if faults := list(faults_between(read_region(root, region_id), year, of_year)):
        raise ParameterError(faults)


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


def notebook_file(agreement: Agreement) -> str:
    """The notebook that makes the agreement's report, relative to the root."""
    return f"notebooks/{agreement.notebook}.ipynb"


def require_notebook(root: Path, agreement: Agreement) -> None:
    """Raises ParameterError when the agreement's notebook does not exist, with those that do, or takes no parameters.

    Papermill runs a notebook without parameters cell with the values it was saved with, for any region and period.
    """
    name = notebook_file(agreement)
    if not (root / name).is_file():
        known = ", ".join(sorted(path.stem for path in (root / "notebooks").glob("*.ipynb")))
        place = read_document(root, root / Place.parse(agreement.origin).file).place(("notebook",))
        raise ParameterError(f"{place}: anteckningsboken {name} finns inte. Tillåtna: {known or 'inga'}.")
    try:
        cells = json.loads((root / name).read_text(encoding="utf-8"))["cells"]
        tagged = [cell for cell in cells if "parameters" in cell["metadata"].get("tags", [])]
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ParameterError(
            f"{name}: filen är ingen anteckningsbok eller är avklippt. Hämta tillbaka den ur versionshanteringen."
        ) from None
    if len(tagged) != 1:
        raise ParameterError(
            f"{name}: {len(tagged)} celler har taggen parameters, men en ska ha den. Ge cellen med agreement, region, "
            "period och as_known taggen parameters."
        )


def parameter_files(root: Path, region_id: str, agreement_id: str, period: Period) -> list[str]:
    """The files a report's parameters come from, whether or not they can be read."""
    years = [*_years_before(root, agreement_id, region_id, period.year), period.year]
    of_years = [
        name for y in years for name in (terms_file(y, agreement_id), _choices_file(y, region_id, agreement_id))
    ]
    return [SETTINGS_FILE, _region_file(region_id), *of_years, POPULATION_FILE]


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


def _choices_file(year: int, region_id: str, agreement_id: str) -> str:
    return f"params/{year}/{region_id}/{agreement_id}.yaml"
