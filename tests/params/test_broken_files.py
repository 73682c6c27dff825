"""One parameter file per mistake: every one is refused with file, line, and what to do, in Swedish."""

import shutil
from pathlib import Path

import pytest
import yaml

from allowed_words import filled
from statsbidrag.base.errors import ParameterError
from statsbidrag.read.params.parameters import Parameters, read_parameters

HERE = Path(__file__).resolve().parent
BROKEN = sorted((HERE / "broken").glob("*.yaml"))
MESSAGES = yaml.load((HERE / "broken_messages.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
PLACES = {
    "agreement": "params/2018/agreements/patientmiljarden.yaml",
    "choices": "params/2018/jamtland-harjedalen/patientmiljarden.yaml",
    "region": "params/regions/jamtland-harjedalen.yaml",
    "workbook": "params/workbook.yaml",
    "documents": "params/documents.yaml",
}


def read(root: Path) -> Parameters:
    return read_parameters(root, "patientmiljarden", "jamtland-harjedalen", 2018)


def refusal(root: Path) -> list[str]:
    with pytest.raises(ParameterError) as error:
        read(root)
    assert error.value.exit_code == 2
    return error.value.lines


def test_the_sound_files_are_read(sound: Path) -> None:
    parameters = read(sound)
    assert parameters.agreement.components[0].national_amount.ore == 980_000_000_00
    assert parameters.choices.efforts[0].budget.month_ore == [200_000_00] * 12
    assert sorted(parameters.files) == sorted([*PLACES.values(), "params/population.csv"])


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_file_is_refused_with_file_line_and_remedy(sound: Path, path: Path) -> None:
    place = PLACES[path.stem.partition("-")[0]]
    shutil.copy(path, sound / place)
    told = [filled(line) for line in MESSAGES[path.stem]]
    assert refusal(sound) == [line if line.startswith("params/") else f"{place}:{line}" for line in told]


def test_every_broken_file_has_its_message() -> None:
    assert sorted(MESSAGES) == sorted(path.stem for path in BROKEN)
    assert len(BROKEN) >= 60


def test_a_file_of_more_than_a_megabyte_is_not_read(sound: Path) -> None:
    path = sound / PLACES["choices"]
    path.write_bytes(path.read_bytes() + b"# fyllnad\n" * 100_000)
    assert refusal(sound) == [
        f"{PLACES['choices']}: filen är större än 1 MB och läses inte. Kontrollera att rätt fil ligger här."
    ]


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault(sound: Path) -> None:
    path = sound / PLACES["workbook"]
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert read(sound).settings.default_region == "jamtland-harjedalen"


# Documents without known parts are cited by their rows, so that file may be missing.
NEEDED = {kind: place for kind, place in PLACES.items() if kind != "documents"}


@pytest.mark.parametrize(("kind", "place"), NEEDED.items())
def test_a_missing_file_is_told(sound: Path, kind: str, place: str) -> None:
    (sound / place).unlink()
    told = {
        "choices": "params/2018/jamtland-harjedalen/: här finns inga överenskommelser. Parametrar finns för 2018.",
        "region": "Regionen «jamtland-harjedalen» finns inte. Tillåtna: inga (params/regions/).",
    }
    missing = f"{place}: filen finns inte. Skapa den eller välj en annan överenskommelse, region eller period."
    assert refusal(sound) == [told.get(kind, missing)]


@pytest.mark.parametrize(
    ("agreement", "region", "year", "line"),
    [
        ("komiljarden", "jamtland-harjedalen", 2018,
         "Överenskommelsen «komiljarden» finns inte för jamtland-harjedalen 2018. Tillåtna: patientmiljarden."),
        ("patientmiljarden", "norrbotten", 2018,
         "Regionen «norrbotten» finns inte. Tillåtna: jamtland-harjedalen (params/regions/)."),
        ("patientmiljarden", "jamtland-harjedalen", 2020,
         "params/2020/jamtland-harjedalen/: här finns inga överenskommelser. Parametrar finns för 2018."),
    ],
)  # fmt: skip
def test_what_does_not_exist_is_told_with_what_does(sound: Path, agreement, region, year, line) -> None:
    with pytest.raises(ParameterError) as error:
        read_parameters(sound, agreement, region, year)
    assert error.value.lines == [line]


def test_two_groups_with_one_prefix_may_follow_each_other_in_time(sound: Path) -> None:
    path = sound / PLACES["region"]
    before = '      - {prefix: "51", from: 2018, status: check}\n'
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, '      - {prefix: "53", from: 2019, status: check}\n'), encoding="utf-8")
    assert [kind.id for kind in read(sound).region.cost_types] == ["personal", "inhyrd-personal", "kopt-vard"]


@pytest.mark.parametrize("key", ["stated", "decided"])
def test_an_amount_of_money_that_goes_to_others_is_refused(sound: Path, key: str) -> None:
    terms, choices = sound / PLACES["agreement"], sound / PLACES["choices"]
    others = "  - {id: skl, title: Medel till SKL, rule: fixed, recipient: association, national: unknown}\nareas:\n"
    terms.write_text(terms.read_text(encoding="utf-8").replace("areas:\n", others), encoding="utf-8")
    amount = "{year: 2018, of: [skl], amount: 1, unit: mnkr, status: example}"
    text = choices.read_text(encoding="utf-8")
    text = (
        text.replace("stated:\n", f"stated:\n  - {amount}\n") if key == "stated" else f"{text}decided:\n  - {amount}\n"
    )
    choices.write_text(text, encoding="utf-8")
    line = 1 + text.splitlines().index(f"  - {amount}")
    assert refusal(sound) == [
        f"{PLACES['choices']}:{line}: komponenten «skl» går inte till regionerna. Ta bort den ur of."
    ]
