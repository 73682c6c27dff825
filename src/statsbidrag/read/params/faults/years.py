"""A region's agreements of one year held against each other.

Owns that no two agreements claim the same ledger rows, and that what the region's compilation leaves out is something
that the region states. Every fault is a line with its ``file:line``, and a refusal: a row would be counted twice.
"""

from collections.abc import Iterator, Sequence

from ....model.bookkeeping import Bookkeeping
from ....model.choices import RegionAgreement
from ....model.region import Region
from ....model.values import Codes


def faults_between(region: Region, year: int, of_year: Sequence[RegionAgreement]) -> Iterator[str]:
    """A line for each fault between the region's agreements of the year, which are told in their order."""
    for number, second in enumerate(of_year):
        for first in of_year[:number]:
            yield from _claimed_by_both(first, second)
    stated = {
        (choices.agreement, name)
        for choices in of_year
        for amount in choices.stated
        if amount.stands_for(year)
        for name in amount.of
    }
    for entry in (entry for one in region.compilations if one.year == year for entry in one.left_out):
        if (entry.agreement, entry.component) not in stated:
            yield (
                f"{entry.origin}: regionen anger inget belopp {year} för {entry.component} i {entry.agreement}. Rätta "
                "agreement och component, eller ange beloppet under stated."
            )


def _claimed_by_both(first: RegionAgreement, second: RegionAgreement) -> Iterator[str]:
    if first.bookkeeping is None or second.bookkeeping is None:
        return
    if shared := _in_both(first.bookkeeping, second.bookkeeping):
        codes = ", ".join(f"{dimension} {code}" for dimension, found in shared.items() for code in found)
        yield (
            f"{second.bookkeeping.origin}: {first.agreement} och {second.agreement} gör båda anspråk på {codes}. "
            "Ge varje överenskommelse egna koder."
        )


def _in_both(one: Bookkeeping, other: Bookkeeping) -> Codes:
    """The codes of the narrower cost when every row on them is on the other's codes too; {} when none surely is."""
    for inner, outer in ((one.cost, other.cost), (other.cost, one.cost)):
        if outer and all(dimension in inner and set(inner[dimension]) <= set(outer[dimension]) for dimension in outer):
            return inner
    return {}
