"""Months of a report in which its grant has no rows although it should: what is found, and the words for it.

Owns which months may be empty: those that a sidecar says are (``empty``, or control totals of no rows), those after the
window's end, after all efforts are done, and after högsta belopp is used up.
"""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from ..base.findings import Finding, finding
from ..base.numbers import count
from ..base.period import Period, month_name
from ..base.states import EffortStatus
from ..model.choices import Effort
from ..model.settings import Rhythm
from ..read.raw.deliveries import holds
from ..read.raw.sidecar import SUFFIX
from ..read.store.ledger import Ledger
from ..rules.rhythm import Gap, gaps_in
from ..show.wording import listed


@dataclass(frozen=True)
class Silence:
    """Months without rows on the grant's codes: odd ``gaps``, months of which the ledger has no row at all (``empty``),
    and those of which no row has a code in the grant's dimensions (``uncoded``: month → column)."""

    gaps: list[Gap]
    empty: list[str]
    uncoded: Mapping[str, str]

    @property
    def codes(self) -> set[str]:
        """The codes of the findings."""
        told = {"manad-utan-rader": self.gaps, "huvudbok-utan-manad": self.empty, "manad-utan-koder": self.uncoded}
        return {code for code, months in told.items() if months}


NOTHING = Silence([], [], {})
COLUMNS = {
    "unit": "ansvar", "object": "objekt", "activity": "aktivitet", "project": "projekt", "product": "produkt",
    "counterpart": "motpart", "account": "konto",
}  # fmt: skip


def silence_of(
    ledger: Ledger, rows: Mapping[str, int], dimensions: Collection[str], bounds: Rhythm, over: Collection[str]
) -> Silence:
    """What is odd. ``rows`` is the number of rows on the grant's codes for each month of the period, in order;
    ``dimensions`` those in which its codes stand; ``over`` the months after the grant's end."""
    silent = [month for month in rows if not rows[month] and month not in over]
    if not silent:
        return NOTHING
    told = said_empty(ledger)
    sums = ledger.books.sums()
    there = set(sums.loc[~sums["closing"], "period"])
    empty = [month for month in silent if month not in there and month not in told]
    uncoded: dict[str, str] = {}
    for dimension in sorted(dimensions):
        coded = ledger.books.coded(dimension)
        for month in silent:
            if month in coded and month not in told and _lacks_codes(coded, rows, month, bounds):
                uncoded.setdefault(month, COLUMNS[dimension])
    gaps = gaps_in(rows, bounds, {*told, *over})
    return Silence(gaps, empty, uncoded)


def _lacks_codes(coded: Mapping[str, tuple[int, int]], ours: Mapping[str, int], month: str, bounds: Rhythm) -> bool:
    """Whether no row of a month has a code, although by the other months' share ``bounds.coded`` rows should.

    Where most months lack codes, those that have them tell, by their codes that are not the grant's (``ours`` rows).
    """
    all_rows, with_code = coded[month]
    others = [each for name, each in coded.items() if name != month]
    in_all, of_them = sum(each[0] for each in others), sum(each[1] for each in others)
    having = [(rows, codes - ours.get(name, 0)) for name, (rows, codes) in coded.items() if codes]
    in_having, of_having = sum(each[0] for each in having), sum(each[1] for each in having)
    usual = of_them > 0 and all_rows * of_them >= bounds.coded * in_all
    usual_elsewhere = of_having > 0 and all_rows * of_having >= bounds.coded * in_having
    return not with_code and (usual or usual_elsewhere)


def said_empty(ledger: Ledger) -> set[str]:
    """The slots that the deliveries which hold them say are rightly empty."""
    found: set[str] = set()
    for one in ledger.deliveries:
        record = ledger.imports[one.id]
        slots = one.slots() if record.reconciled and not record.rows else one.empty
        found |= {slot for slot in slots if holds(one, ledger.known, slot)}
    return found


def months_over(
    period: Period, window_end: dt.date, efforts: Collection[Effort], costs: Mapping[str, int], entitled: int | None
) -> list[str]:
    """The months of a period after a grant's end, by its window, its efforts or its money.

    ``costs`` are the öre counted in each month, ``entitled`` högsta belopp.
    """
    done = [[one.as_of for one in effort.status if one.status is EffortStatus.DONE] for effort in efforts]
    last = max((min(days) for days in done), default="") if all(done) else ""
    over, used = [], 0
    for month in period.months:
        is_used_up = entitled is not None and 0 < entitled <= used
        if month > window_end.strftime("%Y-%m") or (last and month > last) or is_used_up:
            over.append(month)
        used += costs.get(month, 0)
    return over


def silences(silence: Silence, ledger: Ledger) -> Iterator[Finding]:
    """A finding for each gap, and for each month in which the ledger itself lacks rows or codes."""
    for gap in silence.gaps:
        file = holder(ledger, gap.months[-1])
        yield finding(
            "manad-utan-rader",
            f"inga rader på bidragets koder i {_named(gap.months)}; brukar ha {count(gap.usual)}",
            f"Kontrollera att uttaget har med bidragets koder. {_rightly(gap.months, file)}",
            file=file,
        )
    for (file, _), months in _by_file(ledger, dict.fromkeys(silence.empty, "")).items():
        is_one = len(months) == 1
        claimed = "månaden är" if is_one else "månaderna är"
        yield finding(
            "huvudbok-utan-manad",
            f"huvudboken har ingen rad alls i {_named(months)}, fast {claimed} med i uttagets omfattning",
            "Ta ut filen på nytt, eller rätta scope om den inte "
            f"{'går så långt' if is_one else 'omfattar dem'}. {_rightly(months, file)}",
            file=file,
        )
    for (file, column), months in _by_file(ledger, silence.uncoded).items():
        yield finding(
            "manad-utan-koder",
            f"ingen rad i {_named(months)} har någon kod för {column}, så bidragets rader kan inte hittas",
            f"Ta ut filen på nytt med koderna som text. {_rightly(months, file)}",
            file=file,
        )


def _by_file(ledger: Ledger, months: Mapping[str, str]) -> dict[tuple[str | None, str], list[str]]:
    """Months that are alike (by value) in a file together, so that a claim that is too wide is told once."""
    found: dict[tuple[str | None, str], list[str]] = {}
    for month, what in months.items():
        found.setdefault((holder(ledger, month), what), []).append(month)
    return found


def holder(ledger: Ledger, month: str) -> str | None:
    """The file that holds a month; of several the last, no supplement."""
    holding = [one for one in ledger.deliveries if not one.adds and holds(one, ledger.known, month)]
    return holding[-1].file if holding else None


def _named(months: Collection[str]) -> str:
    return listed([month_name(month) for month in months])


def _rightly(months: Collection[str], file: str | None) -> str:
    where = "sidofilen" if file is None else f"{file}{SUFFIX}"
    return f"Är det rätt att det är tomt, skriv empty: [{', '.join(months)}] i {where}."
