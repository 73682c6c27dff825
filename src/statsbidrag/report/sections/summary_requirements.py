"""Page one's card of the requirements.

Owns how requirements that are not met are told, one by one or counted, and whose money they decide.
"""

from ...base.numbers import count
from ...base.states import RequirementStatus
from ...record.model import Record
from ...record.tables import ore_in
from ...show.cards import Card
from ...show.figure_words import with_marks
from ...show.wording import REQUIREMENT_STATE, REQUIREMENTS_STATE, listed, marked_assumed
from .worth import worth

MOST_TOLD = 2


def requirements_card(record: Record) -> Card:
    """How many are met, how the others stand, the next date, and the money they decide."""
    rows, due = record.table("requirements").rows, record.next.day
    if not rows:
        return Card("Krav uppfyllda", "inga", "", _joined("källorna anger inga krav", due))
    open_rows = [row for row in rows if row["status"] != RequirementStatus.MET]
    met = len(rows) - len(open_rows)
    of, codes = f"av {len(rows)}", list(dict.fromkeys(RequirementStatus(str(row["status"])) for row in open_rows))
    if not open_rows:
        said = with_marks("alla krav är uppfyllda", record.figures["requirements.met"])
        return Card("Krav uppfyllda", str(met), of, _joined(said, due), "ok", "Uppfyllt")
    if len(open_rows) <= MOST_TOLD:
        named = [(code, [str(row["short"]) for row in open_rows if row["status"] == code]) for code in codes]
        compared = "; ".join(f"{_state(code, len(names))}: {listed(names)}" for code, names in named)
    else:
        numbers = [(code, sum(row["status"] == code for row in open_rows)) for code in codes]
        compared = listed([f"{count(of_them)} {_state(code, of_them)}" for code, of_them in numbers])
    compared = with_marks(compared, record.figures["requirements.met"])
    # Two requirements on one component put the same money at stake, so it is counted once.
    at_stake = sum({row["component"]: ore_in(row["at_stake"]) or 0 for row in open_rows}.values())
    entitled = record.ore("chain.entitled")
    whole = entitled is not None and at_stake >= entitled
    keys = {f"component.{row['component']}.entitled" for row in open_rows if ore_in(row["at_stake"]) is not None}
    amount = marked_assumed(worth(record, at_stake), any(record.is_assumed(key) for key in keys))
    text = "Hela beloppet berörs" if whole else f"{amount} berörs"
    years = sorted({int(str(row["of_year"])) for row in open_rows if row["of_year"]})
    if years:
        text = f"Pengar för {listed([str(year) for year in years])} berörs"
    elif any(ore_in(row["at_stake"]) is None for row in open_rows):
        text = "Berört belopp är ej känt"
    failed = any(row["status"] == RequirementStatus.NOT_MET for row in open_rows)
    return Card("Krav uppfyllda", str(met), of, _joined(compared, due), "off" if failed else "watch", text)


def _state(code: RequirementStatus, requirements: int) -> str:
    """``ej bedömt`` of one requirement, ``ej bedömda`` of several."""
    return (REQUIREMENT_STATE if requirements == 1 else REQUIREMENTS_STATE)[RequirementStatus(code)]


def _joined(said: str, due: str) -> str:
    return f"{said} · nästa datum {due}" if due else said
