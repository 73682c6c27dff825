"""Every file under ``data/raw``, and every copy in ``params/``, is used or told: the cases of ``unused_files.yaml``."""

from pathlib import Path

import pytest
import raw_region
import yaml

from statsbidrag.read.files import Files
from statsbidrag.run.left_out import left_out, line_of, lines_of

CASES = yaml.load(
    Path(__file__).with_suffix("").with_name("unused_files.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader
)
R = "data/raw/exempel"
P = "params/2018/exempel"
WHOLE = {
    "sidecar": raw_region.about(),
    "activity": "Indikator;Månad;Enhet;Täljare;Nämnare\nsamtal;2018-06;3101;4;\n",
    "choices": """agreement: bidrag
number: unknown
responsible: Regiondirektören
deciding_body: Regionstyrelsen
perspective: unknown
bookkeeping: unknown
indicators:
  - id: samtal
    title: Samtal
    unit: count
    period_value: sum
    numerator: Samtal
    better: higher
    baseline: unknown
    target: unknown
    data: activity/verksamhet-*.csv
""",
}
SOUND = {
    "params/workbook.yaml": None,
    "params/regions/exempel.yaml": None,
    f"{P}/bidrag.yaml": "choices",
    f"{R}/ledger/huvudbok.csv": None,
    f"{R}/ledger/huvudbok.csv.yaml": "sidecar",
    f"{R}/activity/verksamhet-06.csv": "activity",
    f"{R}/activity/verksamhet-06.csv.yaml": "sidecar",
}


def placed(text: str) -> str:
    return text.replace("{R}", R).replace("{P}", P)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A region with one ledger file and one of activity data, both with sidecar."""
    for name, content in SOUND.items():
        lay(tmp_path, name, content)
    return tmp_path


def lay(root: Path, name: str, content: str | None = None) -> None:
    path = root / placed(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    said = placed(name if content is None else content)
    if name.endswith("/"):
        path.mkdir()
    elif said.startswith("→"):
        path.symlink_to(root / said[1:])
    elif said.startswith("@"):
        path.write_bytes((root / said[1:]).read_bytes())
    else:
        kind, _, change = said.partition(": ")
        before, _, after = change.partition(" → ")
        path.write_text(
            WHOLE[kind].replace(before, after) if kind in WHOLE and after else WHOLE.get(said, said), "utf-8"
        )


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_every_file_is_used_or_told(case: dict, root: Path) -> None:
    for name, content in case["lies"].items():
        lay(root, name, content)
    told = [line_of(one) for one in left_out(Files(root), ["exempel"])]
    expected = [placed(line) for line in case["said"]]
    for line in expected:
        alike = [one for one in told if one == line or (line.endswith("…") and one.startswith(line[:-1]))]
        assert len(alike) == 1, f"{line}\n{told}"
    assert len(told) == len(expected), told


def test_a_file_that_a_fault_has_named_is_not_told_again(root: Path) -> None:
    lay(root, "{R}/ledger/bok.xls")
    found = left_out(Files(root), ["exempel"])
    assert lines_of(found, [f"{R}/ledger/bok.xls: filer med ändelsen .xls läses inte."]) == []
    assert lines_of(found, [f"{R}/ledger/bok.xlsx: filen är tom."])[1:] == [line_of(found[0])]


def test_activity_files_are_not_judged_while_a_parameter_file_cannot_be_read(root: Path) -> None:
    """Its indicators may read them."""
    lay(root, "{R}/activity/annat.csv")
    lay(root, "{P}/bidrag.yaml", "agreement: [")
    assert left_out(Files(root), ["exempel"]) == []
