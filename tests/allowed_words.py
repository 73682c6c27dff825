"""Fills what an expected message says is allowed, so that a new key or word changes the model and no message.

Owns the placeholders of ``params/broken_messages.yaml`` and ``run/wrong_input.yaml``: ``{keys:Stated}`` the keys that
the model ``Stated`` has, in its order; ``{words:Component.rule}`` the words that a key may hold; ``{notebooks}`` and
``{regions}`` what is shipped, ``{regions but NAME}`` without one; ``{sections}`` the sections of every report;
``{broken:NAME}`` what ``broken_messages.yaml`` says of that file, without its line.
"""

import enum
import re
import typing
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml

from house_rules import COMMON_SECTIONS, NOTEBOOKS, ROOT
from statsbidrag.model import agreement, bookkeeping, choices, region, settings  # noqa: F401  every model is defined
from statsbidrag.model.node import ORIGIN, Node
from statsbidrag.read.raw import sidecar  # noqa: F401  and those of a sidecar

MESSAGES = Path(__file__).parent / "params/broken_messages.yaml"
PLACEHOLDER = re.compile(r"\{(keys|words|notebooks|regions|sections|broken)(?:(?::| but )([\w.-]+))?\}")
LINE = re.compile(r"^\d+: ")


def models(above: type[Node] = Node) -> Iterator[type[Node]]:
    """Every kind of entry in a parameter file or a sidecar."""
    for model in above.__subclasses__():
        yield model
        yield from models(model)


def model(name: str) -> type[Node]:
    """The one model of a name."""
    (found,) = {one for one in models() if one.__name__ == name and one.__module__.startswith("statsbidrag.")}
    return found


def keys(name: str) -> str:
    """The keys that a model has, as a message lists them."""
    names = [field.alias or key for key, field in model(name).model_fields.items()]
    return ", ".join(key for key in names if key != ORIGIN)


def words(place: str) -> str:
    """The words that a key of a model may hold, as a message lists them."""
    name, _, key = place.partition(".")
    return ", ".join(_words(model(name).model_fields[key].annotation))


def _words(annotation: object) -> Iterator[str]:
    if isinstance(annotation, type) and issubclass(annotation, enum.StrEnum):
        yield from (one.value for one in annotation)
    elif typing.get_origin(annotation) is typing.Literal:
        yield from map(str, typing.get_args(annotation))
    else:
        for inner in typing.get_args(annotation):
            yield from _words(inner)


def _regions(left_out: str | None) -> str:
    names = sorted(path.stem for path in (ROOT / "params/regions").glob("*.yaml"))
    return ", ".join(name for name in names if name != left_out)


def _notebooks(_: str | None) -> str:
    return ", ".join(sorted(path.stem for path in NOTEBOOKS))


def _broken(name: str) -> str:
    (line,) = yaml.load(MESSAGES.read_text(encoding="utf-8"), yaml.CSafeLoader)[name]
    return filled(LINE.sub("", line))


FILLINGS: dict[str, Callable[[str], str]] = {
    "keys": keys,
    "words": words,
    "regions": _regions,
    "notebooks": _notebooks,
    "sections": lambda _: ", ".join(COMMON_SECTIONS),
    "broken": _broken,
}


def filled(message: str) -> str:
    """A message with its placeholders filled."""
    return PLACEHOLDER.sub(lambda found: FILLINGS[found[1]](found[2]), message)
