"""Characters that nobody sees, or that change how others are seen.

Owns which they are: control characters, what steers the direction of writing, separators of lines and paragraphs,
blanks of no width, half characters (surrogates) and code points that are no characters. A terminal obeys them, a page
and a drawing cannot bear them, and a code that has one in it is another code. In what people write (YAML) they are
refused, in what is only read (file names, cells) they are shown as ``<U+202E>``. Tab and line feed are text.
"""

import re

_RANGES = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e0fff"
)
_NO_CHARACTERS = "".join(chr(plane << 16 | low) for plane in range(1, 17) for low in (0xFFFE, 0xFFFF))
UNSEEN = re.compile(f"[{_RANGES}{_NO_CHARACTERS}]")
_IN_A_LINE = re.compile(f"[\t\n{_RANGES}{_NO_CHARACTERS}]")


def visible(text: str) -> str:
    """The text with ``<U+001B>`` in place of each character that is not seen; tab and line feed stay."""
    return UNSEEN.sub(_told, text)


def visible_in_line(text: str) -> str:
    """The same for what must stay on one line, as the name of a file: tab and line feed are shown too."""
    return _IN_A_LINE.sub(_told, text)


def code_point(sign: str) -> str:
    """``U+202E``, as people name a character that cannot be written."""
    return f"U+{ord(sign):04X}"


def _told(found: re.Match[str]) -> str:
    return f"<{code_point(found[0])}>"
