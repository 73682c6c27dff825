"""Every shipped report at T1, T2 and in the final accounts: what page one says of each kind of money, and of cost that
is not covered."""

import re
from fractions import Fraction
from pathlib import Path

import pytest

from shipped_records import TERTIALS, YEARS, shipped, shipped_overview
from statsbidrag.base.period import Period
from statsbidrag.base.states import Status
from statsbidrag.record.formulas import holds
from statsbidrag.record.model import Record
from statsbidrag.record.tables import Row, ore_in
from statsbidrag.report.build import build
from statsbidrag.report.overview import portfolio
from statsbidrag.report.sections import by_kind, economy, summary

PERIODS = [(region, Period(year, number)) for region, year in YEARS for number in TERTIALS]


def told(record: Record) -> str:
    cards = " ".join(" ".join(map(str, vars(card).values())) for card in summary.cards(record))
    return " ".join([*summary.sentences(record), cards]).replace("\u00a0", " ")


@pytest.mark.parametrize("number", [8, 13])
def test_what_follows_from_what_is_known_is_not_called_unknown(shared: Path, number: int) -> None:
    record = shipped(shared, "norrbotten", Period(2018, number))["psykisk-halsa"]
    assert record.ore("chain.entitled") is None
    for key in ("chain.own_cost", "chain.claim", "chain.uncovered"):
        assert record.ore(key) == 0 and record.figures[key].status is not Status.UNKNOWN, key


def test_caps_of_other_parts_do_not_cover_the_cost(shared: Path) -> None:
    record = shipped(shared, "vastra-gotaland", Period(2018, 13))["sjukskrivning"]
    assert record.ore("chain.cost") < record.ore("chain.entitled_known")
    # All but 16,7 of the known 108,6 mnkr are caps on rehabilitation and contacts that cost nothing here.
    assert record.ore("chain.own_cost") is None and record.ore("chain.claim") is None


@pytest.mark.parametrize(("region", "period"), PERIODS, ids=str)
def test_within_the_year_no_cost_is_lost_that_may_still_be_covered(shared: Path, region: str, period: Period) -> None:
    for name, record in shipped(shared, region, period).items():
        if record.ore("chain.entitled") is None and not period.closing and record.ore("chain.cost") is not None:
            assert "täcks inte" not in told(record), name
        cost, got = record.ore("chain.cost"), record.ore("chain.received")
        not_yet, never = record.ore("chain.not_yet_covered"), record.ore("chain.uncovered")
        if cost is None or record.ore("chain.claim") is not None or by_kind.is_mixed(record):
            continue
        if any(one.ore is not None for one in record.below("kind", "earned")):
            continue  # what is earned covers too
        # What may be got by a result or by units covers nothing until it has come.
        is_known = by_kind.has_chain(record) and "chain.entitled_known" in record.figures
        known = record.ore("chain.entitled_known") if is_known else 0
        assert (not_yet or 0) + (never or 0) == max(0, cost - max(known, got)), name


@pytest.mark.parametrize(("region", "period"), PERIODS, ids=str)
def test_only_money_by_condition_is_said_to_be_left_or_paid_back(shared: Path, region: str, period: Period) -> None:
    for name, record in shipped(shared, region, period).items():
        text, rows = told(record), record.table("kinds").rows
        assert "prövas enligt villkoren" not in text, name
        for row in rows:
            one = f"kind.{row['kind']}"
            is_followed = row["kind"] in ("conditional", "unspecified")
            for key in ("own_cost", "claim", "unspent", "expected_unspent"):
                assert is_followed or record.ore(f"{one}.{key}") is None, (name, one, key)
            if row["kind"] == "unspecified":
                assert "betalas tillbaka" not in row["applies"], name
            else:
                assert "underlaget säger inte om pengar måste betalas tillbaka" in row["applies"], name
        if not any(row["kind"] in ("conditional", "unspecified") for row in rows):
            assert "förbruka" not in text and "Intjänat" in text, name
        if {row["kind"] for row in rows} == {"unspecified"}:
            assert "betalas tillbaka" not in text, name


@pytest.mark.parametrize(("region", "period"), PERIODS, ids=str)
def test_kinds_are_the_whole_and_each_has_its_own_chain(shared: Path, region: str, period: Period) -> None:
    for name, record in shipped(shared, region, period).items():
        kinds = [f"kind.{row['kind']}" for row in record.table("kinds").rows]
        got = [record.ore(f"{kind}.received") for kind in kinds]
        if "commitments.frame" not in record.figures:
            own = record.ore(f"grant_year.{period.year}.received")
            assert sum(got) in (own, record.ore("chain.received")), name
        for kind in kinds:
            cost = record.ore(f"{kind}.cost")
            earned = record.ore(f"{kind}.earned") if f"{kind}.earned" in record.figures else None
            left, come = record.ore(f"{kind}.unspent"), record.ore(f"{kind}.received")
            assert left is None or left == max(0, come - cost), (name, kind)
            if earned is not None:
                assert record.ore(f"{kind}.outstanding") == max(0, earned - come), (name, kind)


def test_performance_money_is_decided_by_its_result(shared: Path) -> None:
    record = shipped(shared, "halland", Period(2019, 13))["komiljarden"]
    text = told(record)
    assert "kostnaden är 37,1 mnkr" in text
    # What decides block 1 decides no other part, and the reporting of the year decides nothing of this year's money.
    decides = "Vad som är intjänat avgörs av väntetiderna i september–november i alla regioner (sägs för 1 av 2 delar)."
    assert decides in text and "2020 års medel" not in text
    apart = record.table("requirements").note.replace("\u00a0", " ")
    assert "avgör pengar för 2020, inte årets (SKL 19/00761, överenskommelsen, avsnitt 4.3)" in apart
    letter = next(row for row in record.table("contradictions").rows if "kraven i block 2" in str(row))
    assert "kraven ska uppfyllas för att ta del av 2019 års 320 mnkr" in str(letter).replace("\\xa0", " ")
    # Block 1 pays for results of the autumn; what block 2 has missed costs the money of 2020.
    assert [record.ore(f"component.block-{number}.earned") for number in (1, 2)] == [None, None]
    assert "resultatet är inte beslutat" in text


def test_what_is_paid_by_approved_units_is_earned_when_the_year_is_closed(shared: Path) -> None:
    closed = shipped(shared, "norrbotten", Period(2018, 13))["forsakringsmedicinska-utredningar"]
    earned = 1130 * 28_000_00 + 910 * 16_000_00 + 520 * 9_080_00
    assert closed.ore("kind.unit_price.earned") == earned
    assert closed.ore("kind.unit_price.outstanding") == earned - 39_200_000_00
    assert "Intjänat är 50,9 mnkr (exempel), varav 11,7 mnkr ännu inte är mottaget." in told(closed)
    within = shipped(shared, "norrbotten", Period(2018, 8))["forsakringsmedicinska-utredningar"]
    assert within.ore("kind.unit_price.earned") is None
    assert "avgörs av antalet godkända enheter och priset" in told(within)


def test_a_report_of_several_kinds_subtracts_each_for_itself(shared: Path) -> None:
    record = shipped(shared, "blekinge", Period(2017, 13))["sjukskrivning"]
    conditional, units = (
        {key: record.ore(f"kind.{kind}.{key}") for key in ("received", "cost")}
        for kind in ("conditional", "unit_price")
    )
    assert record.ore("chain.unspent") == conditional["received"] - conditional["cost"] == 444_452_50
    assert units["cost"] > units["received"]
    # Of the cost the parts' money covers what it does; rows of no part are covered by none.
    waits = units["cost"] - units["received"] + record.ore("component.none.cost")
    assert (record.ore("chain.not_yet_covered"), record.ore("chain.uncovered")) == (waits, 0)
    assert "av villkorade medel är 9,8 av högst 10,2 mnkr förbrukade" in told(record)
    assert "Av mottagna villkorade medel har 0,4 mnkr (exempel) inte förbrukats." in told(record)


def test_what_was_paid_and_went_back_is_not_requested_and_unpaid(own_project: Path) -> None:
    file = own_project / "params/2018/jamtland-harjedalen/patientmiljarden.yaml"
    text = file.read_text(encoding="utf-8")
    events = "".join(
        f"  - {{kind: {kind}, date: {day}, amount: {ore}, unit: kr, status: example}}\n"
        for kind, day, ore in [
            ("requisition", "2018-02-01", "5 000 000"),
            ("payment", "2018-03-01", "5 000 000"),
            ("repayment", "2018-04-15", "4 000 000"),
        ]
    )
    file.write_text(text.replace("\nrequirements:", f"\n{events}requirements:", 1), encoding="utf-8")
    record = build(own_project, "patientmiljarden", "jamtland-harjedalen", Period(2018, 4))
    assert record.ore("chain.received") == 1_000_000_00
    assert record.ore("chain.claim") == record.ore("chain.cost") - 1_000_000_00
    assert (record.ore("chain.claim.requested"), record.ore("chain.repaid")) == (0, 4_000_000_00)
    assert record.ore("chain.claim.no_day") == record.ore("chain.claim")
    assert "begärt, ej betalt" not in str(record.table("chain").rows)


def test_an_agreement_that_used_more_than_came_is_not_counted_among_those_with_more_than_they_used(
    shared: Path,
) -> None:
    overview = shipped_overview(shared, "norrbotten", Period(2018, 13))
    rows = [row for row in overview.table("portfolio").rows if ore_in(row["unspent"])]
    short = [row["short"] for row in rows if ore_in(row["received"]) < ore_in(row["cost"])]
    assert len(short) == 1
    (card,) = [one for one in portfolio.cards(overview) if one.title == "Mottaget, ej förbrukat"]
    told = f"i {len(rows) - 1} överenskommelser där mer är mottaget än förbrukat och för ett slag av pengarna i en till"
    assert card.comparison.startswith(told)


def test_what_may_still_come_is_not_covered_yet(shared: Path) -> None:
    records = shipped(shared, "halland", Period(2019, 13))
    # The result is not decided: nobody can say that the money will never come.
    assert "26,8 mnkr täcks ännu inte av känt bidrag" in told(records["komiljarden"])
    assert "Siffrorna är bokslut, före revision. Kostnaden är ej särredovisad" in told(records["god-och-nara-vard"])
    records = shipped(shared, "halland", Period(2019, 8))
    assert "13,6 mnkr täcks ännu inte av känt bidrag" in told(records["komiljarden"])


def test_every_kind_can_be_told(own_project: Path) -> None:
    path = own_project / "params/2018/agreements/patientmiljarden.yaml"
    terms = path.read_text(encoding="utf-8")
    line = next(one for one in terms.splitlines() if one.startswith("    kind:"))
    said = {
        "conditional": "bedöms 2,2 mnkr inte förbrukas",
        "unconditional": "Medel utan motkrav följs med vad som har kommit in och vad det gick till.",
        "performance": "Vad som är intjänat är inte beslutat, och underlaget säger inte vad som avgör det.",
        "unit_price": "Vad som är intjänat avgörs av antalet godkända enheter och priset.",
        "cost_refund": "det som inte kostar ersätts inte",
        "pass_through": "4,9 mnkr av det är andras del och inte regionens kostnad",
    }
    for kind, text in said.items():
        entry = f"    kind: {{is: {kind}, source: jh, place: r. 27, status: decided, checked: 2018-06-01}}"
        path.write_text(terms.replace(line, entry), encoding="utf-8")
        record = build(own_project, "patientmiljarden", "jamtland-harjedalen", Period(2018, 6))
        assert text in told(record), kind
        assert [key for key, figure in record.figures.items() if not holds(figure, record.figures)] == [], kind
        assert (record.ore("chain.unspent") is None) is (kind not in ("conditional", "cost_refund")), kind
        assert any(isinstance(block, str) and "Slag av pengar" in block for block in economy.show(record)), kind


def ore_by_title(record: Record, name: str) -> dict[str, int]:
    return ore_by_title_of(record.table(name).rows, "title")


def ore_by_title_of(rows: list[Row], key: str) -> dict[str, int]:
    return {str(row[key]): row["ore"].ore for row in rows}


def test_two_totals_on_a_page_have_a_bridge(shared: Path) -> None:
    closed = shipped_overview(shared, "norrbotten", Period(2018, 13))
    # 129,4 is known of six reports, 217,6 was received in ten.
    steps = ore_by_title(closed, "bridge_received")
    first, *between, last = steps.values()
    assert (first, last) == (closed.ore("portfolio.entitled"), closed.ore("portfolio.received"))
    assert first + sum(between) == last
    unknown = ["beredskap", "forsakringsmedicinska-utredningar", "psykisk-halsa", "sjukskrivning"]
    beyond = sum(closed.ore(f"agreement.{name}.received") for name in unknown)
    assert steps["Mottaget där hela högsta beloppet inte är känt (exempel)"] == beyond
    assert "varav 88,2 mnkr (exempel) i rapporter där" in portfolio.sentences(closed)[0].replace("\u00a0", " ")


def test_the_regions_own_compilation_is_bridged_to_the_reports(shared: Path) -> None:
    overview = shipped_overview(shared, "blekinge", Period(2017, 13))
    steps = ore_by_title(overview, "bridge_compilation")
    # The papers' 51,0 leave out the addition for maternity care and what is paid by units up to a cap.
    assert steps["Regionens egen sammanställning"] == 51_000_000_00
    added = overview.ore("agreement.forlossningsvard.entitled") - (5_700_000_00 + 1_800_000_00)
    caps = overview.ore("agreement.sjukskrivning.entitled") - (2_300_000_00 + 6_400_000_00 + 1_500_000_00)
    told = [steps[name] for name in ("Förlossningsvård och kvinnors hälsa", "Sjukskrivning och rehabilitering")]
    assert told == [added, caps]
    assert list(steps.values())[-1] == overview.ore("portfolio.entitled") == 51_000_000_00 + added + caps


def test_years_are_compared_by_what_is_known_in_both(shared: Path) -> None:
    overview = shipped_overview(shared, "norrbotten", Period(2018, 13))
    both = ("cancervard", "forlossningsvard", "professionsmiljarden")
    of_year = {year: sum(overview.ore(f"year.{year}.{name}.entitled") for name in both) for year in (2017, 2018)}
    assert overview.ore("year.2018.bridge.changed") == of_year[2018] - of_year[2017]
    steps = ore_by_title(overview, "bridge_years")
    first, *between, last = steps.values()
    assert (first, last) == (overview.ore("year.2017.entitled"), overview.ore("year.2018.entitled"))
    assert first + sum(between) == last


def test_the_overview_adds_each_kind_for_itself(shared: Path) -> None:
    overview = shipped_overview(shared, "halland", Period(2019, 13))
    rows = {row["kind"]: row for row in overview.table("portfolio_kinds").rows}
    assert set(rows) == {"conditional", "performance"}
    assert rows["performance"]["received"].ore == 10_302_124_00 and rows["performance"]["unspent"] == ""
    # What is not said of performance money is not unknown.
    assert overview.figures["portfolio.unspent.not_of_kind"].value == 1
    units = shipped_overview(shared, "norrbotten", Period(2018, 13)).table("portfolio_kinds").rows
    assert "Styckersättning (intjänat känt för 1 av 2)" in [row["title"] for row in units]
    # A sum without the report that carries earlier years' money says so.
    assert "Villkorade medel (kostnaden känd för 3 av 4 och det som är kvar känt för 3 av 4)" in [
        row["title"] for row in units
    ]


AMOUNT = r"(\d[\d ]*(?:,\d+)?)"


def shown(text: str) -> Fraction:
    return Fraction(text.replace(" ", "").replace(",", "."))


@pytest.mark.parametrize(("region", "period"), PERIODS, ids=str)
def test_what_page_one_lets_a_reader_subtract_subtracts_as_shown(shared: Path, region: str, period: Period) -> None:
    for name, record in shipped(shared, region, period).items():
        text = told(record)
        first = " ".join(summary.sentences(record)).replace("\u00a0", " ")
        most = re.search(rf"av högst {AMOUNT} ", first)
        forecast = re.search(rf"prognos för helåret är {AMOUNT} ", first)
        left = re.search(rf"då bedöms {AMOUNT} \w+ (\(avrundat\) )?inte", first)
        if most and forecast and left and not left[2]:
            assert shown(most[1]) - shown(forecast[1]) == shown(left[1]), (name, first)
        cost = re.search(rf"(?:kostnaden är|gått och|klart och) {AMOUNT} ", first)
        got = re.search(rf"mottaget (?:är )?{AMOUNT}", text)
        beyond = re.search(rf"; {AMOUNT} \w+ (\(avrundat\) )?täcks (?:ännu )?inte", first)
        if cost and got and beyond and not beyond[2] and not by_kind.is_mixed(record):
            known = record.figures.get("chain.entitled_known")
            if known is None or not by_kind.has_chain(record) or known.ore < record.ore("chain.received"):
                assert shown(cost[1]) - shown(got[1]) == shown(beyond[1]), (name, text)
        unspent = re.search(rf"Av det mottagna har {AMOUNT} \w+ (\(avrundat\) )?(?:\(exempel\) )?inte", first)
        if cost and got and unspent and not unspent[2]:
            assert shown(got[1]) - shown(cost[1]) == shown(unspent[1]), (name, text)


@pytest.mark.parametrize(("region", "period"), PERIODS, ids=str)
def test_what_the_overview_names_adds_up_as_shown(shared: Path, region: str, period: Period) -> None:
    said = " ".join(portfolio.sentences(shipped_overview(shared, region, period))).replace("\u00a0", " ")
    whole = re.search(rf"Av det mottagna är {AMOUNT} mnkr (?:\(exempel\) )?ännu inte förbrukat, i ([^.]*)\.", said)
    if whole and "avrundat" not in whole[2]:
        assert sum(map(shown, re.findall(rf"{AMOUNT} mnkr", whole[2]))) == shown(whole[1]), said


def test_what_municipalities_shall_have_is_neither_an_effort_nor_a_cost_of_the_regions(shared: Path) -> None:
    record = shipped(shared, "blekinge", Period(2017, 13))["psykisk-halsa"]
    theirs = ("kommunernas-del", "ungdomsmottagningar-kommun")
    assert record.ore("chain.passed_on") == sum(record.ore(f"effort.{name}.cost") for name in theirs)
    assert record.ore("chain.region_cost") == record.ore("chain.cost") - record.ore("chain.passed_on")
    table = record.table("efforts")
    assert not {row["id"] for row in table.rows} & set(theirs)
    assert record.count("efforts.all") == 3 == len(table.rows)
    assert "Andras del av medlen är inga insatser av regionen" in table.note
    steps = ore_by_title_of(record.table("chain").rows, "step")
    assert steps["varav andras del av medlen"] + steps["varav regionens egen kostnad"] == record.ore("chain.cost")
    assert "4,2 mnkr av det är andras del och inte regionens kostnad" in told(record)
    # In Norrbotten the papers give the region's own part alone.
    assert "chain.passed_on" not in shipped(shared, "norrbotten", Period(2017, 13))["psykisk-halsa"].figures
