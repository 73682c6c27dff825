"""The national terms, read and checked on their own.

Raises ParameterError with ``file:line`` for every fault.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from ...model.agreement import Agreement
from ...model.settings import Settings
from ..files import Files, Root
from .documents import with_parts
from .examined import Examined
from .faults.amounts import faults_above, national_amounts
from .faults.terms import faults_in_continuation, faults_in_terms
from .places import SETTINGS_FILE, terms_file, terms_of
from .strict_yaml import examine_model


def read_terms(root: Root, agreement_id: str, year: int, population: Mapping[dt.date, Mapping[str, int]]) -> Agreement:
    """One agreement's terms of one year, checked; ParameterError with every fault."""
    return examine_terms(root, agreement_id, year, population).sound()


def examine_terms(
    root: Root, agreement_id: str, year: int, population: Mapping[dt.date, Mapping[str, int]]
) -> Examined[Agreement]:
    """The same, with what could be typed of terms that have faults."""
    files = Files.of(root)
    return files.once(("terms", agreement_id, year), lambda: _terms(files, agreement_id, year, population))


def _terms(
    files: Files, agreement_id: str, year: int, population: Mapping[dt.date, Mapping[str, int]]
) -> Examined[Agreement]:
    examined = examine_model(files, files / terms_file(year, agreement_id), Agreement)
    if (agreement := examined.model) is None:
        return examined
    agreement = with_parts(files, agreement)
    known = {entry.year: terms_of(files, entry.year) for entry in agreement.continues}
    return replace(examined, model=agreement).with_faults(
        [
            *faults_in_terms(agreement, agreement_id, year, population),
            *faults_in_continuation(agreement, year, known),
            *faults_above(largest_amount(files), national_amounts(agreement)),
        ]
    )


def largest_amount(files: Files) -> Decimal | None:
    """The largest amount that is let through, in mdkr; None where params/workbook.yaml sets none or cannot be read."""
    settings = examine_model(files, files / SETTINGS_FILE, Settings).model
    return None if settings is None else settings.largest_amount_mdkr
