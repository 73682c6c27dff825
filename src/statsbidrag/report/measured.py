"""An indicator's figure of the period as a figure of a particular section."""

from ..facts.gather import Facts
from ..facts.lookup import indicator, measured
from ..record.model import figure, share_text
from .part import Part


def add_measured(result: Part, facts: Facts, key: str, indicator_id: str) -> None:
    """A figure that is an indicator's of the period; not known when the region has no such indicator."""
    one, found = indicator(facts, indicator_id), measured(facts, indicator_id)
    if one is None or found.value is None:
        result.figures[key] = figure(None, "text", {"formula": f"indicator.{indicator_id}.period"}, "unknown")
        return
    value = share_text(found.value) if one.unit == "percent" else int(found.value)
    unit = "share" if one.unit == "percent" else "count"
    result.figures[key] = figure(value, unit, {"formula": f"indicator.{indicator_id}.period"}, "preliminary")
    result.mark(key, facts.indicator_marks(one))
