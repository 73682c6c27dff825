"""What new imports put in the place of earlier ones, told when they are imported: by month and grant, before and after.

Owns what the terminal and ``--json`` say of it. Grants are those of the month's own year; what stops a report is told
again, with what to do, where the report is made.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from ..base.money import kronor_text
from ..model.bookkeeping import Bookkeeping
from ..model.region import Region
from ..read.files import Files, Root
from ..read.ledger.told import row_count, whole
from ..read.params.parameters import read_settings
from ..read.params.region_year import read_region_year
from ..read.raw.deliveries import Delivery
from ..read.store.ledger import Ledger, ledger_in_store
from ..read.store.trial import as_if_imported
from ..rules.replacing import Verdict
from ..show.wording import listed
from .replaced import gone_of, recurs, sums_of, told, why_not
from .replacing import Month, Replacement, Sum, has_earlier, replacements

NO_CODES = Bookkeeping.model_construct(cost={}, components={}, income=None, accrual=None, not_separated=None)


@dataclass(frozen=True)
class InPlace:
    """A delivery that replaces, or is added to, earlier ones: each slot it holds, whatever the codes, and each grant's
    rows in it, by agreement. ``unread`` are the agreements whose parameters have faults, ``refused`` the lines of why
    reports cannot rest on it."""

    delivery: Delivery
    months: dict[str, Month]
    grants: dict[str, list[Replacement]]
    unread: list[str]
    refused: list[str]


def put_in_place(root: Root, region: Region, import_ids: Collection[str]) -> list[InPlace]:
    """What each of some imports put in the place of earlier ones, as all is now; [] where they replace nothing.

    Raises LedgerRefused for a supplement whose rows are there already, ParameterError for wrong settings.
    """
    if not import_ids:
        return []
    files = Files.of(root)
    return in_place_of(files, region, ledger_in_store(files, region), import_ids)


def would_be_in_place(root: Root, region: Region, paths: Collection[Path]) -> list[InPlace]:
    """The same of some raw files, as if they were imported; nothing is stored. Raises as ``put_in_place`` does, and
    LedgerRefused for a file that cannot be trusted."""
    files = Files.of(root)
    with as_if_imported(files, region, paths) as (ledger, import_ids):
        return in_place_of(files, region, ledger, import_ids)


def in_place_of(files: Files, region: Region, ledger: Ledger, import_ids: Collection[str]) -> list[InPlace]:
    """What each of some imports of a ledger put in the place of earlier ones."""
    new = [one for one in ledger.known if one.id in import_ids and has_earlier(one, ledger.known)]
    return [found for one in new if (found := _of(files, ledger, region, one)).months]


def _of(files: Files, ledger: Ledger, region: Region, one: Delivery) -> InPlace:
    least = Fraction(read_settings(files).recurring_share)

    def held(bookkeeping: Bookkeeping, slots: Collection[str]) -> list[Replacement]:
        every = replacements(ledger, bookkeeping, least, slots)
        return [each for each in every if each.delivery is one and each.holds]

    slots = one.slots()
    months = {each.slot: each.month for each in held(NO_CODES, slots)}
    grants: dict[str, list[Replacement]] = {}
    unread: list[str] = []
    for year in sorted({slot[:4] for slot in months}):
        region_year = read_region_year(files, region.id, int(year))
        unread += [f"{name} {year}" for name in region_year.faults]
        for name, parameters in region_year.agreements.items():
            if parameters.choices.bookkeeping is not None:
                its = held(parameters.choices.bookkeeping, [slot for slot in months if slot.startswith(year)])
                grants.setdefault(name, []).extend(each for each in its if each.before.rows or each.after.rows)
    grants = {name: its for name, its in grants.items() if its}
    refused = [line for name, its in grants.items() for line in why_not(its, name, least)]
    return InPlace(one, months, grants, unread, refused)


def lines_of(one: InPlace) -> Iterator[str]:
    """The lines of one delivery: what it replaces, and each grant before and after."""
    name = one.delivery.file.rpartition("/")[2]
    # The months that fall to nothing are told as one: most often a claim that is too wide.
    emptied = {slot: month for slot, month in one.months.items() if not month.after.rows}
    together: dict[tuple[str, ...], dict[str, Month]] = {}
    if emptied:
        together[tuple(dict.fromkeys(file for month in emptied.values() for file in month.files))] = emptied
    for slot, month in one.months.items():
        if slot not in emptied:
            together.setdefault(month.files, {})[slot] = month
    for files, months in together.items():
        those = listed([file.rpartition("/")[2] for file in files])
        rows = [(month.before.rows, month.after.rows) for month in months.values()]
        before, after = (sum(many) for many in zip(*rows, strict=True))
        claimed = "månaden" if len(months) == 1 else "månaderna"
        again = f"scope omfattar {claimed}, men filen har inga rader där" if months is emptied else _recur(months)
        does, rest = ("läggs till", "") if one.delivery.adds else ("ersätter", f"; {again}{_made(months)}")
        yield f"  {name} {does} {those} för {_span(list(months))}: {row_count(before)} blir {whole(after)}{rest}"
    for agreement, its in one.grants.items():
        same = [each for each in its if each.before == each.after]
        gone = [each for each in its if each.slot in emptied and each not in same]
        for alike in ([each] for each in its if each not in same and each not in gone):
            yield _grant_line(agreement, alike)
        for alike in (gone, same):
            if alike:
                yield _grant_line(agreement, alike)
    for name in one.unread:
        yield f"    {name}: kan inte visas, det är fel i dess filer i params/. Kör statsbidrag check."


def as_json(one: InPlace) -> dict[str, object]:
    """One delivery as ``--json`` has it; amounts in kronor."""
    return {
        "adds": one.delivery.adds,
        "months": [
            {
                "month": slot,
                "files": list(month.files),
                **_change(month.before, month.after),
                "compared": "rows" if month.found.by_rows else "vouchers",
                "units": month.found.units,
                "recurring": month.found.recurring,
            }
            for slot, month in one.months.items()
        ],
        "grants": [
            {
                "agreement": agreement,
                "month": each.slot,
                **_change(each.before, each.after),
                "stops": each.verdict is not Verdict.GOES_ON,
            }
            for agreement, its in one.grants.items()
            for each in its
        ],
        "unread": one.unread,
    }


def _change(before: Sum, after: Sum) -> dict[str, object]:
    return {
        "rows_before": before.rows,
        "sum_before": kronor_text(before.ore),
        "rows_after": after.rows,
        "sum_after": kronor_text(after.ore),
    }


def _grant_line(agreement: str, months: list[Replacement]) -> str:
    """A grant's rows in some months before and after, and whether they stop the report."""
    stops = "" if all(each.verdict is Verdict.GOES_ON for each in months) else "; stoppar rapporten"
    thin = [each for each in months if each.is_thin and each.after.rows]
    gone = f"; {gone_of(thin)}" if thin and not stops else ""
    if gone and thin[0].delivery.replaces:
        gone += ", vilket replaces: true i sidofilen godtar"
    return f"    {agreement} {_span([each.slot for each in months])}: {told(*sums_of(months))}{gone}{stops}"


def _recur(months: dict[str, Month]) -> str:
    """How much recurs; of several months where any does not whole, that month by itself."""
    if len(months) == 1:
        return recurs([*months.values()])
    lacking = [f"{recurs([month])} i {slot}" for slot, month in months.items() if month.found.share < 1]
    return listed(lacking) if lacking else "alla verifikationer återkommer"


def _made(months: dict[str, Month]) -> str:
    """That the file says it was made before what it replaces."""
    made = [month.made for month in months.values() if month.made]
    return f"; framställt {made[0][0]} (#GEN), före det som det ersätter ({max(made)[1]})" if made else ""


def _span(slots: list[str]) -> str:
    return slots[0] if len(slots) == 1 else f"{slots[0]}–{slots[-1]}"
