"""A SIE file in sums, and where in it a code occurs.

Owns how the dimensions of a SIE file are told: each by its number, whether or not a region names it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..summary import Summary, Total
from .parsed import Objects, Parsed
from .period_balances import months_of


@dataclass(frozen=True)
class Occurrence:
    """Where a code occurs: ``dimension`` its number, None for an account; öre and rows that carry it there."""

    dimension: str | None
    name: str
    ore: int
    rows: int


def sie_summary(parsed: Parsed) -> Summary:
    """The file in sums; for type 3, those of its period balances as rows. Keys of dimensions are ``number:object``."""
    summary = Summary(vouchers=sum(1 for line in parsed.vouchers.lines if line))
    if parsed.kind == "sie3":
        summary.periods = {month.month for month in months_of(parsed)}
    else:
        summary.periods = {f"{date[:4]}-{date[4:6]}" for date in {*parsed.rows.dates} - {""}}
    by_account, by_list = _sums(parsed)
    for account, total in by_account.items():
        summary.rows += total.rows
        summary.ore += total.ore
        summary.by_account_class[account[:1]] += total.ore
    for objects, total in by_list.items():
        for dimension, code in objects:
            _add(summary.by_dimension[f"{dimension}:{code}"], total)
    return summary


def find_code(parsed: Parsed, code: str) -> list[Occurrence]:
    """Every dimension in which a code occurs, and the account by that number, with the file's own names."""
    by_account, by_list = _sums(parsed)
    found: dict[str | None, Total] = {None: by_account[code]} if code in by_account else {}
    for objects, total in by_list.items():
        for dimension, own in objects:
            if own == code:
                _add(found.setdefault(dimension, Total()), total)
    names: dict[str | None, str] = {number: known.name for number, known in parsed.dimensions.items()}
    if code in parsed.accounts:
        names[None] = parsed.accounts[code].name
    return [
        Occurrence(place, names.get(place, ""), total.ore, total.rows)
        for place, total in sorted(found.items(), key=lambda entry: entry[0] or "")
    ]


def _sums(parsed: Parsed) -> tuple[dict[str, Total], dict[Objects, Total]]:
    """The rows that count, per account and per list of objects."""
    by_account: dict[str, Total] = defaultdict(Total)
    by_list: dict[Objects, Total] = defaultdict(Total)
    if parsed.kind == "sie3":
        for month in months_of(parsed):
            _add(by_account[month.account], Total(month.ore, 1))
            _add(by_list[month.objects], Total(month.ore, 1))
        return by_account, by_list
    rows, accounts, lists = parsed.rows, parsed.booked_accounts, parsed.booked_lists
    for number, total in _by_number(rows.accounts, rows.ore):
        _add(by_account[accounts[number]], total)
    for number, total in _by_number(rows.lists, rows.ore):
        _add(by_list[parsed.lists[lists[number]]], total)
    return by_account, by_list


def _by_number(numbers: Sequence[int], ore: Sequence[int]) -> Iterator[tuple[int, Total]]:
    counts = Counter(numbers)
    sums = [0] * len(counts)
    for number, one in zip(numbers, ore, strict=True):
        sums[number] += one
    return ((number, Total(sums[number], rows)) for number, rows in counts.items())


def _add(total: Total, part: Total) -> None:
    total.ore += part.ore
    total.rows += part.rows
