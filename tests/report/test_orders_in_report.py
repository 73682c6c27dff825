"""What is ordered and not invoiced reaches the standard table, page one and the time plan, with its row as origin."""

from pathlib import Path

from shipped import REGION

from shipped_records import shipped
from statsbidrag.base.period import Period
from statsbidrag.record.model import Record
from statsbidrag.report.build import build
from statsbidrag.report.sections import summary_cards

JUNE = Period.parse("2018-06")
FILE = f"data/raw/{REGION}/commitments/bestallt.csv"
ROWS = (
    "kunskapsstod;;;150 000;2018-09;B-1",
    ";9916;02;200 000,50;2018-10;B-2",
    ";9916;;50 000;2018-11;B-3",
    "lakarstod;9916;03;600 000;2018-12;B-4",
)
WRONG = (
    "lakarstod;;;-10;2018-11;B-5",
    "lakarstod;;;1 000;2019-02;B-6",
    "okand;;;1 000;2018-08;B-7",
    ";1111;01;1 000;2018-08;B-8",
    "lakarstod;9916;02;1 000;2018-08;B-9",
    "lakarstod;;;1 000;2018-04;B-10",
)


def ordered(root: Path, *rows: str, period: Period = JUNE) -> Record:
    path = root / FILE
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(["Insats;Objekt;Aktivitet;Belopp;Väntad månad;Referens", *rows]) + "\n", encoding="utf-8")
    sidecar = "received: 2018-07-05\nsource: bestallt\nscope: {from: 2018-06, to: 2018-06}\n"
    path.with_name("bestallt.csv.yaml").write_text(f"{sidecar}totals: {{rows: {len(rows)}}}\n", encoding="utf-8")
    return build(root, "patientmiljarden", REGION, period)


def test_orders_stand_between_outcome_and_forecast(own_project: Path) -> None:
    record = ordered(own_project, *ROWS)
    efforts = {"kunskapsstod": 15_000_000, "nara-vard-it": 20_000_050, "lakarstod": 60_000_000, "none": 5_000_000}
    places = {"kunskapsstod": f"{FILE}:2", "nara-vard-it": f"{FILE}:3", "lakarstod": f"{FILE}:5", "none": f"{FILE}:4"}
    for effort, ore in efforts.items():
        figure = record.figures[f"effort.{effort}.ordered"]
        assert (figure.ore, figure.origin.params, figure.marks) == (ore, (places[effort],), ())
    # An effort with no order has none, which the whole file tells.
    assert record.figures["effort.patientkontrakt.ordered"].origin.params == (FILE,)
    assert record.ore("effort.patientkontrakt.ordered") == 0
    assert record.ore("ordered") == sum(efforts.values())
    assert record.ore("area.vardgaranti.ordered") == 15_000_000 + 20_000_050 + 60_000_000
    keys = [column.key for column in record.table("standard").columns]
    assert keys.index("ordered") == keys.index("deviation") + 1 == keys.index("forecast") - 1
    assert "beställt, ej fakturerat 1,0" in summary_cards.cards(record)[2].comparison
    assert {FILE, f"{FILE}.yaml"} <= record.inputs.keys()
    assert not [found for found in record.findings if found.file == FILE]


def test_a_forecast_below_what_is_spent_and_ordered_is_told(own_project: Path) -> None:
    before = build(own_project, "patientmiljarden", REGION, JUNE)
    left = before.figures["effort.lakarstod.forecast"].known_ore - before.figures["effort.lakarstod.cost"].known_ore
    kronor = f"{left // 100 + 1},{left % 100:02d}"
    [found] = [
        found
        for found in ordered(own_project, f"lakarstod;;;{kronor};2018-12;B-4").findings
        if found.code == "prognos-under-bestallt"
    ]
    assert found.message == (
        "Utökat läkarstöd till kommunal hemsjukvård och ambulans: utfallet och det som är beställt är tillsammans "
        "1,00\u00a0kr mer än prognosen för helåret"
    )


def test_wrong_orders_are_told_by_row_and_mark_the_sum(own_project: Path) -> None:
    record = ordered(own_project, *ROWS, *WRONG)
    told = {found.row: (found.code, found.message) for found in record.findings if found.file == FILE}
    not_counted = "och raden räknas inte"
    assert told == {
        6: ("bestallning-negativ", f"−10,00\u00a0kr: beloppet är negativt, {not_counted}"),
        7: (
            "bestallning-annat-ar",
            f"1\u00a0000,00\u00a0kr: väntad månad ligger i ett annat år än rapportens, {not_counted}",
        ),
        8: ("bestallning-okand", f"1\u00a0000,00\u00a0kr: insatsen okand finns inte hos regionen, {not_counted}"),
        9: (
            "bestallning-okand",
            f"1\u00a0000,00\u00a0kr: inget bidrag har konteringen (Objekt 1111, Aktivitet 01), {not_counted}",
        ),
        10: (
            "bestallning-okand",
            f"1\u00a0000,00\u00a0kr: konteringen hör inte till insatsen lakarstod, {not_counted}",
        ),
        11: (
            "bestallning-passerad",
            "1\u00a0000,00\u00a0kr: väntad månad april har passerat men beställningen är ej fakturerad; den räknas",
        ),
    }
    # What is passed counts, beside the 600 000; nothing else of what is wrong does.
    assert record.ore("effort.lakarstod.ordered") == 60_000_000 + 100_000
    assert record.figures["ordered"].marks == ("bestallning-annat-ar", "bestallning-negativ", "bestallning-okand")
    assert summary_cards.cards(record)[2].comparison.endswith("beställt, ej fakturerat 1,0, se fynd")


def test_an_old_state_is_told_and_the_final_accounts_have_none(own_project: Path) -> None:
    later = ordered(own_project, *ROWS, period=Period(2018, 7))
    assert [found.message for found in later.findings if found.code == "bestallning-aldre-lage"] == [
        "beställningarna visar läget vid utgången av juni; det som har fakturerats därefter står både i utfallet och "
        "här"
    ]
    assert later.figures["ordered"].marks == ("bestallning-aldre-lage",)
    assert "ordered" not in ordered(own_project, *ROWS, period=Period(2018, 13)).figures


def test_the_time_plan_has_the_last_day_to_order(own_project: Path) -> None:
    def row() -> dict[str, object]:
        record = build(own_project, "patientmiljarden", REGION, JUNE)
        [found] = [row for row in record.table("dates").rows if str(row["what"]).startswith("Sista dag att beställa")]
        return {key: found[key] for key in ("date", "state", "source")}

    assert row() == {
        "date": "2018-11-16",
        "state": "återstår",
        "source": "beräknat: 31\u00a0dec\u00a02018 minus 45 dagar enligt params/workbook.yaml",
    }
    region = own_project / f"params/regions/{REGION}.yaml"
    region.write_text(region.read_text(encoding="utf-8") + "\norder_lead_days: 200\n", encoding="utf-8")
    # 31 December is day 365 of 2018, and 365 − 200 = 165 is 14 June.
    assert row() == {
        "date": "2018-06-14",
        "state": "har passerat",
        "source": f"beräknat: 31\u00a0dec\u00a02018 minus 200 dagar enligt params/regions/{REGION}.yaml",
    }


def test_a_shipped_report_shows_orders_and_the_last_day_to_order(shared: Path) -> None:
    records = shipped(shared, "norrbotten", Period.parse("2018-08"))
    record = records["professionsmiljarden"]
    # Of the three orders one has ledger codes alone, which are those of an effort.
    of_efforts = {"vard-pa-distans": 420_000_00, "administrativa-stod": 185_500_00, "bi-lyftet": 96_000_00, "none": 0}
    assert {name: record.ore(f"effort.{name}.ordered") for name in of_efforts} == of_efforts
    assert record.ore("ordered") == 420_000_00 + 185_500_00 + 96_000_00
    assert record.figures["ordered"].is_example
    assert "beställt, ej fakturerat 0,7" in summary_cards.cards(record)[2].comparison
    (last,) = [row for row in record.table("dates").rows if str(row["what"]).startswith("Sista dag att beställa")]
    assert (last["date"], last["state"]) == ("2018-11-16", "återstår")
    assert records["patientmiljarden"].ore("ordered") == 610_000_00
    # The list is invented: it gives no finding, and asks nobody to do anything.
    assert not [found for one in records.values() for found in one.findings if "commitments" in (found.file or "")]
