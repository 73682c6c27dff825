"""What programs put around a value so that a spreadsheet leaves it alone, and how the value is taken out again.

Owns the forms that have one reading: ``="0916"`` and ``=T("0916")``, an apostrophe before (``'0916``) or around, a
quotation mark around that was doubled too often (``"0916"``), and blanks of no width. What stands inside is never
changed. All this needs the standard library alone.
"""

import re

# Zero width space, joiners, marks of direction, word joiner, soft hyphen, byte order mark: nobody sees them.
WIDTHLESS = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
BLANKS = "".join(map(chr, range(0x2000, 0x200B)))
# What Unicode calls blank, and what has no width.
AROUND = f" \t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000{BLANKS}{WIDTHLESS}"
# The value has no quotation mark and no bracket, so that no formula that reckons is taken for one that only guards.
GUARDED = re.compile(
    r"""=\s*"([^"()=]*)" | =\s*T\(\s*"([^"()=]*)"\s*\)
    | "+([^"=]*)"+ | ([^"=]*?)"{2,} | '([^'"=]*)'? | [\u2018\u2019]([^'"=]*)""",
    re.VERBOSE | re.IGNORECASE,
)


def unguarded(text: str) -> str:
    """The value in a cell, without blanks and guards around it; other texts as they are."""
    bare = text.strip(AROUND)
    if written := GUARDED.fullmatch(bare):
        bare = next(value for value in written.groups() if value is not None).strip(AROUND)
    return bare
