"""What the agreement is, as each source tells it: how long it runs, the country's total, who pays, who approved it.

Owns the table ``agreement``, a row for each thing a source tells; where two tell it, both stand.
"""

from collections.abc import Iterator

from ...base.period import day_text
from ...facts.gather import Facts
from ...record.tables import Column, Row, Table
from ...show.wording import as_written, source_text

PERIOD, TOTAL, PAYER, APPROVED = "Avtalsperiod", "Hela landets belopp", "Betalas ut av", "Godkänd av"


def in_short(facts: Facts) -> Table:
    """The table, columns ``what``, ``told`` and ``source``; no rows where no source tells anything of it."""
    columns = [Column("what", "Uppgift"), Column("told", "Enligt källan"), Column("source", "Källa", missing="–")]
    return Table("agreement", "Överenskommelsen", columns, list(_rows(facts)), sheet="Överenskommelsen")


def _rows(facts: Facts) -> Iterator[Row]:
    parameters = facts.parameters
    agreement = parameters.agreement
    for period in agreement.periods:
        told = f"{day_text(period.start)} – {day_text(period.end)}"
        yield _row(facts, PERIOD, told, period.note, period.source, period.place)
    for amount in agreement.total:
        yield _row(facts, TOTAL, as_written(amount), amount.note, amount.source, amount.place)
    if agreement.payer:
        yield {"what": PAYER, "told": agreement.payer, "source": None}
    for approval in agreement.approvals:
        day = f" den {day_text(approval.date)}" if approval.date else ", dagen är ej känd"
        yield _row(facts, APPROVED, f"{approval.by}{day}", None, approval.source, approval.place)


def _row(facts: Facts, what: str, told: str, note: str | None, source: str | None, place: str | None) -> Row:
    said = f"{told} ({note})" if note else told
    return {"what": what, "told": said, "source": source_text(facts.parameters, source, place)}
