"""The rows of an .xlsx with activity data, read by what reads a ledger's.

Owns that what refuses a ledger's workbook refuses this one too, told as a fault in the form of the file, without the
settings that a ledger has in the region's file.
"""

from collections.abc import Sequence

import pandas as pd

from ...base.errors import LedgerRefused, ParameterError
from ...base.findings import Finding
from ..ledger.archive import AGAIN
from ..ledger.columns import Header
from ..ledger.excel import open_excel
from .header import ActivityHeader, NumberedRow, find_header, why_none

HERE_AGAIN = "Hämta filen på nytt ur källan."
ONE_SHEET = "Låt bara ett blad ha dem."


def workbook_rows(content: bytes, file: str) -> tuple[ActivityHeader, list[NumberedRow], list[Finding]]:
    """The header and the rows from it on, with what there is to tell of the sheets. Raises ParameterError."""
    heads: dict[int, tuple[ActivityHeader, Sequence[str]]] = {}

    def find(cells: pd.DataFrame) -> Header:
        rows: list[NumberedRow] = [(int(number), [str(cell) for cell in row]) for number, *row in cells.itertuples()]
        header = find_header(rows)
        if header is None:
            raise LedgerRefused(why_none(file, rows))
        named = dict(rows)[header.row]
        heads[header.row] = header, named
        return Header(header.row, dict(header.columns), {name: named[at] for name, at in header.columns.items()})

    try:
        source = open_excel(content, file, find, one_of_them=ONE_SHEET)
        batches = list(source.batches(()))
    except LedgerRefused as error:
        raise ParameterError([line.replace(AGAIN, HERE_AGAIN) for line in error.lines]) from None
    header, named = heads[source.header.row]
    rows: list[NumberedRow] = [(header.row, named)]
    rows += [(int(number), batch.row(place)) for batch in batches for place, number in enumerate(batch.numbers)]
    return header, rows, source.findings
