"""Tables of balances: what accounts have come to, month by month or so far, with budget and forecast on the same row.

Owns how they are told from a ledger, and that budget and forecast are never read as cost. A ledger has a voucher on
each row. A table without vouchers whose row has a column for each of several months, or several kinds of amounts, is a
follow-up: its rows are sums already, and some of them are plans.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ...base.errors import LedgerRefused
from ..raw.quoting import headings_told
from .unit_headings import AMOUNTS, unit_named

FEWEST_MONTHS = 3
FEWEST_KINDS = 2
MOST_TOLD = 6
_MONTHS = "jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec"
MONTH = re.compile(
    rf"""(?:(?:utfall|saldo|belopp|redovisat|netto|period|per)\.?[\s_:]*)?
    (?:20[0-9]{{2}}[-/.\s]?(?:0[1-9]|1[0-3])(?:-01(?:\ 00:00:00)?)?
      |(?:{_MONTHS})[a-zåäö]*[.]?(?:[\s_-]*(?:20)?[0-9]{{2}})?
      |p(?:er(?:iod)?)?[.]?\s*(?:0?[1-9]|1[0-3]))""",
    re.IGNORECASE | re.VERBOSE,
)
PLANNED = re.compile(r"\W*(?:ack\w*\W+)?(?:(?:helårs|års)?(?:budget|prognos)|forecast|plan(?:erat)?\b)", re.IGNORECASE)
KINDS = {
    "utfall": re.compile(r"(?:utfall|saldo|redovisat|bokfört|belopp)\b.*", re.IGNORECASE),
    "ackumulerat": re.compile(r".*\b(?:ack|ackum|ackumulera[td]e?|ytd|hittills)\b.*", re.IGNORECASE),
    "budget": re.compile(r".*budget.*|bud\b.*", re.IGNORECASE),
    "prognos": re.compile(r".*(?:prognos|forecast).*", re.IGNORECASE),
    "ingående saldo": re.compile(r"ib\b.*|ing(?:ående)?\.?\s*(?:balans|saldo).*", re.IGNORECASE),
    "utgående saldo": re.compile(r"ub\b.*|utg(?:ående)?\.?\s*(?:balans|saldo).*", re.IGNORECASE),
    "avvikelse": re.compile(r".*avvik.*|diff(?:erens)?\b.*", re.IGNORECASE),
}
VOUCHER = re.compile(r"\W*ver(?:\b|nr|nummer|ifikat|if\b).*", re.IGNORECASE)
PLACE = re.compile(
    r"\W*(?:konto|kst|kostnadsst|ansvar|objekt|obj\b|enhet|verksamhet|projekt|aktivitet|produkt|benämning|grupp)",
    re.IGNORECASE,
)
KIND_HEADINGS = {
    "värdetyp", "beloppstyp", "typ", "radtyp", "saldotyp", "datatyp", "utfallstyp", "budgettyp", "version", "scenario",
    "slag", "värdeslag",
}  # fmt: skip
KIND_WORDS = {"utfall", "redovisat", "bokfört", "faktiskt", "verkligt", "budget", "prognos", "plan", "ib", "ub"}
INSTEAD = (
    "Ta ut huvudboken i stället: verifikationsrader (transaktionslista), en rad för varje kontering med "
    "verifikationsnummer, datum eller period, konto, ansvar, objekt och belopp."
)


def balances_told(headings: Iterable[str]) -> str | None:
    """Why a row of headings is that of a table of balances, as the end of a refusal; None when it is not."""
    cells = [cell.strip() for cell in headings if cell.strip()]
    if any(VOUCHER.fullmatch(cell) for cell in cells) or not any(PLACE.match(cell) for cell in cells):
        return None
    months = [cell for cell in cells if MONTH.fullmatch(_bare(cell))]
    others = [cell for cell in cells if cell not in months]
    kinds = {kind: cell for kind, form in reversed(KINDS.items()) for cell in reversed(others) if form.fullmatch(cell)}
    # A cell tells of one thing: «Ack utfall» of what is accumulated, «Budgetavvikelse» of a deviation.
    distinct = {cell: kind for kind, cell in kinds.items()}
    if len(months) < FEWEST_MONTHS and len(distinct) < FEWEST_KINDS:
        return None
    told = [*(["utfall per månad"] if months else []), *(kind for kind in KINDS if kind in distinct.values())]
    shown = headings_told([cell for cell in cells if cell in distinct or cell in months][:MOST_TOLD])
    return (
        f"tabellen är en uppföljning med saldon, inte en huvudbok: samma rad har {', '.join(told)} ({shown}), och "
        f"verifikationsnummer saknas. Summor, budget och prognos räknas aldrig som kostnad. {INSTEAD}"
    )


def refuse_balances(cells: pd.DataFrame, file: str) -> None:
    """Raises LedgerRefused when a row among the first is that of a table of balances."""
    for row, values in zip(cells.index, cells.itertuples(index=False), strict=True):
        if told := balances_told(map(str, values)):
            raise LedgerRefused(f"{file}:{row}: {told}")


def refuse_planned_amount(texts: Mapping[str, str], file: str, row: int) -> None:
    """Raises LedgerRefused when the heading of an amount that is read is one of budget or forecast."""
    for column in AMOUNTS:
        heading = texts.get(column, "").strip()
        if PLANNED.match(heading) or KINDS["avvikelse"].fullmatch(heading):
            raise LedgerRefused(
                f"{file}:{row}: kolumnen {heading} är läst som {column} men är ingen bokförd kostnad. Skriv rubriken "
                f"för det bokförda beloppet som {column} under ledger.columns i regionens fil i params/regions/."
            )


def columns_of_kinds(cells: pd.DataFrame, row: int, read: Sequence[int]) -> dict[int, str]:
    """The columns, none of those ``read``, that tell of each row whether it is outcome or plan, with their headings.

    By their heading, or by their cells among the first rows, which are words for that alone.
    """
    below = cells.loc[row + 1 :]
    found = {}
    for place in cells.columns.difference(list(read)):
        heading = str(cells.at[row, place]).strip()
        words = {*below[place].str.strip().str.casefold()} - {""}
        if heading.casefold() in KIND_HEADINGS or (words and words <= KIND_WORDS):
            found[int(place)] = heading
    return found


def refuse_planned_rows(kinds: Mapping[int, str], numbers: np.ndarray, cells: Sequence[pa.Array], file: str) -> None:
    """Raises LedgerRefused for a row that a column of kinds tells is budget or forecast; ``cells`` are all columns."""
    for place, heading in kinds.items():
        column = cells[place]
        texts = column.cast(pa.string()) if isinstance(column, pa.DictionaryArray) else column
        planned = [PLANNED.match(text) is not None for text in texts.unique().to_pylist()]
        if any(planned):
            rows = pc.is_in(texts, texts.unique().filter(pa.array(planned)))
            first = int(numbers[pc.index(rows, True).as_py()])
            raise LedgerRefused(
                f"{file}:{first}: kolumnen {headings_told([heading])} säger att raden är budget eller prognos, som "
                "aldrig är kostnad. Ta ut filen med enbart utfall (bokförda verifikationsrader)."
            )


def _bare(heading: str) -> str:
    named = unit_named(heading)
    return named[0] if named and named[0] else heading
