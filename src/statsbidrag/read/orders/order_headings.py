"""Where the columns of a list of orders are: the header row, found by its names.

Owns which headings a list has. Those of the codes are the region's own of the ledger, or what other exports call them.
What a column holds that is not named here, a supplier's name among it, is never read.
"""

from collections.abc import Mapping, Sequence

import pandas as pd

from ...base.errors import LedgerRefused
from ...model.region import LedgerFormat
from ..ledger.columns import ROWS_SEARCHED, Header, compared, known_headings
from ..raw.quoting import headings_told

DIMENSIONS = ("account", "unit", "object", "activity", "project", "product", "counterpart")
OWN = {
    "agreement": ("Överenskommelse", "Överenskommelse-id", "Bidrag"),
    "effort": ("Insats", "Insats-id"),
    "ore": ("Belopp", "Belopp kr", "Belopp (kr)", "Återstår kr", "Återstår"),
    "month": ("Väntad månad", "Förväntad månad", "Månad", "Leveransmånad", "Väntas", "Leverans"),
    "reference": ("Referens", "Beställningsnummer", "Beställningsnr", "Ordernummer", "Ordernr", "Avtalsnummer"),
}
NEEDED = ("ore", "month", "reference")
SHOULD_HAVE = "Insats (eller kontering, till exempel Objekt och Aktivitet), Belopp, Väntad månad och Referens"


def find_headings(cells: pd.DataFrame, ledger: LedgerFormat, file: str) -> Header:
    """The header row of a text frame (index = row in the file, columns 0 …), as ``ledger.columns.Header``.

    Raises LedgerRefused when no row has the headings, or when one stands twice.
    """
    names = _names(ledger)
    nearest, most = None, 0
    for row, values in zip(cells.index[:ROWS_SEARCHED], cells.head(ROWS_SEARCHED).itertuples(index=False), strict=True):
        found = {column: _places(values, alike) for column, alike in names.items()}
        there = {column: places for column, places in found.items() if places}
        if all(column in there for column in NEEDED) and there.keys() & {"effort", *DIMENSIONS}:
            for places in there.values():
                if len(places) > 1:
                    both = headings_told([str(values[place]).strip() for place in places])
                    raise LedgerRefused(
                        f"{file}:{row}: två kolumner kan vara samma sak: {both}. Behåll en av dem i filen."
                    )
            positions = {column: places[0] for column, places in there.items()}
            texts = {column: str(values[place]) for column, place in positions.items()}
            return Header(int(row), positions, texts, ())
        if len(there) > most:
            nearest, most = int(row), len(there)
    if nearest is not None and most > 1:
        told = headings_told([str(cell) for cell in cells.loc[nearest] if cell])
        raise LedgerRefused(f"{file}:{nearest}: rubrikraden har {told}; den ska ha {SHOULD_HAVE}. Rätta rubrikerna.")
    raise LedgerRefused(
        f"{file}: ingen rubrikrad hittades bland de första {ROWS_SEARCHED} raderna. Den ska ha {SHOULD_HAVE}."
    )


def _names(ledger: LedgerFormat) -> Mapping[str, set[str]]:
    """The compared headings that each column may have."""
    own = ledger.columns.model_dump()
    names: dict[str, Sequence[str]] = {**OWN}
    for column in DIMENSIONS:
        told = [own[column]] if own[column] else []
        names[column] = [*told, *ledger.synonyms.get(column, ()), *known_headings()[column]]
    return {column: {compared(name) for name in alike} for column, alike in names.items()}


def _places(values: Sequence[object], alike: set[str]) -> list[int]:
    return [place for place, cell in enumerate(values) if compared(str(cell)) in alike]
