"""What somebody who thinks in Swedish may have written, and what is written in a parameter file instead.

Owns ``swedish.yaml``. The Swedish is only ever answered with the word to write, never read as if it were that word:
a guess of a unit would be a factor of a million. Beside its words stand the meanings of words and the titles of keys
that ``schema_texts.yaml`` shows in an editor.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

import yaml


def unit_meant(written: str, allowed: Sequence[str]) -> str | None:
    """The unit that a text stands for: ``Mkr`` → ``mnkr``; None when it is none or is not allowed."""
    plain = _plain(written)
    return plain if plain in allowed else _first(_table("swedish.yaml")["units"], written, allowed)


def word_meant(written: str, allowed: Sequence[str]) -> str | None:
    """The allowed word that a Swedish one, or one in other letters, stands for: ``Uppfyllt`` → ``met``."""
    plain = _plain(written)
    same = next((word for word in allowed if plain.replace(" ", "_").replace("-", "_") == word.lower()), None)
    if same or (same := _first(_table("swedish.yaml")["words"], written, allowed)):
        return same
    meanings = _table("schema_texts.yaml")["words"]
    told = ((word, meanings.get(word)) for word in allowed)
    return next((word for word, means in told if isinstance(means, str) and _plain(means) == plain), None)


def flag_meant(written: str) -> str | None:
    """``true`` or ``false`` of a yes or no."""
    return _first(_table("swedish.yaml")["flags"], written, ("true", "false"))


def key_meant(written: str, allowed: Sequence[str], models: Iterable[str]) -> str | None:
    """The allowed key that a Swedish one stands for: ``belopp`` → ``amount``; titles of the models count."""
    plain = _plain(written).replace("_", " ")
    titles = [_table("schema_texts.yaml")["models"].get(model, {}) for model in models]
    for key in allowed:
        if any(key in told and _plain(told[key]["title"]) == plain for told in titles):
            return key
    return _first(_table("swedish.yaml")["keys"], plain, allowed)


def _first(table: dict[str, list[str]], written: str, allowed: Sequence[str]) -> str | None:
    plain = _plain(written)
    return next((word for word, said in table.items() if word in allowed and plain in map(_plain, said)), None)


def _plain(text: object) -> str:
    return " ".join(str(text).lower().split())


@cache
def _table(name: str) -> dict:
    return yaml.load(files(__package__).joinpath(name).read_text(encoding="utf-8"), yaml.CSafeLoader)
