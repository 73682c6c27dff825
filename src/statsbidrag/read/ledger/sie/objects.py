"""The objects that rows and balances carry, settled against what the file says of its dimensions.

Owns that a row has one object per dimension, and the parent's beside that of a sub-dimension (#UNDERDIM). In vouchers
the list holds both; in balances the sub-object's code begins with its parent's, and then the parent is the one object
of the parent dimension whose code it begins with, if there is just one. Nothing else is inferred.
"""

from collections.abc import Iterator
from dataclasses import replace

from ...raw.quoting import named
from ..spoilt import MOST_ROWS_TOLD
from .lexing import objects_of
from .notes import Notes
from .parsed import Objects, Parsed
from .records import AGAIN

RESERVED = frozenset(str(number) for number in range(1, 20))


def settle_objects(parsed: Parsed, notes: Notes) -> None:
    """Give every list in rows and balances one object per dimension, parents included, and tell what is odd."""
    for listed in parsed.booked_lists:
        objects, whole = objects_of(listed)
        if not whole:
            told = "objektlistan är inte hel (dimension och objekt i par); beloppet räknas, men kanske inte på objektet"
            notes.add("objektlista-oklar", told, AGAIN, parsed.first_lines[listed])
            number = parsed.booked_lists.index(listed)
            rows = [line for line, own in zip(parsed.rows.lines, parsed.rows.lists, strict=True) if own == number]
            parsed.broken_lists.add("dimension och objekt står inte i par", rows[:MOST_ROWS_TOLD], len(rows))
        parsed.lists[listed] = _settled(objects, parsed, notes, parsed.first_lines[listed])
    parsed.broken_lists.of = len(parsed.rows.ore)
    for place, balance in enumerate(parsed.balances):
        if balance.objects:
            objects = _settled(balance.objects, parsed, notes, balance.line)
            parsed.balances[place] = replace(balance, objects=objects)
    _tell_unnamed(parsed, notes)


def _settled(objects: Objects, parsed: Parsed, notes: Notes, line: int) -> Objects:
    one_each: dict[str, str] = {}
    for dimension, code in objects:
        if one_each.setdefault(dimension, code) != code:
            told = f"raden har två objekt i dimension {named(dimension)}; det första gäller"
            notes.add("objektlista-oklar", told, AGAIN, line)
    for dimension in list(one_each):
        for child, parent in _upwards(dimension, parsed.parents):
            if parent in one_each:
                continue
            code = one_each[child]
            beginnings = [code[:length] for length in range(1, len(code))]
            possible = [beginning for beginning in beginnings if (parent, beginning) in parsed.objects]
            if len(possible) != 1:
                told = (
                    f"objektet i dimension {named(child)} har inget objekt i den överordnade dimensionen "
                    f"{named(parent)}; beloppet räknas bara på underobjektet"
                )
                notes.add("underobjekt-utan-overordnat", told, AGAIN, line)
                break
            one_each[parent] = possible[0]
    return tuple(one_each.items())


def _upwards(dimension: str, parents: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Each dimension and its parent from one upwards, never twice the same."""
    seen = {dimension}
    while (parent := parents.get(dimension)) is not None and parent not in seen:
        yield dimension, parent
        seen.add(parent)
        dimension = parent


def _tell_unnamed(parsed: Parsed, notes: Notes) -> None:
    # The first list that has each dimension and each object; lists stand in order of first row.
    dimensions: dict[str, str] = {}
    used: dict[tuple[str, str], str] = {}
    for listed, objects in parsed.lists.items():
        for dimension, code in objects:
            dimensions.setdefault(dimension, listed)
            used.setdefault((dimension, code), listed)
    registered = {dimension for dimension, _ in parsed.objects}
    for dimension, listed in dimensions.items():
        if dimension not in parsed.dimensions and (parsed.dimensions or dimension not in RESERVED):
            told = f"dimension {named(dimension)} används men har inget namn i filen (#DIM)"
            remedy = "Kontrollera numret; raderna räknas på det som står."
            notes.add("dimension-utan-namn", told, remedy, parsed.first_lines[listed])
        if dimension not in registered:
            told = f"dimension {named(dimension)} används men filen har inget register över dess objekt (#OBJEKT)"
            notes.add("dimension-utan-objekt", told, "Inget behöver göras.", parsed.first_lines[listed])
    for (dimension, code), listed in used.items():
        if dimension in registered and (dimension, code) not in parsed.objects:
            told = f"objekt {named(code)} i dimension {named(dimension)} används men saknas i filens register (#OBJEKT)"
            remedy = "Kontrollera koden; raderna räknas på det som står."
            notes.add("objekt-utan-namn", told, remedy, parsed.first_lines[listed])
