"""Variations of a sound half year that must not be doubted: what controllers deliver when nothing is wrong.

Owns the list. A variation may change figures, as a rebooking does; it must neither be refused nor get a reservation.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from tools.losses.books import (
    DEBT,
    GRANT,
    Delivery,
    Row,
    cumulative,
    half_year,
    monthly,
    of_months,
    split_year,
)

Given = list[Delivery]
CONFIRMED = "all"


@dataclass(frozen=True)
class Variation:
    """Deliveries that are right, in one format."""

    name: str
    form: str
    deliveries: Given


def _booked(month: int, ore: int, code: str, name: str = "BO1899001", day: int = 27) -> list[Row]:
    row = Row(name, 1, month, day, "6410", ore, "3101", code, "01" if code == GRANT else "")
    return [row, replace(row, number=2, account=DEBT, ore=-ore, unit="", object="", activity="")]


def _rebooked(rows: list[Row]) -> list[Row]:
    """A large sum taken from the grant to no object, in one voucher."""
    cost = Row("BO1899002", 1, 6, 28, "6410", -1_200_000_00, "3101", GRANT, "01")
    return [*rows, cost, replace(cost, number=2, ore=1_200_000_00, object="", activity="")]


def _quarterly(rows: list[Row]) -> list[Row]:
    ours = {row.voucher for row in rows if row.object == GRANT and row.month % 3}
    return [row for row in rows if row.voucher not in ours]


def _credited(rows: list[Row]) -> list[Row]:
    """Every fourth of the grant's invoices in May is credited in June."""
    mine = [row for row in rows if row.object == GRANT and row.month == 5 and row.voucher.startswith("LF")][::4]
    again = []
    for number, row in enumerate(mine):
        name = f"LK18{number:05d}"
        again += [replace(row, voucher=name, month=6, ore=-row.ore), Row(name, 2, 6, row.day, DEBT, row.ore)]
    return [*rows, *again]


def _corrected(one: Delivery, **other: str) -> Delivery:
    """The same months again with one amount right and one voucher more."""
    about = {"name": f"{one.name}-rattad", "received": "2018-07-12", "totals": CONFIRMED, **other}
    number = next(place for place, row in enumerate(one.rows) if row.object == GRANT)
    rows = list(one.rows)
    for place in (number, number + 1):
        ore = rows[place].ore
        rows[place] = replace(rows[place], ore=ore + (150_00 if ore > 0 else -150_00))
    return replace(one, rows=(*rows, *_booked(int(one.last[5:]), 12_345_67, GRANT)), **about)  # type: ignore[arg-type]


def _supplemented(given: Given, *, then_full: bool) -> Given:
    """Rows added by a supplement, and a full export that has them."""
    last = given[-1]
    more = tuple(_booked(6, 4_321_09, GRANT, "LF1899009"))
    added = replace(last, name="tillagg", rows=more, received="2018-07-12", first="2018-06", totals="none")
    added = replace(added, flags=("adds: true",))
    full = replace(last, name="hela", rows=(*last.rows, *more), received="2018-07-20")
    return [*given, added, *([full] if then_full else [])]


def _later_full(given: Given, rows: list[Row]) -> Given:
    return [*given, Delivery("hela-aret", tuple(rows), "2018-01", "2018-06", "2018-07-20")]


def _formed(given: Given, *forms: str) -> Given:
    return [replace(one, form=(*one.form, *forms)) for one in given]


def _without_totals_but(given: Given, totals: str) -> Given:
    return [replace(one, totals=totals) for one in given]


def _books() -> dict[str, list[Row]]:
    """The half years that are right, by name."""
    rows = half_year()
    others = [replace(row, object="7777" if row.object == "9915" else row.object) for row in rows]
    few = [row for row in rows if row.object == GRANT and row.month == 4][6:]
    fewer = {row.voucher for row in few}
    return {
        "as it is": rows,
        "another year": half_year(7),
        "a third year": half_year(11),
        "an empty January": half_year(3, quiet=(1,)),
        "a start in March": half_year(4, grant_months=(3, 4, 5, 6)),
        "a start in June": half_year(5, grant_months=(6,)),
        "quarterly invoices": _quarterly(rows),
        "a large rebooking": _rebooked(rows),
        "credited invoices": _credited(rows),
        "other objects": others,
        "few rows in April": [row for row in rows if row.voucher not in fewer],
        "a very large invoice": [*rows, *_booked(6, 250_000_000_00, "9921")],
        "many small amounts": [*rows, *(one for n in range(9) for one in _booked(5, 12_50, "", f"SM18{n:05d}"))],
        "one voucher not whole": [*rows, Row("LF1899003", 1, 6, 9, "6410", 99_00, "3101", "9921")],
    }


Shape = Callable[[list[Row]], Given]
SHAPES: dict[str, dict[str, Shape]] = {
    "xlsx": {"monthly": monthly},
    "csv": {"split": split_year},
    "sie4e": {"cumulative": cumulative},
    "sie4i": {"split": split_year},
    "sie3": {"cumulative": cumulative},
}


def variations() -> Iterator[Variation]:
    """Every variation: each book in two formats at least, and each way of delivering."""
    rows = half_year()
    forms = list(SHAPES)
    for number, (name, book) in enumerate(_books().items()):
        ordered = sorted(book, key=lambda row: (row.month, row.voucher, row.number))
        for form in (forms[number % 5], forms[(number + 2) % 5]):
            (shape,) = SHAPES[form].values()
            yield Variation(name, form, shape(ordered))
    for form in ("xlsx", "csv", "sie4i"):
        given = monthly(rows)
        yield Variation("a corrected re-export", form, [*given, _corrected(given[-1])])
        yield Variation("a supplement", form, _supplemented(given, then_full=False))
        yield Variation("a supplement, then the full export", form, _supplemented(given, then_full=True))
        yield Variation("a later full delivery of the year", form, _later_full(given, rows))
    given = cumulative(rows)
    yield Variation("a corrected re-export", "sie4e", [*given, _corrected(given[-1])])
    # A balance list tells of rows that period balances do not have.
    yield Variation("a corrected re-export", "sie3", [*given, _corrected(given[-1], totals="none")])
    yield Variation("other column order", "csv", _formed(monthly(rows), "turned"))
    yield Variation("other column order", "xlsx", _formed(split_year(rows), "turned"))
    yield Variation("more columns", "csv", _formed(split_year(rows), "more"))
    yield Variation("more columns", "xlsx", _formed(split_year(rows), "more"))
    for form in ("cp1252", "utf-16", "utf-8-sig", "tab", "point", "bare"):
        yield Variation(form, "csv", _formed(split_year(rows), form))
    yield Variation("comma and point", "csv", _formed(split_year(rows), "comma", "point"))
    yield Variation("csv instead of Excel from April", "xlsx", _csv_from_april(rows))
    yield Variation("totals of every kind", "xlsx", _without_totals_but(monthly(rows), CONFIRMED))
    yield Variation("totals of debit and credit", "csv", _without_totals_but(monthly(rows), "sums"))
    yield Variation("no balance accounts", "csv", split_year([row for row in rows if row.account[:1] not in "12"]))
    yield Variation("no balance accounts", "sie4i", split_year([row for row in rows if row.account[:1] not in "12"]))
    ours = tuple(row for row in rows if row.object == GRANT)
    only = Delivery("objektet", ours, "2018-01", "2018-06", "2018-07-10", objects=(GRANT,))
    yield Variation("the grant's object alone", "csv", [only])
    same = monthly(rows)
    yield Variation("the same months again", "xlsx", [*same, replace(same[3], name="igen", received="2018-07-12")])
    yield Variation("without balances", "sie4e", _formed(cumulative(rows), "unbalanced"))


def _csv_from_april(rows: list[Row]) -> Given:
    first, rest = monthly(of_months(rows, (1, 2, 3)))[:3], monthly(rows)[3:]
    return [*first, *_formed(rest, "as csv")]
