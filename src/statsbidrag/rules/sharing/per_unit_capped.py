"""Pay per treatment, patient or contact, up to a cap that follows the population.

Source: Sammanställning av riktade statsbidrag 2017, Landstinget Blekinge (bl) r. 113–114: «Pris/genomförd behandling
befolkningsbaserat tak»; Regiondirektörens rapport, Region Norrbotten (nb) r. 280: «3000 kr per patient».
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Capped:
    """Öre: what the units would give, the cap, what is paid, and what is left under the cap."""

    earned: int
    cap: int

    @property
    def paid(self) -> int:
        return min(self.earned, self.cap)

    @property
    def left(self) -> int:
        return self.cap - self.paid


def capped(price_ore: int, units: int, cap_ore: int) -> Capped:
    """The pay of ``units`` at a price, under the region's cap (its share of the national amount)."""
    return Capped(price_ore * units, cap_ore)


def units_to_cap(price_ore: int, cap_ore: int) -> int:
    """How many units reach the cap: the first that is not paid in full counts."""
    return -(-cap_ore // price_ore)
