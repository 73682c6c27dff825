"""How much of what a delivery replaces is there again, and when that stops a report."""

from fractions import Fraction

import pandas as pd
import pytest

from statsbidrag.rules.replacing import OnCodes, Recurrence, Verdict, recurrence, verdict

LEAST = Fraction(4, 5)
MOST, FEW = Recurrence(100, 80, False, False), Recurrence(100, 79, False, False)
GRANT, GONE, ELSEWHERE = OnCodes(18, 3, True, False), OnCodes(18, 0, True, False), OnCodes(0, 0, False, False)


def rows(*told: tuple[int, int]) -> pd.DataFrame:
    """Rows as their voucher (0: no number) and content."""
    return pd.DataFrame(told, columns=["voucher", "content"])


MONTH = rows((1, 10), (1, 11), (2, 20), (3, 30), (4, 40))


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        pytest.param(MONTH, (4, 4, False, False), id="the same"),
        pytest.param(rows(*MONTH.itertuples(index=False), (5, 50)), (4, 4, False, False), id="a voucher more"),
        pytest.param(rows((1, 12), (2, 21), (3, 30), (4, 40)), (4, 4, False, False), id="corrected in its vouchers"),
        pytest.param(rows((8, 80), (9, 90)), (4, 0, False, False), id="only new vouchers"),
        pytest.param(rows(), (4, 0, False, True), id="nothing"),
        pytest.param(rows((1, 10), (1, 11), (2, 20), (3, 30)), (5, 4, True, True), id="a voucher less and nothing new"),
        pytest.param(rows((1, 10), (2, 20), (3, 30), (4, 40)), (4, 4, False, False), id="a row less in its voucher"),
        pytest.param(rows((7, 10), (7, 11), (8, 20), (9, 30), (6, 40)), (4, 4, False, False), id="numbered anew"),
        pytest.param(rows((7, 10), (7, 11), (8, 20), (9, 30), (6, 41)), (5, 4, True, False), id="and one is another"),
        pytest.param(rows((0, 10), (0, 11), (0, 20), (0, 30)), (5, 4, True, True), id="no numbers any more"),
    ],
)
def test_what_recurs_of_a_month(after: pd.DataFrame, expected: tuple[int, int, bool, bool]) -> None:
    found = recurrence(MONTH, after)
    assert (found.units, found.recurring, found.by_rows, found.only_loses) == expected


def test_rows_without_number_are_told_apart_by_how_many_they_are() -> None:
    found = recurrence(rows((0, 10), (0, 10), (0, 20), (5, 30)), rows((0, 10), (0, 20), (5, 31)))
    assert (found.units, found.recurring) == (4, 3)


def test_all_of_nothing_recurs() -> None:
    assert recurrence(rows(), MONTH).share == 1


@pytest.mark.parametrize(
    ("found", "grant", "confirmed", "allowed", "expected"),
    [
        pytest.param(MOST, GRANT, False, False, Verdict.GOES_ON, id="just enough"),
        pytest.param(FEW, GRANT, False, False, Verdict.FEW_RECUR, id="too few"),
        pytest.param(FEW, GRANT, True, False, Verdict.GOES_ON, id="control totals are the approval"),
        pytest.param(FEW, GRANT, False, True, Verdict.GOES_ON, id="the user says so"),
        pytest.param(FEW, ELSEWHERE, False, False, Verdict.GOES_ON, id="a grant without rows there"),
        pytest.param(MOST, GONE, False, False, Verdict.NONE_LEFT, id="nothing left of the grant"),
        pytest.param(MOST, GONE, True, False, Verdict.NONE_LEFT, id="totals of the file say nothing of the grant"),
        pytest.param(MOST, OnCodes(18, 0, True, True), True, False, Verdict.GOES_ON, id="totals of its objects do"),
        pytest.param(MOST, GONE, False, True, Verdict.GOES_ON, id="the user says that it is gone"),
        pytest.param(FEW, OnCodes(0, 0, True, False), False, False, Verdict.FEW_RECUR, id="only its income there"),
        pytest.param(MOST, OnCodes(0, 5, True, False), False, False, Verdict.GOES_ON, id="a grant that comes"),
    ],
)
def test_what_stops_a_report(found, grant, confirmed, allowed, expected) -> None:
    assert verdict(found, LEAST, grant, confirmed=confirmed, allowed=allowed) is expected
