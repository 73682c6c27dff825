"""Report periods.

Owns the convention: a period is written ``YYYY-MM`` and is cumulative from 1 January to the month's end, both
inclusive. ``2018-12`` is preliminary and leaves out closing rows; ``2018-13`` (alias ``2018-bokslut``) is final and
has them. ``2018-T1`` is ``2018-04`` and ``2018-T2`` is ``2018-08``. In the store a closing row has month 12 and
``closing`` true.
"""

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from .errors import ParameterError

MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
SHORT_MONTHS = ("jan", "feb", "mars", "april", "maj", "juni", "juli", "aug", "sept", "okt", "nov", "dec")
ALIASES = {"T1": 4, "T2": 8, "bokslut": 13}
ALLOWED = "ÅÅÅÅ-MM (2018-06), ÅÅÅÅ-T1, ÅÅÅÅ-T2 eller ÅÅÅÅ-bokslut (2018-13)"


@dataclass(frozen=True, order=True)
class Period:
    """A cumulative report period; ``number`` is 1–12, or 13 for the final year with closing rows."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Read ``2018-06``, ``2018-13``, ``2018-T1``, ``2018-bokslut``; anything else is a ParameterError."""
        found = re.fullmatch(r"(20\d\d)-(\d\d|T1|T2|bokslut)", text)
        if found:
            number = ALIASES.get(found[2]) or int(found[2])
            if 1 <= number <= 13:
                return cls(int(found[1]), number)
        raise ParameterError(f"Perioden «{text}» finns inte. Tillåtet: {ALLOWED}.")

    def __str__(self) -> str:
        return f"{self.year}-{self.number:02d}"

    @property
    def month(self) -> int:
        """The last calendar month, 1–12."""
        return min(self.number, 12)

    @property
    def month_text(self) -> str:
        """The last month as ``YYYY-MM``, as the store's ``period`` column writes it."""
        return f"{self.year}-{self.month:02d}"

    @property
    def closing(self) -> bool:
        """True when the closing rows of the year are in."""
        return self.number == 13

    @property
    def has_accounts(self) -> bool:
        """True for T1, T2 (delår) and the final accounts, which go to the board."""
        return self.number in ALIASES.values()

    @property
    def months(self) -> list[str]:
        """Every month covered, ``YYYY-MM``, January first."""
        return [f"{self.year}-{month:02d}" for month in range(1, self.month + 1)]

    @property
    def first_day(self) -> dt.date:
        return dt.date(self.year, 1, 1)

    @property
    def last_day(self) -> dt.date:
        return month_end(self.year, self.month)

    @property
    def month_name(self) -> str:
        return MONTHS[self.month - 1]

    @property
    def title(self) -> str:
        """``januari–juni 2018``; the final year is ``bokslut 2018``."""
        if self.closing:
            return f"bokslut {self.year}"
        if self.month == 1:
            return f"januari {self.year}"
        return f"januari–{self.month_name} {self.year}"


def month_end(year: int, month: int) -> dt.date:
    """The last day of a month 1–12; ValueError for another number."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def day_text(day: dt.date) -> str:
    """``31 dec 2017`` with hard spaces, for running text."""
    return f"{day.day}\u00a0{SHORT_MONTHS[day.month - 1]}\u00a0{day.year}"


def month_name(month: str) -> str:
    """``2018-05`` → ``maj``."""
    return MONTHS[int(month[5:7]) - 1]


def short_month(month: str) -> str:
    """``2018-09`` → ``sept``."""
    return SHORT_MONTHS[int(month[5:7]) - 1]
