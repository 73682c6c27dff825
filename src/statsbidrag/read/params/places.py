"""Where each parameter file lies, and which there are. Nothing is read here.

Owns the names under ``params/``; that of the population's file is with its reader. A copy that a download or a
synchronised folder has left beside a file is no parameter file: ``faults.folders`` tells of it.
"""

import re
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from ...base.errors import ParameterError
from ...base.file_names import copy_of, is_passed_over
from ...base.period import Period
from ..files import Root
from .population import FILE as POPULATION_FILE

if TYPE_CHECKING:
    from ...model.agreement import Agreement

SETTINGS_FILE = "params/workbook.yaml"
YEARS = "20[0-9][0-9]"
ID = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")


def find_root(start: Path) -> Path:
    """The nearest folder, from ``start`` upwards, that holds ``params/workbook.yaml``; else ParameterError."""
    for folder in (start, *start.parents):
        if (folder / SETTINGS_FILE).is_file():
            return folder
    raise ParameterError("Hittar ingen mapp params/ här eller ovanför. Kör från projektets rot eller ange --root.")


def known_regions(root: Root) -> list[str]:
    """Ids of the regions that have a file."""
    return _ids(root / "params/regions")


def region_file(region_id: str) -> str:
    return f"params/regions/{region_id}.yaml"


def terms_file(year: int, agreement_id: str) -> str:
    return f"params/{year}/agreements/{agreement_id}.yaml"


def terms_of(root: Root, year: int) -> list[str]:
    """Ids of the agreements in the register that year."""
    return _ids(root / f"params/{year}/agreements")


def years_with_terms(root: Root) -> list[int]:
    """The years that have parameters, oldest first."""
    return sorted(int(path.name) for path in (root / "params").glob(YEARS) if path.is_dir())


def choices_file(year: int, region_id: str, agreement_id: str) -> str:
    return f"params/{year}/{region_id}/{agreement_id}.yaml"


def agreements_of(root: Root, region_id: str, year: int, *, may_be_none: bool = False) -> list[str]:
    """Ids of the agreements a region has parameters for that year.

    None is a ParameterError with the years there are, unless ``may_be_none``.
    """
    found = _ids(root / f"params/{year}/{region_id}")
    if not found and not may_be_none:
        years = sorted(path.parent.name for path in (root / "params").glob(f"20*/{region_id}"))
        allowed = f"Parametrar finns för {', '.join(years)}" if years else "Regionen har inga parametrar för något år"
        raise ParameterError(f"params/{year}/{region_id}/: här finns inga överenskommelser. {allowed}.")
    return found


def years_before(root: Root, agreement_id: str, region_id: str, year: int) -> list[int]:
    """Earlier years in which the region had the agreement, oldest first."""
    years = (int(path.name) for path in (root / "params").glob(YEARS) if int(path.name) < year)
    return sorted(y for y in years if (root / choices_file(y, region_id, agreement_id)).is_file())


def notebook_file(agreement: "Agreement") -> str:
    """The notebook that makes the agreement's report, relative to the root."""
    return f"notebooks/{agreement.notebook}.ipynb"


def parameter_files(root: Root, region_id: str, agreement_id: str, period: Period) -> list[str]:
    """The files a report's parameters come from, whether or not they can be read."""
    years = [*years_before(root, agreement_id, region_id, period.year), period.year]
    of_years = [name for y in years for name in (terms_file(y, agreement_id), choices_file(y, region_id, agreement_id))]
    return [SETTINGS_FILE, region_file(region_id), *of_years, POPULATION_FILE]


def copied_from(name: str, names: Collection[str]) -> str | None:
    """The file that one under ``params/`` is a copy of, None for a parameter file.

    A name that an agreement or a region could have is a copy only where its original lies beside it.
    """
    original = copy_of(name, names)
    return None if original not in names and ID.fullmatch(Path(name).stem) else original


def _ids(folder: Path) -> list[str]:
    """What the YAML files of a folder are called, sorted, but copies."""
    names = {path.name for path in folder.glob("*.yaml") if not is_passed_over(path.name)}
    return sorted(Path(name).stem for name in names if copied_from(name, names) is None)
