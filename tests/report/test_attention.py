"""What somebody must act on: what is late, what has not come, which decision waits, and how page one tells it."""

import re
from pathlib import Path

import pytest
from shipped import AGREEMENT, CHOICES, REGION

from statsbidrag.base.period import Period
from statsbidrag.base.states import AttentionKind
from statsbidrag.record.files import record_file, record_from, record_text
from statsbidrag.record.model import Record
from statsbidrag.report.build import build
from statsbidrag.report.overview import portfolio
from statsbidrag.report.overview.build import build_overview
from statsbidrag.report.sections import attention, summary
from statsbidrag.report.sections.worth import worth
from statsbidrag.run.index import write_index, write_top_index
from statsbidrag.run.manifest import Manifest
from statsbidrag.show.tables import table_html

TERMS = f"params/2018/agreements/{AGREEMENT}.yaml"
PAYMENT = "  - {kind: payment, date: 2018-06-20,"
PLAN = "what: Handlingsplan, receiver: SKL, date: unknown"
REQUISITION = "what: Rekvisition av bidraget, receiver: unknown, date: unknown"


def project(root: Path, *, events: str = "", terms: dict[str, str] | None = None, more: str = "") -> None:
    """The shipped agreement without its payment, with other terms, events and blocks."""
    path = root / CHOICES
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith(PAYMENT)]
    place = next(number for number, line in enumerate(lines) if line.startswith("events:"))
    path.write_text("\n".join([*lines[: place + 1], *events.splitlines(), *lines[place + 1 :], more, ""]), "utf-8")
    path = root / TERMS
    text = path.read_text(encoding="utf-8")
    for old, new in (terms or {}).items():
        assert text.count(old) == 1
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def record_of(root: Path, number: int) -> Record:
    return build(root, AGREEMENT, REGION, Period(2018, number))


def told(record: Record) -> list[str]:
    """The lines of page one as plain text."""
    items = re.findall(r"<li>(.*?)</li>", "".join(attention.blocks(record)))
    return [re.sub(r"<[^>]+>", "", item).replace("\u00a0", " ") for item in items]


def money(record: Record) -> str:
    """What nothing covers, as page one writes it."""
    return worth(record, record.figures["chain.uncovered"].known_ore).replace("\u00a0", " ")


def row(record: Record, what: str) -> dict[str, object]:
    [found] = [one for one in record.table("dates").rows if str(one["what"]).startswith(what)]
    return {key: found[key] for key in ("date", "state", "done", "receiver")}


@pytest.fixture
def late(own_project: Path) -> Path:
    """A requisition missed in May, a plan ready and not sent, a payment of April, and two decisions."""
    project(
        own_project,
        events="  - {kind: ready, date: 2018-04-26, fulfils: handlingsplan, status: example}",
        terms={
            REQUISITION: "what: Rekvisition, receiver: Kammarkollegiet, date: 2018-05-15",
            PLAN: "what: Handlingsplan, receiver: SKL, date: unknown, month: 2018-04",
        },
        more="""own_deadlines:
  - {id: del-1, kind: payment, what: Första utbetalningen, receiver: unknown, date: unknown, month: 2018-04,
     source: jh, place: r. 3}
decisions:
  - {body: Regionstyrelsen, what: Hur kostnaden ska täckas, waiting: 2018-06-12, number: RS/12/2018,
     source: jh, place: r. 4}
  - {body: Regionstyrelsen, what: Budget, date: 2018-02-06, source: jh, place: r. 5}
""",
    )
    return own_project


def test_what_is_late_stands_first_then_what_is_waited_for(late: Path) -> None:
    record = record_of(late, 5)
    assert [(one.kind, one.id, one.is_red) for one in record.attention] == [
        (AttentionKind.LATE_DUTY, "handlingsplan", True),
        (AttentionKind.LATE_DUTY, "rekvisition", True),
        (AttentionKind.UNCOVERED_COST, "all", True),
        (AttentionKind.AWAITED_PAYMENT, "del-1", False),
        (AttentionKind.WAITING_DECISION, "1", False),
    ]
    assert told(record) == [
        "Handlingsplan till SKL skulle ha lämnats senast i april 2018. Handlingen var klar den 26 april 2018 (exempel) "
        "men är inte registrerad som skickad. Det gäller högst 12,6 mnkr.",
        "Rekvisition till Kammarkollegiet skulle ha lämnats senast den 15 maj 2018. Ingen rekvisition är registrerad, "
        "och inga pengar har kommit in. Det gäller högst 12,6 mnkr.",
        f"{money(record)} saknar täckning. Region Jämtland Härjedalen bär kostnaden, om inget annat beslutas.",
        "Första utbetalningen var väntad i april 2018 men har inte kommit. Ingen sådan inbetalning är registrerad "
        "eller bokförd på inkomstkoden.",
        "Beslut som väntar: Regionstyrelsen den 12 juni 2018: Hur kostnaden ska täckas (dnr RS/12/2018).",
    ]
    boxes = attention.blocks(record)
    assert ["offlarm" in box for box in boxes] == [True, False]
    assert "Försenat och utan täckning</h3>" in boxes[0] and "Väntar eller ska följas upp</h3>" in boxes[1]
    shown = [block for block in summary.show(record) if isinstance(block, str)]
    assert shown[1:3] == boxes and shown[0].startswith('<p class="ingress">')
    assert record.header.next_line == "Försenat: Handlingsplan, senast april\u00a02018"
    assert record_from(record_text(record)).attention == record.attention


def test_the_overview_and_the_index_begin_with_what_is_late_and_lead_to_the_report(late: Path) -> None:
    period = Period(2018, 5)
    path = record_file(late, REGION, period, AGREEMENT)
    path.parent.mkdir(parents=True)
    record = record_of(late, 5)
    path.write_text(record_text(record), encoding="utf-8")
    overview = build_overview(late, REGION, period)
    assert [(one.kind, one.agreement, one.page) for one in overview.attention] == [
        (one.kind, record.header.short_title, f"{AGREEMENT}.html") for one in record.attention
    ]
    assert overview.ore(f"agreement.{AGREEMENT}.attention.1") == record.ore("amount.hela.entitled")
    begins = [block for block in portfolio.lead(overview) if isinstance(block, str)]
    assert f'<a href="{AGREEMENT}.html"><strong>{record.header.short_title}: Handlingsplan till SKL' in begins[1]
    assert "offlarm" in begins[1] and "watchlarm" in begins[2]
    write_index(late, REGION, period, Manifest({}))
    page = (path.parent / "index.html").read_text(encoding="utf-8")
    assert page.index("Försenat och utan täckning</h3>") < page.index("Väntar eller ska") < page.index("<table")
    # Without the overview's record the reports' own are read.
    write_top_index(late)
    top = (late / "reports/index.html").read_text(encoding="utf-8")
    assert top.index("Försenat och utan täckning</h3>") < top.index("<table")
    assert f'href="{REGION}/2018-05/{AGREEMENT}.html"' in top and "Väntar eller ska" not in top


def test_the_time_plan_has_each_deadlines_state_and_the_requirement_its_date(late: Path) -> None:
    record = record_of(late, 5)
    # What the source remarks stands beside the state and not in its place.
    remark = "källan talar om belopp att rekvirera men inte när eller hos vem"
    assert row(record, "Rekvisition") == {
        "date": "2018-05-15", "state": f"försenad; {remark}", "done": None, "receiver": "Kammarkollegiet",
    }  # fmt: skip
    plan = row(record, "Handlingsplan")
    assert plan["state"] == "försenad; klar för underskrift 26\u00a0april\u00a02018"
    assert row(record, "Första")["state"] == "väntad, ej kommen"
    assert row(record, "Beslut: Budget")["state"] == "fattat"
    assert row(record, "Beslut: Hur kostnaden")["receiver"] == "Regionstyrelsen"
    [asked] = record.table("requirements").rows
    assert (asked["due"], asked["duty"]) == ("2018-04", "försenad")
    assert "2018-04" in table_html(record.table("requirements"))


def test_money_on_the_income_code_that_nobody_has_written_down_is_a_finding_and_not_waited_for(late: Path) -> None:
    record = record_of(late, 6)
    assert [one.id for one in record.attention] == ["handlingsplan", "rekvisition", "all", "1"]
    assert row(record, "Första")["state"] == "bokförd, saknas bland händelserna"
    [found] = [one for one in record.findings if one.code.startswith("inbetalning-")]
    assert found.code == "inbetalning-saknas-bland-handelser"
    assert "12\u00a0569\u00a0846,00\u00a0kr mer än händelserna" in found.message
    # It is booked, so nobody says that no money has come.
    assert told(record)[1].endswith("Ingen rekvisition är registrerad. Det gäller högst 12,6 mnkr.")


def test_money_that_has_not_come_thirty_working_days_after_its_requisition_is_waited_for(own_project: Path) -> None:
    asked = "  - {kind: requisition, date: 2018-03-15, amount: 12 000 000, unit: kr, status: example}"
    paid = "  - {kind: payment, date: 2018-04-20, amount: 2 000 000, unit: kr, status: example}"
    project(own_project, events=f"{asked}\n{paid}")
    record = record_of(own_project, 5)
    assert [record.ore(f"requested.all.{name}") for name in ("asked", "received", "missing")] == [
        12_000_000_00, 2_000_000_00, 12_000_000_00 - 2_000_000_00,
    ]  # fmt: skip
    # 15 March 2018 and thirty working days, less långfredagen, annandag påsk and första maj.
    assert told(record) == [
        "10,0 mnkr (exempel) som begärdes den 15 mars 2018 har inte kommit. Pengarna var väntade senast den 30 april "
        "2018. Ingen sådan inbetalning är registrerad eller bokförd på inkomstkoden."
    ]
    assert row(record, "Rekvisition av bidraget")["state"].startswith("klar; källan talar om")


def test_a_calm_report_has_no_box_and_the_year_end_asks_for_a_requirement_that_decides_everything(records) -> None:
    assert records[6].attention == [] and attention.blocks(records[6]) == []
    [one] = records[13].attention
    assert (one.kind, one.is_red, one.amount) == (
        AttentionKind.UNJUDGED_REQUIREMENT, False, "amount.hela.entitled",
    )  # fmt: skip
    assert told(records[13]) == [
        "Kravet på handlingsplan är inte bedömt. Det avgör hela beloppet, högst 12,6 mnkr. Dagen då det ska visas är "
        "ej känd."
    ]


def test_an_event_that_may_be_one_of_two_deadlines_is_a_finding(own_project: Path) -> None:
    asked = "  - {kind: requisition, date: 2018-03-15, amount: 12 000 000, unit: kr, status: example}"
    more = (
        "own_deadlines:\n  - {id: del-2, kind: requisition, what: Andra rekvisitionen, receiver: unknown, "
        "date: 2018-05-15, source: jh, place: r. 3}\n"
    )
    project(own_project, events=asked, more=more)
    record = record_of(own_project, 5)
    [found] = [one for one in record.findings if one.code == "handelse-ej-kopplad"]
    assert found.message.endswith("Andra rekvisitionen (15\u00a0maj\u00a02018) väntar på, men ingen har fulfils: del-2")
    assert row(record, "Andra")["state"] == "ingen händelse är kopplad hit"
    assert [one.kind for one in record.attention] == [AttentionKind.REQUESTED_MONEY]
