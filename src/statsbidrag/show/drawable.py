"""Texts as the drawing library can bear them.

Owns what is done about characters that it cannot. Vega cuts a text that is too long for its place by halves of
characters: of an emoji, and of any other beyond U+FFFF, half is left, and the drawing fails. So each such character is
drawn as one of Unicode's private ones, which is whole, and put back in the drawing. A character that nobody sees ends
the whole process; none should come this far, and one that does is shown as ``<U+001B>``.
"""

import re
from collections.abc import Iterator

from ..base.unseen import visible

WIDE = re.compile("[\U00010000-\U0010ffff]")
PRIVATE = range(0xE000, 0xF900)
# More different ones than there are private characters are in no text that anybody reads.
NO_ROOM = "\u25a1"


def drawable(spec: dict) -> tuple[dict, dict[str, str]]:
    """The specification with texts that can be drawn, and what each stand-in in the drawing stands for."""
    texts = set(_texts(spec))
    taken = {sign for text in texts for sign in text}
    free = (chr(code) for code in PRIVATE if chr(code) not in taken)
    wide = sorted({sign for text in texts for sign in WIDE.findall(text)})
    stand_ins = {sign: next(free, NO_ROOM) for sign in wide}

    def text(value: str) -> str:
        return WIDE.sub(lambda found: stand_ins[found[0]], visible(value))

    def plain(value: object) -> object:
        if isinstance(value, str):
            return text(value)
        if isinstance(value, dict):
            return {text(key): plain(one) for key, one in value.items()}
        return [plain(one) for one in value] if isinstance(value, list | tuple) else value

    return {text(key): plain(value) for key, value in spec.items()}, {
        private: sign for sign, private in stand_ins.items() if private != NO_ROOM
    }


def put_back(drawing: str, stand_ins: dict[str, str]) -> str:
    """The drawing with the characters that the stand-ins stand for."""
    return drawing.translate({ord(private): sign for private, sign in stand_ins.items()})


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _texts(key)
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
