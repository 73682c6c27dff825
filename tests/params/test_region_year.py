"""A region's year read once: what it has, what is wrong kept beside, and an edited file seen when read again."""

import hashlib
import shutil
from pathlib import Path

import pytest

from statsbidrag.base.errors import ParameterError
from statsbidrag.read.files import Files
from statsbidrag.read.params.region_year import read_region_year

ROOT = Path(__file__).resolve().parents[2]
REGION = "norrbotten"
WRONG = "params/2018/norrbotten/cancervard.yaml"


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """The shipped parameters, to be changed."""
    shutil.copytree(ROOT / "params", tmp_path / "params")
    return tmp_path


def spoil(root: Path) -> None:
    path = root / WRONG
    path.write_text("nyckel: 1\n" + path.read_text(encoding="utf-8"), encoding="utf-8")


def test_a_year_has_every_agreement_and_the_hash_of_every_file(shipped: Path) -> None:
    year = read_region_year(shipped, REGION, 2018)
    assert sorted(year.agreements) == sorted(path.stem for path in (shipped / "params/2018/norrbotten").glob("*.yaml"))
    assert year.faults == {}
    assert (year.region.id, year.settings.default_region) == (REGION, "jamtland-harjedalen")
    assert year.hashes == {name: hashlib.sha256((shipped / name).read_bytes()).hexdigest() for name in year.hashes}
    assert {"params/workbook.yaml", "params/population.csv", "params/regions/norrbotten.yaml", WRONG} <= {*year.hashes}
    # Earlier years of the same agreement are read with it.
    assert "params/2017/norrbotten/cancervard.yaml" in year.hashes


def test_a_fault_in_one_agreement_is_kept_beside_the_others(shipped: Path) -> None:
    spoil(shipped)
    year = read_region_year(shipped, REGION, 2018)
    assert list(year.faults) == ["cancervard"] and "cancervard" not in year.agreements
    assert year.agreement("patientmiljarden").agreement.id == "patientmiljarden"
    for asked in (lambda: year.agreement("cancervard"), year.require_readable, lambda: year.with_report):
        with pytest.raises(ParameterError) as caught:
            asked()
        assert caught.value.lines[0].startswith(f"{WRONG}:1: nyckeln «nyckel» finns inte här")


def test_what_is_edited_is_seen_by_the_next_reading_only(shipped: Path) -> None:
    files = Files(shipped)
    before = read_region_year(files, REGION, 2018)
    spoil(shipped)
    assert read_region_year(files, REGION, 2018) is before
    assert list(read_region_year(shipped, REGION, 2018).faults) == ["cancervard"]


def test_a_fault_is_told_each_time_it_is_asked_for_and_found_once(shipped: Path) -> None:
    found: list[int] = []

    def make() -> int:
        found.append(1)
        raise ParameterError("params/x.yaml:1: fel. Rätta.")

    files = Files(shipped)
    for _ in range(2):
        with pytest.raises(ParameterError, match="Rätta"):
            files.once("x", make)
    assert found == [1]
