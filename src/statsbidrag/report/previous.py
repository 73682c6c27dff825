"""The report before: what this one is compared with.

Owns which report that is. Last month's of the same year (the final accounts compare with December, January with
nothing): as it was published, if its record is whole and rests on nothing received after what this report knows; else
computed anew, as known on the day the first delivery that covers it came. A published record is an input of the report.
"""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from ..base.errors import LedgerRefused
from ..base.period import Period
from ..facts.gather import Facts, gather
from ..facts.rows import in_vouchers
from ..read.store.earlier import books_of
from ..read.store.ledger import first_received
from ..record.figures import Figure
from ..record.files import whole_record
from ..record.model import Record
from .comparison import NAMES, Previous, Then
from .inputs import period_before, published_before
from .sections.economy_chain import chain_figures


def previous(facts: Facts) -> Previous | None:
    """The report before; None where there is none, or where nobody can say what was known then."""
    region, agreement = facts.parameters.region, facts.parameters.agreement
    before = period_before(facts.period)
    if before is None:
        return None
    path = published_before(facts.root, region.id, agreement.id, facts.period, facts.as_known)
    if path is not None and (record := whole_record(path)) is not None:
        return _published(facts, before, path, record)
    wanted = set(facts.parameters.choices.books.cost.get("object", []))
    day = first_received(facts.files, region, str(before), wanted)
    if day is None or (facts.as_known is not None and day > facts.as_known):
        return None
    try:
        then = gather(facts.files, agreement.id, region.id, before, day)
    except LedgerRefused:
        # An earlier month had not come by then, so no report could have been made that day.
        return None
    books = partial(in_vouchers, then.ledger.books, before)
    # As the economy section of that report would have shown it.
    return Previous(before, _chain(chain_figures(then)), then.cost, books, None, None, day)


def _published(facts: Facts, before: Period, path: Path, record: Record) -> Previous:
    books = books_of(facts.files, facts.parameters.region, record.imports)
    # A cost that is not accounted for separately has no rows.
    cost = None if books is None else books.at(record.row_sets.get("chain.cost", {}))
    asked = None if books is None else books.of_vouchers
    figures = _chain(record.figures)
    name = path.relative_to(facts.root).as_posix()
    return Previous(before, figures, cost, asked, name, facts.files.sha256(path), None)


def _chain(figures: Mapping[str, Figure]) -> dict[str, Then]:
    """The chain's figures among a report's."""
    chain = {name: figures[f"chain.{name}"] for name in NAMES}
    return {name: Then(figure.ore, figure.status) for name, figure in chain.items()}
