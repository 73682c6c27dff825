"""What in the versions of an effort's budget cannot be.

Owns that each of several versions has a day of its own, within the year or before it: the day alone decides which is in
force. Every fault is a line with its ``file:line``, and a refusal.
"""

import datetime as dt
from collections.abc import Iterator

from ....model.choices import RegionAgreement


def faults_in_budgets(year: int, choices: RegionAgreement) -> Iterator[str]:
    """A line for each version without a day of its own, and for each decided after the year."""
    for effort in choices.efforts:
        days: set[dt.date] = set()
        for budget in effort.budgets:
            if budget.decided_on is None:
                if len(effort.budgets) > 1:
                    yield (
                        f"{budget.at()}: budgeten har {len(effort.budgets)} versioner, och den här har ingen dag. "
                        "Skriv decided_on, så att det framgår när den började gälla."
                    )
                continue
            if budget.decided_on in days:
                yield (
                    f"{budget.at('decided_on')}: två versioner av budgeten är beslutade {budget.decided_on}. Rätta "
                    "dagen, eller behåll den som gäller."
                )
            days.add(budget.decided_on)
            if budget.decided_on > dt.date(year, 12, 31):
                yield (
                    f"{budget.at('decided_on')}: budgeten är beslutad {budget.decided_on}, efter {year}, och kan inte "
                    f"gälla {year}. Rätta dagen, eller ta bort versionen."
                )
