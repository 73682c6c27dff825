"""Money that is applied for: each applicant gets what it was granted.

Source: Anvisningar – tillkommande ersättning 2018, Västra Götalandsregionen (vg) r. 53–57: local efforts apply with a
plan and a cost calculation, and about 10 500 000 kronor are shared out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ...base.money import total_if_known
from ...base.states import Lacking
from ...model.quantities import Application
from .case import ComponentShare, SharingCase, SharingRule


@dataclass(frozen=True)
class ApplicationOutcome:
    """The applications of a component together, öre. None where some application's amount is not known yet."""

    applied: int
    granted: int | None
    used: int | None


def outcome_of(applications: Sequence[Application]) -> ApplicationOutcome | None:
    """What was applied for, granted and used; None when no application is known."""
    if not applications:
        return None
    return ApplicationOutcome(
        applied=sum(one.ore("applied") or 0 for one in applications),
        granted=total_if_known(one.ore("granted") for one in applications),
        used=total_if_known(one.ore("used") for one in applications),
    )


def share(case: SharingCase) -> ComponentShare:
    """What the region's applications were granted together."""
    outcome = outcome_of(case.quantities.applications)
    if outcome is None or outcome.granted is None:
        return ComponentShare(case.pot, None, lacking=Lacking.APPLICATIONS)
    return ComponentShare(case.pot, outcome.granted)


RULE = SharingRule("application", share)
