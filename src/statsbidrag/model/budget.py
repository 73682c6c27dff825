"""What an effort may cost: its budget for the year, month by month where that is told, in the versions decided."""

import datetime as dt
from collections.abc import Sequence
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from ..base.money import ore_from_text, swedish_kronor
from .node import Day, wrong_at
from .values import Amount


def each_in_ore(key: str, texts: list[str], unit: str) -> list[int]:
    """Öre of every amount of a list; the one that is no amount is told where it stands."""
    amounts = []
    for number, text in enumerate(texts):
        try:
            amounts.append(ore_from_text(text, unit))
        except ValueError as fault:
            raise wrong_at(str(fault), key, number) from None
    return amounts


class Budget(Amount):
    """An effort's budget for the year; ``months`` are twelve amounts in the same unit, else it is spread evenly.

    ``decided_on`` and ``paragraph`` (§ of the minutes) tell which version it is, where there are several.
    """

    months: list[str] | None = None
    decided_on: Day | None = None
    paragraph: str | None = None

    @model_validator(mode="after")
    def _paragraph_of_a_day(self) -> "Budget":
        if self.paragraph is not None and self.decided_on is None:
            raise wrong_at("paragraph hör ihop med decided_on; skriv dagen för beslutet", "paragraph")
        return self

    @model_validator(mode="after")
    def _months_sum(self) -> "Budget":
        if self.months is None:
            return self
        if len(self.months) != 12:
            raise wrong_at(f"months har {len(self.months)} belopp; det ska vara tolv, ett per månad", "months")
        total = sum(each_in_ore("months", self.months, self.unit))
        if total != self.ore:
            raise wrong_at(
                f"beloppen i months blir {swedish_kronor(total)} kr men budgeten är {swedish_kronor(self.ore)} kr",
                "months",
            )
        return self

    @property
    def month_ore(self) -> list[int] | None:
        """Öre per month, January first; None when the budget has no months."""
        return None if self.months is None else [ore_from_text(text, self.unit) for text in self.months]


def _as_list(value: object) -> object:
    """One version may stand alone."""
    return value if isinstance(value, list) else [value]


Budgets = Annotated[list[Budget], BeforeValidator(_as_list), Field(min_length=1)]
"""The versions of a budget, in the order of the file."""


def by_decision(budgets: Sequence[Budget]) -> list[Budget]:
    """The versions as they were decided, the first one first."""
    return sorted(budgets, key=lambda budget: budget.decided_on or dt.date.min)
