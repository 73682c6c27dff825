"""What an origin names is what makes the figure: the payments of a component, the amounts behind what is computed."""

from pathlib import Path

import pytest

from shipped_records import ROOT, TERTIALS, YEARS, shipped
from statsbidrag.base.period import Period
from statsbidrag.read.params.region_year import read_region_year


@pytest.mark.parametrize("number", TERTIALS)
@pytest.mark.parametrize(("region", "year"), YEARS)
def test_the_payments_behind_what_a_component_has_received_sum_to_it(
    shared: Path, region: str, year: int, number: int
) -> None:
    agreements = read_region_year(ROOT, region, year).agreements
    looked_at = 0
    for name, record in shipped(shared, region, Period(year, number)).items():
        events = {event.origin: event for event in agreements[name].choices.events}
        for figure in record.below("component", "received"):
            if figure.ore is None:
                continue
            paid = [events[place] for place in figure.origin.params if place in events]
            signs = {"payment": 1, "repayment": -1}
            assert sum(signs[event.kind] * (event.ore or 0) for event in paid) == figure.ore, (name, figure.key)
            looked_at += 1
    assert looked_at


@pytest.mark.parametrize(("region", "year"), YEARS)
def test_what_is_computed_leads_to_the_amounts_told(shared: Path, region: str, year: int) -> None:
    for record in shipped(shared, region, Period(year, 13)).values():
        for last in ("computed", "entitled"):
            for figure in record.below("component", last):
                component = figure.key.split(".")[1]
                assert figure.origin.formula == f"amount.{component}.{last}"


def test_what_earlier_years_used_is_their_rows(shared: Path) -> None:
    record = shipped(shared, "norrbotten", Period(2018, 13))["cancervard"]
    figure = record.figures["grant_year.2017.used_before"]
    assert figure.origin.rows == figure.key
    assert record.row_sets[figure.key]
    assert record.figures["grant_year.2017.entitled"].origin.formula == (
        "max(0, grant_year.2017.whole - grant_year.2017.used_before)"
    )
