"""Pay per treatment, patient or contact, up to a cap that follows the population.

Source: Sammanställning av riktade statsbidrag 2017, Landstinget Blekinge (bl) r. 113–114: «Pris/genomförd behandling
befolkningsbaserat tak»; Regiondirektörens rapport, Region Norrbotten (nb) r. 280: «3000 kr per patient».
"""

from dataclasses import dataclass

from ...base.states import Lacking
from . import population_share
from .case import ComponentShare, SharingCase, SharingRule


@dataclass(frozen=True)
class PayUnderCap:
    """Öre: what the units would give, the cap, what is paid, and what is left under the cap."""

    earned: int
    cap: int

    @property
    def paid(self) -> int:
        return min(self.earned, self.cap)

    @property
    def left(self) -> int:
        return self.cap - self.paid


def pay_under_cap(price_ore: int, units: int, cap_ore: int) -> PayUnderCap:
    """The pay of ``units`` at a price, under the region's cap (its share of the national amount)."""
    return PayUnderCap(price_ore * units, cap_ore)


def units_to_cap(price_ore: int, cap_ore: int) -> int:
    """How many units reach the cap: the first that is not paid in full counts."""
    return -(-cap_ore // price_ore)


def share(case: SharingCase) -> ComponentShare:
    """The pay of the region's approved units, up to its share of the national amount by population."""
    frame = population_share.share(case)
    if frame.computed is None:
        return frame
    price = case.component.chosen_price
    if price is None:
        return ComponentShare(case.pot, None, frame.share, frame.computed, Lacking.PRICE)
    if not case.quantities.volumes:
        return ComponentShare(case.pot, None, frame.share, frame.computed, Lacking.VOLUME)
    units = sum(volume.approved for volume in case.quantities.volumes)
    paid = pay_under_cap(price.ore, units, frame.computed).paid
    return ComponentShare(case.pot, paid, frame.share, frame.computed)


RULE = SharingRule("per_unit_capped", share)
