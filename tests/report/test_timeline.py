"""Which date is the region's next."""

import datetime as dt

import pytest

from statsbidrag.base.period import Period
from statsbidrag.base.states import DutyStatus
from statsbidrag.model.agreement import Deadline
from statsbidrag.model.choices import Event
from statsbidrag.record.model import Due
from statsbidrag.report.sections.timeline import duty_text, next_date, sorting_day
from statsbidrag.rules.duties import Duty

JUNE = Period(2019, 6)


def due(name: str, kind: str, day: str, by: str | None = None) -> Deadline:
    return Deadline(
        id=name, kind=kind, what=name.capitalize(), receiver="Kammarkollegiet", date=dt.date.fromisoformat(day), by=by,
        source="ha", place="r. 1",
    )  # fmt: skip


def test_what_somebody_else_must_do_is_never_the_regions_next_date() -> None:
    dates = [due("rekvisition", "requisition", "2019-07-01", by="SKL"), due("redovisning", "report", "2019-10-15")]
    assert next_date(dates, [], JUNE) == Due(
        date="2019-10-15", day="15\u00a0okt\u00a02019", what="Redovisning", receiver="Kammarkollegiet", rank=0
    )
    assert next_date(dates[:1], [], JUNE).date == ""


def test_a_payment_is_next_when_nothing_else_is_due_and_comes_to_the_region() -> None:
    payment, report = due("utbetalning", "payment", "2019-07-01"), due("redovisning", "report", "2019-10-15")
    assert next_date([payment, report], [], JUNE).what == "Redovisning"
    found = next_date([payment], [], JUNE)
    assert (found.what, found.receiver) == ("Utbetalning", "")


def within(month: str) -> Deadline:
    """A report of which only the month is known."""
    return Deadline(
        id="tabell", kind="report", what="Tabell", receiver="SKL", date="unknown", month=month, source="ha",
        place="r. 2",
    )  # fmt: skip


def test_a_month_known_without_its_day_comes_after_the_days_in_it() -> None:
    month = within("2019-10")
    day = due("redovisning", "report", "2019-10-03")
    assert next_date([month, day], [], JUNE).what == "Redovisning"
    found = next_date([month, due("senare", "report", "2019-11-01")], [], JUNE)
    assert (found.date, found.day) == ("2019-10", "oktober 2019")
    assert [sorting_day(text) for text in ("2019-10", "2019-10-03")] == ["2019-10-31", "2019-10-03"]


@pytest.mark.parametrize(("month", "is_ahead"), [("2019-05", False), ("2019-06", False), ("2019-07", True)])
def test_a_month_is_no_longer_ahead_when_the_period_ends_with_it(month: str, is_ahead: bool) -> None:
    assert (next_date([within(month)], [], JUNE).date == month) is is_ahead


REMARKED = due("redovisning", "report", "2019-10-15").model_copy(update={"note": "källan skriver 15 okt utan årtal"})
MARCH = dt.date(2019, 3, 5)


@pytest.mark.parametrize(
    ("duty", "text"),
    [
        (Duty(REMARKED, DutyStatus.LATE), "försenad; källan skriver 15 okt utan årtal"),
        (Duty(REMARKED, DutyStatus.DONE_ON_TIME, done=MARCH), "klar i tid; källan skriver 15 okt utan årtal"),
        (Duty(within("2019-10"), DutyStatus.LATE, ready=MARCH), "försenad; klar för underskrift 5\u00a0mars\u00a02019"),
        (
            Duty(within("2019-10"), DutyStatus.READY, ready=MARCH),
            "klar för underskrift, ej skickad; klar 5\u00a0mars\u00a02019",
        ),
        (
            Duty(within("2019-10"), DutyStatus.DONE_LATE, done=MARCH, receipt=MARCH),
            "klar sent; kvitterad 5\u00a0mars\u00a02019",
        ),
        (Duty(within("2019-10"), DutyStatus.UNKNOWN), "ingen händelse är kopplad hit"),
        (Duty(due("skl", "report", "2019-05-01", by="SKL"), DutyStatus.PASSED), "har passerat; görs av SKL"),
    ],
)
def test_a_state_is_told_with_its_days_and_what_the_source_remarks(duty: Duty, text: str) -> None:
    assert duty_text(duty) == text


def test_how_a_paper_was_sent_and_by_whom_is_told() -> None:
    sent = {"date": "2019-03-05", "channel": "e-tjänst", "role": "ekonomichefen"}
    told = {"kind": "submission", "date": "2019-03-05", "fulfils": "tabell", "status": "example"}
    events = tuple(Event.model_validate({**told, "sent": one}) for one in (sent, {"date": MARCH, "channel": "unknown"}))
    duty = Duty(within("2019-10"), DutyStatus.DONE_ON_TIME, done=MARCH, events=events)
    assert duty_text(duty) == "klar i tid; skickad via e-tjänst av ekonomichefen"


def test_what_is_planned_is_told_until_it_is_done() -> None:
    ahead = Duty(within("2019-10"), DutyStatus.AHEAD)
    assert duty_text(ahead, [dt.date(2019, 9, 30)]) == "återstår; planerat 30\u00a0sept\u00a02019"


def planned(kind: str, day: str, amount: str | None = None, status: str = "example", what: str | None = None) -> Event:
    return Event(
        kind=kind, date=dt.date.fromisoformat(day), amount=amount, what=what, status=status,
        source=None if status == "example" else "ha",
    )  # fmt: skip


def test_a_planned_payment_is_next_when_nothing_else_is_and_its_parts_are_told_together() -> None:
    events = [
        planned("payment", "2019-06-30", "1 000"),
        planned("payment", "2019-12-13", "2 500"),
        planned("payment", "2019-09-13", "1 000", "decided"),
        planned("payment", "2019-09-13", "500", "decided"),
    ]
    found = next_date([], events, JUNE)
    assert (found.date, found.what, found.receiver) == ("2019-09-13", "Inbetalning 1\u00a0500\u00a0kr", "")
    assert next_date([], events[:2], JUNE).what == "Inbetalning 2\u00a0500\u00a0kr (exempel)"
    assert next_date([], events[:1], JUNE).date == ""


def test_a_planned_requisition_is_the_regions_own_duty_but_a_decision_is_not() -> None:
    report = due("redovisning", "report", "2019-10-15")
    asked = planned("requisition", "2019-09-01", "1 000")
    decided = planned("decision", "2019-08-01", what="Beslut i styrelsen")
    assert next_date([], [asked, decided], JUNE).what == "Rekvisition 1\u00a0000\u00a0kr (exempel)"
    # What the agreement sets a day for goes before what the region has planned for itself.
    assert next_date([report], [asked, decided], JUNE).what == "Redovisning"
    assert next_date([report], [decided], JUNE).what == "Redovisning"
    assert next_date([], [decided], JUNE).what == "Beslut i styrelsen (exempel)"
    assert next_date([], [planned("repayment", "2019-11-01", "10"), decided], JUNE).date == "2019-11-01"
