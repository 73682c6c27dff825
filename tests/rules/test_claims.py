"""What is used and not received: worked cases, and that the parts close for any amounts."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statsbidrag.base.period import Period
from statsbidrag.model.agreement import Deadline
from statsbidrag.model.choices import Event
from statsbidrag.rules.claims import last_requisition_day, more_may_come, split_claim
from statsbidrag.rules.duties import Given

UNTIL = dt.date(2017, 12, 31)
DAY = dt.date(2017, 12, 1)
ORE = st.integers(0, 10**13)
DAYS = st.none() | st.dates(dt.date(2016, 1, 1), dt.date(2019, 12, 31))


@pytest.mark.parametrize(
    ("claim", "requisitioned", "received", "day", "parts"),
    [
        # 14,9 used beyond what has come, and nothing was requested in time: no claim on anybody.
        (14_900, None, 0, DAY, (0, 0, 14_900, 0)),
        # At the end of the last day it has passed, as a deadline has.
        (14_900, None, 0, UNTIL, (0, 0, 14_900, 0)),
        (14_900, None, 0, dt.date(2018, 1, 1), (0, 14_900, 0, 0)),
        (14_900, None, 0, None, (0, 0, 0, 14_900)),
        (14_900, 15_100, 0, DAY, (14_900, 0, 0, 0)),
        (14_900, 10_000, 0, DAY, (10_000, 0, 4_900, 0)),
        (14_900, 10_000, 8_000, DAY, (2_000, 0, 12_900, 0)),
        (14_900, 10_000, 12_000, DAY, (0, 0, 14_900, 0)),
        (0, 15_100, 15_100, DAY, (0, 0, 0, 0)),
    ],
)
def test_how_a_claim_splits(claim: int, requisitioned: int | None, received: int, day, parts: tuple) -> None:
    found = split_claim(claim, requisitioned, received, day, UNTIL)
    assert (found.requested, found.open, found.passed, found.no_day) == parts


@given(ORE, st.none() | ORE, ORE, DAYS)
def test_the_parts_close_to_the_claim_and_only_one_says_what_is_not_requested(claim, q, received, day) -> None:
    parts = split_claim(claim, q, received, day, UNTIL)
    rest = (parts.open, parts.passed, parts.no_day)
    assert parts.requested + sum(rest) == claim
    assert min(parts.requested, *rest) >= 0
    assert sum(bool(one) for one in rest) <= 1
    assert parts.requested <= max(0, (q or 0) - received)


def deadline(**keys: object) -> Deadline:
    given = {"id": "a", "kind": "requisition", "what": "Rekvisition", "receiver": "unknown", "date": "unknown"}
    return Deadline.model_validate({**given, "source": "bl", "place": "r. 1", **keys})


@pytest.mark.parametrize(
    ("deadlines", "day"),
    [
        ([], None),
        ([deadline()], None),
        ([deadline(date="2017-12-01")], DAY),
        ([deadline(month="2017-11")], dt.date(2017, 11, 30)),
        ([deadline(date="2017-11-01"), deadline(date="2017-12-01")], DAY),
        ([deadline(date="2017-12-01", by="SKL")], None),
        ([deadline(date="2017-12-01", kind="report")], None),
    ],
)
def test_the_last_day_on_which_the_region_itself_may_requisition(deadlines: list[Deadline], day) -> None:
    assert last_requisition_day(deadlines) == day


def payment(day: str, kind: str = "payment", amount: str = "1", **more: object) -> Event:
    return Event.model_validate({"kind": kind, "date": day, "amount": amount, "status": "example", **more})


@pytest.mark.parametrize(
    ("number", "deadlines", "events", "expected"),
    [
        # Within the year more may come, whatever the terms say; when it is closed only what they or the region know.
        (8, [], [], True),
        (12, [deadline(date="2017-11-01")], [], True),
        (13, [], [], False),
        (13, [deadline(date="2017-12-01")], [payment("2017-12-20")], False),
        (13, [deadline(date="2018-01-15")], [], True),
        (13, [deadline(kind="payment", date="2018-04-05")], [], True),
        (13, [deadline(date="2017-12-31")], [], False),
        # A payment that is due and has not come may still come; one that came is no more to wait for.
        (13, [deadline(kind="payment", month="2017-12")], [], True),
        (13, [deadline(kind="payment", month="2017-12")], [payment("2017-12-20")], False),
        (13, [deadline(kind="payment", date="2017-11-20", by="SKL")], [], False),
        (13, [deadline(kind="payment", date="2018-04-05")], [payment("2017-12-20", fulfils=["a"])], False),
        # So may what the region has asked for and not got.
        (13, [], [payment("2017-11-20", "requisition", "10"), payment("2017-12-20")], True),
        (13, [], [payment("2017-11-20", "requisition"), payment("2017-12-20")], False),
        (13, [deadline(kind="payment", date="2018-04-05", by="SKL")], [], False),
        (13, [deadline(kind="report", date="2018-04-05")], [], False),
        (13, [], [payment("2018-03-21")], True),
    ],
)
def test_whether_more_may_come(number: int, deadlines: list[Deadline], events: list[Event], expected: bool) -> None:
    period = Period(2017, number)
    assert more_may_come(Given(deadlines, events, [], UNTIL, str(period)), period) is expected
