"""The four lights of a report: money, requirements, results and dates, each with a shape and words.

Owns the table ``lights`` (also in Excel), one row a light, and how each is worded. The rule is ``rules.lights``, its
bounds stand in ``params/workbook.yaml``. The words have no amounts, so that the overview can say the same; the amounts
stand in the sentences and cards beside them.
"""

from collections.abc import Iterator, Mapping

from ...base.states import DecisionStatus, EffortStatus, LightLevel, MoneyCause, RequirementStatus
from ...facts.duties import standing
from ...facts.gather import Facts
from ...record.figures import Figure
from ...record.model import Record
from ...record.tables import Column, Row, Table
from ...rules.duties import last_day
from ...rules.indicators import reaches
from ...rules.lights import (
    Bounds,
    MoneyNow,
    RequirementNow,
    ResultNow,
    dates_light,
    is_missed,
    money_causes,
    requirements_light,
    results_light,
    worst,
)
from ...show.light_words import MONEY_CALM, MONEY_WORDS, light_text, lights_html
from ...show.wording import REQUIREMENT_STATE, REQUIREMENTS_STATE
from ..part import Given, Part
from .light_bounds import bounds_of
from .results import Verdict, judged, later_goal_year, level_of

FINE = (EffortStatus.ON_TRACK, EffortStatus.DONE)
MONEY, REQUIREMENTS, RESULTS, DATES = "money", "requirements", "results", "dates"
TITLES = {MONEY: "Pengar", REQUIREMENTS: "Krav", RESULTS: "Resultat", DATES: "Datum"}


def part(facts: Facts, given: Given) -> Part:
    """The table of the four lights."""
    result = Part(given.figures)
    bounds = bounds_of(facts.parameters.settings)
    told = {
        MONEY: _money(facts, given.figures, bounds),
        REQUIREMENTS: _requirements(facts, given.figures, bounds),
        RESULTS: _results(facts, bounds),
        DATES: _dates(facts),
    }
    rows: list[Row] = [
        {"id": name, "title": TITLES[name], "level": level.value, "words": words, "text": light_text(level, words)}
        for name, (level, words) in told.items()
    ]
    columns = [Column("title", "Del"), Column("text", "Läge")]
    result.tables = [Table("lights", "Läget i fyra delar", columns, rows, sheet="Läget")]
    return result


def _ore(figures: Mapping[str, Figure], key: str) -> int | None:
    figure = figures.get(key)
    return None if figure is None else figure.ore


def _money(facts: Facts, figures: Mapping[str, Figure], bounds: Bounds) -> tuple[LightLevel, str]:
    now = standing(facts)
    money = MoneyNow(
        cost=_ore(figures, "chain.cost"),
        budget_to_date=_ore(figures, "budget_to_date"),
        forecast=_ore(figures, "chain.forecast"),
        budget=_ore(figures, "budget"),
        entitled=_ore(figures, "chain.entitled"),
        uncovered=max(_ore(figures, f"chain.{name}") or 0 for name in ("uncovered", "own_cost")),
        not_yet=_not_yet(facts, figures),
        moved=list(_moved(facts, figures)),
        is_awaited=bool(now.awaited or (now.requested and not now.is_booked)),
    )
    causes = money_causes(money, bounds)
    if not causes:
        return LightLevel.NONE, "kostnaden är ej särredovisad"
    level = worst(causes.values())
    if level is LightLevel.OK:
        return level, MONEY_CALM["cost" if money.forecast is None or facts.period.closing else "forecast"]
    cause = next(one for one in MoneyCause if causes.get(one) is level)
    planned = {MoneyCause.ENTITLED: money.entitled, MoneyCause.BUDGET: money.budget}.get(cause, money.budget_to_date)
    used = money.cost if cause is MoneyCause.TO_DATE else money.forecast
    is_over = used is not None and planned is not None and used > planned
    return level, MONEY_WORDS[cause][2 * facts.period.closing + is_over]


def _not_yet(facts: Facts, figures: Mapping[str, Figure]) -> int:
    """Öre of cost that nothing known covers yet. Within högsta belopp it is only waited for while the year lasts;
    when it is over, money that nobody has asked for by a known day counts too."""
    waited = ("requested", "open") if facts.period.closing else ("requested", "open", "no_day")
    within = sum(_ore(figures, f"chain.claim.{name}") or 0 for name in waited)
    return max(0, (_ore(figures, "chain.not_yet_covered") or 0) - within)


def _moved(facts: Facts, figures: Mapping[str, Figure]) -> Iterator[int]:
    """Öre by which each effort that is not as planned moves the forecast from its budget."""
    for one in facts.efforts:
        if one.effort.passed_on or (one.status is not None and one.status.status in FINE):
            continue
        forecast, budget = (_ore(figures, f"effort.{one.effort.id}.{name}") for name in ("forecast", "budget"))
        if forecast is not None and budget is not None:
            yield forecast - budget


def _requirements(facts: Facts, figures: Mapping[str, Figure], bounds: Bounds) -> tuple[LightLevel, str]:
    now = standing(facts)
    days = {one.id: last_day(one) for one in now.given.deadlines}
    told: list[RequirementNow] = []
    for requirement, state in now.given.requirements:
        is_told = state is not None and (state.as_of is None or state.as_of <= now.given.as_of)
        status = state.state if state is not None and is_told else RequirementStatus.UNKNOWN
        key = f"amount.{state.at_stake}.entitled" if state is not None and requirement.at_stake is None else ""
        day = days.get(requirement.deadline or "")
        has_passed = facts.period.closing if day is None else now.given.has_passed(day)
        told.append(RequirementNow(status, _ore(figures, key), has_passed))
    if not told:
        return LightLevel.NONE, "källorna anger inga krav"
    level = requirements_light(told, _ore(figures, "chain.entitled"), bounds)
    met = sum(one.status is RequirementStatus.MET for one in told)
    rest = []
    for code in (RequirementStatus.NOT_MET, RequirementStatus.PARTLY, RequirementStatus.UNKNOWN):
        number = sum(one.status is code for one in told)
        if number:
            rest.append(f"{number} {(REQUIREMENT_STATE if number == 1 else REQUIREMENTS_STATE)[code]}")
    left = f", {', '.join(rest)}" if rest else ""
    ahead = " (ska visas senare)" if rest and level is LightLevel.OK else ""
    return level, f"{met} av {len(told)} uppfyllda{left}{ahead}"


def _results(facts: Facts, bounds: Bounds) -> tuple[LightLevel, str]:
    now: list[ResultNow] = []
    for indicator in facts.parameters.choices.indicators:
        told, goal = facts.told[indicator.id], level_of(indicator, indicator.target)
        verdict, _ = judged(indicator, told, goal, facts, later_goal_year(indicator, facts))
        if goal is None or told.total.value is None or verdict not in (Verdict.REACHED, Verdict.NOT_REACHED):
            continue
        began = level_of(indicator, indicator.baseline)
        on_its_way = not facts.period.closing and began not in (None, told.total.value)
        on_its_way = on_its_way and began is not None and reaches(indicator, told.total.value, began)
        is_reached = verdict is Verdict.REACHED
        now.append(ResultNow(told.total.value, goal, is_reached, indicator.unit == "percent", on_its_way))
    if not now:
        return LightLevel.NONE, "inget mål kan bedömas nu"
    level, reached = results_light(now, bounds), sum(one.is_reached for one in now)
    near = sum(not one.is_reached and not is_missed(one, bounds) for one in now)
    return level, f"{reached} av {len(now)} mål nådda{f', {near} nära eller på väg' if near else ''}"


def _dates(facts: Facts) -> tuple[LightLevel, str]:
    now = standing(facts)
    decisions = [one for one, status in now.decisions if status in (DecisionStatus.WAITING, DecisionStatus.OVERDUE)]
    requested = 0 if now.is_booked else len(now.requested)
    waiting = {
        "väntad utbetalning": len(now.awaited) + requested,
        "beslut väntar": len(decisions),
        "krav obedömt": len(now.unjudged),
    }
    known = [duty for duty in now.duties if last_day(duty.deadline) is not None]
    level = dates_light(len(now.late), sum(waiting.values()), len(known))
    if level is LightLevel.OFF:
        return level, "1 uppgift är försenad" if len(now.late) == 1 else f"{len(now.late)} uppgifter är försenade"
    if level is LightLevel.WATCH:
        return level, ", ".join(f"{number} {name}" for name, number in waiting.items() if number)
    return level, "inget är försenat" if known else "inga datum är kända"


def levels(record: Record) -> dict[str, LightLevel]:
    """Each light of a report by its id: money, requirements, results, dates."""
    return {str(row["id"]): LightLevel(str(row["level"])) for row in record.table("lights").rows}


def show(record: Record) -> list[str]:
    """The four lights as page one shows them."""
    return [
        lights_html([(str(row["title"]), str(row["level"]), str(row["words"])) for row in record.table("lights").rows])
    ]
