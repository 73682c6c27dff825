"""Whether a report's money closes: what must be the same öre though it stands in two places, reckoned anew from the
amounts alone.

Owns what must close, as a line for each that does not: R (mottaget), K (kostnad), E (högsta belopp), the claim and its
parts, what covers the cost, the liability and the entry; and whether page one's first sentences subtract as they are
shown. Formulas of the record are not read here: that each gives its figure is what ``walking`` holds.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import yaml

from statsbidrag.base.period import Period
from statsbidrag.record.model import Record

NUMBER = r"(\d+(?:\u00a0\d{3})*(?:,\d+)?)"
KRONOR = {"kr": 1, "tkr": 1_000, "mnkr": 1_000_000, "mdkr": 1_000_000_000}


@dataclass(frozen=True)
class Sums:
    """The öre of a report by key, those of the proposed entry's two sides, and what its events come to."""

    figures: Mapping[str, int | None]
    entry: tuple[int, int] | None
    period: Period
    events: int

    def ore(self, key: str) -> int | None:
        return self.figures.get(key)

    def of(self, pattern: str) -> int | None:
        """The sum of the figures whose whole key a pattern is, None when one of them is not known or there is none."""
        found = [ore for key, ore in self.figures.items() if re.fullmatch(pattern, key)]
        known = [ore for ore in found if ore is not None]
        return sum(known) if known and len(known) == len(found) else None


def sums_of(record: Record, root: Path) -> Sums:
    """A record's sums, with the events read from the region's file in ``root``."""
    period = Period.parse(record.report.period)
    file = root / f"params/{period.year}/{record.report.region}/{record.report.agreement}.yaml"
    entry = None
    for table in (one for one in record.tables if one.id == "accrual_entry"):
        debit, credit = (sum(row[side].ore for row in table.rows if row[side] != "") for side in ("debit", "credit"))
        entry = (debit, credit)
    figures = {key: figure.ore for key, figure in record.figures.items() if figure.unit == "kr"}
    return Sums(figures, entry, period, event_sum(events_in(file), str(period.last_day)))


def events_in(file: Path) -> list[dict[str, str]]:
    """The events of a region's file, every value as its text."""
    return yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader).get("events", [])


def event_sum(events: Sequence[dict[str, str]], until: str) -> int:
    """Öre paid less repaid up to a day."""
    signs = {"payment": 1, "repayment": -1}
    ours = [one for one in events if one["kind"] in signs and one["date"] <= until]
    kronor = [Decimal(one["amount"].replace(" ", "")) * KRONOR[one.get("unit", "kr")] for one in ours]
    return int(sum(signs[one["kind"]] * amount * 100 for one, amount in zip(ours, kronor, strict=True)))


def closing_faults(sums: Sums) -> Iterator[str]:
    """A line for everything of a report that does not close."""
    for what, one, other in pairs(sums):
        if one is not None and other is not None and one != other:
            yield f"{what}: {one} is not {other}"


def pairs(sums: Sums) -> Iterator[tuple[str, int | None, int | None]]:
    """What must be the same: in words, and both; None where one of them is not known."""
    for part in (_received, _cost, _claim, _covered, _stands, _entered):
        yield from part(sums)


Pairs = Iterator[tuple[str, int | None, int | None]]


def _received(sums: Sums) -> Pairs:
    yield "R is what the events say", sums.ore(f"grant_year.{sums.period.year}.received"), sums.events
    for name in ("received", "entitled", "cost"):
        yield f"the years' {name} is the whole", sums.of(rf"grant_year\.\d+\.{name}"), sums.ore(f"chain.{name}")


def _cost(sums: Sums) -> Pairs:
    cost = sums.ore("chain.cost")
    yield "K by component", sums.of(r"component\.[^.]+\.cost") if _is_by_component(sums) else None, cost
    yield "K by cost type", sums.of(r"cost_type\.[^.]+\.cost"), cost
    yield "K by effort", sums.of(r"effort\.[^.]+\.cost"), cost
    yield "K in the reconciliation", sums.ore("ledger.counted"), cost
    if not sums.period.closing:
        yield "K by month", sums.of(r"month\.\d{4}-\d{2}\.cost"), cost


def _is_by_component(sums: Sums) -> bool:
    """Money that the region itself shares out is beside the components it comes from."""
    return not any(re.fullmatch(r"commitment\..+\.frame", key) for key in sums.figures)


FOLLOWED = {"conditional", "unspecified", "cost_refund"}


def _kinds(sums: Sums) -> set[str]:
    return {key.split(".")[1] for key in sums.figures if key.startswith("kind.")}


def _chains(sums: Sums) -> list[str]:
    """What the keys begin with of the money that has a chain: all of it, or that of some kinds."""
    kinds = _kinds(sums)
    is_one = kinds <= {"conditional", "unspecified"} or (len(kinds) == 1 and kinds <= FOLLOWED)
    if is_one or not _is_by_component(sums):
        return ["chain"]
    return [f"kind.{kind}" for kind in sorted(kinds & FOLLOWED)]


def _earlier(sums: Sums) -> list[str]:
    """What the keys begin with of earlier years' money that is used in the year."""
    return [key.removesuffix(".whole") for key in sums.figures if re.fullmatch(r"grant_year\.\d+\.whole", key)]


def ahead(sums: Sums) -> int:
    """Öre that earlier years used within their högsta belopp before it came, reckoned from what each year is told
    with."""
    of_years = 0
    for year in _earlier(sums):
        whole, used, paid = (sums.ore(f"{year}.{name}") or 0 for name in ("whole", "used_before", "paid"))
        of_years += max(0, (used if used < whole else whole) - paid)
    return of_years


def _most(sums: Sums, name: str) -> int | None:
    """Högsta belopp, or what is known of it where that covers the cost and is no other part's: then it is told."""
    most, known, cost = (sums.ore(f"{name}.{key}") for key in ("entitled", "entitled_known", "cost"))
    if most is None and sums.ore(f"{name}.own_cost") is None:
        return None
    return known if most is None and known is not None and cost is not None and cost <= known else most


def _claim(sums: Sums) -> Pairs:
    claim = sums.ore("chain.claim")
    parts = [sums.ore(f"chain.claim.{name}") for name in ("requested", "open", "passed", "no_day")]
    if None not in parts:
        yield "begärt + kan begäras + passerat + ingen dag = claim", sum(one or 0 for one in parts), claim
        yield "no part is below nought", min(one or 0 for one in parts) < 0, False
        if not _earlier(sums):
            # Each year's money has a last day of its own.
            yield "what is not requested is of one sort", sum(bool(one) for one in parts[1:]) > 1, False
    else:
        yield "parts are known where the claim is", claim is None, True
    names = _chains(sums)
    for name in names:
        cost, most, got = sums.ore(f"{name}.cost"), _most(sums, name), sums.ore(f"{name}.received")
        if cost is not None and most is not None and got is not None:
            used = cost if cost < most else most
            before = ahead(sums) if name == "chain" else 0
            yield f"{name}: claim", sums.ore(f"{name}.claim"), (used - got if used > got else 0) + before
            yield f"{name}: own cost", sums.ore(f"{name}.own_cost"), cost - most if cost > most else 0
        if cost is not None and got is not None:
            yield f"{name}: unspent", sums.ore(f"{name}.unspent"), got - cost if got > cost else 0
    names = [*names, *_earlier(sums)] if names != ["chain"] else names
    for key in ("claim", "own_cost", "unspent") if names != ["chain"] else ():
        of_kinds = [sums.ore(f"{name}.{key}") for name in names]
        whole = sum(one or 0 for one in of_kinds) if of_kinds and None not in of_kinds else None
        yield f"the kinds' {key} is the whole", sums.ore(f"chain.{key}"), whole
        yield f"{key} is told only where it holds", sums.ore(f"chain.{key}") is None, whole is None


def _covered(sums: Sums) -> Pairs:
    """Every krona of the cost is paid by what has come or is earned, is waited for, or is covered by no grant."""
    cost, got = sums.ore("chain.cost"), sums.ore("chain.received")
    if cost is None or got is None or cost < 0:
        return
    uncovered, not_yet = sums.ore("chain.uncovered"), sums.ore("chain.not_yet_covered")
    waited = [sums.ore(f"chain.claim.{name}") for name in ("requested", "open", "no_day")]
    known = sums.ore("chain.entitled_known")
    names = _chains(sums)
    if names == ["chain"] and None not in waited and uncovered is not None:
        most = sums.ore("chain.entitled")
        most = known if most is None else most
        paid = min(cost, got) if most is None else min(cost, got, most)
        told = paid + sum(one or 0 for one in waited) + uncovered
        yield "K and what was used ahead = paid + waited for + uncovered", told, cost + ahead(sums)
        yield "what is waited for is not covered yet", not_yet, sum(one or 0 for one in waited)
        return
    paid = [_paid(sums, kind) for kind in sorted(_kinds(sums))]
    if names != ["chain"] and None not in paid and uncovered is not None:
        told = sum(one or 0 for one in paid) + (not_yet or 0) + uncovered
        yield "K = paid or earned by kind + waited for + uncovered", told, cost
    elif names == ["chain"]:
        beyond = max(0, cost - max(known or 0, got))
        yield "what is not known to be covered is told", (uncovered or 0) + (not_yet or 0), beyond
    else:
        of_kinds = [_beyond(sums, kind) for kind in sorted(_kinds(sums))]
        beyond = None if None in of_kinds else sum(one or 0 for one in of_kinds)
        yield "what is not covered of each kind is told", (uncovered or 0) + (not_yet or 0), beyond


def _beyond(sums: Sums, kind: str) -> int | None:
    """Öre of a kind's cost that is neither paid nor earned nor within what is known of högsta belopp: what is left of
    one kind pays nothing of another, and högsta belopp of a part only the cost of that part."""
    cost, got = sums.ore(f"kind.{kind}.cost"), sums.ore(f"kind.{kind}.received")
    paid = _paid(sums, kind)
    if cost is None or got is None:
        return None
    if paid is not None and kind not in FOLLOWED:
        return cost - paid
    parts = [key.split(".")[1] for key in sums.figures if re.fullmatch(r"component\.[^.]+\.received", key)]
    to_come = 0
    for part in (one for one in parts if f"component.{one}.earned" not in sums.figures):
        most, used, come = (sums.ore(f"component.{part}.{name}") for name in ("entitled", "cost", "received"))
        if most is not None and used is not None and come is not None:
            to_come += max(0, min(most, used) - come)
    return max(0, cost - got - to_come)


def _paid(sums: Sums, kind: str) -> int | None:
    """Öre of a kind's cost that has been paid or is earned; None where it is not known."""
    name = f"kind.{kind}"
    cost, got, most = sums.ore(f"{name}.cost"), sums.ore(f"{name}.received"), _most(sums, name)
    if cost is None or got is None or (kind in FOLLOWED and most is None):
        return None
    return min(cost, got, most) if kind in FOLLOWED else min(cost, max(sums.ore(f"{name}.earned") or 0, got))


def _stands(sums: Sums) -> Pairs:
    """By part: what has come is income or owed, and what is income has come or is to come."""
    keys = [key for key in sums.figures if re.fullmatch(r"accrual\..+\.\d{4}\.recognised", key)]
    for part in (key.removesuffix(".recognised") for key in keys):
        got, earned, liability, claim = (
            sums.ore(f"{part}.{name}") for name in ("received", "recognised", "liability", "claim")
        )
        if None in (got, earned, liability, claim):
            continue
        yield f"{part}: received + claim = income + liability", got + claim, earned + liability
        yield f"{part}: liability and claim never both", bool(liability and claim), False
    for name in ("liability", "claim"):
        yield (
            f"what should stand as {name} is the parts'",
            sums.of(rf"accrual\.[^.]+\.\d{{4}}\.{name}"),
            sums.ore(f"accrual.should.{name}"),
        )
    by_part = sums.of(r"accrual\.(?!earlier_years|all_parts)[^.]+\.\d{4}\.cost")
    none = sums.ore("component.none.cost") or 0
    before = sums.of(r"grant_year\.\d+\.used_before") or 0
    if by_part is not None and _is_by_component(sums):
        yield "the parts' cost is K and what earlier years used", by_part + none, (sums.ore("chain.cost") or 0) + before


def _entered(sums: Sums) -> Pairs:
    """The books: opening + received − income = closing, and the entry takes what is booked to what should stand."""
    opening, got, earned = (sums.ore(f"accrual.{name}") for name in ("opening", "received", "recognised"))
    if opening is not None and got is not None and earned is not None:
        yield "opening + received − income = closing", opening + got - earned, sums.ore("accrual.closing")
    booked, closing = sums.ore("accrual.booked"), sums.ore("accrual.closing")
    if booked is not None and closing is not None:
        yield "booked − closing = difference", booked - closing, sums.ore("accrual.difference")
    liability, claim = (sums.ore(f"accrual.booked.{name}") for name in ("liability", "claim"))
    if liability is not None and claim is not None:
        yield "the two balances are what is booked", liability - claim, booked
    for name in ("liability", "claim"):
        stands, to_book = sums.ore(f"accrual.booked.{name}"), sums.ore(f"accrual.to_book.{name}")
        if stands is not None and to_book is not None:
            yield f"booked + to book = should stand, {name}", stands + to_book, sums.ore(f"accrual.should.{name}")
    if sums.entry is not None:
        debit, credit = sums.entry
        booked_lines = [sums.ore(f"accrual.entry.{name}") or 0 for name in ("liability", "claim")]
        differences = [abs(sums.ore(f"accrual.to_book.{name}") or 0) for name in ("liability", "claim")]
        yield "debit is credit", debit, credit
        yield "the sum of the entry", debit, sums.ore("accrual.entry.total")
        yield "the entry books the whole difference", sum(booked_lines), sum(differences)


def subtraction_faults(told: str, of_all: bool) -> Iterator[str]:
    """Of sentences: högst less prognos is what is not used, prognos less högst what the region bears itself, and at
    bokslut, where all has come (``of_all``), högst less what is used is left. What is told as rounded is let be.
    """
    used, most = _told(rf"{NUMBER} av högst", told), _told(rf"{NUMBER} av högst {NUMBER}", told, 2)
    forecast = _told(rf"prognos för helåret är {NUMBER}", told)
    left = _told(rf"då bedöms {NUMBER} (?:mnkr|tkr) inte förbrukas", told)
    beyond = _told(rf"och {NUMBER} (?:mnkr|tkr) bär regionen själv", told)
    unspent = _told(rf"Av det mottagna har {NUMBER} (?:mnkr|tkr)", told) if of_all else None
    for more, less, difference in ((most, forecast, left), (forecast, most, beyond), (most, used, unspent)):
        if more is not None and less is not None and difference is not None and more - less != difference:
            yield f"{more} − {less} is not {difference}: {told}"


def _told(pattern: str, text: str, group: int = 1) -> Decimal | None:
    """The number a pattern finds in a sentence; None where it is not told, or told as rounded."""
    plain = text.replace("\u00a0mnkr", " mnkr").replace("\u00a0tkr", " tkr")
    found = re.search(pattern, plain)
    if found is None or plain[found.end() :].startswith(" (avrundat)"):
        return None
    return Decimal(found[group].replace("\u00a0", "").replace(",", "."))
