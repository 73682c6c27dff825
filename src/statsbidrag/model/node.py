"""The common shape of every entry in a parameter file.

Owns how text from YAML becomes typed values: the strict reader hands over text, None, lists and mappings only, and
each mapping carries its own place under ``__origin__``. ``unknown`` in a file is None here: known to be unknown.
"""

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    SkipValidation,
    model_validator,
)
from pydantic_core import PydanticCustomError

from ..base.personal_numbers import BUILT_IN

UNKNOWN = "unknown"
# What else people write for it: taken as a text it would be shown as if it were the name or number asked for.
UNKNOWN_IN_SWEDISH = ("okänd", "okänt", "ej känd", "ej känt", "inte känd", "inte känt", "vet ej", "vet inte")
# What keys of figures call the rows that belong to no effort, area, component or cost type.
RESERVED = "none"
ORIGIN = "__origin__"


class Written(str):
    """The ``file:line`` of a mapping, which also knows where each of its keys stands.

    The text is the line where the mapping's first key is. ``head`` is the place of what it is the value of: the same,
    or the line of the key above a block. ``keys`` are the places of its keys, and of the entries of a list below one.
    """

    head: str
    keys: Mapping[tuple[str | int, ...], str]

    def __new__(cls, text: str, head: str, keys: Mapping[tuple[str | int, ...], str]) -> "Written":
        made = super().__new__(cls, text)
        made.head, made.keys = head, keys
        return made


class Node(BaseModel):
    """A mapping in a parameter file; ``origin`` is its ``file:line`` (``base.place``). Unknown keys are refused.

    ``lost`` gives the names that stand in a list of the file in entries that could not be typed, so that nobody calls
    them missing; there are some only in the outermost mapping of a file that has faults.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    origin: Annotated[str, SkipValidation] = Field(default="", alias=ORIGIN, exclude=True)
    _lost: Mapping[str, frozenset[str]] = PrivateAttr(default_factory=dict)

    def lost(self, key: str) -> frozenset[str]:
        return self._lost.get(key, frozenset())

    @property
    def is_whole(self) -> bool:
        """Whether nothing that stands in the file was left out."""
        return not self._lost

    def without(self, names: Mapping[str, frozenset[str]]) -> None:
        """Note the names, by the key of their list, of entries that were left out."""
        self._lost = names

    def at(self, *path: str | int) -> str:
        """``file:line`` of a key, or of an entry in the list below it; of the entry itself where it has no such key."""
        if not isinstance(self.origin, Written):
            return self.origin
        return next(
            (self.origin.keys[path[:n]] for n in range(len(path), 0, -1) if path[:n] in self.origin.keys),
            self.origin.head,
        )

    @model_validator(mode="before")
    @classmethod
    def _known_keys(cls, data: object) -> object:
        """Refuse unknown keys, with the words allowed, and keys with nothing but blanks."""
        if isinstance(data, dict):
            allowed = [field.alias or name for name, field in cls.model_fields.items()]
            unknown = [key for key in data if key not in allowed]
            if unknown:
                raise PydanticCustomError(
                    "unknown_keys",
                    "unknown keys",
                    {
                        "keys": unknown,
                        "allowed": [a for a in allowed if a != ORIGIN],
                        "models": [model.__name__ for model in cls.__mro__],
                    },
                )
            blank = [key for key, value in data.items() if isinstance(value, str) and not value.strip()]
            if blank:
                raise PydanticCustomError("blank_keys", "blank keys", {"keys": blank})
        return data


def wrong_at(text: str, *path: str | int) -> PydanticCustomError:
    """The fault of one key (or an entry in the list below it) that only several keys show: told at its own line."""
    return PydanticCustomError("wrong_at", "wrong", {"path": path, "text": text})


def _day(text: object) -> object:
    if text is None or isinstance(text, dt.date):
        return text
    if not re.fullmatch(r"(19|20)\d{2}-\d{2}-\d{2}", str(text), re.ASCII):
        raise ValueError(f"«{text}» är inget datum; skriv ÅÅÅÅ-MM-DD")
    try:
        return dt.date.fromisoformat(str(text))
    except ValueError:
        raise ValueError(f"datumet «{text}» finns inte i kalendern") from None


def _plain(mapping: object) -> object:
    return {key: value for key, value in mapping.items() if key != ORIGIN} if isinstance(mapping, dict) else mapping


def known(value: object) -> object:
    """None for ``unknown``. A key left empty is refused: that nobody knows has to be written."""
    if value in (None, []):
        raise PydanticCustomError("left_empty", "left empty")
    if isinstance(value, str) and value.lower() in UNKNOWN_IN_SWEDISH:
        raise PydanticCustomError("said_unknown", "said in Swedish")
    return None if value == UNKNOWN else value


def _month(text: object) -> object:
    if not re.fullmatch(r"20\d\d-(0[1-9]|1[0-3])", str(text)):
        raise ValueError(f"«{text}» är ingen månad; skriv ÅÅÅÅ-MM")
    return text


# What is written where there is no evidence.
NO_EVIDENCE = (UNKNOWN, *UNKNOWN_IN_SWEDISH, "-", "–", "?", "saknas", "inget", "null", "ja")


def is_evidence(text: str | None) -> bool:
    """Whether a text says what shows that something is done."""
    return text is not None and text.lower() not in NO_EVIDENCE


def _flag(text: object) -> object:
    if isinstance(text, bool):
        return text
    if text not in ("true", "false"):
        raise PydanticCustomError("not_a_flag", "no flag")
    return text == "true"


def _whole(text: object) -> object:
    if isinstance(text, int):
        return text
    if not re.fullmatch(r"\d+", str(text)):
        raise ValueError(f"«{text}» är inget heltal")
    return int(str(text))


def _year(text: object) -> object:
    year = _whole(text)
    if not isinstance(year, int) or not 1900 <= year <= 2099:
        raise ValueError(f"«{text}» är inget år; skriv ÅÅÅÅ")
    return year


def _within_a_year(days: int) -> int:
    if days > 365:
        raise ValueError(f"ledtiden är {days} dagar; skriv 0–365")
    return days


def _decimal(text: object) -> object:
    if isinstance(text, Decimal):
        return text
    if not re.fullmatch(r"-?\d+(\.\d+)?", str(text)):
        raise ValueError(f"«{text}» är inget tal; skriv till exempel 85 eller 84.5")
    return Decimal(str(text))


Day = Annotated[dt.date, BeforeValidator(_day)]
KnownDay = Annotated[dt.date | None, BeforeValidator(lambda text: _day(known(text)))]
KnownText = Annotated[str | None, BeforeValidator(known)]
Month = Annotated[str, BeforeValidator(_month)]
Flag = Annotated[bool, BeforeValidator(_flag)]
KnownFlag = Annotated[bool | None, BeforeValidator(lambda text: None if known(text) is None else _flag(text))]
Whole = Annotated[int, BeforeValidator(_whole)]
Year = Annotated[int, BeforeValidator(_year)]
Number = Annotated[Decimal, BeforeValidator(_decimal)]
LeadDays = Annotated[int, BeforeValidator(_whole), AfterValidator(_within_a_year)]
"""Days from order to booked delivery."""
ByName = BeforeValidator(_plain)
"""Marks a mapping whose keys are names the user chooses, as in ``Annotated[dict[str, Source], ByName]``."""


def _free(text: str) -> str:
    if text == RESERVED:
        raise ValueError(f"«{text}» är arbetsbokens eget ord för det som inte hör till något; välj ett annat id")
    if BUILT_IN.within(text):
        # It would be part of keys and names of files, which nothing can hide.
        raise ValueError("ett id får inte ha ett personnummer i sig; välj ett annat id")
    return text


Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$"), AfterValidator(_free)]
