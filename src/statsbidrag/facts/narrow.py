"""Months of which the ledger has only a part: an export filtered to some codes, so that what is said of the whole
ledger is not known.

Owns how such a month is seen. Its sidecar names objects; or every row has a code in a column in which, by the share of
the other months, many should have none; or every row is on the grant's own codes, unlike the other months. The cost
itself is right: only what rests on the other rows is not.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from ..base.findings import Finding, finding
from ..base.period import month_name
from ..model.settings import Rhythm
from ..read.raw.deliveries import holds
from ..read.raw.sidecar import SUFFIX
from ..read.store.ledger import Ledger
from ..show.wording import listed
from .silence import COLUMNS, holder

FILTERED = ("object", "activity", "project")
Counts = Mapping[str, tuple[int, int]]


def narrow_months(ledger: Ledger, months: Sequence[str], ours: Mapping[str, int], bounds: Rhythm) -> list[str]:
    """Such months, in order. ``ours`` is the number of rows on the grant's codes by month."""
    filtered = filtered_months(ledger, months, bounds)
    rows = {month: count for month, (count, _) in ledger.books.coded("object").items() if month in months}
    whole = [month for month in rows if rows[month] > ours.get(month, 0)]
    alone = {month for month in rows if rows[month] == ours.get(month, 0) >= bounds.coded} if whole else set()
    return [month for month in months if month in filtered or month in alone or _of_objects(ledger, month)]


def filtered_months(ledger: Ledger, months: Collection[str], bounds: Rhythm) -> dict[str, str]:
    """The months of which every row has a code in a column, although many usually have none: month → column."""
    found: dict[str, str] = {}
    for dimension in FILTERED:
        coded = ledger.books.coded(dimension)
        for month in months:
            if month in coded and _is_filtered(coded, month, bounds):
                found.setdefault(month, COLUMNS[dimension])
    return found


def _is_filtered(coded: Counts, month: str, bounds: Rhythm) -> bool:
    """Whether no row of a month lacks a code, although by the other months' share ``bounds.coded`` rows should."""
    rows, having = coded[month]
    others = [each for name, each in coded.items() if name != month and each[0] != each[1]]
    of_all, lacking = sum(each[0] for each in others), sum(each[0] - each[1] for each in others)
    return rows == having and of_all > 0 and rows * lacking >= bounds.coded * of_all


def _of_objects(ledger: Ledger, month: str) -> bool:
    """Whether the sidecar of what holds a month says that it is of some objects only."""
    holding = [one for one in ledger.deliveries if not one.adds and holds(one, ledger.known, month)]
    return bool(holding) and all(one.objects is not None for one in holding)


def narrow_findings(ledger: Ledger, months: Collection[str]) -> Iterator[Finding]:
    """A finding for each file that has such months without saying so."""
    files: dict[str, list[str]] = {}
    for month in months:
        file = holder(ledger, month)
        if file is not None and not _of_objects(ledger, month):
            files.setdefault(file, []).append(month)
    for file, its in files.items():
        yield finding(
            "uttag-av-en-del",
            f"alla rader i {listed([month_name(month) for month in its])} har koder som många rader i andra månader "
            "saknar, som om uttaget bara var av bidragets rader; det som bygger på hela huvudboken är då inte känt",
            f"Ta ut hela huvudboken, eller skriv scope.object i {file}{SUFFIX} om uttaget bara är av några objekt.",
            file=file,
        )
