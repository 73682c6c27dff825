"""population.csv: 21 regions every date, the country's official totals, and each mistake told with its row."""

import datetime as dt
from pathlib import Path

import pytest

from statsbidrag.base.errors import ParameterError
from statsbidrag.read.params.population import read_population

ROOT = Path(__file__).resolve().parents[2]
FILE = "params/population.csv"
LAN = [f"{code:02d}" for code in range(1, 26) if code not in (2, 11, 15, 16)]


@pytest.mark.parametrize(
    ("day", "inhabitants"),
    [
        ("2015-12-31", 9_851_017),
        ("2016-12-31", 9_995_153),
        ("2017-12-31", 10_120_242),
        ("2018-12-31", 10_230_185),
        ("2019-11-01", 10_319_473),
        ("2019-12-31", 10_327_589),
    ],
)
def test_the_regions_sum_to_the_country(day: str, inhabitants: int) -> None:
    regions = read_population(ROOT)[dt.date.fromisoformat(day)]
    assert sum(regions.values()) == inhabitants
    assert sorted(regions) == LAN


def test_the_figures_the_shares_rest_on() -> None:
    population = read_population(ROOT)
    assert population[dt.date(2017, 12, 31)]["23"] == 129_806
    assert len(population) == 6


def test_what_every_reader_shares_cannot_be_changed() -> None:
    population = read_population(ROOT)
    with pytest.raises(TypeError):
        population[dt.date(2017, 12, 31)] = {}
    with pytest.raises(TypeError):
        population[dt.date(2017, 12, 31)]["23"] = 1


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("date,lan_code", "datum,länskod",
         f"{FILE}:1: rubrikerna är datum, länskod, region, population, source; tillåtet: date, lan_code, region, "
         "population, source."),
        ("2015-12-31,03,Uppsala,354164,", "2015-12-31,03,Uppsala,354 164,",
         f"{FILE}:3: raden ska ha fem fält med folkmängd i heltal och källa. Rätta raden."),
        ("2015-12-31,03,Uppsala,354164,", "2015-12-31,03,Uppsala,,354164,",
         f"{FILE}:3: raden ska ha fem fält med folkmängd i heltal och källa. Rätta raden."),
        ("2015-12-31,03,Uppsala,354164,", "2015-12-31,3,Uppsala,354164,",
         f"{FILE}:3: länskoden är «3»; skriv två siffror, till exempel 03."),
        ("2015-12-31,03,Uppsala,354164,", "2015-12-31,01,Uppsala,354164,",
         f"{FILE}:3: länskod 01 står två gånger för 2015-12-31. Behåll en rad."),
        ("2015-12-31,03,Uppsala,354164,", "2015-12-31,03,Uppsala,0,",
         f"{FILE}:3: folkmängden är 0. Skriv länets folkmängd den dagen."),
        ("2015-12-31,03,Uppsala,354164,", "2015-12-31,03,Uppsala,٣٥٤,",
         f"{FILE}:3: raden ska ha fem fält med folkmängd i heltal och källa. Rätta raden."),
        ("2015-12-31,03,Uppsala,354164,", "20151231,03,Uppsala,354164,",
         f"{FILE}:3: «20151231» är inget datum; skriv ÅÅÅÅ-MM-DD."),
        ("2015-12-31,03,Uppsala,354164,", "2015-11-31,03,Uppsala,354164,",
         f"{FILE}:3: «2015-11-31» är inget datum; skriv ÅÅÅÅ-MM-DD."),
        ("2015-12-31,03,Uppsala,354164,", "2015-12-31,02,Uppsala,354164,",
         f"{FILE}:3: länskoden 02 finns inte. Tillåtet: {', '.join(LAN)}."),
        ("2015-12-31,03,Uppsala,354164,", "2014-12-31,03,Uppsala,354164,",
         f"{FILE}:22: 2015-12-31 saknar länskod 03. Alla 21 regioner ska finnas varje dag; komplettera filen."),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_row(sound: Path, old: str, new: str, line: str) -> None:
    path = sound / FILE
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ParameterError) as error:
        read_population(sound)
    assert error.value.lines == [line]


def test_a_byte_order_mark_which_excel_writes_is_no_fault(sound: Path) -> None:
    path = sound / FILE
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert read_population(sound) == read_population(ROOT)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (None, f"{FILE}: filen finns inte. Lägg dit folkmängden per region."),
        (b"", f"{FILE}:1: rubrikerna är tomma; tillåtet: date, lan_code, region, population, source."),
        ("Sörmland".encode("latin-1"), f"{FILE}: filen är inte sparad som UTF-8. Spara om den som UTF-8."),
    ],
)
def test_a_file_that_cannot_be_read_is_told(sound: Path, content: bytes | None, line: str) -> None:
    path = sound / FILE
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ParameterError) as error:
        read_population(sound)
    assert error.value.lines == [line]
