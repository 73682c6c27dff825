"""The four lights of an agreement: money, requirements, results, dates.

Owns what makes each calm, to watch or off. A deviation counts only when it is beyond a share *and* an amount, both of
``params/workbook.yaml``: five per cent of a small grant is not news, and neither is a million of a large one. Three
things are never calm however small: cost that nothing covers, a missed duty, and money or a decision that is waited
for. Money that is left over is to watch, never off: nobody has lost it yet. An effort counts by how far it moves the
forecast, never by how it is judged.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ..base.states import LightLevel, MoneyCause, RequirementStatus

ORDER = (LightLevel.NONE, LightLevel.OK, LightLevel.WATCH, LightLevel.OFF)


@dataclass(frozen=True)
class Bounds:
    """Beyond ``watch_share`` and ``watch_ore`` together a deviation is to watch, beyond ``off_*`` together it is off.
    A goal is missed beyond ``result_share`` of itself and, of a share, ``result_points`` percentage points together."""

    watch_share: Fraction
    watch_ore: int
    off_share: Fraction
    off_ore: int
    result_share: Fraction
    result_points: Fraction


@dataclass(frozen=True)
class MoneyNow:
    """Öre, None where not known. ``uncovered`` is cost that no grant can cover any more, ``not_yet`` what none covers
    yet. ``forecast``, ``budget`` and ``entitled`` are of the whole year, ``cost`` and ``budget_to_date`` so far.
    ``moved`` is how far each effort that is not as planned moves the forecast from its budget; ``is_awaited`` whether
    money that should have come has not."""

    cost: int | None
    budget_to_date: int | None
    forecast: int | None
    budget: int | None
    entitled: int | None
    uncovered: int = 0
    not_yet: int = 0
    moved: Sequence[int] = ()
    is_awaited: bool = False


@dataclass(frozen=True)
class RequirementNow:
    """A requirement's status, the öre it decides (None where not known), and whether the day it is shown has passed."""

    status: RequirementStatus
    at_stake: int | None
    has_passed: bool


@dataclass(frozen=True)
class ResultNow:
    """An outcome that is judged now against a goal that holds now: shares for per cent, else counts. ``is_on_its_way``
    while the year lasts, of an outcome better than its baseline."""

    outcome: Fraction
    goal: Fraction
    is_reached: bool
    is_share: bool
    is_on_its_way: bool = False


def weighed(deviation: int, whole: int, bounds: Bounds) -> LightLevel:
    """A deviation (öre) against the whole that it is of: beyond a share and an amount."""
    if deviation > bounds.off_ore and deviation > bounds.off_share * whole:
        return LightLevel.OFF
    if deviation > bounds.watch_ore and deviation > bounds.watch_share * whole:
        return LightLevel.WATCH
    return LightLevel.OK


def worst(levels: Iterable[LightLevel]) -> LightLevel:
    """The worst of several; NONE of none."""
    return max(levels, key=ORDER.index, default=LightLevel.NONE)


def money_causes(now: MoneyNow, bounds: Bounds) -> dict[MoneyCause, LightLevel]:
    """Money: how each thing that may colour it stands, the worst of which is its light; {} where the cost is not known,
    so that nobody can tell.

    The forecast is held against högsta belopp and budget; where there is none the cost against the budget so far.
    """
    if now.cost is None:
        return {}
    uncovered = worst([LightLevel.WATCH, weighed(now.uncovered, now.cost, bounds)]) if now.uncovered else LightLevel.OK
    found = {
        MoneyCause.UNCOVERED: uncovered,
        MoneyCause.AWAITED: LightLevel.WATCH if now.is_awaited else LightLevel.OK,
        MoneyCause.NOT_YET: _at_most_watch(weighed(now.not_yet, now.cost, bounds)),
    }
    if now.forecast is None:
        found[MoneyCause.TO_DATE] = _against(now.cost, now.budget_to_date, bounds)
    else:
        found[MoneyCause.ENTITLED] = _against(now.forecast, now.entitled, bounds)
        found[MoneyCause.BUDGET] = _against(now.forecast, now.budget, bounds)
    return found | {MoneyCause.EFFORT: _efforts(now, bounds)}


def _efforts(now: MoneyNow, bounds: Bounds) -> LightLevel:
    """What the efforts that are not as planned do to their agreement: to watch where one moves the forecast."""
    whole = now.budget or now.entitled or 0
    return _at_most_watch(worst([LightLevel.OK, *(weighed(abs(one), whole, bounds) for one in now.moved)]))


def _against(used: int, planned: int | None, bounds: Bounds) -> LightLevel:
    """Used beyond what is planned may be off; used below it is to watch at most."""
    if planned is None:
        return LightLevel.OK
    level = weighed(abs(planned - used), planned, bounds)
    return level if used > planned else _at_most_watch(level)


def _at_most_watch(level: LightLevel) -> LightLevel:
    return LightLevel.WATCH if level is LightLevel.OFF else level


def requirements_light(requirements: Iterable[RequirementNow], entitled: int | None, bounds: Bounds) -> LightLevel:
    """Requirements: one that is not met is off where what it decides is much, or not known."""
    return worst(_requirement(one, entitled, bounds) for one in requirements)


def _requirement(one: RequirementNow, entitled: int | None, bounds: Bounds) -> LightLevel:
    match one.status:
        case RequirementStatus.NOT_MET:
            if one.at_stake is None or entitled is None:
                return LightLevel.OFF
            return worst([LightLevel.WATCH, weighed(one.at_stake, entitled, bounds)])
        case RequirementStatus.PARTLY:
            return LightLevel.WATCH
        case RequirementStatus.UNKNOWN if one.has_passed:
            return LightLevel.WATCH
    return LightLevel.OK


def results_light(results: Iterable[ResultNow], bounds: Bounds) -> LightLevel:
    """Results: a goal that holds now and is clearly missed is to watch; the grant itself is not off for that."""
    return worst(LightLevel.WATCH if is_missed(one, bounds) else LightLevel.OK for one in results)


def is_missed(one: ResultNow, bounds: Bounds) -> bool:
    """Whether a goal is missed by more than the share of it, and by more than the percentage points, and is not on its
    way."""
    if one.is_reached or one.is_on_its_way:
        return False
    apart = abs(one.goal - one.outcome)
    is_far = not one.is_share or apart * 100 > bounds.result_points
    return is_far and apart > bounds.result_share * one.goal


def dates_light(late: int, waiting: int, known: int) -> LightLevel:
    """Dates: ``late`` own duties are off; ``waiting`` payments, decisions and questions are to watch; ``known`` dates
    otherwise are calm."""
    if late:
        return LightLevel.OFF
    if waiting:
        return LightLevel.WATCH
    return LightLevel.OK if known else LightLevel.NONE
