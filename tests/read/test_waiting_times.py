"""A file of people waiting, for the ladder: read exactly, or refused by row with what to do."""

from pathlib import Path

import pytest

from statsbidrag.base.errors import ParameterError
from statsbidrag.facts.ladder import ladder_of
from statsbidrag.model.ladder import Waiting
from statsbidrag.read.params.population import LAN_CODES, read_population
from statsbidrag.read.waiting_times import COLUMNS, WaitingTimes, read_waiting_times

ROOT = Path(__file__).resolve().parents[2]
LADDER = ladder_of(ROOT, 2019).ladder
POPULATION = read_population(ROOT)
HEADINGS = ",".join(COLUMNS)


def lines(codes: tuple[str, ...] = ("01", "23")) -> list[str]:
    """The headings and a row for each region and pot."""
    rows = [f"{code},1000,{pot.replace('|', ',')},100,80,60,90,70" for pot in LADDER.pot_names for code in codes]
    return [HEADINGS, *rows]


def read(folder: Path, text: list[str] | bytes) -> WaitingTimes:
    path = folder / "vantande.csv"
    path.write_bytes(text if isinstance(text, bytes) else ("\n".join(text) + "\n").encode())
    return read_waiting_times(path, LADDER, POPULATION)


def refused(folder: Path, text: list[str] | bytes) -> list[str]:
    with pytest.raises(ParameterError) as error:
        read(folder, text)
    assert error.value.exit_code == 2
    return error.value.lines


def test_each_count_comes_to_its_region_and_pot(tmp_path: Path) -> None:
    text = lines()
    text[3] = "01,1000,2019-09,procedure,200,150,120,190,99"
    found = read(tmp_path, text)
    assert found.people == {"01": 1000, "23": 1000}
    assert found.waiting["2019-09|procedure"]["01"] == Waiting(200, 150, 120, 190, 99)
    assert {pot: sorted(of) for pot, of in found.waiting.items()} == {pot: ["01", "23"] for pot in LADDER.pot_names}


def test_a_mark_crlf_empty_rows_and_another_order_of_columns_are_no_fault(tmp_path: Path) -> None:
    turned = [",".join(reversed(line.split(","))) for line in lines()]
    told = b"\xef\xbb\xbf" + "\r\n".join([turned[0], "", *turned[1:], ",,,,,,,,"]).encode()
    assert read(tmp_path, told).waiting == read(tmp_path, lines()).waiting


def changed(number: int, row: str) -> list[str]:
    text = lines()
    text[number - 1] = row
    return text


GOOD = "01,1000,2019-09,visit,100,80,60,90,70"
COUNT = "Skriv ett heltal, 0 eller mer, utan mellanslag."


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("02,1000,2019-09,visit,100,80,60,90,70", f"region är «02». Tillåtna: {', '.join(LAN_CODES)}."),
        ("1,1000,2019-09,visit,100,80,60,90,70", f"region är «1». Tillåtna: {', '.join(LAN_CODES)}."),
        ("01,1000,2019-08,visit,100,80,60,90,70", "month är «2019-08». Tillåtna: 2019-09, 2019-10, 2019-11."),
        ("01,1000,2019-09,besök,100,80,60,90,70", "group är «besök». Tillåtna: visit, procedure."),
        ("01,1000,2019-09,visit,-1,80,60,90,70", f"waiting är «-1». {COUNT}"),
        ("01,1000,2019-09,visit,100.5,80,60,90,70", f"waiting är «100.5». {COUNT}"),
        ("01,1000,2019-09,visit,100,80,,90,70", f"waiting_within_60 är tomt. {COUNT}"),
        ("01,1 000,2019-09,visit,100,80,60,90,70", f"population är «1 000». {COUNT}"),
        ("01,1000,2019-09,visit,0,0,0,90,70",
         "waiting är 0, så ingen andel går att räkna. Ange hur många väntande regionen har."),
        ("01,1000,2019-09,visit,100,80,60,0,0",
         "prev_waiting är 0, så ingen andel går att räkna. Ange hur många väntande regionen har."),
        ("01,0,2019-09,visit,100,80,60,90,70",
         "population är 0, så ingen andel går att räkna. Ange hur många invånare regionen har."),
        ("01,1000,2019-09,visit,100,101,60,90,70",
         "waiting_within_90 är 101, fler än waiting som är 100. Rätta det som är fel."),
        ("01,1000,2019-09,visit,100,80,81,90,70",
         "waiting_within_60 är 81, fler än waiting_within_90 som är 80. Rätta det som är fel."),
        ("01,1000,2019-09,visit,100,80,60,90,91",
         "prev_waiting_within_90 är 91, fler än prev_waiting som är 90. Rätta det som är fel."),
    ],
)  # fmt: skip
def test_a_wrong_row_is_told_with_what_is_allowed(tmp_path: Path, row: str, told: str) -> None:
    assert refused(tmp_path, changed(2, row)) == [f"vantande.csv:2: {told}"]


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    text = changed(2, "99,1000,2019-09,visit,100,80,60,90,70")
    text[3] = "01,1000,2019-09,procedure,x,80,60,90,y"
    assert [line.split(" ")[0] for line in refused(tmp_path, text)] == ["vantande.csv:2:", *["vantande.csv:4:"] * 2]


def test_a_row_twice_another_population_and_too_few_fields(tmp_path: Path) -> None:
    twice = [*lines(), GOOD]
    assert refused(tmp_path, twice) == [
        "vantande.csv:14: region 01 finns redan för 2019-09 och visit på rad 2. Ta bort en."
    ]
    other = changed(4, "01,1001,2019-09,procedure,100,80,60,90,70")
    assert refused(tmp_path, other) == [
        "vantande.csv:4: population är 1\u00a0001 men 1\u00a0000 på en tidigare rad för region 01. "
        "Skriv samma folkmängd på alla regionens rader."
    ]
    assert refused(tmp_path, changed(3, "01,1000,2019-09")) == [
        "vantande.csv:3: raden har 3 fält men rubrikraden 9. Skriv ett fält för varje kolumn, med komma emellan."
    ]


def test_a_region_that_lacks_a_pot_is_refused_and_one_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert refused(tmp_path, lines()[:-1]) == [
        "vantande.csv: region 23 saknar 2019-11 procedure. Lägg till en rad för var och en."
    ]
    assert refused(tmp_path, [HEADINGS]) == [
        "vantande.csv: filen har inga rader. Ange en rad för varje region, månad och grupp."
    ]
    [warning] = read(tmp_path, lines()).warnings
    others = ", ".join(code for code in LAN_CODES if code not in ("01", "23"))
    assert warning.startswith(f"vantande.csv: län {others} finns inte i filen och får inget.")


def test_populations_that_are_not_the_nation_are_told(tmp_path: Path) -> None:
    [warning] = read(tmp_path, lines(LAN_CODES)).warnings
    assert warning.startswith("vantande.csv: folkmängderna blir tillsammans 21\u00a0000, inte rikets någon av de dagar")
    people = next(iter(POPULATION.values()))
    headings, *rows = lines(LAN_CODES)
    whole = [headings, *(row.replace(",1000,", f",{people[row[:2]]},") for row in rows)]
    assert read(tmp_path, whole).warnings == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (["region;population;month", "01;1;2019-09"], "vantande.csv:1: här finns inga rubriker, eller"),
        ([HEADINGS.replace("prev_waiting,", "förra,"), GOOD], "vantande.csv:1: kolumnen prev_waiting saknas."),
        ([f"{HEADINGS},region", f"{GOOD},01"], "vantande.csv:1: kolumnen region står två gånger."),
        ([f"{HEADINGS},namn", f"{GOOD},x"], "vantande.csv:1: kolumnen «namn» hör inte hit."),
        ([HEADINGS, '"01,1000'], "vantande.csv:2: raden går inte att dela i fält. Kontrollera citattecknen."),
        ("région".encode("latin-1"), "vantande.csv: filen är inte sparad som UTF-8."),
        (b"x" * 1_000_001, "vantande.csv: filen är större än 1 MB och läses inte."),
    ],
)  # fmt: skip
def test_another_file_is_refused(tmp_path: Path, text: list[str] | bytes, told: str) -> None:
    assert refused(tmp_path, text)[0].startswith(told)
