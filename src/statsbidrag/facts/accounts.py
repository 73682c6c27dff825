"""What the accounts give reason to point out: the balance sheet against the region's principle for income.

Owns the findings on the accrual at T1, T2 and the final accounts, and on an opening balance that is told twice.
"""

from collections.abc import Iterator, Sequence

from ..base.findings import Finding, finding
from ..base.money import total_if_known
from ..base.numbers import kronor, with_unit
from ..base.place import Place
from ..show.wording import marked
from .gather import Facts
from .recognition import GrantPart, grant_parts


def accounts(facts: Facts) -> Iterator[Finding]:
    """The findings, in a fixed order."""
    yield from _openings(facts)
    if facts.period.has_accounts:
        parts = grant_parts(facts)
        yield from _principles(facts, parts)
        yield from _standing(facts, parts)


def _openings(facts: Facts) -> Iterator[Finding]:
    rows = facts.ledger_checks.accrual
    if rows is None or rows.stated is None or rows.is_stated or rows.accrued.opening == rows.stated.ore:
        return
    place = Place.parse(rows.stated.origin)
    yield finding(
        "ingaende-balans-avviker",
        f"ingående balans är {_kr(rows.stated.ore)} i regionens fil men {_kr(rows.accrued.opening or 0)} i huvudboken "
        f"({rows.opening_from}); huvudboken används",
        "Rätta opening under bookkeeping.accrual, eller ta bort den när huvudboken har ingående balans.",
        file=place.file,
        row=place.line,
    )


def _principles(facts: Facts, parts: Sequence[GrantPart]) -> Iterator[Finding]:
    """One finding for all parts whose principle is not told though there is money to account for."""
    lacking = [one for one in parts if one.lacks_principle]
    if not lacking:
        return
    names = [one.title or ("ingående från tidigare år" if one.opening else "alla delar") for one in lacking]
    place = Place.parse(facts.parameters.choices.origin)
    yield finding(
        "princip-for-intakt-saknas",
        f"principen för intäkten är inte angiven, och mottaget och kostnad är inte lika: {', '.join(names)}; vad som "
        "bör stå som skuld eller upplupen intäkt är därför ej känt",
        "Skriv recognition i regionens fil: component, is, source, checked, status, role och date.",
        file=place.file,
        row=place.line,
    )


def _standing(facts: Facts, parts: Sequence[GrantPart]) -> Iterator[Finding]:
    """What is booked is not what should stand."""
    rows = facts.ledger_checks.accrual
    liability = total_if_known(one.standing.liability if one.standing else None for one in parts)
    claim = total_if_known(one.standing.claim if one.standing else None for one in parts)
    if rows is None or rows.booked_liability is None or liability is None or claim is None:
        return
    balances = (("skuld", liability, rows.booked_liability), ("upplupen intäkt", claim, rows.booked_claim or 0))
    told = [
        f"{name} bör vara {_kr(should)} men är {_kr(booked)}" for name, should, booked in balances if should != booked
    ]
    if told:
        place = Place.parse(facts.parameters.choices.books.origin)
        is_example = any(one.rests_on_example for one in parts)
        yield finding(
            "periodisering-avviker",
            marked(f"balansräkningen stämmer inte med principen för intäkten: {'; '.join(told)}", is_example),
            "Pröva förslaget på bladet Bokföringsunderlag och boka det, eller rätta recognition, events eller koderna.",
            file=place.file,
            row=place.line,
        )


def _kr(ore: int) -> str:
    return with_unit(kronor(ore, 2), "kr")
