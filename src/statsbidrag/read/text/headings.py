"""How headings are compared: upper and lower case, accents, spaces, dots and underscores do not matter.

Owns that, and among how many rows a header is looked for: those above it are titles.
"""

import re
import unicodedata

ROWS_SEARCHED = 100


def compared(heading: str) -> str:
    """A heading as it is compared: ``Ver. nr`` and ``VERNR`` are alike, ``Bokforingsdatum`` and ``Bokföringsdatum``."""
    letters = (letter for letter in unicodedata.normalize("NFKD", heading) if not unicodedata.combining(letter))
    return re.sub(r"[\s._\ufeff]", "", "".join(letters)).casefold()
