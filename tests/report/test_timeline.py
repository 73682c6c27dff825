"""Which date is the region's next."""

import datetime as dt

from statsbidrag.agreement import Deadline
from statsbidrag.period import Period
from statsbidrag.report.sections.timeline import next_date

JUNE = Period(2019, 6)


def due(name: str, kind: str, day: str, by: str | None = None) -> Deadline:
    return Deadline(
        id=name, kind=kind, what=name.capitalize(), receiver="Kammarkollegiet", date=dt.date.fromisoformat(day), by=by,
        source="ha", place="r. 1",
    )  # fmt: skip


def test_what_somebody_else_must_do_is_never_the_regions_next_date() -> None:
    dates = [due("rekvisition", "requisition", "2019-07-01", by="SKL"), due("redovisning", "report", "2019-10-15")]
    assert next_date(dates, JUNE) == {
        "date": "2019-10-15", "day": "15\u00a0okt\u00a02019", "what": "Redovisning", "receiver": "Kammarkollegiet",
    }  # fmt: skip
    assert next_date(dates[:1], JUNE)["date"] == ""


def test_a_payment_is_next_when_nothing_else_is_due_and_comes_to_the_region() -> None:
    payment, report = due("utbetalning", "payment", "2019-07-01"), due("redovisning", "report", "2019-10-15")
    assert next_date([payment, report], JUNE)["what"] == "Redovisning"
    found = next_date([payment], JUNE)
    assert (found["what"], found["receiver"]) == ("Utbetalning", "")
