"""Amounts as ledger exports write them ↔ int öre, exactly.

Owns which texts are amounts. Read: ``1234,50``, ``1234.5``, ``1 234,50`` (blank, U+00A0, U+202F or U+2009 between
groups of three), minus as ``-`` or U+2212, at most twelve digits of kronor. Exactly three digits after one mark
(``1.234``, ``1,234``) may be thousands or decimals and is not read. A number cell of a workbook comes as the decimal
text of a binary number; its tail (``123456789012.339996338``) is rounded away when it is no larger than such a number
leaves, else the cell is not read. No float is ever made.
"""

import re
from decimal import Decimal

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ...money import MINUS, SPACES

ALLOWED = "till exempel 1234,50, 1 234,50 eller −1234,50, i hela ören"
MOST_DIGITS = 12
PLAIN = rf"[-{MINUS}]?(?:[0-9]{{1,{MOST_DIGITS}}}|[0-9]{{1,3}}(?:[{SPACES}][0-9]{{3}}){{1,3}})(?:[.,][0-9]{{1,2}})?"
ZERO_TAIL = re.compile(rf"([-{MINUS}]?[0-9]{{1,{MOST_DIGITS}}}[.,][0-9]{{2}})00+")
NUMBER_CELL = re.compile(rf"-?[0-9]{{1,{MOST_DIGITS}}}\.[0-9]{{4,}}|-?[0-9](?:\.[0-9]+)?[eE][-+]?[0-9]{{1,2}}")
SMALLEST_TAIL = Decimal("0.000001")
ORE = Decimal("0.01")


def ore_from_cells(cells: pd.Series, *, from_workbook: bool) -> pd.Series:
    """Öre (Int64, NA where the text is no amount) of cells (text, stripped). ``from_workbook``: cells of an .xlsx."""
    texts = pa.array(cells, pa.string())
    plain = pc.match_substring_regex(texts, f"^{PLAIN}$")
    bare = pc.replace_substring_regex(pc.if_else(plain, texts, None), f"[{SPACES}]", "")
    bare = pc.replace_substring(pc.replace_substring(bare, MINUS, "-"), ",", ".")
    kronor = pc.cast(bare, pa.decimal128(MOST_DIGITS + 2, 2))
    hundredfold = pc.multiply(kronor, pa.scalar(Decimal(100), pa.decimal128(3, 0)))
    read_fast = pc.cast(hundredfold, pa.int64())
    ore = pd.Series(pd.array(read_fast.to_pandas(integer_object_nulls=True), "Int64"), cells.index)
    rest = cells[ore.isna()]
    if len(rest):
        read = {text: ore_from_cell(text, from_workbook=from_workbook) for text in rest.unique()}
        ore.loc[rest.index] = pd.array([read[text] for text in rest], "Int64")
    return ore


def ore_from_cell(text: str, *, from_workbook: bool) -> int | None:
    """Öre of one cell, None when its text is no amount."""
    if tail := ZERO_TAIL.fullmatch(text):
        text = tail[1]
    if re.fullmatch(PLAIN, text):
        bare = re.sub(f"[{SPACES}]", "", text).replace(MINUS, "-").replace(",", ".")
        return int(Decimal(bare) * 100)
    if from_workbook and NUMBER_CELL.fullmatch(text):
        number = Decimal(text)
        rounded = number.quantize(ORE)
        if abs(number - rounded) < _largest_tail(number) and abs(rounded) < 10**MOST_DIGITS:
            return int(rounded * 100)
    return None


def _largest_tail(number: Decimal) -> Decimal:
    """Half the step between binary numbers (53 bits) of that size, but never less than SMALLEST_TAIL kronor."""
    bits = int(abs(number)).bit_length()
    return max(SMALLEST_TAIL, Decimal(2) ** (bits - 54))


def kronor(ore: int) -> str:
    """An amount as messages write it: −123456789 → ``−1 234 567,89 kr``, with hard spaces."""
    groups = f"{abs(ore) // 100:,}".replace(",", "\u00a0")
    return f"{MINUS if ore < 0 else ''}{groups},{abs(ore) % 100:02d}\u00a0kr"


def whole(number: int) -> str:
    """A count as messages write it: 4812 → ``4 812``, with hard spaces."""
    return f"{MINUS if number < 0 else ''}{abs(number):,}".replace(",", "\u00a0")


def row_count(number: int) -> str:
    """``1 rad``, ``4 812 rader``."""
    return f"{whole(number)} {'rad' if number == 1 else 'rader'}"
