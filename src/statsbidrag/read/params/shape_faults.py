"""What the models refuse in a parameter file, told in Swedish: one line a fault, with the line it stands on.

Owns the wording of every fault of keys, types and words, and what is suggested in their place. A missing key is told
where the entry begins that lacks it, a wrong value where it stands.
"""

import difflib
from collections.abc import Callable, Collection, Iterator, Sequence

from pydantic_core import ErrorDetails

from ...base.quoting import key_shown
from ...model.node import UNKNOWN
from .paths import KeyPath
from .swedish import flag_meant, key_meant, unit_meant, word_meant

Places = Callable[[KeyPath], str]
"""``file:line`` of the nearest known ancestor of a path."""


def told(faults: Sequence[ErrorDetails], place: Places, known: Collection[KeyPath]) -> Iterator[str]:
    """A line for each fault. ``known`` are the paths already told of: that one of them is missing is no news."""
    silent = {*known, *(path for fault in faults for path in renamed(fault))}
    for fault in faults:
        if not (fault["type"] == "missing" and tuple(fault["loc"]) in silent):
            yield from _told(fault, place)


def renamed(fault: ErrorDetails) -> Iterator[KeyPath]:
    """The keys that stand under another name: to rename is the remedy, and they are not told as missing too."""
    if fault["type"] == "unknown_keys":
        for key in fault["ctx"]["keys"]:
            near = difflib.get_close_matches(key, fault["ctx"]["allowed"], n=1)
            if right := key_meant(key, fault["ctx"]["allowed"], fault["ctx"]["models"]) or (near[0] if near else None):
                yield (*fault["loc"], right)


def word_meant_at(fault: ErrorDetails) -> str | None:
    """The one word that can be meant by a wrong one, so that the rest of its entry can be looked at; None when it is
    not certain. Nothing but further faults is ever found with it."""
    kind, found = fault["type"], str(fault["input"])
    if kind == "said_unknown":
        return UNKNOWN
    if kind == "not_a_flag":
        return flag_meant(found)
    if kind not in ("literal_error", "enum"):
        return None
    allowed = _allowed(fault)
    return unit_meant(found, allowed) if {"kr", "mnkr"} <= {*allowed} else word_meant(found, allowed)


def _allowed(fault: ErrorDetails) -> list[str]:
    return [word.strip("'") for word in fault["ctx"]["expected"].replace(" or ", ", ").split(", ")]


def _told(fault: ErrorDetails, place: Places) -> Iterator[str]:
    path: KeyPath = fault["loc"]
    context = fault.get("ctx", {})
    kind = fault["type"]
    where = f"{place(path)}: {_dotted(path)}"
    found = fault["input"]
    if kind == "unknown_keys":
        for key in context["keys"]:
            hint = " Skriv decimaler med punkt, till exempel 12.6." if key.isdigit() else ""
            yield (
                f"{place((*path, key))}: nyckeln «{key}» finns inte här{_key_hint(key, context)}{hint} Tillåtna "
                f"nycklar: {', '.join(context['allowed'])}."
            )
    elif kind == "blank_keys":
        for key in context["keys"]:
            yield f"{place((*path, key))}: {_dotted((*path, key))} är tomt men ska ha ett värde."
    elif kind == "missing":
        yield f"{place(path[:-1])}: nyckeln «{path[-1]}» saknas{_within(path[:-1])}. Lägg till den."
    elif kind in ("literal_error", "enum"):
        allowed = _allowed(fault)
        wrong = "tomt." if found is None else f"«{found}»{_word_hint(str(found), allowed)}"
        yield f"{where} är {wrong} Tillåtet: {', '.join(allowed)}."
    elif kind in ("value_error", "not_a_flag") and found is None:
        yield f"{where} är tomt men ska ha ett värde."
    elif kind == "left_empty":
        draft = path[:1] == ("totals",)
        otherwise = "Fyll i värdet eller ta bort raden" if draft else "Skriv unknown om källan inte säger det"
        yield f"{where} är tomt. {otherwise}."
    elif kind == "said_unknown":
        yield f"{where} är «{found}»; det skrivs unknown."
    elif kind == "not_a_flag":
        right = flag_meant(str(found))
        yield f"{where}: «{found}» är inte true eller false{f'; det skrivs {right}' if right else ''}."
    elif kind == "wrong_at":
        yield f"{place((*path, *context['path']))}: {_start(path)}{context['text']}."
    elif kind == "value_error":
        yield f"{place(path)}: {_start(path)}{context['error']}."
    elif kind == "string_pattern_mismatch":
        yield f"{where} är «{found}», som inte har rätt form. {_form(context['pattern'])}"
    elif kind == "too_short":
        least = context["min_length"]
        yield f"{where} är tom. Ange minst en post." if least == 1 else f"{where} ska ha minst {least} poster."
    elif kind in ("list_type", "dict_type", "model_type", "model_attributes_type", "string_type"):
        wanted = {"list_type": "en lista", "string_type": "text"}.get(kind, "ett block med nycklar")
        yield f"{where} är {_shape(found)} men ska vara {wanted}."
    else:
        yield f"{where} är {_shape(found)} och går inte att läsa ({kind}). Jämför med en annan parameterfil."


def _shape(found: object) -> str:
    if found is None:
        return "tomt"
    if isinstance(found, dict):
        return "ett block med nycklar"
    return "en lista" if isinstance(found, list) else f"«{found}»"


def _dotted(path: KeyPath) -> str:
    """A path as a reader counts: entries from 1; pydantic's mark for a faulty key says nothing to the user."""
    return ".".join(f"{step + 1}" if isinstance(step, int) else key_shown(step) for step in path if step != "[key]")


FORMS = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "Skriv små bokstäver a–z, siffror och bindestreck, till exempel huvudbok-2",
    r"^\d\d$": "Skriv två siffror, till exempel 07",
    r"^\d+$": "Skriv bara siffror",
    r"^[4-9]$": "Skriv en siffra från 4 till 9",
}


def _form(pattern: str) -> str:
    """How a value should be written, in words where there are any for the pattern."""
    return f"{FORMS.get(pattern, f'Tillåtet mönster: {pattern}')}."


def _start(path: KeyPath) -> str:
    return f"{_dotted(path)}: " if path else ""


def _within(path: KeyPath) -> str:
    return f" i {_dotted(path)}" if path else ""


def _key_hint(key: str, context: dict) -> str:
    """The end of a sentence that names a wrong key."""
    near = difflib.get_close_matches(key, context["allowed"], n=1)
    right = key_meant(key, context["allowed"], context["models"])
    if right and right not in near:
        return f"; den skrivs {right}."
    return f"; menade du «{near[0]}»?" if near else "."


def _word_hint(word: str, allowed: Sequence[str]) -> str:
    """The end of a sentence that names a wrong word. What looks alike is only asked for; of a unit that would be a
    guess by a factor of a million, so that one is told by what it stands for or not at all."""
    if {"kr", "mnkr"} <= {*allowed}:
        unit = unit_meant(word, allowed)
        return f"; menade du «{unit}»?" if unit else "."
    near = difflib.get_close_matches(word, allowed, n=1)
    right = word_meant(word, allowed)
    if right and right not in near:
        return f"; det skrivs {right}."
    return f"; menade du «{near[0]}»?" if near else "."
