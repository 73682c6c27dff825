"""The ladder of a year: the component that has one, and its amount."""

from dataclasses import dataclass
from pathlib import Path

from ..base.errors import ParameterError
from ..base.needed import needed
from ..model.agreement import Agreement
from ..model.ladder import Ladder
from ..read.params.places import terms_of, years_with_terms
from ..read.params.population import read_population
from ..read.params.terms import read_terms


@dataclass(frozen=True)
class YearLadder:
    """An agreement with a ladder, and the whole amount that its pots share (öre)."""

    agreement: Agreement
    ladder: Ladder
    ore: int


def ladder_of(root: Path, year: int) -> YearLadder:
    """The year's ladder; ParameterError where no agreement of the year has one, or several have."""
    population = read_population(root)
    found = [
        YearLadder(terms, component.ladder, needed(component.national_amount, f"{component.at()}: national").ore)
        for terms in (read_terms(root, name, year, population) for name in terms_of(root, year))
        for component in terms.components
        if component.ladder is not None
    ]
    if not found:
        years = ", ".join(str(one) for one in years_with_terms(root))
        raise ParameterError(
            f"params/{year}/agreements/: ingen överenskommelse har en trappa (ladder). Välj ett annat år; det finns "
            f"parametrar för {years}."
        )
    if len(found) > 1:
        names = ", ".join(one.agreement.id for one in found)
        raise ParameterError(f"params/{year}/agreements/: flera delar har en trappa (ladder): {names}. Behåll en.")
    return found[0]
