"""The common shape of every entry in a parameter file.

Owns how text from YAML becomes typed values: the strict reader hands over text, None, lists and mappings only, and
each mapping carries its own place under ``__origin__``. ``unknown`` in a file is None here: known to be unknown.
"""

import datetime as dt
import re
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

UNKNOWN = "unknown"
# What keys of figures call the rows that belong to no effort, area, component or cost type.
RESERVED = "none"
ORIGIN = "__origin__"


class Node(BaseModel):
    """A mapping in a parameter file; ``origin`` is its ``file:line`` (``base.place``). Unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    origin: str = Field(default="", alias=ORIGIN, exclude=True)

    @model_validator(mode="before")
    @classmethod
    def _known_keys(cls, data: object) -> object:
        """Refuse unknown keys, with the words allowed, and keys with nothing but blanks."""
        if isinstance(data, dict):
            allowed = [field.alias or name for name, field in cls.model_fields.items()]
            unknown = [key for key in data if key not in allowed]
            if unknown:
                raise PydanticCustomError(
                    "unknown_keys", "unknown keys", {"keys": unknown, "allowed": [a for a in allowed if a != ORIGIN]}
                )
            blank = [key for key, value in data.items() if isinstance(value, str) and not value.strip()]
            if blank:
                raise PydanticCustomError("blank_keys", "blank keys", {"keys": blank})
        return data


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
    return None if value == UNKNOWN else value


def _month(text: object) -> object:
    if not re.fullmatch(r"20\d\d-(0[1-9]|1[0-3])", str(text)):
        raise ValueError(f"«{text}» är ingen månad; skriv ÅÅÅÅ-MM")
    return text


def _flag(text: object) -> object:
    if isinstance(text, bool):
        return text
    if text not in ("true", "false"):
        raise ValueError(f"«{text}» är inte true eller false")
    return text == "true"


def _whole(text: object) -> object:
    if isinstance(text, int):
        return text
    if not re.fullmatch(r"\d+", str(text)):
        raise ValueError(f"«{text}» är inget heltal")
    return int(str(text))


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
Number = Annotated[Decimal, BeforeValidator(_decimal)]
ByName = BeforeValidator(_plain)
"""Marks a mapping whose keys are names the user chooses, as in ``Annotated[dict[str, Source], ByName]``."""


def _free(text: str) -> str:
    if text == RESERVED:
        raise ValueError(f"«{text}» är arbetsbokens eget ord för det som inte hör till något; välj ett annat id")
    return text


Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$"), AfterValidator(_free)]
