"""An indicator's figures in a section: of the period as a figure of a particular section, and what is left out."""

from collections.abc import Iterable

from ..base.states import Status
from ..facts.gather import Facts
from ..facts.lookup import indicator, measured
from ..record.figures import Figure, Origin, Unit, other, share_text
from ..record.tables import Row
from ..rules.indicators import Measured
from ..show.wording import LEFT_OUT, small_counts
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


def left_out_in(measured: Measured, *columns: str) -> Row:
    """What a row of a table has beside its cells so that those of a figure left out say so; nothing for another."""
    return {f"{column}.missing": LEFT_OUT for column in columns} if measured.left_out else {}


def why_left_out(facts: Facts, measured: Iterable[Measured]) -> str:
    """Sentences for the note under a table, with a space before them, where some figure is left out; else nothing."""
    smallest = facts.parameters.settings.smallest_count
    return small_counts(smallest) if any(one.left_out for one in measured) else ""
