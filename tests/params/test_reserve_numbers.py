"""Forms of reservnummer in params/workbook.yaml, and numbers that no id or code may be."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from statsbidrag.base.errors import ParameterError
from statsbidrag.base.personal_numbers import BUILT_IN
from statsbidrag.model.region import CostType, Counterpart, Unit
from statsbidrag.read.params.parameters import personal_numbers, read_settings

SETTINGS = "default_region: x\ndefault_period: 2018-06\nwatch_share: 0.05\noff_share: 0.15\n"


def project(folder: Path, more: str) -> Path:
    (folder / "params").mkdir()
    (folder / "params/workbook.yaml").write_text(SETTINGS + more, encoding="utf-8")
    return folder


def test_the_forms_are_part_of_the_rule(tmp_path: Path) -> None:
    root = project(tmp_path, "reserve_numbers: [99nnnnnnnnnn, YYYYMMDD-xnnn]\n")
    assert personal_numbers(root).masked("a 991234567890, 19121212-K123") == "a [personnummer], [personnummer]"


def test_without_them_the_rule_is_as_it_is(tmp_path: Path) -> None:
    assert personal_numbers(project(tmp_path, "")) == BUILT_IN


def test_a_form_that_would_hide_amounts_is_refused_with_its_line(tmp_path: Path) -> None:
    root = project(tmp_path, "reserve_numbers:\n  - nnnnnnnnnn\n")
    with pytest.raises(ParameterError) as error:
        read_settings(root)
    assert error.value.lines == [
        "params/workbook.yaml:6: reserve_numbers.1: «nnnnnnnnnn» kan inte användas: ett mönster ska ha minst 8 tecken, "
        "minst 4 av dem n eller x, och något eget: ett datum, en bokstav eller bestämda siffror."
    ]
    assert personal_numbers(root) == BUILT_IN


@pytest.mark.parametrize(
    ("model", "entry", "told"),
    [
        (CostType, {"id": "x-640823-3234", "title": "X", "accounts": []}, "ett id får inte ha ett personnummer i sig"),
        (Unit, {"code": "6408233234", "name": "X", "kind": "support"}, "en kod får inte vara ett personnummer"),
        (Counterpart, {"code": "640823-3234", "name": "X", "kind": "private"}, "en kod får inte vara ett personnummer"),
    ],
)
def test_no_id_and_no_code_is_a_personal_number(model: type, entry: dict, told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        model.model_validate(entry)
