"""The encoding of a file is decided by its bytes, however they are cut into pieces."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statsbidrag.read.text.encoding import encoding_of

TEXT = "Köp av vård;Ånge;förlossning;ÄÖ\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp437", "cp1252"])
def test_each_encoding_is_told_from_its_bytes(encoding: str) -> None:
    assert encoding_of([TEXT.encode(encoding)]) == encoding


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (b"", "utf-8"),
        (b"Konto;Belopp\r\n", "utf-8"),
        ("€ utan svenska bokstäver".replace("ä", "a").encode("cp1252"), "cp1252"),
        ("#FORMAT PC8 Överkalix".encode("cp1252"), "cp1252"),
        ("#FORMAT PC8 Överkalix".encode(), "utf-8"),
        ("Överkalix".encode() + b"\xc3", "cp1252"),
    ],
)
def test_what_a_file_says_of_itself_decides_nothing(content: bytes, encoding: str) -> None:
    assert encoding_of([content]) == encoding


@given(st.sampled_from(["utf-8", "cp437", "cp1252"]), st.lists(st.integers(1, len(TEXT)), max_size=5))
def test_where_the_pieces_are_cut_makes_no_difference(encoding: str, cuts: list[int]) -> None:
    content = TEXT.encode(encoding)
    places = [0, *sorted(cuts), len(content)]
    pieces = [content[start:end] for start, end in itertools.pairwise(places)]
    assert encoding_of(pieces or [content]) == encoding
