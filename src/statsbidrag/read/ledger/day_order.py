"""Whether dates with the day first are what the region file says they are (``ledger.dates: day_first``).

Owns what the whole file tells that no cell does: a file with the month first can be read day first as long as no day is
over twelve, but then its months are not those of its periods; and a workbook in which some days are dates and others
text has been through a program that took the former for month first.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from ...base.findings import Finding, finding
from .dates import DAY_AND_MONTH, Order
from .told import row_count

YEAR_FIRST = "Ta ut filen med datum som ÅÅÅÅ-MM-DD, eller rätta ledger.dates i regionens fil i params/regions/."


@dataclass
class DayOrder:
    """Counts rows with day and month before the year: those whose period has the month that stands second, or first.

    ``others`` are the rows whose date is written otherwise; each kind has its first row in the file.
    """

    order: Order | None
    from_workbook: bool
    right: int = 0
    turned: int = 0
    first_turned: int = 0
    written: int = 0
    others: int = 0
    first_other: int = 0

    def add(self, dates: pa.DictionaryArray, periods: pa.DictionaryArray, numbers: np.ndarray) -> None:
        """Count rows by their dates (text) and periods (``YYYY-PP``), whose rows in the file are ``numbers``."""
        if self.order is None:
            return
        texts = [DAY_AND_MONTH.fullmatch(text or "") for text in dates.dictionary.to_pylist()]
        first = np.array([int(text[1]) if text else 0 for text in texts] or [0])[dates.indices.to_numpy()]
        second = np.array([int(text[3]) if text else 0 for text in texts] or [0])[dates.indices.to_numpy()]
        months = np.array([int(name[5:]) if name else 0 for name in periods.dictionary.to_pylist()] or [0])
        month = months[periods.indices.fill_null(0).to_numpy(zero_copy_only=False)]
        told = (first > 0) & (first != second)
        turned = told & (month == first)
        self.written += int((first > 0).sum())
        self.right += int((told & (month == second)).sum())
        self.turned += int(turned.sum())
        other = first == 0
        self.others += int(other.sum())
        if not self.first_turned and turned.any():
            self.first_turned = int(numbers[np.argmax(turned)])
        if not self.first_other and other.any():
            self.first_other = int(numbers[np.argmax(other)])

    def faults(self, file: str) -> list[Finding]:
        """That the day does not stand first, or cannot be known to."""
        if self.turned > self.right:
            told = (
                f"månaden i datumet är periodens på {row_count(self.turned)} bara om månaden står först, fast "
                "regionens fil säger att dagen gör det (ledger.dates)"
            )
            return [finding("datum-oklart", told, YEAR_FIRST, file=file, row=self.first_turned)]
        if self.from_workbook and self.written and self.others:
            told = (
                f"datumen är text med dagen först på {row_count(self.written)} och Excels egna datum på "
                f"{row_count(self.others)}; i de senare kan ett program ha bytt plats på dag och månad"
            )
            return [finding("datum-oklart", told, YEAR_FIRST, file=file, row=self.first_other)]
        return []
