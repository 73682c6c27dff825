"""The particular sections: what only some agreements' reports have.

Owns the one table from the names that ``sections:`` in an agreement's file may have to the modules that make them. A
module has ``KEYS``, the figures it always puts in the record, ``part(facts)`` and ``show(record)``.
"""

from types import ModuleType

from ....agreement import Agreement
from ....errors import ParameterError
from . import (
    commitments,
    in_words,
    investigations,
    involvement,
    municipalities,
    pathways,
    payments,
    rehabilitation,
    response_rate,
    specialist_training,
    staffing,
)

PARTICULAR: dict[str, ModuleType] = {
    "specialistutbildning": specialist_training,
    "involvering": involvement,
    "vardforlopp": pathways,
    "utbetalningar": payments,
    "kommunerna": municipalities,
    "bemanning": staffing,
    "rehabilitering": rehabilitation,
    "ataganden": commitments,
    "utredningar": investigations,
    "svarsfrekvens": response_rate,
    "beskrivningar": in_words,
}


def chosen(agreement: Agreement) -> dict[str, ModuleType]:
    """The particular sections of an agreement's report, by name. Raises ParameterError for a name nobody has."""
    unknown = [name for name in agreement.sections if name not in PARTICULAR]
    if unknown:
        allowed = ", ".join(PARTICULAR)
        raise ParameterError(
            [
                f"{agreement.origin}: avsnittet «{name}» under sections finns inte. Tillåtna: {allowed}."
                for name in unknown
            ]
        )
    return {name: PARTICULAR[name] for name in agreement.sections}
