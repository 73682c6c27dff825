"""How headings are compared: upper and lower case, accents, spaces, dots and underscores do not matter.

Owns that, and among how many rows a header is looked for: those above it are titles.
"""

import re
import unicodedata
from functools import lru_cache

ROWS_SEARCHED = 100
PASSED_OVER = re.compile(r"[\s._\ufeff]")


@lru_cache(maxsize=4096)
def compared(heading: str) -> str:
    """A heading as it is compared: ``Ver. nr`` and ``VERNR`` are alike, ``Bokforingsdatum`` and ``Bokföringsdatum``."""
    if not heading.isascii():
        letters = (letter for letter in unicodedata.normalize("NFKD", heading) if not unicodedata.combining(letter))
        heading = "".join(letters)
    return PASSED_OVER.sub("", heading).casefold()
