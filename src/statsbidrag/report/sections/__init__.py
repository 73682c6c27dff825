"""The sections of a report, one module each, and the one ordered registry of them all.

Owns the shape of a section: ``part(facts, given)`` is what it adds to the record, ``show(record)`` what the reader
meets, made from the record alone. Owns their order too: a section is made after those whose figures it rests on, and a
page shows them in the same order but for those it begins with. A particular section is one that only some agreements'
reports have, by its name under ``sections:`` in their files; its module also has ``KEYS``, the figures it promises.

A module is imported when a report has the section, so that ``check`` knows the names without the ledger's libraries.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from ...base.errors import ParameterError

if TYPE_CHECKING:
    from ...model.agreement import Agreement


@dataclass(frozen=True)
class Section:
    """One section. ``name`` is what notebooks and parameter files call it, ``module`` where it is below this package.

    ``common`` ones are in every report, ``shown`` ones on its page, and ``made`` ones have a part in the record.
    """

    name: str
    module: str
    common: bool = True
    shown: bool = True
    made: bool = True


def _particular(name: str, module: str) -> Section:
    return Section(name, f"particular.{module}", common=False)


# In the order they are made. The particular ones lie together: a report has its own in its agreement's order.
FIRST = (
    Section("laget", "summary", made=False),
    Section("overenskommelsen", "terms"),
    Section("ekonomi", "economy"),
    Section("periodisering", "accrual", shown=False),
    Section("fordelning", "distribution", shown=False),
    Section("insatser", "efforts"),
    Section("resultat", "results"),
)
PARTICULAR = (
    _particular("specialistutbildning", "specialist_training"),
    _particular("involvering", "involvement"),
    _particular("vardforlopp", "pathways"),
    _particular("utbetalningar", "payments"),
    _particular("kommunerna", "municipalities"),
    _particular("bemanning", "staffing"),
    _particular("rehabilitering", "rehabilitation"),
    _particular("ataganden", "commitments"),
    _particular("utredningar", "investigations"),
    _particular("svarsfrekvens", "response_rate"),
    _particular("beskrivningar", "in_words"),
)
LAST = (
    Section("att-gora", "attention", shown=False),
    Section("lampor", "lights", shown=False),
    Section("tidplan", "timeline"),
    Section("nytt", "changes"),
    Section("perspektiv", "perspective", shown=False),
    Section("avstamning", "reconciliation"),
    Section("om", "about"),
)
SECTIONS = {section.name: section for section in (*FIRST, *PARTICULAR, *LAST)}
# What a page begins with: what has to be known first, whenever it could be told.
PAGE_BEGINS_WITH = ("laget", "nytt")


def section_module(name: str) -> ModuleType:
    """The module of a section, by its name. KeyError for a name that no section has."""
    return import_module(f".{SECTIONS[name].module}", __package__)


def require_sections(agreement: "Agreement") -> None:
    """Raises ParameterError for a particular section of an agreement that does not exist, with those that do."""
    names = [section.name for section in PARTICULAR]
    unknown = [name for name in agreement.sections if name not in names]
    if unknown:
        allowed = ", ".join(names)
        raise ParameterError(
            [
                f"{agreement.origin}: avsnittet «{name}» under sections finns inte. Tillåtna: {allowed}."
                for name in unknown
            ]
        )


def sections_of(agreement: "Agreement") -> list[Section]:
    """The sections with a part in the record of an agreement's report, in the order they are made; ParameterError as
    ``require_sections``."""
    require_sections(agreement)
    return [section for section in _in_order(agreement.sections) if section.made]


def page_sections(agreement: "Agreement") -> list[str]:
    """The names of the sections that the page of an agreement's report shows, in the page's order; ParameterError as
    ``require_sections``."""
    require_sections(agreement)
    return page_order(agreement.sections)


def page_order(particular: Iterable[str] = ()) -> list[str]:
    """The names of the common sections and some particular ones, in the page's order."""
    shown = [section.name for section in _in_order(particular) if section.shown]
    return sorted(shown, key=lambda name: name not in PAGE_BEGINS_WITH)


def _in_order(particular: Iterable[str]) -> list[Section]:
    return [*FIRST, *(SECTIONS[name] for name in particular), *LAST]
