"""Parameter files that look odd and are right, and those that are told without being refused."""

from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from test_broken_files import PLACES, read

from statsbidrag.cli.main import main
from statsbidrag.facts.implausible import implausible
from statsbidrag.facts.unowned import without_effort
from statsbidrag.run.checking import check, oddities

CHOICES = PLACES["choices"]
FORECAST = "    after: {grows"
STATED = "amount: 12.6, unit: mnkr"
PAID = "date: 2018-06-20"
ANOTHER = "{kind: payment, date: 2018-06-20, amount: 12 569 846, number: B 2, status: example}"
OWN = "{id: redovisning, kind: report, what: Redovisning, receiver: SKL, date: 2019-03-31, source: jh, place: r. 27}"


def changed(root: Path, changes: dict[str, str], kind: str = "choices") -> None:
    """Puts a text in place of another in one of the sound files."""
    path = root / PLACES[kind]
    text = path.read_text(encoding="utf-8")
    for before, after in changes.items():
        assert before in text
        text = text.replace(before, after, 1)
    path.write_text(text, encoding="utf-8")


def forecast(as_of: str, amount: str = "2.3, unit: mnkr") -> str:
    entry = f"{{as_of: {as_of}, amount: {amount}, status: example, reason: Enligt plan}}"
    return f"    forecasts:\n      - {entry}\n{FORECAST}"


@pytest.mark.parametrize(
    "changes",
    [
        {FORECAST: forecast("2018-01")},
        {FORECAST: forecast("2018-12")},
        {"as_of: 2018-01": "as_of: 2018-13"},
        {PAID: "date: 2018-01-01"},
        {PAID: "date: 2019-04-05"},
        {PAID: "date: 2019-12-31"},
        {"events:\n": "events:\n  - {kind: decision, date: 2017-09-14, what: Beslut, status: example}\n"},
        {"id: handlingsplan, state: unknown": "id: handlingsplan, as_of: 2019-02, state: partly"},
        {"state: unknown, evidence: null": "state: met, evidence: inlämnad till SKL"},
        {"state: unknown, evidence: null": "state: not_met, evidence: null"},
        {"target: {value: 90": "target: {value: 100"},
        {"target: {value: 90": "target: {value: 0"},
        {"better: higher": "better: lower", "target: {value: 90": "target: {value: 0.5"},
        {"events:\n": f"events:\n  - {ANOTHER}\n"},
        {STATED: "amount: 980, unit: mnkr"},
        {"number: unknown": "number: Okänd 12/2018"},
    ],
)  # fmt: skip
def test_what_may_be_right_is_let_through(sound: Path, changes: dict[str, str]) -> None:
    changed(sound, changes)
    assert read(sound).choices.agreement == "patientmiljarden"


def test_a_window_that_opens_earlier_lets_through_what_is_dated_in_it(sound: Path) -> None:
    changed(sound, {FORECAST: forecast("2017-11"), PAID: "date: 2017-10-02"})
    changed(sound, {"from: 2018-01-01": "from: 2017-10-01"}, "agreement")
    assert read(sound).choices.events[0].date.year == 2017


def test_a_requirement_due_before_the_year_may_be_met_before_it(sound: Path) -> None:
    changed(sound, {"id: handlingsplan, state: unknown": "id: handlingsplan, as_of: 2017-11, state: partly"})
    changed(sound, {"receiver: SKL, date: unknown": "receiver: SKL, date: 2017-11-15"}, "agreement")
    assert read(sound).choices.requirements[0].as_of == "2017-11"


def test_a_known_day_of_repayment_lets_through_what_comes_that_year(sound: Path) -> None:
    changed(sound, {PAID: "date: 2020-06-20", "requirements:\n": f"own_deadlines:\n  - {OWN}\nrequirements:\n"})
    changed(sound, {"kind: report": "kind: repayment", "2019-03-31": "2020-06-30"})
    assert read(sound).choices.events[0].date.year == 2020


# What is found: the line in the sound file with the change, the code, and how the message goes on.
FOUND = [
    ({STATED: "amount: 12.6, unit: kr"}, "8", "belopp-i-annan-enhet", "ungefär en miljon gånger mindre än"),
    ({STATED: "amount: 12.6, unit: tkr"}, "8", "belopp-i-annan-enhet", "ungefär tusen gånger mindre än"),
    ({"amount: 12 569 846, unit: kr": "amount: 12 570, unit: kr"}, "28", "belopp-i-annan-enhet",
     "beloppet är 12 570,00 kr, ungefär tusen gånger mindre än beloppet 12 600 000,00 kr i"),
    ({FORECAST: forecast("2018-04", "2.3, unit: tkr")}, "22", "belopp-i-annan-enhet", "ungefär tusen gånger mer än"),
    ({"year: 2018, of": "year: 2017, of"}, "8", "angivet-for-annat-ar", "inget belopp för 2018, bara för 2017"),
    ({"baseline: unknown": "baseline: {value: 0.78, status: example}"}, "39",
     "niva-under-en-procent", "utgångsläget är 0.78 procent, mindre än en procent"),
    ({"activity/verksamhet-*": "activity/verksamhet-2017-*"}, "41", "verksamhetsdata-for-annat-ar", "som nämner 2017"),
    ({PAID: "date: 2019-06-20", "requirements:\n": f"own_deadlines:\n  - {OWN}\nrequirements:\n"}, "28",
     "handelse-efter-redovisning", "händelsen är daterad 20 juni 2019, efter den sista dagen"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "line", "code", "said"), FOUND)
def test_what_looks_wrong_is_told_and_not_refused(sound: Path, changes, line, code, said) -> None:
    changed(sound, changes)
    found = [one for one in implausible(read(sound)) if one.code == code]
    assert found
    assert all(one.file == CHOICES for one in found)
    told = {str(one.row): one.message.replace("\u00a0", " ") for one in found}
    assert said in told[line]


def test_a_copied_effort_is_told(sound: Path) -> None:
    path = sound / CHOICES
    text = path.read_text(encoding="utf-8")
    effort = text[text.index("  - id: kunskapsstod") : text.index("events:")]
    copied = effort.replace("kunskapsstod", "nara-vard").replace('["01"]', '["02"]')
    path.write_text(text.replace("events:", f"{copied}events:", 1), encoding="utf-8")
    (found,) = implausible(read(sound))
    assert (found.code, found.row) == ("insats-med-samma-namn", 28)


def test_the_sound_files_have_nothing_to_tell(sound: Path) -> None:
    assert list(implausible(read(sound))) == []


def test_check_tells_what_to_look_at_and_passes(sound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (sound / "notebooks").mkdir()
    cell = '{"cells": [{"metadata": {"tags": ["parameters"]}}]}'
    (sound / "notebooks/patientmiljarden.ipynb").write_text(cell, encoding="utf-8")
    changed(sound, {"year: 2018, of": "year: 2017, of"})
    assert check(sound)[1] == []
    (line,) = oddities(sound)
    assert line.startswith(f"{CHOICES}:8: att se över: stated har inget belopp för 2018, bara för 2017; inget av dem")
    with pytest.raises(SystemExit) as ended:
        main(["check", "--root", str(sound)])
    assert ended.value.code in (0, None)
    assert capsys.readouterr().out.splitlines() == [line, "Inga fel i 5 filer, 1 att se över."]


def test_check_tells_every_file_s_faults_at_once_by_file_and_line(sound: Path) -> None:
    changed(sound, {"watch_share: 0.05": "watch_share: 5"}, "workbook")
    changed(sound, {'prefix: "53"': "prefix: 5X"}, "region")
    changed(sound, {"receiver: SKL, date: unknown, ": "receiver: SKL, "}, "agreement")
    changed(sound, {"source: jh, place: r. 23": "source: nb, place: r. 23", "at_stake: hela": "at_stake: halva"})
    lines = check(sound)[1]
    assert [line.partition(": ")[0] for line in lines] == [
        f"{PLACES['agreement']}:24",
        f"{CHOICES}:8",
        f"{CHOICES}:30",
        f"{PLACES['region']}:22",
        f"{PLACES['workbook']}:4",
    ]


def test_a_fault_in_the_terms_does_not_make_names_in_the_choices_wrong(sound: Path) -> None:
    changed(sound, {"rule: population_share": "rule: efter län", "id: vardgaranti,": "id: Vårdgaranti,"}, "agreement")
    assert [line.partition(": ")[0] for line in check(sound)[1]] == [
        f"{PLACES['agreement']}:13",
        f"{PLACES['agreement']}:20",
        f"{CHOICES}:17",
    ]


def test_cost_on_a_code_of_no_effort_is_told_with_the_code(sound: Path) -> None:
    """An effort taken out of the file leaves its cost, which is told by the code it stands on."""
    choices = read(sound).choices
    rows = pd.DataFrame({"activity": ["02", "", "02"], "effort": "", "amount_ore": [100, 200, 300]})
    rows = rows.assign(file="data/raw/x/a.csv", source_row=[7, 6, 5])
    told: list[tuple[str, int, str]] = []

    def noted(code: str, group: pd.DataFrame, message: str, remedy: str) -> list:
        told.append((code, int(group["amount_ore"].sum()), message))
        return []

    facts = SimpleNamespace(
        cost=rows,
        parameters=SimpleNamespace(choices=choices),
        efforts=[SimpleNamespace(effort=effort) for effort in choices.efforts],
        not_separated=None,
    )
    (found,) = without_effort(facts, noted)
    assert told == [
        ("rad-utan-insats", 200, "raden räknas mot bidraget men saknar aktivitet som hör till en insats"),
    ]
    assert (found.code, found.place) == ("rad-utan-insats", f"{CHOICES}:13")
    assert found.message.replace("\u00a0", " ") == (
        "ingen insats har aktivitet 02, men kostnaden där är 4,00 kr (rader: 2, den första data/raw/x/a.csv:5)"
    )
    facts.efforts = []
    (found,) = without_effort(facts, noted)
    assert (found.code, found.file) == ("insatser-saknas", CHOICES)
