"""A figure in words: its number, its unit, and what must be said with it.

Owns that a figure is worded alike wherever it is shown, on page one, in a table, in Excel and in samlingsbilaga, and
which marks it has: «exempel» where it is invented or rests on something invented, «antaget» where it rests on a share
that no source tells of. What says something about a figure takes its marks from the figure itself, never from a flag.
"""

from ..base import numbers
from ..record.figures import Figure
from ..record.tables import LedgerAmount, MoneyCell
from .wording import marked, marked_assumed


def ore_shown(cell: object) -> int:
    """The öre of a money cell that is known. TypeError for what is no figure and no ledger row's amount."""
    if isinstance(cell, Figure | LedgerAmount) and cell.ore is not None:
        return cell.ore
    raise TypeError(f"{cell!r} är inget värde i underlaget; visa en figur eller en huvudboksrad")


def number_of(cell: object, scale: str, decimals: int) -> str:
    """``12,6``: a known amount as a number of ``scale``, without unit and marks. TypeError as ``ore_shown``."""
    return numbers.amount(ore_shown(cell), scale, decimals)


def with_marks(text: str, *figures: Figure) -> str:
    """What is said of one or more figures, with the marks that any of them has.

    What is known of something larger is told as «minst».
    """
    text = f"minst {text}" if any(figure.at_least for figure in figures) else text
    said = marked(text, any(figure.is_example for figure in figures))
    return marked_assumed(said, any(figure.assumed for figure in figures))


def worded(figure: MoneyCell, scale: str = "mnkr", decimals: int = 1) -> str:
    """``12,6 mnkr (exempel)``: a known amount with its unit and its marks. TypeError as ``ore_shown``."""
    text = numbers.with_unit(number_of(figure, scale, decimals), scale)
    return with_marks(text, figure) if isinstance(figure, Figure) else text
