"""What is passed on reaches record, page and findings; every payment to the receivers' kinds is told once."""

from pathlib import Path

import pytest
from shipped import CHOICES, REGION

from shipped_records import shipped
from statsbidrag.base.errors import ParameterError
from statsbidrag.base.period import Period
from statsbidrag.base.states import Status
from statsbidrag.read.params.parameters import read_parameters
from statsbidrag.record.formulas import holds
from statsbidrag.record.model import Record
from statsbidrag.record.tables import ore_in
from statsbidrag.report.build import build
from statsbidrag.report.sections import distribution

JUNE = Period(2018, 6)
EXAMPLE = "unit: kr, status: example"
PRIVATE = f"""
  - id: ronnbacken
    receiver: Rönnbackens hälsocentral
    type: private
    component: hela
    from: 2018-01
    to: 2018-12
    allotted: {{amount: 60 000, {EXAMPLE}}}
    codes: {{counterpart: ["801"]}}
    accounted:
      - {{date: 2018-05-31, amount: 20 000, {EXAMPLE}}}
      - {{date: 2018-07-31, amount: 5 000, {EXAMPLE}}}
  - id: eneberget
    receiver: Enebergets hälsocentral
    type: private
    component: hela
    from: 2018-03
    to: 2018-12
    allotted: unknown
    codes: {{counterpart: ["802"]}}
  - id: projektet
    receiver: Samverkansprojektet
    type: other
    component: hela
    from: 2018-01
    to: 2018-12
    allotted: {{amount: 90 000, {EXAMPLE}}}
    paid: [{{date: 2018-02-01, amount: 70 000, {EXAMPLE}}}, {{date: 2018-06-30, amount: -10 000, {EXAMPLE}}}]
    accounted: []"""


def distributed(root: Path, receivers: str, period: Period = JUNE) -> Record:
    path = root / CHOICES
    text = path.read_text(encoding="utf-8")
    assert text.count("\nefforts:") == 1
    path.write_text(text.replace("\nefforts:", f"\ndistribution:{receivers}\nefforts:"), encoding="utf-8")
    return build(root, "patientmiljarden", REGION, period)


def test_every_payment_is_told_once_and_everything_follows(own_project: Path) -> None:
    record = distributed(own_project, PRIVATE)
    ore = record.ore
    # The unit table has all that private providers got, by counterpart; two of the four are in the distribution.
    paid = {name: ore(f"unit.{code}.cost") for name, code in (("ronnbacken", "801"), ("eneberget", "802"))}
    assert {name: ore(f"receiver.{name}.paid") for name in paid} == paid
    assert ore("distribution.others") == sum(ore(f"unit.{code}.cost") or 0 for code in ("803", "804"))
    assert ore("receiver.projektet.paid") == 60_000_00
    private = sum(ore(f"unit.{code}.cost") or 0 for code in ("801", "802", "803", "804"))
    assert ore("distribution.paid") == private + 60_000_00
    # What is accounted for after the period is not in it, and nothing accounted for is not the same as not known.
    assert (ore("receiver.ronnbacken.accounted"), ore("receiver.projektet.accounted")) == (20_000_00, 0)
    assert ore("receiver.eneberget.accounted") is None
    assert ore("distribution.no_account") == ore("receiver.eneberget.paid") + ore("distribution.others")
    left = ore("distribution.unaccounted") + ore("distribution.no_account")
    assert ore("distribution.paid") + ore("distribution.beyond") == ore("distribution.accounted") + left
    assert record.figures["receiver.projektet.paid"].status is Status.EXAMPLE
    assert [key for key, one in record.figures.items() if not holds(one, record.figures)] == []
    assert ore("frame.hela.frame") == ore("component.hela.entitled")
    assert ore("frame.hela.unallotted") is None
    rows = record.table("distribution")
    assert ore_in(rows.total["paid"]) == sum(ore_in(row["paid"]) or 0 for row in rows.rows)
    page = " ".join(distribution.show(record))
    for words in ("Fördelning", "Rönnbackens hälsocentral", "Ej redovisat", "Andra än de som står i fördelningen"):
        assert words in page


def test_what_is_odd_is_a_finding_with_its_place(own_project: Path) -> None:
    path = own_project / CHOICES
    over = PRIVATE.replace("amount: 60 000", "amount: 12 470 000").replace("amount: 20 000", "amount: 99 000 000")
    record = distributed(own_project, over.replace("amount: 70 000", "amount: 170 000"))
    lines = path.read_text(encoding="utf-8").split("\n")
    told = {one.code: one for one in record.findings if one.code.startswith(("fordelat", "utbetalt", "redovisat"))}
    assert sorted(told) == ["redovisat-over-utbetalt", "utbetalt-over-tilldelat", "utbetalt-utan-plats-i-fordelningen"]
    above = told["utbetalt-over-tilldelat"]
    assert (above.file, above.message.replace("\u00a0", " ")) == (
        CHOICES,
        "Samverkansprojektet: 70 000,00 kr mer är fakturerat eller utbetalt än tilldelat",
    )
    assert "id: projektet" in lines[above.row - 1]
    assert "id: ronnbacken" in lines[told["redovisat-over-utbetalt"].row - 1]
    others = told["utbetalt-utan-plats-i-fordelningen"]
    assert others.file.startswith(f"data/raw/{REGION}/ledger/") and others.row > 1


def test_more_than_hogsta_belopp_is_a_finding(own_project: Path) -> None:
    over = PRIVATE.replace("allotted: unknown", f"allotted: {{amount: 12 500 000, {EXAMPLE}}}")
    record = distributed(own_project, over)
    (found,) = [one for one in record.findings if one.code == "fordelat-over-ramen"]
    # 60 000 + 12 500 000 + 90 000 of 12 569 845,66.
    assert found.message.replace("\u00a0", " ").endswith(
        "fördelat är 80 154,34 kr mer än högsta belopp, 12 569 845,66 kr"
    )
    assert record.ore("frame.hela.unallotted") == -80_154_34


def test_two_receivers_by_codes_that_meet_in_a_row_are_refused(own_project: Path) -> None:
    meets = PRIVATE.replace('{counterpart: ["802"]}', '{activity: ["05"]}')
    with pytest.raises(ParameterError) as refused:
        distributed(own_project, meets)
    assert refused.value.lines == [
        f"{CHOICES}: «ronnbacken» och «eneberget» gör anspråk på samma rader (activity: 05). Ge dem olika codes."
    ]


def test_a_counterpart_of_another_kind_is_refused(own_project: Path) -> None:
    path = own_project / CHOICES
    text = path.read_text(encoding="utf-8").replace("\nefforts:", f"\ndistribution:{PRIVATE}\nefforts:")
    path.write_text(text.replace("type: private", "type: municipality", 1), encoding="utf-8")
    with pytest.raises(ParameterError) as refused:
        read_parameters(own_project, "patientmiljarden", REGION, 2018)
    line = 1 + text[: text.index("codes: {counterpart")].count("\n")
    assert refused.value.lines == [
        f"{CHOICES}:{line}: motparten «801» är private i regionens fil, men mottagaren är municipality, som har "
        "motparter av slaget municipality. Rätta type eller codes."
    ]


def test_a_report_without_distribution_says_nothing_of_it(records: dict[int, Record]) -> None:
    assert not records[6].has_table("distribution") and distribution.show(records[6]) == []
    assert not [key for key in records[6].figures if key.startswith(("receiver.", "distribution.", "frame."))]


def test_the_shipped_municipalities_get_what_the_other_table_says(shared: Path) -> None:
    record = shipped(shared, "blekinge", Period(2017, 13))["psykisk-halsa"]
    assert record.ore("distribution.paid") == record.ore("municipalities.passed_on")
    assert record.ore("distribution.others") == 0
    allotted = 2 * (1_800_000_00 + 350_000_00)
    assert (
        record.ore("distribution.allotted")
        == allotted
        == record.ore("distribution.paid") + record.ore("distribution.left")
    )
    assert record.ore("distribution.accounted") + record.ore("distribution.unaccounted") == record.ore(
        "distribution.paid"
    )
