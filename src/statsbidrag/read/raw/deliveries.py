"""Which delivery holds which month. Pure: no files are read here. Ledger and activity data share the rule.

Which rows of a frame a delivery holds is ``held_rows``.

Owns the convention. A *slot* is a month written ``YYYY-MM``, where ``YYYY-13`` is the year's closing rows, so that
slots sort as text; a claim across the turn of a year has that year's closing rows in it. A delivery claims the slots
from its first to its last, both inclusive, for its objects or for all. Of two deliveries of one source, the later
received holds what both claim and nothing outside its own claim; an unknown day counts as oldest, and at equal days
the last file name in sort order wins. Empty months inside a claim are empty, not missing. A supplement (``adds``)
replaces nothing: its rows stand beside its source's, until a delivery received on a later day that is no supplement
claims them. Deliveries of different sources stand beside each other; where both would count, one source is most likely
mistyped and neither can be used.
"""

import datetime as dt
import difflib
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...base.findings import Finding, finding
from .sidecar import Sidecar

ALIKE = 0.8
# Longer after the months, and after every other delivery, than a file is taken out again for the final accounts.
LATE = dt.timedelta(days=2 * 366)


@dataclass(frozen=True)
class Delivery:
    """One raw file and what it claims. ``id`` names it among its likes, ``file`` is relative to the project root.

    ``first`` and ``last`` are slots; ``objects`` None means every object; ``withdrawn`` is date and reason, or None.
    ``closed`` is the last slot that was closed in the books when the file was taken out, None when it does not say.
    ``adds`` is whether it is a supplement; ``replaces`` that it may replace whatever it replaces; ``empty`` the slots
    that rightly have no rows on some grant's codes.
    """

    id: str
    file: str
    source: str
    received: dt.date | None
    first: str
    last: str
    objects: frozenset[str] | None = None
    withdrawn: str | None = None
    closed: str | None = None
    adds: bool = False
    replaces: bool = False
    empty: frozenset[str] = frozenset()

    @property
    def order(self) -> tuple[dt.date, str]:
        """Sorts the oldest first."""
        return (self.received or dt.date.min, self.file)

    @property
    def received_text(self) -> str:
        return "okänd dag" if self.received is None else self.received.isoformat()

    def follows(self, other: "Delivery") -> bool:
        """Whether it replaces what another of the same source claims alike. A supplement of the same day stays."""
        if self.adds:
            return False
        if other.adds:
            return (self.received or dt.date.min) > (other.received or dt.date.min)
        return self.order > other.order

    def slots(self) -> list[str]:
        """Every slot claimed, oldest first."""
        years = range(int(self.first[:4]), int(self.last[:4]) + 1)
        every = (f"{year}-{number:02d}" for year in years for number in range(1, 14))
        return [slot for slot in every if self.first <= slot <= self.last]

    def overlaps(self, other: "Delivery") -> bool:
        """Whether both claim some slot and object of the same source."""
        return self.source == other.source and self.meets(other)

    def meets(self, other: "Delivery") -> bool:
        """Whether both claim some slot and object, of whatever sources."""
        if self.last < other.first or other.last < self.first:
            return False
        return self.objects is None or other.objects is None or not self.objects.isdisjoint(other.objects)


def from_sidecar(identity: str, file: str, sidecar: Sidecar) -> Delivery:
    """The delivery a sidecar tells of."""
    scope = sidecar.scope
    objects = None if scope.object is None else frozenset(scope.object)
    told = (sidecar.received, scope.start, scope.end, objects, sidecar.withdrawn, sidecar.closed)
    flags = (sidecar.adds, sidecar.replaces, frozenset(sidecar.empty))
    return Delivery(identity, file, sidecar.source, *told, *flags)


def in_force(deliveries: Sequence[Delivery], as_known: dt.date | None = None) -> list[Delivery]:
    """The deliveries known at a date (None: all), oldest first. Withdrawn ones are out, whatever the date."""
    known = [
        delivery
        for delivery in deliveries
        if delivery.withdrawn is None
        and (as_known is None or delivery.received is None or delivery.received <= as_known)
    ]
    return sorted(known, key=lambda delivery: delivery.order)


def later_than(delivery: Delivery, others: Sequence[Delivery]) -> list[Delivery]:
    """Those among ``others`` that replace something of a delivery."""
    return [other for other in others if other.follows(delivery) and other.overlaps(delivery)]


def wholly_replaced(delivery: Delivery, others: Sequence[Delivery]) -> bool:
    """Whether later deliveries claim every slot and object of a delivery, so that none of its rows can count."""
    covering = _covering(delivery, others)
    return all(any(other.first <= slot <= other.last for other in covering) for slot in delivery.slots())


def holds(delivery: Delivery, others: Sequence[Delivery], slot: str) -> bool:
    """Whether a delivery claims a slot, and no later one claims it for every object of the delivery."""
    covering = _covering(delivery, others)
    return delivery.first <= slot <= delivery.last and not any(other.first <= slot <= other.last for other in covering)


def _covering(delivery: Delivery, others: Sequence[Delivery]) -> list[Delivery]:
    """The later deliveries that claim every object of a delivery."""
    return [
        other
        for other in later_than(delivery, others)
        if other.objects is None or (delivery.objects is not None and delivery.objects <= other.objects)
    ]


def held_slots(delivery: Delivery, others: Sequence[Delivery]) -> set[str]:
    """The slots a delivery holds when ``others`` are in force beside it, for deliveries that claim every object."""
    later = later_than(delivery, others)
    return set(delivery.slots()).difference(*(other.slots() for other in later))


def source_faults(deliveries: Sequence[Delivery]) -> list[str]:
    """A line for each two deliveries in force of different sources that claim some slot and object alike."""
    lines = []
    for one, other in itertools.combinations(deliveries, 2):
        if one.source != other.source and one.meets(other):
            first, last = max(one.first, other.first), min(one.last, other.last)
            claimed = first if first == last else f"{first}–{last}"
            shared = [delivery.objects for delivery in (one, other) if delivery.objects is not None]
            if shared:
                claimed += f", objekt {', '.join(sorted(frozenset.intersection(*shared)))}"
            lines.append(counted_twice(one, other, claimed))
    return lines


def counted_twice(one: Delivery, other: Delivery, claimed: str) -> str:
    """That two deliveries of different sources have the same thing in them, and what to do."""
    return (
        f"{one.file}: filen (source {one.source}) och {other.file} (source {other.source}) omfattar båda {claimed} och "
        "skulle räknas dubbelt. Skriv samma source i båda sidofilerna om den ena filen ersätter den andra; ta annars "
        "tillbaka en av dem med withdrawn i dess sidofil."
    )


def undated_findings(deliveries: Sequence[Delivery], as_known: dt.date | None) -> list[Finding]:
    """That a file without a known day is among those known at a date, though nobody can say that it was."""
    if as_known is None:
        return []
    return [
        finding(
            "okand-mottagningsdag",
            f"ingen vet när filen kom; den räknas ändå med i läget som det var känt den {as_known}",
            f"Skriv received i {delivery.file}.yaml.",
            file=delivery.file,
        )
        for delivery in deliveries
        if delivery.received is None
    ]


def undated_replaced(deliveries: Sequence[Delivery]) -> list[Finding]:
    """That a file of unknown day gives way to dated ones, though it may be newer than they: what it says is left out.

    Most often its sidecar is forgotten or misspelt, and then money may be missing.
    """
    found = []
    for delivery in deliveries:
        dated = [other for other in later_than(delivery, deliveries) if other.received is not None]
        if delivery.received is None and dated:
            replacing = ", ".join(other.file for other in dated)
            extent = (
                "räknas inte alls, utan ersätts i sin helhet av"
                if wholly_replaced(delivery, deliveries)
                else "räknas bara till en del, och ersätts annars av"
            )
            found.append(
                finding(
                    "odaterad-fil-ersatt",
                    f"filen har ingen mottagningsdag och är därför äldst; den {extent} {replacing}, fast den kan vara "
                    "nyare",
                    f"Skriv {delivery.file}.yaml med received om filen gäller, annars ta bort filen.",
                    file=delivery.file,
                )
            )
    return found


def _alike_sources(deliveries: Sequence[Delivery]) -> Iterator[Finding]:
    """Sources that only one file has and that are nearly another's: most often a slip, and then nothing is replaced."""
    files: dict[str, list[str]] = {}
    for delivery in deliveries:
        files.setdefault(delivery.source, []).append(delivery.file)
    for source, its in files.items():
        others = [other for other in files if other != source and len(files[other]) >= len(its)]
        near = difflib.get_close_matches(source, others, n=1, cutoff=ALIKE)
        if len(its) == 1 and near:
            yield finding(
                "snarlik-kalla",
                f"källan {source} står bara i den här filens sidofil; {len(files[near[0]])} andra har {near[0]}",
                "Rätta source i sidofilen om det är samma uttag; annars ersätter filerna inte varandra.",
                file=its[0],
            )


def _odd_days(deliveries: Sequence[Delivery]) -> Iterator[Finding]:
    """Days of receipt that are most likely slips: before the months were over, or long after them and all others."""
    for one in deliveries:
        year, month = int(one.last[:4]), min(int(one.last[5:]), 12)
        over = dt.date(year + month // 12, month % 12 + 1, 1)
        others = [other.received for other in deliveries if other is not one and other.received is not None]
        if one.received is None:
            continue
        if one.received < over:
            why = f"den dagen var omfattningens sista månad ({one.last}) inte slut"
        elif one.received - max([over, *others]) > LATE:
            why = "det är mer än två år efter både omfattningens slut och alla andra uttag"
        else:
            continue
        yield finding(
            "mottagningsdag-osannolik",
            f"filen uppges vara mottagen {one.received_text}, men {why}; dagen avgör vilket uttag som gäller",
            f"Rätta received i {one.file}.yaml om dagen är felskriven.",
            file=one.file,
        )


def delivery_findings(deliveries: Sequence[Delivery]) -> list[Finding]:
    """What is worth telling about deliveries in force: who replaces whom, and where only the file name decided."""
    found = [*_alike_sources(deliveries), *_odd_days(deliveries)]
    for delivery in deliveries:
        if delivery.adds and not wholly_replaced(delivery, deliveries):
            found.append(
                finding(
                    "tillagg",
                    f"filen (mottagen {delivery.received_text}) är ett tillägg: dess rader läggs till dem som källan "
                    f"{delivery.source} redan har",
                    "Inget behöver göras. Ett senare uttag av hela månaden ersätter tillägget.",
                    file=delivery.file,
                )
            )
        later = later_than(delivery, deliveries)
        if later:
            replacing = ", ".join(f"{other.file} (mottagen {other.received_text})" for other in later)
            extent = "i sin helhet" if wholly_replaced(delivery, deliveries) else "till en del"
            found.append(
                finding(
                    "import-ersatter-annan",
                    f"filen (mottagen {delivery.received_text}) ersätts {extent} av {replacing}",
                    "Inget behöver göras om det är ett senare uttag av samma sak.",
                    file=delivery.file,
                )
            )
        for other in later:
            if other.received == delivery.received:
                found.append(
                    finding(
                        "samma-mottagningsdag",
                        f"{delivery.file} har samma mottagningsdag ({other.received_text}) och omfattningarna går in i "
                        f"varandra; filnamnet avgjorde och {other.file} gäller",
                        "Ange rätt mottagningsdag i sidofilerna, eller ta bort den fil som inte ska gälla.",
                        file=other.file,
                    )
                )
    return found
