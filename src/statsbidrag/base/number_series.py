"""Whether numbers that look like personnummer are a series: vouchers or invoices numbered by day.

Owns the judgement. A system that numbers by day gives YYMMDDNNNN, and of such numbers one in ten has a last digit that
checks the others by chance; of personnummer all have. So among the numbers of one year in one column, those that check
are persons' only where they are clearly more than a tenth (three standard deviations), or where there are too few
numbers to tell. A year's numbers are judged for themselves: a few persons born long ago do not drown in this year's
vouchers.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from .personal_numbers import Dated

FEWEST = 10
# More different numbers of one year tell nothing more.
MOST_HELD = 5_000
ONE_IN, DEVIATIONS = 10, 3


@dataclass
class Series:
    """The different numbers of a column by their year (``18`` or ``2018``): those that check, and how many do not."""

    checking: dict[str, set[str]] = field(default_factory=dict)
    other: dict[str, set[str]] = field(default_factory=dict)

    def add(self, numbers: Iterable[Dated]) -> None:
        for number in numbers:
            year = number.year
            if len(self.checking.get(year, ())) + len(self.other.get(year, ())) < MOST_HELD:
                (self.checking if number.checks else self.other).setdefault(year, set()).add(number.digits)

    def is_settled(self, text: str) -> bool:
        """Whether a text is a number, and nothing else, of a year that so many have shown to be a series."""
        year = text[:-8]
        if len(text) not in (10, 12) or len(self.other.get(year, ())) < MOST_HELD // 2:
            return False
        return text.isdecimal() and self._by_chance(year)

    @property
    def years(self) -> frozenset[str]:
        """The years whose numbers are a series, and no persons'."""
        return frozenset(year for year in self.other if self._by_chance(year))

    def _by_chance(self, year: str) -> bool:
        checking, every = len(self.checking.get(year, ())), len(self.checking.get(year, ())) + len(self.other[year])
        above = ONE_IN * checking - every
        # The variance of a count with the chance 1/10 is n · 1/10 · 9/10.
        return every >= FEWEST and (above <= 0 or above**2 <= DEVIATIONS**2 * (ONE_IN - 1) * every)
