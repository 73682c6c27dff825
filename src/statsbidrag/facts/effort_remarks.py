"""What an effort's own forecast gives reason to point out: that it is below what is spent, or spent and ordered."""

from collections.abc import Iterator

from ..base.findings import Finding, finding
from ..base.numbers import kronor, with_unit
from .finding_place import at
from .gather import Facts


def effort_remarks(facts: Facts) -> Iterator[Finding]:
    """The findings on the efforts' forecasts, in the efforts' order; none in the final accounts."""
    if facts.period.closing:
        return
    for effort in facts.efforts:
        if effort.forecast is None:
            continue
        title, ordered = effort.effort.title, facts.ordered.of(effort.effort.id) if facts.ordered else None
        if effort.forecast < effort.cost:
            over = with_unit(kronor(effort.cost - effort.forecast, 2), "kr")
            yield finding(
                "prognos-under-utfall",
                f"{title}: utfallet är redan {over} högre än prognosen för helåret",
                "Be den ansvariga om en ny prognos och lägg till den i regionens fil.",
                **at(effort.effort.origin),
            )
        elif effort.forecast < effort.cost + (ordered or 0):
            over = with_unit(kronor(effort.cost + (ordered or 0) - effort.forecast, 2), "kr")
            yield finding(
                "prognos-under-bestallt",
                f"{title}: utfallet och det som är beställt är tillsammans {over} mer än prognosen för helåret",
                "Be den ansvariga om en ny prognos, eller kontrollera beställningarna.",
                **at(effort.effort.origin),
            )
