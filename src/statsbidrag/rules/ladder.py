"""The ladder of the kömiljard: what each region gets of pots that are shared by how much waiting times have improved.

Owns the rule. Source: Överenskommelsen En ny, uppdaterad kömiljard 2019, avsnitt 4.3–4.4.1. Counts are integers and all
is exact, so that an improvement of just a bound is never lost; öre are made only by ``shown``.

* The share of those waiting who have waited less than 90 days, against the same month a year before, is the improvement
  (procentenheter). It decides which bands a region reaches; each band is a part of the pot.
* Enough of those waiting within 60 days gives a part of the lowest band to who reaches none.
* The money of a band that nobody reaches goes to the band below it. What nobody reaches in the lowest is not paid.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from ..model.ladder import Ladder, LadderBand, Waiting
from .sharing.whole_ore import close_to_whole, nearest

Exact = dict[str, Fraction]


@dataclass(frozen=True)
class Place:
    """The bands that a region shares in a pot, 1 the lowest, and whether only by its share within 60 days."""

    bands: tuple[int, ...]
    by_60: bool = False


@dataclass(frozen=True)
class PotShared:
    """One pot (exact öre): where each region stands, what it gets, and what nobody is paid. They sum to the pot."""

    places: dict[str, Place]
    amounts: Exact
    unpaid: Fraction


@dataclass(frozen=True)
class Shown:
    """Amounts in whole öre. Each pot's close to what is paid of it, rounded; ``total`` and ``unpaid`` to the whole
    amount: they are rounded from exact sums, never from rounded pots."""

    by_pot: dict[str, dict[str, int]]
    total: dict[str, int]
    unpaid: dict[str, int]


def place(ladder: Ladder, waiting: Waiting) -> Place:
    """The bands a region shares. Who has reached one by improvement is never paid for the 60 days as well."""
    reached = [number for number, band in enumerate(ladder.bands, start=1) if _reaches(band, waiting.gain)]
    if reached:
        return Place(tuple(reached) if ladder.readings.bands_add_up else (reached[-1],))
    enough = waiting.share_within_60 >= Fraction(ladder.within_60_percent) / 100
    hindered = ladder.readings.within_60_needs_no_gain and waiting.gain > 0
    return Place((1,), by_60=True) if enough and not hindered else Place(())


def _reaches(band: LadderBand, gain: Fraction) -> bool:
    bound = Fraction(band.start)
    return gain > bound or (band.including and gain == bound)


def share_pot(ladder: Ladder, pot: Fraction, people: Mapping[str, int], waiting: Mapping[str, Waiting]) -> PotShared:
    """Share one pot (öre) between the regions of ``waiting``; ``people`` are their inhabitants, above nought."""
    places = {name: place(ladder, counts) for name, counts in waiting.items()}
    amounts: Exact = dict.fromkeys(waiting, Fraction(0))
    if any(one.bands and not one.by_60 for one in places.values()) or ladder.readings.within_60_alone_is_paid:
        for number, (own, rolled) in enumerate(_rolled_down(ladder, pot, places), start=1):
            members = [name for name, one in places.items() if number in one.bands]
            improved = [name for name in members if not places[name].by_60]
            of_rolled = members if ladder.readings.within_60_shares_rolled_down else improved
            for money, sharing in ((own, members), (rolled, of_rolled)):
                for name, part in _parts(ladder, sharing, people, waiting).items():
                    amounts[name] += money * part
    return PotShared(places, amounts, pot - sum(amounts.values()))


def _rolled_down(ladder: Ladder, pot: Fraction, places: Mapping[str, Place]) -> list[tuple[Fraction, Fraction]]:
    """Each band's own money and what has rolled down to it, from the lowest. A band that nobody reaches still has its
    own here, which nobody is paid by it."""
    own = [pot * Fraction(band.percent) / 100 for band in ladder.bands]
    rolled = [Fraction(0)] * len(own)
    for index in reversed(range(1, len(own))):
        if not any(index + 1 in one.bands for one in places.values()):
            on = rolled[index] if ladder.readings.rolls == "all_steps" else Fraction(0)
            rolled[index - 1] += own[index] + on
    return list(zip(own, rolled, strict=True))


def _parts(ladder: Ladder, sharing: list[str], people: Mapping[str, int], waiting: Mapping[str, Waiting]) -> Exact:
    """The part of each of those who share; {} where nobody does."""
    weights = {name: _weight(ladder, people[name], waiting[name]) for name in sharing}
    whole = sum(weights.values())
    return {name: weight / whole for name, weight in weights.items()}


def _weight(ladder: Ladder, people: int, waiting: Waiting) -> Fraction:
    match ladder.readings.shared_by:
        case "population":
            return Fraction(people)
        case "equal":
            return Fraction(1)
        case "gain":
            # Who shares by the 60 days alone has no improvement to weigh, and counts as having just the lowest one.
            return max(waiting.gain, Fraction(ladder.bands[0].start))


def share_all(
    ladder: Ladder, ore: int, people: Mapping[str, int], waiting: Mapping[str, Mapping[str, Waiting]]
) -> dict[str, PotShared]:
    """Every pot by its name, each an equal part of the whole amount; ``waiting`` is pot → region."""
    pot = Fraction(ore, len(ladder.pot_names))
    return {name: share_pot(ladder, pot, people, waiting[name]) for name in ladder.pot_names}


def exact_totals(pots: Mapping[str, PotShared]) -> Exact:
    """What each region gets of all pots, exact öre."""
    totals: Exact = {}
    for pot in pots.values():
        for name, amount in pot.amounts.items():
            totals[name] = totals.get(name, Fraction(0)) + amount
    return totals


def shown(pots: Mapping[str, PotShared]) -> Shown:
    """Whole öre by largest remainder; nobody's amount is rounded twice."""
    total, unpaid = exact_totals(pots), {name: pot.unpaid for name, pot in pots.items()}
    whole, not_paid = nearest(_sum(total) + _sum(unpaid)), nearest(_sum(unpaid))
    return Shown(
        {name: close_to_whole(pot.amounts, nearest(_sum(pot.amounts))) for name, pot in pots.items()},
        close_to_whole(total, whole - not_paid),
        close_to_whole(unpaid, not_paid),
    )


def _sum(amounts: Exact) -> Fraction:
    return sum(amounts.values(), Fraction(0))
