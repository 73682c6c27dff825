"""Amounts of a region that cannot be.

Owns what no amount of a grant can be: less than nought, more than the whole country has, more than any state spends,
told twice over in the same words. Every fault is a line with its ``file:line``, and a refusal. An amount that is only
another than those beside it is a finding (``facts/implausible.py``).
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Protocol

from ....base.money import ORE_PER_UNIT, swedish_kronor
from ....model.agreement import Agreement
from ....model.choices import RegionAgreement
from ....model.component import Component
from ....model.values import Money
from ..population import LAN_CODES


class Written(Protocol):
    """An amount as a parameter file writes it."""

    @property
    def ore(self) -> int | None: ...

    def at(self, *path: str | int) -> str: ...


def amounts_of(choices: RegionAgreement) -> Iterator[Written]:
    """Every amount of the region's own that is never less than nought and at most what the country has."""
    yield from choices.stated
    yield from choices.decided
    yield from ([choices.planned] if choices.planned else [])
    for effort in choices.efforts:
        yield from effort.budgets
        yield from effort.forecasts
        yield from ([effort.after.yearly_cost] if effort.after.yearly_cost else [])
    yield from (one.allotted for one in choices.distribution if one.allotted)
    yield from choices.events


def faults_in_amounts(agreement: Agreement, choices: RegionAgreement) -> Iterator[str]:
    """A line for each amount of a region that cannot be, and for each event that stands twice."""
    for amount in amounts_of(choices):
        if (amount.ore or 0) < 0:
            yield f"{amount.at('amount')}: beloppet är {swedish_kronor(amount.ore or 0)} kr. Skriv 0 eller mer."
    for one in choices.applications:
        for key in ("applied", "granted", "used"):
            if (one.ore(key) or 0) < 0:
                yield f"{one.at(key)}: {key} är {getattr(one, key)} {one.unit}. Skriv 0 eller mer."
    for entry in choices.full_time_equivalents:
        if entry.number < 0:
            yield f"{entry.at('number')}: number är {entry.number}. Skriv 0 eller mer."
    yield from _more_than_all(agreement, choices)
    yield from _twice(choices)


def faults_above(largest: Decimal | None, amounts: Iterator[Written]) -> Iterator[str]:
    """A line for each amount above the largest that params/workbook.yaml lets through, in mdkr; None lets all."""
    for amount in amounts:
        if largest is not None and abs(amount.ore or 0) > largest * ORE_PER_UNIT["mdkr"]:
            yield (
                f"{amount.at('amount')}: beloppet är {swedish_kronor(amount.ore or 0)} kr, mer än {largest} mdkr, som "
                "är det största som tas emot (params/workbook.yaml). Rätta amount eller unit."
            )


def national_amounts(agreement: Agreement) -> Iterator[Money]:
    """Every amount of the terms."""
    yield from agreement.total
    for component in agreement.components:
        yield from component.national
        yield from ([component.each] if component.each else [])
        yield from component.price or []
        yield from component.prices or []
    yield from agreement.amendments


def _more_than_all(agreement: Agreement, choices: RegionAgreement) -> Iterator[str]:
    whole = _whole(agreement)
    if whole is None or choices.components or not agreement.is_whole:
        return
    for amount in amounts_of(choices):
        if (amount.ore or 0) > whole:
            yield (
                f"{amount.at('amount')}: beloppet är {swedish_kronor(amount.ore or 0)} kr, mer än hela riket får "
                "enligt "
                f"{agreement.origin.rpartition(':')[0]}, {swedish_kronor(whole)} kr. Rätta amount eller unit."
            )


def _whole(agreement: Agreement) -> int | None:
    """The most that is known to be for the whole country in öre; None where a part is not known."""
    totals = [amount.ore for amount in agreement.total if amount.chosen]
    parts = [_most(component) for component in agreement.components]
    added = sum(max(0, amendment.ore) for amendment in agreement.amendments)
    known = [part for part in parts if part is not None]
    if len(known) == len(parts):
        totals.append(sum(known) + added)
    return max(totals, default=None)


def _most(component: Component) -> int | None:
    if component.each is not None:
        return component.each.ore * len(LAN_CODES)
    return component.national_amount.ore if component.national_amount else None


def _twice(choices: RegionAgreement) -> Iterator[str]:
    """Events that are the same to the last key: the money would be counted twice."""
    seen: dict[str, str] = {}
    for event in choices.events:
        key = repr(event.model_dump())
        if key in seen:
            yield (
                f"{event.at()}: samma händelse står redan på rad {seen[key].rpartition(':')[2]}. Ta bort den ena, "
                "eller "
                "ge dem olika number eller voucher om det är två."
            )
        seen.setdefault(key, event.at())
