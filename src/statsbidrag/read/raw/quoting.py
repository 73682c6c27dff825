"""What of a raw cell a message may show.

Owns the rule. Raw cells can hold names and personnummer, also in a column where they do not belong. So only short
cells of digits and marks are quoted, with no more digits than a date has; of others the length is told. Ids, codes
and headings are shown when they look like what they should be.
"""

import re
from collections.abc import Sequence

from ...base.quoting import HEADING, QUOTABLE, few_digits, told_by_length
from ...base.quoting import LONGEST_HEADING as LONGEST_NAME

MOST_HEADINGS = 20
CODE = re.compile("[0-9A-Za-zÅÄÖåäö._/-]{1,9}")
ID = re.compile("[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
# The same, perhaps with a number or year: «Blad1», «Juni 2018».
SHEET = re.compile(HEADING.pattern + "(?:[ _-]?[0-9]{1,4})?")


def quoted(cell: str) -> str:
    """A cell as a message may show it: «12,3x4» is shown as a text of six characters, «12,34» as it is."""
    if not cell:
        return "en tom cell"
    if QUOTABLE.fullmatch(cell) and few_digits(cell):
        return f"«{cell}»"
    return told_by_length(cell)


def named(cell: str) -> str:
    """An id (``telefon-samma-dag``) or a code with a digit in it (``3101``, ``HC-12``) as it is, others by length."""
    is_id = ID.fullmatch(cell) and len(cell) <= LONGEST_NAME
    is_code = CODE.fullmatch(cell) and re.search("[0-9]", cell)
    return cell if (is_id or is_code) and few_digits(cell) else quoted(cell)


def headings_told(cells: Sequence[str]) -> str:
    """The cells of a header row that look like headings, at most twenty; the others are counted."""
    alike = [cell for cell in cells if len(cell) <= LONGEST_NAME and HEADING.fullmatch(cell)]
    shown = ", ".join(alike[:MOST_HEADINGS])
    hidden = len(cells) - len(alike[:MOST_HEADINGS])
    if not hidden:
        return shown
    return f"{shown} och {hidden} fält till" if shown else f"{hidden} fält som inte ser ut som rubriker"


def sheet_told(number: int, name: str) -> str:
    """A sheet of a workbook by its number (1 = first), and by its name where that looks like one of a sheet."""
    name = name.strip()
    return f"blad {number} ({name})" if len(name) <= LONGEST_NAME and SHEET.fullmatch(name) else f"blad {number}"
