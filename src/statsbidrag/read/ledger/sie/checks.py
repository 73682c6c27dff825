"""Whether a SIE file holds together: vouchers, accounts against balances, months against period balances.

Owns the identities of a sound file: the rows of a voucher sum to zero; opening balance + movement = closing balance
(IB + TRANS = UB, RES = TRANS, OIB + TRANS = OUB per object); the months of #PSALDO are the months of the vouchers. In a
type 3 file the period balances are the movement.
Each that does not hold is told with its difference. Nothing is repaired or refused: sound ledgers have differences too.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from ...raw.quoting import named
from ..told import kronor_and_ore, row_count, voucher_count
from .notes import Notes, shown
from .parsed import Objects, Parsed
from .period_balances import account_months, months_of, object_months
from .records import AGAIN, DATES

COMPARE = "Jämför med ekonomisystemet och ta ut filen på nytt om något saknas; beloppen räknas som de står."


@dataclass(frozen=True)
class Difference:
    """An identity that does not hold. ``what`` names it in Swedish; ``line`` is the balance's, None without one."""

    what: str
    line: int | None
    expected: int
    given: int


def check(parsed: Parsed, notes: Notes) -> None:
    """Tell everything about a file that was read: what is odd with its vouchers, dates and balances."""
    _check_vouchers(parsed, notes)
    _check_dates(parsed, notes)
    tag = {"sie3": "3"}.get(parsed.kind, "4")
    if parsed.stated_type != tag:
        said = f"typ {named(parsed.stated_type)}" if parsed.stated_type else "ingen typ"
        told = f"filen uppger {said} (#SIETYP) men har innehållet i typ {tag}; innehållet gäller"
        notes.add("typ-avviker", told, "Inget behöver göras.")
    if parsed.kind == "sie4i":
        return
    if parsed.kind == "sie4e" and not parsed.vouchers.lines:
        told = "filen har saldon men inga verifikationer, och därför inga rader"
        notes.add("inga-verifikationer", told, "Kontrollera att verifikationerna är valda i uttaget.")
    if 0 not in parsed.years:
        counted = "periodsaldona räknas på sina månader" if parsed.kind == "sie3" else "raderna räknas på sina datum"
        told = f"filen saknar sitt räkenskapsår (#RAR 0); {counted}"
        notes.add("rakenskapsar-oklart", told, AGAIN)
    for difference in balance_differences(parsed):
        notes.add("saldo-stammer-inte", _told(difference), COMPARE, difference.line)
    if parsed.kind == "sie3":
        _check_months(parsed, notes)
        return
    for difference in month_differences(parsed, parsed):
        notes.add("periodsaldo-stammer-inte", _told(difference), COMPARE, difference.line)


def balance_differences(parsed: Parsed) -> Iterator[Difference]:
    """Accounts, and objects of accounts, whose opening balance and movement are not the closing balance.

    An account without #IB opens at zero. One with neither #UB nor #RES must not have moved, in a file that has both.
    """
    moved: dict[tuple[str, ...], int] = defaultdict(int)
    change = "PSALDO" if parsed.kind == "sie3" else "TRANS"
    for account, objects, ore in _moves(parsed):
        moved[(account,)] += ore
        for dimension, code in objects:
            moved[account, dimension, code] += ore
    labels = {label: parsed.balances_of(label) for label in ("IB", "UB", "RES", "OIB", "OUB")}
    opening: dict[tuple[str, ...], int] = defaultdict(int)
    for balance in [*labels["IB"], *labels["OIB"]]:
        opening[_place(balance.account, balance.objects)] += balance.ore
    closed = {"UB": set[str](), "RES": set[str]()}
    for label, formula in (("UB", f"IB + {change} = UB"), ("RES", f"{change} = RES"), ("OUB", f"OIB + {change} = OUB")):
        for balance in labels[label]:
            if label in closed:
                closed[label].add(balance.account)
            elif len(balance.objects) != 1 or balance.objects[0][0] in parsed.parents:
                continue
            place = _place(balance.account, balance.objects)
            given = moved[place] + (0 if label == "RES" else opening[place])
            if given != balance.ore:
                yield Difference(f"{formula} på {_named(place)}", balance.line, balance.ore, given)
    if not (closed["UB"] and closed["RES"]):
        return
    for account in sorted({place[0] for place in {*moved, *opening} if len(place) == 1} - closed["UB"] - closed["RES"]):
        given = moved[(account,)] + opening[(account,)]
        if given:
            yield Difference(f"slutsaldo saknas (#UB, #RES) på {_named((account,))}", None, 0, given)


def month_differences(vouchers: Parsed, balances: Parsed) -> Iterator[Difference]:
    """Accounts and objects whose months in #PSALDO of ``balances`` are not those of the rows of ``vouchers``.

    The two may be one file, or a type 3 file used as control total of a type 4 file. Sub-dimensions are held to
    account by their parents, since balances write their codes in another way than vouchers do.
    """
    moved: dict[tuple[str, ...], int] = defaultdict(int)
    for (account, objects, month), ore in vouchers.movements.items():
        moved[month, account] += ore
        for dimension, code in objects:
            moved[month, account, dimension, code] += ore
    for (month, *place), (line, ore) in {**account_months(balances), **object_months(balances)}.items():
        given = moved[month, *place]
        if given != ore:
            yield Difference(f"periodsaldot {month} på {_named(tuple(place))}", line, ore, given)


def _moves(parsed: Parsed) -> Iterator[tuple[str, Objects, int]]:
    """Account, objects and öre of what has moved in the year."""
    if parsed.kind == "sie3":
        return ((month.account, month.objects, month.ore) for month in months_of(parsed))
    return ((account, objects, ore) for (account, objects, _), ore in parsed.movements.items())


def _check_months(parsed: Parsed, notes: Notes) -> None:
    """Period balances of a type 3 file that stand twice, or outside its year."""
    balances = parsed.balances_of("PSALDO")
    seen = set[tuple[object, ...]]()
    again = []
    for balance in balances:
        place = (balance.period, balance.account, *sorted(balance.objects))
        if place in seen:
            again.append(balance)
        seen.add(place)
    if again:
        told = (
            f"{row_count(len(again))} med #PSALDO har samma månad, konto och objekt som en annan, tillsammans "
            f"{kronor_and_ore(sum(balance.ore for balance in again))}; alla räknas, och filen kan innehålla samma "
            "saldon två gånger"
        )
        notes.add("periodsaldo-upprepat", told, AGAIN, again[0].line)
    if 0 not in parsed.years:
        return
    start, end = parsed.years[0]
    outside = [balance for balance in balances if not f"{start:%Y-%m}" <= balance.period <= f"{end:%Y-%m}"]
    if outside:
        told = (
            f"{row_count(len(outside))} med #PSALDO, tillsammans "
            f"{kronor_and_ore(sum(balance.ore for balance in outside))}, "
            f"har en månad utanför räkenskapsåret {start}–{end} (#RAR); månaden gäller"
        )
        notes.add("datum-utanfor-rakenskapsaret", told, "Kontrollera månaden i ekonomisystemet.", outside[0].line)


def _check_vouchers(parsed: Parsed, notes: Notes) -> None:
    names = parsed.vouchers.names
    if len(set(names)) < len(names):
        times = Counter(name for name in names if name.strip())
        same = [line for line, name in zip(parsed.vouchers.lines, names, strict=True) if times[name] > 1]
        if same:
            told = f"{row_count(len(same))} med #VER har samma serie och nummer som en annan; de hålls isär"
            notes.add("samma-verifikationsnummer", told, "Inget behöver göras.", same[0])
            _tell_repeated({name for name in times if times[name] > 1}, parsed, notes)
    so_far = list(accumulate(parsed.rows.ore, initial=0))
    for line, _, _, first, end in parsed.vouchers_with_rows():
        if line and first == end:
            notes.add("tom-verifikation", "verifikationen har inga rader som räknas", COMPARE, line)
        elif line and so_far[first] != so_far[end]:
            sum_told = kronor_and_ore(so_far[end] - so_far[first])
            told = f"verifikationens rader ({row_count(end - first)}) blir {sum_told}, inte noll"
            notes.add("verifikation-i-obalans", told, COMPARE, line)


def _tell_repeated(names: set[str], parsed: Parsed, notes: Notes) -> None:
    """Vouchers that are another one again, with all its rows: the file may hold the same vouchers twice."""
    rows = parsed.rows
    seen: set[tuple[object, ...]] = set()
    again, ore = [], 0
    for line, name, date, first, end in parsed.vouchers_with_rows():
        if name not in names or first == end:
            continue
        booked = tuple(zip(rows.accounts[first:end], rows.lists[first:end], rows.ore[first:end], strict=True))
        if (name, date, booked) in seen:
            again.append(line)
            ore += sum(one for _, _, one in booked if one > 0)
        seen.add((name, date, booked))
    if again:
        told = (
            f"{voucher_count(len(again))} med samma serie, nummer, datum och konteringar som en annan, "
            f"{kronor_and_ore(ore)} i debet; filen kan innehålla samma verifikationer två gånger, och alla räknas"
        )
        notes.add("verifikation-upprepad", told, AGAIN, again[0])


def _check_dates(parsed: Parsed, notes: Notes) -> None:
    dates = sorted({*parsed.rows.dates})
    if "" in dates:
        _tell_undated(parsed, notes)
        dates.remove("")
    if 0 not in parsed.years or not dates:
        return
    start, end = parsed.years[0]
    outside = {date for date in dates if not f"{start:%Y%m%d}" <= date <= f"{end:%Y%m%d}"}
    if outside:
        rows = parsed.rows
        places = [place for place, date in enumerate(rows.dates) if date in outside]
        told = (
            f"{row_count(len(places))}, tillsammans {kronor_and_ore(sum(rows.ore[place] for place in places))}, "
            f"har datum utanför räkenskapsåret {start}–{end} (#RAR); datumet gäller"
        )
        notes.add("datum-utanfor-rakenskapsaret", told, "Kontrollera datumet i ekonomisystemet.", rows.lines[places[0]])
    until = parsed.covers_until
    last = dt.date(int(dates[-1][:4]), int(dates[-1][4:6]), int(dates[-1][6:]))
    if until and until < end:
        told = f"filen gäller till och med {until} (#OMFATTN), inte hela räkenskapsåret till {end}"
    elif (last.year, last.month) < (end.year, end.month):
        told = f"den sista konteringen är daterad {last}, räkenskapsåret slutar {end}"
    else:
        return
    notes.add("del-av-ar", told, "Inget behöver göras om uttaget gjordes under året.")


def _tell_undated(parsed: Parsed, notes: Notes) -> None:
    rows = parsed.rows
    for line, _, date, first, end in parsed.vouchers_with_rows():
        undated = [place for place in range(first, end) if not rows.dates[place]]
        if undated:
            told = (
                f"verifikationens datum är {shown(date)} och går inte att läsa; {row_count(len(undated))} utan datum "
                f"kan inte läggas i någon månad. Tillåtet: {DATES}"
            )
            notes.add("datum-oklart", told, AGAIN, line or rows.lines[first])


def _place(account: str, objects: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    return (account, *objects[0]) if objects else (account,)


def _named(place: tuple[str, ...]) -> str:
    account, *pair = place
    on_object = f", objekt {named(pair[1])} i dimension {named(pair[0])}" if pair else ""
    return f"konto {named(account)}{on_object}"


def _told(difference: Difference) -> str:
    return (
        f"{difference.what}: saldot är {kronor_and_ore(difference.expected)} "
        f"men raderna ger {kronor_and_ore(difference.given)} "
        f"(skillnad {kronor_and_ore(difference.given - difference.expected)})"
    )
