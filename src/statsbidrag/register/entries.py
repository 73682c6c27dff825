"""The register: every agreement of a year, as each region meets it, computed beside stated.

Owns which regions and agreements there are in a year, and the shape of ``statsbidrag allocate --json``. All 21 regions
are there: those without a file of their own under the name they have in ``params/population.csv``.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from ..base.errors import ParameterError
from ..base.money import kronor_text
from ..facts.compilations import RegisterRegion, places
from ..model.agreement import Agreement
from ..model.choices import RegionAgreement
from ..model.values import Source
from ..read.params.parameters import read_choices
from ..read.params.places import agreements_of, terms_of, years_with_terms
from ..read.params.population import read_population
from ..read.params.terms import read_terms
from ..rules.allocation import Item, items
from ..rules.explaining import Possible, possible

SHARE_DECIMALS = 10


@dataclass(frozen=True)
class Entry:
    """One item of one region and agreement, with what could explain a difference."""

    place: RegisterRegion
    agreement: Agreement
    choices: RegionAgreement | None
    item: Item
    explanations: list[Possible]

    def source(self, name: str) -> Source:
        """The document behind a short name: the region's own, else the agreement's."""
        return _document(self.agreement, self.choices, name)

    @property
    def is_own(self) -> bool:
        """True when the money is the region's own to share out, not the nation's."""
        own = self.choices.components if self.choices else []
        return any(component in own for component in self.item.components)

    @property
    def source_text(self) -> str | None:
        """Where the item's amount stands: document and, for who reads JSON, the place that its parameter file has."""
        amount = self.item.source_of
        if amount is None or amount.source is None:
            return None
        document = self.source(amount.source)
        return ", ".join(text for text in (document.number or document.title, amount.place) if text)


def register(root: Path, year: int, region_id: str | None = None, agreement_id: str | None = None) -> list[Entry]:
    """The year's items, region by region in the order of län codes, agreements by id.

    An unknown year, region or agreement is a ParameterError that tells those there are.
    """
    population = read_population(root)
    chosen = _chosen_places(places(root, year), region_id)
    names = _chosen_terms(root, year, agreement_id)
    terms = {name: read_terms(root, name, year, population) for name in names}
    found: list[Entry] = []
    for place in chosen:
        own = agreements_of(root, place.id, year, may_be_none=True) if place.region else []
        for name, agreement in terms.items():
            choices = read_choices(root, agreement, place.id, population) if name in own else None
            for item in items(agreement, choices, population, place.lan_code):
                explanations = possible(item, population, place.lan_code, _known_by(agreement, choices, item))
                found.append(Entry(place, agreement, choices, item, explanations))
    return found


def as_json(year: int, entries: Sequence[Entry]) -> dict[str, object]:
    """The document of ``allocate --json``: amounts in kronor with two decimals, dates ISO, null where not known."""
    return {"year": year, "items": [_json(entry) for entry in entries]}


def _document(agreement: Agreement, choices: RegionAgreement | None, name: str) -> Source:
    own = choices.sources if choices else {}
    return own.get(name) or agreement.sources[name]


def _known_by(agreement: Agreement, choices: RegionAgreement | None, item: Item) -> dt.date:
    """The last day whose population the stated amount can rest on: of its source, and at most of the year."""
    last = dt.date(agreement.year, 12, 31)
    if item.stated is None or item.stated.source is None:
        return last
    return min(last, _document(agreement, choices, item.stated.source).last_day)


def _json(entry: Entry) -> dict[str, object]:
    item = entry.item
    stated = item.stated
    return {
        "region": entry.place.id,
        "agreement": entry.agreement.id,
        "component": item.name,
        "rule": item.rule,
        "national": _kronor(item.national),
        "key_date": item.key_date.isoformat() if item.key_date else None,
        "population_date": item.population_date.isoformat() if item.population_date else None,
        "share": None if item.share is None else decimals(item.share),
        "computed": _kronor(item.computed),
        "stated": _kronor(stated.ore if stated else None),
        "stated_precision": _kronor(stated.last_digit_ore if stated else None),
        "difference": _kronor(item.difference),
        "source": entry.source_text,
        "status": item.status.value,
        "assumed": item.is_assumed,
    }


def decimals(share: Fraction) -> str:
    """A share with ten decimals, rounded to the nearest: 1/21 → ``0.0476190476``."""
    scale = 10**SHARE_DECIMALS
    whole = (2 * share.numerator * scale + share.denominator) // (2 * share.denominator)
    return f"{whole // scale}.{whole % scale:0{SHARE_DECIMALS}d}"


def _kronor(ore: int | None) -> str | None:
    return None if ore is None else kronor_text(ore)


def _chosen_places(known: list[RegisterRegion], region_id: str | None) -> list[RegisterRegion]:
    chosen = [place for place in known if region_id in (None, place.id)]
    if not chosen:
        raise ParameterError(f"Regionen «{region_id}» finns inte. Tillåtna: {', '.join(place.id for place in known)}.")
    return chosen


def _chosen_terms(root: Path, year: int, agreement_id: str | None) -> list[str]:
    known = terms_of(root, year)
    if not known:
        years = ", ".join(str(one) for one in years_with_terms(root)) or "inget år"
        raise ParameterError(
            f"params/{year}/agreements/: här finns inga överenskommelser. Parametrar finns för {years}."
        )
    if agreement_id is not None and agreement_id not in known:
        raise ParameterError(f"Överenskommelsen «{agreement_id}» finns inte {year}. Tillåtna: {', '.join(known)}.")
    return [agreement_id] if agreement_id else known
