"""Money that is applied for: each applicant gets what it was granted.

Source: Anvisningar – tillkommande ersättning 2018, Västra Götalandsregionen (vg) r. 53–57: local efforts apply with a
plan and a cost calculation, and about 10 500 000 kronor are shared out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ...model.quantities import Application


@dataclass(frozen=True)
class Granted:
    """The applications of a component together, öre. None where some application's amount is not known yet."""

    applied: int
    granted: int | None
    used: int | None


def granted(applications: Sequence[Application]) -> Granted | None:
    """What was applied for, granted and used; None when no application is known."""
    if not applications:
        return None
    return Granted(
        applied=sum(one.ore("applied") or 0 for one in applications),
        granted=_sum(one.ore("granted") for one in applications),
        used=_sum(one.ore("used") for one in applications),
    )


def _sum(amounts) -> int | None:
    listed = list(amounts)
    return None if None in listed else sum(listed)
