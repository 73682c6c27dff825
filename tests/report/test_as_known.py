"""What was known when: a late correction, and a month nobody had yet."""

import datetime as dt

import pytest
from shipped import AGREEMENT, REGION, counted_by_month

from statsbidrag.base.errors import LedgerRefused, ParameterError
from statsbidrag.base.period import Period
from statsbidrag.report.build import build

LATE_INVOICE = 38_940_00
MOVED_TO_AN_EFFORT = 26_500_00


def at(project, number: int, day: str):
    return build(project, AGREEMENT, REGION, Period(2018, number), dt.date.fromisoformat(day))


def test_march_as_known_in_april_lacks_exactly_the_corrected_february_rows(project, records) -> None:
    then, now = at(project, 3, "2018-04-10"), records[3]
    assert now.ore("chain.cost") - then.ore("chain.cost") == LATE_INVOICE
    differing = {
        key: now.ore(key) - then.ore(key)
        for key in now.figures
        if key.endswith(".cost") and now.ore(key) != then.ore(key)
    }
    assert differing.pop("effort.kunskapsstod.cost") == MOVED_TO_AN_EFFORT
    assert differing["month.2018-02.cost"] == LATE_INVOICE
    assert "month.2018-01.cost" not in differing
    assert "month.2018-03.cost" not in differing
    efforts = {key: ore for key, ore in differing.items() if key.startswith("effort.")}
    assert MOVED_TO_AN_EFFORT + sum(efforts.values()) == LATE_INVOICE
    for prefix in ("component.", "area.", "cost_type.", "unit."):
        assert sum(ore for key, ore in differing.items() if key.startswith(prefix)) == LATE_INVOICE, prefix
    assert then.header.as_known_text == "utfall enligt uttag 2018-04-10"
    assert then.header.as_known_sentence.endswith("Rapporten visar läget som det var känt den 2018-04-10.")


@pytest.mark.parametrize(
    ("number", "day"), [(1, "2018-02-09"), (3, "2018-04-10"), (6, "2018-07-10"), (9, "2018-10-10")]
)
def test_the_cost_as_known_is_what_the_files_received_by_then_hold(project, number: int, day: str) -> None:
    by_month = counted_by_month(day)
    expected = sum(by_month[f"2018{month:02d}"] for month in range(1, number + 1))
    assert at(project, number, day).ore("chain.cost") == expected


@pytest.mark.parametrize(
    ("number", "day", "missing"),
    [(7, "2018-07-10", "2018-07"), (8, "2018-07-10", "2018-07, 2018-08"), (13, "2019-02-11", "2018-13")],
)
def test_a_month_that_had_not_come_is_no_report(project, number: int, day: str, missing: str) -> None:
    with pytest.raises(LedgerRefused) as error:
        at(project, number, day)
    assert error.value.exit_code == 3
    assert error.value.lines == [
        f"data/raw/{REGION}/ledger: huvudbok saknas för {missing}. Rapporten för 2018-{number:02d} görs inte. "
        "Lägg in uttaget med sidofil, eller välj en tidigare period."
    ]


def test_before_any_delivery_there_is_no_report(project) -> None:
    with pytest.raises(LedgerRefused) as error:
        at(project, 1, "2018-02-08")
    assert error.value.lines == [
        f"data/raw/{REGION}/ledger: det finns ingen huvudboksfil som var mottagen 2018-02-08. "
        "Lägg uttaget (.xlsx eller .csv) med sidofil där."
    ]


def test_a_year_without_parameters_is_told(project) -> None:
    with pytest.raises(ParameterError) as error:
        build(project, AGREEMENT, REGION, Period(2019, 6))
    assert error.value.lines == [f"params/2019/{REGION}/: här finns inga överenskommelser. Parametrar finns för 2018."]


def test_december_leaves_the_closing_rows_out_and_bokslut_has_them(records) -> None:
    assert records[13].ore("chain.cost") - records[12].ore("chain.cost") == 85_240_00
    codes = [[found.code for found in records[number].findings] for number in (12, 13)]
    assert [found.count("bokslutsrad-utelamnad") for found in codes] == [1, 0]
    assert [records[number].report.preliminary for number in (12, 13)] == [True, False]
    statuses = [records[number].figures["chain.cost"].status for number in (12, 13)]
    assert statuses == ["preliminary", "decided"]


def test_the_same_inputs_give_the_same_record(project, records) -> None:
    assert build(project, AGREEMENT, REGION, Period(2018, 6)) == records[6]
    assert at(project, 6, "2019-12-31").figures == records[6].figures
