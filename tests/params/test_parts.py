"""Amounts of parts that are above the whole they are parts of are refused, with file and line."""

from pathlib import Path

import pytest
from test_broken_files import PLACES, read, refusal
from test_may_be_right import changed

CHOICES = PLACES["choices"]
TWO = """  - {id: andra, title: Andra, rule: unknown, national: unknown}
  - {id: tredje, title: Tredje, rule: unknown, national: unknown}
areas:
"""
FIRM = "source: jh, place: r. 23, status: preliminary, checked: 2026-11-22"


def told(sound: Path, stated: list[str], decided: list[str] = []) -> None:  # noqa: B006 - never changed
    """Three components, and the amounts (``of: …, amount: …, unit: …``) that the region's papers tell of them."""
    changed(sound, {"areas:\n": TWO}, "agreement")
    lines = [f"  - {{year: 2018, {one}, {FIRM}}}\n" for one in stated]
    path = sound / CHOICES
    kept = [line for line in path.read_text(encoding="utf-8").splitlines(keepends=True) if "amount: 12.6" not in line]
    text = "".join(kept).replace("stated:\n", "stated:\n" + "".join(lines))
    text = text.replace("{kind: payment,", "{kind: payment, component: hela,")
    if decided:
        text += "decided:\n" + "".join(f"  - {{year: 2018, {one}, {FIRM}}}\n" for one in decided)
    path.write_text(text, encoding="utf-8")


WHOLE, PARTS = "of: [hela, andra], amount: 23.6, unit: mnkr", ("of: [hela], amount: 7.5, unit: mnkr",)
BOTH = [*PARTS, "of: [andra], amount: 20.0, unit: mnkr"]


@pytest.mark.parametrize(
    ("stated", "decided", "rows", "total"),
    [
        ([WHOLE, *BOTH], [], "9, 10", "27 500 000,00"),
        ([WHOLE], BOTH, "43, 44", "27 500 000,00"),
        # What is decided stands in place of what was stated of the same.
        ([WHOLE, BOTH[1]], [PARTS[0]], "44, 9", "27 500 000,00"),
        ([WHOLE, "of: [hela], amount: 23.8, unit: mnkr"], [], "9", "23 800 000,00"),
        (["of: unknown, amount: 23.6, unit: mnkr", "of: [hela, tredje], amount: 25, unit: mnkr"], [], "9",
         "25 000 000,00"),
        (["of: [hela], amount: 23.6, unit: mnkr", "of: [hela], area: vardgaranti, amount: 30, unit: mnkr"], [], "9",
         "30 000 000,00"),
    ],
    ids=["stated", "decided", "both", "one part alone", "a whole of unknown parts", "an area"],
)  # fmt: skip
def test_parts_above_the_whole_are_refused(sound, stated, decided, rows, total) -> None:
    told(sound, stated, decided)
    assert [line.replace("\N{NO-BREAK SPACE}", " ") for line in refusal(sound)] == [
        f"{CHOICES}:8: delarna (rad {rows}) blir {total} kr, mer än helheten 23 600 000,00 kr. Rätta beloppen eller "
        "of, eller ge det belopp som inte gäller chosen: false."
    ]


@pytest.mark.parametrize(
    "stated",
    [
        # 23,7 and 23,6 are one amount where each is rounded to a tenth.
        [WHOLE, PARTS[0], "of: [andra], amount: 16.2, unit: mnkr"],
        [WHOLE, PARTS[0], "of: [andra], amount: 20.0, unit: mnkr, chosen: false"],
        [WHOLE, PARTS[0], "of: [tredje], amount: 20.0, unit: mnkr"],
        [WHOLE, "of: [andra, tredje], amount: 40, unit: mnkr"],
    ],
    ids=["within rounding", "not chosen", "no part of it", "overlaps"],
)
def test_what_the_whole_can_hold_is_let_through(sound, stated) -> None:
    told(sound, stated)
    assert len(read(sound).choices.stated) == len(stated)
