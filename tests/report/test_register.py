"""The register as shipped: ``allocate`` gives the verdicts the sources give, and every contradiction is carried."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from statsbidrag.base.errors import ParameterError
from statsbidrag.cli.main import program
from statsbidrag.facts.compilations import compilations, places
from statsbidrag.read.params.parameters import read_choices
from statsbidrag.read.params.places import agreements_of, known_regions, terms_of, years_with_terms
from statsbidrag.read.params.population import read_population
from statsbidrag.read.params.terms import read_terms
from statsbidrag.register.entries import as_json, register
from statsbidrag.register.page import FILE, page
from statsbidrag.register.text import rebuilt_lines
from statsbidrag.show.wording import requirement_words

ROOT = Path(__file__).resolve().parents[2]
POPULATION = read_population(ROOT)
# Region, year, national and stated in mnkr: what the sources state that the population at the end of the year before
# gives within their rounding, and what it does not.
AGREES = """
blekinge 2017 655 10.4, blekinge 2017 53 0.8, jamtland-harjedalen 2018 980 12.6, norrbotten 2017 300 7.5,
norrbotten 2017 53 1.3, norrbotten 2017 490 12.3, norrbotten 2017 300 7.5, norrbotten 2018 951 23.6,
norrbotten 2018 391 9.7, norrbotten 2018 980 24.3
"""
DIFFERS = """
blekinge 2017 300 4.7, blekinge 2017 407 6.2, blekinge 2017 250 6.9, blekinge 2017 130 2.0, blekinge 2017 150 2.3,
blekinge 2017 150 2.3, blekinge 2017 373 5.7, blekinge 2017 117 1.8, blekinge 2017 420 6.4, blekinge 2017 100 1.5,
norrbotten 2017 955 24.0, norrbotten 2017 407 10.6, norrbotten 2018 300 7.5
"""
KEYS = [
    "region", "agreement", "component", "rule", "national", "key_date", "population_date", "share", "computed",
    "stated", "stated_precision", "difference", "source", "status", "assumed",
]  # fmt: skip


def allocate(*arguments: str) -> dict:
    result = CliRunner().invoke(program, ["allocate", "--root", str(ROOT), "--json", *arguments])
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def mnkr(text: str) -> float:
    return float(text) / 1_000_000


@pytest.fixture(scope="module")
def items() -> dict[int, list[dict]]:
    return {year: allocate("--year", str(year))["items"] for year in (2017, 2018, 2019)}


@pytest.mark.parametrize(("status", "expected"), [("agrees", AGREES), ("differs", DIFFERS)])
def test_the_verdicts_are_those_of_the_sources(items, status: str, expected: str) -> None:
    wanted = Counter()
    for line in expected.replace("\n", " ").split(","):
        region, year, national, stated = line.split()
        wanted[region, int(year), float(national), float(stated)] += 1
    found = Counter(
        (item["region"], year, mnkr(item["national"]), mnkr(item["stated"]))
        for year, listed in items.items()
        for item in listed
        if item["status"] == status and item["rule"] == "population_share"
    )
    assert found == wanted


def test_the_only_other_stated_amounts_that_can_be_computed_are_the_equal_sum_and_the_fixed_amount(items) -> None:
    other = [
        (item["region"], item["agreement"], item["component"], item["rule"], item["status"])
        for listed in items.values()
        for item in listed
        if item["status"] in ("agrees", "differs") and item["rule"] != "population_share"
    ]
    assert other == [
        ("vastra-gotaland", "sjukskrivning", "kompetenssatsning-narhalsan", "fixed", "agrees"),
        ("norrbotten", "beredskap", "grundbelopp", "equal_share", "agrees"),
    ]


def test_an_item_has_the_promised_shape(items) -> None:
    assert all(list(item) == KEYS for listed in items.values() for item in listed)
    of_two = [item for item in items[2018] if item["component"] == "stimulansmedel+specialistutbildning"]
    (ours,) = [item for item in of_two if item["region"] == "norrbotten"]
    assert ours == {
        "region": "norrbotten",
        "agreement": "professionsmiljarden",
        "component": "stimulansmedel+specialistutbildning",
        "rule": "population_share",
        "national": "951000000.00",
        "key_date": None,
        "population_date": "2017-12-31",
        "share": "0.0248309280",
        "computed": "23614212.49",
        "stated": "23600000.00",
        "stated_precision": "100000.00",
        "difference": "-14212.49",
        "source": "5-2018, r. 332",
        "status": "agrees",
        "assumed": True,
    }


def test_all_21_regions_stand_in_the_register_and_their_shares_close(items) -> None:
    for listed in items.values():
        assert len({item["region"] for item in listed}) == 21
        by_component: dict[tuple, list[dict]] = {}
        for item in listed:
            if item["rule"] in ("population_share", "equal_share") and "+" not in item["component"]:
                by_component.setdefault((item["agreement"], item["component"]), []).append(item)
        assert by_component
        for alike in by_component.values():
            assert len(alike) == 21
            assert sum(round(float(i["computed"]) * 100) for i in alike) == round(float(alike[0]["national"]) * 100)


def test_a_region_and_an_agreement_can_be_chosen() -> None:
    (item,) = allocate("--year", "2018", "--region", "jamtland-harjedalen", "--agreement", "patientmiljarden")["items"]
    assert (item["computed"], item["stated"], item["difference"]) == ("12569845.66", "12600000.00", "30154.34")
    assert (item["key_date"], item["status"]) == ("2017-12-31", "agrees")
    assert {item["region"] for item in allocate("--year", "2019", "--region", "gotland")["items"]} == {"gotland"}


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            (2016, None, None),
            "params/2016/agreements/: här finns inga överenskommelser. Parametrar finns för 2017, 2018, 2019.",
        ),
        (
            (2018, "skane-lan", None),
            "Regionen «skane-lan» finns inte. Tillåtna: stockholm, uppsala, sormland, ostergotland,",
        ),
        (
            (2019, None, "cancervard"),
            "Överenskommelsen «cancervard» finns inte 2019. Tillåtna: god-och-nara-vard, komiljarden, ",
        ),
    ],
)
def test_what_does_not_exist_is_told_with_what_does(arguments, line: str) -> None:
    with pytest.raises(ParameterError) as error:
        register(ROOT, *arguments)
    assert error.value.lines[0].startswith(line)


def test_a_differing_amount_is_shown_with_what_could_explain_it_and_none_is_chosen() -> None:
    result = CliRunner().invoke(program, ["allocate", "--root", str(ROOT), "--year", "2017", "--region", "blekinge"])
    text = result.output.replace("\u00a0", " ")
    after = text.split("specialistutbildning: ")[1]
    assert after.startswith("300,00 mnkr nationellt, beräknat 4,76 mnkr, angivet 4,7 mnkr – skiljer sig med −55 895 kr")
    told = after.split("psykisk-halsa")[0]
    # The compilation is of 1 February 2017, so that nobody could have shared by the population of 31 December 2017.
    assert "31 dec 2017" not in told
    assert "Källan anger inte vilken dags folkmängd som avgör andelen." in told
    assert "beloppet kan vara avkortat" in told
    assert "2018" not in told


def test_blekinges_51_mnkr_is_rebuilt_from_its_parts() -> None:
    (place,) = [place for place in places(ROOT, 2017) if place.id == "blekinge"]
    (rebuilt,) = compilations(ROOT, place, 2017, POPULATION)
    assert place.name == "Landstinget Blekinge"
    assert (rebuilt.total, rebuilt.difference) == (51_000_000_00, 0)
    assert rebuilt.compilation.budget.ore == 43_800_000_00
    assert [(p.agreement, p.ore) for p in rebuilt.parts if not p.counted] == [
        ("forsakringsmedicinska-utredningar", 700_000_00)
    ]
    twice = [part.stated.parts for part in rebuilt.parts if part.stated.parts]
    assert twice == [["3.1", "3.1"]]
    county = [part.ore for part in rebuilt.parts if part.agreement == "psykisk-halsa"]
    assert sum(county) == 11_200_000_00
    oddities = next(one for one in rebuilt.compilation.contradictions if one.id == "C-1")
    assert [re.search(r"3,1 mnkr|0,7 mnkr|11,2 mnkr", side.says)[0] for side in oddities.sides] == [
        "3,1 mnkr", "0,7 mnkr", "11,2 mnkr",
    ]  # fmt: skip


def test_the_county_split_is_shown_apart_and_changes_nothing() -> None:
    entries = [e for e in register(ROOT, 2017, "blekinge", "psykisk-halsa") if e.item.components[0].split]
    assert [entry.item.components[0].id for entry in entries] == ["psykisk-halsa", "ungdomsmottagningar"]
    for entry in entries:
        assert entry.item.computed is not None
        assert entry.item.split == {"region": None, "kommuner": None}


def test_money_a_region_shares_out_itself_is_not_called_national() -> None:
    told = [line.split(" | ") for line in page(ROOT).splitlines() if "Lokala satsningar för att utveckla" in line]
    assert told[0][3:6] == ["10,50 (egen pott)", "efter ansökan", "Västra Götalandsregionen"]
    whole = next(line for line in page(ROOT).splitlines() if "| 68,10 (egen pott) |" in line)
    assert "| beslutat belopp + pris per tjänstefaktor |" in whole


def test_a_share_that_no_source_tells_of_is_said_to_be_assumed() -> None:
    rows = [line for line in page(ROOT).splitlines() if "andel av rikets folkmängd" in line]
    assumed = {line.split(" | ")[1] for line in rows if "(antaget; källan anger ingen fördelning)" in line}
    assert {"God och nära vård", "Vårdens medarbetare"} <= assumed
    assert "Patientmiljarden" not in assumed
    line = next(line for line in rows if "| 655,00 |" in line)
    assert "| andel av rikets folkmängd |" in line
    arguments = ["allocate", "--root", str(ROOT), "--year", "2019", "--region", "halland"]
    [told] = [
        line for line in CliRunner().invoke(program, arguments).output.splitlines() if "god-och-nara-vard" in line
    ]
    assert told.replace("\u00a0", " ").strip() == (
        "god-och-nara-vard regioner: 2 406,00 mnkr nationellt, beräknat 77,46 mnkr – ej angivet, närmevärde, "
        "antagen fördelning"
    )


def test_the_terms_of_an_agreement_are_told_in_words() -> None:
    block = page(ROOT).split("#### Patientmiljarden (`patientmiljarden`)")[1].split("####")[0]
    assert "- Kallas även: Patientmiljard, " in block
    assert "- Godkänd av: SKL:s styrelse 2017-12-15 (RS/2771/2017, Bakgrund)" in block
    assert "- Återbetalning: ej känt" in block
    start = "| Patientmiljarden | Region Jämtland Härjedalen | RS/2771/2017 |"
    of_region = next(line for line in page(ROOT).splitlines() if line.startswith(start))
    assert "2019: 12,5 mnkr, preliminärt" in of_region.replace("\u00a0", " ")


def test_every_contradiction_of_the_sources_is_carried_with_both_sides() -> None:
    text = page(ROOT)
    rows = [
        line.split(" | ") for line in text.split("## Motsägelser i källorna")[1].splitlines() if line.startswith("| ")
    ]
    numbers = {row[0].removeprefix("| ") for row in rows}
    assert {f"I-{number}" for number in range(1, 21)} <= numbers
    assert {f"B{number}" for number in range(1, 7)} <= numbers
    assert {"vg-71-106", "C-1"} <= numbers
    assert all(row[3].count("<br>") >= 1 for row in rows[2:])


def test_what_we_conclude_ourselves_is_not_told_as_what_a_source_says() -> None:
    text = page(ROOT)
    contradictions = {
        line.split(" | ")[0].removeprefix("| "): line.split(" | ")[3].split("<br>")
        for line in text.split("## Motsägelser i källorna")[1].splitlines()
        if line.startswith(("| C-1 ", "| C-2 ", "| I-8 "))
    }
    ours = {
        number: ["slutsats, inte källa; jämför" in side for side in sides] for number, sides in contradictions.items()
    }
    assert ours == {"C-1": [True] * 3, "C-2": [False] * 2, "I-8": [True] * 2}
    # 16 500 000 / 22 = 750 000
    [administration] = [line for line in text.splitlines() if "delat med 22" in line]
    assert administration.startswith(
        "| Försäkringsmedicinska utredningar: Central administration i landsting och regioner | 0,75\u00a0mnkr till var"
    )
    assert administration.endswith(" | slutsats, inte källa |")
    (place,) = [place for place in places(ROOT, 2017) if place.id == "blekinge"]
    (rebuilt,) = compilations(ROOT, place, 2017, POPULATION)
    told = "\n".join(rebuilt_lines(rebuilt))
    assert "lämnas utanför (slutsats, inte källa; jämför 2017/00153-2, tabellen i avsnitt\u00a06)" in told
    assert "budget 43,8 miljoner kronor (2017/00153-2, inledningen)" in told


def test_what_the_reader_should_know_of_the_terms_is_in_the_register() -> None:
    text = page(ROOT)
    rows = {line for line in text.splitlines() if line.startswith("| ")}
    every = 0
    for year in years_with_terms(ROOT):
        for name in terms_of(ROOT, year):
            terms = read_terms(ROOT, name, year, POPULATION)
            chosen = [
                read_choices(ROOT, terms, region, POPULATION)
                for region in known_regions(ROOT)
                if name in agreements_of(ROOT, region, year, may_be_none=True)
            ]
            for one in [terms, *chosen]:
                told = [remark.text for remark in one.remarks]
                told += [component.note for component in one.components if component.note]
                every += len(told)
                assert [text for text in told if not any(f" | {text} | " in row for row in rows)] == []
    assert every > 100
    assert (
        "| Kömiljarden | Medlen inom överenskommelserna för 2019 betalas ut senare än vanligt. | "
        "SKL 19/00761, överenskommelsen, avsnitt\u00a01.2 |" in rows
    )
    compiled = "Skillnaden mellan budget och sammanställning, 7,2 mnkr, förklaras inte."
    place = "slutsats, inte källa; jämför 2017/00153-2, inledningen"
    assert f"| Sammanställningen för Landstinget Blekinge | {compiled} | {place} |" in rows
    # What is noted of a date, a period and a total stands beside it.
    assert "| ej känt | Uppföljning av användningen («preciseras senare») | ej känt | Patientmiljarden | " in text
    assert "- Gäller: 2017-01-01 – 2017-12-31 (2017/00153-2, avsnitt\u00a07; förlängd från 2016)\n" in text


def test_what_a_region_asks_for_itself_stands_beside_the_national_terms() -> None:
    of_2018 = page(ROOT).split("## 2018\n")[1].split("\n## ")[0]
    of_2018, needs = of_2018.split("### Krav 2018")
    days = of_2018.split("### Tidpunkter 2018")[1]
    who = "Sjukskrivning och rehabilitering, Västra Götalandsregionen"
    told = [line.split(" | ") for line in days.splitlines() if f"| {who} |" in line]
    assert [row[0].removeprefix("| ") for row in told] == [
        "2018-02-28", "2018-09-01", "2019-01-15", "ej känt", "ej känt",
    ]  # fmt: skip
    # Five areas with 2 + 5 + 2 + 2 + 1 questions in the follow-up table.
    asked = [line for line in needs.splitlines() if line.startswith(f"| {who} |")]
    assert sum(line.endswith(", tabellen i avsnitt\u00a04 |") for line in asked) == 2 + 5 + 2 + 2 + 1
    assert any("kundnummer I71102" in line and "beställarid 6080001" in line for line in asked)


def test_norrbottens_result_of_2017_covers_the_four_fields_it_names() -> None:
    terms = read_terms(ROOT, "sjukskrivning", 2017, POPULATION)
    states = read_choices(ROOT, terms, "norrbotten", POPULATION).requirements
    assert {state.state for state in states} == {"met"}
    assert {state.at_stake for state in states} == {
        "kompetenssatsning", "koordinering", "psykisk-ohalsa-och-smarta", "elektroniskt-informationsutbyte",
    }  # fmt: skip


def test_an_invented_state_of_a_requirement_is_not_in_the_register_and_says_so_in_a_report() -> None:
    terms = read_terms(ROOT, "cancervard", 2017, POPULATION)
    states = {state.id: state for state in read_choices(ROOT, terms, "blekinge", POPULATION).requirements}
    invented, sourced = states["funktioner"], states["handlingsplan"]
    assert requirement_words(invented) == {"state": "uppfyllt", "evidence": "exempel: funktionerna är bemannade"}
    assert requirement_words(sourced) == {"state": "uppfyllt", "evidence": sourced.evidence}
    assert requirement_words(None) == {"state": "ej bedömt", "evidence": None}
    told = page(ROOT)
    assert invented.evidence not in told and sourced.evidence in told


def test_the_register_page_is_what_params_give() -> None:
    assert (ROOT / FILE).read_text(encoding="utf-8") == page(ROOT), "kör make register"


def test_every_agreement_of_every_year_loads_and_no_region_is_left_without_terms() -> None:
    found = {year: terms_of(ROOT, year) for year in years_with_terms(ROOT)}
    assert found[2017] == [
        "cancervard", "delmos", "forlossningsvard", "forsakringsmedicinska-utredningar", "kronisk-sjukdom",
        "kvalitetsregister", "patientkontrakt-pilot", "professionsmiljarden", "psykisk-halsa",
        "regionalt-cancercentrum", "sjukskrivning",
    ]  # fmt: skip
    assert found[2018] == [
        "asylsokande", "barnhalsovard", "beredskap", "cancervard", "forlossningsvard",
        "forsakringsmedicinska-utredningar", "patientmiljarden", "professionsmiljarden", "psykisk-halsa",
        "sjukskrivning", "vardens-medarbetare",
    ]  # fmt: skip
    assert found[2019] == ["god-och-nara-vard", "komiljarden", "vardens-medarbetare"]
    assert known_regions(ROOT) == ["blekinge", "halland", "jamtland-harjedalen", "norrbotten", "vastra-gotaland"]
    for year, names in found.items():
        for name in names:
            assert read_terms(ROOT, name, year, POPULATION).year == year
        for region in known_regions(ROOT):
            own = {path.stem for path in (ROOT / f"params/{year}/{region}").glob("*.yaml")}
            assert own <= set(names)
    assert as_json(2019, [])["items"] == []
