"""Group, purchaser and provider; overhead and tax compensation: from parameters and raw files to the record."""

from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from shipped import CHOICES, REGION, ROOT, latest_files, rows_of

from statsbidrag.base.errors import ParameterError
from statsbidrag.base.findings import Finding
from statsbidrag.base.period import Period
from statsbidrag.record.model import Record
from statsbidrag.report.build import build

REGION_FILE = f"params/regions/{REGION}.yaml"
TERMS = "params/2018/agreements/patientmiljarden.yaml"
YEAR_END = Period(2018, 12)


def record_of(root: Path, period: Period = YEAR_END) -> Record:
    return build(root, "patientmiljarden", REGION, period)


def change(path: Path, old: str, new: str, times: int = 1) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == times
    path.write_text(text.replace(old, new), encoding="utf-8")


def with_sides(root: Path, perspective: str) -> None:
    """Support units purchase and health centres provide."""
    change(root / REGION_FILE, "kind: support}", "kind: support, side: purchaser}", 6)
    change(root / REGION_FILE, "kind: care_centre}", "kind: care_centre, side: provider}", 9)
    change(root / CHOICES, "perspective: group  ", f"perspective: {perspective}  ")


def on_the_object(number: int = 12) -> list[dict]:
    """The raw rows of January to a month on object 9916, booked and dated in 2018, as a plain reading gives them."""
    files = latest_files()
    slots = [f"2018{month:02d}" for month in range(1, number + 1)]
    return [
        row
        for slot in slots
        for row in rows_of(files[slot])
        if str(row["Period"]) == slot and row["Objekt"] == "9916" and str(row["Bokföringsdatum"])[:4] == "2018"
    ]


def ore(rows: list[dict]) -> int:
    return sum(int(Decimal(str(row["Belopp"])) * 100) for row in rows)


def is_cost(row: dict) -> bool:
    return str(row["Konto"])[0] in "4567"


def codes(record: Record, code: str) -> list[Finding]:
    return [found for found in record.findings if found.code == code]


@pytest.mark.parametrize("number", [2, 6, 12])
def test_internal_invoices_are_shown_per_counterpart_beside_the_income_they_mirror(records, number: int) -> None:
    region = yaml.load((ROOT / REGION_FILE).read_text(encoding="utf-8"), yaml.CSafeLoader)
    names = {entry["code"]: entry["name"] for entry in region["counterparts"] if entry["kind"] == "internal"}
    internal = [row for row in on_the_object(number) if is_cost(row) and row["Motpart"] in names]
    record = records[number]
    assert record.ore("elimination.total") == ore(internal)
    if not internal:
        assert "eliminations" not in [table.id for table in record.tables]
        return
    table = record.table("eliminations")
    expected = {code: ore([row for row in internal if row["Motpart"] == code]) for code in names}
    assert {row["code"]: row["ore"].ore for row in table.rows} == {code: sum for code, sum in expected.items() if sum}
    for row in table.rows:
        assert (row["title"], row["verdict"]) == (names[row["code"]], "stämmer")
        assert row["income"].ore == row["ore"].ore
        assert record.ore(f"elimination.{row['code']}") == row["ore"].ore
    before = ore([row for row in on_the_object(number) if is_cost(row)])
    assert before - table.total["ore"].ore == record.ore("chain.cost")


def test_an_internal_invoice_without_the_same_income_is_told(own_project: Path, records) -> None:
    private = '{code: "801", name: Rönnbackens hälsocentral, kind: private, activity_unit: "3201"}'
    change(own_project / REGION_FILE, private, '{code: "801", name: Rönnbackens hälsocentral, kind: internal}')
    record = record_of(own_project)
    row = next(row for row in record.table("eliminations").rows if row["code"] == "801")
    assert row["ore"].ore > 0
    assert (row["income"].ore, row["verdict"]) == (0, "stämmer inte")
    assert record.ore("chain.cost") == records[12].ore("chain.cost") - row["ore"].ore


def test_purchaser_and_provider_share_what_stands_on_the_object(own_project: Path) -> None:
    region = yaml.load((ROOT / REGION_FILE).read_text(encoding="utf-8"), yaml.CSafeLoader)
    providing = {unit["code"] for unit in region["units"] if unit["kind"] == "care_centre"}
    cost = [row for row in on_the_object() if is_cost(row)]
    with_sides(own_project, "purchaser")
    purchaser = record_of(own_project)
    change(own_project / CHOICES, "perspective: purchaser  ", "perspective: provider  ")
    provider = record_of(own_project)
    assert purchaser.ore("chain.cost") == ore([row for row in cost if row["Ansvar"] not in providing])
    assert provider.ore("chain.cost") == ore([row for row in cost if row["Ansvar"] in providing])
    for record, other in ((purchaser, provider), (provider, purchaser)):
        assert record.ore("ledger.other_side") == other.ore("chain.cost")
        assert record.ore("needs_decision.cost") == 0
        assert not [key for key in record.figures if key.startswith("elimination.")]
        titles = [row["title"] for row in record.table("treatments").rows]
        assert "På bidragets koder: den andra sidans enhet, räknas inte" in titles
        assert codes(record, "annan-sida")[0].severity == "info"


def test_a_unit_without_side_counts_until_somebody_decides(own_project: Path) -> None:
    with_sides(own_project, "purchaser")
    before = record_of(own_project)
    change(own_project / REGION_FILE, "name: Hälsocentralen Tallmon, kind: care_centre, side: provider}",
           "name: Hälsocentralen Tallmon, kind: care_centre}")  # fmt: skip
    record = record_of(own_project)
    apart = ore([row for row in on_the_object() if is_cost(row) and row["Ansvar"] == "3107"])
    assert apart > 0
    assert record.ore("needs_decision.cost") == apart
    assert record.figures["needs_decision.cost"].marks == ("behover-beslut",)
    assert record.ore("chain.cost") == before.ore("chain.cost") + apart
    assert [(row["title"], row["unit"], row["ore"].ore) for row in record.table("undecided").rows] == [
        ("Enheten har ingen sida i regionens fil", "Hälsocentralen Tallmon", apart)
    ]
    assert {found.severity for found in codes(record, "behover-beslut")} == {"siffran märks"}


def test_a_side_without_any_unit_is_refused_with_the_file_and_line(own_project: Path) -> None:
    change(own_project / CHOICES, "perspective: group  ", "perspective: provider  ")
    with pytest.raises(ParameterError) as error:
        record_of(own_project)
    assert error.value.lines == [
        f"{CHOICES}:5: perspective är provider men ingen enhet har side: provider i {REGION_FILE}. "
        "Ge enheterna en sida, eller skriv perspective: group."
    ]


@pytest.mark.parametrize(("allowed", "counts", "apart"), [("true", True, False), ("unknown", True, True),
                                                          ("false", False, False), (None, True, True)])  # fmt: skip
def test_overhead_counts_as_the_terms_say(own_project: Path, records, allowed, counts: bool, apart: bool) -> None:
    change(own_project / REGION_FILE, "cost_classes:", 'overhead: {unit: ["2030"]}\ncost_classes:')
    if allowed:
        change(own_project / TERMS, "remarks:", f"overhead: {{allowed: {allowed}, source: jh}}\nremarks:")
    record = record_of(own_project)
    common = ore([row for row in on_the_object() if is_cost(row) and row["Ansvar"] == "2030" and not row["Motpart"]])
    assert common > 0
    assert record.ore("chain.cost") == records[12].ore("chain.cost") - (0 if counts else common)
    assert record.ore("ledger.overhead") == (0 if counts else common)
    assert record.ore("needs_decision.cost") == (common if apart else 0)
    assert bool(codes(record, "overhead-raknas-inte")) is not counts


@pytest.mark.parametrize("reduces", [True, False])
def test_tax_compensation_lowers_the_cost_only_by_the_regions_choice_and_is_never_received(
    own_project: Path, records, reduces: bool
) -> None:
    change(own_project / REGION_FILE, "reduces_cost: false", f"reduces_cost: {str(reduces).lower()}")
    record = record_of(own_project)
    compensation = ore([row for row in on_the_object() if str(row["Konto"]) == "3860"])
    assert compensation < 0
    assert record.ore("chain.cost") == records[12].ore("chain.cost") + (compensation if reduces else 0)
    assert record.ore("ledger.vat_compensation") == (0 if reduces else compensation)
    assert record.ore("chain.received") == records[12].ore("chain.received")
    assert bool(codes(record, "momsersattning")) is not reduces


@pytest.mark.parametrize(("number", "rows"), [(3, 1), (4, 1), (5, 2)])
def test_an_asset_booked_on_the_object_is_a_finding_and_no_cost(records, number: int, rows: int) -> None:
    assets = [row for row in on_the_object(number) if str(row["Konto"])[0] in "12"]
    found = codes(records[number], "balanskonto-pa-kostnadsobjekt")
    assert len(found) == len(assets) == rows
    assert {one.severity for one in found} == {"varning"}
    assert records[number].ore("ledger.balance") == ore(assets)


def test_cost_types_say_what_is_checked_and_which_accounts_have_none(records) -> None:
    table = records[12].table("cost_types")
    checked = {row["id"]: row["checked"] for row in table.rows}
    assert checked.pop("personal") == "kontrollerad"
    assert checked.pop("none") == ""
    assert set(checked.values()) == {"ska kontrolleras"}
    without = next(row["cost"].ore for row in table.rows if row["id"] == "none")
    accounts = {str(row["Konto"]) for row in on_the_object() if str(row["Konto"]).startswith("69")}
    named = " ".join(sorted(accounts))
    amount = f"{without // 100:,}".replace(",", "\u00a0") + f",{without % 100:02d}\u00a0kr"
    assert table.note == (
        f"Konton som saknar kostnadsslag: {named} ({amount}). Kontona följer L-Bas 13. Kolumnen Kontoplan säger om "
        "kontogrupperna är kontrollerade mot den."
    )
