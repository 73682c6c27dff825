"""The particular sections: what only some agreements' reports have.

Owns the one table from the names that ``sections:`` in an agreement's file may have to the modules that make them. A
module has ``KEYS``, the figures it always puts in the record, ``part(facts)`` and ``show(record)``; it is imported when
a report has the section, so that ``check`` knows the names without the ledger and its libraries.
"""

from importlib import import_module
from types import ModuleType

from ....base.errors import ParameterError
from ....model.agreement import Agreement

PARTICULAR = {
    "specialistutbildning": "specialist_training",
    "involvering": "involvement",
    "vardforlopp": "pathways",
    "utbetalningar": "payments",
    "kommunerna": "municipalities",
    "bemanning": "staffing",
    "rehabilitering": "rehabilitation",
    "ataganden": "commitments",
    "utredningar": "investigations",
    "svarsfrekvens": "response_rate",
    "beskrivningar": "in_words",
}


def section(name: str) -> ModuleType:
    """The module of a particular section, by its name in ``PARTICULAR``."""
    return import_module(f".{PARTICULAR[name]}", __package__)


def require_sections(agreement: Agreement) -> None:
    """Raises ParameterError for a section of an agreement's report that does not exist, with those that do."""
    unknown = [name for name in agreement.sections if name not in PARTICULAR]
    if unknown:
        allowed = ", ".join(PARTICULAR)
        raise ParameterError(
            [
                f"{agreement.origin}: avsnittet «{name}» under sections finns inte. Tillåtna: {allowed}."
                for name in unknown
            ]
        )


def chosen(agreement: Agreement) -> dict[str, ModuleType]:
    """The particular sections of an agreement's report, by name; ParameterError as ``require_sections``."""
    require_sections(agreement)
    return {name: section(name) for name in agreement.sections}
