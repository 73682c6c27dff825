"""Where the columns of an export are: the header row, found by its names.

Headings are compared as ``read.text.headings`` says. Rows above the header are titles. Every heading the region file
names must be there, once; columns it does not name are left out. Where a heading is not there, one of its synonyms may
stand for it: those of the region file, and those of ``headings.yaml`` beside this module.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pandas as pd

from ...base.errors import LedgerRefused
from ...base.findings import Finding, finding
from ...model.region import LedgerColumns
from ..params.strict_yaml import read_document
from ..raw.quoting import headings_told
from ..text.headings import ROWS_SEARCHED as ROWS_SEARCHED
from ..text.headings import compared as compared
from .amounts import CREDIT_MARKS, DEBIT_MARKS, MINUSES
from .balances import columns_of_kinds, refuse_balances
from .one_cell import separated_otherwise
from .other_lists import other_list
from .unit_headings import AMOUNTS, in_kronor, multiple_told

HEADINGS_FILE = Path(__file__).with_name("headings.yaml")
SIDES = ("debit", "credit", "debit_credit")
IN_REGION = "ledger.columns i regionens fil i params/regions/"


@dataclass(frozen=True)
class Header:
    """The header's row in the file (1 = first) and, for each store column the export has, its column in the frame.

    ``texts`` are the headings of those columns as the file has them; ``repeated`` the rows below that repeat them, as
    page breaks do, which are no rows of the ledger. ``kinds`` are columns that tell of each row whether it is outcome
    or plan, with their headings.
    """

    row: int
    columns: dict[str, int]
    texts: dict[str, str]
    repeated: tuple[int, ...] = ()
    kinds: Mapping[int, str] = field(default_factory=dict)


def find_header(
    cells: pd.DataFrame,
    headings: LedgerColumns,
    file: str,
    synonyms: Mapping[str, Sequence[str]] | None = None,
    separator: str | None = None,
) -> Header:
    """The header row of a text frame (index = row in the file, columns 0 …); ``synonyms`` are those of the region,
    and ``separator`` what it says that its text files are separated by.

    Raises LedgerRefused when no row has the headings, when another row below has them in another way, when one is
    lacking or stands twice, or when two synonyms could stand for one.
    """
    wanted = {column: heading for column, heading in headings.model_dump().items() if heading is not None}
    names = _names(wanted, synonyms or {})
    complete = []
    nearest, most = None, 0
    for row, values in zip(cells.index[:ROWS_SEARCHED], cells.head(ROWS_SEARCHED).itertuples(index=False), strict=True):
        present = set(map(compared, values))
        found = sum(not present.isdisjoint(alike) for alike in names.values())
        if found == len(names):
            complete.append(row)
        if found > most:
            nearest, most = row, found
    if not complete:
        refuse_balances(cells.head(ROWS_SEARCHED), file)
        if apart := separated_otherwise(cells.head(ROWS_SEARCHED), names.values(), file, separator):
            raise LedgerRefused(apart)
        raise LedgerRefused(_lacking(cells, wanted, names, file, nearest if most > 1 else None))
    row = complete[0]
    positions = _positions(cells.loc[row], wanted, names, file, row)
    if "amount" in wanted and "debit_credit" not in wanted:
        _refuse_marks(cells, row, positions, file)
    header = Header(row, positions, {column: str(cells.at[row, position]) for column, position in positions.items()})
    repeated = repeats(cells.loc[row + 1 :], header)
    unlike = [other for other in complete[1:] if other not in repeated]
    if unlike:
        raise LedgerRefused(
            f"{file}:{row}: både rad {row} och rad {unlike[0]} ser ut som rubrikrad. "
            "Ta ut filen utan upprepade rubriker, med en enda tabell."
        )
    kinds = columns_of_kinds(cells, row, list(positions.values()))
    return Header(row, positions, header.texts, tuple(repeated), kinds)


def repeats(cells: pd.DataFrame, header: Header) -> list[int]:
    """The rows of a frame that have the header's headings, each in its column, letter for letter."""
    alike = pd.Series(True, cells.index)
    for column, position in header.columns.items():
        alike &= cells[position] == header.texts[column]
        if not alike.any():
            return []
    return list(cells.index[alike])


def heading_findings(header: Header, headings: LedgerColumns, file: str) -> list[Finding]:
    """That columns were found by a synonym of the heading the region file names."""
    wanted = headings.model_dump()
    other = {
        wanted[column]: text.strip()
        for column, text in header.texts.items()
        if compared(text) != compared(wanted[column])
    }
    if not other:
        return []
    told = ", ".join(f"{text} som {heading}" for heading, text in other.items())
    return [
        finding(
            "rubrik-med-annat-namn",
            f"kolumner som heter något annat än i regionens fil är lästa: {told}",
            f"Kontrollera att det är rätt kolumner, eller ändra {IN_REGION}.",
            file=file,
            row=header.row,
        )
    ]


@cache
def known_headings() -> dict[str, tuple[str, ...]]:
    """The headings that exports use for each column, of ``headings.yaml``."""
    columns = read_document(HEADINGS_FILE.parent, HEADINGS_FILE).mapping
    found = {}
    for column, names in columns.items():
        if not isinstance(names, list):
            raise TypeError(f"{HEADINGS_FILE.name}: {column} is no list of headings")
        alike = [other for name in names for other in in_kronor(name)] if column in AMOUNTS else []
        distinct: dict[str, str] = {}
        for name in [*names, *alike]:
            distinct.setdefault(compared(name), name)
        found[column] = tuple(distinct.values())
    return found


def _names(wanted: dict[str, str], synonyms: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The compared names that may head each column: its own heading first, never the own heading of another."""
    own = {column: compared(heading) for column, heading in wanted.items()}
    names = {}
    for column, heading in own.items():
        alike = in_kronor(wanted[column]) if column in AMOUNTS else ()
        others = map(compared, [*alike, *synonyms.get(column, ()), *known_headings().get(column, ())])
        names[column] = [heading, *(name for name in dict.fromkeys(others) if name not in own.values())]
    return names


def _positions(
    header: pd.Series, wanted: dict[str, str], names: dict[str, list[str]], file: str, row: int
) -> dict[str, int]:
    found = [compared(cell) for cell in header]
    known = {column: _known(column, header) for column in SIDES if "amount" in wanted and column not in wanted}
    if mark := known.get("debit_credit"):
        # Without it every credit would count as a debit.
        raise _unnamed_marks(file, row, mark)
    if known.get("debit") and known.get("credit") and names["amount"][0] not in found:
        # What else is called an amount there is a balance.
        raise LedgerRefused(
            f"{file}:{row}: rubriken {wanted['amount']} finns inte, men {known['debit']} och {known['credit']}. "
            f"{_two_columns(known)}"
        )
    positions = {}
    for column, (heading, *others) in names.items():
        present = [heading] if heading in found else [name for name in others if name in found]
        if column in AMOUNTS and len(present) > 1:
            # The region's own heading with another word for kronor goes before another heading.
            present = [name for name in map(compared, in_kronor(wanted[column])) if name in found][:1] or present
        if len(present) > 1:
            texts = [header.iloc[found.index(name)].strip() for name in present]
            raise LedgerRefused(
                f"{file}:{row}: rubriken {wanted[column]} finns inte, men både {texts[0]} och {texts[1]} kan vara den. "
                f"Skriv vilken i {IN_REGION}."
            )
        if found.count(present[0]) > 1:
            text = wanted[column] if present[0] == heading else header.iloc[found.index(present[0])].strip()
            raise LedgerRefused(
                f"{file}:{row}: rubriken {text} står två gånger. Ta ut filen så att den står en gång, "
                f"eller ändra {IN_REGION}."
            )
        positions[column] = found.index(present[0])
    return positions


def _refuse_marks(cells: pd.DataFrame, row: int, positions: dict[str, int], file: str) -> None:
    """Raises LedgerRefused for a column that by its cells is one of marks, whatever its heading.

    It is when its cells are D and K alone, both of them, and no amount beside has a minus.
    """
    below = cells.loc[row + 1 :]
    if below[positions["amount"]].str.contains(rf"[({MINUSES}]").any():
        return
    for place in below.columns.difference(list(positions.values())):
        marks = {*below[place].str.strip().str.lower()} - {""}
        debits, credits = marks.intersection(DEBIT_MARKS), marks.intersection(CREDIT_MARKS)
        if debits and credits and marks == debits | credits:
            raise _unnamed_marks(file, row, headings_told([str(cells.at[row, place]).strip()]))


def _unnamed_marks(file: str, row: int, heading: str) -> LedgerRefused:
    return LedgerRefused(
        f"{file}:{row}: kolumnen {heading} säger vad som är debet och kredit men är inte angiven. "
        f"Skriv debit_credit: {heading} under {IN_REGION}."
    )


def _known(column: str, cells: Iterable[str]) -> str | None:
    """The first cell that is a known heading of a column."""
    names = {*map(compared, known_headings()[column])}
    return next((cell.strip() for cell in cells if compared(cell) in names), None)


def _two_columns(known: Mapping[str, str | None]) -> str:
    return f"Skriv debit: {known['debit']} och credit: {known['credit']} i stället för amount under {IN_REGION}."


def _lacking(
    cells: pd.DataFrame, wanted: dict[str, str], names: dict[str, list[str]], file: str, nearest: int | None
) -> str:
    if (other := other_list(cells, file)) is not None:
        return other
    remedy = f"Ta ut filen med dessa rubriker, eller ändra {IN_REGION}."
    if nearest is None:
        every = ", ".join(wanted.values())
        return (
            f"{file}: ingen rubrikrad hittades bland de första {ROWS_SEARCHED} raderna. "
            f"Den ska ha rubrikerna {every}. {remedy}"
        )
    found = [str(cell) for cell in cells.loc[nearest] if cell]
    present = set(map(compared, found))
    lacking = [heading for column, heading in wanted.items() if present.isdisjoint(names[column])]
    told = f"{file}:{nearest}: rubrikraden saknar {', '.join(lacking)}; den har {headings_told(found)}."
    known = {column: _known(column, found) for column in ("amount", "debit", "credit")}
    if wanted.get("amount") in lacking and known["debit"] and known["credit"]:
        return f"{told} {_two_columns(known)}"
    if {wanted.get(column) for column in AMOUNTS} & {*lacking} and (factor := multiple_told(found)):
        return f"{told} {factor}"
    if known["amount"] and {wanted.get("debit"), wanted.get("credit")} <= {*lacking}:
        return f"{told} Skriv amount: {known['amount']} i stället för debit och credit under {IN_REGION}."
    return f"{told} {remedy}"
