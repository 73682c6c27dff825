"""An indicator's figure of the period as a figure of a particular section."""

from ..base.states import Status
from ..facts.gather import Facts
from ..facts.lookup import indicator, measured
from ..record.figures import Figure, Origin, Unit, other, share_text
from .part import Part


def add_measured(result: Part, facts: Facts, key: str, indicator_id: str) -> Figure:
    """A figure that is an indicator's of the period; not known when the region has no such indicator."""
    followed, period = indicator(facts, indicator_id), measured(facts, indicator_id)
    if followed is None:
        why = f"regionen följer inte indikatorn {indicator_id}"
        return result.add(other(key, None, "text", Origin(unknown=why), Status.UNKNOWN))
    origin = Origin(formula=f"indicator.{indicator_id}.period")
    if period.value is None:
        return result.add(other(key, None, "text", origin, Status.UNKNOWN))
    is_share = followed.unit == "percent"
    value = share_text(period.value) if is_share else int(period.value)
    unit: Unit = "share" if is_share else "count"
    return result.add(other(key, value, unit, origin, Status.PRELIMINARY, marks=facts.indicator_marks(followed)))
