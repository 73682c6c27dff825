"""A region's agreements of one year held against each other.

Owns that no two agreements claim the same ledger rows, that codes are as long as the region's ledger has them, and
that what the region's compilation leaves out is something that the region states. Every fault is a line with its
``file:line``, and a refusal: a row would be counted twice, or none could be found.
"""

from collections.abc import Iterator, Sequence

from ....model.bookkeeping import Bookkeeping
from ....model.choices import RegionAgreement
from ....model.node import Node
from ....model.region import Region
from ....model.values import Codes


def faults_between(region: Region, year: int, of_year: Sequence[RegionAgreement]) -> Iterator[str]:
    """A line for each fault between the region's agreements of the year, which are told in their order."""
    yield from _unknown_units(region, of_year)
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
                f"{entry.at()}: regionen anger inget belopp {year} för {entry.component} i {entry.agreement}. Rätta "
                "agreement och component, eller ange beloppet under stated."
            )


def codes_of_another_width(region: Region, choices: RegionAgreement) -> Iterator[str]:
    """A line for each code that has another number of characters than the region's ledger has in that dimension, so
    that no row could have it: mostly a zero that was lost."""
    widths = region.ledger.code_widths if region.ledger else {}
    books = choices.bookkeeping
    told: list[tuple[Node, str, Codes]] = [(effort, "codes", effort.codes) for effort in choices.efforts]
    if books is not None:
        told += [(books, "cost", books.cost), (books, "income", books.income or {})]
        told += [(books, "components", codes) for codes in books.components.values()]
    if books is not None:
        told += [(one, "codes", one.codes) for one in books.cofinancing]
        told += [(books.investments, "codes", books.investments.codes)] if books.investments else []
    if books is not None and (accrual := books.accrual):
        told += [(accrual, "liability", accrual.liability), (accrual, "claim", accrual.claim or {})]
        told += [(accrual, "income", accrual.income)]
    for receiver in choices.distribution:
        told += [
            (receiver, "codes", receiver.codes or {}),
            (receiver, "accounted_codes", receiver.accounted_codes or {}),
        ]
    for entry, key, codes in told:
        for dimension, code in ((dimension, code) for dimension, found in codes.items() for code in found):
            if dimension in widths and len(code) != widths[dimension]:
                yield (
                    f"{entry.at(key)}: koden «{code}» har {len(code)} tecken, men {dimension} har "
                    f"{widths[dimension]} i "
                    "huvudboken (code_widths i regionens fil). Rätta koden; en inledande nolla kan ha fallit bort."
                )


def _unknown_units(region: Region, of_year: Sequence[RegionAgreement]) -> Iterator[str]:
    """A salary is paid by a unit that the region has."""
    units = [unit.code for unit in region.units]
    for one in (one for choices in of_year for one in choices.salary_shares if one.unit not in units):
        yield f"{one.at('unit')}: enheten «{one.unit}» finns inte i {region.origin}. Tillåtna: {', '.join(units)}."


def _claimed_by_both(first: RegionAgreement, second: RegionAgreement) -> Iterator[str]:
    if first.bookkeeping is None or second.bookkeeping is None:
        return
    if shared := _in_both(first.bookkeeping, second.bookkeeping):
        codes = ", ".join(f"{dimension} {code}" for dimension, found in shared.items() for code in found)
        yield (
            f"{second.bookkeeping.at('cost')}: {first.agreement} och {second.agreement} gör båda anspråk på {codes}. "
            "Ge varje överenskommelse egna koder."
        )


def _in_both(one: Bookkeeping, other: Bookkeeping) -> Codes:
    """The codes of the rows that are on both's codes, as the narrower cost has them; {} when none surely are.

    Where one's dimensions are all among the other's, a row that the other can have on codes of both is on both.
    """
    for inner, outer in ((one.cost, other.cost), (other.cost, one.cost)):
        if outer and all(dimension in inner and set(inner[dimension]) & set(outer[dimension]) for dimension in outer):
            return {key: [code for code in found if code in outer.get(key, found)] for key, found in inner.items()}
    return {}
