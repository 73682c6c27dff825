"""Periodisering och bokslut: what should stand in the balance sheet, what is booked, and the entry proposed."""

import io
from pathlib import Path

import openpyxl
import pytest
import yaml
from shipped import AGREEMENT, REGION

from shipped_records import project_copy
from statsbidrag.base.period import Period
from statsbidrag.read.params.parameters import read_region
from statsbidrag.read.store.ledger import import_new
from statsbidrag.record.model import Record
from statsbidrag.record.tables import ore_in
from statsbidrag.report.build import build
from statsbidrag.report.sections import economy
from statsbidrag.run.appendix import appendix_bytes

PAID, USED_T2, USED = 12_569_846_00, 6_203_744_10, 10_487_577_60
LEFT_T2, LEFT = PAID - USED_T2, PAID - USED
T2, BOKSLUT = Period(2018, 8), Period(2018, 13)
CHOICES = f"params/2018/{REGION}/{AGREEMENT}.yaml"
TERMS = f"params/2018/agreements/{AGREEMENT}.yaml"
CODES = ("periodisering-avviker", "princip-for-intakt-saknas", "ingaende-balans-avviker")


def changed(path: Path, change: object) -> None:
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    change(data)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")


def recognition(root: Path, *entries: dict) -> None:
    changed(root / CHOICES, lambda data: data.update(recognition=list(entries)))


def by(principle: str) -> dict:
    return {"component": "hela", "is": principle, "status": "example"}


def report(root: Path, period: Period = BOKSLUT) -> Record:
    import_new(root, read_region(root, REGION))
    return build(root, AGREEMENT, REGION, period)


def verdict(record: Record) -> str:
    (row,) = [row for row in record.table("checks").rows if row["title"].startswith("Periodisering")]
    return row["verdict"]


def found(record: Record) -> list[tuple[str, str]]:
    return [(one.code, one.message) for one in record.findings if one.code in CODES]


def entry(record: Record) -> list[tuple]:
    return [
        (row["account"], row["codes"], ore_in(row["debit"]), ore_in(row["credit"]))
        for row in record.table("accrual_entry").rows
    ]


def test_all_income_in_june_does_not_agree_with_what_is_left_at_t2(records) -> None:
    record = records[8]
    assert record.ore("accrual.booked") == record.ore("accrual.difference") == 0
    assert record.ore("accrual.hela.2018.recognised") == USED_T2 == record.ore("chain.cost")
    assert (record.ore("accrual.hela.2018.liability"), record.ore("accrual.hela.2018.claim")) == (LEFT_T2, 0)
    assert entry(record) == [("3519", "ansvar 2020", LEFT_T2, None), ("2971", "", None, LEFT_T2)]
    assert verdict(record) == "stämmer inte med principen, att boka: skuld 6\u00a0366\u00a0101,90\u00a0kr (exempel)"
    message = (
        "balansräkningen stämmer inte med principen för intäkten: skuld bör vara 6\u00a0366\u00a0101,90\u00a0kr men är "
        "0,00\u00a0kr (exempel)"
    )
    assert found(record) == [("periodisering-avviker", message)]
    # What rests on an invented principle says so.
    assert record.figures["accrual.hela.2018.liability"].is_example


def test_the_entry_is_a_sheet_of_its_own_that_closes(records) -> None:
    book = openpyxl.load_workbook(io.BytesIO(appendix_bytes(records[8])))
    rows = [row for row in book["Bokföringsunderlag"].iter_rows(values_only=True) if row[0]]
    start = next(number for number, row in enumerate(rows) if row[0] == "Konto")
    headings = [heading for heading in rows[start] if heading and not heading.startswith("Nyckel")]
    assert headings == ["Konto", "Koder", "Debet, kr", "Kredit, kr", "Text", "Skäl"]
    at = {heading.partition(",")[0]: rows[start].index(heading) for heading in headings}
    income, liability, total = rows[start + 1 : start + 4]
    assert (income[at["Konto"]], income[at["Debet"]], income[at["Kredit"]]) == ("3519", 6366101.9, None)
    assert (liability[at["Konto"]], liability[at["Debet"]], liability[at["Kredit"]]) == ("2971", None, 6366101.9)
    assert total[at["Debet"]] == total[at["Kredit"]] == 6366101.9
    assert income[at["Text"]] == "Periodisering Patientmiljarden, januari–augusti 2018"
    assert income[at["Skäl"]].startswith("Skuld bör vara 6\u00a0366\u00a0101,90\u00a0kr, bokfört är 0,00\u00a0kr")
    assert "Periodisering per del" in book.sheetnames


def test_the_final_accounts_agree_with_the_principle(records) -> None:
    record = records[13]
    assert (record.ore("accrual.should.liability"), record.ore("accrual.booked.liability")) == (LEFT, LEFT)
    assert verdict(record) == "stämmer med principen (exempel)"
    assert found(record) == [] and not record.has_table("accrual_entry")


def test_between_the_accounts_the_ledger_is_only_held_against_itself(records) -> None:
    record = records[6]
    assert verdict(record) == "går ihop med händelserna; prövas mot principen vid delår och bokslut"
    assert not record.has_table("accrual_should") and found(record) == []
    headed = "<h3>Periodisering och bokslut</h3>"
    assert [headed in economy.show(records[number]) for number in (4, 6, 8, 12, 13)] == [True, False, True, False, True]


def test_without_a_principle_nothing_is_proposed_and_it_is_told(own_project: Path) -> None:
    recognition(own_project)
    record = report(own_project)
    for key in ("hela.2018.liability", "should.liability", "to_book.liability", "to_book.claim"):
        assert record.ore(f"accrual.{key}") is None, key
    assert record.ore("accrual.booked.liability") == LEFT and not record.has_table("accrual_entry")
    assert record.table("accrual_should").rows[0]["principle"] is None
    assert verdict(record) == "kan inte bedömas: principen för intäkten är inte angiven"
    ((code, message),) = found(record)
    assert code == "princip-for-intakt-saknas"
    assert message == (
        "principen för intäkten är inte angiven, och mottaget och kostnad är inte lika: Patientmiljarden, båda "
        "utvecklingsområdena; vad som bör stå som skuld eller upplupen intäkt är därför ej känt"
    )


@pytest.mark.parametrize(
    ("principle", "liability", "lines"),
    [
        ("restriction", 0, [("2971", "", LEFT, None), ("3519", "ansvar 2020", None, LEFT)]),
        ("performance", PAID, [("3519", "ansvar 2020", USED, None), ("2971", "", None, USED)]),
    ],
)
def test_another_principle_is_another_liability(own_project: Path, principle: str, liability: int, lines: list) -> None:
    recognition(own_project, by(principle))
    record = report(own_project)
    assert record.ore("accrual.should.liability") == liability
    assert entry(record) == lines


def test_a_decided_result_is_income(own_project: Path) -> None:
    recognition(own_project, by("performance"))
    decided = {"year": "2018", "of": ["hela"], "amount": "12", "unit": "mnkr", "source": "jh", "place": "r. 23",
               "status": "decided", "checked": "2026-11-22"}  # fmt: skip
    changed(own_project / CHOICES, lambda data: data.update(decided=[decided]))
    record = report(own_project)
    assert record.ore("accrual.hela.2018.recognised") == 12_000_000_00
    assert record.ore("accrual.should.liability") == PAID - 12_000_000_00


def test_a_stated_total_is_no_decided_result(own_project: Path) -> None:
    recognition(own_project, by("performance"))

    def firm(data: dict) -> None:
        for one in data["stated"]:
            one.update({"status": "decided"} if "area" in one else {"status": "decided", "amount": "13.6"})

    changed(own_project / CHOICES, firm)
    record = report(own_project)
    assert record.figures["grant_year.2018.entitled"].status == "decided"
    assert record.ore("accrual.hela.2018.recognised") == 0
    assert record.ore("accrual.should.liability") == PAID


def test_what_is_earned_by_units_is_income_where_income_follows_the_result(tmp_path: Path) -> None:
    project_copy(tmp_path)
    path = "params/2018/norrbotten/forsakringsmedicinska-utredningar.yaml"
    told = [{"component": "utredningar", "is": "performance", "status": "example"}]
    changed(tmp_path / path, lambda data: data.update(recognition=told))
    import_new(tmp_path, read_region(tmp_path, "norrbotten"))
    record = build(tmp_path, "forsakringsmedicinska-utredningar", "norrbotten", BOKSLUT)
    earned = record.ore("kind.unit_price.earned")
    assert earned == 50_921_600_00
    names = ("recognised", "liability", "claim")
    assert [record.ore(f"accrual.utredningar.2018.{name}") for name in names] == [earned, 0, 11_721_600_00]


def test_what_may_no_longer_be_requested_is_no_accrued_income(own_project: Path) -> None:
    changed(own_project / CHOICES, lambda data: data.update(events=[]))
    record = report(own_project, T2)
    assert record.ore("accrual.should.claim") == USED_T2
    assert entry(record)[0][:2] == (None, ""), "the region names no code for accrued income"

    def passed(data: dict) -> None:
        for one in data["deadlines"]:
            if one["kind"] == "requisition":
                one["date"] = "2018-03-31"

    changed(own_project / TERMS, passed)
    record = report(own_project, T2)
    assert record.ore("accrual.hela.2018.lapsed") == USED_T2
    assert (record.ore("accrual.should.claim"), record.ore("accrual.hela.2018.recognised")) == (0, 0)
    assert record.ore("chain.claim.passed") == USED_T2


def opening(root: Path, amount: str) -> None:
    told = {"amount": amount, "unit": "kr", "status": "example"}
    changed(root / CHOICES, lambda data: data["bookkeeping"]["accrual"].update(opening=told))


def without_the_year_before(root: Path) -> None:
    for path in (root / f"data/raw/{REGION}/ledger").glob("huvudbok-2017*"):
        path.unlink()


def test_a_stated_opening_is_used_where_the_ledger_begins_with_the_year(own_project: Path) -> None:
    opening(own_project, "250 000.50")
    without_the_year_before(own_project)
    record = report(own_project)
    assert record.ore("accrual.opening") == 250_000_50
    assert record.table("accrual").rows[0]["from"] == "angivet i regionens fil (exempel)"
    assert record.figures["accrual.opening"].is_example
    assert record.ore("accrual.booked.liability") == record.ore("accrual.booked") == LEFT + 250_000_50
    # It is of years before the report's, and by condition it stands until it is paid.
    assert record.ore("accrual.earlier_years.2018.liability") == 250_000_50
    assert verdict(record) == "stämmer med principen (exempel)" and found(record) == []


def test_the_ledgers_own_opening_goes_before_the_stated_and_both_are_kept(own_project: Path) -> None:
    opening(own_project, "250 000.50")
    record = report(own_project)
    assert (record.ore("accrual.opening"), record.ore("accrual.opening.stated")) == (0, 250_000_50)
    row = record.table("accrual").rows[1]
    assert (row["title"], ore_in(row["ore"])) == ("Ingående enligt regionens fil", 250_000_50)
    ((code, message),) = found(record)
    assert code == "ingaende-balans-avviker"
    assert message == (
        "ingående balans är 250\u00a0000,50\u00a0kr i regionens fil men 0,00\u00a0kr i huvudboken (huvudboken till och "
        "med 2017); huvudboken används"
    )


def test_a_stated_opening_that_agrees_is_no_finding(own_project: Path) -> None:
    opening(own_project, "0")
    assert found(report(own_project)) == []


def test_without_balance_codes_what_should_stand_is_told_and_nothing_is_proposed(own_project: Path) -> None:
    changed(own_project / CHOICES, lambda data: data["bookkeeping"].pop("accrual"))
    record = report(own_project)
    assert record.ore("accrual.should.liability") == LEFT
    assert not record.has_table("accrual_entry") and "accrual.booked.liability" not in record.figures
    assert verdict(record) == "balanskonton är inte angivna"
    assert "Balanskonton är inte angivna" in record.table("accrual_should").note


def test_each_component_has_its_own_principle_and_the_entry_names_what_it_is_of(tmp_path: Path) -> None:
    project_copy(tmp_path)
    principles = {
        "kompetenssatsning": "performance",
        "koordinering": "condition",
        "psykisk-ohalsa-och-smarta": "condition",
        "extra-stimulans": "performance",
        "elektroniskt-informationsutbyte": "restriction",
    }
    told = [{"component": name, "is": principle, "status": "example"} for name, principle in principles.items()]
    changed(tmp_path / "params/2017/blekinge/sjukskrivning.yaml", lambda data: data.update(recognition=told))
    import_new(tmp_path, read_region(tmp_path, "blekinge"))
    record = build(tmp_path, "sjukskrivning", "blekinge", Period(2017, 13))
    stands = {
        name: tuple(record.ore(f"accrual.{name}.2017.{key}") for key in ("recognised", "liability", "claim"))
        for name in principles
    }
    assert stands == {
        "kompetenssatsning": (0, 2_300_000_00, 0),
        "koordinering": (6_208_000_00, 6_400_000_00 - 6_208_000_00, 0),
        "psykisk-ohalsa-och-smarta": (5_729_136_00, 0, 5_729_136_00 - 4_005_000_00),
        # Approved units times their price have been earned.
        "extra-stimulans": (513_000_00, 0, 0),
        "elektroniskt-informationsutbyte": (1_500_000_00, 0, 0),
    }
    liability, claim = 2_300_000_00 + 192_000_00, 1_724_136_00 - 1_276_865_00
    income, codes = "3535 eller 3635", "ansvar 10200"
    assert entry(record) == [
        (income, codes, liability, None),
        ("2935", "", None, liability),
        ("1635", "", claim, None),
        (income, codes, None, claim),
    ]
    assert ore_in(record.table("accrual_entry").total["debit"]) == liability + claim
    reason = record.table("accrual_entry").rows[0]["reason"]
    assert "Funktion för koordinering 192\u00a0000,00\u00a0kr" in reason
    assert "20\u00a0671,50\u00a0kr, är inte med" in record.table("accrual_should").note
