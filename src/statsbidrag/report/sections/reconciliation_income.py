"""What came in, by the ledger and by the region's events, held against each other in Avstämning.

Owns the figures ``income.*``.
"""

from ...base.states import Status
from ...facts.gather import Facts
from ...model.events import MONEY
from ...record.figures import Figure
from ...rules.chain import received as chain_received
from ...rules.selection import matches
from ..part import Part


def add_received(result: Part, facts: Facts) -> tuple[Figure, Figure]:
    """``income.ledger`` and ``income.events``: öre received in the year according to the ledger's income code, and
    according to the region's events."""
    codes, status = facts.parameters.choices.books.income, Status.DECIDED
    if codes is None:
        ledger = result.add_unknown("income.ledger", "inkomstkod ej angiven")
    else:
        rows = facts.rows[~facts.rows["closing"]]
        result.add_sum("income.ledger.rows", rows[matches(rows, codes)], status)
        ledger = result.follow("income.ledger", "0 - income.ledger.rows", status)
    events = [event for event in facts.parameters.choices.events if event.kind in MONEY]
    paid = [event for event in facts.year_events if event.kind in ("payment", "repayment")]
    until = [event.origin for event in paid if event.date <= facts.period.last_day]
    status = Status.EXAMPLE if any(event.status is Status.EXAMPLE for event in events) else Status.DECIDED
    ore = chain_received(facts.year_events, facts.period)
    told = result.add_money("income.events", ore, until or [facts.parameters.choices.origin], status)
    return ledger, told
