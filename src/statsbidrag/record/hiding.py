"""What is hidden in a record before anybody sees it.

Owns which of its values are texts: everything but amounts and other numbers, hashes, what identifies an import, keys of
figures, and numbers of vouchers, which are judged with the column they come from when the table is made. In a text
personal numbers are masked and characters that nobody sees are shown.
"""

import json
from collections.abc import Callable

from ..base.personal_numbers import BUILT_IN, PersonalNumbers
from ..base.unseen import visible
from .files import record_from, record_text
from .model import Record

VOUCHER = "voucher"
# Numbers, hashes and identities, by their place in the record's file.
KEPT = ("files", "imports", "row_sets", "particular", "version")
NUMBERS = ("kr", "share", "count")

Hide = Callable[[str], str]


def hidden(record: Record, numbers: PersonalNumbers = BUILT_IN) -> Record:
    """The record with nothing in its texts that must be hidden; the record itself where there is nothing."""
    text = record_text(record)
    # JSON writes control characters as escapes.
    if not numbers.within(text) and visible(text) == text and "\\u00" not in text:
        return record

    def hide(written: str) -> str:
        return numbers.masked(visible(written))

    data = json.loads(text)
    plain = {name: data[name] if name in KEPT else _hidden(data[name], hide) for name in data}
    plain["figures"] = {key: _figure(figure, hide) for key, figure in data["figures"].items()}
    plain["inputs"] = _renamed(data["inputs"], hide)
    plain["tables"] = [_table(table, hide) for table in data["tables"]]
    return record if plain == data else record_from(json.dumps(plain))


def _hidden(value: object, hide: Hide) -> object:
    if isinstance(value, str):
        return hide(value)
    if isinstance(value, dict):
        return {key: _hidden(one, hide) for key, one in value.items()}
    return [_hidden(one, hide) for one in value] if isinstance(value, list) else value


def _figure(figure: dict[str, object], hide: Hide) -> object:
    """A figure with its texts hidden; a formula is over keys, and a number no text."""
    is_number = figure["unit"] in NUMBERS
    return {name: one if name == "value" and is_number else _hidden(one, hide) for name, one in figure.items()}


def _table(table: dict[str, object], hide: Hide) -> object:
    plain = {name: one if name in ("rows", "total") else _hidden(one, hide) for name, one in table.items()}
    rows = table["rows"] if isinstance(table["rows"], list) else []
    return plain | {"rows": [_row(row, hide) for row in rows], "total": _row(table.get("total"), hide)}


def _row(row: object, hide: Hide) -> object:
    """A row, None where there is none; a cell of money is the key of a figure or the identity of a ledger row."""
    if not isinstance(row, dict):
        return row
    return {key: cell if key == VOUCHER or isinstance(cell, dict) else _hidden(cell, hide) for key, cell in row.items()}


def _renamed(inputs: dict[str, object], hide: Hide) -> dict[str, object]:
    """File → SHA-256 under the names that are shown; two that are then alike are numbered, so that none is lost."""
    renamed: dict[str, object] = {}
    for name, sha256 in inputs.items():
        shown, number = hide(name), 1
        while shown in renamed:
            number += 1
            shown = f"{hide(name)} ({number})"
        renamed[shown] = sha256
    return renamed
