"""``statsbidrag ladder``: the document is stable, the same on the terminal and in the file, and words for who reads."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner

from statsbidrag.cli.main import main, program
from statsbidrag.facts.ladder import ladder_of
from statsbidrag.read.params.population import LAN_CODES, read_population
from statsbidrag.read.waiting_times import COLUMNS

ROOT = Path(__file__).resolve().parents[2]
POTS = ladder_of(ROOT, 2019).ladder.pot_names
PEOPLE = list(read_population(ROOT).values())[-1]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Every region stands still but Halland, which gains 2 in visits and 6 in operations; Gotland has 71 per cent."""
    rows = []
    for pot in POTS:
        for code in LAN_CODES:
            gain = {"visit": 2, "procedure": 6}[pot.split("|")[1]] if code == "13" else 0
            sixty = 71 if code == "09" else 60
            rows.append(f"{code},{PEOPLE[code]},{pot.replace('|', ',')},100,{72 + gain},{sixty},100,72")
    path = tmp_path / "vantande.csv"
    path.write_text("\n".join([",".join(COLUMNS), *rows]) + "\n", encoding="utf-8")
    return path


def run(*arguments: str) -> str:
    result = CliRunner().invoke(program, ["ladder", "--root", str(ROOT), "--year", "2019", *arguments])
    assert result.exit_code == 0, result.output
    return result.output


def test_the_document_has_every_region_in_every_pot_and_closes(file: Path, tmp_path: Path) -> None:
    text = run(str(file), "--json", "--output", str(tmp_path / "trappan.json"))
    assert (tmp_path / "trappan.json").read_text(encoding="utf-8") == text
    document = json.loads(text)
    assert list(document) == ["total", "by_pot", "unpaid"]
    assert list(document["by_pot"]) == list(document["unpaid"]) == POTS
    assert {tuple(of) for of in document["by_pot"].values()} == {LAN_CODES}
    assert tuple(document["total"]) == LAN_CODES
    money = [Decimal(amount) for key in ("total", "unpaid") for amount in document[key].values()]
    assert sum(money) == Decimal("1280000000.00")
    halland, gotland = (document["by_pot"]["2019-10|procedure"][code] for code in ("13", "09"))
    assert (halland["gain_pp"], halland["share_60"], halland["bands"]) == ("6.0000", "0.6000", [1, 2, 3])
    assert (gotland["gain_pp"], gotland["bands"]) == ("0.0000", [1])
    assert Decimal(halland["amount"]) + Decimal(gotland["amount"]) == Decimal("213333333.33")
    assert document["by_pot"]["2019-10|visit"]["13"]["bands"] == [1]
    assert document["by_pot"]["2019-09|visit"]["01"] == {
        "gain_pp": "0.0000", "share_60": "0.6000", "bands": [], "amount": "0.00",
    }  # fmt: skip


def test_the_terminal_tells_who_gets_what_by_which_step(file: Path) -> None:
    told = run(str(file)).replace("\u00a0", " ").splitlines()
    assert told[0] == "Kömiljarden 2019, 1 280 000 000 kr i 6 potter"
    assert told[1].startswith("13 Halland: ")
    assert any(line.startswith("   september, operation eller åtgärd: steg 1–3, ") for line in told)
    assert any(line.startswith("   november, första besök: steg 1 genom andelen inom 60 dagar, ") for line in told)
    assert told[-1] == (
        "Läsning: ett steg delas efter folkmängd; övriga läsningar står i params/2019/agreements/komiljarden.yaml."
    )


def test_a_pot_that_nobody_reaches_is_told_and_stays(file: Path) -> None:
    still = [line.replace(",74,", ",72,").replace(",78,", ",72,").replace(",71,", ",60,") for line in file.open()]
    file.write_text("".join(still), encoding="utf-8")
    document = json.loads(run(str(file), "--json"))
    assert set(document["total"].values()) == {"0.00"}
    assert sum(map(Decimal, document["unpaid"].values())) == Decimal("1280000000.00")
    assert run(str(file)).count("Betalas inte ut, ") == 6


def test_a_year_without_a_ladder_and_a_wrong_file_end_with_what_to_do(
    file: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for arguments, told in (
        ([str(file), "--year", "2018"], "params/2018/agreements/: ingen överenskommelse har en trappa (ladder). "),
        ([str(tmp_path / "ingen.csv"), "--year", "2019"], "ingen.csv: filen finns inte. "),
    ):
        with pytest.raises(SystemExit) as left:
            main(["ladder", "--root", str(ROOT), *arguments])
        assert left.value.code == 2
        assert capsys.readouterr().err.startswith(told)
