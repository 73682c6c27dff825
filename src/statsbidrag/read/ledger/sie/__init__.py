"""SIE files, the Swedish format for ledgers: types 4E, 4I and 3.

Owns the order of the steps: text, lines, kind, objects, checks. Nothing is read from disk here. Each module has one
part: ``lexing`` what a line and its fields are, ``reading`` and ``records`` what the labels mean, ``kind`` which files
are refused, ``objects`` the dimensions, ``checks`` what must add up, ``period_balances`` type 3, ``sums`` what a file
comes to. All this needs the standard library alone; ``rows``, the way to the store, does not and is not imported here.
"""

from ..spoilt import Spoilt
from ..told import whole
from .checks import balance_differences, check, month_differences
from .kind import kind_of, lost_letters, text_of
from .notes import Notes
from .objects import settle_objects
from .parsed import Parsed
from .period_balances import tell_convention
from .reading import read_text
from .records import AGAIN
from .sums import Occurrence, find_code, sie_summary
from .unread import tell_commas, too_much_unread

__all__ = [
    "Occurrence", "Parsed", "balance_differences", "find_code", "month_differences", "read_sie", "sie_summary",
    "too_much_unread",
]  # fmt: skip


def read_sie(content: bytes, file: str) -> Parsed:
    """Read a SIE file's bytes; ``file`` is its path in messages.

    Raises LedgerRefused when it is no SIE file of type 4 or 3, or is cut off. Everything else that is odd is among the
    findings, and every amount that can be read is kept.
    """
    notes = Notes(file)
    text, encoding = text_of(content, file)
    parsed = Parsed(file, encoding)
    if lost := lost_letters(text):
        notes.add(
            "forlorade-tecken",
            f"filen har tecken som förstörts ({lost} stycken); beloppen räknas",
            "Ta ut filen på nytt. Koder och texter med å, ä och ö kan vara fel.",
        )
    read_text(text, parsed, notes)
    parsed.kind = kind_of(parsed)
    _tell_period_balances(parsed, notes)
    settle_objects(parsed, notes)
    tell_convention(parsed, notes)
    check(parsed, notes)
    parsed.findings = notes.found()
    return parsed


def _tell_period_balances(parsed: Parsed, notes: Notes) -> None:
    """Tell how the #PSALDO are written; in a type 3 file they are the rows, so that an unread one is money lost."""
    unread = parsed.unread_balances
    unread.of = parsed.comma_balances.of = len(parsed.balances_of("PSALDO")) + unread.rows
    tell_commas(parsed.comma_balances, "periodsaldon (#PSALDO)", notes)
    if parsed.kind != "sie3":
        parsed.unread_balances = Spoilt()
    elif unread.rows:
        rows = f"rad {', '.join(map(str, unread.first))}{' …' if unread.rows > len(unread.first) else ''}"
        told = (
            f"{whole(unread.rows)} av {whole(unread.of)} periodsaldon (#PSALDO), {rows}, går inte att läsa, och deras "
            "belopp räknas inte"
        )
        notes.add("periodsaldo-oklart", told, AGAIN, unread.first[0])
