"""Two years in a row: bokslut 2018, January's reversal, and 2018 money used in 2019."""

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import yaml
from closing_sums import closing_faults, sums_of
from shipped import AGREEMENT, REGION

from statsbidrag.base.errors import LedgerRefused
from statsbidrag.base.period import Period
from statsbidrag.read.params.parameters import read_region
from statsbidrag.read.store.ledger import import_new
from statsbidrag.record.model import Record
from statsbidrag.record.tables import ore_in
from statsbidrag.report.build import build
from statsbidrag.report.sections import summary

ENTITLED_2018, USED_2018, PAID_2018 = 12_569_845_66, 10_487_577_60, 12_569_846_00
LEFT = ENTITLED_2018 - USED_2018
LIABILITY = PAID_2018 - USED_2018
HEADINGS = (
    "Verifikationsnummer", "Rad", "Bokföringsdatum", "Period", "Konto", "Ansvar", "Objekt", "Aktivitet", "Motpart",
    "Belopp", "Text",
)  # fmt: skip
JANUARY = Period(2019, 1)


def put_ledger(root: Path, rows: list[tuple], until: str = "2019-01") -> None:
    """January 2019, in a file up to ``until``: rows of day, account, unit, object, kronor, and perhaps a period."""
    book = openpyxl.Workbook()
    book.active.append(HEADINGS)
    for number, (day, account, unit, code, amount, *period) in enumerate(rows, start=1):
        shown = period[0] if period else "201901"
        book.active.append(
            [f"BO19{number:05d}", "1", date(2019, 1, day), shown, account, unit, code, None, None, amount, "Fiktiv"]
        )
    stream = io.BytesIO()
    book.save(stream)
    path = root / f"data/raw/{REGION}/ledger/huvudbok-2019-01.xlsx"
    path.write_bytes(stream.getvalue())
    about = f"received: 2019-05-11\nsource: huvudbok\nscope: {{from: 2019-01, to: {until}}}\nfictive: true\n"
    path.with_name(path.name + ".yaml").write_text(about, encoding="utf-8")
    import_new(root, read_region(root, REGION))


def changed(path: Path, change: object, target: Path | None = None) -> None:
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    change(data)
    (target or path).parent.mkdir(parents=True, exist_ok=True)
    (target or path).write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")


@pytest.fixture
def two_years(own_project: Path) -> Path:
    """The agreement again in 2019, and 2018's money usable to the end of 2019."""
    terms, choices = f"agreements/{AGREEMENT}.yaml", f"{REGION}/{AGREEMENT}.yaml"

    def next_year(data: dict) -> None:
        data |= {"year": "2019", "amendments": []}
        data["window"] |= {"from": "2019-01-01", "to": "2019-12-31"}

    def without_events(data: dict) -> None:
        data["events"] = []
        for effort in data["efforts"]:
            for told in [*effort["status"], *effort["forecasts"]]:
                told["as_of"] = told["as_of"].replace("2018", "2019")

    params = own_project / "params"
    changed(params / "2018" / terms, next_year, params / "2019" / terms)
    changed(params / "2018" / choices, without_events, params / "2019" / choices)
    usable_until(own_project, "2019-12-31")
    return own_project


def usable_from(root: Path, day: str) -> None:
    changed(root / f"params/2019/agreements/{AGREEMENT}.yaml", lambda data: data["window"].update({"from": day}))


def usable_until(root: Path, day: str) -> None:
    changed(root / f"params/2018/agreements/{AGREEMENT}.yaml", lambda data: data["window"].update(to=day))


def report(root: Path, period: Period = JANUARY) -> Record:
    return build(root, AGREEMENT, REGION, period)


def chain(record: Record, name: str = "chain") -> dict[str, int | None]:
    names = ("entitled", "received", "cost", "forecast", "own_cost", "claim", "unspent", "expected_unspent")
    return {one: record.ore(f"{name}.{one}") for one in names}


REVERSAL = [(9, "2971", "2020", None, LIABILITY / 100), (9, "3519", "2020", None, -LIABILITY / 100)]


def cost(day: int, kronor: float) -> list[tuple]:
    return [(day, "6410", "3101", "9916", kronor), (day, "1930", "2020", None, -kronor)]


def test_the_accrual_of_bokslut_is_taken_back_in_january(two_years: Path) -> None:
    put_ledger(two_years, [*REVERSAL, *cost(15, 500_000.0)])
    accrual = ("opening", "received", "recognised", "closing", "booked")
    bokslut, january = report(two_years, Period(2018, 13)), report(two_years)
    assert [bokslut.ore(f"accrual.{name}") for name in accrual] == [0, PAID_2018, USED_2018, LIABILITY, LIABILITY]
    assert [january.ore(f"accrual.{name}") for name in accrual] == [LIABILITY, 0, LIABILITY, 0, 0]
    rows = {row["title"]: row for row in january.table("accrual").rows}
    assert rows["Ingående skuld (+) eller fordran (−)"]["from"] == "huvudboken till och med 2018"
    assert ore_in(rows["Skillnad"]["ore"]) == 0
    (check,) = [row for row in january.table("checks").rows if row["title"].startswith("Periodisering")]
    assert check["verdict"] == "går ihop med händelserna; prövas mot principen vid delår och bokslut"


def test_a_forgotten_reversal_of_the_income_is_told(two_years: Path) -> None:
    put_ledger(two_years, [REVERSAL[0], (9, "1930", "2020", None, -LIABILITY / 100), *cost(15, 500_000.0)])
    record = report(two_years)
    assert (record.ore("accrual.closing"), record.ore("accrual.booked")) == (LIABILITY, 0)
    (found,) = [one for one in record.findings if one.code == "periodisering-gar-inte-ihop"]
    assert found.severity == "siffran märks"
    assert record.figures["accrual.booked"].marks == ("periodisering-gar-inte-ihop",)


def test_opening_balances_in_period_00_are_the_opening(two_years: Path) -> None:
    opening = [(1, "2971", "2020", None, -1_000_000.0, "201900"), (1, "1930", "2020", None, 1_000_000.0, "201900")]
    put_ledger(two_years, [*opening, *cost(15, 500_000.0)])
    record = report(two_years)
    assert record.ore("accrual.opening") == 1_000_000_00
    assert record.ore("chain.cost") == 500_000_00
    assert record.table("accrual").rows[0]["from"] == "ingående balans 2019 (period 00)"


def test_without_opening_or_the_year_before_the_accrual_is_not_known(own_project: Path) -> None:
    for path in (own_project / f"data/raw/{REGION}/ledger").glob("huvudbok-2017*"):
        path.unlink()
    record = report(own_project, Period(2018, 6))
    assert record.ore("accrual.closing") is None and record.ore("accrual.recognised") == PAID_2018
    assert record.table("accrual").rows[0]["from"] == (
        "ej känt: huvudboken har varken ingående balans 2018 eller hela 2017"
    )


@pytest.mark.parametrize(
    ("kronor", "by_2018"),
    [(500_000.0, 500_000_00), (LEFT / 100, LEFT), (3_000_000.0, LEFT), (LEFT / 100 + 0.01, LEFT)],
)
def test_last_years_money_is_used_first(two_years: Path, kronor: float, by_2018: int) -> None:
    put_ledger(two_years, [*REVERSAL, *cost(15, kronor)])
    record, spent = report(two_years), round(kronor * 100)
    old, new, whole = chain(record, "grant_year.2018"), chain(record, "grant_year.2019"), chain(record)
    assert (old["entitled"], old["received"], old["cost"]) == (LEFT, LIABILITY, by_2018)
    assert (new["received"], new["cost"]) == (0, spent - by_2018)
    assert old["unspent"] == LIABILITY - by_2018
    assert new["claim"] == spent - by_2018
    for name in ("entitled", "received", "cost"):
        assert whole[name] == old[name] + new[name], name
    assert (
        whole["cost"]
        == spent
        == sum(record.ore(key) for key in record.figures if key.startswith("effort.") and key.endswith(".cost"))
    )
    card = summary.cards(record)[0]
    assert "kvar från tidigare år 2,08" in " ".join(vars(card).values())
    rows = record.table("grant_years").rows
    assert [(row["title"], ore_in(row["used_before"]), ore_in(row["cost"])) for row in rows] == [
        ("2018", USED_2018, by_2018),
        ("2019", 0, spent - by_2018),
    ]


def test_a_payment_of_last_years_money_belongs_to_this_years_books(two_years: Path) -> None:
    paid = {"kind": "payment", "date": "2019-01-20", "amount": "100", "unit": "kr", "status": "example"}
    changed(two_years / f"params/2018/{REGION}/{AGREEMENT}.yaml", lambda data: data["events"].append(paid))
    bank = [(20, "3519", "2020", None, -100.0), (20, "1930", "2020", None, 100.0)]
    put_ledger(two_years, [*REVERSAL, *cost(15, 500_000.0), *bank])
    record = report(two_years)
    assert record.ore("grant_year.2018.received") == LIABILITY + 100_00
    assert record.ore("accrual.received") == 100_00
    assert record.ore("accrual.closing") == record.ore("accrual.booked") == 0


def test_what_came_before_the_year_is_not_received_in_its_accrual(two_years: Path) -> None:
    usable_from(two_years, "2018-12-01")
    paid = {"kind": "payment", "date": "2018-12-20", "amount": "100", "unit": "kr", "status": "example"}
    changed(two_years / f"params/2019/{REGION}/{AGREEMENT}.yaml", lambda data: data["events"].append(paid))
    put_ledger(two_years, [*REVERSAL, *cost(15, 500_000.0)])
    assert report(two_years).ore("accrual.received") == 0


AHEAD = USED_2018 - 10_000_000_00


@pytest.fixture
def used_ahead(two_years: Path) -> Path:
    """Of 2018's money less had come than it was used for; January uses half a million more of it."""

    def less_paid(data: dict) -> None:
        (payment,) = [event for event in data["events"] if event["kind"] == "payment"]
        payment |= {"amount": "10 000 000", "unit": "kr"}

    changed(two_years / f"params/2018/{REGION}/{AGREEMENT}.yaml", less_paid)
    put_ledger(two_years, cost(15, 500_000.0))
    return two_years


def test_what_an_earlier_year_used_before_it_came_is_claimed_still(used_ahead: Path) -> None:
    record = report(used_ahead)
    old, whole = chain(record, "grant_year.2018"), chain(record)
    assert record.ore("grant_year.2018.ahead") == AHEAD
    assert (old["received"], old["claim"], old["unspent"]) == (0, 500_000_00 + AHEAD, 0)
    assert (whole["claim"], whole["unspent"], record.ore("grant_year.2019.claim")) == (500_000_00 + AHEAD, 0, 0)
    assert record.ore("chain.claim.no_day") == 500_000_00 + AHEAD
    assert list(closing_faults(sums_of(record, used_ahead))) == []
    (row,) = [row for row in record.table("grant_years").rows if row["title"] == "2018"]
    assert ore_in(row["ahead"]) == AHEAD
    (step,) = [row for row in record.table("chain").rows if row["step"].startswith("Förbrukat, ännu inte")]
    assert "487\u00a0578\u00a0kr använt tidigare år av pengar som ännu inte har kommit" in step["from"]


def test_what_was_used_ahead_is_requested_by_its_own_years_terms(used_ahead: Path) -> None:
    day = {
        "id": "rekvisition-2018", "kind": "requisition", "what": "Rekvisition", "receiver": "unknown",
        "date": "2018-12-31", "source": "jh", "place": "r. 1",
    }  # fmt: skip
    asked = {"kind": "requisition", "date": "2018-12-10", "amount": "10 200 000", "unit": "kr", "status": "example"}

    def with_day(data: dict) -> None:
        data["deadlines"] = [one for one in data["deadlines"] if one["kind"] != "requisition"] + [day]

    changed(used_ahead / f"params/2018/agreements/{AGREEMENT}.yaml", with_day)
    changed(used_ahead / f"params/2018/{REGION}/{AGREEMENT}.yaml", lambda data: data["events"].append(asked))
    record = report(used_ahead)
    parts = [record.ore(f"chain.claim.{name}") for name in ("requested", "open", "passed", "no_day")]
    assert parts == [200_000_00, 0, AHEAD - 200_000_00, 500_000_00]
    assert list(closing_faults(sums_of(record, used_ahead))) == []


def test_what_is_dated_after_the_window_is_this_years_own(two_years: Path) -> None:
    usable_until(two_years, "2019-01-15")
    put_ledger(two_years, [*REVERSAL, *cost(15, 400_000.0), *cost(16, 100_000.0)])
    record = report(two_years)
    assert record.ore("grant_year.2018.cost") == 400_000_00
    assert record.ore("grant_year.2019.cost") == 100_000_00


def test_money_that_may_not_be_used_any_more_is_not_carried(two_years: Path) -> None:
    usable_until(two_years, "2018-12-31")
    put_ledger(two_years, [*REVERSAL, *cost(15, 500_000.0)])
    record = report(two_years)
    assert "grant_year.2018.cost" not in record.figures
    assert "grant_years" not in [table.id for table in record.tables]
    assert chain(record) == chain(record, "grant_year.2019")


def test_an_earlier_year_that_is_not_whole_refuses_the_report(two_years: Path) -> None:
    put_ledger(two_years, cost(15, 500_000.0))
    for path in (two_years / f"data/raw/{REGION}/ledger").glob("huvudbok-2018-bokslut*"):
        path.unlink()
    with pytest.raises(LedgerRefused) as refused:
        report(two_years)
    assert refused.value.lines == [
        f"data/raw/{REGION}/ledger: huvudbok saknas för 2018-13. 2018 års bidrag får användas till och med "
        "31\u00a0dec\u00a02019, och utan hela huvudboken går det inte att veta vad som är kvar. Rapporten för 2019-01 "
        "görs inte. Lägg in uttaget med bokslutet (scope till 2018-13)."
    ]


def test_the_earlier_years_files_are_inputs(two_years: Path) -> None:
    put_ledger(two_years, cost(15, 500_000.0))
    inputs = report(two_years).inputs
    assert {f"params/{year}/agreements/{AGREEMENT}.yaml" for year in (2018, 2019)} <= set(inputs)


def test_last_years_rows_on_the_same_codes_are_told_once(two_years: Path) -> None:
    whole_year = build(two_years, AGREEMENT, REGION, Period(2018, 13))
    treated = {name: rows for name, rows in whole_year.row_sets.items() if name.startswith("ledger.")}
    number = sum(len(rows) for of_import in treated.values() for rows in of_import.values())
    kronor = f"{sum(whole_year.ore(name) for name in treated) // 100:,}".replace(",", "\u00a0")
    put_ledger(two_years, cost(15, 500_000.0))
    findings = [one for one in report(two_years).findings if one.code == "utanfor-anvandningstid"]
    outside = "utanför bidragets användningstid, räknas inte"
    assert [(one.file.rsplit("/", 1)[1], one.message) for one in findings] == [
        ("huvudbok-2017-bokslut.xlsx", f"1 rad, 38\u00a0512,50\u00a0kr: bokfört 2017, {outside}"),
        ("huvudbok-2018-01.xlsx", f"{number} rader, {kronor},00\u00a0kr: bokfört 2018, {outside}"),
    ]


APRIL = Period(2019, 4)


def recognised_by(root: Path, principle: str, *years: int) -> None:
    for year in years:
        changed(
            root / f"params/{year}/{REGION}/{AGREEMENT}.yaml",
            lambda data: data.update(recognition=[{"component": "hela", "is": principle, "status": "example"}]),
        )


def stands(record: Record, part: str) -> list[int | None]:
    return [record.ore(f"accrual.{part}.{name}") for name in ("recognised", "liability", "claim")]


def to_book(record: Record) -> tuple[int | None, int | None]:
    return record.ore("accrual.to_book.liability"), record.ore("accrual.to_book.claim")


def test_what_may_be_used_next_year_is_a_liability_and_no_repayment(two_years: Path) -> None:
    bokslut = report(two_years, Period(2018, 13))
    assert stands(bokslut, "hela.2018") == [USED_2018, LIABILITY, 0]
    note = bokslut.table("accrual_should").note
    assert "pengarna i skulden får användas till och med 31\u00a0dec\u00a02019." in note
    assert "betalas tillbaka" not in note and "återbetalning prövas" not in note
    usable_until(two_years, "2018-12-31")
    assert "användningstiden är slut. Underlaget säger inte om pengar måste betalas tillbaka." in (
        report(two_years, Period(2018, 13)).table("accrual_should").note
    )


def test_last_years_money_that_may_be_used_is_owed_as_far_as_it_is_not_used(two_years: Path) -> None:
    recognised_by(two_years, "condition", 2018, 2019)
    put_ledger(two_years, [*REVERSAL, *cost(15, 500_000.0)], "2019-04")
    record = report(two_years, APRIL)
    assert stands(record, "hela.2018") == [USED_2018 + 500_000_00, LIABILITY - 500_000_00, 0]
    assert stands(record, "hela.2019") == [0, 0, 0]
    # The reversal took the liability away though most of the money is left.
    assert to_book(record) == (LIABILITY - 500_000_00, 0)
    assert not any(key.startswith("accrual.earlier_years") for key in record.figures)


def test_an_error_of_last_years_accrual_is_not_kept_where_its_money_is_followed(two_years: Path) -> None:
    recognised_by(two_years, "condition", 2018, 2019)
    opening = [(1, "2971", "2020", None, -1_000_000.0, "201900"), (1, "1930", "2020", None, 1_000_000.0, "201900")]
    put_ledger(two_years, [*opening, *cost(15, 500_000.0)], "2019-04")
    assert to_book(report(two_years, APRIL)) == (LIABILITY - 500_000_00 - 1_000_000_00, 0)


@pytest.mark.parametrize(("principle", "liability"), [("condition", LIABILITY), ("restriction", 0), ("unknown", None)])
def test_last_years_money_that_may_not_be_used_stands_until_it_is_paid(
    two_years: Path, principle: str, liability: int | None
) -> None:
    usable_until(two_years, "2018-12-31")
    recognised_by(two_years, "condition", 2019)
    recognised_by(two_years, principle, 2018)
    put_ledger(two_years, [*REVERSAL, *cost(15, 500_000.0)], "2019-04")
    record = report(two_years, APRIL)
    assert record.ore("accrual.earlier_years.2019.left") == LIABILITY
    assert record.ore("accrual.earlier_years.2019.liability") == liability
    assert stands(record, "hela.2019") == [500_000_00, 0, 500_000_00]
    assert to_book(record) == (liability, None if liability is None else 500_000_00)
    (row,) = [row for row in record.table("accrual_should").rows if row["title"].startswith("Ingående")]
    assert row["title"] == "Ingående, 2018 års bidrag"
    missing = [one.message for one in record.findings if one.code == "princip-for-intakt-saknas"]
    assert bool(missing) is (liability is None) and all("ingående från tidigare år" in one for one in missing)


def test_last_years_money_that_was_paid_back_does_not_stand(two_years: Path) -> None:
    usable_until(two_years, "2018-12-31")
    recognised_by(two_years, "condition", 2018, 2019)
    paid = {
        "kind": "repayment",
        "date": "2019-01-20",
        "amount": f"{LIABILITY / 100}",
        "unit": "kr",
        "status": "example",
    }
    changed(two_years / f"params/2018/{REGION}/{AGREEMENT}.yaml", lambda data: data["events"].append(paid))
    back = [(20, "2971", "2020", None, LIABILITY / 100), (20, "1930", "2020", None, -LIABILITY / 100)]
    put_ledger(two_years, [*back, *cost(15, 500_000.0)], "2019-04")
    record = report(two_years, APRIL)
    assert (record.ore("accrual.should.liability"), to_book(record)) == (0, (0, 500_000_00))


def test_what_came_before_the_year_was_owed_and_is_no_earlier_years(two_years: Path) -> None:
    usable_from(two_years, "2018-12-01")
    usable_until(two_years, "2018-12-31")
    recognised_by(two_years, "condition", 2018, 2019)
    paid = {"kind": "payment", "date": "2018-12-20", "amount": "100", "unit": "kr", "status": "example"}
    changed(two_years / f"params/2019/{REGION}/{AGREEMENT}.yaml", lambda data: data["events"].append(paid))
    put_ledger(two_years, cost(15, 500_000.0), "2019-04")
    record = report(two_years, APRIL)
    assert record.ore("accrual.hela.2019.opening") == 100_00
    assert record.ore("accrual.earlier_years.2019.left") == LIABILITY - 100_00
