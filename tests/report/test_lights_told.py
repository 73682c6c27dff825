"""The four lights of shipped reports: who is calm, who is not, and that each is told in words on page one."""

import pytest

from shipped_records import shipped
from small_record import kronor, small_record
from statsbidrag.base.period import Period
from statsbidrag.base.states import LightLevel
from statsbidrag.record.tables import Row, Table
from statsbidrag.report.sections import lights
from statsbidrag.report.sections.lights import is_calm, levels
from statsbidrag.report.sections.summary_cards import cards


@pytest.fixture(scope="module")
def blekinge(shared) -> dict:
    return shipped(shared, "blekinge", Period(2017, 13))


def test_a_missed_duty_is_never_calm(blekinge) -> None:
    record = blekinge["sjukskrivning"]
    assert levels(record)["dates"] is LightLevel.OFF
    assert not is_calm(record)


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


def test_calm_is_without_anything_to_watch() -> None:
    def record_of(level: str):
        rows: list[Row] = [{"id": "money", "title": "Pengar", "level": level, "words": "ord", "text": "ord"}]
        return small_record([kronor("chain.cost", 100)], [Table("lights", "", [], rows)])

    assert [is_calm(record_of(level)) for level in ("ok", "none", "watch", "off")] == [True, True, False, False]
