"""What a run reads it reads once: counted where files are opened, parsed and hashed, and where facts are made.

The notebooks are not started; what they would publish is written from the record that the run made before them.
"""

import hashlib
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from shipped_workspace import new_workspace

from statsbidrag.base.errors import ParameterError
from statsbidrag.base.period import Period
from statsbidrag.base.whole_files import write_together
from statsbidrag.facts import gather as gathering
from statsbidrag.read.params import strict_yaml
from statsbidrag.read.store import earlier
from statsbidrag.read.store import ledger as store
from statsbidrag.record.files import record_text
from statsbidrag.record.model import Record
from statsbidrag.report.overview import OVERVIEW
from statsbidrag.report.overview.reports import with_reports
from statsbidrag.run import batch
from statsbidrag.run.batch import Outcome
from statsbidrag.run.make import Made
from statsbidrag.run.plan import Job

LARGE, SMALL = "norrbotten", "jamtland-harjedalen"
FEBRUARY, MARCH = Period(2018, 2), Period(2018, 3)


class Counts:
    """How often each file was opened, parsed and hashed, each report's facts and each ledger made, by name."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.counting = False
        self.opened: Counter[str] = Counter()
        self.parsed: Counter[str] = Counter()
        self.hashed: Counter[str] = Counter()
        self.facts: Counter[tuple[str, str]] = Counter()
        self.ledgers = 0
        self.overviews = 0
        inputs = [path for name in ("params", "data/raw", "notebooks") for path in (root / name).rglob("*")]
        contents = [(path.read_bytes(), self.name(path)) for path in inputs if path.is_file()]
        # Two files may have the same bytes, and which of them is hashed is not to be seen.
        self.known = {content: name for content, name in contents if content}
        self.alike = Counter(self.known[content] for content, _ in contents if content)

    def name(self, path: object) -> str:
        text = str(path)
        return text.removeprefix(f"{self.root}/") if text.startswith(f"{self.root}/") else ""

    def heard(self, event: str, arguments: tuple[object, ...]) -> None:
        """An audit event of the interpreter: every opening of a file is one."""
        if self.counting and event == "open" and isinstance(arguments[0], str):
            self.opened[self.name(arguments[0])] += 1

    def more_than_once(self, counted: Counter[str], *folders: str) -> dict[str, int]:
        return {
            name: times
            for name, times in counted.items()
            if name.startswith(folders) and times > max(1, self.alike.get(name, 1))
        }


@pytest.fixture
def counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Counts]:
    counted = Counts(new_workspace(tmp_path))
    sys.addaudithook(counted.heard)
    builder, file_digest, sha256 = strict_yaml._Builder, hashlib.file_digest, hashlib.sha256
    facts, counting, overview = gathering.Facts, store.counting, batch.build_overview

    def parse(name: str, text: str) -> object:
        counted.parsed[name] += 1
        return builder(name, text)

    def hash_stream(stream: object, kind: str) -> object:
        counted.hashed[counted.name(stream.name)] += 1
        return file_digest(stream, kind)

    def hash_bytes(content: bytes = b"") -> object:
        if content in counted.known:
            counted.hashed[counted.known[content]] += 1
        return sha256(content)

    def make_facts(*arguments: object) -> object:
        made = facts(*arguments)
        counted.facts[made.parameters.agreement.id, str(made.period)] += 1
        return made

    def make_ledger(*arguments: object, **chosen: object) -> object:
        counted.ledgers += 1
        return counting(*arguments, **chosen)

    def make_overview(*arguments: object) -> object:
        counted.overviews += 1
        return overview(*arguments)

    strict_yaml._typed.cache_clear()
    monkeypatch.setattr(strict_yaml, "_Builder", parse)
    monkeypatch.setattr(hashlib, "file_digest", hash_stream)
    monkeypatch.setattr(hashlib, "sha256", hash_bytes)
    monkeypatch.setattr(gathering, "Facts", make_facts)
    monkeypatch.setattr(store, "counting", make_ledger)
    monkeypatch.setattr(earlier, "counting", make_ledger)
    monkeypatch.setattr(batch, "build_overview", make_overview)
    monkeypatch.setattr(batch, "make", published)
    yield counted
    counted.counting = False


def published(root: Path, job: Job, record: Record, **_: object) -> Made:
    """What a notebook would come to, from the record it is given: record, page and workbook, the last two empty."""
    empty = hashlib.sha256(b"").hexdigest()
    text = record_text(record.published({"html": empty, "xlsx": empty})).encode()
    write_together([(job.file(root, kind), b"") for kind in ("html", "xlsx")])
    write_together([(job.file(root, "json"), text)])
    return Made(hashlib.sha256(text).hexdigest(), None)


def run(counts: Counts, region: str, period: Period) -> Outcome:
    """One run of all the region's agreements, counted from nought."""
    for counter in (counts.opened, counts.parsed, counts.hashed, counts.facts):
        counter.clear()
    counts.ledgers, counts.overviews, counts.counting = 0, 0, True
    outcome = batch.run(counts.root, region, period, [], pdf=False, say=lambda line: None)
    counts.counting = False
    return outcome


def test_a_run_reads_parses_hashes_and_computes_once(counts: Counts) -> None:
    names = list(with_reports(counts.root, LARGE, 2018))
    assert len(names) >= 8
    for period, is_first in ((FEBRUARY, True), (MARCH, False)):
        outcome = run(counts, LARGE, period)
        assert (outcome.made, outcome.unchanged, outcome.lines) == (len(names) + 1, 0, [])
        assert counts.more_than_once(counts.opened, "params/", "notebooks/") == {}
        assert counts.more_than_once(counts.parsed, "params/", "data/raw/") == {}
        assert counts.more_than_once(counts.hashed, "params/", "data/raw/", "notebooks/") == {}
        # January is not published, so what could be known of it then is computed to be compared with; February is
        # published when March comes.
        own = {key: times for key, times in counts.facts.items() if key[1] == str(period)}
        assert (own, counts.overviews) == ({(name, str(period)): 1 for name in names}, 1)
        before = counts.facts - Counter(own)
        assert set(before) <= {(name, "2018-01") for name in names} and set(before.values()) <= {1}
        assert bool(before) is is_first
        assert counts.ledgers == 2
        raw = {name for name in counts.hashed if name.startswith(f"data/raw/{LARGE}/")}
        shipped = {counts.name(path) for path in (counts.root / f"data/raw/{LARGE}").rglob("*") if path.is_file()}
        assert raw == {counts.known[(counts.root / name).read_bytes()] for name in shipped} | (raw & shipped)
        again = run(counts, LARGE, period)
        assert (again.made, again.unchanged, again.lines) == (0, len(names) + 1, [])
        assert (counts.facts, counts.overviews, counts.ledgers) == (Counter(), 0, 0)
        assert counts.more_than_once(counts.opened, "params/", "notebooks/") == {}
        assert counts.more_than_once(counts.hashed, "params/", "data/raw/", "notebooks/") == {}


def test_what_one_report_is_refused_for_is_seen_before_any_notebook(
    counts: Counts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last agreement of the run is refused by what only its own facts tell; none is made."""
    started: list[str] = []
    monkeypatch.setattr(batch, "make", lambda root, job, record, **_: started.append(job.agreement))
    last = list(with_reports(counts.root, SMALL, 2018))[-1]
    built = batch.build

    def refused(files: object, agreement: str, *rest: object) -> object:
        if agreement == last:
            raise ParameterError(f"params/2018/{SMALL}/{last}.yaml:1: fel. Rätta.")
        return built(files, agreement, *rest)

    monkeypatch.setattr(batch, "build", refused)
    outcome = run(counts, SMALL, MARCH)
    assert (outcome.exit_code, outcome.lines) == (2, [f"params/2018/{SMALL}/{last}.yaml:1: fel. Rätta."])
    assert started == []


def test_a_refused_year_beside_costs_the_overview_alone(counts: Counts, monkeypatch: pytest.MonkeyPatch) -> None:
    """The overview compares with the next year; what is wrong there is told as it stands, and no notebook is run."""
    beside = counts.root / f"params/2019/{SMALL}/patientmiljarden.yaml"
    beside.parent.mkdir(parents=True, exist_ok=True)
    beside.write_text("agreement: patientmiljarden\n", encoding="utf-8")
    made: list[str] = []

    def noted(root: Path, job: Job, record: Record, **chosen: object) -> Made:
        made.append(job.agreement)
        return published(root, job, record, **chosen)

    monkeypatch.setattr(batch, "make", noted)
    outcome = run(counts, SMALL, MARCH)
    assert outcome.exit_code == 1 and made == list(with_reports(counts.root, SMALL, 2018))
    assert outcome.lines and all(line.startswith("params/2019/") for line in outcome.lines)


def test_only_what_changed_is_computed_again(counts: Counts) -> None:
    """One agreement's choices are edited between two runs: its record is made, and the overview's."""
    names = list(with_reports(counts.root, SMALL, 2018))
    assert run(counts, SMALL, MARCH).exit_code == 0
    edited = counts.root / f"params/2018/{SMALL}/{names[0]}.yaml"
    edited.write_text(edited.read_text(encoding="utf-8") + "# läst igenom\n", encoding="utf-8")
    outcome = run(counts, SMALL, MARCH)
    assert (outcome.made, outcome.unchanged, outcome.lines) == (2, len(names) - 1, [])
    assert counts.facts == {(names[0], "2018-03"): 1, (names[0], "2018-02"): 1}
    assert OVERVIEW not in names
