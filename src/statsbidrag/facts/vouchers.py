"""Vouchers as they may be shown: numbers, and nothing that is a name, a formula or a personal number.

Owns what stands in their place: ``ej-kod`` and the first row of the voucher in its file, so that the voucher is told
from others and found again. The rows themselves keep what the file has, since they are held against each other by it.
"""

from collections.abc import Mapping, Sequence

import pandas as pd

from ..base.personal_numbers import PersonalNumbers
from ..base.unseen import visible
from ..read.ledger.codes import NOT_A_CODE
from ..read.ledger.personal import is_voucher_number
from ..read.store.imports import FREE_TEXT, Import


def shown_vouchers(rows: pd.DataFrame, imports: Mapping[str, Import], numbers: PersonalNumbers) -> pd.DataFrame:
    """Ledger rows with ``voucher`` and ``row`` as they may be shown; ``imports`` tell what is a series in each file."""
    if rows.empty:
        return rows
    parts = []
    for import_id, part in rows.groupby("import_id", sort=False, observed=True):
        known = imports.get(str(import_id))
        series = known.series.get("voucher", ()) if known else ()
        parts.append(
            part.assign(
                voucher=_shown(part["voucher"], part["source_row"], series, numbers),
                row=_shown(part["row"], None, (), numbers),
            )
        )
    return pd.concat(parts).loc[rows.index]


def shown_rows(rows: pd.DataFrame, imports: Mapping[str, Import], numbers: PersonalNumbers) -> pd.DataFrame:
    """The same, with free texts, where the rows have them, without personal numbers."""
    shown = shown_vouchers(rows, imports, numbers)
    texts = [column for column in FREE_TEXT if column in shown]
    return shown.assign(**{column: shown[column].map(lambda text: numbers.masked(visible(text))) for column in texts})


def _shown(
    cells: pd.Series, source_rows: pd.Series | None, series: Sequence[str], numbers: PersonalNumbers
) -> pd.Series:
    """The cells with those that may not be shown replaced; without ``source_rows`` no row is told."""
    years = frozenset(series)
    hidden = [one for one in cells.unique() if one and not (is_voucher_number(one) and not numbers.within(one, years))]
    if not hidden:
        return cells
    odd = cells.isin(hidden)
    first = "" if source_rows is None else " rad " + source_rows[odd].groupby(cells[odd]).transform("min").astype("str")
    return cells.astype("object").mask(odd, NOT_A_CODE + first).astype("str")
