"""What of a month's rows is unlike the other months', so that the grant's figures cannot be trusted: findings.

Owns the words, and where each is looked for: size and sign in the whole ledger, which the imports tell of without
their rows; codes of efforts among the grant's own rows, and its vouchers that are not whole; and in a month without
rows on the grant's codes, what looks like them, or stands in another column.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

import pandas as pd

from ..base.findings import Finding, finding
from ..base.numbers import count
from ..base.period import Period, month_name
from ..read.ledger.shapes import Shape
from ..read.params.parameters import Parameters
from ..read.raw.deliveries import holds
from ..read.raw.sidecar import SUFFIX
from ..read.store.ledger import Ledger
from ..rules.months_alike import Odd, of_another_size, turned
from ..rules.selection import CodeSet, matches
from ..show.wording import listed
from .codes_lost import codes_lost
from .narrow import narrow_months
from .numbering import numbers_lacking
from .rows import rows_by_month, rows_of
from .silence import COLUMNS, holder, said_empty
from .unwhole import unwhole

# Letters that are read for digits, and the other way.
ALIKE = str.maketrans("OolIi", "00111")
SHORTEST = 3


def unlike(
    ledger: Ledger, parameters: Parameters, period: Period, booked: pd.DataFrame, cost: pd.DataFrame
) -> list[Finding]:
    """Every finding of a report whose cost is accounted for separately. ``booked`` are the rows on the grant's codes,
    and ``cost`` the counted ones with ``period`` and ``effort``."""
    if parameters.choices.books.not_separated is not None:
        return []
    codes, region, said = parameters.choices.books.cost, parameters.region, said_empty(ledger)
    shapes = _shapes(ledger, period.months)
    bounds = parameters.settings.months_alike
    found = [*_sizes(ledger, of_another_size(shapes, bounds))]
    found += _signs(ledger, turned(shapes, region.cost_classes, bounds))
    rows = rows_by_month(booked, codes, period)
    narrow = narrow_months(ledger, period.months, rows, parameters.settings.rhythm)
    silent = [month for month in rows if not rows[month] and month not in said]
    have_codes = any(effort.codes for effort in parameters.choices.efforts)
    return [
        *found,
        *_codes(ledger, codes, silent),
        *codes_lost(ledger, parameters, rows),
        *efforts_lost(ledger, cost, bounds.without_effort, have_codes=have_codes),
        *numbers_lacking(ledger, period, parameters.settings.voucher_numbers, narrow),
        *unwhole(ledger, rows_of(booked[matches(booked, codes)], period)),
    ]


def _shapes(ledger: Ledger, months: Sequence[str]) -> dict[str, Mapping[str, Shape]]:
    """The shape of each month in the delivery that holds it; of an export of some objects only, none."""
    found: dict[str, Mapping[str, Shape]] = {}
    for month in months:
        full = [one for one in ledger.deliveries if not one.adds and holds(one, ledger.known, month)]
        if full and full[-1].objects is None:
            found[month] = ledger.imports[full[-1].id].shapes.get(month, {})
    return found


def _sizes(ledger: Ledger, odd: Sequence[Odd]) -> Iterator[Finding]:
    for one in odd:
        yield finding(
            "manad-i-annan-enhet",
            f"beloppen i klass {listed([*one.classes])} är i {month_name(one.month)} av en annan storlek än i de andra "
            "månaderna, som om de stod i en annan enhet",
            "Kontrollera att alla uttag är i samma enhet (kr), och ta ut filen på nytt om den inte är det. Räknas inte "
            "om av sig självt.",
            file=holder(ledger, one.month),
        )


def _signs(ledger: Ledger, odd: Sequence[Odd]) -> Iterator[Finding]:
    for one in odd:
        yield finding(
            "manad-i-kredit",
            f"de flesta rader i kostnadsklass {listed([*one.classes])} är kredit i {month_name(one.month)}, som om "
            "tecknet var omvänt",
            "Kontrollera vilket tecken kostnader har i uttaget, och ta ut filen på nytt.",
            file=holder(ledger, one.month),
        )


def efforts_lost(ledger: Ledger, cost: pd.DataFrame, fewest: int, *, have_codes: bool) -> Iterator[Finding]:
    """Months in which none of at least ``fewest`` rows has an effort although most have one in another month, or, where
    the efforts have codes (``have_codes``), in no month at all."""
    owned = (cost["effort"] != "").groupby(cost["period"]).agg(["sum", "size"])
    is_usual = bool((2 * owned["sum"] >= owned["size"]).any())
    if not is_usual and not (have_codes and owned["sum"].sum() == 0):
        return
    elsewhere = "i andra månader har de flesta det" if is_usual else "ingen månad har någon"
    without = owned[(owned["sum"] == 0) & (owned["size"] >= fewest)]
    for month, rows in without["size"].items():
        yield finding(
            "manad-utan-insatser",
            f"ingen av {count(int(rows))} rader på bidraget i {month_name(str(month))} har någon insats kod; "
            f"{elsewhere}",
            "Kontrollera koderna för insatserna i uttaget och i regionens fil, och ta ut filen på nytt om de saknas.",
            file=holder(ledger, str(month)),
        )


def _codes(ledger: Ledger, codes: CodeSet, silent: Collection[str]) -> Iterator[Finding]:
    """Codes like the grant's, or the grant's own in another column, in months that have none on them."""
    if not silent:
        return
    for dimension, ours in codes.items():
        if dimension == "account":
            continue
        found = {name: ledger.books.codes_in(name, silent) for name in COLUMNS if name != "account"}
        own = {code for code in ours if len(code) >= SHORTEST}
        for column, told in found.items():
            for month, code, rows in told:
                if column != dimension and code in own:
                    what = f"koden {code} står i kolumnen för {COLUMNS[column]} på {count(rows)} rader"
                elif column == dimension and any(_is_like(code, one) for one in ours):
                    what = f"koden {code} på {count(rows)} rader liknar bidragets {listed(sorted(ours))}"
                else:
                    continue
                file = holder(ledger, month)
                yield finding(
                    "kod-i-annan-form",
                    f"{what} i {month_name(month)}, som inte har några rader på bidragets koder",
                    "Kontrollera koderna i uttaget och ta ut filen på nytt med koderna som text. Är de rätt, skriv "
                    f"empty: [{month}] i {file or 'sidofilen'}{SUFFIX if file else ''}.",
                    file=file,
                )


def _is_like(code: str, other: str) -> bool:
    """Whether two codes differ by leading zeros, or by letters that are read for digits, alone."""
    one, its = (text.translate(ALIKE).lstrip("0").upper() for text in (code, other))
    return code != other and one == its and len(its) >= SHORTEST
