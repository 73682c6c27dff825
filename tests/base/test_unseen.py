"""Characters that nobody sees are found, shown, and nothing else is touched."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statsbidrag.base.unseen import UNSEEN, visible, visible_in_line


@pytest.mark.parametrize(
    ("sign", "told"),
    [
        ("\x1b", "<U+001B>"), ("\0", "<U+0000>"), ("\x07", "<U+0007>"), ("\x85", "<U+0085>"), ("\r", "<U+000D>"),
        ("\u202e", "<U+202E>"), ("\u2066", "<U+2066>"), ("\u200f", "<U+200F>"), ("\u2028", "<U+2028>"),
        ("\u200b", "<U+200B>"), ("\ufeff", "<U+FEFF>"), ("\ufffe", "<U+FFFE>"), ("\ud800", "<U+D800>"),
        ("\U0001ffff", "<U+1FFFF>"), ("\U000e0041", "<U+E0041>"),
    ],
)  # fmt: skip
def test_each_is_shown(sign: str, told: str) -> None:
    assert visible(f"a{sign}b") == visible_in_line(f"a{sign}b") == f"a{told}b"


def test_tab_and_line_feed_are_text_but_not_in_a_name() -> None:
    assert visible("a\tb\nc") == "a\tb\nc"
    assert visible_in_line("a\tb\nc") == "a<U+0009>b<U+000A>c"


@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Cn", "Zl", "Zp"])))
def test_what_people_write_stays(text: str) -> None:
    assert visible(text) == text


def test_what_makes_swedish_words_and_emoji_stays() -> None:
    text = "Å\u00adåäö 12\u00a0345,6\u202fmnkr – «☃» 👩‍👩‍👧 e\u0301"
    assert visible(text) == text


def test_every_control_character_and_surrogate_is_one_of_them() -> None:
    signs = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) in ("Cc", "Cs", "Zl", "Zp")]
    assert {sign for sign in signs if not UNSEEN.match(sign)} == {"\t", "\n"}
