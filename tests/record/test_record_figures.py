"""Figures and origins: what they hold, and that what does not agree cannot be made."""

from dataclasses import replace
from fractions import Fraction

import pytest

from small_record import PLACE, kronor
from statsbidrag.base.states import Status
from statsbidrag.record.figures import Figure, Origin, merged_status, money, other, share_text

PARAMS = Origin(params=(PLACE,))


def test_an_origin_is_exactly_one_thing() -> None:
    origins = [
        {"rows": "chain.cost"},
        {"params": (PLACE,)},
        {"formula": "chain.cost + 1"},
        {"record": "reports/x/2018-05/y.json", "key": "chain.cost"},
        {"unknown": "underlaget säger det inte"},
    ]
    for number, given in enumerate(origins):
        assert Origin(**given)
        for more in origins[number + 1 :]:
            with pytest.raises(ValueError, match="an origin is one of"):
                Origin(**{**given, **more})


@pytest.mark.parametrize("given", [{}, {"params": ()}, {"formula": ""}, {"record": "a.json"}, {"key": "chain.cost"}])
def test_an_origin_that_says_nothing_or_half_is_refused(given: dict) -> None:
    with pytest.raises(ValueError, match="an origin is one of"):
        Origin(**given)


def test_money_is_kronor_and_ore_that_agree() -> None:
    figure = kronor("chain.cost", -123_405)
    assert (figure.value, figure.ore, figure.unit, figure.status) == ("-1234.05", -123_405, "kr", Status.DECIDED)
    with pytest.raises(ValueError, match=r"chain\.cost: -1234\.05 kr is not 1 öre"):
        replace(figure, ore=1)
    with pytest.raises(ValueError, match="kr is not None öre"):
        replace(figure, ore=None)
    with pytest.raises(ValueError, match="a count has no öre"):
        Figure("n", "count", 3, Status.DECIDED, PARAMS, ore=300)


def test_what_has_no_value_is_not_known() -> None:
    assert money("a", None, Origin(unknown="ej"), Status.DECIDED).status is Status.UNKNOWN
    assert other("a", None, "count", Origin(unknown="ej"), Status.EXAMPLE).status is Status.UNKNOWN
    with pytest.raises(ValueError, match="a: what is not known cannot have the status decided"):
        replace(money("a", None, Origin(unknown="ej"), Status.DECIDED), status=Status.DECIDED)
    # A source may give an amount and not say how firm it is.
    assert replace(kronor("a", 1), status=Status.UNKNOWN).ore == 1


def test_a_figure_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        kronor("a", 1).ore = 2


def test_the_number_that_formulas_reckon_with() -> None:
    share = other("s", "0.250000", "share", PARAMS, Status.DECIDED)
    count = other("n", 3, "count", PARAMS, Status.DECIDED)
    assert [kronor("a", 7).number, share.number, count.number, kronor("a", None).number] == [7, Fraction(1, 4), 3, None]
    assert (count.count, kronor("a", 7).known_ore) == (3, 7)
    with pytest.raises(TypeError, match="t is text"):
        _ = other("t", "ord", "text", PARAMS, Status.DECIDED).number
    with pytest.raises(TypeError, match="s is no known count"):
        _ = share.count
    with pytest.raises(TypeError, match="a is no known money"):
        _ = kronor("a", None).known_ore


def test_shares_have_six_decimals_rounded_half_up() -> None:
    shares = [None, Fraction(0), Fraction(1, 3), Fraction(2, 3), Fraction(1, 2_000_000), Fraction(5, 4)]
    assert [share_text(share) for share in shares] == [None, "0.000000", "0.333333", "0.666667", "0.000001", "1.250000"]


def test_the_weakest_of_several_statuses() -> None:
    assert merged_status([]) is Status.DECIDED
    assert merged_status([Status.DECIDED, Status.PRELIMINARY]) is Status.PRELIMINARY
    assert merged_status([Status.EXAMPLE, Status.PRELIMINARY]) is Status.EXAMPLE
    assert merged_status([Status.EXAMPLE, Status.UNKNOWN, Status.DECIDED]) is Status.UNKNOWN
