"""Strict YAML: what is written is what is read, as text."""

from pathlib import Path

import pytest

from statsbidrag.model.node import ORIGIN
from statsbidrag.read.params.strict_yaml import read_document


def read(folder: Path, text: str) -> dict:
    (folder / "x.yaml").write_text(text, encoding="utf-8")
    return read_document(folder, folder / "x.yaml").data


@pytest.mark.parametrize(
    "written", ["0916", "no", "on", "yes", "true", "12:30", "1_000", "0x10", "1e3", "2018-06", ".5", "09", "NaN"]
)
def test_a_plain_value_stays_the_text_it_was(tmp_path: Path, written: str) -> None:
    assert read(tmp_path, f"kod: {written}\n") == {ORIGIN: "x.yaml:1", "kod": written}


@pytest.mark.parametrize(
    ("written", "value"),
    [("null", None), ("~", None), ("", None), ('""', ""), ('"null"', "null"), ("'0916'", "0916"), ('"å ä ö"', "å ä ö")],
)
def test_nothing_is_none_and_quoted_is_text(tmp_path: Path, written: str, value: str | None) -> None:
    assert read(tmp_path, f"kod: {written}\n")["kod"] == value


def test_every_mapping_knows_its_line(tmp_path: Path) -> None:
    text = "# kommentar\na:\n  b: 1\nc:\n  - {d: 2}\n  -\n    e: 3\n"
    data = read(tmp_path, text)
    assert data[ORIGIN] == "x.yaml:2"
    assert data["a"] == {ORIGIN: "x.yaml:3", "b": "1"}
    assert [entry[ORIGIN] for entry in data["c"]] == ["x.yaml:5", "x.yaml:7"]


def test_a_document_knows_the_line_of_the_nearest_key(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("a:\n  b:\n    - 1\n    - 2\n", encoding="utf-8")
    document = read_document(tmp_path, tmp_path / "x.yaml")
    assert document.place(("a", "b", 1)) == "x.yaml:4"
    assert document.place(("a", "b", 1, "inte", "där")) == "x.yaml:4"
    assert document.place(("a", "saknas")) == "x.yaml:1"
    assert document.place(()) == "x.yaml:1"


def test_folded_and_literal_text_is_read_as_yaml_says(tmp_path: Path) -> None:
    assert read(tmp_path, "a: >-\n  ett\n  två\nb: |\n  tre\n  fyra\n")["a"] == "ett två"
    assert read(tmp_path, "b: |\n  tre\n  fyra\n")["b"] == "tre\nfyra\n"
