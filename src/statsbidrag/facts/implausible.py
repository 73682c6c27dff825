"""What a region has written that may be right, but that somebody must look at: findings on parameters alone.

Owns what is odd in a region's choices without any row of a ledger: amounts that seem written in another unit, days
after the account, levels that look like shares, what looks copied from another effort or year. ``check`` tells them
too, so neither rows nor pandas are asked for here. What cannot be right is refused, in ``read/params/faults``.
"""

import re
from collections.abc import Iterator
from typing import Protocol

from ..base.findings import Finding, finding
from ..base.numbers import kronor, with_unit
from ..base.period import day_text
from ..base.place import Place
from ..model.budget import by_decision
from ..model.choices import RegionAgreement
from ..read.params.faults.days import settling_day
from ..read.params.parameters import Parameters

# One unit for another is a factor of a thousand or a million; two amounts of the same money that are so far apart,
# give or take their own difference of at most the double, are hardly two amounts.
UNITS_APART = {1_000: "tusen", 1_000_000: "en miljon"}
# An amount so many times smaller than another of the same grant is smaller than any part of it that is followed up.
OUT_OF_SIGHT = 100_000
# Budgets that are so many times more than the grant speak for that the grant is written in a smaller unit.
FAR_BELOW = 100


class Written(Protocol):
    """An amount as a parameter file writes it, in öre; None for an event that tells of none."""

    @property
    def ore(self) -> int | None: ...

    def at(self, *path: str | int) -> str: ...


def implausible(parameters: Parameters) -> Iterator[Finding]:
    """The findings on one agreement's choices, in the order of the file's keys."""
    choices = parameters.choices
    yield from _another_unit(parameters)
    yield from _stated_for_other_years(parameters)
    yield from _same_title(choices)
    yield from _after_the_account(parameters)
    yield from _levels(choices)
    yield from _data_of_other_years(parameters)


def _another_unit(parameters: Parameters) -> Iterator[Finding]:
    """Amounts of the same money that are a unit apart, each told once; then those that no other is near."""
    told: set[str] = set()
    for one, other in _same_money(parameters):
        if (factor := _apart(one.ore or 0, other.ore or 0)) and one.at("amount") not in told:
            told.add(one.at("amount"))
            yield _unit_finding(one, f"ungefär {UNITS_APART[factor]} gånger {{}} än beloppet", other)
    everything = [one for one in _of_the_grant(parameters) if one.ore]
    for one in everything:
        largest = max(everything, key=lambda each: each.ore or 0)
        if (one.ore or 0) * OUT_OF_SIGHT < (largest.ore or 0) and one.at("amount") not in told:
            yield _unit_finding(one, "långt {} än beloppet", largest)


def _same_money(parameters: Parameters) -> Iterator[tuple[Written, Written]]:
    """Pairs of amounts that tell of the same money, the one to look at first."""
    choices, year = parameters.choices, parameters.agreement.year
    for component in parameters.agreement.components:
        # What a source itself got wrong is kept with a note that says so.
        others = [amount for amount in component.national if not amount.chosen and amount.note is None]
        yield from ((used, other) for used in component.national if used.chosen for other in others)
    stated = [amount for amount in choices.stated if amount.stands_for(year)]
    for amount in choices.decided:
        yield from ((amount, one) for one in stated if amount.year == year and sorted(one.of) == sorted(amount.of))
    if len(stated) == 1:
        yield from _beside_stated(choices, stated[0])
    for effort in choices.efforts:
        budget = by_decision(effort.budgets)[-1]
        # A budget that all forecasts are apart from is the one to look at.
        if effort.forecasts and all(_apart(budget.ore, forecast.ore) for forecast in effort.forecasts):
            yield budget, effort.forecasts[0]
        else:
            yield from ((forecast, budget) for forecast in effort.forecasts)


def _beside_stated(choices: RegionAgreement, stated: Written) -> Iterator[tuple[Written, Written]]:
    """The stated amount first where all else is apart from it, else what is apart from it."""
    others: list[Written] = [event for event in choices.events if event.kind == "payment"]
    others += [choices.planned] if choices.planned else []
    budgets = sum(by_decision(effort.budgets)[-1].ore for effort in choices.efforts)
    certain = len(others) > 1 or budgets > FAR_BELOW * (stated.ore or 0)
    if certain and all(_apart(stated.ore or 0, one.ore or 0) for one in others):
        yield stated, others[0]
    else:
        yield from ((one, stated) for one in others)


def _of_the_grant(parameters: Parameters) -> Iterator[Written]:
    choices, year = parameters.choices, parameters.agreement.year
    yield from (amount for amount in [*choices.stated, *choices.decided] if amount.stands_for(year))
    yield from ([choices.planned] if choices.planned else [])
    yield from (budget for effort in choices.efforts for budget in effort.budgets)
    yield from (event for event in choices.events if event.kind == "payment")


def _unit_finding(amount: Written, how: str, other: Written) -> Finding:
    ore, beside = amount.ore or 0, other.ore or 0
    said = how.format("mindre" if ore < beside else "mer")
    return _at(
        amount.at("amount"),
        "belopp-i-annan-enhet",
        f"beloppet är {with_unit(kronor(ore, 2), 'kr')}, {said} {with_unit(kronor(beside, 2), 'kr')} i "
        f"{other.at('amount')}",
        "Kontrollera amount och unit på båda ställena mot källan.",
    )


def _apart(one: int, other: int) -> int | None:
    """The factor of a thousand or a million that lies between two amounts, within the double; None otherwise."""
    small, large = sorted((abs(one), abs(other)))
    return next((factor for factor in UNITS_APART if small and small * factor <= 2 * large <= 4 * small * factor), None)


def _stated_for_other_years(parameters: Parameters) -> Iterator[Finding]:
    year, stated = parameters.agreement.year, parameters.choices.stated
    if stated and all(amount.year != year for amount in stated):
        years = ", ".join(sorted({str(amount.year) for amount in stated}))
        yield _at(
            stated[0].at("year"),
            "angivet-for-annat-ar",
            f"stated har inget belopp för {year}, bara för {years}; inget av dem används",
            "Rätta year, om filen är kopierad från ett annat år, eller lägg till årets belopp.",
        )


def _same_title(choices: RegionAgreement) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for effort in choices.efforts:
        plain = " ".join(effort.title.lower().split())
        if plain in seen:
            yield _at(
                effort.at("title"),
                "insats-med-samma-namn",
                f"insatserna {seen[plain]} och {effort.id} har samma namn, «{effort.title}»",
                "Ta bort den ena om den är kopierad, eller ge dem olika title.",
            )
        seen.setdefault(plain, effort.id)


def _after_the_account(parameters: Parameters) -> Iterator[Finding]:
    day = settling_day(parameters.agreement, parameters.choices)
    for event in parameters.choices.events:
        if day is not None and event.date > day:
            yield _at(
                event.at("date"),
                "handelse-efter-redovisning",
                f"händelsen är daterad {day_text(event.date)}, efter den sista dagen för redovisning eller "
                f"återbetalning av {parameters.agreement.year} års bidrag, {day_text(day)}",
                "Kontrollera date, och att händelsen hör till det här bidragsåret.",
            )


def _levels(choices: RegionAgreement) -> Iterator[Finding]:
    for indicator in choices.indicators:
        baseline = indicator.baseline
        if indicator.unit == "percent" and indicator.better == "higher" and baseline and 0 < baseline.value < 1:
            yield _at(
                indicator.at("baseline"),
                "niva-under-en-procent",
                f"{indicator.title}: utgångsläget är {baseline.value} procent, mindre än en procent",
                "Skriv nivån i procent, till exempel 85 och inte 0.85.",
            )


def _data_of_other_years(parameters: Parameters) -> Iterator[Finding]:
    year = str(parameters.agreement.year)
    for indicator in parameters.choices.indicators:
        years = re.findall(r"(?<!\d)20\d\d(?!\d)", indicator.data)
        if years and year not in years:
            yield _at(
                indicator.at("data"),
                "verksamhetsdata-for-annat-ar",
                f"{indicator.title}: data är {indicator.data}, som nämner {', '.join(years)} och inte {year}",
                "Rätta data, om filen är kopierad från ett annat år.",
            )


def _at(place: str, code: str, message: str, remedy: str) -> Finding:
    where = Place.parse(place)
    return finding(code, message, remedy, file=where.file, row=where.line)
