"""A voucher planted in each region's ledger, in that region's own format, moves the figures that rest on it, no other.

Looked at in record, page, workbook and overview; and what the voucher says is in nothing that is published or told.
"""

import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
from planting import AMOUNT, ORE, WORDS, Plant, plant
from shipped_workspace import ROOT

from statsbidrag.base.numbers import kronor, mnkr
from statsbidrag.base.period import Period
from statsbidrag.read.files import Files
from statsbidrag.read.params.parameters import read_region
from statsbidrag.read.store.ledger import import_new
from statsbidrag.record.figures import Figure
from statsbidrag.record.files import record_file, record_text, whole_record
from statsbidrag.record.model import Record
from statsbidrag.report.build import build
from statsbidrag.report.overview import OVERVIEW
from statsbidrag.report.overview.build import build_overview
from statsbidrag.report.overview.reports import with_reports
from statsbidrag.run.batch import run
from statsbidrag.run.paths import report_file

ALWAYS = ("chain.cost", "ledger.counted")
SINCE_LAST = ("change.cost", "change.cost.new_month", "change.cost.new_month.came")

# What Närhälsan had invoiced in April 2018 beyond its cost, before more cost is planted.
NOT_ACCOUNTED = 8_104_50


@dataclass(frozen=True)
class Case:
    """A region and period, the agreement that is charged, and which figures rise and fall by the amount.

    ``whole``: the whole batch is run, with the overview's page, and not only the one report.
    """

    region: str
    period: str
    agreement: str
    what: Plant
    rise: tuple[str, ...]
    fall: tuple[str, ...] = ()
    whole: bool = False
    otherwise: tuple[tuple[str, int], ...] = ()

    def moves(self, before: dict[str, Figure]) -> dict[str, int]:
        """Key → öre. The straight line goes on in the pace of the months so far; on the way from the cost to its end,
        and to the forecast where there is one, a month ahead is an even step, its öre cut off."""
        period = Period.parse(self.period)
        ahead = 12 - period.number
        moves = dict.fromkeys((*ALWAYS, f"month.{self.period}.accumulated", *self.rise), ORE)
        moves |= dict.fromkeys(("ledger.other_code", "deviation", *self.fall), -ORE) | dict(self.otherwise)
        moves |= {"straight_line": ORE * 12 // period.number}
        cost, ends = before["chain.cost"].ore, {"straight": before["straight_line"].ore}
        if "chain.forecast" in before and before["chain.forecast"].ore is not None:
            ends["forecast"] = before["chain.forecast"].ore
        for name, end in ends.items():
            raised = end + (moves["straight_line"] if name == "straight" else 0)
            for step in range(ahead + 1):
                old = cost + (end - cost) * step // ahead
                new = cost + ORE + (raised - cost - ORE) * step // ahead
                if new != old:
                    moves[f"month.{period.year}-{period.number + step:02d}.{name}"] = new - old
        return moves


def headings(*names: str) -> dict[str, str]:
    """What the planted row has, and under which heading."""
    return dict(zip(("voucher", "row", "date", "period", "account", "amount", "text"), names, strict=True))


JAMTLAND = Plant(
    "huvudbok-2018-06.xlsx",
    "2018-06-29",
    "7410",
    "9916",
    {"Ansvar": "3104", "Objekt": "9916", "Aktivitet": "04"},
    headings("Verifikationsnummer", "Rad", "Bokföringsdatum", "Period", "Konto", "Belopp", "Text"),
)
BLEKINGE = Plant(
    "huvudbok-2017-04.csv",
    "2017-01-25",
    "6810",
    "0321",
    {"Ansvar": "22200", "Objekt": "0321", "Akt": "02"},
    headings("Verifikation", "Radnr", "Verdatum", "Per", "Konto", "Netto", "Vertext"),
    encoding="cp1252",
)
NORRBOTTEN = Plant(
    "huvudbok-2018-01.csv",
    "2018-01-31",
    "6810",
    "53101",
    {"Kostnadsställe": "3105", "Projekt": "53101", "Aktivitet": "08"},
    headings("Vernr", "Rad", "Bokföringsdatum", "Period", "Konto", "Belopp", "Text"),
    separator=",",
)
# A later file covers the year from January, so that is where April's rows are read.
GOTALAND = Plant(
    "huvudbok-2018-bokslut.se", "2018-04-30", "6810", "90152", {"1": "202000", "21": "90152"}, encoding="cp437"
)
HALLAND = Plant(
    "huvudbok-2019-02.csv",
    "2019-02-28",
    "6810",
    "194301",
    {"Ansvar": "2220", "Objekt": "194301", "Aktivitet": "02"},
    headings("Ver.nr", "Rad", "Datum", "Period", "Konto", "Belopp", "Verifikationstext"),
)
CASES = [
    Case(
        "jamtland-harjedalen", "2018-06", "patientmiljarden", JAMTLAND,
        (
            "component.hela.cost", "grant_year.2018.cost", "effort.patientkontrakt.cost", "area.patientkontrakt.cost",
            "cost_type.ovriga-tjanster.cost", "unit.3104.cost", "unit_group.own_care_centres.cost",
            "month.2018-06.cost", "kind.conditional.cost", *SINCE_LAST,
        ),
        (
            "component.hela.unspent", "chain.unspent", "grant_year.2018.unspent", "change.unspent",
            "kind.conditional.unspent",
            "effort.patientkontrakt.deviation", "area.patientkontrakt.deviation",
        ),
    ),
    # Nothing is received in January, so what is used is a claim.
    Case(
        "blekinge", "2017-01", "cancervard", BLEKINGE,
        (
            "component.vardforlopp.cost", "component.vardforlopp.claim", "chain.claim", "chain.claim.no_day",
            "grant_year.2017.cost",
            "grant_year.2017.claim", "effort.koordinatorer.cost", "area.none.cost", "no_area.cost",
            "cost_type.utbildning-och-resor.cost", "unit.22200.cost", "unit_group.other_units.cost",
            "month.2017-01.cost", "kind.conditional.cost", "kind.conditional.claim", "chain.not_yet_covered",
        ),
        ("effort.koordinatorer.deviation", "no_area.deviation"),
    ),
    Case(
        "norrbotten", "2018-01", "professionsmiljarden", NORRBOTTEN,
        (
            "component.stimulansmedel.cost", "component.stimulansmedel.claim", "chain.claim", "chain.claim.no_day",
            "grant_year.2018.cost",
            "grant_year.2018.claim", "effort.utbildningshalsocentraler.cost", "area.planering.cost",
            "cost_type.utbildning-och-resor.cost", "unit.3105.cost", "unit_group.own_care_centres.cost",
            "month.2018-01.cost", "kind.conditional.cost", "kind.conditional.claim", "chain.not_yet_covered",
        ),
        (
            "component.stimulansmedel.left", "chain.left", "effort.utbildningshalsocentraler.deviation",
            "area.planering.deviation",
        ),
    ),
    # Högsta belopp is known in part here and in Halland, and covers what is used.
    Case(
        "vastra-gotaland", "2018-04", "sjukskrivning", GOTALAND,
        (
            "component.kompetenssatsning-narhalsan.cost", "commitment.kompetenssatsning-narhalsan.cost",
            "commitments.cost", "grant_year.2018.cost", "effort.kompetenssatsning.cost",
            "accrual.all_parts.2018.cost", "area.forsakringsmedicin.cost", "cost_type.utbildning-och-resor.cost",
            "unit.202000.cost", "unit_group.other_units.cost", "month.2018-04.cost",
            "receiver.narhalsan-kompetens.accounted", "distribution.accounted", *SINCE_LAST,
        ),
        (
            "component.kompetenssatsning-narhalsan.left", "commitment.kompetenssatsning-narhalsan.apart",
            "commitments.apart", "effort.kompetenssatsning.deviation", "area.forsakringsmedicin.deviation",
        ),
        otherwise=tuple(
            (f"{name}.{key}", ore)
            for name in ("receiver.narhalsan-kompetens", "distribution")
            for key, ore in (("unaccounted", -NOT_ACCOUNTED), ("beyond", ORE - NOT_ACCOUNTED))
        ),
    ),
    Case(
        "halland", "2019-02", "komiljarden", HALLAND,
        (
            "component.block-1.cost", "grant_year.2019.cost", "effort.besok.cost", "area.vantetider.cost",
            "cost_type.utbildning-och-resor.cost", "unit.2220.cost", "unit_group.other_units.cost",
            "month.2019-02.cost", "kind.performance.cost", "kind.performance.beyond", "chain.not_yet_covered",
            *SINCE_LAST,
        ),
        ("effort.besok.deviation", "area.vantetider.deviation"),
        whole=True,
    ),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.region)
def test_a_planted_voucher(case: Case, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    root, period = workspace(case.region, tmp_path), Period.parse(case.period)
    before = built(root, case.region, period)
    for name, record in before.items():
        promised = {key for keys in record.particular.values() for key in keys}
        assert promised <= record.figures.keys(), name
    overview = build_overview(root, case.region, period).figures
    plant(root, case.region, case.what)
    after = built(root, case.region, period)
    for name in before:
        old, new, delivered = same_delivery(before[name].figures, after[name].figures)
        moves = case.moves(old) if name == case.agreement else {}
        assert moved(old, new) == moves | dict.fromkeys(delivered, ORE), name
        assert after[name].findings == before[name].findings

    told: list[str] = []
    outcome = run(root, case.region, period, [] if case.whole else [case.agreement], say=told.append)
    assert (outcome.exit_code, outcome.lines) == (0, [])
    assert outcome.made == (len(before) + 1 if case.whole else 1)
    folder = record_file(root, case.region, period, OVERVIEW).parent
    published = whole_record(folder / f"{case.agreement}.json")
    assert published.figures == after[case.agreement].figures
    old, new = (record.ore("chain.cost") for record in (before[case.agreement], published))
    page = (folder / f"{case.agreement}.html").read_text(encoding="utf-8")
    assert kronor(new, 2) in page
    assert kronor(old, 2) not in page
    appendix = report_file(root, case.region, period, case.agreement, "xlsx")
    assert amounts(appendix, "Verifikationsrader").count(float(AMOUNT)) == 1
    assert new / 100 in amounts(appendix, "Penningkedjan")

    together = whole_record(folder / f"{OVERVIEW}.json") or build_overview(root, case.region, period)
    expected = {f"agreement.{case.agreement}.cost": ORE, "portfolio.cost": ORE}
    for keys, ore in ((case.rise, ORE), (case.fall, -ORE)):
        of_kinds = [key for key in keys if key.startswith("kind.") and key.endswith((".cost", ".unspent"))]
        expected |= dict.fromkeys((f"agreement.{case.agreement}.{key}" for key in of_kinds), ore)
        expected |= dict.fromkeys((f"portfolio.{key}" for key in of_kinds), ore)
    if "chain.unspent" in case.fall:
        expected |= {f"agreement.{case.agreement}.unspent": -ORE, "portfolio.unspent": -ORE}
    else:
        expected["portfolio.ahead"] = ORE
    assert moved(overview, together.figures) == expected
    if case.whole:
        assert new / 100 in amounts(report_file(root, case.region, period, OVERVIEW, "xlsx"), "Översikt")
        assert mnkr(new) in (folder / f"{OVERVIEW}.html").read_text(encoding="utf-8")

    raw = root / f"data/raw/{case.region}/ledger/{case.what.file}"
    assert [word for word in WORDS if not [text for text in texts(raw) if word.encode() in text]] == []
    found = [
        (word, path.relative_to(root).as_posix())
        for path in sorted([*(root / "reports").rglob("*"), *(root / "data/processed").rglob("*.ipynb")])
        if path.is_file()
        for text in texts(path)
        for word in WORDS
        if word.encode() in text
    ]
    assert found == []
    said = capfd.readouterr()
    assert [word for word in WORDS if word in "\n".join([*told, said.out, said.err])] == []


def workspace(region: str, folder: Path) -> Path:
    """The shipped parameters and notebooks, and the raw data of one region."""
    for name in ("params", "notebooks", f"data/raw/{region}", "data/raw/riket"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    return folder


def built(root: Path, region: str, period: Period) -> dict[str, Record]:
    """Every agreement's record, which the overview then finds where a run would have put it."""
    files = Files(root)
    import_new(files, read_region(files, region))
    records = {name: build(files, name, region, period) for name in with_reports(files, region, period.year)}
    for name, record in records.items():
        path = record_file(root, region, period, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(record_text(record.published({})), encoding="utf-8")
    return records


def same_delivery(
    before: dict[str, Figure], after: dict[str, Figure]
) -> tuple[dict[str, Figure], dict[str, Figure], list[str]]:
    """The figures of both, the delivery that the planting made another under the key it had; and that delivery's keys.

    Its rows sum to the amount more on both sides, whichever agreement the report is of.
    """
    old, new = (sorted(one.keys() - other.keys()) for one, other in ((before, after), (after, before)))
    assert [key.split(".")[::2] for key in old] == [["delivery", "credit"], ["delivery", "debit"]]
    assert [key.split(".")[::2] for key in new] == [key.split(".")[::2] for key in old]
    same = dict(zip(new, old, strict=True))
    return before, {same.get(key, key): figure for key, figure in after.items()}, old


def moved(before: dict[str, Figure], after: dict[str, Figure]) -> dict[str, int]:
    """Key → öre of the amounts that are others; nothing else may be another."""
    assert before.keys() == after.keys()
    assert {key: one.value for key, one in before.items() if one.unit != "kr"} == {
        key: one.value for key, one in after.items() if one.unit != "kr"
    }
    amounts = {key: (one.ore, after[key].ore) for key, one in before.items() if one.unit == "kr"}
    return {key: new - old for key, (old, new) in amounts.items() if old != new}


def amounts(workbook: Path, sheet: str) -> list[object]:
    book = openpyxl.load_workbook(workbook, read_only=True)
    return [value for row in book[sheet].iter_rows(values_only=True) for value in row]


def texts(path: Path) -> list[bytes]:
    """What a file holds, each part of a workbook by itself."""
    if not zipfile.is_zipfile(path):
        return [path.read_bytes()]
    with zipfile.ZipFile(path) as archive:
        return [archive.read(name) for name in archive.namelist()]
