"""The national terms, read and checked on their own.

Raises ParameterError with ``file:line`` for every fault.
"""

import datetime as dt
from collections.abc import Mapping

from ...base.errors import ParameterError
from ...model.agreement import Agreement
from ..files import Files, Root
from .faults.terms import faults_in_continuation, faults_in_terms
from .places import terms_file, terms_of
from .strict_yaml import read_model


def read_terms(root: Root, agreement_id: str, year: int, population: Mapping[dt.date, Mapping[str, int]]) -> Agreement:
    """One agreement's terms of one year, checked; ParameterError with every fault."""
    files = Files.of(root)
    return files.once(("terms", agreement_id, year), lambda: _terms(files, agreement_id, year, population))


def _terms(files: Files, agreement_id: str, year: int, population: Mapping[dt.date, Mapping[str, int]]) -> Agreement:
    agreement = read_model(files, files / terms_file(year, agreement_id), Agreement)
    known = {entry.year: terms_of(files, entry.year) for entry in agreement.continues}
    faults = [
        *faults_in_terms(agreement, agreement_id, year, population),
        *faults_in_continuation(agreement, year, known),
    ]
    if faults:
        raise ParameterError(faults)
    return agreement
