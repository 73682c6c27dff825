"""What a part of a grant has earned by its result, which is its income where that follows the result.

Owns what counts as decided of a part (rules: ``rules.kinds.earned``): what each kind has earned, as the table of kinds
shows it; of money of another kind what has been decided for the region. A stated amount is no decision.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..base.period import Period
from ..rules.entitlement import Entitlement
from ..rules.kinds import EARNED, earned, kind_at
from .gather import Facts
from .kinds import component_cost, kind_of, kinds_of


@dataclass(frozen=True)
class Result:
    """Öre earned, and the key of the figure that says so."""

    key: str
    ore: int


def results_of(facts: Facts, components: Iterable[str]) -> tuple[Result, ...]:
    """What has been decided of some components of the report's own year; () where nothing has.

    A result that is not decided yet is no income yet, so the others' are told without it.
    """
    ids = set(components)
    found: list[Result] = []
    for money in kinds_of(facts):
        if money.kind in EARNED and money.earned is not None and set(money.ids) <= ids:
            found.append(Result(f"{money.key}.earned", money.earned))
            continue
        found += [one for member in money.members if member.component.id in ids for one in _result(facts, member)]
    return tuple(found)


def _result(facts: Facts, member: Entitlement) -> list[Result]:
    component = member.component
    kind = kind_of(facts, component)
    if kind in EARNED:
        ore = earned(kind, member, component_cost(facts, component.id), closing=facts.period.closing)
        return [] if ore is None else [Result(f"component.{component.id}.earned", ore)]
    decided = member.decided
    return [] if decided is None else [Result(f"component.{component.id}.entitled", decided.ore)]


def earned_of_year(given: Sequence[Entitlement], year: int, cost: int | None) -> int | None:
    """Öre decided of an earlier year, which is closed; None where nothing is. ``cost`` is of all its components, so
    that it tells what a refund is only where there is one."""
    found = []
    for one in given:
        kind = (told := kind_at(one.component, Period(year, 13))) and told.is_
        if kind in EARNED:
            found.append(earned(kind, one, cost if len(given) == 1 else None, closing=True))
        else:
            found.append(None if one.decided is None else one.decided.ore)
    known = [ore for ore in found if ore is not None]
    return sum(known) if known else None
