"""Whose money pays: several grant years (bidragsår) that may be used at the same time.

Owns the rule *oldest first* (design: grant year and window): where the costs do not say which year's money they use,
each cost is paid by the oldest grant whose window has its date and that has money left; what is over is the latest
year's. A credit gives money back in the opposite order.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class MoneyLeft:
    """What a grant year has left (öre) and the days it may be used, both inclusive."""

    year: int
    left: int
    start: dt.date
    end: dt.date

    def may_pay(self, day: dt.date) -> bool:
        return self.start <= day <= self.end


def used_ahead(whole: int, used_before: int, received: int) -> int:
    """Öre that earlier years used of a grant, within its högsta belopp, without its having come up to now."""
    return max(0, min(used_before, whole) - received)


def oldest_first(costs: Iterable[tuple[dt.date, int]], grants: Sequence[MoneyLeft]) -> dict[int, int]:
    """Öre of the costs (day, öre; credits negative) that each grant year pays. The rest is the latest year's own."""
    ordered = sorted(grants, key=lambda grant: grant.year)
    paid = dict.fromkeys((grant.year for grant in ordered), 0)
    by_day: dict[dt.date, int] = {}
    for day, ore in costs:
        by_day[day] = by_day.get(day, 0) + ore
    own = 0
    for day in sorted(by_day):
        ore = by_day[day]
        if ore < 0:
            back = min(-ore, max(0, own))
            own, ore = own - back, ore + back
            for grant in reversed(ordered):
                back = min(-ore, paid[grant.year]) if grant.may_pay(day) else 0
                paid[grant.year] -= back
                ore += back
        for grant in ordered:
            if ore > 0 and grant.may_pay(day):
                part = min(ore, grant.left - paid[grant.year])
                paid[grant.year] += part
                ore -= part
        own += ore
    return paid


def expected_payments(
    paid: dict[int, int],
    grants: Sequence[MoneyLeft],
    cost: int,
    forecast: int | None,
    until: dt.date,
    year_end: dt.date,
) -> dict[int, int | None]:
    """What each grant year is expected to pay by the year's end, of a forecast cost of the whole year (öre).

    What is yet to come can be told apart only if a grant may be used all the year; None where it cannot.
    """
    ahead = None if forecast is None else max(0, forecast - cost)
    result: dict[int, int | None] = {}
    for grant in sorted(grants, key=lambda grant: grant.year):
        left = grant.left - paid[grant.year]
        if left == 0 or grant.end <= until or ahead == 0:
            result[grant.year] = paid[grant.year]
        elif ahead is None or grant.end < year_end:
            result[grant.year], ahead = None, None
        else:
            part = min(left, ahead)
            result[grant.year], ahead = paid[grant.year] + part, ahead - part
    return result
