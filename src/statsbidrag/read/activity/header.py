"""The header of a file of activity data, and what every cell below it is in.

Owns the headings, and that they are found as those of a ledger: among the first rows, in any order, compared as
``read.text.headings`` says. What stands above is titles; columns with other headings are left out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..raw.quoting import headings_told
from ..text.headings import ROWS_SEARCHED, compared

HEADINGS = ("Indikator", "Månad", "Enhet", "Täljare", "Nämnare")
PART = "Del"
ORDER = ("Indikator", "Månad", "Enhet", PART, "Täljare", "Nämnare")
ALLOWED = f"{';'.join(HEADINGS)} (och {PART} efter Enhet när indikatorn är uppdelad)"
COMMENT = "#"

NumberedRow = tuple[int, Sequence[str]]
"""A row's number in the file (1 = first) and its cells, without blanks around them."""


@dataclass(frozen=True)
class ActivityHeader:
    """The header's row in the file; ``columns``: heading → its column (0 = first); how many columns have a heading."""

    row: int
    columns: Mapping[str, int]
    width: int

    def picked(self, cells: Sequence[str]) -> list[str]:
        """The cells of a row in the order of ``ORDER``; "" for the part where the file has none."""
        return [cells[self.columns[name]] if name in self.columns else "" for name in ORDER]

    def is_repeated_by(self, cells: Sequence[str]) -> bool:
        """Whether a row has the headings anew, as after a page break."""
        return all(
            place < len(cells) and compared(cells[place]) == compared(name) for name, place in self.columns.items()
        )


def find_header(rows: Sequence[NumberedRow]) -> ActivityHeader | None:
    """The first row that has every heading; None where no row has."""
    for number, cells in rows[:ROWS_SEARCHED]:
        names = [compared(cell) for cell in cells]
        if all(compared(name) in names for name in HEADINGS):
            columns = {name: names.index(compared(name)) for name in ORDER if compared(name) in names}
            return ActivityHeader(number, columns, max(place for place, name in enumerate(names) if name) + 1)
    return None


def twice(header: ActivityHeader, cells: Sequence[str]) -> str | None:
    """The heading that stands twice in the header row; None where none does."""
    names = [compared(cell) for cell in cells]
    return next((name for name in header.columns if names.count(compared(name)) > 1), None)


def headings_found(rows: Sequence[NumberedRow]) -> int:
    """How many of the headings the row has that has most of them."""
    return max((_alike(cells) for _, cells in rows[:ROWS_SEARCHED]), default=0)


def why_none(file: str, rows: Sequence[NumberedRow]) -> str:
    """The line that tells that no row is the header: of the row most like one, else of the first."""
    filled = [(number, cells) for number, cells in rows[:ROWS_SEARCHED] if any(cells)]
    untitled = [(number, cells) for number, cells in filled if not cells[0].startswith(COMMENT)]
    number, cells = max(untitled, key=lambda row: _alike(row[1]), default=(1, [""]))
    found = "rubrikraden saknas; den"
    if _alike(cells) > 1:
        found = f"rubrikraden har {headings_told([cell for cell in cells if cell])}; den"
    return f"{file}:{number}: {found} ska vara {ALLOWED}. Rätta filen."


def _alike(cells: Sequence[str]) -> int:
    return len({compared(cell) for cell in cells} & {compared(name) for name in HEADINGS})
