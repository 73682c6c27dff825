"""A kind of money that changes within the year is told by an amendment, or refused."""

from pathlib import Path

import pytest
from test_broken_files import PLACES, read, refusal
from test_may_be_right import changed

FIRM = "source: jh, place: r. 18, status: decided, checked: 2026-11-22"
RULE = "    rule: population_share\n"
AMENDED = "areas:\n"


def kinds(sound: Path, later: str, *amendments: str) -> None:
    listed = f"    kind:\n      - {{is: conditional, {FIRM}}}\n      - {{{later}, {FIRM}}}\n"
    lines = "".join(f"  - {{of: components.hela.national, {one}, {FIRM}}}\n" for one in amendments)
    more = {AMENDED: f"amendments:\n{lines}{AMENDED}"} if amendments else {}
    changed(sound, {RULE: RULE + listed, **more}, "agreement")


@pytest.mark.parametrize("amendments", [(), ("from: 2018-08, adds: true, amount: 5, unit: mnkr",)])
def test_a_kind_changed_without_amendment_is_refused(sound: Path, amendments: tuple[str, ...]) -> None:
    kinds(sound, "is: performance, from: 2018-07", *amendments)
    assert refusal(sound) == [
        f"{PLACES['agreement']}:16: slaget ändras från conditional till performance från 2018-07 utan någon ändring av "
        "villkoren. Skriv ändringen under amendments (of: components.hela.national, from: 2018-07; adds: true och "
        "amount: 0 om beloppet är detsamma), eller ta bort det slag som inte gäller."
    ]


def test_a_kind_that_an_amendment_changes_is_read_also_where_the_amount_is_not_known(sound: Path) -> None:
    kinds(sound, "is: performance, from: 2018-07", "from: 2018-07, adds: true, amount: 0, unit: kr")
    assert [one.is_ for one in read(sound).agreement.components[0].kind] == ["conditional", "performance"]
    path = sound / PLACES["agreement"]
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    text = "".join(line for line in lines if "      - {amount:" not in line)
    path.write_text(text.replace("    national:\n", "    national: unknown\n"), encoding="utf-8")
    assert read(sound).agreement.components[0].national_amount is None


def test_the_same_kind_told_again_is_no_change(sound: Path) -> None:
    kinds(sound, "is: conditional, from: 2018-07")
    assert len(read(sound).agreement.components[0].kind) == 2
