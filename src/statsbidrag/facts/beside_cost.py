"""What stands on a grant's codes beside its cost in a report: investments, co-financing and other income.

Owns which rows those are: balance rows on the accounts of a decided investment, income rows on the accounts of
co-financing, and income of others that no parameter explains. Neither the grant's own income, compensation for value
added tax nor the sale side of internal invoices is among them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from ..base.findings import Finding, finding
from ..base.numbers import number, with_unit
from ..model.beside_cost import Cofinancing
from ..rules.selection import Treatment, matches
from .finding_place import at
from .gather import Facts


@dataclass(frozen=True)
class BesideCost:
    """The rows of each; ``investments`` and ``overhead`` are None where the region has no codes for them."""

    investments: pd.DataFrame | None
    cofinancing: tuple[tuple[Cofinancing, pd.DataFrame], ...]
    other_income: pd.DataFrame
    overhead: pd.DataFrame | None

    @property
    def explained(self) -> pd.Index:
        """The index of the rows that a parameter explains, among ``Facts.rows``."""
        rows = [rows for _, rows in self.cofinancing] + ([] if self.investments is None else [self.investments])
        return pd.concat(rows).index if rows else pd.Index([])


def beside_cost(facts: Facts) -> BesideCost:
    """The rows beside the cost of a report."""
    rows, books, region = facts.rows, facts.parameters.choices.books, facts.parameters.region
    balance = rows[rows["treatment"] == Treatment.BALANCE.value]
    income = rows[rows["treatment"] == Treatment.INCOME.value]
    internal = [one.code for one in region.counterparts if one.kind == "internal"]
    income = income[~income["counterpart"].isin(internal)]
    for codes in (books.income, books.accrual.income if books.accrual else None):
        if codes:
            income = income[~matches(income, codes)]
    told: list[tuple[Cofinancing, pd.DataFrame]] = []
    for one in books.cofinancing:
        hit = matches(income, one.codes)
        told.append((one, income[hit]))
        income = income[~hit]
    return BesideCost(
        balance[matches(balance, books.investments.codes)] if books.investments else None,
        tuple(told),
        income,
        facts.cost[matches(facts.cost, region.overhead)] if region.overhead else None,
    )


def beside_cost_findings(facts: Facts) -> Iterator[Finding]:
    """More common costs than the terms let the grant bear."""
    terms, told = facts.parameters.agreement.overhead, beside_cost(facts)
    if terms is None or terms.percent is None or told.overhead is None:
        return
    cost, common = facts.chain.cost or 0, int(told.overhead["amount_ore"].sum())
    if common * 100 > cost * terms.percent:
        share = with_unit(number(terms.percent, 1 if terms.percent % 1 else 0), "%")
        yield finding(
            "overhead-over-villkoret",
            f"gemensamma kostnader (OH) är mer än {share} av kostnaden, som villkoren högst tillåter",
            "Bekosta det som är mer med andra medel, eller kontrollera percent under overhead i överenskommelsens fil.",
            **at(terms.at("percent")),
        )
