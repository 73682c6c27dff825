"""What of the types nobody can check is counted room by room, and may only become less."""

from pathlib import Path

import pytest
import yaml
from tools.ratchet import NUMBERS, ROOT, Place, faults, main, numbers, places, rooms, smaller, untyped

from house_rules import FLOOR

PROJECT = """\
[tool.mypy]
mypy_path = "src"
packages = ["statsbidrag"]
"""
LOOSE = """\
from typing import Any

Row = dict[str, Any]


def shown(row: Row, *rest: Any) -> "int":
    return row["ore"] + "öre"  # type: ignore
"""


def test_any_is_counted_in_alias_field_and_signature_but_not_where_it_is_imported():
    source = (
        "import typing\nfrom typing import Any\n\nRow = dict[str, Any]\n\n\nclass One:\n    value: typing.Any\n\n\n"
    )
    source += "def told(one: Any, text: str = 'Any') -> list[Any]:\n    ...\n"
    assert [(place.line, place.what) for place in sorted(untyped(source, "src/statsbidrag/read/x.py"))] == [
        (4, "Any"),
        (8, "Any"),
        (11, "Any"),
        (11, "Any"),
    ]


def test_an_ignore_is_a_comment_and_not_a_text_about_one():
    source = 'text = "# type: ignore"\none = two  # type: ignore[name-defined]\nthree = four  #type:ignore\n'
    assert [place.line for place in untyped(source, "src/statsbidrag/read/x.py")] == [2, 3]


def test_a_place_belongs_to_its_package():
    found = [Place("src/statsbidrag/read/ledger/csv.py", 1, "Any"), Place("src/statsbidrag/__init__.py", 2, "Any")]
    assert numbers(found, ["base"]) == {"base": 0, "read": 1, "statsbidrag": 1}


def test_more_is_a_fault_and_less_is_one_until_it_is_written():
    now, written = {"base": 1, "read": 3, "show": 2, "cli": 1}, {"base": 1, "read": 2, "show": 5}
    assert faults(now, written) == [
        "cli: 1, at most 0: see tools/ratchet.py --list cli",
        "read: 3, at most 2: see tools/ratchet.py --list read",
        "show: 2, no longer 5: write the smaller number with tools/ratchet.py --write",
    ]
    assert smaller(now, written) == {"base": 1, "cli": 1, "read": 2, "show": 2}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A package with one room: an error, two ``Any`` and an ignore that hides another error."""
    (tmp_path / "pyproject.toml").write_text(PROJECT)
    (tmp_path / "tools").mkdir()
    for name, source in {"": "", "read/": "", "read/rows": LOOSE + '\nkronor: int = "1,00"\n'}.items():
        path = tmp_path / "src/statsbidrag" / (f"{name}__init__.py" if not name or name.endswith("/") else f"{name}.py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
    return tmp_path


def test_errors_ignores_and_any_are_counted_together(project, capsys):
    assert [(place.line, place.what) for place in places(project)] == [
        (3, "Any"),
        (6, "Any"),
        (7, "type: ignore"),
        (
            9,
            'Incompatible types in assignment (expression has type "str", variable has type "int") [assignment]',
        ),
    ]
    assert main(["--list", "read"], project) == 0
    assert capsys.readouterr().out.splitlines()[0] == "src/statsbidrag/read/rows.py:3: Any"
    assert main(["--write"], project) == 0
    assert yaml.load((project / NUMBERS).read_text(encoding="utf-8"), yaml.CSafeLoader) == {"read": 4, "statsbidrag": 0}
    assert main([], project) == 0
    (project / "src/statsbidrag/read/rows.py").write_text(LOOSE, encoding="utf-8")
    assert main([], project) == 1
    assert main(["--write"], project) == 0
    (project / "src/statsbidrag/read/rows.py").write_text(LOOSE + "\nkronor: int = None\n", encoding="utf-8")
    assert main(["--write"], project) == 1
    assert yaml.load((project / NUMBERS).read_text(encoding="utf-8"), yaml.CSafeLoader) == {"read": 3, "statsbidrag": 0}


def test_settings_that_mypy_does_not_know_are_a_fault(project, capsys):
    (project / "pyproject.toml").write_text(PROJECT + "strictness = true\n")
    assert main([], project) == 2
    assert "strictness" in capsys.readouterr().err


def test_every_room_has_a_number():
    written = yaml.load((ROOT / NUMBERS).read_text(encoding="utf-8"), yaml.CSafeLoader)
    assert set(written) == rooms(ROOT) == {*FLOOR, "statsbidrag"}
