"""A window that ends within the report's year: what ends then, on page one and in the time plan.

Owns the figure ``window.ends`` (the last day, only where it lies before the year's last) and ``window.after``, the sum
of the rows on the grant's codes that are dated after it, which do not count.
"""

import datetime as dt

from ...base.period import Period, day_text
from ...facts.gather import Facts
from ...record.figures import Origin, other
from ...record.model import Record
from ...record.tables import Row
from ...rules.selection import Treatment
from ...show.wording import source_text
from ..part import SUMMED, Part
from .economy_chain import cost_status
from .worth import left_over, too_small


def add_window_end(result: Part, facts: Facts) -> None:
    """``window.ends``, and ``window.after`` when that day has passed; neither where it is not within the year."""
    window = facts.parameters.agreement.window
    if not _ends_within(window.end, facts.period):
        return
    result.add(other("window.ends", window.end.isoformat(), "text", Origin(params=(window.origin,)), window.status))
    if window.end < facts.period.last_day and facts.not_separated is None:
        rows = facts.rows[facts.rows["treatment"] == Treatment.OUTSIDE_WINDOW.value]
        late = rows["date"].dt.date > window.end
        result.add_sum("window.after", rows.loc[late, SUMMED], cost_status(facts))


def window_told(record: Record) -> str:
    """The sentence of page one; "" where the money may be used all the year."""
    ends = record.figures.get("window.ends")
    if ends is None:
        return ""
    day, period = dt.date.fromisoformat(str(ends.value)), Period.parse(record.report.period)
    if day >= period.last_day:
        return f"Pengarna får användas till och med {day_text(day)}; kostnad efter den dagen räknas inte mot bidraget."
    after = record.ore("window.after") if "window.after" in record.figures else None
    left_out = "" if after is None or too_small(record, after) else f": {left_over(record, after)} på bidragets koder"
    return f"Användningstiden slutade {day_text(day)}; kostnad efter den dagen räknas inte mot bidraget{left_out}."


def window_rows(facts: Facts) -> list[Row]:
    """The row of the time plan; none where the money may be used all the year."""
    window, period = facts.parameters.agreement.window, facts.period
    if not _ends_within(window.end, period):
        return []
    return [
        {
            "date": window.end.isoformat(),
            "what": "Användningstiden slutar; kostnad efter den dagen räknas inte mot bidraget",
            "receiver": "Regionen",
            "state": "har passerat" if window.end <= period.last_day else "återstår",
            "source": source_text(facts.parameters, window.source, window.place),
        }
    ]


def _ends_within(end: dt.date, period: Period) -> bool:
    return end < dt.date(period.year, 12, 31)
