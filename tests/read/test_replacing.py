"""What a delivery replaces in the store, and what may be added: vouchers, rows and a grant's sums before and after."""

import datetime as dt
from fractions import Fraction
from pathlib import Path

import pytest
from raw_region import FOLDER, about, delimited, entry, put, region

from statsbidrag.base.errors import LedgerRefused
from statsbidrag.facts.replaced import doubted, old_deliveries
from statsbidrag.facts.replacing import Replacement, Sum, replacements
from statsbidrag.model.bookkeeping import Bookkeeping
from statsbidrag.read.store.ledger import history, import_new, load_ledger
from statsbidrag.run.imported import not_counted

GRANT = Bookkeeping.model_validate({"cost": {"object": ["9916"]}, "income": "unknown"})
OTHER = Bookkeeping.model_validate({"cost": {"object": ["9915"]}, "income": "unknown"})
LEAST = Fraction(4, 5)
LATER = "2018-08-10"
JULY = "{from: 2018-06, to: 2018-07}"
# Ten vouchers in June, the first four of them on the grant's object.
JUNE = [
    entry(voucher=f"V{number}", date=dt.date(2018, 6, 1 + number), object="9916" if number < 4 else "9915", amount=100)
    for number in range(10)
]
NEW = [entry(voucher=f"N{number}", amount=1) for number in range(2)]
CREDIT = [entry(voucher="K1", row=number, amount=-100) for number in range(4)]
REBOOKED = [[*row[:6], "9915", *row[7:]] if row[6] == "9916" and number else row for number, row in enumerate(JUNE)]
RENUMBERED = [[f"D{row[0]}", *row[1:]] for row in JUNE]
JULY_ROWS = [entry(voucher=f"J{number}", period="201807", date=dt.date(2018, 7, 2)) for number in range(30)]


def delivered(root: Path, name: str, rows: list[list[object]], received: str = LATER, **sidecar: str) -> None:
    scope = sidecar.pop("scope", "{from: 2018-06, to: 2018-06}")
    put(root, name, delimited(rows), about(received, scope, **sidecar))


def told(root: Path, grant: Bookkeeping = GRANT, as_known: dt.date | None = None) -> list[Replacement]:
    import_new(root, region())
    return replacements(load_ledger(root, region(), as_known), grant, LEAST)


def verdicts(root: Path, grant: Bookkeeping = GRANT) -> list[tuple[str, str, str]]:
    return [(one.delivery.file.rpartition("/")[2], one.slot, one.verdict.value) for one in told(root, grant)]


@pytest.fixture
def june(tmp_path: Path) -> Path:
    delivered(tmp_path, "juni.csv", JUNE, "2018-07-10")
    return tmp_path


def test_the_first_delivery_replaces_nothing(june: Path) -> None:
    assert told(june) == []


@pytest.mark.parametrize(
    ("rows", "sidecar", "verdict", "after"),
    [
        pytest.param(NEW, {}, "few_recur", Sum(2, 200), id="only the new rows"),
        pytest.param(NEW, {"totals": "{debit: 2.00, credit: 0}"}, "goes_on", Sum(2, 200), id="confirmed by sums"),
        pytest.param(NEW, {"totals": "{rows: 2}"}, "few_recur", Sum(2, 200), id="a count of rows confirms nothing"),
        pytest.param(NEW, {"replaces": "true"}, "goes_on", Sum(2, 200), id="allowed"),
        pytest.param([*JUNE, *CREDIT], {}, "goes_on", Sum(8, 0), id="a credit month"),
        pytest.param(REBOOKED, {}, "goes_on", Sum(1, 10000), id="a large rebooking"),
        pytest.param([*JUNE, *NEW * 20], {}, "goes_on", Sum(44, 44000), id="a preliminary month, then the whole"),
        pytest.param(RENUMBERED, {}, "goes_on", Sum(4, 40000), id="vouchers numbered anew"),
        pytest.param(JUNE[2:], {}, "goes_on", Sum(2, 20000), id="eight of ten recur"),
        pytest.param(JUNE[3:], {}, "few_recur", Sum(1, 10000), id="seven of ten recur"),
        pytest.param([*JUNE[4:], *NEW[:0], entry(voucher="V0", object="9915")], {}, "none_left", Sum(0, 0), id="none"),
    ],
)
def test_what_replaces_a_month(june: Path, rows, sidecar, verdict, after) -> None:
    delivered(june, "juni-b.csv", rows, **sidecar)
    (one,) = told(june)
    assert (one.slot, one.verdict.value, one.holds) == ("2018-06", verdict, True)
    assert (one.before, one.after, one.month.before.rows) == (Sum(4, 40000), after, 10)
    assert one.month.files == (f"{FOLDER}/juni.csv",)


def test_only_the_grants_with_rows_there_are_stopped(june: Path) -> None:
    untouched = Bookkeeping.model_validate({"cost": {"object": ["9999"]}, "income": "unknown"})
    delivered(june, "juni-b.csv", [entry(voucher="N1", object="9914")])
    assert verdicts(june) == [("juni-b.csv", "2018-06", "none_left")]
    assert verdicts(june, OTHER) == [("juni-b.csv", "2018-06", "none_left")]
    assert verdicts(june, untouched) == [("juni-b.csv", "2018-06", "goes_on")]


def test_what_is_stopped_is_no_ground_for_the_next(june: Path) -> None:
    delivered(june, "juni-b.csv", NEW)
    delivered(june, "juni-c.csv", NEW, "2018-08-11")
    assert verdicts(june)[-1] == ("juni-c.csv", "2018-06", "few_recur")
    delivered(june, "juni-d.csv", [*JUNE, *NEW], "2018-08-12")
    (*_, last) = told(june)
    assert (last.verdict.value, last.before, last.after) == ("goes_on", Sum(4, 40000), Sum(6, 40200))
    assert [one.holds for one in told(june)] == [False, False, True]


def test_only_the_months_and_objects_that_are_claimed_are_compared(june: Path) -> None:
    delivered(june, "juli.csv", [*JUNE, *JULY_ROWS], "2018-08-01", scope=JULY)
    narrow = '{from: 2018-07, to: 2018-07, object: ["9916"]}'
    delivered(june, "9916.csv", JULY_ROWS[:10], scope=narrow)
    assert verdicts(june) == [("juli.csv", "2018-06", "goes_on"), ("9916.csv", "2018-07", "few_recur")]
    delivered(june, "9916.csv", [*JULY_ROWS, *NEW[:0]], scope=narrow)
    assert verdicts(june) == [("juli.csv", "2018-06", "goes_on"), ("9916.csv", "2018-07", "goes_on")]


def test_what_was_not_known_or_is_withdrawn_replaces_nothing(june: Path) -> None:
    delivered(june, "juni-b.csv", NEW)
    assert told(june, as_known=dt.date(2018, 8, 9)) == []
    delivered(june, "juni-b.csv", NEW, withdrawn="2018-08-11 fel fil")
    assert told(june) == []


def test_a_month_without_voucher_numbers_is_compared_by_its_rows(tmp_path: Path) -> None:
    bare = [["", "", *row[2:]] for row in JUNE]
    delivered(tmp_path, "juni.csv", bare, "2018-07-10")
    delivered(tmp_path, "juni-b.csv", bare[:7])
    (one,) = told(tmp_path)
    assert (one.month.found.units, one.month.found.recurring, one.verdict.value) == (10, 7, "few_recur")
    delivered(tmp_path, "juni-b.csv", [*bare, *NEW])
    assert verdicts(tmp_path) == [("juni-b.csv", "2018-06", "goes_on")]


def test_totals_of_the_grants_own_object_let_it_fall_to_none(june: Path) -> None:
    rows = [*JUNE[4:], *([*row[:6], "9914", *row[7:]] for row in JUNE[:4])]
    delivered(june, "juni-b.csv", rows, totals="{rows: 10}")
    assert verdicts(june) == [("juni-b.csv", "2018-06", "none_left")]
    delivered(june, "juni-b.csv", rows, totals='{by_object: {"9916": 0}}')
    assert verdicts(june) == [("juni-b.csv", "2018-06", "goes_on")]


@pytest.mark.parametrize(
    "latest",
    [
        pytest.param([*JUNE, *NEW], id="it had less"),
        pytest.param([[*row[:9], 7.25, row[10]] if row[0] == "V1" else row for row in JUNE], id="another amount"),
    ],
)
def test_an_older_export_delivered_last_is_seen(june: Path, latest: list[list[object]]) -> None:
    delivered(june, "juni-b.csv", latest)
    assert [one.is_old for one in told(june)] == [False]
    delivered(june, "juni-c.csv", JUNE, "2018-08-12", totals="{rows: 10}")
    assert [one.is_old for one in told(june)] == [False, True]
    delivered(june, "juni-c.csv", JUNE, "2018-08-12", replaces="true")
    assert [one.is_old for one in told(june)] == [False, False]


def sie(made: str, *amounts: str, sie_type: str) -> bytes:
    """A file of June with amounts on the grant, one an account, made on a day ("" where it does not tell)."""
    head = f'#SIETYP {sie_type}\n#RAR 0 20180101 20181231\n#DIM 7 "Objekt"\n#OBJEKT 7 "9916" "Namn"\n#UB 0 1930 0.00\n'
    booked = [(f"{4010 + number}", amount) for number, amount in enumerate(amounts)]
    if sie_type == "3":
        rows = [f'#PSALDO 0 201806 {account} {{7 "9916"}} {amount}' for account, amount in booked]
    else:
        rows = [
            f'#VER A {account} 20180615\n{{\n#TRANS {account} {{7 "9916"}} {amount}\n#TRANS 1930 {{}} -{amount}\n}}'
            for account, amount in booked
        ]
    return "\n".join([*([f"#GEN {made}"] if made else []), head, *rows, ""]).encode()


@pytest.mark.parametrize("sie_type", ["3", "4"])
@pytest.mark.parametrize(
    ("made", "last", "sidecar", "is_old"),
    [
        pytest.param("20180701", ("250.00", "71.00"), {}, True, id="it was made before"),
        pytest.param("20180709", ("250.00", "71.00"), {}, False, id="the same day"),
        pytest.param("20180801", ("250.00", "71.00"), {}, False, id="it was made after"),
        pytest.param("", ("250.00", "71.00"), {}, False, id="it does not tell"),
        pytest.param("20180701", ("250.00", "70.00"), {}, False, id="it says the same"),
        pytest.param("20180701", ("250.00", "71.00"), {"replaces": "true"}, False, id="allowed"),
    ],
)
def test_a_sie_file_made_before_what_it_replaces_is_older(
    tmp_path: Path, sie_type: str, made: str, last: tuple[str, str], sidecar: dict[str, str], is_old: bool
) -> None:
    scope = "{from: 2018-06, to: 2018-06}"
    grant = region(sie_dimensions={"object": "7"})
    put(tmp_path, "juni.se", sie("20180709", "250.00", "70.00", sie_type=sie_type), about("2018-07-10", scope))
    put(tmp_path, "juni-b.se", sie(made, *last, sie_type=sie_type), about(LATER, scope, **sidecar))
    import_new(tmp_path, grant)
    found = replacements(load_ledger(tmp_path, grant), GRANT, LEAST)
    assert [one.is_old for one in found] == [is_old]
    messages = [one.message for one in old_deliveries(found)]
    assert messages == is_old * [
        "uttaget ersätter juni.se för 2018-06 men är enligt filen (#GEN) framställt 2018-07-01, före det som det "
        "ersätter (2018-07-09); bidragets rader före 2 rader, 320,00\u00a0kr; efter 2 rader, 321,00\u00a0kr "
        "(+1,00\u00a0kr)"
    ]


GRANTS = [entry(voucher=f"G{number}", amount=100 + number) for number in range(10)]
OTHERS = [entry(voucher=f"A{number}", object="9915", amount=500 + number) for number in range(50)]
LARGE = [entry(voucher="G9", amount=9000), *GRANTS[:9]]


@pytest.mark.parametrize(
    ("before", "after", "sidecar", "gone"),
    [
        pytest.param(GRANTS, [*GRANTS[3:], *NEW], {}, 3, id="three of ten, and something new"),
        pytest.param(GRANTS, [*GRANTS[3:], *NEW], {"totals": "{rows: 59}"}, 3, id="the number of rows tells nothing"),
        pytest.param(LARGE, [*LARGE[1:], *NEW], {}, 1, id="one, but most of the money"),
        pytest.param(GRANTS, [*GRANTS[2:], *NEW], {}, 0, id="two of ten"),
        pytest.param(GRANTS, [*GRANTS[3:], *NEW], {"replaces": "true"}, 0, id="allowed"),
        pytest.param(GRANTS, [*GRANTS[3:], *NEW], {"totals": '{by_object: {"9916": 744.00}}'}, 0, id="confirmed"),
        pytest.param(GRANTS, [*[[*row[:6], "9915", *row[7:]] for row in GRANTS[:9]], GRANTS[9]], {}, 0, id="rebooked"),
        pytest.param(GRANTS, [[f"D{row[0]}", *row[1:]] for row in GRANTS], {}, 0, id="numbered anew"),
        pytest.param(
            [["", "", *row[2:]] for row in GRANTS], [["", "", *row[2:9], 7, "x"] for row in GRANTS], {}, 0,
            id="balances that changed",
        ),
        pytest.param(
            [["", "", *row[2:]] for row in GRANTS], [["", "", *row[2:]] for row in [*GRANTS[3:], NEW[0]]], {}, 2,
            id="fewer rows without number",
        ),
    ],
)  # fmt: skip
def test_much_of_a_grant_that_is_gone_is_told_though_the_month_recurs(tmp_path, before, after, sidecar, gone) -> None:
    delivered(tmp_path, "juni.csv", [*before, *OTHERS], "2018-07-10")
    delivered(tmp_path, "juni-b.csv", [*after, *OTHERS], **sidecar)
    (one,) = told(tmp_path)
    assert one.verdict.value == "goes_on"
    assert [
        (each.code, f"men {gone} av bidragets 10 rader finns inte kvar" in each.message) for each in doubted([one])
    ] == ([("bidragets-rader-borta", True)] if gone else [])


def test_rows_moved_back_by_an_older_export_are_seen_though_the_sum_is_the_same(june: Path) -> None:
    elsewhere = [[*row[:5], "3102", *row[6:]] if row[0] == "V1" else row for row in JUNE]
    delivered(june, "juni-b.csv", elsewhere)
    delivered(june, "juni-c.csv", JUNE, "2018-08-12")
    assert [one.is_old for one in told(june)] == [False, True]


def test_a_supplement_is_added_until_a_later_delivery_has_its_month(june: Path) -> None:
    delivered(june, "extra.csv", NEW, adds="true")
    (one,) = told(june)
    assert (one.before, one.after, one.verdict.value) == (Sum(4, 40000), Sum(6, 40200), "goes_on")
    ledger = load_ledger(june, region())
    assert ledger.rows["amount_ore"].sum() == 100_000 + 200
    assert [found.code for found in ledger.findings if found.file == f"{FOLDER}/extra.csv"] == ["tillagg", "ej-avstamd"]
    assert [(entry.state, entry.adds) for entry in history(june, region())] == [("används", True), ("används", False)]
    delivered(june, "full.csv", [*JUNE, *NEW], "2018-08-11")
    assert [one.verdict.value for one in told(june)] == ["goes_on", "goes_on"]
    assert [one.file for one in load_ledger(june, region()).deliveries] == [f"{FOLDER}/full.csv"]
    assert [one.is_old for one in told(june)] == [False, False]


def test_a_supplement_of_the_same_day_is_not_replaced_whatever_it_is_called(tmp_path: Path) -> None:
    delivered(tmp_path, "a-extra.csv", NEW, adds="true")
    delivered(tmp_path, "juni.csv", JUNE)
    import_new(tmp_path, region())
    assert load_ledger(tmp_path, region()).rows["amount_ore"].sum() == 100_000 + 200


@pytest.mark.parametrize(
    ("rows", "line", "many"),
    [
        pytest.param([*NEW, JUNE[3]], 6, "1 rad", id="a voucher and row"),
        pytest.param([[*row[:1], "", *row[2:]] for row in JUNE[:2]], 4, "2 rader", id="no row numbers"),
        pytest.param([["", "", *JUNE[0][2:]], *NEW], 4, "1 rad", id="no voucher number"),
        pytest.param(RENUMBERED[:5], 4, "5 rader", id="all of it, numbered otherwise"),
        pytest.param([[*JUNE[0][:9], 55.5, "annan text"]], 4, "1 rad", id="the same place with another amount"),
    ],
)
def test_a_supplement_with_what_is_there_is_refused(june: Path, rows, line: int, many: str) -> None:
    delivered(june, "extra.csv", rows, adds="true")
    import_new(june, region())
    with pytest.raises(LedgerRefused) as refused:
        load_ledger(june, region())
    assert refused.value.lines == [
        f"{FOLDER}/extra.csv:{line}: filen är ett tillägg (adds: true), men {many} i den finns "
        f"redan i {FOLDER}/juni.csv och skulle räknas dubbelt. Ta ut tillägget på nytt utan de raderna. Finns allt "
        f"redan, skriv withdrawn i {FOLDER}/extra.csv.yaml; är filen hela månaden, ta bort adds där."
    ]


def test_a_row_more_in_a_voucher_that_is_there_may_be_added(june: Path) -> None:
    delivered(june, "extra.csv", [entry(voucher="V0", row=2, amount=3)], adds="true")
    import_new(june, region())
    assert load_ledger(june, region()).rows["amount_ore"].sum() == 100_000 + 300


def test_the_same_supplement_twice_is_refused(june: Path) -> None:
    delivered(june, "extra.csv", NEW, adds="true")
    delivered(june, "extra-b.csv", NEW, "2018-08-11", adds="true")
    import_new(june, region())
    with pytest.raises(LedgerRefused, match=r"extra-b\.csv:4: filen är ett tillägg"):
        load_ledger(june, region())


def test_a_withdrawn_file_is_told_with_what_counts_instead(june: Path) -> None:
    delivered(june, "juni-b.csv", [*JUNE, *NEW], withdrawn="2018-08-11 fel fil")
    said = (
        f"  {FOLDER}/juni-b.csv: filen är återkallad (withdrawn i sidofilen) och räknas inte; för 2018-06 {{}}. "
        "Ta bort raden withdrawn om filen gäller."
    )
    assert [*not_counted(june, region(), import_new(june, region()))] == [said.format("räknas juni.csv")]
    assert [*not_counted(june, region(), import_new(june, region()))] == [said.format("räknas juni.csv")]
    delivered(june, "juni.csv", JUNE, "2018-07-10", scope="{from: 2018-05, to: 2018-05}", totals="{rows: 0}")
    assert [*not_counted(june, region(), import_new(june, region()))] == [said.format("finns inget annat uttag")]


def test_a_new_file_that_counts_for_nothing_is_told_once(june: Path) -> None:
    assert [*not_counted(june, region(), import_new(june, region()))] == []
    delivered(june, "juni-b.csv", [*JUNE, *NEW], "2018-07-01")
    assert [*not_counted(june, region(), import_new(june, region()))] == [
        f"  {FOLDER}/juni-b.csv: filen är ny men räknas inte alls, för juni.csv (mottagen 2018-07-10) har samma "
        "månader och är mottagen senare än 2018-07-01. Kontrollera received i juni-b.csv.yaml."
    ]
    assert [*not_counted(june, region(), import_new(june, region()))] == []
