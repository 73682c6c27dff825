"""The real files give the sums of a second, independent reading, however they are written anew."""

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sie_files import REAL, SMALL, read, second_reading, sums, told, words

from statsbidrag.read.ledger.sie import find_code, sie_summary


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_the_sums_are_those_of_an_independent_reading(path: object) -> None:
    content = path.read_bytes()
    assert sums(read(content)) == second_reading(content)


@pytest.mark.parametrize("path", [path for path in REAL if path.suffix.lower() == ".se"], ids=lambda path: path.name)
def test_the_whole_ledger(path: object) -> None:
    parsed = read(path.read_bytes())
    summary = sie_summary(parsed)
    assert (parsed.kind, parsed.encoding) == ("sie4e", "cp437")
    assert told(parsed) == [
        ("rader-utanfor-summorna", 16, "1\u00a0059 rader ingår inte i någon summa: #KTYP (530), #SRU (529)")
    ]
    assert (summary.rows, summary.vouchers, summary.ore) == (1330, 295, 0)
    assert summary.periods == {f"2021-{month:02d}" for month in range(1, 13)}
    assert (summary.by_dimension["1:Nord"].ore, summary.by_dimension["1:Nord"].rows) == (354_316_90, 168)
    assert {number: known.name for number, known in parsed.dimensions.items()} == {"1": "Resultatenhet", "6": "Projekt"}
    (rent,) = find_code(parsed, "5010")
    assert (rent.dimension, rent.name, rent.ore, rent.rows) == (None, "Lokalhyra", 203_500_00, 24)


@pytest.mark.parametrize("path", [path for path in REAL if path.suffix.lower() == ".si"], ids=lambda path: path.name)
def test_the_payroll_run(path: object) -> None:
    parsed = read(path.read_bytes())
    summary = sie_summary(parsed)
    assert (parsed.kind, parsed.encoding) == ("sie4i", "cp437")
    assert (summary.rows, summary.vouchers, summary.ore, summary.periods) == (25, 1, 0, {"2011-02"})
    assert summary.by_dimension["20:N12"].ore == 1_312_89 + 412_51
    assert [found.code for found in parsed.findings] == ["dimension-utan-objekt"] * 3
    (level,) = find_code(parsed, "N12")
    assert (level.dimension, level.name, level.ore, level.rows) == ("20", "Nivå 4", 1_312_89 + 412_51, 2)


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_every_row_and_voucher_has_its_own_line(path: object) -> None:
    content = path.read_bytes()
    parsed, lines = read(content), [words(line) for line in content.decode("cp437").split("\n")]
    numbered = {
        label: [number for number, line in enumerate(lines, 1) if line[:1] == [label]] for label in ("#TRANS", "#VER")
    }
    assert [*parsed.rows.lines] == numbered["#TRANS"]
    assert [*parsed.vouchers.lines] == numbered["#VER"]
    accounts = [parsed.booked_accounts[number] for number in parsed.rows.accounts]
    assert accounts == [lines[line - 1][1] for line in parsed.rows.lines]


def all_quoted(line: str) -> str:
    label, *fields = words(line)
    return " ".join([label, *(field if field in "{}" and field else f'"{field}"' for field in fields)])


def shuffled(text: str, chance: random.Random) -> str:
    head, *vouchers = re.split(r"(?m)^(?=#VER)", text)
    chance.shuffle(vouchers)
    return head + "".join(vouchers)


def tabbed(text: str) -> str:
    """A tab for every blank that stands outside quotation marks."""
    return re.sub(r'("[^"\n]*")| ', lambda found: found[1] or "\t", text)


def with_history(text: str) -> str:
    """Every row also as one added later, and a struck one after it."""
    return re.sub(r"(?m)^[ \t]*#TRANS(.*)$", r"#RTRANS\1\n#TRANS\1\n#BTRANS 9999 {} 1.00", text)


ANEW = {
    "cp437": lambda text, chance: text.encode("cp437"),
    "utf-8": lambda text, chance: text.encode(),
    "utf-8 with a mark": lambda text, chance: text.encode("utf-8-sig"),
    "utf-16": lambda text, chance: text.encode("utf-16"),
    "cp1252": lambda text, chance: text.replace("÷", "o").encode("cp1252"),
    "CR LF": lambda text, chance: text.replace("\n", "\r\n").encode("cp437"),
    "CR": lambda text, chance: text.replace("\n", "\r").encode("cp437"),
    "latin-1": lambda text, chance: text.replace("÷", "o").encode("latin-1"),
    "tabs between all fields": lambda text, chance: tabbed(text).encode("cp437"),
    "CR LF and LF": lambda text, chance: text.replace("\n", "\r\n", 1000).encode("cp437"),
    "tabs": lambda text, chance: re.sub(r"(?m)^(#TRANS|#VER)|(?<=}) | (?={)", "\t\\g<0>\t", text).encode("cp437"),
    "blank lines": lambda text, chance: text.replace("\n", "\n\n \t\n").encode("cp437"),
    "indented": lambda text, chance: re.sub("(?m)^", " \t ", text).encode("cp437"),
    "every field quoted": lambda text, chance: "\n".join(map(all_quoted, filter(str.strip, text.split("\n")))).encode(),
    "vouchers shuffled": lambda text, chance: shuffled(text, chance).encode("cp437"),
    "added and struck rows": lambda text, chance: with_history(text).encode("cp437"),
    "unknown labels": lambda text, chance: text.replace("#VER", "#NYTT 1 {} 5.00\n#VER").encode("cp437"),
    "more fields": lambda text, chance: re.sub(
        r"(?m)^([ \t]*#(?:TRANS|IB|UB|RES) .*)$", r'\1 "" "" 1 "" ny', text
    ).encode(),
    "zeros": lambda text, chance: re.sub(r"(?m)(\.\d)0$", r"\1", text).encode("cp437"),
    "end of file mark": lambda text, chance: text.encode("cp437") + b"\x1a",
}
ANY_LETTERS = [name for name in ANEW if name not in ("utf-16", "cp1252", "latin-1")]
SOUND = [path.read_bytes().decode("cp437").replace("\r\n", "\n") for path in REAL[:2]] + [SMALL]


@pytest.mark.parametrize("way", ANEW)
def test_written_anew_the_sums_are_the_same(way: str) -> None:
    for text in SOUND:
        parsed = read(ANEW[way](text, random.Random(1)))
        assert sums(parsed) == sums(read(text)), way


@settings(max_examples=25)
@given(st.lists(st.sampled_from(ANY_LETTERS), max_size=4), st.randoms())
def test_and_in_several_ways_at_once(ways: list[str], chance: random.Random) -> None:
    content = SMALL.encode("cp437")
    for way in ways:
        content = ANEW[way](read_text(content), chance)
    assert sums(read(content)) == sums(read(SMALL))


def read_text(content: bytes) -> str:
    encoding = read(content).encoding
    return content.decode(encoding).replace("\r\n", "\n").replace("\r", "\n").rstrip("\x1a")


def test_added_and_struck_rows_are_kept_as_history() -> None:
    parsed = read(with_history(SMALL))
    assert [(row.label, row.account, row.ore) for row in parsed.history[:2]] == [
        ("#RTRANS", "1930", -200_75),
        ("#BTRANS", "9999", 1_00),
    ]
    assert told(parsed) == [
        ("rader-utanfor-summorna", 24, "10 rader ingår inte i någon summa: #RTRANS (5), #BTRANS (5)")
    ]
