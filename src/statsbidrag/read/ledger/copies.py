"""Vouchers whose rows stand twice in a file, few as they may be: what is too short for ``blocks`` to refuse the file.

Owns when a row that says just what another of its voucher says is taken for a copy: where it has a number of its own,
where rows of other vouchers have come between in a file that has each voucher in one place, or where the voucher is
nothing but the same balanced rows again. Else somebody may have booked two lines alike. Such a file is read, and its
figures are marked.
"""

from collections.abc import Iterator

import numpy as np

from ...base.findings import Finding, finding
from .told import row_count, voucher_count

CODE = "verifikation-upprepad"


def copies(
    prints: np.ndarray,
    vouchers: np.ndarray,
    ore: np.ndarray,
    numbered: np.ndarray,
    *,
    scattered: bool,
) -> list[tuple[int, int, int]]:
    """Each voucher with copies: the place of the first copy, of the row it says the same as, and how many copies.

    Of every booking in the file's order: ``prints`` (equal where all cells are), ``vouchers``, ``ore``, and whether it
    is ``numbered``. ``scattered``: whether the file is sorted by something else than its vouchers.
    """
    order = np.argsort(prints, kind="stable")
    again = np.zeros(len(prints), dtype=bool)
    again[order[1:]] = prints[order[1:]] == prints[order[:-1]]
    if not again.any():
        return []
    some = np.flatnonzero(np.isin(vouchers, vouchers[again]))
    some = some[np.argsort(vouchers[some], kind="stable")]
    cuts = np.flatnonzero(vouchers[some][1:] != vouchers[some][:-1]) + 1
    found = []
    for places in np.split(some, cuts):
        copied = again[places] & numbered[places]
        if not scattered:
            copied |= _come_back(places, again[places])
        if _is_same_again(prints[places], ore[places]):
            copied |= again[places]
        if copied.any():
            first = int(places[copied][0])
            found.append((first, int(places[prints[places] == prints[first]][0]), int(copied.sum())))
    return sorted(found)


def told_copies(found: list[tuple[int, int, int]], numbers: np.ndarray, file: str) -> Iterator[Finding]:
    """One finding for a file with copies. ``numbers`` are the rows of its bookings."""
    if not found:
        return
    first, before, _ = found[0]
    is_one = len(found) == 1
    rows = row_count(sum(many for _, _, many in found))
    yield finding(
        CODE,
        f"{voucher_count(len(found))} har samma {'rader' if is_one else 'rader var för sig'} mer än en gång i filen "
        f"({rows} för mycket, med alla uppgifter lika); den första är rad {numbers[first]}, som är densamma som rad "
        f"{numbers[before]}",
        "Ta bort raderna som har kommit med två gånger, eller hämta uttaget på nytt. Är de rätt, skriv totals i "
        "sidofilen.",
        file=file,
        row=int(numbers[first]),
    )


def _come_back(places: np.ndarray, again: np.ndarray) -> np.ndarray:
    """The rows of a voucher in whole runs, after others' rows, that say only what has been said."""
    found = np.zeros(len(places), dtype=bool)
    runs = np.split(np.arange(len(places)), np.flatnonzero(np.diff(places) > 1) + 1)
    for run in runs[1:]:
        found[run] = bool(again[run].all())
    return found


def _is_same_again(prints: np.ndarray, ore: np.ndarray) -> bool:
    """Whether a voucher is some unlike rows that come to nothing, and then the same in the same order."""
    size = len(np.unique(prints))
    if size < 2 or size == len(prints) or len(prints) % size:
        return False
    return bool((prints.reshape(-1, size) == prints[:size]).all()) and sum(ore[:size].tolist()) == 0
