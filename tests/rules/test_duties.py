"""How deadlines, expected payments and decisions stand: the worked cases, and what they leave."""

import datetime as dt
from pathlib import Path

import pytest
import yaml

from statsbidrag.base.states import DecisionStatus, DutyStatus
from statsbidrag.model.agreement import Agreement, Deadline, Requirement
from statsbidrag.model.choices import RegionAgreement, RequirementState
from statsbidrag.model.events import Decision, Event
from statsbidrag.rules.duties import (
    Given,
    Requested,
    decision_status,
    duty_of,
    given_of,
    is_loose,
    last_day,
    requested_not_come,
)

CASES = yaml.load(
    (Path(__file__).parents[1] / "cases/tidpunkter.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
)
TERMS = {"what": "Redovisning", "receiver": "unknown", "source": "ok", "place": "s. 1"}


def deadline(name: str = "d", **told: object) -> Deadline:
    return Deadline.model_validate({"id": name, **TERMS, "date": "unknown", **told})


def event(**told: object) -> Event:
    money = {"amount": "100"} if told["kind"] in ("requisition", "payment", "repayment") else {}
    return Event.model_validate({**money, "status": "example", **told})


def requirement(name: str, **told: object) -> tuple[Requirement, RequirementState | None]:
    """A requirement shown by the deadline ``d``, with what is told of its state, if anything."""
    one = Requirement(id=name, text="Krav", short="krav", deadline="d", source="ok", place="s. 1")
    if not told:
        return one, None
    rest = {"evidence": "protokoll", "responsible": "Roll", "at_stake": "hela"}
    return one, RequirementState.model_validate({"id": name, **rest, **told})


def given(case: dict) -> Given:
    others = [deadline(f"other-{number}", **told) for number, told in enumerate(case.get("others", []), start=1)]
    return Given(
        [deadline(**case["deadline"]), *others],
        [event(**told) for told in case.get("events", [])],
        [requirement(f"krav-{number}", **told) for number, told in enumerate(case.get("requirements", []))],
        dt.date.fromisoformat(case["until"]),
        case.get("as_of", case["until"][:7]),
    )


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_worked_case(case: dict) -> None:
    told = given(case)
    found = duty_of(told.deadlines[0], told, booked=case.get("booked") == "true")
    gives = case["gives"]
    assert found.status.value == gives["status"]
    for name in ("done", "ready", "receipt"):
        day = getattr(found, name)
        assert (day.isoformat() if day else None) == gives.get(name)
    assert found.month == gives.get("month")


def at(until: str, deadlines: list[Deadline], events: list[Event] = [], is_today: bool = False) -> Given:  # noqa: B006
    day = dt.date.fromisoformat(until)
    return Given(deadlines, events, [], day, until[:7], is_today)


@pytest.mark.parametrize(("kind", "status"), [("report", DutyStatus.LATE), ("payment", DutyStatus.AWAITED)])
def test_today_is_not_over_so_what_is_due_today_lies_ahead(kind: str, status: DutyStatus) -> None:
    one = deadline(kind=kind, date="2018-03-31")
    assert duty_of(one, at("2018-03-31", [one], is_today=True)).status is DutyStatus.AHEAD
    assert duty_of(one, at("2018-04-01", [one], is_today=True)).status is status


def test_the_last_day_of_a_month_is_the_months_last() -> None:
    assert last_day(deadline(kind="plan", month="2016-02")) == dt.date(2016, 2, 29)
    assert last_day(deadline(kind="plan", month="2016-13")) == dt.date(2016, 12, 31)
    assert last_day(deadline(kind="plan", date="2016-02-10")) == dt.date(2016, 2, 10)
    assert last_day(deadline(kind="plan")) is None


def test_what_a_duty_rests_on_is_told_and_whether_any_of_it_is_invented() -> None:
    one = deadline(kind="report", date="2018-03-31")
    sure = event(kind="submission", date="2018-03-28", fulfils="d", status="decided", source="ok")
    invented = event(kind="submission", date="2018-03-29", fulfils="d")
    found = duty_of(one, at("2018-04-30", [one], [sure, invented]))
    assert (found.events, found.invented, found.deadline) == ((sure, invented), True, one)
    assert duty_of(one, at("2018-04-30", [one], [sure])).invented is False
    ready = event(kind="ready", date="2018-03-20", fulfils="d")
    late = duty_of(one, at("2018-04-30", [one], [ready]))
    assert (late.events, late.invented, late.ready) == ((ready,), True, dt.date(2018, 3, 20))


def test_a_state_of_a_requirement_may_be_invented() -> None:
    one = deadline(kind="plan", month="2017-03")
    for status, invented in (("example", True), ("decided", False)):
        told = [requirement("a", state="met", as_of="2017-03", status=status)]
        assert duty_of(one, Given([one], [], told, dt.date(2017, 3, 31), "2017-03")).invented is invented


def test_the_latest_ready_paper_and_receipt_are_told() -> None:
    one = deadline(kind="report", date="2018-03-31")
    ready = [event(kind="ready", date=day, fulfils="d") for day in ("2018-03-20", "2018-03-10", "2018-04-02")]
    assert duty_of(one, at("2018-03-25", [one], ready)).ready == dt.date(2018, 3, 20)
    sent = [
        event(kind="submission", date="2018-03-05", fulfils="d", receipt={"date": day})
        for day in ("2018-03-09", "2018-03-07")
    ]
    assert duty_of(one, at("2018-03-25", [one], sent)).receipt == dt.date(2018, 3, 9)


def test_a_payment_is_told_with_its_last_day_when_it_came_in_parts() -> None:
    one = deadline(kind="payment", month="2017-04")
    parts = [event(kind="payment", date=day, fulfils="d") for day in ("2017-04-20", "2017-04-25", "2017-05-02")]
    found = duty_of(one, at("2017-04-30", [one], parts))
    assert (found.status, found.done, len(found.events)) == (DutyStatus.CAME, dt.date(2017, 4, 25), 2)


def test_an_event_that_may_be_the_deadlines_is_loose_until_it_names_one() -> None:
    first, second = deadline("a", kind="requisition", date="2017-06-01"), deadline("b", kind="requisition")
    loose = event(kind="requisition", date="2017-05-15")
    assert is_loose(first, at("2017-05-31", [first, second], [loose]))
    assert not is_loose(first, at("2017-05-14", [first, second], [loose]))
    named = event(kind="requisition", date="2017-05-15", fulfils="b")
    assert not is_loose(first, at("2017-05-31", [first, second], [named]))
    payment = deadline("c", kind="payment", date="2017-09-29")
    for day, is_so in (("2017-08-31", False), ("2017-09-01", True)):
        assert is_loose(payment, at("2017-12-31", [payment], [event(kind="payment", date=day)])) is is_so
    assert is_loose(
        deadline("c", kind="payment"), at("2017-12-31", [payment], [event(kind="payment", date="2017-01-05")])
    )


@pytest.mark.parametrize("kind", ["plan", "report", "apply", "requisition", "repayment"])
def test_every_kind_of_duty_of_the_regions_own_can_be_late(kind: str) -> None:
    one = deadline(kind=kind, date="2018-03-31")
    assert duty_of(one, at("2018-03-31", [one])).status is DutyStatus.LATE


def test_a_repayment_that_names_no_deadline_is_the_only_ones_and_may_be_loose_on_its_day() -> None:
    first, second = deadline("a", kind="repayment", date="2018-03-31"), deadline("b", kind="repayment")
    back = event(kind="repayment", date="2018-03-31")
    found = duty_of(first, at("2018-03-31", [first], [back]))
    assert (found.status, found.done) == (DutyStatus.DONE_ON_TIME, dt.date(2018, 3, 31))
    assert duty_of(first, at("2018-03-31", [first, second], [back])).status is DutyStatus.UNKNOWN


def test_of_several_requirements_the_last_month_counts_and_any_invented_one_is_told() -> None:
    one = deadline(kind="plan", month="2017-03")
    told = [
        requirement("a", state="met", as_of="2017-02"),
        requirement("b", state="met", as_of="2017-03", status="example"),
    ]
    found = duty_of(one, Given([one], [], told, dt.date(2017, 3, 31), "2017-03"))
    assert (found.month, found.invented) == ("2017-03", True)


def test_a_requisition_of_another_component_is_another_deadlines() -> None:
    ours = deadline("a", kind="requisition", date="2017-12-01", component="stimulans")
    other = deadline("b", kind="requisition", date="2017-12-01", component="utbildning")
    asked = event(kind="requisition", date="2017-11-15", component="stimulans")
    told = at("2017-12-31", [ours, other], [asked])
    assert [duty_of(one, told).status for one in (ours, other)] == [DutyStatus.DONE_ON_TIME, DutyStatus.LATE]


THIRTY = 30


def asked_for(*events: Event, until: str, deadlines: list[Deadline] = []) -> list[Requested]:  # noqa: B006
    return requested_not_come(at(until, deadlines, list(events)), THIRTY)


def test_money_is_awaited_thirty_working_days_after_its_requisition() -> None:
    # 15 November 2017 is a Wednesday; six weeks of working days, with julafton (a Sunday), juldagen and annandagen, end
    # on 29 December.
    asked = event(kind="requisition", date="2017-11-15", amount="1 000")
    assert asked_for(asked, until="2017-12-28") == []
    (found,) = asked_for(asked, until="2017-12-29")
    assert (found.sent, found.expected) == (dt.date(2017, 11, 15), dt.date(2017, 12, 29))
    assert (found.requested, found.received, found.missing) == (1_000_00, 0, 1_000_00)
    assert (found.requisitions, found.payments, found.component) == ((asked,), (), None)
    assert requested_not_come(at("2017-12-29", [], [asked]), THIRTY, lambda day: day.weekday() > 3) == []
    assert requested_not_come(at("2017-11-17", [], [asked]), 2)[0].expected == dt.date(2017, 11, 17)


def test_what_came_after_the_requisition_is_taken_off_what_is_awaited() -> None:
    before = event(kind="payment", date="2017-11-14", amount="400")
    asked = event(kind="requisition", date="2017-11-15", amount="1 000")
    part = event(kind="payment", date="2017-11-15", amount="300")
    later = event(kind="payment", date="2018-01-31", amount="700")
    (found,) = asked_for(before, asked, part, later, until="2017-12-31")
    assert (found.received, found.missing, found.payments) == (300_00, 700_00, (part,))
    assert asked_for(before, asked, part, later, until="2018-01-31") == []


def test_of_two_requisitions_the_one_whose_money_has_not_come_is_told() -> None:
    first = event(kind="requisition", date="2017-03-01", amount="1 000", sent={"date": "2017-03-06", "channel": "post"})
    second = event(kind="requisition", date="2017-06-01", amount="500")
    paid = event(kind="payment", date="2017-04-03", amount="1 000")
    (found,) = asked_for(second, first, paid, until="2017-12-31")
    assert (found.sent, found.requested, found.missing) == (dt.date(2017, 6, 1), 1_500_00, 500_00)
    assert found.requisitions == (first, second)
    # What is not due yet is not asked after.
    assert asked_for(second, first, paid, until="2017-06-30") == []
    (early,) = asked_for(second, first, until="2017-06-30")
    assert (early.sent, early.requested) == (dt.date(2017, 3, 6), 1_000_00)


def test_each_component_is_held_against_its_own_payments() -> None:
    told = [
        event(kind="requisition", date="2017-03-01", amount="1 000", component="a"),
        event(kind="requisition", date="2017-03-01", amount="500", component="b"),
        event(kind="payment", date="2017-03-20", amount="1 000", component="a"),
    ]
    (found,) = asked_for(*told, until="2017-12-31")
    assert (found.component, found.missing) == ("b", 500_00)
    # A payment that names none may be of any, and is held against them together.
    (together,) = asked_for(*told, event(kind="payment", date="2017-03-21", amount="100"), until="2017-12-31")
    assert (together.component, together.missing) == (None, 400_00)


def test_a_payment_that_the_terms_give_a_day_for_is_held_against_that_day() -> None:
    asked = event(kind="requisition", date="2017-03-01", amount="1 000", component="a")
    for told, awaited in (
        ({"date": "2017-03-01"}, 0), ({"date": "2017-02-28"}, 1), ({"month": "2017-12"}, 0), ({}, 1),
        ({"month": "2017-12", "component": "b"}, 1),
    ):  # fmt: skip
        day = deadline(kind="payment", **told)
        assert len(asked_for(asked, until="2017-11-30", deadlines=[day])) == awaited
    report = deadline(kind="report", date="2017-12-01")
    assert len(asked_for(asked, until="2017-11-30", deadlines=[report])) == 1


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({"date": "2018-02-06"}, DecisionStatus.TAKEN),
        ({"date": "2018-02-28"}, DecisionStatus.TAKEN),
        ({"date": "2018-03-01"}, DecisionStatus.LATER),
        ({"date": "2018-03-01", "asked": "2018-02-28"}, DecisionStatus.WAITING),
        ({"date": "2018-03-10", "asked": "2018-03-01"}, DecisionStatus.LATER),
        ({"waiting": "2018-03-01"}, DecisionStatus.WAITING),
        ({"waiting": "unknown"}, DecisionStatus.WAITING),
        ({"waiting": "2018-02-28"}, DecisionStatus.OVERDUE),
        ({"waiting": "2018-03-10", "asked": "2018-03-01"}, DecisionStatus.LATER),
        ({"waiting": "2018-02-10", "asked": "2018-02-01"}, DecisionStatus.OVERDUE),
    ],
)
def test_a_decision_is_taken_waited_for_overdue_or_not_asked_for_yet(told: dict, status: DecisionStatus) -> None:
    decision = Decision.model_validate({"body": "Styrelsen", "what": "Täckning", "status": "example", **told})
    assert decision_status(decision, dt.date(2018, 2, 28)) is status


def test_what_is_given_is_the_terms_and_the_regions_own() -> None:
    (first, state), (second, _) = requirement("a", state="unknown"), requirement("b")
    agreement = Agreement.model_construct(deadlines=[deadline("a", kind="plan")], requirements=[first, second])
    own, asked = deadline("b", kind="report"), event(kind="requisition", date="2018-03-01")
    choices = RegionAgreement.model_construct(own_deadlines=[own], requirements=[state], events=[asked])
    found = given_of(agreement, choices, dt.date(2018, 3, 31), "2018-03")
    assert [one.id for one in found.deadlines] == ["a", "b"]
    assert found.requirements == [(first, state), (second, None)]
    assert (found.events, found.until, found.as_of, found.is_today) == ([asked], dt.date(2018, 3, 31), "2018-03", False)
    assert given_of(agreement, choices, dt.date(2018, 3, 31), "2018-03", is_today=True).is_today
