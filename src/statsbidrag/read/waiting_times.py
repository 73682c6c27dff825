"""The people waiting that a ladder is reckoned from, one row for each region, month and group.

Owns the file's form: UTF-8, comma, the columns of ``COLUMNS``, every pot of the ladder once for each region that is
there. Every fault is told at once, with its row; a file with one is refused, for what one region gets depends on all.
"""

import csv
import datetime as dt
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..base.errors import ParameterError
from ..base.numbers import count
from ..base.quoting import shape_of
from ..model.ladder import Ladder, Waiting
from .params.population import LAN_CODES

KEYS = ("region", "population", "month", "group")
COUNTS = ("waiting", "waiting_within_90", "waiting_within_60", "prev_waiting", "prev_waiting_within_90")
COLUMNS = (*KEYS, *COUNTS)
# A file has 126 rows; far more than that is another file.
LARGEST_FILE = 1_000_000


@dataclass(frozen=True)
class WaitingTimes:
    """Inhabitants by län code, each pot's counts (``month|group`` → län code), and what is odd but may be right."""

    people: dict[str, int]
    waiting: dict[str, dict[str, Waiting]]
    warnings: list[str]


def read_waiting_times(path: Path, ladder: Ladder, population: Mapping[dt.date, Mapping[str, int]]) -> WaitingTimes:
    """A file's counts. Raises ParameterError with every fault by row: what was found, what is allowed, what to do."""
    reader = _Reader(path.name, ladder)
    for number, row in _rows(path):
        reader.add(number, row)
    faults = [*reader.faults, *([] if reader.faults else reader.missing())]
    if faults:
        raise ParameterError(faults)
    return WaitingTimes(reader.people, reader.waiting, list(_warnings(path.name, reader.people, population)))


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Row number in the file and its cells by column."""
    if not path.is_file():
        raise ParameterError(f"{path.name}: filen finns inte. Ange en fil med kolumnerna {', '.join(COLUMNS)}.")
    if path.stat().st_size > LARGEST_FILE:
        raise ParameterError(f"{path.name}: filen är större än 1 MB och läses inte. Kontrollera att det är rätt fil.")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ParameterError(f"{path.name}: filen är inte sparad som UTF-8. Spara om den som UTF-8.") from None
    # Quotation marks that do not end make one cell of the rest; strict refuses that.
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        headings = [cell.strip() for cell in next(reader, [])]
        _require_columns(path.name, headings)
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(headings):
                raise ParameterError(
                    f"{path.name}:{reader.line_num}: raden har {len(cells)} fält men rubrikraden {len(headings)}. "
                    "Skriv ett fält för varje kolumn, med komma emellan."
                )
            yield reader.line_num, dict(zip(headings, (cell.strip() for cell in cells), strict=True))
    except csv.Error:
        raise ParameterError(
            f"{path.name}:{reader.line_num}: raden går inte att dela i fält. Kontrollera citattecknen."
        ) from None


def _require_columns(name: str, headings: list[str]) -> None:
    remedy = f"Rubrikraden ska vara {','.join(COLUMNS)}."
    faults = [
        f"{name}:1: kolumnen {column} {'saknas' if column not in headings else 'står två gånger'}. {remedy}"
        for column in COLUMNS
        if headings.count(column) != 1
    ]
    faults += [
        f"{name}:1: kolumnen {shape_of(heading)} hör inte hit. {remedy}"
        for heading in headings
        if heading not in COLUMNS
    ]
    if len(faults) >= len(COLUMNS):
        raise ParameterError(f"{name}:1: här finns inga rubriker, eller fälten skiljs inte åt av komma. {remedy}")
    if faults:
        raise ParameterError(faults)


class _Reader:
    """The rows of a file as they are met."""

    def __init__(self, name: str, ladder: Ladder) -> None:
        self.name, self.ladder = name, ladder
        self.waiting: dict[str, dict[str, Waiting]] = {pot: {} for pot in ladder.pot_names}
        self.people: dict[str, int] = {}
        self.rows: dict[tuple[str, str], int] = {}
        self.faults: list[str] = []

    def add(self, number: int, row: dict[str, str]) -> None:
        """Take a row, or tell what is wrong in it."""
        told = list(self._faults(row))
        if not told:
            pot, region = f"{row['month']}|{row['group']}", row["region"]
            if first := self.rows.get((pot, region)):
                told = [f"region {region} finns redan för {row['month']} och {row['group']} på rad {first}. Ta bort en"]
            elif self.people.setdefault(region, int(row["population"])) != int(row["population"]):
                told = [
                    f"population är {count(int(row['population']))} men {count(self.people[region])} på en tidigare "
                    f"rad för region {region}. Skriv samma folkmängd på alla regionens rader"
                ]
            else:
                self.rows[pot, region] = number
                self.waiting[pot][region] = Waiting(*(int(row[column]) for column in COUNTS))
        self.faults += [f"{self.name}:{number}: {line}." for line in told]

    def _faults(self, row: dict[str, str]) -> Iterator[str]:
        for column, allowed in (
            ("region", LAN_CODES), ("month", tuple(self.ladder.months)), ("group", tuple(self.ladder.groups)),
        ):  # fmt: skip
            if row[column] not in allowed:
                yield f"{column} är {_shown(row[column])}. Tillåtna: {', '.join(allowed)}"
        wrong = [column for column in ("population", *COUNTS) if not _is_count(row[column])]
        for column in wrong:
            yield f"{column} är {_shown(row[column])}. Skriv ett heltal, 0 eller mer, utan mellanslag"
        if wrong:
            return
        counts = {column: int(row[column]) for column in ("population", *COUNTS)}
        for column in ("population", "waiting", "prev_waiting"):
            if counts[column] == 0:
                what = "invånare" if column == "population" else "väntande"
                yield f"{column} är 0, så ingen andel går att räkna. Ange hur många {what} regionen har"
        for part, whole in (
            ("waiting_within_60", "waiting_within_90"),
            ("waiting_within_90", "waiting"),
            ("prev_waiting_within_90", "prev_waiting"),
        ):
            if counts[part] > counts[whole]:
                more = f"{part} är {count(counts[part])}, fler än {whole} som är {count(counts[whole])}"
                yield f"{more}. Rätta det som är fel"

    def missing(self) -> Iterator[str]:
        """A line for each region that lacks pots that others have; where there is no region at all, that."""
        if not self.people:
            yield f"{self.name}: filen har inga rader. Ange en rad för varje region, månad och grupp."
        for region in sorted(self.people):
            lacking = [pot.replace("|", " ") for pot, regions in self.waiting.items() if region not in regions]
            if lacking:
                yield f"{self.name}: region {region} saknar {', '.join(lacking)}. Lägg till en rad för var och en."


def _shown(text: str) -> str:
    return shape_of(text) if text else "tomt"


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


def _warnings(name: str, people: Mapping[str, int], population: Mapping[dt.date, Mapping[str, int]]) -> Iterator[str]:
    whole = sum(people.values())
    if lacking := [code for code in LAN_CODES if code not in people]:
        yield (
            f"{name}: län {', '.join(lacking)} finns inte i filen och får inget. Vad en region får beror på alla; lägg "
            "till dem om trappan ska gälla hela landet."
        )
    elif all(sum(regions.values()) != whole for regions in population.values()):
        days = ", ".join(f"{day} {count(sum(regions.values()))}" for day, regions in sorted(population.items()))
        yield (
            f"{name}: folkmängderna blir tillsammans {count(whole)}, inte rikets någon av de dagar som finns i "
            f"params/population.csv ({days}). Kontrollera kolumnen population."
        )
