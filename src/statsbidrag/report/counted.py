"""Which of the period's ledger rows count, and to what each belongs: the rules of selection and breakdown applied.

Owns which of a region's and an agreement's parameters each of those rules is given.
"""

import pandas as pd

from ..choices import RegionAgreement
from ..errors import ParameterError
from ..period import Period
from ..read.params import Parameters
from ..rules import breakdown
from ..rules.selection import treatments
from ..values import Codes


def treated(parameters: Parameters, rows: pd.DataFrame) -> pd.DataFrame:
    """The period's ledger rows with the column ``treatment``."""
    group_view = parameters.choices.perspective == "group"
    internal = [c.code for c in parameters.region.counterparts if group_view and c.kind == "internal"]
    treatment = treatments(
        rows, parameters.choices.bookkeeping.cost, parameters.agreement.window, parameters.region.cost_classes, internal
    )
    return rows.assign(treatment=treatment)


def grouped(parameters: Parameters, cost: pd.DataFrame, period: Period) -> pd.DataFrame:
    """The counted rows with ``component``, ``effort``, ``area``, ``cost_type``, ``payee``; "" where a row fits none."""
    agreement, choices, region = parameters.agreement, parameters.choices, parameters.region
    if len(agreement.components) == 1:
        component = pd.Series(agreement.components[0].id, index=cost.index, dtype="str")
    else:
        component = _by_codes(choices, cost, {k: [v] for k, v in choices.bookkeeping.components.items()})
    area_codes = {
        area.id: [effort.codes for effort in choices.efforts if effort.area == area.id] for area in agreement.areas
    }
    return cost.assign(
        component=component,
        effort=_by_codes(choices, cost, {effort.id: [effort.codes] for effort in choices.efforts}),
        area=_by_codes(choices, cost, area_codes),
        cost_type=breakdown.cost_type_of(cost["account"], region.cost_types, period.year),
        payee=breakdown.payee_of(cost, [c.code for c in region.counterparts if c.kind == "private"]),
    )


def _by_codes(choices: RegionAgreement, cost: pd.DataFrame, sets: dict[str, list[Codes]]) -> pd.Series:
    """The group of each row; a row two groups claim is told with the region's file."""
    try:
        return breakdown.groups_by_codes(cost, sets)
    except ParameterError as error:
        file = choices.origin.partition(":")[0]
        raise ParameterError([f"{file}: {line}" for line in error.lines]) from None
