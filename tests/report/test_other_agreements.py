"""Reports of agreements with several components, unknown amounts, no efforts, or a cost that is not told apart."""

import shutil
from fractions import Fraction
from pathlib import Path

import pytest
from other_agreements import (
    NURSES,
    PROFESSIONS,
    PSYCHIATRY,
    SICK_LEAVE,
    change_region,
    put,
    without_separate_cost,
)
from shipped import AGREEMENT, REGION, ROOT

from statsbidrag.base.errors import ParameterError
from statsbidrag.base.numbers import kronor
from statsbidrag.base.period import Period
from statsbidrag.base.states import Status
from statsbidrag.record.figures import Figure
from statsbidrag.record.formulas import holds
from statsbidrag.record.model import Record
from statsbidrag.record.tables import ore_in
from statsbidrag.report.build import build
from statsbidrag.report.notebook import Report
from statsbidrag.report.sections import PARTICULAR, section_module, summary
from statsbidrag.show.charts import Chart
from statsbidrag.show.tables import table_html

HARD = "\u00a0"
JUNE = Period(2018, 6)
MNKR = 1_000_000_00


def said(texts: list[str]) -> list[str]:
    return [text.replace(HARD, " ") for text in texts]


def shown(record: Record, root: Path) -> str:
    """Every section as HTML, common and particular, as the notebook would show them."""
    shows = [section_module(name).show for name in record.sections]
    return " ".join(block for show in shows for block in show(record) if isinstance(block, str))


@pytest.fixture(scope="module")
def others(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project where the same rows are followed up under three other agreements."""
    root = Path(shutil.copytree(project, tmp_path_factory.mktemp("others") / "project"))
    put(root, 2018, "professionsmiljarden", PROFESSIONS)
    put(root, 2018, "psykisk-halsa", PSYCHIATRY)
    put(root, 2018, "sjukskrivning", SICK_LEAVE)
    (root / f"data/raw/{REGION}/activity/delar-2018.csv").write_text(NURSES, encoding="utf-8")
    change_region(root, lambda data: data["counterparts"][0].update(kind="municipality"))
    return root


@pytest.fixture(scope="module")
def professions(others: Path) -> Record:
    return build(others, "professionsmiljarden", REGION, JUNE)


@pytest.fixture(scope="module")
def psychiatry(others: Path) -> Record:
    return build(others, "psykisk-halsa", REGION, JUNE)


@pytest.fixture(scope="module")
def sick_leave(others: Path) -> Record:
    return build(others, "sjukskrivning", REGION, JUNE)


def test_components_beside_each_other(professions: Record) -> None:
    names = ("stimulansmedel", "specialistutbildning", "none")
    apart = {name: professions.ore(f"component.{name}.cost") for name in names}
    assert sum(apart.values()) == professions.ore("chain.cost") == 4_912_406_25
    rows = {row["title"]: row for row in professions.table("components").rows}
    assert ore_in(rows["Stimulansmedel"]["cost"]) == apart["stimulansmedel"]
    assert ore_in(rows["Stimulansmedel"]["received"]) == 9 * MNKR
    assert ore_in(rows["Kostnad som inte hör till någon del"]["cost"]) == apart["none"]
    # 13,0 is stated for both; computed they are 951 × the county's share, and the difference is told.
    computed = [professions.ore(f"component.{name}.entitled") for name in names[:2]]
    (difference,) = [row for title, row in rows.items() if title.startswith("Skillnad mot")]
    assert ore_in(difference["entitled"]) == 13 * MNKR - sum(computed)
    total = professions.table("components").total
    assert ore_in(total["entitled"]) == professions.ore("chain.entitled") == 13 * MNKR
    assert ore_in(total["left"]) == 13 * MNKR - 4_912_406_25


def test_page_one_of_an_agreement_without_efforts(professions: Record) -> None:
    assert said(summary.sentences(professions)) == [
        "Halva året har gått och 4,9 av högst 13,0 mnkr (exempel) är förbrukade; budget saknas.",
        "De ansvariga har ännu inte lämnat någon prognos; i samma takt blir helårets kostnad 9,8 mnkr.",
        "0 av 1 krav är uppfyllda.",
    ]
    entitled, _, _, unspent, requirements, efforts = summary.cards(professions)
    assert said([entitled.comparison]) == ["beloppet är exempel · mottaget 13,0 (exempel) · beräknat 12,20"]
    left = "prognos saknas · mottaget, ej förbrukat: 8,1 mnkr (exempel)"
    assert (unspent.value, said([unspent.comparison]), unspent.status) == ("ej känt", [left], "none")
    assert (requirements.value, efforts.value) == ("0", "inga")
    assert [one.code for one in professions.findings].count("rad-utan-insats") == 0
    assert "standard" not in [table.id for table in professions.tables]
    assert {ore_in(row["budget"]) for row in professions.table("months").rows} == {None}


def test_nurses_and_what_each_costs(professions: Record) -> None:
    figures = professions.figures
    cost = professions.ore("component.specialistutbildning.cost")
    assert figures["specialist_training.nurses"].value == 4 + 6
    assert professions.ore("specialist_training.cost_each") == round(Fraction(cost, 10))
    assert figures["indicator.sjukskoterskor-i-specialistutbildning.part.anestesi"].value == 4
    rows = professions.table("involvement").rows
    assert [row["text"] for row in rows] == [None, None, None, "Ledningen har beslutat om planen."]


def test_an_amount_of_unknown_parts_is_the_whole_agreements(psychiatry: Record) -> None:
    assert psychiatry.ore("component.hela.entitled") is None
    assert psychiatry.ore("chain.entitled") == 11_600_000_00
    assert said(psychiatry.agreement.why_amounts_differ)[-1] == (
        "Regionens underlag anger 11,6 mnkr utan att säga vilka delar beloppet avser. Rapporten använder det som "
        "högsta belopp för hela överenskommelsen."
    )
    assert "av högst 11,6 mnkr" in said(summary.sentences(psychiatry))[0]


def test_own_and_passed_on_to_municipalities_are_the_whole_cost(psychiatry: Record) -> None:
    own, away, together = (psychiatry.ore(f"municipalities.{name}") for name in ("own", "passed_on", "together"))
    assert away > 0 and own + away == together == psychiatry.ore("chain.cost")
    assert [ore_in(row["ore"]) for row in psychiatry.table("passed_on").rows] == [away]


def test_an_effort_without_area_stands_by_itself(psychiatry: Record) -> None:
    titles = [row["title"] for row in psychiatry.table("standard").rows]
    assert titles[:2] == ["Utan område", "Insatsen ungdomsmottagning"]
    assert summary.sentences(psychiatry)[2] == "Ungdomsmottagning går enligt plan (exempel)."


def test_what_is_known_of_an_unknown_amount(sick_leave: Record) -> None:
    # The cap, 50 mnkr by population, and not what 100 approved have earned under it.
    assert sick_leave.ore("component.extra-stimulans.entitled") == 641_318_66
    assert sick_leave.ore("component.extra-stimulans.computed") == 100 * 3_000_00
    assert sick_leave.ore("chain.entitled") is None
    first, second, _ = said(summary.sentences(sick_leave))
    assert "4,9 av regionens egen ram 1,2 mnkr (exempel) är förbrukade" in first
    assert "högsta belopp från staten är minst 8,3 mnkr (känt för 3 av 5 delar, delvis antaget)." in first
    known = f"minst {kronor(sick_leave.ore('chain.entitled_known'), 2)}"
    assert sick_leave.table("chain").rows[0]["ore.missing"] == known
    assert (sick_leave.table("components").total or {})["entitled.missing"] == known
    assert known in table_html(sick_leave.table("chain"))
    assert [card.value for card in summary.cards(sick_leave)][3] == "ej känt"
    assert second.startswith("De ansvariga har ännu inte lämnat någon prognos")
    # The books tell the region's own commitments apart, but not the national components.
    assert sick_leave.ore("component.extra-stimulans.cost") is None
    whole = sum(sick_leave.ore(f"component.{name}.cost") for name in ("koordinering-regionen", "lokalt", "none"))
    assert whole == sick_leave.ore("chain.cost")


def test_the_cap_and_what_is_left_under_it(sick_leave: Record) -> None:
    rows = {row["title"]: row for row in sick_leave.table("capped").rows}
    row = rows["Extra stimulans för kontakt med arbetsgivare eller Arbetsförmedlingen"]
    paid, left, cap = (ore_in(row[name]) for name in ("paid", "left", "cap"))
    assert (paid, left) == (100 * 3_000_00, cap - 100 * 3_000_00)
    assert row["to_cap"] == -(-cap // 3_000_00) - 100
    assert ore_in(rows["Psykisk ohälsa och smärta"]["paid"]) is None
    assert sick_leave.ore("capped.paid") is None


def test_commitments_care_centres_and_applicants(sick_leave: Record) -> None:
    rows = {row["title"]: row for row in sick_leave.table("commitments").rows}
    coordination = rows["Rehabiliteringskoordinering"]
    assert ore_in(coordination["frame"]) == 700_000_00
    assert ore_in(coordination["standard"]) == 600_000_00 * (9000 + 6000) // 15000
    assert ore_in(coordination["cost"]) == sick_leave.ore("component.koordinering-regionen.cost") > 0
    centres = sick_leave.table("care_centres")
    assert [(row["title"], row["kind"], row["fte"]) for row in centres.rows] == [
        ("Fjällbäcken", "egen", "0,60"),
        ("Rönnbacken", "egen", "0,40"),
    ]
    assert ore_in(sick_leave.table("applications").total["granted"]) == 200_000_00


def test_every_amount_of_a_particular_section_is_a_figure_with_an_origin(
    professions: Record, psychiatry: Record, sick_leave: Record
) -> None:
    cells = []
    for record in (professions, psychiatry, sick_leave):
        assert [figure.key for figure in record.figures.values() if not holds(figure, record.figures)] == []
        for table in record.tables:
            money = [column.key for column in table.columns if column.kind == "ore"]
            given = [row.get(name, "") for row in [*table.rows, table.total or {}] for name in money]
            assert [cell for cell in given if isinstance(cell, int) or (isinstance(cell, str) and cell)] == []
            cells += [cell for cell in given if isinstance(cell, Figure)]
    keys = {cell.key for cell in cells}
    assert {
        "specialist_training.cost_each", "municipalities.area.none.own", "municipalities.to.801.passed_on",
        "commitment.lokalt.apart", "commitment.koordinering-regionen.unit.3101.paid", "application.1.granted",
        "applications.used", "capped.extra-stimulans.left", "commitments.apart",
    } <= keys  # fmt: skip
    assert sick_leave.figures["application.1.used"].origin.params[0].startswith(f"params/2018/{REGION}/sjukskrivning")


def test_what_was_paid_to_care_centres_is_their_rows(sick_leave: Record) -> None:
    together, apart = "commitment.koordinering-regionen.units.paid", "commitment.koordinering-regionen.unit.{}.paid"
    units = [apart.format(code) for code in ("3101", "3201")]
    assert sick_leave.ore(together) == sum(sick_leave.ore(key) for key in units)
    rows = [row for key in units for pairs in sick_leave.row_sets[key].values() for row in pairs]
    assert sorted(rows) == sorted(row for pairs in sick_leave.row_sets[together].values() for row in pairs)


def test_what_is_paid_back_is_below_nought(own_project: Path) -> None:
    what = "amount: 1 000 000, unit: kr, component: stimulansmedel, status: example"
    back = f"\n  - {{kind: repayment, date: 2018-06-20, {what}}}\ndescriptions:"
    put(own_project, 2018, "professionsmiljarden", PROFESSIONS.replace("\ndescriptions:", back))
    path = own_project / "params/2018/agreements/professionsmiljarden.yaml"
    text = path.read_text(encoding="utf-8").replace("sections: [", "sections: [utbetalningar, ")
    path.write_text(text, encoding="utf-8")
    record = build(own_project, "professionsmiljarden", REGION, JUNE)
    assert record.ore("payment.3.amount") == -record.ore("payment.3.repaid") == -1_000_000_00
    assert record.figures["payments.amount"].origin.formula == "payment.1.amount + payment.2.amount + payment.3.amount"
    assert record.ore("payments.amount") == 12 * MNKR
    assert (record.figures["payments.received"].value, record.figures["payments.amount"].is_example) == (2, True)
    came = [row for row in record.table("payments").rows if row["date"] is not None]
    assert [ore_in(row["ore"]) for row in came] == [9 * MNKR, 4 * MNKR, -1 * MNKR]
    assert ore_in(record.table("payments").total["ore"]) == 12 * MNKR


def test_a_value_whose_firmness_is_not_known_is_told_all_the_same(own_project: Path) -> None:
    example, unknown = "used: 150, unit: tkr, status: example", "used: 150, unit: tkr, status: unknown"
    put(own_project, 2018, "sjukskrivning", SICK_LEAVE.replace(example, unknown))
    granted = build(own_project, "sjukskrivning", REGION, JUNE).figures["applications.granted"]
    assert (granted.ore, granted.status) == (200_000_00, Status.UNKNOWN)
    text = PROFESSIONS.replace("as_of: 2018-03, status: example", "as_of: 2018-03, status: unknown")
    put(own_project, 2018, "professionsmiljarden", text)
    record = build(own_project, "professionsmiljarden", REGION, JUNE)
    told = record.figures["involvement.told"]
    assert (told.value, told.status) == (1, Status.UNKNOWN)


def test_every_section_can_be_shown(professions: Record, psychiatry: Record, sick_leave: Record, others: Path) -> None:
    for record in (professions, psychiatry, sick_leave):
        page = shown(record, others)
        assert "None" not in page and page.count("<caption>") > 10
        for name, keys in record.particular.items():
            assert set(keys) == set(section_module(name).KEYS) <= set(record.figures)


def test_cost_that_is_not_told_apart_is_never_nought(own_project: Path) -> None:
    without_separate_cost(own_project)
    record = build(own_project, AGREEMENT, REGION, JUNE)
    costs = [one for key, one in record.figures.items() if key.endswith("cost") and "change" not in key]
    assert costs and {one.ore for one in costs} == {None}
    for name in ("own_cost", "claim", "unspent", "forecast", "expected_unspent"):
        assert record.ore(f"chain.{name}") is None
    assert record.ore("chain.received") == 12_569_846_00
    assert said(summary.sentences(record)) == [
        "Halva året har gått. Kostnaden är ej särredovisad, så hur mycket av högst 12,6 mnkr som är förbrukat är ej "
        "känt.",
        "Regionens skäl: kostnaderna återfinns i befintlig budget.",
        "0 av 1 krav är uppfyllda.",
        "Medicinsk bedömning inom tre dagar: 81,1 procent i juni, mot 77,8 i januari; målet är minst 85,0 (exempel).",
    ]
    card = summary.cards(record)[1]
    assert (card.value, card.comparison) == ("ej särredovisad", "kostnaderna återfinns i befintlig budget")
    assert not any(isinstance(block, Chart) for block in summary.show(record))
    page = shown(record, own_project)
    assert "ej särredovisad" in page and "inga-rader-pa-koderna" not in page and "None" not in page
    (row,) = [row for row in record.table("chain").rows if row["step"].startswith("Kostnad")]
    assert (ore_in(row["ore"]), row["missing"]) == (None, "ej särredovisad")


def test_an_unknown_section_is_told(own_project: Path) -> None:
    path = own_project / f"params/2018/agreements/{AGREEMENT}.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "sections: [vardflopp]\n", encoding="utf-8")
    with pytest.raises(ParameterError) as caught:
        build(own_project, AGREEMENT, REGION, JUNE)
    assert caught.value.lines == [
        f"params/2018/agreements/{AGREEMENT}.yaml:5: avsnittet «vardflopp» under sections finns inte. Tillåtna: "
        f"{', '.join(section.name for section in PARTICULAR)}."
    ]


def test_what_we_conclude_ourselves_says_so(professions: Record, sick_leave: Record) -> None:
    remarks = [row["text"] for row in professions.table("contradictions").rows]
    [kept] = [text for text in remarks if text.startswith("Vilket belopp Region Norrbottens")]
    assert kept.replace(HARD, " ").count("slutsats") == 1
    whence = "(slutsats, inte källa; jämför 5-2018, s. 15, Professionsmiljarden)."
    assert f"651 + 300 = 951 mnkr {whence}" in kept.replace(HARD, " ")
    source = {row["text"]: (row["source"] or "").replace(HARD, " ") for row in sick_leave.table("remarks").rows}
    divided = "50 mnkr delat med 3 000 kr räcker till 16 667 patienter i landet."
    assert source[divided] == "slutsats, inte källa; jämför 5-2018, s. 14, Sjukskrivnings- och rehabiliteringsprocess"
    assert source["Målet är att slutföra flera av de insatser som har utvecklats genom tidigare överenskommelser."] == (
        "5-2018, s. 14, Sjukskrivnings- och rehabiliteringsprocess"
    )


def test_a_part_whose_share_is_assumed_says_so(sick_leave: Record) -> None:
    told = {row["title"]: row["from"] for row in sick_leave.table("components").rows}
    assert [title for title, text in told.items() if text.endswith("(antaget)")] == [
        "Utökat elektroniskt informationsutbyte"
    ]


def test_more_granted_than_the_pot_and_more_used_than_granted_are_told(own_project: Path) -> None:
    one = (
        "{component: lokalt, applicant: Forum norr, applied: 300, granted: 200, used: 150, unit: tkr, status: example}"
    )
    assert one in SICK_LEAVE
    more = one.replace("norr", "syd").replace("granted: 200, used: 150", "granted: 300, used: 300.1")
    unknown = one.replace("norr", "öst").replace("granted: 200, used: 150, ", "")
    applications = f"{one}\n  - {more}\n  - {unknown}"
    for pot, granted_over in (("500 000", False), ("499 999", True)):
        text = SICK_LEAVE.replace(one, applications).replace("amount: 500 000", f"amount: {pot}")
        put(own_project, 2018, "sjukskrivning", text)
        written = (own_project / f"params/2018/{REGION}/sjukskrivning.yaml").read_text(encoding="utf-8")
        line = 1 + written.splitlines().index(f"  - {more}")
        found = [
            (one.code, one.message, one.row)
            for one in build(own_project, "sjukskrivning", REGION, JUNE).findings
            if one.code in ("beviljat-over-potten", "forbrukat-over-beviljat")
        ]
        # 200 000 + 300 000 − 499 999, and 300 100 − 300 000
        together = f"beviljat är tillsammans 500{HARD}000,00{HARD}kr, 1,00{HARD}kr mer än potten"
        over = [("beviljat-over-potten", f"Lokala satsningar: {together}", line)] if granted_over else []
        used = f"Lokala satsningar, Forum syd: förbrukat är 100,00{HARD}kr mer än beviljat"
        assert found == [*over, ("forbrukat-over-beviljat", used, line)]


def test_a_section_the_agreement_does_not_name_cannot_be_shown(professions: Record, others: Path) -> None:
    with pytest.raises(ParameterError, match="Avsnittet «bemanning» finns inte"):
        Report(others, professions).show("bemanning")


def test_every_particular_section_is_a_module_and_every_module_a_section() -> None:
    modules = {section.name: section_module(section.name) for section in PARTICULAR}
    assert [name for name, one in modules.items() if not (callable(one.part) and callable(one.show))] == []
    folder = ROOT / "src/statsbidrag/report/sections/particular"
    files = sorted(f"particular.{path.stem}" for path in folder.glob("[!_]*.py"))
    assert sorted(section.module for section in PARTICULAR) == files


def test_the_document_names_every_section_and_what_it_promises() -> None:
    lines = (ROOT / "docs/verksamhetsdata.md").read_text(encoding="utf-8").splitlines()
    for name in (section.name for section in PARTICULAR):
        row = next(line for line in lines if line.startswith(f"| `{name}` |"))
        for key in section_module(name).KEYS:
            assert f"`{key}`" in row or f"`.{key.partition('.')[2]}`" in row, (name, key)
