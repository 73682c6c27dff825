"""The objects that rows and balances carry, settled against what the file says of its dimensions.

Owns that a row has one object per dimension, and the parent's beside that of a sub-dimension (#UNDERDIM). In vouchers
the list holds both; in balances the sub-object's code begins with its parent's, and then the parent is the one object
of the parent dimension whose code it begins with, if there is just one. Nothing else is inferred.
"""

from collections.abc import Iterator

from ...quoting import named
from .lexing import Objects
from .notes import Notes
from .parsed import Balance, Parsed

AGAIN = "Rätta i ekonomisystemet eller ta ut filen på nytt."
RESERVED = frozenset(str(number) for number in range(1, 20))


def settle_objects(parsed: Parsed, notes: Notes) -> None:
    """Give every list in rows and balances one object per dimension, parents included, and tell what is odd."""
    first = parsed.first_lines("objects")
    for number, objects in enumerate(parsed.used_objects):
        parsed.used_objects[number] = _settled(objects, parsed, notes, first[number])
    for place, balance in enumerate(parsed.balances):
        if balance.objects:
            objects = _settled(balance.objects, parsed, notes, balance.line)
            parsed.balances[place] = Balance(
                balance.label, balance.line, balance.year, balance.account, objects, balance.ore, balance.period
            )
    _tell_unnamed(parsed, first, notes)


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


def _tell_unnamed(parsed: Parsed, first: dict[int, int], notes: Notes) -> None:
    used: dict[tuple[str, str], int] = {}
    for number, objects in enumerate(parsed.used_objects):
        for pair in objects:
            used[pair] = min(first[number], used.get(pair, first[number]))
    first_of: dict[str, int] = {}
    for (dimension, _), line in used.items():
        first_of[dimension] = min(line, first_of.get(dimension, line))
    registered = {dimension for dimension, _ in parsed.objects}
    for dimension, line in first_of.items():
        if dimension not in parsed.dimensions and (parsed.dimensions or dimension not in RESERVED):
            told = f"dimension {named(dimension)} används men har inget namn i filen (#DIM)"
            notes.add("dimension-utan-namn", told, "Kontrollera numret; raderna räknas på det som står.", line)
        if dimension not in registered:
            told = f"dimension {named(dimension)} används men filen har inget register över dess objekt (#OBJEKT)"
            notes.add("dimension-utan-objekt", told, "Inget behöver göras.", line)
    for (dimension, code), line in used.items():
        if dimension in registered and (dimension, code) not in parsed.objects:
            told = f"objekt {named(code)} i dimension {named(dimension)} används men saknas i filens register (#OBJEKT)"
            notes.add("objekt-utan-namn", told, "Kontrollera koden; raderna räknas på det som står.", line)
