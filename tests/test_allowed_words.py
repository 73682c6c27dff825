"""What a message says is allowed is filled in from the models, word for word and in their order."""

import pytest
from pydantic import ValidationError

from allowed_words import MESSAGES, filled, keys, words
from house_rules import ROOT
from statsbidrag.read.raw.sidecar import Scope


def test_keys_are_those_of_the_model_in_its_order() -> None:
    assert keys("Scope") == "from, to, object"
    with pytest.raises(ValidationError) as refused:
        Scope.model_validate({"sedan": "2018-01"})
    (fault,) = [one for one in refused.value.errors() if one["type"] == "unknown_keys"]
    assert ", ".join(fault["ctx"]["allowed"]) == keys("Scope")


def test_words_are_those_the_key_may_hold() -> None:
    assert words("RegionAgreement.perspective") == "purchaser, provider, group"
    assert words("Stated.unit") == "kr, tkr, mnkr, mdkr"


def test_a_message_is_filled_and_the_rest_of_it_left() -> None:
    assert filled("{R}:1: Tillåtna: {keys:Scope}. {rad}") == "{R}:1: Tillåtna: from, to, object. {rad}"
    assert filled("{regions but halland}") == "blekinge, jamtland-harjedalen, norrbotten, vastra-gotaland"
    assert filled("{broken:choices-tag}") == "taggen tag:yaml.org,2002:str används inte. Ta bort den."


@pytest.mark.parametrize("message", ["{keys:Scopes}", "{words:Scope.fromm}", "{broken:choices-none}"])
def test_a_placeholder_of_nothing_is_an_error(message) -> None:
    with pytest.raises((ValueError, KeyError)):
        filled(message)


@pytest.mark.parametrize("file", [MESSAGES, ROOT / "tests/run/wrong_input.yaml"], ids=lambda path: path.name)
def test_no_expected_message_spells_out_the_keys(file) -> None:
    told = [line for line in file.read_text(encoding="utf-8").splitlines() if "Tillåtna nycklar: " in line]
    assert len(told) >= 3
    assert [line for line in told if "Tillåtna nycklar: {keys:" not in line] == []
