"""A place is told and taken apart in one form."""

import pytest

from statsbidrag.base.findings import finding
from statsbidrag.base.place import Place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("params/2018/x.yaml:12", Place("params/2018/x.yaml", 12)),
        ("params/2018/x.yaml", Place("params/2018/x.yaml", None)),
        ("data/raw/a:b.csv", Place("data/raw/a:b.csv", None)),
        ("data/raw/a:b.csv:3", Place("data/raw/a:b.csv", 3)),
        ("12", Place("12", None)),
        (":12", Place(":12", None)),
        ("x.yaml:²", Place("x.yaml:²", None)),
        ("", Place("", None)),
    ],
)
def test_a_text_is_taken_apart_and_put_together_again(text: str, place: Place) -> None:
    assert Place.parse(text) == place
    assert str(place) == text


def test_a_finding_tells_its_place_in_the_same_form() -> None:
    assert finding("felcell", "m", "r", file="a.xlsx", row=7).place == "a.xlsx:7"
    assert finding("felcell", "m", "r", file="a.xlsx").place == "a.xlsx"
    assert finding("felcell", "m", "r").place == ""
