"""What a region has told in words, and measured, of one thing: looked up by id for the particular sections.

Owns that what has not been told or measured by the period is not known, never nought.
"""

from ..base.period import Period
from ..model.choices import RegionAgreement
from ..model.descriptions import Description
from ..model.indicator import Indicator
from ..rules.indicators import NOTHING, Measured
from .gather import Facts


def descriptions(choices: RegionAgreement, period: Period) -> dict[str, Description]:
    """Id → the latest description that is not of a month after the period, in the file's order."""
    told = sorted((one for one in choices.descriptions if one.as_of <= str(period)), key=lambda one: one.as_of)
    latest = {one.id: one for one in told}
    return {one.id: latest[one.id] for one in choices.descriptions if one.id in latest}


def indicator(facts: Facts, indicator_id: str) -> Indicator | None:
    """The region's indicator with an id; None when it has none."""
    return next((one for one in facts.parameters.choices.indicators if one.id == indicator_id), None)


def measured(facts: Facts, indicator_id: str) -> Measured:
    """An indicator's figure of the period; nothing when the region has no such indicator."""
    return facts.indicator_totals.get(indicator_id, NOTHING)


def goal(facts: Facts, indicator_id: str) -> str | None:
    """The agreement's goal for an indicator as the text of a share, else the region's sourced target; None without."""
    national = next((one for one in facts.parameters.agreement.indicators if one.id == indicator_id), None)
    if national is not None and national.goal is not None:
        return str(national.goal / 100)
    own = indicator(facts, indicator_id)
    target = own.target if own is not None else None
    return None if target is None or target.is_example else str(target.value / 100)
