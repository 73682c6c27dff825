"""The national terms: found, read, and checked on their own.

Owns where the terms of a year lie and which terms there are. Raises ParameterError with ``file:line`` for every fault.
"""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from ...base.errors import ParameterError
from ...model.agreement import Agreement
from .faults.terms import faults_in_terms, not_there
from .strict_yaml import read_model


def terms_file(year: int, agreement_id: str) -> str:
    return f"params/{year}/agreements/{agreement_id}.yaml"


def years_with_terms(root: Path) -> list[int]:
    """The years that have parameters, oldest first."""
    return sorted(int(path.name) for path in (root / "params").glob("20[0-9][0-9]") if path.is_dir())


def terms_of(root: Path, year: int) -> list[str]:
    """Ids of the agreements in the register that year."""
    return sorted(path.stem for path in (root / f"params/{year}/agreements").glob("*.yaml"))


def read_terms(root: Path, agreement_id: str, year: int, population: Mapping[dt.date, Mapping[str, int]]) -> Agreement:
    """One agreement's terms of one year, checked; ParameterError with every fault."""
    agreement = read_model(root, root / terms_file(year, agreement_id), Agreement)
    faults = list(faults_in_terms(agreement, agreement_id, year, population))
    for entry in agreement.continues:
        if entry.year >= year:
            faults.append(f"{entry.origin}: year är {entry.year}. Skriv ett år före {year}, som villkoren bygger på.")
            continue
        known = terms_of(root, entry.year)
        faults += not_there(entry.origin, f"överenskommelsen {entry.year}", entry.agreement, known)
    if faults:
        raise ParameterError(faults)
    return agreement
