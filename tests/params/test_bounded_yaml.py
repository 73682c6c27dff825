"""A YAML file with too much in it, or with characters that nobody sees, is refused with its line."""

from pathlib import Path

import pytest

from statsbidrag.base.errors import ParameterError
from statsbidrag.read.params.bounded_yaml import MOST_ENTRIES
from statsbidrag.read.params.strict_yaml import read_document

HIDDEN = "raden har ett tecken som inte får finnas i YAML ({}). Ta bort det."
MANY = "filen har fler än 20\u00a0000 nycklar och värden och läses inte. Kontrollera att rätt fil ligger här."
DEEP = "för många nivåer. Gör strukturen flackare."


def refusal(folder: Path, text: str) -> list[str]:
    (folder / "fil.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ParameterError) as error:
        read_document(folder, folder / "fil.yaml")
    return error.value.lines


@pytest.mark.parametrize(
    ("written", "sign"),
    [(r"\e", "U+001B"), (r"\0", "U+0000"), (r"\uFFFE", "U+FFFE"), (r"\a", "U+0007"), (r"\u202E", "U+202E"),
     (r"\L", "U+2028"), (r"\N", "U+0085"), (r"\r", "U+000D"), (r"\U000E0041", "U+E0041")],
)  # fmt: skip
@pytest.mark.parametrize("line", ['title: "a{}b"', '"a{}b": c', '- "a{}b"', 'title: "a\n\n  b{}c"'])
def test_an_escape_that_nobody_sees_is_refused(tmp_path: Path, written: str, sign: str, line: str) -> None:
    value = line.format(written)
    number = 2 + value[: value.index("\\")].count("\n")
    text = f"id: x\n{value}\n" if not value.startswith("-") else f"id:\n{value}\n"
    assert refusal(tmp_path, text) == [f"fil.yaml:{number}: {HIDDEN.format(sign)}"]


@pytest.mark.parametrize("sign", ["\x1b", "\x00", "\ufffe", "\x07", "\u202e", "\u2028", "\x85", "\u200b", "\ufeff"])
@pytest.mark.parametrize("line", ["title: a{}b", "# a{}b", "te{}xt: a"])
def test_the_character_itself_is_refused_on_its_own_line(tmp_path: Path, sign: str, line: str) -> None:
    told = HIDDEN.format(f"U+{ord(sign):04X}")
    assert refusal(tmp_path, f"id: x\n{line.format(sign)}\nlast: y\n") == [f"fil.yaml:2: {told}"]


@pytest.mark.parametrize(("start", "entry"), [("id:\n", "  -\n"), ("id:\n", "- {}\n"), ("", "k{}: x\n")])
def test_more_entries_than_anyone_writes_are_refused(tmp_path: Path, start: str, entry: str) -> None:
    lines = "".join(entry.format(number) for number in range(220_000 if len(entry) < 5 else 50_000))
    told = refusal(tmp_path, start + lines)
    assert len(told) == 1 and told[0].endswith(f": {MANY}")


def test_what_is_deeper_than_anyone_reads_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, "id:\n  " + "[" * 400_000) == [f"fil.yaml:2: {DEEP}"]
    assert refusal(tmp_path, "id:\n  " + "- " * 400_000) == [f"fil.yaml:2: {DEEP}"]


def test_a_file_of_as_many_entries_as_may_be_is_read(tmp_path: Path) -> None:
    path = tmp_path / "fil.yaml"
    path.write_text("\ufeff" + "id:\n" + "- 👩‍👩‍👧 å\n" * (MOST_ENTRIES - 3), encoding="utf-8")
    assert read_document(tmp_path, path).mapping == {"id": ["👩‍👩‍👧 å"] * (MOST_ENTRIES - 3)}
