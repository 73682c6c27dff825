"""Amounts as ledger exports write them → int öre, exactly.

Owns which texts are amounts, and that a text has one reading or none. Read: ``1234,50``, ``1234.5``, ``,50``; groups of
three with a blank, U+00A0, U+202F or U+2009 between them, or with the mark that is not the decimal one (``1.234,50``,
``1.234.567``); minus as ``-``, U+2010, U+2011, U+2013 or U+2212 before or after, or as parentheses; two decimals and
then ``D``, ``K`` or ``C`` for debit and credit; at most twelve digits of kronor. Exactly three digits after one mark
(``1.234``, ``1,234``) may be thousands or decimals: they are read only where the region tells its decimal mark, and
then the other mark only groups. A number cell of a workbook comes as the decimal text of a binary number, with a point
whatever the region's mark, so there ``1.234`` is never read; its tail (``123456789012.339996338``) is rounded away when
it is no larger than such a number leaves, else the cell is not read. No float is ever made.
"""

import re
from decimal import Decimal
from functools import cache
from typing import Literal, TypeVar

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ...base.money import MINUS, SPACES
from .guards import unguarded

Cells = TypeVar("Cells", pd.Series, pa.Array)
"""Texts, or what is read of them: a pandas Series, or a pyarrow Array with null where there is nothing."""
DecimalMark = Literal[",", "."]

ALLOWED = "till exempel 1234,50, 1 234,50 eller −1234,50, i hela ören"
MOST_DIGITS = 12
MINUSES = f"\u2010\u2011\u2013{MINUS}-"
DIGITS = rf"[0-9]{{1,{MOST_DIGITS}}}"
SPACED = rf"[0-9]{{1,3}}(?:[{SPACES}][0-9]{{3}}){{1,3}}"
# Kronor named before or after the number; nothing that is a multiple of them.
CURRENCY = re.compile(
    rf"(?:kr|sek|kronor)[.]?[{SPACES}]?(?P<after>.+)|(?P<before>.*[0-9)-])(?:[{SPACES}]?(?:kr|sek|kronor)[.]?|:[-\u2013])",
    re.IGNORECASE,
)
SIGNED = (
    (-1, re.compile(rf"[{MINUSES}][{SPACES}]?(.+)")),
    (-1, re.compile(rf"(.+?)[{SPACES}]?[{MINUSES}]")),
    (-1, re.compile(r"\((.+)\)")),
    (1, re.compile(rf"\+[{SPACES}]?(.+)")),
    # A K without decimals before it may be thousands of kronor.
    (1, re.compile(rf"(.+[.,][0-9]{{2}})[{SPACES}]?[Dd]")),
    (-1, re.compile(rf"(.+[.,][0-9]{{2}})[{SPACES}]?[CKck]")),
    (1, re.compile("(.+)")),
)
NUMBER_CELL = re.compile(rf"-?{DIGITS}(?:\.(?:[0-9]{{1,2}}|[0-9]{{4,}}))?|-?[0-9](?:\.[0-9]+)?[eE][-+]?[0-9]{{1,2}}")
SMALLEST_TAIL = Decimal("0.000001")
ORE = Decimal("0.01")
KRONOR = pa.decimal128(MOST_DIGITS + 2, 2)
HUNDRED = pa.scalar(Decimal(100), pa.decimal128(3, 0))
NOTHING = rf"^[{MINUSES}]?$"
DEBIT_MARKS = ("d", "debet")
CREDIT_MARKS = ("k", "kredit", "c")


def ore_from_cells(cells: Cells, *, from_workbook: bool, decimal: DecimalMark | None = None) -> Cells:
    """Öre (Int64 or int64, missing where the text is no amount) of cells (text, stripped).

    ``from_workbook``: cells of an .xlsx. ``decimal``: the decimal mark the region is known to write, None when unknown.
    """
    return _like(cells, _ore(_texts(cells), from_workbook=from_workbook, decimal=decimal))


def debit_credit(debit: Cells, credit: Cells, *, from_workbook: bool, decimal: DecimalMark | None = None) -> Cells:
    """Öre, debit − credit, of two columns of cells (text, stripped); missing where the pair is no amount.

    A cell that is empty, or a lone minus sign, is nothing when the other is an amount.
    """
    sides = debit_and_credit(_texts(debit), _texts(credit), from_workbook=from_workbook, decimal=decimal)
    return _like(debit, pc.subtract(*sides))


def debit_and_credit(
    debit: pa.Array, credit: pa.Array, *, from_workbook: bool, decimal: DecimalMark | None = None
) -> tuple[pa.Array, pa.Array]:
    """Öre of each of two columns, zero where only the other is filled in; both null where neither is."""
    nothing = [pc.match_substring_regex(texts, NOTHING) for texts in (debit, credit)]
    neither = pc.and_(*nothing)
    read = [
        pc.if_else(empty, 0, _ore(texts, from_workbook=from_workbook, decimal=decimal))
        for texts, empty in zip((debit, credit), nothing, strict=True)
    ]
    return pc.if_else(neither, None, read[0]), pc.if_else(neither, None, read[1])


def signed_by(amounts: Cells, marks: Cells) -> Cells:
    """Öre with the sign a column of marks gives: D or Debet keeps it, K, C or Kredit turns it. Case does not matter.

    Missing where the mark is none of these (but zero needs none), and where the amount has a minus already: it cannot
    be known whether mark and minus say the same thing or two.
    """
    ore = amounts if isinstance(amounts, pa.Array) else pa.array(amounts, pa.int64())
    marked = pc.utf8_lower(_texts(marks))
    sign = pc.if_else(
        pc.is_in(marked, pa.array(DEBIT_MARKS)), 1, pc.if_else(pc.is_in(marked, pa.array(CREDIT_MARKS)), -1, None)
    )
    signed = pc.if_else(pc.less(ore, 0), None, pc.multiply(ore, sign))
    return _like(amounts, pc.if_else(pc.equal(ore, 0), 0, signed))


def ore_from_cell(text: str, *, from_workbook: bool, decimal: DecimalMark | None = None) -> int | None:
    """Öre of one cell, None when its text is no amount."""
    if from_workbook and NUMBER_CELL.fullmatch(text):
        written_out = Decimal(text)
        rounded = written_out.quantize(ORE)
        if abs(written_out - rounded) < _largest_tail(written_out) and abs(rounded) < 10**MOST_DIGITS:
            return int(rounded * 100)
        return None
    bare = unguarded(text)
    number = _without_currency(bare)
    for sign, written in SIGNED:
        if size := written.fullmatch(number):
            inner = _without_currency(size[1]) if number == bare else size[1]
            return _size(inner, sign, _forms(decimal, from_workbook))
    return None


def _without_currency(text: str) -> str:
    written = CURRENCY.fullmatch(text)
    return text if written is None else written["after"] or written["before"]


def _texts(cells: Cells) -> pa.Array:
    texts = cells if isinstance(cells, pa.Array) else pa.array(cells, pa.string())
    if isinstance(texts, pa.ChunkedArray):
        texts = texts.combine_chunks()
    return texts if texts.type in (pa.string(), pa.large_string()) else pc.cast(texts, pa.string())


def _like(cells: Cells, ore: pa.Array) -> Cells:
    if isinstance(cells, pa.Array):
        return ore
    return pd.Series(ore.to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get).array, cells.index)


def _ore(texts: pa.Array, *, from_workbook: bool, decimal: DecimalMark | None) -> pa.Array:
    """The commonest forms by pyarrow, cheapest first; of what is left each distinct text once."""
    marks = decimal or ".,"
    number_marks = f".{marks}" if from_workbook else marks
    bare = rf"^-?{DIGITS}(?:[{number_marks}][0-9]{{1,2}})?$"
    ore = _cast(texts, pc.match_substring_regex(texts, bare))
    if not ore.null_count:
        return ore
    left = pc.is_null(ore)
    rest = texts.filter(left)
    grouped = pc.match_substring_regex(rest, rf"^[{MINUSES}]?(?:{DIGITS}|{SPACED})(?:[{marks}][0-9]{{1,2}})?$")
    without = pc.replace_substring_regex(pc.if_else(grouped, rest, None), f"[{SPACES}]", "")
    read = _cast(pc.replace_substring_regex(without, f"^[{MINUSES}]", "-"), grouped)
    if read.null_count:
        unread = pc.is_null(read)
        distinct = rest.filter(unread).dictionary_encode()
        numbers = [
            None if text is None else ore_from_cell(text, from_workbook=from_workbook, decimal=decimal)
            for text in distinct.dictionary.to_pylist()
        ]
        read = pc.replace_with_mask(read, unread, pa.array(numbers, pa.int64()).take(distinct.indices))
    return pc.replace_with_mask(ore, left, read)


def _cast(texts: pa.Array, plain: pa.Array) -> pa.Array:
    """Öre of the texts that are plain: digits, perhaps a minus and one mark; null for the others."""
    chosen = texts if pc.all(plain, skip_nulls=False).as_py() else pc.if_else(plain, texts, None)
    kronor = pc.cast(pc.replace_substring(chosen, ",", "."), KRONOR)
    return pc.cast(pc.multiply(kronor, HUNDRED), pa.int64())


@cache
def _forms(decimal: DecimalMark | None, from_workbook: bool) -> list[re.Pattern[str]]:
    """Amounts without sign; the groups are whole kronor and decimals."""
    forms = []
    for mark, other in ((",", "."), (".", ",")):
        if decimal not in (None, mark):
            continue
        group = rf"[1-9][0-9]{{0,2}}(?:[{other}][0-9]{{3}})"
        # One group may be decimals, unless the mark is known; in a workbook a point may be that of a number cell.
        fewest = 1 if decimal and not (from_workbook and other == ".") else 2
        decimals = "[0-9]{1,2}|[0-9]{2}0+" if decimal else "[0-9]{1,2}|[0-9]{2}00+"
        forms.append(re.compile(rf"({DIGITS}|{SPACED}|{group}{{1,3}}|)[{mark}]({decimals})"))
        forms.append(re.compile(rf"({DIGITS}|{SPACED}|{group}{{{fewest},3}})()"))
    return forms


def _size(text: str, sign: int, forms: list[re.Pattern[str]]) -> int | None:
    for form in forms:
        if written := form.fullmatch(text):
            whole = re.sub("[^0-9]", "", written[1])
            return sign * (int(whole or 0) * 100 + int(written[2][:2].ljust(2, "0")))
    return None


def _largest_tail(number: Decimal) -> Decimal:
    """Half the step between binary numbers (53 bits) of that size, but never less than SMALLEST_TAIL kronor."""
    bits = int(abs(number)).bit_length()
    return max(SMALLEST_TAIL, Decimal(2) ** (bits - 54))
