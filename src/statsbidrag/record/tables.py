"""Tables as data: what a table holds before anyone draws it.

Owns the convention that a table is headings with kinds and rows of cells, so that the page, the Excel appendix and the
record show one and the same thing. Kinds: ``text``; ``code`` (text that looks like a number); ``ore`` (money);
``count`` (int); ``share`` (exact text of a decimal, 0.85 = 85 procent); ``date`` (ISO text).

A money cell is a figure of the record or the amount of one ledger row, never a number of its own: so every amount that
is shown has a key and equals what the key stands for. None in a row means that the value is not known, and is shown as
the column's ``missing``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer, ValidationInfo, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue

from .figures import Figure

KINDS = ("text", "code", "ore", "count", "share", "date")
NOT_KNOWN = "ej känt"


@dataclass(frozen=True)
class LedgerAmount:
    """The amount (öre) of one row of a ledger file: ``row`` is its number in the file that ``import_id`` stands for.

    Of a row that ``went`` since the report before, ``ore`` is what that did: its amount with the other sign.
    """

    import_id: str
    row: int
    ore: int
    went: bool = False

    @property
    def key(self) -> str:
        """What traces it: ``row:<import id>:<row>``."""
        return f"row:{self.import_id}:{self.row}"


MoneyCell = Figure | LedgerAmount


def _read_cell(cell: object, info: ValidationInfo) -> object:
    """A cell as JSON has it; ``context["figures"]`` are the figures that it may refer to."""
    if not isinstance(cell, dict):
        return cell
    if cell.keys() == {"figure"}:
        figures: Mapping[str, Figure] = (info.context or {}).get("figures", {})
        if cell["figure"] not in figures:
            raise ValueError(f"there is no figure {cell['figure']}")
        return figures[cell["figure"]]
    return LedgerAmount(**cell)


def _written_cell(cell: object) -> object:
    if isinstance(cell, Figure):
        return {"figure": cell.key}
    if not isinstance(cell, LedgerAmount):
        return cell
    return {name: value for name, value in vars(cell).items() if name != "went" or value}


CELL_SCHEMA: JsonSchemaValue = {
    "anyOf": [
        {"type": ["string", "integer", "boolean", "null"]},
        {
            "type": "object",
            "properties": {"figure": {"type": "string"}},
            "required": ["figure"],
            "additionalProperties": False,
        },
        {
            "type": "object",
            "properties": {
                "import_id": {"type": "string"},
                "row": {"type": "integer"},
                "ore": {"type": "integer"},
                "went": {"type": "boolean"},
            },
            "required": ["import_id", "row", "ore"],
            "additionalProperties": False,
        },
    ]
}
Cell = Annotated[
    Figure | LedgerAmount | str | bool | int | None,
    BeforeValidator(_read_cell),
    PlainSerializer(_written_cell),
    WithJsonSchema(CELL_SCHEMA),
]
Row = dict[str, Cell]


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

    The first column heads the rows. A row may hold more keys than there are columns; ``emphasis`` True makes the row
    bold, ``missing`` is what None is shown as in this row instead of the columns' own, and ``<column>.missing`` what it
    is shown as in that column of the row. A text of no length is an
    empty cell in any kind of column; a key that ``total`` lacks is empty too. TypeError for a number in a column of
    money that is neither a figure in kronor nor a ledger row's amount.
    """

    id: str
    caption: str
    columns: list[Column]
    rows: list[Row]
    total: Row | None = None
    note: str = ""
    sheet: str = ""

    def __post_init__(self) -> None:
        for column in (column for column in self.columns if column.kind == "ore"):
            for row in [*self.rows, self.total or {}]:
                cell = row.get(column.key)
                if not (cell is None or cell == "" or isinstance(cell, LedgerAmount) or _is_money(cell)):
                    raise TypeError(f"the table {self.id} has {cell!r} in {column.key}, which is no money of a record")


def _is_money(cell: object) -> bool:
    return isinstance(cell, Figure) and cell.unit == "kr"


def ore_in(cell: object) -> int | None:
    """The öre of a money cell; None for one that is not known or is empty. TypeError for another cell."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, Figure | LedgerAmount):
        return cell.ore
    raise TypeError(f"{cell!r} is no money")
