"""In what unit page one tells a report's money: mnkr, or tkr for a grant that never reaches two million kronor.

Owns the unit of the sentences, the cards and what stands under the chart, so that they say the same as the chart, when
an amount is too small to be told in it, and that what a reader can subtract subtracts as shown: with one more decimal
where that is what it takes, else the difference says that it is rounded.
"""

from dataclasses import replace

from ...base.numbers import amount, subtracts, with_unit
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


def subtractions(record: Record) -> list[tuple[int, int]]:
    """What page one lets a reader subtract (öre): the larger and the smaller, whose difference is told beside them."""
    told = [("chain.entitled", "chain.forecast"), ("budget_to_date", "chain.cost")]
    told += [(whole, less) for _, whole, less in _differences(record)]
    pairs = [(record.figures.get(first), record.figures.get(second)) for first, second in told]
    known = [(one.ore, other.ore) for one, other in pairs if one is not None and other is not None]
    return [(max(one, other), min(one, other)) for one, other in known if one is not None and other is not None]


def _differences(record: Record) -> list[tuple[int, str, str]]:
    """Amounts of page one (öre) that are the difference of two others there: the keys of the larger and the smaller."""
    own = {key: record.ore(f"chain.{key}") for key in ("unspent", "own_cost", "uncovered", "not_yet_covered")}
    told = [
        (own["unspent"], "chain.received", "chain.cost"),
        (own["own_cost"], "chain.cost", "chain.entitled"),
        (own["uncovered"], "chain.cost", "chain.received"),
        (not_yet_covered_ore(record), "chain.cost", "chain.received"),
    ]
    told += [
        (record.ore(earned.key.replace(".earned", ".outstanding")), earned.key, "chain.received")
        for earned in record.below("kind", "earned")
    ]
    return [(ore, whole, less) for ore, whole, less in told if ore and _is(record, ore, whole, less)]


def _is(record: Record, ore: int, whole: str, less: str) -> bool:
    one, other = record.ore(whole), record.ore(less)
    return one is not None and other is not None and one - other == ore


def left_over(record: Record, ore: int) -> str:
    """``13,6 mnkr``: an amount (öre) of page one; says that it is rounded where it is the difference of two amounts
    there that do not give it as they are shown."""
    for told, whole, less in _differences(record):
        if told == ore:
            return difference(record, record.figures[whole].known_ore, record.figures[less].known_ore)
    return worth(record, ore)


def decimals(record: Record) -> int:
    """How many decimals page one's amounts have: one more where what is told does not subtract as it is shown."""
    unit, pairs = scale(record), subtractions(record)
    fewest = DECIMALS[unit]
    wanted = (fewest, fewest + 1)
    return next((places for places in wanted if all(subtracts(*pair, unit, places) for pair in pairs)), fewest)


def difference(record: Record, one: int, other: int) -> str:
    """``2,2 mnkr``: how far two amounts (öre) are from each other; says that it is rounded where what is shown of them
    does not give it."""
    text = worth(record, abs(one - other))
    is_exact = subtracts(max(one, other), min(one, other), scale(record), decimals(record))
    return text if is_exact else f"{text} (avrundat)"


def number(record: Record, ore: int) -> str:
    """``4,6`` or ``245``: the number without its unit."""
    return amount(ore, scale(record), decimals(record))


def worth(record: Record, ore: int) -> str:
    """``4,6 mnkr`` or ``245 tkr``."""
    return with_unit(number(record, ore), scale(record))


def beside(record: Record, ore: int, fewest: int = 1) -> str:
    """``4,6`` or ``245 tkr``: beside the card's own number, where mnkr goes without saying."""
    return amount(ore, "mnkr", max(fewest, decimals(record))) if scale(record) == "mnkr" else worth(record, ore)


def too_small(record: Record, ore: int) -> bool:
    """Whether the amount would be told as nought."""
    return number(record, ore) == number(record, 0)


def not_yet_covered(record: Record) -> int:
    """Öre of cost that nothing known covers yet beside what is used within högsta belopp and not received; 0 where it
    is too small to tell, or there is none."""
    ore = not_yet_covered_ore(record)
    return 0 if too_small(record, ore) else ore


def not_yet_covered_ore(record: Record) -> int:
    """The same however small it is."""
    within = sum(record.ore(f"chain.claim.{name}") or 0 for name in ("requested", "open", "no_day"))
    return (record.ore("chain.not_yet_covered") or 0) - within


def own_frame(record: Record) -> str:
    """``regionens egen ram 78,6 mnkr``: what the region itself shares out, "" where it is not known.

    Where some commitment's frame is not known, the amount is told as what is known of it.
    """
    frame = record.figures.get("commitments.frame")
    if frame is None or frame.ore is None:
        return ""
    said = with_marks(worth(record, frame.ore), frame)
    named = "egna kända ram" if any(one.ore is None for one in record.below("commitment", "frame")) else "egen ram"
    return f"regionens {named} {said}"


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


def others_part(record: Record) -> str:
    """``; 4,2 mnkr av det är andras del och inte regionens kostnad``; "" where all of it is the region's."""
    figure = record.figures.get("chain.passed_on")
    if figure is None or not figure.ore or too_small(record, figure.ore):
        return ""
    return f"; {worth(record, figure.ore)} av det är andras del och inte regionens kostnad"
