"""The four lights of shipped reports: who is calm, who is not, and that each is told in words on page one."""

import pytest

from shipped_records import REGION, TERTIALS, YEARS, shipped
from statsbidrag.base.period import Period
from statsbidrag.base.states import LightLevel
from statsbidrag.report.sections import lights
from statsbidrag.report.sections.lights import levels
from statsbidrag.report.sections.summary_cards import cards


@pytest.fixture(scope="module")
def blekinge(shared) -> dict:
    return shipped(shared, "blekinge", Period(2017, 13))


def test_a_missed_duty_is_never_calm(blekinge) -> None:
    record = blekinge["sjukskrivning"]
    assert levels(record)["dates"] is LightLevel.OFF


def test_page_one_tells_all_four_in_words(blekinge) -> None:
    [html] = lights.show(blekinge["sjukskrivning"])
    for title in ("Pengar", "Krav", "Resultat", "Datum"):
        assert f"<strong>{title}:</strong>" in html
    assert "1 uppgift är försenad" in html


def test_a_card_is_never_worse_than_the_light_of_its_money(blekinge) -> None:
    for record in blekinge.values():
        if levels(record)["money"] is LightLevel.OK:
            told = {card.title: card.status for card in cards(record) if not card.title.startswith("Krav")}
            assert "off" not in told.values(), (record.report.agreement, told)


def test_a_third_of_what_is_shipped_is_calm_and_nothing_late_is(shared) -> None:
    """No light cries wolf: the board looks where one is lit."""
    every = [
        record
        for region, year in [(REGION, 2018), *YEARS]
        for number in TERTIALS
        for record in shipped(shared, region, Period(year, number)).values()
    ]
    calm = [record for record in every if not {LightLevel.WATCH, LightLevel.OFF} & set(levels(record).values())]
    assert len(every) / 3 <= len(calm) < len(every)
    assert [record.report for record in calm if any(one.is_red for one in record.attention)] == []
