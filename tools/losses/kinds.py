"""The kinds of systematic loss, each planted in a half year's deliveries in one of several ways.

Owns the kinds. A kind is given deliveries and chance, and gives the spoilt deliveries; those that a format cannot have
are not planted in it. A loss is of the export, so control totals and balances are the true ones where there are any;
every second SIE file has balances that follow the loss, as when the program itself lost it.
"""

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from tools.losses.books import CODES, COSTS, DEBT, GRANT, MONTHS, Delivery, Row
from tools.losses.written import kronor

ALL = ("xlsx", "csv", "sie4e", "sie4i", "sie3")
VOUCHERS = ("xlsx", "csv", "sie4e", "sie4i")
Given = list[Delivery]
Planted = Callable[[Given, random.Random], Given]
Change = Callable[[Row], Row | None]


@dataclass(frozen=True)
class Kind:
    """A kind of loss, and the formats that can have it."""

    name: str
    plant: Planted
    forms: tuple[str, ...] = ALL


KINDS: list[Kind] = []


def _kind(name: str, forms: tuple[str, ...] = ALL) -> Callable[[Planted], Planted]:
    def add(plant: Planted) -> Planted:
        KINDS.append(Kind(name, plant, forms))
        return plant

    return add


def _in_rows(given: Given, chance: random.Random, change: Change) -> Given:
    """Every row changed, or left out where the change gives None; what stands in the books is told or not."""
    is_told = chance.random() < 0.5
    spoilt = []
    for one in given:
        rows = tuple(row for row in map(change, one.rows) if row is not None)
        true = one.rows if is_told or one.totals != "none" else None
        spoilt.append(one if rows == one.rows else replace(one, rows=rows, true=true))
    return spoilt


def _months(chance: random.Random) -> set[int]:
    """All months of the year, one, or all from one on, as when an export has been made anew."""
    first = chance.choice(MONTHS)
    return chance.choice([set(MONTHS), {first}, set(range(first, 7))])


@_kind("code column as text")
def _as_text(given: Given, chance: random.Random) -> Given:
    column, months = chance.choice(CODES), _months(chance)
    written = chance.choice(
        ["Kod:{}", "{} (Tillgänglighet)", "nr {}", "{}, Patientmiljarden", "Obj. {} tillgänglighet"]
    )
    only_grant = column == "object" and chance.random() < 0.5

    def change(row: Row) -> Row:
        code = getattr(row, column)
        ours = row.month in months and code and (not only_grant or code == GRANT)
        return replace(row, **{column: written.format(code)}) if ours else row

    return _in_rows(given, chance, change)


@_kind("code guarded in an unread form")
def _guarded(given: Given, chance: random.Random) -> Given:
    column, months = chance.choice(CODES), _months(chance)
    written = chance.choice(['="{}', "=TEXT({};0)", '=T("{}")', "'{}'", "`{}", "=({})", '"{}', "=+{}", "@{}"])
    only_grant = column == "object" and chance.random() < 0.5

    def change(row: Row) -> Row:
        code = getattr(row, column)
        ours = row.month in months and code and (not only_grant or code == GRANT)
        return replace(row, **{column: written.format(code)}) if ours else row

    return _in_rows(given, chance, change)


@_kind("lost zeros")
def _zeros(given: Given, chance: random.Random) -> Given:
    months = _months(chance)
    columns = chance.choice([("object",), ("activity",), ("object", "activity")])

    def change(row: Row) -> Row:
        bare = {column: getattr(row, column).lstrip("0") for column in columns}
        return replace(row, **bare) if row.month in months else row

    return _in_rows(given, chance, change)


@_kind("code misread")
def _misread(given: Given, chance: random.Random) -> Given:
    # A code that is real too, in January alone, is a grant that starts in February.
    other = chance.choice(["O916", "09l6", "0961", "0916-1"])
    months = _months(chance) if other in ("O916", "09l6") else chance.choice([set(MONTHS), {4}, {5, 6}])

    def change(row: Row) -> Row:
        return replace(row, object=other) if row.month in months and row.object == GRANT else row

    return _in_rows(given, chance, change)


@_kind("codes shifted by a column")
def _shifted(given: Given, chance: random.Random) -> Given:
    months = _months(chance)
    only_grant = chance.random() < 0.5

    def change(row: Row) -> Row:
        ours = row.month in months and (not only_grant or row.object == GRANT)
        return replace(row, shift=1) if ours else row

    return _in_rows(given, chance, change)


@_kind("code column emptied")
def _emptied(given: Given, chance: random.Random) -> Given:
    column, months = chance.choice(["object", "object", "account", "activity"]), _months(chance)

    def change(row: Row) -> Row:
        return replace(row, **{column: ""}) if row.month in months else row

    return _in_rows(given, chance, change)


def _a_class(chance: random.Random) -> tuple[str, ...]:
    return chance.choice([("5",), ("6",), ("7",), ("4",), ("5", "6", "7")])


@_kind("class with another decimal mark")
def _marks(given: Given, chance: random.Random) -> Given:
    classes, months = _a_class(chance), _months(chance)
    how = chance.choice(["comma", "thousands"])

    def written(ore: int) -> str:
        if how == "comma":
            return kronor(ore, ",")
        return f"{'-' if ore < 0 else ''}{abs(ore) // 100:,}".replace(",", ".")

    def change(row: Row) -> Row:
        ours = row.month in months and row.account[:1] in classes
        return replace(row, written=written(row.ore)) if ours else row

    return _in_rows(given, chance, change)


@_kind("class in another unit")
def _unit(given: Given, chance: random.Random) -> Given:
    classes, months = _a_class(chance), _months(chance)
    factor = chance.choice([1000, 1000, 100])

    def change(row: Row) -> Row:
        ours = row.month in months and row.account[:1] in classes
        return replace(row, ore=round(row.ore / factor)) if ours else row

    return _in_rows(given, chance, change)


@_kind("whole file in another unit")
def _all_in_unit(given: Given, chance: random.Random) -> Given:
    months = chance.choice([{4}, {6}, {5, 6}])

    def change(row: Row) -> Row:
        return replace(row, ore=round(row.ore / 1000)) if row.month in months else row

    return _in_rows(given, chance, change)


@_kind("class with its sign turned")
def _signs(given: Given, chance: random.Random) -> Given:
    classes, months = _a_class(chance), _months(chance)

    def change(row: Row) -> Row:
        ours = row.month in months and row.account[:1] in classes
        return replace(row, ore=-row.ore) if ours else row

    return _in_rows(given, chance, change)


@_kind("whole file with its sign turned")
def _all_signs(given: Given, chance: random.Random) -> Given:
    months = chance.choice([set(MONTHS), {4}, {6}, {4, 5, 6}])

    def change(row: Row) -> Row:
        return replace(row, ore=-row.ore) if row.month in months else row

    return _in_rows(given, chance, change)


@_kind("month left out")
def _left_out(given: Given, chance: random.Random) -> Given:
    month = chance.choice(MONTHS)
    if chance.random() < 0.3:
        return [one for one in given if not one.first <= f"2018-{month:02d}" <= one.last]
    return _in_rows(given, chance, lambda row: None if row.month == month else row)


@_kind("grant's rows left out in a month")
def _grant_left_out(given: Given, chance: random.Random) -> Given:
    month = chance.choice(MONTHS[1:])
    ours = {row.voucher for one in given for row in one.rows if row.object == GRANT and row.month == month}
    how = chance.choice(["vouchers", "rows"])

    def change(row: Row) -> Row | None:
        gone = row.voucher in ours if how == "vouchers" else row.object == GRANT and row.month == month
        return None if gone else row

    return _in_rows(given, chance, change)


@_kind("class of accounts left out")
def _class_left_out(given: Given, chance: random.Random) -> Given:
    classes, months = _a_class(chance), _months(chance)
    return _in_rows(given, chance, lambda row: None if row.month in months and row.account[:1] in classes else row)


@_kind("dates of a month moved to another")
def _moved(given: Given, chance: random.Random) -> Given:
    month = chance.choice(MONTHS)
    to = chance.choice([one for one in MONTHS if one != month])
    return _in_rows(given, chance, lambda row: replace(row, month=to) if row.month == month else row)


@_kind("block doubled")
def _doubled(given: Given, chance: random.Random) -> Given:
    spoilt = list(given)
    place = chance.randrange(len(given))
    rows = given[place].rows
    size = chance.randrange(5, 40)
    starts = [s for s in range(len(rows) - size) if any(row.object == GRANT for row in rows[s : s + size])]
    start = chance.choice(starts)
    block = tuple(replace(row, text=f"{row.text} again") for row in rows[start : start + size])
    # The mark is for SIE type 3 alone, where rows are summed.
    again = block if "sie3" in given[place].form else rows[start : start + size]
    at = chance.choice([start + size, len(rows)])
    true = rows if given[place].totals != "none" or chance.random() < 0.5 else None
    spoilt[place] = replace(given[place], rows=(*rows[:at], *again, *rows[at:]), true=true)
    return spoilt


@_kind("month doubled", VOUCHERS)
def _month_doubled(given: Given, chance: random.Random) -> Given:
    month = chance.choice(MONTHS)
    spoilt = []
    for one in given:
        again = tuple(row for row in one.rows if row.month == month)
        true = one.rows if one.totals != "none" else None
        spoilt.append(replace(one, rows=(*one.rows, *again), true=true) if again else one)
    return spoilt


def _vouchers(one: Delivery) -> list[str]:
    return list(dict.fromkeys(row.voucher for row in one.rows))


def _again(one: Delivery, rows: tuple[Row, ...], **other: object) -> Delivery:
    """A further delivery of the same months, without totals: nobody had them."""
    about = {"name": f"{one.name}-ny", "received": "2018-07-12", "totals": "none", "true": None, **other}
    return replace(one, rows=rows, **about)  # type: ignore[arg-type]


@_kind("older file delivered last")
def _older(given: Given, chance: random.Random) -> Given:
    one = chance.choice(given)
    late = {voucher for voucher in _vouchers(one) if chance.random() < chance.choice([0.05, 0.1, 0.18, 0.4])}
    # It was taken out before the one that it replaces was: two weeks, when the last month was still open.
    made = (dt.date.fromisoformat(one.received) - dt.timedelta(days=14)).isoformat()
    return [*given, _again(one, tuple(row for row in one.rows if row.voucher not in late), made=made)]


@_kind("older file delivered last, with the new between")
def _older_again(given: Given, chance: random.Random) -> Given:
    one = chance.choice(given)
    changed = {voucher for voucher in _vouchers(one) if chance.random() < 0.12}
    # What was known first had other amounts in some vouchers; the correction came, and then the first file again.
    sign = {True: 1, False: -1}
    old = tuple(
        replace(row, ore=row.ore + sign[row.ore > 0] * 150_075) if row.voucher in changed else row for row in one.rows
    )
    first = replace(
        one, name=f"{one.name}-a", received="2018-07-11", totals="none", true=None, rows=old, made="2018-07-11"
    )
    last = replace(first, name=f"{one.name}-z", received="2018-07-14", form=(*one.form, "bare"))
    right = replace(one, received="2018-07-12")
    return [first, *(right if each is one else each for each in given), last]


@_kind("delivery with only the new rows")
def _only_new(given: Given, chance: random.Random) -> Given:
    return [*given, _again(given[-1], _new_rows(given[-1], chance))]


@_kind("supplement without adds")
def _supplement(given: Given, chance: random.Random) -> Given:
    one = chance.choice(given)
    rows = _new_rows(one, chance)
    if chance.random() < 0.5:
        return [*given, _again(one, tuple(row for row in rows if row.object == GRANT), objects=(GRANT,))]
    return [*given, _again(one, rows)]


@_kind("supplement delivered twice", VOUCHERS)
def _supplement_twice(given: Given, chance: random.Random) -> Given:
    one = chance.choice(given)
    rows = _new_rows(one, chance)
    added = _again(one, rows, flags=("adds: true",))
    twice = replace(added, name=f"{one.name}-ny2", received="2018-07-13", form=(*one.form, "more"))
    return [*given, added, twice]


def _new_rows(one: Delivery, chance: random.Random) -> tuple[Row, ...]:
    """Vouchers of the last month that nobody has had."""
    month = int(one.last[5:])
    rows: list[Row] = []
    for number in range(chance.randrange(4, 12)):
        ore = chance.randrange(100_000, 9_000_000)
        name = f"LF1890{number:03d}"
        cost = Row(name, 1, month, 27, chance.choice(COSTS), ore, "3101", GRANT, "01", text="Ny händelse")
        rows += [cost, Row(name, 2, month, 27, DEBT, -ore, text="Ny händelse")]
    return tuple(rows)


@_kind("debit and credit of the grant's vouchers swapped", VOUCHERS)
def _swapped(given: Given, chance: random.Random) -> Given:
    months = _months(chance)
    kinds = ("5", "6", "7", DEBT[:1])
    return _in_rows(
        given,
        chance,
        lambda row: replace(row, ore=-row.ore) if row.month in months and row.account[:1] in kinds else row,
    )
