"""One file of activity data.

Owns its form: UTF-8, ``;``, the headings below, comment lines with # first. A file that tells of parts of a unit's
activity (pathways, kinds of training) has the column Del too; a cell there may be empty. Whole numbers of at most nine
digits only; a value that cannot be used makes its row unknown, both numerator and denominator, so that no sum is taken
over half a value.
"""

import csv
import io
import re
from dataclasses import dataclass, replace

from ...base.errors import ParameterError
from ...base.findings import Finding, finding
from ..raw.quoting import headings_told, named, quoted
from ..raw.raw_files import RawFile

HEADINGS = ("Indikator", "Månad", "Enhet", "Täljare", "Nämnare")
HEADINGS_WITH_PART = ("Indikator", "Månad", "Enhet", "Del", "Täljare", "Nämnare")
SEPARATOR = ";"
COMMENT = "#"
WHOLE_NUMBER = re.compile("[0-9]{1,9}|[0-9]{1,3}(?:[ \u00a0\u202f\u2009][0-9]{3}){1,2}")
MONTH = re.compile("20[0-9]{2}-(?:0[1-9]|1[0-2])")
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


def read_rows(raw: RawFile) -> list[ActivityRow]:
    """The rows of one file, in its order. Raises ParameterError, a line for every row whose form is wrong."""
    try:
        text = raw.content().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ParameterError(f"{raw.file}: filen är inte sparad som UTF-8. Spara om den som UTF-8.") from None
    reader = csv.reader(io.StringIO(text, newline=None), delimiter=SEPARATOR, strict=True)
    try:
        numbered = [(reader.line_num, [cell.strip() for cell in cells]) for cells in reader]
    except csv.Error:
        place = f"{raw.file}:{reader.line_num}"
        raise ParameterError(f"{place}: raden går inte att läsa som CSV. Kontrollera citattecknen.") from None
    filled = [(number, cells) for number, cells in numbered if any(cells)]
    while filled and filled[0][1][0].startswith(COMMENT):
        del filled[0]
    headings = tuple(filled[0][1]) if filled else ()
    if headings not in (HEADINGS, HEADINGS_WITH_PART):
        number, cells = filled[0] if filled else (1, [])
        likely = len({*cells} & {*HEADINGS}) > 1
        found = f"rubrikraden har {headings_told(cells)}; den" if likely else "rubrikraden saknas; den"
        allowed = f"{SEPARATOR.join(HEADINGS)} (och Del efter Enhet när indikatorn är uppdelad)"
        raise ParameterError(f"{raw.file}:{number}: {found} ska vara {allowed}. Rätta filen.")
    if len(filled) == 1:
        raise ParameterError(f"{raw.file}: filen har rubriker men inga rader. Hämta den på nytt.")
    faults = [line for number, cells in filled[1:] for line in _form_faults(raw.file, number, cells, len(headings))]
    if faults:
        raise ParameterError(faults)
    with_part = headings == HEADINGS_WITH_PART
    whole = [(number, cells if with_part else [*cells[:3], "", *cells[3:]]) for number, cells in filled[1:]]
    return _without_repeats(raw.file, [_row(raw.file, number, cells) for number, cells in whole])


def _form_faults(file: str, number: int, cells: list[str], fields: int) -> list[str]:
    if len(cells) != fields:
        return [f"{file}:{number}: raden har {len(cells)} fält men rubrikraden {fields}. Rätta raden."]
    indicator, month, unit = cells[:3]
    lines = []
    if not indicator or not unit:
        lines.append(f"{file}:{number}: raden saknar {'indikator' if not indicator else 'enhet'}. Fyll i den.")
    if not MONTH.fullmatch(month):
        lines.append(f"{file}:{number}: månaden är {quoted(month)}. Tillåtet: ÅÅÅÅ-MM, till exempel 2018-06.")
    return lines


def _row(file: str, number: int, cells: list[str]) -> ActivityRow:
    indicator, month, unit, part, *written = cells
    about = f"{named(indicator)} {month}{_of_part(part)}"
    values: list[int | None] = []
    found = []
    for name, text, may_lack in (("täljaren", written[0], False), ("nämnaren", written[1], True)):
        known = WHOLE_NUMBER.fullmatch(text)
        values.append(int(re.sub("[^0-9]", "", text)) if known else None)
        if not known and not (may_lack and text == ""):
            found.append(_unclear(file, number, f"{name} för {about} är {quoted(text) if text else 'tom'}"))
    if values[1] == 0:
        message = f"nämnaren för {about}, {named(unit)}, är 0 och ger ingen andel"
        found.append(finding("namnare-noll", message, f"Värdet visas som ej känt. {CORRECT}", file=file, row=number))
    numerator, denominator = (None, None) if found else values
    return ActivityRow(number, indicator, month, unit, part, numerator, denominator, tuple(found))


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
            message = f"{what}, står också på rad {others}"
            unclear = _unclear(file, row.source_row, message)
            row = replace(row, numerator=None, denominator=None, findings=(unclear,))
        kept.append(row)
    return kept


def _of_part(part: str) -> str:
    return f", {named(part)}" if part else ""


def _unclear(file: str, number: int, message: str) -> Finding:
    remedy = f"Värdet visas som ej känt. Tillåtet: hela tal med högst nio siffror, till exempel 1234. {CORRECT}"
    return finding("varde-oklart", message, remedy, file=file, row=number)
