"""One file of activity data: what its rows must be.

Owns their form; how a file is opened is ``cells``, which headings it has ``header``. A file that tells of parts of a
unit's activity (pathways, kinds of training) has the column Del too; a cell there may be empty. Whole numbers of at
most nine digits only; a value that cannot be used makes its row unknown, both numerator and denominator, so that no sum
is taken over half a value.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...base.errors import ParameterError
from ...base.findings import Finding, finding
from ..raw.quoting import named, quoted
from ..raw.raw_files import RawFile
from .cells import read_cells
from .header import ActivityHeader

BLANK = "[ \u00a0\u202f\u2009]"
# Perhaps with decimals that are nought: what a program makes of a whole number.
WHOLE_NUMBER = re.compile(f"([0-9]{{1,9}}|[0-9]{{1,3}}(?:{BLANK}[0-9]{{3}}){{1,2}})(?:[.,]0{{1,2}})?")
# As told, or as Excel makes a day of it.
MONTH = re.compile(r"(20[0-9]{2})(?P<mark>[-/]?)(0[1-9]|1[0-2])(?:(?P=mark)01(?:[ T]00:00(?::00(?:\.0+)?)?Z?)?)?")
NOT_GIVEN = ("", "NULL")
STANDS_TWICE = "står också på rad"
CORRECT = "Rätta i källan och hämta filen på nytt."


@dataclass(frozen=True)
class ActivityRow:
    """One row; ``part`` is "" where the file names none. ``numerator`` None is a value not known, with the findings
    that say why."""

    source_row: int
    indicator: str
    month: str
    unit: str
    part: str
    numerator: int | None
    denominator: int | None
    findings: tuple[Finding, ...]

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What may be told of once only."""
        return self.indicator, self.month, self.unit, self.part


@dataclass(frozen=True)
class ActivityFile:
    """The rows of one file, in its order, and what there is to tell of the file itself."""

    rows: list[ActivityRow]
    findings: list[Finding]


def read_rows(raw: RawFile) -> ActivityFile:
    """One file. Raises ParameterError, a line for every row whose form is wrong."""
    read = read_cells(raw)
    if not read.rows:
        raise ParameterError(f"{raw.file}: filen har rubriker men inga rader. Hämta den på nytt.")
    header = read.header
    faults = [line for number, cells in read.rows for line in _form_faults(raw.file, number, cells, header)]
    if faults:
        raise ParameterError(faults)
    rows = [_row(raw.file, number, header.picked(cells)) for number, cells in read.rows]
    return ActivityFile(_without_repeats(raw.file, rows), read.findings)


def _form_faults(file: str, number: int, cells: Sequence[str], header: ActivityHeader) -> list[str]:
    filled = max(place for place, cell in enumerate(cells, start=1) if cell)
    if len(cells) < header.width or filled > header.width:
        fields = filled if filled > header.width else len(cells)
        return [f"{file}:{number}: raden har {fields} fält men rubrikraden {header.width}. Rätta raden."]
    indicator, month, unit, *_ = header.picked(cells)
    lines = []
    if not indicator or not unit:
        lines.append(f"{file}:{number}: raden saknar {'indikator' if not indicator else 'enhet'}. Fyll i den.")
    if not MONTH.fullmatch(month):
        lines.append(f"{file}:{number}: månaden är {quoted(month)}. Tillåtet: ÅÅÅÅ-MM, till exempel 2018-06.")
    return lines


def _row(file: str, number: int, cells: list[str]) -> ActivityRow:
    indicator, written_month, unit, part, *written = cells
    month = _month(written_month)
    about = f"{named(indicator)} {month}{_of_part(part)}"
    values: list[int | None] = []
    found = []
    for name, text, may_lack in (("täljaren", written[0], False), ("nämnaren", written[1], True)):
        known = WHOLE_NUMBER.fullmatch(text)
        values.append(int(re.sub(BLANK, "", known[1])) if known else None)
        lacking = text.upper() in NOT_GIVEN
        if not known and not (may_lack and lacking):
            found.append(_unclear(file, number, f"{name} för {about} är {'tom' if lacking else quoted(text)}"))
    if values[1] == 0:
        message = f"nämnaren för {about}, {named(unit)}, är 0 och ger ingen andel"
        found.append(finding("namnare-noll", message, f"Värdet visas som ej känt. {CORRECT}", file=file, row=number))
    numerator, denominator = (None, None) if found else values
    return ActivityRow(number, indicator, month, unit, part, numerator, denominator, tuple(found))


def _month(written: str) -> str:
    """A month as the store has it, of a text that MONTH matches."""
    digits = re.sub("[-/]", "", written)
    return f"{digits[:4]}-{digits[4:6]}"


def _without_repeats(file: str, rows: list[ActivityRow]) -> list[ActivityRow]:
    """Rows that say the same indicator, month, unit and part twice are all unknown: nothing tells which is right."""
    by_key: dict[tuple[str, str, str, str], list[ActivityRow]] = {}
    for row in rows:
        by_key.setdefault(row.key, []).append(row)
    kept = []
    for row in rows:
        alike = by_key[row.key]
        if len(alike) > 1:
            others = ", ".join(str(other.source_row) for other in alike if other is not row)
            what = f"{named(row.indicator)} {row.month}, {named(row.unit)}{_of_part(row.part)}"
            message = f"{what}, {STANDS_TWICE} {others}"
            unclear = _unclear(file, row.source_row, message)
            row = replace(row, numerator=None, denominator=None, findings=(unclear,))
        kept.append(row)
    return kept


def _of_part(part: str) -> str:
    return f", {named(part)}" if part else ""


def _unclear(file: str, number: int, message: str) -> Finding:
    remedy = f"Värdet visas som ej känt. Tillåtet: hela tal med högst nio siffror, till exempel 1234. {CORRECT}"
    return finding("varde-oklart", message, remedy, file=file, row=number)
