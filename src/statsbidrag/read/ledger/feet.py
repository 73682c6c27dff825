"""Lines that a database's tools put around a table: the count of its rows below, a ruler below its headings.

Owns which texts are such a line. The count is a control the file brings itself: it must be the number of rows.
"""

import re
from collections.abc import Sequence

COUNT = re.compile(
    r"""\(?\s*(?:antal\s+rader\s*:\s*)?([0-9][0-9\ \u00a0]*)\s*
    (?:row(?:s|\(s\))?|rad(?:er|\(er\))?|(?<=[0-9])(?=\s*$))
    \s*(?:(?:was|were|blev|är)\s+)?
    (?:affected|selected|returned|retrieved|exported|fetched|in\ set.*
      |påverka(?:d|de|des|t|ts|s)|berör(?:d|da|des|s|ts)|valda|vald|hämtade|hämtades|exporterade|exporterades)?
    \s*[.]?\s*\)?[.]?""",
    re.IGNORECASE | re.VERBOSE,
)
OTHER_FEET = re.compile(r"(?:completion time|slutförandetid|slutförd|klart)\s*:.{0,60}", re.IGNORECASE)
RULER = re.compile(r"[-=_]{2,}")


def is_foot(text: str) -> bool:
    """Whether a line by itself is one that a tool puts below a table."""
    return rows_told(text) is not None or OTHER_FEET.fullmatch(text) is not None


def rows_told(text: str) -> int | None:
    """The number of rows a foot tells, None of a text that is no such foot."""
    found = COUNT.fullmatch(text)
    if found is None or not re.search("[A-Za-zÅÄÖåäö]", text):
        return None
    return int(re.sub("[^0-9]", "", found[1]))


def is_ruler(cells: Sequence[str]) -> bool:
    """Whether the cells of a row are lines alone."""
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(RULER.fullmatch(cell) for cell in filled)
