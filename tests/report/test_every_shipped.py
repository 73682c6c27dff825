"""Every shipped report of every region, at T1 and in the final accounts: what is invented says so, sums close, and no
planned date is left out of page one."""

import re
from pathlib import Path

import pytest
from test_examples_marked import invented_amounts, unmarked

from shipped_records import YEARS, shipped, shipped_overview
from statsbidrag.base.numbers import kronor, with_unit
from statsbidrag.base.period import Period
from statsbidrag.record.formulas import holds
from statsbidrag.record.model import Record
from statsbidrag.record.tables import Table, ore_in
from statsbidrag.report.overview import portfolio
from statsbidrag.report.sections import economy, efforts, results, summary
from statsbidrag.show.charts import Chart


@pytest.mark.parametrize("number", [4, 13])
@pytest.mark.parametrize(("region", "year"), YEARS)
def test_the_reports_of_a_period(shared: Path, region: str, year: int, number: int) -> None:
    period = Period(year, number)
    records = shipped(shared, region, period)
    assert records
    for name, record in records.items():
        assert [key for key, figure in record.figures.items() if not holds(figure, record.figures)] == [], name
        assert unmarked(record) == [], name
        assert "värden märkta exempel" in record.fictive.names, name
        told = " ".join(summary.sentences(record) + [str(vars(card)) for card in summary.cards(record)])
        if invented_amounts(record):
            assert "exempel" in told, name
        planned = [row for row in record.table("dates").rows if row["state"] == "planerat"]
        if planned:
            assert record.next.date != "", name
        _sums_close(record)
        if period.closing:
            assert [text for text in _told(record) if re.search("hittills|rognos|edöms inte", text)] == [], name
    _overview_closes(shipped_overview(shared, region, period), records)


def _told(record: Record) -> list[str]:
    """Every text of a report but what it compares with, and what the sources demand."""
    tables = [table for table in record.tables if table.id not in ("since_last", "requirements")]
    told = [*summary.sentences(record), *(" ".join(map(str, vars(card).values())) for card in summary.cards(record))]
    for section in (summary, economy, efforts, results):
        told += [f"{one.name} {one.text}" for one in section.show(record) if isinstance(one, Chart)]
    for table in tables:
        told += [table.caption, table.note, *(column.heading for column in table.columns)]
        told += [text for row in table.rows for text in row.values() if isinstance(text, str)]
    return told


def _accounts_close(record: Record, table: Table) -> None:
    """Of each part what came is income or owed; together they are what should stand; the entry is debit and credit."""
    parts = table.rows[: [row["title"] for row in table.rows].index("Bör stå i balansräkningen")]
    assert parts
    for row in parts:
        known = [ore_in(row[key]) for key in ("received", "recognised", "liability", "claim")]
        if None not in known:
            received, recognised, liability, claim = known
            assert received + claim == recognised + liability and 0 in (liability, claim), row["title"]
    for key in ("liability", "claim"):
        amounts = [ore_in(row[key]) for row in parts]
        should = None if None in amounts else sum(amounts)
        assert record.ore(f"accrual.should.{key}") == should
    if record.has_table("accrual_entry"):
        rows = record.table("accrual_entry").rows
        debit, credit = (sum(ore_in(row[side]) or 0 for row in rows) for side in ("debit", "credit"))
        assert debit == credit == record.ore("accrual.entry.total") > 0


def _sums_close(record: Record) -> None:
    """The rows of what is planned, of what is left and of what is received are their totals."""
    tables = {table.id: table for table in record.tables}
    if "standard" in tables:
        table = tables["standard"]
        whole = [row for row in table.rows if row.get("emphasis")]
        for key in ("budget", "budget_to_date", "cost", "deviation", "forecast", "forecast_deviation"):
            total = ore_in(table.total[key])
            if total is not None:
                assert sum(ore_in(row[key]) for row in whole) == total, key
                assert sum(ore_in(row[key]) for row in table.rows) == 2 * total - ore_in(whole[-1][key]), key
    _accounts_close(record, tables["accrual_should"])
    if "components" in tables:
        table = tables["components"]
        for key in ("received", "left"):
            told = [ore_in(row[key]) for row in table.rows if row[key] != ""]
            if told and None not in told and ore_in(table.total[key]) is not None:
                assert sum(told) == ore_in(table.total[key]), key


def _overview_closes(overview: Record, records: dict[str, Record]) -> None:
    """Received less what cannot be followed, less cost, is unspent less what is used beyond what was received, and what
    came beyond the cost of money that is not followed by it; every bridge closes to the öre."""
    received, cost, unspent, untraced, ahead, above = (
        overview.ore(f"portfolio.{key}") or 0 for key in ("received", "cost", "unspent", "untraced", "ahead", "above")
    )
    assert received - untraced - cost == unspent - ahead + above
    for table in (one for one in overview.tables if one.id.startswith("bridge_")):
        sums = 0
        for row in table.rows[:-1]:
            sums += row["ore"].ore
        assert len(table.rows) < 2 or sums == table.rows[-1]["ore"].ore, table.id
    received_bridge = overview.table("bridge_received").rows if overview.has_table("bridge_received") else []
    ends = [row["ore"].key for row in received_bridge if row.get("emphasis")]
    assert ends in ([], ["portfolio.entitled", "portfolio.received"])
    assert [key for key, figure in overview.figures.items() if not holds(figure, overview.figures)] == []
    for key, figure in overview.figures.items():
        if figure.origin.record is not None:
            source = records[key.split(".")[1]].figures[figure.origin.key]
            assert (figure.value, figure.status) == (source.value, source.status), key
    said = " ".join(portfolio.sentences(overview))
    assert ("utöver det mottagna" in said or "därutöver" in said) is (ahead > 0 and received > 0)
    # The region's own compilation is its papers' alone, though an amount there may equal an invented one.
    assert [line for line in unmarked(overview) if not line.startswith("compilation:")] == []
    if any(record.is_example("requirements.met") for record in records.values()):
        assert "krav är uppfyllda (exempel)" in said
        assert "Kravens läge är exempel i " in overview.table("portfolio").note
    kinds = {row["requirements"] for row in overview.table("portfolio").rows}
    assert "0 av 0" not in kinds
    assert overview.header.fictive_text.startswith("Huvudbok")


def test_what_is_reckoned_from_invented_numbers_is_an_example(shared: Path) -> None:
    gotaland = shipped(shared, "vastra-gotaland", Period(2018, 13))["sjukskrivning"].figures
    assert {gotaland[key].status for key in ("care_centres.number", "applications.granted")} == {"example"}
    assert {gotaland[key].status for key in ("commitments.cost", "commitments.frame")} == {"decided"}
    blekinge = shipped(shared, "blekinge", Period(2017, 13))
    sick_leave = blekinge["sjukskrivning"].figures
    # What has been earned rests on an invented number; the most that can be got, the cap, does not.
    assert sick_leave["component.extra-stimulans.computed"].status == "example"
    assert sick_leave["component.extra-stimulans.entitled"].status == "preliminary"
    assert sick_leave["component.koordinering.entitled"].status == "decided"
    assert sick_leave["capped.paid"].status == "unknown"
    assert blekinge["professionsmiljarden"].figures["involvement.told"].status == "example"
    assert blekinge["professionsmiljarden"].figures["specialist_training.cost"].status == "decided"


def test_page_one_says_what_is_particular(shared: Path) -> None:
    northern = shipped(shared, "norrbotten", Period(2018, 4))
    _, expected, *_ = summary.sentences(northern["professionsmiljarden"])
    assert expected.endswith("då förbrukas hela högsta beloppet, och 0,4\u00a0mnkr bär regionen själv.")
    assert "av högst 1\u00a0945\u00a0tkr" in summary.sentences(northern["barnhalsovard"])[0]
    told = results.show(northern["cancervard"])[0]
    assert "2 mål gäller ett senare år" in told and "gäller nu" not in told
    overview = shipped_overview(shared, "norrbotten", Period(2018, 4))
    _overview_closes(overview, northern)
    earlier = sum(northern[name].ore("grant_year.2017.received") for name in ("cancervard", "psykisk-halsa"))
    assert overview.ore("portfolio.carried") == overview.ore("portfolio.received") == earlier
    assert overview.figures["agreement.cancervard.carried.2017"].origin.key == "grant_year.2017.received"
    assert "varav 3,7\u00a0mnkr kvar från tidigare år" in portfolio.cards(overview)[1].comparison
    municipalities = northern["psykisk-halsa"].table("municipalities")
    assert municipalities.columns[0].heading == "Område"
    gotaland = shipped(shared, "vastra-gotaland", Period(2018, 4))["sjukskrivning"]
    assert "24,6 av regionens egna kända ram 78,6\u00a0mnkr är förbrukade" in summary.sentences(gotaland)[0]


def test_an_amount_is_used_or_compared_one_by_one(shared: Path) -> None:
    record = shipped(shared, "norrbotten", Period(2018, 4))["professionsmiljarden"]
    rows = [row for row in record.table("amounts").rows if row["title"].startswith("Angivet för regionen")]
    used = {row["written"]: row["note"].rpartition("; ")[2] for row in rows}
    # 23,6 for both parts and 7,5 for one of them: the whole binds, and the parts are told beside it.
    assert sorted(used.values()) == ["används", "används"]
    entitled = record.ore("chain.entitled")
    computed = sum(ore_in(row["ore"]) for row in record.table("amounts").rows if "beräknad andel" in row["title"])
    assert entitled == 23_600_000_00 != computed


def test_what_is_left_stands_at_the_whole_where_years_or_frames_share_it(shared: Path) -> None:
    carried = shipped(shared, "norrbotten", Period(2018, 13))["psykisk-halsa"]
    own = shipped(shared, "vastra-gotaland", Period(2018, 13))["sjukskrivning"]
    for record in (carried, own):
        table = record.table("components")
        assert {row["left"] for row in table.rows} == {""}
        assert "Det visas bara för summan" in table.note
    assert sum(ore_in(row["received"]) or 0 for row in own.table("components").rows) == own.ore("chain.received") > 0


def test_sheets_have_names_a_reader_knows(shared: Path) -> None:
    for region, period in (("norrbotten", Period(2018, 4)), ("vastra-gotaland", Period(2018, 4))):
        for name, record in shipped(shared, region, period).items():
            sheets = [table.sheet for table in record.tables if table.sheet]
            assert len({sheet.casefold() for sheet in sheets}) == len(sheets), name
            assert [sheet for sheet in sheets if len(sheet) > 31 or re.fullmatch("[a-z]+(-[a-z]+)+", sheet)] == [], name


def test_invented_states_and_forecasts_are_told_in_the_overview(shared: Path) -> None:
    period = Period(2018, 8)
    northern = shipped(shared, "norrbotten", period)
    assert northern["patientmiljarden"].figures["requirements.met"].status == "example"
    overview = shipped_overview(shared, "norrbotten", period)
    _overview_closes(overview, northern)
    note = overview.table("after").note
    assert "Prognosen är exempel i Barnhälsovård, " in note and "Vad som händer är exempel i " in note
    assert overview.ore("portfolio.carried") < overview.ore("portfolio.received")


def test_what_is_told_once_a_year_is_one_finding(shared: Path) -> None:
    found = shipped(shared, "norrbotten", Period(2018, 13))["sjukskrivning"].findings
    (one,) = [each for each in found if "andel-st" in each.message or "ST-läkare" in each.message]
    assert "uppgift för januari, februari, " in one.message and one.message.endswith("saknas för alla enheter")


def test_page_one_says_where_the_stated_amount_is_not_the_computed(shared: Path) -> None:
    blekinge, northern = (shipped(shared, region, Period(2017, 13)) for region in ("blekinge", "norrbotten"))
    told = {
        "Skiljer sig från beräknat": [blekinge["cancervard"], blekinge["psykisk-halsa"], northern["psykisk-halsa"]],
        "En del skiljer sig från beräknat": [blekinge["professionsmiljarden"]],
        "Enligt överenskommelsen": [blekinge["kronisk-sjukdom"], northern["forlossningsvard"]],
        "Antagen fördelning": [blekinge["forlossningsvard"]],
    }
    for text, records in told.items():
        assert [summary.cards(record)[0].status_text for record in records] == [text] * len(records)


def test_what_is_overspent_is_below_nought(shared: Path) -> None:
    table = shipped(shared, "norrbotten", Period(2018, 13))["professionsmiljarden"].table("components")
    left = [ore_in(row["left"]) for row in table.rows]
    assert min(left) < 0 and sum(left) == ore_in(table.total["left"])


def test_a_payment_up_to_a_cap_is_told_by_its_rule_and_its_cap(shared: Path) -> None:
    record = shipped(shared, "blekinge", Period(2017, 13))["sjukskrivning"]
    (row,) = [
        row
        for row in record.table("amounts").rows
        if row["title"].startswith("Extra stimulans") and "beräknat belopp" in row["title"]
    ]
    assert ore_in(row["ore"]) == 171 * 3_000_00
    assert (row["source"], row["status"]) == ("regeln pris per enhet upp till ett tak", "beräknat, exempel")
    assert row["note"].replace("\u00a0", " ").startswith("taket är 792 649,20 kr: 50 000 000 × ")


def test_what_came_in_the_year_says_of_which_years_money(shared: Path) -> None:
    rows = {}
    for year in (2017, 2018):
        record = shipped(shared, "norrbotten", Period(year, 13))["cancervard"]
        rows[year] = [row for row in record.table("checks").rows if row["title"].startswith("Mottaget")]
    assert [row["title"] for row in rows[2017]] == [
        "Mottaget enligt huvudbokens inkomstkod", "Mottaget enligt regionens händelser",
    ]  # fmt: skip
    assert [row["title"] for row in rows[2018]] == [
        "Mottaget enligt huvudbokens inkomstkod under 2018", "Mottaget enligt regionens händelser under 2018",
    ]  # fmt: skip
    left = record.ore("grant_year.2017.received")
    assert record.ore("chain.received") == left + record.ore("grant_year.2018.received")
    assert rows[2018][1]["verdict"] == f"penningkedjan har också {with_unit(kronor(left, 2), 'kr')} från tidigare år"


def test_the_rows_of_the_appendix_have_what_they_are_chosen_by(shared: Path) -> None:
    record = shipped(shared, "vastra-gotaland", Period(2018, 4))["sjukskrivning"]
    rows = record.table("vouchers").rows
    assert {row["product"] for row in rows} == {"90152", "90153", "90154", "90155"}
    norrbotten = shipped(shared, "norrbotten", Period(2017, 4))["professionsmiljarden"]
    headings = [column.heading for column in norrbotten.table("vouchers").columns]
    assert headings == ["Period", "Verifikation", "Rad", "Konto", "Ansvar", "Objekt", "Aktivitet", "Belopp"]
