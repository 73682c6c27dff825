"""The money of a grant reckoned a second time, as one would with pen and paper.

Owns nothing: it is written from what the conventions say (högsta belopp in its order, what is used and not received,
own cost, income and what should stand) and not from ``statsbidrag.rules``, which it imports nothing of. Plain ints of
öre, fractions and lists; None is not known.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction


@dataclass(frozen=True)
class Paper:
    """An amount in the region's papers: öre, and the worth of its last written digit."""

    ore: int
    digit: int

    def is_about(self, other: int) -> bool:
        """Whether another amount rounds to this one: no more than half of the last digit away."""
        return 2 * abs(self.ore - other) <= self.digit


@dataclass(frozen=True)
class Paid:
    """Money that came (or went back, below nought) on a day; ``invented`` when no source tells of it."""

    day: dt.date
    ore: int
    invented: bool = False


@dataclass(frozen=True)
class Part:
    """What is known of one component up to a day.

    ``computed`` is what the sharing rule gives, ``cap`` the most that a capped rule gives. ``first`` is what the rule
    gave of the amount as first agreed (the cap, where nothing earned can be computed), which is what the papers are
    held against. Once the national amount has been changed (``amended``) papers and payments are of an older agreement,
    and a paper counts only where nothing can be computed.
    """

    until: dt.date
    decided: int | None = None
    stated: Paper | None = None
    paid: Sequence[Paid] = field(default_factory=tuple)
    computed: int | None = None
    first: int | None = None
    cap: int | None = None
    capped: bool = False
    amended: bool = False


def national(first: int, changes: Sequence[tuple[int, int, bool]], month: int) -> int:
    """The national amount in a month: changes (from month, öre, adds to it or else takes its place), oldest first."""
    amount = first
    for start, ore, adds in sorted(changes, key=lambda change: change[0]):
        if start <= month:
            amount = amount + ore if adds else ore
    return amount


def shared(pot: int, weights: Mapping[str, int]) -> dict[str, int]:
    """A pot shared by weight: whole öre to each, then one more at a time to those who lost the most."""
    exact = {name: Fraction(pot * weight, sum(weights.values())) for name, weight in weights.items()}
    share = {name: amount.numerator // amount.denominator for name, amount in exact.items()}
    lost = sorted(exact, key=lambda name: (-(exact[name] - share[name]), name))
    for name in lost[: pot - sum(share.values())]:
        share[name] += 1
    return share


def paid_in_full(part: Part) -> int | None:
    """What has been paid, where that is what was stated; an invented payment only where it is that to the öre."""
    if part.stated is None:
        return None
    came = [one for one in part.paid if one.day <= part.until]
    total = sum(one.ore for one in came)
    if total == 0 or not part.stated.is_about(total):
        return None
    if any(one.invented for one in came) and total != part.stated.ore:
        return None
    return total


def most(part: Part) -> tuple[int | None, str]:
    """Högsta belopp of a component, and where it is from."""
    by_rule = part.cap if part.capped else part.computed
    if part.decided is not None:
        return part.decided, "decided"
    if part.amended and by_rule is not None:
        return by_rule, "cap" if part.capped else "computed"
    if not part.amended and (full := paid_in_full(part)) is not None:
        return full, "paid"
    if part.stated is not None and (
        by_rule is None or (part.first is not None and not part.stated.is_about(part.first))
    ):
        return part.stated.ore, "stated"
    if by_rule is not None:
        return by_rule, "cap" if part.capped else "computed"
    return None, "unknown"


def most_in_all(
    parts: Mapping[str, Part], papers: Sequence[tuple[frozenset[str], Paper]]
) -> tuple[int | None, int, int]:
    """Högsta belopp of all components, or None; what of it is known, and of how many components.

    ``papers`` are amounts for several components at once. The widest is looked at first; one that only says what the
    components are computed to is left, as is one whose component has been decided on or is in a wider one.
    """
    own = {name: most(part)[0] for name, part in parts.items()}
    covered: set[str] = set()
    known = 0
    for names, paper in sorted(papers, key=lambda one: -len(one[0])):
        computed = [parts[name].computed for name in sorted(names)]
        sums = None if None in computed else sum(one for one in computed if one is not None)
        is_used = sums is None or not paper.is_about(sums)
        if not is_used and not any(parts[name].amended for name in names):
            # What agrees with the reckoning still goes before parts that come to something else as they are used.
            alone_ore = sum(own[name] or 0 for name in names)
            come = sum(one.ore for name in names for one in parts[name].paid if one.day <= parts[name].until)
            are_paid = all(most(parts[name])[1] == "paid" for name in names)
            differs = alone_ore != paper.ore and (come == paper.ore or not paper.is_about(alone_ore))
            is_used = differs and not are_paid
        if is_used and not names & covered and all(parts[name].decided is None for name in names):
            covered |= names
            known += paper.ore
    alone = {name: ore for name, ore in own.items() if name not in covered}
    known += sum(ore for ore in alone.values() if ore is not None)
    of = len(covered) + sum(ore is not None for ore in alone.values())
    return (known if of == len(parts) else None), known, of


def own_cost(cost: int | None, entitled: int | None) -> int | None:
    if cost is None or entitled is None:
        return None
    return cost - entitled if cost > entitled else 0


def claim(cost: int | None, entitled: int | None, received: int) -> int | None:
    if cost is None or entitled is None:
        return None
    covered = cost if cost < entitled else entitled
    return covered - received if covered > received else 0


def unspent(cost: int | None, received: int) -> int | None:
    if cost is None:
        return None
    return received - cost if received > cost else 0


def of_a_claim(claimed: int, asked: int | None, received: int, last: dt.date | None, until: dt.date) -> dict[str, int]:
    """A claim by what can still come of it, an öre at a time in the mind: asked for first, then by the last day."""
    waiting = 0 if asked is None or asked < received else asked - received
    requested = waiting if waiting < claimed else claimed
    where = "no_day" if last is None else "passed" if last <= until else "open"
    return {"requested": requested, "open": 0, "passed": 0, "no_day": 0, where: claimed - requested}


def income(
    principle: str,
    received: int,
    cost: int | None,
    entitled: int | None,
    decided: int | None,
    granted: int | None,
    lapsed: int,
) -> int | None:
    """What should be income from the grant's beginning."""
    if principle == "restriction":
        return received if granted is None or granted < received else granted
    if principle == "performance":
        return 0 if decided is None else decided
    if principle == "condition":
        if cost is None or (entitled is None and cost > received):
            return None
        used = cost if entitled is None or cost < entitled else entitled
        return (used if used > 0 else 0) - lapsed
    nothing = received == 0 and cost == 0 and not decided and not granted
    return 0 if nothing else None


def stands(earned: int, received: int) -> tuple[int, int]:
    """What should stand as liability and as accrued income."""
    return (received - earned, 0) if received > earned else (0, earned - received)


def paid_by_year(
    costs: Sequence[tuple[dt.date, int]], grants: Sequence[tuple[int, int, dt.date, dt.date]]
) -> dict[int, int]:
    """What each earlier year's grant (year, left, from, to) pays of the costs of a year, day by day.

    The oldest that may be used on the day pays until it is empty; what is over is the latest year's own. A day that
    gives back first takes off what is own, then gives back to the youngest that has paid, and to the oldest last; a
    grant that may not be used that day is not touched.
    """
    paid = {year: 0 for year, *_ in grants}
    own = 0
    for day in sorted({day for day, _ in costs}):
        left = sum(amount for when, amount in costs if when == day)
        usable = [(year, has) for year, has, start, end in sorted(grants) if start <= day <= end]
        if left < 0 and own > 0:
            back = min(own, -left)
            own -= back
            left += back
        for year, has in usable if left > 0 else reversed(usable):
            moved = min(left, has - paid[year]) if left > 0 else -min(-left, paid[year])
            paid[year] += moved
            left -= moved
        own += left
    return paid


def expected_by_year(
    paid: Mapping[int, int],
    grants: Sequence[tuple[int, int, dt.date, dt.date]],
    ahead: int | None,
    until: dt.date,
    year_end: dt.date,
) -> dict[int, int | None]:
    """What each earlier year's grant is expected to have paid when the year is over, oldest first.

    ``ahead`` is what the cost still is expected to be. A grant that is empty or may not be used any more pays no more;
    of one that ends within what is left of the year, and of every younger one then, nobody can tell.
    """
    expected: dict[int, int | None] = {}
    for year, has, _, end in sorted(grants):
        if has == paid[year] or end <= until or ahead == 0:
            expected[year] = paid[year]
        elif ahead is None or end < year_end:
            expected[year] = ahead = None
        else:
            more = min(ahead, has - paid[year])
            expected[year] = paid[year] + more
            ahead -= more
    return expected
