"""Tables as HTML.

Owns how a ``record.tables.Table`` looks on the page: caption, headings with scope, numbers to the right, every text
escaped, and every amount with the key of its figure.
Where rows that are a sum do not give it as both are shown, the note says that they are rounded.
A table never scrolls while it can be read otherwise: where its box is narrower than its contents need, the style
sheet sets each row as a small list of heading and value. ``WIDTHS`` are the box widths (rem) the style sheet knows.
"""

import re
from decimal import Decimal, InvalidOperation
from html import escape

from ..base import numbers
from ..record.figures import Figure
from ..record.tables import Column, LedgerAmount, Row, Table
from .figure_words import number_of, worded
from .wording import EXAMPLE, listed

NUMERIC = ("ore", "count", "share")
WIDTHS = (20, 26, 32, 40, 48)
REM_PER_CHARACTER = Decimal("0.47")
CELL_PADDING_REM = Decimal(1)
NARROWEST_HEADING = 8


def cell_text(column: Column, value: object, missing: str | None = None) -> str:
    """A cell as the reader meets it, not yet escaped; what is not known → ``missing``, or the column's own, "" → "".

    Money among texts is worded in full: kronor and öre, unit and marks.

    Raises TypeError for money that is no figure and no ledger row's amount, or a share that is not exact text,
    ValueError for a text that is no number.
    """
    if not_known(value):
        return column.missing if missing is None else missing
    if value == "":
        return ""
    if column.kind == "ore":
        text = number_of(value, column.scale, column.decimals)
    elif column.kind == "count":
        text = numbers.count(count_value(value))
    elif column.kind == "share":
        text = numbers.percent(share_value(value), column.decimals)
    elif isinstance(value, Figure):
        return worded(value, "kr", 2)
    else:
        return str(value)
    return numbers.signed(text) if column.signed else text


def not_known(value: object) -> bool:
    """Whether a cell has nothing to show: None, or a figure without value."""
    return value is None or (isinstance(value, Figure) and value.value is None)


def count_value(value: object) -> int:
    """The number a count cell holds. TypeError for anything but an int."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{value!r} är inget antal")
    return value


def own_missing(row: Row, column: Column) -> str | None:
    """What None is shown as in this row instead of the columns' own; None where the row does not say."""
    text = row.get(f"{column.key}.missing", row.get("missing"))
    return None if text is None else str(text)


def share_value(value: object) -> Decimal:
    """The exact share a table cell holds: text or Decimal, never float."""
    if not isinstance(value, str | Decimal):
        raise TypeError(f"{value!r} är ingen exakt andel; ge texten av ett decimaltal")
    try:
        return Decimal(value)
    except InvalidOperation:
        raise ValueError(f"«{value}» är ingen andel; skriv till exempel 0.85") from None


def heading_text(column: Column) -> str:
    """The heading, with the unit where the column is shown in tkr or mnkr and does not already say so."""
    if column.kind == "ore" and column.scale != "kr" and column.scale not in column.heading.split():
        return f"{column.heading}, {column.scale}"
    return column.heading


def breakable(text: str) -> str:
    """The text escaped, with a place to break after each slash, so that a path does not force a table wide."""
    return escape(text).replace("/", "/<wbr>")


def table_html(table: Table) -> str:
    """The table in its box, and its note. Raises KeyError for a row that lacks a column's key."""
    head = "".join(
        f'<th scope="col"{_kind_class(column)}>{escape(heading_text(column))}</th>' for column in table.columns
    )
    body = "".join(_row_html(table.columns, row, _row_class(row)) for row in table.rows)
    if table.total is not None:
        total: Row = {column.key: "" for column in table.columns}
        total |= table.total
        body += _row_html(table.columns, total, ' class="summa"')
    width = _needed_width(table)
    # A table that needs more than the page ever has scrolls there, and then the keyboard must be able to reach it.
    box = f"w{width}" if width else f'w{WIDTHS[-1]} bred" tabindex="0" role="group" aria-label="{escape(table.caption)}'
    told = " ".join(text for text in (table.note, _rounded(table)) if text)
    note = f'<p class="not">{escape(told)}</p>' if told else ""
    return (
        f'<div class="tab {box}"><table><caption>{escape(table.caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>{note}"
    )


def _rounded(table: Table) -> str:
    """That rows do not give the sum below them as both are shown; "" where they do, or the total is no sum of rows."""
    off = [heading_text(column) for column in table.columns if column.kind == "ore" and not _adds_up(table, column)]
    if not off:
        return ""
    where = "kolumnen" if len(off) == 1 else "kolumnerna"
    return f"Avrundat: raderna i {where} {listed(off)} ger inte precis summan som den visas."


def _adds_up(table: Table, column: Column) -> bool:
    whole = _ore(table.total or {}, column)
    every = [(row, ore) for row in table.rows if (ore := _ore(row, column)) is not None]
    if whole is None:
        return True
    # Rows set in bold may be sums of those that are not; either, or all together, may be what the total is the sum of.
    bold = [ore for row, ore in every if row.get("emphasis") is True]
    plain = [ore for row, ore in every if row.get("emphasis") is not True]
    parts = next((some for some in ([ore for _, ore in every], bold, plain) if sum(some) == whole), [whole])
    return numbers.adds_up(parts, column.scale, column.decimals)


def _ore(row: Row, column: Column) -> int | None:
    cell = row.get(column.key)
    return cell.ore if isinstance(cell, Figure | LedgerAmount) else None


def _row_class(row: Row) -> str:
    return ' class="fet"' if row.get("emphasis") is True else ""


def _row_html(columns: list[Column], row: Row, row_class: str) -> str:
    # A figure heads no row, so a table of one row of figures has only its columns' headings.
    heads = [column for column in columns[:1] if column.kind not in NUMERIC]
    cells = "".join(f'<th scope="row">{_content(column, row)}</th>' for column in heads)
    for column in columns[len(heads) :]:
        value = row[column.key]
        heading = f' data-rubrik="{escape(heading_text(column))}"'
        key = f' data-key="{escape(value.key, quote=True)}"' if isinstance(value, Figure | LedgerAmount) else ""
        cells += f"<td{_kind_class(column, value)}{heading}{key}>{_quiet(column, row, value)}</td>"
    return f"<tr{row_class}>{cells}</tr>"


def _quiet(column: Column, row: Row, value: object) -> str:
    """A cell's content, with the page's quiet mark where it is invented and no heading has said so."""
    content = _content(column, row)
    told = any(EXAMPLE in text for text in (column.heading, *row.values()) if isinstance(text, str))
    invented = isinstance(value, Figure) and value.is_example and not not_known(value) and not told
    return f'<span class="ex">{content}</span>' if invented and EXAMPLE not in content else content


def _content(column: Column, row: Row) -> str:
    text = breakable(cell_text(column, row[column.key], own_missing(row, column)))
    address = row.get(column.link) if column.link else None
    return f'<a href="{escape(str(address), quote=True)}">{text}</a>' if address else text


def _kind_class(column: Column, value: object = "") -> str:
    classes = ["tal"] if column.kind in NUMERIC else ["datum"] if column.kind == "date" else []
    if not_known(value):
        classes.append("saknas")
    return f' class="{" ".join(classes)}"' if classes else ""


def _needed_width(table: Table) -> int | None:
    """The narrowest of WIDTHS that holds the table's unbreakable words, or None when none does."""
    rows = [*table.rows, *([table.total] if table.total else [])]
    needed = Decimal(0)
    for column in table.columns:
        texts = [cell_text(column, row.get(column.key, ""), own_missing(row, column)) for row in rows]
        words = [word for text in [*texts, heading_text(column)] for word in re.split(r"[ /-]", text)]
        needed += max([NARROWEST_HEADING, *map(len, words)]) * REM_PER_CHARACTER + CELL_PADDING_REM
    return next((width for width in WIDTHS if needed <= width), None)
