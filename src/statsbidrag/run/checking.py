"""Checking everything a strategist or controller writes, without running a notebook.

Owns what ``statsbidrag check`` looks at: the workbook's settings, every region's file, every agreement's two files for
every year and against each other, every sidecar, and the activity data.
"""

from collections.abc import Iterator
from pathlib import Path

from ..base.errors import ParameterError, StatsbidragError
from ..read.activity.activity_rows import read_activity
from ..read.params.parameters import (
    agreements_of,
    known_regions,
    read_parameters,
    read_region,
    read_regions,
    read_settings,
    require_notebook,
    require_sound_year,
)
from ..read.params.population import read_population
from ..read.params.terms import read_terms
from ..read.raw.raw_files import read_raw_file, visible_files
from ..report.sections import require_sections


def check(root: Path, year: int | None = None, region_id: str | None = None) -> tuple[int, list[str]]:
    """The number of files checked and every fault, a line each; with a year or region only what belongs to it."""
    checked: set[str] = set()
    lines: list[str] = []
    if year and not (root / f"params/{year}").is_dir():
        years = ", ".join(sorted(path.name for path in (root / "params").glob("20[0-9][0-9]")))
        lines.append(f"params/{year}/: mappen finns inte. Parametrar finns för {years or 'inget år'}.")
    for names, call in _checks(root, year, region_id):
        checked.update(names)
        try:
            call()
        except StatsbidragError as error:
            lines += [line for line in error.lines if line not in lines]
    return len(checked), lines


def _checks(root: Path, year: int | None, region_id: str | None) -> Iterator[tuple[list[str], object]]:
    yield ["params/workbook.yaml"], lambda: read_settings(root)
    regions = [region_id] if region_id else known_regions(root)
    for name in regions:
        yield [f"params/regions/{name}.yaml"], lambda name=name: read_region(root, name)
    if region_id is None:
        yield [], lambda: read_regions(root)
    years = [year] if year else sorted(int(path.name) for path in (root / "params").glob("20[0-9][0-9]"))
    loaded: set[tuple[str, str]] = set()
    for one in years:
        for path in sorted((root / f"params/{one}/agreements").glob("*.yaml")):
            name = path.relative_to(root).as_posix()
            yield [name], lambda path=path, one=one: read_terms(root, path.stem, one, read_population(root))
        if region_id is None:
            yield [], lambda one=one: _require_known_folders(root, one)
            yield [], lambda one=one: _require_known_files(root, one)
        for name in regions:
            if (root / f"params/{one}/{name}").is_dir():
                yield from _region_year(root, name, one, loaded)
            yield [], lambda name=name, one=one: require_sound_year(root, name, one)
    for name in regions:
        for kind in ("ledger", "activity"):
            for path in visible_files(root / "data/raw" / name / kind):
                yield [path.relative_to(root).as_posix()], lambda path=path: read_raw_file(root, path)


def _require_known_folders(root: Path, year: int) -> None:
    """Raises ParameterError for a folder that no region's name finds: what is in it would never be read."""
    known = ["agreements", *known_regions(root)]
    faults = [
        f"params/{year}/{path.name}/: mappen hör inte till någon region. Tillåtna: {', '.join(known)}."
        for path in sorted((root / f"params/{year}").glob("*"))
        if path.is_dir() and not path.name.startswith(".") and path.name not in known
    ]
    if faults:
        raise ParameterError(faults)


def _require_known_files(root: Path, year: int) -> None:
    """Raises ParameterError for YAML that lies or ends so that it would never be read."""
    faults = []
    for path in sorted((root / f"params/{year}").rglob("[!.]*")):
        name = path.relative_to(root).as_posix()
        if path.suffix.lower() in (".yaml", ".yml") and path.suffix != ".yaml":
            faults.append(f"{name}: filen läses inte. Låt namnet sluta på .yaml.")
        elif path.suffix == ".yaml" and path.parent.name == str(year):
            faults.append(f"{name}: filen läses inte. Flytta den till agreements/ eller till regionens mapp.")
    if faults:
        raise ParameterError(faults)


def _region_year(
    root: Path, region_id: str, year: int, loaded: set[tuple[str, str]]
) -> Iterator[tuple[list[str], object]]:
    for agreement_id in agreements_of(root, region_id, year, may_be_none=True):
        name = f"params/{year}/{region_id}/{agreement_id}.yaml"
        yield [name], lambda a=agreement_id: _agreement(root, a, region_id, year, loaded)


def _agreement(root: Path, agreement_id: str, region_id: str, year: int, loaded: set[tuple[str, str]]) -> None:
    """``loaded`` are the activity files looked at already: a region's agreements share them."""
    parameters = read_parameters(root, agreement_id, region_id, year)
    require_sections(parameters.agreement)
    if parameters.agreement.notebook is not None:
        require_notebook(root, parameters.agreement)
    for pattern in sorted({indicator.data for indicator in parameters.choices.indicators}):
        if (region_id, pattern) not in loaded:
            loaded.add((region_id, pattern))
            read_activity(root, region_id, pattern)
