"""What the heading of an amount says of its unit: ``Belopp (SEK)`` is kronor, ``Belopp (tkr)`` is thousands of them.

Owns which ways of naming kronor leave a heading the same, and that a multiple never does: a factor of a thousand is
told by the region file (``ledger.unit``) and must not be against the heading.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from ...base.errors import LedgerRefused
from ...model.region import LedgerFormat

AMOUNTS = ("amount", "debit", "credit")
KRONOR = ("kr", "SEK", "kronor", "svenska kronor")
MULTIPLES = {
    "tkr": ("tkr", "tsek", "ksek", "tusental kronor", "tusen kronor", "tusental", "1000 kr", "1 000 kr"),
    "mnkr": ("mnkr", "mkr", "msek", "miljoner kronor", "miljoner", "milj kr", "mn kr"),
}
NAMED = {name: unit for unit, names in {"kr": KRONOR, **MULTIPLES}.items() for name in map(str.casefold, names)}
_NAMES = "|".join(re.escape(name) for name in sorted(NAMED, key=len, reverse=True))
WITH_UNIT = re.compile(
    rf"(?P<name>.*?)(?:[\s,]*[(\[]\s*(?:i\s+)?(?P<inside>{_NAMES})[.]?\s*[)\]]|(?:^|[\s,_]+)(?:i\s+)?(?P<after>{_NAMES})[.]?)",
    re.IGNORECASE | re.DOTALL,
)
# Of what is planned, nothing is booked.
NO_OUTCOME = re.compile("budget|prognos|plan|avvik", re.IGNORECASE)
TOLD = {"kr": "kronor", "tkr": "tusental kronor (tkr)", "mnkr": "miljoner kronor (mnkr)"}
IN_REGION = "i regionens fil i params/regions/"


def unit_named(heading: str) -> tuple[str, str] | None:
    """The heading without its unit, and the unit: kr, tkr or mnkr. None of a heading that names none."""
    written = WITH_UNIT.fullmatch(heading.strip())
    return None if written is None else (written["name"], NAMED[(written["inside"] or written["after"]).casefold()])


def in_kronor(heading: str) -> Iterator[str]:
    """The other ways of writing a heading of kronor: with and without them."""
    if (named := unit_named(heading)) and named[1] == "kr":
        heading = named[0]
        yield heading
    for name in KRONOR:
        yield from (f"{heading} {name}", f"{heading} i {name}", f"{heading}, {name}")
        yield from (f"{heading} ({name})", f"{heading} [{name}]", f"{heading} (i {name})")


def multiple_told(headings: Iterable[str]) -> str | None:
    """What to say of the first heading that names a multiple of kronor, as the end of a refusal; None without one."""
    for heading in map(str.strip, headings):
        if (named := unit_named(heading)) and named[0] and named[1] != "kr" and not NO_OUTCOME.search(named[0]):
            return (
                f"{heading} är i {TOLD[named[1]]}, och en faktor gissas aldrig. Ta ut filen i kronor, eller skriv "
                f"amount: {heading} under ledger.columns och unit: {named[1]} under ledger {IN_REGION}."
            )
    return None


def refuse_other_unit(texts: Mapping[str, str], ledger: LedgerFormat, file: str, row: int) -> None:
    """Raises LedgerRefused when the heading of an amount that is read names another unit than the region file."""
    for column in AMOUNTS:
        named = unit_named(texts.get(column, ""))
        if named and named[1] != ledger.unit:
            raise LedgerRefused(
                f"{file}:{row}: rubriken {texts[column].strip()} säger att beloppen är i {TOLD[named[1]]}, men "
                f"regionens fil säger {TOLD[ledger.unit]} (ledger.unit). Ta ut filen i den enheten, eller ändra unit "
                f"{IN_REGION}."
            )
