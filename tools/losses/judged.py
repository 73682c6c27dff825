"""What a report says of deliveries: refused, with a reservation in page one's first sentence, or nothing; and figures.

Owns the project that the deliveries are put in: the shipped parameters of one agreement and region, whose grant has a
code with a leading zero, and which names the dimensions of a SIE file. What is compared are all amounts that a report
tells of the ledger; the first sentence is that of ``report/sections/doubt``.
"""

import random
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import cast

from tools.losses.books import GRANT, Delivery, cumulative, half_year, monthly, split_year
from tools.losses.harmless import variations
from tools.losses.kinds import ALL, KINDS, Kind
from tools.losses.written import DIMENSIONS, put

from statsbidrag.base.errors import StatsbidragError
from statsbidrag.base.period import Period
from statsbidrag.facts.gather import Facts, gather
from statsbidrag.facts.remarks import findings
from statsbidrag.read.files import Files
from statsbidrag.read.params.parameters import read_region
from statsbidrag.read.store.ledger import import_new
from statsbidrag.record.model import Record
from statsbidrag.report.overview.reports import with_reports
from statsbidrag.report.part import Given
from statsbidrag.report.sections import economy, terms
from statsbidrag.report.sections.doubt import doubt

ROOT = Path(__file__).resolve().parents[2]
AGREEMENT, REGION, PERIOD = "patientmiljarden", "jamtland-harjedalen", Period(2018, 6)
LOSSES = 200
SEED = 20183
SHAPES = {"monthly": monthly, "split": split_year, "cumulative": cumulative}
SHAPES_OF = {form: ("split", "cumulative") if form.startswith("sie") else ("monthly", "split") for form in ALL}


@dataclass(frozen=True)
class Told:
    """What came of a project: ``refused`` is what a run says on stderr, ``doubt`` the reservation, ``figures`` öre."""

    refused: str
    doubt: str
    figures: dict[str, int]

    def differs(self, other: "Told") -> bool:
        return self.figures != other.figures


def project(root: Path) -> Path:
    """A project to put deliveries in."""
    shutil.copytree(ROOT / "params", root / "params")
    (root / "notebooks").mkdir()
    choices = root / f"params/2018/{REGION}/{AGREEMENT}.yaml"
    _replace(choices, 'cost: {object: ["9916"]}', f'cost: {{object: ["{GRANT}"]}}')
    told = ", ".join(f'{name}: "{number}"' for name, number in DIMENSIONS.items())
    region = root / f"params/regions/{REGION}.yaml"
    _replace(region, "  closing_periods:", f"  sie_dimensions: {{{told}}}\n  closing_periods:")
    return root


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    if text.count(old) != 1:
        raise ValueError(f"{path.name} has not «{old}» once")
    path.write_text(text.replace(old, new), encoding="utf-8")


def told_of(root: Path, deliveries: Iterable[Delivery], form: str) -> Told:
    """What a report on some deliveries says."""
    put(path_of_ledger(root, REGION), deliveries, form)
    return told_now(root, AGREEMENT, REGION, PERIOD)


def told_now(root: Path, agreement: str, region: str, period: Period) -> Told:
    """What a report says of what lies in a project's folders."""
    files = Files(root)
    try:
        import_new(files, read_region(files, region))
        facts = gather(files, agreement, region, period, None)
    except StatsbidragError as error:
        return Told("\n".join(error.lines), "", {})
    figures, first = _first_sentence(facts)
    return Told("", first, figures)


def _first_sentence(facts: Facts) -> tuple[dict[str, int], str]:
    """The amounts that rest on the ledger, and the reservation, from the sections that hold them alone."""
    remarks = findings(facts)
    begun = terms.part(facts, Given({}, None, remarks, {}))
    made = economy.part(facts, Given(begun.figures, None, remarks, {}))
    figures = {**begun.figures, **made.figures}
    ore = {key: one.ore for key, one in figures.items() if one.unit == "kr" and one.ore}
    ledger = facts.ledger_checks
    ore |= {"income.ledger": ledger.income or 0}
    rows = [one.as_dict() for one in remarks]
    record = SimpleNamespace(
        figures=figures,
        below=lambda first, last: [
            one for key, one in figures.items() if key.startswith(f"{first}.") and key.endswith(f".{last}")
        ],
        table=lambda _: SimpleNamespace(rows=rows),
    )
    return {key: each for key, each in ore.items() if each}, doubt(cast(Record, record))


@dataclass(frozen=True)
class Loss:
    """One planted loss and what was said of it."""

    number: int
    form: str
    kind: str
    told: Told
    changed: bool

    @property
    def how(self) -> str:
        if self.told.refused:
            return "exit code"
        return "no figure" if not self.changed else "first sentence" if self.told.doubt else "silent"


def planted(form: str, numbers: Iterable[int]) -> Iterator[tuple[int, Kind, list[Delivery]]]:
    """The losses of a format by number, the same for the same numbers."""
    kinds = [kind for kind in KINDS if form in kind.forms]
    rows = half_year()
    for number in numbers:
        chance = random.Random(f"{SEED} {form} {number}")
        kind = kinds[number % len(kinds)]
        totals = chance.choices(["none", "sums", "all"], [8, 1, 1])[0] if form != "sie3" else "none"
        given = SHAPES[chance.choice(SHAPES_OF[form])](rows, totals)
        if form == "sie3":
            given = [Delivery(**{**vars(one), "form": ("sie3",)}) for one in given]
        yield number, kind, kind.plant(given, chance)


def losses(folder: Path, form: str, every: int = 1) -> Iterator[Loss]:
    """Losses of a format until LOSSES / ``every`` have changed a figure or been refused: of a refused file no report is
    made, so that there is no figure to compare.
    """
    root = project(folder / form)
    sound = told_of(root, SHAPES[SHAPES_OF[form][0]](half_year()), form)
    if sound.refused or sound.doubt or not sound.figures:
        raise ValueError(f"{form}: the sound books are refused or doubted: {sound.refused}{sound.doubt}")
    counted, number = 0, 0
    while counted < LOSSES // every:
        for its, kind, deliveries in planted(form, [number]):
            told = told_of(root, deliveries, form)
            loss = Loss(its, form, kind.name, told, told.differs(sound))
            counted += loss.how != "no figure"
            yield loss
        number += 1


def doubted(folder: Path, every: int = 1) -> tuple[int, list[str]]:
    """How many harmless variations were delivered, and what was said against those that were refused or doubted."""
    roots: dict[str, Path] = {}
    chosen = list(variations())[::every]
    told = []
    for one in chosen:
        if one.form not in roots:
            roots[one.form] = project(folder / f"harmless-{one.form}")
        said = told_of(roots[one.form], one.deliveries, one.form)
        if said.refused or said.doubt or not said.figures:
            told.append(f"{one.form}: {one.name}: {said.refused or said.doubt or 'no figures'}")
    return len(chosen), told


def shipped_doubted(folder: Path) -> tuple[int, list[str]]:
    """How many reports on the shipped data were made, T1, T2 and the final accounts, and those refused or doubted."""
    for name in ("params", "data/raw", "notebooks"):
        shutil.copytree(ROOT / name, folder / name)
    count, told = 0, []
    files = Files(folder)
    for year in sorted(int(path.name) for path in (folder / "params").glob("20[0-9][0-9]")):
        for region in sorted(path.name for path in (folder / f"params/{year}").iterdir() if path.name != "agreements"):
            for period in (Period(year, number) for number in (4, 8, 13)):
                for agreement in with_reports(files, region, year) if path_of_ledger(folder, region).is_dir() else ():
                    count += 1
                    said = told_now(folder, agreement, region, period)
                    if said.refused or said.doubt:
                        told.append(f"{region} {period} {agreement}: {said.refused or said.doubt}")
    return count, told


def path_of_ledger(root: Path, region: str) -> Path:
    return root / f"data/raw/{region}/ledger"


def table(found: Iterable[Loss]) -> str:
    """Format × kind: planted, changed a figure, told by exit code, told by the first sentence, silent."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for loss in found:
        counts[loss.form, loss.kind][loss.how] += 1
        counts[loss.form, "all"][loss.how] += 1
    lines = [f"{'format':7}{'kind':50}{'planted':>8}{'changed':>8}{'exit':>6}{'sentence':>9}{'silent':>7}"]
    for (form, kind), ways in counts.items():
        told, said, silent = ways["exit code"], ways["first sentence"], ways["silent"]
        lines.append(f"{form:7}{kind:50}{ways.total():8}{told + said + silent:8}{told:6}{said:9}{silent:7}")
    return "\n".join(lines)
