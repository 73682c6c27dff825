"""An agreement of a known kind takes YAML only: the one CONTRIBUTING shows is put in place as it stands there."""

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from statsbidrag.cli.main import program
from statsbidrag.register.page import page
from statsbidrag.run.checking import check

ROOT = Path(__file__).resolve().parents[2]
SHOWN = re.compile(r"`(params/2018/[a-z/-]+\.yaml)`[^`]*?:\n\n```yaml\n(.*?)```", re.DOTALL)


@pytest.fixture
def with_new(tmp_path: Path) -> Path:
    """The shipped parameters with the two files that CONTRIBUTING shows, and nothing else."""
    shutil.copytree(ROOT / "params", tmp_path / "params")
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks")
    shown = SHOWN.findall((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    assert [name for name, _ in shown] == [
        "params/2018/agreements/sommarvard.yaml", "params/2018/norrbotten/sommarvard.yaml",
    ]  # fmt: skip
    for name, text in shown:
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_the_agreement_of_contributing_is_allocated_and_registered(with_new: Path) -> None:
    arguments = ["allocate", "--root", str(with_new), "--year", "2018", "--agreement", "sommarvard", "--json"]
    result = CliRunner().invoke(program, arguments)
    assert result.exit_code == 0, result.output
    items = json.loads(result.output)["items"]
    assert len(items) == 21 * 2
    by_component = {(item["region"], item["component"]): item for item in items}
    places = by_component["norrbotten", "vardplatser"]
    # 200 000 000 × 251 295 / 10 120 242 = 4 966 185,59
    assert (places["computed"], places["stated"], places["status"]) == ("4966185.59", "5000000.00", "agrees")
    assert (places["key_date"], places["population_date"]) == ("2017-11-01", "2017-12-31")
    assert by_component["gotland", "samordning"]["computed"] == "500000.00"
    assert "| 2018 | Sommarvård | Vårdplatser | 200,00 |" in page(with_new)


def test_check_finds_no_fault_in_it(with_new: Path) -> None:
    _, lines = check(with_new, 2018, "norrbotten")
    assert lines == []
