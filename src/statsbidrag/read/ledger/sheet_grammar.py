"""The XML of a sheet's rows as nearly every program writes it, and what is counted in it.

Owns which spellings the library that reads the cells is trusted with. XML has more than one way of saying a thing, and
the library reads some of them as something else, without a word: the text of a number up to a comment in it, every
index of a shared text that is no number as the first text. So rows are read by it only when all of them are written in
a way it is known to read right; rows in any other spelling are written anew first, by ``plain_sheet``. What is plain is
one regular expression, which a megabyte of rows passes in a few milliseconds.
"""

import re
from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

BLANK = "[ \\t\\r\\n]*"
NUMBER = "-?[0-9]+(?:[.][0-9]*)?(?:[eE][-+]?[0-9]+)?"
REFERENCE = "&(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9A-Fa-f]+);"
ISO = "[-+0-9:.TZ]+"
# The columns A–BZ, which a ledger keeps within.
PLAIN_COLUMNS = 78
# Excel's own way of writing a character in a text: _x000D_. In the value of a formula the library leaves it as it is.
ESCAPED = re.compile(rb"_x[0-9A-Fa-f]{4}_")


@dataclass(frozen=True)
class Grammar:
    """How rows are written where elements have ``prefix`` (``x:``, often none).

    ``plain`` are rows that the library reads right; ``loose`` also those with errors, formulas without value, empty
    values and rarer signs in texts, of which each cell must be looked at. ``cell`` finds a cell of either: what is
    before its type, in it, and its content.
    """

    prefix: bytes
    plain: str
    loose: str
    cell: re.Pattern[bytes]
    formula: re.Pattern[bytes]
    value: re.Pattern[bytes]


@cache
def grammar(prefix: str) -> Grammar:
    """The grammar of rows whose elements have a prefix, colon included."""
    p = prefix.encode()
    return Grammar(
        p,
        _rows(prefix, loose=False),
        _rows(prefix, loose=True),
        re.compile(rb"<%bc(?=[\s/>])([^>]*?)(?:/>|>(.*?)</%bc>)" % (p, p), re.DOTALL),
        re.compile(rb"<%bf[\s/>]" % p),
        re.compile(rb"<%bv(?:\s[^>]*)?(?:/>|>([^<]*)</%bv>)" % (p, p)),
    )


def is_written(rows: bytes, pattern: str) -> bool:
    """Whether all of some rows (UTF-8) are written as a pattern of the grammar."""
    ends = np.array([0, len(rows)], np.int32)
    column = pa.Array.from_buffers(pa.string(), 1, [None, pa.py_buffer(ends), pa.py_buffer(rows)])
    return bool(pc.match_substring_regex(column, pattern)[0].as_py())


def filled_cells(rows: bytes) -> int:
    """How many cells of plain rows have a value, of either kind: ``<v>…</v>`` and ``<is>…</is>``."""
    ends = 0
    held = memoryview(rows)
    for start in (0, 1):
        pairs = np.frombuffer(held[start : start + (len(rows) - start) // 2 * 2], "<u2")
        ends += sum(int(np.count_nonzero(pairs == _pair(signs))) for signs in ("v>", "s>"))
    return ends // 2


def _pair(signs: str) -> int:
    return ord(signs[0]) | ord(signs[1]) << 8


def _rows(p: str, *, loose: bool) -> str:
    # Cells far from the others are looked at one by one: the library makes room for all between.
    place = "[A-Z]{1,3}[0-9]{1,7}" if loose else "[AB]?[A-Z][0-9]{1,6}"
    attributes = f' (?:r="{place}"|s="[0-9]+"|[cv]m="[0-9]+"|ph="[01]")'
    others = f"(?:{attributes})*"
    # A raw > or _ in a text would make counting and looking for escapes dearer in the rows that lack them.
    within, of_formula = ("[^<&]", "[^<&]") if loose else ("[^<>&]", "[^<>&_]")
    formula = f'(?:<{p}f(?: [a-zA-Z:]+="[^"<>]*")*(?: ?/>|>[^<>]*</{p}f>){BLANK})?'
    end = f"{BLANK}</{p}c>"
    spaced = '(?: xml:space="preserve")?'

    def of(kind: str, content: str) -> str:
        return f"{kind}{others}>{BLANK}{content}{end}"

    def valued(kind: str, value: str, space: str = "") -> str:
        return of(kind, f"{formula}<{p}v{space}>{value}</{p}v>")

    written = f"(?:{of_formula}|{REFERENCE})*"
    text = f"<{p}t{spaced}>(?:{within}|{REFERENCE})*</{p}t>|<{p}t ?/>"
    kinds = [
        f'(?: t="(?:n|s|str|b|d|inlineStr)")?{others}(?: ?/>|></{p}c>)',
        valued('(?: t="n")?', NUMBER),
        of(' t="s"', f"<{p}v>[0-9]{{1,9}}</{p}v>"),
        of(' t="inlineStr"', f"<{p}is>{BLANK}(?:{text}){BLANK}</{p}is>"),
        valued(' t="str"', written),
        valued(' t="b"', "(?:[01]|true|false)"),
        valued(' t="d"', ISO),
    ]
    if loose:
        kinds += [
            valued(' t="str"', written, spaced),
            valued(' t="e"', "[^<&]*"),
            of('(?: t="(?:n|s|str|b|d|e)")?', f"{formula}(?:<{p}v ?/>|<{p}v></{p}v>)?"),
        ]
    cell = f"<{p}c{others}(?:{'|'.join(kinds)}){BLANK}"
    row = f'<{p}row(?: [A-Za-z0-9:]+="[^"<>&]*")*(?: ?/>|>{BLANK}(?:{cell})*</{p}row>){BLANK}'
    return f"^{BLANK}(?:{row})*$"
