"""The efforts of a report so far: cost, budget, forecast and what the responsible say of each."""

from dataclasses import dataclass

import pandas as pd

from ..base.period import Period
from ..model.budget import Budget
from ..model.choices import Effort, StatusAt
from ..read.params.parameters import Parameters
from ..rules import breakdown
from ..rules.budget import budget_to_date, in_force
from ..rules.forecast import latest


@dataclass(frozen=True)
class EffortFacts:
    """One effort so far (öre). ``forecast`` None when the responsible had said nothing by the period; in the final
    accounts it is the cost, and nobody's forecast any more."""

    effort: Effort
    version: Budget
    cost: int
    budget: int
    budget_to_date: int
    forecast: int | None
    forecast_reason: str | None
    forecast_as_of: str | None
    status: StatusAt | None


def efforts_of(parameters: Parameters, cost: pd.DataFrame, period: Period) -> list[EffortFacts]:
    costs = breakdown.sums(cost, cost["effort"])
    found = []
    for effort in parameters.choices.efforts:
        said = None if period.closing else latest(effort.forecasts, period)
        version = in_force(effort.budgets, period.last_day)
        spent = costs.get(effort.id, 0)
        found.append(
            EffortFacts(
                effort=effort,
                version=version,
                cost=spent,
                budget=version.ore,
                budget_to_date=budget_to_date(version, period),
                forecast=spent if period.closing else said.ore if said else None,
                forecast_reason=said.reason if said else None,
                forecast_as_of=said.as_of if said else None,
                status=latest(effort.status, period),
            )
        )
    return found


def forecast_of(efforts: list[EffortFacts], cost: pd.DataFrame) -> int | None:
    """F: the efforts' forecasts and the cost so far that no effort owns; None until every effort has a forecast."""
    if not efforts or any(effort.forecast is None for effort in efforts):
        return None
    unowned = int(cost.loc[cost["effort"] == breakdown.NONE, "amount_ore"].sum())
    return sum(effort.forecast or 0 for effort in efforts) + unowned
