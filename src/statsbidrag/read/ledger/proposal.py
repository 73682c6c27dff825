"""A mapping to propose for a region file, as YAML text.

Owns what is proposed, and the remarks on what the file alone cannot tell. A heading that is not there is a remark and
no key, so that the text is refused until somebody has written it.
"""

import json
import re
from collections.abc import Iterator

from ...model.region import LedgerColumns
from .recognise import EITHER_FIRST, Recognised
from .signs import INCOME_CLASS, SIGN_TOLD
from .told import row_count, whole

PLAIN = re.compile(r"[A-Za-zÅÄÖåäö][\w ÅÄÖåäö./-]*")
NEEDED = {
    "voucher": "verifikationsnummer",
    "account": "konto",
    "unit": "ansvar",
    "object": "objekt",
}
EXPORT_NAME = "huvudbok"


def proposal(seen: Recognised) -> str:
    """``ledger:`` for ``params/regions/<region>.yaml``. Encoding and separator of a .csv are told by each file."""
    unit = "  unit: kr  # syns inte i filen; jämför med en saldolista"
    lines = ["ledger:", f"  default_source: {EXPORT_NAME}", _sign(seen), unit, *_columns(seen)]
    if seen.code_widths:
        lines.append(f"  code_widths: {{{', '.join(f'{name}: {width}' for name, width in seen.code_widths.items())}}}")
    if seen.closing_periods:
        lines.append(f"  closing_periods: [{', '.join(map(json.dumps, seen.closing_periods))}]")
    if seen.decimal is not None:
        lines.append(f"  decimal: {json.dumps(seen.decimal)}")
    if seen.dates is not None:
        lines.append(f"  dates: {seen.dates}  # dagen står före månaden")
    elif EITHER_FIRST in seen.date_forms:
        lines.append("  # dates: skriv day_first om dagen står före månaden; det syns inte i filen")
    return "\n".join(lines) + "\n"


def _sign(seen: Recognised) -> str:
    income, sign = seen.income, seen.income.sign
    if sign in SIGN_TOLD:
        counted = f"i klass {INCOME_CLASS} har {row_count(income.below_rows)} minus och {whole(income.above_rows)} inte"
        return f"  sign: {sign}  # {SIGN_TOLD[sign]}; {counted}"
    why = "har både minus och plus" if sign else "finns inte i filen"
    either = " eller ".join(f"{name} ({told})" for name, told in SIGN_TOLD.items())
    return f"  # sign: skriv {either}; intäkter (klass {INCOME_CLASS}) {why}, så det syns inte"


def _columns(seen: Recognised) -> Iterator[str]:
    yield "  columns:"
    for column in LedgerColumns.model_fields:
        if column in seen.columns:
            others = seen.others.get(column)
            remark = f"  # eller {' eller '.join(map(_quoted, others))}; välj en" if others else ""
            yield f"    {column}: {_quoted(seen.columns[column])}{remark}"
        elif column in NEEDED:
            yield f"    # {column}: skriv rubriken för {NEEDED[column]}; ingen känd rubrik för det finns i filen"
    if not {"date", "period"} & seen.columns.keys():
        yield "    # date: skriv rubriken för bokföringsdatum; ingen känd rubrik för det finns i filen"
    if not {"amount", "debit"} & seen.columns.keys():
        yield "    # amount: skriv rubriken för belopp; ingen känd rubrik för det finns i filen"


def _quoted(heading: str) -> str:
    return heading if PLAIN.fullmatch(heading) else json.dumps(heading, ensure_ascii=False)
