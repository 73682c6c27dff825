"""The replacements behind a report, and the words for them: told in the terminal, and where a report is stopped.

Owns which months of which grant years a report rests on, and that a delivery that must not replace there stops the
report and no other.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from ..base.errors import ReportRefused
from ..base.findings import Finding, finding
from ..base.numbers import count, percent, signed
from ..base.period import Period
from ..read.ledger.told import kronor_and_ore, row_count, voucher_count
from ..read.params.parameters import Parameters
from ..read.raw.sidecar import SUFFIX
from ..read.store.ledger import Ledger
from ..rules.replacing import Verdict
from ..show.wording import listed
from .replacing import Month, Replacement, Sum, replacements


def replaced_for(
    parameters: Parameters, ledger: Ledger, period: Period, usable: Sequence[Parameters] = ()
) -> list[Replacement]:
    """The replacements in the months a report rests on, of deliveries that hold them; ``usable`` are the earlier grant
    years whose money it may use. Raises ReportRefused where one of them must not replace.
    """
    least = Fraction(parameters.settings.recurring_share)
    found = []
    for one in (*usable, parameters):
        year, books = one.agreement.year, one.choices.bookkeeping
        if books is None:
            continue
        last = str(period) if one is parameters else f"{year}-13"
        # What stands in the balance sheet when the year begins may come from the rows of every year before.
        first = "" if one is parameters and books.accrual else f"{year}-01"
        slots = {slot for each in ledger.known for slot in each.slots() if first <= slot <= last}
        found += [each for each in replacements(ledger, books, least, slots) if each.holds]
    if refused := why_not(found, parameters.agreement.id, least):
        raise ReportRefused(refused)
    return found


def doubted(found: Sequence[Replacement]) -> Iterator[Finding]:
    """What marks the cost of a report that rests on some replacements."""
    yield from old_deliveries(found)
    yield from thinned(found)


def old_deliveries(found: Sequence[Replacement]) -> Iterator[Finding]:
    """That what came last seems to be older than what it replaced: one finding for each file."""
    old: dict[str, list[Replacement]] = {}
    for one in found:
        if one.is_old:
            old.setdefault(one.delivery.file, []).append(one)
    for file, months in old.items():
        before, after = sums_of(months)
        yield finding(
            "aldre-uttag-sist",
            f"uttaget ersätter {_replaced(months)} men {_why_old(months)}; bidragets "
            f"rader {told(before, after)}{', men på andra koder eller dagar' if before == after else ''}",
            "Kontrollera att filen är det senaste uttaget och att scope bara har de månader som den är ett helt uttag "
            "av. Rätta annars scope, skriv adds: true om den är ett tillägg, eller withdrawn om den är fel, i "
            f"{file}{SUFFIX}. Är den rätt, skriv replaces: true där.",
            file=file,
        )


def thinned(found: Sequence[Replacement]) -> Iterator[Finding]:
    """That much of a grant's rows is gone where the month as a whole recurs: one finding for each file."""
    thin: dict[str, list[Replacement]] = {}
    for one in found:
        if one.is_thin and not one.is_old and not one.delivery.replaces:
            thin.setdefault(one.delivery.file, []).append(one)
    for file, months in thin.items():
        yield finding(
            "bidragets-rader-borta",
            f"uttaget ersätter {_replaced(months)}, men {gone_of(months)}; bidragets rader {told(*sums_of(months))}",
            "Kontrollera att uttaget har med alla verifikationer, och ta annars ut det på nytt. Är det rätt, skriv "
            f"totals med by_object för bidragets objekt ur saldolistan, eller replaces: true, i {file}{SUFFIX}.",
            file=file,
        )


def gone_of(months: Sequence[Replacement]) -> str:
    """``9 av bidragets 20 rader finns inte kvar på någon kod``."""
    gone, of_all = (count(sum(many)) for many in zip(*((one.lost.gone, one.lost.rows) for one in months), strict=True))
    return f"{gone} av bidragets {of_all} rader finns inte kvar på någon kod"


def _why_old(months: Sequence[Replacement]) -> str:
    if made := [one.month.made for one in months if one.month.made]:
        own, replaced = made[0][0], max(last for _, last in made)
        return f"är enligt filen (#GEN) framställt {own}, före det som det ersätter ({replaced})"
    return "ser ut att vara äldre, eller en del: det har inget som inte redan hade kommit, och rader är borta"


def why_not(found: Sequence[Replacement], agreement_id: str, least: Fraction) -> list[str]:
    """Why a report of an agreement cannot rest on some replacements, and what to do: a line for each delivery and kind,
    with all its months, so that a claim that is too wide is told once."""
    stopping: dict[tuple[str, Verdict, bool, bool], list[Replacement]] = {}
    for one in found:
        if one.verdict is not Verdict.GOES_ON:
            kind = (one.delivery.file, one.verdict, one.month.found.by_rows, not one.month.after.rows)
            stopping.setdefault(kind, []).append(one)
    told_of = [_why_not(its, agreement_id, least) for its in stopping.values()]
    return [*dict.fromkeys(f"{one.place}: {one.message}. {one.remedy}" for one in told_of)]


def _why_not(months: Sequence[Replacement], agreement_id: str, least: Fraction) -> Finding:
    """One finding for the months of a delivery that are alike."""
    one = months[0]
    beside = f"{one.delivery.file}{SUFFIX}"
    if not one.month.after.rows:
        those = "den månaden" if len(months) == 1 else "de månaderna"
        why = f"men filen har ingen rad alls i {those}"
        mend = (
            f"Rätta scope i {beside} om filen inte omfattar {those}. Är det rätt att inget finns där, skriv "
            "replaces: true. Är det fel fil, skriv withdrawn."
        )
    elif one.verdict is Verdict.FEW_RECUR:
        again = recurs([each.month for each in months])
        why = f"men bara {again} (gränsen är {percent(least)}), och inga kontrollsummor bekräftar filen"
        mend = (
            f"Är filen ett tillägg med nya rader, skriv adds: true i {beside}. Är det hela månaden, skriv totals ur "
            "saldolistan, eller replaces: true om det ändå är rätt. Är det fel fil, skriv withdrawn."
        )
    else:
        why = "och då finns inga rader kvar på bidragets koder"
        mend = (
            f"Kontrollera koderna i filen. Är det rätt, skriv replaces: true i {beside}, eller totals med by_object "
            "för bidragets objekt ur saldolistan. Är filen ett tillägg, skriv adds: true. Är det fel fil, skriv "
            "withdrawn."
        )
    return finding(
        "ersatter-for-mycket",
        f"uttaget (mottaget {one.delivery.received_text}) skulle ersätta {_replaced(months)}, {why}. "
        f"{agreement_id}: {told(*sums_of(months))}. Rapporten görs inte",
        mend,
        file=one.delivery.file,
    )


def recurs(months: Sequence[Month]) -> str:
    """``20 av 112 verifikationer återkommer``, of months that are compared alike."""
    units = sum(month.found.units for month in months)
    of_all = row_count(units) if months[0].found.by_rows else voucher_count(units)
    return f"{count(sum(month.found.recurring for month in months))} av {of_all} återkommer"


def _replaced(months: Sequence[Replacement]) -> str:
    """``huvudbok-a.xlsx för 2018-06``: the files and slots replaced."""
    names = dict.fromkeys(name for one in months for name in _names(one.month))
    return f"{listed([*names])} för {_slots([one.slot for one in months])}"


def _slots(slots: Sequence[str]) -> str:
    """``2018-01–2018-06`` where three or more follow each other, else each."""
    numbers = [int(slot[:4]) * 13 + int(slot[5:]) for slot in slots]
    is_span = len(slots) > 2 and numbers == [*range(numbers[0], numbers[0] + len(slots))]
    return f"{slots[0]}–{slots[-1]}" if is_span else listed([*slots])


def sums_of(months: Sequence[Replacement]) -> tuple[Sum, Sum]:
    """A grant's rows before and after in some months together."""
    return _together([one.before for one in months]), _together([one.after for one in months])


def _together(sums: Sequence[Sum]) -> Sum:
    return Sum(sum(one.rows for one in sums), sum(one.ore for one in sums))


def told(before: Sum, after: Sum) -> str:
    """``före 12 rader, 340,00 kr; efter 15 rader, 378,94 kr (+38,94 kr)``."""
    if before == after:
        return f"{_sum(after)}, oförändrat"
    change = signed(kronor_and_ore(after.ore - before.ore))
    return f"före {_sum(before)}; efter {_sum(after)} ({change})"


def _sum(one: Sum) -> str:
    return f"{row_count(one.rows)}, {kronor_and_ore(one.ore)}"


def _names(month: Month) -> list[str]:
    return [file.rpartition("/")[2] for file in month.files]
