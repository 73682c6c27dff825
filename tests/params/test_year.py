"""A region's agreements of one year, and the regions, held against each other by ``check``."""

from pathlib import Path

import pytest

from statsbidrag.base.errors import ParameterError
from statsbidrag.base.period import Period
from statsbidrag.read.params.parameters import read_regions, require_sound_year
from statsbidrag.report.notebook import open_report
from statsbidrag.run.batch import run
from statsbidrag.run.checking import check

REGION, SECOND = "jamtland-harjedalen", "params/2018/jamtland-harjedalen/sommarvard.yaml"
PLACES = {
    "agreement": "params/2018/agreements/patientmiljarden.yaml",
    "choices": "params/2018/jamtland-harjedalen/patientmiljarden.yaml",
    "region": "params/regions/jamtland-harjedalen.yaml",
}


def second_agreement(sound: Path, cost: str) -> int:
    """Adds an agreement with the cost's codes, or whatever stands instead; the line of its bookkeeping."""
    for kind, place in (("agreement", "params/2018/agreements/sommarvard.yaml"), ("choices", SECOND)):
        text = (sound / PLACES[kind]).read_text(encoding="utf-8").replace("patientmiljarden", "sommarvard")
        text = text.replace('cost: {object: ["9916"]}', cost)
        (sound / place).write_text(text, encoding="utf-8")
    return 1 + (sound / SECOND).read_text(encoding="utf-8").splitlines().index(f"  {cost}")


def told(sound: Path) -> list[str]:
    try:
        require_sound_year(sound, REGION, 2018)
    except ParameterError as error:
        return error.lines
    return []


@pytest.mark.parametrize(
    ("first", "second", "codes"),
    [
        ('{object: ["9916"]}', '{object: ["9916"]}', "object 9916"),
        ('{object: ["9916"]}', '{object: ["9915", "9916"]}', "object 9916"),
        ('{object: ["9914", "9915"]}', '{object: ["9915"]}', "object 9915"),
        ('{object: ["9916"]}', '{object: ["9916"], activity: ["01"]}', "object 9916, activity 01"),
        ('{object: ["9916"], activity: ["01"]}', '{object: ["9916"]}', "object 9916, activity 01"),
        ('{object: ["9916"], activity: ["01"]}', '{object: ["9916"], activity: ["02"]}', None),
        ('{object: ["9914", "9915"]}', '{object: ["9915", "9916"]}', "object 9915"),
        ('{object: ["9914", "9916"]}', '{object: ["9916", "9917"], activity: ["01"]}', "object 9916, activity 01"),
        ('{object: ["9916"]}', '{object: ["9915"]}', None),
        ('{object: ["9916"]}', '{project: ["9916"]}', None),
        ('{object: ["9916"], unit: ["1"]}', '{object: ["9916"], activity: ["01"]}', None),
    ],
)
def test_two_agreements_that_claim_the_same_rows_are_refused(sound: Path, first, second, codes) -> None:
    line = second_agreement(sound, f"cost: {second}")
    path = sound / PLACES["choices"]
    text = path.read_text(encoding="utf-8").replace('cost: {object: ["9916"]}', f"cost: {first}")
    path.write_text(text, encoding="utf-8")
    both = f"patientmiljarden och sommarvard gör båda anspråk på {codes}. Ge varje överenskommelse egna koder."
    assert told(sound) == ([f"{SECOND}:{line}: {both}"] if codes else [])


def test_no_report_is_made_of_a_year_where_the_same_rows_are_claimed_twice(sound: Path) -> None:
    second_agreement(sound, 'cost: {object: ["9916"]}')
    assert len(told(sound)) == 1
    for chosen in ([], ["patientmiljarden"]):
        outcome = run(sound, REGION, Period(2018, 6), chosen, say=lambda line: None)
        assert (outcome.made, outcome.lines, outcome.exit_code) == (0, told(sound), 2)
    with pytest.raises(ParameterError) as error:
        open_report("patientmiljarden", REGION, "2018-06", root=str(sound))
    assert error.value.lines == told(sound)


def test_an_agreement_meant_for_the_register_alone_is_passed_over_in_silence(sound: Path) -> None:
    second_agreement(sound, 'cost: {object: ["9915"]}')
    choices, terms = sound / SECOND, sound / "params/2018/agreements/sommarvard.yaml"
    whole = terms.read_text(encoding="utf-8")
    terms.write_text(whole.replace("notebook: sommarvard\n", ""), encoding="utf-8")
    said: list[str] = []
    run(sound, REGION, Period(2018, 6), [], say=said.append)
    assert said == []
    origin = "params/2018/agreements/sommarvard.yaml:2"
    with pytest.raises(ParameterError) as error:
        run(sound, REGION, Period(2018, 6), ["sommarvard"], say=said.append)
    assert error.value.lines == [
        f"{origin}: sommarvard har ingen notebook och ingår bara i registret. Ange notebook om den ska ha en rapport."
    ]

    # One that is meant to have a report and lacks something for it is told at each run.
    terms.write_text(whole, encoding="utf-8")
    before, _, rest = choices.read_text(encoding="utf-8").partition("bookkeeping:\n")
    choices.write_text(f"{before}bookkeeping: unknown\n{rest[rest.index('efforts:') :]}", encoding="utf-8")
    run(sound, REGION, Period(2018, 6), [], say=said.append)
    assert said == [f"{SECOND}:2: bookkeeping är unknown, så sommarvard har ingen rapport. Fyll i uppgiften."]


@pytest.mark.parametrize(
    "bookkeeping",
    [
        "bookkeeping: unknown",
        "bookkeeping:\n  not_separated: {reason: den är spridd, source: jh, place: r. 30}\n  income: unknown",
    ],
)
def test_an_agreement_whose_cost_has_no_codes_claims_no_rows(sound: Path, bookkeeping: str) -> None:
    second_agreement(sound, 'cost: {object: ["9916"]}')
    path = sound / SECOND
    before, _, rest = path.read_text(encoding="utf-8").partition("bookkeeping:\n")
    path.write_text(f"{before}{bookkeeping}\n{rest[rest.index('events:') :]}", encoding="utf-8")
    assert told(sound) == []


@pytest.mark.parametrize(
    ("agreement", "component", "is_stated"),
    [("patientmiljarden", "hela", True), ("patientmiljarden", "halva", False), ("komiljarden", "hela", False)],
)
def test_a_compilation_leaves_out_only_what_is_stated(sound: Path, agreement, component, is_stated) -> None:
    path = sound / PLACES["region"]
    entry = f"      - {{agreement: {agreement}, component: {component}, why: den räknas inte}}"
    added = f"compilations:\n  - year: 2018\n    sources: {{}}\n    left_out:\n{entry}\n"
    text = path.read_text(encoding="utf-8") + added
    path.write_text(text, encoding="utf-8")
    line = 1 + text.splitlines().index(entry)
    said = f"regionen anger inget belopp 2018 för {component} i {agreement}. Rätta agreement och component, eller ange"
    assert told(sound) == ([] if is_stated else [f"{PLACES['region']}:{line}: {said} beloppet under stated."])
    assert [one for one in check(sound)[1] if one in told(sound)] == told(sound)


def test_two_regions_with_one_lan_code_are_told(sound: Path) -> None:
    text = (sound / PLACES["region"]).read_text(encoding="utf-8")
    line = 1 + next(number for number, one in enumerate(text.splitlines()) if one.startswith("lan_code: "))
    (sound / "params/regions/jamtland.yaml").write_text(text.replace(f"id: {REGION}", "id: jamtland"), encoding="utf-8")
    # By id jamtland stands before jamtland-harjedalen, which is the second with the code.
    said = f"{PLACES['region']}:{line}: länskoden «23» står två gånger. Ge dem olika lan_code."
    with pytest.raises(ParameterError) as error:
        read_regions(sound)
    assert error.value.lines == [said]
    assert said in check(sound)[1]


def test_a_folder_of_no_region_is_told(sound: Path) -> None:
    (sound / "params/2018/jamtland").mkdir()
    (sound / "params/2018/.ipynb_checkpoints").mkdir()
    said = "params/2018/jamtland/: mappen hör inte till någon region. Tillåtna: agreements, jamtland-harjedalen."
    assert said in check(sound)[1]
    assert not [one for one in check(sound)[1] if "checkpoints" in one]
    assert said not in check(sound, 2018, REGION)[1]


@pytest.mark.parametrize(
    ("place", "remedy"),
    [
        ("params/2018/agreements/sommarvard.yml", "Låt namnet sluta på .yaml."),
        ("params/2018/jamtland-harjedalen/sommarvard.YAML", "Låt namnet sluta på .yaml."),
        ("params/2018/sommarvard.yaml", "Flytta den till agreements/ eller till regionens mapp."),
        ("params/2018/agreements/.sommarvard.yml", None),
    ],
)
def test_a_file_that_would_never_be_read_is_told(sound: Path, place: str, remedy: str | None) -> None:
    (sound / place).write_text("id: sommarvard\n", encoding="utf-8")
    told_of = [line for line in check(sound)[1] if line.startswith(place)]
    assert told_of == ([f"{place}: filen läses inte. {remedy}"] if remedy else [])


def test_an_empty_folder_hides_no_other_fault(sound: Path) -> None:
    (sound / "params/2017/jamtland-harjedalen").mkdir(parents=True)
    (sound / PLACES["agreement"]).write_text("id: patientmiljarden\n", encoding="utf-8")
    assert f"{PLACES['agreement']}:1: nyckeln «title» saknas. Lägg till den." in check(sound)[1]


def test_a_salary_paid_by_no_unit_of_the_region_is_refused(sound: Path) -> None:
    path = sound / PLACES["choices"]
    share = '{id: lots, role: Vårdlots, unit: "9999", share: 0.5, from: 2018-01, to: 2018-12, monthly_cost: unknown}'
    text = path.read_text(encoding="utf-8").replace("efforts:\n", f"salary_shares:\n  - {share}\nefforts:\n")
    path.write_text(text, encoding="utf-8")
    line = 1 + text.splitlines().index(f"  - {share}")
    [fault] = told(sound)
    assert fault.startswith(f"{PLACES['choices']}:{line}: enheten «9999» finns inte i {PLACES['region']}:")
