"""What the example activity data count agrees with what the parameters say of requirements and volumes."""

from collections import defaultdict
from fractions import Fraction

import pytest
from example_rows import ROOT
from other_regions import plain

PARTS = ("besok-vantande", "besok-genomforda", "operation-vantande", "operation-genomforda")


def told(region, year, indicator):
    """Month and part → numerator and denominator over the units; the denominator of a count is 0."""
    found = defaultdict(lambda: [0, 0])
    for path in sorted((ROOT / f"data/raw/{region}/activity").glob(f"verksamhet-{year}-*.csv")):
        for line in path.read_text(encoding="utf-8").splitlines()[2:]:
            name, month, _, part, numerator, denominator = line.split(";")
            if name == indicator:
                found[month, part][0] += int(numerator)
                found[month, part][1] += int(denominator or 0)
    return dict(found)


def state(region, year, agreement, requirement):
    choices = plain(f"params/{year}/{region}/{agreement}.yaml")
    (one,) = [one for one in choices["requirements"] if one["id"] == requirement]
    return one


def test_half_of_the_doctors_in_training_are_trained_where_the_requirement_is_met():
    met = state("norrbotten", 2017, "sjukskrivning", "st-lakare")
    assert (met["state"], met["as_of"]) == ("met", "2017-12")
    assert told("norrbotten", 2017, "andel-st-lakare") == {("2017-09", ""): [34, 67]}
    assert told("norrbotten", 2018, "andel-st-lakare") == {("2018-09", ""): [37, 73]}
    lacking = state("blekinge", 2017, "sjukskrivning", "st-lakare")
    assert (lacking["state"], lacking["status"]) == ("not_met", "example")
    assert lacking["evidence"] == "28 av 62 ST-läkare, 45,2 procent, var utbildade i september"
    assert told("blekinge", 2017, "andel-st-lakare") == {("2017-09", ""): [28, 62]}


@pytest.mark.parametrize("region", ["blekinge", "norrbotten"])
def test_ten_pathways_are_introduced_by_the_month_the_requirement_is_met(region):
    met = state(region, 2017, "cancervard", "tio-vardforlopp")
    assert (met["state"], met["as_of"]) == ("met", "2017-11")
    introduced = {month: count for (month, _), (count, _) in told(region, 2017, "inforda-vardforlopp").items()}
    assert [introduced[f"2017-{month}"] for month in (10, 11, 12)] == [27, 28, 28]


def test_the_second_year_of_pathways_begins_where_the_first_ended():
    choices = plain("params/2018/norrbotten/cancervard.yaml")
    (one,) = [one for one in choices["indicators"] if one["id"] == "inforda-vardforlopp"]
    counts = [count for count, _ in told("norrbotten", 2018, "inforda-vardforlopp").values()]
    assert one["baseline"]["value"] == "28" and counts == sorted(counts) and counts[-1] == 31


def test_the_response_rate_is_too_low_in_july_alone_for_every_measure_and_group():
    assert state("halland", 2019, "komiljarden", "svarsfrekvens")["state"] == "not_met"
    rates = told("halland", 2019, "svarsfrekvens")
    low = {key for key, (answered, asked) in rates.items() if answered * 100 < asked * 95}
    assert low == {("2019-07", part) for part in PARTS}


@pytest.mark.parametrize(
    ("region", "year", "completed"), [("blekinge", 2017, 217), ("norrbotten", 2017, 2_630), ("norrbotten", 2018, 2_669)]
)
def test_the_years_investigations_are_as_many_in_the_data_as_among_the_volumes(region, year, completed):
    volumes = plain(f"params/{year}/{region}/forsakringsmedicinska-utredningar.yaml")["volumes"]
    assert sum(int(volume["completed"]) for volume in volumes) == completed
    counted = told(region, year, "utredningar-i-tid")
    assert len(counted) == 12 and sum(done for _, done in counted.values()) == completed
    assert all(Fraction(3, 4) < Fraction(*pair) < 1 for pair in counted.values())


@pytest.mark.parametrize("region", ["blekinge", "norrbotten"])
def test_involvement_is_told_of_when_all_four_groups_are_described(region):
    choices = plain(f"params/2017/{region}/professionsmiljarden.yaml")
    first = {}
    for one in choices["descriptions"]:
        first[one["id"]] = min(one["as_of"], first.get(one["id"], one["as_of"]))
    assert len(first) == 4
    told_of = state(region, 2017, "professionsmiljarden", "involvering")
    assert (told_of["state"], told_of["as_of"], told_of["status"]) == ("met", max(first.values()), "example")
