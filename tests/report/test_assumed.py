"""A högsta belopp that rests on a share no source tells of is said to be assumed wherever it is shown."""

from pathlib import Path

from other_agreements import OBJECT, SICK_LEAVE, put
from shipped import AGREEMENT, REGION

from statsbidrag.base.period import Period
from statsbidrag.record.files import record_file, record_text
from statsbidrag.record.model import Record
from statsbidrag.report.build import build
from statsbidrag.report.overview import portfolio
from statsbidrag.report.overview.build import build_overview
from statsbidrag.report.sections import summary
from statsbidrag.run.digest import write_digest
from statsbidrag.run.index import write_index
from statsbidrag.run.manifest import read_manifest
from statsbidrag.run.paths import report_folder

APRIL = Period(2018, 4)
ASSUMED = "vardens-medarbetare"
STATED = "stated:\n  - {year: 2018, of: [hela], amount: 25.6, unit: mnkr, status: example}\n"
BOOKS = f"bookkeeping:\n  cost: {OBJECT}\n  income: unknown\n"


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def published(root: Path, name: str) -> Record:
    """A report's record, where the overview and the index find it."""
    record = build(root, name, REGION, APRIL)
    path = record_file(root, REGION, APRIL, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(record_text(record), encoding="utf-8")
    return record


def told(record: Record) -> dict[str, str]:
    """Where the report shows högsta belopp or says where it comes from."""
    return {
        "sentence": plain(summary.sentences(record)[0]),
        "card": plain(summary.cards(record)[0].comparison),
        "chain": plain(record.table("chain").rows[0]["from"]),
        "amounts": plain(next(row["status"] for row in record.table("amounts").rows if "andel" in row["title"])),
        "why": plain(record.terms.why_amounts_differ[0]),
    }


def test_the_report_says_so_until_a_paper_states_the_amount(own_project: Path) -> None:
    put(own_project, 2018, ASSUMED, BOOKS)
    record = build(own_project, ASSUMED, REGION, APRIL)
    # 1 999 000 000 × 129 806 / 10 120 242 = 25 639 960
    assert record.is_assumed("chain.entitled") and record.is_assumed("component.hela.entitled")
    texts = told(record)
    assert "av högst 25,6 mnkr (antaget) är förbrukade" in texts["sentence"]
    assert texts["card"].endswith("beräknat 25,64 (antaget)")
    assert texts["chain"].endswith("folkmängd 31 dec 2017 (närmevärde) (antaget)")
    assert texts["amounts"] == "beräknat, närmevärde, antagen fördelning"
    assert "Källan anger ingen fördelning; folkmängden är antagen." in texts["why"]
    # What has not moved has no row.
    assert not {"Högsta belopp (antaget)", "Mottaget"} & {row["title"] for row in record.table("since_last").rows}
    card = summary.cards(record)[0]
    assert (card.status, card.status_text) == ("watch", "Antagen fördelning")

    put(own_project, 2018, ASSUMED, STATED + BOOKS)
    record = build(own_project, ASSUMED, REGION, APRIL)
    assert not record.is_assumed("chain.entitled")
    texts = told(record)
    assert not [name for name in ("sentence", "card", "chain", "why") if "anta" in texts[name]]
    assert texts["amounts"] == "beräknat, närmevärde, antagen fördelning"
    assert summary.cards(record)[0].status == "ok"


def test_what_a_requirement_puts_at_stake_says_so(own_project: Path) -> None:
    need = "{id: prestationskrav, state: partly, evidence: null, responsible: Regiondirektören, at_stake: %s}"
    for component, expected, note in (
        # 100 000 000 × 129 806 / 10 120 242 = 1 282 637
        (
            "elektroniskt-informationsutbyte",
            "1,3 mnkr (antaget) berörs",
            "Belopp som berörs är antaget, eftersom källan inte anger någon fördelning.",
        ),
        # The cap, 50 000 000 × 129 806 / 10 120 242 = 641 319, which a source tells of
        ("extra-stimulans", "0,6 mnkr berörs", ""),
    ):
        put(own_project, 2018, "sjukskrivning", f"requirements:\n  - {need % component}\n{SICK_LEAVE}")
        record = build(own_project, "sjukskrivning", REGION, APRIL)
        assert record.table("requirements").note == note
        assert plain(summary.cards(record)[4].status_text) == expected


def test_overview_index_and_digest_say_so(own_project: Path) -> None:
    for year in (2018, 2019):
        put(own_project, year, ASSUMED, BOOKS)
    for name in (AGREEMENT, ASSUMED):
        published(own_project, name)
    overview = build_overview(own_project, REGION, APRIL)
    said = "Högsta belopp är antaget i Vårdens medarbetare: källan anger ingen fördelning."
    assert overview.table("portfolio").note.endswith(said)
    years = next(table for table in overview.tables if table.id == "years")
    # In 2019 no rule is known, and then nothing is computed.
    assert years.note.endswith("Högsta belopp är antaget i Vårdens medarbetare 2018: källan anger ingen fördelning.")
    # 12 569 846 + 25 639 960 kronor
    assert "som högst kan ge 38,2 mnkr (delvis antaget)" in plain(portfolio.sentences(overview)[0])
    assert [card.comparison.endswith("· delvis antaget") for card in portfolio.cards(overview)] == [True] + [False] * 5

    write_digest(own_project, REGION, APRIL, None)
    folder = report_folder(own_project, REGION, APRIL)
    page = (folder / "samlingsbilaga.html").read_text(encoding="utf-8")
    told = page.split('<section class="')[1:]
    [ours] = [
        one for one in told if ("<h3" in one and "Vårdens medarbetare" in one) or ">Vårdens medarbetare</h2>" in one
    ]
    assert "25,6\u00a0mnkr (antaget)" in ours
    assert [one for one in told if one is not ours and "(antaget)" in one] == []
    write_index(own_project, REGION, APRIL, read_manifest(folder))
    index = (folder / "index.html").read_text(encoding="utf-8")
    assert index.count("Högsta belopp är antaget i ") == 1
