"""Tables as data: what a table holds before anyone draws it.

Owns the convention that a table is headings with kinds and rows of plain values, so that the page, the Excel
appendix and the record show one and the same thing. Kinds: ``text``; ``code`` (text that looks like a number);
``ore`` (int öre); ``count`` (int); ``share`` (exact text of a decimal, 0.85 = 85 procent); ``date`` (ISO text).
None in a row means that the value is not known, and is shown as the column's ``missing``.
"""

from dataclasses import dataclass

KINDS = ("text", "code", "ore", "count", "share", "date")
NOT_KNOWN = "ej känt"


@dataclass(frozen=True)
class Column:
    """One column: ``key`` in the rows, Swedish ``heading``, ``kind`` as above, and what None is shown as.

    On the page an ``ore`` column is shown in ``scale`` (kr, tkr, mnkr) with ``decimals``; a ``share`` in per cent
    with ``decimals``. ``signed`` puts a plus before what is above nought. Excel always has exact kronor and shares.
    ``link`` is the key in the row that holds a relative address; on the page the cell then leads there.
    """

    key: str
    heading: str
    kind: str = "text"
    missing: str = NOT_KNOWN
    signed: bool = False
    decimals: int = 0
    scale: str = "kr"
    link: str = ""


@dataclass(frozen=True)
class Table:
    """A caption, columns and rows. ``total`` is a last row that sums the others; ``note`` stands under the table.

    The first column heads the rows. A row may hold more keys than there are columns; ``emphasis`` True makes the
    row bold, ``missing`` is what None is shown as in this row instead of the columns' own. A text of no length is an
    empty cell in any kind of column; a key that ``total`` lacks is empty too.
    """

    id: str
    caption: str
    columns: list[Column]
    rows: list[dict[str, object]]
    total: dict[str, object] | None = None
    note: str = ""
    sheet: str = ""

    def as_dict(self) -> dict[str, object]:
        """Plain values for the record."""
        return {
            "id": self.id,
            "caption": self.caption,
            "columns": [vars(column) for column in self.columns],
            "rows": self.rows,
            "total": self.total,
            "note": self.note,
            "sheet": self.sheet,
        }

    @classmethod
    def from_dict(cls, data: dict) -> "Table":
        """The table a record holds."""
        columns = [Column(**column) for column in data["columns"]]
        return cls(data["id"], data["caption"], columns, data["rows"], data["total"], data["note"], data["sheet"])
