"""What the region says of events and decisions: what an event fulfils, when it was sent, of which year it is."""

import shutil
from pathlib import Path

import pytest

from statsbidrag.base.errors import ParameterError
from statsbidrag.model.events import Decision, Event
from statsbidrag.read.params.parameters import read_parameters

TERMS, CHOICES = "params/{}/agreements/patientmiljarden.yaml", "params/{}/jamtland-harjedalen/patientmiljarden.yaml"
PAYMENT = "  - {kind: payment, date: 2018-06-20, amount: 12 569 846, unit: kr, status: example}\n"


def event(**told: object) -> Event:
    return Event.model_validate(
        {"kind": "submission", "date": "2018-05-31", "fulfils": "plan", "status": "example", **told}
    )


def test_an_event_may_name_one_deadline_or_several() -> None:
    assert event(fulfils="plan").fulfils == ["plan"]
    assert event(fulfils=["plan", "redovisning"]).fulfils == ["plan", "redovisning"]
    assert event(kind="requisition", amount="1", fulfils=None).fulfils is None


def test_what_was_handed_in_or_paid_was_done_on_its_day_unless_sent_says_another() -> None:
    sent = {"date": "2018-06-04", "channel": "unknown"}
    assert str(event().done_on) == "2018-05-31"
    assert str(event(sent=sent).done_on) == "2018-06-04"
    assert str(event(kind="payment", amount="1").done_on) == "2018-05-31"


@pytest.mark.parametrize("kind", ["decision", "ready"])
def test_a_decision_or_a_ready_paper_has_done_nothing_until_it_was_sent(kind: str) -> None:
    assert event(kind=kind).done_on is None
    sent = {"date": "2018-06-04", "channel": "e-tjänst", "number": "RS/1/2018", "role": "Ekonomichef"}
    assert str(event(kind=kind, sent=sent).done_on) == "2018-06-04"


def test_a_board_may_approve_afterwards_what_was_sent_in_time() -> None:
    sent = {"date": "2018-05-29", "channel": "post"}
    assert str(event(kind="decision", sent=sent).done_on) == "2018-05-29"


def test_a_decision_that_waits_may_have_no_known_day() -> None:
    told = {"body": "Regionstyrelsen", "what": "Hur kostnaden ska täckas", "status": "example"}
    assert Decision.model_validate({**told, "waiting": "unknown"}).waiting is None
    assert str(Decision.model_validate({**told, "waiting": "2018-06-04"}).waiting) == "2018-06-04"


def two_years(root: Path, line: str) -> None:
    """The sound files of 2018 also as those of 2017, and a line among the events of 2018."""
    for place in (TERMS, CHOICES):
        earlier = root / place.format(2017)
        earlier.parent.mkdir(parents=True)
        shutil.copy(root / place.format(2018), earlier)
        text = earlier.read_text(encoding="utf-8").replace("2017-12-31", "2016-12-31").replace("2018-", "2017-")
        text = text.replace("year: 2018", "year: 2017").replace("date: 2017-04-04", "date: 2018-04-04")
        earlier.write_text(text, encoding="utf-8")
    now = root / CHOICES.format(2018)
    now.write_text(now.read_text(encoding="utf-8").replace(PAYMENT, PAYMENT + line), encoding="utf-8")


def test_an_event_of_an_earlier_grant_year_counts_in_that_year_and_not_in_the_files_own(sound: Path) -> None:
    two_years(sound, "  - {kind: repayment, date: 2018-03-20, amount: 500 000, for: 2017, status: example}\n")
    parameters = read_parameters(sound, "patientmiljarden", "jamtland-harjedalen", 2018)
    assert [one.kind for one in parameters.choices.events] == ["payment"]
    assert [(one.kind, str(one.date)) for one in parameters.earlier[0].choices.events] == [
        ("payment", "2017-06-20"),
        ("repayment", "2018-03-20"),
    ]
    # The year itself, told of before the file of the next was there, is not changed by it.
    alone = read_parameters(sound, "patientmiljarden", "jamtland-harjedalen", 2017)
    assert [one.kind for one in alone.choices.events] == ["payment"]


def test_an_event_of_an_earlier_grant_year_is_held_against_that_years_terms(sound: Path) -> None:
    line = (
        "  - {kind: submission, date: 2018-03-20, fulfils: slutrapport, component: del-1, for: 2017, status: example}\n"
    )
    two_years(sound, line)
    with pytest.raises(ParameterError) as error:
        read_parameters(sound, "patientmiljarden", "jamtland-harjedalen", 2018)
    place = CHOICES.format(2018)
    assert error.value.lines == [
        f"{place}:29: komponenten «del-1» finns inte. Tillåtet: hela.",
        f"{place}:29: tidpunkten «slutrapport» finns inte. Tillåtet: handlingsplan.",
    ]
