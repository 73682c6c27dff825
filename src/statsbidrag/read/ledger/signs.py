"""Which sign and unit an export is written in, as far as its rows tell.

Owns the test. Income (accounts of class 3) is credit: where most of it has a minus, costs are positive, as in a ledger;
where most of it has none, the export is turned round, as in a report. Two thirds of the rows or of the kronor decide,
when the other is not against it. The region file says which sign and unit the export has, and the rows must not say
otherwise. Nothing is turned, and no unit changed, because of what the rows say.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

import pandas as pd

from ...base.findings import Finding, finding
from .told import whole

Sign = Literal["cost_positive", "cost_negative"]
INCOME_CLASS = "3"
CLEAR = Fraction(2, 3)
SIGN_TOLD = {"cost_positive": "kostnad är plus och intäkt minus", "cost_negative": "kostnad är minus och intäkt plus"}
UNITS = {1000: "tkr", 1_000_000: "mnkr"}


@dataclass(frozen=True)
class Income:
    """The rows of class 3 as the file writes them: how many are below and above zero, and their öre without sign."""

    below_rows: int = 0
    above_rows: int = 0
    below_ore: int = 0
    above_ore: int = 0

    def __add__(self, other: "Income") -> "Income":
        return Income(*(mine + theirs for mine, theirs in zip(vars(self).values(), vars(other).values(), strict=True)))

    @property
    def sign(self) -> Sign | Literal["mixed"] | None:
        """The sign the rows tell of; None when there is no income to tell."""
        if not self.below_rows + self.above_rows:
            return None
        shares = [
            Fraction(self.below_rows, self.below_rows + self.above_rows),
            Fraction(self.below_ore, self.below_ore + self.above_ore),
        ]
        if max(shares) >= CLEAR and min(shares) > Fraction(1, 2):
            return "cost_positive"
        if min(shares) <= 1 - CLEAR and max(shares) < Fraction(1, 2):
            return "cost_negative"
        return "mixed"


def income_of(accounts: pd.Series, ore: pd.Series) -> Income:
    """The income among rows: ``accounts`` text, ``ore`` as the file writes them."""
    amounts = ore[accounts.str.startswith(INCOME_CLASS)]
    below, above = amounts[amounts < 0], amounts[amounts > 0]
    return Income(len(below), len(above), -int(below.sum()), int(above.sum()))


def sign_findings(income: Income, configured: Sign, file: str) -> list[Finding]:
    """That the rows of class 3 have another sign than the region file tells, or no clear one."""
    told = SIGN_TOLD[configured]
    counted = (
        f"av raderna i klass {INCOME_CLASS} har {whole(income.below_rows)} minus och {whole(income.above_rows)} inte"
    )
    if income.sign == "mixed":
        return [
            finding(
                "tecken-blandat",
                f"{counted}, så det går inte att se om {told}, som regionens fil säger (ledger.sign)",
                "Ta ut filen med ett och samma tecken, eller skriv totals med debit och credit i sidofilen.",
                file=file,
            )
        ]
    if income.sign not in (None, configured):
        return [
            finding(
                "tecken-omvant",
                f"{counted}; regionens fil säger att {told} (ledger.sign)",
                "Ta ut filen med det tecknet eller ändra ledger.sign i regionens fil i params/regions/.",
                file=file,
            )
        ]
    return []


def scale_told(pairs: Iterable[tuple[int, int]]) -> str | None:
    """What makes totals differ, when it is one thing: ``pairs`` are asserted and given öre. None when it is not.

    All must be the same number of times as large (an export in tkr or mnkr, within half of the last krona), or the
    same with the other sign.
    """
    known = [(asserted, given) for asserted, given in pairs if asserted and given]
    if not known:
        return None
    if all(asserted == -given for asserted, given in known):
        return "talen är desamma med omvänt tecken; jämför med ledger.sign i regionens fil"
    for times, unit in UNITS.items():
        if all(abs(asserted - times * given) <= times * 50 for asserted, given in known):
            return f"uttaget är troligen i {unit}; jämför med ledger.unit i regionens fil"
    return None
