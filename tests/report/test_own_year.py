"""The report's own grant year is the whole less what earlier years' money bears: every amount is taken off."""

from types import SimpleNamespace

import pytest

from statsbidrag.facts.grant_years import own_chain
from statsbidrag.rules.chain import Chain

WHOLE = Chain(entitled=1000, requisitioned=700, received=600, cost=800, forecast=900)
EARLIER = [
    SimpleNamespace(chain=Chain(entitled=100, requisitioned=None, received=60, cost=80, forecast=90)),
    SimpleNamespace(chain=Chain(entitled=7, requisitioned=None, received=5, cost=3, forecast=6)),
]


def test_each_amount_of_the_own_year_is_the_whole_less_the_earlier_years() -> None:
    own = own_chain(WHOLE, EARLIER)  # type: ignore[arg-type]
    assert own == Chain(
        entitled=1000 - 100 - 7, requisitioned=700, received=600 - 60 - 5, cost=800 - 80 - 3, forecast=900 - 90 - 6
    )
    in_part = own_chain(Chain(None, None, 600, 800, 900, entitled_known=500), EARLIER)  # type: ignore[arg-type]
    assert (in_part.entitled, in_part.entitled_known) == (None, 500 - 100 - 7)


@pytest.mark.parametrize(("whole", "earlier"), [(None, 90), (900, None)])
def test_a_forecast_that_is_not_known_leaves_the_own_years_unknown(whole: int | None, earlier: int | None) -> None:
    before = [SimpleNamespace(chain=Chain(100, None, 60, 80, earlier))]
    assert own_chain(Chain(1000, 700, 600, 800, whole), before).forecast is None  # type: ignore[arg-type]


def test_where_there_are_no_earlier_years_the_own_is_the_whole() -> None:
    assert own_chain(WHOLE, []) == WHOLE
