"""Any text can be drawn: one with emoji that is cut, one in a script the font lacks, one with control characters."""

import json

import pytest

from statsbidrag.show import specs
from statsbidrag.show.drawable import drawable, put_back
from statsbidrag.show.drawing import draw


def bars(label: str) -> str:
    return draw(specs.bars([{"label": label, "value": 100_000_00, "compare": None}], "Kostnad"))


@pytest.mark.parametrize("start", ["", "a", "ab"])
def test_a_long_label_of_emoji_is_drawn_and_kept(start: str) -> None:
    drawn = bars(start + "😀" * 36)
    assert "😀😀😀" in drawn and not any("\ue000" <= sign < "\uf900" for sign in drawn)


@pytest.mark.parametrize("label", ["漢字" * 20, "👩‍👩‍👧" * 12, "e\u0301" * 40, "\U0001d5a0" * 30, "\ue000😀" * 20])
def test_a_label_that_the_font_lacks_is_drawn(label: str) -> None:
    assert label[:3] in bars(label)


@pytest.mark.parametrize("sign", ["\x1b", "\0", "\ufffe", "\ud800", "\u202e", "\u2028"])
def test_a_character_that_nobody_sees_is_shown_and_ends_nothing(sign: str) -> None:
    assert f"a&lt;U+{ord(sign):04X}&gt;b" in bars(f"a{sign}b")


def test_every_text_of_a_specification_comes_back_as_it_was() -> None:
    spec = {"title": "😀\ue000", "data": [{"😀": ["👍", 1, None, True]}]}
    plain, stand_ins = drawable(spec)
    text = json.dumps(plain, ensure_ascii=False)
    assert "😀" not in text and "\ue000" not in stand_ins
    assert json.loads(put_back(text, stand_ins)) == spec
