"""In what unit page one tells a report's money: mnkr, or tkr for a grant that never reaches two million kronor.

Owns the unit of the sentences, the cards and what stands under the chart, so that they say the same as the chart, and
when an amount is too small to be told in it.
"""

from dataclasses import replace

from ...base.numbers import amount, with_unit
from ...record.model import Record
from ...show.figure_words import with_marks
from ...show.theme import scale_of
from ...show.wording import PARTLY_ASSUMED

WHOLE = ("chain.entitled", "chain.received", "chain.cost", "chain.forecast", "budget")
DECIMALS = {"mnkr": 1, "tkr": 0}


def scale(record: Record) -> str:
    """``mnkr`` or ``tkr``."""
    figures = record.figures
    return scale_of([ore for key in WHOLE if key in figures and (ore := record.ore(key)) is not None])


def number(record: Record, ore: int) -> str:
    """``4,6`` or ``245``: the number without its unit."""
    return amount(ore, scale(record), DECIMALS[scale(record)])


def worth(record: Record, ore: int) -> str:
    """``4,6 mnkr`` or ``245 tkr``."""
    return with_unit(number(record, ore), scale(record))


def beside(record: Record, ore: int, decimals: int = 1) -> str:
    """``4,6`` or ``245 tkr``: beside the card's own number, where mnkr goes without saying."""
    return amount(ore, "mnkr", decimals) if scale(record) == "mnkr" else worth(record, ore)


def too_small(record: Record, ore: int) -> bool:
    """Whether the amount would be told as nought."""
    return number(record, ore) == number(record, 0)


def own_frame(record: Record) -> str:
    """``regionens egen ram 78,6 mnkr``: what the region itself shares out, "" where it is not known.

    Where some commitment's frame is not known, the amount is told as what is known of it.
    """
    frame = record.figures.get("commitments.frame")
    if frame is None or frame.ore is None:
        return ""
    said = with_marks(worth(record, frame.ore), frame)
    named = "kända ram" if any(one.ore is None for one in record.below("commitment", "frame")) else "ram"
    return f"regionens egen {named} {said}".replace("egen kända", "egna kända")


def known_parts(record: Record) -> str:
    """``minst 22,0 mnkr (känt för 1 av 3 delar)``: what is known of a högsta belopp that is not known whole, or ""."""
    figure = record.figures.get("chain.entitled_known")
    if figure is None:
        return ""
    said = with_marks(worth(record, figure.known_ore), replace(figure, assumed=False))
    return f"{said} ({known_of(record)})"


def known_of(record: Record) -> str:
    """``känt för 1 av 3 delar``, and whether some of that is assumed; "" where högsta belopp is known or nothing is."""
    figure = record.figures.get("chain.entitled_known")
    if figure is None:
        return ""
    parts = record.below("component", "entitled")
    partly = f", {PARTLY_ASSUMED}" if figure.assumed else ""
    return f"känt för {record.count('chain.entitled_known.parts')} av {len(parts)} delar{partly}"
