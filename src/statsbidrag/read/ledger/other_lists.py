"""Lists of the project's own that lie among ledger files: told as what they are, with the folder they belong in.

Owns which headings make a table a list of orders or activity data, and no ledger that lacks some columns.
"""

from collections.abc import Sequence

import pandas as pd

from ..text.headings import ROWS_SEARCHED, compared

ALL_OF: Sequence[tuple[Sequence[Sequence[str]], str, str]] = (
    (
        (
            ("Väntad månad", "Förväntad månad", "Leveransmånad", "Väntas", "Leverans"),
            ("Referens", "Beställningsnummer", "Beställningsnr", "Ordernummer", "Ordernr", "Avtalsnummer"),
        ),
        "en lista på beställningar",
        "commitments",
    ),
    ((("Indikator",), ("Täljare",)), "verksamhetsdata", "activity"),
)


def other_list(cells: pd.DataFrame, file: str) -> str | None:
    """The line on a text frame (index = row in the file) that has another list's headings; None where it has none."""
    for row, values in zip(cells.index[:ROWS_SEARCHED], cells.head(ROWS_SEARCHED).itertuples(index=False), strict=True):
        there = {compared(str(cell)) for cell in values}
        for needed, what, folder in ALL_OF:
            if all(there & {compared(name) for name in alike} for alike in needed):
                return (
                    f"{file}:{row}: filen ser ut som {what}, inte som en huvudbok. Flytta den, och sidofilen om "
                    f"den har en, från ledger/ till {folder}/ i regionens mapp."
                )
    return None
