"""Cells of bookings that were not read: what each is, why it has no reading, and what is allowed.

Owns the wording. A cell is shown as ``quoting`` lets it; of a workbook's date, truth value or long number is told that
it is one. A file with such a cell is refused, so that only the first are worded and the others counted.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from ...base.findings import Finding, finding
from ...base.money import SPACES
from ...model.region import LedgerFormat
from ..raw.quoting import quoted
from .amounts import ALLOWED, MINUSES, MOST_DIGITS, NOTHING, DecimalMark, ore_from_cell
from .batches import Batch
from .columns import Header
from .dates import ALLOWED_DATE, DAY_AND_MONTH, allowed_periods
from .guards import unguarded
from .refusal import MOST_LINES

CODES = {"date": "datum-oklart", "period": "okand-period", "amount": "belopp-oklart"}
TOLD = ("date", "period", "amount", "debit", "credit", "debit_credit")
AGAIN = "Rätta i ekonomisystemet eller hämta uttaget på nytt."
ALLOWED_MARKS = "D, Debet, K, C eller Kredit"
MARKS = {",": "kommat", ".": "punkten"}
OTHER_MARK: dict[str, DecimalMark] = {",": ".", ".": ","}
IN_REGION = "ledger.decimal i regionens fil i params/regions/"
YEAR_FIRST = "Ta ut filen med datum som ÅÅÅÅ-MM-DD, utan klockslag."
DAY_FIRST = (
    "Skriver ekonomisystemet alltid dagen först, skriv dates: day_first under ledger i regionens fil i params/regions/."
)
IN_UTC = re.compile(r"[0-9-]{8,10}T[0-9:.]+(?:Z|[+]00:?00)")
UNITS = re.compile(
    r"(?:.*[^a-zåäö])?(tkr|tsek|ksek|mkr|mnkr|msek|mdkr|tusen|miljoner)[.]?(?:[^a-zåäö].*)?", re.IGNORECASE
)
OTHER_CURRENCY = re.compile(r"(?:eur|usd|nok|dkk|gbp|[€$£]).*|.*(?:eur|usd|nok|dkk|gbp|[€$£])", re.IGNORECASE)
DATE_CELL = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}) [0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?")
TRUTH_CELLS = {"true": "värdet SANT", "false": "värdet FALSKT"}
NUMBER = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")
GROUP = re.compile(r"([0-9]{1,3})([.,])([0-9]{3})")
MANY_DECIMALS = re.compile(rf"[({MINUSES}]?[{SPACES}]?[0-9{SPACES}]*[.,][0-9]{{3,}}[{SPACES}]?[){MINUSES}]?")
MANY_DIGITS = re.compile(rf"[{MINUSES}]?[0-9]{{{MOST_DIGITS + 1},}}(?:[.,][0-9]{{1,2}})?")


@dataclass
class Unread:
    """The cells of a file that were not read: findings for the first, and how many ``more`` there are.

    ``told_order`` says whether it has been told that day and month may stand in either order.
    """

    file: str
    header: Header
    ledger: LedgerFormat
    from_workbook: bool
    faults: list[Finding] = field(default_factory=list)
    more: int = 0
    told_order: bool = False

    def add(self, batch: Batch, read: Mapping[str, pa.Array]) -> None:
        """Tell of the bookings of a batch for which ``read`` (by date, period and amount) has null."""
        found = []
        for column, code in CODES.items():
            if (column != "amount" and column not in self.header.columns) or not read[column].null_count:
                continue
            places = np.flatnonzero(read[column].is_null().to_numpy(zero_copy_only=False))
            for place in places[:MOST_LINES].tolist():
                cells = {
                    name: batch.cells[at][place].as_py() for name, at in self.header.columns.items() if name in TOLD
                }
                message, remedy = getattr(self, f"_{column}")(cells)
                if remedy.endswith(DAY_FIRST):
                    # What one setting cures is told once.
                    if self.told_order:
                        self.more += 1
                        continue
                    self.told_order = True
                found.append(finding(code, message, remedy, file=self.file, row=int(batch.numbers[place])))
            self.more += len(places[MOST_LINES:])
        found.sort(key=lambda fault: fault.row or 0)
        room = MOST_LINES - len(self.faults)
        self.faults += found[:room]
        self.more += len(found[room:])

    def _date(self, cells: Mapping[str, str]) -> tuple[str, str]:
        cell = unguarded(cells["date"])
        why, remedy = "går inte att läsa", AGAIN
        if written := DAY_AND_MONTH.fullmatch(cell):
            first, second = int(written[1]), int(written[3])
            if first <= 12 < second <= 31:
                against = " fast regionens fil säger att dagen står först (ledger.dates)" if self.ledger.dates else ""
                why, remedy = f"har månaden före dagen{against}", YEAR_FIRST
            elif self.ledger.dates is None and second <= 12 and first <= 31:
                why = "har dagen före månaden" if first > 12 else "kan läsas på två sätt: dag eller månad först"
                remedy = f"{YEAR_FIRST} {DAY_FIRST}"
        elif IN_UTC.fullmatch(cell):
            why, remedy = "har klockslag i UTC, så att dagen är en annan i Sverige", YEAR_FIRST
        return f"datumet är {self._told(cells['date'])} och {why}. Tillåtet: {ALLOWED_DATE}", remedy

    def _period(self, cells: Mapping[str, str]) -> tuple[str, str]:
        allowed = allowed_periods(self.ledger.closing_periods)
        return f"perioden är {self._told(cells['period'])} och går inte att läsa. Tillåtet: {allowed}", AGAIN

    def _amount(self, cells: Mapping[str, str]) -> tuple[str, str]:
        if "debit" in cells:
            filled = {side: cells[side] for side in ("debit", "credit") if not re.fullmatch(NOTHING, cells[side])}
            if not filled:
                return f"raden har varken debet eller kredit. Tillåtet: {ALLOWED}", AGAIN
            side = next(side for side, cell in filled.items() if self._ore(cell) is None)
            return self._number(filled[side], "debetbeloppet" if side == "debit" else "kreditbeloppet")
        if "debit_credit" not in cells or (ore := self._ore(cells["amount"])) is None:
            return self._number(cells["amount"], "beloppet")
        heading, mark = self.header.texts["debit_credit"].strip(), self._told(cells["debit_credit"])
        if ore < 0:
            return (
                f"beloppet är {self._told(cells['amount'])} fast {heading} säger om det är debet eller kredit, så det "
                "går inte att veta om minus vänder det en gång till. Tillåtet: belopp utan minus",
                f"Ta ut filen med belopp utan minus, eller utan kolumnen {heading}.",
            )
        return (
            f"{heading} är {mark}, så det går inte att veta om beloppet är debet eller kredit. "
            f"Tillåtet: {ALLOWED_MARKS}",
            AGAIN,
        )

    def _number(self, cell: str, what: str) -> tuple[str, str]:
        """Why a cell is no amount."""
        told, decimal = self._told(cell), self.ledger.decimal
        group = GROUP.search(cell)
        mark = group[2] if group else ""
        other = OTHER_MARK.get(mark)
        as_group = other is not None and ore_from_cell(cell, from_workbook=False, decimal=other) is not None
        if as_group and mark == "." and self.from_workbook:
            return (
                f"{what} är {told} och kan läsas på två sätt: som ett tal med tre decimaler, eller som en text där "
                f"punkten skiljer tusental. Tillåtet: {ALLOWED}",
                "Skriv beloppet som ett tal med högst två decimaler i Excel.",
            )
        if group is not None and as_group and decimal is None:
            return (
                f"{what} är {told} och kan läsas på två sätt: {MARKS[mark]} kan skilja tusental "
                f"({group[1]}\u00a0{group[3]} kr) eller stå före decimaler ({group[1]},{group[3]} kr). "
                f"Tillåtet: {ALLOWED}",
                f"Skriv vilket tecken som står före decimalerna som {IN_REGION}, eller ta ut filen med två decimaler.",
            )
        if decimal is not None and self._ore(cell, any_mark=True) is not None:
            return (
                f"{what} är {told}, men regionens fil säger att {'komma' if decimal == ',' else 'punkt'} står före "
                f"decimalerna (ledger.decimal). Tillåtet: {ALLOWED}",
                f"Rätta {IN_REGION}, eller ta ut filen på nytt.",
            )
        if re.search("[0-9]", cell) and (unit := UNITS.fullmatch(cell)):
            return (
                f"{what} är {told} i {unit[1].lower()}, inte i kronor; en faktor gissas aldrig. Tillåtet: {ALLOWED}",
                "Ta ut filen med belopp i kronor och ören.",
            )
        if re.search("[0-9]", cell) and OTHER_CURRENCY.fullmatch(cell):
            return f"{what} är {told} i en annan valuta än kronor. Tillåtet: {ALLOWED}", "Ta ut filen i svenska kronor."
        if MANY_DECIMALS.fullmatch(cell):
            return f"{what} är {told} och har fler än två decimaler. Tillåtet: {ALLOWED}", AGAIN
        if MANY_DIGITS.fullmatch(cell):
            return f"{what} är {told} och större än ett belopp kan vara. Tillåtet: {ALLOWED}", AGAIN
        return f"{what} är {told} och går inte att läsa. Tillåtet: {ALLOWED}", AGAIN

    def _ore(self, cell: str, *, any_mark: bool = False) -> int | None:
        decimal = None if any_mark else self.ledger.decimal
        return ore_from_cell(cell, from_workbook=self.from_workbook, decimal=decimal)

    def _told(self, cell: str) -> str:
        """A cell as it may be shown, or what it is."""
        shown = quoted(cell)
        if not cell or shown.startswith("«"):
            return shown
        if self.from_workbook and (day := DATE_CELL.fullmatch(cell)):
            return f"datumet {day[1]}"
        if self.from_workbook and cell in TRUTH_CELLS:
            return TRUTH_CELLS[cell]
        if NUMBER.fullmatch(cell):
            return f"ett tal med {len(re.sub('[^0-9]', '', cell))} siffror"
        return shown
