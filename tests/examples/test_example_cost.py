"""What the grant costs in the example ledger, and that its codes are the region's."""

from collections import defaultdict

from example_rows import HEADINGS, ROOT, counted_cost, counts, grant_rows

from statsbidrag.model.region import Region
from statsbidrag.read.params.strict_yaml import read_model


def test_cumulative_cost_is_near_the_plan_every_month_and_exact(latest):
    targets_tkr = [500, 1_100, 1_900, 2_850, 4_050, 4_910, 5_450, 6_200, 7_150, 8_250, 9_300, 10_400]
    exact = [
        498_217_40, 1_103_562_15, 1_902_418_60, 2_848_905_35, 4_053_377_80, 4_912_406_25,
        5_446_120_90, 6_203_744_10, 7_148_266_55, 8_252_913_45, 9_304_581_75, 10_402_337_60,
    ]  # fmt: skip
    cumulative = 0
    for month, (target, expected) in enumerate(zip(targets_tkr, exact, strict=True), start=1):
        cumulative += counted_cost(latest, f"2018{month:02d}")
        assert cumulative == expected
        assert abs(cumulative - target * 100_000) * 100 <= 3 * target * 100_000


def test_cost_per_activity_is_as_planned_and_the_parts_are_the_whole(latest):
    cost = defaultdict(int)
    for row in latest:
        if row["Period"].startswith("2018") and row["Period"] != "201813" and counts(row):
            cost[row["Aktivitet"]] += row["ore"]
    targets_tkr = {"01": 2_300, "02": 2_400, "03": 1_200, "04": 1_300, "05": 1_800, "06": 1_200}
    for activity, target in targets_tkr.items():
        assert abs(cost[activity] - target * 100_000) * 100 <= 3 * target * 100_000, activity
    assert cost[""] + cost["99"] == 139_987_10 + 59_799_20
    assert sum(cost.values()) == 10_402_337_60
    assert set(cost) == {"01", "02", "03", "04", "05", "06", "", "99"}


def test_the_first_deliveries_differ_as_they_say(deliveries):
    def cost(name, period, **wanted):
        return sum(row["ore"] for row in grant_rows(deliveries[name], Period=period, **wanted) if counts(row))

    assert cost("2018-02-rattad", "201802") - cost("2018-02", "201802") == 38_940_00
    corrected = cost("2018-02-rattad", "201802", Aktivitet="01")
    assert corrected - cost("2018-02", "201802", Aktivitet="01") == 26_500_00
    assert cost("2018-09-rattad", "201809") - cost("2018-09", "201809") == 31_860_00 + 47_300_00
    assert cost("2018-bokslut", "201812") - cost("2018-12", "201812") == 64_200_00 + 52_375_00
    assert not [row for row in deliveries["2018-12"] if row["Period"] == "201813"]


def test_the_region_file_has_the_codes_of_the_ledger(tool, latest):
    from example_data import codes

    region = read_model(ROOT, ROOT / "params/regions/jamtland-harjedalen.yaml", Region)
    assert {unit.code: unit.name for unit in region.units} == codes.UNITS
    assert {unit.code for unit in region.units if unit.kind == "care_centre"} == set(codes.CARE_CENTRES)
    private = [entry for entry in region.counterparts if entry.kind == "private"]
    assert {entry.code: (entry.activity_unit, entry.name) for entry in private} == {
        code: (unit, name) for code, (unit, name, _) in codes.PRIVATE_CENTRES.items()
    }
    internal = {entry.code: entry.name for entry in region.counterparts if entry.kind == "internal"}
    assert internal == {code: codes.UNITS[unit] for unit, code in codes.COUNTERPART_OF_UNIT.items()}
    assert {row["Ansvar"] for row in latest} <= set(codes.UNITS)
    assert {row["Motpart"] for row in latest} <= {"", *codes.PRIVATE_CENTRES, *internal}
    columns = region.ledger.columns.model_dump()
    assert [columns[key] for key in (
        "voucher", "row", "date", "period", "account", "unit", "object", "activity", "counterpart", "amount", "text",
    )] == HEADINGS  # fmt: skip


def test_only_account_6910_on_the_object_lacks_a_cost_type(latest):
    region = read_model(ROOT, ROOT / "params/regions/jamtland-harjedalen.yaml", Region)
    prefixes = tuple(group.prefix for kind in region.cost_types for group in kind.accounts)
    lacking = {row["Konto"] for row in grant_rows(latest) if counts(row) and not row["Konto"].startswith(prefixes)}
    assert lacking == {"6910"}
    assert region.name_in(2018) == "Region Jämtland Härjedalen"
