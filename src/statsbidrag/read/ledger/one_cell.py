"""Headings that all stand in one cell: the file is separated by another character than it is read by."""

from collections.abc import Collection

import pandas as pd

from ..text.headings import compared
from ..text.text_file import SEPARATORS

WORDS = {";": "semikolon", ",": "komma", "tab": "tabb", "|": "lodstreck"}


def separated_otherwise(
    cells: pd.DataFrame, names: Collection[Collection[str]], file: str, separator: str | None
) -> str | None:
    """What to say where a row has most headings when it is taken apart by another character; None where none has.

    ``names`` are the compared names that may head each column, ``separator`` what the region's file says that its text
    files are separated by.
    """
    for row, values in zip(cells.index, cells.itertuples(index=False), strict=True):
        # What the line was taken apart by is put back.
        text = SEPARATORS.get(separator or "", "").join(map(str, values))
        for mark, word in WORDS.items():
            found = {compared(part.strip('"')) for part in text.split(SEPARATORS[mark])}
            if mark != separator and 2 * sum(not found.isdisjoint(alike) for alike in names) > len(names):
                return f"{file}:{row}: {_told(word, file, separator)}"
    return None


def _told(word: str, file: str, separator: str | None) -> str:
    if not file.lower().endswith(".csv"):
        return (
            f"alla rubriker står i en och samma cell, åtskilda av {word}. Dela upp kolumnen i Excel (Data, Text till "
            "kolumner), eller ta ut filen på nytt."
        )
    if separator is None:
        return f"rubrikerna är åtskilda av {word}, men raderna går inte att dela upp så. Ta ut filen på nytt."
    return (
        f"rubrikerna är åtskilda av {word}, men ledger.csv_separator i regionens fil i params/regions/ är "
        f"{WORDS[separator]}. Spara om filen med {WORDS[separator]}. Är filerna olika, ta bort csv_separator; då läses "
        "varje fil efter sina egna rubriker."
    )
