"""Months in which a grant has no rows, held against the ledger they should be in."""

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest
from raw_region import FOLDER, about, delimited, entry, put, region

from statsbidrag.base.period import Period
from statsbidrag.facts.codes_lost import codes_lost
from statsbidrag.facts.delivered import delivered_months
from statsbidrag.facts.silence import NOTHING, Silence, months_over, said_empty, silence_of, silences
from statsbidrag.facts.unlike import efforts_lost
from statsbidrag.model.choices import Effort, StatusAt
from statsbidrag.model.settings import Rhythm
from statsbidrag.read.params.parameters import read_parameters
from statsbidrag.read.store.ledger import Ledger, import_new, load_ledger
from statsbidrag.rules.rhythm import Gap

BOUNDS = Rhythm()
HALF = [f"2018-{number:02d}" for number in range(1, 7)]
FILE = f"{FOLDER}/halvar.csv"
SCOPE = "{from: 2018-01, to: 2018-06}"


def rows_of(month: str, code: str | None, many: int = 15) -> list[list[object]]:
    day = dt.date.fromisoformat(f"{month}-02")
    place = {"date": day, "period": month.replace("-", "")}
    return [entry(voucher=f"{month}-{number}", object=code, **place) for number in range(many)]


def ledger(root: Path, months: dict[str, str | None], **sidecar: str) -> Ledger:
    """A half-year's file with rows in some months, of an object or without."""
    rows = [row for month, code in months.items() for row in rows_of(month, code)]
    put(root, "halvar.csv", delimited(rows), about("2018-07-10", sidecar.pop("scope", SCOPE), **sidecar))
    import_new(root, region())
    return load_ledger(root, region())


def told(of: Ledger, counts: tuple[int, ...]) -> tuple[Silence, list[str]]:
    found = silence_of(of, dict(zip(HALF, counts, strict=True)), ["object"], BOUNDS, [])
    return found, [one.message for one in silences(found, of)]


def test_no_rows_on_the_codes_although_there_usually_are(tmp_path: Path) -> None:
    of = ledger(tmp_path, dict.fromkeys(HALF, "9915"))
    found, messages = told(of, (22, 18, 18, 17, 42, 0))
    assert found == Silence([Gap(("2018-06",), 18)], [], {})
    assert messages == ["inga rader på bidragets koder i juni; brukar ha 18"]
    (one,) = silences(found, of)
    assert (one.code, one.file) == ("manad-utan-rader", FILE)
    assert one.remedy == (
        "Kontrollera att uttaget har med bidragets koder. Är det rätt att det är tomt, skriv empty: [2018-06] i "
        f"{FILE}.yaml."
    )


def test_what_a_sidecar_says_is_empty_is_not_told(tmp_path: Path) -> None:
    of = ledger(tmp_path, dict.fromkeys(HALF[:5], "9915"), empty="[2018-06]")
    assert said_empty(of) == {"2018-06"}
    assert told(of, (22, 18, 18, 17, 42, 0)) == (NOTHING, [])
    assert [found.code for found in of.findings] == ["ej-avstamd"]


def test_only_the_delivery_that_holds_a_month_says_that_it_is_empty(tmp_path: Path) -> None:
    ledger(tmp_path, dict.fromkeys(HALF, "9915"), empty="[2018-05, 2018-06]")
    june = put(tmp_path, "juni.csv", delimited(rows_of("2018-06", "9915")), about("2018-08-10"))
    import_new(tmp_path, region())
    assert said_empty(load_ledger(tmp_path, region())) == {"2018-05"}
    june.write_bytes(delimited([]))
    june.with_name("juni.csv.yaml").write_text(about("2018-08-10", totals="{rows: 0}"), encoding="utf-8")
    import_new(tmp_path, region())
    assert said_empty(load_ledger(tmp_path, region())) == {"2018-05", "2018-06"}


@pytest.mark.parametrize("month", ["2018-01", "2018-06"])
def test_a_month_that_is_claimed_and_has_no_row_of_any_object(tmp_path: Path, month: str) -> None:
    of = ledger(tmp_path, {one: "9915" for one in HALF if one != month})
    found, messages = told(of, tuple(0 if one == month else 1 for one in HALF))
    name = {"2018-01": "januari", "2018-06": "juni"}[month]
    assert found.empty == [month]
    assert messages[-1] == f"huvudboken har ingen rad alls i {name}, fast månaden är med i uttagets omfattning"


def test_months_that_are_alike_in_a_file_are_told_together(tmp_path: Path) -> None:
    of = ledger(tmp_path, {"2018-02": "9915", "2018-04": None, "2018-05": "9915", "2018-06": None})
    found, _ = told(of, (0, 0, 0, 0, 0, 0))
    assert (found.empty, sorted(found.uncoded)) == (["2018-01", "2018-03"], ["2018-04", "2018-06"])
    assert [(one.code, one.message) for one in silences(found, of)] == [
        (
            "huvudbok-utan-manad",
            "huvudboken har ingen rad alls i januari och mars, fast månaderna är med i uttagets omfattning",
        ),
        ("manad-utan-koder", "ingen rad i april och juni har någon kod för objekt, så bidragets rader kan inte hittas"),
    ]


def test_a_month_whose_rows_have_no_code(tmp_path: Path) -> None:
    of = ledger(tmp_path, {month: None if month == "2018-02" else "9915" for month in HALF})
    found, messages = told(of, (0, 0, 0, 0, 0, 0))
    assert found == Silence([], [], {"2018-02": "objekt"})
    assert messages == ["ingen rad i februari har någon kod för objekt, så bidragets rader kan inte hittas"]


def test_where_codes_are_seldom_a_month_may_lack_them(tmp_path: Path) -> None:
    few = [row for month in HALF[1:] for row in [*rows_of(month, None, 15), *rows_of(month, "9915", 1)]]
    put(tmp_path, "halvar.csv", delimited([*rows_of("2018-01", None), *few]), about(scope=SCOPE))
    import_new(tmp_path, region())
    assert told(load_ledger(tmp_path, region()), (0, 0, 0, 0, 0, 0)) == (NOTHING, [])


def test_nothing_is_asked_where_every_month_has_rows(tmp_path: Path) -> None:
    assert told(ledger(tmp_path, dict.fromkeys(HALF, "9915")), (1, 1, 1, 1, 1, 1)) == (NOTHING, [])


def effort(*states: tuple[str, str]) -> Effort:
    told = [StatusAt.model_validate({"as_of": month, "status": state}) for month, state in states]
    return Effort.model_construct(status=told)


@pytest.mark.parametrize(
    ("end", "efforts", "entitled", "over"),
    [
        pytest.param((2018, 12, 31), [], None, [], id="nothing has ended"),
        pytest.param((2018, 4, 30), [], None, HALF[4:], id="the window"),
        pytest.param((2018, 12, 31), [[("2018-02", "done")], [("2018-05", "done")]], None, HALF[5:], id="all done"),
        pytest.param((2018, 12, 31), [[("2018-02", "done")], [("2018-05", "watch")]], None, [], id="not all done"),
        pytest.param((2018, 12, 31), [], 300, HALF[3:], id="the money is used up"),
        pytest.param((2018, 12, 31), [], 601, [], id="the money lasts"),
    ],
)
def test_months_after_the_grants_end(end, efforts, entitled, over) -> None:
    those = [effort(*states) for states in efforts]
    costs = dict.fromkeys(HALF, 100)
    assert months_over(Period.parse("2018-06"), dt.date(*end), those, costs, entitled) == over


def test_what_has_been_delivered_of_a_year(tmp_path: Path) -> None:
    put(tmp_path, "halvar.csv", delimited(rows_of("2018-05", "9915", 2)), about("2018-06-08", SCOPE, closed="2018-05"))
    put(tmp_path, "juni.csv", delimited(rows_of("2018-06", "9915", 3)), about(totals="{rows: 3}"))
    extra = [entry(voucher="X", period="201806", object="9915")]
    put(tmp_path, "extra.csv", delimited(extra), about("2018-07-11", adds="true", empty="[2018-06]"))
    import_new(tmp_path, region())
    months = {one.slot: one for one in delivered_months(load_ledger(tmp_path, region()), region(), 2018)}
    assert [[each.file for each in months[slot].deliveries] for slot in ("2018-05", "2018-06", "2018-07")] == [
        [FILE],
        [f"{FOLDER}/juni.csv", f"{FOLDER}/extra.csv"],
        [],
    ]
    assert [(months[slot].rows, months[slot].reconciled) for slot in ("2018-04", "2018-05", "2018-06")] == [
        (0, False),
        (2, False),
        (4, False),
    ]
    assert [months[slot].closed for slot in ("2018-05", "2018-06", "2018-07", "2018-13")] == [True, None, None, None]
    assert [slot for slot, one in months.items() if one.said_empty] == ["2018-06"]


def test_the_few_months_with_other_codes_tell_that_the_rest_should_have_them(tmp_path: Path) -> None:
    of = ledger(tmp_path, {HALF[0]: "9915", **dict.fromkeys(HALF[1:])})
    found, _ = told(of, (3, 0, 0, 0, 0, 0))
    assert sorted(found.uncoded) == HALF[1:]
    # Where only the grant's own rows have codes, its rhythm alone tells.
    assert told(of, (15, 0, 0, 0, 0, 0))[0].uncoded == {}


def test_rows_that_have_no_effort_are_told_where_rows_usually_have_one(tmp_path: Path) -> None:
    of = ledger(tmp_path, dict.fromkeys(HALF, "9915"))

    def told_of(*, january: str, june: str, have_codes: bool) -> list[str]:
        months = [*["2018-01"] * 6, *["2018-06"] * 5]
        cost = pd.DataFrame({"period": months, "effort": [*[january] * 6, *[june] * 5]})
        return [found.message for found in efforts_lost(of, cost, 5, have_codes=have_codes)]

    no_code = "rader på bidraget i {} har någon insats kod"
    june = f"ingen av 5 {no_code.format('juni')}"
    assert told_of(january="stod", june="", have_codes=True) == [f"{june}; i andra månader har de flesta det"]
    assert told_of(january="", june="", have_codes=True) == [
        f"ingen av 6 {no_code.format('januari')}; ingen månad har någon",
        f"{june}; ingen månad har någon",
    ]
    assert told_of(january="", june="", have_codes=False) == []
    assert told_of(january="stod", june="stod", have_codes=True) == []


@pytest.mark.parametrize(
    ("sidecar", "is_told"),
    [
        pytest.param({}, True, id="no totals"),
        pytest.param({"totals": "{debit: 9045.00, credit: 0}"}, True, id="debit and credit tell nothing of codes"),
        pytest.param({"totals": '{by_object: {"9916": 7537.50}}'}, False, id="the object's own total does"),
        pytest.param({"empty": "[2018-06]"}, False, id="said to be right"),
    ],
)
def test_rows_of_efforts_that_lack_the_grants_object(tmp_path: Path, sidecar: dict[str, str], is_told: bool) -> None:
    shipped = read_parameters(Path(__file__).resolve().parents[2], "patientmiljarden", "jamtland-harjedalen", 2018)
    of = ledger(tmp_path, {month: None if month == "2018-06" else "9916" for month in HALF}, **sidecar)
    found = list(codes_lost(of, shipped, dict(zip(HALF, (15, 15, 15, 15, 15, 0), strict=True))))
    assert [(one.code, one.file, one.message) for one in found] == is_told * [
        (
            "bidragets-kod-saknas",
            FILE,
            "15 rader i juni har koder för bidragets insatser men ingen kod för objekt, och räknas därför inte",
        )
    ]
