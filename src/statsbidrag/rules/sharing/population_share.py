"""Sharing by population: a region's part of a pot is its part of the country's inhabitants.

The shares are exact fractions and the parts sum to the pot. Source: Underlag användning av Patientmiljarden (jh) r. 18.
"""

from collections.abc import Mapping
from fractions import Fraction

from ...base.states import Lacking
from .case import ComponentShare, SharingCase, SharingRule
from .whole_ore import split_by_weight


def split_by_population(pot_ore: int, population: Mapping[str, int]) -> dict[str, int]:
    """The whole pot, öre per län code; the parts sum to ``pot_ore``."""
    return split_by_weight(pot_ore, population)


def share(case: SharingCase) -> ComponentShare:
    """The region's part of the country's inhabitants, of the pot where it is known."""
    people = case.people
    part = Fraction(people[case.lan_code], sum(people.values()))
    if case.pot is None:
        return ComponentShare(None, None, part, lacking=Lacking.AMOUNT)
    return ComponentShare(case.pot, split_by_population(case.pot, people)[case.lan_code], part)


RULE = SharingRule("population_share", share)
