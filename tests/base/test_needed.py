"""What is known in general or only here: it is taken as it is, or it stops the program."""

import pytest

from statsbidrag.base.needed import needed
from statsbidrag.model.choices import RegionAgreement
from statsbidrag.model.region import Region


@pytest.mark.parametrize("value", [0, "", False, 12])
def test_what_is_there_is_taken_as_it_is(value: object) -> None:
    assert needed(value, "the cost") is value


def test_what_is_not_there_is_named() -> None:
    with pytest.raises(TypeError, match="the cost is not known"):
        needed(None, "the cost")


def test_books_that_nobody_has_told_of_are_never_made_up() -> None:
    choices = RegionAgreement.model_construct(origin="params/2018/jh/x.yaml:1", bookkeeping=None)
    with pytest.raises(TypeError, match=r"x\.yaml:1: bookkeeping is not known"):
        _ = choices.books
    region = Region.model_construct(origin="params/regions/jh.yaml:1", ledger=None)
    with pytest.raises(TypeError, match=r"jh\.yaml:1: ledger is not known"):
        _ = region.ledger_format
